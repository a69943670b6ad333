import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { approveMinutes } from './approve-minutes.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { agreeCorrection, proposeCorrection, withdrawCorrection } from './correct-minutes.ts'
import { draftMinutes } from './draft-minutes.ts'
import { publishMinutes } from './publish-minutes.ts'
import { recordAttendance } from './record-attendance.ts'
import { saveMinutes } from './save-minutes.ts'
import { signMinutes } from './sign-minutes.ts'
import { aCommittee, aMeeting, anItem, present } from './sitting.samples.ts'

const record = await freshRecord()
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-07-01',
  }),
  record.url,
)
afterAll(() => house.close())
const on = (today: string) => actingOn(record, today)
const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
const get = async (url: string) => (await house.server.inject({ url })).body
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const chair = (on_: string) => ({ name: 'The chair', role: 'Chair', on: day(on_) })

/** Minutes of 10 January that say twelve, approved on 14 February and signed, both published. */
async function approved(slug: string, publish = true) {
  const body = await aCommittee(record, slug)
  const january = await aMeeting(record, body, '2025-01-10')
  const item = await anItem(record, january, '1', { title: 'Beds' })
  const hidden = await anItem(record, january, '2', { privateReason: 'A price' })
  const first = on('2025-01-10')
  expectDone(await recordAttendance(first, { meeting: january.id, lines: present(body) }))
  expectDone(await draftMinutes(first, { meeting: january.id }))
  expectDone(
    await saveMinutes(first, {
      meeting: january.id,
      basedOn: 1,
      entries: [
        { item, text: 'Twelve beds are closed. They open in May.' },
        { item: hidden, text: 'CANARY price of nine.' },
      ],
    }),
  )
  expectDone(await approveMinutesAsChair(first, { meeting: january.id, ...chair('2025-01-10') }))
  const february = await aMeeting(record, body, '2025-02-14')
  await anItem(record, february, '1', { kind: 'minutes', title: 'Minutes' })
  const second = on('2025-02-14')
  expectDone(await recordAttendance(second, { meeting: february.id, lines: present(body) }))
  if (publish) {
    expectDone(await approveMinutes(second, { minutesOf: january.id, at: february.id }))
    expectDone(await signMinutes(second, { meeting: january.id, ...chair('2025-02-14') }))
    expectDone(await publishMinutes(second, { meeting: january.id }))
  }
  const march = await aMeeting(record, body, '2025-03-14')
  await anItem(record, march, '1', { kind: 'minutes', title: 'Minutes' })
  return { body, january, item, hidden, march, path: `/meetings/${slug}/2025-01-10` }
}
const twelve = { was: 'Twelve beds', reads: 'Ten beds', why: 'The ward had counted two twice.' }

test('approved minutes are corrected by a later quorate meeting: both versions stay public, and the difference is marked', async () => {
  const { body, january, item, march, path } = await approved('corrected')
  const clerk = on('2025-03-01')
  const id = expectDone(await proposeCorrection(clerk, { meeting: january.id, item, ...twelve }))
  expect(words(await get(path))).toContain('Twelve beds')
  expect(codes(await agreeCorrection(clerk, { correction: id, at: march.id }))).toEqual([
    'not-a-later-meeting',
  ])
  const held = on('2025-03-14')
  expect(codes(await agreeCorrection(held, { correction: id, at: march.id }))).toEqual([
    'attendance-not-recorded',
  ])
  expectDone(await recordAttendance(held, { meeting: march.id, lines: present(body, 2) }))
  expect(codes(await agreeCorrection(held, { correction: id, at: march.id }))).toEqual([
    'inquorate',
  ])
  expectDone(await recordAttendance(held, { meeting: march.id, lines: present(body) }))
  expect(expectDone(await agreeCorrection(held, { correction: id, at: march.id }))).toEqual({
    version: 2,
  })
  const now = await get(path)
  expect(now).toContain('<del>‘Twelve beds’</del>')
  expect(now).toContain('<ins>‘Ten beds’</ins>')
  expect(words(now)).toContain('Ten beds are closed')
  expect(words(now)).toContain('Signed: The chair')
  expect(words(now)).toContain('agreed on 14 March 2025')
  const before = words(await get(`${path}?version=1`))
  expect(before).toContain('Twelve beds are closed')
  expect(before).not.toContain('Ten beds')
  const json = JSON.parse(await get(`/api/v1${path}`))
  expect(json.minutes.corrections).toEqual([{ item: '1', ...twelve, agreedOn: '2025-03-14' }])
  expect(json.minutes.versions[0].changes).toContain(
    'Item 1 was corrected, as agreed at the meeting of 14 March 2025.',
  )

  // Minuted where it was agreed.
  expectDone(await draftMinutes(held, { meeting: march.id }))
  expectDone(await approveMinutesAsChair(held, { meeting: march.id, ...chair('2025-03-14') }))
  expectDone(await publishMinutes(held, { meeting: march.id }))
  expect(words(await get('/meetings/corrected/2025-03-14'))).toContain(
    'Corrections of earlier minutes that this meeting agreed',
  )
  expect(codes(await agreeCorrection(held, { correction: id, at: march.id }))).toContain(
    'agreed-already',
  )
})

test('a correction names words that stand in that minute once, and says why', async () => {
  const { january, item } = await approved('proposals')
  const clerk = on('2025-03-01')
  const propose = async (differences: object) =>
    codes(await proposeCorrection(clerk, { meeting: january.id, item, ...twelve, ...differences }))
  expect(await propose({ was: 'Thirteen beds' })).toEqual(['words-not-there'])
  expect(await propose({ was: 'e' })).toEqual(['words-there-twice'])
  expect(await propose({ reads: 'Twelve beds' })).toEqual(['nothing-corrected'])
  expect(await propose({ why: ' ' })).toEqual(['reason-missing'])
  const id = expectDone(await proposeCorrection(clerk, { meeting: january.id, item, ...twelve }))
  expect(codes(await withdrawCorrection(clerk, { correction: id, because: '' }))).toEqual([
    'reason-missing',
  ])
  expectDone(await withdrawCorrection(clerk, { correction: id, because: 'It was right.' }))
})

test('minutes that are not approved yet are changed in the draft, not corrected', async () => {
  const { january, item } = await approved('still-a-draft', false)
  expect(
    codes(await proposeCorrection(on('2025-03-01'), { meeting: january.id, item, ...twelve })),
  ).toEqual(['not-approved-yet'])
})

test('a correction of what was taken in private shows the public nothing of it', async () => {
  const { body, january, hidden, march, path } = await approved('in-private')
  const id = expectDone(
    await proposeCorrection(on('2025-03-01'), {
      meeting: january.id,
      item: hidden,
      was: 'CANARY price of nine',
      reads: 'CANARY price of ten',
      why: 'CANARY why',
    }),
  )
  const held = on('2025-03-14')
  expectDone(await recordAttendance(held, { meeting: march.id, lines: present(body) }))
  expect(expectDone(await agreeCorrection(held, { correction: id, at: march.id }))).toEqual({
    version: null,
  })
  for (const url of [path, `/api/v1${path}`, '/meetings/in-private/2025-03-14'])
    expect(await get(url)).not.toContain('CANARY')
})
