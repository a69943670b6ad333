import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

/** Whoever has the first step may try the second so often; then the first is asked anew. */
const MOST_WRONG = 5

const waiting = (db: Db) => tablesOf<PeopleTables>(db)

/** Notes a wrong answer; answers whether the sign-in may be tried further. It shuts nobody else out. */
export async function noteWrong(db: Db, session: string): Promise<boolean> {
  const row = await waiting(db)
    .updateTable('people.sessions')
    .set(({ eb }) => ({ wrong: eb('wrong', '+', 1) }))
    .where('id', '=', session)
    .where('waits_for', 'is not', null)
    .returning('wrong')
    .executeTakeFirst()
  if (row && row.wrong < MOST_WRONG) return true
  await endHalfSession(db, session)
  return false
}

/** Ends a sign-in that waits; answers whether it was there: of two at once one goes on. */
export const endHalfSession = async (db: Db, session: string): Promise<boolean> =>
  (
    await waiting(db)
      .deleteFrom('people.sessions')
      .where('id', '=', session)
      .where('waits_for', 'is not', null)
      .executeTakeFirst()
  ).numDeletedRows > 0n
