import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../app/house.ts'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { readSettings } from '../../platform/settings.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { amendAgendaItem } from './amend-agenda-item.ts'
import { amendDecision } from './amend-decision.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { draftMinutes } from './draft-minutes.ts'
import { excludePublic } from './exclude-public.ts'
import { giveNotice } from './give-notice.ts'
import { publishMinutes } from './publish-minutes.ts'
import { readItem } from './read-agenda.ts'
import type { Meeting } from './read-meeting.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { removeDecision } from './remove-decision.ts'
import { saveMinutes } from './save-minutes.ts'
import {
  aCommittee,
  aMeeting,
  anItem,
  present,
  type SampleBody,
  septemberPartnership,
} from './sitting.samples.ts'

const record = await freshRecord()
const queries: string[] = []
const house = await openHouse(
  readSettings({
    LOG_LEVEL: 'silent',
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-')),
    GOLDTHREAD_TODAY: '2025-07-01',
  }),
  record.url,
  { onQuery: sql => queries.push(sql) },
)
afterAll(() => house.close())

const on = (today: string) => actingOn(record, today)
const get = async (url: string) => {
  const answer = await house.server.inject({ method: 'GET', url })
  return { status: answer.statusCode, body: answer.body, json: () => answer.json() }
}
/** A page without what every answer has anew: the nonces of its scripts and styles. */
const lasting = (html: string) => html.replace(/ nonce="[0-9a-f]+"/g, '')
/** A page's words as a reader sees them. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
const queriesOf = async (url: string) => {
  queries.length = 0
  expect((await get(url)).status, url).toBe(200)
  return queries.filter(sql => !/^(begin|commit|set)/i.test(sql)).length
}

const notified = async (meeting: Meeting, givenOn: string) =>
  expectDone(
    await giveNotice(on(givenOn), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day(givenOn),
      manner: 'On the website',
      text: 'The body will meet in public.',
    }),
  )

/** Everything that canaries are looked for in. */
const PUBLIC_PATHS = (of: string) => [
  '/meetings',
  '/decisions',
  '/meetings.ics',
  of,
  '/api/v1/meetings',
  '/api/v1/decisions',
  `/api/v1${of}`,
]
const expectUnseen = async (word: RegExp, of: string) => {
  for (const path of PUBLIC_PATHS(of)) {
    const { status, body } = await get(path)
    expect(status, path).toBe(200)
    expect(body, path).not.toMatch(word)
  }
  expect((await get('/api/v1/decisions?search=canary')).json().total).toBe(0)
}

test('R-TOR-5, R-TOR-7: the public page and JSON of 19 September 2024 say 34 members, 17 required, 15 present, informal, and quorate by the proposed terms', async () => {
  const { meeting, lines, chair } = await septemberPartnership(record)
  const acting = on('2024-09-20')
  const item = await anItem(record, meeting, '7', { title: 'Cancer services' })
  expectDone(await recordAttendance(acting, { meeting: meeting.id, chair, lines }))
  expectDone(await recordDecision(acting, { item, verb: 'note', text: 'The programme.' }))
  expectDone(
    await raiseAction(acting, {
      body: meeting.body_id,
      text: 'Tell residents about the consultation',
      raisedOn: day('2024-09-19'),
      owners: [{ label: 'All' }],
      deadline: { text: 'ASAP' },
      source: { kind: 'agenda-item', id: item },
      number: 31,
    }),
  )
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(await publishMinutes(acting, { meeting: meeting.id }))

  const path = '/meetings/health-and-care-partnership/2024-09-19'
  const json = (await get(`/api/v1${path}`)).json()
  expect(json).toMatchObject({
    body: { slug: 'health-and-care-partnership' },
    date: '2024-09-19',
    kind: 'ordinary',
    formal: 'informal',
    quorum: {
      members: 34,
      required: 17,
      present: 15,
      quorate: false,
      limbs: [
        { name: 'number', required: 17, present: 15, met: false },
        { name: 'ICB', required: 1, present: 2, met: true },
        { name: 'local authority', required: 2, present: 3, met: true },
      ],
    },
    quorumUnderProposedTerms: { members: 34, required: 12, present: 15, quorate: true },
    decisions: [{ verb: 'note', minuted: 'noted, informally', text: 'The programme.' }],
    minutes: { version: 1, state: 'draft', approvals: [] },
  })
  expect(json.attendance.members).toHaveLength(15)
  expect(json.attendance.inAttendance).toHaveLength(12)
  expect(Object.keys(json.quorum)).toEqual([
    'members',
    'required',
    'present',
    'quorate',
    'limbs',
    'rule',
    'citation',
    'working',
    'missing',
  ])

  const page = await get(path)
  const words = wordsOf(page.body)
  expect(words).toContain('This meeting went on as informal')
  expect(words).toContain('Fifteen members are present and seventeen are required.')
  expect(words).toContain('One half of 34 is 17: seventeen members are required.')
  expect(words).toContain('would have been quorate')
  expect(words).toContain('deputy for Director of Public Health, three councils')
  expect(words).toContain('ACTION 31: ALL')
  expect(page.body).toContain('id="item-7"')
})

test('R-TOR-10: before publication a held meeting says by when its minutes are due, and shows neither attendance nor quorum', async () => {
  const body = await aCommittee(record, 'awaited')
  const meeting = await aMeeting(record, body, '2025-06-26')
  await notified(meeting, '2025-06-20')
  const item = await anItem(record, meeting, '1')
  const acting = on('2025-06-26')
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  expectDone(await recordDecision(acting, { item, verb: 'agree', text: 'A canary plan.' }))
  const { entries } = expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(
    await saveMinutes(acting, {
      meeting: meeting.id,
      basedOn: 1,
      entries: entries.map(entry => ({ item: entry.item, text: 'A canary sings in the draft.' })),
    }),
  )
  const path = '/meetings/awaited/2025-06-26'
  const words = wordsOf((await get(path)).body)
  expect(words).toContain('The minutes are not published yet. A draft is due by 3 July 2025')
  expect(words).not.toContain('Members present')
  expect((await get(`/api/v1${path}`)).json()).toMatchObject({
    state: 'held, minutes awaited',
    minutesDue: '2025-07-03',
    quorum: null,
    attendance: null,
    minutes: null,
    decisions: [],
  })
  await expectUnseen(/canary sings|canary plan/i, path)
})

test('R-MEET-2: of a private item the public learns its number and the reason, and nothing else', async () => {
  const body = await aCommittee(record, 'private-part')
  const meeting = await aMeeting(record, body, '2025-02-14')
  await notified(meeting, '2025-02-07')
  const open = await anItem(record, meeting, '1', { title: 'Open business' })
  const shut = await anItem(record, meeting, '2', {
    title: 'Canary contract',
    privateReason: 'A price is being negotiated',
  })
  const later = await anItem(record, meeting, '3', { title: 'Canary taken in private on the day' })
  const acting = on('2025-02-14')
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  for (const item of [shut, later]) {
    expectDone(await recordDecision(acting, { item, verb: 'approve', text: 'The canary bid.' }))
    expectDone(
      await declareAtMeeting(acting, {
        meeting: meeting.id,
        person: body.seats[1]?.holder ?? '',
        item,
        interest: 'Shares in Canary Limited',
        handling: 'note and stay',
      }),
    )
    expectDone(
      await raiseAction(acting, {
        body: body.id,
        text: 'Pay the canary',
        raisedOn: day('2025-02-14'),
        owners: [{ label: 'Canary keeper' }],
        deadline: { text: 'ASAP' },
        source: { kind: 'agenda-item', id: item },
      }),
    )
  }
  expectDone(
    await raiseAction(acting, {
      body: body.id,
      text: 'A canary action of members only',
      raisedOn: day('2025-02-14'),
      owners: [{ label: 'All' }],
      deadline: { text: 'ASAP' },
      source: { kind: 'agenda-item', id: open },
      audience: 'members',
      privateReason: 'Staff',
    }),
  )
  expectDone(
    await excludePublic(acting, {
      meeting: meeting.id,
      items: [shut, later],
      resolution: 'That the public be excluded because a price is being negotiated.',
      resolvedAt: time('11:00'),
    }),
  )
  const { entries } = expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(
    await saveMinutes(acting, {
      meeting: meeting.id,
      basedOn: 1,
      entries: entries
        .filter(({ item }) => item !== open)
        .map(({ item }) => ({ item, text: 'The canary was discussed.' })),
    }),
  )
  expectDone(await publishMinutes(acting, { meeting: meeting.id }))
  const path = '/meetings/private-part/2025-02-14'
  const words = wordsOf((await get(path)).body)
  expect(words).toContain('Private item – A price is being negotiated')
  expect(words).toContain('Public excluded at 11am for items 2 and 3.')
  expect(words).toContain('Open business')
  await expectUnseen(/canary/i, path)
})

test('a meeting of which no notice was given, and a workshop, are nowhere public', async () => {
  const body = await aCommittee(record, 'unseen')
  await aMeeting(record, body, '2025-08-01')
  const workshop = await aMeeting(record, body, '2025-08-02', { kind: 'workshop' })
  expect((await get('/meetings/unseen/2025-08-01')).status).toBe(404)
  expect((await get(`/meetings/unseen/${workshop.slug}`)).status).toBe(404)
  expect((await get('/meetings')).body).not.toContain('/meetings/unseen/')
  expect((await get('/meetings.ics')).body).not.toContain(workshop.id)
})

/** A meeting with its minutes published once. */
async function aPublishedMeeting(body: SampleBody, today: string) {
  const meeting = await aMeeting(record, body, today)
  const item = await anItem(record, meeting, '1', { title: 'Strategy' })
  const acting = on(today)
  expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
  const decision = expectDone(
    await recordDecision(acting, { item, verb: 'approve', text: 'The strategy for 2025.' }),
  )
  expectDone(await draftMinutes(acting, { meeting: meeting.id }))
  expectDone(await publishMinutes(acting, { meeting: meeting.id }))
  return { meeting, item, decision }
}

test('what is published stays as it was published, whatever is done to the record afterwards', async () => {
  const body = await aCommittee(record, 'frozen')
  const { meeting, item, decision } = await aPublishedMeeting(body, '2025-02-14')
  const path = '/meetings/frozen/2025-02-14'
  const frozen = await get(path)
  const frozenJson = (await get(`/api/v1${path}`)).json()
  const frozenRegister = (await get('/api/v1/decisions?body=frozen')).json()
  const later = on('2025-02-15')
  let version = 1
  const acts: Record<string, (text: string) => Promise<unknown>> = {
    attendance: text =>
      recordAttendance(later, {
        meeting: meeting.id,
        note: text,
        lines: present(body, 3 + (text.length % 3)),
      }),
    decision: text => amendDecision(later, { decision: decision.id, verb: 'approve', text }),
    another: text => recordDecision(later, { item, verb: 'note', text }),
    draft: async text => {
      const saved = await saveMinutes(later, {
        meeting: meeting.id,
        basedOn: version,
        entries: [{ item, text }],
      })
      if (saved.ok) version = saved.value.version
    },
    declaration: text =>
      declareAtMeeting(later, {
        meeting: meeting.id,
        person: body.seats[0]?.holder ?? '',
        item,
        interest: text,
        handling: 'note and stay',
      }),
    agenda: async text => {
      const { item: stored } = await readItem(record.db, item)
      return amendAgendaItem(later, {
        item,
        version: stored.version,
        title: text,
        kind: 'business',
        purposes: [],
        audience: text.length % 2 === 0 ? 'private' : 'public',
        privateReason: 'A reason',
      })
    },
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.constantFrom(...Object.keys(acts)),
          fc.string({ minLength: 1, maxLength: 20 }).map(text => `changed ${text}`),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      async changes => {
        for (const [act, text] of changes) await acts[act]?.(text)
        expect(lasting((await get(path)).body)).toBe(lasting(frozen.body))
        expect((await get(`/api/v1${path}`)).json()).toEqual(frozenJson)
        expect((await get('/api/v1/decisions?body=frozen')).json()).toEqual(frozenRegister)
      },
    ),
    { numRuns: 12 },
  )
})

test('a new version takes the older one’s place on the register, and both can be read', async () => {
  const body = await aCommittee(record, 'versions')
  const { meeting, item, decision } = await aPublishedMeeting(body, '2025-02-14')
  const later = on('2025-02-20')
  expectDone(await removeDecision(later, { decision: decision.id }))
  expectDone(await recordDecision(later, { item, verb: 'approve', text: 'The strategy to 2026.' }))
  expectDone(
    await approveMinutesAsChair(later, { meeting: meeting.id, name: 'The chair', role: 'Chair' }),
  )
  expectDone(await publishMinutes(later, { meeting: meeting.id, note: 'A year was wrong.' }))
  const register = (await get('/api/v1/decisions?body=versions')).json()
  expect(register).toMatchObject({
    total: 1,
    decisions: [
      {
        text: 'The strategy to 2026.',
        page: expect.stringMatching(/^\/meetings\/versions\/2025-02-14#decision-/),
      },
    ],
  })
  const path = '/meetings/versions/2025-02-14'
  const now = wordsOf((await get(path)).body)
  expect(now).toContain('The strategy to 2026.')
  expect(now).toContain('Item 1 changed. A year was wrong.')
  expect(now).toContain('Approved in draft by the chair: The chair, Chair, 20 February 2025')
  const first = wordsOf((await get(`${path}?version=1`)).body)
  expect(first).toContain('An earlier version')
  expect(first).toContain('The strategy for 2025.')
  expect((await get(`${path}?version=3`)).status).toBe(404)
  expect((await get(`${path}?version=x`)).status).toBe(404)
})

test('the register of decisions answers to words, body, verb and year', async () => {
  const body = await aCommittee(record, 'searched')
  await aPublishedMeeting(body, '2023-03-01')
  const total = async (query: string) =>
    (await get(`/api/v1/decisions?body=searched&${query}`)).json().total
  expect(await total('search=strategies')).toBe(1)
  expect(await total('search=nothing-of-the-kind')).toBe(0)
  expect(await total('verb=approve')).toBe(1)
  expect(await total('verb=note')).toBe(0)
  expect(await total('year=2023')).toBe(1)
  expect(await total('year=2024')).toBe(0)
  expect((await get('/api/v1/decisions?body=no-such-body')).json().total).toBe(0)
})

test('a public page takes at most eight queries and one for what changed, whatever the number of rows', async () => {
  const body = await aCommittee(record, 'many')
  for (const today of ['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10'])
    await aPublishedMeeting(body, today)
  const counts = [
    await queriesOf('/meetings'),
    await queriesOf('/meetings/many/2024-04-10'),
    await queriesOf('/meetings/awaited/2025-06-26'),
    await queriesOf('/decisions'),
    await queriesOf('/meetings.ics'),
  ]
  for (const count of counts) expect(count).toBeLessThanOrEqual(8 + 1)
  await aPublishedMeeting(body, '2024-05-10')
  expect(await queriesOf('/meetings')).toBe(counts[0])
  expect(await queriesOf('/decisions')).toBe(counts[3])
})

test('meetings held are listed 25 to a page', async () => {
  const body = await aCommittee(record, 'paged')
  for (let month = 1; month <= 9; month++)
    for (const date of ['03', '13', '23'])
      await notified(await aMeeting(record, body, `2022-0${month}-${date}`), `2022-0${month}-01`)
  const first = (await get('/api/v1/meetings?body=paged&year=2022')).json()
  expect(first).toMatchObject({ total: 27, page: 1, pages: 2 })
  expect(first.past).toHaveLength(25)
  expect((await get('/api/v1/meetings?body=paged&page=2')).json().past).toHaveLength(2)
  expect((await get('/api/v1/meetings?body=paged&year=2021')).json().total).toBe(0)
})
