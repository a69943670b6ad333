import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { Day, PartialDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readOrganisations } from '../bodies/read-organisation.ts'
import { readPersons } from '../people/read-person.ts'
import {
  type AnswerGiven,
  type Direction,
  type LetterAudience,
  type LetterForm,
  PRIVATE_PERSON,
  reasonsAgainstAnswers,
  reasonsAgainstLetter,
} from './correspondence.rules.ts'
import { insertAnswers, insertLetter, insertPoints, upsertWriter } from './letter.records.ts'
import { type LetterRow, listPoints, readLetter } from './read-letter.ts'

/** What is said of a letter, new or corrected. */
export type LetterDetails = {
  readonly form: LetterForm
  readonly datedOn: PartialDay
  /** The organisation or office; of a private person nothing is said here. */
  readonly correspondent: string
  readonly organisation?: string | undefined
  readonly privatePerson?: boolean
  /** Private: the name and address of a private person. */
  readonly writer?: string
  readonly writerAddress?: string
  readonly subject: string
  readonly summary?: string
  readonly replyWanted?: boolean
  /** Who of ours owes the reply. */
  readonly replyOwner?: string | undefined
  readonly replyDue?: Day | undefined
  readonly audience: LetterAudience
  readonly privateReason?: string
}

export type NewLetter = LetterDetails & {
  readonly body: string
  readonly direction: Direction
  /** What it asks for or says, point by point. */
  readonly points?: readonly string[]
  /** The letter to which it replies, and what it answers of its points. */
  readonly inReplyTo?: string | undefined
  readonly answers?: readonly AnswerGiven[]
  /** The agenda item at which it was resolved to write. */
  readonly resolvedAt?: string | undefined
}

/** The columns of a letter that its details fill. */
export const columnsOfLetter = (details: LetterDetails) => ({
  form: details.form,
  dated_on: details.datedOn.day,
  dated_precision: details.datedOn.precision,
  correspondent: details.privatePerson ? PRIVATE_PERSON : details.correspondent.trim(),
  organisation_id: details.privatePerson ? null : (details.organisation ?? null),
  private_person: details.privatePerson ?? false,
  subject: details.subject.trim(),
  summary: details.summary?.trim() ?? '',
  reply_wanted: details.replyWanted ?? false,
  reply_owner_id: details.replyWanted ? (details.replyOwner ?? null) : null,
  reply_due: details.replyWanted ? (details.replyDue ?? null) : null,
  audience: details.audience,
  private_reason: details.audience === 'private' ? (details.privateReason?.trim() ?? '') : '',
})

/** Why these details cannot stand: what the rules say, and somebody or something not in the record. */
export async function reasonsAgainstDetails(
  tx: Tx,
  details: LetterDetails,
  points: readonly string[],
  today: Day,
): Promise<Refusal[]> {
  const refusals = reasonsAgainstLetter(
    {
      correspondent: details.correspondent,
      privatePerson: details.privatePerson ?? false,
      writer: details.writer ?? '',
      datedOn: details.datedOn,
      subject: details.subject,
      audience: details.audience,
      privateReason: details.privateReason ?? '',
      replyWanted: details.replyWanted ?? false,
      replyDue: details.replyDue,
      points,
    },
    today,
  )
  if (details.replyOwner && !(await readPersons(tx, [details.replyOwner])).size)
    refusals.push({
      code: 'person-unknown',
      field: 'replyOwner',
      message: 'Choose who owes the reply from the list.',
    })
  if (
    details.organisation &&
    !(await readOrganisations(tx, [details.organisation], today)).has(details.organisation)
  )
    refusals.push({
      code: 'organisation-unknown',
      field: 'organisation',
      message: 'Choose an organisation from the list.',
    })
  return refusals
}

/**
 * Puts a letter or e-mail to or from a body into its record, with the points in it, each
 * numbered; a reply says what it answers of the other's points, and is tied to it.
 *
 * Refuses what `reasonsAgainstLetter` and `reasonsAgainstAnswers` name, and a reply to a
 * letter of another body, or of the same direction, or dated after it.
 */
export const recordLetter = verb<NewLetter, LetterRow>({
  name: 'voices.record-letter',
  permission: 'keep correspondence',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const points = (input.points ?? []).map(point => point.trim()).filter(point => point !== '')
    const refusals = await reasonsAgainstDetails(tx, input, points, acting.today)
    const answers = input.answers ?? []
    const before = input.inReplyTo === undefined ? null : await readLetter(tx, input.inReplyTo)
    if (before !== null) {
      if (before.body_id !== body.id)
        refusals.push({
          code: 'letter-of-another-body',
          field: 'inReplyTo',
          message: 'A reply answers a letter of the same body.',
        })
      if (before.direction === input.direction)
        refusals.push({
          code: 'reply-goes-the-same-way',
          field: 'direction',
          message: `Both letters are ${before.direction}: a reply goes the other way.`,
        })
      if (input.datedOn.precision === 'day' && input.datedOn.day < before.dated_on)
        refusals.push({
          code: 'reply-before-letter',
          field: 'datedOn',
          message: 'A reply cannot be dated before the letter that it answers.',
        })
      refusals.push(...reasonsAgainstAnswers(answers, await listPoints(tx, before.id)))
    } else if (answers.length > 0) refusals.push(...reasonsAgainstAnswers(answers, []))
    if (refusals.length > 0) return refused(...refusals)
    const letter: LetterRow = {
      id: randomUUID(),
      body_id: body.id,
      direction: input.direction,
      ...columnsOfLetter(input),
      in_reply_to: before?.id ?? null,
      meeting_id: null,
      item_id: null,
      put_at: null,
      published_at: null,
      handed_on_from: null,
      recorded_at: acting.now,
      version: 1,
    }
    await insertLetter(tx, letter)
    if (input.privatePerson)
      await upsertWriter(tx, {
        letter_id: letter.id,
        name: input.writer?.trim() ?? '',
        address: input.writerAddress?.trim() ?? '',
      })
    const pointRows = points.map((text, at) => ({
      id: randomUUID(),
      letter_id: letter.id,
      number: at + 1,
      text,
    }))
    await insertPoints(tx, pointRows)
    const answerRows = answers.map(({ point, outcome, text }) => ({
      id: randomUUID(),
      point_id: point,
      letter_id: letter.id,
      outcome,
      text: text.trim(),
      recorded_at: acting.now,
    }))
    await insertAnswers(tx, answerRows)
    const subject = { kind: 'letter', id: letter.id }
    if (before !== null)
      await link(tx, subject, 'answers', { kind: 'letter', id: before.id }, acting.now)
    if (input.resolvedAt !== undefined)
      await link(tx, { kind: 'agenda-item', id: input.resolvedAt }, 'raises', subject, acting.now)
    // A private person's name and address may have to be forgotten: the journal has neither.
    return recorded({
      value: letter,
      subject,
      after: { ...letter, points: pointRows, answers: answerRows },
    })
  },
})
