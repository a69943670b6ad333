import { sql } from 'kysely'
import { type Db, tablesOf } from '../database/database.ts'

type InstallationTables = { 'platform.installation': { name: string; value: unknown } }

/** What is kept about this installation itself; only the organisation is public. */
export type InstallationFact = 'organisation' | 'set-up key' | 'demo' | 'demo persons'

/** The fact under a name, as it was written; undefined when there is none. */
export async function readInstallation(db: Db, name: InstallationFact): Promise<unknown> {
  const row = await tablesOf<InstallationTables>(db)
    .selectFrom('platform.installation')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value
}

/** The same, held until the transaction ends, so that two acts cannot both find it. */
export async function lockInstallation(db: Db, name: InstallationFact): Promise<unknown> {
  const row = await tablesOf<InstallationTables>(db)
    .selectFrom('platform.installation')
    .select('value')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  return row?.value
}

/** On which every process is told that a fact was written; the payload is its name. */
export const INSTALLATION_CHANNEL = 'goldthread_installation'

/** Writes a fact, anything that JSON can say, in place of the one before, and tells every process. */
export async function writeInstallation(
  db: Db,
  name: InstallationFact,
  value: unknown,
): Promise<void> {
  const text = JSON.stringify(value)
  await tablesOf<InstallationTables>(db)
    .insertInto('platform.installation')
    .values({ name, value: text })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value: text }))
    .execute()
  await sql`select pg_notify(${INSTALLATION_CHANNEL}, ${name})`.execute(db)
}

/** Whose record this is, as residents know it, once it was set up. */
export async function readOrganisationName(db: Db): Promise<string | undefined> {
  const name = await readInstallation(db, 'organisation')
  return typeof name === 'string' ? name : undefined
}
