import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { openStage, Walker } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const body = '/work/bodies/health-and-care-partnership'
const december = '/meetings/health-and-care-partnership/2025-12-12'

test('a clerk plans a year, fills an agenda from the plan, has it signed off, and publishes the pack with its forward plan', async () => {
  const stage = await openStage('2025-07-01')
  const options = { scripts: true, examine: true }
  const clerk = await Walker.at(browser, stage.site, options)
  const resident = await Walker.at(browser, stage.site, options)
  await clerk.signIn('Clerk of the partnership')

  // The year shows the gap; a pattern fills it, in the Places in turn.
  await clerk.go('/work/meetings?body=health-and-care-partnership')
  await clerk.follow('The year of BLMK Health and Care Partnership')
  await clerk.sees(/two more have to be planned/)
  await clerk.follow('Plan dates')
  await clerk.fill('Ends (optional)', '09:00')
  await clerk.press('Propose the dates')
  await clerk.isRefused(/must end after they start/)
  await clerk.fill('Ends (optional)', '12:00')
  await clerk.press('Propose the dates')
  await clerk.sees('Friday 12 September 2025')
  await clerk.sees('Friday 13 March 2026')

  // One date is put on Christmas Day: warned of, then mended, then all are saved in one act.
  await clerk.fillDay('day2', ['25', '12', '2025'])
  await clerk.press('Save these dates')
  await clerk.isRefused(/Christmas Day/)
  await clerk.fillDay('day2', ['12', '12', '2025'])
  await clerk.press('Save these dates')
  await clerk.sees(/which will be met once they are held/)
  await clerk.sees(/All three meetings of the year are on a Friday at 10am/)
  await clerk.sees(/Milton Keynes is next/)
  await resident.go(december, 404)

  // Published, the dates are public as planned ones; the meetings are not yet announced.
  await clerk.follow('Publish the dates')
  await clerk.press('Publish these dates')
  await resident.go('/bodies/health-and-care-partnership/year/2025-26')
  await resident.sees('Friday 12 December 2025')
  await resident.sees('Not yet confirmed')
  await resident.go(december, 404)
  const feed = await resident.page.request.get(
    `${stage.site}/meetings.ics?body=health-and-care-partnership`,
  )
  expect((await feed.text()).match(/STATUS:TENTATIVE/g)).toHaveLength(3)

  // The plan: the self-assessment is placed in December by one choice.
  await clerk.go(`${body}/forward-plan`)
  await clerk.sees('Meeting of 12 September 2025')
  const row = clerk.page.getByRole('row', { name: /Self-assessment/ }).first()
  await row.getByRole('combobox').selectOption({ label: '12 December 2025' })
  await row.getByRole('button', { name: /^Move/ }).click()
  await clerk.page.waitForLoadState()
  await clerk.sees('Meeting of 12 December 2025')

  // The agenda is drawn from the standard one and from the plan.
  await clerk.go(`/work${december}/agenda`)
  await clerk.press('Start from the standard agenda')
  await clerk.sees(/Self-assessment of the partnership/)
  await clerk.sees('From the forward plan')

  // Signed off by the group; changed since, the agenda says so; signed off again.
  const signOff = async () => {
    await clerk.go(`/work${december}/sign-off`)
    await clerk.choose('Who of the group', 'Chair of the ICB')
    await clerk.press('Record the sign-off')
    await clerk.sees(/Signed off by Chair of the ICB/)
  }
  await signOff()
  await clerk.go(`/work${december}/agenda/add`)
  await clerk.fill('Title', 'Winter')
  await clerk.press('Add the item')
  await clerk.sees('Changed since sign-off')
  await clerk.go(`/work${december}/pack`)
  await clerk.sees(/has changed since the agenda-setting group signed it off/)
  await signOff()

  // An approval needs its paper; then the pack goes out with its forward plan.
  await clerk.go(`/work${december}/agenda`)
  await clerk.follow(/Self-assessment of the partnership/)
  await clerk.follow('Submit a paper')
  await clerk.fill('Title', 'How the partnership did')
  await clerk.fill('Summary', 'What was done under the terms of reference.')
  await clerk.press('Submit the paper')
  await clerk.go(`/work${december}/notice`)
  await clerk.follow('Write the public notice')
  await clerk.fill('How it was given', 'On the website')
  await clerk.press('Record that it was given')
  await clerk.go(`/work${december}/pack`)
  await clerk.seesNot(/has no forward plan/)
  await clerk.press(/Publish version 1/)
  await resident.go('/bodies/health-and-care-partnership/forward-plan')
  await resident.sees('Health and Care Strategy 2026 to 2029: final draft')
  await resident.sees('Meeting of 13 March 2026')

  // Put off at the meeting: the plan keeps the reason.
  stage.setToday('2025-12-13')
  await clerk.go(`/work${december}/agenda`)
  await clerk.follow('From the forward plan')
  await clerk.sees('Taken')
  await clerk.choose('Where it is expected', '13 March 2026')
  await clerk.press('Defer it')
  await clerk.isRefused(/Enter why/)
  await clerk.fill('Why it is put off', 'Two boards have not answered')
  await clerk.press('Defer it')
  await clerk.sees('Two boards have not answered')
  await clerk.sees('Deferred')
  for (const walker of [clerk, resident]) await walker.page.context().close()
}, 600_000)
