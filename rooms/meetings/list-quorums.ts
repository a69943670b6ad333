import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import { type Memberships, membershipIn, membershipOn } from '../bodies/read-memberships.ts'
import type { TermsOfReference } from '../bodies/read-terms.ts'
import { isThere } from './attendance.rules.ts'
import { type MeetingManner, mannerOf } from './formal-business.rules.ts'
import type { MeetingFacts } from './list-meeting-facts.ts'
import { followedInRoom, listPresences, type PresenceRow } from './list-presences.ts'
import { judgeFrozen, readQuorum } from './read-quorum.ts'

/** How each meeting went: who was recorded, and what quorum they made by the terms of its day. */
export type MeetingSat = {
  readonly meeting: string
  readonly presences: readonly PresenceRow[]
  /** Null where no attendance is recorded, or no terms were in force. */
  readonly quorum: Quorum | null
  readonly manner: MeetingManner
}

/**
 * The quorum of many meetings, for staff, by the membership that is given; of one that was
 * followed in the room, the quorum it had there. A few queries, and a few more for each of those.
 */
export async function listQuorums(
  db: Db,
  meetings: readonly MeetingFacts[],
  memberships: Memberships,
  termsOf: (body: string, on: Day) => TermsOfReference | undefined,
): Promise<ReadonlyMap<string, MeetingSat>> {
  const byMeeting = new Map<string, PresenceRow[]>(meetings.map(({ id }) => [id, []]))
  for (const presence of await listPresences(db, [...byMeeting.keys()]))
    byMeeting.get(presence.meeting)?.push(presence)
  const inRoom = new Map<string, Quorum | null>()
  for (const meeting of await followedInRoom(db, [...byMeeting.keys()]))
    inRoom.set(meeting, (await readQuorum(db, meeting)).quorum)
  return new Map(
    meetings.map(meeting => {
      const presences = byMeeting.get(meeting.id) ?? []
      const terms = presences.length > 0 ? termsOf(meeting.body, meeting.day) : undefined
      const judged = () => (terms ? quorumOf(meeting, presences, terms, memberships) : null)
      const found = inRoom.get(meeting.id)
      const quorum = found === undefined ? judged() : found
      return [
        meeting.id,
        { meeting: meeting.id, presences, quorum, manner: mannerOf(meeting.kind, quorum) },
      ]
    }),
  )
}

function quorumOf(
  meeting: MeetingFacts,
  presences: readonly PresenceRow[],
  terms: TermsOfReference,
  memberships: Memberships,
): Quorum | null {
  const { seats, holdings, stated } = membershipOn(
    membershipIn(memberships, meeting.body),
    meeting.day,
  )
  return judgeFrozen(
    {
      seats,
      holdings,
      stated: stated ?? null,
      presences: presences.filter(isThere).map(({ person, seat, remote, deputisingFor }) => ({
        person,
        seat,
        remote,
        ...(deputisingFor === null ? {} : { deputisingFor }),
      })),
    },
    terms.terms.quorum,
  )
}
