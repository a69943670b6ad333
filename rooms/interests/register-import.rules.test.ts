import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { changesTo } from './register-changes.rules.ts'
import { guessHeader, reasonsAgainstColumns } from './register-columns.rules.ts'
import { examineRegister, type ImportDecisions } from './register-import.rules.ts'
import { printedRows } from './register-rows.rules.ts'

const heading = [
  'Name',
  'Interests to Declare',
  'Financial',
  'Details',
  'Date From',
  'Date To',
  'Date Declared',
]
const persons = [
  { id: 'a', name: 'Chair, Healthwatch Luton', position: 'Healthwatch Luton' },
  { id: 'b', name: 'Leader, Luton Borough Council', position: 'Luton Borough Council' },
]
const known = {
  persons,
  organisations: [{ id: 'o', name: 'Healthwatch Luton', alsoCalled: ['Luton LINk'] }],
  today: day('2025-02-14'),
  mayEnterPeople: false,
}

function looked(
  rows: readonly (readonly string[])[],
  decisions: ImportDecisions = {},
  dates: string[] = [],
) {
  const sheet = { rows: [heading, ...rows], dates }
  const header = guessHeader(sheet.rows)
  const { lines } = printedRows(
    sheet,
    header.columns.map(({ use }) => use),
    header.last,
  )
  return examineRegister(lines, decisions, known)
}

const aRow = (
  differences: Partial<Record<'name' | 'said' | 'tick' | 'details' | 'from' | 'to' | 'on', string>>,
) => {
  const row = {
    name: 'Healthwatch Luton, Chair',
    said: 'Yes',
    tick: 'Y',
    details: 'A trustee',
    from: '',
    to: '',
    on: '14/01/2025',
    ...differences,
  }
  return [row.name, row.said, row.tick, row.details, row.from, row.to, row.on]
}
const codes = (...rows: string[][]) =>
  looked(rows).problems.map(({ code, cell }) => `${code} ${cell}`)

test('dates that could mean two things must be decided; a real date of a spreadsheet is what it is', () => {
  expect(codes(aRow({ from: '05/13/2024' }))).toEqual(['american-day E2'])
  expect(
    codes(aRow({ from: '05/13/2024' }), aRow({ from: '03/04/2023', details: 'Another' })),
  ).toEqual(['american-day E2', 'ambiguous-day E3'])
  expect(
    looked([aRow({ from: '05/13/2024' }), aRow({ from: '03/04/2023' })], {}, ['E3']).problems,
  ).toHaveLength(1)
  expect(codes(aRow({ from: '43647' }))).toEqual(['serial-day E2'])
  const { lines } = looked([aRow({ from: '43647' })], { 'r2-serial-day-from': 'day:2019-07-01' })
  expect(lines[0]).toMatchObject({
    from: '43647',
    fromRead: { day: '2019-07-01', precision: 'day' },
  })
})

test('a span out of order, a day to come, a line twice and two-figure years are found', () => {
  expect(codes(aRow({ from: '2020', to: 'May 2019' }))).toContain('ends-before-it-begins F2')
  expect(codes(aRow({ on: '15/02/2025' }))).toEqual(['declared-in-the-future G2'])
  expect(codes(aRow({}), aRow({}))).toEqual(['same-line-twice D3'])
  expect(codes(aRow({ to: '31/12/24' }))).toEqual(['two-digit-year F2'])
})

test('a near name is suggested with its reason, and never taken unasked', () => {
  const near = looked([aRow({ name: 'Leader, Luton Council' })])
  expect(near.undecided).toMatchObject([{ code: 'person-near', suggestion: { value: 'person:b' } }])
  expect(near.lines).toEqual([])
  const decided = looked([aRow({ name: 'Leader, Luton Council' })], {
    'whose-council-leader-luton': 'person:b',
  })
  expect(decided.lines[0]?.person).toEqual({ id: 'b' })
  expect(looked([aRow({ name: 'Nobody known' })]).undecided[0]?.code).toBe('person-unknown')
})

test('an organisation is suggested by any of its names, and named only when somebody says so', () => {
  const row = aRow({ details: 'Once chaired the Luton LINk' })
  const { problems, lines } = looked([row])
  expect(problems[0]?.suggestion?.words).toContain('Luton LINk')
  expect(lines[0]?.organisation).toBeUndefined()
  expect(
    looked([row], { 'r2-organisation-suggested': 'organisation:o' }).lines[0]?.organisation,
  ).toBe('o')
})

test('a heading that could mean two things is asked about, and one thing is not said of two columns', () => {
  const { columns } = guessHeader([['Name', 'Details', 'Date', 'Interests to Declare', 'Comments']])
  expect(columns.map(({ use }) => use)).toEqual(['person', 'details', 'ask', 'answer', 'ask'])
  const refusals = (...uses: Parameters<typeof reasonsAgainstColumns>[0]) =>
    reasonsAgainstColumns(uses, at => `column-${at}`).map(({ code }) => code)
  expect(refusals('person', 'details', 'ask')).toEqual(['column-undecided'])
  expect(refusals('person', 'details', 'details')).toEqual(['column-twice'])
  expect(refusals('from')).toEqual(['name-column-missing', 'details-column-missing'])
})

test('whatever is taken in, taking the same in again finds it unchanged', () => {
  const row = fc
    .record({
      name: fc.constantFrom(...persons.map(({ name }) => name)),
      said: fc.constantFrom('Yes', 'No', ''),
      tick: fc.constantFrom('Y', 'N', ''),
      details: fc.string({ maxLength: 12 }),
      from: fc.constantFrom('', '2001', 'April 2013', 'May-95', '1/1/2023 (acting)', 'Ongoing'),
      to: fc.constantFrom('', 'Ongoing', 'left role 31/12/24'),
      on: fc.constantFrom('', '14/01/2025', '2/3/2022'),
    })
    .map(aRow)
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), rows => {
      const { lines } = looked(rows)
      const held = lines.map((line, at) => ({
        id: String(at),
        person_id: 'id' in line.person ? line.person.id : '',
        position_declared: line.position,
        answer: line.answer,
        types: line.types,
        description: line.description,
        from_text: line.from,
        to_text: line.to,
        handling: line.handling,
        declared_on: line.declaredOn ?? null,
        declared_text: line.declaredText,
      }))
      const again = changesTo(looked(rows).lines, held)
      expect([again.new, again.changed, again.gone]).toEqual([[], [], []])
      expect(again.unchanged).toHaveLength(lines.length)
    }),
  )
})
