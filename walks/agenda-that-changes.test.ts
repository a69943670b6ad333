import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { day, time } from '../platform/day.rules.ts'
import { listLetters } from '../platform/mail/letters.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn } from '../platform/testing/record.ts'
import { readBodyBySlug } from '../rooms/bodies/read-body.ts'
import { listHoldings } from '../rooms/bodies/read-membership.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { startAgenda } from '../rooms/meetings/start-agenda.ts'
import { changeContact } from '../rooms/people/change-contact.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const september = '/meetings/health-and-care-partnership/2025-09-12'
const december = '/meetings/health-and-care-partnership/2025-12-12'

/** Two meetings in the calendar, notice of the first, its standard agenda, and two members with an address. */
async function prepared({ record }: Stage): Promise<string> {
  const clerk = actingOn(record, '2025-08-20')
  const body = await readBodyBySlug(record.db, 'health-and-care-partnership')
  const schedule = (on: string) =>
    scheduleMeeting(clerk, {
      body: body.id,
      day: day(on),
      startsAt: time('10:00'),
      endsAt: time('12:00'),
      kind: 'ordinary',
      mode: 'in person',
      venue: 'The Rufus Centre, Flitwick',
    }).then(expectDone)
  const meeting = await schedule('2025-09-12')
  await schedule('2025-12-12')
  expectDone(
    await giveNotice(clerk, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-08-20'),
      manner: 'on the website',
      text: 'Notice is given that the partnership meets in public.',
    }),
  )
  expectDone(await startAgenda(clerk, { meeting: meeting.id }))
  const holders = await listHoldings(record.db, body.id, day('2025-08-20'))
  for (const [at, { person_id }] of holders.slice(0, 2).entries())
    expectDone(
      await changeContact(clerk, { person: person_id, email: `member-${at + 1}@example.org` }),
    )
  return meeting.id
}

async function addItem(clerk: Walker, title: string, number: string) {
  await clerk.go(`/work${september}/agenda/add`)
  await clerk.fill('Number', number)
  await clerk.fill('Title', title)
  await clerk.check('Business')
  await clerk.check('Approve')
  await clerk.press('Add the item')
}

async function openPaper(clerk: Walker, item: RegExp) {
  await clerk.go(`/work${september}/agenda`)
  await clerk.follow(item)
  await clerk.follow('Submit a paper')
}

const lettersOf = (stage: Stage, meeting: string) =>
  listLetters(stage.record.db, `papers/${meeting}/`)

async function story(stage: Stage, clerk: Walker, resident: Walker, member: Walker) {
  const meeting = await prepared(stage)
  await clerk.signIn('Clerk of the partnership')

  // The agenda goes out alone, its papers to follow; members are told the whole.
  await addItem(clerk, 'A neighbourhood health plan', '8')
  await addItem(clerk, 'The estates plan', '9')
  await clerk.go(`/work${september}/pack`)
  await clerk.sees(/has no paper/)
  await clerk.check('The agenda alone')
  await clerk.check('Tell members now')
  await clerk.press(/Publish version 1/)
  await resident.go(september)
  await resident.sees('The estates plan')
  await resident.sees(/its papers are to follow/)
  expect(await lettersOf(stage, meeting)).toHaveLength(2)

  // The papers come in time and go out; members are to be told later.
  stage.setToday('2025-09-02')
  for (const [item, title] of [
    [/A neighbourhood health plan/, 'The plan for neighbourhood health'],
    [/The estates plan/, 'Estates to 2030'],
  ] as const) {
    await openPaper(clerk, item)
    await clerk.fill('Title', title)
    await clerk.fill('Summary', `${title}, in short.`)
    await clerk.press('Submit the paper')
  }
  await clerk.go(`/work${september}/pack`)
  await clerk.check('Tell them later')
  await clerk.press(/Publish version 2/)
  expect(await lettersOf(stage, meeting)).toHaveLength(2)

  // An item is added; its paper is late, and refused until it is said who let it in.
  stage.setToday('2025-09-08')
  await addItem(clerk, 'A plan for the winter', '10')
  await openPaper(clerk, /A plan for the winter/)
  await clerk.fill('Title', 'Winter in full')
  await clerk.fill('Summary', 'Beds, staff and vaccines.')
  await clerk.press('Submit the paper')
  await clerk.isRefused(/who let this one in late/)
  await clerk.fill(/who let it in, and why/, 'the chair, because the figures came on the 5th')
  await clerk.press('Submit the paper')
  await clerk.sees('Late')

  // A paper is withdrawn, and an item deferred with its papers to the next meeting.
  await clerk.go(`/work${september}/agenda`)
  await clerk.follow('The plan for neighbourhood health')
  await clerk.follow('Withdraw it')
  await clerk.press('Withdraw the paper')
  await clerk.isRefused(/why the paper is withdrawn/)
  await clerk.fill('Why it is withdrawn', 'The trusts have not agreed it yet.')
  await clerk.press('Withdraw the paper')
  await clerk.go(`/work${september}/agenda`)
  await clerk.follow(/9\. The estates plan/)
  await clerk.follow('Defer it')
  await clerk.press('Defer the item')
  await clerk.isRefused(/why it is deferred/)
  await clerk.fill('Why it is deferred', 'The survey comes in October.')
  await clerk.press('Defer the item')
  await clerk.follow(/Deferred to the meeting of 12 December 2025/)
  await clerk.sees(/Carried over from the meeting of 12 September 2025/)
  await clerk.sees('Estates to 2030')

  // What was withdrawn leaves its item without a paper: it is said to follow.
  await openPaper(clerk, /A neighbourhood health plan/)
  await clerk.fill('Title', 'The plan, as agreed')
  await clerk.check('To follow')
  for (const part of ['day', 'month', 'year'])
    await clerk.page.locator(`[name="submittedOn-${part}"]`).fill('')
  await clerk.press('Submit the paper')

  // The third version goes out, and each member is told once of all of it.
  await clerk.go(`/work${september}/agenda/versions`)
  await clerk.sees(/Changed since version 2, and not published/)
  await clerk.go(`/work${september}/pack`)
  await clerk.press(/Publish version 3/)
  expect(await lettersOf(stage, meeting)).toHaveLength(4)
  await clerk.go(`/work${september}/members`)
  await clerk.sees(/what changed since 1/)
  await clerk.sees(/Everybody who can be reached has been told of version 3/)
  await clerk.go(`/work${september}/agenda/versions`)
  await clerk.sees(/In all: from version 1 to version 3/)
  await clerk.sees(/let in on 8 September 2025: the chair/)

  // The public sees the versions and what changed, and reads the withdrawn paper where it was.
  await resident.go(september)
  await resident.sees(/Deferred to the meeting of 12 December 2025/)
  await resident.follow(/its 3 versions/)
  await resident.sees(/The estates plan, is deferred to the meeting of 12 December 2025/)
  await resident.sees(/was withdrawn under item 8: The trusts have not agreed it yet/)
  await resident.sees(/came late under item 10/)
  await resident.go(`${september}/packs?from=2&to=3`)
  await resident.sees('From version 2 to version 3')
  await resident.go(`${september}/packs/2`)
  await resident.sees('The plan for neighbourhood health, in short.')
  await resident.go(`${september}/pack`)
  await resident.sees(/Let in on 8 September 2025: the chair/)
  await resident.sees(/withdrawn on 8 September 2025/)
  await resident.go(december, 404)

  // A member sees what is new, and says that it is read.
  await member.signIn('Member of the partnership')
  await member.go(`/work${september}/read`)
  await member.sees(/came late under item 10/)
  await member.press('I have read version 3')
  await member.sees('Nothing has been published since.')
  await member.go(`/work${september}/agenda/versions`)
  await member.seesNot('Tell members now')
}

test('an agenda changes after it is issued: members are told once, and the public sees every version and what changed', async () => {
  const stage = await openStage('2025-08-20')
  const walkers = await Promise.all(
    [1, 2, 3].map(() => Walker.at(browser, stage.site, { scripts: true, examine: true })),
  )
  const [clerk, resident, member] = walkers as [Walker, Walker, Walker]
  try {
    await story(stage, clerk, resident, member)
  } catch (fault) {
    const where = await Promise.all(walkers.map(walker => walker.describe().catch(() => '')))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    for (const walker of walkers) await walker.page.context().close()
  }
}, 600_000)
