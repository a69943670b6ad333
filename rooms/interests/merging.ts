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
  ],
}

/**
 * Where two entries of one body are merged, what the public saw of the one register it goes on
 * seeing; the rest waits for the next publication.
 */
export const bodiesInInterests: MergePart = {
  references: [
    { table: 'interests.declarations', column: 'body_id', called: 'declarations of interest' },
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
    await sql`update interests.declarations d set
        public_since = case when exists (select from interests.publications p
          where p.body_id = d.body_id and p.published_at >= greatest(d.recorded_at, d.held_since))
          then ${at}::timestamptz else d.public_since end,
        held_since = ${at}::timestamptz
      where d.body_id = ${goes}`.execute(tx)
    return []
  },
}
