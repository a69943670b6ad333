import { expect, test } from 'vitest'
import { axeFindings } from './axe.ts'
import { launchBrowser, newPage } from './chromium.ts'

test('a picture without words, and text too pale to read, are found; what is sound is not', async () => {
  const browser = await launchBrowser()
  const page = await newPage(browser)
  const around = (body: string) =>
    `<!doctype html><html lang="en"><head><title>Agenda</title></head><body><main><h1>Agenda</h1>${body}</main></body></html>`
  await page.setContent(around('<p>Apologies</p>'))
  expect(await axeFindings(page)).toEqual([])
  await page.setContent(
    around('<img src="data:,"><p style="color:#bbb;background:#fff">Apologies</p>'),
  )
  const found = await axeFindings(page)
  expect(found.map(line => line.split(':')[0]).sort()).toEqual(['color-contrast', 'image-alt'])
  await browser.close()
})
