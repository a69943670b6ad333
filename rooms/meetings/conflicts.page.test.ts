import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { connectPersons } from '../../platform/database/database.ts'
import { day } from '../../platform/day.rules.ts'
import { aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { readFile } from '../../platform/files/files.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { declareInterest } from '../interests/declare-interest.ts'
import { grantRole } from '../people/grant-role.ts'
import { attachFile } from './attach-file.ts'
import { beginItem } from './begin-item.ts'
import { endItem } from './end-item.ts'
import { insertConflict, readConflicts, readWithheld } from './read-conflicts.ts'
import { composeMinutes } from './read-minutes.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { inTheRoom } from './room.samples.ts'
import { dismissConflict, handleConflict } from './settle-conflict.ts'
import { aCommittee, aMeeting, anItem } from './sitting.samples.ts'
import { submitPaper } from './submit-paper.ts'

const TODAY = '2025-03-10'
const record = await freshRecord()
const house = await aHouse(record, TODAY)
const acting = actingOn(record, TODAY)
const persons = connectPersons({ url: record.url, size: 1 })
afterAll(() => persons.close())

let count = 0

/** A committee of four with a grant on its agenda, and interests of its first and second member. */
async function aCase() {
  const body = await aCommittee(record, `conflicted-${++count}`, 4)
  const meeting = await aMeeting(record, body, TODAY)
  const item = await anItem(record, meeting, '1', { title: 'Grant to Larkspur Hospice' })
  const other = await anItem(record, meeting, '2', { title: 'Dates of meetings' })
  expectDone(
    await submitPaper(acting, {
      item,
      title: 'The grant',
      kind: 'paper',
      submittedOn: day('2025-03-03'),
      cover: {
        summary:
          'CANARY THE PAPER: we would pay Larkspur Hospice. Quietwater Trust would lend the house.',
      },
    }),
  )
  const [first, second] = body.seats.map(({ holder }) => holder ?? '')
  const declared = async (person: string, description: string, sensitive = false) =>
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
  const open = await declared(first ?? '', 'Trustee of Larkspur Hospice')
  const sensitive = await declared(second ?? '', 'Chairs Quietwater Trust', true)
  const at = `/work/meetings/${body.slug}/${meeting.slug}`
  return {
    body,
    meeting,
    item,
    other,
    at,
    first: first ?? '',
    second: second ?? '',
    open,
    sensitive,
  }
}

const clerk = await aVisitor(house, record, 'clerk')
const chair = await aVisitor(house, record, 'chair')

/** What stood when the form was opened, as it says in a field of its own. */
const seenBy = async (who: typeof clerk, form: string) =>
  /name="seen" value="([^"]*)"/.exec((await who.get(form)).body)?.[1] ?? ''

const latest = async (meeting: string) =>
  (
    await sql<{ kind: string; handling: string | null; decided_by: string | null }>`
      select kind, handling, decided_by from meetings.conflict_lines
      where meeting_id = ${meeting} order by place desc limit 1`.execute(record.db)
  ).rows[0]

test('the clerk proposes, the chair decides, and each act stays in the record with a line of the journal', async () => {
  const { at, item, first, open, meeting } = await aCase()
  const page = await clerk.get(`${at}/conflicts`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('The item names Larkspur Hospice, of which the member is a trustee')
  const form = `${at}/conflicts/${item}/${first}/interest-${open}`
  expect(page.body).toContain(form)
  // Nothing chosen: refused beside the field, and what was typed is kept.
  const empty = await clerk.post(form, { word: 'typed before' })
  expect(empty.body).toContain('Choose how it is handled, or that it is no conflict.')
  expect(empty.body).toContain('typed before')
  await clerk.post(form, { answer: 'leave for the item', withhold: 'yes' })
  expect(await latest(meeting.id)).toMatchObject({ kind: 'proposed', decided_by: null })
  expect((await chair.get(`${at}/conflicts`)).body).toContain('Put to the chair')
  const seen = await seenBy(chair, form)
  await chair.post(form, { seen, answer: 'leave for the item', withhold: 'yes' })
  expect(await latest(meeting.id)).toEqual({
    kind: 'decided',
    handling: 'leave for the item',
    decided_by: chair.person,
  })
  const { rows } = await sql<{ verb: string }>`select verb from platform.journal
    where verb = 'meetings.handle-conflict' and subject_id = ${meeting.id}`.execute(record.db)
  expect(rows).toHaveLength(2)

  // A form that was open meanwhile does not undo it, nor does the clerk without saying who did.
  const late = await clerk.post(form, { seen, answer: 'note and stay' })
  expect(late.status).toBe(422)
  expect(late.body).toContain('Somebody settled this meanwhile')
  const undoing = {
    seen: await seenBy(clerk, form),
    answer: 'no conflict',
    word: 'Another hospice',
  }
  const undone = await clerk.post(form, undoing)
  expect(undone.body).toContain('say who decided otherwise')
  expect((await latest(meeting.id))?.kind).toBe('decided')
  await clerk.post(form, { ...undoing, decidedBy: chair.person })
  expect(await latest(meeting.id)).toMatchObject({ kind: 'dismissed', decided_by: chair.person })
})

test('a sensitive interest is suggested to whoever keeps the register, not to the chair; a proposal tells no more', async () => {
  const { at, item, second, sensitive } = await aCase()
  expect((await clerk.get(`${at}/conflicts`)).body).toContain('Quietwater')
  const before = await chair.get(`${at}/conflicts`)
  expect(before.body).not.toContain('Quietwater')
  const form = `${at}/conflicts/${item}/${second}/interest-${sensitive}`
  expect((await chair.get(form)).status).toBe(404)
  await clerk.post(form, { answer: 'not attend' })
  const after = await chair.get(`${at}/conflicts`)
  expect(after.body).toContain('An interest whose details are withheld')
  expect(after.body).not.toContain('Quietwater')
  expect((await chair.get(form)).body).not.toContain('Quietwater')
})

test('papers are withheld from whom it was decided: the page, the paper and the members’ pack say so', async () => {
  const { at, body, item } = await aCase()
  const written = (
    await sql<{ id: string }>`select id from meetings.papers where item_id = ${item}`.execute(
      record.db,
    )
  ).rows[0]?.id
  const bytes = await aTaggedPdf('CANARY THE FILE')
  const file = expectDone(
    await attachFile(acting, { paper: written ?? '', name: 'terms.pdf', bytes }),
  )
  const someone = await aVisitor(house, record, 'member', body.id)
  const read = async () => (await someone.get(`${at}/read/1`)).body
  expect(await read()).toContain('CANARY THE PAPER')
  // The visitor is given the interest by hand, since it is not of the register.
  expectDone(
    await handleConflict(
      { ...acting, person: chair.person },
      { item, person: someone.person, words: 'Sells to it', handling: 'papers withheld' },
    ),
  )
  expect(await read()).not.toContain('CANARY THE PAPER')
  expect(await read()).toContain('The papers of this item are not shown to you')
  expect((await someone.get(`${at}/read`)).body).toContain('Its papers are not shown to you')
  for (const address of [`${at}/papers/${written}`, `${at}/files/${file.id}`]) {
    const refused = await someone.get(address)
    expect([address, refused.status]).toEqual([address, 403])
    expect(refused.body).not.toContain('CANARY')
    expect(refused.body).toContain('because of an interest that you hold')
    expect((await clerk.get(address)).status).toBe(200)
  }
  // Not even a page that forgot to ask could show it: the database keeps it back.
  const theirs = persons.as(someone.person, day(TODAY))
  expect(await readFile(theirs, file.hash)).toBeUndefined()
  expect(await readFile(persons.as(clerk.person, day(TODAY)), file.hash)).toBeDefined()
  // Others read on; and so does one whose handling was only proposed.
  expect((await clerk.get(`${at}/read/1`)).body).toContain('CANARY THE PAPER')
})

test('the database withholds what the rule does, whatever was settled one after the other', async () => {
  const { meeting, item, other, first, open, sensitive } = await aCase()
  const lines = fc.array(
    fc.record({
      item: fc.constantFrom(item, other),
      about: fc.constantFrom(open, sensitive, null),
      kind: fc.constantFrom('proposed' as const, 'decided' as const, 'dismissed' as const),
      withhold: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  await fc.assert(
    fc.asyncProperty(lines, async rows => {
      await sql`delete from meetings.conflict_lines where meeting_id = ${meeting.id}`.execute(
        record.db,
      )
      for (const { item: at, about, kind, withhold } of rows)
        await record.db.transaction().execute(tx =>
          insertConflict(tx, {
            id: randomUUID(),
            meeting_id: meeting.id,
            item_id: at,
            person_id: first,
            interest_id: about,
            organisation_id: null,
            words: about === null ? 'by hand' : '',
            kind,
            handling: kind === 'dismissed' ? null : 'leave for the item',
            withhold_papers: kind !== 'dismissed' && withhold,
            word: 'because',
            decided_by: null,
            recorded_by: null,
            recorded_at: new Date(),
          }),
        )
      const { rows: told } = await sql<{ withheld: string[] }>`
        select meetings.items_withheld() as withheld`.execute(persons.as(first, day(TODAY)))
      expect(new Set(told[0]?.withheld)).toEqual(await readWithheld(record.db, meeting.id, first))
    }),
    { numRuns: 40 },
  )
})

test('nobody decides their own; a dismissal wants a word; a held meeting is settled no more', async () => {
  const { item, first, open, meeting, body } = await aCase()
  const about = { item, person: first, interest: open }
  expectDone(
    await grantRole(acting, {
      person: first,
      role: 'chair',
      scope: body.id,
      from: day('2025-01-01'),
    }),
  )
  const own = { ...acting, person: first }
  expect(await handleConflict(own, { ...about, handling: 'note and stay' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'decided-by-themselves' }],
  })
  expect(await dismissConflict(acting, { ...about, word: ' ' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'word-missing' }],
  })
  expect(
    await handleConflict(acting, {
      item,
      person: first,
      interest: randomUUID(),
      handling: 'note and stay',
    }),
  ).toMatchObject({ ok: false, refusals: [{ code: 'interest-of-another' }] })
  const late = actingOn(record, '2025-03-11')
  expect(await dismissConflict(late, { ...about, word: 'No' })).toMatchObject({
    ok: false,
    refusals: [{ code: 'meeting-held' }],
  })
  expectDone(await dismissConflict(acting, { ...about, word: 'The grant is to another hospice' }))
  const { unresolved } = await readConflicts(record.db, meeting, acting)
  expect(unresolved).toBe(1)
})

test('an amended agenda brings new suggestions and loses nothing that was decided; the pack page warns', async () => {
  const { at, item, other, first, open, meeting } = await aCase()
  expect((await clerk.get(`${at}/pack`)).body).toContain(
    'Two conflicts of interest are suggested and not settled',
  )
  expectDone(
    await handleConflict(
      { ...acting, person: chair.person },
      { item, person: first, interest: open, handling: 'speak, no vote' },
    ),
  )
  await sql`update meetings.agenda_items set title = 'A lease from Larkspur Hospice' where id = ${other}`.execute(
    record.db,
  )
  const { items } = await readConflicts(record.db, meeting, acting)
  expect(
    items.map(({ lines }) =>
      lines.map(({ person, settled }) => [person === first, settled?.handling ?? null]),
    ),
  ).toEqual([
    expect.arrayContaining([
      [true, 'speak, no vote'],
      [false, null],
    ]),
    [[true, null]],
  ])
})

test('the chair is told beforehand that an item would lose its quorum', async () => {
  const { at, item, first, second, open, sensitive } = await aCase()
  for (const [person, interest] of [
    [first, open],
    [second, sensitive],
  ] as const)
    expectDone(
      await handleConflict(acting, { item, person, interest, handling: 'leave for the item' }),
    )
  const page = await chair.get(`${at}/conflicts`)
  expect(page.body).toContain('Item 1 may lose its quorum')
  expect(page.body).toContain('two are required')
})

test('in the room one press notes it; the item counts without the member, and the minutes say so with the times', async () => {
  const { at, body, meeting, item, first, second, open, sensitive } = await aCase()
  const as = { ...acting, person: chair.person }
  for (const [person, interest] of [
    [first, open],
    [second, sensitive],
  ] as const)
    expectDone(await handleConflict(as, { item, person, interest, handling: 'leave for the item' }))
  const room = inTheRoom(record, meeting.id)
  await room.opened(`${TODAY}T00:00:01Z`, body)
  await room.done(`${TODAY}T00:00:02Z`, beginItem, { item })
  const desk = await clerk.get(`${at}/room`)
  expect(desk.body).toContain('Interest: Trustee of Larkspur Hospice')
  expect(desk.body).toContain('Interest: an interest')
  expect((await chair.get(`${at}/room/chair`)).body).toContain('not noted yet: leave for the item')
  for (const [person, interest] of [
    [first, 'Trustee of Larkspur Hospice'],
    [second, 'an interest'],
  ] as const)
    await clerk.post(
      `${at}/room/declare`,
      {
        act: randomUUID(),
        item,
        'declare-person': person,
        'declare-interest': interest,
        'declare-handling': 'leave for the item',
        'declare-decidedBy': chair.person,
      },
      `${at}/room`,
    )
  expect((await clerk.get(`${at}/room`)).body).not.toContain('Interest: Trustee of Larkspur')
  await room.done(`${TODAY}T00:00:04Z`, endItem, { item })
  const minutes = await composeMinutes(record.db, meeting.id, day(TODAY))
  const declared = minutes.entries[0]?.declarations
  expect(declared).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        interest: 'Trustee of Larkspur Hospice',
        leftAt: '00:00',
        returnedAt: '00:00',
      }),
      expect.objectContaining({ interest: 'an interest', handling: 'leave for the item' }),
    ]),
  )
  expect(JSON.stringify(minutes.entries)).not.toContain('Quietwater')
  const quorum = await readQuorumByItem(record.db, meeting.id)
  expect(quorum.atItem(item)?.present).toBe(2)
  expect(quorum.votersAt(item)).toBe(2)
})
