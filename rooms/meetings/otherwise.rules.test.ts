import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  announcesOtherwise,
  reasonsAgainstNewDay,
  reasonsNotToTurn,
  reasonsOfTurn,
  type TurnFacts,
} from './otherwise.rules.ts'
import { isOff, owesMinutes, standingOf } from './standing.rules.ts'

const meeting: TurnFacts = {
  day: day('2025-02-14'),
  became: null,
  announced: true,
  attendanceRecorded: false,
  minutesDrafted: false,
}
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code)
const before = day('2025-02-10')

test('a meeting that was announced may be postponed, moved or cancelled, with a reason', () => {
  for (const turn of ['postponed', 'moved', 'cancelled'] as const) {
    expect(codes(reasonsNotToTurn(turn, meeting, 'Snow', before))).toEqual([])
    expect(codes(reasonsNotToTurn(turn, meeting, ' ', before))).toEqual(['reason-missing'])
  }
})

test('nobody was told of a meeting without notice, so it is changed or dropped instead', () => {
  expect(
    codes(reasonsNotToTurn('cancelled', { ...meeting, announced: false }, 'Snow', before)),
  ).toEqual(['not-announced'])
})

test('a meeting at which attendance was taken was held: it may be adjourned, and nothing else', () => {
  const held = { ...meeting, attendanceRecorded: true }
  expect(codes(reasonsNotToTurn('postponed', held, 'Late', day('2025-02-14')))).toEqual([
    'meeting-held',
  ])
  expect(codes(reasonsNotToTurn('adjourned', held, 'Late', day('2025-02-14')))).toEqual([])
})

test('before its day a meeting is postponed, not adjourned', () => {
  expect(codes(reasonsNotToTurn('adjourned', meeting, 'Late', before))).toEqual(['not-begun'])
})

test('what became of a meeting once does not become of it again', () => {
  expect(
    codes(reasonsNotToTurn('cancelled', { ...meeting, became: 'postponed' }, 'Snow', before)),
  ).toEqual(['became-already'])
})

test('an adjourned meeting goes on on a later day; another meeting on a day to come that is not the same', () => {
  const on = { day: day('2025-02-14') }
  const reasons = (turn: 'adjourned' | 'moved', to: string) =>
    codes(reasonsAgainstNewDay(turn, on, day(to), before))
  expect(reasons('adjourned', '2025-02-14')).toEqual(['not-a-later-day'])
  expect(reasons('adjourned', '2025-02-21')).toEqual([])
  expect(reasons('moved', '2025-02-12')).toEqual([])
  expect(reasons('moved', '2025-02-09')).toEqual(['day-is-past'])
  expect(reasons('moved', '2025-02-14')).toEqual(['same-day'])
})

test('a postponed, moved or cancelled meeting takes no attendance and owes no minutes; an adjourned one was held', () => {
  for (const became of ['postponed', 'moved', 'cancelled'] as const) {
    expect(isOff({ became })).toBe(true)
    expect(owesMinutes({ became })).toBe(false)
    expect(codes(reasonsOfTurn({ day: meeting.day, became }))).toEqual(['meeting-off'])
  }
  expect(isOff({ became: 'adjourned' })).toBe(false)
  expect(owesMinutes({ became: 'adjourned' })).toBe(false)
  expect(reasonsOfTurn({ day: meeting.day, became: 'adjourned' })).toEqual([])
})

test('how a meeting stands: going ahead until its day is over, then held, unless something became of it', () => {
  const on = day('2025-02-14')
  expect(standingOf({ day: on, became: null }, on)).toBe('going ahead')
  expect(standingOf({ day: on, became: null }, day('2025-02-15'))).toBe('held')
  expect(standingOf({ day: on, became: 'moved' }, day('2025-02-15'))).toBe('moved')
})

test('another end is not another announcement; another hour, place or way of meeting is', () => {
  const told = {
    startsAt: '10:00:00',
    endsAt: '12:00',
    mode: 'in person' as const,
    venue: 'Bedford',
  }
  expect(announcesOtherwise(told, { ...told, startsAt: '10:00', endsAt: null })).toBe(false)
  expect(announcesOtherwise(told, { ...told, startsAt: '14:00' })).toBe(true)
  expect(announcesOtherwise(told, { ...told, venue: 'Luton' })).toBe(true)
  expect(announcesOtherwise(told, { ...told, mode: 'hybrid' })).toBe(true)
})
