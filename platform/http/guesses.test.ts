import { expect, test } from 'vitest'
import { guesses } from './guesses.ts'

const at = (minute: number) => new Date(Date.UTC(2025, 1, 14, 9, minute))

test('after so many wrong secrets an address is shut out for some minutes, and no other is', () => {
  const kept = guesses({ most: 3, minutes: 10 })
  for (const minute of [0, 1]) kept.wasWrong('a', at(minute))
  expect(kept.isShut('a', at(1))).toBe(false)
  kept.wasWrong('a', at(2))
  expect(kept.isShut('a', at(2))).toBe(true)
  expect(kept.isShut('b', at(2))).toBe(false)
  expect(kept.isShut('a', at(9))).toBe(true)
  expect(kept.isShut('a', at(11))).toBe(false)
})

test('whoever tries from many addresses fills no memory', () => {
  const kept = guesses({ most: 1, minutes: 10 })
  for (let count = 0; count < 10_001; count++) kept.wasWrong(`address ${count}`, at(0))
  expect(kept.isShut('address 0', at(0))).toBe(false)
  expect(kept.isShut('address 10000', at(0))).toBe(true)
})
