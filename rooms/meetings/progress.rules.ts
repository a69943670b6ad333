import { type Day, formatDay } from '../../platform/day.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { judgeAwaited, judgeSubmission } from './deadline.rules.ts'
import {
  type DeadlineFacts,
  deadlinesOf,
  type MeetingDeadline,
  type Regime,
} from './meeting-deadlines.rules.ts'
import type { MeetingKind } from './meetings.tables.ts'
import { reviewNotice } from './notice.rules.ts'
import { isOff, owesMinutes, type Turn } from './standing.rules.ts'

/** How something stands: in a few words, and whether it is well. */
export type Standing = {
  readonly state: 'done' | 'late' | 'missed' | 'due' | 'waiting'
  readonly words: string
}

type Notice = {
  readonly kind: 'public notice' | 'summons'
  readonly givenOn: Day
  readonly forDay: Day
  /** False where the hour or place changed since; left out, it stands. */
  readonly stands?: boolean
}

/** What a meeting's progress is judged by; see `readProgress`. */
export type ProgressFacts = {
  readonly today: Day
  readonly kind: MeetingKind
  /** What became of it, where it was not simply held. */
  readonly became?: Turn | null
  readonly deadlines: DeadlineFacts
  readonly notices: readonly Notice[]
  readonly items: number
  readonly papers: readonly { readonly submittedOn: Day | null; readonly toFollow: boolean }[]
  readonly draftedOn: Day | null
}

/** What kinds of notice a meeting needs: councils both notify and summon (R-MEET-4). */
export function noticesNeeded(kind: MeetingKind, regime: Regime): readonly Notice['kind'][] {
  // R-TOR-14: a workshop is not public.
  if (kind === 'workshop') return ['summons']
  return regime === '1960 Act' ? ['public notice'] : ['public notice', 'summons']
}

const announces = (given: Notice, day: Day) => given.forDay === day && given.stands !== false

/** The kinds of notice still to be given for the day, hour and place at which the meeting is now held. */
export const noticesMissing = ({
  kind,
  deadlines,
  notices,
}: Pick<ProgressFacts, 'kind' | 'deadlines' | 'notices'>) =>
  noticesNeeded(kind, deadlines.regime).filter(
    needed => !notices.some(given => given.kind === needed && announces(given, deadlines.day)),
  )

const awaited = (due: Day, latest: Day, today: Day): Standing => {
  const { state, words } = judgeAwaited(due, latest, today)
  if (state === 'not yet due') return { state: due === today ? 'due' : 'waiting', words }
  return state === 'missed'
    ? { state: 'missed', words: `Overdue since ${formatDay(due)}` }
    : { state: 'due', words: `Due ${formatDay(due)}, a breach after ${formatDay(latest)}` }
}

const came = (due: Day, latest: Day, on: Day): Standing => {
  const { state } = judgeSubmission(due, latest, on)
  return {
    state: state === 'on time' ? 'done' : state,
    words: state === 'on time' ? `Done ${formatDay(on)}` : `Late: ${formatDay(on)}`,
  }
}

function noticeStanding(facts: ProgressFacts, { due, latest }: MeetingDeadline): Standing {
  const missing = noticesMissing(facts)
  if (missing.length > 0) {
    // Once the meeting is over, what was not given was not given.
    if (facts.today > facts.deadlines.day) return { state: 'missed', words: 'Not recorded' }
    return awaited(due, latest, facts.today)
  }
  const last = noticesNeeded(facts.kind, facts.deadlines.regime)
    .flatMap(
      kind =>
        facts.notices.find(given => given.kind === kind && announces(given, facts.deadlines.day)) ??
        [],
    )
    .toSorted((one, other) => (one.givenOn < other.givenOn ? -1 : 1))
    .at(-1)
  if (!last) return { state: 'waiting', words: 'Not given' }
  const review = reviewNotice(last, { ...facts.deadlines, mode: 'in person' })
  return { state: review.sufficient ? 'done' : 'missed', words: review.words }
}

function papersStanding(facts: ProgressFacts, { due, latest }: MeetingDeadline): Standing {
  const days = facts.papers.flatMap(({ submittedOn }) => submittedOn ?? [])
  const toFollow = facts.papers.filter(paper => paper.toFollow).length
  const isOver = facts.today > facts.deadlines.day
  if (toFollow > 0 && !isOver) {
    const { state } = awaited(due, latest, facts.today)
    return { state, words: opening(`${countOf(toFollow, 'paper')} to follow`) }
  }
  const last = days.toSorted().at(-1)
  if (last === undefined)
    return isOver ? { state: 'waiting', words: 'No papers' } : awaited(due, latest, facts.today)
  const late = days.filter(on => on > due).length
  if (late > 0)
    return {
      state: came(due, latest, last).state,
      words: opening(`${countOf(late, 'paper')} late`),
    }
  return { state: 'done', words: opening(`${countOf(days.length, 'paper')} in`) }
}

function minutesStanding(facts: ProgressFacts, { due, latest }: MeetingDeadline): Standing {
  if (facts.draftedOn !== null) return came(due, latest, facts.draftedOn)
  if (facts.today < facts.deadlines.day) return { state: 'waiting', words: `Due ${formatDay(due)}` }
  return awaited(due, latest, facts.today)
}

export type StandingDeadline = MeetingDeadline & { readonly standing: Standing }

/** Everything due for a meeting, in order of day, with how each stands today. */
export const standingsOf = (facts: ProgressFacts): StandingDeadline[] => {
  const turned = { became: facts.became ?? null }
  return (
    deadlinesOf(facts.deadlines)
      .filter(({ key }) => facts.kind !== 'workshop' || key === 'notice' || key === 'papers')
      // What is postponed, moved or cancelled owes nothing more; minutes cover both sittings of one adjourned.
      .filter(({ key }) => !isOff(turned) && (key !== 'minutes' || owesMinutes(turned)))
      .map(deadline => {
        if (deadline.key === 'notice')
          return { ...deadline, standing: noticeStanding(facts, deadline) }
        if (deadline.key === 'papers')
          return { ...deadline, standing: papersStanding(facts, deadline) }
        if (deadline.key === 'minutes')
          return { ...deadline, standing: minutesStanding(facts, deadline) }
        const isOpen = facts.today <= deadline.due
        const words = `${isOpen ? 'Open until' : 'Closed'} ${formatDay(deadline.due)}`
        return { ...deadline, standing: { state: isOpen ? 'waiting' : 'done', words } }
      })
  )
}
