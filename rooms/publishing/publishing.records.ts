import { type Insertable, sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { PublishingTables } from './publishing.tables.ts'

/** The record as this room knows it. */
export const publishing = (db: Db) => tablesOf<PublishingTables>(db)

/** Holds the packs of a meeting until the transaction ends, so that two clerks make two versions. */
export const holdPacks = (tx: Tx, meetingId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`publishing.packs ${meetingId}`}, 0))`.execute(
    tx,
  )

export const insertPack = (tx: Tx, row: Insertable<PublishingTables['publishing.packs']>) =>
  publishing(tx).insertInto('publishing.packs').values(row).execute()

export const insertSnapshot = (
  tx: Tx,
  row: Insertable<PublishingTables['publishing.agenda_snapshots']>,
) => publishing(tx).insertInto('publishing.agenda_snapshots').values(row).execute()

export const insertTelling = (tx: Tx, row: PublishingTables['publishing.tellings']) =>
  publishing(tx).insertInto('publishing.tellings').values(row).execute()

/** Up to which version a person has read; a later word takes the place of the one before. */
export const saveReading = (tx: Tx, row: PublishingTables['publishing.readings']) =>
  publishing(tx)
    .insertInto('publishing.readings')
    .values(row)
    .onConflict(conflict =>
      conflict
        .columns(['meeting_id', 'person_id'])
        .doUpdateSet({ version: row.version, read_on: row.read_on }),
    )
    .execute()
