import { type Db, tablesOf } from '../../platform/database/database.ts'
import { forgetTries } from '../../platform/http/tries.ts'
import type { PeopleTables } from './people.tables.ts'

/** Forgets sessions, tokens, links and all else of signing in that is out of time. */
export async function endStaleSessions(db: Db, now: Date): Promise<void> {
  for (const table of [
    'people.sessions',
    'people.tokens',
    'people.sign_in_links',
    'people.sign_in_flows',
    'people.challenges',
  ] as const)
    await tablesOf<PeopleTables>(db).deleteFrom(table).where('expires_at', '<=', now).execute()
  await forgetTries(db, now)
}
