import { sql } from 'kysely'
import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person: who published; what was published is never touched. */
export const personsInPublishing: MergePart = {
  references: [
    { table: 'publishing.packs', column: 'published_by', called: 'packs published' },
    { table: 'publishing.tellings', column: 'person_id', called: 'times told of a version' },
    { table: 'publishing.tellings', column: 'told_by', called: 'tellings of a version' },
    { table: 'publishing.readings', column: 'person_id', called: 'marks of what was read' },
  ],
  // Both were told of one version, or read one meeting's papers: it is one fact, the later one.
  prepare: async (tx, { stays, goes }) => {
    const told =
      await sql`delete from publishing.tellings other where person_id = ${goes} and exists (
      select from publishing.tellings own where own.person_id = ${stays}
        and own.meeting_id = other.meeting_id and own.version = other.version) returning *`.execute(
        tx,
      )
    await sql`update publishing.readings own set version = other.version, read_on = other.read_on
      from publishing.readings other where own.person_id = ${stays} and other.person_id = ${goes}
        and own.meeting_id = other.meeting_id and own.version < other.version`.execute(tx)
    const read =
      await sql`delete from publishing.readings other where person_id = ${goes} and exists (
      select from publishing.readings own where own.person_id = ${stays}
        and own.meeting_id = other.meeting_id) returning *`.execute(tx)
    return [...told.rows, ...read.rows]
  },
}
