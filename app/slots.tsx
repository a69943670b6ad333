import { CardList } from '../design/card-list.tsx'
import { DayText } from '../design/day-text.tsx'
import { Empty } from '../design/empty.tsx'
import { StatusTag } from '../design/status-tag.tsx'
import { formatDay, formatTime, time } from '../platform/day.rules.ts'
import type { Visit } from '../platform/http/page.ts'
import { countOf, opening } from '../platform/plain-english.rules.ts'
import { countHandedOn } from '../rooms/actions/hand-on.records.ts'
import { countActions } from '../rooms/actions/list-actions.ts'
import type { BodySlots } from '../rooms/bodies/body-slots.ts'
import type { RegisterSlots } from '../rooms/interests/register.page.tsx'
import { listMeetingsOfBody } from '../rooms/meetings/list-meetings-of-body.ts'
import type { MeetingSlots } from '../rooms/meetings/meeting.page.tsx'
import type { MeetingOverviewSlots } from '../rooms/meetings/meeting-overview.page.tsx'
import { nameOfMeeting, publicPathOf } from '../rooms/meetings/meeting-paths.ts'

import { readMeetingAt } from '../rooms/meetings/read-meeting.ts'
import { listPublishedYears } from '../rooms/meetings/read-published-year.ts'
import type { ReadingSlots } from '../rooms/meetings/reading.page.tsx'
import { standingOf } from '../rooms/meetings/standing.rules.ts'
import { TurnTag } from '../rooms/meetings/what-became.tsx'
import type { PapersOf } from '../rooms/meetings/write-invitation-letter.ts'
import { publicYearPath } from '../rooms/meetings/year-paths.ts'
import { packSlot } from '../rooms/publishing/pack-slot.tsx'
import { findPackWithVersions } from '../rooms/publishing/read-pack.ts'
import { newsSlot } from '../rooms/publishing/versions.page.tsx'
import { letterCard } from '../rooms/voices/letter.view.tsx'
import { listVoicesOfMeeting } from '../rooms/voices/list-voices-of-meeting.ts'
import { questionCard } from '../rooms/voices/question.view.tsx'
import { type Letter, listLetters } from '../rooms/voices/read-letter.ts'

// What pages show of rooms that stand later on the floor plan. Each slot says how many
// queries it adds, because a public page may not have more than eight.

const MEETINGS_ON_A_BODY = 8

/** The latest letters shown on a body's page; the rest stand in the register. */
const LETTERS_ON_A_BODY = 4

const letterLinks = (letters: readonly Letter[]) =>
  letters.map(({ id, subject, dated_on }) => ({
    page: `/correspondence/${id}`,
    subject,
    datedOn: dated_on,
  }))

/**
 * On a body's page: its meetings and dates, its tracker, its register, its letters, and the ways to
 * its other pages. Four queries.
 */
export const bodySlots: BodySlots = {
  meetings: async ({ db, today }, body) => {
    const meetings = await listMeetingsOfBody(db, body.id, MEETINGS_ON_A_BODY)
    const years = [
      ...new Map((await listPublishedYears(db, body.id)).map(row => [row.year, row])).values(),
    ]
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
          <p>
            {years.map(({ year, content }) => (
              <span key={year}>
                <a href={publicYearPath(body, { slug: year })}>Dates of {content.year.name}</a>.{' '}
              </span>
            ))}
            <a href={`/bodies/${body.slug}/forward-plan`}>Its forward plan</a>, as published with
            its latest pack.
          </p>
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
    const handedOn = body.dissolved_on === null ? 0 : await countHandedOn(db, body.id)
    return {
      view: (
        <>
          {handedOn === 0 ? null : (
            <p>
              {opening(countOf(handedOn, 'open action'))} went to the body that took over its work,
              with {handedOn === 1 ? 'its' : 'their'} history.
            </p>
          )}
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
      json: { open, closed, handedOn },
    }
  },
  interests: async (_visit, body) => ({
    view: (
      <>
        <p>
          What its members have declared stands in its{' '}
          <a href={`/bodies/${body.slug}/interests`}>register of interests</a>, and what they were
          offered in that of <a href={`/bodies/${body.slug}/gifts`}>gifts and hospitality</a>.
        </p>
      </>
    ),
    json: { page: `/bodies/${body.slug}/interests` },
  }),
  letters: async ({ db, today }, body) => {
    const letters = await listLetters(db, { today, bodies: [body.id], limit: LETTERS_ON_A_BODY })
    if (letters.length === 0) return undefined
    return {
      view: (
        <>
          <CardList
            level={3}
            items={letters.map(letter =>
              letterCard(letter, { today, body: '', href: `/correspondence/${letter.id}` }),
            )}
          />
          <p>
            <a href={`/correspondence?body=${body.slug}`}>All its published letters</a>
          </p>
        </>
      ),
      json: letterLinks(letters),
    }
  },
  duties: async (_visit, body) => ({
    view: (
      <p>
        Notice, papers, minutes and meetings: what it must do by a day, and{' '}
        <a href={`/bodies/${body.slug}/duties`}>whether it did</a>, year by year. What it reported
        of itself stands among <a href={`/reports?body=${body.slug}`}>its reports</a>.
      </p>
    ),
    json: { page: `/bodies/${body.slug}/duties` },
  }),
  attendance: async (_visit, body) => ({
    view: (
      <p>
        Who came, by person and by seat: <a href={`/bodies/${body.slug}/attendance`}>attendance</a>.
      </p>
    ),
    json: { page: `/bodies/${body.slug}/attendance` },
  }),
}

/** What a meeting was asked and written: read once for both of its slots. */
const voicesRead = new WeakMap<Visit, ReturnType<typeof listVoicesOfMeeting>>()
const voicesOf = (visit: Visit, meetingId: string) => {
  const read = voicesRead.get(visit) ?? listVoicesOfMeeting(visit.db, meetingId)
  voicesRead.set(visit, read)
  return read
}

/** On a meeting's public page: its papers, what the public asked, and letters. Two queries. */
/** What the register of interests asks of the meetings of its body. */
export const registerSlots: RegisterSlots = {
  meetingOn: async ({ db }, body, on) => {
    const { meeting } = await readMeetingAt(db, body.slug, on)
    return `the meeting of ${formatDay(meeting.day)}${meeting.venue ? ` at ${meeting.venue}` : ''}`
  },
}

export const meetingSlots: MeetingSlots = {
  pack: packSlot,
  questions: async (visit, { body, meeting }) => {
    const { today } = visit
    const { questions } = await voicesOf(visit, meeting.id)
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
  letters: async (visit, { meeting }) => {
    const { today } = visit
    const { letters } = await voicesOf(visit, meeting.id)
    return {
      view:
        letters.length === 0 ? null : (
          <section aria-labelledby="correspondence">
            <h2 className="nhsuk-heading-l" id="correspondence">
              Correspondence
            </h2>
            <CardList
              level={3}
              items={letters.map(letter =>
                letterCard(letter, { today, body: '', href: `/correspondence/${letter.id}` }),
              )}
            />
          </section>
        ),
      json: letterLinks(letters),
    }
  },
}

/** Where a meeting's papers are, once a pack is published; a workshop's are not public. One query. */
export const papersOf: PapersOf = async (db, of) =>
  of.meeting.kind !== 'workshop' && (await findPackWithVersions(db, of.meeting.id))
    ? publicPathOf(of)
    : ''
/** On a member's reading page: what is new since they read it. Two queries. */
export const readingSlots: ReadingSlots = { news: newsSlot }

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
