import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertPublication } from './interests.records.ts'

/**
 * Publishes a body's register of interests as it stands now; details that are
 * sensitive stay out of it (R-COI-6, R-COI-12).
 */
export const publishRegister = verb<{ readonly body: string }, Date>({
  name: 'interests.publish-register',
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
