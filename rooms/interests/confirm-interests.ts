import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertConfirmation, lockDeclarationsOf } from './interests.records.ts'
import { listDeclarationsOf, listReviews, standingIn } from './list-own-interests.ts'
import { endOf } from './register-at.rules.ts'

/**
 * Confirms that all the person has declared to a body is still right: a return of today, without
 * typing anything again (R-COI-4).
 *
 * Refuses where nothing stands that could be confirmed, and where something was returned to be
 * corrected first.
 */
export const confirmInterests = verb<{ readonly body: string }, number>({
  name: 'interests.confirm-interests',
  permission: 'declare interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const person = acting.person ?? ''
    await lockDeclarationsOf(tx, person, body.id)
    const standing = standingIn(
      await listDeclarationsOf(tx, person),
      body.id,
      acting.today,
      endOf,
    ).filter(({ answer }) => answer === 'yes')
    if (standing.length === 0)
      return refused({
        code: 'nothing-to-confirm',
        message: `You have no interest on the register of the ${body.name}. If there is nothing, declare that: it counts.`,
      })
    const reviews = await listReviews(
      tx,
      standing.map(({ id }) => id),
    )
    if (standing.some(({ id, agreed_at }) => agreed_at === null && reviews.has(id)))
      return refused({
        code: 'returned',
        message: 'One of your declarations was returned to you: correct it first.',
      })
    const row = {
      id: randomUUID(),
      person_id: person,
      body_id: body.id,
      confirmed_on: acting.today,
      interests: standing.length,
      recorded_at: acting.now,
    }
    await insertConfirmation(tx, row)
    return recorded({
      value: standing.length,
      subject: { kind: 'body', id: body.id },
      after: row,
    })
  },
})
