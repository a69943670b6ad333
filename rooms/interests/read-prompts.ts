import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import {
  listOffices,
  type Memberships,
  membershipIn,
  readMemberships,
} from '../bodies/read-memberships.ts'
import { limitsOn } from './limits.rules.ts'
import { listBegins, listDeclaredDays } from './list-declared-days.ts'
import { listLimits } from './list-limits.ts'
import { type Held, type Prompt, promptsOf } from './prompts.rules.ts'

export type PromptOf = {
  readonly body: Body
  readonly person: string
  readonly prompts: readonly Prompt[]
}

type Read = {
  readonly memberships: Memberships
  readonly offices: Awaited<ReturnType<typeof listOffices>>
}

/** Whether councillors sit on it, who declare as such (R-COI-10). */
export const isCouncils = ({ regime }: Pick<Body, 'regime'>): boolean => regime !== '1960 Act'

/**
 * When the members of bodies are to declare, by body and person: whoever sits in them or chairs
 * them, or has made a return. Bodies whose register has not begun here are left out. Three queries,
 * and four more where nobody has read the memberships.
 */
export async function listPrompts(
  db: Db,
  bodies: readonly Body[],
  today: Day,
  read?: Read,
): Promise<PromptOf[]> {
  const ids = bodies.map(({ id }) => id)
  const begins = await listBegins(db, ids)
  const asked = bodies.filter(({ id }) => begins.has(id))
  if (asked.length === 0) return []
  const askedIds = asked.map(({ id }) => id)
  const returns = await listDeclaredDays(db, askedIds)
  const own = await listLimits(db, askedIds)
  const memberships = read?.memberships ?? (await readMemberships(db, askedIds, today))
  const offices = read?.offices ?? (await listOffices(db, askedIds))

  type Facts = { held: Held[]; declared: Day[]; hasReturn: boolean }
  const known = new Map<string, Map<string, Facts>>(askedIds.map(id => [id, new Map()]))
  const factsOf = (body: string, person: string): Facts | undefined => {
    const ofBody = known.get(body)
    const facts = ofBody?.get(person) ?? { held: [], declared: [], hasReturn: false }
    ofBody?.set(person, facts)
    return ofBody && facts
  }
  for (const { body, person, on } of returns) {
    const facts = factsOf(body, person)
    if (!facts) continue
    facts.hasReturn = true
    if (on !== null) facts.declared.push(on)
  }
  for (const id of askedIds)
    for (const { person_id, seat_id, from_day, ended_on } of membershipIn(memberships, id)
      .appointments)
      factsOf(id, person_id)?.held.push({
        what: 'seat',
        which: seat_id,
        from: from_day,
        ended: ended_on,
      })
  // A secretary serves the body and does not decide in it.
  for (const { body_id, person_id, office, from_day, ended_on } of offices)
    if (office !== 'secretary')
      factsOf(body_id, person_id)?.held.push({
        what: 'office',
        which: office,
        from: from_day,
        ended: ended_on,
      })
  return asked.flatMap(body =>
    [...(known.get(body.id) ?? [])].map(([person, facts]) => ({
      body,
      person,
      prompts: promptsOf({
        ...facts,
        declared: facts.declared.toSorted(),
        begins: begins.get(body.id) ?? today,
        limitsOn: on => limitsOn(own.get(body.id) ?? [], on),
        asCouncillor: isCouncils(body),
        today,
      }),
    })),
  )
}
