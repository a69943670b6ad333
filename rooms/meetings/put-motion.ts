import { refused } from '../../platform/outcome.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import { reasonsAgainstMotion, reasonsAgainstMovers } from './motion.rules.ts'
import { noted, roomVerb } from './room-act.ts'
import { itemHere } from './room-item.ts'

export type PuttingMotion = {
  readonly item: string
  /** What the meeting is asked to do; of an amendment, that of the motion. */
  readonly verb?: DecisionVerb | undefined
  /** The motion in full, or what an amendment would change. */
  readonly text: string
  readonly forBody?: string | undefined
  readonly mover?: string | undefined
  readonly seconder?: string | undefined
  /** The motion or amendment that it would amend. */
  readonly amends?: string | undefined
  /** Of an amendment: how what it amends would then read. */
  readonly wouldRead?: string | undefined
}

/**
 * Puts a motion, or an amendment to one, under the item in hand. Its id is the motion's.
 *
 * Refuses a motion while an amendment is before the meeting, unless it amends that one; a
 * mover or seconder who is not there as a member, or is out of the item (R-COI-8).
 */
export const putMotion = roomVerb<PuttingMotion>({
  name: 'meetings.put-motion',
  permission: 'record decisions',
  persons: ({ mover, seconder }) => [mover, seconder],
  event: (input, { source }) => {
    const { mover = null, seconder = null, amends = null, wouldRead = '', text } = input
    const verb = input.verb ?? (amends === null ? ('' as DecisionVerb) : 'note')
    const refusals = [
      ...reasonsAgainstMotion({ verb, text, amends, wouldRead }),
      ...reasonsAgainstMovers(mover, seconder),
    ]
    if (refusals.length > 0) return refused(...refusals)
    return itemHere(source, input.item, () =>
      noted({
        kind: 'motion put',
        item: input.item,
        verb,
        text: text.trim(),
        forBody: input.forBody?.trim() ?? '',
        mover,
        seconder,
        amends,
        wouldRead: amends === null ? text.trim() : wouldRead.trim(),
      }),
    )
  },
})
