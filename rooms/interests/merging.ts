import { sql } from 'kysely'
import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person. */
export const personsInInterests: MergePart = {
  references: [
    { table: 'interests.declarations', column: 'person_id', called: 'declarations of interest' },
    {
      table: 'interests.import_drafts',
      column: 'begun_by',
      called: 'unfinished imports of a register',
    },
    { table: 'interests.reviews', column: 'reviewed_by', called: 'declarations looked at' },
    { table: 'interests.confirmations', column: 'person_id', called: 'confirmations of interests' },
    { table: 'interests.gifts', column: 'person_id', called: 'gifts and hospitality' },
    { table: 'interests.dispensations', column: 'person_id', called: 'dispensations' },
  ],
}

/** An interest may lie in an organisation. */
export const organisationsInInterests: MergePart = {
  references: [
    {
      table: 'interests.declarations',
      column: 'organisation_id',
      called: 'interests declared in it',
    },
    {
      table: 'interests.gifts',
      column: 'giver_organisation_id',
      called: 'gifts and hospitality from it',
    },
  ],
}

/**
 * Where two entries of one body are merged, what the public saw of the one register it goes on
 * seeing; the rest waits for the next publication.
 */
export const bodiesInInterests: MergePart = {
  references: [
    { table: 'interests.declarations', column: 'body_id', called: 'declarations of interest' },
    { table: 'interests.confirmations', column: 'body_id', called: 'confirmations of interests' },
    { table: 'interests.gifts', column: 'body_id', called: 'gifts and hospitality' },
    { table: 'interests.dispensations', column: 'body_id', called: 'dispensations' },
    {
      table: 'interests.limits',
      column: 'body_id',
      called: 'limits for declarations and gifts',
      kept: 'kept with the old entry: the limits of the one that stays hold',
    },
    {
      table: 'interests.registers',
      column: 'body_id',
      called: 'beginnings of the register',
      kept: 'kept with the old entry, as the day on which its members were first asked',
    },
    {
      table: 'interests.import_drafts',
      column: 'body_id',
      called: 'unfinished imports of a register',
    },
    {
      table: 'interests.publications',
      column: 'body_id',
      called: 'publications of the register',
      kept: 'kept with the old entry, as what it had published then',
    },
  ],
  prepare: async (tx, { goes, at }) => {
    for (const table of [
      'interests.declarations',
      'interests.confirmations',
      'interests.gifts',
      'interests.dispensations',
    ])
      await sql`update ${sql.table(table)} d set
          public_since = case when exists (select from interests.publications p
            where p.body_id = d.body_id and p.published_at >= greatest(d.recorded_at, d.held_since${
              table === 'interests.declarations' ? sql`, d.agreed_at` : sql``
            }))
            then ${at}::timestamptz else d.public_since end,
          held_since = ${at}::timestamptz
        where d.body_id = ${goes}`.execute(tx)
    return []
  },
}
