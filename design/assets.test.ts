import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildStyles, loadAssets } from './assets.ts'
import { contrast, faultsOfBrand, goldthreadBrand } from './brand.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'goldthread-styles-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// Not the one that comes compiled with the house.
const anotherBrand = { ...goldthreadBrand, linkColour: '#0b5873' }

test('the style sheet is compiled once: a second start reads what the first one kept', async () => {
  const first = await buildStyles(anotherBrand, folder)
  const [name = ''] = await readdir(folder)
  const made = (await stat(path.join(folder, name))).mtimeMs
  expect(await buildStyles(anotherBrand, folder)).toEqual(first)
  expect(await readdir(folder)).toEqual([name])
  expect((await stat(path.join(folder, name))).mtimeMs).toBe(made)
})

test('the page is set in Arial, in the brand’s colours, and fetches nothing from elsewhere', async () => {
  const { css } = await buildStyles(goldthreadBrand, folder)
  expect(css).toMatch(/html\{[^}]*font-family:arial,\s?sans-serif/)
  expect(css).not.toMatch(/frutiger/i)
  expect(css).not.toMatch(/url\((?!["']?(?:data:|\/assets\/))/)
  expect(css).toContain(goldthreadBrand.accentColour)
})

test('another brand has another sheet under another address', async () => {
  const plum = { ...goldthreadBrand, primaryColour: '#4a1942' }
  const [ours, theirs] = await Promise.all([
    loadAssets(goldthreadBrand, folder),
    loadAssets(plum, folder),
  ])
  expect(theirs.addresses.stylesheet).not.toBe(ours.addresses.stylesheet)
  expect(theirs.find(theirs.addresses.stylesheet)?.body.toString()).toContain('#4a1942')
})

test('every file that a page, a script or the style sheet asks for is there', async () => {
  const assets = await loadAssets(goldthreadBrand, folder)
  const texts = Object.values(assets.addresses).map(address => {
    const asset = assets.find(address)
    expect(asset, address).toBeDefined()
    return asset?.body.toString() ?? ''
  })
  const asked = texts.flatMap(text => [...text.matchAll(/["'(](\/assets\/[^"')]+)["')]/g)])
  expect(asked.length).toBeGreaterThan(3)
  for (const [, address = ''] of asked) expect(assets.find(address), address).toBeDefined()
  expect(texts.join()).not.toContain("from './")
  expect(assets.find('/assets/../package.json')).toBeUndefined()
})

test('colours that some people could not read are refused in words', async () => {
  expect(faultsOfBrand(goldthreadBrand)).toEqual([])
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(faultsOfBrand({ ...goldthreadBrand, primaryColour: '#88aacc' })).toEqual([
    'primaryColour #88aacc reaches a contrast of 2.4 on #ffffff; it needs 4.5.',
  ])
  expect(faultsOfBrand({ ...goldthreadBrand, linkColour: 'teal' })).toEqual([
    'linkColour must be written as #rrggbb, not "teal".',
  ])
  await expect(
    buildStyles({ ...goldthreadBrand, accentColour: '#fff000' }, folder),
  ).rejects.toThrow('accentColour')
})
