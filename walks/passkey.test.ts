import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../app/house.ts'
import { axeFindings } from '../platform/browser/axe.ts'
import { launchBrowser, newPage, overflowOf } from '../platform/browser/chromium.ts'
import { londonNow } from '../platform/clock.ts'
import { expectDone } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { takePasskeyAway } from '../rooms/people/change-passkeys.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { listPasskeys } from '../rooms/people/list-passkeys.ts'
import type { Role } from '../rooms/people/permissions.rules.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { insertSignInLink } from '../rooms/people/sign-in-link.ts'

/** Passkeys are of a site with a name: the port must be known before the house is opened. */
const port = await new Promise<number>(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})
const site = `http://localhost:${port}`
const record = await freshRecord()
const { day: today } = londonNow(new Date())
const acting = { ...actingOn(record, today), now: new Date() }
const house = await openHouse(
  readSettings({
    GOLDTHREAD_DEMO: 'off',
    GOLDTHREAD_URL: site,
    GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-passkey-')),
    LOG_LEVEL: 'silent',
  }),
  record.url,
)
await house.server.listen({ port, host: '127.0.0.1' })
const browser = await launchBrowser()
afterAll(async () => {
  await browser.close()
  await house.close()
})

let count = 0
async function somebody(role: Role) {
  const name = `The ${role} ${++count}`
  const { id } = expectDone(await recordPerson(acting, { name, email: `${count}@fens.test` }))
  expectDone(await grantRole(acting, { person: id, role, scope: null, from: today }))
  return id
}

/** A browser with a device that holds passkeys, whose holder is there or not. */
async function aDevice() {
  const page = await newPage(browser)
  page.setDefaultTimeout(15_000)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, cdp, authenticatorId }
}
type Device = Awaited<ReturnType<typeof aDevice>>

/** The first step: by a link, as an administrator or a letter gives it. */
async function firstStep(
  { page }: Pick<Device, 'page'>,
  person: string,
  madeBy: 'letter' | 'administrator' = 'letter',
) {
  const { key } = await record.db
    .transaction()
    .execute(tx => insertSignInLink(tx, { person, madeBy, onward: '/work/account' }, new Date()))
  await page.goto(`${site}/sign-in?key=${key}`)
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.waitForLoadState()
}

const at = (page: Page) => new URL(page.url()).pathname

async function makePasskey(page: Page, name: string) {
  await page.getByLabel('A name to know it by').fill(name)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForURL('**/work/account')
}

/** Signed in with a passkey of their own, made at the first sign-in. */
async function withPasskey(role: Role = 'clerk') {
  const person = await somebody(role)
  const device = await aDevice()
  await firstStep(device, person)
  await makePasskey(device.page, 'Work laptop')
  return { person, ...device }
}

const isSignedIn = async (page: Page) => {
  const answer = await page.request.get(`${site}/work`, { maxRedirects: 0 })
  return answer.status() === 200
}

/** Looks at the page as an inspector would, also where it is narrow. */
async function examine(page: Page) {
  expect(await axeFindings(page), at(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  await expect.poll(() => overflowOf(page), { message: at(page) }).toBe(0)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** What the browser is about to send: caught before it is, and left to the test to send. */
async function catchAnswer({ page }: Pick<Device, 'page'>) {
  await page.evaluate(`HTMLFormElement.prototype.submit = function () {
    document.body.dataset.caught = this.elements.namedItem('answer').value
  }`)
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.waitForSelector('body[data-caught]')
  const answer = await page.evaluate<string>('document.body.dataset.caught')
  const token = await page.locator('input[name="_csrf"]').first().inputValue()
  return { answer, token }
}

const send = (page: Page, { answer, token }: { answer: string; token: string }) =>
  page.request.post(`${site}/sign-in/passkey`, {
    form: { _csrf: token, answer },
    maxRedirects: 0,
  })

test('staff make a passkey at their first sign-in, are asked for it at the next, and it is in the journal', async () => {
  const person = await somebody('clerk')
  const device = await aDevice()
  const { page } = device
  await firstStep(device, person)
  expect(at(page)).toBe('/sign-in/new-passkey')
  // Half way in is not in.
  expect(await isSignedIn(page)).toBe(false)
  await examine(page)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.getByRole('alert').getByText('Give the passkey a name').first().waitFor()
  const half = (await page.context().cookies()).find(({ name }) => name === 'goldthread')
  await makePasskey(page, 'Work laptop')
  const whole = (await page.context().cookies()).find(({ name }) => name === 'goldthread')
  // A secret that somebody saw before the second step is worth nothing after it.
  expect(whole?.value).not.toBe(half?.value)
  expect(await page.getByText('Work laptop').first().isVisible()).toBe(true)
  await examine(page)

  await firstStep(device, person)
  expect(at(page)).toBe('/sign-in/passkey')
  expect(await isSignedIn(page)).toBe(false)
  await examine(page)
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.waitForURL('**/work/account')
  expect(await isSignedIn(page)).toBe(true)
  const lines = await listJournal(record.db, { kind: 'person', id: person })
  expect(lines.filter(({ verb }) => verb === 'people.add-passkey')).toHaveLength(1)
})

test('a member needs none, and whoever has one is asked for it', async () => {
  const person = await somebody('member')
  const device = await aDevice()
  const { page } = device
  await firstStep(device, person)
  expect(at(page)).toBe('/work/account')
  await page
    .getByRole('link', { name: 'Add a passkey' })
    .or(page.getByText('Add a passkey'))
    .first()
    .click()
  await examine(page)
  await makePasskey(page, 'My tablet')
  await firstStep(device, person)
  expect(at(page)).toBe('/sign-in/passkey')
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await page.waitForURL('**/work/account')
  // A member may do without again.
  await page.getByText('Remove the passkey My tablet').click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.waitForURL('**/work/account')
  await firstStep(device, person)
  expect(at(page)).toBe('/work/account')
})

test('what is signed is taken once, by the sign-in that asked, and unaltered', async () => {
  const clerk = await withPasskey()
  await firstStep(clerk, clerk.person)
  const good = await catchAnswer(clerk)
  const parsed = JSON.parse(good.answer)
  const forged = {
    ...parsed,
    response: {
      ...parsed.response,
      signature: `${parsed.response.signature.slice(0, -8)}AAAAAAAA`,
    },
  }
  // Another's half-way sign-in, with another passkey.
  const other = await withPasskey()
  await firstStep(other, other.person)
  const token = await other.page.locator('input[name="_csrf"]').first().inputValue()
  expect((await send(other.page, { answer: good.answer, token })).status()).toBe(422)

  // The forgery spends the challenge, so that the true one is too late as well.
  expect((await send(clerk.page, { ...good, answer: JSON.stringify(forged) })).status()).toBe(422)
  expect((await send(clerk.page, good)).status()).toBe(422)
  expect(await isSignedIn(clerk.page)).toBe(false)
  for (const nothing of ['', '{}', 'null', '[1]', '{"id":"x"}', 'x'.repeat(10_000)]) {
    await firstStep(clerk, clerk.person)
    const asked = await clerk.page.locator('input[name="_csrf"]').first().inputValue()
    expect((await send(clerk.page, { answer: nothing, token: asked })).status()).toBe(422)
  }

  await firstStep(clerk, clerk.person)
  const once = await catchAnswer(clerk)
  expect((await send(clerk.page, once)).status()).toBe(303)
  expect(await isSignedIn(clerk.page)).toBe(true)
  // Replayed on a sign-in that is begun anew.
  await firstStep(clerk, clerk.person)
  const again = await clerk.page.locator('input[name="_csrf"]').first().inputValue()
  expect((await send(clerk.page, { answer: once.answer, token: again })).status()).toBe(422)
  expect(await isSignedIn(clerk.page)).toBe(false)
})

test('a challenge holds for five minutes by any clock, and five wrong answers end the sign-in', async () => {
  const clerk = await withPasskey()
  for (const shift of ['-6 minutes', '1 day']) {
    await firstStep(clerk, clerk.person)
    const answer = await catchAnswer(clerk)
    await sql`update people.challenges set made_at = made_at + ${shift}::interval,
      expires_at = expires_at + ${shift}::interval`.execute(record.db)
    expect((await send(clerk.page, answer)).status(), shift).toBe(422)
  }
  await firstStep(clerk, clerk.person)
  const token = await clerk.page.locator('input[name="_csrf"]').first().inputValue()
  for (let turn = 1; turn <= 5; turn++) {
    const body = await (await send(clerk.page, { answer: '{}', token })).text()
    expect(body.includes('has run out'), `turn ${turn}`).toBe(turn === 5)
  }
  const page = await clerk.page.request.get(`${site}/sign-in/passkey`)
  expect(await page.text()).toContain('There is no sign-in to finish')
})

test('without its holder’s finger, face or code a device signs nobody in', async () => {
  const clerk = await withPasskey()
  await firstStep(clerk, clerk.person)
  await clerk.cdp.send('WebAuthn.setUserVerified', {
    authenticatorId: clerk.authenticatorId,
    isUserVerified: false,
  })
  await clerk.page.getByRole('button', { name: 'Use my passkey' }).click()
  await clerk.page.getByText('No passkey was used').waitFor()
  await examine(clerk.page)
  expect(await isSignedIn(clerk.page)).toBe(false)
})

test('a passkey whose count of uses runs backwards is withdrawn, and every session with it', async () => {
  const clerk = await withPasskey()
  const otherBrowser = await aDevice()
  const { credentials } = await clerk.cdp.send('WebAuthn.getCredentials', {
    authenticatorId: clerk.authenticatorId,
  })
  // The same key on a second device.
  for (const credential of credentials)
    await otherBrowser.cdp.send('WebAuthn.addCredential', {
      authenticatorId: otherBrowser.authenticatorId,
      credential,
    })
  await firstStep(clerk, clerk.person)
  await clerk.page.getByRole('button', { name: 'Use my passkey' }).click()
  await clerk.page.waitForURL('**/work/account')
  await firstStep(otherBrowser, clerk.person)
  await otherBrowser.page.getByRole('button', { name: 'Use my passkey' }).click()
  await otherBrowser.page.getByText('seems to have been copied').first().waitFor()
  expect(await isSignedIn(otherBrowser.page)).toBe(false)
  expect(await isSignedIn(clerk.page)).toBe(false)
  expect(await listPasskeys(record.db, clerk.person)).toEqual([])
})

test('a lost passkey is taken away by an administrator, and another is made with their link and not with a letter', async () => {
  const clerk = await withPasskey()
  const { page } = clerk
  const [lost] = await listPasskeys(record.db, clerk.person)
  // Not by the person themselves, whose only one it is.
  await page.getByText('Remove the passkey Work laptop').click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('This is your only passkey').first().waitFor()

  expectDone(await takePasskeyAway(acting, { person: clerk.person, passkey: lost?.id ?? '' }))
  expect(await isSignedIn(page)).toBe(false)
  await firstStep(clerk, clerk.person)
  await page.getByText('Ask whoever looks after people in this record for a link').first().waitFor()
  expect(await isSignedIn(page)).toBe(false)
  await firstStep(clerk, clerk.person, 'administrator')
  expect(at(page)).toBe('/sign-in/new-passkey')
  await makePasskey(page, 'New laptop')

  // The one that was taken away is still on the device, and is refused.
  await firstStep(clerk, clerk.person)
  const caught = await catchAnswer(clerk)
  const { credentials } = await clerk.cdp.send('WebAuthn.getCredentials', {
    authenticatorId: clerk.authenticatorId,
  })
  expect(credentials.length).toBeGreaterThan(0)
  await sql`update people.passkeys set removed_at = now() where person_id = ${clerk.person}`.execute(
    record.db,
  )
  expect((await send(page, caught)).status()).toBe(422)
  const lines = await listJournal(record.db, { kind: 'person', id: clerk.person })
  expect(lines.map(({ verb }) => verb)).toContain('people.take-passkey-away')
})

test('whoever began to sign in before the passkey was there cannot add another afterwards', async () => {
  const person = await somebody('clerk')
  const [early, owner] = [await aDevice(), await aDevice()]
  await firstStep(early, person)
  await firstStep(owner, person)
  await makePasskey(owner.page, 'Work laptop')
  await early.page.getByLabel('A name to know it by').fill('Thief')
  await early.page.getByRole('button', { name: 'Make a passkey' }).click()
  await early.page.getByText('There is no sign-in to finish').waitFor()
  expect(await isSignedIn(early.page)).toBe(false)
  expect(await listPasskeys(record.db, person)).toHaveLength(1)
})

test('an hour after signing in nobody changes passkeys without signing in again', async () => {
  const clerk = await withPasskey()
  await sql`update people.sessions set created_at = created_at - interval '61 minutes'`.execute(
    record.db,
  )
  await clerk.page.goto(`${site}/work/account/passkeys/new`)
  await clerk.page.getByText('You signed in more than an hour ago').waitFor()
})
