import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Browser } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../platform/browser/axe.ts'
import { launchBrowser, overflowOf } from '../platform/browser/chromium.ts'
import { day } from '../platform/day.rules.ts'
import { sendLetters } from '../platform/mail/letters.ts'
import { smtpPost } from '../platform/mail/smtp.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn } from '../platform/testing/record.ts'
import { readBodyBySlug } from '../rooms/bodies/read-body.ts'
import { listHoldings } from '../rooms/bodies/read-membership.ts'
import { changeContact } from '../rooms/people/change-contact.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

const meeting = '/meetings/health-and-care-partnership/2025-09-12'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** A mail server that keeps what it is given. */
async function aMailServer() {
  const received: { readonly to: string; readonly source: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(
        address.startsWith('gone')
          ? Object.assign(new Error('No such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, session, callback) => {
      text(stream).then(source => {
        received.push({ source, to: session.envelope.rcptTo.map(({ address }) => address).join() })
        callback()
      }, callback)
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  const post = await smtpPost({
    smtpUrl: `smtp://127.0.0.1:${port}?from=clerk@example.org`,
    url: 'https://goldthread.example.org',
    name: async () => 'The partnership’s record',
  })
  return { received, post }
}

/** The text of a letter as a mail program shows it. */
const asShown = (source: string) =>
  source
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, bytes =>
      Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
    )

/** The address of an answer in a letter, on the stage's own port. */
const linkFor = (stage: Stage, letter: string, slug: string) => {
  const found = new RegExp(`https?://[^/\\s]+(/reply\\?key=[\\w-]+&answer=${slug})`).exec(letter)
  expect(found, letter).not.toBeNull()
  return found?.[1] ?? stage.site
}

/** Gives the members addresses, all but one; one of them is wrong. */
async function giveAddresses(stage: Stage) {
  const { db } = stage.record
  const body = await readBodyBySlug(db, 'health-and-care-partnership')
  const holders = await listHoldings(db, body.id, day('2025-09-12'))
  const persons = [...new Set(holders.map(({ person_id }) => person_id))]
  for (const [at, person] of persons.slice(1).entries())
    expectDone(
      await changeContact(actingOn(stage.record, '2025-07-01'), {
        person,
        email: at === 0 ? 'gone@example.org' : `member-${at}@example.org`,
      }),
    )
  return persons.length
}

async function schedule(clerk: Walker) {
  await clerk.go('/work/meetings/new')
  await clerk.choose('Body', 'BLMK Health and Care Partnership')
  await clerk.fillDay('day', ['12', '9', '2025'])
  await clerk.fill('Starts', '10:00')
  await clerk.fill('Ends (optional)', '12:00')
  await clerk.check(/^hybrid$/i)
  await clerk.fill('Venue', 'The Rufus Centre, Flitwick')
  await clerk.press('Schedule the meeting')
}

test('a member is invited by letter and replies with one press on a telephone, and the clerk sees it', async () => {
  const stage = await openStage('2025-07-01')
  const { received, post } = await aMailServer()
  const members = await giveAddresses(stage)
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  await clerk.signIn('Clerk of the partnership')
  await schedule(clerk)

  // The overview asks for it; nobody was asked yet.
  await clerk.go(`/work${meeting}`)
  await clerk.sees('Nobody asked yet')
  await clerk.follow('Invite the members')
  await clerk.press(`Invite the ${members} members`)
  await clerk.sees('The invitations are recorded, and their letters go out.')
  await clerk.sees(/One person has no e-mail address/)
  await clerk.sees('Not yet certain')
  // At the end of the day: the stage stands on it at whatever hour the walk is taken.
  await sendLetters(stage.record.db, post, new Date('2025-07-01T23:59:59.999Z'))
  expect(received).toHaveLength(members - 2)
  await clerk.go(`/work${meeting}/invitations`)
  await clerk.sees('Letters that did not arrive')

  // A telephone, nobody signed in, and no scripts: programs that look through mail open the link first.
  const letter = asShown(received[0]?.source ?? '')
  expect(letter).toContain('Friday 12 September 2025')
  expect(letter).toContain('text/calendar')
  const link = linkFor(stage, letter, 'in-person')
  const scanner = await fetch(stage.site + link)
  expect(scanner.status).toBe(200)
  expect(scanner.headers.get('set-cookie') ?? '').not.toContain('goldthread=')
  const member = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  await member.page.setViewportSize({ width: 375, height: 812 })
  await member.go(link)
  await member.seesNot(/The answer so far/)
  const button = member.page.getByRole('button', { name: 'Reply: I will come in person' })
  const box = await button.boundingBox()
  expect(box && box.y + box.height).toBeLessThan(812)
  await member.press('Reply: I will come in person')
  await member.sees(/is recorded: I will come in person/)
  expect(await axeFindings(member.page)).toEqual([])
  expect(await overflowOf(member.page)).toBe(0)

  // It signed nobody in.
  await member.go('/work')
  expect(new URL(member.page.url()).pathname).toBe('/sign-in')

  await clerk.go(`/work${meeting}/invitations`)
  await clerk.sees(/by the link in their letter/)

  // Without scripts, another mind: the former reply is kept.
  const plain = await Walker.at(browser, stage.site, { scripts: false, examine: false })
  await plain.page.setViewportSize({ width: 375, height: 667 })
  await plain.go(linkFor(stage, letter, 'apologies'))
  await plain.sees('The answer so far: I will come in person.')
  await plain.page.getByText('Give a reason, or another answer').click()
  await plain.page.getByLabel('Reason (optional)').fill('CANARY: on leave')
  await plain.press('Send this reply')
  await plain.sees(/is recorded: I cannot come/)
  await plain.seesNot(/CANARY/)
  await plain.go(linkFor(stage, letter, 'apologies'))
  await plain.seesNot(/CANARY/)
  await clerk.go(`/work${meeting}/invitations`)
  await clerk.sees('“CANARY: on leave”')
  await clerk.sees('One earlier reply')

  // Signed in, on their own page.
  const signedIn = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  await signedIn.signIn('Member of the partnership')
  await signedIn.go('/work')
  await signedIn.follow(/Will you come\?/)
  await signedIn.check('I will join remotely')
  await signedIn.press('Send this reply')
  await signedIn.sees('Your reply is recorded: I will join remotely.')

  // By telephone, for somebody else.
  await clerk.go(`/work${meeting}/invitations`)
  await clerk.follow(/Record a reply/)
  await clerk.check('In person')
  await clerk.press('Record this reply')
  await clerk.sees(/recorded by/)

  // Moved: the link says so, and everybody is asked anew.
  await clerk.go(`/work${meeting}/change`)
  await clerk.fillDay('day', ['19', '9', '2025'])
  await clerk.press('Save the arrangements')
  await member.go(link)
  await member.sees(/has been moved to 19 September 2025/)
  await clerk.go('/work/meetings/health-and-care-partnership/2025-09-19/invitations')
  await clerk.sees('The meeting has changed')
  await clerk.press(`Ask all ${members} members anew`)
  await clerk.sees(/Replies for the former arrangement: 12 September 2025/)
  stage.setToday('2025-09-20')
  await member.go(link)
  await member.sees('No reply can be given')
}, 600_000)
