import { londonNow } from '../../platform/clock.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Conflict, Merge, MergePart } from '../../platform/record/merging.ts'
import { readBodies } from '../bodies/read-body.ts'
import type { ActionsTables } from './actions.tables.ts'
import { listOnTracker, moveActions } from './hand-on.records.ts'

/** Both own one action: it would have the same owner twice. */
async function ownedTwice(db: Db, { stays, goes }: Merge): Promise<Conflict[]> {
  const rows = await tablesOf<ActionsTables>(db)
    .selectFrom('actions.owners as own')
    .innerJoin('actions.owners as other', 'other.action_id', 'own.action_id')
    .innerJoin('actions.actions as action', 'action.id', 'own.action_id')
    .select([
      'own.action_id',
      'own.position',
      'own.label',
      'other.position as otherPosition',
      'other.label as otherLabel',
      'action.number',
      'action.text',
    ])
    .where('own.person_id', '=', stays)
    .where('other.person_id', '=', goes)
    .orderBy('action.number')
    .execute()
  return rows.map(row => ({
    key: `owner-${row.action_id}-${row.position}-${row.otherPosition}`,
    text: `Both own action ${row.number}: ${row.text}`,
    stays: `as ${row.label}`,
    goes: `as ${row.otherLabel}`,
    settle: (tx, kept) =>
      tablesOf<ActionsTables>(tx)
        .deleteFrom('actions.owners')
        .where('action_id', '=', row.action_id)
        .where('position', '=', kept === 'stays' ? row.otherPosition : row.position)
        .returningAll()
        .executeTakeFirst(),
  }))
}

/** This room's share in merging two entries of one person. */
export const personsInActions: MergePart = {
  references: [
    { table: 'actions.owners', column: 'person_id', called: 'actions owned' },
    { table: 'actions.reports', column: 'person_id', called: 'reports on actions' },
    { table: 'actions.owner_changes', column: 'from_person_id', called: 'actions passed on' },
    { table: 'actions.owner_changes', column: 'to_person_id', called: 'actions taken over' },
  ],
  conflicts: ownedTwice,
}

/**
 * Where two entries of one body are merged, every action of the one tracker goes to the other,
 * as when a body hands its work on: with its history, a new number, and the old one leading to it.
 */
export const bodiesInActions: MergePart = {
  references: [
    {
      table: 'actions.actions',
      column: 'body_id',
      called: 'actions',
    },
    {
      table: 'actions.hand_ons',
      column: 'from_body_id',
      called: 'actions handed on from it',
      kept: 'kept with the old entry, under whose numbers they stood',
    },
    {
      table: 'actions.hand_ons',
      column: 'to_body_id',
      called: 'actions handed on to it',
      kept: 'kept with the old entry, under whose numbers they stood',
    },
    {
      table: 'actions.publications',
      column: 'body_id',
      called: 'publications of the tracker',
      kept: 'kept with the old entry, as what it had published then',
    },
    {
      table: 'actions.reviews',
      column: 'body_id',
      called: 'meetings that went through the tracker',
      kept: 'kept with the old entry, and counted for its actions',
    },
  ],
  prepare: async (tx, { stays, goes, at }) => {
    const from = (await readBodies(tx, [goes])).get(goes)
    await moveActions(tx, await listOnTracker(tx, goes, 'all'), {
      from: { id: goes, name: from?.name ?? '' },
      to: stays,
      on: londonNow(at).day,
      reason: 'Two entries of one body were merged.',
      at,
    })
    return []
  },
}
