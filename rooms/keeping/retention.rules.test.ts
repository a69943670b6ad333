import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { classOfMeetingsOf, dueForReview, periodOn, retentionClasses } from './retention.rules.ts'

const due = (
  name: keyof typeof retentionClasses,
  from: string,
  today: string,
  reviewOn: string | null = null,
) =>
  dueForReview(
    name,
    retentionClasses[name],
    { from: day(from), reviewOn: reviewOn === null ? null : day(reviewOn) },
    day(today),
  )

test('R-WEB-5: board papers are due for the archive after twenty years, those of a task group after six', () => {
  expect(due('board papers', '2005-03-01', '2025-03-01')).toBeNull()
  expect(due('board papers', '2005-03-01', '2025-03-02')?.working).toBe(
    '20 years from the meeting on 1 March 2005 ended on 1 March 2025. NHS Records Management Code: 20 years, then to the archive (R-WEB-5).',
  )
  expect(due('committee papers', '2019-03-01', '2025-03-01')).toBeNull()
  expect(due('committee papers', '2019-03-01', '2025-03-02')?.since).toBe('2025-03-01')
})

test('R-WEB-5: parish minutes are kept for ever; complaints ten years, information requests three', () => {
  expect(due('parish papers', '1900-01-01', '2025-01-01')).toBeNull()
  expect(due('complaints', '2015-01-01', '2025-01-02')).not.toBeNull()
  expect(due('information requests', '2022-01-01', '2025-01-02')).not.toBeNull()
})

test('R-COI-7: an interest is kept privately for six years after it ended', () => {
  expect(due('interests', '2019-01-31', '2025-01-31')).toBeNull()
  expect(due('interests', '2019-01-31', '2025-02-01')).not.toBeNull()
})

test('what was kept at a review is due again only after its new day', () => {
  expect(due('committee papers', '2015-01-01', '2025-01-01', '2026-01-01')).toBeNull()
  expect(due('committee papers', '2015-01-01', '2026-01-02', '2026-01-01')?.since).toBe(
    '2026-01-01',
  )
})

test('a body’s own period holds from its day; where the class is uncertain the longer one does', () => {
  const own = [
    { class: 'board papers', from_day: day('2025-01-01'), months: 360, source: 'Own schedule' },
  ]
  expect(periodOn('board papers', own, day('2024-12-31')).months).toBe(240)
  expect(periodOn('board papers', own, day('2025-01-01')).months).toBe(360)
  expect(classOfMeetingsOf({ kind: 'committee', regime: '1960 Act' })).toBe('board papers')
  expect(classOfMeetingsOf({ kind: 'task group', regime: '1960 Act' })).toBe('committee papers')
  expect(classOfMeetingsOf({ kind: 'council', regime: 'parish council' })).toBe('parish papers')
})
