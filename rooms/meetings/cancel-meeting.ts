import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'
import { readToTurn, type TurnInput, turn } from './turn-meeting.ts'

/**
 * Records that a meeting is cancelled, and why: it will not be held on another day. Its page
 * keeps its address, papers and notice, and says what happened. It owes no minutes and takes no
 * attendance.
 *
 * Refuses what `reasonsNotToTurn` refuses.
 */
export const cancelMeeting = verb<TurnInput, Meeting>({
  name: 'meetings.cancel-meeting',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const { before, refusals } = await readToTurn(tx, 'cancelled', input, acting)
    if (refusals.length > 0) return refused(...refusals)
    const after = await turn(tx, acting, before, 'cancelled', input.why)
    return recorded({ value: after, subject: { kind: 'meeting', id: after.id }, before, after })
  },
})
