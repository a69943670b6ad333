import { randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsAgainstLead } from './add-agenda-item.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { listSetters, settersOn } from './read-sign-offs.ts'
import { insertSetter, updateSetter } from './year.records.ts'

export type NewSetter = {
  readonly body: string
  /** 'Chair of the ICB', 'Chair of the Health and Wellbeing Board, Luton, or deputy'. */
  readonly office: string
  /** Who holds it, where the person is in this record. */
  readonly person?: string | undefined
  readonly from: Day
  readonly until?: Day | undefined
  /** Where it is written. */
  readonly source?: string | undefined
}

/**
 * Names somebody who sets a body's agendas, by office, from a day on (R-TOR-13). Answers with
 * the id. Refuses a missing office, an unknown person, an end before the beginning, and an
 * office that is in the group on that day already.
 */
export const nameAgendaSetter = verb<NewSetter, string>({
  name: 'meetings.name-agenda-setter',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await lockBodyOfYear(tx, input.body)
    const office = input.office.trim()
    const refusals: Refusal[] = (await reasonsAgainstLead(tx, input.person)).map(refusal => ({
      ...refusal,
      field: 'person',
    }))
    if (office === '')
      refusals.push({
        code: 'office-missing',
        field: 'office',
        message: 'Enter the office, such as Chair of the ICB.',
      })
    if (input.until !== undefined && input.until < input.from)
      refusals.push({
        code: 'ends-before-it-starts',
        field: 'until',
        message: 'The last day must not be before the first.',
      })
    const same = settersOn(await listSetters(tx, body.id), input.from).find(
      setter => setter.office.toLowerCase() === office.toLowerCase(),
    )
    if (same)
      refusals.push({
        code: 'office-in-group',
        field: 'office',
        message: `${same.office} is in the group since ${formatDay(same.from_day)}.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      body_id: body.id,
      person_id: input.person ?? null,
      office,
      source: input.source?.trim() ?? '',
      from_day: input.from,
      until_day: input.until ?? null,
      recorded_at: acting.now,
    }
    await insertSetter(tx, row)
    return recorded({ value: row.id, subject: { kind: 'body', id: body.id }, after: row })
  },
})

/** Ends somebody's part in the group after a day. Refuses a day before the first, and one ended already. */
export const endAgendaSetter = verb<
  { readonly body: string; readonly setter: string; readonly until: Day },
  null
>({
  name: 'meetings.end-agenda-setter',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    await lockBodyOfYear(tx, input.body)
    const before = (await listSetters(tx, input.body)).find(({ id }) => id === input.setter)
    if (!before) throw new NotFound('Nobody of this group is at this address.')
    if (before.until_day !== null)
      return refused({
        code: 'ended-already',
        field: 'until',
        message: `${before.office} left the group on ${formatDay(before.until_day)}.`,
      })
    if (input.until < before.from_day)
      return refused({
        code: 'ends-before-it-starts',
        field: 'until',
        message: `${before.office} is in the group since ${formatDay(before.from_day)}.`,
      })
    await updateSetter(tx, before.id, { until_day: input.until })
    return recorded({
      value: null,
      subject: { kind: 'body', id: input.body },
      before,
      after: { ...before, until_day: input.until },
    })
  },
})
