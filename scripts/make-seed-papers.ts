import { writeFileSync } from 'node:fs'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import ExcelJS from 'exceljs'
import { makePdf } from '../platform/documents/typst.ts'
import measures from '../seed/blmk/facts/outcome-measures.json' with { type: 'json' }

/**
 * Makes the files that lie under the papers of 14 February 2025 in the
 * demonstration: a workbook, two Word documents and a PDF, from the facts of
 * the published papers in words of our own. Run it after changing them:
 * `npm run seed-papers`.
 */
const folder = new URL('../seed/blmk/papers/', import.meta.url)

const heading = (text: string, level: 1 | 2 = 2) =>
  new Paragraph({ text, heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2 })
const paragraph = (text: string) => new Paragraph(text)
const bullet = (text: string) => new Paragraph({ text, bullet: { level: 0 } })

const table = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  new Table({
    rows: [header, ...rows].map(
      (cells, at) =>
        new TableRow({
          tableHeader: at === 0,
          children: cells.map(text => new TableCell({ children: [paragraph(text)] })),
        }),
    ),
  })

const word = async (name: string, title: string, children: (Paragraph | Table)[]) =>
  writeFileSync(
    new URL(name, folder),
    await Packer.toBuffer(
      new Document({
        title,
        creator: 'BLMK ICB',
        sections: [{ children: [heading(title, 1), ...children] }],
      }),
    ),
  )

await word('terms-of-reference-changes.docx', 'Changes to the terms of reference', [
  heading('Why'),
  paragraph(
    'The partnership met without a quorum in September 2024. Half of its members is a high bar: a look at partnerships in three regions found one third to be usual.',
  ),
  heading('What would change'),
  table(
    ['Section', 'Subject', 'Now', 'Proposed'],
    [
      [
        '2.2',
        'Voluntary sector',
        'One nominated representative',
        'The co-chairs of the VCSE Strategy Group',
      ],
      ['4.1', 'Quorum, number', 'One half of the members', 'One third of the members'],
      [
        '4.1',
        'Quorum, who',
        'The ICB and two councils',
        'The ICB, two councils and an NHS trust of the area',
      ],
      ['2.2', 'Name of a council', 'Milton Keynes', 'Milton Keynes City'],
      ['10.1', 'Name of a council', 'Luton Borough', 'Luton'],
      ['10.1', 'Reports', 'Each quarter', 'Regularly'],
      ['11', 'Heading', 'Reporting', 'Reporting arrangements'],
      ['12.1', 'Self-assessment', 'Within six months, then yearly', 'Yearly'],
    ],
  ),
  heading('What happens next'),
  bullet('The partnership recommends the changes to the ICB Board.'),
  bullet('The Board decides. Until then the present terms hold.'),
])

await word('green-plan-draft.docx', 'Draft Green Plan: what it aims for', [
  heading('Where we start'),
  paragraph(
    'In 2019/20 the two acute trusts, the ICB and primary care had a footprint of 324,530 tonnes of carbon dioxide equivalent. At least 16,500 tonnes have been cut since.',
  ),
  heading('Targets'),
  table(
    ['What', 'Target', 'By', 'Kind'],
    [
      ['Emissions we control', 'Net zero', '2040', 'Commitment'],
      ['Emissions we control', 'Net zero', '2035', 'Aspiration'],
      ['Emissions we control', '80% below 1990', '2032', 'Commitment'],
      ['Emissions we influence', 'Net zero', '2045', 'Commitment'],
      ['Emissions we influence', '80% below 1990', '2039', 'Commitment'],
      ['Vehicles other than ambulances', 'Zero emission', '2035', 'Outcome'],
    ],
  ),
  heading('What happens next'),
  bullet('Early March 2025: comments taken in, and a final version sent round.'),
  bullet('Mid-March 2025: the ICB Board decides.'),
  bullet('Spring 2025: boards of the trusts decide.'),
  bullet('September 2025: the final plan comes to the partnership.'),
])

const book = new ExcelJS.Workbook()
book.title = 'Outcome measures of the health and care strategy'
const sheet = book.addWorksheet('Outcome measures')
sheet.addRow(['Area', 'Measure', 'Sex', 'Baseline', 'Value', 'Latest', 'Value', 'Change', 'Unit'])
sheet.getRow(1).font = { bold: true }
const cell = (text: string) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text)
for (const row of measures)
  sheet.addRow([
    row.area,
    row.measure,
    row.sex,
    row.basePeriod,
    cell(row.baseline),
    row.latestPeriod,
    cell(row.latest),
    cell(row.change),
    row.unit,
  ])
writeFileSync(new URL('outcome-measures.xlsx', folder), Buffer.from(await book.xlsx.writeBuffer()))

writeFileSync(
  new URL('devolution.pdf', folder),
  await makePdf({
    title: 'Devolution: what is on the table',
    data: {},
    template: `
#masthead(kicker: [Slides for discussion], [Devolution: what is on the table])
== Two bids
- A strategic authority for Bedfordshire, Luton and Milton Keynes, signed by Bedford Borough, Luton and Milton Keynes. Central Bedfordshire is named in it and has not signed.
- A South Midlands strategic authority, signed by West and North Northamptonshire. The four councils of our area are named in it and have not signed.
- Central Bedfordshire has written that it is ready to work with either, or more widely.
== What it could mean
- A mayor who might chair the integrated care system
- A new voice in health and care
- A review of the boundaries of the emergency services
- Unitary councils of about half a million residents, and an authority with a staff of 100 to 150
== When
#table(columns: (1fr, 2fr), table.header([When], [What]),
  [End of January 2025], [The Government answers],
  [Spring 2025], [Consultation on the first areas],
  [Summer 2025], [The councils decide],
  [May 2026], [A mayor is elected])
`,
  }),
)
