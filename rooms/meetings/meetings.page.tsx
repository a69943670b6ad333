import Type from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { addYears, type Day, formatTime, time } from '../../platform/day.rules.ts'
import {
  publicFile,
  publicPage,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { type CalendarEntry, calendarFile, entriesOf } from './calendar-file.ts'
import {
  type ListedMeeting,
  meetingsFrom,
  pastMeetings,
  upcomingMeetings,
  yearsOfMeetings,
} from './find-published.ts'
import { addressWith, pageNumber, yearAsked } from './list-address.ts'
import { nameOfMeeting, publicPathOf } from './meeting-paths.ts'
import { minutesTag } from './minutes.view.tsx'
import { listPublishedDates, type PublishedDateOf } from './read-published-year.ts'
import { isOff, standingOf } from './standing.rules.ts'
import { TurnTag } from './what-became.tsx'
import { publicYearPath } from './year-paths.ts'

const PAGE_SIZE = 25

type Planned = { readonly body: Body; readonly date: PublishedDateOf }
type Listed = { readonly body: Body; readonly meeting: ListedMeeting }

/** Five queries: the bodies, the years, what is to come, the dates planned, and one page of what was. */
async function readMeetings(visit: Visit) {
  const { db, query, today } = visit
  const bodies = await listBodies(db)
  const years = await yearsOfMeetings(db)
  const slug = textOf(query, 'body')
  const body = bodies.find(candidate => candidate.slug === slug)
  const year = yearAsked(query)
  const page = pageNumber(query)
  // An unknown body has no meetings, rather than everybody's.
  const wanted = { today, year, body: slug === '' ? undefined : (body?.id ?? NOBODY) }
  const byId = new Map(bodies.map(each => [each.id, each]))
  const placed = (rows: readonly ListedMeeting[]): Listed[] =>
    rows.flatMap(meeting => {
      const of = byId.get(meeting.body_id)
      return of ? [{ body: namedOn(of, meeting.day), meeting }] : []
    })
  const coming = await upcomingMeetings(db, wanted)
  const announced = new Set(coming.map(({ id }) => id))
  const planned = (await listPublishedDates(db, today, wanted.body)).filter(
    date =>
      !announced.has(date.meeting) &&
      byId.has(date.body) &&
      (year === undefined || date.day.startsWith(String(year))),
  )
  const past = await pastMeetings(db, wanted, { size: PAGE_SIZE, number: page })
  return {
    bodies,
    years,
    body,
    query,
    page,
    pages: Math.ceil(past.total / PAGE_SIZE),
    total: past.total,
    upcoming: placed(coming),
    planned: planned.flatMap(date => {
      const of = byId.get(date.body)
      return of ? [{ body: of, date }] : []
    }),
    past: placed(past.rows),
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

const cardOf = (listed: Listed) => {
  const { body, meeting } = listed
  return {
    id: meeting.id,
    title: `${nameOfMeeting(listed)}, ${body.name}`,
    href: publicPathOf(listed),
    aside: <DayText day={meeting.day} form="short" />,
    text: [
      formatTime(time(meeting.starts_at.slice(0, 5))),
      meeting.venue || (meeting.mode === 'remote' ? 'online' : ''),
    ]
      .filter(Boolean)
      .join(', '),
    facts: [
      ...(meeting.became ? [<TurnTag key="became" became={meeting.became} />] : []),
      ...(meeting.kind === 'extraordinary'
        ? [<StatusTag key="kind">Extraordinary</StatusTag>]
        : []),
      ...(meeting.formal === 'informal'
        ? [
            <StatusTag key="formal" colour="amber">
              Informal
            </StatusTag>,
          ]
        : []),
      ...(meeting.minutes_state
        ? [<span key="minutes">{minutesTag(meeting.minutes_state)}</span>]
        : []),
    ],
  }
}

/** A date of a published year: nothing of the meeting is public yet but this. */
const plannedCard = ({ body, date }: Planned) => ({
  id: date.meeting,
  title: `Planned date, ${body.name}`,
  href: publicYearPath(body, { slug: date.year }),
  aside: <DayText day={date.day} form="short" />,
  text: [formatTime(time(date.startsAt)), date.venue || (date.mode === 'remote' ? 'online' : '')]
    .filter(Boolean)
    .join(', '),
  facts: [
    <StatusTag key="planned" colour="grey">
      Not yet confirmed
    </StatusTag>,
  ],
})

const isFiltered = ({ query }: { readonly query: Values }) =>
  textOf(query, 'body') !== '' || textOf(query, 'year') !== ''

/** Nothing to choose among and nothing to show: no form, no calendar file. */
const isUntouchedAndEmpty = (model: {
  readonly query: Values
  readonly upcoming: readonly unknown[]
  readonly planned: readonly unknown[]
  readonly past: readonly unknown[]
}) => !isFiltered(model) && model.upcoming.length + model.planned.length + model.past.length === 0

const asText = (query: Values, ...names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, textOf(query, name)]))

const meetingLine = Type.Object({
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  date: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  startsAt: Type.String(),
  mode: Type.String(),
  venue: Type.String(),
  page: Type.String(),
  formal: Type.Union([Type.String(), Type.Null()]),
  minutes: Type.Union([Type.String(), Type.Null()]),
  standing: Type.String(),
})

/** A date of a published year, not yet confirmed by notice. */
const plannedLine = Type.Object({
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  date: Type.String(),
  startsAt: Type.String(),
  mode: Type.String(),
  venue: Type.String(),
  page: Type.String(),
})

const lineOf = (listed: Listed, today: Day) => ({
  body: { slug: listed.body.slug, name: listed.body.name },
  date: listed.meeting.day,
  kind: listed.meeting.kind,
  title: nameOfMeeting(listed),
  startsAt: listed.meeting.starts_at.slice(0, 5),
  mode: listed.meeting.mode,
  venue: listed.meeting.venue,
  page: publicPathOf(listed),
  formal: listed.meeting.formal,
  minutes: listed.meeting.minutes_state,
  standing: standingOf(listed.meeting, today),
})

const tentativeEntry = (body: Body, date: PublishedDateOf, site: string): CalendarEntry => ({
  id: date.meeting,
  version: date.version,
  changedAt: date.publishedAt,
  day: date.day,
  startsAt: time(date.startsAt),
  endsAt: date.endsAt === null ? undefined : time(date.endsAt),
  title: `${body.name}: planned date`,
  place: date.venue || (date.mode === 'remote' ? 'Online' : ''),
  address: site + publicYearPath(body, { slug: date.year }),
  tentative: true,
})

/** The public calendar: what is to come, what was, and the same as a calendar file. */
export const meetingsListPages = [
  publicPage({
    path: '/meetings',
    summary: 'Meetings to come and held, by body and year; held ones 25 to a page.',
    schema: Type.Object({
      upcoming: Type.Array(meetingLine),
      planned: Type.Array(plannedLine),
      past: Type.Array(meetingLine),
      page: Type.Integer(),
      pages: Type.Integer(),
      total: Type.Integer(),
    }),
    about: { nothing: 'It is a list: each meeting has its own page.' },
    read: readMeetings,
    view: model => (
      <PublicPage
        title={model.body ? `Meetings of ${model.body.name}` : 'Meetings'}
        description="Meetings held in public: when and where, their papers, decisions and minutes."
      >
        <PageHeading
          title={model.body ? `Meetings of ${model.body.name}` : 'Meetings'}
          lede="When and where each body meets in public, and what came of it."
        />
        {isUntouchedAndEmpty(model) ? null : (
          <AskingForm values={asText(model.query, 'body', 'year')}>
            <div className="nhsuk-grid-row">
              <div className="nhsuk-grid-column-one-half">
                <SelectField
                  name="body"
                  label="Body"
                  empty="Every body"
                  options={model.bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
                />
              </div>
              <div className="nhsuk-grid-column-one-quarter">
                <SelectField
                  name="year"
                  label="Year"
                  empty="Every year"
                  options={model.years.map(year => ({ value: String(year), text: String(year) }))}
                />
              </div>
            </div>
            <SubmitButton kind="secondary" small>
              Show these meetings
            </SubmitButton>
          </AskingForm>
        )}
        <h2 className="nhsuk-heading-l">To come</h2>
        {model.upcoming.length === 0 ? (
          <Empty>
            {isUntouchedAndEmpty(model)
              ? 'No meeting has been announced yet. Each is announced here some days before it is held, with its papers.'
              : 'No meeting is announced at present.'}
          </Empty>
        ) : (
          <CardList level={3} items={model.upcoming.map(cardOf)} />
        )}
        {model.planned.length === 0 ? null : (
          <>
            <h2 className="nhsuk-heading-l">Dates planned</h2>
            <CardList level={3} items={model.planned.map(plannedCard)} />
          </>
        )}
        {isUntouchedAndEmpty(model) ? null : (
          <>
            <p>
              <a href={addressWith('/meetings.ics', asText(model.query, 'body'), {})}>
                Put these meetings in your calendar
              </a>
            </p>
            <h2 className="nhsuk-heading-l">Past</h2>
            {model.past.length === 0 ? (
              <Empty>
                {isFiltered(model)
                  ? 'No meeting that was held answers to this.'
                  : 'No meeting has been held yet.'}
              </Empty>
            ) : (
              <CardList level={3} items={model.past.map(cardOf)} />
            )}
          </>
        )}
        <Pagination
          page={model.page}
          pages={model.pages}
          hrefOf={page =>
            addressWith('/meetings', asText(model.query, 'body', 'year'), { page: String(page) })
          }
        />
      </PublicPage>
    ),
    json: (model, { today }) => ({
      upcoming: model.upcoming.map(listed => lineOf(listed, today)),
      planned: model.planned.map(({ body, date }) => ({
        body: { slug: body.slug, name: body.name },
        date: date.day,
        startsAt: date.startsAt,
        mode: date.mode,
        venue: date.venue,
        page: publicYearPath(body, { slug: date.year }),
      })),
      past: model.past.map(listed => lineOf(listed, today)),
      page: model.page,
      pages: model.pages,
      total: model.total,
    }),
  }),
  publicFile({
    path: '/meetings.ics',
    summary: 'Meetings as a calendar to subscribe to (RFC 5545); ?body= for one body.',
    answer: async ({ db, query, today, settings }) => {
      const bodies = await listBodies(db)
      const slug = textOf(query, 'body')
      const body = bodies.find(candidate => candidate.slug === slug)
      const meetings = await meetingsFrom(
        db,
        addYears(today, -1),
        slug === '' ? undefined : (body?.id ?? NOBODY),
      )
      const byId = new Map(bodies.map(each => [each.id, each]))
      const announced = new Set(meetings.map(({ id }) => id))
      const planned = (
        await listPublishedDates(db, today, slug === '' ? undefined : (body?.id ?? NOBODY))
      ).filter(({ meeting }) => !announced.has(meeting))
      return {
        name: slug === '' ? 'meetings.ics' : `${body?.slug ?? 'no'}-meetings.ics`,
        mediaType: 'text/calendar; charset=utf-8',
        inline: true,
        bytes: new TextEncoder().encode(
          calendarFile(
            [
              ...entriesOf(meetings).flatMap(meeting => {
                const of = byId.get(meeting.body_id)
                return of
                  ? [
                      {
                        id: meeting.calendar_id ?? meeting.id,
                        version: meeting.calendar_from + meeting.version,
                        changedAt: meeting.became_at ?? meeting.recorded_at,
                        cancelled: isOff(meeting),
                        day: meeting.day,
                        startsAt: time(meeting.starts_at.slice(0, 5)),
                        endsAt: meeting.ends_at ? time(meeting.ends_at.slice(0, 5)) : undefined,
                        title: `${of.name}: ${nameOfMeeting({ meeting })}`,
                        place: meeting.venue || (meeting.mode === 'remote' ? 'Online' : ''),
                        address: settings.url + publicPathOf({ body: of, meeting }),
                      },
                    ]
                  : []
              }),
              ...planned.flatMap(date => {
                const of = byId.get(date.body)
                return of ? [tentativeEntry(of, date, settings.url)] : []
              }),
            ],
            body ? `Meetings of ${body.name}` : 'Meetings',
          ),
        ),
      }
    },
  }),
]
