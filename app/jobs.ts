import type { Db } from '../platform/database/database.ts'
import type { Job } from '../platform/jobs.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { endStaleSessions } from '../rooms/people/end-stale-sessions.ts'

/** What the house does by itself, at night. */
export const houseJobs = (db: Db): Job[] => [
  {
    name: 'people.end-stale-sessions',
    every: '10 3 * * *',
    work: () => endStaleSessions(db, new Date()),
  },
  {
    name: 'platform.check-journal',
    every: '30 3 * * *',
    work: async () => {
      const { broken } = await checkJournal(db)
      if (broken) throw new Error(`The journal does not hold at line ${broken.seq}: ${broken.why}`)
    },
  },
]
