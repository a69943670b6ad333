import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { bodies, insertInto, lockBody } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { readBody } from './read-body.ts'
import { readDelegation } from './read-delegations.ts'

export type NewDelegation = {
  readonly body: string
  /** An office, not a person: whoever holds it decides. */
  readonly office: string
  readonly scope: string
  readonly limits?: string | undefined
  /** The greatest sum, in pounds, where there is such a limit. */
  readonly most?: number | undefined
  readonly from: Day
  readonly until?: Day | undefined
  /** Where the body decided so. */
  readonly source: string
}

/**
 * Records that a body lets an office decide something in its name, from a day on and within
 * limits (Openness of Local Government Bodies Regulations 2014; an NHS body's scheme of delegation).
 *
 * Refuses a want of office, scope or source, a last day before the first, and a day on which
 * the body is not there.
 */
export const delegate = verb<NewDelegation, string>({
  name: 'bodies.delegate',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = (await lockBody(tx, input.body)) ?? (await readBody(tx, input.body))
    const refusals = [
      ...reasonsAgainstBlank(input.office, 'office', 'Enter the office that decides.'),
      ...reasonsAgainstBlank(input.scope, 'scope', 'Write what it may decide.'),
      ...reasonsAgainstBlank(input.source, 'source', 'Say where the body decided so.'),
      ...reasonsAgainstSpan(input.from, input.until, 'until'),
      ...reasonsBodyIsNotThere(await readBody(tx, body.id), input.from, 'from'),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      body_id: body.id,
      office: input.office.trim(),
      scope: input.scope.trim(),
      limits: input.limits?.trim() ?? '',
      most: input.most === undefined ? null : String(input.most),
      from_day: input.from,
      until_day: input.until ?? null,
      source: input.source.trim(),
    }
    await insertInto(tx, 'bodies.delegations', [row])
    return recorded({ value: row.id, subject: { kind: 'body', id: body.id }, after: row })
  },
})

/**
 * Ends a delegation with a last day. What was decided under it stands.
 *
 * Refuses a last day before its first.
 */
export const endDelegation = verb<{ readonly delegation: string; readonly until: Day }, string>({
  name: 'bodies.end-delegation',
  permission: 'keep the body',
  scope: async (tx, { delegation }) => (await readDelegation(tx, delegation)).body_id,
  act: async (tx, { delegation, until }) => {
    const before = await readDelegation(tx, delegation)
    const refusals = reasonsAgainstSpan(before.from_day, until, 'until')
    if (refusals.length > 0) return refused(...refusals)
    await bodies(tx)
      .updateTable('bodies.delegations')
      .set({ until_day: until })
      .where('id', '=', delegation)
      .execute()
    return recorded({
      value: delegation,
      subject: { kind: 'body', id: before.body_id },
      before,
      after: { ...before, until_day: until },
    })
  },
})
