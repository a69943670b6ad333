import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { type Rhythm, reasonsNotToExpect, reasonsNotToRecur } from './forward-plan.rules.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import type { ItemKind } from './meetings.tables.ts'
import { insertRecurring, lockRecurring, updateRecurring } from './year.records.ts'

export type RecurringDetails = {
  readonly title: string
  readonly kind: ItemKind
  readonly lead?: string | undefined
  readonly purposes: readonly string[]
  readonly rhythm: Rhythm
  /** 1 to 12, where it comes back by months. */
  readonly months: readonly number[]
  /** Where it is written that it comes back. */
  readonly source?: string | undefined
  readonly notes?: string | undefined
  readonly from: Day
  readonly until?: Day | undefined
}

const reasonsAgainst = (details: RecurringDetails): Refusal[] => [
  ...reasonsNotToExpect({ ...details, audience: 'public', privateReason: '' }),
  ...reasonsNotToRecur({ ...details, until: details.until ?? null }),
]

const columnsOf = (details: RecurringDetails) => ({
  title: details.title.trim(),
  kind: details.kind,
  lead: details.lead?.trim() ?? '',
  purposes: [...details.purposes],
  rhythm: details.rhythm,
  months:
    details.rhythm === 'months'
      ? [...new Set(details.months)].toSorted((one, other) => one - other)
      : [],
  source: details.source?.trim() ?? '',
  notes: details.notes?.trim() ?? '',
  from_day: details.from,
  until_day: details.until ?? null,
})

/**
 * Says that an item of business comes back: at each meeting, in certain months, or once in each
 * financial year. From then on it stands in the plan by itself. Answers with its id.
 *
 * Refuses a missing title, an unknown kind or purpose, no month where it comes by months, and an
 * end before the beginning.
 */
export const recurInPlan = verb<RecurringDetails & { readonly body: string }, string>({
  name: 'meetings.recur-in-plan',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = await lockBodyOfYear(tx, input.body)
    const refusals = reasonsAgainst(input)
    if (refusals.length > 0) return refused(...refusals)
    const row = { id: randomUUID(), body_id: body.id, ...columnsOf(input), version: 1 }
    await insertRecurring(tx, row)
    return recorded({ value: row.id, subject: { kind: 'body', id: body.id }, after: row })
  },
})

const held = async (tx: Tx, body: string, id: string) => {
  await lockBodyOfYear(tx, body)
  const row = await lockRecurring(tx, id)
  if (row?.body_id !== body) throw new NotFound('This body has no such recurring item.')
  return row
}

export type RecurringChange = RecurringDetails & {
  readonly body: string
  readonly recurring: string
  readonly version: number
}

/**
 * Changes how an item comes back, or ends it after a day. Occurrences of which something was
 * decided already keep what they are. Refuses what saying it refuses, and a stale change.
 */
export const amendRecurring = verb<RecurringChange, string>({
  name: 'meetings.amend-recurring',
  permission: 'set the agenda',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const before = await held(tx, input.body, input.recurring)
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this recurring item'),
      ...reasonsAgainst(input),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const change = { ...columnsOf(input), version: before.version + 1 }
    await updateRecurring(tx, before.id, change)
    return recorded({
      value: before.id,
      subject: { kind: 'body', id: input.body },
      before,
      after: change,
    })
  },
})
