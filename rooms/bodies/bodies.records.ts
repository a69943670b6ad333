import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { BodiesTables } from './bodies.tables.ts'

/** The record as this room knows it. */
export const bodies = (db: Db) => tablesOf<BodiesTables>(db)
