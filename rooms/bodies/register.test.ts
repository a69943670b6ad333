import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { admitParticipant } from './admit-participant.ts'
import { aBody, anOrganisation, founded } from './bodies.samples.ts'
import { correctAttendanceTotal } from './correct-attendance-total.ts'
import { describeBody } from './describe-body.ts'
import { establishBody } from './establish-body.ts'
import { listAttendanceTotals } from './list-attendance-totals.ts'
import { listParticipants } from './read-membership.ts'
import { readOrganisation, readOrganisations } from './read-organisation.ts'
import { readPlaceBySlug } from './read-place.ts'
import { recordAttendanceTotals } from './record-attendance-totals.ts'
import { recordOrganisation } from './record-organisation.ts'
import { recordPlace } from './record-place.ts'
import { renameOrganisation } from './rename-organisation.ts'
import { succeedOrganisation } from './succeed-organisation.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-03-01')
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)

test('R-ID-1: the board and its trusts are recorded under their ODS and ONS codes', async () => {
  const icb = await anOrganisation(acting, {
    class: 'ICB',
    codes: [
      { scheme: 'ODS', code: 'QHG' },
      { scheme: 'ONS', code: 'E54000024' },
    ],
  })
  for (const code of ['RC9', 'RD8', 'RYV', 'RV3', 'RWK', 'RYE', 'RYC'])
    await anOrganisation(acting, { class: 'NHS trust', codes: [{ scheme: 'ODS', code }] })
  const { codes: recorded } = await readOrganisation(record.db, icb, day('2025-03-01'))
  expect(recorded.map(({ scheme, code }) => `${scheme} ${code}`)).toEqual([
    'ODS QHG',
    'ONS E54000024',
  ])
})

test('R-ID-2: a name holds for its own days, and a successor follows', async () => {
  const ccs = await anOrganisation(acting, {
    name: 'Cambridgeshire Community Services',
    class: 'NHS trust',
  })
  const merged = await anOrganisation(acting, {
    name: 'East of England Community Health and Care',
    class: 'NHS trust',
  })
  const from = day('2026-04-01')
  expectDone(
    await renameOrganisation(acting, {
      organisation: ccs,
      name: 'Formerly Cambridgeshire Community Services',
      shortName: 'ex CCS',
      from,
    }),
  )
  expectDone(await succeedOrganisation(acting, { organisation: ccs, successor: merged, on: from }))
  const nameOn = async (when: string) =>
    (await readOrganisations(record.db, [ccs], day(when))).get(ccs)?.name
  expect(await nameOn('2026-03-31')).toBe('Cambridgeshire Community Services')
  expect(await nameOn('2026-04-01')).toBe('Formerly Cambridgeshire Community Services')
  expect((await readOrganisations(record.db, [ccs], from)).get(ccs)?.successorId).toBe(merged)
  const earlier = { organisation: ccs, name: 'x', shortName: 'x', from: day('2026-03-01') }
  expect(codes(await renameOrganisation(acting, earlier))).toEqual(['name-not-later'])
  expect(
    codes(await succeedOrganisation(acting, { organisation: ccs, successor: merged, on: from })),
  ).toEqual(['already-succeeded'])
  expect(
    codes(await succeedOrganisation(acting, { organisation: merged, successor: merged, on: from })),
  ).toEqual(['successor-unknown'])
})

test('R-ID-3: a Place bears its council’s ONS code, and a short code of a small area is refused', async () => {
  const luton = await anOrganisation(acting, { name: 'Luton Borough Council' })
  const place = { name: 'Luton', ofTheSystem: true, organisations: [luton] }
  expectDone(await recordPlace(acting, { ...place, slug: 'luton', onsCode: 'E06000032' }))
  const { organisations } = await readPlaceBySlug(record.db, 'luton', day('2025-03-01'))
  expect(organisations.map(({ name }) => name)).toEqual(['Luton Borough Council'])
  const outcome = await recordPlace(acting, { ...place, slug: 'elsewhere', onsCode: 'E0107696' })
  expect(outcome).toMatchObject({
    ok: false,
    refusals: [{ code: 'code-malformed', field: 'onsCode' }],
  })
})

test('an organisation, a Place or a body needs a word for its address that is free and fit', async () => {
  const organisation = { class: 'ICB', name: 'x', shortName: 'x' }
  const place = { name: 'x', ofTheSystem: true, organisations: [] }
  const body = { name: 'x', kind: 'board', regime: '1960 Act' } as const
  for (const slug of ['Has Capitals', 'two--hyphens', '', 'new']) {
    expect(codes(await recordOrganisation(acting, { ...organisation, slug }))).toEqual([
      'slug-malformed',
    ])
    expect(codes(await recordPlace(acting, { ...place, slug }))).toEqual(['slug-malformed'])
    expect(codes(await establishBody(acting, { ...body, slug }))).toEqual(['slug-malformed'])
  }
  expectDone(await establishBody(acting, { ...body, slug: 'taken' }))
  expect(codes(await establishBody(acting, { ...body, slug: 'taken' }))).toEqual(['slug-taken'])
})

test('a body’s purpose and reporting lines can be said anew, and what was said before stays in the journal', async () => {
  const [above, body] = [await aBody(acting), await aBody(acting, { purpose: 'Before.' })]
  const description = {
    body,
    version: 1,
    purpose: 'After.',
    legalBasis: '',
    reportsTo: [{ body: above }],
  }
  expectDone(await describeBody(acting, description))
  const lines = await listJournal(record.db, { kind: 'body', id: body })
  expect(lines.at(-1)).toMatchObject({
    verb: 'bodies.describe-body',
    before: { purpose: 'Before.' },
    after: { purpose: 'After.' },
  })
  expect(codes(await describeBody(acting, description))).toEqual(['changed-meanwhile'])
  const self = await describeBody(acting, {
    ...description,
    version: 2,
    reportsTo: [{ body }],
  })
  expect(codes(self)).toEqual(['reports-to-itself'])
})

test('R-TOR-14: a participant is admitted by office, from a day', async () => {
  const body = await aBody(acting)
  const from = day('2025-01-01')
  expectDone(await admitParticipant(acting, { body, description: 'Housing', from }))
  expect(await listParticipants(record.db, body, day('2024-12-31'))).toEqual([])
  expect(await listParticipants(record.db, body, from)).toHaveLength(1)
  const early = await admitParticipant(acting, {
    body,
    description: '',
    from: day('2022-06-30'),
    until: day('2022-01-01'),
  })
  expect(codes(early)).toEqual(['body-not-yet-established', 'missing', 'ends-before-it-starts'])
})

test('a year’s attendance is one line in the journal, with a digest of its rows', async () => {
  const body = await aBody(acting)
  const rows = [
    { office: 'Chair', attended: 1, possible: 2 },
    { office: 'Deputy', capacity: 'deputy', attended: 1, possible: 1, note: 'from June' },
  ]
  const totals = { body, year: '2024-25', rows, source: 'Annual report' }
  expect(expectDone(await recordAttendanceTotals(acting, totals))).toBe(2)
  expect(await listAttendanceTotals(record.db, body)).toHaveLength(2)
  const line = (await listJournal(record.db, { kind: 'body', id: body })).at(-1)
  expect(line?.after).toMatchObject({ rows: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(JSON.stringify(line?.after)).not.toContain('from June')
  expect(codes(await recordAttendanceTotals(acting, totals))).toEqual(['totals-recorded'])
})

test('a line of published attendance is corrected openly: what it was, why, and where that was agreed', async () => {
  const body = await aBody(acting)
  expectDone(
    await recordAttendanceTotals(acting, {
      body,
      year: '2023-24',
      source: 'Annual report',
      rows: [{ office: 'Chair', attended: 1, possible: 2 }],
    }),
  )
  const [line] = await listAttendanceTotals(record.db, body)
  const correction = {
    total: line?.id ?? '',
    attended: 2,
    possible: 2,
    why: 'A meeting was left out.',
    agreed: 'meeting of 14 March 2025',
  }
  const refusal = async (differences: object) =>
    codes(await correctAttendanceTotal(acting, { ...correction, ...differences }))
  expect(await refusal({ attended: 3 })).toEqual(['row-unreadable'])
  expect(await refusal({ attended: 1 })).toEqual(['nothing-corrected'])
  expect(await refusal({ why: ' ', agreed: '' })).toHaveLength(2)
  expectDone(await correctAttendanceTotal(acting, correction))
  expect((await listAttendanceTotals(record.publicDb, body))[0]).toMatchObject({
    attended: 2,
    note: 'corrected from 1 of 2, as agreed at the meeting of 14 March 2025: A meeting was left out.',
  })
})

test('attendance that cannot be is refused by its line, and nothing is kept', async () => {
  const body = await aBody(acting)
  const outcome = await recordAttendanceTotals(acting, {
    body,
    year: '2024-26',
    source: 'x',
    rows: [
      { office: 'Chair', attended: 1, possible: 2 },
      { office: 'Leader', attended: 3, possible: 2 },
      { office: '', attended: 0, possible: 1 },
      { office: 'Clerk', attended: Number.NaN, possible: 1 },
    ],
  })
  expect(outcome.ok ? [] : outcome.refusals.map(({ message }) => message)).toEqual([
    'Enter a financial year such as 2024-25.',
    'Line 2: nobody attends three meetings of two.',
    'Line 3: say who attended, by office.',
    'Line 4: the meetings attended and possible must be whole numbers.',
  ])
  expect(await listAttendanceTotals(record.db, body)).toEqual([])
})

test('the public role reads the register and writes nothing to it', async () => {
  await expect(
    sql`update bodies.bodies set name = 'mine' where established_on = ${founded}`.execute(
      record.publicDb,
    ),
  ).rejects.toThrow(/permission denied/)
})
