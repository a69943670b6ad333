import type { Refusal } from '../../platform/outcome.ts'
import { countOf, inWords, listed, opening } from '../../platform/plain-english.rules.ts'
import type { QuorumLimb, QuorumTerms } from './quorum.rules.ts'

/** How a body counts days before a meeting. */
export type DayCounter = 'England working day' | 'clear day'

/**
 * Terms of reference as data. Each number is a setting of the body for the time
 * that its terms are in force; where the document behind them is silent, the
 * default and its rule stand in domain-rules under the number given here.
 */
export type Terms = {
  readonly quorum: QuorumTerms
  /** Public notice or summons: so many clear days before (R-MEET-1, 3, 4). */
  readonly notice: {
    readonly days: number
    readonly counter: DayCounter
    readonly citation: string
  }
  /** Papers to members: due on the clear reading, late after the plain count (R-TOR-9). */
  readonly papers: {
    readonly days: number
    readonly counter: DayCounter
    readonly citation: string
  } | null
  /** Draft minutes: so many working days after the meeting (R-TOR-10). */
  readonly draftMinutes: { readonly workingDays: number; readonly citation: string } | null
  /** Share of meetings a member is expected to attend, in per cent (R-TOR-11). */
  readonly attendanceExpected: { readonly percent: number; readonly citation: string } | null
  readonly meetingsAYear: { readonly atLeast: number; readonly citation: string } | null
  /** Whether face-to-face meetings go round the Places (R-TOR-8). */
  readonly rotatesPlaces: boolean
  /** R-TOR-12. */
  readonly chair: {
    readonly termYears: number
    readonly warnDays: number
    readonly citation: string
  } | null
  /** R-TOR-18 and LGA 1972 Sch 12 para 39. */
  readonly voting: {
    readonly usual: 'consensus' | 'vote'
    readonly majority: 'of members present' | 'of votes cast'
    readonly castingVote: boolean
    readonly citation: string
  }
  /** Members' deputies: where the seat says so, or never (R-TOR-4, R-MEET-10). */
  readonly publicQuestions: { readonly workingDaysBefore: number; readonly citation: string } | null
  /** Continuous minute numbers, such as 01/HS (R-MEET-6). */
  readonly minuteNumbers: { readonly suffix: string; readonly digits: number } | null
  /** A forward plan goes into every pack (R-TOR-13). */
  readonly forwardPlanInPack: boolean
  /** The agenda-setting group signs each agenda off before its pack goes out (R-TOR-13). */
  readonly agendaSignOff: { readonly citation: string } | null
  /** It assesses itself each year and reports to those above it (R-TOR-16). Left out, it does not. */
  readonly annualSelfAssessment?: { readonly citation: string } | null
  /** Whether members may call a published decision in: within how many working days, how many. */
  readonly callIn?: {
    readonly workingDays: number
    readonly members: number
    readonly citation: string
  } | null
  /** Until when a recording is kept: so many months, or until the minutes are approved (R-MEET-9). */
  readonly recordings?: { readonly months: number | null; readonly citation: string } | null
}

/** The bodies' laws as this room names them; each has terms that hold where a body's own are silent. */
type Regime = '1960 Act' | 'parish council' | 'principal council'

const ACT_1960 = 'Public Bodies (Admission to Meetings) Act 1960, section 1'
const LGA_1972 = 'Local Government Act 1972'

const silent = 'the terms are silent'

/**
 * The terms to begin from for a body under a law: what the law says, and for the
 * rest the usual setting with its reason. A clerk changes them to what the body's
 * own document says.
 *
 * 1960 Act: three clear days of notice (R-MEET-1); it says nothing of quorum, so
 * one half. Parish council: three clear days, one third and never fewer than three
 * (R-MEET-4, 5). Principal council: five clear days for notice, agenda and reports
 * (R-MEET-3), and one quarter of the members (Schedule 12, paragraph 6).
 */
export function defaultTermsFor(regime: Regime): Terms {
  const byDefault = `${silent}: a default of this record`
  const common = {
    draftMinutes: null,
    attendanceExpected: null,
    meetingsAYear: null,
    rotatesPlaces: false,
    chair: null,
    publicQuestions: null,
    minuteNumbers: null,
    forwardPlanInPack: false,
    agendaSignOff: null,
  }
  const quorum = (
    fraction: { numerator: number; denominator: number },
    citation: string,
    minimum?: number,
  ): QuorumTerms => {
    const terms = {
      fraction,
      ...(minimum === undefined ? {} : { minimum }),
      limbs: [],
      deputies: 'where the seat allows' as const,
      remoteCounts: regime === '1960 Act',
      citation,
    }
    return { ...terms, rule: quorumInWords(terms) }
  }
  const councilVoting = {
    usual: 'vote',
    majority: 'of members present',
    castingVote: true,
    citation: `${LGA_1972}, Schedule 12, paragraph 39`,
  } as const
  switch (regime) {
    case '1960 Act':
      return {
        ...common,
        quorum: quorum({ numerator: 1, denominator: 2 }, byDefault),
        notice: { days: 3, counter: 'clear day', citation: ACT_1960 },
        papers: null,
        voting: {
          usual: 'consensus',
          majority: 'of members present',
          castingVote: false,
          citation: byDefault,
        },
      }
    case 'parish council':
      return {
        ...common,
        quorum: quorum(
          { numerator: 1, denominator: 3 },
          `${LGA_1972}, Schedule 12, paragraph 12`,
          3,
        ),
        notice: {
          days: 3,
          counter: 'clear day',
          citation: `${LGA_1972}, Schedule 12, paragraph 10`,
        },
        papers: null,
        voting: councilVoting,
      }
    case 'principal council':
      return {
        ...common,
        quorum: quorum({ numerator: 1, denominator: 4 }, `${LGA_1972}, Schedule 12, paragraph 6`),
        notice: {
          days: 5,
          counter: 'clear day',
          citation: `${LGA_1972}, section 100A, and SI 2002/715`,
        },
        papers: {
          days: 5,
          counter: 'clear day',
          citation: `${LGA_1972}, section 100B, and SI 2002/715`,
        },
        voting: councilVoting,
      }
  }
}

const PARTS: Readonly<Record<number, string>> = { 2: 'half', 3: 'third', 4: 'quarter', 5: 'fifth' }

const fractionInWords = ({
  numerator,
  denominator,
}: {
  readonly numerator: number
  readonly denominator: number
}) => {
  const part = PARTS[denominator]
  return part ? countOf(numerator, part) : `${numerator}/${denominator}`
}

const limbInWords = (limb: QuorumLimb) =>
  'members' in limb
    ? `${countOf(limb.members, `${limb.class} member`)}`
    : `${countOf(limb.membersEach, `${limb.class} member`)} from each of ${inWords(limb.organisations)} organisations`

/**
 * A quorum in one plain sentence: 'At least one third of the members, among them
 * one ICB member, one NHS trust member and one local authority member from each of
 * two organisations.'
 */
export function quorumInWords(terms: Omit<QuorumTerms, 'rule' | 'citation'>): string {
  const { fraction, minimum = 0, atLeast = 0, limbs } = terms
  const number = fraction
    ? [
        `at least ${fractionInWords(fraction)} of the members`,
        ...(Math.max(minimum, atLeast) > 0
          ? [`never fewer than ${inWords(Math.max(minimum, atLeast))}`]
          : []),
      ].join(', and ')
    : `at least ${countOf(Math.max(1, minimum, atLeast), 'member')}`
  const among = limbs.length === 0 ? '' : `, among them ${listed(limbs.map(limbInWords))}`
  return `${opening(number)}${among}.`
}

/** 'Five clear days', 'One working day': so many days as a body counts them. */
export const daysInWords = ({
  days,
  counter,
}: {
  readonly days: number
  readonly counter: DayCounter
}): string => opening(countOf(days, counter === 'clear day' ? 'clear day' : 'working day'))

type Range = { readonly from: number; readonly to: number }

/**
 * What does not make sense in terms of reference: a fraction above one, a deadline
 * of nought days, a rule that cites nothing. Each sentence names the field of the
 * form that holds it.
 */
export function reasonsAgainstTerms(terms: Terms): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (field: string, message: string) =>
    refusals.push({ code: 'terms-unsound', field, message })
  const within = (value: number, { from, to }: Range, field: string, called: string) => {
    if (!Number.isInteger(value) || value < from || value > to)
      refuse(field, `${called} must be a whole number from ${from} to ${to}.`)
  }
  const cited = (part: { readonly citation: string } | null, field: string, called: string) => {
    if (part && part.citation.trim() === '') refuse(field, `Say where ${called} is written.`)
  }

  reasonsAgainstQuorum(terms.quorum, within, refuse)
  cited(terms.quorum, 'quorumCitation', 'the quorum')

  within(terms.notice.days, { from: 1, to: 60 }, 'noticeDays', 'The days of notice')
  cited(terms.notice, 'noticeCitation', 'the rule on notice')
  if (terms.papers)
    within(terms.papers.days, { from: 1, to: 60 }, 'papersDays', 'The days for papers')
  cited(terms.papers, 'papersCitation', 'the rule on papers')
  if (terms.draftMinutes)
    within(
      terms.draftMinutes.workingDays,
      { from: 1, to: 90 },
      'minutesDays',
      'The working days for draft minutes',
    )
  cited(terms.draftMinutes, 'minutesCitation', 'the rule on draft minutes')
  if (terms.attendanceExpected)
    within(
      terms.attendanceExpected.percent,
      { from: 1, to: 100 },
      'attendancePercent',
      'The attendance expected, in per cent,',
    )
  cited(terms.attendanceExpected, 'attendanceCitation', 'the expectation of attendance')
  if (terms.meetingsAYear)
    within(
      terms.meetingsAYear.atLeast,
      { from: 1, to: 52 },
      'meetingsAtLeast',
      'The meetings a year',
    )
  cited(terms.meetingsAYear, 'meetingsCitation', 'the number of meetings')
  if (terms.chair) {
    within(
      terms.chair.termYears,
      { from: 1, to: 10 },
      'chairYears',
      'The years of the chair’s term',
    )
    within(
      terms.chair.warnDays,
      { from: 0, to: 366 },
      'chairWarnDays',
      'The days of warning before the chair’s term ends',
    )
  }
  cited(terms.chair, 'chairCitation', 'the chair’s term')
  cited(terms.annualSelfAssessment ?? null, 'selfAssessmentCitation', 'the self-assessment')
  cited(terms.voting, 'votingCitation', 'the rule on voting')
  if (terms.publicQuestions)
    within(
      terms.publicQuestions.workingDaysBefore,
      { from: 0, to: 30 },
      'questionsDays',
      'The working days for public questions',
    )
  cited(terms.publicQuestions, 'questionsCitation', 'the rule on public questions')
  cited(terms.agendaSignOff, 'signOffCitation', 'the rule on signing agendas off')
  if (terms.callIn) {
    within(
      terms.callIn.workingDays,
      { from: 1, to: 30 },
      'callInDays',
      'The working days for a call-in',
    )
    within(terms.callIn.members, { from: 1, to: 50 }, 'callInMembers', 'The members for a call-in')
  }
  cited(terms.callIn ?? null, 'callInCitation', 'the rule on calling in')
  if (terms.recordings?.months != null)
    within(
      terms.recordings.months,
      { from: 1, to: 240 },
      'recordingMonths',
      'The months for which a recording is kept',
    )
  cited(terms.recordings ?? null, 'recordingCitation', 'the rule on recordings')
  if (terms.minuteNumbers) {
    if (!/^[A-Z0-9]{1,6}$/.test(terms.minuteNumbers.suffix))
      refuse('minuteSuffix', 'The suffix must be one to six capital letters or digits, such as HS.')
    within(
      terms.minuteNumbers.digits,
      { from: 1, to: 4 },
      'minuteDigits',
      'The digits of a minute number',
    )
  }
  return refusals
}

function reasonsAgainstQuorum(
  quorum: QuorumTerms,
  within: (value: number, range: Range, field: string, called: string) => void,
  refuse: (field: string, message: string) => void,
) {
  const { fraction, minimum, atLeast } = quorum
  if (fraction) {
    within(fraction.denominator, { from: 2, to: 100 }, 'quorumDenominator', 'The lower figure')
    within(fraction.numerator, { from: 1, to: 100 }, 'quorumNumerator', 'The upper figure')
    if (fraction.numerator > fraction.denominator)
      refuse('quorumNumerator', 'A quorum cannot be more than all of the members.')
  } else if (atLeast === undefined)
    refuse('quorumNumerator', 'Give the quorum as a share of the members or as a number.')
  if (minimum !== undefined) within(minimum, { from: 1, to: 200 }, 'quorumMinimum', 'The floor')
  if (atLeast !== undefined) within(atLeast, { from: 1, to: 200 }, 'quorumAtLeast', 'The number')
  if (quorum.rule.trim() === '') refuse('quorumRule', 'Say the quorum in plain words.')
  const seen = new Set<string>()
  quorum.limbs.forEach((limb, at) => {
    const place = at + 1
    if (limb.class.trim() === '') refuse(`limbClass${place}`, 'Enter the class of seat.')
    if (seen.has(limb.class)) refuse(`limbClass${place}`, `${limb.class} stands twice.`)
    seen.add(limb.class)
    if ('members' in limb) {
      within(limb.members, { from: 1, to: 50 }, `limbCount${place}`, 'The members of this class')
      return
    }
    within(limb.organisations, { from: 1, to: 50 }, `limbCount${place}`, 'The organisations')
    within(limb.membersEach, { from: 1, to: 50 }, `limbEach${place}`, 'The members from each')
  })
}
