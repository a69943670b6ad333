import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type LetterStanding, listLetters } from '../../platform/mail/letters.ts'
import { listHoldings } from '../bodies/read-membership.ts'
import { listReaders, type ReaderOfLetters } from '../people/list-readers.ts'
import { comparable } from './agenda-lines.ts'
import { publishing } from './publishing.records.ts'
import { listVersionsWithAgenda, type VersionWithAgenda } from './read-pack.ts'
import { type DueTelling, tellingsDue } from './telling.rules.ts'

export type Told = {
  readonly person: string
  readonly version: number
  readonly since: number | null
  readonly on: Day
  readonly at: Date
  readonly letter: LetterStanding | undefined
}

/** Who was told of which version of a meeting's papers, the latest first, and how the letter fared. Two queries. */
export async function listTellings(db: Db, meetingId: string): Promise<Told[]> {
  const rows = await publishing(db)
    .selectFrom('publishing.tellings')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .orderBy('id')
    .execute()
  const letters = await listLetters(db, `papers/${meetingId}/`)
  return rows.map(row => ({
    person: row.person_id,
    version: row.version,
    since: row.since_version,
    on: row.told_on,
    at: row.told_at,
    letter: letters.find(({ key }) => key === row.letter_key),
  }))
}

export type TellingsToDo = {
  readonly versions: readonly VersionWithAgenda[]
  readonly told: readonly Told[]
  /** Those who hold seats on the day, and participants. */
  readonly readers: readonly ReaderOfLetters[]
  readonly due: readonly DueTelling[]
}

/** Who gets the papers of a meeting on a day, what they were told, and what they are still to be told. */
export async function readTellings(
  db: Db,
  meeting: { readonly id: string; readonly body_id: string },
  today: Day,
): Promise<TellingsToDo> {
  const versions = await listVersionsWithAgenda(db, meeting.id)
  const told = await listTellings(db, meeting.id)
  const holdings = await listHoldings(db, meeting.body_id, today)
  const readers = await listReaders(db, {
    persons: holdings.map(({ person_id }) => person_id),
    scope: meeting.body_id,
    day: today,
  })
  return {
    versions,
    told,
    readers,
    due: tellingsDue(
      versions.map(({ version, content, lines }) => ({
        version,
        whole: comparable(content, lines),
        inPublic: comparable(content),
      })),
      readers.map(reader => ({
        person: reader.id,
        seesPrivate: reader.may('see private papers'),
        told: told.find(({ person }) => person === reader.id)?.version ?? null,
      })),
    ),
  }
}
