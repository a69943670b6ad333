import { type Db, tablesOf } from '../../platform/database/database.ts'
import { readInstallation } from '../../platform/record/installation.ts'
import type { PeopleTables } from './people.tables.ts'

export type DemoPerson = { readonly id: string; readonly name: string; readonly role: string }

/** The few persons as whom the demonstration may be entered, as its loader named them. */
export async function listDemoPersons(db: Db): Promise<DemoPerson[]> {
  const list = ((await readInstallation(db, 'demo persons')) ?? []) as {
    id: string
    role: string
  }[]
  if (list.length === 0) return []
  const names = new Map(
    (
      await tablesOf<PeopleTables>(db)
        .selectFrom('people.persons')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          list.map(({ id }) => id),
        )
        .execute()
    ).map(row => [row.id, row.name]),
  )
  return list.map(({ id, role }) => ({ id, role, name: names.get(id) ?? '' }))
}
