import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plotTheDots } from './plot-the-dots.rules.ts'
import { chartCases, differences } from './reference-cases.samples.ts'

const cases = chartCases()
const CRASH = 'missing-in-monotone-window'

test('R-PERF-4, R-PERF-5, R-PERF-6: every series that the reference answers is answered alike, to 1e-10', () => {
  expect(cases).toHaveLength(146)
  const answered = cases.filter(({ expected }) => expected.error === null)
  expect(answered).toHaveLength(137)
  for (const { id, input, expected } of answered)
    expect(differences(plotTheDots(input), expected, 1e-10), id).toEqual([])
})

test('what the reference refuses is refused, and the kind says why', () => {
  const refused = cases.filter(({ expected }) => (expected.error?.kind ?? CRASH) !== CRASH)
  expect(refused).toHaveLength(3)
  for (const { id, input, expected } of refused) {
    const { error, points, icons, summary } = plotTheDots(input)
    expect(error?.kind, id).toBe(expected.error?.kind)
    expect(error?.message).toMatch(/^[A-Za-z_].+\.$/)
    expect([points, icons, summary]).toEqual([null, null, null])
  }
})

test('where the reference stops at a gap we answer: windows that the gap leaves open are null, and do not fire', () => {
  const crashed = cases.filter(({ expected }) => expected.error?.kind === CRASH)
  expect(crashed).toHaveLength(6)
  for (const { id, input } of crashed) {
    const { error, points } = plotTheDots(input)
    expect(error, id).toBeNull()
    expect(points?.rule_trend7, id).toContain(null)
    for (const [at, trend] of (points?.rule_trend7 ?? []).entries())
      if (trend === null) expect(points?.special_cause_type[at]).not.toContain('Trend')
  }
})

const inputOf = (values: readonly (number | null)[], more: object = {}) => ({
  dates: values.map((_, at) => new Date(Date.UTC(2020, at, 1)).toISOString().slice(0, 10)),
  values,
  ...more,
})

test('a gap inside a rise leaves its windows open; one in a zig-zag does not', () => {
  const rise = plotTheDots(inputOf([1, 2, 3, null, 5, 6, 7, 8]))
  expect(rise.points?.rule_trend7).toEqual(new Array(8).fill(null))
  const zigzag = plotTheDots(inputOf([1, 5, 2, null, 1, 6, 2, 9]))
  expect(zigzag.points?.rule_trend7).toEqual(new Array(8).fill(false))
})

test.each([
  ['bad-date', { dates: ['2025-13-01'], values: [1] }],
  ['bad-value', { dates: ['2025-01-01'], values: ['1'] }],
  ['unequal-columns', { dates: ['2025-01-01'], values: [1, 2] }],
  ['bad-direction', inputOf([1, 2], { improvement_direction: 'up' })],
  ['fix-too-small', inputOf([1, 2], { fix_after_n_points: 11 })],
  ['bad-target', inputOf([1, 2], { target: '5' })],
  ['unknown-facet-in-target', inputOf([1, 2], { facet: ['A', 'A'], target: { B: 1 } })],
  ['unknown-facet-in-rebase', inputOf([1, 2], { facet: ['A', 'A'], rebase: { B: [] } })],
  ['bad-rebase', inputOf([1, 2], { rebase: 5 })],
  ['duplicate-date', { dates: ['2025-01-01', '2025-01-01'], values: [1, 2] }],
  ['bad-input', null],
])('%s is refused', (kind, input) => {
  expect(plotTheDots(input).error?.kind).toBe(kind)
})

test('no input at all is a fault', () => {
  fc.assert(
    fc.property(fc.anything(), fc.object(), (anything, object) => {
      plotTheDots(anything)
      plotTheDots({ ...inputOf([1, 2, 3]), ...object })
    }),
    { numRuns: 300 },
  )
})

const values = fc.array(fc.option(fc.integer({ min: -500, max: 500 }), { freq: 12 }), {
  minLength: 1,
  maxLength: 40,
})

type Points = NonNullable<ReturnType<typeof plotTheDots>['points']>

/** Leaves out series of which a value lies on a limit or the mean but for the last digits. */
const assumeNoTies = ({ value, mean, lpl, upl, nlpl, nupl }: Points) => {
  for (const [at, y] of value.entries())
    for (const line of [mean, lpl, upl, nlpl, nupl]) {
      const limit = line[at] ?? null
      if (y !== null && limit !== null) fc.pre(y === limit || Math.abs(y - limit) > 1e-6)
    }
}

test('moving a series or changing its unit changes no signal; turning it upside down turns each about', () => {
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: -300, max: 300 }),
      fc.constantFrom(0.5, 2, 8),
      (series, by, times) => {
        const before = plotTheDots(inputOf(series)).points
        if (!before) throw new Error('A series of numbers is answered.')
        assumeNoTies(before)
        const map = (of: (value: number) => number) =>
          plotTheDots(inputOf(series.map(value => (value === null ? null : of(value))))).points
        expect(map(value => value * times + by)?.special_cause_type).toEqual(
          before.special_cause_type,
        )
        const turned = (cause: string) =>
          cause.replace(
            /Above UCL|Below LCL|Above|Below|Increasing|Decreasing/,
            word =>
              ({
                'Above UCL': 'Below LCL',
                'Below LCL': 'Above UCL',
                Above: 'Below',
                Below: 'Above',
                Increasing: 'Decreasing',
                Decreasing: 'Increasing',
              })[word] ?? word,
          )
        // The way of a trend where one follows another is not the same from both sides.
        fc.pre(!before.special_cause_type.some(cause => cause.includes('Trend')))
        expect(map(value => -value)?.special_cause_type).toEqual(
          before.special_cause_type.map(turned),
        )
      },
    ),
  )
})

test('read backwards, a series has the same limits, and the same points fall under each rule', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 40 }),
      series => {
        const forth = plotTheDots(inputOf(series)).points
        const back = plotTheDots(inputOf([...series].reverse())).points
        if (!forth || !back) throw new Error('A series of numbers is answered.')
        assumeNoTies(forth)
        for (const rule of [
          'rule_outside',
          'rule_trend7',
          'rule_two_in_three',
          'rule_shift7',
        ] as const)
          expect([...back[rule]].reverse(), rule).toEqual(forth[rule])
        expect(back.upl[0] ?? 0).toBeCloseTo(forth.upl[0] ?? 0, 9)
      },
    ),
  )
})

test('what comes after a rebase is worked out as if nothing had been before', () => {
  fc.assert(
    fc.property(values, values, (first, second) => {
      const whole = inputOf([...first, ...second])
      const { points } = plotTheDots({ ...whole, rebase: [whole.dates[first.length]] })
      const alone = [first, second].map(part => plotTheDots(inputOf(part)).points)
      const columns = ['mean', 'lpl', 'upl', 'special_cause_type', 'rule_shift7'] as const
      for (const column of columns)
        expect(points?.[column], column).toEqual(
          alone.flatMap((part): readonly unknown[] => part?.[column] ?? []),
        )
    }),
  )
})
