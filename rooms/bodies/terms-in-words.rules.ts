import { type Day, daysBetween, formatDay } from '../../platform/day.rules.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'
import { lastDayOfTerm } from './membership.rules.ts'
import { daysInWords, type Terms } from './terms.rules.ts'

/** One rule of terms of reference as a reader meets it. */
export type RuleInWords = {
  readonly name: string
  readonly says: string
  readonly citation: string
}

const NOT_SAID = 'The terms do not say'
const unsaid = { says: NOT_SAID, citation: '' }

/**
 * Terms of reference in plain words, always the same rules in the same order, so
 * that two versions can stand beside each other.
 */
export function termsInWords(terms: Terms): RuleInWords[] {
  const { quorum, notice, papers, draftMinutes, attendanceExpected, meetingsAYear } = terms
  return [
    { name: 'Quorum', says: quorum.rule, citation: quorum.citation },
    {
      name: 'Deputies',
      says: {
        'where the seat allows': 'Count towards the quorum where the seat allows one',
        'as minuted': 'Count towards the quorum as the minutes have them',
        never: 'Do not count towards the quorum',
      }[quorum.deputies],
      citation: quorum.citation,
    },
    {
      name: 'Taking part remotely',
      says: quorum.remoteCounts ? 'Counts towards the quorum' : 'Does not count towards the quorum',
      citation: quorum.citation,
    },
    {
      name: 'Public notice',
      says: `${daysInWords(notice)} before the meeting`,
      citation: notice.citation,
    },
    {
      name: 'Papers to members',
      ...(papers
        ? { says: `${daysInWords(papers)} before the meeting`, citation: papers.citation }
        : unsaid),
    },
    {
      name: 'Draft minutes',
      ...(draftMinutes
        ? {
            says: `Within ${countOf(draftMinutes.workingDays, 'working day')} of the meeting`,
            citation: draftMinutes.citation,
          }
        : unsaid),
    },
    {
      name: 'Attendance expected',
      ...(attendanceExpected
        ? {
            says: `${attendanceExpected.percent} per cent of the meetings held while in post`,
            citation: attendanceExpected.citation,
          }
        : unsaid),
    },
    {
      name: 'Meetings a year',
      ...(meetingsAYear
        ? {
            says: `At least ${inWords(meetingsAYear.atLeast)} in each financial year`,
            citation: meetingsAYear.citation,
          }
        : unsaid),
    },
    {
      name: 'Where it meets',
      says: terms.rotatesPlaces
        ? 'In person, it goes round the Places in turn'
        : 'No rotation among the Places',
      citation: meetingsAYear?.citation ?? '',
    },
    {
      name: 'Chair’s term',
      ...(terms.chair
        ? {
            says: opening(countOf(terms.chair.termYears, 'year')),
            citation: terms.chair.citation,
          }
        : unsaid),
    },
    {
      name: 'Decisions',
      says: votingInWords(terms.voting),
      citation: terms.voting.citation,
    },
    {
      name: 'Public questions',
      ...(terms.publicQuestions
        ? {
            says:
              terms.publicQuestions.workingDaysBefore === 0
                ? 'May be asked until the meeting'
                : `In by ${countOf(terms.publicQuestions.workingDaysBefore, 'working day')} before the meeting`,
            citation: terms.publicQuestions.citation,
          }
        : unsaid),
    },
    {
      name: 'Minute numbers',
      says: terms.minuteNumbers
        ? `Run on from meeting to meeting: ${'1'.padStart(terms.minuteNumbers.digits, '0')}/${terms.minuteNumbers.suffix}`
        : 'By agenda item',
      citation: '',
    },
    {
      name: 'Forward plan',
      says: terms.forwardPlanInPack ? 'In every pack' : 'Not required in the pack',
      citation: '',
    },
    {
      name: 'Agendas',
      ...(terms.agendaSignOff
        ? {
            says: 'Signed off by the agenda-setting group',
            citation: terms.agendaSignOff.citation,
          }
        : unsaid),
    },
    {
      name: 'Self-assessment',
      ...(terms.annualSelfAssessment
        ? {
            says: 'Each year, reported to the bodies to which it reports',
            citation: terms.annualSelfAssessment.citation,
          }
        : unsaid),
    },
  ]
}

function votingInWords({ usual, majority, castingVote }: Terms['voting']): string {
  const first = usual === 'consensus' ? 'By consensus; if voted on, by' : 'By'
  const casting = castingVote ? 'the chair has a casting vote' : 'nobody has a casting vote'
  return `${first} a simple majority ${majority}; ${casting}`
}

export type TermOfOffice = {
  readonly endsOn: Day
  readonly state: 'running' | 'ending soon' | 'run out'
  /** A sentence for the page. */
  readonly words: string
}

/**
 * How somebody's term of office stands on a day (R-TOR-12): as appointed, else as
 * long as the terms of reference give a chair; undefined where neither says. It
 * ends soon within the days of warning that the terms ask for, ninety by default.
 */
export function termOfOffice(
  holder: { readonly office: string; readonly from_day: Day; readonly term_ends_on: Day | null },
  terms: Terms | undefined,
  today: Day,
): TermOfOffice | undefined {
  const years = holder.office === 'secretary' ? undefined : terms?.chair?.termYears
  const endsOn =
    holder.term_ends_on ?? (years === undefined ? undefined : lastDayOfTerm(holder.from_day, years))
  if (endsOn === undefined) return undefined
  const left = daysBetween(today, endsOn)
  if (left < 0)
    return { endsOn, state: 'run out', words: `The term ran out on ${formatDay(endsOn)}` }
  const state = left <= (terms?.chair?.warnDays ?? 90) ? 'ending soon' : 'running'
  return { endsOn, state, words: `Term to ${formatDay(endsOn)}` }
}
