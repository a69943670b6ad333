import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { smtpPost } from '../platform/mail/smtp.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { openRegister } from '../rooms/interests/open-register.ts'
import { aMeeting } from '../rooms/meetings/agenda.samples.ts'
import { invite, SITE, withAddresses } from '../rooms/meetings/invitations.samples.ts'
import { listForecasts } from '../rooms/meetings/read-invitations.ts'
import { aCommittee } from '../rooms/meetings/sitting.samples.ts'
import { houseJobs } from './jobs.ts'

const record = await freshRecord()
const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, callback) => {
    text(stream).then(source => {
      received.push(source)
      callback()
    }, callback)
  },
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))

const post = await smtpPost({
  smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
  url: SITE,
  name: async () => 'The committee’s record',
})

/** Does a job of the house as its hour comes on a day. */
const doJob = async (name: string, on: string) => {
  const clock = () => ({ today: day(on), now: new Date(`${on}T07:00:00Z`) })
  const job = houseJobs(record.db, { site: SITE, clock }, post).find(each => each.name === name)
  await job?.work({})
}

test('in the morning who has not replied is reminded and the quorum is looked at, and the letters go out', async () => {
  const body = await aCommittee(record, 'committee', 2)
  await withAddresses(
    record,
    body.seats.map(({ holder }) => holder),
  )
  const meeting = await aMeeting(record, body.id)
  await invite(record, meeting.id, '2025-01-10')
  await doJob('meetings.remind-invited', '2025-01-31')
  await doJob('platform.send-letters', '2025-01-31')
  expect(received).toHaveLength(4)
  expect(received.filter(source => /^Subject: Please reply/m.test(source))).toHaveLength(2)
  await doJob('meetings.tell-of-quorum', '2025-02-10')
  expect((await listForecasts(record.db, meeting.id)).map(({ state }) => state)).toEqual([
    'uncertain',
  ])
})

test('R-COI-3: in the morning who is to declare is written to, once at each due time', async () => {
  const body = await aCommittee(record, 'register', 2)
  await withAddresses(
    record,
    body.seats.map(({ holder }) => holder),
  )
  expectDone(await openRegister(actingOn(record, '2025-02-03'), { body: body.id }))
  received.length = 0
  for (const on of ['2025-02-04', '2025-02-05', '2025-02-24', '2025-02-25', '2025-03-04']) {
    await doJob('interests.remind-declarers', on)
    await doJob('platform.send-letters', on)
  }
  const subjects = received.map(source => /^Subject: (.*)/m.exec(source)?.[1] ?? '')
  expect(subjects.filter(subject => subject.startsWith('Please declare'))).toHaveLength(4)
  expect(subjects.filter(subject => subject.startsWith('Overdue'))).toHaveLength(2)
  expect(subjects).toHaveLength(6)
  expect(received.join()).toContain('/work/interests')
})

test('where no letter can go out, nobody is reminded: letters would wait and come too late', () => {
  const clock = () => ({ today: day('2025-01-31'), now: new Date() })
  expect(houseJobs(record.db, { site: SITE, clock }).map(({ name }) => name)).toEqual([
    'platform.make-checkpoint',
    'people.end-stale-sessions',
    'interests.clear-import-drafts',
    'platform.check-journal',
  ])
})
