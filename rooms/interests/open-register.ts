import { tablesOf } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import type { InterestsTables } from './interests.tables.ts'
import { listBegins } from './list-declared-days.ts'

/**
 * Begins a body's register of interests in this record: from today its members are asked to declare.
 * Refuses where it has begun, by a return or by hand.
 */
export const openRegister = verb<{ readonly body: string }, null>({
  name: 'interests.open-register',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const begun = (await listBegins(tx, [body.id])).get(body.id)
    if (begun !== undefined)
      return refused({
        code: 'begun-already',
        message: `Members have been asked to declare here since ${formatDay(begun)}.`,
      })
    const row = { body_id: body.id, kept_from: acting.today, recorded_at: acting.now }
    await tablesOf<InterestsTables>(tx).insertInto('interests.registers').values(row).execute()
    return recorded({ value: null, subject: { kind: 'body', id: body.id }, after: row })
  },
})
