import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, newPage } from '../platform/browser/chromium.ts'
import { type Assets, loadAssets } from './assets.ts'
import { goldthreadBrand } from './brand.ts'
import { DeskButton, DeskFold } from './desk.tsx'
import { LiveForm, LiveRegion, LiveScreen } from './live.tsx'
import { servePages } from './serve-page.samples.ts'
import { renderPage, renderRegion, WorkPage } from './shell.tsx'
import { TextField } from './text-fields.tsx'
import { aVisit } from './visit.samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'goldthread-live-'))
let browser: Browser
let assets: Assets
let site: Awaited<ReturnType<typeof servePages>>
let page: Page

const Row = ({ name, act }: { name: string; act: string | null }) => (
  <li data-key={name}>
    {name}
    {act === null ? null : (
      <LiveForm action="/act" id={`act-${name}`}>
        <DeskButton>{act}</DeskButton>
      </LiveForm>
    )}
  </li>
)

const region = (rows: readonly (readonly [string, string | null])[], form = true) => (
  <>
    <ul data-key="rows">
      {rows.map(([name, act]) => (
        <Row key={name} name={name} act={act} />
      ))}
    </ul>
    {form ? (
      <DeskFold id="fold" summary="A motion">
        <LiveForm action="/motion" id="motion">
          <TextField name="motion-text" label="What" />
          <DeskButton>Put the motion</DeskButton>
        </LiveForm>
      </DeskFold>
    ) : null}
    <p id="end">The end</p>
  </>
)

const before = region([
  ['Ash', 'Here'],
  ['Birch', 'Here'],
])

beforeAll(async () => {
  assets = await loadAssets(goldthreadBrand, folder)
  site = await servePages(assets, path =>
    path === '/'
      ? renderPage(
          <WorkPage title="Live">
            <h1>Live</h1>
            <LiveScreen stream="/nothing" outbox="test" now={new Date()}>
              <LiveRegion name="part">{before}</LiveRegion>
            </LiveScreen>
          </WorkPage>,
          aVisit({ assets: assets.addresses }),
        )
      : undefined,
  )
  browser = await launchBrowser()
  page = await newPage(browser)
})
afterAll(async () => {
  await browser.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async () => {
  await page.goto(site.url)
}

/** Puts a region in place, as the stream does. */
const comes = async (element: ReturnType<typeof region>) => {
  const script = String(assets.find(assets.addresses.live)?.body)
  const morph = /'(\/assets\/live-morph-[^']+)'/.exec(script)?.[1] ?? ''
  const html = renderRegion(element, aVisit({ csrfToken: '' }))
  await page.evaluate(
    `import(${JSON.stringify(morph)}).then(({ putInPlace }) => { putInPlace({ part: ${JSON.stringify(html)} }) })`,
  )
}
const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()')

test('what is being typed stays, with the cursor in its place, while everything around it changes', async () => {
  await open()
  await page.getByText('A motion').click()
  const field = page.getByLabel('What')
  await field.pressSequentially('That the plan be agreed')
  await page.evaluate('document.activeElement.setSelectionRange(5, 8)')
  await comes(
    region([
      ['Acer', 'Here'],
      ['Ash', 'Leaves'],
      ['Birch', 'Here'],
      ['Cedar', 'Here'],
    ]),
  )
  expect(await page.locator('[data-live] li').count()).toBe(4)
  expect(await field.inputValue()).toBe('That the plan be agreed')
  expect(
    await page.evaluate('[document.activeElement.name, document.activeElement.selectionStart]'),
  ).toEqual(['motion-text', 5])
})

test('a form that goes while somebody types in it is left where it is, and says so', async () => {
  await open()
  await page.getByText('A motion').click()
  await page.getByLabel('What').fill('Half a sentence')
  await comes(region([['Ash', 'Here']], false))
  expect(await page.getByLabel('What').inputValue()).toBe('Half a sentence')
  expect(await page.locator('[data-left-behind]').count()).toBe(1)
})

test('why a form was refused stays beside its field while the page changes around it', async () => {
  await open()
  await page.getByText('A motion').click()
  await page.evaluate(`
    const refusal = document.createElement('p')
    refusal.className = 'gt-live-refusal'
    refusal.textContent = 'Write what the motion is.'
    document.getElementById('motion-text').before(refusal)
  `)
  await comes(region([['Ash', 'Leaves']]))
  expect(await page.getByText('Write what the motion is.').count()).toBe(1)
  expect(await page.getByLabel('What').count()).toBe(1)
})

test('the button that was pressed keeps the focus when it becomes another', async () => {
  await open()
  await page.getByRole('button', { name: 'Here' }).nth(1).focus()
  await comes(
    region([
      ['Ash', 'Here'],
      ['Birch', 'Leaves'],
    ]),
  )
  expect(await focused()).toBe('Leaves')
  await comes(region([['Birch', null]]))
  expect(await page.evaluate('document.activeElement !== document.body')).toBe(true)
})

test('what is read stays where it is when something comes above it', async () => {
  await open()
  await page.setViewportSize({ width: 800, height: 300 })
  const many = Array.from({ length: 40 }, (_, at) => [`Row ${at}`, null] as const)
  await comes(region(many))
  await page.evaluate('window.scrollTo(0, 600)')
  const line = page.getByText('Row 20', { exact: true })
  const topOf = async () => Math.round((await line.boundingBox())?.y ?? 0)
  const stood = await topOf()
  await comes(region([['New', null], ['Newer', null], ...many]))
  expect(Math.abs((await topOf()) - stood)).toBeLessThanOrEqual(1)
})
