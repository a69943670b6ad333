import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../platform/browser/axe.ts'
import { launchBrowser, newPage, overflowOf } from '../platform/browser/chromium.ts'
import { loadAssets } from './assets.ts'
import { goldthreadBrand } from './brand.ts'
import { galleryView } from './gallery.view.tsx'
import {
  frontPage,
  meetingPage,
  refusedPage,
  trackerPage,
  workNavigation,
} from './sample-pages.samples.tsx'
import { servePages } from './serve-page.samples.ts'
import { renderPage } from './shell.tsx'
import { aVisit } from './visit.samples.ts'

const views = {
  '/work/gallery': () => galleryView(workNavigation),
  '/': frontPage,
  '/meetings/health-and-care-partnership/2024-09-19': meetingPage,
  '/work/actions': trackerPage,
  '/work/meetings/12/notice': refusedPage,
} as const

// Kept between runs: the sheet's name is a hash of what it was compiled from.
const built = path.join(import.meta.dirname, 'built')

let browser: Browser
let site: { url: string; close: () => Promise<void> }

beforeAll(async () => {
  const [assets, launched] = await Promise.all([
    loadAssets(goldthreadBrand, built),
    launchBrowser(),
  ])
  browser = launched
  site = await servePages(assets, at => {
    const view = Object.entries(views).find(([address]) => address === at)?.[1]
    const viewer = { name: 'Head of Governance', office: 'Integrated Care Board' }
    return (
      view &&
      renderPage(
        view(),
        aVisit({
          path: at,
          assets: assets.addresses,
          demo: { today: '2025-02-10' },
          ...(at.startsWith('/work') ? { viewer } : {}),
        }),
      )
    )
  })
})

afterAll(async () => {
  await site?.close()
  await browser?.close()
})

/** Opens a page and gathers what the browser complained of: a blocked style, a missing file, a fault. */
async function open(at: string, options: { width?: number; scripts?: boolean }) {
  const page = await newPage(browser, options)
  const complaints: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', fault => complaints.push(fault.message))
  await page.goto(site.url + at)
  return { page, complaints }
}

for (const at of Object.keys(views)) {
  for (const width of [1280, 320]) {
    test(`${at} at ${width} pixels: axe finds nothing, nothing overflows, the policy blocks nothing`, async () => {
      const { page, complaints } = await open(at, { width })
      expect(await axeFindings(page)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
      expect(complaints).toEqual([])
      await page.context().close()
    })
  }
}

test('without scripts the gallery is as accessible, and every choice and what it reveals is in reach', async () => {
  const { page } = await open('/work/gallery', { width: 320, scripts: false })
  expect(await axeFindings(page)).toEqual([])
  expect(await overflowOf(page)).toBe(0)
  expect(await page.getByLabel('Reason for meeting in private').first().isVisible()).toBe(false)
  await page.getByRole('radio', { name: 'Private' }).first().check()
  expect(await page.getByLabel('Reason for meeting in private').first().isVisible()).toBe(true)
  expect(await page.getByRole('link', { name: 'Journal' }).isVisible()).toBe(true)
  expect(await page.locator('.gt-choices__find').count()).toBe(0)
  await page.context().close()
})

test('typing part of an office shortens a long list of people, and keeps what is ticked in sight', async () => {
  const { page } = await open('/work/gallery', {})
  const people = page.getByRole('group', { name: 'Who is invited' }).first()
  const shown = () => people.locator('.nhsuk-checkboxes__item:visible').count()
  expect(await shown()).toBe(10)

  await people.getByLabel('Healthwatch Bedford Borough').check()
  await people.getByRole('searchbox').fill('council director')
  expect(await shown()).toBe(3)
  expect(await people.getByRole('status').textContent()).toBe('2 of 10 shown, 1 ticked')
  await page.context().close()
})

test('a sentence of the error summary leads to its field', async () => {
  const { page } = await open('/work/meetings/12/notice', {})
  expect(await page.title()).toBe('Error: Summon the meeting – Goldthread')
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Notice must be given/ })
    .click()
  expect(await page.evaluate('document.activeElement.id')).toBe('day')
  await page
    .getByRole('alert')
    .getByRole('link', { name: /where the meeting/ })
    .click()
  expect(await page.evaluate('document.activeElement.id')).toBe('place')
  await page.context().close()
})

test('Arial is drawn with letters of Arial’s measure, so lines break as they do for readers', async () => {
  const { page } = await open('/', {})
  const wide = await page.evaluate(
    "(() => { const c = document.createElement('canvas').getContext('2d'); c.font = '100px arial'; return c.measureText('Goldthread').width })()",
  )
  // Arial's advance widths in 2,048ths: G 1593, o 1139, l 455, d 1139, t 569, h 1139, r 682, e 1139, a 1139, d 1139.
  // Chromium may round each letter to a whole pixel; any other face is far wider or narrower.
  expect(Math.abs(Number(wide) - (100 * 10133) / 2048)).toBeLessThan(5)
  await page.context().close()
})
