import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { listTerms } from '../bodies/read-terms.ts'
import { readProgress } from './list-meetings.ts'
import { listMeetingsOfBody } from './list-meetings-of-body.ts'
import { type StandingDeadline, standingsOf } from './progress.rules.ts'
import { type Item, listItems } from './read-agenda.ts'
import { type DecisionRow, decisionsAt, type SittingRow, sittingOf } from './read-attendance.ts'
import { deadlineFacts } from './read-deadlines.ts'
import type { Meeting } from './read-meeting.ts'
import { readRoomSource, stateOfRoom } from './read-proceedings.ts'
import { readQuorum } from './read-quorum.ts'
import { listTreatments } from './read-treatments.ts'
import { isOff } from './standing.rules.ts'
import { isTaken } from './treatment.rules.ts'

/** What a meeting is reviewed by afterwards, of what this room records. */
export type ReviewFacts = {
  readonly meeting: Meeting
  readonly deadlines: readonly StandingDeadline[]
  readonly papers: readonly { readonly submittedOn: Day | null; readonly toFollow: boolean }[]
  readonly draftedOn: Day | null
  readonly sitting: SittingRow | undefined
  readonly quorum: Quorum | null
  /** Items that were before the meeting: those deferred or withdrawn are left out. */
  readonly items: readonly Item[]
  readonly decisions: readonly DecisionRow[]
  /** Minutes spent on each item; null where the times of items are not in the record. */
  readonly itemMinutes: ReadonlyMap<string, number> | null
}

/**
 * How long each item took, in minutes, adjournments left out; null where the room was not
 * followed item by item.
 */
async function readItemMinutes(
  db: Db,
  meetingId: string,
): Promise<ReadonlyMap<string, number> | null> {
  const { items } = stateOfRoom(await readRoomSource(db, meetingId))
  if (items.length === 0) return null
  return new Map(items.map(({ item, milliseconds }) => [item, Math.round(milliseconds / 60_000)]))
}

const MEETINGS_OF_A_BODY = 400

/** The meetings of a body held within these days, oldest first; workshops are left out. One query. */
export const listMeetingsHeld = async (
  db: Db,
  bodyId: string,
  { first, last }: { readonly first: Day; readonly last: Day },
): Promise<Meeting[]> =>
  (await listMeetingsOfBody(db, bodyId, MEETINGS_OF_A_BODY))
    .filter(
      meeting =>
        meeting.day >= first &&
        meeting.day <= last &&
        meeting.kind !== 'workshop' &&
        !isOff(meeting),
    )
    .toReversed()

/** What each of a body's meetings is reviewed by, in the order given. For staff. */
export async function readReviewFacts(
  db: Db,
  body: Body,
  meetings: readonly Meeting[],
  today: Day,
): Promise<ReviewFacts[]> {
  const terms = await listTerms(db, body.id)
  const calendar = await readCalendar(db)
  const progress = await readProgress(
    db,
    meetings.map(({ id }) => id),
  )
  const facts: ReviewFacts[] = []
  for (const meeting of meetings) {
    const known = progress.get(meeting.id)
    const treatments = await listTreatments(db, meeting.id)
    const items = await listItems(db, meeting.id, { private: true })
    facts.push({
      meeting,
      deadlines: known
        ? standingsOf({
            ...known,
            today,
            kind: meeting.kind,
            deadlines: deadlineFacts(body, meeting, terms, calendar),
          })
        : [],
      papers: known?.papers ?? [],
      draftedOn: known?.draftedOn ?? null,
      sitting: await sittingOf(db, meeting.id),
      quorum: (await readQuorum(db, meeting.id)).quorum,
      items: items.filter(({ id }) => isTaken(treatments.get(id) ?? [])),
      decisions: await decisionsAt(db, meeting.id),
      itemMinutes: await readItemMinutes(db, meeting.id),
    })
  }
  return facts
}
