import type { Tx } from '../../platform/database/database.ts'
import { done, type Outcome, refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { addAgendaItem } from '../meetings/add-agenda-item.ts'
import { readItem } from '../meetings/read-agenda.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { letterInWords, reasonsNotToPut } from './correspondence.rules.ts'
import { holdLetter, updateLetter } from './letter.records.ts'
import { type LetterRow, readLetter } from './read-letter.ts'

export type LetterPut = {
  readonly letter: string
  readonly meeting: string
  /** The item under which it is received; left out, a new one, 'Correspondence', is put on the agenda. */
  readonly item?: string | undefined
}

/**
 * Puts a letter to a meeting of its body, which is to receive it: under an item of the
 * agenda, or a new one called 'Correspondence' that says what is received, and so stands
 * in the pack and the minutes. A private letter goes under a private item, with its reason.
 *
 * Refuses a meeting of another body, before the letter, or over; an item of another
 * meeting; and a private letter under a public item.
 */
export const putLetter = verb<LetterPut, LetterRow>({
  name: 'voices.put-letter',
  permission: 'keep correspondence',
  scope: async (tx, { letter }) => (await readLetter(tx, letter)).body_id,
  act: async (tx, input, acting) => {
    await holdLetter(tx, input.letter)
    const letter = await readLetter(tx, input.letter)
    const meeting = await readMeeting(tx, input.meeting)
    const refusals = reasonsNotToPut(letter, meeting, acting.today)
    if (refusals.length > 0) return refused(...refusals)
    const item = await itemFor(tx, acting, letter, input)
    if (!item.ok) return item
    const change = { meeting_id: meeting.id, item_id: item.value, put_at: acting.now }
    await updateLetter(tx, letter.id, change)
    const subject = { kind: 'letter', id: letter.id }
    await link(tx, subject, 'raises', { kind: 'agenda-item', id: item.value }, acting.now)
    return recorded({
      value: { ...letter, ...change },
      subject,
      before: letter,
      after: { ...letter, ...change },
    })
  },
})

async function itemFor(
  tx: Tx,
  acting: Acting,
  letter: LetterRow,
  { item, meeting }: LetterPut,
): Promise<Outcome<string>> {
  const shut = letter.audience === 'private'
  if (item !== undefined) {
    const placed = await readItem(tx, item)
    if (placed.meeting.id !== meeting)
      return refused({
        code: 'item-of-another-meeting',
        field: 'item',
        message: 'Choose an item of the meeting to which the letter is put.',
      })
    if (shut && placed.item.audience === 'public')
      return refused({
        code: 'private-letter-public-item',
        field: 'item',
        message: 'This letter is private: choose a private item, or let a new one be made.',
      })
    return done(item)
  }
  const added = await addAgendaItem(acting, {
    meeting,
    title: 'Correspondence',
    kind: 'business',
    purposes: ['receive'],
    summary: `To receive: ${letterInWords(letter)}. ${letter.subject}.`,
    audience: shut ? 'private' : 'public',
    ...(shut ? { privateReason: letter.private_reason } : {}),
  })
  return added.ok ? done(added.value.id) : added
}
