import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  type LetterFacts,
  type LetterSaid,
  letterStateOn,
  pointsFrom,
  reasonsAgainstAnswers,
  reasonsAgainstLetter,
  reasonsNotToPut,
} from './correspondence.rules.ts'

const today = day('2025-03-10')
const said = (differences: Partial<LetterSaid> = {}): LetterSaid => ({
  correspondent: 'Luton Council',
  privatePerson: false,
  writer: '',
  datedOn: { text: '', day: day('2025-03-03'), precision: 'day' },
  subject: 'Transport to clinics',
  audience: 'members',
  privateReason: '',
  replyWanted: false,
  replyDue: undefined,
  points: [],
  ...differences,
})
const codes = (differences: Partial<LetterSaid>) =>
  reasonsAgainstLetter(said(differences), today).map(({ code }) => code)

test('a letter needs its other side, what it is about, and a day that has come', () => {
  expect(codes({})).toEqual([])
  expect(codes({ correspondent: ' ' })).toEqual(['correspondent-missing'])
  expect(codes({ subject: '' })).toEqual(['subject-missing'])
  expect(codes({ datedOn: { text: '', day: day('2025-03-11'), precision: 'day' } })).toEqual([
    'dated-to-come',
  ])
  expect(codes({ subject: 'x'.repeat(301) })).toEqual(['too-long'])
})

test('a private person is named for the clerk only, and their letter is never for everybody', () => {
  expect(codes({ privatePerson: true, correspondent: '' })).toEqual(['writer-missing'])
  expect(codes({ privatePerson: true, writer: 'A. Resident', audience: 'public' })).toEqual([
    'private-person-public',
  ])
  expect(codes({ correspondent: 'someone@example.org' })).toEqual(['address-in-public'])
})

test('a private letter says why, and no reply is due before the letter itself', () => {
  expect(codes({ audience: 'private' })).toEqual(['private-reason-missing'])
  expect(codes({ replyWanted: true, replyDue: day('2025-03-02') })).toEqual(['due-before-letter'])
  expect(codes({ replyWanted: false, replyDue: day('2025-03-02') })).toEqual([])
})

test('points are typed one to a line, with or without their numbers', () => {
  expect(pointsFrom('1. The plan\n2) The money\n\n - When\nWho')).toEqual([
    'The plan',
    'The money',
    'When',
    'Who',
  ])
})

const facts = (differences: Partial<LetterFacts> = {}): LetterFacts => ({
  direction: 'received',
  reply_wanted: true,
  reply_due: day('2025-03-10'),
  replies: 0,
  points: 0,
  answered: 0,
  ...differences,
})

test('a reply is owed up to its day, overdue from the day after, and then answered', () => {
  expect(letterStateOn(facts(), today)).toBe('reply owed')
  expect(letterStateOn(facts(), day('2025-03-11'))).toBe('reply overdue')
  expect(letterStateOn(facts({ direction: 'sent', reply_due: null }), today)).toBe('reply awaited')
  expect(letterStateOn(facts({ replies: 1 }), day('2025-03-11'))).toBe('answered')
  expect(letterStateOn(facts({ reply_wanted: false }), today)).toBe('no reply needed')
})

test('a reply that leaves points unanswered leaves the letter partly answered', () => {
  expect(letterStateOn(facts({ replies: 1, points: 6, answered: 5 }), today)).toBe(
    'partly answered',
  )
  expect(letterStateOn(facts({ replies: 1, points: 6, answered: 6 }), today)).toBe('answered')
})

test('an answer says something, or says that the point was not answered', () => {
  const points = [{ id: 'a', number: 3 }]
  const of = (outcome: 'provided' | 'not answered', point = 'a') =>
    reasonsAgainstAnswers([{ point, outcome, text: ' ' }], points)
  expect(of('provided')).toMatchObject([{ code: 'answer-missing', field: 'answer-3' }])
  expect(of('not answered')).toEqual([])
  expect(of('not answered', 'b')).toMatchObject([{ code: 'point-unknown' }])
})

test('a letter goes to a meeting of its own body, after it was written and still to come', () => {
  const letter = { body_id: 'b', dated_on: day('2025-03-03'), private_person: false }
  const put = (body_id: string, on: string) =>
    reasonsNotToPut(letter, { body_id, day: day(on) }, today).map(({ code }) => code)
  expect(put('b', '2025-03-10')).toEqual([])
  expect(put('c', '2025-03-20')).toEqual(['meeting-of-another-body'])
  expect(put('b', '2025-03-01')).toEqual(['meeting-before-letter'])
  expect(put('b', '2025-03-05')).toEqual(['meeting-over'])
})
