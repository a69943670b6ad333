import { Type } from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { DocumentText } from '../../design/document-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { readFile } from '../../platform/files/files.ts'
import { publicFile, publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { listBodies, readBody } from '../bodies/read-body.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { listReports, listVersions, type PublishedReport, readReport } from './read-reports.ts'
import { fileNameOf } from './report-documents.ts'

const addressOf = ({ id }: { readonly id: string }) => `/reports/${id}`

const reportLine = Type.Object({
  page: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  year: Type.String(),
  version: Type.Integer(),
  approvedOn: Type.String(),
  publishedOn: Type.String(),
})

const lineOf = (
  report: Awaited<ReturnType<typeof listReports>>[number],
  body: { readonly slug: string; readonly name: string } | undefined,
) => ({
  page: addressOf(report),
  kind: report.kind,
  title: report.title,
  body: { slug: body?.slug ?? '', name: body?.name ?? '' },
  year: report.year,
  version: report.version,
  approvedOn: report.approved_on,
  publishedOn: report.published_on,
})

/** The reports that bodies have published. Two queries. */
const listPage = publicPage({
  path: '/reports',
  summary: 'Reports that bodies have published of themselves, the latest first.',
  schema: Type.Object({ reports: Type.Array(reportLine) }),
  about: { nothing: 'It is a list: each report has its own page.' },
  read: async ({ db, query }) => {
    const bodies = await listBodies(db)
    const slug = textOf(query, 'body')
    const body = bodies.find(each => each.slug === slug)
    return {
      slug,
      bodies: new Map(bodies.map(each => [each.id, each])),
      // An unknown body has published nothing, rather than everything.
      reports: slug !== '' && !body ? [] : await listReports(db, body ? { body: body.id } : {}),
    }
  },
  view: ({ slug, bodies, reports }) => {
    const reporting = [...bodies.values()].filter(
      body => body.slug === slug || reports.some(({ body_id }) => body_id === body.id),
    )
    return (
      <PublicPage
        title="Reports"
        description="What bodies have published of how they kept their own rules and what they did."
      >
        <PageHeading
          title="Reports"
          lede="Each year a body looks at whether it kept its own rules, and says what it did. What it published stands here, and does not change."
        />
        {reporting.length < 2 && slug === '' ? null : (
          <AskingForm values={{ body: slug }}>
            <SelectField
              name="body"
              label="Body"
              empty="All"
              options={reporting.map(body => ({ value: body.slug, text: body.name }))}
            />
            <SubmitButton kind="secondary">Show</SubmitButton>
          </AskingForm>
        )}
        {reports.length === 0 ? (
          <Empty>No report has been published yet.</Empty>
        ) : (
          <CardList
            items={reports.map(report => ({
              id: report.id,
              title: report.title,
              href: addressOf(report),
              aside: <DayText day={report.published_on} form="short" />,
              facts: [
                bodies.get(report.body_id)?.name ?? '',
                `Approved ${formatDay(report.approved_on)}`,
                ...(report.version > 1 ? [`Version ${report.version}`] : []),
              ],
            }))}
          />
        )}
      </PublicPage>
    )
  },
  json: ({ bodies, reports }) => ({
    reports: reports.map(report => lineOf(report, bodies.get(report.body_id))),
  }),
})

async function readOne({ db, params }: Visit) {
  const report = await readReport(db, params.id ?? '')
  return {
    report,
    body: await readBody(db, report.body_id),
    versions: await listVersions(db, report.body_id, report.year),
    meeting: await readMeeting(db, report.approved_at_meeting).catch(() => undefined),
  }
}

const noPicture = () => ''

/** One published report: the words that a meeting approved, and its files. Four queries. */
const onePage = publicPage({
  path: '/reports/:id',
  summary: 'One published report as it was approved, with its findings and figures.',
  schema: Type.Object({
    ...reportLine.properties,
    note: Type.String(),
    asOf: Type.String(),
    addressedTo: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
    findings: Type.Array(
      Type.Object({
        rule: Type.String(),
        title: Type.String(),
        verdict: Type.String(),
        finding: Type.String(),
        citation: Type.String(),
        evidence: Type.Array(Type.Object({ text: Type.String(), href: Type.String() })),
      }),
    ),
    attendance: Type.Unknown(),
    work: Type.Unknown(),
    pdf: Type.Object({ page: Type.String(), pages: Type.Integer(), bytes: Type.Integer() }),
    docx: Type.Object({ page: Type.String(), bytes: Type.Integer() }),
    versions: Type.Array(
      Type.Object({ version: Type.Integer(), page: Type.String(), publishedOn: Type.String() }),
    ),
  }),
  read: readOne,
  about: ({ report }) => [{ kind: 'report', id: report.id }],
  view: ({ report, body, versions, meeting }) => {
    const { content } = report
    const latest = versions[0]
    return (
      <PublicPage
        title={`${report.title}, ${body.name}`}
        description={`The ${body.name} on how it kept its own rules in ${content.year.name}.`}
        breadcrumbs={[{ text: 'Reports', href: '/reports' }]}
      >
        <PageHeading
          caption={body.name}
          title={report.title}
          facts={[
            `Published ${formatDay(report.published_on)}`,
            ...(versions.length > 1 ? [`Version ${report.version}`] : []),
          ]}
        />
        {latest && latest.version > report.version ? (
          <Warning heading="There is a later version">
            <p>
              <a href={addressOf(latest)}>Version {latest.version}</a> was published on{' '}
              {formatDay(latest.published_on)}.
            </p>
          </Warning>
        ) : null}
        <SummaryList
          rows={[
            {
              key: 'Approved',
              value: meeting ? (
                <a href={`/meetings/${body.slug}/${meeting.slug}`}>
                  At the meeting of {formatDay(report.approved_on)}
                </a>
              ) : (
                `At the meeting of ${formatDay(report.approved_on)}`
              ),
            },
            { key: 'Figures as of', value: <DayText day={content.asOf} /> },
            {
              key: 'Addressed to',
              value:
                content.addressedTo.length === 0
                  ? 'Nobody in particular'
                  : listed(content.addressedTo.map(({ name }) => name)),
            },
            ...(report.note === '' ? [] : [{ key: 'Why this version', value: report.note }]),
          ]}
        />
        <DocumentLink
          href={`${addressOf(report)}/report.pdf`}
          title={report.title}
          type="PDF"
          bytes={report.pdf_size}
          pages={report.pdf_pages}
        />
        <DocumentLink
          href={`${addressOf(report)}/report.docx`}
          title={report.title}
          type="Word"
          bytes={report.docx_size}
        />
        <DocumentText blocks={content.blocks} below={1} imageHref={noPicture} />
        {versions.length > 1 ? (
          <>
            <h2 className="nhsuk-heading-m">Versions</h2>
            <ul className="nhsuk-list">
              {versions.map(version => (
                <li key={version.id}>
                  <a href={addressOf(version)}>Version {version.version}</a>,{' '}
                  {formatDay(version.published_on)}
                  {version.note === '' ? '' : `: ${version.note}`}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </PublicPage>
    )
  },
  json: ({ report, body, versions }) => ({
    ...lineOf(report, body),
    note: report.note,
    asOf: report.content.asOf,
    addressedTo: [...report.content.addressedTo],
    findings: report.content.findings.map(finding => ({
      ...finding,
      evidence: [...finding.evidence],
    })),
    attendance: report.content.attendance,
    work: report.content.work,
    pdf: {
      page: `${addressOf(report)}/report.pdf`,
      pages: report.pdf_pages,
      bytes: report.pdf_size,
    },
    docx: { page: `${addressOf(report)}/report.docx`, bytes: report.docx_size },
    versions: versions.map(version => ({
      version: version.version,
      page: addressOf(version),
      publishedOn: version.published_on,
    })),
  }),
})

async function fileOf({ db, params }: Visit, ending: 'pdf' | 'docx') {
  const report: PublishedReport = await readReport(db, params.id ?? '')
  const file = await readFile(db, ending === 'pdf' ? report.pdf_hash : report.docx_hash)
  if (!file) throw new NotFound('There is no such file.')
  return {
    bytes: file.bytes,
    mediaType: file.mediaType,
    name: fileNameOf(report.content, ending),
    inline: ending === 'pdf',
  }
}

/** What the public has of reports, as pages, JSON and files. */
export const reportPages = [
  listPage,
  onePage,
  publicFile({
    path: '/reports/:id/report.pdf',
    summary: 'A published report as PDF.',
    answer: visit => fileOf(visit, 'pdf'),
  }),
  publicFile({
    path: '/reports/:id/report.docx',
    summary: 'A published report as a Word document.',
    answer: visit => fileOf(visit, 'docx'),
  }),
]
