import type { Visit } from '../../platform/http/page.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { byUrgency, isTheirs, type StandingDuty } from './duty.rules.ts'
import { type DutySource, daysAround, listDuties } from './duty-source.ts'

/** The bodies in whose workspace somebody may look. */
export async function bodiesSeen({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('see the workspace') ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

export type DutiesSeen = {
  readonly bodies: readonly Body[]
  readonly duties: readonly StandingDuty[]
}

/** Every duty of the bodies that somebody may see, around today, the most pressing first. */
export async function readDutiesSeen(
  sources: readonly DutySource[],
  visit: Visit,
): Promise<DutiesSeen> {
  const { db, today } = visit
  const bodies = await bodiesSeen(visit)
  const duties = await listDuties(sources, { db, bodies, today, ...daysAround(today) })
  return { bodies, duties: byUrgency(duties) }
}

/** Of those, the visitor's own: named as theirs, or of an office whose work they may do. */
export const ownOf = ({ viewer }: Visit, duties: readonly StandingDuty[]): StandingDuty[] =>
  viewer ? duties.filter(duty => isTheirs(duty, { person: viewer.person, may: viewer.may })) : []
