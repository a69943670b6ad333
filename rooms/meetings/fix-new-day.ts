import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { lockMeeting } from './agenda.records.ts'
import { latestDraft } from './read-drafts.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'
import {
  insertNext,
  type NewArrangement,
  reasonsAgainstArrangement,
  reasonsOfNext,
} from './turn-meeting.ts'

export type NewDayFixed = { readonly meeting: string; readonly to: NewArrangement }

/**
 * Fixes the day of a meeting that was postponed or adjourned to a day to be fixed.
 *
 * Refuses a meeting that awaits no new day, one whose new day is fixed already, an adjourned one
 * whose minutes are drafted, and what postponing to a day refuses.
 */
export const fixNewDay = verb<NewDayFixed, Meeting>({
  name: 'meetings.fix-new-day',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const before = await readMeeting(tx, input.meeting)
    const { became } = before
    if (became !== 'postponed' && became !== 'adjourned')
      return refused({
        code: 'awaits-no-day',
        message: 'Only a meeting postponed or adjourned to a day to be fixed is given a new day.',
      })
    const body = await readBody(tx, before.body_id)
    const refusals = [
      ...(await reasonsOfNext(tx, before)),
      ...(await reasonsAgainstArrangement(tx, became, before, body, input.to, acting)),
    ]
    if (became === 'adjourned' && (await latestDraft(tx, before.id)))
      refusals.push({
        code: 'minutes-drafted',
        message: 'Its minutes are drafted, so it ended that day. Call another meeting.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const next = await insertNext(tx, acting, before, input.to)
    return recorded({ value: next, subject: { kind: 'meeting', id: before.id }, after: next })
  },
})
