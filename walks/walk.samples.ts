import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { openHouse } from '../app/house.ts'
import { axeFindings } from '../platform/browser/axe.ts'
import { newPage, overflowOf } from '../platform/browser/chromium.ts'
import { type Day, day } from '../platform/day.rules.ts'
import { readSettings } from '../platform/settings.ts'
import type { TestRecord } from '../platform/testing/record.ts'
import { DEMO_SITE, demoRecord } from '../seed/blmk/demo.samples.ts'

/** The demonstration on a port of its own, with a clock that the walk sets. */
export type Stage = {
  readonly site: string
  readonly setToday: (today: string) => void
  readonly record: TestRecord
}

/** Opens the demonstration record as it stands on a day; closed when the file is done. */
export async function openStage(today: string): Promise<Stage> {
  const record = await demoRecord(day(today))
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-walk-'))
  const settings = readSettings({
    GOLDTHREAD_TODAY: today,
    GOLDTHREAD_URL: DEMO_SITE,
    GOLDTHREAD_DATA: folder,
    LOG_LEVEL: 'silent',
  })
  let now: Day = settings.demoToday
  const house = await openHouse(settings, record.url, {
    clock: () => ({ today: now, now: new Date(`${now}T${new Date().toISOString().slice(11)}`) }),
  })
  const site = await house.server.listen({ port: 0, host: '127.0.0.1' })
  afterAll(async () => {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    site,
    record,
    setToday: text => {
      now = day(text)
    },
  }
}

const NARROWEST = 320
const A4_AT_96_DPI = 794

/**
 * Somebody at a browser. With `examine`, each page they stop at is held to axe, to a
 * window of 320 pixels, and to paper.
 */
export class Walker {
  readonly page: Page
  readonly #site: string
  readonly #examine: boolean
  readonly #seen = new Set<string>()

  private constructor(page: Page, site: string, examine: boolean) {
    this.page = page
    page.setDefaultTimeout(15_000)
    this.#site = site
    this.#examine = examine
  }

  static async at(browser: Browser, site: string, options: { scripts: boolean; examine: boolean }) {
    return new Walker(await newPage(browser, { scripts: options.scripts }), site, options.examine)
  }

  /** Goes to an address and expects an answer of 200, or another that is said. */
  async go(path: string, status = 200) {
    const answer = await this.page.goto(this.#site + path)
    expect(answer?.status(), path).toBe(status)
    await this.look()
  }

  /** Looks at the page as an inspector would; once for each page. */
  async look() {
    if (!this.#examine) return
    const heading = await this.page.locator('h1').first().innerText()
    const refused = (await this.page.title()).startsWith('Error: ')
    const name = `${new URL(this.page.url()).pathname} ${heading}${refused ? ' refused' : ''}`
    if (this.#seen.has(name)) return
    this.#seen.add(name)
    const found = await axeFindings(this.page)
    if (found.length > 0) throw new Error(`axe at ${name}: ${found.join(' … ')}`)
    const before = this.page.viewportSize() ?? { width: 1280, height: 900 }
    await this.page.setViewportSize({ width: NARROWEST, height: 800 })
    // The menu folds itself a moment after the window narrows.
    await expect
      .poll(() => overflowOf(this.page), { message: `${name} at ${NARROWEST} pixels` })
      .toBe(0)
    await this.page.emulateMedia({ media: 'print' })
    await this.page.setViewportSize({ width: A4_AT_96_DPI, height: 1123 })
    await expect.poll(() => overflowOf(this.page), { message: `${name} on paper` }).toBe(0)
    expect(await this.page.locator('nav').first().isVisible(), `${name}: menus on paper`).toBe(
      false,
    )
    await this.page.emulateMedia({ media: 'screen' })
    await this.page.setViewportSize(before)
  }

  /** What stands on the page, for the story of a failure. */
  async describe(): Promise<string> {
    const text = await this.page.locator('main').innerText()
    return `At ${this.page.url()}:\n${text.slice(0, 3_000)}`
  }

  async press(name: string | RegExp) {
    await this.page.getByRole('main').getByRole('button', { name }).first().click()
    await this.page.waitForLoadState()
    await this.look()
  }

  /** Follows a link, also one that looks like a button. */
  async follow(name: string | RegExp) {
    await this.page.getByRole('main').locator('a', { hasText: name }).first().click()
    await this.page.waitForLoadState()
    await this.look()
  }

  async fill(label: string | RegExp, text: string) {
    await this.page.getByRole('textbox', { name: label }).first().fill(text)
  }

  async choose(label: string | RegExp, option: string) {
    await this.page.getByLabel(label).first().selectOption({ label: option })
  }

  async check(label: string | RegExp) {
    await this.page.getByLabel(label, { exact: true }).first().check()
  }

  /** A day into the three boxes of a date field, by the name of the field. */
  async fillDay(name: string, [date, month, year]: readonly [string, string, string]) {
    await this.page.locator(`[name="${name}-day"]`).fill(date)
    await this.page.locator(`[name="${name}-month"]`).fill(month)
    await this.page.locator(`[name="${name}-year"]`).fill(year)
  }

  /** The page was refused, in a sentence that stands in the summary and beside its field. */
  async isRefused(sentence: string | RegExp) {
    expect(await this.page.title()).toMatch(/^Error: /)
    await this.page
      .locator('.nhsuk-error-summary')
      .getByText(sentence)
      .first()
      .waitFor({ timeout: 5_000 })
  }

  async sees(text: string | RegExp) {
    await this.page.getByRole('main').getByText(text).first().waitFor({ timeout: 5_000 })
  }

  async seesNot(text: string | RegExp) {
    expect(await this.page.getByRole('main').getByText(text).count()).toBe(0)
  }

  async signIn(role: string) {
    await this.go('/sign-in')
    await this.page.getByLabel(role, { exact: true }).check()
    await this.press('Sign in')
  }
}
