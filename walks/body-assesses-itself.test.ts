import { expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { openStage, Walker } from './walk.samples.ts'

const partnership = '/work/bodies/health-and-care-partnership'
const assessment = `${partnership}/assessments/2024-25`
const september = '/work/meetings/health-and-care-partnership/2025-09-12'

test('the partnership’s year is assessed: it writes itself, is written on, approved at a meeting and published', async () => {
  const browser = await launchBrowser()
  const stage = await openStage('2025-07-01')
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const chair = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const resident = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  try {
    // What the public can see already: who came, and whether the body kept its rules.
    await resident.go('/bodies/health-and-care-partnership/attendance?year=2024-25')
    await resident.sees('Sixteen of 31 were below the expectation of 75 per cent.')
    await resident.go('/bodies/health-and-care-partnership/duties?year=2024-25')
    await resident.sees('Send out the draft minutes of 19 September 2024')

    // A meeting to approve it at, and the clerk’s own list, which says that it is due.
    await clerk.signIn('Clerk of the partnership')
    await clerk.go('/work/meetings/new')
    await clerk.choose('Body', 'BLMK Health and Care Partnership')
    await clerk.fillDay('day', ['12', '9', '2025'])
    await clerk.fill('Starts', '14:00')
    await clerk.check(/^in person$/i)
    await clerk.fill('Venue', 'The Rufus Centre, Flitwick')
    await clerk.press('Schedule the meeting')
    await clerk.go('/work/duties')
    await clerk.sees('Assess the body’s own year 2024/25 at a meeting')
    await clerk.go(`${partnership}/compliance?year=2024-25`)
    await clerk.sees('The pack of 14 February 2025 has no forward plan.')

    // The figures write themselves.
    await clerk.go(`${partnership}/assessments`)
    await clerk.press('Begin the self-assessment for 2024/25')
    await clerk.sees('It is begun: the figures below wrote themselves.')
    await clerk.sees('Two meetings were held in 2024/25')

    // Clerk and chair write on the same version: the second is refused, and loses nothing.
    await chair.signIn('Chair of the partnership')
    await chair.go(assessment)
    await clerk.fill('In brief', 'A year of finding a quorum.')
    await clerk.press('Save')
    await chair.fill('In brief', 'A year of listening.')
    await chair.press('Save')
    await chair.isRefused('Somebody else saved this self-assessment')
    await chair.sees('Saved meanwhile: In brief')
    expect(await chair.page.getByLabel('In brief').inputValue()).toBe('A year of listening.')
    await chair.fill('In brief', 'A year of listening, and of finding a quorum.')
    await chair.press('Save')
    await chair.sees('It is saved.')

    // To the meeting, which approves it.
    await clerk.go(`${assessment}/submit`)
    await clerk.press('Submit it')
    await clerk.sees('It is on the meeting’s agenda')
    await clerk.go(`${assessment}/publish`)
    await clerk.press('Publish the report')
    await clerk.isRefused(/has not approved it/)

    stage.setToday('2025-09-12')
    await clerk.go(`${september}/attendance`)
    const present = clerk.page.getByRole('radio', { name: 'Present', exact: true })
    const apologies = clerk.page.getByRole('radio', { name: 'Apologies', exact: true })
    const all = await present.count()
    for (let at = 0; at < all; at++) await (at < 18 ? present : apologies).nth(at).check()
    await clerk.press('Record the attendance')
    await clerk.go(`${september}/decisions`)
    await clerk.follow(/Record a decision.*item 1/)
    await clerk.check(/^approve/i)
    await clerk.fill('What was decided', 'the self-assessment for 2024/25')
    await clerk.press('Record the decision')

    await clerk.go(`${assessment}/publish`)
    await clerk.press('Publish the report')
    await clerk.sees('It is published.')
    await resident.go('/reports')
    await resident.follow('Annual self-assessment 2024/25')
    await resident.sees('A year of listening, and of finding a quorum.')
    await resident.sees('The pack of 14 February 2025 has no forward plan.')
  } catch (fault) {
    const where = await Promise.all([clerk, chair, resident].map(each => each.describe()))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    await browser.close()
  }
})
