import { expect, test } from 'vitest'
import { connect } from '../../platform/database/database.ts'
import { day } from '../../platform/day.rules.ts'
import { checkJournal } from '../../platform/record/check-journal.ts'
import { checkTables } from '../../platform/record/check-tables.ts'
import { diceFrom, tamperOnce } from '../../platform/record/tampering.samples.ts'
import { demoRecord } from './demo.samples.ts'

const record = await demoRecord(day('2025-07-01'))

test('every row of the demonstration is as the journal tells', async () => {
  expect((await checkJournal(record.db)).broken).toBeNull()
  const { rows, faults } = await checkTables(record.db)
  expect(faults).toEqual([])
  expect(rows).toBeGreaterThan(500)
})

test('whatever one thing is altered by somebody who owns the database, it is found and located', async () => {
  const owner = connect({ url: record.url, size: 1 })
  const dice = diceFrom(20_250_701)
  const missed: string[] = []
  for (let trial = 0; trial < 30; trial++) {
    const { found, words, told } = await tamperOnce(owner, dice)
    if (!found) missed.push(`${words}: ${told}`)
  }
  await owner.destroy()
  expect(missed).toEqual([])
})
