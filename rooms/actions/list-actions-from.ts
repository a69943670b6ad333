import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { listActions, type TrackedAction } from './list-actions.ts'

/**
 * The actions that came of the given things – a meeting's items, a question –
 * with their states on the day. Two queries whatever their number.
 */
export const listActionsFrom = async (
  db: Db,
  sources: readonly Subject[],
  day: Day,
): Promise<TrackedAction[]> => (sources.length === 0 ? [] : listActions(db, { sources, day }))
