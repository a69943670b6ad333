import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { day } from '../platform/day.rules.ts'
import { actingOn } from '../platform/testing/record.ts'
import { anAppointment, aPerson, aSeat } from '../rooms/bodies/bodies.samples.ts'
import { readBodyBySlug } from '../rooms/bodies/read-body.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

const slug = 'health-and-care-partnership'
const register = `/work/interests/${slug}`

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const onATelephone = async (stage: Stage) => {
  const walker = await Walker.at(browser, stage.site, { scripts: false, examine: false })
  await walker.page.setViewportSize({ width: 375, height: 812 })
  return walker
}

test('a member is asked, declares on a telephone, the clerk agrees or returns it, and the public sees what is public', async () => {
  const stage = await openStage('2025-07-01')
  const member = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  await member.page.setViewportSize({ width: 375, height: 812 })
  await member.signIn('Member of the partnership')
  await member.go('/work')
  await member.follow(/renew the declaration of interests/)
  await member.sees('Overdue')
  await member.sees(/You last declared on 5 December 2022/)

  // An interest of two types; what is typed stays when it is refused.
  await member.follow('Declare an interest')
  await member.page.getByLabel(/With which organisation/).fill('Example Homecare Ltd')
  await member.check('Financial')
  await member.press('Declare')
  await member.isRefused('Describe the interest.')
  await member.fill('What the interest is', 'A family member manages a home care company')
  await member.check('Indirect')
  await member.fill('Since when', '1 May 2025')
  await member.fill('What you will do', 'Leave the meeting for such items')
  await member.press('Declare')
  await member.sees(/A family member manages a home care company: Example Homecare Ltd/)
  await member.sees('It was to be declared by 29 May 2025.')

  // One whose details could put somebody at risk.
  await member.follow('Declare an interest')
  await member.fill('What the interest is', 'CANARY: home near the refuge')
  await member.check('Non-financial personal')
  await member.fill('Since when', '2019')
  await member.check('Publishing the details could put somebody at risk')
  await member.fill('Why (not published)', 'CANARY: a threat')
  await member.press('Declare')
  await member.sees('Sensitive: not public')

  // A gift, without scripts as well.
  await member.follow('Declare a gift or hospitality')
  await member.check('A gift')
  await member.fill('What was offered', 'A pen set')
  await member.page.getByLabel('By whom').fill('A stationery company')
  await member.check('It supplies the organisation, or would like to')
  await member.fill('What it was worth', 'about ten')
  await member.fillDay('offeredOn', ['20', '6', '2025'])
  await member.check('Declined')
  await member.fill('Why it was accepted or declined', 'Over the limit for a supplier')
  await member.press('Declare it')
  await member.isRefused('Enter what it was worth in pounds, such as 45 or 12.50.')
  await member.fill('What it was worth', '10')
  await member.press('Declare it')
  await member.sees('A pen set')

  // One has ended, and all else is still right.
  await member.follow(/It has ended.*Bedfordshire Autism Voice Alliance/)
  await member.fill('When it ended', 'March 2025')
  await member.press('It has ended')
  await member.press('Confirm that all 3 are still right')
  await member.seesNot('Overdue')

  // Somebody appointed since is asked, and has nothing to declare.
  const { db } = stage.record
  const acting = actingOn(stage.record, '2025-07-01')
  const body = await readBodyBySlug(db, slug)
  const person = await aPerson(acting, 'New trustee')
  await anAppointment(acting, await aSeat(acting, body.id), { person, from: day('2025-07-01') })
  const trustee = await onATelephone(stage)
  await trustee.page.context().addCookies([
    {
      name: 'goldthread',
      value: await beginSession(db, person, new Date()),
      url: stage.site,
    },
  ])
  await trustee.go('/work/interests')
  await trustee.sees('Due by 29 July 2025')
  await trustee.press('I have nothing to declare')
  await trustee.sees('You declared on 1 July 2025 that you have nothing to declare.')
  await trustee.seesNot('Due by 29 July 2025')

  // The clerk agrees one and returns the other.
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  await clerk.signIn('Clerk of the partnership')
  await clerk.go(register)
  await clerk.follow('Two declarations wait')
  await clerk.follow(/A family member manages/)
  await clerk.sees(/late, it was due by 29 May 2025/)
  await clerk.check('Agree, and enter it in the register')
  await clerk.fill('How it is handled in meetings', 'Leaves for items on home care')
  await clerk.press('Save')
  await clerk.follow(/home near the refuge/)
  await clerk.check('Return it')
  await clerk.press('Save')
  await clerk.isRefused('Say what is to be put right: the person reads it.')
  await clerk.fill('What is to be put right', 'Say how it bears on the partnership')
  await clerk.press('Save')
  await clerk.sees('Nothing waits for you.')
  await clerk.go(`${register}/dispensations`)
  await clerk.go(`${register}/limits`)
  await clerk.choose('What', 'A return is out of date after … months')
  await clerk.fill('Number', '5')
  await clerk.fill('Where it comes from', 'Conflicts policy 2025')
  await clerk.press('Set it')
  await clerk.isRefused('A return would be out of date before it is to be looked at again.')
  await clerk.go(register)
  await clerk.press('Publish the register as it stands')
  await clerk.sees(/A family member manages a home care company: Example Homecare Ltd/)
  await clerk.sees(/Leaves for items on home care/)
  await clerk.seesNot(/CANARY/)
  await clerk.go(`/bodies/${slug}/gifts`)
  await clerk.sees(/worth about £10, from A stationery company/)

  await member.go('/work/interests')
  await member.sees('Returned to you')
  await member.sees('“Say how it bears on the partnership”')
  await member.follow(/Correct.*home near the refuge/)
  await member.fill(
    'What the interest is',
    'CANARY: home near the refuge that the partnership pays',
  )
  await member.press('Correct it')
  await member.seesNot('Returned to you')
  await clerk.go(`${register}/review`)
  await clerk.sees(/that the partnership pays/)
  const published = await fetch(`${stage.site}/api/v1/bodies/${slug}/interests`)
  expect(await published.text()).not.toContain('CANARY')
}, 600_000)
