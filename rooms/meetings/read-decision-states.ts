import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { afterWorkingDays, type Calendar } from '../../platform/working-days.rules.ts'
import { listTermsOf, type TermsOfReference, termsInForce } from '../bodies/read-terms.ts'
import { type DecisionState, decisionStateOf } from './decision-state.rules.ts'
import type { RegisteredDecision } from './find-published.ts'
import { needsQuorum } from './formal-business.rules.ts'
import type { PublishedDecision } from './minutes.rules.ts'

/** Whether it is a decision to be undone or called in, and not something noted or lost. */
export const isFormalAndCarried = ({
  verb,
  forBody,
  outcome,
}: Pick<PublishedDecision, 'verb' | 'forBody' | 'outcome'>): boolean =>
  outcome === 'carried' && needsQuorum(verb, forBody === '' ? undefined : forBody)

/** The last day on which a decision can be called in, by the body's terms of its day; null where it cannot. */
export function callInUntil(
  terms: readonly TermsOfReference[],
  decision: { readonly on: Day; readonly publishedOn: Day; readonly formal: boolean },
  calendar: () => Calendar | undefined,
): Day | null {
  const rule = termsInForce(terms, decision.on)?.terms.callIn
  const days = rule && decision.formal ? calendar() : undefined
  if (!rule || !days) return null
  return afterWorkingDays(days, 'England working day', decision.publishedOn, rule.workingDays).day
}

/** Whether any of these terms lets decisions be called in: only then is a calendar needed. */
export const anyCallIn = (terms: Iterable<readonly TermsOfReference[]>): boolean =>
  [...terms].some(all => all.some(({ terms: { callIn } }) => callIn != null))

export type DecisionWithState = RegisteredDecision & { readonly state: DecisionState }

/** How each decision of the register stands today. Two queries at most. */
export async function withStates(
  db: Db,
  decisions: readonly RegisteredDecision[],
  today: Day,
): Promise<DecisionWithState[]> {
  const terms = await listTermsOf(db, [...new Set(decisions.map(({ body_id }) => body_id))])
  const calendar = anyCallIn(terms.values()) ? await readCalendar(db) : undefined
  return decisions.map(decision => ({
    ...decision,
    state: decisionStateOf(
      decision.fate,
      callInUntil(
        terms.get(decision.body_id) ?? [],
        {
          on: decision.decided_on,
          publishedOn: decision.published_on,
          formal: isFormalAndCarried(decision.content),
        },
        () => calendar,
      ),
      today,
    ),
  }))
}
