import { CardList } from '../../design/card-list.tsx'
import { Empty } from '../../design/empty.tsx'
import { workPage } from '../../platform/http/page.ts'
import type { Frame } from '../meetings/meeting-paths.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import { listQuestions } from './list-questions.ts'
import { questionCard } from './question.view.tsx'

/** The questions put to one meeting, for who handles them. */
export const meetingQuestionPages = (MeetingFrame: Frame) => [
  workPage({
    path: '/work/meetings/:body/:date/questions',
    needs: forMeeting('handle questions'),
    read: async visit => {
      const of = await meetingOf(visit)
      return { of, questions: await listQuestions(visit.db, { meeting: of.meeting.id }) }
    },
    view: ({ of, questions }, { today }) => (
      <MeetingFrame of={of} title="Questions">
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
      </MeetingFrame>
    ),
  }),
]
