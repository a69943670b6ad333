import type { Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { done, type Outcome, refused } from '../../platform/outcome.ts'
import { link } from '../../platform/record/links.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { addAgendaItem } from '../meetings/add-agenda-item.ts'
import { readItem } from '../meetings/read-agenda.ts'
import { type Meeting, readMeeting } from '../meetings/read-meeting.ts'
import { isOff } from '../meetings/standing.rules.ts'
import { reasonsNotToHandle } from './question.rules.ts'
import { type Question, readQuestion } from './read-question.ts'
import { holdQuestion, updateQuestion } from './voices.records.ts'

export type QuestionPut = {
  readonly question: string
  /** The meeting to which it goes: its own, where it was asked of one. */
  readonly meeting?: string | undefined
  /** The item of that meeting’s agenda under which it is taken. */
  readonly item?: string | undefined
  /** Or the title of a new item that is put on the agenda for it. */
  readonly itemTitle?: string | undefined
}

/**
 * Puts a question to a meeting of its body, under an item of the agenda or
 * a new one where either is given, and publishes it: everybody sees that it awaits its answer.
 *
 * Refuses one that was answered or declined, one that names no meeting, and a
 * meeting of another body, that is over, or that was put off or cancelled.
 */
export const putQuestion = verb<QuestionPut, Question>({
  name: 'voices.put-question',
  permission: 'handle questions',
  scope: async (tx, { question }) => (await readQuestion(tx, question)).body_id,
  act: async (tx, input, acting) => {
    await holdQuestion(tx, input.question)
    const question = await readQuestion(tx, input.question)
    const refusals = reasonsNotToHandle(question)
    const meetingId = input.meeting ?? question.meeting_id
    const meeting = meetingId === null ? null : await readMeeting(tx, meetingId)
    if (!meeting)
      refusals.push({
        code: 'meeting-missing',
        field: 'meeting',
        message: 'Choose the meeting to which the question is put.',
      })
    else if (meeting.body_id !== question.body_id)
      refusals.push({
        code: 'meeting-of-another-body',
        field: 'meeting',
        message: 'Choose a meeting of the body that was asked.',
      })
    else if (isOff(meeting))
      refusals.push({
        code: 'meeting-off',
        field: 'meeting',
        message: `The meeting of ${formatDay(meeting.day)} was ${meeting.became}: choose another, or answer in writing.`,
      })
    else if (meeting.day < acting.today)
      refusals.push({
        code: 'meeting-over',
        field: 'meeting',
        message: `The meeting of ${formatDay(meeting.day)} is over: choose a later one, or answer in writing.`,
      })
    if (!meeting || refusals.length > 0) return refused(...refusals)
    const item = await itemFor(tx, acting, input, meeting)
    if (!item.ok) return item
    const change = {
      meeting_id: meeting.id,
      item_id: item.value ?? question.item_id,
      reply_due: meeting.day,
      published_at: question.published_at ?? acting.now,
    }
    await updateQuestion(tx, question.id, change)
    const subject = { kind: 'question', id: question.id }
    if (item.value)
      await link(tx, subject, 'raises', { kind: 'agenda-item', id: item.value }, acting.now)
    return recorded({
      value: { ...question, ...change },
      subject,
      before: question,
      after: { ...question, ...change },
    })
  },
})

/** The item under which the question is taken: the one chosen, a new one, or none. */
async function itemFor(
  tx: Tx,
  acting: Acting,
  { item, itemTitle = '' }: QuestionPut,
  meeting: Meeting,
): Promise<Outcome<string | null>> {
  if (item !== undefined) {
    const placed = await readItem(tx, item)
    return placed.meeting.id === meeting.id
      ? done(item)
      : refused({
          code: 'item-of-another-meeting',
          field: 'item',
          message: 'Choose an item of the meeting to which the question is put.',
        })
  }
  if (itemTitle.trim() === '') return done(null)
  const added = await addAgendaItem(acting, {
    meeting: meeting.id,
    title: itemTitle,
    kind: 'questions',
    purposes: [],
    audience: 'public',
  })
  return added.ok ? done(added.value.id) : added
}
