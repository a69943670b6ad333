import { Type } from 'typebox'
import { CardGrid } from '../design/card-grid.tsx'
import { CardList } from '../design/card-list.tsx'
import { DayText } from '../design/day-text.tsx'
import { Empty } from '../design/empty.tsx'
import { PublicPage } from '../design/shell.tsx'
import { Timeline } from '../design/timeline.tsx'
import { formatDay, formatTime, time } from '../platform/day.rules.ts'
import { publicPage, type Visit } from '../platform/http/page.ts'
import { opening } from '../platform/plain-english.rules.ts'
import { namedOn } from '../rooms/bodies/body-name.rules.ts'
import { type Body, listBodies } from '../rooms/bodies/read-body.ts'
import {
  listDecisionsPublished,
  listUpcoming,
  type PublishedDecisionRow,
  readMeetings,
} from '../rooms/meetings/list-published.ts'
import type { Meeting } from '../rooms/meetings/read-meeting.ts'
import { listNews, type News } from '../rooms/publishing/list-news.ts'

const NEXT_MEETINGS = 4
const LATEST_DECISIONS = 5
const LATEST_NEWS = 6

type Front = {
  readonly upcoming: readonly Meeting[]
  readonly decisions: readonly PublishedDecisionRow[]
  readonly news: readonly News[]
  readonly meetings: ReadonlyMap<string, Meeting>
  readonly bodies: readonly Body[]
}

/** Six queries. */
async function readFront({ db, today }: Visit): Promise<Front> {
  const upcoming = await listUpcoming(db, today, NEXT_MEETINGS)
  const decisions = await listDecisionsPublished(db, { limit: LATEST_DECISIONS })
  const news = await listNews(db, LATEST_NEWS)
  const meetings = await readMeetings(
    db,
    [...decisions, ...news.map(({ meetingId }) => ({ meeting_id: meetingId }))].map(
      ({ meeting_id }) => meeting_id,
    ),
  )
  return { upcoming, decisions, news, meetings, bodies: await listBodies(db) }
}

/** The body of a meeting, as it was called on the day. */
const bodyOf = ({ bodies }: Pick<Front, 'bodies'>, meeting: Meeting | undefined) => {
  const body = meeting && bodies.find(({ id }) => id === meeting.body_id)
  return body && namedOn(body, meeting.day)
}

export const meetingPath = (body: Pick<Body, 'slug'>, meeting: Pick<Meeting, 'slug'>) =>
  `/meetings/${body.slug}/${meeting.slug}`

const schema = Type.Object({
  nextMeetings: Type.Array(
    Type.Object({
      body: Type.String(),
      day: Type.String(),
      startsAt: Type.String(),
      venue: Type.String(),
      path: Type.String(),
    }),
  ),
  latestDecisions: Type.Array(
    Type.Object({
      body: Type.String(),
      day: Type.String(),
      item: Type.String(),
      verb: Type.String(),
      text: Type.String(),
      path: Type.String(),
    }),
  ),
  changed: Type.Array(
    Type.Object({ day: Type.String(), title: Type.String(), path: Type.String() }),
  ),
  bodies: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
})

/** The front page: what this is, what comes next, what was decided, what is new. */
export const homePages = [
  publicPage({
    path: '/',
    summary: 'The next meetings, the latest decisions and what was published lately.',
    schema,
    about: { nothing: 'It is the way in; what it shows has pages of its own.' },
    read: readFront,
    view: front => <FrontPage front={front} />,
    json: front => ({
      nextMeetings: front.upcoming.flatMap(meeting => {
        const body = bodyOf(front, meeting)
        return body
          ? [
              {
                body: body.name,
                day: meeting.day,
                startsAt: meeting.starts_at.slice(0, 5),
                venue: meeting.venue,
                path: meetingPath(body, meeting),
              },
            ]
          : []
      }),
      latestDecisions: front.decisions.flatMap(decision => {
        const meeting = front.meetings.get(decision.meeting_id)
        const body = bodyOf(front, meeting)
        return body && meeting
          ? [
              {
                body: body.name,
                day: decision.decided_on,
                item: decision.item_title,
                verb: decision.verb,
                text: decision.text,
                path: meetingPath(body, meeting),
              },
            ]
          : []
      }),
      changed: newsLines(front).map(({ day, title, href }) => ({ day, title, path: href })),
      bodies: standing(front.bodies).map(({ slug, name }) => ({ slug, name })),
    }),
  }),
]

const standing = (bodies: readonly Body[]) =>
  bodies.filter(({ dissolved_on }) => dissolved_on === null)

/** What was published lately, as lines with an address. */
const newsLines = (front: Front) =>
  front.news.flatMap(news => {
    const meeting = front.meetings.get(news.meetingId)
    const body = bodyOf(front, meeting)
    if (!meeting || !body) return []
    const at = meetingPath(body, meeting)
    const what =
      news.kind === 'change'
        ? news.what
        : news.kind === 'pack'
          ? news.version === 1
            ? 'Agenda and papers'
            : `Papers, version ${news.version}`
          : `Minutes, ${news.state === 'signed' || news.state === 'approved' ? 'approved' : 'draft'}`
    return [
      {
        key: `${news.kind} ${news.id}`,
        day: news.publishedOn,
        title: `${what}: ${body.name}, ${formatDay(meeting.day)}`,
        href: news.kind === 'pack' ? `${at}/pack` : at,
      },
    ]
  })

function FrontPage({ front }: { front: Front }) {
  return (
    <PublicPage
      title="What was decided, and whether it happened"
      description="The open record of your health and care system: its meetings, papers, decisions and actions."
    >
      <div className="gt-hero">
        <h1 className="nhsuk-heading-xl">What was decided, and whether it happened</h1>
        <p className="gt-hero__lede">
          The boards and partnerships that plan your health and care meet in public. Here is what is
          before them, what they decide, who is to do it by when, and whether it was done.
        </p>
        <ul className="gt-hero__ways">
          <li>
            <a href="/questions">Ask a question</a>
          </li>
          <li>
            <a href="/meetings">Find a meeting</a>
          </li>
          <li>
            <a href="/actions">See what is promised</a>
          </li>
        </ul>
      </div>
      {front.bodies.length === 0 ? (
        <Empty>
          This record has just begun. Its boards and partnerships, their meetings and what they
          decide will stand here as they are added.
        </Empty>
      ) : (
        <>
          <NextMeetings front={front} />
          <div className="gt-home-columns">
            <LatestDecisions front={front} />
            <ChangedLately front={front} />
          </div>
          <FindABody bodies={standing(front.bodies)} />
        </>
      )}
      <h2 className="nhsuk-heading-l">Follow the thread</h2>
      <CardGrid
        level={3}
        cards={[
          {
            title: 'Decisions',
            href: '/decisions',
            text: 'What was agreed, by whom, and whether enough members were there to agree it.',
          },
          {
            title: 'Actions',
            href: '/actions',
            text: 'Who is to do what by when, and how far it has come.',
          },
          {
            title: 'Questions',
            href: '/questions',
            text: 'What residents asked, and what they were told.',
          },
        ]}
      />
    </PublicPage>
  )
}

function NextMeetings({ front }: { front: Front }) {
  return (
    <section aria-labelledby="next">
      <h2 className="nhsuk-heading-l" id="next">
        Next meetings in public
      </h2>
      {front.upcoming.length === 0 ? (
        <Empty>
          No meeting is announced at present. <a href="/meetings">See the meetings so far</a>.
        </Empty>
      ) : (
        <CardList
          level={3}
          items={front.upcoming.flatMap(meeting => {
            const body = bodyOf(front, meeting)
            if (!body) return []
            return [
              {
                id: meeting.id,
                aside: <DayText day={meeting.day} form="short" />,
                title: body.name,
                href: meetingPath(body, meeting),
                text: `${whereOf(meeting)}, at ${formatTime(time(meeting.starts_at))}. Anyone may come and listen.`,
              },
            ]
          })}
        />
      )}
    </section>
  )
}

const whereOf = ({ mode, venue }: Meeting) =>
  mode === 'remote' ? 'Online' : mode === 'hybrid' ? `${venue}, and online` : venue

function LatestDecisions({ front }: { front: Front }) {
  const items = front.decisions.flatMap(decision => {
    const meeting = front.meetings.get(decision.meeting_id)
    const body = bodyOf(front, meeting)
    return meeting && body ? [{ decision, body, meeting }] : []
  })
  return (
    <section aria-labelledby="decided">
      <h2 className="nhsuk-heading-l" id="decided">
        Decided lately
      </h2>
      {items.length === 0 ? (
        <Empty>No decision has been published yet.</Empty>
      ) : (
        <>
          <CardList
            level={3}
            items={items.map(({ decision, body, meeting }) => ({
              id: decision.id,
              title: decision.item_title,
              href: meetingPath(body, meeting),
              text: opening(`${decision.content.minuted}: ${decision.text}`),
              facts: [body.name, <DayText key="day" day={decision.decided_on} form="short" />],
            }))}
          />
          <p className="gt-more">
            <a href="/decisions">All decisions</a>
          </p>
        </>
      )}
    </section>
  )
}

function ChangedLately({ front }: { front: Front }) {
  const lines = newsLines(front)
  return (
    <section aria-labelledby="new">
      <h2 className="nhsuk-heading-l" id="new">
        Published lately
      </h2>
      {lines.length === 0 ? (
        <Empty>Nothing has been published yet.</Empty>
      ) : (
        <>
          <Timeline
            points={lines.map(({ day, title, href }) => ({
              day,
              title: <a href={href}>{title}</a>,
            }))}
          />
          <p>
            <a href="/feed.xml">Follow what is published (Atom feed)</a>
          </p>
        </>
      )}
    </section>
  )
}

function FindABody({ bodies }: { bodies: readonly Body[] }) {
  return (
    <section aria-labelledby="bodies">
      <h2 className="nhsuk-heading-l" id="bodies">
        Find a body
      </h2>
      {bodies.length === 0 ? (
        <Empty>
          No body meets at present. <a href="/bodies">See those that did</a>.
        </Empty>
      ) : (
        <CardGrid
          level={3}
          columns={2}
          cards={bodies.slice(0, 6).map(body => ({
            title: body.name,
            href: `/bodies/${body.slug}`,
            text: firstSentence(body.purpose),
          }))}
        />
      )}
      {bodies.length > 6 ? (
        <p>
          <a href="/bodies">All {bodies.length} bodies</a>
        </p>
      ) : null}
    </section>
  )
}

const firstSentence = (text: string) => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
