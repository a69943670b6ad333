import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  isLateBusiness,
  minuteOfTreatments,
  reasonsNotBeforeTheMeeting,
  reasonsNotToCallUrgent,
  reasonsNotToCarry,
  reasonsNotToTreat,
  type Treatment,
  wordsOfTreatment,
} from './treatment.rules.ts'

const item = { number: '7', title: 'Green Plan' }

const deferred: Treatment = {
  kind: 'deferred',
  reason: 'The figures are not ready',
  by: 'the chair',
  on: day('2025-02-10'),
  other: {
    id: 'there',
    number: '4',
    title: 'Green Plan',
    meeting: { id: 'june', slug: '2025-06-13', day: day('2025-06-13') },
  },
}
const urgent: Treatment = { ...deferred, kind: 'urgent', other: null }

const council = {
  regime: 'principal council',
  addedOn: day('2025-02-10'),
  noticeLatest: day('2025-02-06'),
  summonedOn: null,
} as const

const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code)

test('what became of an item is said in words, with the other meeting', () => {
  expect(wordsOfTreatment(deferred)).toBe('Deferred to the meeting of 13 June 2025')
  expect(wordsOfTreatment({ ...deferred, kind: 'carried over' })).toBe(
    'Carried over from the meeting of 13 June 2025, where it was item 4',
  )
  expect(wordsOfTreatment({ ...deferred, kind: 'taken with' })).toBe('Taken with item 4')
  expect(wordsOfTreatment(urgent)).toBe('Taken as urgent business, let in by the chair')
})

test('an item is not deferred twice, nor after something was decided under it', () => {
  expect(codes(reasonsNotToTreat(item, { standing: [deferred], decisions: 0 }))).toEqual([
    'item-treated-already',
  ])
  expect(reasonsNotToTreat(item, { standing: [urgent], decisions: 2 })[0]?.message).toBe(
    'Two decisions are recorded under item 7, so it was taken at this meeting.',
  )
  expect(reasonsNotToTreat(item, { standing: [], decisions: 0 })).toEqual([])
})

test('business is carried forwards, within the body, and never to a workshop (R-TOR-14)', () => {
  const from = { id: 'feb', bodyId: 'hcp', day: day('2025-02-14') }
  const to = { id: 'june', bodyId: 'hcp', day: day('2025-06-13'), kind: 'ordinary' }
  expect(reasonsNotToCarry(from, to)).toEqual([])
  expect(codes(reasonsNotToCarry(from, null))).toEqual(['target-missing'])
  expect(codes(reasonsNotToCarry(from, { ...to, bodyId: 'board' }))).toEqual(['target-missing'])
  expect(codes(reasonsNotToCarry(from, { ...to, day: day('2025-01-10') }))).toEqual([
    'target-not-later',
  ])
  expect(codes(reasonsNotToCarry(from, { ...to, kind: 'workshop' }))).toEqual([
    'target-is-workshop',
  ])
})

test('LGA 1972 s.100B(4): a principal council takes late business only for stated urgency', () => {
  expect(isLateBusiness(council)).toBe(true)
  expect(isLateBusiness({ ...council, addedOn: day('2025-02-06') })).toBe(false)
  expect(codes(reasonsNotBeforeTheMeeting(item, [], council))).toEqual(['urgency-not-stated'])
  expect(reasonsNotBeforeTheMeeting(item, [urgent], council)).toEqual([])
})

test('R-MEET-4: what was added after a parish council’s summons is late, and without a summons nothing is', () => {
  const parish = { ...council, regime: 'parish council' } as const
  expect(isLateBusiness({ ...parish, summonedOn: day('2025-02-07') })).toBe(true)
  expect(isLateBusiness({ ...parish, summonedOn: day('2025-02-10') })).toBe(false)
  expect(isLateBusiness(parish)).toBe(false)
})

test('the 1960 Act wants no urgency stated, and an item of unknown day is not called late', () => {
  expect(isLateBusiness({ ...council, regime: '1960 Act' })).toBe(false)
  expect(isLateBusiness({ ...council, addedOn: null })).toBe(false)
})

test('the first draft of the minutes states why an item was deferred or urgent', () => {
  expect(minuteOfTreatments([{ ...deferred, kind: 'carried over' }, urgent, deferred])).toBe(
    'Taken as urgent business, let in by the chair: The figures are not ready. Deferred to the meeting of 13 June 2025: The figures are not ready.',
  )
})

test('nothing is decided under an item that is deferred', () => {
  expect(
    reasonsNotBeforeTheMeeting(item, [deferred], { ...council, regime: '1960 Act' })[0]?.message,
  ).toBe(
    'Item 7 is not before this meeting (deferred to the meeting of 13 June 2025), so nothing can be decided under it.',
  )
})

test('urgency needs the chair and the special circumstances, and an item that came late', () => {
  const facts = { late: council, by: 'the chair', reason: 'Flooding', standing: [] }
  expect(reasonsNotToCallUrgent(item, facts)).toEqual([])
  expect(codes(reasonsNotToCallUrgent(item, { ...facts, by: ' ', reason: '' }))).toEqual([
    'reason-missing',
    'chair-missing',
  ])
  expect(
    codes(
      reasonsNotToCallUrgent(item, {
        ...facts,
        late: { ...council, addedOn: day('2025-02-03') },
      }),
    ),
  ).toEqual(['not-late'])
  expect(codes(reasonsNotToCallUrgent(item, { ...facts, standing: [urgent] }))).toEqual([
    'urgent-already',
  ])
})
