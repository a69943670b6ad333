import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { recordPerson } from '../../rooms/people/record-person.ts'
import { connect } from '../database/database.ts'
import { day } from '../day.rules.ts'
import { actingOn, freshRecord } from '../testing/record.ts'
import { checkJournal, timesGoingBack } from './check-journal.ts'
import { checkpointAfter, lineWithDigest, listCheckpoints, makeCheckpoint } from './checkpoints.ts'

const record = await freshRecord()
const now = new Date('2025-07-02T00:05:00Z')
const nextNight = new Date('2025-07-03T00:05:00Z')
const page = { limit: 10, offset: 0 }

test('a checkpoint is made once a day, of what stands then, and the public can read it', async () => {
  expect(await makeCheckpoint(record.db, day('2025-06-30'), now)).toBe(false)
  await recordPerson(actingOn(record, '2025-07-01'), { name: 'The clerk' })
  expect(await makeCheckpoint(record.db, day('2025-07-01'), now)).toBe(true)
  await recordPerson(actingOn(record, '2025-07-02'), { name: 'The chair' })
  expect(await makeCheckpoint(record.db, day('2025-07-01'), now)).toBe(false)
  await expect(makeCheckpoint(record.db, day('2025-07-02'), now)).rejects.toThrow(
    '2 July 2025 has not ended',
  )
  expect(await makeCheckpoint(record.db, day('2025-07-02'), nextNight)).toBe(true)
  const kept = await listCheckpoints(record.publicDb, page)
  expect(kept.map(({ day: on, lines }) => [on, lines])).toEqual([
    ['2025-07-02', 2],
    ['2025-07-01', 1],
  ])
  expect((await checkJournal(record.db)).broken).toBeNull()
  expect(await lineWithDigest(record.db, kept[1]?.digest ?? '')).toBe(1)
  expect(await lineWithDigest(record.db, '0'.repeat(64))).toBeUndefined()
})

test('a clock that was set back leaves the chain whole; the lines are told of, and so is a checkpoint made ahead', async () => {
  expect(await timesGoingBack(record.db)).toEqual({ lines: 0, first: null })
  expect(await checkpointAfter(record.db, day('2025-07-02'))).toBeUndefined()
  await recordPerson(actingOn(record, '2031-01-01'), { name: 'The treasurer' })
  await makeCheckpoint(record.db, day('2030-12-31'), new Date('2031-01-01T00:05:00Z'))
  await recordPerson(actingOn(record, '2025-07-03'), { name: 'The vice-chair' })
  expect(await timesGoingBack(record.db)).toEqual({ lines: 1, first: 4 })
  expect((await checkJournal(record.db)).broken).toBeNull()
  // The day that really ended has its own all the same.
  const night = new Date('2025-07-04T00:05:00Z')
  expect(await makeCheckpoint(record.db, day('2025-07-03'), night)).toBe(true)
  expect(await makeCheckpoint(record.db, day('2025-07-03'), night)).toBe(false)
  expect((await checkpointAfter(record.db, day('2025-07-03')))?.day).toBe('2030-12-31')
  expect((await checkJournal(record.db)).broken).toBeNull()
})

test('the app can neither change nor take away a checkpoint or a line of the journal', async () => {
  for (const table of ['platform.checkpoints', 'platform.journal'])
    for (const statement of [
      sql`delete from ${sql.table(table)}`,
      sql`truncate ${sql.table(table)}`,
      table.endsWith('journal')
        ? sql`update platform.journal set verb = 'x'`
        : sql`update platform.checkpoints set lines = 0`,
    ])
      await expect(statement.execute(record.db)).rejects.toThrow(/permission denied/)
})

test('a journal that was written anew as a whole is told from the one that the checkpoint saw', async () => {
  const owner = connect({ url: record.url, size: 1 })
  await sql`update platform.checkpoints set digest = ${'ab'.repeat(32)} where day = '2025-07-01'`.execute(
    owner,
  )
  await owner.destroy()
  expect((await checkJournal(record.db)).broken).toEqual({
    seq: 1,
    why: 'It is not the line of which the checkpoint of 1 July 2025 tells.',
  })
})
