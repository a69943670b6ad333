import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { type Day, day } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { giveNotice } from './give-notice.ts'
import { deleteRecording, keepRecording } from './keep-recording.ts'
import { aCommittee, aMeeting, someTerms } from './sitting.samples.ts'

const record = await freshRecord()
let today: Day = day('2025-02-10')
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-02-10',
  }),
  record.url,
  { clock: () => ({ today, now: new Date(`${today}T09:00:00Z`) }) },
)
afterAll(() => house.close())
const on = (text: string) => actingOn(record, text)
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
const words = async (url: string) =>
  (await house.server.inject({ url })).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('R-MEET-9: the page leads to the live picture before, to the recording while it is kept, and says afterwards that it is deleted', async () => {
  const body = await aCommittee(record, 'watched', 4, {
    terms: someTerms({ recordings: { months: null, citation: 'Standing orders, 5' } }),
  })
  const meeting = await aMeeting(record, body, '2025-02-14')
  const url = '/meetings/watched/2025-02-14'
  expectDone(
    await giveNotice(on('2025-02-10'), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-02-10'),
      manner: 'On the website',
      text: 'It meets.',
    }),
  )
  const live = { meeting: meeting.id, liveAddress: 'https://watch.example/live' }
  expectDone(await keepRecording(on('2025-02-10'), { ...live, version: 0 }))
  expect(await words(url)).toContain('Watch it live')
  expect(codes(await keepRecording(on('2025-02-10'), { ...live, version: 0 }))).toEqual([
    'changed-meanwhile',
  ])
  today = day('2025-02-17')
  expect(await words(url)).not.toContain('Watch it live')
  const recorded = {
    ...live,
    version: 1,
    address: 'https://watch.example/1',
    madeBy: 'Communications team',
    publishedOn: day('2025-02-15'),
  }
  expectDone(await keepRecording(on('2025-02-17'), recorded))
  const kept = await words(url)
  expect(kept).toContain('Watch the recording')
  expect(kept).toContain('Captions are due by 1 March 2025')
  expect(kept).toContain('It is kept until the minutes are approved (Standing orders, 5)')
  expect(
    codes(await deleteRecording(on('2025-02-17'), { meeting: meeting.id, because: ' ' })),
  ).toEqual(['reason-missing'])
  expectDone(
    await deleteRecording(on('2025-02-17'), {
      meeting: meeting.id,
      because: 'It was kept until the minutes were approved.',
    }),
  )
  const after = await words(url)
  expect(after).toContain('The recording was deleted on 17 February 2025')
  expect((await house.server.inject({ url })).body).not.toContain('https://watch.example/1')
  expect(codes(await keepRecording(on('2025-02-18'), { ...recorded, version: 3 }))).toEqual([
    'recording-deleted',
  ])
})
