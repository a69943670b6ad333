import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { declaredLate, lastDayToDeclare, reviewStateOf } from './declaration.rules.ts'
import { type Dispensing, reasonsNotToDispense } from './dispensation.rules.ts'
import {
  countsTogether,
  inPounds,
  type Offered,
  penceIn,
  reasonsNotToDeclareGift,
  standingOfGift,
} from './gift.rules.ts'
import {
  type LimitName,
  limitInWords,
  limitOn,
  limitsOn,
  reasonsNotToLimit,
} from './limits.rules.ts'
import { type PromptFacts, presses, promptsOf, reminderStep } from './prompts.rules.ts'
import { freshnessOn } from './register.rules.ts'

const usual = limitsOn([], day('2025-02-14'))

test('R-COI-3, R-COI-10: an interest of 1 January is declared by 29 January, a councillor’s by the 28th', () => {
  expect(lastDayToDeclare(day('2025-01-01'), 28, false)).toBe('2025-01-29')
  expect(lastDayToDeclare(day('2025-01-01'), 28, true)).toBe('2025-01-28')
  const from = (from_day: string, declared_on: string, precision: 'day' | 'month' = 'day') => ({
    from_day: day(from_day),
    from_precision: precision,
    declared_on: day(declared_on),
    version: 1,
  })
  expect(declaredLate(from('2025-01-01', '2025-01-29'), 28, false)).toBeUndefined()
  expect(declaredLate(from('2025-01-01', '2025-01-29'), 28, true)).toBe('2025-01-28')
  expect(declaredLate(from('2025-01-01', '2025-01-30'), 28, false)).toBe('2025-01-29')
  // Of 'January 2025' nobody can say that it is late, nor of a correction.
  expect(declaredLate(from('2025-01-01', '2025-03-30', 'month'), 28, false)).toBeUndefined()
  expect(
    declaredLate({ ...from('2025-01-01', '2025-03-30'), version: 2 }, 28, false),
  ).toBeUndefined()
})

test('a declaration waits until it is agreed or returned; what the clerk entered waits for nobody', () => {
  const own = { self_declared: true, agreed_at: null }
  expect(reviewStateOf(own, false)).toBe('waits')
  expect(reviewStateOf(own, true)).toBe('returned')
  expect(reviewStateOf({ ...own, agreed_at: new Date() }, true)).toBe('agreed')
  expect(reviewStateOf({ ...own, self_declared: false }, false)).toBe('entered')
})

const facts = (differences: Partial<PromptFacts> = {}): PromptFacts => ({
  held: [{ what: 'seat', which: 'A', from: day('2025-01-01'), ended: null }],
  declared: [],
  hasReturn: false,
  begins: day('2024-06-01'),
  limitsOn: () => usual,
  asCouncillor: false,
  today: day('2025-02-14'),
  ...differences,
})
const brief = (differences: Partial<PromptFacts> = {}) =>
  promptsOf(facts(differences)).map(({ why, since, due, kept, left }) => [
    why,
    since,
    due,
    kept ?? (left ? 'left' : 'open'),
  ])

test('R-COI-3: whoever is appointed is asked, and a return made on being nominated serves', () => {
  expect(brief()).toEqual([['appointment', '2025-01-01', '2025-01-29', 'open']])
  expect(brief({ asCouncillor: true })[0]?.[2]).toBe('2025-01-28')
  const kept = (on: string) => brief({ declared: [day(on)], hasReturn: true })[0]
  expect(kept('2025-02-03')?.[3]).toBe('2025-02-03')
  expect(kept('2024-12-04')?.[3]).toBe('2024-12-04')
  expect(kept('2024-12-03')?.[3]).toBe('open')
})

test('R-COI-3: a change of office asks again; an office taken up with the seat does not, nor one held on', () => {
  const seat = facts().held[0]
  const chair = (from: string) => ({
    what: 'office' as const,
    which: 'chair',
    from: day(from),
    ended: null,
  })
  if (!seat) throw new Error('There is a seat.')
  expect(brief({ held: [seat, chair('2025-02-01')] }).map(([why]) => why)).toEqual([
    'appointment',
    'office',
  ])
  expect(brief({ held: [seat, chair('2025-01-01')] }).map(([why]) => why)).toEqual(['appointment'])
  const again = { ...seat, from: day('2025-02-01') }
  expect(brief({ held: [{ ...seat, ended: day('2025-01-31') }, again] })).toHaveLength(1)
  expect(brief({ held: [{ ...seat, ended: day('2025-01-20') }, again] })).toHaveLength(2)
})

test('what was before the register began is not asked, but whoever has no return on it is', () => {
  const before = { begins: day('2025-02-01') }
  expect(brief(before)).toEqual([['in post', '2025-02-01', '2025-03-01', 'open']])
  // Undated on the printed register is a return, and is asked for again with a date.
  expect(brief({ ...before, hasReturn: true })).toEqual([['undated', '2025-02-14', null, 'open']])
  expect(brief({ ...before, hasReturn: true, declared: [day('2024-12-01')] })).toEqual([
    ['renewal', '2024-12-01', '2025-12-01', 'open'],
  ])
})

test('who left before it was due, and declared nothing, is asked no more', () => {
  const held = [{ ...facts().held[0], ended: day('2025-01-10') }] as PromptFacts['held']
  expect(brief({ held })).toEqual([['appointment', '2025-01-01', '2025-01-29', 'left']])
  const late = [{ ...facts().held[0], ended: day('2025-02-10') }] as PromptFacts['held']
  expect(brief({ held: late })[0]?.[3]).toBe('open')
})

test('R-COI-4: a confirmation renews like a declaration, by the limits of the body', () => {
  const declared = [day('2024-08-01'), day('2025-01-01')]
  expect(brief({ held: [], declared, hasReturn: true })).toEqual([
    ['renewal', '2024-08-01', '2025-08-01', '2025-01-01'],
    ['renewal', '2025-01-01', '2026-01-01', 'left'],
  ])
  const twiceAYear = { ...usual, 'red months': 6, 'amber months': 5 }
  const [, latest] = promptsOf(facts({ declared, hasReturn: true, limitsOn: () => twiceAYear }))
  expect(latest?.due).toBe('2025-02-01')
  expect(freshnessOn(declared, day('2025-07-02'), twiceAYear)).toMatchObject({
    state: 'out of date',
    words: 'Last declared 1 January 2025, over 6 months ago',
    overAYear: false,
  })
})

test('a letter goes out when it is asked, a week before, and once it is over, each on its due time', () => {
  const [asked] = promptsOf(facts())
  if (!asked) throw new Error('It is asked.')
  const step = (on: string) => reminderStep(asked, day(on))
  expect(step('2024-12-31')).toBeUndefined()
  expect(step('2025-01-01')).toBe('asked')
  expect(step('2025-01-21')).toBe('asked')
  expect(step('2025-01-22')).toBe('week')
  expect(step('2025-01-29')).toBe('week')
  expect(step('2025-01-30')).toBe('overdue')
  expect(presses(asked, day('2025-01-01'))).toBe(true)
  const [, renewal] = promptsOf(facts({ declared: [day('2025-01-05')], hasReturn: true }))
  if (!renewal) throw new Error('It is renewed.')
  expect(presses(renewal, day('2025-07-04'))).toBe(false)
  expect(presses(renewal, day('2025-07-05'))).toBe(true)
  expect(reminderStep(renewal, day('2025-12-07'))).toBeUndefined()
  expect(reminderStep(renewal, day('2025-12-08'))).toBe('month')
  expect(reminderStep({ ...renewal, kept: day('2025-12-20') }, day('2026-02-01'))).toBeUndefined()
})

const offered = (differences: Partial<Offered> = {}): Offered => ({
  kind: 'gift',
  outcome: 'accepted',
  pence: 5000,
  inCash: false,
  giverIsSupplier: false,
  approvedBy: '',
  ...differences,
})
const standing = (differences: Partial<Offered>, earlier = 0) => {
  const { mustDeclare, against } = standingOfGift(offered(differences), earlier, usual)
  return [mustDeclare, against.length]
}

test('R-COI-9: a gift of £50 may be kept, one more penny is for the organisation, alone or together', () => {
  expect(standing({})).toEqual([false, 0])
  expect(standing({ pence: 5001 })).toEqual([true, 1])
  expect(standing({ pence: 3000 }, 2001)).toEqual([true, 1])
  expect(standing({ pence: 5001, outcome: 'accepted for the organisation' })).toEqual([true, 0])
  expect(standing({ pence: 5001, outcome: 'declined' })).toEqual([true, 0])
  expect(countsTogether(day('2024-02-15'), day('2025-02-14'))).toBe(true)
  expect(countsTogether(day('2024-02-14'), day('2025-02-14'))).toBe(false)
})

test('R-COI-9: cash is refused, and of a supplier all but promotional items up to £6', () => {
  expect(standing({ pence: 500, inCash: true })).toEqual([true, 1])
  expect(standing({ pence: 600, giverIsSupplier: true })).toEqual([false, 0])
  expect(standing({ pence: 601, giverIsSupplier: true })).toEqual([true, 1])
  expect(standing({ pence: 601, giverIsSupplier: true, outcome: 'declined' })).toEqual([true, 0])
})

test('R-COI-9: hospitality is declared from £25, and over £75 approved by a senior officer', () => {
  const meal = (pence: number, approvedBy = '') =>
    standing({ kind: 'hospitality', pence, approvedBy })
  expect(meal(2499)).toEqual([false, 0])
  expect(meal(2500)).toEqual([true, 0])
  expect(meal(7500)).toEqual([true, 0])
  expect(meal(7501)).toEqual([true, 1])
  expect(meal(7501, 'Chief Executive')).toEqual([true, 0])
})

test('a sum is read as it is typed, and a gift without its words is refused beside each field', () => {
  expect(['45', '£12.50', '1,200', '0.5', '.50', 'ten', '12.505'].map(penceIn)).toEqual([
    4500,
    1250,
    120000,
    50,
    undefined,
    undefined,
    undefined,
  ])
  expect([inPounds(4500), inPounds(1205)]).toEqual(['£45', '£12.05'])
  const gift = { ...offered(), description: ' ', giver: '', reason: '' }
  expect(
    reasonsNotToDeclareGift({ ...gift, offeredOn: day('2025-02-15') }, day('2025-02-14')).map(
      ({ field }) => field,
    ),
  ).toEqual(['description', 'giver', 'reason', 'offeredOn'])
})

test('R-COI-11: a dispensation holds for four years at the longest, and from the day it was given', () => {
  const given: Dispensing = {
    matter: 'Care home fees',
    reason: 'Without it there would be no quorum',
    grantedBy: 'Monitoring officer',
    grantedOn: day('2025-02-14'),
    from: day('2025-02-14'),
    until: day('2029-02-13'),
  }
  const codes = (differences: Partial<Dispensing>) =>
    reasonsNotToDispense({ ...given, ...differences }, 4, day('2025-02-14')).map(({ code }) => code)
  expect(codes({})).toEqual([])
  expect(codes({ until: day('2029-02-14') })).toEqual(['too-long'])
  expect(codes({ from: day('2025-02-13'), until: day('2026-02-13') })).toEqual([
    'before-it-was-given',
  ])
  expect(codes({ until: day('2025-02-13') })).toEqual(['ends-before-it-starts'])
  expect(codes({ grantedOn: day('2025-02-15'), from: day('2025-02-15') })).toEqual([
    'granted-in-the-future',
  ])
  expect(codes({ matter: '', reason: ' ', grantedBy: '' })).toEqual([
    'matter-missing',
    'reason-missing',
    'granted-by-missing',
  ])
})

test('a body’s own number holds from its day; the days before are judged as they were', () => {
  const own = [
    {
      name: 'red months' as const,
      from_day: day('2025-04-01'),
      value: 6,
      source: 'Conflicts policy',
    },
  ]
  expect(limitOn('red months', own, day('2025-03-31'))).toMatchObject({ value: 12, since: null })
  expect(limitOn('red months', own, day('2025-04-01'))).toEqual({
    value: 6,
    source: 'Conflicts policy',
    since: '2025-04-01',
  })
  expect([limitInWords('gift pounds', 50), limitInWords('red months', 1)]).toEqual([
    '£50',
    '1 month',
  ])
  const refused = (name: LimitName, value: number, from = '2025-02-14') =>
    reasonsNotToLimit(name, value, usual, day(from), day('2025-02-14')).map(({ code }) => code)
  expect(refused('red months', 9)).toEqual([])
  expect(refused('red months', 9, '2025-02-13')).toEqual(['limit-in-the-past'])
  expect(refused('red months', 5)).toEqual(['amber-after-red'])
  expect(refused('public months', 3)).toEqual(['too-short-in-public'])
  expect(refused('approval pounds', 20)).toEqual(['approval-before-declaring'])
  expect(refused('dispensation years', 5)).toEqual(['limit-out-of-range'])
})
