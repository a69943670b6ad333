import { type Day, previousDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, isSlugTaken, lockBody, setBodyName } from './bodies.records.ts'
import { reasonsAgainstSlug } from './body.rules.ts'
import { reasonsNotToRename } from './body-name.rules.ts'
import { readBody } from './read-body.ts'

export type NewBodyName = {
  readonly body: string
  readonly name: string
  /** The first day of the new name; the old one ends the day before. */
  readonly from: Day
  /** A new word for its address; the old one goes on leading there. */
  readonly slug?: string | undefined
}

/**
 * Gives a body a new name from a day; what it did before then goes on under the old one.
 * Refuses what `reasonsNotToRename` names, and a word for the address that is malformed
 * or another body's, now or before.
 */
export const renameBody = verb<NewBodyName, string>({
  name: 'bodies.rename-body',
  permission: 'administer bodies',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: id, name, from, slug = '' }, acting) => {
    if (!(await lockBody(tx, id))) throw new NotFound('There is no such body in the record.')
    const body = await readBody(tx, id)
    const moves = slug !== '' && slug !== body.slug
    const refusals = [
      ...reasonsNotToRename(body, { name, from }, acting.today),
      ...(moves ? reasonsAgainstSlug(slug) : []),
    ]
    if (moves && (await isSlugTaken(tx, 'bodies.bodies', slug)))
      refusals.push({
        code: 'slug-taken',
        field: 'slug',
        message: `Another body is or was at “${slug}”.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    await insertInto(tx, 'bodies.former_names', [
      { body_id: id, name: body.name, until_day: previousDay(from) },
    ])
    if (moves) await insertInto(tx, 'bodies.former_slugs', [{ slug: body.slug, body_id: id }])
    const after = { name: name.trim(), slug: moves ? slug : body.slug }
    await setBodyName(tx, id, after)
    return recorded({
      value: id,
      subject: { kind: 'body', id },
      before: { name: body.name, slug: body.slug },
      after: { ...after, from },
    })
  },
})
