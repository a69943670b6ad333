import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { connect, type Db, type Tx } from '../platform/database/database.ts'
import { MIGRATION_LOCK } from '../platform/database/migrate.ts'
import { exportFiles, type FilePlaces } from '../platform/export/export-files.ts'
import { beginExport } from '../platform/export/export-folder.ts'
import { exportJournal, exportTables, setPlainText } from '../platform/export/export-tables.ts'
import type { NamedFile } from '../platform/files/named-file.ts'
import { readOrganisationName } from '../platform/record/installation.ts'
import type { Settings } from '../platform/settings.ts'
import { readBodies } from '../rooms/bodies/read-body.ts'
import { listFilesOfMeetings } from '../rooms/meetings/list-files.ts'
import { readMeetings } from '../rooms/meetings/list-published.ts'
import { listFilesOfPacks } from '../rooms/publishing/list-files.ts'
import { listFilesOfReports } from '../rooms/reports/list-files.ts'
import { listFilesOfLetters } from '../rooms/voices/list-files.ts'
import { explanationOf } from './export-readme.ts'
import { exportSite } from './export-site.ts'
import { openHouse } from './house.ts'
import { housePages } from './pages.ts'

export type Exported = {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly pages: number
  /** Absent in an export of what the public sees. */
  readonly journal?: { readonly seq: number; readonly digest: string }
  /** The digest of SHA256SUMS: whoever keeps it elsewhere can tell later that nothing was altered. */
  readonly sums: string
}

/**
 * Writes the whole record as open files, or only what the public may see: tables as CSV and
 * JSON Lines with their dictionary, files under their names, the public site, the journal, and
 * what verifies all of it without us. Tables, files and journal are of one moment.
 *
 * @param place a folder that is empty or not there, or a file that is not there and ends in .tar
 * @throws NotEmptyFolder where something is there already
 */
export async function exportRecord(
  url: string,
  place: string,
  settings: Settings,
  { isPublic, now }: { readonly isPublic: boolean; readonly now: Date },
): Promise<Exported> {
  const folder = await beginExport(place)
  const db = connect({ url, role: isPublic ? 'goldthread_public' : 'goldthread_app', size: 1 })
  try {
    const told = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async tx => {
        await setPlainText(tx)
        // No migration alters a table meanwhile, and none waits for us half-way.
        await sql`select pg_advisory_xact_lock_shared(${MIGRATION_LOCK})`.execute(tx)
        const title = (await readOrganisationName(tx)) ?? 'The record'
        const about = { title, takenAt: now.toISOString(), isPublic }
        const tables = await exportTables(tx, folder, about)
        const files = await exportFiles(tx, folder, await placesOf(tx, isPublic))
        const journal = isPublic ? undefined : await exportJournal(tx, folder)
        return { about, tables, files, journal }
      })
    const pages = await exportPages(url, settings, folder)
    const verify = new URL('../platform/export/verify.mjs', import.meta.url)
    await folder.write('verify.mjs', await readFile(verify))
    await folder.write('README.md', explanationOf(told.about))
    const { digest } = await folder.finish()
    return {
      tables: told.tables.length,
      rows: told.tables.reduce((sum, { rows }) => sum + rows, 0),
      files: told.files,
      pages,
      ...(told.journal ? { journal: told.journal } : {}),
      sums: digest,
    }
  } catch (fault) {
    await folder.abandon()
    throw fault
  } finally {
    await db.destroy()
  }
}

async function exportPages(
  url: string,
  settings: Settings,
  folder: Awaited<ReturnType<typeof beginExport>>,
): Promise<number> {
  const quiet = { ...settings, logLevel: 'silent' }
  const house = await openHouse(quiet, url)
  try {
    const pages = housePages(quiet, async () => {})
    return await exportSite(house, pages, settings.url, folder)
  } finally {
    await house.close()
  }
}

/** What each room calls its files; the public knows them by the packs they are in. */
export const roomsWithFiles: readonly {
  readonly forPublic: boolean
  /** The tables, and the columns of theirs, that name files. */
  readonly columns: readonly string[]
  readonly list: (db: Db) => Promise<NamedFile[]>
}[] = [
  {
    forPublic: false,
    columns: ['meetings.paper_files.hash', 'meetings.outside_files.hash'],
    list: listFilesOfMeetings,
  },
  { forPublic: true, columns: ['voices.letter_files.hash'], list: listFilesOfLetters },
  {
    forPublic: true,
    columns: ['reports.published_reports.pdf_hash', 'reports.published_reports.docx_hash'],
    list: listFilesOfReports,
  },
  { forPublic: true, columns: ['publishing.packs.pdf_hash'], list: listFilesOfPacks },
]

/** By hash: the body's address, the day, and the file's own name. */
async function placesOf(tx: Tx, isPublic: boolean): Promise<FilePlaces> {
  const named: NamedFile[] = []
  for (const { forPublic, list } of roomsWithFiles)
    if (forPublic || !isPublic) named.push(...(await list(tx)))
  const meetings = await readMeetings(
    tx,
    named.flatMap(({ of }) => ('meeting' in of ? [of.meeting] : [])),
  )
  const whose = ({ of }: NamedFile) => {
    if (!('meeting' in of)) return of
    const meeting = meetings.get(of.meeting)
    return { body: meeting?.body_id ?? '', day: meeting?.slug ?? null }
  }
  const bodies = await readBodies(
    tx,
    named.map(whose).flatMap(({ body }) => (body === '' ? [] : [body])),
  )
  const places = new Map<string, string[][]>()
  for (const file of named) {
    const { body, day } = whose(file)
    const names = [bodies.get(body)?.slug ?? 'no-body', day ?? 'no-day', file.name]
    const known = places.get(file.hash) ?? []
    if (!known.some(other => other.join('/') === names.join('/'))) known.push(names)
    places.set(file.hash, known)
  }
  return places
}
