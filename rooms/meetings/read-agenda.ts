import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { type KeptTwin, noTwin } from '../../platform/documents/kept-twin.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { AgendaFacts } from './agenda.rules.ts'
import { type CoverSheet, tidyCover } from './cover-sheet.rules.ts'
import type { AgendaTables } from './meetings.tables.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'

const agenda = (db: Db) => tablesOf<AgendaTables>(db)

export type Item = Selectable<AgendaTables['meetings.agenda_items']>

export type PaperFile = Omit<Selectable<AgendaTables['meetings.paper_files']>, 'twin'> & {
  /** The same content as blocks; empty unless twins were asked for. */
  readonly twin: KeptTwin
}

type PaperRow = Selectable<AgendaTables['meetings.papers']>
export type Paper = Omit<PaperRow, 'cover'> & { readonly cover: CoverSheet }
export type PaperWithFiles = Paper & { readonly files: readonly PaperFile[] }
export type AgendaItem = Item & { readonly papers: readonly PaperWithFiles[] }

export type AgendaReading = {
  /** Whether the reader may see private items; where not, they are left out entirely. */
  readonly private: boolean
  /** Also papers that were withdrawn and files that were taken away. For the clerk. */
  readonly withdrawn?: boolean
  /** Also each file's content as blocks, which is large. */
  readonly twins?: boolean
}

const paperOf = (row: PaperRow): Paper => ({ ...row, cover: tidyCover(row.cover) })

const fileColumns = [
  'id',
  'paper_id',
  'position',
  'name',
  'description',
  'hash',
  'media_type',
  'size',
  'pages',
  'tagged',
  'warnings',
  'removed_on',
  'replaces',
  'replaced_because',
] as const

/** The agenda of a meeting in its order, each item with its papers and their files. Three queries. */
export async function readAgenda(
  db: Db,
  meetingId: string,
  reading: AgendaReading,
): Promise<AgendaItem[]> {
  const items = await listItems(db, meetingId, reading)
  const papers = await listPapers(
    db,
    items.map(({ id }) => id),
    reading,
  )
  return items.map(item => ({ ...item, papers: papers.filter(paper => paper.item_id === item.id) }))
}

/** The items of an agenda in its order. One query. */
export const listItems = (
  db: Db,
  meetingId: string,
  reading: Pick<AgendaReading, 'private'>,
): Promise<Item[]> =>
  agenda(db)
    .selectFrom('meetings.agenda_items')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .$if(!reading.private, query => query.where('audience', '=', 'public'))
    .orderBy('position')
    .execute()

/** The papers of these items with their files. Two queries. */
export async function listPapers(
  db: Db,
  itemIds: readonly string[],
  { withdrawn = false, twins = false }: Omit<AgendaReading, 'private'> = {},
): Promise<PaperWithFiles[]> {
  if (itemIds.length === 0) return []
  const papers = await agenda(db)
    .selectFrom('meetings.papers')
    .selectAll()
    .where('item_id', 'in', itemIds)
    .$if(!withdrawn, query => query.where('withdrawn_on', 'is', null))
    .orderBy('position')
    .execute()
  const files = await listFiles(
    db,
    papers.map(({ id }) => id),
    { withdrawn, twins },
  )
  return papers.map(row => ({
    ...paperOf(row),
    files: files.filter(file => file.paper_id === row.id),
  }))
}

async function listFiles(
  db: Db,
  paperIds: readonly string[],
  { withdrawn, twins }: { readonly withdrawn: boolean; readonly twins: boolean },
): Promise<PaperFile[]> {
  if (paperIds.length === 0) return []
  const rows = await agenda(db)
    .selectFrom('meetings.paper_files')
    .select(fileColumns)
    .$if(twins, query => query.select('twin'))
    .where('paper_id', 'in', paperIds)
    .$if(!withdrawn, query => query.where('removed_on', 'is', null))
    .orderBy('position')
    .execute()
  return rows.map(row => ({ ...row, twin: row.twin ?? noTwin }))
}

export type PlacedItem = { readonly item: Item; readonly meeting: Meeting }
export type PlacedPaper = PlacedItem & { readonly paper: Paper }
export type PlacedFile = PlacedPaper & { readonly file: PaperFile }

/** One item and its meeting. @throws NotFound */
export async function readItem(db: Db, id: string): Promise<PlacedItem> {
  const item = await agenda(db)
    .selectFrom('meetings.agenda_items')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!item) throw noItem()
  return { item, meeting: await readMeeting(db, item.meeting_id) }
}

/** One paper, its item and its meeting. @throws NotFound */
export async function readPaper(db: Db, id: string): Promise<PlacedPaper> {
  const row = await agenda(db)
    .selectFrom('meetings.papers')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw noPaper()
  return { ...(await readItem(db, row.item_id)), paper: paperOf(row) }
}

/** One file with its twin, its paper, item and meeting. @throws NotFound */
export async function readPaperFile(db: Db, id: string): Promise<PlacedFile> {
  const file = await agenda(db)
    .selectFrom('meetings.paper_files')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file) throw new NotFound('There is no such file in the record.')
  return { ...(await readPaper(db, file.paper_id)), file }
}

const noItem = () => new NotFound('There is no such item on this agenda.')
const noPaper = () => new NotFound('There is no such paper in the record.')

type MaySee = (permission: string, scope: string | null) => boolean

/** Whether somebody may see an item of this body's meeting, and its papers (R-MEET-2). */
export const maySeeItem = (may: MaySee, item: Pick<Item, 'audience'>, bodyId: string): boolean =>
  item.audience === 'public' || may('see private papers', bodyId)

/** To those who may not see it, a private item does not exist. @throws NotFound */
export function mustSeeItem(may: MaySee, { item, meeting }: PlacedItem) {
  if (!maySeeItem(may, item, meeting.body_id)) throw noItem()
}

/** The facts of an agenda by which it is found complete or not. */
export const agendaFactsOf = (
  meeting: Meeting,
  items: readonly AgendaItem[],
  plan: Pick<AgendaFacts, 'forwardPlanInPack' | 'forwardPlan'>,
): AgendaFacts => ({
  ...plan,
  startsAt: meeting.starts_at,
  endsAt: meeting.ends_at,
  items: items.map(item => ({
    id: item.id,
    number: item.number,
    title: item.title,
    kind: item.kind,
    purposes: item.purposes,
    startsAt: item.starts_at,
    minutes: item.planned_minutes,
    audience: item.audience,
    papers: item.papers.map(({ title }) => title),
  })),
})
