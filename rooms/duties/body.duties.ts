import { heldOn, membershipIn } from '../bodies/read-memberships.ts'
import {
  attendanceDuty,
  chairVacancyDuty,
  meetingsAYearDuty,
  meetingsThatCount,
  type OfficeHeld,
  seatTermDuty,
  seatVacancyDuty,
  termDuty,
} from './body-duties.rules.ts'
import { type Duty, yearsBetween } from './duty.rules.ts'
import {
  isHeld,
  meetingFactsOf,
  meetingsByBody,
  membershipsOf,
  officesOf,
  personsOf,
  sittingsOf,
} from './duty-meetings.ts'
import type { DutyScope, DutySource } from './duty-source.ts'

const there = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

/** Those of the financial years in question that have begun. */
const yearsOf = ({ from, to, today }: DutyScope) =>
  yearsBetween(from, to).filter(({ first, last }) => first <= today && first >= from && last <= to)

/** Enough meetings in each financial year (R-TOR-8). */
export const meetingsAYearDuties: DutySource = {
  kinds: [{ kind: 'meetings a year', title: 'Meetings in the year', isPublic: true }],
  list: async scope => {
    const meetings = await meetingsByBody(scope)
    const { recordBegins } = await meetingFactsOf(scope)
    return scope.bodies.flatMap(body =>
      yearsOf(scope).flatMap((year): readonly Duty[] => {
        const terms = scope.termsOf(body.id, year.last)?.terms
        if (!terms) return []
        return there(
          meetingsAYearDuty({
            body: { id: body.id, slug: body.slug, establishedOn: body.established_on },
            year,
            terms,
            meetings: (meetings.get(body.id) ?? []).filter(
              // A meeting of several sittings is one meeting.
              ({ day, adjourned }) => !adjourned && day >= year.first && day <= year.last,
            ),
            recordBegins: recordBegins.get(body.id) ?? null,
          }),
        )
      }),
    )
  },
}

/** Terms of office that run out, and a chair that nobody holds (R-TOR-12). */
export const officeDuties: DutySource = {
  kinds: [
    { kind: 'term of office', title: 'Terms of office', isPublic: true },
    { kind: 'vacancy', title: 'Vacancies', isPublic: false },
  ],
  list: async scope => {
    const persons = await personsOf(scope)
    const offices = (await officesOf(scope)).map(
      (held): OfficeHeld & { readonly body_id: string } => ({
        ...held,
        name: persons.get(held.person_id)?.name ?? '',
      }),
    )
    return scope.bodies.flatMap(body => {
      const ofBody = offices.filter(({ body_id }) => body_id === body.id)
      return [
        ...ofBody.flatMap(held =>
          there(
            termDuty(body, held, ofBody, scope.termsOf(body.id, held.from_day)?.terms, scope.today),
          ),
        ),
        ...there(
          chairVacancyDuty(body, ofBody, scope.termsOf(body.id, scope.today)?.terms, scope.today),
        ),
      ]
    })
  },
}

/** Seats that nobody holds, and those whose holder's term runs out. */
export const seatDuties: DutySource = {
  kinds: [{ kind: 'term of a seat', title: 'Terms of seats', isPublic: false }],
  list: async scope => {
    const memberships = await membershipsOf(scope)
    const persons = await personsOf(scope)
    return scope.bodies.flatMap(body => {
      const { seats, appointments } = membershipIn(memberships, body.id)
      const named = (held: (typeof appointments)[number]) => ({
        ...held,
        name: persons.get(held.person_id)?.name ?? '',
      })
      return seats.flatMap(seat => {
        const of = { ...seat, organisation: seat.organisationName }
        const held = appointments.filter(({ seat_id }) => seat_id === seat.id)
        const holders = held.filter(each => heldOn(each, scope.today)).length
        return [
          ...(heldOn({ from_day: seat.from_day, ended_on: seat.until_day }, scope.today)
            ? there(seatVacancyDuty(body, of, holders, scope.today))
            : []),
          ...held.flatMap(each => {
            const next = held.find(
              other =>
                each.term_ends_on !== null &&
                other.from_day > each.term_ends_on &&
                other.id !== each.id,
            )
            return there(seatTermDuty(body, named(each), of, next && named(next)))
          }),
        ]
      })
    })
  },
}

/** Members come to enough of the meetings (R-TOR-11). */
export const attendanceDuties: DutySource = {
  kinds: [{ kind: 'attendance', title: 'Attendance of members', isPublic: false }],
  list: async scope => {
    const meetings = await meetingsByBody(scope)
    const sittings = await sittingsOf(scope)
    const memberships = await membershipsOf(scope)
    const persons = await personsOf(scope)
    return scope.bodies.flatMap(body => {
      const { seats, appointments } = membershipIn(memberships, body.id)
      const voting = new Set(seats.filter(seat => seat.voting).map(({ id }) => id))
      const own = appointments.filter(({ seat_id }) => voting.has(seat_id))
      return yearsOf(scope).flatMap(year => {
        const terms = scope.termsOf(body.id, year.last)?.terms
        if (!terms?.attendanceExpected) return []
        const held = meetingsThatCount(meetings.get(body.id) ?? []).filter(
          meeting =>
            meeting.day >= year.first && meeting.day <= year.last && isHeld(meeting, scope.today),
        )
        return [...new Set(own.map(({ person_id }) => person_id))].flatMap(person => {
          const inPost = held.filter(({ day }) =>
            own.some(each => each.person_id === person && heldOn(each, day)),
          )
          const recorded = inPost.filter(({ id }) => (sittings.get(id)?.presences.length ?? 0) > 0)
          return there(
            attendanceDuty({
              body,
              year,
              terms,
              person: { id: person, name: persons.get(person)?.name ?? '' },
              held: inPost.length,
              recorded: recorded.length,
              attended: recorded.filter(({ id }) =>
                sittings
                  .get(id)
                  ?.presences.some(
                    presence => presence.person === person && presence.capacity === 'member',
                  ),
              ).length,
            }),
          )
        })
      })
    })
  },
}
