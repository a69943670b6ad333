import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { listActionsFrom } from '../actions/list-actions-from.ts'
import type { MinutedAction } from './minutes.rules.ts'

/** An action agreed under an item, and whether the public may see it. */
export type ActionOfItem = MinutedAction & { readonly item: string; readonly public: boolean }

/** What an action names as its source when it was agreed under an item. */
const sourceOfItem = (id: string) => ({ kind: 'agenda-item', id })

/**
 * The actions that came of a meeting's items, in order of number, as the minutes
 * print them: with the deadline first set, which is the one the meeting heard.
 */
export async function listMinutedActions(
  db: Db,
  itemIds: readonly string[],
  day: Day,
): Promise<ActionOfItem[]> {
  const actions = await listActionsFrom(db, itemIds.map(sourceOfItem), day)
  return actions
    .map(action => ({
      item: action.source?.id ?? '',
      number: action.number,
      owner: listed(action.owners.map(({ label }) => label)),
      text: action.text,
      deadline: action.deadlines[0]?.text ?? '',
      public: action.audience === 'public',
    }))
    .sort((one, other) => one.number - other.number)
}
