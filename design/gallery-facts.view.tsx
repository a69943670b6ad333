import { DataTable } from './data-table.tsx'
import { DayText } from './day-text.tsx'
import { Empty } from './empty.tsx'
import { GalleryPart } from './gallery-part.tsx'
import { KeyFigures } from './key-figures.tsx'
import { PersonText } from './person-text.tsx'
import { ActionStateTag, actionKey, StatusTag } from './status-tag.tsx'
import { SummaryList } from './summary-list.tsx'
import { TaskList } from './task-list.tsx'
import { YearMonths } from './year-months.tsx'

const attendance = [
  { body: 'ICB Board', meetings: 7, present: 0.914, apologies: 9 },
  { body: 'Health and Care Partnership', meetings: 4, present: 0.441, apologies: 61 },
  { body: 'Finance and Investment Committee', meetings: 11, present: 0.872, apologies: 12 },
]

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

/** Facts: one thing, many things, how things stand. */
export function GalleryFacts() {
  return (
    <>
      <GalleryPart id="key-figures" title="Key figures">
        <KeyFigures
          figures={[
            { label: 'actions open', figure: 14, note: 'three more than in March' },
            { label: 'outstanding', figure: 5, href: '#table' },
            { label: 'members present', figure: '15 of 34', note: '17 are needed for a quorum' },
            { label: 'minutes published in time', figure: '92%' },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="year-months" title="A year at a glance">
        <YearMonths
          months={[
            {
              name: 'April 2025',
              entries: [
                { key: 'friday', date: '18', text: 'Good Friday', look: 'quiet' },
                { key: 'monday', date: '21', text: 'Easter Monday', look: 'quiet' },
              ],
            },
            { name: 'May 2025', entries: [] },
            {
              name: 'June 2025',
              entries: [{ key: 'board', date: '13', text: '10am, Luton', href: '#year-months' }],
            },
            {
              name: 'July 2025',
              entries: [{ key: 'clash', date: '4', text: '2pm, online; a clash', look: 'amber' }],
            },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="summary-list" title="Summary list">
        <SummaryList
          rows={[
            {
              key: 'Day',
              value: <DayText day="2025-02-14" form="full" />,
              actions: [{ text: 'Change', href: '#change-day', about: 'the day' }],
            },
            {
              key: 'Place',
              value: 'Committee room 1, Borough Hall, Bedford',
              actions: [
                { text: 'Change', href: '#change-place', about: 'the place' },
                { text: 'Remove', href: '#remove-place', about: 'the place' },
              ],
            },
            {
              key: 'Chair',
              value: <PersonText office="Chair" organisation="Health and Care Partnership" />,
            },
            {
              key: 'In place of the chair',
              value: (
                <PersonText
                  office="Deputy Chair"
                  organisation="Luton Borough Council"
                  note="deputy for this meeting"
                />
              ),
            },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="table" title="Table of figures">
        <DataTable
          caption="Attendance by body, April 2024 to March 2025"
          captionSize="s"
          columns={[
            { heading: 'Body', cell: row => row.body, namesRow: true },
            { heading: 'Meetings', cell: row => row.meetings, numeric: true },
            { heading: 'Present', cell: row => percent(row.present), numeric: true },
            { heading: 'Apologies', cell: row => row.apologies, numeric: true },
            {
              heading: 'State',
              cell: row =>
                row.present < 0.5 ? (
                  <StatusTag colour="red">Below expectation</StatusTag>
                ) : (
                  <StatusTag colour="green">Met</StatusTag>
                ),
            },
          ]}
          rows={attendance}
          keyOf={row => row.body}
          empty="No body met in this year."
          foot={['All bodies', 22, '—', 82, '']}
        />
        <DataTable
          caption="Attendance, April 2025 to March 2026"
          columns={[{ heading: 'Body', cell: (row: { body: string }) => row.body }]}
          rows={[]}
          keyOf={row => row.body}
          empty="No body has met in this year yet."
        />
      </GalleryPart>
      <GalleryPart id="action-key" title="State words and the tracker’s key">
        <DataTable
          caption="The action tracker’s key"
          captionSize="s"
          columns={[
            {
              heading: 'State',
              cell: row =>
                row.state === 'closed' ? (
                  <ActionStateTag state={row.state} closedOn="2025-02-14" />
                ) : (
                  <ActionStateTag state={row.state} />
                ),
              namesRow: true,
            },
            { heading: 'Meaning', cell: row => row.meaning },
          ]}
          rows={actionKey}
          keyOf={row => row.state}
          empty="There is no key."
        />
        <p>
          <StatusTag>Draft</StatusTag> <StatusTag colour="ink">Published</StatusTag>{' '}
          <StatusTag colour="blue">Notice given</StatusTag>{' '}
          <StatusTag colour="grey">Withdrawn</StatusTag>{' '}
          <StatusTag colour="amber">Papers late</StatusTag>{' '}
          <StatusTag colour="red">Not quorate</StatusTag>{' '}
          <StatusTag colour="green">Quorate</StatusTag>
        </p>
      </GalleryPart>
      <GalleryPart id="task-list" title="Task list">
        <TaskList
          id="before-the-meeting"
          tasks={[
            {
              title: 'Give notice',
              href: '#notice',
              hint: 'By Friday 7 February 2025: five clear days.',
              status: <StatusTag colour="green">Done</StatusTag>,
            },
            {
              title: 'Publish the pack',
              href: '#pack',
              status: <StatusTag colour="amber">2 papers missing</StatusTag>,
            },
            {
              title: 'Draft the minutes',
              hint: 'Once attendance is recorded.',
              status: 'Cannot start yet',
            },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="empty" title="Nothing there">
        <Empty>No question has been put to this meeting. Questions close on 7 February 2025.</Empty>
      </GalleryPart>
    </>
  )
}
