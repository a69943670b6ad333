import { expect, test } from 'vitest'
import { mayDo, roles, scopesWhere, visitorMay } from './permissions.rules.ts'

test('a clerk of one body may publish for it and for no other', () => {
  const grants = [{ role: 'clerk', scope: 'partnership' }] as const
  expect(mayDo(grants, 'publish', 'partnership')).toBe(true)
  expect(mayDo(grants, 'publish', 'board')).toBe(false)
  expect(mayDo(grants, 'publish', null)).toBe(false)
})

test('a grant for the whole installation holds in every body', () => {
  expect(mayDo([{ role: 'clerk', scope: null }], 'keep minutes', 'board')).toBe(true)
  expect(scopesWhere([{ role: 'clerk', scope: null }], 'keep minutes')).toBe('everywhere')
})

test('an administrator cannot read private papers or minutes by being an administrator', () => {
  expect(roles.administrator).not.toContain('see private papers')
  expect(roles.administrator).not.toContain('keep minutes')
})

test('without signing in one may ask a question and nothing else', () => {
  expect(visitorMay('ask a question')).toBe(true)
  expect(visitorMay('publish')).toBe(false)
})
