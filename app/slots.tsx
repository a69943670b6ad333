import { CardList } from '../design/card-list.tsx'
import { DayText } from '../design/day-text.tsx'
import { Empty } from '../design/empty.tsx'
import { StatusTag } from '../design/status-tag.tsx'
import { formatTime, time } from '../platform/day.rules.ts'
import { countOf, opening } from '../platform/plain-english.rules.ts'
import { countActions } from '../rooms/actions/list-actions.ts'
import type { BodySlots } from '../rooms/bodies/body-slots.ts'
import { listMeetingsOfBody } from '../rooms/meetings/list-meetings-of-body.ts'
import type { MeetingSlots } from '../rooms/meetings/meeting.page.tsx'
import type { MeetingOverviewSlots } from '../rooms/meetings/meeting-overview.page.tsx'
import { nameOfMeeting, publicPathOf } from '../rooms/meetings/meeting-paths.ts'
import { standingOf } from '../rooms/meetings/standing.rules.ts'
import { TurnTag } from '../rooms/meetings/what-became.tsx'
import { packSlot } from '../rooms/publishing/pack-slot.tsx'
import { findPackWithVersions } from '../rooms/publishing/read-pack.ts'
import { listQuestionsOfMeeting } from '../rooms/voices/list-questions-of-meeting.ts'
import { questionCard } from '../rooms/voices/question.view.tsx'

// What pages show of rooms that stand later on the floor plan. Each slot says how many
// queries it adds, because a public page may not have more than eight.

const MEETINGS_ON_A_BODY = 8

/** On a body's page: its meetings, its tracker and its register. Two queries. */
export const bodySlots: BodySlots = {
  meetings: async ({ db, today }, body) => {
    const meetings = await listMeetingsOfBody(db, body.id, MEETINGS_ON_A_BODY)
    return {
      view: (
        <>
          {meetings.length === 0 ? (
            <Empty>No meeting of this body is in the record yet.</Empty>
          ) : (
            <>
              <CardList
                level={3}
                items={meetings.map(meeting => ({
                  id: meeting.id,
                  title: nameOfMeeting({ meeting }),
                  href: publicPathOf({ body, meeting }),
                  aside: <DayText day={meeting.day} form="short" />,
                  facts: [
                    `${formatTime(time(meeting.starts_at.slice(0, 5)))}${meeting.venue ? `, ${meeting.venue}` : ''}`,
                    ...(meeting.became ? [<TurnTag key="became" became={meeting.became} />] : []),
                    ...(meeting.day >= today && meeting.became === null
                      ? [
                          <StatusTag key="coming" colour="blue">
                            To come
                          </StatusTag>,
                        ]
                      : []),
                  ],
                }))}
              />
              <p>
                <a href={`/meetings?body=${body.slug}`}>All its meetings</a>
              </p>
            </>
          )}
        </>
      ),
      json: meetings.map(meeting => ({
        date: meeting.day,
        standing: standingOf(meeting, today),
        page: publicPathOf({ body, meeting }),
      })),
    }
  },
  actions: async ({ db, today }, body) => {
    const { open, closed } = (await countActions(db, { day: today, bodies: [body.id] })).get(
      body.id,
    ) ?? { open: 0, closed: 0 }
    return {
      view: (
        <>
          {open + closed === 0 ? (
            <Empty>No action of this body has been published.</Empty>
          ) : (
            <p>
              {opening(countOf(open, 'action'))} on its tracker {open === 1 ? 'is' : 'are'} open and{' '}
              {countOf(closed, 'action')} {closed === 1 ? 'has' : 'have'} been closed.{' '}
              <a href={`/actions?body=${body.slug}`}>See the tracker</a>.
            </p>
          )}
        </>
      ),
      json: { open, closed },
    }
  },
  interests: async (_visit, body) => ({
    view: (
      <>
        <p>
          What its members have declared stands in its{' '}
          <a href={`/bodies/${body.slug}/interests`}>register of interests</a>.
        </p>
      </>
    ),
    json: { page: `/bodies/${body.slug}/interests` },
  }),
}

/** On a meeting's public page: its papers, and what the public asked. Two queries. */
export const meetingSlots: MeetingSlots = {
  pack: packSlot,
  questions: async ({ db, today }, { body, meeting }) => {
    const questions = await listQuestionsOfMeeting(db, meeting.id)
    return {
      view: (
        <section aria-labelledby="questions">
          <h2 className="nhsuk-heading-l" id="questions">
            Questions from the public
          </h2>
          {questions.length === 0 ? (
            <Empty>
              {meeting.day < today || meeting.became ? (
                'No question to this meeting has been published.'
              ) : (
                <>
                  No question has been published yet.{' '}
                  <a href={`/questions/ask?body=${body.slug}`}>Ask one</a>.
                </>
              )}
            </Empty>
          ) : (
            <CardList
              level={3}
              items={questions.map(question =>
                questionCard(question, { today, body: '', href: `/questions/${question.id}` }),
              )}
            />
          )}
        </section>
      ),
      json: questions.map(({ id, text, shown_as, answered_on }) => ({
        page: `/questions/${id}`,
        text,
        shownAs: shown_as,
        answeredOn: answered_on,
      })),
    }
  },
}

/** On a meeting's page in the workspace: how the pack stands. One query. */
export const overviewSlots: MeetingOverviewSlots = {
  tasks: async ({ db }, of) => {
    const pack = await findPackWithVersions(db, of.meeting.id)
    return [
      {
        title: 'Publish the pack',
        href: `/work/meetings/${of.body.slug}/${of.meeting.slug}/pack`,
        status: pack ? (
          <StatusTag colour="green">Version {pack.pack.version} published</StatusTag>
        ) : (
          <StatusTag colour="grey">Not published</StatusTag>
        ),
      },
    ]
  },
}
