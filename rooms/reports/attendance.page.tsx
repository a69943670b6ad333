import { Type } from 'typebox'
import { DataTable } from '../../design/data-table.tsx'
import { given } from '../../design/given.ts'
import { KeyFigures } from '../../design/key-figures.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PersonText } from '../../design/person-text.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { Working } from '../../design/working.tsx'
import { financialYearOf } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { belowInWords, shareAttended } from '../bodies/attendance-totals.rules.ts'
import { listAttendanceTotals } from '../bodies/list-attendance-totals.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { yearCalled } from '../duties/duty.rules.ts'
import {
  type Agreement,
  type AttendanceReport,
  type AttendanceRow,
  coverageInWords,
  type SeatRow,
  type Share,
} from './attendance-report.rules.ts'
import { readAttendanceReport } from './read-attendance-report.ts'

async function readAttendance(visit: Visit) {
  const { db, params, query, today } = visit
  const body = await readBodyBySlug(db, params.slug ?? '')
  const totals = await listAttendanceTotals(db, body.id)
  const thisYear = financialYearOf(today)
  const asked = textOf(query, 'year') || (totals[0]?.year ?? thisYear.slug)
  const year = yearCalled(asked)
  if (!year) throw new NotFound('A financial year is written as 2024-25.')
  const years = [...new Set([thisYear.slug, year.slug, ...totals.map(row => row.year)])]
    .toSorted()
    .toReversed()
  return {
    body,
    year,
    years: years.flatMap(slug => yearCalled(slug) ?? []),
    report: await readAttendanceReport(db, body, { year, today, totals, audience: 'public' }),
  }
}

type Model = Awaited<ReturnType<typeof readAttendance>>

const ofText = ({ attended, possible }: Share) => `${attended} of ${possible}`

const percentText = (share: Share) => {
  const percent = shareAttended(share)
  return percent === undefined ? '–' : `${percent}%`
}

const agreements: Readonly<Record<Agreement, { words: string; colour: TagColour }>> = {
  agrees: { words: 'Agrees', colour: 'green' },
  'agrees so far': { words: 'Agrees so far', colour: 'green' },
  differs: { words: 'Differs', colour: 'amber' },
  'not compared': { words: 'Not compared', colour: 'grey' },
}

const AgreementTag = ({ agreement }: { agreement: Agreement }) => (
  <StatusTag colour={agreements[agreement].colour}>{agreements[agreement].words}</StatusTag>
)

function Meets({ meets }: { meets: boolean | null }) {
  if (meets === null) return <>Not expected</>
  return meets ? (
    <StatusTag colour="green">Met</StatusTag>
  ) : (
    <StatusTag colour="amber">Below</StatusTag>
  )
}

const recordCell = (row: { fromRecord: Share | null; agreement: Agreement }) =>
  row.fromRecord === null ? (
    '–'
  ) : (
    <>
      {ofText(row.fromRecord)}{' '}
      {row.agreement === 'not compared' ? null : <AgreementTag agreement={row.agreement} />}
    </>
  )

const noteOf = ({ capacity, note }: AttendanceRow) =>
  [capacity === 'member' ? '' : capacity, note].filter(Boolean).join('; ') || undefined

function PersonTable({ report }: { report: AttendanceReport }) {
  const published = report.source !== ''
  return (
    <DataTable
      caption="By person"
      rows={report.rows.map((row, at) => ({ ...row, key: `${at}` }))}
      keyOf={row => row.key}
      empty="Nobody’s attendance in this year is in the public record."
      columns={[
        {
          heading: 'Who',
          namesRow: true,
          cell: row => <PersonText office={row.office} {...given({ note: noteOf(row) })} />,
        },
        { heading: 'Attended', numeric: true, cell: ofText },
        { heading: 'Share', numeric: true, cell: percentText },
        ...(report.expected === null
          ? []
          : [
              { heading: 'Expectation', cell: (row: AttendanceRow) => <Meets meets={row.meets} /> },
            ]),
        ...(published && report.recorded > 0
          ? [{ heading: 'In the minutes', cell: recordCell }]
          : []),
      ]}
    />
  )
}

function SeatTable({ report }: { report: AttendanceReport }) {
  if (report.seats.length === 0) return null
  return (
    <DataTable
      caption="By seat"
      rows={report.seats.map((row, at) => ({ ...row, key: `${at}` }))}
      keyOf={row => row.key}
      empty=""
      columns={[
        {
          heading: 'Seat',
          namesRow: true,
          cell: row => (
            <>
              {[row.seat, row.organisation].filter(Boolean).join(', ')}
              {row.remark === '' ? null : <div className="gt-person__office">{row.remark}</div>}
            </>
          ),
        },
        { heading: 'Attended', numeric: true, cell: ofText },
        ...(report.expected === null
          ? []
          : [{ heading: 'Expectation', cell: (row: SeatRow) => <Meets meets={row.meets} /> }]),
        {
          heading: 'Published lines',
          numeric: true,
          cell: row => (row.published ? ofText(row.published) : '–'),
        },
        { heading: 'In the minutes', cell: recordCell },
      ]}
    />
  )
}

function AttendanceView({ body, year, years, report }: Model) {
  const { expected } = report
  const members = report.rows.filter(({ capacity }) => capacity === 'member')
  const below = members.filter(({ meets }) => meets === false).length
  return (
    <PublicPage
      title={`Attendance ${year.name}, ${body.name}`}
      description={`Who came to the meetings of the ${body.name} in ${year.name}, by person and by seat.`}
      breadcrumbs={[
        { text: 'Bodies', href: '/bodies' },
        { text: body.name, href: `/bodies/${body.slug}` },
      ]}
    >
      <PageHeading
        caption={body.name}
        title={`Attendance, ${year.name}`}
        {...(expected === null ? {} : { lede: belowInWords(members, expected) })}
      />
      <TabLinks
        label="Year"
        tabs={years.map(({ slug, name }) => ({
          text: name,
          href: `/bodies/${body.slug}/attendance?year=${slug}`,
          current: slug === year.slug,
        }))}
      />
      {members.length === 0 || expected === null ? null : (
        <KeyFigures
          figures={[
            { label: 'Members', figure: members.length, note: 'with a meeting to attend' },
            { label: 'Below', figure: below, note: `less than ${expected}% attended` },
            { label: 'Meetings', figure: report.held, note: 'held in the year' },
          ]}
        />
      )}
      <p>
        {report.source === ''
          ? 'No totals were published for this year: what follows is worked out from the published minutes. '
          : `The numbers are those published: ${report.source}. `}
        {coverageInWords(report)}
      </p>
      <PersonTable report={report} />
      <SeatTable report={report} />
      <Working
        steps={[
          { what: 'An apology', result: 'is not attendance' },
          { what: 'A deputy', result: 'counts for the seat, not for the member' },
          { what: 'A workshop', result: 'counts neither as held nor as attended' },
          {
            what: 'Somebody in post for part of the year',
            result: 'is judged by the meetings held meanwhile',
          },
          {
            what: 'Agrees so far',
            result:
              'the minutes published do not cover every meeting, and nothing in them contradicts the total',
          },
        ]}
        rule={
          expected === null
            ? 'The terms of reference expect no share of meetings.'
            : `Members are expected at ${expected} per cent of the meetings held while they are in post.`
        }
        {...(report.citation === '' ? {} : { citation: `${report.citation}.` })}
      />
    </PublicPage>
  )
}

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const shareSchema = Type.Object({ attended: Type.Integer(), possible: Type.Integer() })
const rowSchema = {
  attended: Type.Integer(),
  possible: Type.Integer(),
  meets: orNull(Type.Boolean()),
  fromRecord: orNull(shareSchema),
  agreement: Type.String(),
}

const shareJson = (share: Share | null) =>
  share && { attended: share.attended, possible: share.possible }

/** A body's attendance in a year, by person and by seat (R-TOR-11). Six queries. */
export const attendanceReportPage = publicPage({
  path: '/bodies/:slug/attendance',
  summary: 'Attendance at a body’s meetings in a financial year, by person and by seat.',
  schema: Type.Object({
    body: Type.Object({ slug: Type.String(), name: Type.String() }),
    year: Type.String(),
    expected: orNull(Type.Integer()),
    citation: Type.String(),
    source: Type.String(),
    meetings: Type.Object({ held: Type.Integer(), recorded: Type.Integer() }),
    rows: Type.Array(
      Type.Object({
        office: Type.String(),
        capacity: Type.String(),
        note: Type.String(),
        ...rowSchema,
      }),
    ),
    seats: Type.Array(
      Type.Object({
        seat: Type.String(),
        organisation: Type.String(),
        class: Type.String(),
        published: orNull(shareSchema),
        remark: Type.String(),
        ...rowSchema,
      }),
    ),
  }),
  read: readAttendance,
  about: ({ body }) => [{ kind: 'attendance', id: body.id }],
  view: model => <AttendanceView {...model} />,
  json: ({ body, year, report }) => ({
    body: { slug: body.slug, name: body.name },
    year: year.slug,
    expected: report.expected,
    citation: report.citation,
    source: report.source,
    meetings: { held: report.held, recorded: report.recorded },
    rows: report.rows.map(row => ({
      office: row.office,
      capacity: row.capacity,
      note: row.note,
      attended: row.attended,
      possible: row.possible,
      meets: row.meets,
      fromRecord: shareJson(row.fromRecord),
      agreement: row.agreement,
    })),
    seats: report.seats.map(row => ({
      seat: row.seat,
      organisation: row.organisation,
      class: row.class,
      attended: row.attended,
      possible: row.possible,
      meets: row.meets,
      published: shareJson(row.published),
      fromRecord: shareJson(row.fromRecord),
      agreement: row.agreement,
      remark: row.remark,
    })),
  }),
})
