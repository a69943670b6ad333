import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../platform/day.rules.ts'
import { defaultTermsFor, type Terms } from '../bodies/terms.rules.ts'
import { limitsOn } from '../interests/limits.rules.ts'
import { promptsOf } from '../interests/prompts.rules.ts'
import {
  attendanceDuty,
  chairVacancyDuty,
  meetingsAYearDuty,
  meetingsThatCount,
  type OfficeHeld,
  seatVacancyDuty,
  termDuty,
} from './body-duties.rules.ts'
import { type Duty, standingOn, yearCalled } from './duty.rules.ts'
import { promptDuty } from './register-duties.rules.ts'

const year = yearCalled('2024-25')
if (!year) throw new Error('2024-25 is a year.')
const terms: Terms = {
  ...defaultTermsFor('1960 Act'),
  meetingsAYear: { atLeast: 2, citation: '5.1' },
  attendanceExpected: { percent: 75, citation: '5.2' },
  chair: { termYears: 2, warnDays: 90, citation: '3.1' },
}
const body = { id: 'b', slug: 'partnership', establishedOn: day('2022-07-01') }
const standing = (duty: Duty | undefined, on: string) => duty && standingOn(duty, day(on)).standing
const meeting = (on: string, kind = 'ordinary') => ({ day: day(on), kind, path: `/${on}` })
const ofYear = (meetings: readonly ReturnType<typeof meeting>[], recordBegins = '2023-01-01') =>
  meetingsAYearDuty({ body, year, terms, meetings, recordBegins: day(recordBegins) })

test('R-TOR-8: two meetings in 2024/25 keep the rule on the day of the second', () => {
  const duty = ofYear([meeting('2024-09-19'), meeting('2025-02-14')])
  expect(duty?.kept).toMatchObject({ on: '2025-02-14' })
  expect(standing(duty, '2025-07-01')).toBe('kept in time')
})

test('R-TOR-8: one meeting and a workshop are not two meetings', () => {
  const duty = ofYear([meeting('2024-09-19'), meeting('2025-02-14', 'workshop')])
  expect(standing(duty, '2025-02-20')).toBe('due soon')
  expect(standing(duty, '2025-04-01')).toBe('missed')
})

test('workshops never count, whatever else was held', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ordinary', 'extraordinary', 'workshop'), { maxLength: 12 }),
      kinds => {
        const held = kinds.map((kind, at) => meeting(addDays(year.first, at * 20), kind))
        const without = held.filter(({ kind }) => kind !== 'workshop')
        expect(ofYear(held)?.kept).toEqual(ofYear(without)?.kept)
        expect(meetingsThatCount(held)).toEqual(without)
      },
    ),
  )
})

test('a year before the record of a body begins is not known; one in which it was established is not owed', () => {
  expect(standing(ofYear([meeting('2024-09-19')], '2024-09-19'), '2025-07-01')).toBe('unknown')
  const founded = meetingsAYearDuty({
    body: { ...body, establishedOn: day('2024-07-01') },
    year,
    terms,
    meetings: [],
    recordBegins: day('2024-08-01'),
  })
  expect(standing(founded, '2025-07-01')).toBe('not owed')
})

const chair = (differences: Partial<OfficeHeld> = {}): OfficeHeld => ({
  id: 'one',
  office: 'chair',
  name: 'The chair',
  from_day: day('2024-04-01'),
  term_ends_on: null,
  ended_on: null,
  ...differences,
})

test('R-TOR-12: a chair from 1 April 2024 is for two years, with a warning ninety days before', () => {
  const duty = termDuty(body, chair(), [chair()], terms, day('2025-07-01'))
  expect(duty?.due).toBe('2026-03-31')
  expect(standing(duty, '2025-12-30')).toBe('not yet')
  expect(standing(duty, '2025-12-31')).toBe('due soon')
  expect(standing(duty, '2026-04-01')).toBe('overdue')
})

test('R-TOR-12: who follows the day after the term follows in time; who leaves before it leaves no term to end', () => {
  const next = chair({ id: 'two', name: 'The next', from_day: day('2026-04-01') })
  const followed = termDuty(body, chair(), [chair(), next], terms, day('2026-07-01'))
  expect(standing(followed, '2026-07-01')).toBe('kept in time')
  const left = chair({ ended_on: day('2025-01-01') })
  expect(standing(termDuty(body, left, [left], terms, day('2025-07-01')), '2025-07-01')).toBe(
    'not owed',
  )
})

test('R-TOR-12: co-chairs appointed on one day do not follow each other', () => {
  const one = chair({ office: 'co-chair' })
  const other = chair({ id: 'two', office: 'co-chair' })
  expect(termDuty(body, one, [one, other], terms, day('2025-07-01'))?.kept).toBeUndefined()
})

test('nobody in the chair, and a seat that nobody holds, are things to be done without a day', () => {
  const today = day('2025-07-01')
  expect(chairVacancyDuty(body, [], terms, today)?.due).toBeNull()
  expect(chairVacancyDuty(body, [chair()], terms, today)).toBeUndefined()
  const seat = { id: 's', role: 'Clinical director', organisation: '', min_holders: 1 }
  expect(standing(seatVacancyDuty(body, seat, 0, today), '2025-07-01')).toBe('due')
  expect(seatVacancyDuty(body, seat, 1, today)).toBeUndefined()
})

const came = (attended: number, recorded: number, held: number) =>
  attendanceDuty({
    body,
    year,
    terms,
    person: { id: 'p', name: 'A member' },
    attended,
    recorded,
    held,
  })

test('R-TOR-11: one of one is enough, one of two is not, and half a record tells nothing', () => {
  expect(standing(came(1, 1, 1), '2025-07-01')).toBe('kept in time')
  expect(standing(came(1, 2, 2), '2025-07-01')).toBe('missed')
  expect(standing(came(1, 1, 2), '2025-07-01')).toBe('unknown')
  expect(came(0, 0, 0)).toBeUndefined()
})

test('R-COI-4: a declaration is amber after six months and overdue after twelve; a renewal keeps it', () => {
  const returns = (declared: readonly string[], inPost = true) =>
    promptsOf({
      held: [
        {
          what: 'seat',
          which: 's',
          from: day('2022-07-01'),
          ended: inPost ? null : day('2024-12-31'),
        },
      ],
      declared: declared.map(day),
      hasReturn: true,
      begins: day('2024-02-14'),
      limitsOn: on => limitsOn([], on),
      asCouncillor: false,
      today: day('2025-02-14'),
    }).map(prompt => promptDuty({ body, person: { id: 'p', name: 'A member' }, prompt }))
  const [once] = returns(['2024-01-10'])
  expect(standing(once, '2024-07-09')).toBe('not yet')
  expect(standing(once, '2024-07-10')).toBe('due soon')
  expect(standing(once, '2025-01-11')).toBe('overdue')
  expect(returns(['2024-01-10', '2025-01-05']).map(duty => standing(duty, '2025-02-14'))).toEqual([
    'kept in time',
    'not yet',
  ])
  expect(returns([])[0]).toMatchObject({ due: null, remark: 'No dated declaration' })
  expect(standing(returns(['2024-01-10'], false)[0], '2025-02-14')).toBe('not owed')
})
