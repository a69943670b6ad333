import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { openStage, Walker } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const partnership = 'health-and-care-partnership'
const leaver = 'Partnership Governance Lead'

test('an administrator hands a clerk’s bodies over, then ends a committee, and its open action stands on the successor’s tracker', async () => {
  const stage = await openStage('2025-07-01')
  const administrator = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const resident = await Walker.at(browser, stage.site, { scripts: false, examine: true })
  try {
    await administrator.signIn('Administrator')
    await administrator.go(`/work/people?words=${encodeURIComponent(leaver)}`)
    await administrator.follow(new RegExp(leaver, 'i'))
    await administrator.follow('Hand over to another clerk')
    await administrator.page
      .getByLabel('Secretary, BLMK Health and Care Partnership')
      .waitFor({ state: 'attached' })
    await administrator.press('Hand over')
    await administrator.isRefused('Choose who takes over.')
    await administrator.page.getByLabel('Who takes over').selectOption({ index: 1 })
    await administrator.fillDay('on', ['1', '7', '2025'])
    await administrator.fill('Handover note (optional)', 'The next meeting is in September.')
    await administrator.press('Hand over')
    await administrator.sees('The next meeting is in September.')
    await administrator.sees('Secretary, BLMK Health and Care Partnership')

    stage.setToday('2025-07-02')
    await administrator.go(`/work/bodies/${partnership}/dissolve`)
    await administrator.fillDay('on', ['2', '7', '2025'])
    await administrator.choose(/takes up its work/, 'Board of the Integrated Care Board')
    await administrator.press('Show what will happen')
    await administrator.sees(/will go to the tracker of Board of the Integrated Care Board/)
    await administrator.fill('Why (optional)', 'The Board took its work back.')
    await administrator.press('Dissolve the body')
    await administrator.sees('This body is dissolved')

    await resident.go(`/bodies/${partnership}`)
    await resident.sees('The Board took its work back.')
    await resident.go(`/actions/${partnership}/31`)
    await resident.sees(/its action 31/)
    await resident.go('/bodies/icb-board')
  } catch (fault) {
    const where = await Promise.all(
      [administrator, resident].map(walker => walker.describe().catch(() => '')),
    )
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    for (const walker of [administrator, resident]) await walker.page.context().close()
  }
}, 600_000)

test('a letter and its answer, and two entries for one person, as staff and as a resident see them', async () => {
  const stage = await openStage('2025-07-01')
  const administrator = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const resident = await Walker.at(browser, stage.site, { scripts: false, examine: true })
  try {
    await clerk.signIn('Clerk of the town council’s task group')
    await clerk.go('/work/correspondence')
    await clerk.follow('Record a letter')
    await clerk.press('Record it')
    expect(await clerk.page.title()).toMatch(/^Error: /)
    await clerk.go('/work/correspondence')
    await clerk.page
      .locator('main a[href^="/work/correspondence/"]:not([href$="/new"])')
      .first()
      .click()
    await clerk.page.waitForURL(/\/work\/correspondence\/./)
    await clerk.look()

    await resident.go('/correspondence')
    await resident.page.getByRole('main').locator('a[href^="/correspondence/"]').first().click()
    await resident.look()

    await administrator.signIn('Administrator')
    await administrator.go(`/work/people?words=${encodeURIComponent(leaver)}`)
    await administrator.follow(new RegExp(leaver, 'i'))
    const entry = new URL(administrator.page.url()).pathname
    await administrator.go(`${entry}/merge`)
    await administrator.page.getByLabel('Which entry goes').selectOption({ index: 1 })
    await administrator.press('Show what will happen')
    await administrator.sees(/What will happen to/)
    await administrator.go(`${entry}/history`)
    await administrator.go(`/work/bodies/${partnership}/merge`)
    await administrator.page.getByLabel('Which entry goes').selectOption({ index: 1 })
    await administrator.press('Show what will happen')
    await administrator.sees(/What will happen to/)
  } finally {
    for (const walker of [administrator, clerk, resident]) await walker.page.context().close()
  }
}, 600_000)
