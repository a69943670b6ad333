import { randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { giveGrantOf, reasonsAgainstAppointing } from '../people/appointment-grants.ts'
import type { Role } from '../people/permissions.rules.ts'
import { insertInto, listOffices, lockBody } from './bodies.records.ts'
import type { Office } from './bodies.tables.ts'
import { reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { readBody } from './read-body.ts'

export type NewOfficeHolder = {
  readonly body: string
  readonly office: Office
  readonly person: string
  readonly from: Day
  /** R-TOR-12: chairs have terms. */
  readonly termEndsOn?: Day | undefined
  readonly source?: string | undefined
}

/** What an office lets its holder do in the body. A deputy chair presides, and approves nothing as chair. */
const roleOf: Readonly<Record<Office, Role>> = {
  chair: 'chair',
  'co-chair': 'chair',
  'deputy chair': 'member',
  secretary: 'clerk',
}

/**
 * Makes a person chair, co-chair, deputy chair or secretary of a body, with what
 * the office lets them do; answers with the office's id.
 *
 * Refuses a dissolved body, a second chair at one time (co-chairs are two), an
 * office that the person holds already, a person since removed, and a term that
 * ends before it begins.
 */
export const appointToOffice = verb<NewOfficeHolder, string>({
  name: 'bodies.appoint-to-office',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, office, person, from, termEndsOn, source = '' }) => {
    const body = (await lockBody(tx, bodyId)) ?? (await readBody(tx, bodyId))
    const refusals = [
      ...(await reasonsAgainstAppointing(tx, person)),
      ...reasonsBodyIsNotThere(body, from, 'from'),
      ...reasonsAgainstSpan(from, termEndsOn, 'termEndsOn'),
    ]
    const held = (await listOffices(tx, bodyId)).filter(
      row => row.office === office && (row.ended_on === null || row.ended_on >= from),
    )
    const inChair = office === 'chair' ? held[0] : undefined
    if (held.some(row => row.person_id === person))
      refusals.push({
        code: 'already-in-office',
        field: 'person',
        message: `This person is ${office} already.`,
      })
    else if (inChair)
      refusals.push({
        code: 'office-held',
        field: 'office',
        message: `The body has a chair from ${formatDay(inChair.from_day)}. End that first, or appoint co-chairs.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const holder = {
      id: randomUUID(),
      body_id: bodyId,
      office,
      person_id: person,
      from_day: from,
      term_ends_on: termEndsOn ?? null,
      ended_on: null,
      source: source.trim(),
    }
    await insertInto(tx, 'bodies.offices', [holder])
    const grant = await giveGrantOf(tx, {
      person,
      role: roleOf[office],
      scope: bodyId,
      from,
      source: { kind: 'office', id: holder.id },
    })
    return recorded({
      value: holder.id,
      subject: { kind: 'body', id: bodyId },
      after: { ...holder, grant: { id: grant, role: roleOf[office] } },
    })
  },
})
