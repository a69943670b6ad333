import { randomUUID } from 'node:crypto'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readDeclaration } from './amend-declaration.ts'
import { insertReview, lockDeclarationsOf, updateDeclaration } from './interests.records.ts'
import type { InterestsTables } from './interests.tables.ts'
import { latestVersions, listReviews } from './list-own-interests.ts'
import type { Declaration } from './list-register.ts'

export type Waiting = {
  /** Those that nobody has looked at, oldest first. */
  readonly waits: readonly Declaration[]
  /** Those that went back to the person, with the word that was said. */
  readonly returned: readonly { readonly declaration: Declaration; readonly words: string }[]
}

/** What members have declared to a body, and nobody has agreed yet. Two queries. */
export async function listWaiting(db: Db, body: string): Promise<Waiting> {
  const rows = await tablesOf<InterestsTables>(db)
    .selectFrom('interests.declarations')
    .selectAll()
    .where('body_id', '=', body)
    .where('withdrawn_on', 'is', null)
    .where('self_declared', '=', true)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  const open = latestVersions(rows).filter(({ agreed_at }) => agreed_at === null)
  const reviews = await listReviews(
    db,
    open.map(({ id }) => id),
  )
  return {
    waits: open.filter(({ id }) => !reviews.has(id)),
    returned: open.flatMap(declaration => {
      const [last] = reviews.get(declaration.id) ?? []
      return last ? [{ declaration, words: last.words }] : []
    }),
  }
}

/**
 * Agrees how a declared interest is handled, so that it goes on the register at its next
 * publication; or returns it to the person with a word. Each review is kept, with what was proposed.
 *
 * Refuses one that waits for nobody, that was corrected meanwhile, or is the reviewer's own; to
 * agree without saying the handling; and to return without a word.
 */
export const reviewDeclaration = verb<
  {
    readonly declaration: string
    readonly outcome: 'agreed' | 'returned'
    /** As agreed; the register shows it. */
    readonly handling?: string
    /** To the person; never public. */
    readonly words?: string
  },
  string
>({
  name: 'interests.review-declaration',
  permission: 'keep interests',
  scope: async (tx, { declaration }) => (await readDeclaration(tx, declaration)).body_id,
  act: async (tx, input, acting) => {
    const asked = await readDeclaration(tx, input.declaration)
    await lockDeclarationsOf(tx, asked.person_id, asked.body_id)
    const { waits } = await listWaiting(tx, asked.body_id)
    const found = waits.find(({ id }) => id === asked.id)
    if (!found)
      return refused({
        code: 'waits-no-more',
        message: 'This waits no more: it was looked at, or corrected, meanwhile.',
      })
    if (found.person_id === acting.person)
      return refused({
        code: 'own-declaration',
        message: 'It is your own: somebody else who keeps the register looks at it.',
      })
    const handling = input.handling?.trim() ?? ''
    const words = input.words?.trim() ?? ''
    if (input.outcome === 'agreed' && handling === '')
      return refused({
        code: 'handling-missing',
        field: 'handling',
        message: 'Say how it is handled in meetings, if only: noted, and nothing more is needed.',
      })
    if (input.outcome === 'returned' && words === '')
      return refused({
        code: 'words-missing',
        field: 'words',
        message: 'Say what is to be put right: the person reads it.',
      })
    const review = {
      id: randomUUID(),
      declaration_id: found.id,
      outcome: input.outcome,
      proposed_handling: found.handling,
      handling: input.outcome === 'agreed' ? handling : '',
      words,
      reviewed_on: acting.today,
      reviewed_by: acting.person,
      recorded_at: acting.now,
    }
    await insertReview(tx, review)
    if (input.outcome === 'agreed')
      await updateDeclaration(tx, found.id, { handling, agreed_at: acting.now })
    return recorded({
      value: review.id,
      subject: { kind: 'declaration', id: found.id },
      before: { handling: found.handling },
      after: review,
    })
  },
})
