import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import type { Subject } from '../../platform/record/journal.ts'
import {
  deleteGrantsFrom,
  endGrantsFrom,
  endGrantsInScope,
  findPersonRow,
  insertGrant,
  moveGrantsOfScope,
} from './people.records.ts'
import type { Role } from './permissions.rules.ts'

export type GrantByAppointment = {
  readonly person: string
  readonly role: Role
  /** The body in which it holds. */
  readonly scope: string
  readonly from: Day
  /** The appointment or office that gives it, and will end it. */
  readonly source: Subject
}

/**
 * Gives the grant that comes with an appointment or office. No verb of its own:
 * the appointment's permission suffices, and its journal line tells of it. Ask
 * `reasonsAgainstAppointing` first.
 */
export async function giveGrantOf(tx: Tx, grant: GrantByAppointment): Promise<string> {
  const id = randomUUID()
  await insertGrant(tx, {
    id,
    person_id: grant.person,
    role: grant.role,
    scope: grant.scope,
    from_day: grant.from,
    until_day: null,
    source_kind: grant.source.kind,
    source_id: grant.source.id,
  })
  return id
}

/** Why nobody can be appointed under this id: a person since removed. @throws NotFound */
export async function reasonsAgainstAppointing(tx: Tx, person: string): Promise<Refusal[]> {
  const row = await findPersonRow(tx, person)
  if (!row || row.merged_into !== null) throw new NotFound('There is no such person in the record.')
  if (row.removed_on === null) return []
  return [
    {
      code: 'person-removed',
      field: 'person',
      message: `This person was removed from the lists on ${formatDay(row.removed_on)}.`,
    },
  ]
}

/** Ends what an appointment or office gave, after its last day, within that one's own act. */
export const endGrantsOf = (tx: Tx, source: Subject, lastDay: Day) =>
  endGrantsFrom(tx, source, lastDay)

/** Ends everything that is granted within a scope, after its last day: the body is no more. */
export const endGrantsWithin = (tx: Tx, scope: string, lastDay: Day) =>
  endGrantsInScope(tx, scope, lastDay)

/** Takes out what an appointment or office gave, as that is itself taken out: it was another's twice. */
export const dropGrantsOf = (tx: Tx, source: Subject) => deleteGrantsFrom(tx, source)

/** Grants within one scope hold within another that it turns out to be. */
export const moveGrantsWithin = (tx: Tx, from: string, to: string) =>
  moveGrantsOfScope(tx, from, to)
