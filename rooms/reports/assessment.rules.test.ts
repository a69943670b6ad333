import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  reasonsNotToBegin,
  reasonsNotToPublish,
  sectionsThatDiffer,
  tidySections,
  unwritten,
} from './assessment.rules.ts'

const year = { name: '2024/25', last: day('2025-03-31') }
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code)

test('R-TOR-16: a year is assessed once it is over, once, and where the terms ask for it', () => {
  const begin = (differences: Partial<Parameters<typeof reasonsNotToBegin>[0]>) =>
    codes(
      reasonsNotToBegin({
        year,
        today: day('2025-04-01'),
        owed: true,
        begun: false,
        ...differences,
      }),
    )
  expect(begin({})).toEqual([])
  expect(begin({ today: day('2025-03-31') })).toEqual(['year-not-over'])
  expect(begin({ owed: false, begun: true })).toEqual(['assessment-begun', 'assessment-not-owed'])
})

test('R-TOR-16: only what a meeting approved is published, and once', () => {
  const publish = (submittedTo: string | null, approvedOn: string | null, published = false) =>
    codes(
      reasonsNotToPublish({
        submittedTo: submittedTo === null ? null : day(submittedTo),
        approvedOn: approvedOn === null ? null : day(approvedOn),
        published,
      }),
    )
  expect(publish(null, null)).toEqual(['not-submitted'])
  expect(publish('2025-09-12', null)).toEqual(['not-approved'])
  expect(publish('2025-09-12', '2025-09-12')).toEqual([])
  expect(publish('2025-09-12', '2025-09-12', true)).toEqual(['published-already'])
})

test('every section is kept, trimmed, with the line ends of one kind; what changed is named', () => {
  const before = tidySections([])
  const after = tidySections([{ section: 'opening', text: ' A good year.\r\n' }])
  expect(after.map(({ section }) => section)).toEqual([
    'opening',
    'responsibilities',
    'compliance',
    'changes',
  ])
  expect(after[0]?.text).toBe('A good year.')
  expect(sectionsThatDiffer(before, after)).toEqual(['opening'])
  expect(unwritten(after)).toEqual(['responsibilities', 'compliance', 'changes'])
})
