import { type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { type OnePage, onePage, type PageWanted } from '../../platform/database/one-page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { type QuorumFactsOfBody, readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { hashOf } from '../people/secret.ts'
import { type MemberReply, type Tally, tallyOf } from './correspondence.rules.ts'
import type { OutsideTables } from './outside.tables.ts'

const outside = (db: Db) => tablesOf<OutsideTables>(db)

export type Correspondence = Selectable<OutsideTables['meetings.correspondences']>
export type ReplyRow = Selectable<OutsideTables['meetings.correspondence_replies']>

export type AskedMember = MemberReply & {
  readonly name: string
  readonly position: string
  /** Whether a letter with a link of their own went to them. */
  readonly written: boolean
  /** Every reply, first to last. */
  readonly replies: readonly ReplyRow[]
}

export type CorrespondenceRead = {
  readonly correspondence: Correspondence
  readonly body: Body
  readonly members: readonly AskedMember[]
  readonly facts: QuorumFactsOfBody
  /** By the terms in force when it was opened; null where none were. */
  readonly tally: Tally | null
}

/** @throws NotFound */
export async function findCorrespondence(db: Db, id: string): Promise<Correspondence> {
  const row = await outside(db)
    .selectFrom('meetings.correspondences')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such question to members in the record.')
  return row
}

/** Everything about a decision asked for between meetings, for staff. @throws NotFound */
export async function readCorrespondence(db: Db, id: string): Promise<CorrespondenceRead> {
  const correspondence = await findCorrespondence(db, id)
  const body = await readBody(db, correspondence.body_id)
  const rows = await outside(db)
    .selectFrom('meetings.correspondence_members')
    .selectAll()
    .where('correspondence_id', '=', id)
    .execute()
  const replies = await outside(db)
    .selectFrom('meetings.correspondence_replies')
    .selectAll()
    .where('correspondence_id', '=', id)
    .orderBy('position')
    .execute()
  const persons: ReadonlyMap<string, Person> = await readPersons(
    db,
    rows.map(({ person_id }) => person_id),
  )
  // Who is a member, and by which terms they decide, is asked on the day on which they were asked.
  const facts = await readQuorumFacts(db, body.id, correspondence.opened_on)
  const place = (seat: string) => facts.seatRows.find(({ id: of }) => of === seat)?.position ?? 999
  const members = rows
    .map((row): AskedMember => {
      const own = replies.filter(({ person_id }) => person_id === row.person_id)
      return {
        person: row.person_id,
        seat: row.seat_id,
        interest: row.interest,
        reply: own.at(-1)?.reply ?? null,
        name: persons.get(row.person_id)?.name ?? '',
        position: persons.get(row.person_id)?.position ?? '',
        written: row.reply_hash !== null,
        replies: own,
      }
    })
    .toSorted((one, other) => place(one.seat) - place(other.seat))
  return {
    correspondence,
    body,
    members,
    facts,
    tally: facts.terms
      ? tallyOf(members, {
          terms: facts.terms.terms.quorum,
          seats: facts.seats,
          holdings: facts.holdings,
          ...(facts.stated ? { stated: facts.stated } : {}),
        })
      : null,
  }
}

/** What the secret of a letter opens: which question, and whose reply. @throws NotFound */
export async function readBySecret(
  db: Db,
  secret: string,
): Promise<{ readonly correspondence: string; readonly person: string }> {
  const row = await outside(db)
    .selectFrom('meetings.correspondence_members')
    .select(['correspondence_id', 'person_id'])
    .where('reply_hash', '=', hashOf(secret))
    .executeTakeFirst()
  if (!row)
    throw new NotFound(
      'This link is not known here. Check that the whole of it was copied from the letter.',
    )
  return { correspondence: row.correspondence_id, person: row.person_id }
}

/** What was asked of members of these bodies between meetings, the latest first: one page, and how many there are. */
export const listCorrespondences = (
  db: Db,
  bodies: readonly string[],
  page: PageWanted,
): Promise<OnePage<Correspondence>> =>
  onePage(
    outside(db)
      .selectFrom('meetings.correspondences')
      .selectAll()
      .where(sql<boolean>`body_id = any(${bodies}::uuid[])`)
      .orderBy('opened_at', 'desc')
      .orderBy('id'),
    page,
  )

/** Those on which a person is still asked to reply. */
export const listAskedOf = (db: Db, person: string): Promise<Correspondence[]> =>
  outside(db)
    .selectFrom('meetings.correspondences')
    .innerJoin('meetings.correspondence_members', 'correspondence_id', 'id')
    .selectAll('meetings.correspondences')
    .where('person_id', '=', person)
    .where('closed_on', 'is', null)
    .orderBy('closes_on')
    .execute()
