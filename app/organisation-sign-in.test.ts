import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { londonNow } from '../platform/clock.ts'
import { expectDone } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { listIdentities, unbindIdentity } from '../rooms/people/bind-identity.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { removePerson } from '../rooms/people/remove-person.ts'
import { aBrowser, type Browser } from './browser.samples.ts'
import { openHouse } from './house.ts'
import { anIdentityProvider, throughProvider } from './identity-provider.samples.ts'

const SITE = 'https://record.test'
const record = await freshRecord()
const { day: today } = londonNow(new Date())
const acting = actingOn(record, today)

const [icb, council] = await Promise.all([
  anIdentityProvider(`${SITE}/sign-in/from/icb`),
  anIdentityProvider(`${SITE}/sign-in/from/council`, { algorithm: 'ES256' }),
])
const freePort = await new Promise<number>(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})
const settings = (id: string, name: string, issuer: string, domain: string, secret: string) => ({
  [`OIDC_${id}_ISSUER`]: issuer,
  [`OIDC_${id}_CLIENT_ID`]: 'goldthread',
  [`OIDC_${id}_CLIENT_SECRET`]: secret,
  [`OIDC_${id}_NAME`]: name,
  [`OIDC_${id}_DOMAINS`]: domain,
})
const house = await openHouse(
  readSettings({
    GOLDTHREAD_DEMO: 'off',
    GOLDTHREAD_URL: SITE,
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-oidc-')),
    LOG_LEVEL: 'silent',
    OIDC_PROVIDERS: 'icb,council,trust',
    ...settings('ICB', 'The Care Board', icb.issuer, 'icb.test', icb.secret),
    ...settings('COUNCIL', 'The Council', council.issuer, 'council.test', council.secret),
    ...settings('TRUST', 'The Trust', `http://127.0.0.1:${freePort}`, 'trust.test', icb.secret),
  }),
  record.url,
)
afterAll(async () => {
  await house.close()
  await Promise.all([icb.close(), council.close()])
})
beforeEach(() => {
  for (const provider of [icb, council]) provider.tamper = null
  icb.isDown = false
})

let count = 0
/** A person of the record with an address at the board, and their account there. */
async function aMember(name = `Member ${++count}`) {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@icb.test`
  const { id } = expectDone(await recordPerson(acting, { name, email }))
  const subject = `subject of ${name}`
  icb.accounts[subject] = { email }
  icb.says = subject
  return { id, email, subject }
}

const begin = async (browser: Browser, provider = 'icb', then = '/work/account') =>
  (await browser.get(`/sign-in/with/${provider}?${new URLSearchParams([['then', then]])}`)).location

/** There and back; the address to which the provider sends one back, without the site. */
const goThrough = async (browser: Browser, provider = 'icb', then?: string) =>
  (await throughProvider(await begin(browser, provider, then))).slice(SITE.length)

const signIn = async (browser = aBrowser(house), provider?: string, then?: string) =>
  browser.get(await goThrough(browser, provider, then))

const UNPROVEN = 'does not prove who you are'

test('two organisations sign their people in; the first time the account is bound by its verified address, with a line in the journal', async () => {
  const member = await aMember()
  const browser = aBrowser(house, { agent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' })
  const answer = await signIn(browser)
  expect(answer.status).toBe(303)
  expect(answer.location).toBe('/work/account')
  expect(answer.cookies.find(({ name }) => name === '__Host-goldthread')).toMatchObject({
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
  })
  const account = await browser.get('/work/account')
  expect(account.body).toContain('your organisation’s sign-in')
  expect(account.body).toContain('Firefox on Windows')
  expect(account.body).toContain('The Care Board')
  const lines = await listJournal(record.db, { kind: 'person', id: member.id })
  expect(lines.map(({ verb }) => verb)).toContain('people.bind-identity')
  expect(JSON.stringify(lines)).not.toContain(member.email)
  expect(JSON.stringify(lines)).not.toContain(member.subject)

  // From now on it is the account that counts, whatever its address; nothing is bound twice.
  icb.accounts[member.subject] = {}
  expect((await signIn()).status).toBe(303)
  expect(await listIdentities(record.db, member.id)).toHaveLength(1)

  const { id } = expectDone(
    await recordPerson(acting, { name: 'Councillor', email: 'councillor@council.test' }),
  )
  council.accounts.c = { email: 'Councillor@Council.test' }
  council.says = 'c'
  expect((await signIn(aBrowser(house), 'council')).status).toBe(303)
  expect(await listIdentities(record.db, id)).toHaveLength(1)
})

test('the session is another after each sign-in, and the one before has ended', async () => {
  await aMember()
  const browser = aBrowser(house)
  await signIn(browser)
  const before = browser.jar.get('__Host-goldthread') ?? ''
  await signIn(browser)
  expect(await browser.isSignedIn()).toBe(true)
  const old = aBrowser(house)
  old.jar.set('__Host-goldthread', before)
  expect(await old.isSignedIn()).toBe(false)
  // Without its prefix the cookie could have been set by somebody else.
  const bare = aBrowser(house)
  bare.jar.set('goldthread', browser.jar.get('__Host-goldthread') ?? '')
  expect(await bare.isSignedIn()).toBe(false)
})

test('one goes on to a page of this site, and to no other', async () => {
  await aMember()
  for (const then of ['//evil.test', '/\\evil.test', 'https://evil.test', '/work\r\nx: y'])
    expect((await signIn(aBrowser(house), 'icb', then)).location, then).toBe('/work')
})

test('no account is made: an address that is unknown, unverified, another’s or two people’s signs nobody in and says whom to ask', async () => {
  const people = () => sql`select count(*) from people.persons`.execute(record.db)
  await aMember('Twin')
  expectDone(await recordPerson(acting, { name: 'Other twin', email: 'TWIN@icb.test' }))
  expectDone(await recordPerson(acting, { name: 'Councillor B', email: 'b@council.test' }))
  const known = await aMember()
  const before = (await people()).rows
  for (const [account, sentence] of [
    [{ email: 'nobody@icb.test' }, 'Nobody in this record has your e-mail address. Ask whoever'],
    [{ email: known.email, verified: false }, 'has not verified your e-mail address'],
    [{}, 'did not say which e-mail address'],
    [{ email: 'b@council.test' }, 'may not speak for addresses at council.test'],
    [{ email: 'twin@icb.test' }, 'recorded for two people'],
  ] as const) {
    icb.accounts.somebody = account
    icb.says = 'somebody'
    const browser = aBrowser(house)
    const answer = await signIn(browser)
    expect(answer.status, sentence).toBe(422)
    expect(answer.body).toContain(sentence)
    expect(answer.body).toContain('Sign in with The Council')
    expect(await browser.isSignedIn()).toBe(false)
  }
  expect((await people()).rows).toEqual(before)
})

test('an address that is given to a newcomer does not bring the account of the one before', async () => {
  const member = await aMember()
  await signIn()
  icb.accounts.newcomer = { email: member.email }
  icb.says = 'newcomer'
  const browser = aBrowser(house)
  expect((await signIn(browser)).body).toContain('signed in with another account')
  expect(await browser.isSignedIn()).toBe(false)
  const [bound] = await listIdentities(record.db, member.id)
  expectDone(await unbindIdentity(acting, { person: member.id, identity: bound?.id ?? '' }))
  expect((await signIn(browser)).status).toBe(303)
})

test('whoever was removed is signed in by no account', async () => {
  const member = await aMember()
  const browser = aBrowser(house)
  await signIn(browser)
  expectDone(await removePerson(acting, { person: member.id, reason: 'Left' }))
  expect(await browser.isSignedIn()).toBe(false)
  expect((await signIn()).body).toContain('Nobody in this record')
})

test('who declines there is told so, and offered the other ways', async () => {
  await aMember()
  icb.says = null
  const answer = await signIn()
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('was declined there')
  expect(answer.body).toContain('Sign in with The Council')
})

test('a state that is forged, of another browser or of another provider signs nobody in and spends nothing', async () => {
  await aMember()
  const browser = aBrowser(house)
  const back = await goThrough(browser)
  const other = aBrowser(house)
  await begin(other)
  for (const [who, address] of [
    [browser, back.replace(/state=[^&]*/, 'state=forged')],
    [browser, back.replace(/state=[^&]*/, '')],
    [aBrowser(house), back],
    [other, back],
    [browser, back.replace('/from/icb', '/from/council')],
  ] as const) {
    const answer = await who.get(address)
    expect(answer.status, address).toBe(422)
    expect(answer.body).toContain('was not begun in this browser')
    expect(await who.isSignedIn()).toBe(false)
  }
  expect((await browser.get(back)).status).toBe(303)
})

test('a code that is replayed signs nobody in: neither the same way back nor on another way', async () => {
  await aMember()
  const browser = aBrowser(house)
  const back = await goThrough(browser)
  const way = browser.jar.get('__Host-goldthread-way') ?? ''
  expect((await browser.get(back)).status).toBe(303)
  const thief = aBrowser(house)
  thief.jar.set('__Host-goldthread-way', way)
  expect((await thief.get(back)).body).toContain('was used already')
  const state = new URL(await begin(thief)).searchParams.get('state') ?? ''
  const answer = await thief.get(back.replace(/state=[^&]*/, `state=${state}`))
  expect(answer.status).toBe(422)
  expect(answer.body).toContain(UNPROVEN)
  expect(await thief.isSignedIn()).toBe(false)
})

test('a way that took too long, or was begun by a clock that was ahead, is refused', async () => {
  await aMember()
  const stored = (at: string) =>
    sql`update people.sign_in_flows set begun_at = now() + ${at}::interval,
      expires_at = now() + ${at}::interval + interval '15 minutes'`.execute(record.db)
  for (const at of ['-16 minutes', '1 day']) {
    const browser = aBrowser(house)
    const back = await goThrough(browser)
    await stored(at)
    expect((await browser.get(back)).body, at).toContain('longer than 15 minutes')
  }
})

const hour = 3_600
const seconds = () => Math.floor(Date.now() / 1_000)

test.each([
  [
    'signed by another key',
    (token: string) => icb.resigned(token, claims => claims, icb.anotherKey()),
  ],
  ['signed by nobody', (token: string) => icb.unsigned(token)],
  ['signed with the secret that we have, too', (token: string) => icb.bySecret(token)],
  [
    'that has run out',
    (token: string) =>
      icb.resigned(token, claims => ({ ...claims, iat: seconds() - hour, exp: seconds() - 60 })),
  ],
  [
    'for somebody else',
    (token: string) => icb.resigned(token, claims => ({ ...claims, aud: 'another' })),
  ],
  [
    'of another issuer',
    (token: string) => icb.resigned(token, claims => ({ ...claims, iss: council.issuer })),
  ],
  ['of another way', (token: string) => icb.resigned(token, claims => ({ ...claims, nonce: 'x' }))],
  ['without a nonce', (token: string) => icb.resigned(token, ({ nonce: _, ...claims }) => claims)],
  [
    'altered after it was signed',
    (token: string) => `${token.slice(0, -6)}${token.endsWith('A') ? 'BBBBBB' : 'AAAAAA'}`,
  ],
] as const)('an ID token %s signs nobody in', async (_what, tamper) => {
  await aMember()
  icb.tamper = tamper
  const browser = aBrowser(house)
  const answer = await signIn(browser)
  expect(answer.status).toBe(422)
  expect(answer.body).toContain(UNPROVEN)
  expect(await browser.isSignedIn()).toBe(false)
})

test('the tokens above are refused for what they say: one that is only signed anew is taken', async () => {
  await aMember()
  icb.tamper = token => icb.resigned(token, claims => ({ ...claims, exp: seconds() + 5 }))
  expect((await signIn()).status).toBe(303)
  // Clocks may differ by half a minute.
  icb.tamper = token => icb.resigned(token, claims => ({ ...claims, exp: seconds() - 5 }))
  expect((await signIn()).status).toBe(303)
})

test('a provider that is down says so, the other ways and the rest of the site are there, and it is asked again', async () => {
  const answer = await aBrowser(house).get('/sign-in/with/trust?then=/work')
  expect(answer.status).toBe(503)
  expect(answer.body).toContain('The sign-in of The Trust does not answer at present')
  expect(answer.body).toContain('Sign in with The Council')
  expect((await aBrowser(house).get('/')).status).toBe(200)
  const trust = await anIdentityProvider(`${SITE}/sign-in/from/trust`, { port: freePort })
  afterAll(() => trust.close())
  expectDone(await recordPerson(acting, { name: 'Of the trust', email: 'member@trust.test' }))
  trust.accounts.t = { email: 'member@trust.test' }
  trust.says = 't'
  expect((await signIn(aBrowser(house), 'trust')).status).toBe(303)
})

test('a provider that goes down while somebody is there is told from one whose word is not taken', async () => {
  await aMember()
  const browser = aBrowser(house)
  const back = await goThrough(browser)
  icb.isDown = true
  const answer = await browser.get(back)
  expect(answer.status).toBe(503)
  expect(answer.body).toContain('does not answer at present')
  icb.isDown = false
  expect((await signIn(browser)).status).toBe(303)
})

test('an organisation that is not set is none', async () => {
  expect((await aBrowser(house).get('/sign-in/with/other')).status).toBe(404)
  expect((await aBrowser(house).get('/sign-in/from/__proto__')).status).toBe(404)
})
