import type { CardItem } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Markdown } from '../../design/markdown.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { ANYONE, type QuestionState, questionStateOn } from './question.rules.ts'
import type { Question } from './read-question.ts'

const colours: Readonly<Record<QuestionState, TagColour>> = {
  received: 'blue',
  'awaiting an answer': 'amber',
  overdue: 'red',
  answered: 'green',
  'not put': 'grey',
}

export const questionWords: Readonly<Record<QuestionState, string>> = {
  received: 'Received, not published',
  'awaiting an answer': 'Awaiting an answer',
  overdue: 'Answer overdue',
  answered: 'Answered',
  'not put': 'Not put',
}

export function QuestionTag({ question, today }: { question: Question; today: Day }) {
  const state = questionStateOn(question, today)
  return <StatusTag colour={colours[state]}>{questionWords[state]}</StatusTag>
}

export const shownAs = ({ shown_as }: Pick<Question, 'shown_as'>) => shown_as || ANYONE

/** The first words of a question, as its title in a list. */
export const titleOf = (text: string, most = 160): string => {
  const line = text.replace(/\s+/g, ' ')
  if (line.length <= most) return line
  return `${line.slice(0, line.lastIndexOf(' ', most))}…`
}

export const questionCard = (
  question: Question,
  { today, body, href }: { today: Day; body: string; href: string },
): CardItem => ({
  id: question.id,
  title: titleOf(question.text),
  href,
  aside: <DayText day={question.asked_on} form="short" />,
  facts: [
    <QuestionTag key="state" question={question} today={today} />,
    ...(body === '' ? [] : [body]),
    shownAs(question),
    ...(question.answered_on === null
      ? question.reply_due === null || question.declined_on !== null
        ? []
        : [
            <>
              answer due <DayText day={question.reply_due} form="short" />
            </>,
          ]
      : [
          <>
            answered <DayText day={question.answered_on} form="short" />
          </>,
        ]),
  ],
})

/** What somebody wrote, as paragraphs: their marks are shown as they typed them. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n/)
      .map((part, place) => ({ part, place }))
      .map(({ part, place }) => (
        <p key={place}>{part}</p>
      ))}
  </>
)

/** An answer, written by the body in the marks of Markdown. */
export const Answer = ({ text }: { text: string }) => <Markdown text={text} />
