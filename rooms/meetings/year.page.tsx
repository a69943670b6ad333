import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { Notice } from '../../design/notice.tsx'
import { PreviousNext } from '../../design/pagination.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { YearMonths } from '../../design/year-months.tsx'
import { type Day, formatDay, weekdayName } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import type { Body } from '../bodies/read-body.ts'
import { listPlaces } from '../bodies/read-place.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { type Clash, unusualDay } from './clash.rules.ts'
import { monthsWithin } from './date-pattern.rules.ts'
import { monthInWords } from './forward-plan.rules.ts'
import { progressFor, readProgress } from './list-meetings.ts'
import { StandingTag, timeInWords, WarningList, whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { type StandingDeadline, standingsOf } from './progress.rules.ts'
import { publishYear } from './publish-year.ts'
import { changesInYear } from './published-year.rules.ts'
import { readClashes, sittingOf } from './read-clashes.ts'
import { deadlineFacts } from './read-deadlines.ts'
import type { Meeting } from './read-meeting.ts'
import { listMeetingsAtPlaces, placesOfSystem } from './read-next-place.ts'
import { listPublishedYears } from './read-published-year.ts'
import { datesToPublish, listMeetingsOfYear, readHolidays } from './read-year.ts'
import { nextPlace } from './rotation.rules.ts'
import { judgeYear, sameSlot, type Year, yearsBeside } from './year.rules.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, publicYearPath, yearOf, yearPath } from './year-paths.ts'

type Planned = {
  readonly meeting: Meeting
  readonly due: readonly StandingDeadline[]
  readonly clashes: readonly Clash[]
  readonly unusual: string | undefined
}

async function readYearPage(visit: Visit) {
  const { db, viewer, today } = visit
  const body = await bodyOf(visit)
  const year = yearOf(visit)
  const meetings = await listMeetingsOfYear(db, body.id, year)
  const terms = await listTerms(db, body.id)
  // A year is judged by the terms of its last day, or of today while it runs (R-TOR-6).
  const inForce = termsInForce(terms, today < year.last ? today : year.last)?.terms ?? null
  const { calendar, holidays } = await readHolidays(db, year)
  const progress = await readProgress(
    db,
    meetings.map(({ id }) => id),
  )
  // Other bodies' meetings may still be private: only who arranges these is told of them.
  const mayArrange = viewer?.may('arrange meetings', body.id) ?? false
  const clashes = mayArrange ? await readClashes(db, meetings.map(sittingOf)) : []
  const places = await listPlaces(db)
  const maySeePrivate = viewer?.may('see private papers', body.id) ?? false
  const planned = meetings.map((meeting, at): Planned => {
    const soFar = progressFor(progress.get(meeting.id), maySeePrivate)
    const deadlines = deadlineFacts(body, meeting, terms, calendar)
    return {
      meeting,
      due: standingsOf({ ...soFar, today, kind: meeting.kind, deadlines }),
      clashes: clashes[at] ?? [],
      unusual: unusualDay(calendar, meeting.day),
    }
  })
  const turn = nextPlace(await placesOfSystem(db), await listMeetingsAtPlaces(db, body.id))
  const [published] = await listPublishedYears(db, body.id, year.slug)
  const facts = meetings.map(({ day, kind, starts_at, mode }) => ({
    day,
    kind,
    startsAt: starts_at,
    mode,
  }))
  return {
    body,
    year,
    planned,
    holidays,
    places,
    turn,
    rotates: inForce?.rotatesPlaces ?? false,
    citation: inForce?.meetingsAYear?.citation ?? '',
    judged: judgeYear(year, facts, inForce?.meetingsAYear ?? null, today),
    sameSlot: sameSlot(facts),
    knownUntil: calendar.knownUntil,
    published,
    changes: published
      ? changesInYear(published.content.dates, datesToPublish(meetings, places))
      : [],
    today,
    mayArrange,
    mayPublish: viewer?.may('publish', body.id) ?? false,
  }
}

type Model = Awaited<ReturnType<typeof readYearPage>>

const isAmiss = ({ clashes, unusual, meeting }: Planned, today: Day) =>
  meeting.day >= today && (clashes.length > 0 || unusual !== undefined)

/** What a clerk should look at in a year, a sentence each. */
function concernsOf(model: Model): string[] {
  const { year, judged, sameSlot: slot, planned, knownUntil, today, published, changes } = model
  return [
    ...(judged.missing > 0 ? [judged.words] : []),
    ...(slot ? [slot] : []),
    ...planned
      .filter(({ meeting }) => meeting.day >= today)
      .flatMap(({ meeting, unusual, clashes }) => [
        ...(unusual ? [`${formatDay(meeting.day)}: ${unusual}`] : []),
        ...clashes.map(({ words }) => `${formatDay(meeting.day)}: ${words}`),
      ]),
    ...(year.last > knownUntil
      ? [
          `Bank holidays are known only up to ${formatDay(knownUntil)}: look at later dates again once more are announced.`,
        ]
      : []),
    ...(published && changes.length > 0
      ? [`The dates have changed since they were published: ${changes.join(' ')}`]
      : []),
  ]
}

const monthsOf = ({ body, year, planned, holidays, today }: Model) =>
  monthsWithin(year.first, year.last).map(month => {
    const within = (day: Day) => day.startsWith(month.slice(0, 7))
    const entries = [
      ...planned
        .filter(({ meeting }) => within(meeting.day))
        .map(one => ({
          day: one.meeting.day,
          key: one.meeting.id,
          date: String(Number(one.meeting.day.slice(8))),
          text: `${weekdayName(one.meeting.day).slice(0, 3)}, ${timeInWords(one.meeting.starts_at)}`,
          href: workPathOf({ body, meeting: one.meeting }),
          look: isAmiss(one, today) ? ('amber' as const) : ('plain' as const),
        })),
      ...holidays
        .filter(({ day }) => within(day))
        .map(({ day, name }) => ({
          day,
          key: `holiday ${day} ${name}`,
          date: String(Number(day.slice(8))),
          text: name,
          look: 'quiet' as const,
        })),
    ].toSorted((one, other) => (one.day < other.day ? -1 : 1))
    return { name: monthInWords(month), entries }
  })

const Due = ({ due }: { due: readonly StandingDeadline[] }) => (
  <ul className="nhsuk-list gt-due">
    {due.map(({ key, title, due: by, standing }) => (
      <li key={key}>
        <span>
          {title}, <DayText day={by} form="short" />
        </span>{' '}
        <StandingTag dated standing={standing} />
      </li>
    ))}
  </ul>
)

function MeetingsTable({ model }: { model: Model }) {
  const { body, planned, places, today } = model
  return (
    <DataTable
      caption="Meetings and their deadlines"
      columns={[
        {
          heading: 'Meeting',
          namesRow: true,
          cell: ({ meeting }) => (
            <>
              <a href={workPathOf({ body, meeting })}>{nameOfMeeting({ meeting })}</a>
              <span className="gt-quiet">
                {weekdayName(meeting.day)}, {whenAndWhere(meeting)}
              </span>
              {meeting.kind === 'ordinary' ? null : (
                <StatusTag colour="grey">{meeting.kind}</StatusTag>
              )}
            </>
          ),
        },
        {
          heading: 'Place',
          cell: ({ meeting }) =>
            meeting.mode === 'remote'
              ? 'Online'
              : (places.find(({ id }) => id === meeting.place_id)?.name ?? 'Not said'),
        },
        { heading: 'Due', cell: ({ due }) => <Due due={due} /> },
        {
          heading: 'In the way',
          cell: one =>
            one.clashes.length === 0 && !one.unusual ? (
              'Nothing'
            ) : (
              <>
                {one.unusual ? <p>{one.unusual}</p> : null}
                {one.clashes.map(({ words }) => (
                  <p key={words}>
                    {one.meeting.day >= today ? <StatusTag colour="amber">Clash</StatusTag> : null}{' '}
                    {words}
                  </p>
                ))}
              </>
            ),
        },
      ]}
      rows={planned}
      keyOf={({ meeting }) => meeting.id}
      empty="No meeting of this year is in the calendar."
    />
  )
}

function Rotation({ turn, rotates }: Model) {
  return (
    <>
      <h2 className="nhsuk-heading-m">The round of the Places</h2>
      <p>
        {turn.why}{' '}
        {rotates
          ? 'The terms of reference have face-to-face meetings go round the Places; one held online does not count.'
          : 'The terms of reference do not ask for a round; this is for information.'}
      </p>
      <DataTable
        caption="Places, the next in turn first"
        captionHidden
        columns={[
          { heading: 'Place', namesRow: true, cell: ({ place }) => place.name },
          {
            heading: 'Latest face-to-face meeting, held or planned',
            cell: ({ last }) =>
              last === null ? 'None in this record' : <DayText day={last} form="short" />,
          },
          {
            heading: 'Turn',
            cell: ({ place }) =>
              place.id === turn.next?.id ? <StatusTag colour="blue">Next</StatusTag> : '',
          },
        ]}
        rows={turn.turns}
        keyOf={({ place }) => place.id}
        empty="No Place is in the record."
      />
    </>
  )
}

const versionWords = (model: Model) =>
  model.published
    ? `Version ${model.published.version} of these dates was published on ${formatDay(model.published.published_on)}.`
    : 'The dates of this year have not been published. Until they are, the public sees a meeting once notice of it is given.'

const yearLink = (body: Body, year: Year) => ({
  href: yearPath(body, year),
  text: year.name,
})

const calendarPage = (path: string) =>
  workPage({
    path,
    needs: forBodyOf('see drafts'),
    read: readYearPage,
    view: model => {
      const { body, year, judged, citation, mayArrange, mayPublish, published, changes } = model
      const [before, after] = yearsBeside(year)
      const at = yearPath(body, year)
      return (
        <YearFrame body={body} year={year} title={`Year ${year.name}`} within={at}>
          {mayArrange ? (
            <ButtonRow>
              <ButtonLink href={`${at}/plan`}>Plan dates</ButtonLink>
              <ButtonLink href={`/work/meetings/new?body=${body.slug}`} kind="secondary">
                Schedule one meeting
              </ButtonLink>
            </ButtonRow>
          ) : null}
          <KeyFigures
            figures={[
              { label: 'Held', figure: judged.held },
              { label: 'Planned', figure: judged.planned },
              {
                label: 'Wanted at least',
                figure: judged.wanted ?? '–',
                ...(citation === '' ? {} : { note: citation }),
              },
              {
                label: 'Still to plan',
                figure: judged.missing,
              },
            ]}
          />
          {judged.missing > 0 ? null : <p>{judged.words}</p>}
          <WarningList heading="Worth a look" warnings={concernsOf(model)} />
          <h2 className="nhsuk-heading-m">The year at a glance</h2>
          <YearMonths months={monthsOf(model)} />
          <MeetingsTable model={model} />
          <Rotation {...model} />
          <h2 className="nhsuk-heading-m">Dates for the public</h2>
          <p>
            {versionWords(model)}{' '}
            {published ? (
              <a href={publicYearPath(body, year)}>See them as the public does</a>
            ) : null}
          </p>
          {mayPublish && (!published || changes.length > 0) ? (
            <ButtonLink href={`${at}/publish`} kind="secondary">
              {published ? 'Publish the dates again' : 'Publish the dates'}
            </ButtonLink>
          ) : null}
          <PreviousNext previous={yearLink(body, before)} next={yearLink(body, after)} />
        </YearFrame>
      )
    },
  })

/** A body's year as its clerk sees it, and the act that publishes its dates. */
export const yearPages = [
  calendarPage('/work/bodies/:slug/year'),
  calendarPage('/work/bodies/:slug/year/:year'),
  formPage({
    path: '/work/bodies/:slug/year/:year/publish',
    needs: forBodyOf('publish'),
    summary: 'Publishes the dates of a body’s year, as dates that are not yet confirmed.',
    read: readYearPage,
    view: (model, { values, refusals }) => {
      const { body, year, planned, places, published, changes } = model
      const at = yearPath(body, year)
      const dates = datesToPublish(
        planned.map(({ meeting }) => meeting),
        places,
      )
      return (
        <YearFrame
          body={body}
          year={year}
          title={`Publish the dates of ${year.name}`}
          refusals={refusals}
          within={at}
          crumbs={[{ text: year.name, href: at }]}
        >
          <p>
            Everybody will see these dates, each marked as planned, and have them in the calendar to
            which they subscribe. A meeting is still announced by its notice. Workshops are left
            out.
          </p>
          {published ? (
            <Notice>
              {changes.length === 0 ? (
                <p>Nothing has changed since version {published.version}.</p>
              ) : (
                <>
                  <p>Against version {published.version}:</p>
                  <ul className="nhsuk-list nhsuk-list--bullet">
                    {changes.map(change => (
                      <li key={change}>{change}</li>
                    ))}
                  </ul>
                </>
              )}
            </Notice>
          ) : null}
          <DataTable
            caption="What would be published"
            columns={[
              {
                heading: 'Day',
                namesRow: true,
                cell: date => <DayText day={date.day} form="full" />,
              },
              { heading: 'Time', cell: date => timeInWords(date.startsAt) },
              {
                heading: 'Where',
                cell: date => (date.mode === 'remote' ? 'Online' : date.venue),
              },
            ]}
            rows={dates}
            keyOf={date => date.meeting}
            empty="No meeting of this year is planned."
          />
          <Form values={values}>
            <HiddenField name="seen" value={String(published?.version ?? 0)} />
            <ButtonRow>
              <SubmitButton>Publish these dates</SubmitButton>
              <a href={at}>Cancel</a>
            </ButtonRow>
          </Form>
        </YearFrame>
      )
    },
    submit: async ({ acting }, values, { body, year }) => {
      const seen = textOf(values, 'seen')
      const outcome = await publishYear(acting, {
        body: body.id,
        year: year.slug,
        ...(/^\d{1,6}$/.test(seen) ? { seen: Number(seen) } : {}),
      })
      return outcome.ok ? { ok: true, value: publicYearPath(body, year) } : outcome
    },
  }),
]
