import { expect, test } from 'vitest'
import {
  type DecisionVerb,
  mannerOf,
  minuteWording,
  needsQuorum,
  reasonsNotToDecide,
  shortfall,
} from './formal-business.rules.ts'

const september = {
  quorate: false,
  missing: ['Fifteen members are present and seventeen are required.'],
}
const quorate = { quorate: true, missing: [] }
const codes = (...proposal: Parameters<typeof reasonsNotToDecide>) =>
  reasonsNotToDecide(...proposal).map(refusal => refusal.code)

test('R-TOR-17: approve, agree and endorse need a quorum; note, consider, discuss and receive do not', () => {
  const verbs: [DecisionVerb, boolean][] = [
    ['approve', true],
    ['agree', true],
    ['endorse', true],
    ['note', false],
    ['consider', false],
    ['discuss', false],
    ['receive', false],
    ['recommend', false],
    ['refer', false],
  ]
  for (const [verb, formal] of verbs) {
    expect(needsQuorum(verb), verb).toBe(formal)
    expect(codes({ verb, quorum: september, kind: 'ordinary' }), verb).toEqual(
      formal ? ['inquorate'] : [],
    )
    expect(codes({ verb, quorum: quorate, kind: 'ordinary' }), verb).toEqual([])
  }
})

test('R-TOR-17: a recommendation or a reference for another body’s decision needs a quorum', () => {
  for (const verb of ['recommend', 'refer'] as const) {
    const proposal = { verb, forBody: 'the ICB Board', kind: 'ordinary' } as const
    expect(codes({ ...proposal, quorum: september })).toEqual(['inquorate'])
    expect(codes({ ...proposal, quorum: quorate })).toEqual([])
  }
  expect(needsQuorum('note', 'the ICB Board')).toBe(false)
})

test('R-TOR-7: the refusal at an inquorate meeting says what is short, what may still be done, and where the business goes', () => {
  expect(reasonsNotToDecide({ verb: 'approve', quorum: september, kind: 'ordinary' })).toEqual([
    {
      code: 'inquorate',
      field: 'verb',
      message:
        'Fifteen members are present and seventeen are required, so the meeting goes on as informal: it may note, consider, discuss and receive, but it may not approve. That business is carried to the next quorate meeting.',
    },
  ])
  const recommending = { verb: 'recommend', forBody: 'the ICB Board', kind: 'ordinary' } as const
  expect(reasonsNotToDecide({ ...recommending, quorum: september })[0]?.message).toContain(
    'it may not recommend to the ICB Board.',
  )
})

test('every limb that is short is named', () => {
  expect(
    shortfall({
      missing: [
        'Nine members are present and twelve are required.',
        'No NHS trust members are present and one is required.',
      ],
    }),
  ).toBe(
    'Nine members are present and twelve are required; no NHS trust members are present and one is required',
  )
})

test('R-TOR-7: without a quorum the meeting is informal; R-TOR-14: a workshop is a workshop whoever comes', () => {
  expect(mannerOf('ordinary', september)).toBe('informal')
  expect(mannerOf('ordinary', quorate)).toBe('formal')
  expect(mannerOf('ordinary', null)).toBe('informal')
  expect(mannerOf('workshop', quorate)).toBe('workshop')
})

test('R-TOR-14: a workshop takes no decisions, however many are there', () => {
  const verbs: DecisionVerb[] = ['approve', 'agree', 'endorse', 'recommend', 'refer']
  for (const verb of verbs)
    expect(codes({ verb, quorum: quorate, kind: 'workshop' }), verb).toEqual([
      'workshop-takes-no-decisions',
    ])
  expect(codes({ verb: 'discuss', quorum: null, kind: 'workshop' })).toEqual([])
})

test('R-TOR-15: an extraordinary meeting and a decision by email need the same quorum', () => {
  for (const kind of ['extraordinary', 'correspondence', 'annual'] as const) {
    expect(codes({ verb: 'agree', quorum: september, kind })).toEqual(['inquorate'])
    expect(codes({ verb: 'agree', quorum: quorate, kind })).toEqual([])
  }
})

test('nothing formal is decided before attendance has been recorded', () => {
  expect(codes({ verb: 'approve', quorum: null, kind: 'ordinary' })).toEqual([
    'attendance-not-recorded',
  ])
  expect(codes({ verb: 'note', quorum: null, kind: 'ordinary' })).toEqual([])
})

test('the minutes put each verb in the past tense, and say so when the meeting was informal', () => {
  expect(minuteWording('approve', 'formal')).toBe('approved')
  expect(minuteWording('refer', 'formal')).toBe('referred')
  expect(minuteWording('note', 'informal')).toBe('noted, informally')
  expect(minuteWording('discuss', 'workshop')).toBe('discussed, in a workshop')
})
