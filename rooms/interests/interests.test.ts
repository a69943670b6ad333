import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { declareInterest, type NewDeclaration } from './declare-interest.ts'
import { importRegister } from './import-register.ts'
import { thePrintedRegister } from './interests.samples.ts'
import { listDeclarationsOf } from './list-own-interests.ts'
import { listRegister, registerExtract } from './list-register.ts'
import { publishRegister } from './publish-register.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-02-06')
const meetingDay = day('2025-02-14')

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)

const aDeclaration = (
  body: string,
  person: string,
  differences: Partial<NewDeclaration> = {},
): NewDeclaration => ({
  body,
  person,
  answer: 'yes',
  types: ['financial'],
  description: 'Director of a care company',
  from: 'April 2013',
  declaredOn: day('2025-01-06'),
  ...differences,
})

test('R-COI-4: on 14 February 2025 the printed register has 37 people, 9 undated, 22 over a year old', async () => {
  const body = await aBody(acting)
  await thePrintedRegister(acting, body)
  const register = await listRegister(record.db, body, meetingDay)
  expect(register).toMatchObject({ people: 37, undated: 9, olderThan12Months: 22 })
  expect(register.persons.flatMap(({ entries }) => entries)).toHaveLength(67)
})

test('R-COI-13: the printed register is taken in as it stands, in one journal line, and what is odd is said', async () => {
  const body = await aBody(acting)
  const { warnings, digest, rows } = await thePrintedRegister(acting, body)
  const of = (code: string) => warnings.filter(warning => warning.code === code).length
  expect(rows).toBe(67)
  expect(of('nil-with-a-type')).toBe(1)
  expect(of('interest-without-a-type')).toBe(4)
  expect(of('unclear-return')).toBe(4)
  expect(of('blank-return')).toBe(5)
  const lines = await listJournal(record.db, { kind: 'body', id: body })
  expect(lines.filter(({ verb }) => verb === 'interests.import-register')).toHaveLength(1)
  expect(JSON.stringify(lines)).toContain(digest)
})

test('a register with a stranger, a day to come or nothing in it is refused by line, and nothing is kept', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const take = (rows: Parameters<typeof importRegister>[1]['rows']) =>
    importRegister(acting, { body, source: 'A pack', rows })
  expect(codesOf(await take([]))).toEqual(['register-empty'])
  const outcome = await take([
    { person, answer: 'nil', declaredOn: acting.today },
    { person: randomUUID(), answer: 'nil' },
    { person, answer: 'nil', declaredOn: meetingDay },
    { person, answer: 'yes', sensitive: true },
  ])
  expect(codesOf(outcome)).toEqual([
    'person-unknown',
    'declared-in-the-future',
    'sensitive-reason-missing',
  ])
  expect(outcome.ok ? '' : outcome.refusals[0]?.message).toMatch(/^Line 2 /)
  expect((await listRegister(record.db, body, meetingDay)).people).toBe(0)
})

test('a person declares their own interests, the clerk anybody’s, and nobody another’s', async () => {
  const body = await aBody(acting)
  const [person, other] = [await aPerson(acting), await aPerson(acting)]
  const member = {
    ...acting,
    person,
    may: (permission: string) => permission === 'declare interests',
  }
  expect((await declareInterest(member, aDeclaration(body, person))).ok).toBe(true)
  await expect(declareInterest(member, aDeclaration(body, other))).rejects.toThrow(NotPermitted)
  expect((await declareInterest(acting, aDeclaration(body, other))).ok).toBe(true)
  expect(await listDeclarationsOf(record.db, person)).toMatchObject([
    { description: 'Director of a care company', from_text: 'April 2013', from_day: '2013-04-01' },
  ])
  expect(codesOf(await declareInterest(acting, aDeclaration(body, other, { types: [] })))).toEqual([
    'type-missing',
  ])
})

test('R-COI-7: an ended interest leaves the public register after six months, and the clerk keeps it', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  expectDone(
    await declareInterest(acting, aDeclaration(body, person, { to: 'left role 31/07/24' })),
  )
  const peopleOn = async (on: string, withEnded = false) =>
    (await listRegister(record.db, body, day(on), { withEnded })).people
  expect(await peopleOn('2025-01-31')).toBe(1)
  expect(await peopleOn('2025-02-14')).toBe(0)
  expect(await peopleOn('2025-02-14', true)).toBe(1)
})

test('R-COI-12: a sensitive interest is in no published register and no extract, and nothing is public before publication', async () => {
  const body = await aBody(acting)
  const [open, sensitive] = [await aPerson(acting), await aPerson(acting)]
  await declareInterest(acting, aDeclaration(body, open))
  await declareInterest(
    acting,
    aDeclaration(body, sensitive, {
      description: 'CANARY',
      sensitive: true,
      sensitiveReason: 'CANARY reason',
    }),
  )
  const publicly = async () => listRegister(record.publicDb, body, meetingDay)
  expect((await publicly()).people).toBe(0)
  expectDone(await publishRegister(acting, { body }))
  const later = { ...acting, now: new Date('2025-02-07T09:00:00Z') }
  await declareInterest(later, aDeclaration(body, open, { description: 'CANARY not yet' }))
  expect((await publicly()).people).toBe(1)
  expect(JSON.stringify(await publicly())).not.toContain('CANARY')
  const extract = await registerExtract(record.db, body, meetingDay)
  expect(extract.people).toBe(1)
  expect(JSON.stringify(extract)).not.toContain('CANARY reason')
  const rows = await sql`select * from interests.declarations`.execute(record.publicDb)
  expect(JSON.stringify(rows.rows)).not.toContain('CANARY')
})
