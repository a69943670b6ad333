import { renameSync, rmSync } from 'node:fs'
import pg from 'pg'
import { MIGRATION_LOCK } from '../database/migrate.ts'
import {
  type BackupEnd,
  type BackupHead,
  readArchive,
  rowsDigest,
  writeArchive,
} from './archive.ts'

/** Rows fetched at once, and how much text one part of a table holds at most. */
const FETCHED = 200
const PART_CHARACTERS = 8 * 1024 * 1024

/**
 * Not in a backup: who is signed in, links for signing in that hold for minutes, and the list of
 * migrations, which the head carries. The queue of jobs keeps a schema of its own and is begun anew.
 */
export const LEFT_OUT = ['people.sessions', 'people.sign_in_links', 'platform.migrations']

export type BackupTaken = BackupEnd & { readonly rows: number }

/** Every table of the record and the platform, by name. */
const listTables = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname not in ('jobs', 'public', 'information_schema') and schemaname not like 'pg\\_%'
         and schemaname || '.' || tablename <> all ($1) order by 1`,
      [LEFT_OUT],
    )
  ).rows.map(({ name }) => name)

export const quoted = (table: string) =>
  table
    .split('.')
    .map(part => pg.escapeIdentifier(part))
    .join('.')

/** So that a value has one text, whoever asks and wherever. */
export const PLAIN_TEXT = `set timezone = 'UTC'; set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1`

/**
 * Takes a backup of the whole record while it goes on being written: one reading of one
 * moment, on any PostgreSQL, into one file that only its owner may read. The file is then
 * read again and held against what was written, and only then gets its name.
 *
 * @param url of the owner
 * @throws Error when the file cannot be written or does not read as it was written
 */
export async function takeBackup(url: string, file: string, now: Date): Promise<BackupTaken> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const partial = `${file}.partial`
  try {
    await client.query(PLAIN_TEXT)
    await client.query('begin isolation level repeatable read read only')
    // No migration alters a table meanwhile, and none that has begun waits for us half-way.
    await client.query('select pg_advisory_xact_lock_shared($1)', [MIGRATION_LOCK])
    const tables = await listTables(client)
    const { rows: migrations } = await client.query(
      'select name, digest from platform.migrations order by name',
    )
    const head: BackupHead = {
      format: 'goldthread-backup-1',
      takenAt: now.toISOString(),
      migrations,
      tables,
    }
    const archive = writeArchive(partial)
    await archive.add('backup.json', JSON.stringify(head))
    const ends: BackupEnd['tables'][number][] = []
    for (const name of tables) {
      const digest = rowsDigest()
      let part = 0
      let lines: string[] = []
      let size = 0
      const flush = async () => {
        if (lines.length === 0) return
        await archive.add(
          `tables/${name}/${String(++part).padStart(6, '0')}.ndjson`,
          lines.join('\n'),
        )
        lines = []
        size = 0
      }
      await client.query(
        `declare rows no scroll cursor for select to_jsonb(t)::text from ${quoted(name)} t`,
      )
      for (;;) {
        const { rows } = await client.query<[string]>({
          text: `fetch ${FETCHED} from rows`,
          rowMode: 'array',
        })
        if (rows.length === 0) break
        for (const [line] of rows) {
          if (size > PART_CHARACTERS) await flush()
          digest.add(line)
          lines.push(line)
          size += line.length
        }
      }
      await client.query('close rows')
      await flush()
      ends.push({ name, ...digest.end() })
    }
    const { rows: heads } = await client.query(
      "select seq::int as seq, encode(digest, 'hex') as digest from platform.journal_head",
    )
    const end: BackupEnd = { tables: ends, journal: heads[0] }
    await archive.add('end.json', JSON.stringify(end))
    await archive.close()
    await client.query('commit')
    const read = await readBackup(partial, async () => {})
    if (JSON.stringify(read.end) !== JSON.stringify(end))
      throw new Error('The backup does not read as it was written.')
    renameSync(partial, file)
    return { ...end, rows: ends.reduce((sum, { rows }) => sum + rows, 0) }
  } catch (fault) {
    rmSync(partial, { force: true })
    throw fault
  } finally {
    await client.end()
  }
}

/** A file that is no backup, or not a whole one. */
export class NotABackup extends Error {}

/**
 * Reads a backup: its head, then each part of each table in turn, then its end, each
 * table held against what the end says of it.
 *
 * @throws NotABackup when it is another file, was cut short, or was altered
 */
export async function readBackup(
  file: string,
  takePart: (table: string, lines: readonly string[]) => Promise<void>,
  takeHead: (head: BackupHead) => Promise<void> = async () => {},
): Promise<{ readonly head: BackupHead; readonly end: BackupEnd }> {
  let head: BackupHead | undefined
  let end: BackupEnd | undefined
  /** What failed in taking, not in reading, is no fault of the file. */
  let taking = false
  const digests = new Map<string, ReturnType<typeof rowsDigest>>()
  try {
    await readArchive(file, async (name, text) => {
      if (name === 'backup.json') {
        head = JSON.parse(text) as BackupHead
        if (head.format !== 'goldthread-backup-1')
          throw new NotABackup('This is not a backup of Goldthread.')
        for (const table of head.tables) digests.set(table, rowsDigest())
        taking = true
        await takeHead(head)
        taking = false
        return
      }
      if (head === undefined) throw new NotABackup('This is not a backup of Goldthread.')
      if (name === 'end.json') {
        end = JSON.parse(text) as BackupEnd
        return
      }
      const table = /^tables\/([^/]+)\/\d+\.ndjson$/.exec(name)?.[1] ?? ''
      const digest = digests.get(table)
      if (!digest) throw new NotABackup(`The backup holds “${name}”, which does not belong in it.`)
      const lines = text.split('\n')
      for (const line of lines) digest.add(line)
      taking = true
      await takePart(table, lines)
      taking = false
    })
  } catch (fault) {
    if (fault instanceof NotABackup || taking) throw fault
    const why = (fault as Error).message
    throw new NotABackup(
      head === undefined
        ? `This is not a backup of Goldthread: ${why}.`
        : `The backup was cut short or altered: ${why}.`,
    )
  }
  if (head === undefined) throw new NotABackup('This is not a backup of Goldthread.')
  if (end === undefined) throw new NotABackup('The backup was cut short: its end is missing.')
  const said = new Map(end.tables.map(({ name, rows, digest }) => [name, `${rows} ${digest}`]))
  for (const [name, digest] of digests) {
    const { rows, digest: found } = digest.end()
    if (said.get(name) !== `${rows} ${found}`)
      throw new NotABackup(`The backup was altered: ${name} is not as it was written.`)
  }
  return { head, end }
}
