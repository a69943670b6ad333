import { CardGrid } from './card-grid.tsx'
import { CardList } from './card-list.tsx'
import { DataTable } from './data-table.tsx'
import { DateField } from './date-field.tsx'
import { DayText } from './day-text.tsx'
import { DocumentLink } from './document-link.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from './form.tsx'
import { KeyFigures } from './key-figures.tsx'
import { Warning } from './notice.tsx'
import { PageHeading } from './page-heading.tsx'
import { PublicPage, WorkPage } from './shell.tsx'
import { type ActionState, ActionStateTag, StatusTag } from './status-tag.tsx'
import { SummaryList } from './summary-list.tsx'
import { TabLinks } from './tab-links.tsx'
import { TextField, TimeField } from './text-fields.tsx'
import { Thread } from './thread.tsx'
import { Working } from './working.tsx'

export const publicNavigation = [
  { text: 'Meetings', href: '/meetings' },
  { text: 'Bodies', href: '/bodies' },
  { text: 'Decisions', href: '/decisions' },
  { text: 'Actions', href: '/actions' },
  { text: 'Questions', href: '/questions' },
]

export const workNavigation = [
  { text: 'My work', href: '/work' },
  { text: 'Meetings', href: '/work/meetings' },
  { text: 'Actions', href: '/work/actions' },
  { text: 'Bodies', href: '/work/bodies' },
  { text: 'Interests', href: '/work/interests' },
  { text: 'Questions', href: '/work/questions' },
  { text: 'Journal', href: '/work/journal' },
]

const tools = [{ text: 'Staff sign in', href: '/sign-in' }]

/** A front page as residents see it. */
export const frontPage = () => (
  <PublicPage title="Goldthread" navigation={publicNavigation} tools={tools}>
    <PageHeading
      title="What was decided, and whether it happened"
      lede="Follow a question to the meeting that answered it, the decision it made and the actions that came of it."
    />
    <KeyFigures
      figures={[
        { label: 'meetings on the record', figure: 31 },
        { label: 'decisions', figure: 164, note: 'since April 2024' },
        { label: 'actions open', figure: 14, note: '5 outstanding' },
        { label: 'questions answered', figure: '12 of 13' },
      ]}
    />
    <h2 className="nhsuk-heading-l">Next meetings in public</h2>
    <CardList
      level={3}
      items={[
        {
          id: '1',
          aside: <DayText day="2025-07-11" form="short" />,
          title: 'Health and Care Partnership',
          href: '/meetings/health-and-care-partnership/2025-07-11',
          text: 'Borough Hall, Bedford, and online, at 10:00. Papers by 3 July.',
          facts: [
            <StatusTag key="n" colour="ink">
              Notice given
            </StatusTag>,
            'Questions close on 8 July',
          ],
        },
        {
          id: '2',
          aside: <DayText day="2025-07-25" form="short" />,
          title: 'ICB Board',
          href: '/meetings/icb-board/2025-07-25',
          text: 'Arlesey Resource Centre, at 9:00.',
        },
      ]}
    />
    <h2 className="nhsuk-heading-l">Look something up</h2>
    <CardGrid
      level={3}
      cards={[
        { title: 'Bodies', href: '/bodies', text: 'Who sits on what, and by which rules.' },
        { title: 'Decisions', href: '/decisions', text: 'What was agreed, and by whom.' },
        { title: 'Questions', href: '/questions', text: 'What residents asked, and the answers.' },
      ]}
    />
  </PublicPage>
)

/** A meeting as residents see it. */
export const meetingPage = () => (
  <PublicPage
    title="Health and Care Partnership, 19 September 2024"
    navigation={publicNavigation}
    tools={tools}
    breadcrumbs={[
      { text: 'Home', href: '/' },
      { text: 'Meetings', href: '/meetings' },
      { text: 'Health and Care Partnership', href: '/bodies/health-and-care-partnership' },
    ]}
  >
    <PageHeading
      caption="Health and Care Partnership"
      title="Meeting of 19 September 2024"
      facts={[
        <StatusTag key="q" colour="red">
          Not quorate
        </StatusTag>,
        <StatusTag key="m" colour="ink">
          Minutes published
        </StatusTag>,
        'Milton Keynes',
      ]}
    />
    <Warning heading="This meeting was not quorate">
      <p>
        15 of 34 members were present; 17 were needed. It went on informally and decided nothing.
      </p>
    </Warning>
    <Working
      open
      steps={[
        { what: 'Members on the day', result: 34 },
        { what: 'Needed: one half of the members', result: 17 },
        { what: 'Present, deputies included', result: 15 },
      ]}
      rule="A meeting is quorate when at least one half of the membership is present."
      citation="Terms of reference in force on the day, quorum."
    />
    <SummaryList
      rows={[
        { key: 'When', value: 'Thursday 19 September 2024, 10:00 to 12:30' },
        { key: 'Where', value: 'Civic Offices, Milton Keynes, and online' },
        { key: 'Notice given', value: <DayText day="2024-09-11" /> },
        { key: 'Chair', value: 'Chair of the Partnership' },
      ]}
    />
    <DocumentLink
      href="/pack.pdf"
      title="Pack of papers"
      type="PDF"
      bytes={4_210_000}
      pages={212}
    />
    <h2 className="nhsuk-heading-l">Actions raised</h2>
    <DataTable
      caption="Actions raised at this meeting"
      captionHidden
      columns={[
        { heading: 'No.', cell: row => String(row.number), namesRow: true },
        { heading: 'Action', cell: row => <a href={`/actions/${row.number}`}>{row.text}</a> },
        { heading: 'Owner', cell: row => row.owner },
        { heading: 'Due', cell: row => <DayText day={row.due} form="short" />, numeric: true },
        { heading: 'State', cell: row => <ActionStateTag state={row.state} /> },
      ]}
      rows={
        [
          {
            number: 30,
            text: 'Report on the hub programme to the next meeting',
            owner: 'Chief Transformation Officer',
            due: '2025-02-14',
            state: 'outstanding',
          },
          {
            number: 31,
            text: 'Bring proposed terms of reference with a smaller quorum',
            owner: 'Head of Governance',
            due: '2025-02-14',
            state: 'complete',
          },
          {
            number: 32,
            text: 'Circulate the winter plan',
            owner: 'All',
            due: 'As soon as possible',
            state: 'in-progress',
          },
          {
            number: 33,
            text: 'Name a lead for children’s mental health',
            owner: 'Chief Nurse',
            due: '2025-03-28',
            state: 'not-yet-due',
          },
          {
            number: 27,
            text: 'Agree data sharing between councils',
            owner: 'Chief Digital Officer',
            due: '2024-05-31',
            state: 'escalated',
          },
        ] as const satisfies readonly { state: ActionState; [other: string]: unknown }[]
      }
      keyOf={row => String(row.number)}
      empty="No action was raised."
    />
    <Thread
      up={[
        {
          relation: 'Answered a',
          kind: 'question from a resident',
          text: 'When will the health hub open?',
          href: '/questions/4',
          day: '2024-08-30',
        },
      ]}
      here={{ kind: 'meeting', text: 'Health and Care Partnership, 19 September 2024' }}
      down={[
        {
          relation: 'Raised an',
          kind: 'action',
          text: '30: Report on the hub programme to the next meeting',
          href: '/actions/30',
        },
        {
          relation: 'Was followed by a',
          kind: 'meeting',
          text: 'Health and Care Partnership, 14 February 2025',
          href: '/meetings/health-and-care-partnership/2025-02-14',
          day: '2025-02-14',
        },
      ]}
    />
  </PublicPage>
)

/** A clerk's tracker, which is mostly table. */
export const trackerPage = () => (
  <WorkPage
    title="Action tracker"
    navigation={workNavigation}
    breadcrumbs={[
      { text: 'Bodies', href: '/work/bodies' },
      { text: 'Health and Care Partnership', href: '/work/bodies/health-and-care-partnership' },
    ]}
  >
    <PageHeading caption="Health and Care Partnership" title="Action tracker" />
    <TabLinks
      label="Actions"
      tabs={[
        { text: 'Open', href: '/work/actions', current: true, count: 5 },
        { text: 'Closed', href: '/work/actions/closed', count: 29 },
      ]}
    />
    <ButtonRow>
      <ButtonLink href="/work/actions/new">Raise an action</ButtonLink>
      <ButtonLink href="/work/actions/tracker.xlsx" kind="secondary">
        As a spreadsheet
      </ButtonLink>
    </ButtonRow>
    <DataTable
      caption="Open actions, most pressing first"
      captionSize="s"
      columns={[
        { heading: 'No.', cell: row => String(row.number), namesRow: true },
        { heading: 'Raised', cell: row => <DayText day={row.raised} form="short" /> },
        { heading: 'Action', cell: row => <a href={`/work/actions/${row.number}`}>{row.text}</a> },
        { heading: 'Owner', cell: row => row.owner },
        { heading: 'Deadline', cell: row => <DayText day={row.due} form="short" />, numeric: true },
        { heading: 'Moved', cell: row => row.moved, numeric: true },
        { heading: 'State', cell: row => <ActionStateTag state={row.state} /> },
      ]}
      rows={
        [
          {
            number: 27,
            raised: '2024-03-15',
            text: 'Agree data sharing between councils',
            owner: 'Chief Digital Officer',
            due: '2024-05-31',
            moved: 3,
            state: 'escalated',
          },
          {
            number: 30,
            raised: '2024-09-19',
            text: 'Report on the hub programme to the next meeting',
            owner: 'Chief Transformation Officer',
            due: '2025-02-14',
            moved: 1,
            state: 'outstanding',
          },
          {
            number: 32,
            raised: '2024-09-19',
            text: 'Circulate the winter plan',
            owner: 'All',
            due: 'ASAP',
            moved: 0,
            state: 'in-progress',
          },
          {
            number: 33,
            raised: '2024-09-19',
            text: 'Name a lead for children’s mental health',
            owner: 'Chief Nurse',
            due: '2025-03-28',
            moved: 0,
            state: 'not-yet-due',
          },
          {
            number: 31,
            raised: '2024-09-19',
            text: 'Bring proposed terms of reference with a smaller quorum',
            owner: 'Head of Governance',
            due: '2025-02-14',
            moved: 0,
            state: 'complete',
          },
        ] as const
      }
      keyOf={row => String(row.number)}
      empty="No action is open."
    />
  </WorkPage>
)

/** A form come back refused, beside the parts of its meeting. */
export const refusedPage = () => (
  <WorkPage
    title="Summon the meeting"
    navigation={workNavigation}
    breadcrumbs={[{ text: 'Meetings', href: '/work/meetings' }]}
    sections={[
      {
        title: 'This meeting',
        items: [
          { text: 'Overview', href: '/work/meetings/12/overview' },
          { text: 'Notice', href: '/work/meetings/12/notice', current: true },
          { text: 'Agenda', href: '/work/meetings/12/agenda', count: 9 },
          { text: 'Papers', href: '/work/meetings/12/papers', count: 7 },
          { text: 'Attendance', href: '/work/meetings/12/attendance' },
          { text: 'Minutes', href: '/work/meetings/12/minutes' },
        ],
      },
    ]}
    refusals={[
      {
        code: 'notice-late',
        field: 'day',
        message:
          'Notice must be given five clear days before the meeting: choose 21 February 2025 or later.',
      },
      { code: 'place', field: 'place', message: 'Enter where the meeting is held.' },
    ]}
  >
    <PageHeading
      caption="Health and Care Partnership"
      title="Summon the meeting"
      lede="The notice goes to every member and on the public site."
    />
    <Form values={{ day: '2025-02-14', starts: '10:00', place: '' }}>
      <DateField name="day" label="Day of the meeting" />
      <TimeField name="starts" label="Starts" />
      <TextField name="place" label="Place" hint="As it will stand on the notice." />
      <ButtonRow>
        <SubmitButton>Give notice</SubmitButton>
        <a href="/work/meetings">Cancel</a>
      </ButtonRow>
    </Form>
  </WorkPage>
)
