import { type Day, formatDay, weekdayName } from '../../platform/day.rules.ts'
import { countOf, inWords, listed, opening } from '../../platform/plain-english.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import type { TermOfOffice } from '../bodies/terms-in-words.rules.ts'
import type { StandingDuty, Year } from '../duties/duty.rules.ts'
import type { MeetingManner } from '../meetings/formal-business.rules.ts'
import { type AttendanceReport, belowExpectation } from './attendance-report.rules.ts'

export type Verdict = 'kept' | 'not kept' | 'cannot be told'

export type Evidence = { readonly text: string; readonly href: string }

/** Whether a body kept one of its rules in a year, with what was found. */
export type ComplianceFinding = {
  /** 'R-TOR-8', as the rules of this record number it. */
  readonly rule: string
  readonly title: string
  readonly verdict: Verdict
  /** What was found, in sentences. */
  readonly finding: string
  readonly citation: string
  readonly evidence: readonly Evidence[]
}

/** A meeting of the year, as far as its rules ask. */
export type MeetingOfYear = {
  readonly id: string
  readonly day: Day
  readonly startsAt: string
  readonly kind: string
  readonly mode: string
  /** One of the system's Places, where it was held in one. */
  readonly place: string | null
  readonly path: string
  /** Null where no attendance is in the record. */
  readonly sat: {
    readonly manner: MeetingManner
    readonly present: number
    readonly required: number
  } | null
  /** How many decisions were taken that only a quorate meeting may take. */
  readonly formalDecisions: number
  /** The last who signed its agenda off for the group that sets it. */
  readonly signedOff: { readonly name: string; readonly on: Day } | null
}

export type ComplianceFacts = {
  readonly year: Year
  readonly today: Day
  /** Those in force at the end of the year, or today if it is not over; null where there were none. */
  readonly terms: Terms | null
  readonly meetings: readonly MeetingOfYear[]
  readonly duties: readonly StandingDuty[]
  readonly attendance: AttendanceReport
  readonly attendanceHref: string
  readonly chairs: readonly {
    readonly office: string
    readonly name: string
    readonly from: Day
    readonly until: Day | null
    readonly term: TermOfOffice | undefined
  }[]
  /** The self-assessment of the year before. */
  readonly lastAssessment:
    | { readonly published: true; readonly on: Day; readonly href: string }
    | { readonly published: false }
  readonly lastYearName: string
  readonly recordBegins: Day | null
  readonly paths: { readonly body: string }
}

/** A broken one breaks the rule; of what is left, one that the record does not tell leaves it open. */
export function verdictOf(duties: readonly StandingDuty[]): Verdict {
  const owed = duties.filter(({ standing }) => standing !== 'not owed')
  if (owed.some(({ breach }) => breach)) return 'not kept'
  if (owed.length === 0 || owed.some(({ standing }) => standing === 'unknown'))
    return 'cannot be told'
  return owed.some(({ standing }) => standing === 'kept in time' || standing === 'kept late')
    ? 'kept'
    : 'cannot be told'
}

/** What shows that duties of meetings were kept, where everybody may see it. */
const evidenceOf = (
  { meetings }: ComplianceFacts,
  duties: readonly StandingDuty[],
  words: string,
): Evidence[] =>
  duties.flatMap(({ kept, concerns, kind }) => {
    const meeting = meetings.find(({ day }) => day === concerns)
    if (!kept || !meeting) return []
    const inPack = kind === 'papers' || kind === 'forward plan'
    return [
      {
        text: `${words} ${formatDay(concerns)}`,
        href: inPack ? `${meeting.path}/pack` : meeting.path,
      },
    ]
  })

const heldIn = (meetings: readonly MeetingOfYear[]) =>
  meetings.filter(({ kind }) => kind !== 'workshop')

const daysListed = (meetings: readonly { readonly day: Day }[]) =>
  listed(meetings.map(({ day }) => formatDay(day)))

/**
 * Whether a body kept its own rules in a financial year. Each finding says what the record
 * shows; where it does not show enough, it says that and judges nothing.
 */
export function complianceFindings(facts: ComplianceFacts): ComplianceFinding[] {
  const { terms } = facts
  if (!terms) return []
  return [
    ...meetingsFindings(facts, terms),
    ofDuties(facts, {
      rule: 'R-MEET-1',
      title: 'Public notice',
      kind: 'notice',
      citation: terms.notice.citation,
      evidence: 'Notice of the meeting of',
      sentence: noticeSentence,
    }),
    ...(terms.papers
      ? [
          ofDuties(facts, {
            rule: 'R-TOR-9',
            title: 'Papers to members',
            kind: 'papers',
            citation: terms.papers.citation,
            evidence: 'Papers for',
            sentence: papersSentence,
          }),
        ]
      : []),
    ...(terms.draftMinutes ? [minutesFinding(facts, terms.draftMinutes.citation)] : []),
    quorumFinding(facts, terms),
    ...(terms.attendanceExpected ? [attendanceFinding(facts)] : []),
    ...(terms.chair ? [chairFinding(facts, terms.chair.citation)] : []),
    ...(terms.forwardPlanInPack ? [forwardPlanFinding(facts)] : []),
    ...(terms.forwardPlanInPack || terms.agendaSignOff ? [agendaGroupFinding(facts, terms)] : []),
    ...(terms.annualSelfAssessment
      ? [assessmentFinding(facts, terms.annualSelfAssessment.citation)]
      : []),
  ]
}

// ── Meetings a year (R-TOR-8) ───────────────────────────────────────────────

function meetingsFindings(facts: ComplianceFacts, terms: Terms): ComplianceFinding[] {
  if (!terms.meetingsAYear) return []
  const { atLeast, citation } = terms.meetingsAYear
  const { year, today, recordBegins } = facts
  const held = heldIn(facts.meetings).filter(({ day }) => day <= today)
  const enough = held.length >= atLeast
  const silent = recordBegins === null || recordBegins > year.first
  const over = year.last < today
  const evidence = held.map(({ day, path }) => ({
    text: `Meeting of ${formatDay(day)}`,
    href: path,
  }))
  const number: ComplianceFinding = {
    rule: 'R-TOR-8',
    title: 'Meetings in the year',
    verdict: enough ? 'kept' : silent || !over ? 'cannot be told' : 'not kept',
    finding: `${opening(countOf(held.length, 'meeting was', 'meetings were'))} held in ${year.name}${held.length === 0 ? '' : `: ${daysListed(held)}`}. At least ${inWords(atLeast)} ${atLeast === 1 ? 'is' : 'are'} required${
      enough
        ? ''
        : !over
          ? ', and the year is not over'
          : silent
            ? ', and this record begins within the year or after it'
            : ''
    }.`,
    citation,
    evidence,
  }
  if (!terms.rotatesPlaces || held.length === 0) return [number]
  return [number, placesFinding(held, citation), timesFinding(held, citation)]
}

function placesFinding(held: readonly MeetingOfYear[], citation: string): ComplianceFinding {
  const inPerson = held.filter(({ mode }) => mode !== 'remote')
  const placed = inPerson.flatMap(({ place }) => (place === null ? [] : [place]))
  const different = new Set(placed).size
  const common = { rule: 'R-TOR-8', title: 'Going round the Places', citation, evidence: [] }
  if (inPerson.length === 0)
    return {
      ...common,
      verdict: 'kept',
      finding: `${held.length === 1 ? 'The meeting was' : held.length === 2 ? 'Both meetings were' : `All ${inWords(held.length)} meetings were`} held online, so there was no place to change.`,
    }
  if (placed.length < inPerson.length)
    return {
      ...common,
      verdict: 'cannot be told',
      finding: `The record does not say in which Place ${inWords(inPerson.length - placed.length)} of ${countOf(inPerson.length, 'meeting')} in person ${inPerson.length - placed.length === 1 ? 'was' : 'were'} held.`,
    }
  return {
    ...common,
    verdict: different === placed.length ? 'kept' : 'not kept',
    finding: `${opening(countOf(inPerson.length, 'meeting'))} in person: ${listed(inPerson.map(({ place, day }) => `${place} on ${formatDay(day)}`))}.`,
  }
}

function timesFinding(held: readonly MeetingOfYear[], citation: string): ComplianceFinding {
  const weekdays = new Set(held.map(({ day }) => weekdayName(day)))
  const times = new Set(held.map(({ startsAt }) => startsAt))
  const varied = weekdays.size > 1 && times.size > 1
  const single = held.length === 1
  return {
    rule: 'R-TOR-8',
    title: 'Varied days and times',
    verdict: single ? 'cannot be told' : varied ? 'kept' : 'not kept',
    finding: single
      ? 'One meeting alone cannot vary.'
      : `They were on ${weekdays.size === 1 ? `the same weekday, ${[...weekdays][0]}` : `different weekdays, ${listed([...weekdays])}`}, and began at ${times.size === 1 ? `the same time, ${[...times][0]}` : `different times, ${listed([...times])}`}.`,
    citation,
    evidence: [],
  }
}

// ── Notice and papers (R-MEET-1, R-TOR-9) ───────────────────────────────────

type OfDuties = {
  readonly rule: string
  readonly title: string
  readonly kind: string
  readonly citation: string
  /** 'Papers for', before the day of the meeting. */
  readonly evidence: string
  readonly sentence: (duty: StandingDuty) => string
}

function ofDuties(facts: ComplianceFacts, wanted: OfDuties): ComplianceFinding {
  const duties = facts.duties.filter(
    ({ kind, standing }) => kind === wanted.kind && standing !== 'not owed',
  )
  return {
    rule: wanted.rule,
    title: wanted.title,
    verdict: verdictOf(duties),
    finding:
      duties.length === 0
        ? 'No meeting of the year is in this record.'
        : duties.map(wanted.sentence).join(' '),
    citation: wanted.citation,
    evidence: evidenceOf(facts, duties, wanted.evidence),
  }
}

const unknownSentence = (duty: StandingDuty) =>
  `Meeting of ${formatDay(duty.concerns)}: the record does not say.`

function noticeSentence(duty: StandingDuty): string {
  const { kept, due, concerns, standing } = duty
  if (standing === 'unknown') return unknownSentence(duty)
  const by = due === null ? '' : `, due by ${formatDay(due)}`
  return kept
    ? `Meeting of ${formatDay(concerns)}: notice given ${formatDay(kept.on)}${by}.`
    : `Meeting of ${formatDay(concerns)}: no notice in the record${by}.`
}

function papersSentence(duty: StandingDuty): string {
  const { kept, due, latest, concerns, standing } = duty
  if (standing === 'unknown' || due === null) return unknownSentence(duty)
  const meeting = `Papers of ${formatDay(concerns)}`
  if (!kept || standing === 'missed' || standing === 'overdue')
    return `${meeting}: none were issued before the meeting, and they were due by ${formatDay(due)}.`
  if (standing === 'kept in time')
    return `${meeting} were issued on ${formatDay(kept.on)}, in time by the clear reading (${formatDay(due)})${latest ? ` as by the plain count (${formatDay(latest)})` : ''}.`
  return duty.breach
    ? `${meeting} were issued on ${formatDay(kept.on)}, after ${formatDay(latest ?? due)}.`
    : `${meeting} were issued on ${formatDay(kept.on)}: late by the clear reading (${formatDay(due)}), in time by the plain count (${formatDay(latest ?? due)}).`
}

// ── Minutes (R-TOR-10) ──────────────────────────────────────────────────────

function minutesFinding(facts: ComplianceFacts, citation: string): ComplianceFinding {
  const owed = (kind: string) =>
    facts.duties.filter(duty => duty.kind === kind && duty.standing !== 'not owed')
  const drafts = owed('minutes')
  const approvals = new Map(owed('chair’s approval').map(duty => [duty.concerns, duty]))
  const sentence = (draft: StandingDuty) => {
    const { concerns, due, kept, remark, standing } = draft
    const by = due === null ? '' : `due by ${formatDay(due)}`
    if (standing === 'unknown')
      return `Minutes of ${formatDay(concerns)}: ${by}; the record does not say whether they were.`
    const approval = approvals.get(concerns)
    const chair =
      approval?.kept === undefined
        ? 'the chair has not approved them'
        : `the chair approved them on ${formatDay(approval.kept.on)}, ${(approval.remark ?? '').toLowerCase()}`
    return kept
      ? `Minutes of ${formatDay(concerns)}: ${by}; the first draft in the record is of ${formatDay(kept.on)} (${(remark ?? '').toLowerCase()}), and ${chair}.`
      : `Minutes of ${formatDay(concerns)}: ${by}; none have been drafted.`
  }
  return {
    rule: 'R-TOR-10',
    title: 'Draft minutes',
    verdict: verdictOf(drafts),
    finding:
      drafts.length === 0
        ? 'No meeting of the year is in this record.'
        : drafts.map(sentence).join(' '),
    citation,
    evidence: evidenceOf(facts, drafts, 'Minutes of'),
  }
}

// ── Quorum (R-TOR-7) ────────────────────────────────────────────────────────

function quorumFinding({ meetings, today }: ComplianceFacts, terms: Terms): ComplianceFinding {
  const held = heldIn(meetings).filter(({ day }) => day <= today)
  const broken = held.filter(
    ({ sat, formalDecisions }) => sat !== null && sat.manner !== 'formal' && formalDecisions > 0,
  )
  const dark = held.filter(({ sat }) => sat === null)
  const sentence = ({ day, sat, formalDecisions }: MeetingOfYear) => {
    if (sat === null) return `${formatDay(day)}: attendance is not in this record.`
    const there = `${inWords(sat.present)} of ${inWords(sat.required)} required`
    if (sat.manner === 'formal') return `${formatDay(day)}: quorate, ${there}.`
    return `${formatDay(day)}: not quorate, ${there}; ${
      formalDecisions === 0
        ? 'it went on informally and decided nothing that needs a quorum'
        : `it took ${countOf(formalDecisions, 'decision')} that only a quorate meeting may take`
    }.`
  }
  return {
    rule: 'R-TOR-7',
    title: 'No formal business without a quorum',
    verdict:
      broken.length > 0
        ? 'not kept'
        : dark.length > 0 || held.length === 0
          ? 'cannot be told'
          : 'kept',
    finding:
      held.length === 0
        ? 'No meeting of the year is in this record.'
        : held.map(sentence).join(' '),
    citation: terms.quorum.citation,
    evidence: held
      .filter(({ sat }) => sat !== null)
      .map(({ day, path }) => ({ text: `Attendance on ${formatDay(day)}`, href: path })),
  }
}

// ── Attendance (R-TOR-11) ───────────────────────────────────────────────────

function attendanceFinding({ attendance, attendanceHref }: ComplianceFacts): ComplianceFinding {
  const { below, of } = belowExpectation(attendance.rows)
  const differs = attendance.seats.filter(({ agreement }) => agreement === 'differs')
  return {
    rule: 'R-TOR-11',
    title: 'Attendance of members',
    verdict: of === 0 ? 'cannot be told' : below > 0 ? 'not kept' : 'kept',
    finding:
      of === 0
        ? 'Nobody’s attendance in the year is in this record.'
        : [
            below === 0
              ? `All ${inWords(of)} members came to at least ${attendance.expected} per cent of the meetings held while they were in post.`
              : `${opening(inWords(below))} of ${of} members came to less than ${attendance.expected} per cent of the meetings held while they were in post.`,
            ...differs.map(
              ({ seat, organisation, remark }) =>
                `By seat, ${[seat, organisation].filter(Boolean).join(', ')}: ${remark}`,
            ),
          ].join(' '),
    citation: attendance.citation,
    evidence: [{ text: 'Attendance by person and by seat', href: attendanceHref }],
  }
}

// ── The chair (R-TOR-12) ────────────────────────────────────────────────────

function chairFinding(
  { chairs, year, paths }: ComplianceFacts,
  citation: string,
): ComplianceFinding {
  const during = chairs.filter(
    ({ office, from, until }) =>
      /chair/.test(office) && from <= year.last && (until === null || until >= year.first),
  )
  const outrun = during.filter(
    ({ term, until }) =>
      term !== undefined && term.endsOn < year.last && (until === null || until > term.endsOn),
  )
  const sentence = ({ office, name, from, term }: (typeof during)[number]) =>
    `${name}, ${office} from ${formatDay(from)}${term ? `, for a term to ${formatDay(term.endsOn)}` : ''}.`
  return {
    rule: 'R-TOR-12',
    title: 'The chair’s term',
    verdict: during.length === 0 ? 'cannot be told' : outrun.length > 0 ? 'not kept' : 'kept',
    finding:
      during.length === 0
        ? 'Nobody is recorded as chair in the year.'
        : [
            ...during.map(sentence),
            ...(during.every(({ office }) => office === 'co-chair')
              ? ['The terms speak of a chair and a deputy; co-chairs are the body’s practice.']
              : []),
          ].join(' '),
    citation,
    evidence: [{ text: 'Who chairs it', href: paths.body }],
  }
}

// ── Forward plan and agenda (R-TOR-13) ──────────────────────────────────────

function forwardPlanFinding(facts: ComplianceFacts): ComplianceFinding {
  return ofDuties(facts, {
    rule: 'R-TOR-13',
    title: 'A forward plan in every pack',
    kind: 'forward plan',
    citation: 'Terms of reference, on the forward plan',
    evidence: 'Pack of',
    sentence: duty => {
      if (duty.standing === 'unknown') return unknownSentence(duty)
      return duty.kept && !duty.breach
        ? `The pack of ${formatDay(duty.concerns)} had the forward plan.`
        : `The pack of ${formatDay(duty.concerns)} has no forward plan.`
    },
  })
}

function agendaGroupFinding({ meetings }: ComplianceFacts, terms: Terms): ComplianceFinding {
  const held = heldIn(meetings)
  const signed = held.filter(({ signedOff }) => signedOff !== null)
  const sentence = ({ day, signedOff }: MeetingOfYear) =>
    signedOff
      ? `${signedOff.name} signed the agenda of ${formatDay(day)} off on ${formatDay(signedOff.on)}.`
      : `The agenda of ${formatDay(day)} was not signed off.`
  return {
    rule: 'R-TOR-13',
    title: 'The agenda-setting group',
    // Where no agenda was ever signed off here, that says how the record is kept, not how the group worked.
    verdict:
      signed.length === 0 ? 'cannot be told' : signed.length === held.length ? 'kept' : 'not kept',
    finding:
      signed.length === 0
        ? 'Meetings of the group that sets the agenda are not in this record.'
        : held.map(sentence).join(' '),
    citation: terms.agendaSignOff?.citation ?? 'Terms of reference, on setting the agenda',
    evidence: signed.map(({ day, path }) => ({ text: `Agenda of ${formatDay(day)}`, href: path })),
  }
}

// ── Last year's self-assessment (R-TOR-16) ──────────────────────────────────

function assessmentFinding(
  { lastAssessment, lastYearName, recordBegins, year }: ComplianceFacts,
  citation: string,
): ComplianceFinding {
  const common = { rule: 'R-TOR-16', title: 'Last year’s self-assessment', citation }
  if (lastAssessment.published)
    return {
      ...common,
      verdict: 'kept',
      finding: `The self-assessment for ${lastYearName} was published on ${formatDay(lastAssessment.on)}.`,
      evidence: [{ text: `Self-assessment ${lastYearName}`, href: lastAssessment.href }],
    }
  const silent = recordBegins === null || recordBegins >= year.first
  return {
    ...common,
    verdict: silent ? 'cannot be told' : 'not kept',
    finding: silent
      ? `This record begins after ${lastYearName}, so it cannot say whether the body assessed itself for that year.`
      : `No self-assessment for ${lastYearName} has been published.`,
    evidence: [],
  }
}

/** How many rules were kept, not kept, and left open. */
export const tallyOf = (findings: readonly ComplianceFinding[]) => {
  const count = (verdict: Verdict) => findings.filter(each => each.verdict === verdict).length
  return {
    kept: count('kept'),
    notKept: count('not kept'),
    cannotBeTold: count('cannot be told'),
  }
}
