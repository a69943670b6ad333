import { expect, test } from 'vitest'
import { isLsoaCode, reasonsAgainstCode, whyNotAnOnsCode } from './codes.rules.ts'

test('R-ID-3: the five councils’ ONS codes are in order', () => {
  for (const code of ['E06000055', 'E06000056', 'E06000032', 'E06000042', 'E06000060'])
    expect(whyNotAnOnsCode(code)).toBeUndefined()
})

test('R-ID-3: E0107696 is one digit short of a small area’s code', () => {
  expect(isLsoaCode('E0107696')).toBe(false)
  expect(isLsoaCode('E01017696')).toBe(true)
  expect(whyNotAnOnsCode('E0107696')).toMatch(/not an ONS code/)
})

test('R-ID-3: the code of a small area or a ward is no council’s', () => {
  expect(whyNotAnOnsCode('E01017696')).toMatch(/Lower layer Super Output Area/)
  expect(whyNotAnOnsCode('E05014268')).toMatch(/ward/)
})

test.each([
  ['ICB', 'QHG', true],
  ['ICB', 'RC9', false],
  ['NHS trust', 'RC9', true],
  ['NHS trust', 'RC90', false],
  ['NHS trust', 'rc9', false],
  ['NHS trust', 'TAD', true],
  ['PCN', 'U12345', true],
  ['PCN', 'U 123', false],
] as const)(
  'R-ID-1: as the ODS code of an organisation of class %s, %s is right: %s',
  (kind, code, right) => {
    expect(reasonsAgainstCode({ scheme: 'ODS', code }, kind).length === 0).toBe(right)
  },
)
