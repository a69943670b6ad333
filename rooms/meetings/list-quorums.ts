import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import { type Memberships, membershipIn, membershipOn } from '../bodies/read-memberships.ts'
import type { TermsOfReference } from '../bodies/read-terms.ts'
import { isThere } from './attendance.rules.ts'
import { type MeetingManner, mannerOf } from './formal-business.rules.ts'
import { listPresences, type MeetingFacts, type PresenceRow } from './list-meeting-facts.ts'
import { judgeFrozen } from './read-quorum.ts'

/** How each meeting went: who was recorded, and what quorum they made by the terms of its day. */
export type MeetingSat = {
  readonly meeting: string
  readonly presences: readonly PresenceRow[]
  /** Null where no attendance is recorded, or no terms were in force. */
  readonly quorum: Quorum | null
  readonly manner: MeetingManner
}

/** The quorum of many meetings, for staff, by the membership that is given. One query. */
export async function listQuorums(
  db: Db,
  meetings: readonly MeetingFacts[],
  memberships: Memberships,
  termsOf: (body: string, on: Day) => TermsOfReference | undefined,
): Promise<ReadonlyMap<string, MeetingSat>> {
  const byMeeting = new Map<string, PresenceRow[]>(meetings.map(({ id }) => [id, []]))
  for (const presence of await listPresences(db, [...byMeeting.keys()]))
    byMeeting.get(presence.meeting)?.push(presence)
  return new Map(
    meetings.map(meeting => {
      const presences = byMeeting.get(meeting.id) ?? []
      const terms = presences.length > 0 ? termsOf(meeting.body, meeting.day) : undefined
      const quorum = terms ? quorumOf(meeting, presences, terms, memberships) : null
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
