import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { type Body, readBody } from '../bodies/read-body.ts'

/**
 * The body, with its year held until the transaction ends, so that two clerks' acts on its
 * plan come one after the other. @throws NotFound
 */
export async function lockBodyOfYear(tx: Tx, bodyId: string): Promise<Body> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.year ${bodyId}`}, 0))`.execute(
    tx,
  )
  return readBody(tx, bodyId)
}
