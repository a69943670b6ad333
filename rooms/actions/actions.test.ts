import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { listLinks } from '../../platform/record/links.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import {
  anAction,
  closed,
  onDay,
  raised,
  reported,
  reviewed,
  theFourActions,
} from './actions.samples.ts'
import { closeAction } from './close-action.ts'
import { countActions, listActions } from './list-actions.ts'
import { listActionsFrom } from './list-actions-from.ts'
import { publishTracker } from './publish-tracker.ts'
import { raiseAction } from './raise-action.ts'
import { readAction, readActionAt } from './read-action.ts'
import { reportOnAction } from './report-on-action.ts'
import { reviewTracker } from './review-tracker.ts'
import { reviseDeadline } from './revise-deadline.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-14')

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)
const fieldsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.field)

const stateOn = async (action: string, on: string) =>
  (await readAction(record.db, action, day(on))).state

test('R-ACT-1, R-ACT-6: the four actions of September 2024 stand on 14 February 2025 as their tracker prints them', async () => {
  const body = await aBody(acting)
  await theFourActions(acting, body)
  const actions = await listActions(record.db, { bodies: [body], day: day('2025-02-14') })
  expect(actions.map(({ number, state }) => [number, state.label, state.colour])).toEqual([
    [30, 'COMPLETE: Propose closure 14 Feb 2025', 'green'],
    [31, 'In Progress', 'amber'],
    [32, 'COMPLETE: Propose closure 14 Feb 2025', 'green'],
    [33, 'COMPLETE: Propose closure 14 Feb 2025', 'green'],
  ])
})

test('R-ACT-2: the meeting of 14 February closes what is complete, and the rows move to the closed', async () => {
  const body = await aBody(acting)
  const { a30, a31, a32, a33 } = await theFourActions(acting, body)
  const meeting = await reviewed(acting, body)
  for (const action of [a30, a32, a33]) await closed(acting, action, meeting)
  expect(await stateOn(a30, '2025-02-14')).toMatchObject({
    state: 'closed',
    label: 'CLOSED (14/02/2025)',
    colour: 'none',
  })
  const open = await listActions(record.db, { bodies: [body], day: acting.today, list: 'open' })
  expect(open.map(({ id }) => id)).toEqual([a31])
  const counts = await countActions(record.db, { bodies: [body], day: acting.today })
  expect(counts.get(body)).toEqual({ open: 1, closed: 3 })
  // The day before, all four were open.
  const before = await countActions(record.db, { bodies: [body], day: day('2025-02-13') })
  expect(before.get(body)).toEqual({ open: 4, closed: 0 })
})

test('R-ACT-1: neither a state nor a colour is stored, only the facts they follow from', async () => {
  const columns = await sql<{ column_name: string }>`
    select column_name from information_schema.columns where table_schema = 'actions'`.execute(
    record.db,
  )
  expect(columns.rows.length).toBeGreaterThan(20)
  for (const { column_name } of columns.rows)
    expect(column_name).not.toMatch(/state|colour|color|status|rag/)
})

test('R-ACT-3: numbers run on in each body, from a start that may be given, however many are raised at once', async () => {
  const [body, other] = [await aBody(acting), await aBody(acting)]
  await raised(acting, body, { number: 30 })
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => raiseAction(acting, anAction(body))),
  )
  const numbers = outcomes.map(outcome => expectDone(outcome).number)
  expect(numbers.toSorted((one, two) => one - two)).toEqual([31, 32, 33, 34, 35, 36, 37, 38])
  expect(expectDone(await raiseAction(acting, anAction(other))).number).toBe(1)
  expect(codesOf(await raiseAction(acting, anAction(body, { number: 31 })))).toEqual([
    'number-used',
  ])
  expect(codesOf(await raiseAction(acting, anAction(body, { number: 0 })))).toEqual(['number-form'])
})

test('R-ACT-4: a deadline may be words, a day or both, and an owner may be “All members”', async () => {
  const body = await aBody(acting)
  const words = await raised(acting, body, {
    deadline: { text: 'ASAP', reviewOn: day('2024-12-01') },
  })
  const dated = await raised(acting, body, { deadline: { day: day('2024-12-01') } })
  expect((await readAction(record.db, words)).deadlines).toMatchObject([
    { text: 'ASAP', day: null, reviewOn: '2024-12-01' },
  ])
  expect((await readAction(record.db, dated)).deadlines).toMatchObject([
    { text: '1 December 2024', day: '2024-12-01' },
  ])
  // Only the dated one turns red.
  expect((await stateOn(words, '2025-02-14')).label).toBe('Not Yet Due')
  expect((await stateOn(dated, '2024-12-01')).label).toBe('Not Yet Due')
  expect((await stateOn(dated, '2024-12-02')).label).toBe('Outstanding')
})

test('R-ACT-4: an action without words, owner, deadline or a reason for its privacy is refused, each beside its field', async () => {
  const body = await aBody(acting)
  const outcome = await raiseAction(
    acting,
    anAction(body, { text: ' ', owners: [{ label: ' ' }], deadline: {}, audience: 'private' }),
  )
  expect(codesOf(outcome)).toEqual([
    'text-missing',
    'owner-missing',
    'deadline-missing',
    'private-reason-missing',
  ])
  expect(fieldsOf(outcome)).toEqual(['text', 'owners', 'deadline', 'privateReason'])
  const days = anAction(body, {
    raisedOn: day('2025-03-01'),
    deadline: { day: day('2025-02-01') },
    owners: [{ person: randomUUID() }],
  })
  expect(codesOf(await raiseAction(acting, days))).toEqual([
    'raised-in-the-future',
    'deadline-past',
    'owner-unknown',
  ])
})

test('an action bears the office of its owner, and is found among theirs', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting, 'Chief Nurse')
  const action = await raised(acting, body, { owners: [{ person }, { label: 'Each place' }] })
  const [mine, ...others] = await listActions(record.db, { owner: person, day: acting.today })
  expect(others).toEqual([])
  expect(mine?.id).toBe(action)
  expect(mine?.owners.map(({ label }) => label)).toEqual(['Chief Nurse', 'Each place'])
})

test('what raised an action is tied to it, and leads to it', async () => {
  const body = await aBody(acting)
  const source = { kind: 'agenda-item', id: randomUUID() }
  const action = await raised(acting, body, { source })
  expect(await listLinks(record.db, [source])).toEqual([
    { from: source, relation: 'raises', to: { kind: 'action', id: action } },
  ])
  const from = await listActionsFrom(record.db, [source], acting.today)
  expect(from.map(({ id }) => id)).toEqual([action])
  expect(await listActionsFrom(record.db, [], acting.today)).toEqual([])
})

test('R-ACT-3: a revised deadline is added to the history with its reason', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body, { deadline: { day: day('2024-12-01') } })
  expectDone(
    await reviseDeadline(onDay(acting, '2024-11-20'), {
      action,
      deadline: { day: day('2025-03-31') },
      reason: 'The trust asked for more time.',
    }),
  )
  const { deadlines } = await readAction(record.db, action)
  expect(deadlines.map(({ text, reason }) => [text, reason])).toEqual([
    ['1 December 2024', ''],
    ['31 March 2025', 'The trust asked for more time.'],
  ])
  expect((await stateOn(action, '2024-12-02')).label).toBe('Not Yet Due')
})

test('a deadline is not revised without a reason, in the future, to what it was, or over another’s revision', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body, { deadline: { text: 'ASAP' } })
  const seen = (await readAction(record.db, action)).deadlines.at(-1)?.id
  const revise = (differences: Partial<Parameters<typeof reviseDeadline>[1]>) =>
    reviseDeadline(acting, {
      action,
      deadline: { day: day('2025-04-01') },
      reason: 'More time is needed.',
      ...differences,
    })
  expect(codesOf(await revise({ reason: ' ' }))).toEqual(['reason-missing'])
  expect(codesOf(await revise({ setOn: day('2025-02-15') }))).toEqual(['set-in-the-future'])
  expect(codesOf(await revise({ deadline: { text: 'ASAP' } }))).toEqual(['deadline-unchanged'])
  expect(codesOf(await revise({ deadline: { day: day('2025-02-01') } }))).toEqual(['deadline-past'])
  expect((await revise({ replaces: seen })).ok).toBe(true)
  const late = await revise({ replaces: seen, deadline: { text: 'By summer' } })
  expect(codesOf(late)).toEqual(['deadline-changed-meanwhile'])
  // Both texts stand in the sentence, so that nothing typed is lost.
  expect(late.ok ? '' : late.refusals[0]?.message).toMatch(/1 April 2025.*By summer/)
})

test('an owner reports on their own action, the clerk on any, and nobody else', async () => {
  const body = await aBody(acting)
  const [owner, stranger] = [await aPerson(acting), await aPerson(acting)]
  const action = await raised(acting, body, { owners: [{ person: owner }] })
  const as = (person: string, ...permissions: string[]): Acting => ({
    ...acting,
    person,
    may: (permission, scope) => scope === body && permissions.includes(permission),
  })
  const report = { action, on: acting.today, what: 'started on track', position: '' } as const
  expect((await reportOnAction(as(owner, 'report on actions'), report)).ok).toBe(true)
  expect(
    (await reportOnAction(as(stranger, 'report on actions', 'raise actions'), report)).ok,
  ).toBe(true)
  await expect(reportOnAction(as(stranger, 'report on actions'), report)).rejects.toThrow(
    NotPermitted,
  )
  await expect(reportOnAction(as(owner), report)).rejects.toThrow(NotPermitted)
  expect((await readAction(record.db, action)).reports.map(({ person }) => person)).toEqual([
    owner,
    stranger,
  ])
})

test('R-ACT-6: what the owner reports is a dated fact, and the state follows from the latest', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body, { deadline: { day: day('2025-06-30') } })
  await reported(onDay(acting, '2024-10-01'), action, { what: 'started on track', position: '' })
  await reported(onDay(acting, '2024-11-01'), action, { what: 'off track', position: 'No staff.' })
  await reported(onDay(acting, '2024-11-15'), action, {
    what: 'position only',
    position: 'Post advertised.',
  })
  await reported(onDay(acting, '2024-12-01'), action, { what: 'complete', position: 'Sent.' })
  const on = async (at: string) => (await stateOn(action, at)).label
  expect(await on('2024-09-30')).toBe('Not Yet Due')
  expect(await on('2024-10-31')).toBe('In Progress')
  expect(await on('2024-11-30')).toBe('Outstanding')
  expect(await on('2024-12-01')).toBe('COMPLETE: Propose closure at next meeting')
})

test('a report is refused on a day to come or before the action, without its position, and proposing to close what is not complete', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body)
  const report = (differences: Partial<Parameters<typeof reportOnAction>[1]>) =>
    reportOnAction(acting, {
      action,
      on: acting.today,
      what: 'started on track',
      position: '',
      ...differences,
    })
  expect(codesOf(await report({ on: day('2025-02-15') }))).toEqual(['reported-in-the-future'])
  expect(codesOf(await report({ on: day('2024-09-18') }))).toEqual(['reported-before-raised'])
  for (const what of ['off track', 'complete', 'position only'] as const)
    expect(codesOf(await report({ what }))).toEqual(['position-missing'])
  expect(codesOf(await report({ proposesClosureOn: day('2025-03-01') }))).toEqual([
    'closure-of-the-incomplete',
  ])
  expect(
    codesOf(
      await report({ what: 'complete', position: 'Done', proposesClosureOn: day('2025-02-01') }),
    ),
  ).toEqual(['closure-before-report'])
})

test('R-ACT-5: red at three meetings running turns black; a workshop does not count, an informal meeting does', async () => {
  const body = await aBody(acting)
  const action = await raised(onDay(acting, '2024-01-10'), body, {
    raisedOn: day('2024-01-10'),
    deadline: { day: day('2024-02-01') },
  })
  for (const [on, kind] of [
    ['2024-03-14', 'formal'],
    ['2024-05-01', 'workshop'],
    ['2024-09-19', 'informal'],
  ] as const)
    await reviewed(onDay(acting, on), body, day(on), kind)
  expect((await stateOn(action, '2024-09-19')).label).toBe('Outstanding')
  await reviewed(acting, body)
  expect(await stateOn(action, '2025-02-14')).toMatchObject({
    label: 'Escalated',
    colour: 'black',
    rule: 'R-ACT-5',
  })
})

test('R-ACT-2: only a meeting that went through the tracker closes, with evidence, on or after its day', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body)
  await reported(onDay(acting, '2025-01-10'), action)
  const meeting = await reviewed(acting, body)
  const close = (differences: Partial<Parameters<typeof closeAction>[1]>) =>
    closeAction(acting, { action, meeting, evidence: 'Letter of 10 January.', ...differences })
  expect(codesOf(await close({ meeting: randomUUID() }))).toEqual(['tracker-not-reviewed'])
  expect(codesOf(await close({ evidence: ' ' }))).toEqual(['evidence-missing'])
  expect(codesOf(await close({ closedOn: day('2025-02-13') }))).toEqual(['closed-before-meeting'])
  expect(codesOf(await close({ closedOn: day('2025-02-15') }))).toEqual(['closed-in-the-future'])
  expect((await close({})).ok).toBe(true)
  expect(codesOf(await close({}))).toEqual(['action-closed'])
  expect(
    codesOf(
      await reviseDeadline(acting, { action, deadline: { text: 'Soon' }, reason: 'For form.' }),
    ),
  ).toEqual(['action-closed'])
  expect(
    codesOf(
      await reportOnAction(acting, { action, on: acting.today, what: 'complete', position: 'x' }),
    ),
  ).toEqual(['action-closed'])
})

test('R-ACT-2: an inquorate meeting, a workshop, and one before the owner was done close nothing', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body)
  const close = async (kind: 'formal' | 'informal' | 'workshop') =>
    codesOf(
      await closeAction(acting, {
        action,
        meeting: await reviewed(acting, body, acting.today, kind),
        evidence: 'Seen.',
      }),
    )
  expect(await close('formal')).toEqual(['action-not-complete'])
  await reported(acting, action)
  expect(await close('informal')).toEqual(['inquorate'])
  expect(await close('workshop')).toEqual(['workshop-takes-no-decisions'])
})

test('a meeting of another body cannot close, and two closings at once make one', async () => {
  const [body, other] = [await aBody(acting), await aBody(acting)]
  const action = await raised(acting, body)
  await reported(acting, action)
  const elsewhere = await reviewed(acting, other)
  expect(
    codesOf(await closeAction(acting, { action, meeting: elsewhere, evidence: 'Seen.' })),
  ).toEqual(['tracker-not-reviewed'])
  const meeting = await reviewed(acting, body)
  const both = await Promise.all(
    ['One.', 'Two.'].map(evidence => closeAction(acting, { action, meeting, evidence })),
  )
  expect(both.flatMap(codesOf)).toEqual(['action-closed'])
})

test('a tracker is not reviewed by a meeting to come, and a meeting that closed stays formal', async () => {
  const body = await aBody(acting)
  const review = { body, meeting: randomUUID(), day: day('2025-02-15'), kind: 'formal' } as const
  expect(codesOf(await reviewTracker(acting, review))).toEqual(['meeting-not-held'])
  const action = await raised(acting, body)
  await reported(acting, action)
  const meeting = await reviewed(acting, body)
  await closed(acting, action, meeting)
  expect(
    codesOf(
      await reviewTracker(acting, { ...review, meeting, day: acting.today, kind: 'informal' }),
    ),
  ).toEqual(['meeting-has-closed'])
})

test('each act on an action leaves its line in the journal', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body)
  await reviseDeadline(acting, { action, deadline: { text: 'By Easter' }, reason: 'Asked for.' })
  await reported(acting, action)
  await closed(acting, action, await reviewed(acting, body))
  const lines = await listJournal(record.db, { kind: 'action', id: action })
  expect(lines.map(({ verb }) => verb)).toEqual([
    'actions.raise-action',
    'actions.revise-deadline',
    'actions.report-on-action',
    'actions.close-action',
  ])
})

test('the public sees nothing of a tracker before it is published, then what had been recorded by then', async () => {
  const body = await aBody(acting)
  const action = await raised(acting, body, { deadline: { day: day('2025-03-01') } })
  const publicly = (on = '2025-12-31') =>
    listActions(record.publicDb, { bodies: [body], day: day(on) })
  expect(await publicly()).toEqual([])
  await publishTracker(acting, { body })
  expect((await publicly()).map(({ id, reports }) => [id, reports.length])).toEqual([[action, 0]])

  const later = onDay(acting, '2025-02-20')
  await reported(later, action, { position: 'CANARY not yet published' })
  await reviseDeadline(later, {
    action,
    deadline: { text: 'CANARY deadline' },
    reason: 'CANARY reason',
  })
  await closed(later, action, await reviewed(later, body))
  await raised(later, body, { text: 'CANARY action' })
  expect(JSON.stringify(await publicly())).not.toContain('CANARY')
  expect((await publicly())[0]?.closure).toBeNull()

  await publishTracker(onDay(acting, '2025-02-21'), { body })
  const [first, second] = await publicly()
  expect(second?.text ?? first?.text).toBe('Ask each place for its plan')
  expect(JSON.stringify(await publicly())).toContain('CANARY not yet published')
})

test('R-WEB-4: an action for members or private is never public, nor are its owners, deadlines and reports', async () => {
  const body = await aBody(acting)
  for (const audience of ['members', 'private'] as const) {
    const action = await raised(acting, body, {
      text: 'CANARY',
      audience,
      privateReason: 'Names a person.',
      owners: [{ label: 'CANARY' }],
      deadline: { text: 'CANARY' },
    })
    await reported(acting, action, { position: 'CANARY' })
    await closed(acting, action, await reviewed(acting, body))
  }
  await publishTracker(acting, { body })
  expect(await listActions(record.publicDb, { bodies: [body], day: acting.today })).toEqual([])
  for (const table of ['actions', 'owners', 'deadlines', 'reports', 'closures']) {
    const rows = await sql`select * from ${sql.table(`actions.${table}`)} t`.execute(
      record.publicDb,
    )
    expect(JSON.stringify(rows.rows)).not.toContain('Names a person')
    expect(JSON.stringify(rows.rows)).not.toMatch(/"CANARY"/)
  }
})

test('five hundred actions are listed with their states in two queries', async () => {
  const body = await aBody(acting)
  await record.db.transaction().execute(async tx => {
    for (let count = 0; count < 500; count++)
      await raised({ ...acting, db: tx }, body, { deadline: { day: day('2024-12-01') } })
  })
  record.queries.length = 0
  const actions = await listActions(record.db, { bodies: [body], day: acting.today })
  expect(actions).toHaveLength(500)
  expect(actions.every(({ state }) => state.colour === 'red')).toBe(true)
  expect(record.queries).toHaveLength(2)
})

test('actions are found by words, by owner and by number, and signs in the words are only signs', async () => {
  const body = await aBody(acting)
  await raised(acting, body, { text: 'Cut waits by 5% _now_' })
  await raised(acting, body, { text: 'Write to residents', owners: [{ label: 'Chief Nurse' }] })
  const numbersOf = async (search: string) =>
    (await listActions(record.db, { bodies: [body], day: acting.today, search })).map(
      ({ number }) => number,
    )
  expect(await numbersOf('5%')).toEqual([1])
  expect(await numbersOf('%')).toEqual([1])
  expect(await numbersOf('chief nurse')).toEqual([2])
  expect(await numbersOf('2')).toEqual([2])
  expect(await numbersOf('Action 2')).toEqual([2])
  expect(await numbersOf('\\')).toEqual([])
})

test('an address that names no action answers that there is none', async () => {
  const body = await aBody(acting)
  for (const number of [1, 0, -1, 1.5, Number.NaN, 2 ** 40])
    await expect(readActionAt(record.db, body, number, acting.today)).rejects.toThrow(
      'There is no action at this address.',
    )
})
