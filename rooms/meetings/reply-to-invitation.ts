import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { NotFound, NotPermitted, type Outcome, refused } from '../../platform/outcome.ts'
import { type Acting, type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import { hashOf } from '../people/secret.ts'
import { type Manner, type ReplyGiven, reasonsAgainstReply } from './invitation.rules.ts'
import { insertReply } from './invitations.records.ts'
import { findInvitation, findInvitationByLink } from './read-invitations.ts'
import { readMeeting } from './read-meeting.ts'
import { type Replying, readReplying } from './read-replying.ts'

const missing = () => new NotFound('There is no such invitation in the record.')

/**
 * Records a reply; the former ones are kept, and the latest counts. Refuses what
 * `reasonsNotToReply` and `reasonsAgainstReply` refuse. Saying the same again changes nothing.
 * The journal has the answer, and not its reason or a deputy's name: they are personal.
 */
async function takeReply(
  tx: Tx,
  replying: Replying,
  given: ReplyGiven,
  manner: Manner,
  acting: Acting,
): Promise<Outcome<Recorded<Replying>>> {
  const { invitation, meeting, body, person, seats } = replying
  const refusals =
    replying.shut.length > 0
      ? replying.shut
      : reasonsAgainstReply(given, {
          mode: meeting.mode,
          mayDeputise: replying.mayDeputise,
          deputies: replying.deputies,
          person: person.id,
          bodyName: body.name,
          named: replying.named.map(({ id }) => id),
        })
  if (refusals.length > 0) return refused(...refusals)
  const isDeputy = given.answer === 'deputy'
  const seat = replying.deputies === 'as minuted' ? seats[0] : seats.find(s => s.deputies_allowed)
  const reply = {
    answer: given.answer,
    seat_id: isDeputy ? (seat?.id ?? null) : null,
    deputy_person_id: isDeputy ? (given.deputy ?? null) : null,
    deputy_words: isDeputy && given.deputy === undefined ? (given.deputyWords?.trim() ?? '') : '',
    reason: given.answer === 'apologies' ? (given.reason?.trim() ?? '') : '',
  }
  const before = replying.replies.at(-1)
  const isNew =
    before === undefined ||
    Object.entries(reply).some(([name, value]) => before[name as keyof typeof reply] !== value)
  if (isNew)
    await insertReply(tx, {
      id: randomUUID(),
      invitation_id: invitation.id,
      ...reply,
      replied_on: acting.today,
      replied_at: acting.now,
      manner,
      recorded_by: acting.person,
    })
  return recorded({
    value: replying,
    subject: { kind: 'meeting', id: meeting.id },
    before: before ? { of: person.id, answer: before.answer } : null,
    after: {
      of: person.id,
      answer: reply.answer,
      deputy: reply.deputy_person_id,
      reason: reply.reason === '' ? 'none' : 'given',
      manner,
    },
  })
}

/**
 * Replies by the secret of a letter. It signs nobody in: whoever holds it may answer in the
 * name of the one person to whom the letter went, and nothing else.
 */
export const replyByLink = verb<ReplyGiven & { readonly key: string }, Replying>({
  name: 'meetings.reply-by-link',
  permission: 'reply to an invitation',
  scope: () => null,
  act: async (tx, { key, ...given }, acting) => {
    const id = await findInvitationByLink(tx, hashOf(key))
    const replying = id && (await readReplying(tx, id, acting.now))
    if (!replying) return refused({ code: 'link-unknown', message: 'This link is not known here.' })
    return takeReply(tx, replying, given, 'link', acting)
  },
})

/** Replies for oneself, signed in. Refuses an invitation of somebody else. */
export const replyToInvitation = verb<ReplyGiven & { readonly invitation: string }, Replying>({
  name: 'meetings.reply-to-invitation',
  permission: 'reply to an invitation',
  scope: () => null,
  act: async (tx, { invitation, ...given }, acting) => {
    const replying = await readReplying(tx, invitation, acting.now)
    if (!replying) throw missing()
    if (replying.person.id !== acting.person)
      throw new NotPermitted('This invitation is somebody else’s.')
    return takeReply(tx, replying, given, 'workspace', acting)
  },
})

/** Records what a person said otherwise, by telephone for instance. */
export const recordReply = verb<ReplyGiven & { readonly invitation: string }, Replying>({
  name: 'meetings.record-reply',
  permission: 'arrange meetings',
  scope: async (tx, { invitation }) => {
    const found = await findInvitation(tx, invitation)
    if (!found) throw missing()
    return (await readMeeting(tx, found.round.meeting_id)).body_id
  },
  act: async (tx, { invitation, ...given }, acting) => {
    const replying = await readReplying(tx, invitation, acting.now)
    if (!replying) throw missing()
    return takeReply(tx, replying, given, 'on behalf', acting)
  },
})
