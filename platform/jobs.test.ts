import { afterAll, expect, test } from 'vitest'
import { startJobs } from './jobs.ts'
import { freshRecord } from './testing/record.ts'

const record = await freshRecord()
const faults: Error[] = []
const done: unknown[] = []
let arrived: () => void = () => {}

const jobs = await startJobs(
  record.url,
  [
    {
      name: 'platform.note',
      every: '15 3 * * *',
      work: async data => {
        done.push(data)
        arrived()
      },
    },
  ],
  fault => faults.push(fault),
)
afterAll(() => jobs.stop())

test('a job that is sent is done once, with what it was given', async () => {
  const once = new Promise<void>(resolve => {
    arrived = resolve
  })
  await jobs.send('platform.note', { meeting: '2025-02-14' })
  await once
  expect(done).toEqual([{ meeting: '2025-02-14' }])
  expect(faults).toEqual([])
})
