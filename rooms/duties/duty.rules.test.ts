import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../platform/day.rules.ts'
import {
  byUrgency,
  type Duty,
  filtered,
  isSettled,
  isTheirs,
  standingAll,
  standingOn,
  tallied,
  yearCalled,
  yearsBetween,
} from './duty.rules.ts'

const aDuty = (differences: Partial<Duty> = {}): Duty => ({
  key: 'papers/1',
  kind: 'papers',
  what: 'Send members the papers',
  owner: { words: 'Secretary', persons: [], permission: 'publish' },
  body: 'partnership',
  concerns: day('2025-02-14'),
  href: '/work',
  due: day('2025-02-06'),
  latest: day('2025-02-07'),
  until: day('2025-02-14'),
  rule: 'Not less than five working days before.',
  citation: '13.1',
  working: () => [],
  ...differences,
})
const kept = (on: string) => ({ on: day(on), what: 'They were issued' })
const on = (text: string, duty: Duty) => standingOn(duty, day(text)).standing

test('R-TOR-9: papers due on 6 February are due soon, due on their last days, overdue on the 8th, and missed after the meeting', () => {
  expect(on('2025-01-01', aDuty())).toBe('not yet')
  expect(on('2025-01-23', aDuty())).toBe('due soon')
  expect(on('2025-02-06', aDuty())).toBe('due')
  expect(on('2025-02-07', aDuty())).toBe('due')
  expect(on('2025-02-08', aDuty())).toBe('overdue')
  expect(on('2025-02-15', aDuty())).toBe('missed')
})

test('R-TOR-9: issued on the 6th they are in time, on the 7th late and no breach, on the 10th late and a breach', () => {
  const issued = (text: string) => standingOn(aDuty({ kept: kept(text) }), day('2025-03-01'))
  expect(issued('2025-02-06')).toMatchObject({ standing: 'kept in time', breach: false })
  expect(issued('2025-02-07')).toMatchObject({ standing: 'kept late', breach: false })
  expect(issued('2025-02-10')).toMatchObject({ standing: 'kept late', breach: true })
  expect(issued('2025-02-15')).toMatchObject({ standing: 'missed', breach: true })
})

test('what has no day is due and never late', () => {
  const duty = aDuty({ due: null, latest: undefined, until: undefined })
  expect(on('2030-01-01', duty)).toBe('due')
  expect(on('2030-01-01', { ...duty, kept: kept('2029-01-01') })).toBe('kept in time')
})

test('what the record does not tell is never counted as missed, and what kept it still counts', () => {
  const silent = aDuty({ unknown: 'The record begins later.' })
  expect(on('2030-01-01', silent)).toBe('unknown')
  expect(standingOn(silent, day('2030-01-01')).breach).toBe(false)
  expect(on('2030-01-01', { ...silent, kept: kept('2025-02-05') })).toBe('kept in time')
})

test('what is not owed stands so, with why, whatever else is known', () => {
  const workshop = aDuty({ notOwed: 'A workshop owes no papers.' })
  expect(standingOn(workshop, day('2030-01-01'))).toEqual({
    standing: 'not owed',
    breach: false,
    words: 'A workshop owes no papers.',
  })
})

test('a notice still clear of the meeting is in time, though its own day was a day earlier', () => {
  const notice = aDuty({ due: day('2025-02-08'), inTimeUntil: day('2025-02-09') })
  expect(on('2025-02-20', { ...notice, kept: kept('2025-02-09') })).toBe('kept in time')
  expect(on('2025-02-20', { ...notice, kept: kept('2025-02-10') })).toBe('kept late')
})

const days = fc.integer({ min: 0, max: 800 }).map(at => addDays(day('2024-01-01'), at))
const anyDuty = fc
  .record({
    due: fc.option(days, { nil: null }),
    grace: fc.integer({ min: 0, max: 5 }),
    lapses: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    doneOn: fc.option(days, { nil: undefined }),
  })
  .map(({ due, grace, lapses, doneOn }) =>
    aDuty({
      due,
      latest: due === null ? undefined : addDays(due, grace),
      until: due === null || lapses === undefined ? undefined : addDays(due, grace + lapses),
      ...(doneOn === undefined ? {} : { kept: { on: doneOn, what: 'It was done' } }),
    }),
  )

test('a duty kept on or before its due day is never late, on any later day', () => {
  fc.assert(
    fc.property(anyDuty, days, (duty, today) => {
      if (!duty.kept || duty.due === null || duty.kept.on > duty.due || today < duty.kept.on) return
      expect(standingOn(duty, today).standing).toBe('kept in time')
    }),
  )
})

test('once kept it stays as it was kept, however many days go by', () => {
  fc.assert(
    fc.property(anyDuty, days, fc.nat(500), (duty, today, more) => {
      const then = standingOn(duty, today).standing
      if (then !== 'kept in time' && then !== 'kept late') return
      expect(standingOn(duty, addDays(today, more)).standing).toBe(then)
    }),
  )
})

test('what was done earlier never stands worse than the same done later', () => {
  const rank = (duty: Duty, today: ReturnType<typeof day>) => {
    const { standing, breach } = standingOn(duty, today)
    return breach ? 0 : standing === 'kept late' ? 1 : standing === 'kept in time' ? 3 : 2
  }
  fc.assert(
    fc.property(anyDuty, days, days, days, (duty, one, other, today) => {
      const [early, late] = one < other ? [one, other] : [other, one]
      const doneOn = (at: typeof one) => ({ ...duty, kept: { on: at, what: 'It was done' } })
      if (late <= today)
        expect(rank(doneOn(early), today)).toBeGreaterThanOrEqual(rank(doneOn(late), today))
    }),
  )
})

test('a duty is somebody’s by name, or else theirs who may do it in that body', () => {
  const may = (permission: string, body: string) =>
    permission === 'publish' && body === 'partnership'
  const clerk = { person: 'clerk', may }
  expect(isTheirs(aDuty(), clerk)).toBe(true)
  expect(isTheirs(aDuty({ body: 'board' }), clerk)).toBe(false)
  const named = aDuty({ owner: { words: 'Director', persons: ['director'], permission: null } })
  expect(isTheirs(named, clerk)).toBe(false)
  expect(isTheirs(named, { person: 'director', may: () => false })).toBe(true)
})

test('the list opens with what is overdue; a year counts what was kept, late and missed', () => {
  const today = day('2025-02-08')
  const duties = standingAll(
    [
      aDuty({ key: 'a', kept: kept('2025-02-06') }),
      aDuty({ key: 'b' }),
      aDuty({ key: 'c', due: day('2025-03-01'), latest: undefined }),
      aDuty({ key: 'd', kept: kept('2025-02-07') }),
    ],
    today,
  )
  expect(byUrgency(duties).map(({ key }) => key)).toEqual(['b', 'c', 'd', 'a'])
  expect(tallied(duties)).toEqual([
    { kind: 'papers', keptInTime: 1, keptLate: 1, missed: 0, overdue: 1, unknown: 0 },
  ])
  expect(
    filtered(duties, { standing: 'settled' }).every(({ standing }) => isSettled(standing)),
  ).toBe(true)
  expect(filtered(duties, { kind: 'minutes' })).toEqual([])
})

test('a year is written as 2024-25, and as nothing else', () => {
  expect(yearCalled('2024-25')).toMatchObject({ name: '2024/25', first: '2024-04-01' })
  for (const wrong of ['2024-26', '2024', '24-25', '2024-25x', '9999-00'])
    expect(yearCalled(wrong), wrong).toBeUndefined()
  expect(yearsBetween(day('2023-04-01'), day('2025-03-31')).map(({ slug }) => slug)).toEqual([
    '2024-25',
    '2023-24',
  ])
})
