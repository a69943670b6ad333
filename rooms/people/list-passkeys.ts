import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { PeopleTables } from './people.tables.ts'

const passkeys = (db: Db, person: string) =>
  tablesOf<PeopleTables>(db).selectFrom('people.passkeys').where('person_id', '=', person)

export type Passkey = {
  readonly id: string
  readonly name: string
  readonly madeAt: Date
  readonly usedAt: Date | null
}

/** The passkeys with which a person can sign in, the oldest first. */
export const listPasskeys = (db: Db, person: string): Promise<Passkey[]> =>
  passkeys(db, person)
    .select(['id', 'name', 'made_at as madeAt', 'used_at as usedAt'])
    .where('removed_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()

/** How many passkeys a person has, and whether they ever had one. */
export async function countPasskeys(
  db: Db,
  person: string,
): Promise<{ readonly passkeys: number; readonly hadPasskey: boolean }> {
  const rows = await passkeys(db, person).select('removed_at').execute()
  return {
    passkeys: rows.filter(({ removed_at }) => removed_at === null).length,
    hadPasskey: rows.length > 0,
  }
}
