import { formatDay } from '../../platform/day.rules.ts'
import type { Block, Cell, Run } from '../../platform/documents/blocks.ts'
import { markdownBlocks } from '../../platform/documents/markdown-blocks.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'
import { shareAttended } from '../bodies/attendance-totals.rules.ts'
import {
  type SectionName,
  type SectionText,
  sections,
  type WorkOfYear,
} from './assessment.rules.ts'
import {
  type AttendanceReport,
  belowExpectation,
  coverageInWords,
} from './attendance-report.rules.ts'
import { type ComplianceFinding, tallyOf } from './compliance.rules.ts'

/** What the report is composed of. */
export type ToCompose = {
  readonly yearName: string
  readonly work: WorkOfYear
  readonly findings: readonly ComplianceFinding[]
  readonly attendance: AttendanceReport
  readonly addressedTo: readonly { readonly name: string }[]
  readonly proposals: readonly string[]
  readonly texts: readonly SectionText[]
  /** 'https://…': before each address, since a document is read away from the site. */
  readonly site: string
}

const paragraph = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs })
const said = (text: string): Block => paragraph({ text })
const heading = (level: number, text: string): Block => ({
  kind: 'heading',
  level,
  runs: [{ text }],
})
const bullets = (items: readonly (readonly Block[])[]): Block => ({
  kind: 'list',
  ordered: false,
  items,
})

type Column = {
  readonly heading: string
  readonly right?: true
}

/** A table whose first row heads its columns and whose first column heads its rows. */
const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (readonly Block[])[])[],
): Block => ({
  kind: 'table',
  caption,
  headerRows: 1,
  rows: [
    columns.map(
      (column): Cell => ({
        blocks: [said(column.heading)],
        header: 'column',
        ...(column.right ? { align: 'right' } : {}),
      }),
    ),
    ...rows.map(row =>
      row.map(
        (blocks, at): Cell => ({
          blocks,
          ...(at === 0 ? { header: 'row' as const } : {}),
          ...(columns[at]?.right ? { align: 'right' as const } : {}),
        }),
      ),
    ),
  ],
})

const verdictWords = {
  kept: 'Kept',
  'not kept': 'Not kept',
  'cannot be told': 'Cannot be told from this record',
} as const

/**
 * The yearly self-assessment as blocks: what the record shows, and what its authors write
 * beside it. The page, the PDF and the Word document are all made of these (R-TOR-16).
 */
export function assessmentBlocks(report: ToCompose): Block[] {
  const { findings, work, texts } = report
  return [
    heading(1, sections.opening.heading),
    said(tallyInWords(findings, report.yearName)),
    ...narrative(texts, 'opening'),
    heading(1, 'Meetings and what came of them'),
    ...workBlocks(work, report.site),
    heading(1, 'Keeping the terms of reference'),
    findingsTable(findings, report.site),
    ...narrative(texts, 'compliance', sections.compliance.heading),
    heading(1, 'Attendance'),
    ...attendanceBlocks(report.attendance),
    heading(1, sections.responsibilities.heading),
    ...orNothing(narrative(texts, 'responsibilities')),
    heading(1, sections.changes.heading),
    ...report.proposals.map(said),
    ...(report.proposals.length > 0
      ? narrative(texts, 'changes')
      : orNothing(narrative(texts, 'changes'))),
    heading(1, 'To whom this is reported'),
    ...(report.addressedTo.length === 0
      ? [said('The record names no body to which this one reports.')]
      : [bullets(report.addressedTo.map(({ name }) => [said(name)]))]),
  ]
}

const tallyInWords = (findings: readonly ComplianceFinding[], yearName: string): string => {
  const { kept, notKept, cannotBeTold } = tallyOf(findings)
  return `Of ${countOf(findings.length, 'rule')} looked at for ${yearName}, ${countOf(kept, 'was', 'were')} kept and ${countOf(notKept, 'was', 'were')} not; of ${inWords(cannotBeTold)} this record does not tell enough.`
}

const findingsTable = (findings: readonly ComplianceFinding[], site: string): Block =>
  table(
    'Each rule, and what was found',
    [{ heading: 'Rule' }, { heading: 'Kept' }, { heading: 'What was found' }],
    findings.map(finding => [
      [said(finding.title), said(finding.citation)],
      [said(verdictWords[finding.verdict])],
      [
        said(finding.finding),
        ...finding.evidence.map(({ text, href }) => paragraph({ text, href: `${site}${href}` })),
      ],
    ]),
  )

/** The compliance report of a year by itself, as it also stands in the self-assessment. */
export const complianceBlocks = ({
  findings,
  yearName,
  site,
}: Pick<ToCompose, 'findings' | 'yearName' | 'site'>): Block[] =>
  findings.length === 0
    ? [said('No terms of reference were in force in this year, so there is nothing to hold it to.')]
    : [said(tallyInWords(findings, yearName)), findingsTable(findings, site)]

const orNothing = (blocks: readonly Block[]): readonly Block[] =>
  blocks.length > 0 ? blocks : [said('Nothing has been written here.')]

/** What was written in a section; its own headings stand below the section's. */
function narrative(
  texts: readonly SectionText[],
  name: SectionName,
  title?: string,
): readonly Block[] {
  const text = texts.find(({ section }) => section === name)?.text ?? ''
  if (text === '') return []
  const below = title === undefined ? 1 : 2
  return [
    ...(title === undefined ? [] : [heading(2, title)]),
    ...markdownBlocks(text).map(block =>
      block.kind === 'heading' ? { ...block, level: block.level + below } : block,
    ),
  ]
}

function workBlocks(work: WorkOfYear, site: string): Block[] {
  const { meetings, decisions } = work
  return [
    meetings.length === 0
      ? said('No meeting of the year is in this record.')
      : table(
          'Meetings of the year',
          [{ heading: 'Day' }, { heading: 'How it went' }],
          meetings.map(({ day, words, path }) => [
            [paragraph({ text: formatDay(day), href: `${site}${path}` })],
            [said(words)],
          ]),
        ),
    table(
      'The year in figures',
      [{ heading: 'What' }, { heading: 'Number', right: true }],
      [
        ['Decisions recorded', decisions.length],
        ['Actions raised', work.actionsRaised],
        ['Actions closed', work.actionsClosed],
        ['Questions from the public', work.questionsAsked],
        ['Questions answered', work.questionsAnswered],
      ].map(([what, number]) => [[said(String(what))], [said(String(number))]]),
    ),
    ...(decisions.length === 0
      ? []
      : [
          table(
            'Decisions',
            [{ heading: 'Day' }, { heading: 'Decision' }],
            decisions.map(({ on, verb, text }) => [
              [said(formatDay(on))],
              [paragraph({ text: `${opening(verb)}: `, bold: true }, { text })],
            ]),
          ),
        ]),
  ]
}

function attendanceBlocks(attendance: AttendanceReport): Block[] {
  const { rows, seats, expected, source } = attendance
  const { below, of } = belowExpectation(rows)
  const differing = seats.filter(({ agreement }) => agreement === 'differs')
  if (rows.length === 0) return [said('Nobody’s attendance in the year is in this record.')]
  return [
    ...(expected === null || of === 0
      ? []
      : [
          said(
            `${opening(countOf(below, 'member'))} of ${of} came to less than ${expected} per cent of the meetings held while in post.`,
          ),
        ]),
    said(
      `${source === '' ? 'Worked out from the record.' : `As published: ${source}.`} ${coverageInWords(attendance)}`,
    ),
    table(
      'By person',
      [{ heading: 'Who' }, { heading: 'Attended', right: true }, { heading: 'Share', right: true }],
      rows.map(row => [
        [said([row.office, row.note].filter(Boolean).join('; '))],
        [said(`${row.attended} of ${row.possible}`)],
        [said(shareAttended(row) === undefined ? '–' : `${shareAttended(row)}%`)],
      ]),
    ),
    ...(differing.length === 0
      ? []
      : [
          heading(2, 'By seat'),
          said('Where the record shows more of a seat than the lines of its members do:'),
          bullets(
            differing.map(({ seat, organisation, remark }) => [
              paragraph(
                { text: `${[seat, organisation].filter(Boolean).join(', ')}: `, bold: true },
                { text: remark },
              ),
            ]),
          ),
        ]),
  ]
}
