import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicHealth, publicHealthFunctions } from './public-health.rules.ts'
import { differences, rateCases } from './reference-cases.samples.ts'

const cases = rateCases()

test('every call that the reference answers is answered alike, to 1e-9, the simulated limits too', () => {
  expect(cases).toHaveLength(63)
  for (const { id, expected, ...call } of cases) {
    const { error, warnings, columns, rows } = publicHealth(call)
    expect(error, id).toEqual(expected.error)
    expect(warnings, id).toEqual(expected.warnings)
    expect(columns, id).toEqual(expected.columns)
    expect(differences(rows, expected.rows, 1e-9), id).toEqual([])
  }
})

const bands = { x: [1, 2], n: [1000, 1000], stdpop: [1000, 1000] }

test.each([
  ['a count below nought', 'phe_rate', { x: [-1], n: [10] }, {}],
  ['a denominator of nought', 'phe_rate', { x: [1], n: [0] }, {}],
  ['more of a part than of the whole', 'phe_proportion', { x: [11], n: [10] }, {}],
  ['a confidence of half', 'phe_rate', { x: [1], n: [10] }, { confidence: 0.5 }],
  ['two confidences of their own', 'phe_rate', { x: [1], n: [10] }, { confidence: [0.95, 0.99] }],
  ['a column that is not there', 'phe_rate', { x: [1] }, {}],
  ['columns of unequal length', 'phe_rate', { x: [1, 2], n: [10] }, {}],
  ['a missing weight', 'calculate_dsr', { ...bands, stdpop: [1000, null] }, {}],
  ['text for a number', 'phe_mean', { x: ['1'] }, {}],
])('%s is refused in a sentence', (_what, name, data, args) => {
  const { error, rows } = publicHealth({ function: name, input: { data, args } })
  expect(error?.message).toMatch(/\w{3}/)
  expect(rows).toBeNull()
})

test('of fewer than ten events no standardised rate is told, and of ten one is', () => {
  const of = (x: number[]) =>
    publicHealth({ function: 'calculate_dsr', input: { data: { ...bands, x } } }).rows?.[0]
  expect(of([4, 5])).toMatchObject({ total_count: 9, value: null, lowercl: null })
  expect(of([5, 5])).toMatchObject({ total_count: 10, value: 500 })
})

test('no input at all is a fault', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom(...publicHealthFunctions),
      fc.object(),
      (anything, name, input) => {
        publicHealth(anything)
        publicHealth({ function: name, input })
        publicHealth({ function: name, input: { data: { x: [1], n: [2], stdpop: [1], ...input } } })
      },
    ),
    { numRuns: 200 },
  )
})
