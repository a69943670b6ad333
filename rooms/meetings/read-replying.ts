import { londonNow } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { DeputiesCount } from '../bodies/quorum.rules.ts'
import { readBody } from '../bodies/read-body.ts'
import { listDeputies, type Seat } from '../bodies/read-membership.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { type Answer, answersOffered, mayDeputise, reasonsNotToReply } from './invitation.rules.ts'
import {
  findInvitation,
  type InvitationRow,
  listReplies,
  type ReplyRow,
  type RoundRow,
} from './read-invitations.ts'
import { type MeetingOfBody, readMeeting } from './read-meeting.ts'
import { isOff } from './standing.rules.ts'

/** All that a reply to one invitation is asked, shown and judged by. */
export type Replying = MeetingOfBody & {
  readonly invitation: InvitationRow
  readonly round: RoundRow
  readonly person: Person
  /** The seats they hold on the day of the meeting. */
  readonly seats: readonly Seat[]
  readonly deputies: DeputiesCount
  readonly mayDeputise: boolean
  /** Whom the body has named as deputies of those seats. */
  readonly named: readonly Person[]
  readonly offered: readonly Answer[]
  /** The first one first; the latest counts. */
  readonly replies: readonly ReplyRow[]
  /** Why no reply can be given any more; empty while one can. */
  readonly shut: readonly Refusal[]
}

/** What all replies to one meeting have in common. Eight queries. */
export async function readAskedFor(db: Db, meetingId: string) {
  const meeting = await readMeeting(db, meetingId)
  const body = await readBody(db, meeting.body_id)
  return {
    meeting,
    body,
    facts: await readQuorumFacts(db, body.id, meeting.day),
    deputies: await listDeputies(db, body.id, meeting.day),
    calledOff: isOff(meeting),
  }
}

/**
 * Reads it; undefined where there is no such invitation.
 *
 * @param askedFor what was read of the meeting already, where many of its invitations are
 */
export async function readReplying(
  db: Db,
  invitationId: string,
  now: Date,
  askedFor?: Awaited<ReturnType<typeof readAskedFor>>,
): Promise<Replying | undefined> {
  const found = await findInvitation(db, invitationId)
  if (!found) return undefined
  const { invitation, round, isLatest } = found
  const { meeting, body, facts, ...of } = askedFor ?? (await readAskedFor(db, round.meeting_id))
  const held = new Set(
    facts.holdingRows
      .filter(({ person_id }) => person_id === invitation.person_id)
      .map(({ seat_id }) => seat_id),
  )
  const seats = facts.seatRows.filter(({ id }) => held.has(id))
  const deputies = facts.stated?.deputies ?? facts.terms?.terms.quorum.deputies ?? 'never'
  const namedRows = of.deputies.filter(({ seat_id }) => held.has(seat_id))
  const persons = await readPersons(db, [
    invitation.person_id,
    ...namedRows.map(({ person_id }) => person_id),
  ])
  const person = persons.get(invitation.person_id)
  if (!person) return undefined
  const deputised = mayDeputise(
    deputies,
    seats.map(seat => ({ deputies: seat.deputies_allowed })),
  )
  return {
    body,
    meeting,
    invitation,
    round,
    person,
    seats,
    deputies,
    mayDeputise: deputised,
    named: namedRows.flatMap(({ person_id }) => persons.get(person_id) ?? []),
    offered: answersOffered(meeting.mode, deputised),
    replies: (await listReplies(db, [invitation.id])).get(invitation.id) ?? [],
    shut: reasonsNotToReply({
      asked: round,
      isLatest,
      meeting,
      calledOff: of.calledOff,
      now: londonNow(now),
      capacity: invitation.capacity,
      isMember: seats.length > 0,
      name: person.name,
    }),
  }
}
