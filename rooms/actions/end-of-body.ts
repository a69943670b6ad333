import { countOf, opening } from '../../platform/plain-english.rules.ts'
import type { SuccessionPart } from '../bodies/succession.ts'
import { listOnTracker, moveActions } from './hand-on.records.ts'

/**
 * When a body ends, the open actions of its tracker go to its successor's; those closed stay
 * where they were closed. Each keeps its history and gets the next number of the tracker
 * to which it comes; its old address leads to it (decision 15).
 */
export const actionsAtEndOfBody: SuccessionPart = {
  standing: async (db, { body, successor }) => {
    const open = await listOnTracker(db, body.id, 'open')
    if (open.length === 0) return { lines: [], toHandOn: 0, refusals: [] }
    const numbers = open.map(({ number }) => number).join(', ')
    return {
      toHandOn: open.length,
      refusals: [],
      lines: [
        {
          text: successor
            ? `${opening(countOf(open.length, 'open action'))} will go to the tracker of ${successor.name}, with new numbers there: ${numbers}`
            : `${opening(countOf(open.length, 'open action'))} will stay on a tracker that nobody reviews any more: ${numbers}. Close them, or choose a successor`,
          href: `/work/actions?body=${body.slug}`,
        },
      ],
    }
  },
  handOn: async (tx, acting, { body, successor, on, reason }) => {
    const moved = await moveActions(tx, await listOnTracker(tx, body.id, 'open'), {
      from: body,
      to: successor.id,
      on,
      reason,
      at: acting.now,
    })
    return moved.map(({ from, to }) => `Action ${from} became action ${to} of ${successor.name}`)
  },
}
