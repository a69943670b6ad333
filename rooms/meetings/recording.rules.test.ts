import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { captionsDue, deletionDue, reasonsNotToKeepRecording } from './recording.rules.ts'

const on = day('2025-02-14')
const today = day('2025-02-20')
const codes = (differences: object, deletedOn: ReturnType<typeof day> | null = null) =>
  reasonsNotToKeepRecording(
    {
      liveAddress: 'https://watch.example/live',
      address: 'https://watch.example/1',
      madeBy: 'Communications team',
      publishedOn: on,
      captionedOn: null,
      ...differences,
    },
    { day: on, deletedOn },
    today,
  ).map(({ code }) => code)

test('R-MEET-9: a recording is due to be deleted once the minutes are approved, or after its months', () => {
  const untilApproved = { months: null, citation: 'Standing orders, 5' }
  expect(deletionDue(untilApproved, { day: on, minutesApprovedOn: null })).toBeNull()
  expect(deletionDue(untilApproved, { day: on, minutesApprovedOn: today })).toBe('2025-02-20')
  expect(deletionDue({ months: 6, citation: 'Policy' }, { day: on, minutesApprovedOn: null })).toBe(
    '2025-08-14',
  )
  expect(deletionDue(null, { day: on, minutesApprovedOn: today })).toBeNull()
})

test('R-WEB-1: captions are due within fourteen days of publication', () => {
  expect(captionsDue(on)).toBe('2025-02-28')
})

test('only a whole https address is taken, with the maker and the day of a recording', () => {
  expect(codes({})).toEqual([])
  for (const address of [
    'http://watch.example/1',
    'watch.example',
    'javascript:alert(1)',
    'https://me:secret@watch.example/1',
  ])
    expect(codes({ address })).toEqual(['not-https'])
  expect(codes({ madeBy: '', publishedOn: null })).toEqual(['maker-missing', 'day-missing'])
  expect(codes({ publishedOn: day('2025-02-13') })).toEqual(['day-out-of-place'])
  expect(codes({}, today)).toEqual(['recording-deleted'])
})
