import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { listActionsFrom } from '../actions/list-actions-from.ts'
import type { MinutedAction } from './minutes.rules.ts'

/** An action agreed under an item, and whether the public may see it. */
export type ActionOfItem = MinutedAction & { readonly item: string; readonly public: boolean }

/** The actions that came of a meeting's items, as the minutes print them on a day. */
export async function listMinutedActions(
  db: Db,
  itemIds: readonly string[],
  day: Day,
): Promise<ActionOfItem[]> {
  const actions = await listActionsFrom(
    db,
    itemIds.map(id => ({ kind: 'agenda-item', id })),
    day,
  )
  return actions.map(({ number, text, owners, deadlines, source, audience }) => ({
    item: source?.id ?? '',
    number,
    owner: owners.map(({ label }) => label).join('; '),
    text,
    deadline: deadlines.at(-1)?.text ?? '',
    public: audience === 'public',
  }))
}
