import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { listOffices, type Memberships, readMemberships } from '../bodies/read-memberships.ts'
import { listMeetingFacts, type MeetingFacts } from '../meetings/list-meeting-facts.ts'
import { listQuorums, type MeetingSat } from '../meetings/list-quorums.ts'
import { readPersons } from '../people/read-person.ts'
import { duties } from './duties.records.ts'
import type { DutyScope } from './duty-source.ts'
import type { DutyMeeting } from './meeting-duties.rules.ts'

// What several sources ask of the same meetings and members: read once for them all.

export type MeetingOfDuties = DutyMeeting & {
  readonly facts: MeetingFacts
  /** Its own page. */
  readonly path: string
}

const bodyIds = (scope: DutyScope) => scope.bodies.map(({ id }) => id)

/** Duties of meetings that somebody said this record does not hold, by meeting. One query. */
async function listGaps(
  db: Db,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (meetings.length === 0) return new Map()
  const rows = await duties(db)
    .selectFrom('duties.gaps')
    .select(['meeting_id', 'kind', 'reason'])
    .where('meeting_id', 'in', [...meetings])
    .execute()
  const found = new Map<string, Map<string, string>>()
  for (const { meeting_id, kind, reason } of rows)
    found.set(meeting_id, (found.get(meeting_id) ?? new Map()).set(kind, reason))
  return found
}

/** Where each body's record begins, and its meetings in the days asked for. */
export const meetingFactsOf = (scope: DutyScope) =>
  scope.once('meeting facts', () =>
    listMeetingFacts(scope.db, {
      bodies: bodyIds(scope),
      from: scope.from,
      to: scope.to,
      audience: scope.audience,
    }),
  )

/** The meetings of the bodies in the days asked for, first to last. Two queries. */
export const dutyMeetings = (scope: DutyScope): Promise<readonly MeetingOfDuties[]> =>
  scope.once('meetings', async () => {
    const { meetings } = await meetingFactsOf(scope)
    const gaps = await listGaps(
      scope.db,
      meetings.map(({ id }) => id),
    )
    const bodies = new Map(scope.bodies.map(body => [body.id, body]))
    const isPublic = scope.audience === 'public'
    const pathOf = (body: Body, { slug }: MeetingFacts) =>
      `${isPublic ? '' : '/work'}/meetings/${body.slug}/${slug}`
    // On the public site notice and minutes stand on the meeting's own page.
    const pagesOf = (body: Body, facts: MeetingFacts) => {
      const path = pathOf(body, facts)
      return {
        notice: isPublic ? path : `${path}/notice`,
        pack: `${path}/pack`,
        minutes: isPublic ? path : `${path}/minutes`,
      }
    }
    return meetings.flatMap((facts): MeetingOfDuties[] => {
      const body = bodies.get(facts.body)
      if (!body) return []
      return [
        {
          id: facts.id,
          body: facts.body,
          day: facts.day,
          kind: facts.kind,
          adjourned: facts.adjourned,
          recordedOn: facts.recordedOn,
          terms: scope.termsOf(facts.body, facts.day)?.terms ?? null,
          regime: body.regime,
          calendar: scope.calendar,
          path: pathOf(body, facts),
          pages: pagesOf(body, facts),
          gaps: gaps.get(facts.id) ?? new Map(),
          facts,
        },
      ]
    })
  })

/** The same, by body. */
export const meetingsByBody = (
  scope: DutyScope,
): Promise<ReadonlyMap<string, readonly MeetingOfDuties[]>> =>
  scope.once('meetings by body', async () => {
    const found = new Map<string, MeetingOfDuties[]>(scope.bodies.map(({ id }) => [id, []]))
    for (const meeting of await dutyMeetings(scope)) found.get(meeting.body)?.push(meeting)
    return found
  })

/** Seats and appointments of the bodies. Three queries. */
export const membershipsOf = (scope: DutyScope): Promise<Memberships> =>
  scope.once('memberships', () => readMemberships(scope.db, bodyIds(scope), scope.today))

/** Who chairs the bodies, has chaired or will. One query. */
export const officesOf = (scope: DutyScope) =>
  scope.once('offices', () => listOffices(scope.db, bodyIds(scope)))

/** How each meeting went. One query beside those above. */
export const sittingsOf = (scope: DutyScope): Promise<ReadonlyMap<string, MeetingSat>> =>
  scope.once('sittings', async () =>
    listQuorums(
      scope.db,
      (await dutyMeetings(scope)).map(({ facts }) => facts),
      await membershipsOf(scope),
      scope.termsOf,
    ),
  )

/** The names of everybody who holds a seat or an office. One query. */
export const personsOf = (scope: DutyScope) =>
  scope.once('persons', async () => {
    const offices = await officesOf(scope)
    // The public's duties are of offices alone.
    const appointments =
      scope.audience === 'staff'
        ? [...(await membershipsOf(scope)).values()].flatMap(of => of.appointments)
        : []
    return readPersons(
      scope.db,
      [...offices, ...appointments].map(({ person_id }) => person_id),
    )
  })

/** Whether a meeting has been held by the day, as far as the calendar tells. */
export const isHeld = ({ day }: { readonly day: Day }, today: Day): boolean => day <= today
