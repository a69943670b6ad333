import type { CardItem } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import {
  type AnswerOutcome,
  datedInWords,
  type LetterState,
  letterInWords,
  letterStateOn,
  letterStateWords,
} from './correspondence.rules.ts'
import { Paragraphs } from './question.view.tsx'
import type { Letter, LetterFile, LetterPoint } from './read-letter.ts'

const colours: Readonly<Record<LetterState, TagColour>> = {
  'reply overdue': 'red',
  'reply owed': 'amber',
  'reply awaited': 'blue',
  'partly answered': 'amber',
  answered: 'green',
  'no reply needed': 'plain',
}

export function LetterTag({ letter, today }: { letter: Letter; today: Day }) {
  const state = letterStateOn(letter, today)
  return <StatusTag colour={colours[state]}>{letterStateWords[state]}</StatusTag>
}

/** Its date as precisely as it is known. */
export const DatedText = ({ letter }: { letter: Pick<Letter, 'dated_on' | 'dated_precision'> }) =>
  letter.dated_precision === 'day' ? (
    <DayText day={letter.dated_on} form="short" />
  ) : (
    datedInWords(letter)
  )

export const letterCard = (
  letter: Letter,
  { today, body, owner = '', href }: { today: Day; body: string; owner?: string; href: string },
): CardItem => ({
  id: letter.id,
  title: letter.subject,
  href,
  aside: <DatedText letter={letter} />,
  text: letterInWords(letter).replace(/, [^,]*$/, ''),
  facts: [
    <LetterTag key="state" letter={letter} today={today} />,
    ...(body === '' ? [] : [body]),
    ...(letter.points > 0
      ? [`${countOf(letter.answered, 'point')} of ${letter.points} answered`]
      : []),
    ...(letter.replies === 0 && letter.reply_wanted && letter.reply_due !== null
      ? [
          <>
            reply due <DayText day={letter.reply_due} form="short" />
          </>,
        ]
      : []),
    ...(owner === '' ? [] : [`reply owed by ${owner}`]),
  ],
})

const outcomeColours: Readonly<Record<AnswerOutcome, TagColour>> = {
  provided: 'green',
  'agreed in principle': 'green',
  'partly answered': 'amber',
  signposted: 'amber',
  refused: 'red',
  'not answered': 'red',
}

/** Each point with its number, and each with its own answer. */
export function Points({
  points,
  own,
  hrefOf,
}: {
  points: readonly LetterPoint[]
  /** The letter on whose page they stand: an answer in another leads there. */
  own: string
  hrefOf: (letter: string) => string
}) {
  // One reply is named above; several are told apart beside each answer.
  const replies = new Set(points.flatMap(({ answers }) => answers.map(({ letter }) => letter)))
  return (
    <SummaryList
      rows={points.map(point => ({
        key: `${point.number}. ${point.text}`,
        value:
          point.answers.length === 0 ? (
            <StatusTag colour="plain">No answer yet</StatusTag>
          ) : (
            point.answers.map(answer => (
              <div key={answer.letter}>
                <StatusTag colour={outcomeColours[answer.outcome]}>
                  {opening(answer.outcome)}
                </StatusTag>
                {answer.text === '' ? null : <Paragraphs text={answer.text} />}
                {answer.letter === own || replies.size < 2 ? null : (
                  <p>
                    <a href={hrefOf(answer.letter)}>
                      The reply
                      <span className="nhsuk-u-visually-hidden"> to point {point.number}</span>
                    </a>
                  </p>
                )}
              </div>
            ))
          ),
      }))}
    />
  )
}

const typeOf = (mediaType: string) =>
  mediaType === 'application/pdf'
    ? 'PDF'
    : mediaType === 'image/png'
      ? 'PNG'
      : mediaType.includes('sheet')
        ? 'Excel'
        : 'Word'

export const LetterFiles = ({
  files,
  at,
}: {
  files: readonly LetterFile[]
  /** Where the letter's page stands. */
  at: string
}) => (
  <>
    {files.map(file => (
      <DocumentLink
        key={file.id}
        href={`${at}/files/${file.id}`}
        title={file.description || file.name}
        type={typeOf(file.media_type)}
        bytes={file.size}
        {...(file.pages === null ? {} : { pages: file.pages })}
      />
    ))}
  </>
)
