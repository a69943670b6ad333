import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOf, textOf } from './page.ts'
import { valuesFrom } from './values.rules.ts'

test('numbers and truth values become their text, and lists keep the texts they hold', () => {
  expect(
    valuesFrom({ minutes: 30, agreed: true, purposes: ['note', 2, null, {}], nothing: null }),
  ).toEqual({ minutes: '30', agreed: 'true', purposes: ['note', '2'] })
})

test('whatever JSON is sent, a form can read it as text', () => {
  fc.assert(
    fc.property(fc.json(), json => {
      const values = valuesFrom(JSON.parse(json))
      for (const name of [...Object.keys(values), 'day']) {
        expect(typeof textOf(values, name)).toBe('string')
        for (const text of listOf(values, name)) expect(typeof text).toBe('string')
      }
    }),
  )
})
