import { day, readPartialDay } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { listItems } from '../../rooms/meetings/read-agenda.ts'
import type { AnswerOutcome } from '../../rooms/voices/correspondence.rules.ts'
import { publishLetter } from '../../rooms/voices/publish-letter.ts'
import { putLetter } from '../../rooms/voices/put-letter.ts'
import { listPoints } from '../../rooms/voices/read-letter.ts'
import { recordLetter } from '../../rooms/voices/record-letter.ts'
import facts from './facts/correspondence.json' with { type: 'json' }
import { type DatedAct, type Kept, perform } from './timeline.ts'

const clerk = 'town-clerk-leighton-linslade'
const ASKED = day(facts.asked.on)
const ANSWERED = day(facts.answered.on)
/** With the summons to the meeting of 18 December 2020, in whose papers both stand. */
const PUT = day('2020-12-14')

const { correspondent } = facts.asked

/** The item at which the group resolved to write, by its place on that agenda. */
const AIMS = 'task-group/2020-03-05/6'
const RECEIVING = '4'

const asks = async (acting: Acting, { keep, idOf }: Kept) => {
  const { requests, subject, summary } = facts.asked
  const letter = await perform(
    recordLetter(acting, {
      body: idOf('body', 'task-group'),
      direction: 'sent',
      form: 'letter',
      datedOn: expectDone(readPartialDay(ASKED)),
      correspondent,
      subject,
      summary,
      points: requests,
      replyWanted: true,
      replyOwner: idOf('person', clerk),
      audience: 'public',
      resolvedAt: idOf('item', AIMS),
    }),
  )
  keep('letter', 'six-requests', letter.id)
}

const isAnswered = async (acting: Acting, { keep, idOf }: Kept) => {
  const asked = idOf('letter', 'six-requests')
  const points = await listPoints(acting.db, asked)
  const { subject, summary, answers } = facts.answered
  const letter = await perform(
    recordLetter(acting, {
      body: idOf('body', 'task-group'),
      direction: 'received',
      form: 'letter',
      datedOn: expectDone(readPartialDay(ANSWERED)),
      correspondent,
      subject,
      summary,
      audience: 'public',
      inReplyTo: asked,
      answers: answers.map(({ outcome, text }, at) => ({
        point: points[at]?.id ?? '',
        outcome: outcome as AnswerOutcome,
        text,
      })),
    }),
  )
  keep('letter', 'six-answers', letter.id)
}

const isPutAndPublished = async (acting: Acting, { idOf }: Kept) => {
  const meeting = idOf('meeting', 'task-group/2020-12-18')
  const items = await listItems(acting.db, meeting, { private: false })
  const letter = idOf('letter', 'six-answers')
  const item = items.find(({ number }) => number === RECEIVING)
  await perform(putLetter(acting, { letter, meeting, ...(item ? { item: item.id } : {}) }))
  for (const published of [idOf('letter', 'six-requests'), letter])
    await perform(publishLetter(acting, { letter: published }))
}

/** The task group's exchange of 2020 with the clinical commissioning group. */
export const correspondence: readonly DatedAct[] = [
  { on: ASKED, by: clerk, act: asks },
  { on: ANSWERED, by: clerk, act: isAnswered },
  { on: PUT, by: clerk, act: isPutAndPublished },
]
