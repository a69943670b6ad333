import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOf, textOf } from './page.ts'
import { gather, isPlain, MAX_FIELDS, MAX_TEXT, valuesFrom } from './values.rules.ts'

const codesOf = (body: unknown) => valuesFrom(body).refusals.map(({ code }) => code)

test('numbers and truth values become their text, lists keep the texts they hold, and nothing is left out', () => {
  const { values, refusals } = valuesFrom({
    minutes: 30,
    agreed: true,
    purposes: ['note', 2, null],
    one: ['a'],
    nothing: null,
  })
  expect({ ...values }).toEqual({
    minutes: '30',
    agreed: 'true',
    purposes: ['note', '2'],
    one: ['a'],
  })
  expect(refusals).toEqual([])
})

test('a thing where text is wanted is refused beside its field, rather than left out', () => {
  expect(valuesFrom({ title: { a: 1 }, days: ['1', [2]] }).refusals).toMatchObject([
    { code: 'not-text', field: 'title' },
    { code: 'not-text', field: 'days' },
  ])
  for (const body of [null, 'text', 3, [1, 2]]) expect(codesOf(body)).toEqual(['unreadable'])
  expect(codesOf(undefined)).toEqual([])
})

test('a text with controls or half a letter is refused beside its field, and the rest of it is kept', () => {
  for (const letter of ['\0', '\u0007', '\u001b', '\u007f', '\u009f', '\ud800', '\udc00']) {
    const { values, refusals } = valuesFrom({ title: `Winter${letter} plan` })
    expect(refusals, JSON.stringify(letter)).toMatchObject([
      { code: 'unusable-characters', field: 'title' },
    ])
    expect(values.title).toMatch(/^Winter\ufffd? plan$/)
  }
})

test('the line ends that Word and PDF leave in copied text are line ends', () => {
  const { values, refusals } = valuesFrom({ text: 'one\u000btwo\u000cthree\tfour\r\nfive 💷' })
  expect(refusals).toEqual([])
  expect(values.text).toBe('one\ntwo\nthree\tfour\r\nfive 💷')
})

test('names that mean something to JavaScript, too many fields and texts too long are refused', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', '', 'a\0'])
    expect(codesOf(JSON.parse(`{${JSON.stringify(name)}: "x"}`)), name).toEqual(['not-a-field'])
  expect(codesOf({ text: 'x'.repeat(MAX_TEXT) })).toEqual([])
  expect(codesOf({ text: 'x'.repeat(MAX_TEXT + 1) })).toEqual(['text-too-long'])
  expect(codesOf({ many: Array.from({ length: MAX_FIELDS + 5 }, () => '') })).toEqual([
    'too-many-fields',
  ])
})

test('no field name reaches anything but what was sent under it', () => {
  const { add, received } = gather()
  add('__proto__', 'polluted')
  add('toString', 'sent')
  expect(Object.getPrototypeOf(received().values)).toBeNull()
  expect(textOf(received().values, 'hasOwnProperty')).toBe('')
  expect(textOf(received().values, 'toString')).toBe('sent')
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('whatever JSON is sent, a form can read it as text that can be kept', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), json => {
      const { values } = valuesFrom(JSON.parse(json))
      for (const name of [...Object.keys(values), 'day']) {
        expect(typeof textOf(values, name)).toBe('string')
        for (const text of listOf(values, name)) expect(isPlain(text)).toBe(true)
      }
    }),
  )
})
