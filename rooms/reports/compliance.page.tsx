import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, ButtonRow } from '../../design/form.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { addYears, financialYearOf } from '../../platform/day.rules.ts'
import { textOf, type Visit, workFile, workPage } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { forBody } from '../bodies/body-visit.ts'
import { accountSections } from '../duties/account-paths.ts'
import { yearCalled, yearsBetween } from '../duties/duty.rules.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { complianceBlocks } from './assessment-blocks.ts'
import { type ComplianceFinding, tallyOf, type Verdict } from './compliance.rules.ts'
import { readYearOfBody } from './read-year-of-body.ts'
import { DOCX, fileNameOf, reportDocx, reportPdf } from './report-documents.ts'

const YEARS_BACK = 4

const colours: Readonly<Record<Verdict, TagColour>> = {
  kept: 'green',
  'not kept': 'red',
  'cannot be told': 'grey',
}

const VerdictTag = ({ verdict }: { verdict: Verdict }) => (
  <StatusTag colour={colours[verdict]}>{opening(verdict)}</StatusTag>
)

/** The findings, each with what it rests on. */
const FindingsTable = ({ findings }: { findings: readonly ComplianceFinding[] }) => (
  <DataTable
    caption="Rule by rule"
    captionHidden
    rows={findings}
    keyOf={({ title }) => title}
    empty="No terms of reference were in force in this year, so there is nothing to hold it to."
    columns={[
      {
        heading: 'Rule',
        namesRow: true,
        cell: ({ title, citation }) => (
          <>
            {title}
            {citation === '' ? null : <div className="gt-person__office">{opening(citation)}</div>}
          </>
        ),
      },
      { heading: 'Kept', cell: ({ verdict }) => <VerdictTag verdict={verdict} /> },
      {
        heading: 'What was found',
        cell: ({ finding, evidence }) => (
          <>
            {finding}
            {evidence.length === 0 ? null : (
              <ul className="nhsuk-list">
                {evidence.map(({ text, href }) => (
                  <li key={`${href} ${text}`}>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ul>
            )}
          </>
        ),
      },
    ]}
  />
)

async function readCompliance(sources: readonly DutySource[], visit: Visit) {
  const { db, params, query, today } = visit
  const asked = textOf(query, 'year')
  // The year that has ended is the one to account for.
  const year = asked === '' ? financialYearOf(addYears(today, -1)) : yearCalled(asked)
  if (!year) throw new NotFound('A financial year is written as 2024-25.')
  return {
    ...(await readYearOfBody(db, sources, { slug: params.slug ?? '', year, today })),
    years: yearsBetween(addYears(today, -YEARS_BACK), today),
  }
}

/** Whether a body kept its own terms of reference in a year, rule by rule, with the evidence. */
const compliancePage = (sources: readonly DutySource[]) =>
  workPage({
    path: '/work/bodies/:slug/compliance',
    needs: forBody('see the workspace'),
    read: visit => readCompliance(sources, visit),
    view: ({ body, year, years, findings }, { viewer }) => {
      const { kept, notKept, cannotBeTold } = tallyOf(findings)
      const at = `/work/bodies/${body.slug}`
      return (
        <WorkPage
          title={`Compliance ${year.name}, ${body.name}`}
          breadcrumbs={[{ text: 'What is due', href: '/work/duties?show=all' }]}
          sections={accountSections(body, viewer)}
        >
          <PageHeading
            caption={body.name}
            title={`Keeping its terms of reference, ${year.name}`}
            lede="Worked out from the record, rule by rule. Where the record does not tell enough, it judges nothing."
          />
          <TabLinks
            label="Year"
            tabs={years.map(({ slug, name }) => ({
              text: name,
              href: `${at}/compliance?year=${slug}`,
              current: slug === year.slug,
            }))}
          />
          {findings.length === 0 ? (
            <Empty>
              No terms of reference were in force in this year, so there is nothing to hold it to.
            </Empty>
          ) : (
            <>
              <KeyFigures
                figures={[
                  { label: 'Kept', figure: kept },
                  { label: 'Not kept', figure: notKept },
                  { label: 'Cannot be told', figure: cannotBeTold, note: 'from this record' },
                ]}
              />
              <FindingsTable findings={findings} />
              <p className="nhsuk-body">
                Take this report away as <a href={`${at}/compliance.pdf?year=${year.slug}`}>PDF</a>{' '}
                or as a <a href={`${at}/compliance.docx?year=${year.slug}`}>Word document</a>.
              </p>
              <ButtonRow>
                <ButtonLink href={`${at}/assessments`} kind="secondary">
                  Self-assessments
                </ButtonLink>
              </ButtonRow>
            </>
          )}
        </WorkPage>
      )
    },
  })

/** The report as a document: the same findings, for an annual report or a committee's papers. */
const complianceContent = async (sources: readonly DutySource[], visit: Visit) => {
  const { body, year, findings } = await readCompliance(sources, visit)
  return {
    title: `Keeping the terms of reference, ${year.name}`,
    body,
    year,
    asOf: visit.today,
    blocks: complianceBlocks({ findings, yearName: year.name, site: visit.settings.url }),
  }
}

/** Compliance with a body's terms, year by year, as page, PDF and Word document (R-TOR-16). */
export const compliancePages = (sources: readonly DutySource[]) => [
  compliancePage(sources),
  workFile({
    path: '/work/bodies/:slug/compliance.pdf',
    needs: forBody('see the workspace'),
    answer: async visit => {
      const content = await complianceContent(sources, visit)
      return {
        bytes: await reportPdf(content, [], visit.now),
        mediaType: 'application/pdf',
        name: fileNameOf(content, 'pdf', 'compliance'),
        inline: true,
      }
    },
  }),
  workFile({
    path: '/work/bodies/:slug/compliance.docx',
    needs: forBody('see the workspace'),
    answer: async visit => {
      const content = await complianceContent(sources, visit)
      return {
        bytes: await reportDocx(content, []),
        mediaType: DOCX,
        name: fileNameOf(content, 'docx', 'compliance'),
        inline: false,
      }
    },
  }),
]
