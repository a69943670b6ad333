import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { inForceOn } from './terms-in-force.rules.ts'

const halfOfMembers = { in_force_from: day('2022-07-01'), in_force_until: null, rule: 'half' }
const proposedThird = { in_force_from: null, in_force_until: null, rule: 'third' }

test('R-TOR-6: on 14 February 2025 the partnership is still on the old quorum, the new one being only proposed', () => {
  expect(inForceOn([halfOfMembers, proposedThird], day('2025-02-14'))?.rule).toBe('half')
})

test('R-TOR-6: once adopted, new terms hold from their day and not for meetings before it', () => {
  const versions = [
    { ...halfOfMembers, in_force_until: day('2025-03-27') },
    { in_force_from: day('2025-03-28'), in_force_until: null, rule: 'third' },
  ]
  expect(inForceOn(versions, day('2025-03-27'))?.rule).toBe('half')
  expect(inForceOn(versions, day('2025-03-28'))?.rule).toBe('third')
})

test('where two versions overlap, the later one stands whatever the order they are listed in', () => {
  const later = { in_force_from: day('2025-03-28'), in_force_until: null, rule: 'third' }
  expect(inForceOn([later, halfOfMembers], day('2025-04-01'))?.rule).toBe('third')
  expect(inForceOn([halfOfMembers, later], day('2025-04-01'))?.rule).toBe('third')
})

test('before a body exists, or after its terms end, no terms are in force', () => {
  const ended = { in_force_from: day('2022-07-01'), in_force_until: day('2026-03-31') }
  expect(inForceOn([ended], day('2022-06-30'))).toBeUndefined()
  expect(inForceOn([ended], day('2026-03-31'))).toBe(ended)
  expect(inForceOn([ended], day('2026-04-01'))).toBeUndefined()
})
