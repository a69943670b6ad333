import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Day, day } from '../../platform/day.rules.ts'
import { expectDone, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { checkTables } from '../../platform/record/check-tables.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, anAppointment, aPerson, aSeat } from '../bodies/bodies.samples.ts'
import { readBody } from '../bodies/read-body.ts'
import { amendDeclaration, endInterest } from './amend-declaration.ts'
import { confirmInterests } from './confirm-interests.ts'
import { declareGift, listGifts, type NewGift, withdrawGift } from './declare-gift.ts'
import { declareInterest, type NewDeclaration } from './declare-interest.ts'
import { grantDispensation, listDispensations } from './grant-dispensation.ts'
import { listAllRegisters } from './list-all-registers.ts'
import { readOwnInterests } from './list-own-interests.ts'
import { listRegister, registerExtract } from './list-register.ts'
import { openRegister } from './open-register.ts'
import { publishRegister } from './publish-register.ts'
import { listPrompts } from './read-prompts.ts'
import { remindDeclarers } from './remind-declarers.ts'
import { listWaiting, reviewDeclaration } from './review-declaration.ts'
import { setLimit } from './set-limit.ts'

const record = await freshRecord()
const on = (date: string, time = '09:00') => ({
  ...actingOn(record, date),
  now: new Date(`${date}T${time}:00Z`),
})
const acting = on('2025-02-03')

const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code)

/** Somebody who declares for themselves, on a day. */
const asMember = (person: string, date = '2025-02-03', time = '09:00') => ({
  ...on(date, time),
  person,
  may: (permission: string) => permission === 'declare interests',
})

const anInterest = (
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
  handling: 'Leave the room',
  declaredOn: day('2025-02-03'),
  ...differences,
})

const wordsOn = async (body: string, date: string, db = record.publicDb, today?: Day) =>
  (await listRegister(db, body, day(date), today ? { publicToday: today } : {})).persons.flatMap(
    ({ entries }) =>
      entries.map(({ answer, description, handling }) =>
        answer === 'nil' ? 'nil' : `${description}: ${handling}`,
      ),
  )

const agree = (declaration: string, date: string, handling = 'Leaves the room') =>
  reviewDeclaration(on(date), { declaration, outcome: 'agreed', handling })

test('a member’s own declaration is published once its handling is agreed, and not by a publication before', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const id = expectDone(await declareInterest(asMember(person), anInterest(body, person)))
  expectDone(await publishRegister(on('2025-02-04'), { body }))
  expect(await wordsOn(body, '2025-02-04')).toEqual([])
  // A pack’s extract is read as staff, and leaves it out as well.
  expect((await registerExtract(record.db, body, day('2025-02-04'))).people).toBe(0)
  expect((await listWaiting(record.db, body)).waits.map(row => row.id)).toEqual([id])

  expect(codesOf(await agree(id, '2025-02-05', ' '))).toEqual(['handling-missing'])
  expectDone(await agree(id, '2025-02-05'))
  expect(await wordsOn(body, '2025-02-05')).toEqual([])
  expectDone(await publishRegister(on('2025-02-06'), { body }))
  expect(await wordsOn(body, '2025-02-06')).toEqual(['Director of a care company: Leaves the room'])
  // What was proposed is kept beside what was agreed.
  const { reviews } = await readOwnInterests(record.db, person)
  expect(reviews.get(id)).toMatchObject([
    { outcome: 'agreed', proposed_handling: 'Leave the room', handling: 'Leaves the room' },
  ])
  expect(codesOf(await agree(id, '2025-02-06'))).toEqual(['waits-no-more'])
})

test('a declaration is returned with a word, corrected by the person, and waits again; nobody agrees their own', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const id = expectDone(await declareInterest(asMember(person), anInterest(body, person)))
  const back = (words: string) =>
    reviewDeclaration(on('2025-02-04'), { declaration: id, outcome: 'returned', words })
  expect(codesOf(await back(' '))).toEqual(['words-missing'])
  expectDone(await back('Which company?'))
  expect(await listWaiting(record.db, body)).toMatchObject({
    waits: [],
    returned: [{ words: 'Which company?' }],
  })
  expect(codesOf(await confirmInterests(asMember(person, '2025-02-05'), { body }))).toEqual([
    'returned',
  ])
  const corrected = expectDone(
    await amendDeclaration(asMember(person, '2025-02-05'), {
      ...anInterest(body, person, { description: 'Director of Example Care Ltd' }),
      declaration: id,
    }),
  )
  expect((await listWaiting(record.db, body)).waits.map(row => row.id)).toEqual([corrected])
  const self = { ...on('2025-02-05'), person }
  expect(
    codesOf(
      await reviewDeclaration(self, {
        declaration: corrected,
        outcome: 'agreed',
        handling: 'Noted',
      }),
    ),
  ).toEqual(['own-declaration'])
  await expect(
    reviewDeclaration(asMember(person), { declaration: corrected, outcome: 'agreed' }),
  ).rejects.toThrow(NotPermitted)
})

test('the public sees the published version until the corrected one is agreed and published, and each on its day', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const first = expectDone(await declareInterest(asMember(person), anInterest(body, person)))
  expectDone(await agree(first, '2025-02-04'))
  expectDone(await publishRegister(on('2025-02-05'), { body }))
  const change = { ...anInterest(body, person, { description: 'Owner of a care company' }) }
  const second = expectDone(
    await amendDeclaration(asMember(person, '2025-02-06'), { ...change, declaration: first }),
  )
  expect(await wordsOn(body, '2025-02-07')).toEqual(['Director of a care company: Leaves the room'])
  expectDone(await publishRegister(on('2025-02-07'), { body }))
  expect(await wordsOn(body, '2025-02-07')).toEqual(['Director of a care company: Leaves the room'])
  // Returned and corrected once more: three versions, of which the public ever sees one.
  expectDone(
    await reviewDeclaration(on('2025-02-08'), {
      declaration: second,
      outcome: 'returned',
      words: 'Since when?',
    }),
  )
  expect(
    codesOf(
      await amendDeclaration(asMember(person, '2025-02-08'), { ...change, declaration: first }),
    ),
  ).toEqual(['corrected-already'])
  const third = expectDone(
    await amendDeclaration(asMember(person, '2025-02-08'), { ...change, declaration: second }),
  )
  expectDone(await agree(third, '2025-02-09', 'Does not attend'))
  expectDone(await publishRegister(on('2025-02-10'), { body }))
  expect(await wordsOn(body, '2025-02-10')).toEqual(['Owner of a care company: Does not attend'])
  expect(await wordsOn(body, '2025-02-05')).toEqual(['Director of a care company: Leaves the room'])
  const all = await listAllRegisters(record.publicDb, day('2025-02-10'), { limit: 99, offset: 0 })
  expect(all.filter(row => row.body_id === body).map(({ version }) => version)).toEqual([3])
})

test('R-COI-12: an interest that becomes sensitive is withheld in every version that was public', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const first = expectDone(
    await declareInterest(
      asMember(person),
      anInterest(body, person, { description: 'CANARY company' }),
    ),
  )
  expectDone(await agree(first, '2025-02-04', 'CANARY handling'))
  expectDone(await publishRegister(on('2025-02-05'), { body }))
  expect(await wordsOn(body, '2025-02-05')).toHaveLength(1)
  expectDone(
    await grantDispensation(on('2025-02-05'), {
      body,
      person,
      declaration: first,
      matter: 'CANARY matter',
      allows: 'speak',
      reason: 'CANARY reason',
      grantedBy: 'Monitoring officer',
      grantedOn: day('2025-02-05'),
      from: day('2025-02-05'),
      until: day('2026-02-04'),
    }),
  )
  expectDone(await publishRegister(on('2025-02-06'), { body }))
  expect(await listDispensations(record.publicDb, body)).toHaveLength(1)
  expectDone(
    await amendDeclaration(asMember(person, '2025-02-07'), {
      ...anInterest(body, person),
      description: 'CANARY company of a partner',
      sensitive: true,
      sensitiveReason: 'CANARY threat',
      declaration: first,
    }),
  )
  // At once, without waiting for anybody.
  expect(await wordsOn(body, '2025-02-07')).toEqual([])
  expect(await wordsOn(body, '2025-02-05')).toEqual([])
  expect(await listDispensations(record.publicDb, body)).toEqual([])
  const { rows } = await sql`select * from interests.declarations`.execute(record.publicDb)
  expect(JSON.stringify(rows)).not.toContain('CANARY')
})

test('R-COI-5: nothing to declare is a dated return; it gives way to an interest, and is refused while one stands', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const nil = (date: string) =>
    declareInterest(asMember(person, date), {
      body,
      person,
      answer: 'nil',
      declaredOn: day(date),
    })
  expectDone(await nil('2025-02-03'))
  expectDone(await nil('2025-02-10'))
  expect((await listWaiting(record.db, body)).waits).toEqual([])
  expectDone(await publishRegister(on('2025-02-11'), { body }))
  expect(await wordsOn(body, '2025-02-11')).toEqual(['nil'])
  const id = expectDone(
    await declareInterest(
      asMember(person, '2025-02-12'),
      anInterest(body, person, { declaredOn: day('2025-02-12') }),
    ),
  )
  expectDone(await agree(id, '2025-02-12'))
  expectDone(await publishRegister(on('2025-02-13'), { body }))
  expect(await wordsOn(body, '2025-02-13')).toEqual(['Director of a care company: Leaves the room'])
  expect(codesOf(await nil('2025-02-14'))).toEqual(['interests-stand'])
})

test('R-COI-7: an ended interest leaves the public register of today after six months, and its words leave that of every day', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const id = expectDone(await declareInterest(asMember(person), anInterest(body, person)))
  expectDone(await agree(id, '2025-02-04'))
  expectDone(await publishRegister(on('2025-02-05'), { body }))
  const end = (ended: string, date = '2025-02-10') =>
    endInterest(asMember(person, date), { declaration: id, ended })
  expect(codesOf(await end('once'))).toEqual(['not-a-day'])
  expect(codesOf(await end('11 February 2025'))).toEqual(['ends-in-the-future'])
  expect(codesOf(await end('2012'))).toEqual(['ends-before-it-starts'])
  const ended = expectDone(await end('9 February 2025'))
  expect(
    codesOf(
      await endInterest(asMember(person, '2025-02-11'), { declaration: ended, ended: '2025' }),
    ),
  ).toEqual(['ended-already'])
  // What was agreed stays so.
  expect((await listWaiting(record.db, body)).waits).toEqual([])
  expectDone(await publishRegister(on('2025-02-11'), { body }))
  const shown = (asOf: string, today: string) => wordsOn(body, asOf, record.publicDb, day(today))
  const words = 'Director of a care company: Leaves the room'
  expect(await shown('2025-08-09', '2025-08-09')).toEqual([words])
  expect(await shown('2025-08-10', '2025-08-10')).toEqual([])
  expect(await shown('2025-02-14', '2025-08-09')).toEqual([words])
  // Who was on the register then still counts; the words are the clerk’s alone.
  expect(await shown('2025-02-14', '2025-08-10')).toEqual([': '])
  expect((await listRegister(record.db, body, day('2025-08-10'), { withEnded: true })).people).toBe(
    1,
  )
})

test('R-COI-4: to confirm that all is still right is a return, public with the register', async () => {
  const body = await aBody(acting)
  const person = await aPerson(acting)
  const nobody = await aPerson(acting)
  const id = expectDone(await declareInterest(asMember(person), anInterest(body, person)))
  expectDone(await agree(id, '2025-02-04'))
  expectDone(await publishRegister(on('2025-02-05'), { body }))
  expect(codesOf(await confirmInterests(asMember(nobody), { body }))).toEqual([
    'nothing-to-confirm',
  ])
  expect(expectDone(await confirmInterests(asMember(person, '2025-10-01'), { body }))).toBe(1)
  const latest = async (db = record.publicDb) =>
    (await listRegister(db, body, day('2026-03-01'))).persons[0]?.freshness
  expect(await latest()).toMatchObject({ state: 'out of date', latest: '2025-02-03' })
  expectDone(await publishRegister(on('2025-10-02'), { body }))
  expect(await latest()).toMatchObject({ state: 'current', latest: '2025-10-01' })
  expectDone(
    await setLimit(on('2025-10-03'), {
      body,
      name: 'amber months',
      value: 4,
      from: day('2025-11-01'),
      source: 'Conflicts policy',
    }),
  )
  expect(await latest()).toMatchObject({ state: 'to look at again', colour: 'amber' })
})

test('R-COI-9: gifts of one giver count together, and one entered in error is withdrawn and stays', async () => {
  const body = await aBody(acting)
  const [person, other] = [await aPerson(acting), await aPerson(acting)]
  const gift = (differences: Partial<NewGift> = {}): NewGift => ({
    body,
    person,
    kind: 'gift',
    description: 'A hamper',
    giver: 'A Grateful  Resident',
    giverIsSupplier: false,
    inCash: false,
    pence: 3000,
    offeredOn: day('2025-01-10'),
    outcome: 'accepted',
    reason: 'To refuse would have offended',
    approvedBy: '',
    ...differences,
  })
  expectDone(await declareGift(asMember(person), gift()))
  const second = expectDone(
    await declareGift(
      asMember(person, '2025-02-03', '10:00'),
      gift({ description: 'Theatre tickets', giver: 'a grateful resident', pence: 2500 }),
    ),
  )
  await expect(declareGift(asMember(person), gift({ person: other }))).rejects.toThrow(NotPermitted)
  const against = async () =>
    (await listGifts(record.db, { body })).map(({ standing }) => standing.against.length)
  expect(await against()).toEqual([1, 0])
  expect(await listGifts(record.publicDb, { body })).toEqual([])
  expectDone(await publishRegister(on('2025-02-04'), { body }))
  expect((await listGifts(record.publicDb, { body }))[0]?.standing.against[0]).toContain('£55')
  const withdraw = (because: string) =>
    withdrawGift(asMember(person, '2025-02-05'), { gift: second, because })
  expect(codesOf(await withdraw(' '))).toEqual(['because-missing'])
  expectDone(await withdraw('The other member had them'))
  expect(codesOf(await withdraw('Again'))).toEqual(['withdrawn-already'])
  expect(await listGifts(record.publicDb, { body })).toMatchObject([
    { withdrawn_because: 'The other member had them' },
    { withdrawn_on: null },
  ])
})

test('R-COI-3: members are asked once the register is begun, on appointment and anew, by one letter at each due time', async () => {
  const body = await aBody(acting)
  const asked = async (today: string) =>
    (await listPrompts(record.db, [await readBody(record.db, body)], day(today))).flatMap(
      ({ person, prompts }) => prompts.map(({ why, due }) => [person, why, due]),
    )
  const sitting = await aPerson(acting, 'Sitting member', 'sitting@example.org')
  const coming = await aPerson(acting, 'Coming member', 'coming@example.org')
  await anAppointment(acting, await aSeat(acting, body), {
    person: sitting,
    from: day('2024-01-01'),
  })
  expect(await asked('2025-02-03')).toEqual([])
  expectDone(await openRegister(acting, { body }))
  expect(codesOf(await openRegister(acting, { body }))).toEqual(['begun-already'])
  await anAppointment(acting, await aSeat(acting, body), {
    person: coming,
    from: day('2025-02-10'),
  })
  expect(await asked('2025-02-09')).toEqual([[sitting, 'in post', '2025-03-03']])
  expect(await asked('2025-02-10')).toEqual([
    [sitting, 'in post', '2025-03-03'],
    [coming, 'appointment', '2025-03-10'],
  ])

  const letters = async (date: string) => {
    await remindDeclarers(record.db, {
      today: day(date),
      now: new Date(`${date}T07:30:00Z`),
      site: 'https://record.example.org',
    })
    const { rows } = await sql<{ recipient: string; subject: string; body: string }>`
      select recipient, subject, body from platform.letters
      where starts_with(key, ${`declaration/${body}/`}) and written_at::date = ${date}
      order by recipient`.execute(record.db)
    return rows.map(({ recipient, subject }) => [recipient.split('@')[0], subject.split(',')[0]])
  }
  expect(await letters('2025-02-10')).toEqual([
    ['coming', 'Please declare your interests by 10 March 2025'],
    ['sitting', 'Please declare your interests by 3 March 2025'],
  ])
  expect(await letters('2025-02-11')).toEqual([])
  expectDone(
    await declareInterest(asMember(sitting, '2025-02-12'), {
      body,
      person: sitting,
      answer: 'nil',
      declaredOn: day('2025-02-12'),
    }),
  )
  expect(await letters('2025-03-03')).toEqual([
    ['coming', 'Please declare your interests by 10 March 2025'],
  ])
  expect(await letters('2025-03-11')).toEqual([
    ['coming', 'Overdue: your declaration of interests'],
  ])
  expect(await letters('2026-01-15')).toEqual([
    ['sitting', 'Please declare your interests by 12 February 2026'],
  ])
})

test('every act on declarations leaves the tables as the journal has them', async () => {
  expect((await checkTables(record.db)).faults).toEqual([])
})
