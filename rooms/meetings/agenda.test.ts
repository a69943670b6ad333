import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { time } from '../../platform/day.rules.ts'
import { expectDone, NotFound, NotPermitted, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { link } from '../../platform/record/links.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { addAgendaItem } from './add-agenda-item.ts'
import { aBody, addItem, aMeeting, anItem, handIn } from './agenda.samples.ts'
import { amendAgendaItem } from './amend-agenda-item.ts'
import { moveAgendaItem } from './move-agenda-item.ts'
import { readAgenda } from './read-agenda.ts'
import { removeAgendaItem } from './remove-agenda-item.ts'

const record = await freshRecord()
const clerk = actingOn(record, '2025-01-20')
const withoutPrivate = actingOn(record, '2025-01-20', {
  may: permission => permission !== 'see private papers',
})
const partnership = await aBody(record)

const fieldsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${code} ${field}`)
const asText = async (meeting: string) =>
  (await readAgenda(record.db, meeting, { private: true })).map(
    ({ number, title }) => `${number} ${title}`,
  )

test('items are numbered as they are added, and each act has its line in the journal', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const first = await addItem(clerk, meeting.id, { title: 'Apologies', kind: 'apologies' })
  await addItem(clerk, meeting.id, { title: 'Strategy', startsAt: time('10:15') })
  await addItem(clerk, meeting.id, { title: 'Annex', number: '1a' })
  expect(await asText(meeting.id)).toEqual(['1 Apologies', '1a Annex', '2 Strategy'])
  const [line] = await listJournal(record.db, { kind: 'agenda-item', id: first.id })
  expect(line).toMatchObject({ verb: 'meetings.add-agenda-item', day: '2025-01-20' })
})

test('a time comes back as it was given, to the minute', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, { startsAt: time('10:15') })
  const [item] = await readAgenda(record.db, meeting.id, { private: true })
  expect(item?.starts_at).toBe('10:15')
})

test('an item number twice, an unknown purpose and an unknown lead are refused beside their fields', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, { number: '5' })
  expect(
    fieldsOf(
      await addAgendaItem(
        clerk,
        anItem(meeting.id, { number: '5', purposes: ['ponder'], leadPerson: randomUUID() }),
      ),
    ),
  ).toEqual(['item-number-used number', 'purpose-unknown purposes', 'person-unknown leadPerson'])
  expect(await asText(meeting.id)).toHaveLength(1)
})

test('R-MEET-2: a private item is refused without its reason and kept with it', async () => {
  const meeting = await aMeeting(record, partnership.id)
  expect(fieldsOf(await addAgendaItem(clerk, anItem(meeting.id, { audience: 'private' })))).toEqual(
    ['private-reason-missing privateReason'],
  )
  const item = await addItem(clerk, meeting.id, {
    audience: 'private',
    privateReason: 'Names a supplier whose terms are confidential.',
  })
  expect(item.private_reason).toContain('supplier')
})

test('a meeting of a body dissolved before it takes no further items', async () => {
  const body = await aBody(record)
  const meeting = await aMeeting(record, body.id)
  await sql`update bodies.bodies set dissolved_on = '2025-02-01' where id = ${body.id}`.execute(
    record.db,
  )
  expect(fieldsOf(await addAgendaItem(clerk, anItem(meeting.id)))).toEqual(['body-dissolved title'])
})

test('two clerks adding an item at the same time get two numbers', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const added = await Promise.all(
    ['One', 'Two', 'Three'].map(title => addItem(clerk, meeting.id, { title })),
  )
  expect(added.map(({ number }) => number).sort()).toEqual(['1', '2', '3'])
})

test('without the permission in that body, nobody sets its agenda', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const elsewhere = actingOn(record, '2025-01-20', {
    may: (_permission, scope) => scope !== partnership.id,
  })
  await expect(addAgendaItem(elsewhere, anItem(meeting.id))).rejects.toThrow(NotPermitted)
})

test('an amended item keeps its place unless it is given another number', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const one = await addItem(clerk, meeting.id, { title: 'One' })
  await addItem(clerk, meeting.id, { title: 'Two' })
  const changed = expectDone(
    await amendAgendaItem(clerk, {
      ...anItem(meeting.id, { title: 'One, changed', plannedMinutes: 30 }),
      item: one.id,
      version: one.version,
    }),
  )
  expect(changed).toMatchObject({ title: 'One, changed', planned_minutes: 30, version: 2 })
  expect(await asText(meeting.id)).toEqual(['1 One, changed', '2 Two'])
  expectDone(
    await amendAgendaItem(clerk, {
      ...anItem(meeting.id, { title: 'One, last', number: '3' }),
      item: one.id,
      version: 2,
    }),
  )
  expect(await asText(meeting.id)).toEqual(['2 Two', '3 One, last'])
})

test('two clerks saving the same item: the second is told, and nothing is overwritten', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  const save = (title: string) =>
    amendAgendaItem(clerk, { ...anItem(meeting.id, { title }), item: item.id, version: 1 })
  expectDone(await save('First clerk'))
  expect(fieldsOf(await save('Second clerk'))).toEqual(['changed-meanwhile version'])
  expect(await asText(meeting.id)).toEqual(['1 First clerk'])
})

test('amending to a number that another item has is refused', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, { number: '1' })
  const two = await addItem(clerk, meeting.id, { number: '2' })
  expect(
    fieldsOf(
      await amendAgendaItem(clerk, {
        ...anItem(meeting.id, { number: '1', title: '' }),
        item: two.id,
        version: 1,
      }),
    ),
  ).toEqual(['item-number-used number', 'title-missing title'])
})

test('moving an item renumbers the agenda', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, { title: 'One' })
  await addItem(clerk, meeting.id, { title: 'Two' })
  const three = await addItem(clerk, meeting.id, { title: 'Three' })
  await addItem(clerk, meeting.id, { title: 'Three, part', number: '3.1' })
  expectDone(await moveAgendaItem(clerk, { item: three.id, place: 1 }))
  expect(await asText(meeting.id)).toEqual(['1 Three', '1.1 Three, part', '2 One', '3 Two'])
})

test('an item is removed while nothing rests on it, and the rest is renumbered', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const one = await addItem(clerk, meeting.id, { title: 'One' })
  await addItem(clerk, meeting.id, { title: 'Two' })
  expectDone(await removeAgendaItem(clerk, { item: one.id }))
  expect(await asText(meeting.id)).toEqual(['1 Two'])
})

test('an item with a paper stays, also when the paper was withdrawn', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  const { paper } = await handIn(actingOn(record, '2025-02-01'), item.id)
  await sql`update meetings.papers set withdrawn_on = '2025-02-02' where id = ${paper.id}`.execute(
    record.db,
  )
  expect(fieldsOf(await removeAgendaItem(clerk, { item: item.id }))).toEqual(['item-in-use item'])
})

test('an item with a decision, a declaration, a question or a link stays', async () => {
  const person = randomUUID()
  await sql`insert into people.persons (id, name, recorded_at) values (${person}, 'Chair', now())`.execute(
    record.db,
  )
  const hang: ((meeting: string, item: string) => Promise<unknown>)[] = [
    (meeting, item) =>
      sql`insert into meetings.decisions (id, meeting_id, item_id, position, verb, text, outcome)
        values (${randomUUID()}, ${meeting}, ${item}, 1, 'note', 'it', 'carried')`.execute(
        record.db,
      ),
    (meeting, item) =>
      sql`insert into meetings.declarations (id, meeting_id, item_id, person_id, interest, handling)
        values (${randomUUID()}, ${meeting}, ${item}, ${person}, 'Governor', 'note and stay')`.execute(
        record.db,
      ),
    (meeting, item) =>
      sql`insert into meetings.exclusions (id, meeting_id, item_ids, resolution, resolved)
        values (${randomUUID()}, ${meeting}, array[${item}]::uuid[], 'That the public leave', '2025-02-14T11:00Z')`.execute(
        record.db,
      ),
    (meeting, item) =>
      sql`insert into voices.questions (id, body_id, meeting_id, item_id, asked_on, text, recorded_at)
        values (${randomUUID()}, ${partnership.id}, ${meeting}, ${item}, '2025-01-20', 'Why?', now())`.execute(
        record.db,
      ),
    (_meeting, item) =>
      record.db
        .transaction()
        .execute(tx =>
          link(
            tx,
            { kind: 'action', id: randomUUID() },
            'answers',
            { kind: 'agenda-item', id: item },
            new Date(),
          ),
        ),
  ]
  for (const tie of hang) {
    const meeting = await aMeeting(record, partnership.id)
    const item = await addItem(clerk, meeting.id)
    await tie(meeting.id, item.id)
    expect(fieldsOf(await removeAgendaItem(clerk, { item: item.id }))).toEqual(['item-in-use item'])
    expect(await asText(meeting.id)).toHaveLength(1)
  }
})

test('R-MEET-2: to someone without ‘see private papers’ a private item does not exist', async () => {
  const meeting = await aMeeting(record, partnership.id)
  await addItem(clerk, meeting.id, { title: 'Open' })
  const secret = await addItem(clerk, meeting.id, {
    title: 'CANARY title',
    summary: 'CANARY summary',
    audience: 'private',
    privateReason: 'CANARY reason',
  })
  await handIn(actingOn(record, '2025-02-01'), secret.id, { title: 'CANARY paper' })
  const seen = await readAgenda(record.db, meeting.id, { private: false, twins: true })
  expect(JSON.stringify(seen)).not.toContain('CANARY')
  expect(seen.map(({ title }) => title)).toEqual(['Open'])
  await expect(
    amendAgendaItem(withoutPrivate, { ...anItem(meeting.id), item: secret.id, version: 1 }),
  ).rejects.toThrow(NotFound)
  await expect(moveAgendaItem(withoutPrivate, { item: secret.id, place: 1 })).rejects.toThrow(
    NotFound,
  )
  await expect(removeAgendaItem(withoutPrivate, { item: secret.id })).rejects.toThrow(NotFound)
})

test('an agenda of any length is read in three queries', async () => {
  const meeting = await aMeeting(record, partnership.id)
  for (const title of ['One', 'Two', 'Three']) {
    const item = await addItem(clerk, meeting.id, { title })
    await handIn(actingOn(record, '2025-02-01'), item.id)
  }
  record.queries.length = 0
  const items = await readAgenda(record.db, meeting.id, { private: true, twins: true })
  expect(record.queries).toHaveLength(3)
  expect(items.map(({ papers }) => papers.length)).toEqual([1, 1, 1])
})

test('the public connection sees no agenda and no paper, published notice or not', async () => {
  for (const table of ['agenda_items', 'papers', 'paper_files'])
    await expect(
      sql`select 1 from ${sql.table(`meetings.${table}`)}`.execute(record.publicDb),
    ).rejects.toThrow('permission denied')
})
