import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { pageText, pdfFacts } from '../platform/documents/pdf-facts.ts'
import { readSheets } from '../platform/documents/sheets.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { importRegister, type RegisterRow } from '../rooms/interests/import-register.ts'
import { publishRegister } from '../rooms/interests/publish-register.ts'
import { guessHeader } from '../rooms/interests/register-columns.rules.ts'
import { printedRows, textIn } from '../rooms/interests/register-rows.rules.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { aCommittee, aMeeting, aPerson } from '../rooms/meetings/sitting.samples.ts'
import { aHouse } from './visitor.samples.ts'

const TODAY = '2025-07-01'
const record = await freshRecord()
const house = await aHouse(record, TODAY)
const body = await aCommittee(record, 'with-a-register', 1)
const other = await aCommittee(record, 'with-another', 1)

const person = Object.fromEntries(
  await Promise.all(
    ['A', 'B', 'C', 'D', 'E', 'F'].map(async letter => [
      letter,
      await aPerson(record, `Officer ${letter}`),
    ]),
  ),
) as Record<string, string>

const FORMULA = '=HYPERLINK("http://example.org","Look")'

/** Enters lines in a register on a day. */
const enter = async (on: string, of: string, rows: readonly RegisterRow[]) =>
  expectDone(await importRegister(actingOn(record, on), { body: of, source: 'By hand', rows }))
const publish = async (on: string, of = body.id) =>
  expectDone(await publishRegister(actingOn(record, on), { body: of }))

const row = (letter: string, declaredOn: string, more: Partial<RegisterRow> = {}): RegisterRow => ({
  person: person[letter] ?? '',
  answer: 'yes',
  types: ['financial'],
  declaredOn: day(declaredOn),
  ...more,
})

await enter('2025-01-20', body.id, [
  row('A', '2025-01-10', { description: 'Director of a care company' }),
  row('B', '2025-01-15', { description: FORMULA, handling: '-2+3', from: '@A1', to: '+1' }),
  row('C', '2025-01-15', {
    description: 'CANARY sensitive',
    sensitive: true,
    sensitiveReason: 'CANARY reason',
  }),
  row('D', '2024-06-01', {
    description: 'CANARY over',
    handling: 'CANARY handling',
    note: 'CANARY note',
    to: '30/11/2024',
  }),
  row('E', '2025-01-11', { answer: 'nil', types: [] }),
])
await publish('2025-02-06')
await enter('2025-03-20', body.id, [
  row('E', '2025-03-20', { answer: 'nil', types: [], note: 'CANARY note of the clerk' }),
  row('F', '2025-02-01', { description: 'Entered late', to: '31/03/2025' }),
])
await publish('2025-04-10')
await enter('2025-05-01', body.id, [row('A', '2025-05-01', { description: 'CANARY unpublished' })])
await enter('2025-01-20', other.id, [row('A', '2025-01-10', { description: 'Trustee elsewhere' })])
await publish('2025-02-06', other.id)
for (const on of ['2025-02-14', '2025-09-12'])
  expectDone(
    await giveNotice(actingOn(record, '2025-02-06'), {
      meeting: (await aMeeting(record, body, on)).id,
      kind: 'public notice',
      givenOn: day('2025-02-06'),
      manner: 'On the website',
      text: 'It meets.',
    }),
  )

const get = (url: string) => house.server.inject({ url })
const path = `/bodies/${body.slug}/interests`
const json = async (url: string) => (await get(`/api/v1${url}`)).json()

test('the public register as at two dates: who was on it, how old their returns were, and what has ended since', async () => {
  const then = await get(`${path}?on=2025-02-14`)
  expect(then.body).toContain('Declared by 14 February 2025')
  expect(then.body).toContain('Director of a care company')
  // Declared before that day, and entered later: it belongs to the register of the day.
  expect(then.body).toContain('Entered late')
  expect(then.body).toContain('left the public register, its time there being over')
  expect(await json(`${path}?on=2025-02-14`)).toMatchObject({ on: '2025-02-14', people: 5 })
  const now = await get(path)
  expect(now.body).toContain('Declared by 1 July 2025')
  expect(now.body).not.toContain('Officer D')
  expect(await json(path)).toMatchObject({ on: TODAY, people: 4, undated: 0 })
  const over = (await json(`${path}?on=2025-02-14`)).entries.filter(
    ({ person: name }: { person: string }) => name === 'Officer D',
  )
  expect(over).toMatchObject([{ description: '', handling: '', to: { text: '30/11/2024' } }])
  for (const [asked, told] of [
    ['2026-01-01', 'That day has not come'],
    ['31/2/2025', 'That is not a day'],
  ])
    expect((await get(`${path}?on=${asked}`)).body).toContain(told)
})

test('R-COI-5, R-COI-7, R-COI-12: what is sensitive, over, or not published stands in no form of any register, of no day', async () => {
  const addresses = [path, `${path}/changes`, '/interests'].flatMap(at => [
    at,
    ...['2024-12-01', '2025-02-14', '2025-05-31', '2025-06-30'].flatMap(on => [
      `${at}?on=${on}`,
      `${at}?on=${on}&since=2024-07-01`,
    ]),
  ])
  for (const url of addresses)
    for (const answer of [await get(url), await get(`/api/v1${url}`)]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.body).not.toContain('CANARY')
    }
  for (const register of [path, '/interests'])
    for (const on of ['2024-12-01', '2025-02-14', TODAY]) {
      const { bytes } = { bytes: (await get(`${register}.xlsx?on=${on}`)).rawPayload }
      const sheets = expectDone(await readSheets({ name: 'r.xlsx', bytes }))
      const pdf = (await get(`${register}.pdf?on=${on}`)).rawPayload
      const texts = [
        (await get(`${register}.csv?on=${on}`)).body,
        JSON.stringify(sheets),
        await pageText(pdf, 1),
      ]
      for (const text of texts) {
        expect(text).toContain(on === '2024-12-01' && register === path ? 'Officer D' : 'Officer')
        expect(text).not.toContain('CANARY')
      }
    }
})

test('a spreadsheet runs nothing of what was declared, and what it shows is taken in again as it was', async () => {
  const csv = await get(`${path}.csv?on=${TODAY}`)
  expect(csv.body).toContain(`"'=HYPERLINK(""http://example.org"",""Look"")"`)
  const xlsx = (await get(`${path}.xlsx?on=${TODAY}`)).rawPayload
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(xlsx as never)
  const cells: unknown[] = []
  workbook.worksheets[0]?.eachRow(line => {
    line.eachCell(cell => {
      expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)
      expect(cell.type).not.toBe(ExcelJS.ValueType.Hyperlink)
      cells.push(cell.value)
    })
  })
  expect(cells.filter(value => /^[=+\-@]/.test(String(value)))).toEqual([])
  for (const text of [FORMULA, '-2+3', '@A1', '+1']) expect(cells).toContain(`'${text}`)
  for (const file of [
    { name: 'own.xlsx', bytes: xlsx },
    { name: 'own.csv', bytes: csv.rawPayload },
  ]) {
    const [sheet] = expectDone(await readSheets(file)).sheets
    const header = guessHeader(sheet?.rows ?? [])
    const uses = header.columns.map(({ use }) => use)
    const printed = sheet ? printedRows(sheet, uses, header.last).lines : []
    expect(printed.map(line => textIn(line, 'details'))).toContain(FORMULA)
    expect(printed.map(line => textIn(line, 'handling'))).toContain('-2+3')
  }
  const lines = (await json(path)).entries.length
  expect(workbook.worksheets[0]?.rowCount).toBe(1 + lines)
  expect(csv.body.split('\r\n')).toHaveLength(1 + lines + 1)
})

test('R-COI-6: the extract for a meeting is an accessible PDF that bears its day, and of a meeting to come today’s', async () => {
  const extract = await get(`${path}.pdf?meeting=2025-02-14`)
  expect(extract.headers['content-type']).toBe('application/pdf')
  expect(extract.headers['content-disposition']).toContain(`interests-${body.slug}-2025-02-14.pdf`)
  const facts = await pdfFacts(extract.rawPayload)
  expect(facts).toMatchObject({ tagged: true, uaPart: 1, language: 'en-GB', headings: 1 })
  expect(facts.title).toContain('extract for the meeting of 14 February 2025')
  const text = await pageText(extract.rawPayload, 1)
  expect(text).toContain('Extract for the meeting of 14 February 2025')
  expect(text).toContain('As it stood on 14 February 2025')
  expect(text).toContain('Director of a care company')
  const coming = await get(`${path}.pdf?meeting-day=12&meeting-month=9&meeting-year=2025`)
  const words = await pageText(coming.rawPayload, 1)
  expect(words).toContain('Extract for the meeting of 12 September 2025')
  expect(words).toContain('As it stood on 1 July 2025')
  expect((await get(`${path}.pdf?meeting=2025-02-15`)).statusCode).toBe(404)
  expect((await get(`${path}.pdf?meeting=soon`)).statusCode).toBe(404)
})

test('what changed since the last extract, with what was entered late; and since any day', async () => {
  const last = await json(`${path}/changes`)
  expect(last).toMatchObject({
    since: '2025-02-06',
    on: TODAY,
    asPublished: true,
    published: ['2025-04-10', '2025-02-06'],
    joined: ['Officer F'],
    left: ['Officer D'],
    added: [{ person: 'Officer E', answer: 'nil' }, { description: 'Entered late' }],
    renewed: [],
    gone: [{ entry: { person: 'Officer D', description: '' }, because: 'its time was over' }],
  })
  const page = (await get(`${path}/changes`)).body
  expect(page).toContain('New on the register: Officer F.')
  expect(page).toContain('No longer on it: Officer D.')
  const later = await json(`${path}/changes?since=2025-02-06&on=2025-03-01`)
  expect(later).toMatchObject({ added: [{ description: 'Entered late' }], gone: [] })
  const ended = await json(`${path}/changes?since=2025-03-20`)
  expect(ended.ended).toMatchObject([])
  const between = await json(`${path}/changes?since=2025-04-10`)
  expect(between).toMatchObject({ since: '2025-04-10', added: [], renewed: [] })
  expect((await get(`${path}/changes?since=2025-07-01`)).body).toContain(
    'Choose a day before 1 July 2025',
  )
  const once = (await get(`/bodies/${other.slug}/interests/changes`)).body
  expect(once).toContain('It was published once, on 6 February 2025')
})

test('the whole register has each body’s, as a page, as data and as files', async () => {
  const { registers } = await json('/interests')
  expect(registers).toMatchObject([
    { body: body.slug, people: 4 },
    { body: other.slug, people: 1, entries: [{ description: 'Trustee elsewhere' }] },
  ])
  const page = (await get('/interests')).body
  for (const text of ['Trustee elsewhere', 'Director of a care company', body.slug])
    expect(page).toContain(text)
  expect((await get('/interests.csv')).body.split('\r\n')[0]).toMatch(/^body,person,/)
  const facts = await pdfFacts((await get('/interests.pdf')).rawPayload)
  expect(facts).toMatchObject({ tagged: true, uaPart: 1, headings: 3 })
})
