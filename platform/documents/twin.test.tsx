import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DocumentText } from '../../design/document-text.tsx'
import { expectDone } from '../outcome.ts'
import { type Block, blocksText, evenHeadings, type ImageBlock, safeHref } from './blocks.ts'
import { aDocx, anUntaggedPdf, anXlsx, aPng, aTaggedPdf } from './documents.samples.ts'
import { makePaperPdf } from './paper-pdf.ts'
import { pageText, pdfFacts } from './pdf-facts.ts'
import { makeTwin } from './twin.ts'

const twinOf = async (...[paper]: Parameters<typeof makeTwin>) => expectDone(await makeTwin(paper))

/** As the page shows it. */
const blocksToHtml = (
  blocks: readonly Block[],
  {
    below,
    imageHref = () => '/a',
    idPrefix = '',
  }: {
    below: 1 | 2 | 3 | 4
    imageHref?: (image: ImageBlock) => string
    idPrefix?: string
  },
) =>
  renderToStaticMarkup(
    <DocumentText blocks={blocks} below={below} imageHref={imageHref} idPrefix={idPrefix} />,
  )

test('a Word paper becomes headings below the page’s own, lists, a table and described pictures', async () => {
  const { blocks } = await twinOf({ kind: 'docx', bytes: await aDocx() })
  const html = blocksToHtml(blocks, { below: 2, imageHref: image => `/images/${image.name}` })
  expect(html).toContain('>Winter plan</h3>')
  // Heading 3 straight below Heading 1 in the file: no level is left out here.
  expect(html).toContain('>Next steps</h4>')
  expect(html).toContain('<li>Nurses<ul class="nhsuk-list nhsuk-list--bullet"><li>Bank nurses</li>')
  expect(html).toContain('<th class="nhsuk-table__header" scope="col">Ward</th>')
  expect(html).toContain('src="/images/picture-1.png" alt="Beds by ward"')
  expect(html).toContain('<a href="https://example.org/plan">The plan</a>')
})

test('no script, style or trap comes through from a Word paper', async () => {
  const { blocks } = await twinOf({ kind: 'docx', bytes: await aDocx() })
  const html = blocksToHtml(blocks, { below: 2 })
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).not.toMatch(/<script|javascript:|<style|\son\w+=/i)
})

test('the clerk is told of pictures without a description and of links that lead nowhere', async () => {
  const { warnings } = await twinOf({ kind: 'docx', bytes: await aDocx() })
  expect(warnings).toContainEqual(expect.stringMatching(/^1 picture has no description/))
  expect(warnings).toContainEqual(expect.stringMatching(/^1 link leads nowhere/))
})

test('the first column of a cover sheet names its rows', async () => {
  const row = (label: string, value: string) =>
    new TableRow({
      children: [
        new TableCell({
          children: [new Paragraph({ children: [new TextRun({ text: label, bold: true })] })],
        }),
        new TableCell({ children: [new Paragraph(value)] }),
      ],
    })
  const table = new Table({
    rows: [row('Title', 'Winter plan'), row('Lead', 'Director of Strategy')],
  })
  const document = new Document({ sections: [{ children: [table] }] })
  const bytes = new Uint8Array(await Packer.toBuffer(document))
  const { blocks } = await twinOf({ kind: 'docx', bytes })
  const html = blocksToHtml(blocks, { below: 2 })
  expect(html).toContain(
    'scope="row"><strong>Title</strong></th><td class="nhsuk-table__cell">Winter plan</td>',
  )
})

test('a workbook’s dates, money and shares read as Excel shows them, under headers', async () => {
  const { blocks, warnings } = await twinOf({ kind: 'xlsx', bytes: await anXlsx() })
  const html = blocksToHtml(blocks, { below: 2 })
  expect(html).toContain('>Finance</h3>')
  expect(html).toContain('>Position at month 9</caption>')
  expect(html).toContain('scope="col">Body</th>')
  expect(html).toContain('scope="row">Luton</th>')
  expect(html).toContain('nhsuk-table__cell--numeric">£1,234,567.50</td>')
  expect(html).toContain('>-£1,200.00<')
  expect(html).toContain('>25.6%<')
  expect(html).toContain('>14/02/2025<')
  expect(html).toContain('>£1,233,367.50<')
  expect(html).not.toContain('not for the paper')
  expect(warnings).toContainEqual(
    expect.stringMatching(/^1 hidden sheet is left out here, but still in the file/),
  )
})

test('merged cells, errors and links of a workbook are kept', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('One')
  sheet.addRow(['Area', 'This year', null, 'Note'])
  sheet.addRow(['', 'Plan', 'Actual', ''])
  sheet.addRow(['Beds', 4, { error: '#REF!' }, { text: 'See', hyperlink: 'https://example.org/' }])
  sheet.mergeCells('B1:C1')
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  const { blocks, warnings } = await twinOf({ kind: 'xlsx', bytes })
  const html = blocksToHtml(blocks, { below: 2 })
  expect(html).toMatch(/<th[^>]* colSpan="2"[^>]*>This year/)
  expect(html).toContain('#REF!')
  expect(html).toContain('<a href="https://example.org/">See</a>')
  expect(warnings).toContainEqual(expect.stringMatching(/^1 cell shows an error/))
  const pdf = await makePaperPdf({ title: 'Workbook', blocks })
  expect(await pageText(pdf, 1)).toContain('This year')
})

test('a tagged PDF becomes its headings, tables and words, page by page', async () => {
  const { blocks, warnings } = await twinOf({ kind: 'pdf', bytes: await aTaggedPdf('Paper', 2) })
  const html = blocksToHtml(blocks, { below: 2, idPrefix: 'a-' })
  expect(warnings).toEqual([])
  expect(html).toContain('id="a-page-1"')
  expect(html).toContain('>Paper section 1</h4>')
  expect(html).toContain('scope="col">Measure</th>')
  expect(html).toContain('Lorem ipsum')
})

test('a PDF without tags becomes its text by page, and the clerk is told what is lost', async () => {
  const { blocks, warnings } = await twinOf({ kind: 'pdf', bytes: await anUntaggedPdf(2) })
  expect(blocksText(blocks)).toBe('Page 1\nScanned page 1\nPage 2\nScanned page 2')
  expect(warnings).toContainEqual(expect.stringMatching(/^This PDF has no tags/))
})

test('a picture needs a description before it is a paper', async () => {
  expect(await makeTwin({ kind: 'png', bytes: aPng(), description: ' ' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'picture-needs-description', field: 'description' }],
  })
  const { blocks } = await twinOf({ kind: 'png', bytes: aPng(), description: 'Beds by “ward”' })
  expect(blocksToHtml(blocks, { below: 2 })).toContain('alt="Beds by “ward”"')
})

test('what the libraries cannot read is refused in a sentence', async () => {
  for (const kind of ['pdf', 'docx', 'xlsx'] as const) {
    expect(await makeTwin({ kind, bytes: Buffer.from('not at all') })).toMatchObject({
      ok: false,
      refusals: [{ code: 'file-damaged' }],
    })
  }
})

test('the PDF of a Word, Excel or picture paper is tagged and says the same as its page', async () => {
  const papers = [
    { kind: 'docx', bytes: await aDocx() },
    { kind: 'xlsx', bytes: await anXlsx() },
    { kind: 'png', bytes: aPng(), description: 'A grey square' },
  ] as const
  for (const paper of papers) {
    const { blocks } = await twinOf(paper)
    const pdf = await makePaperPdf({ title: 'A paper', kicker: 'Item 4', facts: ['Lead'], blocks })
    expect(await pdfFacts(pdf), paper.kind).toMatchObject({
      tagged: true,
      uaPart: 1,
      elements: { H1: 1 },
    })
    const words = (await pageText(pdf, 1)).replaceAll(/\s+/g, ' ')
    const said = blocksText(blocks.filter(block => block.kind !== 'image'))
    for (const line of said.split('\n')) expect(words).toContain(line.trim())
  }
})

test('a picture that cannot be drawn leaves a line in its place and does not stop the paper', async () => {
  const blocks: Block[] = [
    {
      kind: 'image',
      name: 'a.png',
      mediaType: 'image/png',
      bytes: aPng().slice(0, 50),
      alt: 'Beds',
    },
    { kind: 'image', name: 'b.emf', mediaType: 'image/x-emf', bytes: aPng(), alt: '' },
  ]
  const words = await pageText(await makePaperPdf({ title: 'A paper', blocks }), 1)
  expect(words).toContain('Picture: Beds')
})

test('only web, e-mail, telephone and local links may be followed', () => {
  for (const href of [
    'https://a.org/x?y=1#z',
    'http://a.org',
    'mailto:a@b.org',
    'tel:+441',
    '#page-2',
  ]) {
    expect(safeHref(href), href).toBe(href)
  }
  const traps = [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JAVASCRIPT:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//a.org',
    '/x',
    'x',
    '',
    'https://',
    '\u0000javascript:x',
    '#a"b',
  ]
  for (const href of traps) expect(safeHref(href), href).toBeUndefined()
})

test('headings begin at level 1 and leave none out, whatever the paper did', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 })), levels => {
      const blocks = levels.map(
        (level): Block => ({ kind: 'heading', level, runs: [{ text: 'x' }] }),
      )
      const even = evenHeadings(blocks).map(block => (block.kind === 'heading' ? block.level : 0))
      expect(even).toHaveLength(levels.length)
      for (const [at, level] of even.entries()) {
        expect(level).toBeGreaterThanOrEqual(1)
        expect(level).toBeLessThanOrEqual((even[at - 1] ?? 0) + 1)
      }
    }),
  )
})

test('whatever words a paper holds, its page is well formed and holds no element of theirs', () => {
  const run = fc.record(
    {
      text: fc.string({ unit: 'binary' }),
      bold: fc.constant(true as const),
      href: fc.string(),
      anchor: fc.string(),
    },
    { requiredKeys: ['text'] },
  )
  fc.assert(
    fc.property(fc.array(run), fc.string(), (runs, alt) => {
      const html = blocksToHtml(
        [
          { kind: 'paragraph', runs },
          { kind: 'image', name: 'a', mediaType: 'image/png', bytes: new Uint8Array(), alt },
        ],
        { below: 1 },
      )
      const left = html
        // React asks the browser to fetch pictures early; in a whole page that stands in the head.
        .replace('<link rel="preload" as="image" href="/a"/>', '')
        .replaceAll(/<\/?(?:div|p|strong|a|span)>|<div class="gt-markdown">/g, '')
        .replaceAll(
          /<(?:a href|span id|img class)="[^"<>]*"(?: (?:id|src|alt)="[^"<>]*")*\/?>/g,
          '',
        )
      expect(left).not.toMatch(/[<>]/)
    }),
  )
})

test('tables with short rows and cells over several rows and columns are set without a fault', async () => {
  const cell = fc.record({
    blocks: fc.constant<readonly Block[]>([{ kind: 'paragraph', runs: [{ text: 'x' }] }]),
    colspan: fc.integer({ min: 1, max: 4 }),
    rowspan: fc.integer({ min: 1, max: 4 }),
  })
  const table = fc.record({
    kind: fc.constant('table' as const),
    headerRows: fc.constantFrom(0, 1),
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(table, async block => {
      const pdf = await makePaperPdf({ title: 'Table', blocks: [block] })
      expect(pdf.length).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})
