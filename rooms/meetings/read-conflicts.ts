import { type Selectable, sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Block, blocksText } from '../../platform/documents/blocks.ts'
import { blocksOf } from '../../platform/documents/kept-twin.ts'
import { listNamedOrganisations } from '../bodies/list-named-organisations.ts'
import { readBody } from '../bodies/read-body.ts'
import { listAllSeats, listAppointmentHistory, listHoldings } from '../bodies/read-membership.ts'
import { listPlaces } from '../bodies/read-place.ts'
import {
  type HeldInterestRow,
  listHeldInterests,
  seenInterests,
} from '../interests/list-held-interests.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type ConflictAbout,
  conflictKey,
  type SettledConflict,
  withheldFrom,
} from './conflict.rules.ts'
import { type Suggestion, suggestConflicts } from './conflict-matching.rules.ts'
import type { ConflictTables } from './conflicts.tables.ts'
import { type Item, listItems, listPapers, type PaperWithFiles } from './read-agenda.ts'
import type { Meeting } from './read-meeting.ts'

export type ConflictRow = Selectable<ConflictTables['meetings.conflict_lines']>

const conflicts = (db: Db) => tablesOf<ConflictTables>(db)

/** All that was settled of a meeting's conflicts, oldest first. One query. */
const listConflictRows = (db: Db, meetingId: string): Promise<ConflictRow[]> =>
  conflicts(db)
    .selectFrom('meetings.conflict_lines')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('place')
    .execute()

export const insertConflict = (tx: Tx, row: Omit<ConflictRow, 'place'>) =>
  conflicts(tx).insertInto('meetings.conflict_lines').values(row).execute()

const aboutOf = (row: ConflictRow): ConflictAbout => ({
  item: row.item_id,
  person: row.person_id,
  interest: row.interest_id,
  organisation: row.organisation_id,
})

/** What stands of each conflict: its latest line. */
export async function standingConflicts(db: Db, meetingId: string): Promise<ConflictRow[]> {
  const latest = new Map<string, ConflictRow>()
  for (const row of await listConflictRows(db, meetingId))
    latest.set(conflictKey(aboutOf(row)), row)
  return [...latest.values()]
}

/** As the rules read it. */
export const settledOf = (rows: readonly ConflictRow[]): SettledConflict[] =>
  rows.map(row => ({
    item: row.item_id,
    person: row.person_id,
    kind: row.kind,
    handling: row.handling,
    withholdPapers: row.withhold_papers,
  }))

/** The items whose papers are withheld from somebody over a conflict (R-COI-8). One query. */
export const readWithheld = async (
  db: Db,
  meetingId: string,
  person: string | undefined,
): Promise<ReadonlySet<string>> =>
  person === undefined
    ? new Set()
    : withheldFrom(settledOf(await standingConflicts(db, meetingId)), person)

/** Whether a paper, or a file of one, is withheld from whoever the connection reads for. One query. */
export const isWithheld = async (db: Db, thing: string): Promise<boolean> =>
  (
    await sql<{
      withheld: boolean
    }>`select meetings.is_withheld(${thing}::uuid) as withheld`.execute(db)
  ).rows[0]?.withheld ?? false

/** What is said instead of the papers. */
export const WITHHELD =
  'The papers of this item are not shown to you, because of an interest that you hold. The clerk can tell you what was decided.'

export type ConflictLine = ConflictAbout & {
  readonly key: string
  readonly name: string
  /** The interest as the reader may see it. */
  readonly interestText: string
  /** Whether its details are withheld from this reader (R-COI-12). */
  readonly hidden: boolean
  /** What the interest is in words that may be minuted. */
  readonly minuted: string
  readonly suggestion: Suggestion | null
  readonly settled: ConflictRow | null
  readonly decidedBy: string
  readonly recordedBy: string
}

export type ConflictsOfItem = { readonly item: Item; readonly lines: readonly ConflictLine[] }

export type Conflicts = {
  readonly items: readonly ConflictsOfItem[]
  readonly standing: readonly ConflictRow[]
  /** Declared interests that an item may touch, and about which nobody has decided yet. */
  readonly unresolved: number
  /** Those that are put to the chair, who has not decided yet: nothing follows from them so far. */
  readonly waiting: number
}

/** Who reads: what they may do, and who they are. */
export type ConflictReader = {
  readonly person: string | null
  readonly may: (permission: string, scope: string | null) => boolean
}

/** What a declaration says where its details are not for everybody (R-COI-12). */
const AN_INTEREST = 'an interest'

/**
 * The conflicts of a meeting's items: what is suggested now, worked out from agenda, papers and
 * register as they stand, and what was settled. Private items are left out for readers who may not
 * see them; a suggestion from a sensitive interest is for whoever keeps the register, and for its
 * holder. For staff; never public. Thirteen queries.
 */
export async function readConflicts(
  db: Db,
  meeting: Meeting,
  reader: ConflictReader,
): Promise<Conflicts> {
  const { may } = reader
  const seesPrivate = may('see private papers', meeting.body_id)
  const keeps = may('keep interests', meeting.body_id)
  const items = await listItems(db, meeting.id, { private: seesPrivate })
  const { interests, suggestions, organisationName } = await suggestionsFor(db, meeting, items)
  const standing = await standingConflicts(db, meeting.id)
  const persons = await readPersons(db, [
    ...suggestions.map(({ person }) => person),
    ...standing.flatMap(row => [row.person_id, row.decided_by, row.recorded_by]),
  ])
  const nameOf = (id: string | null) => (id === null ? '' : (persons.get(id)?.name ?? ''))
  const byId = new Map(interests.map(row => [row.id, row]))
  const seen = await seenInterests(
    db,
    standing.flatMap(row => row.interest_id ?? []),
  )
  const settled = new Map(standing.map(row => [conflictKey(aboutOf(row)), row]))
  const suggested = new Map(suggestions.map(each => [conflictKey(aboutSuggested(each)), each]))

  const lines = [...new Set([...suggested.keys(), ...settled.keys()])].flatMap(
    (key): ConflictLine[] => {
      const suggestion = suggested.get(key) ?? null
      const row = settled.get(key) ?? null
      const about = row ? aboutOf(row) : suggestion && aboutSuggested(suggestion)
      if (!about) return []
      const interest = about.interest === null ? undefined : byId.get(about.interest)
      // Of a sensitive one the database shows nothing to who is neither its holder nor keeps the register.
      const hidden =
        about.interest !== null &&
        !keeps &&
        reader.person !== about.person &&
        (interest ? interest.sensitive : !seen.has(about.interest))
      if (hidden && !row) return []
      const inWords =
        about.organisation !== null
          ? `sits for ${organisationName(about.organisation)}`
          : (interest?.description ?? row?.words ?? '')
      const words = inWords === '' ? 'An interest that is no longer in the register' : inWords
      return [
        {
          ...about,
          key,
          name: nameOf(about.person),
          hidden,
          interestText: hidden ? 'An interest whose details are withheld' : words,
          minuted: hidden || interest?.sensitive ? AN_INTEREST : words,
          suggestion: hidden ? null : suggestion,
          settled: row,
          decidedBy: nameOf(row?.decided_by ?? null),
          recordedBy: nameOf(row?.recorded_by ?? null),
        },
      ]
    },
  )
  return {
    items: items.map(item => ({
      item,
      lines: lines.filter(line => line.item === item.id).sort(byStrength),
    })),
    standing: standing.filter(row => items.some(({ id }) => id === row.item_id)),
    unresolved: lines.filter(line => line.settled === null && line.interest !== null).length,
    waiting: lines.filter(({ settled: row }) => row?.kind === 'proposed').length,
  }
}

const aboutSuggested = (suggestion: Suggestion): ConflictAbout => ({
  item: suggestion.item,
  person: suggestion.person,
  interest: suggestion.interest,
  organisation: suggestion.interest === null ? suggestion.organisation : null,
})

const ranks = { certain: 0, likely: 1, possible: 2 }
const byStrength = (one: ConflictLine, other: ConflictLine) =>
  ranks[one.suggestion?.strength ?? 'certain'] - ranks[other.suggestion?.strength ?? 'certain'] ||
  one.name.localeCompare(other.name, 'en-GB')

async function suggestionsFor(db: Db, meeting: Meeting, items: readonly Item[]) {
  const body = await readBody(db, meeting.body_id)
  const papers = await listPapers(
    db,
    items.map(({ id }) => id),
    { twins: true },
  )
  const held = await listHeldInterests(db, meeting.body_id, meeting.day)
  const holdings = await listHoldings(db, meeting.body_id, meeting.day)
  const seats = await listAllSeats(db, meeting.body_id, meeting.day)
  const organisationOf = new Map(seats.map(seat => [seat.id, seat.organisation_id]))
  const history = await listAppointmentHistory(db, meeting.body_id)
  const organisations = await listNamedOrganisations(db)
  const places = await listPlaces(db)
  const now = new Set(holdings.map(({ person_id }) => person_id))
  const ever = new Set(history.map(({ person_id }) => person_id))
  // Whoever has left the body comes no more; who never held a seat may attend all the same.
  const interests: HeldInterestRow[] = held.filter(
    ({ person }) => now.has(person) || !ever.has(person),
  )
  const names = new Map(organisations.map(each => [each.id, each.name]))
  return {
    interests: held,
    organisationName: (id: string) => names.get(id) ?? 'an organisation',
    suggestions: suggestConflicts({
      day: meeting.day,
      items: items.map(item => ({
        id: item.id,
        title: item.title,
        summary: item.summary,
        purposes: item.purposes,
        papers: papers.filter(({ item_id }) => item_id === item.id).map(asRead),
      })),
      interests,
      sittings: holdings.flatMap(({ person_id, seat_id }) => {
        const organisation = organisationOf.get(seat_id) ?? null
        return organisation === null ? [] : [{ person: person_id, organisation }]
      }),
      organisations,
      places: places.map(({ id, name }) => ({
        id,
        names: [name, name.replace(/ (Borough|City)$|\s*\(.*\)$/, '')],
      })),
      hosts: body.organisation_id === null ? [] : [body.organisation_id],
    }),
  }
}

const asRead = ({ title, cover, files }: PaperWithFiles) => ({
  title,
  pages: [
    {
      page: null,
      text: [
        cover.summary,
        cover.reason,
        ...cover.recommendations.map(({ verb, text }) => `${verb} ${text}`),
        cover.report,
        cover.nextSteps,
        ...cover.appendices,
      ].join('.\n'),
    },
    ...files.flatMap(({ twin }) => pagesOf(blocksOf(twin))),
  ],
})

/** The text of each page, where the source counts its pages; else all of it together. */
function pagesOf(blocks: readonly Block[]): { page: number | null; text: string }[] {
  const pages: { page: number | null; blocks: Block[] }[] = [{ page: null, blocks: [] }]
  for (const block of blocks)
    if (block.kind === 'page-break' && block.page !== undefined)
      pages.push({ page: block.page, blocks: [] })
    else pages.at(-1)?.blocks.push(block)
  return pages
    .filter(page => page.blocks.length > 0)
    .map(page => ({ page: page.page, text: blocksText(page.blocks) }))
}
