import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PeopleTables } from './people.tables.ts'
import { mayDo, type Permission } from './permissions.rules.ts'

/** Somebody to whom letters of a body go, with the private address that is for the sender only. */
export type ReaderOfLetters = {
  readonly id: string
  readonly name: string
  readonly position: string
  /** Null where no address is in the record. */
  readonly email: string | null
  /** Whether their own grants permit something within the scope asked for. */
  readonly may: (permission: Permission) => boolean
}

/**
 * Those of the given persons, and everybody else who was made a member within the scope by
 * name and not by an appointment, with their addresses, by name. Removed persons are left out.
 * Two queries.
 */
export async function listReaders(
  db: Db,
  { persons, scope, day }: { persons: readonly string[]; scope: string; day: Day },
): Promise<ReaderOfLetters[]> {
  const people = tablesOf<PeopleTables>(db)
  const grants = await people
    .selectFrom('people.grants')
    .select(['person_id', 'role', 'scope', 'source_id'])
    .where(where => where.or([where('scope', '=', scope), where('scope', 'is', null)]))
    .where('from_day', '<=', day)
    .where(where => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .execute()
  const byName = grants.filter(
    grant => grant.role === 'member' && grant.scope === scope && grant.source_id === null,
  )
  const wanted = [...new Set([...persons, ...byName.map(({ person_id }) => person_id)])]
  if (wanted.length === 0) return []
  const rows = await people
    .selectFrom('people.persons')
    .leftJoin('people.contacts', 'person_id', 'id')
    .select(['id', 'name', 'position', 'email'])
    .where('id', 'in', wanted)
    .where('removed_on', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    ...row,
    may: permission =>
      mayDo(
        grants.filter(({ person_id }) => person_id === row.id),
        permission,
        scope,
      ),
  }))
}
