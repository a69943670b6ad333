import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { aDocx, aTaggedPdf } from '../platform/documents/documents.samples.ts'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const september = '/meetings/health-and-care-partnership/2025-09-12'
const december = '/meetings/health-and-care-partnership/2025-12-12'

/** A quorum of the partnership is sixteen; eighteen of those listed first are more than that. */
async function recordPresent(clerk: Walker, meeting: string, count: number) {
  await clerk.go(`/work${meeting}/attendance`)
  const members = clerk.page.getByRole('radio', { name: 'Present', exact: true })
  const all = await members.count()
  for (let at = 0; at < all; at++)
    await (at < count
      ? members.nth(at)
      : clerk.page.getByRole('radio', { name: 'Apologies', exact: true }).nth(at)
    ).check()
  await clerk.press('Record the attendance')
}

async function schedule(clerk: Walker, date: readonly [string, string, string]) {
  await clerk.go('/work/meetings/new')
  await clerk.choose('Body', 'BLMK Health and Care Partnership')
  await clerk.fillDay('day', date)
  await clerk.fill('Starts', '10:00')
  await clerk.fill('Ends (optional)', '12:00')
  await clerk.check(/^in person$/i)
  await clerk.fill('Venue', 'The Rufus Centre, Flitwick')
  await clerk.press('Schedule the meeting')
}

async function walk(stage: Stage, scripts: boolean) {
  const options = { scripts, examine: scripts }
  const clerk = await Walker.at(browser, stage.site, options)
  const chair = await Walker.at(browser, stage.site, options)
  const resident = await Walker.at(browser, stage.site, options)
  const walkers = [clerk, chair, resident]
  try {
    await story(stage, clerk, chair, resident)
  } catch (fault) {
    const where = await Promise.all(walkers.map(walker => walker.describe().catch(() => '')))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    for (const walker of walkers) await walker.page.context().close()
  }
}

async function story(stage: Stage, clerk: Walker, chair: Walker, resident: Walker) {
  // Schedule: a day that is none is refused, and what was typed is kept.
  await clerk.signIn('Clerk of the partnership')
  await schedule(clerk, ['31', '9', '2025'])
  await clerk.isRefused(/September 2025 has 30 days/)
  expect(await clerk.page.getByLabel('Venue').inputValue()).toBe('The Rufus Centre, Flitwick')
  await clerk.fillDay('day', ['12', '9', '2025'])
  await clerk.press('Schedule the meeting')
  await resident.go(september, 404)

  // Notice: from now on the public knows of it.
  await clerk.go(`/work${september}/notice`)
  await clerk.follow('Write the public notice')
  await clerk.fill('How it was given', 'On the website and at the office')
  await clerk.press('Record that it was given')
  await resident.go(september)
  await resident.sees('The agenda and papers have not been published yet')

  // Agenda: the standard items, one of our own, and a private one with its reason.
  await clerk.go(`/work${september}/agenda`)
  await clerk.press('Start from the standard agenda')
  await clerk.follow('Add an item')
  await clerk.fill('Number', '1')
  await clerk.fill('Title', 'A neighbourhood health plan')
  await clerk.check('Business')
  await clerk.check('Approve')
  await clerk.press('Add the item')
  await clerk.isRefused(/item 1/i)
  await clerk.fill('Number', '8')
  await clerk.press('Add the item')
  await clerk.go(`/work${september}/agenda/add`)
  await clerk.fill('Title', 'CANARY: the purchase of a building')
  await clerk.check('Business')
  await clerk.check('In private')
  await clerk.press('Add the item')
  await clerk.isRefused(/why/i)
  await clerk.fill('Why publicity would harm the public interest', 'A price is being bargained for')
  await clerk.press('Add the item')

  // Papers: a damaged file is refused; a PDF and a Word document are taken.
  await clerk.go(`/work${september}/agenda`)
  await clerk.follow(/A neighbourhood health plan/)
  await clerk.follow('Submit a paper')
  await clerk.fill('Title', 'The plan for neighbourhood health')
  await clerk.fill('Summary', 'Three neighbourhood teams by 2027.')
  await clerk.press('Submit the paper')
  await clerk.follow('Attach a file')
  const attach = async (name: string, buffer: Buffer) => {
    await clerk.page.getByLabel('File').setInputFiles({ name, mimeType: '', buffer })
    await clerk.press('Attach the file')
  }
  await attach('plan.pdf', Buffer.from('%PDF-1.7 and then nothing'))
  await clerk.isRefused(/plan\.pdf/)
  await attach('plan.pdf', Buffer.from(await aTaggedPdf('Neighbourhood plan in full')))
  await clerk.follow('Attach a file')
  await attach('teams.docx', Buffer.from(await aDocx()))

  // Pack: frozen, as a page and as one tagged PDF, without the private part.
  await clerk.go(`/work${september}/pack`)
  await clerk.press(/Publish version 1/)
  await resident.go(september)
  await resident.sees('A neighbourhood health plan')
  await resident.seesNot(/CANARY/)
  await resident.go(`${september}/pack`)
  await resident.sees('Three neighbourhood teams by 2027.')
  await resident.seesNot(/CANARY/)
  const pdf = await resident.page.request.get(`${stage.site}${september}/pack.pdf`)
  expect(pdf.status()).toBe(200)
  const facts = await pdfFacts(new Uint8Array(await pdf.body()))
  expect(facts.tagged).toBe(true)
  expect(facts.headings).toBeGreaterThan(5)

  // The meeting: five members are not a quorum, and nothing can be approved.
  stage.setToday('2025-09-12')
  await recordPresent(clerk, september, 5)
  await clerk.sees(/informal/)
  const decide = async () => {
    await clerk.go(`/work${september}/decisions`)
    await clerk.follow(/Record a decision.*item 8/)
    await clerk.check(/^approve/i)
    await clerk.fill('What was decided', 'three neighbourhood teams, to be in place by 2027')
    await clerk.press('Record the decision')
  }
  await decide()
  await clerk.isRefused(/sixteen/)
  expect(await clerk.page.getByLabel('What was decided').inputValue()).toBe(
    'three neighbourhood teams, to be in place by 2027',
  )
  await recordPresent(clerk, september, 20)
  await clerk.sees(/quorate/i)
  await decide()
  await resident.go(september)
  await resident.sees(/minutes are not published yet/i)
  await resident.seesNot('three neighbourhood teams, to be in place by 2027')

  // An action.
  await clerk.go(`/work${september}/actions`)
  await clerk.follow('Raise an action at an item')
  await clerk.choose('At which item', '8 A neighbourhood health plan')
  await clerk.fill('What is to be done', 'Appoint the leads of the three teams')
  await clerk.fill('Or who, in words', 'All members')
  await clerk.fillDay('deadline', ['30', '11', '2025'])
  await clerk.press('Raise it')

  // Minutes: drafted from the record, edited, published as a draft, approved by the chair.
  await clerk.go(`/work${september}/minutes`)
  await clerk.press('Make the first draft from the record')
  await clerk.fill(/A neighbourhood health plan/, 'Members welcomed the plan.')
  await clerk.press('Save the minutes')
  await clerk.follow('Publish these minutes')
  await clerk.press('Publish the minutes')
  await resident.go(september)
  await resident.sees('Members welcomed the plan.')
  await resident.sees('three neighbourhood teams, to be in place by 2027')
  await resident.sees('Appoint the leads of the three teams')
  await resident.seesNot(/CANARY/)
  await resident.go('/decisions')
  await resident.sees('three neighbourhood teams, to be in place by 2027')
  await chair.signIn('Chair of the partnership')
  await chair.go(`/work${september}/minutes`)
  await chair.follow('Approve the draft as chair')
  await chair.fill('Name', 'The co-chair')
  await chair.fill('Role', 'Co-Chair of the partnership')
  await chair.press(/Approve/)

  // The next meeting approves them; the chair signs; the public sees it.
  await schedule(clerk, ['12', '12', '2025'])
  await clerk.go(`/work${december}/notice`)
  await clerk.follow('Write the public notice')
  await clerk.fill('How it was given', 'On the website')
  await clerk.press('Record that it was given')
  await clerk.go(`/work${december}/agenda`)
  await clerk.press('Start from the standard agenda')
  stage.setToday('2025-12-12')
  await resident.go('/actions')
  await recordPresent(clerk, december, 20)
  await clerk.go(`/work${december}/minutes`)
  await clerk.press('Record that this meeting approved the minutes of 12 September 2025')
  await chair.go(`/work${september}/minutes`)
  await chair.follow('Sign the minutes')
  await chair.fill('Name', 'The co-chair')
  await chair.fill('Role', 'Co-Chair of the partnership')
  await chair.press('Record the signature')
  await clerk.go(`/work${september}/minutes`)
  await clerk.follow('Publish these minutes')
  await clerk.press('Publish the minutes')
  await resident.go(september)
  await resident.sees(/signed/i)

  // Closure, by the meeting and on evidence.
  await clerk.go('/work/actions/health-and-care-partnership/34')
  await clerk.follow('Report on it')
  await clerk.check('Complete')
  await clerk.fill('Position', 'The three leads are in post.')
  await clerk.press('Report')
  await clerk.go(`/work${december}/actions`)
  await clerk.press('Record that the meeting went through the tracker')
  await clerk.follow('Appoint the leads of the three teams')
  await clerk.press('Close the action')
  await clerk.isRefused(/shows/i)
  await clerk.fill('What shows that it was done', 'The trusts have announced the three leads.')
  await clerk.press('Close the action')
  await clerk.go('/work/actions')
  await clerk.follow('BLMK Health and Care Partnership')
  await clerk.press(/Publish/)
  await resident.go('/actions/health-and-care-partnership/34')
  await resident.sees('CLOSED (12/12/2025)')
}

describe('a clerk runs a real meeting, from notice to closed action', () => {
  test('with scripts, each page held to axe, to 320 pixels and to paper', async () => {
    await walk(await openStage('2025-07-01'), true)
  }, 600_000)

  test('with scripts blocked', async () => {
    await walk(await openStage('2025-07-01'), false)
  }, 600_000)
})
