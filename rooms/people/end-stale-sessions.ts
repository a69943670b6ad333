import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

/** Forgets sessions, tokens and sign-in links that are out of time. */
export async function endStaleSessions(db: Db, now: Date): Promise<void> {
  for (const table of ['people.sessions', 'people.tokens', 'people.sign_in_links'] as const)
    await tablesOf<PeopleTables>(db).deleteFrom(table).where('expires_at', '<=', now).execute()
}
