import { tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import type { InterestsTables } from './interests.tables.ts'
import { type LimitName, limitOn, limitsOn, reasonsNotToLimit } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'

/**
 * Sets a body's own number from a day on, with where it comes from. Days before it are judged as
 * they were. Refuses a day that is past, a number that makes no sense beside the others, and one
 * without its source.
 */
export const setLimit = verb<
  {
    readonly body: string
    readonly name: LimitName
    readonly value: number
    readonly from: Day
    readonly source: string
  },
  null
>({
  name: 'interests.set-limit',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const own = (await listLimits(tx, [body.id])).get(body.id) ?? []
    const refusals = reasonsNotToLimit(
      input.name,
      input.value,
      limitsOn(own, input.from),
      input.from,
      acting.today,
    )
    const source = input.source.trim()
    if (source === '')
      refusals.push({
        code: 'source-missing',
        field: 'source',
        message: 'Say where the number comes from: a policy, a resolution, guidance.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      body_id: body.id,
      name: input.name,
      from_day: input.from,
      value: input.value,
      source,
    }
    await tablesOf<InterestsTables>(tx)
      .insertInto('interests.limits')
      .values(row)
      .onConflict(conflict =>
        conflict.columns(['body_id', 'name', 'from_day']).doUpdateSet({ value: row.value, source }),
      )
      .execute()
    return recorded({
      value: null,
      subject: { kind: 'body', id: body.id },
      before: { [input.name]: limitOn(input.name, own, input.from).value },
      after: row,
    })
  },
})
