import { expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn } from '../platform/testing/record.ts'
import { readBodyBySlug } from '../rooms/bodies/read-body.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { listPersons } from '../rooms/people/read-person.ts'
import { printedWorkbook } from '../seed/blmk/printed-register.ts'
import { openStage, Walker } from './walk.samples.ts'

const TODAY = '2025-07-01'
const register = '/work/interests/icb-board'
const published = '/bodies/icb-board/interests'

/** R-COI-13: what is odd in the printed register, by row, in the words of the page. */
const odd: readonly (readonly [row: number, words: string])[] = [
  [21, 'The row says “No”, and ticks a type of interest.'],
  ...[34, 35, 42, 43].map(
    row => [row, 'The row says “Yes”, and ticks no type of interest.'] as const,
  ),
  ...[42, 43, 44].map(row => [row, '“N” stands where a type would be ticked'] as const),
  [11, 'The date gives only a month: it is read as April 2013, and kept so.'],
  [13, 'The date gives only a month: it is read as May 1995, and kept so.'],
  [31, 'The date gives only a year: it is read as 2001, and kept so.'],
  ...[37, 38, 39, 40].map(
    row =>
      [
        row,
        'There are words round the date: it is read as 31 December 2024, and the words are kept.',
      ] as const,
  ),
  ...[10, 36, 52, 76, 77].map(row => [row, 'Nothing is declared, not even “No”'] as const),
]

test('a clerk takes a register in from its spreadsheet, sees what is odd by row, settles it, and the public reads it as at two dates', async () => {
  const browser = await launchBrowser()
  const stage = await openStage(TODAY)
  const acting = actingOn(stage.record, TODAY)
  const board = await readBodyBySlug(stage.record.db, 'icb-board')
  const clerkOf = (await listPersons(stage.record.db)).find(
    ({ name }) => name === 'Partnership Governance Lead, BLMK ICB',
  )
  for (const [role, scope] of [
    ['clerk', board.id],
    ['administrator', null],
  ] as const)
    expectDone(
      await grantRole(acting, {
        person: clerkOf?.id ?? '',
        role,
        scope,
        from: day('2025-01-01'),
      }),
    )
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const resident = await Walker.at(browser, stage.site, { scripts: false, examine: true })
  try {
    await resident.go(published)
    await resident.sees('has not published a register of interests')

    await clerk.signIn('Clerk of the partnership')
    await clerk.go(register)
    await clerk.follow('Import a register')
    await clerk.press('Upload it')
    await clerk.isRefused('Choose the file.')
    await clerk.page.getByLabel('The register').setInputFiles({
      name: 'register.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await printedWorkbook()),
    })
    await clerk.press('Upload it')
    await clerk.page.getByLabel('The sheet').selectOption({ index: 2 })
    await clerk.press('Go on')
    await clerk.sees('The heading was found in row 5.')
    await clerk.press('Go on')

    // Each oddity, by row.
    for (const [row, words] of odd)
      expect(
        await clerk.page
          .getByRole('row')
          .filter({ has: clerk.page.locator(`a[href$="/rows/${row}"]`) })
          .filter({ hasText: words })
          .count(),
        `row ${row}: ${words}`,
      ).toBe(1)
    const problem = (row: number) =>
      clerk.page.getByRole('group', { name: new RegExp(`^Row ${row}: `) })
    await expect(problem(14).innerText()).resolves.toContain('Two people share this row')
    await expect(problem(22).innerText()).resolves.toContain('Two people share this row')
    await expect(problem(24).innerText()).resolves.toContain('The row gives no name')

    // What must be decided is; a row is not left out without a word.
    for (const row of [14, 22])
      await problem(row)
        .getByLabel(/Split it; what was declared and when is not clearly anybody/)
        .check()
    await problem(24).getByLabel('Leave the row out').check()
    await clerk.press('Keep what is decided')
    await clerk.isRefused('Row 24: say in a word why it is left out.')
    expect(await problem(14).getByRole('radio').first().isChecked()).toBe(true)
    await clerk.page.locator('[name="r24-no-name-word"]').fill('Nobody knows whose')
    await clerk.press('Keep what is decided')
    const strangers = clerk.page.getByRole('button', { name: /^Enter .* new people$/ })
    if ((await strangers.count()) > 0) await clerk.press(/^Enter .* new people$/)
    await clerk.sees('Everything that must be decided is decided.')

    // One that may be taken as it is printed, decided otherwise.
    await clerk.page.locator('a[href$="/rows/21"]').first().click()
    await clerk.page.waitForLoadState()
    await clerk.look()
    await clerk.check('There is none: take it without the type')
    await clerk.press('Keep what is decided')
    await clerk.follow('See what will change')
    await clerk.sees('Nobody knows whose')
    await clerk.press('Take it in')
    await clerk.sees('It is taken in: 67 new, 0 changed, 0 ended, 0 as they were.')
    await clerk.press('Publish the register as it stands')

    // As at two dates, and what the public takes away.
    await resident.go(`${published}?on=2025-02-14`)
    await resident.sees('Declared by 14 February 2025')
    const api = async (path: string) => (await fetch(`${stage.site}/api/v1${path}`)).json()
    expect(await api(`${published}?on=2025-02-14`)).toMatchObject({
      people: 37,
      undated: 9,
      olderThan12Months: 22,
    })
    await resident.sees('What it was has left the public register')
    await resident.fillDay('on', ['1', '2', '2023'])
    await resident.press('Show that day')
    await resident.sees('Declared by 1 February 2023')
    await resident.go(`${published}/changes?since=2024-01-01&on=2025-02-14`)
    await resident.sees('New on the register')
    await resident.go('/interests')
    await resident.follow('This register by itself')
    for (const form of ['pdf', 'xlsx', 'csv']) {
      const file = await fetch(`${stage.site}${published}.${form}?on=2025-02-14`)
      expect(file.status).toBe(200)
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(5_000)
    }
  } catch (fault) {
    const where = await Promise.all([clerk, resident].map(each => each.describe()))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    await browser.close()
  }
})
