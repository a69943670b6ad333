import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { adoptTerms } from './adopt-terms.ts'
import { aBody, anAppointment, aSeat, partnershipTerms, someTerms } from './bodies.samples.ts'
import { bringTermsIntoForce } from './bring-terms-into-force.ts'
import { createSeat } from './create-seat.ts'
import { dissolveBodyWith } from './dissolve-body.ts'
import { endAppointment } from './end-appointment.ts'
import { endSeat } from './end-seat.ts'
import { quorumOf } from './quorum.rules.ts'
import { readQuorumFacts } from './read-quorum-facts.ts'
import { listTerms, termsInForce } from './read-terms.ts'
import { requiredToMeet } from './required-to-meet.rules.ts'
import { stateMembers } from './state-members.ts'
import { defaultTermsFor } from './terms.rules.ts'

const record = await freshRecord()
const dissolveBody = dissolveBodyWith([])
const acting = actingOn(record, '2025-03-01')
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)
const fields = (outcome: { ok: boolean; refusals?: readonly { field?: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ field }) => field)

test('new terms end the terms before them, on the day before', async () => {
  const body = await aBody(acting)
  const first = await someTerms(acting, body)
  const second = await someTerms(acting, body, {
    title: 'As amended',
    inForceFrom: day('2025-04-01'),
  })
  const all = await listTerms(record.db, body)
  expect(termsInForce(all, day('2025-03-31'))?.id).toBe(first)
  expect(termsInForce(all, day('2025-04-01'))?.id).toBe(second)
  expect(all.find(({ id }) => id === first)?.in_force_until).toBe('2025-03-31')
})

test('terms recorded late, between two others, hold only for the days between', async () => {
  const body = await aBody(acting)
  await someTerms(acting, body)
  await someTerms(acting, body, { inForceFrom: day('2025-01-01') })
  const between = await someTerms(acting, body, { inForceFrom: day('2024-01-01') })
  const all = await listTerms(record.db, body)
  expect(all.find(({ id }) => id === between)?.in_force_until).toBe('2024-12-31')
  expect(termsInForce(all, day('2024-06-01'))?.id).toBe(between)
})

test('a day has one set of terms', async () => {
  const body = await aBody(acting)
  await someTerms(acting, body)
  const again = await adoptTerms(acting, {
    body,
    title: 'Again',
    inForceFrom: day('2022-07-01'),
    terms: defaultTermsFor('1960 Act'),
    source: 'x',
  })
  expect(codes(again)).toEqual(['terms-begin-that-day'])
})

test('R-TOR-6: proposed terms hold nowhere until they are brought into force, and then from that day', async () => {
  const body = await aBody(acting)
  const seats = [
    await aSeat(acting, body, { class: 'ICB' }),
    await aSeat(acting, body, { class: 'NHS trust' }),
    await aSeat(acting, body, { class: 'NHS trust' }),
  ]
  await someTerms(acting, body, { terms: partnershipTerms('existing') })
  const proposed = await someTerms(acting, body, {
    proposedOn: day('2025-02-14'),
    terms: partnershipTerms('proposed'),
  })
  const begins = await aSeat(acting, body, {
    class: 'VCSE',
    maxHolders: 2,
    minHolders: 2,
    from: undefined,
    withTerms: proposed,
  })
  const ends = seats[0] ?? ''
  const appointment = await anAppointment(acting, ends)
  expectDone(await endSeat(acting, { seat: ends, withTerms: proposed }))

  const before = await readQuorumFacts(record.db, body, day('2025-02-14'))
  expect(before.terms?.terms.quorum.fraction).toEqual({ numerator: 1, denominator: 2 })
  expect(before.seats).toHaveLength(3)
  expect(before.proposed.map(({ seats: as }) => as.map(({ id }) => id))).toEqual([
    [seats[1], seats[2], begins],
  ])

  const from = day('2025-04-01')
  expect(codes(await bringTermsIntoForce(acting, { terms: proposed, from }))).toEqual(['seat-held'])
  expectDone(
    await endAppointment(acting, { appointment, endedOn: day('2025-03-31'), reason: 'New terms' }),
  )
  expect(
    codes(await bringTermsIntoForce(acting, { terms: proposed, from: day('2025-02-13') })),
  ).toContain('in-force-before-proposed')
  expectDone(await bringTermsIntoForce(acting, { terms: proposed, from }))

  const on = await readQuorumFacts(record.db, body, from)
  expect(on.terms?.id).toBe(proposed)
  expect(on.proposed).toEqual([])
  expect(on.seats.map(({ id }) => id)).toEqual([seats[1], seats[2], begins])
  const dayBefore = await readQuorumFacts(record.db, body, day('2025-03-31'))
  expect(dayBefore.terms?.terms.quorum.fraction).toEqual({ numerator: 1, denominator: 2 })
  expect(dayBefore.seats).toHaveLength(3)
  expect(dayBefore.proposed).toHaveLength(1)
  expect(codes(await bringTermsIntoForce(acting, { terms: proposed, from }))).toEqual([
    'terms-in-force',
  ])
})

test('nobody is appointed to a seat that stands only in proposed terms', async () => {
  const body = await aBody(acting)
  const proposed = await someTerms(acting, body, { proposedOn: day('2025-02-14') })
  const seat = await aSeat(acting, body, { from: undefined, withTerms: proposed })
  await expect(anAppointment(acting, seat)).rejects.toThrow('stands only in proposed terms')
})

test('a seat begins with proposed terms of its own body, or on a day', async () => {
  const body = await aBody(acting)
  const elsewhere = await someTerms(acting, await aBody(acting), { proposedOn: day('2025-02-14') })
  const seat = {
    body,
    class: 'member',
    role: 'Member',
    minHolders: 1,
    maxHolders: 1,
    voting: true,
    deputiesAllowed: false,
  }
  expect(codes(await createSeat(acting, { ...seat, withTerms: elsewhere }))).toEqual([
    'terms-not-proposed',
  ])
  expect(codes(await createSeat(acting, seat))).toEqual(['missing'])
  const impossible = await createSeat(acting, {
    ...seat,
    class: ' ',
    role: '',
    minHolders: 3,
    maxHolders: 2,
    from: day('2025-01-01'),
  })
  expect(codes(impossible)).toEqual(['class-missing', 'role-missing', 'most-below-fewest'])
})

test('the facts of a quorum are read in five queries, and its sum is that of the rule', async () => {
  const body = await aBody(acting)
  for (let at = 0; at < 8; at++) await anAppointment(acting, await aSeat(acting, body))
  await someTerms(acting, body)
  record.queries.length = 0
  const facts = await readQuorumFacts(record.db, body, day('2025-03-01'))
  expect(record.queries.length).toBeLessThanOrEqual(5)
  expect(facts.persons.size).toBe(8)
  const { terms, seats, holdings } = facts
  if (!terms) throw new Error('These terms are in force.')
  const needs = requiredToMeet({ terms: terms.terms.quorum, seats, holdings })
  const quorum = quorumOf({
    terms: terms.terms.quorum,
    seats,
    holdings,
    presences: holdings.slice(0, 4).map(({ seat, person }) => ({ seat, person, remote: false })),
  })
  expect(needs).toMatchObject({ members: 8, required: 4, basis: 'established seats' })
  expect(quorum).toMatchObject({ members: 8, required: 4, present: 4, quorate: true })
})

test('R-TOR-4: a stated number of members stands for its days only, with its source', async () => {
  const body = await aBody(acting)
  await aSeat(acting, body)
  await someTerms(acting, body)
  const on = day('2024-09-19')
  const stated = {
    body,
    from: on,
    until: on,
    members: 34,
    deputiesAsMinuted: true,
    citation: 'minutes of 19 September 2024, item 2',
  }
  expectDone(await stateMembers(acting, stated))
  expect((await readQuorumFacts(record.db, body, on)).stated).toEqual({
    members: 34,
    citation: stated.citation,
    deputies: 'as minuted',
  })
  expect((await readQuorumFacts(record.db, body, day('2024-09-20'))).stated).toBeUndefined()
  expect(codes(await stateMembers(acting, { ...stated, members: 33 }))).toEqual(['members-stated'])
  const wrong = { ...stated, from: day('2025-01-02'), until: day('2025-01-01') }
  expect(codes(await stateMembers(acting, { ...wrong, members: 0, citation: '' }))).toEqual([
    'ends-before-it-starts',
    'missing',
    'members-not-a-number',
  ])
})

test('terms that make no sense are refused, each sentence beside its field', async () => {
  const body = await aBody(acting)
  const terms = defaultTermsFor('1960 Act')
  const outcome = await adoptTerms(acting, {
    body,
    title: '',
    terms: {
      ...terms,
      quorum: {
        ...terms.quorum,
        fraction: { numerator: 4, denominator: 3 },
        limbs: [
          { class: 'ICB', members: 0 },
          { class: 'ICB', organisations: 2, membersEach: 1 },
        ],
        citation: ' ',
      },
      notice: { ...terms.notice, days: 0 },
      attendanceExpected: { percent: 101, citation: 'x' },
      minuteNumbers: { suffix: 'hs', digits: 2 },
    },
    source: '',
  })
  expect(fields(outcome)).toEqual([
    'title',
    'source',
    'quorumNumerator',
    'limbCount1',
    'limbClass2',
    'quorumCitation',
    'noticeDays',
    'attendancePercent',
    'minuteSuffix',
    'inForceFrom',
  ])
})

test('a dissolved body adopts no terms', async () => {
  const body = await aBody(acting)
  expectDone(await dissolveBody(acting, { body, on: day('2025-01-01') }))
  await expect(someTerms(acting, body, { inForceFrom: day('2025-02-01') })).rejects.toThrow(
    'was dissolved on 1 January 2025',
  )
})
