import { expect, test } from 'vitest'
import { type Day, day } from '../../platform/day.rules.ts'
import { type Declared, oddities, reasonsNotToDeclare, writtenDay } from './declaration.rules.ts'
import { countRegister, freshnessOn, staysPublic } from './register.rules.ts'

const on = day('2025-02-14')
const fresh = (...days: (string | null)[]) =>
  freshnessOn(
    days.map(text => (text === null ? null : day(text))),
    on,
  )

test('R-COI-4: a declaration is amber after six months and red after twelve, to the day', () => {
  expect(fresh('2024-08-14').state).toBe('current')
  expect(fresh('2024-08-13')).toMatchObject({ state: 'to look at again', colour: 'amber' })
  expect(fresh('2024-02-14').state).toBe('to look at again')
  expect(fresh('2024-02-13')).toMatchObject({ state: 'out of date', colour: 'red' })
})

test('R-COI-4: the latest dated return counts, and one made after the day does not', () => {
  expect(fresh('2022-06-14', '2024-12-01', null).latest).toBe('2024-12-01')
  expect(fresh('2022-06-14', '2025-02-15').state).toBe('out of date')
})

test('R-COI-5: a person with no dated return is undated, neither fresh nor old', () => {
  expect(fresh(null, null).state).toBe('undated')
  expect(countRegister([fresh(null), fresh('2020-01-01'), fresh('2025-01-01')])).toEqual({
    people: 3,
    undated: 1,
    olderThan12Months: 1,
  })
})

test('R-COI-7: an interest that has ended stays public for six months', () => {
  const ended = day('2024-12-31')
  expect(staysPublic(null, on)).toBe(true)
  expect(staysPublic(ended, day('2025-06-30'))).toBe(true)
  expect(staysPublic(ended, day('2025-07-01'))).toBe(false)
})

test('R-COI-13: dates are kept as written and read to their own precision', () => {
  const read = (text: string) => {
    const { day: first, precision } = writtenDay(text)
    return [first, precision]
  }
  expect(read('April 2013')).toEqual(['2013-04-01', 'month'])
  expect(read('May-95')).toEqual(['1995-05-01', 'month'])
  expect(read('2001')).toEqual(['2001-01-01', 'year'])
  expect(read('left role 31/12/24')).toEqual(['2024-12-31', 'day'])
  expect(read('Ongoing')).toEqual([null, null])
  expect(writtenDay(' Chair 1/1/2023 (acting from 1/4/2022) ')).toEqual({
    text: 'Chair 1/1/2023 (acting from 1/4/2022)',
    day: null,
    precision: null,
  })
})

const declared = (differences: Partial<Declared>): Declared => ({
  answer: 'yes',
  types: ['financial'],
  description: 'Partner in a practice',
  from: '',
  to: '',
  declaredOn: on,
  sensitive: false,
  sensitiveReason: '',
  ...differences,
})
const codes = (differences: Partial<Declared>, today: Day = on) =>
  reasonsNotToDeclare(declared(differences), today).map(({ code }) => code)

test('R-COI-1: an interest bears its type and is described', () => {
  expect(codes({})).toEqual([])
  expect(codes({ types: [], description: ' ' })).toEqual(['type-missing', 'description-missing'])
})

test('R-COI-5: a nil return is dated and names no interest', () => {
  const nil = { answer: 'nil', types: [], description: '' } as const
  expect(codes(nil)).toEqual([])
  expect(codes({ ...nil, declaredOn: undefined })).toEqual(['nil-undated'])
  expect(codes({ ...nil, types: ['financial'] })).toEqual(['interest-on-a-nil-return'])
})

test('a declaration is refused for a day to come, dates that are none or out of order, and details withheld without a reason', () => {
  expect(codes({ declaredOn: day('2025-02-15') })).toEqual(['declared-in-the-future'])
  expect(codes({ from: 'last summer' })).toEqual(['not-a-day'])
  expect(codes({ from: '2020', to: 'May 2019' })).toEqual(['ends-before-it-starts'])
  expect(codes({ from: '2020', to: 'Ongoing' })).toEqual([])
  expect(codes({ sensitive: true })).toEqual(['sensitive-reason-missing'])
})

test('R-COI-13: what is odd in a printed register is warned of', () => {
  const odd = (row: Partial<Parameters<typeof oddities>[0]>) =>
    oddities({ line: 'Line 1', answer: 'yes', types: ['financial'], declaredOn: on, ...row }).map(
      ({ code }) => code,
    )
  expect(odd({})).toEqual([])
  expect(odd({ answer: 'nil' })).toEqual(['nil-with-a-type'])
  expect(odd({ types: [] })).toEqual(['interest-without-a-type'])
  expect(odd({ declaredOn: null })).toEqual(['undated'])
  expect(odd({ answer: 'blank', types: [], declaredOn: null })).toEqual(['blank-return'])
  expect(odd({ answer: 'unclear', types: [], declaredOn: null })).toEqual(['unclear-return'])
})
