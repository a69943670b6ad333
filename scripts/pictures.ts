import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openDatabase } from '../app/database.ts'
import { openHouse } from '../app/house.ts'
import { launchBrowser, newPage, screenshot } from '../platform/browser/chromium.ts'
import { readSettings } from '../platform/settings.ts'
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
  overview: { path: '/work', as: 'Clerk of the partnership' },
  'work-meetings': { path: '/work/meetings', as: 'Clerk of the partnership' },
  'work-meeting': { path: `/work/meetings/${february}`, as: 'Clerk of the partnership' },
  'work-agenda': { path: `/work/meetings/${february}/agenda`, as: 'Clerk of the partnership' },
  'work-attendance': {
    path: `/work/meetings/${september}/attendance`,
    as: 'Clerk of the partnership',
  },
  'work-decisions': {
    path: `/work/meetings/${september}/decisions`,
    as: 'Clerk of the partnership',
  },
  'work-minutes': { path: `/work/meetings/${september}/minutes`, as: 'Clerk of the partnership' },
  'work-pack': { path: `/work/meetings/${february}/pack`, as: 'Clerk of the partnership' },
  'work-actions': { path: '/work/actions', as: 'Clerk of the partnership' },
}

const folder = mkdtempSync(join(tmpdir(), 'goldthread-pictures-'))
const settings = readSettings({ GOLDTHREAD_DATA: folder, LOG_LEVEL: 'silent' })
const database = await openDatabase(settings)
const house = await openHouse(settings, database.url)
await loadDemo(house.db, settings.demoToday, settings.url)
const site = await house.server.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchBrowser()
mkdirSync(values.into, { recursive: true })

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
        await details.evaluate(element => element.setAttribute('open', ''))
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
