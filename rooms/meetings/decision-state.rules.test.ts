import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  decisionStateOf,
  type Fate,
  nothingBecame,
  reasonsNotToCallIn,
  reasonsNotToUndo,
} from './decision-state.rules.ts'

const today = day('2025-03-10')
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code)
const called = (outcome: 'stands' | 'referred back' | 'changed' | null): Fate => ({
  changes: [],
  callIns: [
    {
      on: day('2025-03-05'),
      by: ['One', 'Two', 'Three'],
      why: 'The cost',
      outcome,
      resolvedOn: outcome === null ? null : day('2025-03-09'),
      resolvedWhy: '',
    },
  ],
})
const rescinded: Fate = {
  changes: [
    { how: 'rescinded', by: 'x', on: day('2025-03-08'), text: 'Not after all', slug: '2025-03-08' },
  ],
  callIns: [],
}

test('a decision simply stands, or is open to call-in until the last day for it', () => {
  expect(decisionStateOf(nothingBecame, null, today)).toEqual({ state: 'stands', words: '' })
  expect(decisionStateOf(nothingBecame, today, today).state).toBe('open to call-in')
  expect(decisionStateOf(nothingBecame, day('2025-03-09'), today).state).toBe('stands')
})

test('called in, a decision has no effect until it is found to stand, referred back or changed', () => {
  expect(decisionStateOf(called(null), null, today)).toMatchObject({
    state: 'called in',
    words: expect.stringContaining('no effect until'),
  })
  expect(decisionStateOf(called('stands'), null, today).state).toBe('stands')
  expect(decisionStateOf(called('referred back'), null, today).state).toBe('referred back')
  expect(decisionStateOf(called('changed'), null, today).state).toBe('changed after call-in')
})

test('a rescinded decision stays and says on which day and by what', () => {
  expect(decisionStateOf(rescinded, null, today)).toEqual({
    state: 'rescinded',
    words: 'Rescinded on 8 March 2025 by: Not after all.',
  })
})

test('a decision is called in by enough members, in time, once, with a reason, where the body allows it', () => {
  const decision = {
    terms: { workingDays: 5, members: 3, citation: 'Constitution, 4.2' },
    until: day('2025-03-12'),
    formal: true,
    fate: nothingBecame,
  }
  const call = { by: ['a', 'b', 'c'], why: 'The cost' }
  expect(reasonsNotToCallIn(call, decision, today)).toEqual([])
  expect(codes(reasonsNotToCallIn(call, { ...decision, terms: null }, today))).toEqual([
    'no-call-in',
  ])
  expect(codes(reasonsNotToCallIn({ by: ['a', 'a', 'b'], why: '' }, decision, today))).toEqual([
    'too-few-members',
    'reason-missing',
  ])
  expect(codes(reasonsNotToCallIn(call, { ...decision, until: day('2025-03-09') }, today))).toEqual(
    ['call-in-over'],
  )
  expect(codes(reasonsNotToCallIn(call, { ...decision, fate: called('stands') }, today))).toEqual([
    'called-in-already',
  ])
  expect(codes(reasonsNotToCallIn(call, { ...decision, formal: false }, today))).toEqual([
    'nothing-to-call-in',
  ])
})

test('R-TOR-7: only a formal decision, carried, of a later meeting of the same body undoes one', () => {
  const earlier = { id: 'a', body: 'x', on: day('2025-02-14'), fate: nothingBecame }
  const later = { id: 'b', body: 'x', on: day('2025-03-08'), formal: true, carried: true }
  expect(reasonsNotToUndo(earlier, later)).toEqual([])
  expect(codes(reasonsNotToUndo(earlier, { ...later, body: 'y' }))).toEqual([
    'decision-of-another-body',
  ])
  expect(codes(reasonsNotToUndo(earlier, { ...later, on: day('2025-02-14') }))).toEqual([
    'not-a-later-meeting',
  ])
  expect(codes(reasonsNotToUndo(earlier, { ...later, formal: false }))).toEqual(['not-formal'])
  expect(codes(reasonsNotToUndo(earlier, { ...later, carried: false }))).toEqual(['not-carried'])
  expect(codes(reasonsNotToUndo({ ...earlier, fate: rescinded }, later))).toEqual([
    'rescinded-already',
  ])
})
