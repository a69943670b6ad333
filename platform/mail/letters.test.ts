import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { done, refused } from '../outcome.ts'
import { inTransaction } from '../record/verb.ts'
import { freshRecord } from '../testing/record.ts'
import { type Letter, listLetters, sendLetters, writeLetter } from './letters.ts'
import { senderOf, smtpPost } from './smtp.ts'

const record = await freshRecord()
const received: { to: string; from: string; source: string }[] = []
let reply: (to: string) => Error | null = () => null

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, callback) => callback(reply(address)),
  onData: (stream, session, callback) => {
    text(stream).then(source => {
      const { mailFrom, rcptTo } = session.envelope
      received.push({
        source,
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address).join(),
      })
      callback()
    }, callback)
  },
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))

const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?from=clerk@example.org`
const post = await smtpPost({
  smtpUrl,
  url: 'https://goldthread.example.org',
  name: async () => 'The partnership’s record',
})

const write = (letter: Partial<Letter> & { key: string }, at = new Date('2025-02-07T09:00:00Z')) =>
  inTransaction(record.db, async tx =>
    done(
      await writeLetter(
        tx,
        { to: 'member@example.org', subject: 'Papers', body: 'They are here.', ...letter },
        at,
      ),
    ),
  )
const answering = (code: number) => Object.assign(new Error('No'), { responseCode: code })

test('a letter goes out once, in plain text, and its text is then taken from the record', async () => {
  await write({ key: 'papers/1', body: 'Reply: https://goldthread.example.org/reply/secret' })
  expect(await sendLetters(record.db, post, new Date('2025-02-07T09:01:00Z'))).toBe(1)
  expect(await sendLetters(record.db, post, new Date('2025-02-07T09:02:00Z'))).toBe(0)
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ to: 'member@example.org', from: 'clerk@example.org' })
  expect(received[0]?.source).toContain('Auto-Submitted: auto-generated')
  expect(received[0]?.source).toContain('https://goldthread.example.org/reply/secret')
  const [row] = await listLetters(record.db, 'papers/1')
  expect(row?.sent_at).toEqual(new Date('2025-02-07T09:01:00Z'))
})

test('a file that goes with a letter arrives as it was written, and is then taken from the record', async () => {
  received.length = 0
  await write({
    key: 'files/1',
    attachment: { name: 'meeting.ics', mediaType: 'text/calendar', text: 'BEGIN:VCALENDAR' },
  })
  await sendLetters(record.db, post, new Date('2025-02-07T09:01:00Z'))
  const source = received[0]?.source ?? ''
  expect(source).toContain('They are here.')
  expect(source).toContain('filename=meeting.ics')
  expect(source).toMatch(/Content-Type: text\/calendar/)
  expect(source).toContain(Buffer.from('BEGIN:VCALENDAR').toString('base64'))
  const { rows } = await sql<{ body: string | null; attachment: unknown }>`
    select body, attachment from platform.letters where key = 'files/1'`.execute(record.db)
  expect(rows).toEqual([{ body: null, attachment: null }])
})

test('a letter with a key that was used is not written again', async () => {
  expect(await write({ key: 'papers/2' })).toEqual({ ok: true, value: true })
  expect(await write({ key: 'papers/2' })).toEqual({ ok: true, value: false })
  expect(await sendLetters(record.db, post, new Date('2025-02-07T09:01:00Z'))).toBe(1)
})

test('an act that is undone sends nothing', async () => {
  await inTransaction(record.db, async tx => {
    await writeLetter(
      tx,
      { key: 'papers/3', to: 'a@example.org', subject: 'No', body: 'No' },
      new Date(),
    )
    return refused({ code: 'no', message: 'No.' })
  })
  expect(await listLetters(record.db, 'papers/3')).toEqual([])
})

test('a subject cannot carry a header of its own', async () => {
  received.length = 0
  await write({ key: 'papers/4', subject: 'Papers\r\nBcc: everybody@example.org' })
  await sendLetters(record.db, post, new Date('2025-02-07T09:01:00Z'))
  expect(received[0]?.to).toBe('member@example.org')
  expect(received[0]?.source).not.toMatch(/^Bcc:/m)
})

test('a mailbox that is busy is tried again later, and one that is not there is given up', async () => {
  reply = to =>
    to.startsWith('busy') ? answering(450) : to.startsWith('gone') ? answering(550) : null
  await write({ key: 'faults/busy', to: 'busy@example.org' })
  await write({ key: 'faults/gone', to: 'gone@example.org' })
  await sendLetters(record.db, post, new Date('2025-02-07T09:01:00Z'))
  const [busy, gone] = await listLetters(record.db, 'faults/')
  expect(busy).toMatchObject({ key: 'faults/busy', sent_at: null, given_up_at: null })
  expect(busy?.last_fault).not.toBe('')
  expect(gone?.given_up_at).not.toBeNull()
  reply = () => null
  expect(await sendLetters(record.db, post, new Date('2025-02-07T09:01:30Z'))).toBe(0)
  expect(await sendLetters(record.db, post, new Date('2025-02-07T09:03:00Z'))).toBe(1)
})

test('of two processes one sends a letter', async () => {
  received.length = 0
  for (let at = 0; at < 6; at++) await write({ key: `race/${at}` })
  const now = new Date('2025-02-07T09:01:00Z')
  const sent = await Promise.all([
    sendLetters(record.db, post, now),
    sendLetters(record.db, post, now),
  ])
  expect(sent[0] + sent[1]).toBe(6)
  expect(received).toHaveLength(6)
})

test('without a sender named, letters come from the site’s own host', () => {
  const url = 'https://goldthread.example.org'
  expect(senderOf({ smtpUrl: 'smtp://mail.example.org', url })).toBe(
    'no-reply@goldthread.example.org',
  )
  expect(senderOf({ smtpUrl, url })).toBe('clerk@example.org')
})
