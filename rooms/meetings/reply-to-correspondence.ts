import { randomUUID } from 'node:crypto'
import { londonNow } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import { type Acting, type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import { type Reply, reasonsNotToReply, replies } from './correspondence.rules.ts'
import { insertReply, lockCorrespondence } from './outside.records.ts'
import { findCorrespondence, readBySecret, readCorrespondence } from './read-correspondence.ts'

type Said = { readonly reply: Reply; readonly words?: string | undefined }
type Given = Said & { readonly correspondence: string; readonly person: string }

/**
 * Replies by the link in a letter, signed in or not: whoever has the link replies for the member
 * to whom it was sent. Every reply is kept; the last one stands.
 *
 * Refuses a reply after closing, one that is none of the four, and one from a member kept out of
 * it by an interest.
 */
export const replyByLink = verb<Said & { readonly secret: string }, string>({
  name: 'meetings.reply-by-link',
  permission: 'reply to a letter',
  scope: () => null,
  act: async (tx, { secret, ...said }, acting) =>
    take(tx, acting, { ...said, ...(await readBySecret(tx, secret)) }, 'by the link'),
})

/** Replies as the member who is signed in. Refuses what `replyByLink` refuses, and who was not asked. */
export const replyAsMember = verb<Said & { readonly correspondence: string }, string>({
  name: 'meetings.reply-as-member',
  permission: 'take part',
  scope: async (tx, { correspondence }) => (await findCorrespondence(tx, correspondence)).body_id,
  act: (tx, input, acting) =>
    take(tx, acting, { ...input, person: acting.person ?? '' }, 'signed in'),
})

/** Records a reply that a member gave to the clerk, such as by telephone. Refuses what `replyByLink` refuses. */
export const recordReply = verb<Given, string>({
  name: 'meetings.record-reply',
  permission: 'record decisions',
  scope: async (tx, { correspondence }) => (await findCorrespondence(tx, correspondence)).body_id,
  act: (tx, input, acting) => take(tx, acting, input, 'told to the clerk'),
})

async function take(
  tx: Tx,
  acting: Acting,
  given: Given,
  manner: 'by the link' | 'signed in' | 'told to the clerk',
): Promise<Outcome<Recorded<string>>> {
  await lockCorrespondence(tx, given.correspondence)
  const { correspondence, members } = await readCorrespondence(tx, given.correspondence)
  const member = members.find(({ person }) => person === given.person)
  if (!member)
    return refused({
      code: 'not-asked',
      field: 'person',
      message: 'Only members who were asked can reply.',
    })
  const refusals = reasonsNotToReply(correspondence, member, londonNow(acting.now))
  if (!replies.includes(given.reply))
    refusals.push({ code: 'reply-missing', field: 'reply', message: 'Choose your reply.' })
  if (refusals.length > 0) return refused(...refusals)
  const row = {
    id: randomUUID(),
    correspondence_id: correspondence.id,
    person_id: member.person,
    position: member.replies.length + 1,
    reply: given.reply,
    words: given.words?.trim() ?? '',
    given_on: acting.today,
    given_at: acting.now,
    manner,
  }
  await insertReply(tx, row)
  return recorded({
    value: row.id,
    subject: { kind: 'decision', id: correspondence.id },
    before: member.replies.at(-1) ?? null,
    after: row,
  })
}
