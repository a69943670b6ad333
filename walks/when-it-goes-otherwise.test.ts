import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn } from '../platform/testing/record.ts'
import { readCorrespondence } from '../rooms/meetings/read-correspondence.ts'
import { recordReply } from '../rooms/meetings/reply-to-correspondence.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const partnership = '/meetings/health-and-care-partnership'
const announced = `${partnership}/2025-09-12`
const held = `${partnership}/2025-09-26`
const december = `${partnership}/2025-12-12`
const correcting = `${partnership}/2025-12-19`

type Date = readonly [string, string, string]

async function schedule(clerk: Walker, date: Date) {
  await clerk.go('/work/meetings/new')
  await clerk.choose('Body', 'BLMK Health and Care Partnership')
  await clerk.fillDay('day', date)
  await clerk.fill('Starts', '10:00')
  await clerk.check(/^in person$/i)
  await clerk.fill('Venue', 'The Rufus Centre, Flitwick')
  await clerk.press('Schedule the meeting')
}

async function notify(clerk: Walker, meeting: string) {
  await clerk.go(`/work${meeting}/notice`)
  await clerk.follow('Write the public notice')
  await clerk.fill('How it was given', 'On the website')
  await clerk.press('Record that it was given')
}

async function recordPresent(clerk: Walker, meeting: string) {
  await clerk.go(`/work${meeting}/attendance`)
  const members = clerk.page.getByRole('radio', { name: 'Present', exact: true })
  const all = await members.count()
  for (let at = 0; at < all; at++) await members.nth(at).check()
  await clerk.press('Record the attendance')
}

/** Runs a story, and tells where everybody stood if it breaks off. */
async function walk(
  stage: Stage,
  story: (clerk: Walker, chair: Walker, resident: Walker) => Promise<void>,
) {
  const options = { scripts: true, examine: true }
  const walkers = await Promise.all([1, 2, 3].map(() => Walker.at(browser, stage.site, options)))
  const [clerk, chair, resident] = walkers
  if (!clerk || !chair || !resident) throw new Error('Nobody walks.')
  try {
    await story(clerk, chair, resident)
  } catch (fault) {
    const where = await Promise.all(walkers.map(walker => walker.describe().catch(() => '')))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    for (const walker of walkers) await walker.page.context().close()
  }
}

test('a meeting is postponed after notice and held later; its approved minutes are corrected, and both versions stay public', async () => {
  const stage = await openStage('2025-07-01')
  await walk(stage, async (clerk, chair, resident) => {
    // Announced, with an agenda.
    await clerk.signIn('Clerk of the partnership')
    await schedule(clerk, ['12', '9', '2025'])
    await notify(clerk, announced)
    await clerk.go(`/work${announced}/agenda`)
    await clerk.press('Start from the standard agenda')

    // Its day is not changed quietly.
    await clerk.go(`/work${announced}/change`)
    await clerk.fillDay('day', ['26', '9', '2025'])
    await clerk.press('Save the arrangements')
    await clerk.isRefused(/Move the meeting instead/)

    // Postponed, with a reason; the old address answers and leads on.
    await clerk.go(`/work${announced}/otherwise`)
    await clerk.follow('Postpone the meeting')
    await clerk.fillDay('day', ['26', '9', '2025'])
    await clerk.press('Postpone the meeting')
    await clerk.isRefused(/Write why/)
    await clerk.fill('Why', 'The report on beds is not ready.')
    await clerk.press('Postpone the meeting')
    await clerk.press('Take these items over')
    await resident.go(announced)
    await resident.sees('This meeting was postponed')
    await resident.sees(/The report on beds is not ready/)
    await resident.follow(/26 September 2025/)
    await resident.sees('Notice of this day has not been given yet.')
    await resident.go('/meetings')
    await resident.sees('Postponed')
    await notify(clerk, held)

    // Held on the new day.
    stage.setToday('2025-09-26')
    await clerk.go(`/work${announced}/attendance`)
    await recordPresent(clerk, held)
    await clerk.go(`/work${held}/minutes`)
    await clerk.press('Make the first draft from the record')
    await clerk.page.getByRole('textbox').first().fill('Twelve beds are closed until May.')
    await clerk.press('Save the minutes')
    await chair.signIn('Chair of the partnership')
    await chair.go(`/work${held}/minutes`)
    await chair.follow('Approve the draft as chair')
    await chair.fill('Name', 'The co-chair')
    await chair.fill('Role', 'Co-Chair of the partnership')
    await chair.press(/Approve/)

    // Approved by the next meeting, signed and published.
    await schedule(clerk, ['12', '12', '2025'])
    await notify(clerk, december)
    await schedule(clerk, ['19', '12', '2025'])
    await notify(clerk, correcting)
    stage.setToday('2025-12-12')
    await recordPresent(clerk, december)
    await clerk.go(`/work${december}/minutes`)
    await clerk.press('Record that this meeting approved the minutes of 26 September 2025')
    await clerk.go(`/work${held}/minutes`)
    await clerk.follow('Publish these minutes')
    await clerk.press('Publish the minutes')
    await resident.go(held)
    await resident.sees('Twelve beds are closed until May.')

    // A correction is proposed, agreed by a later meeting, and marked; both versions can be read.
    await clerk.go(`/work${held}/minutes`)
    await clerk.follow('Propose a correction')
    await clerk.page.getByLabel('Which minute').selectOption({ index: 1 })
    await clerk.fill('It says', 'Thirteen beds')
    await clerk.fill('It should say', 'Ten beds')
    await clerk.fill('Why', 'Two were counted twice.')
    await clerk.press('Propose the correction')
    await clerk.isRefused(/do not stand in that minute/)
    await clerk.fill('It says', 'Twelve beds')
    await clerk.press('Propose the correction')
    stage.setToday('2025-12-19')
    await recordPresent(clerk, correcting)
    await clerk.go(`/work${correcting}/minutes`)
    await clerk.press('Record that this meeting agreed the correction')
    await resident.go(held)
    await resident.sees('Ten beds are closed until May.')
    await resident.sees('‘Twelve beds’')
    await resident.go(`${held}?version=1`)
    await resident.sees('Twelve beds are closed until May.')
    await resident.seesNot(/Ten beds/)
  })
}, 600_000)

test('members are asked for a decision by e-mail, from the opening to the minute of the next meeting', async () => {
  const stage = await openStage('2025-07-01')
  await walk(stage, async (clerk, _chair, resident) => {
    await clerk.signIn('Clerk of the partnership')
    await schedule(clerk, ['12', '9', '2025'])
    await notify(clerk, announced)
    // One member can be written to; the others tell the clerk.
    const { rows } = await sql<{ person: string }>`
      select a.person_id as person from bodies.appointments a
      join bodies.seats s on s.id = a.seat_id join bodies.bodies b on b.id = s.body_id
      where b.slug = 'health-and-care-partnership' and s.voting and a.ended_on is null
      order by s.position limit 1`.execute(stage.record.db)
    await sql`insert into people.contacts (person_id, email) values (${rows[0]?.person}, 'member@example.org')
      on conflict (person_id) do update set email = excluded.email`.execute(stage.record.db)

    await clerk.go('/work/decisions')
    await clerk.follow('Ask members between meetings')
    await clerk.choose('Body', 'BLMK Health and Care Partnership')
    await clerk.fill('What it is about', 'A winter grant')
    await clerk.choose('What members are asked to do', 'Approve')
    await clerk.fill('The decision, word for word', 'Take the winter grant of £40,000.')
    await clerk.fill('Who agreed as chair', 'Co-Chair of the partnership')
    await clerk.fillDay('closesOn', ['3', '7', '2025'])
    await clerk.press('Ask the members')
    await clerk.isRefused(/why it cannot wait/i)
    await clerk.fill('Why it cannot wait for a meeting', 'The offer lapses on 4 July.')
    await clerk.press('Ask the members')
    await clerk.sees(/The members are asked/)
    const page = new URL(clerk.page.url()).pathname
    const id = page.split('/').at(-1) ?? ''

    const letters = await sql<{ body: string }>`select body from platform.letters
      where key like ${`correspondence/${id}/%`} and recipient = 'member@example.org'`.execute(
      stage.record.db,
    )
    const [, link] = /(\/decide\/\S+)/.exec(letters.rows[0]?.body ?? '') ?? []
    await resident.go(link ?? 'no letter')
    await resident.sees('The offer lapses on 4 July.')
    await resident.press('Send your reply')
    await resident.isRefused('Choose your reply.')
    await resident.check('I agree')
    await resident.press('Send your reply')
    await resident.sees('Your reply is recorded.')

    await clerk.go(page)
    await clerk.press('Close it and count the replies')
    await clerk.sees(/have not replied yet/)
    const { members } = await readCorrespondence(stage.record.db, id)
    for (const { person } of members.filter(({ reply }) => reply === null).slice(0, 20))
      expectDone(
        await recordReply(actingOn(stage.record, '2025-07-02'), {
          correspondence: id,
          person,
          reply: 'agree',
        }),
      )
    stage.setToday('2025-07-04')
    await clerk.go(page)
    await clerk.press('Close it and count the replies')
    await clerk.sees(/Approved/)
    await clerk.follow('Publish it')
    await clerk.press('Publish it')
    await resident.go('/decisions')
    await resident.follow('A winter grant')
    await resident.sees(/By e-mail, to be reported to the meeting of 12 September 2025/)
    expect(await resident.page.getByText('member@example.org').count()).toBe(0)

    stage.setToday('2025-09-12')
    await recordPresent(clerk, announced)
    await clerk.go(`/work${announced}/minutes`)
    await clerk.press('Make the first draft from the record')
    await clerk.sees(/It was reported that the following was approved by e-mail on 4 July 2025/)
    await resident.go('/decisions')
    await resident.sees('By e-mail, reported to the meeting of 12 September 2025')
  })
}, 600_000)
