import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, lockBody, lockTermsOf, setTermsSpan } from './bodies.records.ts'
import { reasonsAgainstBlank } from './body.rules.ts'
import { readBody } from './read-body.ts'
import type { TermsOfReference } from './read-terms.ts'
import { reasonsAgainstTerms, type Terms } from './terms.rules.ts'

export type NewTerms = {
  readonly body: string
  readonly title: string
  /** The first day in force; left out while they are only proposed. */
  readonly inForceFrom?: Day | undefined
  readonly proposedOn?: Day | undefined
  readonly terms: Terms
  readonly source: string
}

/**
 * Adopts terms of reference from a day, ending those before on the day before it;
 * or records proposed ones, which hold nowhere until brought into force (R-TOR-6).
 * Answers with their id.
 *
 * Refuses terms that do not make sense (each sentence names its field), neither a
 * day in force nor one of proposal, a day on which other terms began, a body
 * dissolved before the day, and no title or source.
 */
export const adoptTerms = verb<NewTerms, string>({
  name: 'bodies.adopt-terms',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = (await lockBody(tx, input.body)) ?? (await readBody(tx, input.body))
    const all = await lockTermsOf(tx, body.id)
    const { inForceFrom, proposedOn } = input
    const refusals: Refusal[] = [
      ...reasonsAgainstBlank(
        input.title,
        'title',
        'Enter a title, such as “As adopted in July 2022”.',
      ),
      ...reasonsAgainstBlank(input.source, 'source', 'Say where these terms are written.'),
      ...reasonsAgainstTerms(input.terms),
    ]
    if (inForceFrom === undefined && proposedOn === undefined)
      refusals.push({
        code: 'missing',
        field: 'inForceFrom',
        message: 'Enter the day from which the terms hold, or the day on which they were proposed.',
      })
    const day = inForceFrom ?? proposedOn
    if (day !== undefined && body.dissolved_on !== null && body.dissolved_on <= day)
      refusals.push({
        code: 'body-dissolved',
        field: 'inForceFrom',
        message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)}.`,
      })
    if (inForceFrom !== undefined) refusals.push(...reasonsNotToBegin(all, inForceFrom, proposedOn))
    if (refusals.length > 0) return refused(...refusals)
    const until = inForceFrom === undefined ? null : await endTermsBefore(tx, all, inForceFrom)
    const row = {
      id: randomUUID(),
      body_id: body.id,
      title: input.title.trim(),
      in_force_from: inForceFrom ?? null,
      in_force_until: until,
      proposed_on: proposedOn ?? null,
      source: input.source.trim(),
    }
    await insertInto(tx, 'bodies.terms_of_reference', [
      { ...row, terms: JSON.stringify(input.terms) },
    ])
    return recorded({
      value: row.id,
      subject: { kind: 'body', id: body.id },
      after: { ...row, terms: input.terms },
    })
  },
})

/** Why terms cannot begin on a day: others do, or they were not yet proposed. */
export function reasonsNotToBegin(
  all: readonly TermsOfReference[],
  from: Day,
  proposedOn: Day | null | undefined,
  field = 'inForceFrom',
): Refusal[] {
  const same = all.find(terms => terms.in_force_from === from)
  if (same)
    return [
      {
        code: 'terms-begin-that-day',
        field,
        message: `“${same.title}” came into force on ${formatDay(from)} already. A day has one set of terms.`,
      },
    ]
  return proposedOn && from < proposedOn
    ? [
        {
          code: 'in-force-before-proposed',
          field,
          message: `They were proposed on ${formatDay(proposedOn)} and cannot hold before that.`,
        },
      ]
    : []
}

/**
 * Ends the terms that hold on a day, on the day before it, to make way for new
 * ones; answers when those will end in turn, where later terms are known.
 */
export async function endTermsBefore(
  tx: Tx,
  all: readonly TermsOfReference[],
  from: Day,
): Promise<Day | null> {
  for (const terms of all)
    if (terms.in_force_from !== null && terms.in_force_from < from)
      if (terms.in_force_until === null || terms.in_force_until >= from)
        await setTermsSpan(tx, terms.id, { in_force_until: previousDay(from) })
  const next = all
    .flatMap(terms => terms.in_force_from ?? [])
    .filter(start => start > from)
    .toSorted()[0]
  return next === undefined ? null : previousDay(next)
}
