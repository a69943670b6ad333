import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readMeeting } from './read-meeting.ts'
import {
  insertNext,
  type NewArrangement,
  readToTurn,
  reasonsAgainstArrangement,
  type Turned,
  type TurnInput,
  turn,
} from './turn-meeting.ts'

export type Postponement = TurnInput & {
  /** Left out, the meeting is postponed to a day to be fixed. */
  readonly to?: NewArrangement | undefined
}

/**
 * Records that a meeting is postponed, to another day or to one to be fixed, and why. Its page
 * keeps its address, papers and notice, and says what happened; the new day is a meeting of its
 * own, of which notice is given anew (R-MEET-1).
 *
 * Refuses what `reasonsNotToTurn` refuses, and a new day that is past or the same.
 */
export const postponeMeeting = verb<Postponement, Turned>({
  name: 'meetings.postpone-meeting',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const { before, body, refusals } = await readToTurn(tx, 'postponed', input, acting)
    if (input.to)
      refusals.push(
        ...(await reasonsAgainstArrangement(tx, 'postponed', before, body, input.to, acting)),
      )
    if (refusals.length > 0) return refused(...refusals)
    const meeting = await turn(tx, acting, before, 'postponed', input.why)
    const next = input.to ? await insertNext(tx, acting, meeting, input.to) : null
    return recorded({
      value: { meeting, next },
      subject: { kind: 'meeting', id: meeting.id },
      before,
      after: { meeting, next },
    })
  },
})
