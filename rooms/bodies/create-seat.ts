import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  findTerms,
  insertInto,
  knownOrganisations,
  lockBody,
  nextPosition,
} from './bodies.records.ts'
import { reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { reasonsAgainstSeat } from './membership.rules.ts'
import { readBody } from './read-body.ts'

export type NewSeat = {
  readonly body: string
  /** The constituency that the quorum speaks of: ICB, NHS trust, local authority … */
  readonly class: string
  readonly organisation?: string | undefined
  /** Who sits in it: Chair, Director of Public Health … */
  readonly role: string
  readonly minHolders: number
  readonly maxHolders: number
  readonly voting: boolean
  readonly deputiesAllowed: boolean
  /** From when; left out only for a seat that begins with proposed terms. */
  readonly from?: Day | undefined
  readonly until?: Day | undefined
  readonly note?: string | undefined
  /** The proposed terms with which the seat begins, on the day they come into force. */
  readonly withTerms?: string | undefined
}

/**
 * Creates a seat of a body, after those it has; answers with its id.
 *
 * Refuses a body that is not there on the day, no day and no proposed terms,
 * terms of another body or already in force, a blank class or role, numbers of
 * holders that do not fit, and an organisation that is not in the record.
 */
export const createSeat = verb<NewSeat, string>({
  name: 'bodies.create-seat',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = (await lockBody(tx, input.body)) ?? (await readBody(tx, input.body))
    const refusals: Refusal[] = [
      ...reasonsAgainstSeat(input),
      ...reasonsAgainstSpan(input.from, input.until, 'until'),
    ]
    if (input.withTerms !== undefined) {
      const terms = await findTerms(tx, input.withTerms)
      if (terms?.body_id !== body.id || terms.in_force_from !== null)
        refusals.push({
          code: 'terms-not-proposed',
          field: 'withTerms',
          message: 'Choose proposed terms of this body that are not yet in force.',
        })
    } else if (input.from === undefined)
      refusals.push({
        code: 'missing',
        field: 'from',
        message: 'Enter the day from which the seat stands.',
      })
    else refusals.push(...reasonsBodyIsNotThere(body, input.from, 'from'))
    if (input.organisation && !(await knownOrganisations(tx, [input.organisation])).size)
      refusals.push({
        code: 'organisation-unknown',
        field: 'organisation',
        message: 'Choose an organisation from the list.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const seat = {
      id: randomUUID(),
      body_id: body.id,
      position: await nextPosition(tx, 'bodies.seats', body.id),
      class: input.class.trim(),
      organisation_id: input.organisation ?? null,
      role: input.role.trim(),
      min_holders: input.minHolders,
      max_holders: input.maxHolders,
      voting: input.voting,
      deputies_allowed: input.deputiesAllowed,
      from_day: input.withTerms === undefined ? (input.from ?? null) : null,
      until_day: input.until ?? null,
      note: input.note?.trim() ?? '',
      begins_with: input.withTerms ?? null,
      ends_with: null,
    }
    await insertInto(tx, 'bodies.seats', [seat])
    return recorded({ value: seat.id, subject: { kind: 'body', id: body.id }, after: seat })
  },
})
