import { mkdtempSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { londonNow } from '../platform/clock.ts'
import { sendLetters } from '../platform/mail/letters.ts'
import { smtpPost } from '../platform/mail/smtp.ts'
import { expectDone } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { askForLink, writeSignInLetters } from '../rooms/people/ask-for-link.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession, identify, issueToken } from '../rooms/people/identify.ts'
import { listSessions, listTokens } from '../rooms/people/list-sessions.ts'
import { mergePersonsWith } from '../rooms/people/merge-persons.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { removePerson } from '../rooms/people/remove-person.ts'
import { insertSignInLink, makeSignInLink, readSignInLink } from '../rooms/people/sign-in-link.ts'
import { aBrowser } from './browser.samples.ts'
import { openHouse } from './house.ts'

const SITE = 'http://record.test'
const record = await freshRecord()
const { day: today } = londonNow(new Date())
const acting = { ...actingOn(record, today), now: new Date() }

const received: { to: string; source: string }[] = []
const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, { envelope }, callback) => {
    text(stream).then(source => {
      received.push({ to: envelope.rcptTo.map(({ address }) => address).join(), source })
      callback()
    }, callback)
  },
})
await new Promise<void>(resolve => mail.listen(0, '127.0.0.1', resolve))
const smtpUrl = `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`
const post = await smtpPost({ smtpUrl, url: SITE, name: async () => 'The record' })

const house = await openHouse(
  readSettings({
    GOLDTHREAD_DEMO: 'off',
    GOLDTHREAD_URL: SITE,
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-sign-in-')),
    LOG_LEVEL: 'silent',
    SMTP_URL: smtpUrl,
    TRUST_PROXY: '10.0.0.1',
  }),
  record.url,
)
afterAll(async () => {
  await house.close()
  await new Promise<void>(resolve => mail.close(() => resolve()))
})

let count = 0
async function aMember(role?: 'administrator') {
  const name = `Member ${++count}`
  const email = `member.${count}@fens.test`
  const { id } = expectDone(await recordPerson(acting, { name, email }))
  if (role) expectDone(await grantRole(acting, { person: id, role, scope: null, from: today }))
  return { id, name, email }
}

/** Another network for each browser that asks, so that no limit but the one under test is met. */
const elsewhere = () => ({ address: `198.51.100.${++count}` })

/** What the job of each minute does; the links that went out, with whom they went to. */
async function lettersGo(now = new Date()) {
  received.length = 0
  await writeSignInLetters(record.db, { site: SITE, now })
  await sendLetters(record.db, post, new Date(Math.max(now.getTime(), Date.now())))
  return received
    .filter(({ source }) => /^Subject: Sign in/m.test(source))
    .map(({ to, source }) => {
      const plain = source
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '=')
        .replace(/\s+/g, ' ')
      return {
        to,
        link: /http:\/\/record\.test(\/sign-in\?key=[\w-]+)/.exec(plain)?.[1] ?? '',
        plain,
      }
    })
}

const ask = (email: string, browser = aBrowser(house, elsewhere()), onward = '/work') =>
  browser.post('/sign-in/letter', { email, onward }, '/sign-in')

const storedLinks = async (person: string) =>
  (await sql`select 1 from people.sign_in_links where person_id = ${person}`.execute(record.db))
    .rows.length

test('a member asks for a link by e-mail, opens it, presses its button once, and lands where they were going', async () => {
  const member = await aMember()
  expect((await ask(` ${member.email.toUpperCase()} `, undefined, '/work/account')).location).toBe(
    '/sign-in/sent',
  )
  const [letter] = await lettersGo()
  expect(letter?.to.toLowerCase()).toBe(member.email)
  const browser = aBrowser(house, elsewhere())
  // Programs that look through mail open every link.
  for (let opened = 0; opened < 2; opened++)
    expect((await browser.get(letter?.link ?? '')).body).toContain(`Sign in as ${member.name}`)
  expect((await browser.post(letter?.link ?? '')).location).toBe('/work/account')
  expect((await browser.get('/work/account')).body).toContain('a link by e-mail')
  const again = await aBrowser(house, elsewhere()).get(letter?.link ?? '')
  expect(again.body).toContain('This link was used already')
  const { rows } = await sql`select link_hash::text from people.sign_in_links`.execute(record.db)
  expect(JSON.stringify(rows)).not.toContain(letter?.link.split('=')[1])
})

test('the answer, and what is written to give it, are the same for an address that is known and one that is not', async () => {
  const member = await aMember()
  const seen: unknown[] = []
  for (const email of [member.email, 'nobody@fens.test']) {
    const browser = aBrowser(house, elsewhere())
    await browser.get('/sign-in')
    record.queries.length = 0
    const queries: string[] = []
    const { db } = record
    const outcome = await askForLink(
      db,
      { email, onward: '/work', network: elsewhere().address },
      new Date(),
    )
    queries.push(...record.queries)
    const answer = await ask(email, browser)
    seen.push({ outcome, queries, status: answer.status, location: answer.location })
  }
  expect(seen[0]).toEqual(seen[1])
  expect((await lettersGo()).map(({ to }) => to)).toEqual([member.email])
})

test('what is no address is refused beside its field, and what was typed is kept', async () => {
  for (const [email, sentence] of [
    ['', 'Enter your e-mail address.'],
    ['nobody', 'Enter an e-mail address like'],
    [`${'x'.repeat(300)}@fens.test`, 'Enter an e-mail address like'],
  ] as const) {
    const answer = await ask(email)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain(sentence)
    expect(answer.body).toContain(`value="${email}"`)
  }
})

test('whoever asks again and again floods no mailbox, ends no link of a colleague’s, and shuts nobody out', async () => {
  const member = await aMember()
  const now = new Date()
  const asked = (at: number, network: string) =>
    askForLink(
      record.db,
      { email: member.email, onward: '/work', network },
      new Date(now.getTime() + at * 60_000),
    )
  // From as many networks as they like, which no limit of one network meets.
  for (let turn = 0; turn < 10; turn++) expectDone(await asked(0, `flood ${turn}`))
  const first = await lettersGo(now)
  expect(first).toHaveLength(1)
  for (let turn = 0; turn < 10; turn++) expectDone(await asked(6, `flood ${turn}`))
  expect(await lettersGo(new Date(now.getTime() + 6 * 60_000))).toHaveLength(1)
  expect((await aBrowser(house, elsewhere()).post(first[0]?.link ?? '')).status).toBe(303)
  // One network that asks for one address is stopped, and another is not.
  for (let turn = 0; turn < 5; turn++) expectDone(await asked(0, 'one'))
  expect(await asked(0, 'one')).toMatchObject({ refusals: [{ code: 'asked-often' }] })
  expectDone(await asked(0, 'two'))
  expectDone(await asked(15, 'one'))
  await lettersGo()
})

test('a network that asks for many addresses is stopped, and a right link opens from it all the same', async () => {
  const member = await aMember()
  const network = elsewhere()
  const now = new Date()
  const asked = (turn: number) =>
    askForLink(
      record.db,
      { email: `${turn}@fens.test`, onward: '/work', network: network.address },
      now,
    )
  for (let turn = 0; turn < 60; turn++) expectDone(await asked(turn))
  expect(await asked(61)).toMatchObject({ refusals: [{ code: 'network-asked-often' }] })
  const browser = aBrowser(house, network)
  for (let turn = 0; turn < 31; turn++) await browser.get(`/sign-in?key=guess${turn}`)
  expect((await browser.get('/sign-in?key=guess')).body).toContain('Too many links')
  expect((await aBrowser(house, elsewhere()).get('/sign-in?key=guess')).body).toContain(
    'not known here',
  )
  const key = expectDone(await makeSignInLink(acting, { person: member.id }))
  expect((await browser.post(`/sign-in?key=${key}`)).status).toBe(303)
})

test('where a request comes from is told only by a proxy that is trusted', async () => {
  const from = (remoteAddress: string, forwarded: string) =>
    house.server.inject({
      url: '/sign-in?key=guess',
      remoteAddress,
      headers: { 'x-forwarded-for': forwarded },
    })
  const body = async (remote: string, forwarded: string) => (await from(remote, forwarded)).body
  // Somebody who writes another address into each request is one network all the same.
  for (let turn = 0; turn < 30; turn++) await from('192.0.2.7', `192.0.2.${100 + turn}`)
  expect(await body('192.0.2.7', '192.0.2.200')).toContain('Too many links')
  for (let turn = 0; turn < 30; turn++) await from('10.0.0.1', '192.0.2.8')
  expect(await body('10.0.0.1', '192.0.2.9')).toContain('not known here')
  expect(await body('10.0.0.1', '192.0.2.8')).toContain('Too many links')
  // What stands before the trusted proxy's own word anybody may have written.
  expect(await body('10.0.0.1', '192.0.2.55, 192.0.2.8')).toContain('Too many links')
})

test('an address of two people gets a letter without a link, one that was removed or merged gets none', async () => {
  const twin = await aMember()
  expectDone(await recordPerson(acting, { name: 'Twin', email: twin.email }))
  await ask(twin.email)
  const [letter] = await lettersGo()
  expect(letter?.plain).toContain('recorded for two people')
  expect(letter?.link).toBe('')

  const [leaver, stays, goes] = [await aMember(), await aMember(), await aMember()]
  for (const { email } of [leaver, goes]) await ask(email)
  expect(await lettersGo()).toHaveLength(2)
  expectDone(await removePerson(acting, { person: leaver.id, reason: 'Left' }))
  expectDone(
    await mergePersonsWith([])(acting, {
      stays: stays.id,
      goes: goes.id,
      choices: { email: 'stays' },
    }),
  )
  for (const { id } of [leaver, goes]) expect(await storedLinks(id)).toBe(0)
  for (const { email } of [leaver, goes]) await ask(email)
  expect(await lettersGo()).toHaveLength(0)
})

test('a link holds for fifteen minutes by any clock: one that was made in the future holds for none', async () => {
  const { id } = await aMember()
  const at = (minute: number) => new Date(Date.UTC(2025, 1, 14, 9, minute))
  const link = await record.db
    .transaction()
    .execute(tx => insertSignInLink(tx, { person: id, madeBy: 'letter' }, at(0)))
  const codeAt = async (now: Date) => {
    const outcome = await readSignInLink(record.db, link.key, now)
    return outcome.ok ? 'ok' : outcome.refusals[0]?.code
  }
  expect(await codeAt(at(14))).toBe('ok')
  expect(await codeAt(at(15))).toBe('link-expired')
  expect(await codeAt(at(-2))).toBe('link-expired')
  expect(await codeAt(new Date('2040-01-01'))).toBe('link-expired')
})

test('a session and a token outlive neither their rest nor their life, nor a clock that jumps', async () => {
  const { id } = await aMember()
  const at = (time: string) => new Date(`2025-02-14T${time}:00Z`)
  const session = await beginSession(record.db, id, at('08:00'))
  const token = await issueToken(record.db, id, at('08:00'))
  const whose = async (credentials: { session?: string; bearer?: string }, now: Date) =>
    (await identify(record.db, credentials, today, now))?.person
  expect(await whose({ session }, at('07:58'))).toBeUndefined()
  expect(await whose({ session }, at('09:59'))).toBe(id)
  // Used at one minute to ten, it holds on until noon and no longer.
  expect(await whose({ session }, at('11:58'))).toBe(id)
  expect(await whose({ session }, at('13:58'))).toBeUndefined()
  expect(await whose({ bearer: token }, at('13:58'))).toBe(id)
  expect(await whose({ bearer: token }, new Date('2025-03-20'))).toBeUndefined()
  expect(await whose({ bearer: token }, at('07:00'))).toBeUndefined()
  expect(await whose({ bearer: session }, at('09:59'))).toBeUndefined()
})

test('one sees where one is signed in, ends one session, and all others at once', async () => {
  const member = await aMember()
  const agents = ['iPhone; Safari/604', 'Windows NT; Firefox/1', 'CrOS; Chrome/1']
  const browsers = []
  for (const agent of agents) {
    const browser = aBrowser(house, { ...elsewhere(), agent })
    const key = expectDone(await makeSignInLink(acting, { person: member.id }))
    await browser.post(`/sign-in?key=${key}`)
    browsers.push(browser)
  }
  const [phone, laptop, book] = browsers
  const page = (await laptop?.get('/work/account'))?.body ?? ''
  for (const device of ['Safari on an iPhone', 'Firefox on Windows', 'Chrome on a Chromebook'])
    expect(page).toContain(device)
  const session = (await listSessions(record.db, member.id, new Date())).find(({ device }) =>
    device.includes('iPhone'),
  )
  await laptop?.post('/work/account/sessions/end', { session: session?.id ?? '' }, '/work/account')
  expect(await phone?.isSignedIn()).toBe(false)
  expect(await book?.isSignedIn()).toBe(true)
  const again = await laptop?.post(
    '/work/account/sessions/end',
    { session: 'no id' },
    '/work/account',
  )
  expect(again?.status).toBe(422)
  expect(again?.body).toContain('That has ended already')
  await laptop?.post('/work/account/sessions/end-others', {}, '/work/account')
  expect(await book?.isSignedIn()).toBe(false)
  expect(await laptop?.isSignedIn()).toBe(true)
  const lines = await listJournal(record.db, { kind: 'person', id: member.id })
  expect(lines.filter(({ verb }) => verb === 'people.end-own-sessions')).toHaveLength(2)
})

test('nobody ends another’s sessions or tokens, but an administrator does, and a merge ends them at once', async () => {
  const [member, stranger, admin] = [
    await aMember(),
    await aMember(),
    await aMember('administrator'),
  ]
  const signedIn = async (person: string) => {
    const browser = aBrowser(house, elsewhere())
    browser.jar.set('goldthread', await beginSession(record.db, person, new Date()))
    return browser
  }
  const mine = await signedIn(member.id)
  const token = await issueToken(record.db, member.id, new Date())
  const [session] = await listSessions(record.db, member.id, new Date())
  const [kept] = await listTokens(record.db, member.id, new Date())
  const other = await signedIn(stranger.id)
  for (const [path, fields] of [
    ['/work/account/sessions/end', { session: session?.id ?? '' }],
    ['/work/account/tokens/end', { token: kept?.id ?? '' }],
  ] as const)
    expect((await other.post(path, fields, '/work/account')).status, path).toBe(422)
  const at = `/work/people/${member.id}/access`
  expect((await other.get(at)).status).toBe(403)
  expect(await mine.isSignedIn()).toBe(true)

  const administrator = await signedIn(admin.id)
  expect((await administrator.post(`${at}/sessions/end-all`, {}, at)).status).toBe(303)
  expect(await mine.isSignedIn()).toBe(false)
  expect((await administrator.post(`${at}/tokens/end`, { token: kept?.id ?? '' }, at)).status).toBe(
    303,
  )
  expect(await identify(record.db, { bearer: token }, today, new Date())).toBeNull()
  const lines = await listJournal(record.db, { kind: 'person', id: member.id })
  expect(lines.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['people.end-sessions', 'people.end-token']),
  )

  const again = await signedIn(member.id)
  const merge = mergePersonsWith([])
  expectDone(
    await merge(acting, { stays: stranger.id, goes: member.id, choices: { email: 'stays' } }),
  )
  expect(await again.isSignedIn()).toBe(false)
})

test('a link that an administrator makes is shown once, and its person is told of it by e-mail', async () => {
  const [member, admin] = [await aMember(), await aMember('administrator')]
  const browser = aBrowser(house, elsewhere())
  browser.jar.set('goldthread', await beginSession(record.db, admin.id, new Date()))
  const at = `/work/people/${member.id}/access/link`
  expect((await browser.post(at)).location).toBe(at)
  const link = /sign-in\?key=[\w-]+/.exec((await browser.get(at)).body)?.[0]
  expect((await browser.get(at)).body).not.toContain('sign-in?key=')
  received.length = 0
  await sendLetters(record.db, post, new Date())
  const letter = received.find(({ to }) => to === member.email)
  expect(letter?.source).toContain('A link was made')
  expect(letter?.source).not.toContain('key=')
  expect((await aBrowser(house, elsewhere()).post(`/${link}`)).status).toBe(303)
})
