import type { Db } from '../../platform/database/database.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { listOfficeHolders } from '../bodies/read-membership.ts'
import { type QuorumFactsOfBody, readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { termsInForce } from '../bodies/read-terms.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { votingTermsOf } from './decision.rules.ts'
import { isUnlisted } from './formal-business.rules.ts'
import type { RoomFact, RoomSetting, RoomState } from './proceedings.rules.ts'
import { type Item, listItems } from './read-agenda.ts'
import { listEarlierSittings, type Meeting, readMeeting } from './read-meeting.ts'
import { lineOf, readStoredSitting, type StoredSitting } from './read-sitting.ts'
import { replay } from './replay.rules.ts'

/**
 * Seats, holders and terms for a sitting. An adjourned meeting is one meeting: the terms of its
 * first day judge every sitting (R-TOR-6), but who sits where is asked on the sitting's own day,
 * since nobody votes in a seat that they no longer hold.
 */
async function readFactsOfSitting(db: Db, meeting: Meeting): Promise<QuorumFactsOfBody> {
  const facts = await readQuorumFacts(db, meeting.body_id, meeting.day)
  const [first] = await listEarlierSittings(db, meeting)
  return first ? { ...facts, terms: termsInForce(facts.allTerms, first.day) } : facts
}

/** All that the room is worked out from: what is stored of the sitting, and what it is read against. */
export type RoomSource = {
  readonly meeting: Meeting
  readonly body: Body
  readonly ofBody: QuorumFactsOfBody
  readonly items: readonly Item[]
  readonly stored: StoredSitting
  readonly persons: ReadonlyMap<string, Person>
  readonly setting: RoomSetting
}

/** Reads it in eleven queries at most, six of them of the body on the day. */
export async function readRoomSource(
  db: Db,
  meetingId: string,
  also: readonly (string | null)[] = [],
): Promise<RoomSource> {
  const meeting = await readMeeting(db, meetingId)
  const body = await readBody(db, meeting.body_id)
  const ofBody = await readFactsOfSitting(db, meeting)
  const items = await listItems(db, meetingId, { private: true })
  const stored = await readStoredSitting(db, meetingId)
  const strangers = [...personsIn(stored), ...also].filter(
    id => id !== null && !ofBody.persons.has(id),
  )
  const persons = new Map([...ofBody.persons, ...(await readPersons(db, strangers))])
  const { terms } = ofBody
  const offices = await listOfficeHolders(db, body.id, meeting.day)
  const holdersOf = (...names: readonly string[]) =>
    offices.filter(({ office }) => names.includes(office)).map(({ person_id }) => person_id)
  const setting: RoomSetting = {
    day: meeting.day,
    kind: meeting.kind,
    items: items.map(item => ({
      id: item.id,
      number: item.number,
      title: item.title,
      private: item.audience === 'private',
      unlisted: isUnlisted(body, item, meeting.kind),
    })),
    terms: terms?.terms.quorum ?? null,
    voting: votingTermsOf(terms?.terms, body.regime !== '1960 Act'),
    seats: ofBody.seats,
    holdings: ofBody.holdings,
    stated: ofBody.stated ?? null,
    lines: stored.lines.map(lineOf),
    chair: stored.sitting?.chair_person_id ?? null,
    chairs: holdersOf('chair', 'co-chair'),
    deputyChairs: holdersOf('deputy chair'),
    opened: stored.sitting?.opened ?? null,
    closed: stored.sitting?.closed ?? null,
    exclusions: stored.exclusions.map(row => ({
      id: row.id,
      items: row.item_ids,
      resolution: row.resolution,
      mover: row.mover_id,
      seconder: row.seconder_id,
      at: row.resolved,
      readmittedAt: row.readmitted,
    })),
    declared: stored.declarations.map(row => ({
      person: row.person_id,
      item: row.item_id,
      handling: row.handling,
    })),
    nameOf: id => persons.get(id)?.name ?? 'Somebody not in the record',
  }
  return { meeting, body, ofBody, items, stored, persons, setting }
}

const personsIn = ({ facts, lines, sitting, declarations, exclusions }: StoredSitting) => [
  ...facts.flatMap(fact => [
    ...('person' in fact ? [fact.person] : []),
    ...('mover' in fact ? [fact.mover, fact.seconder] : []),
    ...(fact.kind === 'arrived' ? [fact.line.deputisingFor] : []),
  ]),
  ...lines.flatMap(line => [line.person_id, line.deputising_for]),
  ...declarations.flatMap(row => [row.person_id, row.decided_by]),
  ...exclusions.flatMap(row => [row.mover_id, row.seconder_id]),
  sitting?.chair_person_id ?? null,
]

/** The room as it stands, or with other facts. */
export const stateOfRoom = (
  { setting, stored }: Pick<RoomSource, 'setting' | 'stored'>,
  facts: readonly RoomFact[] = stored.facts,
): RoomState => replay(setting, facts)
