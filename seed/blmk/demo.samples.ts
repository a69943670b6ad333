import type { Day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { preparedRecord, type TestRecord } from '../../platform/testing/record.ts'
import { loadDemo } from './load.ts'

/** The address under which the packs of the demonstration were issued, in tests. */
export const DEMO_SITE = 'http://goldthread.test'

/** The demonstration as it stands on a day, for one test file; loaded once for all of them. */
export const demoRecord = (today: Day): Promise<TestRecord> =>
  preparedRecord(`demo_${today.replaceAll('-', '_')}`, async db => {
    expectDone(await loadDemo(db, today, DEMO_SITE))
  })
