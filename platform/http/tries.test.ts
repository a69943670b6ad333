import { expect, test } from 'vitest'
import { freshRecord } from '../testing/record.ts'
import { forgetTries, networkOf, tries } from './tries.ts'

const { db } = await freshRecord()
const at = (minute: number) => new Date(Date.UTC(2025, 1, 14, 9, minute))

test('after so many wrong secrets a network is shut out for some minutes, and no other is', async () => {
  const kept = tries({ purpose: 'wrong', most: 3, minutes: 10 })
  for (const minute of [0, 1]) await kept.count(db, 'a', at(minute))
  expect(await kept.isShut(db, 'a', at(1))).toBe(false)
  await kept.count(db, 'a', at(2))
  expect(await kept.isShut(db, 'a', at(2))).toBe(true)
  expect(await kept.isShut(db, 'b', at(2))).toBe(false)
  expect(await kept.isShut(db, 'a', at(9))).toBe(true)
  expect(await kept.isShut(db, 'a', at(11))).toBe(false)
  // Whoever goes on guessing stays out, and the row does not grow.
  for (let minute = 3; minute < 12; minute++) await kept.count(db, 'a', at(minute))
  expect(await kept.isShut(db, 'a', at(13))).toBe(true)
  expect(await kept.isShut(db, 'a', at(21))).toBe(false)
})

test('of twenty at once, in whichever process, only as many have room as there is', async () => {
  // Another maker of the same purpose, as another process has it.
  const [one, other] = [1, 2].map(() => tries({ purpose: 'room', most: 5, minutes: 10 }))
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, turn) => (turn % 2 ? one : other)?.take(db, 'a', at(0))),
  )
  expect(taken.filter(Boolean)).toHaveLength(5)
  expect(await one?.take(db, 'a', at(9))).toBe(false)
  expect(await one?.take(db, 'a', at(10))).toBe(true)
})

test('a clock that is put back shuts nobody out for longer', async () => {
  const kept = tries({ purpose: 'clock', most: 1, minutes: 10 })
  await kept.count(db, 'a', new Date('2035-01-01'))
  expect(await kept.isShut(db, 'a', at(0))).toBe(false)
  await kept.count(db, 'a', at(0))
  expect(await kept.isShut(db, 'a', at(1))).toBe(true)
  expect(await kept.isShut(db, 'a', at(10))).toBe(false)
})

test('what nobody tried for a day is forgotten', async () => {
  const kept = tries({ purpose: 'old', most: 1, minutes: 5_000 })
  await kept.count(db, 'a', at(0))
  await forgetTries(db, at(60))
  expect(await kept.isShut(db, 'a', at(60))).toBe(true)
  await forgetTries(db, at(24 * 60 + 1))
  expect(await kept.isShut(db, 'a', at(60))).toBe(false)
})

test('all addresses that one subscriber may choose are one network', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:0db8:0001:0002:ffff::9'))
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'))
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})
