import type { Db } from '../../platform/database/database.ts'
import { addYears, type Day, financialYearOf, minOf } from '../../platform/day.rules.ts'
import { listActions } from '../actions/list-actions.ts'
import { listAttendanceTotals } from '../bodies/list-attendance-totals.ts'
import type { Body } from '../bodies/read-body.ts'
import { type BodyRecord, readBodyRecord } from '../bodies/read-body-record.ts'
import { listOfficeHistory } from '../bodies/read-membership.ts'
import { readMemberships } from '../bodies/read-memberships.ts'
import { listPlaces } from '../bodies/read-place.ts'
import { termsInForce } from '../bodies/read-terms.ts'
import { termOfOffice } from '../bodies/terms-in-words.rules.ts'
import type { StandingDuty, Year } from '../duties/duty.rules.ts'
import { filtered } from '../duties/duty.rules.ts'
import { type DutySource, listDuties } from '../duties/duty-source.ts'
import { needsQuorum } from '../meetings/formal-business.rules.ts'
import { type DecisionTaken, listDecisionsOf } from '../meetings/list-decisions-of.ts'
import { listMeetingFacts } from '../meetings/list-meeting-facts.ts'
import { listQuorums } from '../meetings/list-quorums.ts'
import { listLastSignOffs } from '../meetings/read-sign-offs.ts'
import { readPersons } from '../people/read-person.ts'
import { listQuestionDays } from '../voices/list-questions.ts'
import type { WorkOfYear } from './assessment.rules.ts'
import type { AttendanceReport } from './attendance-report.rules.ts'
import {
  type ComplianceFinding,
  complianceFindings,
  type MeetingOfYear,
} from './compliance.rules.ts'
import { readAttendanceReport } from './read-attendance-report.ts'
import { findPublishedReport } from './read-reports.ts'

/** A body's year as its own reports tell it; for staff. */
export type YearOfBody = {
  readonly body: Body
  readonly record: BodyRecord
  readonly year: Year
  readonly duties: readonly StandingDuty[]
  readonly attendance: AttendanceReport
  readonly findings: readonly ComplianceFinding[]
  readonly work: WorkOfYear
}

/** Reads it whole, in a number of queries that grows only with the meetings followed in the room. */
export async function readYearOfBody(
  db: Db,
  sources: readonly DutySource[],
  { slug, year, today }: { readonly slug: string; readonly year: Year; readonly today: Day },
): Promise<YearOfBody> {
  const last = minOf(year.last, today)
  const record = await readBodyRecord(db, slug, today)
  const { body } = record
  const all = await listDuties(sources, {
    db,
    bodies: [body],
    from: year.first,
    // Minutes of the last meeting of a year are approved in the next.
    to: financialYearOf(today).last,
    today,
  })
  const duties = filtered(all, { period: year })
  const attendance = await readAttendanceReport(db, body, {
    year,
    today,
    totals: await listAttendanceTotals(db, body.id),
    audience: 'staff',
  })
  const termsOf = (_body: string, on: Day) => termsInForce(record.facts.allTerms, on)
  const { meetings: facts, recordBegins } = await listMeetingFacts(db, {
    bodies: [body.id],
    from: year.first,
    to: last,
    audience: 'staff',
  })
  const sittings = await listQuorums(db, facts, await readMemberships(db, [body.id], last), termsOf)
  const ids = facts.map(({ id }) => id)
  const decisions = await listDecisionsOf(db, ids)
  const signedOff = await listLastSignOffs(db, ids)
  const places = new Map((await listPlaces(db)).map(({ id, name }) => [id, name]))
  // A meeting of several sittings is one meeting.
  const whole = facts.filter(({ adjourned }) => !adjourned)
  const meetings = whole.map((meeting): MeetingOfYear => {
    const sat = sittings.get(meeting.id)
    return {
      id: meeting.id,
      day: meeting.day,
      startsAt: meeting.startsAt,
      kind: meeting.kind,
      mode: meeting.mode,
      place: meeting.place === null ? null : (places.get(meeting.place) ?? null),
      path: `/meetings/${body.slug}/${meeting.slug}`,
      sat:
        sat?.quorum == null
          ? null
          : { manner: sat.manner, present: sat.quorum.present, required: sat.quorum.required },
      formalDecisions: decisions.filter(
        decision => decision.meeting === meeting.id && isFormal(decision),
      ).length,
      signedOff: signedOff.get(meeting.id) ?? null,
    }
  })
  const offices = await listOfficeHistory(db, body.id)
  const names = await readPersons(
    db,
    offices.map(({ person_id }) => person_id),
  )
  const yearBefore = financialYearOf(addYears(year.first, -1))
  const published = await findPublishedReport(db, body.id, yearBefore.slug)
  const terms = termsOf(body.id, last)?.terms ?? null
  return {
    body,
    record,
    year,
    duties,
    attendance,
    findings: complianceFindings({
      year,
      today,
      terms,
      meetings,
      duties,
      attendance,
      attendanceHref: `/bodies/${body.slug}/attendance?year=${year.slug}`,
      chairs: offices
        .filter(({ office }) => office !== 'secretary')
        .map(held => ({
          office: held.office,
          name: names.get(held.person_id)?.name ?? '',
          from: held.from_day,
          until: held.ended_on,
          term: termOfOffice(held, terms ?? undefined, last),
        })),
      lastAssessment: published
        ? { published: true, on: published.published_on, href: `/reports/${published.id}` }
        : { published: false },
      lastYearName: yearBefore.name,
      recordBegins: recordBegins.get(body.id) ?? null,
      paths: { body: `/bodies/${body.slug}` },
    }),
    work: await workOf(db, body, year, last, meetings, decisions),
  }
}

const isFormal = ({ verb, forBody }: DecisionTaken) =>
  needsQuorum(verb, forBody === '' ? undefined : forBody)

async function workOf(
  db: Db,
  body: Body,
  year: Year,
  last: Day,
  meetings: readonly MeetingOfYear[],
  decisions: readonly DecisionTaken[],
): Promise<WorkOfYear> {
  const within = (day: Day) => day >= year.first && day <= last
  const dayOf = new Map(meetings.map(({ id, day }) => [id, day]))
  const actions = await listActions(db, { day: last, bodies: [body.id] })
  const questions = (
    await listQuestionDays(db, { bodies: [body.id], from: year.first, to: last })
  ).filter(({ asked_on }) => within(asked_on))
  return {
    meetings: meetings.map(({ day, kind, sat, path }) => ({
      day,
      path,
      words:
        kind === 'workshop'
          ? 'Workshop: no decisions are taken at one'
          : sat === null
            ? 'Attendance is not in this record'
            : sat.manner === 'formal'
              ? `Quorate: ${sat.present} present, ${sat.required} required`
              : `Not quorate, and so informal: ${sat.present} present, ${sat.required} required`,
    })),
    decisions: decisions.flatMap(({ meeting, verb, text, outcome }) => {
      const on = dayOf.get(meeting)
      return on && outcome === 'carried' ? [{ on, verb, text }] : []
    }),
    actionsRaised: actions.filter(({ raisedOn }) => within(raisedOn)).length,
    actionsClosed: actions.filter(({ closure }) => closure && within(closure.on)).length,
    questionsAsked: questions.length,
    questionsAnswered: questions.filter(
      ({ answered_on }) => answered_on !== null && within(answered_on),
    ).length,
  }
}
