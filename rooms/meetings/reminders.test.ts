import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { grantRole } from '../people/grant-role.ts'
import { visitorMay } from '../people/permissions.rules.ts'
import { aMeeting as aMeetingOfBody } from './agenda.samples.ts'
import { amendMeeting } from './amend-meeting.ts'
import {
  aRoundOf,
  invite,
  lettersIn,
  linksIn,
  morning,
  SITE,
  slug,
  withAddresses,
} from './invitations.samples.ts'
import { readExpectation } from './read-expected-quorum.ts'
import { listForecasts } from './read-invitations.ts'
import { readMeeting } from './read-meeting.ts'
import { remindInvited, sendReminders } from './remind-invited.ts'
import { replyByLink } from './reply-to-invitation.ts'
import { sendArrangements } from './send-arrangements.ts'
import { aCommittee, aPerson } from './sitting.samples.ts'
import { tellOfQuorum } from './tell-of-quorum.ts'

const record = await freshRecord()
const { db } = record
const asked = actingOn(record, '2025-01-10')
const codesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
const letters = (prefix: string) => lettersIn(record, prefix)
const aRound = (options?: Parameters<typeof aRoundOf>[1]) => aRoundOf(record, options)

// ── Reminders ───────────────────────────────────────────────────────────────

test('who has not replied is reminded ten and five working days before, once each; after a reply never', async () => {
  const { meeting, says, idOf } = await aRound({ members: 2 })
  expectDone(await says(1, { answer: 'in person' }))
  const sentTo = async (at: number) =>
    (await letters(`invitation/${meeting.id}/${idOf(at)}/`)).map(({ key }) => key.split('/')[3])
  const mornings = async (...days: readonly string[]) => {
    for (const each of days) await sendReminders(db, morning(each))
  }
  await mornings('2025-01-30')
  expect(await sentTo(0)).toEqual(['invitation'])
  await mornings('2025-01-31', '2025-01-31', '2025-02-03', '2025-02-06')
  expect(await sentTo(0)).toEqual(['invitation', 'reminder-10'])
  await mornings('2025-02-07', '2025-02-10', '2025-02-13', '2025-02-14')
  expect(await sentTo(0)).toEqual(['invitation', 'reminder-10', 'reminder-5'])
  expect(await sentTo(1)).toEqual(['invitation'])
  const last = (await letters(`invitation/${meeting.id}/${idOf(0)}/`)).at(-1)
  expect(last?.subject).toMatch(/^Please reply: /)
  expect(last?.body).toContain(`The papers: ${SITE}/meetings/papers`)
  // The link of a reminder works as the first one does.
  const { key } = linksIn(last?.body ?? '')
  expectDone(
    await replyByLink(actingOn(record, '2025-02-13', { may: visitorMay }), {
      key,
      answer: 'apologies',
    }),
  )
})

test('the clerk reminds somebody by hand, as often as need be, but nobody who has replied or has no address', async () => {
  const body = await aCommittee(record, slug(), 2)
  const { meeting, says, idOf } = await aRound({ body })
  const remind = (at: number) =>
    remindInvited(asked, { invitation: idOf(at), site: SITE, papers: '' })
  expectDone(await remind(0))
  expectDone(await remind(0))
  const written = await letters(`invitation/${meeting.id}/${idOf(0)}/`)
  expect(written.map(({ key }) => key.split('/')[3]).toSorted()).toEqual([
    'by-hand-1',
    'by-hand-2',
    'invitation',
  ])
  expectDone(await says(1, { answer: 'remote' }))
  expect(codesOf(await remind(1))).toEqual(['has-replied'])
  await sql`delete from people.contacts where person_id = ${body.seats[0]?.holder ?? ''}`.execute(
    db,
  )
  expect(codesOf(await remind(0))).toEqual(['no-address'])
})

test('the arrangements are sent again to all who have not sent apologies, with the way to join that came since', async () => {
  const { meeting, says, idOf } = await aRound({ members: 3 })
  expectDone(await says(0, { answer: 'remote' }))
  expectDone(await says(1, { answer: 'apologies' }))
  const send = (on: string) =>
    sendArrangements(actingOn(record, on), { meeting: meeting.id, site: SITE, papers: '' })
  expectDone(
    await amendMeeting(asked, {
      meeting: meeting.id,
      version: meeting.version,
      day: meeting.day,
      startsAt: time('10:00'),
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
      joining: 'https://meet.example.org/partnership',
    }),
  )
  expect(expectDone(await send('2025-02-06'))).toBe(2)
  expect(expectDone(await send('2025-02-07'))).toBe(2)
  const sentTo = async (at: number) => letters(`invitation/${meeting.id}/${idOf(at)}/arrangements`)
  const [letter] = await sentTo(0)
  expect(letter?.subject).toMatch(/^Arrangements: /)
  expect(letter?.body).toContain('https://meet.example.org/partnership')
  expect(await sentTo(0)).toHaveLength(2)
  expect(await sentTo(1)).toEqual([])
  expect(codesOf(await send('2025-02-15'))).toEqual(['meeting-begun'])
  const body = await aCommittee(record, slug(), 1)
  const other = await aMeetingOfBody(record, body.id)
  const unasked = { meeting: other.id, site: SITE, papers: '' }
  expect(codesOf(await sendArrangements(asked, unasked))).toEqual(['nobody-invited'])
  await invite(record, other.id, '2025-01-10')
  expect(codesOf(await sendArrangements(asked, unasked))).toEqual(['no-address'])
})

// ── The forecast ────────────────────────────────────────────────────────────

test('in the week before, clerk and chair are told what is short and who could cure it, again only if it changes', async () => {
  const { body, meeting, says } = await aRound({ members: 4 })
  const chair = await aPerson(record, 'The chair')
  const clerk = await aPerson(record, 'The clerk')
  await withAddresses(record, [chair, clerk])
  for (const [person, role] of [
    [chair, 'chair'],
    [clerk, 'clerk'],
  ] as const)
    expectDone(await grantRole(asked, { person, role, scope: body.id, from: day('2025-01-01') }))
  const told = async () => {
    const all = await letters(`quorum/${meeting.id}/`)
    return all.map(
      ({ recipient, subject }) => `${recipient.split('@')[0]} ${subject.split(':')[0]}`,
    )
  }
  expectDone(await says(0, { answer: 'in person' }))
  for (const at of [2, 3]) expectDone(await says(at, { answer: 'apologies', reason: 'CANARY' }))
  await tellOfQuorum(db, morning('2025-02-06'))
  expect(await told()).toEqual([])
  await tellOfQuorum(db, morning('2025-02-07'))
  await tellOfQuorum(db, morning('2025-02-08'))
  expect((await told()).toSorted()).toEqual(
    [`${chair} Quorum at risk`, `${clerk} Quorum at risk`].toSorted(),
  )
  const [letter] = await letters(`quorum/${meeting.id}/`)
  expect(letter?.body).toContain('One member is coming and two are required: one short.')
  expect(letter?.body).toMatch(/One reply would do, and only this one: Member 2 of committee-\d+\./)
  expect(letter?.body).not.toContain('CANARY')

  expectDone(await says(1, { answer: 'remote' }, '2025-02-10'))
  await tellOfQuorum(db, morning('2025-02-10'))
  await tellOfQuorum(db, morning('2025-02-11'))
  expect(await told()).toHaveLength(4)
  expect((await listForecasts(db, meeting.id)).map(({ state }) => state)).toEqual([
    'expected',
    'uncertain',
  ])
})

test('of a meeting that was moved into the week, and of which nobody was asked anew, they are told that', async () => {
  const { meeting, says } = await aRound({ members: 2 })
  expectDone(await says(0, { answer: 'in person' }))
  expectDone(
    await amendMeeting(asked, {
      meeting: meeting.id,
      version: meeting.version,
      day: day('2025-02-13'),
      startsAt: time('10:00'),
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
    }),
  )
  await tellOfQuorum(db, morning('2025-02-12'))
  const [forecast] = await listForecasts(db, meeting.id)
  expect(forecast?.words).toMatch(/^The meeting has changed since people were asked/)
})

test('of a meeting that is certain to be quorate nobody is told, nor of a workshop', async () => {
  const { meeting, says } = await aRound({ members: 2 })
  expectDone(await says(0, { answer: 'in person' }))
  const body = await aCommittee(record, slug(), 2)
  const workshop = await aMeetingOfBody(record, body.id, { kind: 'workshop' })
  await invite(record, workshop.id, '2025-01-10')
  await tellOfQuorum(db, morning('2025-02-12'))
  expect(await listForecasts(db, meeting.id)).toEqual([])
  expect(await listForecasts(db, workshop.id)).toEqual([])
  expect((await readExpectation(db, await readMeeting(db, workshop.id), asked.now)).silence).toBe(
    'A workshop takes no decisions and needs no quorum.',
  )
})
