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
