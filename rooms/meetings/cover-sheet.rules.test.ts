import { expect, test } from 'vitest'
import { type CoverSheet, coverSheetGaps, implications, packGaps } from './cover-sheet.rules.ts'

/** The terms-of-reference paper of 14 February 2025, as if every box had been filled in. */
const complete: CoverSheet = {
  meetingOn: '2025-02-14',
  executiveLead: 'Chief of Strategy and Assurance',
  authors: ['Partnership Governance Lead'],
  body: 'Health and Care Partnership',
  item: '8',
  reason: 'To improve representation and quorum',
  summary: 'Two changes to the terms of reference',
  recommendations: ['Recommend the amended terms to the ICB Board for approval'],
  implications: {
    Resourcing: true,
    'Equality/Health Inequalities': true,
    Engagement: true,
    'Green Plan': false,
    'BAF Risk': false,
  },
  report: 'The changes in full',
  nextSteps: 'To the ICB Board',
  appendices: 'A',
}
const place = { meetingOn: '2025-02-14', item: '8' }
const fieldsOf = (cover: CoverSheet) => coverSheetGaps(cover, place).map(({ field }) => field)

test('R-TOR-17: a complete cover sheet has no gaps, and ‘no’ is an answer', () => {
  expect(coverSheetGaps(complete, place)).toEqual([])
  expect(coverSheetGaps({ ...complete, appendices: 'none' }, place)).toEqual([])
})

test('R-TOR-17: every field left empty is named', () => {
  const empty: CoverSheet = {
    meetingOn: null,
    executiveLead: '',
    authors: [' '],
    body: '',
    item: null,
    reason: '  ',
    summary: '',
    recommendations: [],
    implications: complete.implications,
    report: '',
    nextSteps: '',
    appendices: '',
  }
  expect(fieldsOf(empty)).toEqual([
    'meetingOn',
    'executiveLead',
    'authors',
    'body',
    'item',
    'reason',
    'summary',
    'recommendations',
    'report',
    'nextSteps',
    'appendices',
  ])
  expect(coverSheetGaps({ ...complete, nextSteps: '' })).toEqual([
    {
      code: 'cover-field-empty',
      field: 'nextSteps',
      message: 'The cover sheet wants the next steps.',
    },
  ])
})

test('R-TOR-17: five implications are each answered, yes or no; a blank is no answer', () => {
  expect(implications).toHaveLength(5)
  for (const name of implications) {
    const { [name]: _, ...others } = complete.implications
    expect(coverSheetGaps({ ...complete, implications: others })).toEqual([
      {
        code: 'implication-unanswered',
        field: `implications.${name}`,
        message: `The cover sheet does not say whether there are implications for ${name}: answer yes or no.`,
      },
    ])
  }
})

test('R-TOR-17: the cover must bear the agenda’s item number and the meeting’s date', () => {
  const greenPlan = { ...complete, item: '6' }
  expect(coverSheetGaps(greenPlan, { ...place, item: '7' })[0]?.message).toBe(
    'The paper says item 6, but the agenda has it as item 7.',
  )
  expect(fieldsOf({ ...complete, meetingOn: '2025-02-15' })).toEqual(['meetingOn'])
  expect(coverSheetGaps(greenPlan)).toEqual([])
})

const anItem = { number: '5', wantsPaper: true, hasPaper: true, hasCoverSheet: true }
const pack = {
  forwardPlan: true,
  registerOfInterests: true,
  actionTracker: true,
  lastMinutes: true,
  items: [anItem, { number: '11', wantsPaper: false, hasPaper: false, hasCoverSheet: false }],
}

test('R-TOR-13: the pack of 14 February 2025 has no forward plan, which is a warning', () => {
  expect(packGaps(pack)).toEqual([])
  expect(packGaps({ ...pack, forwardPlan: false })).toEqual([
    {
      code: 'pack-without-forward-plan',
      message: 'The pack has no forward plan: every pack should have one.',
    },
  ])
})

test('R-COI-6: a pack wants an extract of the register, the tracker and the last minutes', () => {
  expect(
    packGaps({ ...pack, registerOfInterests: false, actionTracker: false, lastMinutes: false }).map(
      ({ code }) => code,
    ),
  ).toEqual(['pack-without-register', 'pack-without-tracker', 'pack-without-minutes'])
  expect(packGaps({ ...pack, lastMinutes: null })).toEqual([])
})

test('items without a paper, or with a paper and no cover sheet, are listed by number', () => {
  const items = [
    { ...anItem, hasPaper: false, hasCoverSheet: false },
    { ...anItem, number: '6', hasCoverSheet: false },
    { ...anItem, number: '7', hasPaper: false, hasCoverSheet: false },
  ]
  expect(packGaps({ ...pack, items }).map(({ message }) => message)).toEqual([
    'Two items have no paper yet: 5 and 7.',
    'One item has a paper without a cover sheet: 6.',
  ])
})
