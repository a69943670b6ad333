import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { Moved, NotFound } from '../../platform/outcome.ts'
import { type Body, findMergedEntry, readBodies, readBodyBySlug } from '../bodies/read-body.ts'
import type { ActionsTables } from './actions.tables.ts'
import { findHandedOn } from './hand-on.records.ts'
import { listActions, type TrackedAction } from './list-actions.ts'

// Beyond every day that can be recorded: an action with all that was ever said of it.
const LAST_DAY = '9999-12-31' as Day

/** An action and its state on a day; all that is recorded of it when no day is given. @throws NotFound */
export async function readAction(db: Db, id: string, day: Day = LAST_DAY): Promise<TrackedAction> {
  const [action] = await listActions(db, { ids: [id], day })
  if (!action) throw new NotFound('There is no such action in the record.')
  return action
}

/**
 * The action at `/actions/BODY/NUMBER`. @throws Moved where it was handed on to another tracker;
 * NotFound, also when this connection may not see it
 */
export async function readActionAt(
  db: Db,
  bodyId: string,
  number: number,
  day: Day,
): Promise<TrackedAction> {
  const readable = Number.isSafeInteger(number) && number > 0 && number < 2 ** 31
  const [action] = readable ? await listActions(db, { bodies: [bodyId], number, day }) : []
  const moved = action || !readable ? undefined : await findHandedOn(db, bodyId, number)
  if (moved) {
    const bodies = await readBodies(db, [bodyId, moved.body_id])
    const [before, now] = [bodies.get(bodyId), bodies.get(moved.body_id)]
    if (before && now)
      throw new Moved({ [before.slug]: now.slug, [String(number)]: String(moved.number) })
  }
  if (!action) throw new NotFound('There is no action at this address.')
  return action
}

/**
 * The body and the action of an address. Of an entry that was merged the number may be another
 * action's on the tracker that stays: the old one knows which is meant.
 * @throws Moved, NotFound
 */
export async function readActionByAddress(
  db: Db,
  { slug, number, day }: { readonly slug: string; readonly number: number; readonly day: Day },
): Promise<{ readonly body: Body; readonly action: TrackedAction }> {
  try {
    const body = await readBodyBySlug(db, slug)
    return { body, action: await readActionAt(db, body.id, number, day) }
  } catch (fault) {
    const entry = fault instanceof Moved ? await findMergedEntry(db, slug) : undefined
    const moved =
      entry && Number.isSafeInteger(number) ? await findHandedOn(db, entry.id, number) : undefined
    if (entry && moved)
      throw new Moved({ [slug]: entry.keptSlug, [String(number)]: String(moved.number) })
    throw fault
  }
}

/** The body to whose tracker an action belongs. @throws NotFound */
export async function bodyOfAction(db: Db, id: string): Promise<string> {
  const row = await tablesOf<ActionsTables>(db)
    .selectFrom('actions.actions')
    .select('body_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such action in the record.')
  return row.body_id
}
