import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '../platform/browser/axe.ts'
import { launchBrowser, newPage, overflowOf } from '../platform/browser/chromium.ts'
import { openStage, type Stage } from './walk.samples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const february = '/meetings/health-and-care-partnership/2025-02-14'
const board = `${february}/room`
const desk = `/work${february}/room`

/** Somebody who follows a screen and looks at it. */
class Onlooker {
  constructor(
    readonly page: Page,
    readonly stage: Stage,
  ) {
    page.setDefaultTimeout(15_000)
  }

  static async at(stage: Stage, path: string, as?: string) {
    const onlooker = new Onlooker(await newPage(browser), stage)
    if (as !== undefined) {
      await onlooker.page.goto(`${stage.site}/sign-in`)
      await onlooker.page.getByLabel(as, { exact: true }).check()
      await onlooker.page.getByRole('button', { name: 'Sign in' }).click()
    }
    await onlooker.page.goto(stage.site + path)
    return onlooker
  }

  sees = (text: string | RegExp) =>
    this.page.getByRole('main').getByText(text).filter({ visible: true }).first().waitFor()

  seesNot = async (text: string | RegExp) => {
    await expect
      .poll(() => this.page.getByRole('main').getByText(text).count(), { timeout: 10_000 })
      .toBe(0)
  }

  /** The screen as an inspector sees it: axe, and no scrolling sideways at three widths. */
  async passes(what: string) {
    for (const width of [320, 375, 1280]) {
      await this.page.setViewportSize({ width, height: 900 })
      await expect
        .poll(() => overflowOf(this.page), {
          message: `${what} at ${width} pixels`,
          timeout: 10_000,
        })
        .toBe(0)
      if (width === 375) continue
      expect(await axeFindings(this.page), `axe: ${what} at ${width} pixels`).toEqual([])
    }
  }
}

/** A clerk who touches nothing but the keyboard. */
class Keyboard extends Onlooker {
  static override async at(stage: Stage, path: string, as: string) {
    const { page } = await Onlooker.at(stage, path, as)
    const clerk = new Keyboard(page, stage)
    await clerk.sees('Live: this page keeps itself up to date.')
    return clerk
  }

  key = async (...keys: readonly string[]) => {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Presses keys, and waits until the desk says that what they did is recorded. */
  records = async (said: string | RegExp, ...keys: readonly string[]) => {
    await this.key(...keys)
    await this.page
      .locator('[data-live-said]')
      .filter({ hasText: said })
      .filter({ hasText: 'recorded' })
      .waitFor({ state: 'attached' })
  }

  type = (text: string) => this.page.keyboard.type(text)

  /** In a row: the same key for so many rows, one after the other. */
  down = async (key: string, rows: number) => {
    for (let at = 0; at < rows; at++) {
      await this.key(key)
      // The hand is faster than the eye, and the desk than the hand.
      await this.page.waitForTimeout(60)
    }
    await expect
      .poll(() => this.page.evaluate<string>('JSON.stringify(localStorage)'), { timeout: 30_000 })
      .not.toContain('madeAt')
  }
}

async function theHour(stage: Stage) {
  const resident = await Onlooker.at(stage, board)
  await resident.sees('The meeting begins at 10am')
  await resident.passes('the public screen before the opening')
  const clerk = await Keyboard.at(stage, desk, 'Clerk of the partnership')
  const chair = await Onlooker.at(stage, `${desk}/chair`, 'Chair of the partnership')
  const screens = [clerk, chair, resident]
  try {
    await story(clerk, chair, resident)
  } catch (fault) {
    const told = await Promise.all(
      screens.map(({ page }) =>
        page
          .locator('main')
          .innerText()
          .catch(() => ''),
      ),
    )
    throw new Error(
      `${(fault as Error).message}\n\n${told.map(text => text.slice(0, 1_200)).join('\n\n')}`,
      {
        cause: fault,
      },
    )
  } finally {
    for (const { page } of screens) await page.context().close()
  }
}

async function story(clerk: Keyboard, chair: Onlooker, resident: Onlooker) {
  // Arrivals: one found by name, then one row after the other.
  await clerk.key('p')
  await clerk.type('chief executive, blmk')
  await clerk.key('Enter')
  await clerk.records(/arrived/, 'h')
  await clerk.key('p', 'Escape', 'p', 'Enter')
  await clerk.down('h', 16)
  await clerk.down('r', 2)
  await clerk.sees(/^Quorate/)
  await chair.sees('The meeting is quorate: 18 present, 16 required.')

  // Who presides; then the opening.
  await clerk.key('u')
  await clerk.type('Health')
  await clerk.key('Tab', 'Tab', 'Tab')
  await clerk.records(/chair was taken/, 'Enter')
  await clerk.records(/opened/, 'o')
  await resident.sees('The meeting is in session')
  await resident.sees(/^Quorate/)

  // The first item, with a motion, an amendment agreed, and a recorded vote.
  await clerk.records(/begun/, 'n')
  await resident.sees('Welcome, introductions and apologies')
  await chair.sees('Welcome, introductions and apologies')
  await clerk.key('m')
  await clerk.type('approve')
  await clerk.key('Tab')
  await clerk.type('the plan with two priorities')
  await clerk.key('Tab', 'Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'ArrowDown', 'Tab', 'Tab')
  await clerk.records(/Motion put/, 'Enter')
  await resident.sees('the plan with two priorities')
  await clerk.key('t')
  await clerk.type('to leave out two and insert three')
  await clerk.key('Tab')
  await clerk.type('the plan with three priorities')
  await clerk.key('Tab', 'Tab', 'Tab', 'Tab')
  await clerk.records(/Amendment moved/, 'Enter')
  await resident.sees('to leave out two and insert three')
  await clerk.records(/consensus/, '1')
  await chair.sees('Is that agreed?')
  await clerk.records(/Agreed/, 'y')
  await clerk.records(/recorded vote/, '3')
  await clerk.passes('the desk with a recorded vote open')
  await clerk.key('v')
  await clerk.down('f', 14)
  await clerk.down('a', 3)
  await clerk.down('b', 1)
  await resident.sees('18 of 18 have voted')
  await clerk.records(/Vote closed/, 'c')
  await clerk.sees(/Carried: 14 for, 3 against, 1 abstaining/)
  await resident.sees('the plan with three priorities')
  await resident.sees('Carried')
  await resident.passes('the public screen with a result')
  await chair.passes('the chair’s view')

  // The quorum is lost: loud, and no formal business; then regained.
  await clerk.records(/begun/, 'n')
  const threeInTheMiddle = ['p', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown']
  await clerk.key(...threeInTheMiddle)
  await clerk.down('l', 3)
  await clerk.sees('Not quorate')
  await resident.sees('Not quorate')
  await chair.sees(/Until it is, we decide nothing formal/)
  await clerk.passes('the desk without a quorum')
  await clerk.key('m')
  await clerk.type('approve')
  await clerk.key('Tab')
  await clerk.type('the accounts')
  await clerk.key('Tab', 'Tab', 'Tab', 'Tab', 'Tab')
  await clerk.records(/Motion put/, 'Enter')
  await clerk.records(/consensus/, '1')
  await clerk.key('y')
  await clerk.sees(/so the meeting goes on as informal/)
  await clerk.key(...threeInTheMiddle)
  await clerk.down('h', 3)
  await resident.sees(/^Quorate/)
  await clerk.records(/Agreed/, 'y')

  // A private part: the public screen says so, and nothing else.
  await clerk.key('s')
  await clerk.key('Tab', 'Tab', 'Space')
  for (let at = 0; at < 9; at++) await clerk.key('Tab')
  await clerk.type(
    'That publicity would harm the public interest, as a price is being bargained for.',
  )
  await clerk.key('Tab', 'Tab', 'Tab', 'Tab')
  await clerk.records(/public were excluded/, 'Enter')
  await resident.sees('The meeting is in private session')
  await clerk.records(/Item 3 begun/, 'n')
  await chair.sees('By resolution of the meeting the public are excluded for item 3.')
  await resident.seesNot(/minutes of 19|quorate|accounts/i)
  await resident.passes('the public screen in a private part')
  await clerk.records(/let back in/, 'i')
  await resident.sees('The meeting is in session')
  await clerk.records(/Item 4 begun/, 'n')
  await resident.sees('Review of the action tracker')

  // Adjourned, resumed; an entry taken back; closed.
  await clerk.key('j')
  await clerk.type('for lunch')
  await clerk.key('Tab', 'Tab', 'Tab', 'Tab', 'Tab')
  await clerk.records(/adjourned/, 'Enter')
  await resident.sees('The meeting is adjourned')
  await clerk.records(/resumed/, 'o')
  await resident.sees('Review of the action tracker')
  await clerk.records(/Item 5 begun/, 'n')
  await clerk.records(/Taken back: Item 5 begun/, 'z')
  await clerk.sees(/Taken back: Noted by mistake/)
  await clerk.key('w', 'Tab')
  await clerk.records(/closed/, 'Enter')
  await resident.sees('The meeting has closed')
  await clerk.passes('the desk after the close')

  // Reloaded, every screen says what it said.
  const before = await resident.page.locator('[data-live="board"]').innerText()
  await resident.page.reload()
  expect(await resident.page.locator('[data-live="board"]').innerText()).toBe(before)
}

describe('the clerk’s hour', () => {
  test('from opening to closing on one screen by keyboard alone, with the public screen in step', async () => {
    await theHour(await openStage('2025-02-14'))
  }, 600_000)
})

describe('a connection that is lost', () => {
  test('what the clerk notes meanwhile is kept and sent in its order, and the public screen catches up', async () => {
    const stage = await openStage('2025-02-14')
    const clerk = await Keyboard.at(stage, desk, 'Clerk of the partnership')
    const resident = await Onlooker.at(stage, board)
    await clerk.key('p', 'Enter')
    await clerk.down('h', 17)
    await clerk.records(/opened/, 'o')
    await resident.sees('The meeting is in session')

    await clerk.page.context().setOffline(true)
    await resident.page.context().setOffline(true)
    await clerk.sees(/Connection lost at/)
    await resident.sees(/What you see is as it was then/)
    await clerk.key('p', 'Enter', 'l', 'l')
    await clerk.sees(/Acting Chair, BLMK ICB left is kept here and not sent yet/)
    await clerk.passes('the desk without a connection')
    await clerk.key('n')

    await resident.page.context().setOffline(false)
    await resident.sees('Connected again. This page is up to date.')
    await clerk.page.context().setOffline(false)
    await clerk.sees('Connected again. This page is up to date.')
    await clerk.seesNot(/is kept here/)
    await clerk.sees(/15 of twenty-nine members/)
    await resident.sees('Welcome, introductions and apologies')
    await resident.sees(/^Not quorate/)
    await clerk.page.goto(`${stage.site}${desk}/log`)
    const lines = await clerk.page.locator('.gt-log__line').allInnerTexts()
    expect(lines.slice(0, 3).map(line => line.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/Item 1 begun.*Noted without a connection/),
      expect.stringMatching(/Chief Executive, BLMK ICB left.*Noted without a connection/),
      expect.stringMatching(/Acting Chair, BLMK ICB left.*Noted without a connection/),
    ])
  }, 300_000)

  test('without scripts the desk is worked by plain forms', async () => {
    const stage = await openStage('2025-02-14')
    const page = await newPage(browser, { scripts: false })
    await page.goto(`${stage.site}/sign-in`)
    await page.getByLabel('Clerk of the partnership', { exact: true }).check()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.goto(stage.site + desk)
    await page.getByRole('button', { name: 'Here' }).first().click()
    await page.getByText('1 of twenty-nine members').waitFor()
    await page.getByRole('button', { name: /Open the meeting/ }).click()
    await page.getByText('In session', { exact: true }).waitFor()
    await page.locator('summary', { hasText: 'Adjourn' }).click()
    await page.getByLabel('Why (optional)').fill('for lunch')
    await page.locator('[name="adjourn-at"]').fill('25:00')
    await page.getByRole('button', { name: 'Adjourn the meeting' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    expect(await page.getByLabel('Why (optional)').inputValue()).toBe('for lunch')
    await page.locator('[name="adjourn-at"]').fill('')
    await page.getByRole('button', { name: 'Adjourn the meeting' }).click()
    await page.getByText('Adjourned', { exact: true }).waitFor()
  }, 300_000)
})
