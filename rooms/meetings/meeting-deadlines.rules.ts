import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Calendar, Counter, ReckonedDay } from '../../platform/working-days.rules.ts'
import type { Terms } from '../bodies/terms.rules.ts'
import {
  draftMinutesDueDay,
  NOTICE_RULES,
  type NoticeRule,
  noticeDueDay,
  papersDueDay,
  questionDeadline,
} from './deadline.rules.ts'

/** Which law gives a body's notice, where its own terms of reference do not. */
export type Regime = '1960 Act' | 'parish council' | 'principal council'

type TermsOfDeadlines = Pick<Terms, 'notice' | 'papers' | 'draftMinutes' | 'publicQuestions'> &
  Partial<Pick<Terms, 'forwardPlanInPack' | 'agendaSignOff'>>

/** What a meeting's deadlines are reckoned from. */
export type DeadlineFacts = {
  readonly day: Day
  /** The day on which the meeting was put into the calendar. */
  readonly convened: Day
  readonly regime: Regime
  /** The body's terms in force on the day of the meeting; null where it has none. */
  readonly terms: TermsOfDeadlines | null
  readonly calendar: Calendar
}

export type DeadlineKey = 'notice' | 'papers' | 'questions' | 'minutes'

/** Something that has to be done for a meeting by a day, with its working. */
export type MeetingDeadline = {
  readonly key: DeadlineKey
  readonly title: string
  readonly due: Day
  /** After this day it is a breach; the same as `due` where one reading is possible. */
  readonly latest: Day
  /** In words, for the reader of the working. */
  readonly rule: string
  readonly citation: string
  readonly reckoned: ReckonedDay
}

const defaultRule = (regime: Regime): NoticeRule =>
  NOTICE_RULES[regime === '1960 Act' ? 'public body' : regime]

/** The notice the body owes: by its own terms, else by the law it meets under (R-MEET-3). */
export function noticeRuleOf({
  regime,
  terms,
}: Pick<DeadlineFacts, 'regime' | 'terms'>): NoticeRule {
  const byLaw = defaultRule(regime)
  return terms
    ? {
        ...byLaw,
        clearDays: terms.notice.days,
        counter: terms.notice.counter,
        citation: terms.notice.citation,
      }
    : byLaw
}

const manyDays = (count: number, counter: Counter) =>
  `${count} ${counter === 'clear day' ? 'clear' : 'working'} ${count === 1 ? 'day' : 'days'}`

// A meeting put into the record after it was held was not convened then.
const convenedFor = ({ convened, day }: DeadlineFacts) => (convened <= day ? convened : undefined)

/** When papers are due and when their lateness is a breach; null where the body sets no day (R-TOR-9). */
export const papersDueFor = ({
  day,
  terms,
  calendar,
}: Pick<DeadlineFacts, 'day' | 'terms' | 'calendar'>) =>
  terms?.papers ? papersDueDay(calendar, day, terms.papers.days, terms.papers.counter) : null

/** Everything due before and after the meeting, in order of day (R-MEET-1, R-TOR-9, R-TOR-10, R-MEET-9). */
export function deadlinesOf(facts: DeadlineFacts): MeetingDeadline[] {
  const { day, terms, calendar } = facts
  const noticeRule = noticeRuleOf(facts)
  const notice = noticeDueDay(calendar, noticeRule, day, convenedFor(facts))
  const deadlines: MeetingDeadline[] = [
    {
      key: 'notice',
      title: 'Notice of the meeting',
      due: notice.day,
      latest: notice.latest,
      rule: `At least ${manyDays(noticeRule.clearDays, noticeRule.counter)} before, leaving out the day of issue and the day of the meeting${noticeRule.atConveningIfShorter ? '; or when the meeting is called, if that is later' : ''}.`,
      citation: noticeRule.citation,
      reckoned: notice,
    },
  ]
  const papers = papersDueFor(facts)
  if (papers && terms?.papers)
    deadlines.push({
      key: 'papers',
      title: 'Papers to members',
      due: papers.due,
      latest: papers.breachAfter,
      rule: `Not less than ${manyDays(terms.papers.days, terms.papers.counter)} before: due by the stricter reading, which leaves out both ends; a breach only after ${formatDay(papers.breachAfter)}, by counting back.`,
      citation: terms.papers.citation,
      reckoned: papers.dueWorking,
    })
  if (terms?.publicQuestions) {
    const { workingDaysBefore, citation } = terms.publicQuestions
    const reckoned = questionDeadline(calendar, day, workingDaysBefore)
    deadlines.push({
      key: 'questions',
      title: 'Questions from the public',
      due: reckoned.day,
      latest: reckoned.day,
      rule: `${manyDays(workingDaysBefore, 'England working day')} before the meeting, by counting back.`,
      citation,
      reckoned,
    })
  }
  if (terms?.draftMinutes) {
    const { workingDays, citation } = terms.draftMinutes
    const reckoned = draftMinutesDueDay(calendar, day, workingDays)
    deadlines.push({
      key: 'minutes',
      title: 'Draft minutes',
      due: reckoned.day,
      latest: reckoned.day,
      rule: `${manyDays(workingDays, 'England working day')} after the meeting; day 1 is the next working day.`,
      citation,
      reckoned,
    })
  }
  return deadlines.sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}

/**
 * Why a meeting should not be put on a day without a second thought: one of its deadlines
 * lies where bank holidays are not yet known (R-CAL-4). Empty where `accepted`: the clerk
 * has read the sentence and will check the deadlines later.
 */
export function reasonsToDoubtDay(
  facts: DeadlineFacts,
  { field, accepted }: { readonly field: string; readonly accepted: boolean },
): Refusal[] {
  if (accepted || facts.day < facts.calendar.knownFrom) return []
  const doubtful = deadlinesOf(facts).filter(({ reckoned }) => reckoned.warnings.length > 0)
  if (doubtful.length === 0 && facts.day <= facts.calendar.knownUntil) return []
  const what = doubtful.map(({ title }) => title.toLowerCase())
  return [
    {
      code: 'bank-holidays-not-known',
      field,
      message: `Bank holidays are known only up to ${formatDay(facts.calendar.knownUntil)}, so the deadlines of a meeting on ${formatDay(facts.day)} cannot be counted safely${what.length > 0 ? ` (${what.join(', ')})` : ''}. Choose an earlier day, or tick that you will check them later.`,
    },
  ]
}
