import { expect, test } from 'vitest'
import {
  asksForQuorum,
  type CoverSheet,
  coverWarnings,
  emptyCover,
  implicationNames,
  isEmptyCover,
  packGaps,
  tidyCover,
  verbsWithin,
} from './cover-sheet.rules.ts'

const full: CoverSheet = {
  executiveLead: 'Chief Finance Officer',
  authors: ['Associate Director'],
  reason: 'The partnership comments first.',
  summary: 'Progress.',
  recommendations: [{ verb: 'note', text: 'progress' }],
  implications: Object.fromEntries(
    implicationNames.map(name => [name, { applies: false, text: '' }]),
  ),
  report: 'Text.',
  nextSteps: 'The board in March.',
  appendices: [],
  itemNumber: '7',
}
const fields = (differences: Partial<CoverSheet>, hasFile = false) =>
  coverWarnings({ ...full, ...differences }, { itemNumber: '7', hasFile }).map(
    ({ code, field }) => `${code} ${field}`,
  )

test('R-TOR-17: a cover sheet with all its parts gives no warning; appendices may be none', () => {
  expect(fields({})).toEqual([])
})

test('R-TOR-17: each part that a cover sheet lacks is named', () => {
  expect(
    fields({ executiveLead: '', authors: [' '], reason: '', summary: '', nextSteps: '' }),
  ).toEqual([
    'cover-incomplete executiveLead',
    'cover-incomplete authors',
    'cover-incomplete reason',
    'cover-incomplete summary',
    'cover-incomplete nextSteps',
  ])
  expect(fields({ recommendations: [] })).toEqual(['recommendations-missing recommendations'])
  expect(fields({ implications: {} })).toEqual(['implications-unanswered implications'])
})

test('R-TOR-17: an implication that applies has to be explained', () => {
  expect(
    fields({ implications: { ...full.implications, bafRisk: { applies: true, text: '' } } }),
  ).toEqual(['implication-unexplained bafRisk'])
})

test('R-TOR-17: the Green Plan paper of 14 February 2025 says item 6, its agenda 7', () => {
  const [warning] = coverWarnings({ ...full, itemNumber: '6' }, { itemNumber: '7', hasFile: false })
  expect(warning?.message).toBe('The paper says item 6, but the agenda has it as item 7.')
  expect(fields({ itemNumber: '' })).toEqual(['cover-incomplete itemNumber'])
})

test('slides handed in without any cover sheet get one sentence, not ten', () => {
  expect(coverWarnings({}, { itemNumber: '6', hasFile: true }).map(({ code }) => code)).toEqual([
    'cover-missing',
  ])
  expect(isEmptyCover(emptyCover)).toBe(true)
})

test('a report may be typed or be a file, but one of them there must be', () => {
  expect(fields({ report: '' })).toEqual(['report-missing report'])
  expect(fields({ report: '' }, true)).toEqual([])
})

test('a recommendation whose verb does not say whether a decision is asked for is warned of', () => {
  expect(fields({ recommendations: [{ verb: 'recognise and support', text: 'work' }] })).toEqual([
    'recommendation-verb-unknown recommendations',
  ])
  expect(fields({ recommendations: [{ verb: 'agree', text: '' }] })).toEqual([
    'recommendation-without-text recommendations',
  ])
  expect(verbsWithin('Consider and discuss')).toEqual(['consider', 'discuss'])
})

test('R-TOR-17: endorse needs a quorum, consider and discuss does not, recommend does for another body', () => {
  expect(asksForQuorum({ verb: 'endorse and adopt', text: '' })).toBe(true)
  expect(asksForQuorum({ verb: 'consider and discuss', text: '' })).toBe(false)
  expect(asksForQuorum({ verb: 'recommend', text: '' })).toBe(false)
  expect(asksForQuorum({ verb: 'recommend', text: '', forBody: 'ICB Board' })).toBe(true)
})

test('a cover sheet is kept trimmed, without blank lines or blank recommendations', () => {
  const tidy = tidyCover({
    authors: ['  One ', ''],
    recommendations: [
      { verb: 'Note ', text: ' it', forBody: ' ' },
      { verb: '', text: '' },
    ],
  })
  expect(tidy.authors).toEqual(['One'])
  expect(tidy.recommendations).toEqual([{ verb: 'note', text: 'it' }])
  expect(tidyCover(tidy)).toEqual(tidy)
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
