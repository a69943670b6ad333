import Type from 'typebox'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { publicPage, type Visit } from '../../platform/http/page.ts'
import { readMeetings } from './list-published.ts'
import { timeInWords } from './meeting-parts.view.tsx'
import { publicPathOf } from './meeting-paths.ts'
import type { MeetingMode } from './meetings.tables.ts'
import { listPublishedYears } from './read-published-year.ts'
import { listMeetingsOfYear } from './read-year.ts'
import { bodyOf, yearOf } from './year-paths.ts'

/** A date of the year as the public knows it. */
type DateShown = {
  readonly id: string
  readonly day: Day
  readonly startsAt: string
  readonly endsAt: string | null
  readonly mode: MeetingMode
  readonly venue: string
  readonly kind: string
  readonly state: 'planned' | 'announced' | 'past'
  /** The meeting's page, once notice of it was given. */
  readonly page: string | null
  /** The day that was published first, where the meeting has moved since. */
  readonly movedFrom: Day | null
}

/**
 * The published dates, each as it stands now where notice of it was given since, and as it was
 * published where not; and the meetings announced without having stood in the list. Four queries.
 */
async function readPublicYear(visit: Visit) {
  const { db, today } = visit
  const body = await bodyOf(visit)
  const year = yearOf(visit)
  const versions = await listPublishedYears(db, body.id, year.slug)
  const announced = await listMeetingsOfYear(db, body.id, year)
  const [latest] = versions
  const dates = latest?.content.dates ?? []
  const elsewhere = await readMeetings(
    db,
    dates.map(({ meeting }) => meeting),
  )
  const shown = new Map<string, DateShown>()
  for (const meeting of [...elsewhere.values(), ...announced]) {
    const published = dates.find(date => date.meeting === meeting.id)
    shown.set(meeting.id, {
      id: meeting.id,
      day: meeting.day,
      startsAt: meeting.starts_at.slice(0, 5),
      endsAt: meeting.ends_at?.slice(0, 5) ?? null,
      mode: meeting.mode,
      venue: meeting.venue,
      kind: meeting.kind,
      state: meeting.day < today ? 'past' : 'announced',
      page: publicPathOf({ body, meeting }),
      movedFrom: published && published.day !== meeting.day ? published.day : null,
    })
  }
  for (const date of dates)
    if (!shown.has(date.meeting))
      shown.set(date.meeting, {
        id: date.meeting,
        day: date.day,
        startsAt: date.startsAt,
        endsAt: date.endsAt,
        mode: date.mode,
        venue: date.venue,
        kind: date.kind,
        state: date.day < today ? 'past' : 'planned',
        page: null,
        movedFrom: null,
      })
  return {
    body,
    year,
    versions,
    dates: [...shown.values()].toSorted((one, other) =>
      one.day === other.day
        ? one.startsAt.localeCompare(other.startsAt)
        : one.day.localeCompare(other.day),
    ),
  }
}

const whereOf = ({ mode, venue }: DateShown) =>
  mode === 'remote' ? 'Online' : mode === 'hybrid' ? `${venue}, and online` : venue

const stateOf = ({ state, page }: DateShown) =>
  state === 'planned' ? (
    <StatusTag colour="grey">Not yet confirmed</StatusTag>
  ) : state === 'announced' ? (
    <StatusTag colour="blue">Announced</StatusTag>
  ) : page === null ? (
    // Nothing was published of it, so nothing is said but that its day has gone by.
    'Day past'
  ) : (
    'Held'
  )

/** A body's dates of a year, as published and as they stand now. */
export const publicYearPages = [
  publicPage({
    path: '/bodies/:slug/year/:year',
    summary:
      'A body’s dates of a financial year (2025-26) or calendar year (2025): as published ahead, and as announced since.',
    schema: Type.Object({
      body: Type.Object({ slug: Type.String(), name: Type.String() }),
      year: Type.Object({
        slug: Type.String(),
        name: Type.String(),
        first: Type.String(),
        last: Type.String(),
      }),
      published: Type.Array(
        Type.Object({ version: Type.Integer(), on: Type.String(), dates: Type.Integer() }),
      ),
      dates: Type.Array(
        Type.Object({
          date: Type.String(),
          startsAt: Type.String(),
          endsAt: Type.Union([Type.String(), Type.Null()]),
          kind: Type.String(),
          mode: Type.String(),
          venue: Type.String(),
          state: Type.String(),
          page: Type.Union([Type.String(), Type.Null()]),
          movedFrom: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
    read: readPublicYear,
    about: ({ versions }) => versions.slice(0, 1).map(({ id }) => ({ kind: 'year', id })),
    view: ({ body, year, versions, dates }) => {
      const [latest] = versions
      return (
        <PublicPage
          title={`Dates of ${year.name}, ${body.name}`}
          description={`When ${body.name} meets from ${formatDay(year.first)} to ${formatDay(year.last)}.`}
          breadcrumbs={[
            { text: 'Bodies', href: '/bodies' },
            { text: body.name, href: `/bodies/${body.slug}` },
          ]}
        >
          <PageHeading
            caption={body.name}
            title={`Dates of ${year.name}`}
            lede={
              latest
                ? 'Dates planned for the year. Each is confirmed when notice of the meeting is given, with its agenda and papers.'
                : 'The dates of this year have not been published. Meetings stand here once notice of them has been given.'
            }
            facts={
              latest
                ? [
                    `Published on ${formatDay(latest.published_on)}`,
                    <StatusTag key="version" colour="ink">
                      Version {latest.version}
                    </StatusTag>,
                  ]
                : []
            }
          />
          <DataTable
            caption={`Dates of ${year.name}`}
            captionHidden
            columns={[
              {
                heading: 'Day',
                namesRow: true,
                cell: date =>
                  date.page === null ? (
                    <DayText day={date.day} form="full" />
                  ) : (
                    <a href={date.page}>
                      <DayText day={date.day} form="full" />
                    </a>
                  ),
              },
              {
                heading: 'Time',
                cell: date =>
                  date.endsAt === null
                    ? timeInWords(date.startsAt)
                    : `${timeInWords(date.startsAt)} to ${timeInWords(date.endsAt)}`,
              },
              { heading: 'Where', cell: whereOf },
              {
                heading: 'State',
                cell: date => (
                  <>
                    {stateOf(date)}
                    {date.movedFrom ? (
                      <span className="gt-quiet">Moved from {formatDay(date.movedFrom)}</span>
                    ) : null}
                  </>
                ),
              },
            ]}
            rows={dates}
            keyOf={({ id }) => id}
            empty="No meeting of this year is known to the public yet."
          />
          <p>
            <a href={`/meetings.ics?body=${body.slug}`}>Put these dates in your calendar</a>:
            planned ones are marked as tentative, and are confirmed or moved there by themselves.
          </p>
          {versions.length > 1 ? (
            <Notice>
              <p>Earlier lists of these dates:</p>
              <ul className="nhsuk-list nhsuk-list--bullet">
                {versions.slice(1).map(({ version, published_on, content }) => (
                  <li key={version}>
                    Version {version}, published on {formatDay(published_on)}:{' '}
                    {content.dates.map(({ day }) => formatDay(day)).join(', ')}
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <p>
            <a href={`/bodies/${body.slug}`}>About {body.name}</a>
          </p>
        </PublicPage>
      )
    },
    json: ({ body, year, versions, dates }) => ({
      body: { slug: body.slug, name: body.name },
      year: { slug: year.slug, name: year.name, first: year.first, last: year.last },
      published: versions.map(({ version, published_on, content }) => ({
        version,
        on: published_on,
        dates: content.dates.length,
      })),
      dates: dates.map(({ id: _, day, ...date }) => ({ date: day, ...date })),
    }),
  }),
]
