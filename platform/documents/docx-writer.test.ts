import { expect, test } from 'vitest'
import { type Block, blocksText } from './blocks.ts'
import { docxBlocks } from './docx-blocks.ts'
import { writeDocx } from './docx-writer.ts'
import { readZipDirectory, unpack } from './zip-directory.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] })
const blocks: readonly Block[] = [
  { kind: 'heading', level: 1, runs: [{ text: 'Meetings' }] },
  {
    kind: 'paragraph',
    runs: [
      { text: 'It met ' },
      { text: 'twice', bold: true },
      { text: ', as ' },
      { text: 'its minutes', href: 'https://example.org/minutes' },
      { text: ' say.' },
    ],
  },
  { kind: 'heading', level: 2, runs: [{ text: 'By person' }] },
  {
    kind: 'table',
    caption: 'Attendance',
    headerRows: 1,
    rows: [
      [
        { blocks: [paragraph('Who')], header: 'column' },
        { blocks: [paragraph('Attended')], header: 'column', align: 'right' },
      ],
      [
        { blocks: [paragraph('The chair')], header: 'row' },
        { blocks: [paragraph('2 of 2')], align: 'right' },
      ],
    ],
  },
  {
    kind: 'list',
    ordered: true,
    items: [[paragraph('First')], [paragraph('Second')]],
  },
  { kind: 'list', ordered: false, items: [[paragraph('A point')]] },
]
const written = await writeDocx({
  title: 'Annual self-assessment 2024/25',
  kicker: 'A partnership',
  facts: ['Figures as of 1 July 2025'],
  blocks,
})

async function part(name: string): Promise<string> {
  const entry = readZipDirectory(written).find(each => each.name === name)
  if (!entry) throw new Error(`The file has no ${name}.`)
  return String(await unpack(written, entry))
}

test('a Word document opened again has the same words, in the same order, as the page', async () => {
  const read = await docxBlocks(written)
  expect(read.warnings).toEqual([])
  expect(blocksText(read.blocks).replace(/\n+/g, '\n')).toBe(
    [
      'A partnership',
      'Annual self-assessment 2024/25',
      'Figures as of 1 July 2025',
      'Meetings',
      'It met twice, as its minutes say.',
      'By person',
      'Attendance',
      'Who',
      'Attended',
      'The chair',
      '2 of 2',
      'First',
      'Second',
      'A point',
    ].join('\n'),
  )
})

test('its headings are Word’s own, its first row heads the table, its lists are lists and its link is one', async () => {
  const { blocks: read } = await docxBlocks(written)
  const headings = read.flatMap(block => (block.kind === 'heading' ? [blocksText([block])] : []))
  expect(headings).toEqual(['Annual self-assessment 2024/25', 'Meetings', 'By person'])
  const table = read.find(block => block.kind === 'table')
  expect(table).toMatchObject({ headerRows: 1 })
  expect(read.filter(block => block.kind === 'list')).toMatchObject([
    { ordered: true },
    { ordered: false },
  ])
  expect(JSON.stringify(read)).toContain('https://example.org/minutes')
})

test('it says its title and its language, and repeats the head of a table on each page', async () => {
  expect(await part('docProps/core.xml')).toContain(
    '<dc:title>Annual self-assessment 2024/25</dc:title>',
  )
  expect(await part('word/styles.xml')).toContain('w:lang w:val="en-GB"')
  expect(await part('word/document.xml')).toContain('<w:tblHeader/>')
})

test('a document without a title is not written', async () => {
  await expect(writeDocx({ title: ' ', blocks })).rejects.toThrow('needs a title')
})
