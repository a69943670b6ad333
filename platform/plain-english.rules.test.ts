import { expect, test } from 'vitest'
import { countOf, inWords, listed, opening } from './plain-english.rules.ts'

test('whole numbers up to ninety-nine are written in words, others in figures', () => {
  expect([0, 1, 10, 15, 17, 20, 34, 99].map(inWords)).toEqual([
    'nought',
    'one',
    'ten',
    'fifteen',
    'seventeen',
    'twenty',
    'thirty-four',
    'ninety-nine',
  ])
  expect([100, -1, 1.5].map(inWords)).toEqual(['100', '-1', '1.5'])
})

test('a count agrees with its noun', () => {
  expect(countOf(0, 'member')).toBe('no members')
  expect(countOf(1, 'member')).toBe('one member')
  expect(countOf(2, 'vacancy', 'vacancies')).toBe('two vacancies')
})

test('a list is joined as it is spoken', () => {
  expect(listed([])).toBe('')
  expect(listed(['note'])).toBe('note')
  expect(listed(['note', 'consider', 'discuss'])).toBe('note, consider and discuss')
  expect(listed(['refer', 'recommend'], 'or')).toBe('refer or recommend')
  expect(opening('fifteen members')).toBe('Fifteen members')
})
