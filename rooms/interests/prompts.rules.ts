import { addDays, addMonths, type Day, formatDay, minOf } from '../../platform/day.rules.ts'
import { lastDayToDeclare } from './declaration.rules.ts'
import type { Limits } from './limits.rules.ts'

/** Something that somebody holds in a body, or has held. */
export type Held = {
  readonly what: 'seat' | 'office'
  /** Which: the seat, or the name of the office. Whoever is appointed to it again holds it on. */
  readonly which: string
  readonly from: Day
  readonly ended: Day | null
}

/** Why somebody is asked to declare. */
export type PromptWhy = 'appointment' | 'office' | 'in post' | 'renewal' | 'undated'

/** That somebody is to declare by a day, as facts; how it stands follows from the day. */
export type Prompt = {
  readonly why: PromptWhy
  /** What it is counted from: an appointment, or the last return. */
  readonly since: Day
  /** Null where nothing can be counted from. */
  readonly due: Day | null
  /** From when one is reminded. */
  readonly warnFrom: Day | null
  /** The return that kept it. */
  readonly kept: Day | undefined
  /** Whether the person had left before it was due, and made no return: then it is not owed. */
  readonly left: boolean
}

export type PromptFacts = {
  readonly held: readonly Held[]
  /** The days of the dated returns, confirmations among them, earliest first. */
  readonly declared: readonly Day[]
  /** Whether there is any return, dated or not. */
  readonly hasReturn: boolean
  /** From when the record can tell who has declared to this body. */
  readonly begins: Day
  readonly limitsOn: (on: Day) => Limits
  /** Whether it is a council's, whose days begin with the day itself (R-COI-10). */
  readonly asCouncillor: boolean
  readonly today: Day
}

/** A return made on being nominated serves for the appointment that follows so soon. */
const NOMINATED_DAYS = 28

const isHeldOn = ({ from, ended }: Held, on: Day) => from <= on && (ended === null || ended >= on)

/** Appointments that begin something: not those that follow on in the same seat or office. */
const startsOf = (held: readonly Held[]): readonly Held[] =>
  held.filter(
    start =>
      !held.some(
        other =>
          other !== start &&
          other.what === start.what &&
          other.which === start.which &&
          other.from < start.from &&
          other.ended !== null &&
          addDays(other.ended, 1) >= start.from,
      ),
  )

/**
 * When somebody is to declare to a body: on an appointment and on a change of office, within so many
 * days (R-COI-3, R-COI-10); where they were in post when the register began and have made no return;
 * and again before the last return is out of date (R-COI-4). Each return is the start of the next.
 * What was before the register began cannot be told, and is not asked.
 */
export function promptsOf(facts: PromptFacts): Prompt[] {
  const { held, declared, hasReturn, begins, limitsOn, asCouncillor, today } = facts
  const until = (day: Day) => {
    const holding = held.filter(({ from }) => from <= day)
    return holding.some(({ ended }) => ended === null)
      ? null
      : holding.reduce<Day | null>(
          (last, { ended }) => (last === null || (ended ?? last) > last ? ended : last),
          null,
        )
  }
  const onStart = (why: PromptWhy, since: Day): Prompt => {
    const due = lastDayToDeclare(since, limitsOn(since)['days to declare'], asCouncillor)
    const kept = declared.find(on => on >= addDays(since, -NOMINATED_DAYS))
    const ended = until(since)
    return {
      why,
      since,
      due,
      warnFrom: since,
      kept,
      left: kept === undefined && ended !== null && ended < minOf(due, today),
    }
  }
  const prompts: Prompt[] = []
  const known = new Set<Day>()
  // A seat and an office taken up on one day are one occasion, and the seat names it.
  for (const what of ['seat', 'office'] as const)
    for (const start of startsOf(held))
      if (
        start.what === what &&
        start.from >= begins &&
        start.from <= today &&
        !known.has(start.from)
      ) {
        known.add(start.from)
        prompts.push(onStart(what === 'seat' ? 'appointment' : 'office', start.from))
      }
  const before = held.some(each => each.from < begins && isHeldOn(each, begins))
  const [first] = declared
  if (before && (!hasReturn || (first !== undefined && first > begins)) && begins <= today)
    prompts.push(onStart('in post', begins))
  prompts.sort((one, other) => (one.since < other.since ? -1 : 1))
  const inPost = held.some(each => isHeldOn(each, today))
  if (hasReturn && first === undefined)
    prompts.push({
      why: 'undated',
      since: today,
      due: null,
      warnFrom: null,
      kept: undefined,
      left: !inPost,
    })
  const days = [...new Set(declared)]
  days.forEach((since, at) => {
    const kept = days[at + 1]
    const limits = limitsOn(kept ?? today)
    const due = addMonths(since, limits['red months'])
    prompts.push({
      why: 'renewal',
      since,
      due,
      warnFrom: addMonths(since, limits['amber months']),
      kept,
      left: kept === undefined && !inPost,
    })
  })
  return prompts
}

/** Whether somebody must still see to it on a day, and may be reminded. */
export const isOpenPrompt = ({ kept, left }: Prompt): boolean => kept === undefined && !left

/** Whether it presses: it was asked, or its time is near or over. */
export const presses = (prompt: Prompt, today: Day): boolean =>
  isOpenPrompt(prompt) && (prompt.warnFrom === null || prompt.warnFrom <= today)

/** The most pressing of what is open, the soonest due first; what has no day after the others. */
export const byPressing = (prompts: readonly Prompt[]): Prompt[] =>
  [...prompts].sort((one, other) =>
    (one.due ?? '9999-12-31') < (other.due ?? '9999-12-31') ? -1 : 1,
  )

/** Why, in a sentence to the person, without its full stop. */
export function promptInWords({ why, since }: Pick<Prompt, 'why' | 'since'>): string {
  switch (why) {
    case 'appointment':
      return `You were appointed on ${formatDay(since)}`
    case 'office':
      return `You took up another office on ${formatDay(since)}`
    case 'in post':
      return `There is no return of yours on the register, which began on ${formatDay(since)}`
    case 'renewal':
      return `You last declared on ${formatDay(since)}`
    case 'undated':
      return 'None of your returns bears a date'
  }
}

/** A due time at which one letter goes out: when it was asked, a month or a week before, and once it is over. */
export type ReminderStep = 'asked' | 'month' | 'week' | 'overdue'

/**
 * The latest of its due times that has come by a day; undefined where none has. What was missed while
 * no letters could go out is not made up for letter by letter.
 */
export function reminderStep(prompt: Prompt, today: Day): ReminderStep | undefined {
  if (!isOpenPrompt(prompt)) return undefined
  const { due, why, since } = prompt
  if (due === null) return 'asked'
  if (today > due) return 'overdue'
  if (today >= addDays(due, -7)) return 'week'
  if (why === 'renewal') return today >= addDays(due, -28) ? 'month' : undefined
  return today >= since ? 'asked' : undefined
}
