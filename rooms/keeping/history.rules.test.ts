import { expect, test } from 'vitest'
import { differenceOf, fieldInWords, valuesNeed, wordsBetween } from './history.rules.ts'

test('a change is told field by field, in words, and what stayed is left out', () => {
  expect(
    differenceOf(
      { starts_at: '10:00', day: '2025-02-14', venue: 'Luton' },
      { starts_at: '11:00', day: '2025-02-21', venue: 'Luton', inPublic: true },
    ),
  ).toEqual([
    { field: 'Starts at', was: '10:00', is: '11:00', spans: null },
    { field: 'Day', was: '14 February 2025', is: '21 February 2025', spans: null },
    { field: 'In public', was: '', is: 'yes', spans: null },
  ])
})

test('of a long text the words that went and came are shown, and both texts can be read from it', () => {
  const was = 'The committee noted the report and thanked the officers for it.'
  const is = 'The committee approved the report and warmly thanked the officers for it.'
  const spans = wordsBetween(was, is) ?? []
  expect(spans.filter(({ how }) => how === 'gone').map(({ text }) => text)).toEqual(['noted'])
  expect(
    spans
      .filter(({ how }) => how !== 'gone')
      .map(({ text }) => text)
      .join(''),
  ).toBe(is)
  expect(
    spans
      .filter(({ how }) => how !== 'new')
      .map(({ text }) => text)
      .join(''),
  ).toBe(was)
})

test('an act that made or ended something shows all it made or ended', () => {
  expect(differenceOf(null, { title: 'A' })).toMatchObject([{ field: 'Title', was: '', is: 'A' }])
  expect(differenceOf({ title: 'A' }, undefined)).toMatchObject([{ was: 'A', is: '' }])
  expect(differenceOf(undefined, null)).toEqual([])
})

test('an entry deep inside is told by its way down to it', () => {
  expect(
    differenceOf({ entries: [{ text: 'One' }] }, { entries: [{ text: 'Two' }] }),
  ).toMatchObject([{ field: 'Entries, 1, text', was: 'One', is: 'Two' }])
  expect(fieldInWords('seat_id')).toBe('Seat')
})

test('what a line says is read only by who may read the thing itself; an administrator of people reads of people', () => {
  expect(valuesNeed('meetings.save-minutes')).toBe('see private papers')
  expect(valuesNeed('voices.ask-question')).toBe('handle questions')
  expect(valuesNeed('voices.record-letter')).toBe('keep correspondence')
  expect(valuesNeed('interests.declare-interest')).toBe('keep interests')
  expect(valuesNeed('people.record-person')).toBe('administer people')
})
