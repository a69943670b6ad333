import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertPublication } from './action.records.ts'

/**
 * Publishes a body's tracker as it stands now: its public actions, and what was
 * reported on them, until something more is recorded. With a pack, with minutes,
 * or on its own.
 */
export const publishTracker = verb<{ readonly body: string }, Date>({
  name: 'actions.publish-tracker',
  permission: 'publish',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    await insertPublication(tx, { body_id: body.id, published_at: acting.now })
    return recorded({
      value: acting.now,
      subject: { kind: 'body', id: body.id },
      after: { published_at: acting.now },
    })
  },
})
