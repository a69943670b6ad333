import { expect, test } from 'vitest'
import { bundledCalendar } from '../../platform/calendar/calendar.ts'
import { day, time } from '../../platform/day.rules.ts'
import {
  type Arrangement,
  answersOffered,
  mayDeputise,
  type ReplyStanding,
  reasonsAgainstReply,
  reasonsNotToReply,
  reminderDays,
  reminderDue,
} from './invitation.rules.ts'

const arranged: Arrangement = {
  day: day('2024-09-19'),
  starts_at: '10:00:00',
  mode: 'hybrid',
  venue: 'Bedford',
}
const codes = (changes: Partial<ReplyStanding>) =>
  reasonsNotToReply({
    asked: arranged,
    isLatest: true,
    meeting: arranged,
    calledOff: false,
    now: { day: day('2024-09-12'), time: time('09:00') },
    capacity: 'member',
    isMember: true,
    name: 'The Chair',
    ...changes,
  }).map(({ code }) => code)
const at = (on: string, hour: string) => ({ now: { day: day(on), time: time(hour) } })

test('a reply can be given until the minute in which the meeting begins', () => {
  expect(codes({})).toEqual([])
  expect(codes(at('2024-09-19', '09:59'))).toEqual([])
  expect(codes(at('2024-09-19', '10:00'))).toEqual(['meeting-begun'])
  expect(codes(at('2024-09-20', '08:00'))).toEqual(['meeting-begun'])
})

test('a meeting on another day, at another hour, place or in another manner needs another reply', () => {
  for (const change of [
    { day: day('2024-09-26') },
    { starts_at: '11:00' },
    { venue: 'Luton' },
    { mode: 'remote' as const },
  ])
    expect(codes({ meeting: { ...arranged, ...change } })).toEqual(['meeting-moved'])
  expect(codes({ meeting: { ...arranged, starts_at: '10:00' } })).toEqual([])
  expect(codes({ isLatest: false })).toEqual(['meeting-moved'])
})

test('of a meeting that was called off, and by somebody no longer a member, no reply is taken', () => {
  expect(codes({ calledOff: true, ...at('2024-09-20', '08:00') })).toEqual(['meeting-called-off'])
  expect(codes({ isMember: false })).toEqual(['no-longer-a-member'])
  expect(codes({ isMember: false, capacity: 'participant' })).toEqual([])
})

test('one can join remotely only where the meeting is held so, and come only where there is a place', () => {
  expect(answersOffered('in person', true)).toEqual(['in person', 'deputy', 'apologies'])
  expect(answersOffered('remote', false)).toEqual(['remote', 'apologies'])
  expect(answersOffered('hybrid', true)).toEqual(['in person', 'remote', 'deputy', 'apologies'])
})

const facts = {
  mode: 'hybrid' as const,
  mayDeputise: true,
  deputies: 'where the seat allows' as const,
  person: 'member',
  bodyName: 'The Board',
  named: ['named'],
}
const against = (
  reply: Parameters<typeof reasonsAgainstReply>[0],
  changes: Partial<Parameters<typeof reasonsAgainstReply>[1]> = {},
) => reasonsAgainstReply(reply, { ...facts, ...changes }).map(({ code }) => code)

test('an answer that the meeting does not allow is refused', () => {
  expect(against({ answer: 'remote' }, { mode: 'in person' })).toEqual(['not-held-remotely'])
  expect(against({ answer: 'in person' }, { mode: 'remote' })).toEqual(['held-remotely'])
  expect(against({ answer: 'apologies', reason: 'x'.repeat(501) })).toEqual(['reason-too-long'])
  expect(against({ answer: 'apologies', reason: '' })).toEqual([])
})

test('R-TOR-4: a deputy must be named, by the body or in words, and only where the seat lets one come', () => {
  expect(against({ answer: 'deputy', deputy: 'named' })).toEqual([])
  expect(against({ answer: 'deputy', deputyWords: 'The vice-chair' })).toEqual([])
  expect(against({ answer: 'deputy', deputyWords: ' ' })).toEqual(['deputy-missing'])
  expect(against({ answer: 'deputy', deputy: 'somebody' })).toEqual(['deputy-not-named'])
  expect(against({ answer: 'deputy', deputy: 'member' })).toEqual(['own-deputy'])
  expect(against({ answer: 'deputy', deputyWords: 'x'.repeat(121) })).toEqual(['deputy-too-long'])
  expect(against({ answer: 'deputy', deputyWords: 'x' }, { mayDeputise: false })).toEqual([
    'seat-without-deputy',
  ])
})

test('R-MEET-10: where the terms permit no deputies, none is taken whatever the seat says', () => {
  const seat = { deputies: true }
  expect(mayDeputise('never', [seat])).toBe(false)
  expect(mayDeputise('where the seat allows', [seat])).toBe(true)
  expect(mayDeputise('where the seat allows', [{ ...seat, deputies: false }])).toBe(false)
  expect(mayDeputise('as minuted', [{ ...seat, deputies: false }])).toBe(true)
  expect(
    reasonsAgainstReply({ answer: 'deputy', deputyWords: 'x' }, { ...facts, deputies: 'never' })[0]
      ?.message,
  ).toBe('The Board permits no deputies. Send apologies instead.')
})

test('reminders go out ten and five working days before, over weekends and bank holidays', () => {
  expect(reminderDays(bundledCalendar, day('2024-09-19'))).toEqual([
    { days: 10, on: '2024-09-05' },
    { days: 5, on: '2024-09-12' },
  ])
  expect(reminderDays(bundledCalendar, day('2025-05-09'))[1]).toEqual({
    days: 5,
    on: '2025-05-01',
  })
})

test('each reminder is due once, a missed one on the next morning, and none to who was only just asked', () => {
  const days = reminderDays(bundledCalendar, day('2024-09-19'))
  const due = (invited: string, today: string) =>
    reminderDue(days, day(invited), day('2024-09-19'), day(today))
  expect(due('2024-08-20', '2024-09-04')).toBeUndefined()
  expect(due('2024-08-20', '2024-09-05')).toBe(10)
  expect(due('2024-08-20', '2024-09-06')).toBe(10)
  expect(due('2024-08-20', '2024-09-12')).toBe(5)
  expect(due('2024-09-05', '2024-09-06')).toBeUndefined()
  expect(due('2024-09-06', '2024-09-12')).toBe(5)
  expect(due('2024-09-12', '2024-09-13')).toBeUndefined()
  expect(due('2024-08-20', '2024-09-19')).toBeUndefined()
})
