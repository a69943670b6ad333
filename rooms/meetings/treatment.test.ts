import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { aDocx, aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { listJournal } from '../../platform/record/journal.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, addItem, aMeeting, aPaper, handIn } from './agenda.samples.ts'
import { amendPaper } from './amend-paper.ts'
import { attachFile } from './attach-file.ts'
import { carryBusiness, listBusinessToCarry } from './carry-business.ts'
import { deferItem } from './defer-item.ts'
import { giveNotice } from './give-notice.ts'
import { noteAgendaIssued } from './note-agenda-issued.ts'
import { readAgenda } from './read-agenda.ts'
import { listTreatments } from './read-treatments.ts'
import { recordAttendance } from './record-attendance.ts'
import { recordDecision } from './record-decision.ts'
import { reinstateItem } from './reinstate-item.ts'
import { removeAgendaItem } from './remove-agenda-item.ts'
import { aCommittee, present } from './sitting.samples.ts'
import { submitPaper } from './submit-paper.ts'
import { takeAsUrgent } from './take-as-urgent.ts'
import { takeItemWith } from './take-item-with.ts'
import { wordsOfTreatment } from './treatment.rules.ts'
import { withdrawItem } from './withdraw-item.ts'

const record = await freshRecord()
const clerk = actingOn(record, '2025-01-20')
const partnership = await aBody(record)

const fieldsOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${code} ${field}`)

const standsOf = async (meeting: string, item: string) =>
  ((await listTreatments(record.db, meeting)).get(item) ?? []).map(wordsOfTreatment)

const june = (body = partnership.id) => aMeeting(record, body, { day: day('2025-06-13') })

const issued = (meeting: string, on: string, more: { items?: string[]; papers?: string[] } = {}) =>
  inTransaction(record.db, async tx => {
    await noteAgendaIssued(tx, {
      meeting,
      on: day(on),
      withPapers: true,
      items: more.items ?? [],
      papers: more.papers ?? [],
    })
    return { ok: true, value: null }
  })

test('a deferred item stays on its agenda and stands on the other, each leading to the other, papers and all', async () => {
  const [meeting, later] = [await aMeeting(record, partnership.id), await june()]
  await addItem(clerk, later.id, { title: 'Any other business', kind: 'other business' })
  const item = await addItem(clerk, meeting.id, { title: 'Green Plan', purposes: ['endorse'] })
  const { paper } = await handIn(clerk, item.id, {
    title: 'Green Plan refresh',
    submittedOn: day('2025-01-20'),
  })
  expectDone(await attachFile(clerk, { paper: paper.id, name: 'plan.docx', bytes: await aDocx() }))
  const carried = expectDone(
    await deferItem(clerk, {
      item: item.id,
      to: later.id,
      reason: 'The figures are not ready.',
      by: 'the chair',
      papers: true,
    }),
  )
  expect(await standsOf(meeting.id, item.id)).toEqual(['Deferred to the meeting of 13 June 2025'])
  expect(await standsOf(later.id, carried.id)).toEqual([
    'Carried over from the meeting of 14 February 2025, where it was item 1',
  ])
  const there = await readAgenda(record.db, later.id, { private: true })
  expect(there.map(({ number, title }) => `${number} ${title}`)).toEqual([
    '1 Green Plan',
    '2 Any other business',
  ])
  expect(
    there[0]?.papers.map(({ title, kind, carried_from }) => [title, kind, carried_from]),
  ).toEqual([['Green Plan refresh', 'paper', paper.id]])
  expect(there[0]?.papers[0]?.files.map(({ name }) => name)).toEqual(['plan.docx'])
  const here = await readAgenda(record.db, meeting.id, { private: true })
  expect(here[0]?.papers).toHaveLength(1)
  const lines = await listJournal(record.db, { kind: 'agenda-item', id: item.id })
  expect(lines.at(-1)).toMatchObject({ verb: 'meetings.defer-item', day: '2025-01-20' })
})

test('an item is not deferred without a reason, to an earlier meeting or to another body', async () => {
  const [meeting, earlier] = [
    await aMeeting(record, partnership.id),
    await aMeeting(record, partnership.id, { day: day('2025-01-31') }),
  ]
  const elsewhere = await june((await aBody(record)).id)
  const item = await addItem(clerk, meeting.id)
  const defer = (to: string, reason = 'Not ready') =>
    deferItem(clerk, { item: item.id, to, reason, papers: false })
  expect(fieldsOf(await defer('', ' '))).toEqual(['reason-missing reason', 'target-missing to'])
  expect(fieldsOf(await defer(earlier.id))).toEqual(['target-not-later to'])
  expect(fieldsOf(await defer(elsewhere.id))).toEqual(['target-missing to'])
  expect(await standsOf(meeting.id, item.id)).toEqual([])
})

test('a withdrawn item keeps its number, can be decided no more, and can be put back', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id, { title: 'Hubs', purposes: ['note'] })
  await addItem(clerk, meeting.id, { title: 'Next' })
  expectDone(await withdrawItem(clerk, { item: item.id, reason: 'The bid was taken back.' }))
  expect(fieldsOf(await withdrawItem(clerk, { item: item.id, reason: 'Again' }))).toEqual([
    'item-treated-already reason',
  ])
  const there = await readAgenda(record.db, meeting.id, { private: true })
  expect(there.map(({ number, title }) => `${number} ${title}`)).toEqual(['1 Hubs', '2 Next'])
  const sitting = actingOn(record, '2025-02-14')
  expect(
    fieldsOf(await recordDecision(sitting, { item: item.id, verb: 'note', text: 'the hubs' })),
  ).toEqual(['item-not-taken verb'])
  expectDone(await reinstateItem(clerk, { item: item.id }))
  expect(await standsOf(meeting.id, item.id)).toEqual([])
  expectDone(await recordDecision(sitting, { item: item.id, verb: 'note', text: 'the hubs' }))
  expect(fieldsOf(await reinstateItem(clerk, { item: item.id }))).toEqual(['item-on-agenda item'])
  expect(fieldsOf(await withdrawItem(clerk, { item: item.id, reason: 'Late' }))).toEqual([
    'item-decided reason',
  ])
})

test('a deferred item put back is withdrawn at the meeting to which it had been carried', async () => {
  const [meeting, later] = [await aMeeting(record, partnership.id), await june()]
  const item = await addItem(clerk, meeting.id)
  const carried = expectDone(
    await deferItem(clerk, { item: item.id, to: later.id, reason: 'Not ready', papers: false }),
  )
  expectDone(await reinstateItem(clerk, { item: item.id }))
  expect(await standsOf(meeting.id, item.id)).toEqual([])
  expect(await standsOf(later.id, carried.id)).toEqual(['Withdrawn'])
})

test('an item is taken with another of the same agenda, never with itself or one that is gone', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const [one, two, gone] = [
    await addItem(clerk, meeting.id, { title: 'One' }),
    await addItem(clerk, meeting.id, { title: 'Two' }),
    await addItem(clerk, meeting.id, { title: 'Gone' }),
  ]
  expectDone(await withdrawItem(clerk, { item: gone.id, reason: 'Not needed' }))
  const together = (item: string, other: string) =>
    takeItemWith(clerk, { item, with: other, reason: 'One subject' })
  expect(fieldsOf(await together(one.id, one.id))).toEqual(['other-item-missing with'])
  expect(fieldsOf(await together(one.id, gone.id))).toEqual(['other-item-not-taken with'])
  expectDone(await together(two.id, one.id))
  expect(await standsOf(meeting.id, two.id)).toEqual(['Taken with item 1'])
  expect(fieldsOf(await together(one.id, gone.id))).toContain('other-item-not-taken with')
  expect(fieldsOf(await together(one.id, two.id))).toEqual(['other-item-not-taken with'])
})

test('R-TOR-7: a meeting without a quorum carries its formal business on in one act, and a quorate one does not', async () => {
  const body = await aCommittee(record, 'committee-that-carries', 4)
  const meeting = await aMeeting(record, body.id)
  const later = await june(body.id)
  const approve = await addItem(clerk, meeting.id, { title: 'Budget', purposes: ['approve'] })
  await addItem(clerk, meeting.id, { title: 'Update', purposes: ['note'] })
  const sitting = actingOn(record, '2025-02-14')
  const carry = (items = [approve.id], to = later.id) =>
    carryBusiness(sitting, { meeting: meeting.id, to, items, papers: true })
  expect(fieldsOf(await carry())).toEqual(['attendance-not-recorded items'])
  const attend = (count: number) =>
    recordAttendance(sitting, { meeting: meeting.id, lines: present(body, count) })
  expectDone(await attend(4))
  expect(fieldsOf(await carry())).toEqual(['quorate items'])
  expectDone(await attend(1))
  expect((await listBusinessToCarry(record.db, meeting.id)).map(({ title }) => title)).toEqual([
    'Budget',
  ])
  expect(fieldsOf(await carry([]))).toEqual(['no-business items'])
  expect(expectDone(await carry())).toBe(1)
  expect(await standsOf(meeting.id, approve.id)).toEqual([
    'Deferred to the meeting of 13 June 2025',
  ])
  expect(await listBusinessToCarry(record.db, meeting.id)).toEqual([])
  const lines = await listJournal(record.db, { kind: 'meeting', id: meeting.id })
  expect(lines.filter(({ verb }) => verb === 'meetings.carry-business')).toHaveLength(1)
})

test('R-MEET-4: what is added after a parish council’s summons may be talked of and not decided, urgent or not', async () => {
  const parish = await aBody(record, { regime: 'parish council' })
  const meeting = await aMeeting(record, parish.id)
  const named = await addItem(clerk, meeting.id, { title: 'Named', purposes: ['agree'] })
  expectDone(
    await giveNotice(actingOn(record, '2025-02-07'), {
      meeting: meeting.id,
      kind: 'summons',
      givenOn: day('2025-02-07'),
      manner: 'By post',
      signedBy: 'Town Clerk',
      text: 'You are summoned to a meeting of the group for the business named.',
    }),
  )
  const late = actingOn(record, '2025-02-12')
  const added = await addItem(late, meeting.id, { title: 'Late', purposes: ['agree'] })
  expect(
    fieldsOf(await takeAsUrgent(late, { item: named.id, reason: 'Floods', by: 'Chair' })),
  ).toEqual(['not-late reason'])
  expectDone(await takeAsUrgent(late, { item: added.id, reason: 'Floods', by: 'the chair' }))
  const sitting = actingOn(record, '2025-02-14')
  const decide = (item: string, verb: 'agree' | 'note') =>
    recordDecision(sitting, { item, verb, text: 'to act' })
  expect(fieldsOf(await decide(added.id, 'agree'))).toContain('unlisted-business verb')
  expectDone(await decide(added.id, 'note'))
  expect(fieldsOf(await decide(named.id, 'agree'))).not.toContain('unlisted-business verb')
})

test('an item that a published version has is withdrawn with a reason, not taken off without a word', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  await issued(meeting.id, '2025-01-20', { items: [item.id] })
  expect(fieldsOf(await removeAgendaItem(clerk, { item: item.id }))).toEqual(['item-issued item'])
  const fresh = await addItem(clerk, meeting.id, { title: 'Fresh' })
  expectDone(await removeAgendaItem(clerk, { item: fresh.id }))
})

test('after publication a new paper needs who let it in and why, and is kept as supplementary', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  const awaited = await handIn(clerk, item.id, {
    title: 'Promised',
    kind: 'to follow',
    submittedOn: undefined,
  })
  await issued(meeting.id, '2025-01-21', { items: [item.id], papers: [awaited.paper.id] })
  const later = actingOn(record, '2025-01-22')
  const paper = aPaper(item.id, { title: 'New', submittedOn: day('2025-01-22') })
  expect(fieldsOf(await submitPaper(later, paper))).toEqual(['permission-missing permission'])
  const { paper: kept } = expectDone(
    await submitPaper(later, { ...paper, permission: 'the chair, as the audit came in' }),
  )
  expect(kept).toMatchObject({ kind: 'supplementary', permitted_on: '2025-01-22' })
  // Announced as to follow and come before papers are due (6 February), it is not new to anybody.
  const { paper: come } = expectDone(
    await amendPaper(later, {
      ...aPaper(item.id, { title: 'Promised', submittedOn: day('2025-01-22') }),
      paper: awaited.paper.id,
      version: 1,
    }),
  )
  expect(come).toMatchObject({ kind: 'paper', permission: '', permitted_on: null })
})

test('a late paper keeps the day on which it was let in, and no day that is still to come', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  const late = actingOn(record, '2025-02-11')
  const paper = aPaper(item.id, {
    submittedOn: day('2025-02-11'),
    permission: 'the chair, because the figures came on the 10th',
  })
  expect(fieldsOf(await submitPaper(late, { ...paper, permittedOn: day('2025-02-12') }))).toEqual([
    'permitted-in-the-future permittedOn',
  ])
  const { paper: kept } = expectDone(
    await submitPaper(late, { ...paper, permittedOn: day('2025-02-10') }),
  )
  expect(kept).toMatchObject({ kind: 'late', permitted_on: '2025-02-10' })
})

test('a replaced file gives its place to the new copy, both stay in the record, and after publication a reason is owed', async () => {
  const meeting = await aMeeting(record, partnership.id)
  const item = await addItem(clerk, meeting.id)
  const { paper } = await handIn(clerk, item.id, { submittedOn: day('2025-01-20') })
  const attach = (name: string, title: string, more: object = {}) =>
    aTaggedPdf(title).then(bytes => attachFile(clerk, { paper: paper.id, name, bytes, ...more }))
  const first = expectDone(await attach('plan.pdf', 'First'))
  expectDone(await attach('annex.pdf', 'Annex'))
  await issued(meeting.id, '2025-01-21', { items: [item.id], papers: [paper.id] })
  expect(fieldsOf(await attach('plan.pdf', 'Second', { replaces: first.id }))).toEqual([
    'reason-missing because',
  ])
  const second = expectDone(
    await attach('plan.pdf', 'Second', {
      replaces: first.id,
      because: 'the chair: two figures were wrong',
    }),
  )
  const [standing] = await readAgenda(record.db, meeting.id, { private: true })
  expect(standing?.papers[0]?.files.map(({ id, name }) => [id === second.id, name])).toEqual([
    [true, 'plan.pdf'],
    [false, 'annex.pdf'],
  ])
  const [kept] = await readAgenda(record.db, meeting.id, { private: true, withdrawn: true })
  expect(kept?.papers[0]?.files.find(({ id }) => id === first.id)).toMatchObject({
    removed_on: '2025-01-20',
  })
  expect(fieldsOf(await attach('plan.pdf', 'Third', { replaces: first.id, because: 'x' }))).toEqual(
    ['replaced-file-missing file'],
  )
})
