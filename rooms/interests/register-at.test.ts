import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { importRegister } from './import-register.ts'
import { listRegister } from './list-register.ts'
import { publishRegister } from './publish-register.ts'
import { anyDay, anyFacts, countsByHand, edgesOf, standsByHand } from './register-at.samples.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-12-31')
const people = await Promise.all(Array.from({ length: 5 }, () => aPerson(acting)))

test('R-COI-4, R-COI-7: of random facts the register that the public reads on any day, and its counts, equal a reading line by line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFacts, { minLength: 1, maxLength: 25 }),
      anyDay,
      fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      async (all, someDay, picks) => {
        const edges = all.flatMap(edgesOf)
        const days = [someDay, ...picks.flatMap(pick => edges[pick % edges.length] ?? [])]
        const body = await aBody(acting)
        expectDone(
          await importRegister(acting, {
            body,
            source: 'Random facts',
            rows: all.map(({ who, declared_on, end }, at) => ({
              person: people[who] ?? '',
              answer: 'yes' as const,
              types: ['financial' as const],
              description: `Line ${at}`,
              declaredOn: declared_on ?? undefined,
              to: end?.to_text ?? '',
            })),
          }),
        )
        for (const [at, { withdrawn_on }] of all.entries())
          if (withdrawn_on !== null)
            await sql`update interests.declarations set withdrawn_on = ${withdrawn_on}
              where body_id = ${body} and description = ${`Line ${at}`}`.execute(record.db)
        expectDone(await publishRegister(acting, { body }))
        for (const on of days) {
          const register = await listRegister(record.publicDb, body, day(on))
          const standing = all.filter(facts => standsByHand(facts, on))
          const { people: count, undated, olderThan12Months } = register
          expect({ people: count, undated, olderThan12Months }).toEqual(countsByHand(standing, on))
          expect(
            register.persons
              .flatMap(({ entries }) => entries.map(({ description }) => description))
              .sort(),
          ).toEqual(
            all.flatMap((facts, at) => (standsByHand(facts, on) ? [`Line ${at}`] : [])).sort(),
          )
        }
      },
    ),
    { numRuns: 12 },
  )
})
