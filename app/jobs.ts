import type { Db } from '../platform/database/database.ts'
import type { Job } from '../platform/jobs.ts'
import { type Post, sendLetters } from '../platform/mail/letters.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { checkTables } from '../platform/record/check-tables.ts'
import { endStaleSessions } from '../rooms/people/end-stale-sessions.ts'

/** What the house does by itself: at night, and each minute where letters can go out. */
export const houseJobs = (db: Db, post?: Post): Job[] => [
  ...(post
    ? [
        {
          name: 'platform.send-letters',
          every: '* * * * *',
          work: async () => {
            await sendLetters(db, post, new Date())
          },
        },
      ]
    : []),
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
      const [fault] = (await checkTables(db)).faults
      if (fault) throw new Error(`${fault.table}, row ${fault.key}: ${fault.why}`)
    },
  },
]
