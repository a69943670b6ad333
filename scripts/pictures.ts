import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openDatabase } from '../app/database.ts'
import { openHouse } from '../app/house.ts'
import { launchBrowser, newPage, screenshot } from '../platform/browser/chromium.ts'
import { day, time } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import type { Acting } from '../platform/record/verb.ts'
import { readSettings } from '../platform/settings.ts'
import { readBodyBySlug } from '../rooms/bodies/read-body.ts'
import { membershipIn, membershipOn, readMemberships } from '../rooms/bodies/read-memberships.ts'
import { addAgendaItem } from '../rooms/meetings/add-agenda-item.ts'
import { beginItem } from '../rooms/meetings/begin-item.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { inviteToMeeting } from '../rooms/meetings/invite-to-meeting.ts'
import { noteArrival } from '../rooms/meetings/note-arrival.ts'
import { openMeeting } from '../rooms/meetings/open-meeting.ts'
import { openVote } from '../rooms/meetings/open-vote.ts'
import { putMotion } from '../rooms/meetings/put-motion.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { loadDemo } from '../seed/blmk/load.ts'

/**
 * Takes the pictures of the main pages that are kept in docs/pictures, at 375
 * and 1280 pixels: `npm run pictures`, or `-- --only NAME` for some.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, into: { type: 'string', default: 'docs/pictures' } },
})

const partnership = 'health-and-care-partnership'
const february = `${partnership}/2025-02-14`
const september = `${partnership}/2024-09-19`
const today = `${partnership}/2025-07-01`
const clerk = 'Clerk of the partnership'

type Shot = { readonly path: string; readonly as?: string; readonly open?: boolean }

const shots: Record<string, Shot> = {
  home: { path: '/' },
  meetings: { path: '/meetings' },
  'meeting-informal': { path: `/meetings/${september}`, open: true },
  'meeting-with-pack': { path: `/meetings/${february}` },
  pack: { path: `/meetings/${february}/pack` },
  bodies: { path: '/bodies' },
  body: { path: `/bodies/${partnership}`, open: true },
  decisions: { path: '/decisions' },
  actions: { path: '/actions' },
  interests: { path: `/bodies/${partnership}/interests` },
  questions: { path: '/questions' },
  ask: { path: '/questions/ask' },
  'sign-in': { path: '/sign-in' },
  overview: { path: '/work', as: clerk },
  'work-meetings': { path: '/work/meetings', as: clerk },
  'work-meeting': { path: `/work/meetings/${february}`, as: clerk },
  'work-agenda': { path: `/work/meetings/${february}/agenda`, as: clerk },
  'work-attendance': {
    path: `/work/meetings/${september}/attendance`,
    as: clerk,
  },
  'work-decisions': {
    path: `/work/meetings/${september}/decisions`,
    as: clerk,
  },
  'work-minutes': { path: `/work/meetings/${september}/minutes`, as: clerk },
  'work-pack': { path: `/work/meetings/${february}/pack`, as: clerk },
  'work-actions': { path: '/work/actions', as: clerk },
  reports: { path: '/reports' },
  attendance: { path: `/bodies/${partnership}/attendance?year=2024-25` },
  correspondence: { path: '/correspondence' },
  'public-duties': { path: `/bodies/${partnership}/duties` },
  'public-year': { path: `/bodies/${partnership}/year/2025-26` },
  'public-screen': { path: `/meetings/${today}/room` },
  projector: { path: `/meetings/${today}/room?view=projector` },
  'work-duties': { path: '/work/duties', as: clerk },
  'work-body-duties': { path: `/work/bodies/${partnership}/duties`, as: clerk },
  'work-year': { path: `/work/bodies/${partnership}/year/2025-26`, as: clerk },
  'work-plan-year': { path: `/work/bodies/${partnership}/year/2025-26/plan`, as: clerk },
  'work-forward-plan': { path: `/work/bodies/${partnership}/forward-plan`, as: clerk },
  'work-invitations': { path: `/work/meetings/${today}/invitations`, as: clerk },
  'work-room': { path: `/work/meetings/${today}/room`, as: clerk },
  'work-chair': { path: `/work/meetings/${today}/room/chair`, as: 'Chair of the partnership' },
  'work-otherwise': { path: `/work/meetings/${today}/otherwise`, as: clerk },
  'work-postpone': { path: `/work/meetings/${today}/otherwise/postpone`, as: clerk },
  'work-ask': { path: '/work/decisions/ask', as: clerk },
  'work-compliance': { path: `/work/bodies/${partnership}/compliance?year=2024-25`, as: clerk },
  'work-assessments': { path: `/work/bodies/${partnership}/assessments`, as: clerk },
  'work-effectiveness': { path: `/work/bodies/${partnership}/effectiveness/2024-25`, as: clerk },
  'work-review': { path: `/work/meetings/${september}/review`, as: clerk },
  'work-correspondence': { path: '/work/correspondence', as: clerk },
  'all-registers': { path: '/interests' },
  'register-changes': { path: `/bodies/${partnership}/interests/changes` },
  gifts: { path: `/bodies/${partnership}/gifts` },
  'work-interests': { path: '/work/interests', as: 'Chair of the partnership' },
  'work-declare': { path: '/work/interests/declare', as: 'Chair of the partnership' },
  'work-register': { path: `/work/interests/${partnership}`, as: clerk },
  'work-declarations': { path: `/work/interests/${partnership}/review`, as: clerk },
  'work-import': { path: `/work/interests/${partnership}/import`, as: clerk },
  'work-conflicts': { path: `/work/meetings/${february}/conflicts`, as: clerk },
  'work-interest-checks': { path: `/work/bodies/${partnership}/interest-checks`, as: clerk },
  'work-history': { path: '/work/history', as: clerk },
  'work-redactions': { path: '/work/redactions', as: clerk },
  'work-retention': { path: '/work/retention', as: clerk },
  'work-account': { path: '/work/account', as: clerk },
  'work-people': { path: '/work/people', as: 'Administrator' },
}

const folder = mkdtempSync(join(tmpdir(), 'goldthread-pictures-'))
const settings = readSettings({ GOLDTHREAD_DATA: folder, LOG_LEVEL: 'silent' })
const database = await openDatabase(settings)
const house = await openHouse(settings, database.url)
await loadDemo(house.db, settings.demoToday, settings.url)
await aMeetingInTheRoom()
const site = await house.server.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchBrowser()
mkdirSync(values.into, { recursive: true })

/** A meeting of the partnership on the demo's day, in the middle of an item and a vote. */
async function aMeetingInTheRoom() {
  const on = (today: string): Acting => ({
    db: house.db,
    person: null,
    today: day(today),
    now: new Date(`${today}T09:00:00Z`),
    may: () => true,
  })
  const body = await readBodyBySlug(house.db, partnership)
  const meeting = expectDone(
    await scheduleMeeting(on('2025-06-02'), {
      body: body.id,
      day: day('2025-07-01'),
      startsAt: time('10:00'),
      endsAt: time('12:00'),
      kind: 'ordinary',
      mode: 'hybrid',
      venue: 'Council chamber',
    }),
  )
  const items: string[] = []
  for (const [title, plannedMinutes] of [
    ['Welcome and apologies', 5],
    ['Minutes of the last meeting', 5],
    ['Health and Care Strategy', 30],
    ['Green Plan', 20],
  ] as const)
    items.push(
      expectDone(
        await addAgendaItem(on('2025-06-02'), {
          meeting: meeting.id,
          title,
          kind: 'business',
          lead: 'Chair',
          purposes: [],
          plannedMinutes,
          audience: 'public',
        }),
      ).id,
    )
  expectDone(
    await giveNotice(on('2025-06-23'), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-06-23'),
      manner: 'On the website',
      text: 'The partnership meets in public in the council chamber.',
    }),
  )
  expectDone(await inviteToMeeting(on('2025-06-20'), { meeting: meeting.id, site: '', papers: '' }))
  const members = membershipOn(
    membershipIn(await readMemberships(house.db, [body.id], settings.demoToday), body.id),
    settings.demoToday,
  ).holdings.map(({ person }) => person)
  const at = (time: string) => ({ ...on('2025-07-01'), now: new Date(`2025-07-01T${time}:00Z`) })
  const act = () => ({ id: randomUUID(), meeting: meeting.id })
  for (const person of [...new Set(members)].slice(0, 18))
    expectDone(await noteArrival(at('08:55'), { ...act(), person, mode: 'in person' }))
  expectDone(await openMeeting(at('09:00'), act()))
  expectDone(await beginItem(at('09:01'), { ...act(), item: items[0] ?? '' }))
  expectDone(await beginItem(at('09:08'), { ...act(), item: items[2] ?? '' }))
  const motion = act()
  expectDone(
    await putMotion(at('09:30'), {
      ...motion,
      item: items[2] ?? '',
      verb: 'agree',
      text: 'the Health and Care Strategy goes out to consultation from September.',
      mover: members[0],
      seconder: members[1],
    }),
  )
  expectDone(await openVote(at('09:34'), { ...act(), motion: motion.id, method: 'recorded' }))
}

async function signIn(page: Page, role: string) {
  await page.goto(`${site}/sign-in`)
  await page.getByLabel(role, { exact: true }).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
}

for (const [name, { path, as, open }] of Object.entries(shots)) {
  if (values.only && !values.only.split(',').includes(name)) continue
  for (const width of [1280, 375]) {
    const page = await newPage(browser, { width, height: 900 })
    if (as) await signIn(page, as)
    const answer = await page.goto(site + path)
    if (open)
      for (const details of await page.locator('details').all()) {
        await details.evaluate('element => element.setAttribute("open", "")')
        break
      }
    await screenshot(page, join(values.into, `${name}-${width}.png`))
    process.stdout.write(`${answer?.status()} ${path} at ${width} px\n`)
    await page.context().close()
  }
}

await browser.close()
await house.close()
await database.stop()
rmSync(folder, { recursive: true, force: true })
