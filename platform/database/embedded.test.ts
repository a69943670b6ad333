import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded.ts'

test('a second start on the same folder is refused by name, and after the first has stopped it goes on from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-embedded-'))
  const first = await startEmbeddedPostgres(folder)
  const client = new pg.Client({ connectionString: first.url() })
  await client.connect()
  await client.query('create table kept (word text)')
  await client.query("insert into kept values ('still here')")
  await client.end()
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/Another Goldthread is using/)
  await first.stop()
  const second = await startEmbeddedPostgres(folder)
  const again = new pg.Client({ connectionString: second.url() })
  await again.connect()
  expect((await again.query('select word from kept')).rows).toEqual([{ word: 'still here' }])
  await again.end()
  await second.stop()
  rmSync(folder, { recursive: true, force: true })
})
