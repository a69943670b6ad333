import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { MinutedAction } from './minutes.rules.ts'

/** An action agreed under an item, and whether the public may see it. */
export type ActionOfItem = MinutedAction & { readonly item: string; readonly public: boolean }

/** The actions that came of a meeting's items, as the minutes print them on a day. */
export const listMinutedActions = async (
  _db: Db,
  _itemIds: readonly string[],
  _day: Day,
): Promise<ActionOfItem[]> => []
