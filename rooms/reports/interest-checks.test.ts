import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dutySources } from '../../app/duty-sources.ts'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { readBody } from '../bodies/read-body.ts'
import { listDuties } from '../duties/duty-source.ts'
import { declareInterest } from '../interests/declare-interest.ts'
import { declareAtMeeting } from '../meetings/declare-at-meeting.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { aCommittee, aMeeting, anItem, present } from '../meetings/sitting.samples.ts'

const TODAY = '2025-03-10'
const record = await freshRecord()
const house = await aHouse(record, TODAY)
const acting = actingOn(record, TODAY)

let count = 0

/**
 * A committee of four whose meeting was held: two share an interest in a hospice that an item
 * named, one of them declared at the meeting that they sell to it, and the third and fourth have
 * made no return.
 */
async function aRegister() {
  const body = await aCommittee(record, `checked-${++count}`, 4)
  const [first = '', second = '', third = '', fourth = ''] = body.seats.map(
    ({ holder }) => holder ?? '',
  )
  const declare = async (person: string, description: string, sensitive = false) =>
    expectDone(
      await declareInterest(acting, {
        person,
        body: body.id,
        answer: 'yes',
        types: ['financial'],
        description,
        declaredOn: day('2025-01-06'),
        ...(sensitive ? { sensitive, sensitiveReason: 'At risk of violence' } : {}),
      }),
    )
  await declare(first, 'Trustee of Larkspur Hospice')
  await declare(second, 'Chairs Larkspur Hospice (CANARY)', true)
  const meeting = await aMeeting(record, body, '2025-03-03')
  const item = await anItem(record, meeting, '1', { title: 'Grant to Larkspur Hospice' })
  const then = actingOn(record, '2025-03-03')
  expectDone(await recordAttendance(then, { meeting: meeting.id, lines: present(body) }))
  expectDone(
    await declareAtMeeting(then, {
      meeting: meeting.id,
      person: first,
      item,
      interest: 'Sells bandages to the county',
      handling: 'note and stay',
    }),
  )
  return { body, first, second, third, fourth, meeting, item, at: `/work/bodies/${body.slug}` }
}

test('the clerk sees what the register leaves open by each check, mends one, answers another and takes it back', async () => {
  const { body, third, at, meeting } = await aRegister()
  const clerk = await aVisitor(house, record, 'clerk', body.id)
  const page = async () => (await clerk.get(`${at}/interest-checks`)).body
  const open = await page()
  // The first declared at the item, if another thing; the second said nothing at it.
  expect(open).toContain('The item names Larkspur Hospice, which the member chairs')
  expect(open).toContain(`/work/meetings/${body.slug}/${meeting.slug}/declarations`)
  expect(open).toContain(`Member 1 of ${body.slug}: “Trustee of Larkspur Hospice”; Member 2`)
  expect(open).toContain('“Sells bandages to the county”')
  expect(open).toContain(`undeclared%2F${third}`)
  expect(open.match(/say why it is no fault/g)).toHaveLength(5)

  // A nil return mends it.
  expectDone(
    await declareInterest(acting, {
      person: third,
      body: body.id,
      answer: 'nil',
      declaredOn: day(TODAY),
    }),
  )
  expect(await page()).not.toContain(`undeclared%2F${third}`)

  // An answer wants a word, is shown with who gave it, and is taken back with another.
  const about = /answer\?about=(shared%2F[^"]*)/.exec(open)?.[1] ?? ''
  const form = `${at}/interest-checks/answer?about=${about}`
  const fields = { about: decodeURIComponent(about), outcome: 'no fault' }
  const empty = await clerk.post(form, { ...fields, word: '' })
  expect(empty.status).toBe(422)
  expect(empty.body).toContain('Say in a word why this is no fault.')
  await clerk.post(form, { ...fields, word: 'Both sit there for us' })
  expect(await page()).toMatch(/“Both sit there for us”.*Answered by The clerk on 10 March 2025/)
  const twice = await clerk.post(form, { ...fields, word: 'Again' })
  expect(twice.body).toContain('Somebody has answered this meanwhile')
  await clerk.post(form, { ...fields, outcome: 'taken back', word: 'One has left' })
  expect(await page()).not.toContain('Both sit there for us')
  const { rows } = await sql<{ verb: string }>`select verb from platform.journal
    where verb = 'reports.answer-interest-check' and subject_id = ${body.id}`.execute(record.db)
  expect(rows).toHaveLength(2)
})

test('what the checks find is due for who keeps the register, and told to nobody else', async () => {
  const { body, at } = await aRegister()
  const asked = {
    bodies: [await readBody(record.db, body.id)],
    from: day('2024-04-01'),
    to: day('2026-03-31'),
    today: day(TODAY),
  }
  const duties = await listDuties(dutySources, { db: record.db, ...asked })
  expect(duties.filter(({ kind }) => kind === 'interest-checks')).toMatchObject([
    { remark: '4 open', standing: 'due', href: `${at}/interest-checks` },
  ])
  const clerk = await aVisitor(house, record, 'clerk', body.id)
  expect((await clerk.get(`${at}/duties`)).body).toContain('Look at what the checks of interests')
  for (const role of ['chair', 'member'] as const) {
    const other = await aVisitor(house, record, role, body.id)
    expect((await other.get(`${at}/interest-checks`)).status).toBe(403)
    const due = (await other.get(`${at}/duties`)).body
    expect(due).not.toContain('checks of interests')
    expect(due).not.toContain('Checks of interests')
    expect(due).not.toContain('CANARY')
  }
})
