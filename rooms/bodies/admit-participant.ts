import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, knownOrganisations, lockBody, nextPosition } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSpan, reasonsBodyIsNotThere } from './body.rules.ts'
import { readBody } from './read-body.ts'

export type NewParticipant = {
  readonly body: string
  readonly organisation?: string | undefined
  /** Who they are, by office: 'Chief executives of the trusts'. */
  readonly description: string
  /** When they come: 'as relevant to the items'. */
  readonly basis?: string | undefined
  readonly from: Day
  readonly until?: Day | undefined
}

/**
 * Admits a regular participant, who receives papers, may speak at the chair's
 * discretion, and never votes (R-TOR-14); answers with the id. Refuses a body
 * that is not there on the day, a blank description, an organisation that is not
 * in the record, and a last day before the first.
 */
export const admitParticipant = verb<NewParticipant, string>({
  name: 'bodies.admit-participant',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = (await lockBody(tx, input.body)) ?? (await readBody(tx, input.body))
    const refusals = [
      ...reasonsBodyIsNotThere(body, input.from, 'from'),
      ...reasonsAgainstBlank(input.description, 'description', 'Say who takes part, by office.'),
      ...reasonsAgainstSpan(input.from, input.until, 'until'),
    ]
    if (input.organisation && !(await knownOrganisations(tx, [input.organisation])).size)
      refusals.push({
        code: 'organisation-unknown',
        field: 'organisation',
        message: 'Choose an organisation from the list.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const participant = {
      id: randomUUID(),
      body_id: body.id,
      position: await nextPosition(tx, 'bodies.participants', body.id),
      organisation_id: input.organisation ?? null,
      description: input.description.trim(),
      basis: input.basis?.trim() ?? '',
      from_day: input.from,
      until_day: input.until ?? null,
    }
    await insertInto(tx, 'bodies.participants', [participant])
    return recorded({
      value: participant.id,
      subject: { kind: 'body', id: body.id },
      after: participant,
    })
  },
})
