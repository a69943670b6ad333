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

export type Adjournment = TurnInput & {
  /** Left out, the meeting is adjourned to a day to be fixed. */
  readonly to?: NewArrangement | undefined
}

/**
 * Records that a meeting which had begun was adjourned, and to which day. It is one meeting with
 * two sittings: the terms of reference of its first day judge both, who is there is counted
 * anew, and one set of minutes, kept with the last sitting, covers them.
 *
 * Refuses what `reasonsNotToTurn` refuses, and a day that is not later.
 */
export const adjournToAnotherDay = verb<Adjournment, Turned>({
  name: 'meetings.adjourn-to-another-day',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const { before, body, refusals } = await readToTurn(tx, 'adjourned', input, acting)
    if (input.to)
      refusals.push(
        ...(await reasonsAgainstArrangement(tx, 'adjourned', before, body, input.to, acting)),
      )
    if (refusals.length > 0) return refused(...refusals)
    const meeting = await turn(tx, acting, before, 'adjourned', input.why)
    const next = input.to ? await insertNext(tx, acting, meeting, input.to) : null
    return recorded({
      value: { meeting, next },
      subject: { kind: 'meeting', id: meeting.id },
      before,
      after: { meeting, next },
    })
  },
})
