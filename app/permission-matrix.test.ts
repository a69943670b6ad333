import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Page } from '../platform/http/page.ts'
import { readSettings } from '../platform/settings.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { CANARY } from '../rooms/publishing/publishing.samples.ts'
import { housePages } from './pages.ts'
import { fillIn, matrixOfActing, matrixOfReading, plantPrivate } from './permission.samples.ts'
import { aHouse } from './visitor.samples.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-02-10')
const planted = await plantPrivate(record)
const pages: readonly Page[] = housePages(
  readSettings({ GOLDTHREAD_TODAY: '2025-02-10', LOG_LEVEL: 'silent' }),
  async () => {},
)

const lines = async () =>
  (await sql<{ n: number }>`select count(*) as n from platform.journal`.execute(record.db)).rows[0]
    ?.n ?? 0

test('every page and file, asked for by everybody, answers as it is declared', async () => {
  const { asked, wrong } = await matrixOfReading({ house, pages, planted }, 'some')
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(500)
}, 240_000)

test('no page, file or answer that an administrator opens holds the canary, nor any that a visitor does', async () => {
  const seen: string[] = []
  for (const called of ['administrator', 'visitor']) {
    const { token } = planted.asker(called)
    for (const page of pages) {
      if (page.kind === 'act' || page.kind === 'stream') continue
      for (const which of ['public', 'private'] as const) {
        const address = fillIn(page.path, planted, which)
        if (address.includes(planted.privateHash)) continue
        for (const url of page.kind === 'public' ? [address, `/api/v1${address}`] : [address]) {
          const { body } = await house.server.inject({
            url,
            ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
          })
          if (body.includes(CANARY)) seen.push(`${called}: ${url}`)
        }
      }
    }
  }
  expect(seen).toEqual([])
}, 240_000)

test('every form and button, sent by everybody, acts for those who may and for nobody else', async () => {
  const { asked, wrong } = await matrixOfActing({ house, pages, planted }, 'some', lines)
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(500)
}, 240_000)
