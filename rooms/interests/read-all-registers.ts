import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, readBodies } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import { limitsOn } from './limits.rules.ts'
import { listAllRegisters } from './list-all-registers.ts'
import { listLimits } from './list-limits.ts'
import { asPublicReads, wordsAreOver } from './register-at.rules.ts'
import type { PublicLine } from './register-files.ts'

export type RegisterOfBody = { readonly body: Body; readonly lines: readonly PublicLine[] }

/** One system's registers have some thousands of lines: all are read at once. */
const ALL = { limit: 1_000_000, offset: 0 }

/** The register of every body on a day, by body and person, as the public may read it today. Five queries. */
export async function readAllRegisters(db: Db, on: Day, today: Day): Promise<RegisterOfBody[]> {
  const lines = await listAllRegisters(db, on, ALL)
  const bodies = await readBodies(
    db,
    lines.flatMap(({ body_id }) => body_id ?? []),
  )
  const persons = await readPersons(
    db,
    lines.map(({ person_id }) => person_id),
  )
  const limits = await listLimits(db, [...bodies.keys()])
  const byBody = new Map<string, { body: Body; lines: PublicLine[] }>()
  for (const line of lines) {
    const body = bodies.get(line.body_id ?? '')
    const person = persons.get(line.person_id)
    if (!body || !person) continue
    const months = limitsOn(limits.get(body.id) ?? [], today)['public months']
    const of = byBody.get(body.id) ?? { body: namedOn(body, on), lines: [] }
    of.lines.push({
      person: person.name,
      position: line.position_declared || person.position,
      line: asPublicReads(line, today, months),
      isOver: wordsAreOver(line, today, months),
    })
    byBody.set(body.id, of)
  }
  const byName = (one: string, other: string) => one.localeCompare(other, 'en-GB')
  return [...byBody.values()]
    .map(({ body, lines: of }) => ({
      body,
      lines: of.toSorted((one, other) => byName(one.person, other.person)),
    }))
    .toSorted(
      (one, other) =>
        byName(one.body.name, other.body.name) || byName(one.body.slug, other.body.slug),
    )
}
