import type { ReactElement, ReactNode } from 'react'
import { CardList } from '../../design/card-list.tsx'
import { Empty } from '../../design/empty.tsx'
import { workPage } from '../../platform/http/page.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import type { MeetingOfBody } from '../meetings/read-meeting.ts'
import { listQuestions } from './list-questions.ts'
import { questionCard } from './question.view.tsx'

/** The frame in which one meeting's work stands; app/ gives it, since a room keeps its views to itself. */
type Frame = (properties: { of: MeetingOfBody; title: string; children: ReactNode }) => ReactElement

/** The questions put to one meeting, for who handles them. */
export const meetingQuestionPages = (Frame: Frame) => [
  workPage({
    path: '/work/meetings/:body/:date/questions',
    needs: forMeeting('handle questions'),
    read: async visit => {
      const of = await meetingOf(visit)
      return { of, questions: await listQuestions(visit.db, { meeting: of.meeting.id }) }
    },
    view: ({ of, questions }, { today }) => (
      <Frame of={of} title="Questions">
        {questions.length === 0 ? (
          <Empty>
            Nobody has asked this meeting anything. Questions asked of the body are among{' '}
            <a href="/work/questions">all questions</a>: you can put one to this meeting there.
          </Empty>
        ) : (
          <CardList
            items={questions.map(question =>
              questionCard(question, {
                today,
                body: '',
                href: `/work/questions/${question.id}`,
              }),
            )}
          />
        )}
      </Frame>
    ),
  }),
]
