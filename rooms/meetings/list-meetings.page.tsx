import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { AskingForm, ButtonLink, ButtonRow, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { listTermsOf } from '../bodies/read-terms.ts'
import { listMeetings, progressFor, readProgress } from './list-meetings.ts'
import { StandingTag, whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { type StandingDeadline, standingsOf } from './progress.rules.ts'
import { deadlineFacts } from './read-deadlines.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { TurnTag } from './what-became.tsx'

const PER_PAGE = 20

type Listed = MeetingOfBody & { readonly due: readonly StandingDeadline[] }

async function readList(visit: Visit) {
  const { db, viewer, today, query } = visit
  const scopes = viewer?.scopesOf('see drafts') ?? []
  const everyBody = await listBodies(db)
  const bodies =
    scopes === 'everywhere' ? everyBody : everyBody.filter(({ id }) => scopes.includes(id))
  const chosen = bodies.find(({ slug }) => slug === textOf(query, 'body'))
  const when: 'upcoming' | 'past' = textOf(query, 'when') === 'past' ? 'past' : 'upcoming'
  const page = Math.max(1, Number.parseInt(textOf(query, 'page'), 10) || 1)
  const { meetings, total } = await listMeetings(db, {
    bodies: (chosen ? [chosen] : bodies).map(({ id }) => id),
    when,
    today,
    page,
    perPage: PER_PAGE,
  })
  const progress = await readProgress(
    db,
    meetings.map(({ meeting }) => meeting.id),
  )
  const terms = await listTermsOf(
    db,
    meetings.map(({ body }) => body.id),
  )
  const calendar = await readCalendar(db)
  const listed: Listed[] = meetings.map(of => ({
    ...of,
    due: standingsOf({
      ...progressFor(
        progress.get(of.meeting.id),
        viewer?.may('see private papers', of.body.id) ?? false,
      ),
      today,
      kind: of.meeting.kind,
      became: of.meeting.became,
      deadlines: deadlineFacts(of.body, of.meeting, terms.get(of.body.id) ?? [], calendar),
    }),
  }))
  return {
    bodies,
    chosen,
    when,
    page,
    pages: Math.ceil(total / PER_PAGE),
    meetings: listed,
    mayArrange: viewer?.mayAnywhere('arrange meetings') ?? false,
  }
}

const addressOf = (when: string, body: Body | undefined, page = 1) => {
  const asked = new URLSearchParams({
    ...(when === 'past' ? { when } : {}),
    ...(body ? { body: body.slug } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  }).toString()
  return asked === '' ? '/work/meetings' : `/work/meetings?${asked}`
}

const Due = ({ due }: { due: readonly StandingDeadline[] }) => (
  <ul className="nhsuk-list gt-due">
    {due.map(({ key, title, standing }) => (
      <li key={key}>
        {title} <StandingTag standing={standing} />
      </li>
    ))}
  </ul>
)

/** Every meeting of the bodies that one works for, and what is due for each. */
export const listMeetingsPages = [
  workPage({
    path: '/work/meetings',
    needs: { permission: 'see drafts' },
    read: readList,
    view: ({ bodies, chosen, when, page, pages, meetings, mayArrange }) => (
      <WorkPage title="Meetings">
        <PageHeading title="Meetings" />
        {mayArrange ? (
          <ButtonRow>
            <ButtonLink href="/work/meetings/new">Schedule a meeting</ButtonLink>
          </ButtonRow>
        ) : null}
        {bodies.length > 0 ? (
          <p>
            {chosen ? (
              <>
                <a href={`/work/bodies/${chosen.slug}/year`}>The year of {chosen.name}</a>: its
                calendar, deadlines and clashes, and the dates to plan.{' '}
                <a href={`/work/bodies/${chosen.slug}/forward-plan`}>Its forward plan</a>
              </>
            ) : bodies.length > 1 ? (
              'Choose a body to see its year and its forward plan.'
            ) : null}
          </p>
        ) : null}
        {bodies.length > 1 ? (
          <AskingForm action="/work/meetings" values={{ body: chosen?.slug ?? '' }}>
            {when === 'past' ? <input type="hidden" name="when" value="past" /> : null}
            <SelectField
              name="body"
              label="Body"
              empty="All bodies"
              options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
            />
            <SubmitButton kind="secondary" small>
              Show
            </SubmitButton>
          </AskingForm>
        ) : null}
        <TabLinks
          label="Which meetings"
          tabs={[
            { text: 'Upcoming', href: addressOf('upcoming', chosen), current: when === 'upcoming' },
            { text: 'Past', href: addressOf('past', chosen), current: when === 'past' },
          ]}
        />
        <DataTable
          caption={when === 'past' ? 'Past meetings, the latest first' : 'Upcoming meetings'}
          captionHidden
          columns={[
            {
              heading: 'Meeting',
              namesRow: true,
              cell: of => (
                <>
                  <a href={workPathOf(of)}>{of.body.name}</a>
                  <br />
                  {nameOfMeeting(of)}
                  {of.meeting.became ? (
                    <>
                      <br />
                      <TurnTag became={of.meeting.became} />
                    </>
                  ) : null}
                </>
              ),
            },
            {
              heading: 'When and where',
              cell: of => (
                <>
                  <DayText day={of.meeting.day} form="full" />
                  <br />
                  {whenAndWhere(of.meeting)}
                </>
              ),
            },
            {
              heading: when === 'past' ? 'What was due' : 'What is due',
              cell: ({ due }) => <Due due={due} />,
            },
          ]}
          rows={meetings}
          keyOf={({ meeting }) => meeting.id}
          empty={
            when === 'past'
              ? 'No meeting has been held yet.'
              : 'No meeting is in the calendar. Schedule one to give notice of it and build its agenda.'
          }
        />
        <Pagination page={page} pages={pages} hrefOf={at => addressOf(when, chosen, at)} />
      </WorkPage>
    ),
  }),
]
