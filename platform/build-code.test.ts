import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const ours = fileURLToPath(new URL('..', import.meta.url))
const house = mkdtempSync(join(tmpdir(), 'goldthread-built-'))
afterAll(() => rmSync(house, { recursive: true, force: true }))

for (const folder of ['platform', 'app']) mkdirSync(join(house, folder))
copyFileSync(join(ours, 'platform/build-code.mjs'), join(house, 'platform/build-code.mjs'))
writeFileSync(join(house, 'package-lock.json'), '{}')
writeFileSync(join(house, 'app/main.ts'), 'export const answer: number = 1\n')
symlinkSync(join(ours, 'node_modules'), join(house, 'node_modules'))
const { buildCode } = await import(pathToFileURL(join(house, 'platform/build-code.mjs')).href)

test('code whose files have only other times is run as it was put together, and is not put together again', async () => {
  const built = await buildCode()
  const before = readdirSync(join(house, 'built')).sort()
  for (const file of ['app/main.ts', 'package-lock.json', 'platform/build-code.mjs'])
    utimesSync(join(house, file), 1_000_000, 1_000_000)
  expect(await buildCode()).toBe(built)
  expect(readdirSync(join(house, 'built')).sort()).toEqual(before)
})

test('code that was changed never runs as it was', async () => {
  const before = await buildCode()
  appendFileSync(join(house, 'app/main.ts'), 'export const other = 2\n')
  const after: string = await buildCode()
  expect(after).not.toBe(before)
  expect(readFileSync(after, 'utf8')).toContain('other')
})

test('where nothing can be written, what was put together still runs', async () => {
  const built = await buildCode()
  // Neither esbuild nor the note could be of use now.
  rmSync(join(house, 'node_modules'))
  mkdirSync(join(house, `built/app-main-ts.json.${process.pid}`))
  utimesSync(join(house, 'app/main.ts'), 2_000_000, 2_000_000)
  expect(await buildCode()).toBe(built)
})
