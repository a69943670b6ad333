import pg from 'pg'
import { migrate } from '../database/migrate.ts'
import type { BackupEnd } from './archive.ts'
import { PLAIN_TEXT, quoted, readBackup } from './backup.ts'

/** The database holds something already, and is left as it is. */
export class NotEmpty extends Error {}

type Constraint = { readonly table: string; readonly name: string; readonly definition: string }

/**
 * Puts a backup into an empty database: first brought forward as far as the record was
 * that it was taken from, then filled, then brought forward to this release. All or
 * nothing: what cannot be restored whole leaves an empty database behind.
 *
 * @param url of the owner
 * @throws NotEmpty where there is a record already; NotABackup
 */
export async function restoreBackup(url: string, file: string): Promise<BackupEnd> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query("select from pg_namespace where nspname = 'platform'")
    if (rows.length > 0)
      throw new NotEmpty(
        'There is a record in this database already. Restore into an empty one: set GOLDTHREAD_DATA to a new folder, or DATABASE_URL to an empty database.',
      )
    // Read once to its end before anything is made: a cut or altered file changes nothing.
    await readBackup(file, async () => {})
    try {
      const end = await fill(client, url, file)
      await migrate(url)
      return end
    } catch (fault) {
      await client.query('rollback').catch(() => {})
      await emptyAgain(client)
      throw fault
    }
  } finally {
    await client.end()
  }
}

async function fill(client: pg.Client, url: string, file: string): Promise<BackupEnd> {
  let tables: readonly string[] = []
  let constraints: readonly Constraint[] = []
  const columns = new Map<string, string>()
  const { end } = await readBackup(
    file,
    async (table, lines) => {
      const named = columns.get(table)
      await client.query(
        `insert into ${quoted(table)} (${named}) overriding system value
         select ${named} from jsonb_populate_recordset(null::${quoted(table)}, $1::jsonb)`,
        [`[${lines.join(',')}]`],
      )
    },
    async head => {
      await migrate(url, head.migrations)
      tables = head.tables
      await client.query(PLAIN_TEXT)
      await client.query('begin')
      constraints = await foreignKeys(client)
      // Rows come table by table, in no order that keys would be content with.
      for (const { table, name } of constraints)
        await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
      for (const table of tables) {
        await client.query(`alter table ${quoted(table)} disable trigger user`)
        columns.set(table, await columnsOf(client, table))
      }
      await client.query(`truncate ${tables.map(quoted).join(', ')}`)
    },
  )
  for (const { table, name, definition } of constraints)
    await client.query(
      `alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`,
    )
  for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`)
  await goOnCounting(client)
  await client.query('commit')
  return end
}

const foreignKeys = async (client: pg.Client): Promise<Constraint[]> =>
  (
    await client.query<Constraint>(
      `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace not in (
         select oid from pg_namespace where nspname in ('jobs', 'pg_catalog', 'information_schema'))
       order by 1, 2`,
    )
  ).rows

const columnsOf = async (client: pg.Client, table: string): Promise<string> =>
  (
    await client.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
      [table],
    )
  ).rows
    .map(({ name }) => pg.escapeIdentifier(name))
    .join(', ')

/** Numbers that the database gives go on from the last one given. */
async function goOnCounting(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.oid::regclass::text as table, attname as column
     from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
     where attidentity <> '' and nspname not in ('jobs', 'pg_catalog', 'information_schema')`,
  )
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1, false) from ${table}`,
      [table, column],
    )
}

/** Takes away all that an attempt had made: the database was empty before it. */
async function emptyAgain(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace
     where nspname not in ('public', 'information_schema') and nspname not like 'pg\\_%'`,
  )
  for (const { name } of rows)
    await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`)
}
