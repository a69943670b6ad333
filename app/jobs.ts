import type { Db } from '../platform/database/database.ts'
import { addDays, type Day, formatDay } from '../platform/day.rules.ts'
import type { Job } from '../platform/jobs.ts'
import { type Post, sendLetters } from '../platform/mail/letters.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { checkTables } from '../platform/record/check-tables.ts'
import { checkpointAfter, makeCheckpoint } from '../platform/record/checkpoints.ts'
import { clearDrafts } from '../rooms/interests/clear-drafts.ts'
import { remindDeclarers } from '../rooms/interests/remind-declarers.ts'
import { sendReminders } from '../rooms/meetings/remind-invited.ts'
import { tellOfQuorum } from '../rooms/meetings/tell-of-quorum.ts'
import { writeSignInLetters } from '../rooms/people/ask-for-link.ts'
import { endStaleSessions } from '../rooms/people/end-stale-sessions.ts'
import { papersOf } from './slots.tsx'

/** Where letters lead, and by which clock the morning begins. */
export type Outside = {
  readonly site: string
  readonly clock: () => { readonly now: Date; readonly today: Day }
}

/** What the house does by itself: at night, and each minute and morning where letters can go out. */
export const houseJobs = (db: Db, { site, clock }: Outside, post?: Post): Job[] => [
  ...(post
    ? [
        {
          name: 'platform.send-letters',
          every: '* * * * *',
          work: async () => {
            // Before they go out, so that nobody waits another minute for a link.
            await writeSignInLetters(db, { site, now: clock().now })
            await sendLetters(db, post, new Date())
          },
        },
        {
          name: 'meetings.remind-invited',
          every: '0 7 * * *',
          work: async () => {
            await sendReminders(db, { ...clock(), site, papersOf })
          },
        },
        {
          name: 'meetings.tell-of-quorum',
          every: '15 7 * * *',
          work: async () => {
            await tellOfQuorum(db, { ...clock(), site })
          },
        },
        {
          name: 'interests.remind-declarers',
          every: '30 7 * * *',
          work: async () => {
            await remindDeclarers(db, { ...clock(), site })
          },
        },
      ]
    : []),
  {
    // The day that has just ended.
    name: 'platform.make-checkpoint',
    every: '5 0 * * *',
    work: async () => {
      const { now, today } = clock()
      const yesterday = addDays(today, -1)
      await makeCheckpoint(db, yesterday, now)
      // It was made by a clock that was ahead, or this one is behind: somebody has to look.
      const ahead = await checkpointAfter(db, yesterday)
      if (ahead)
        throw new Error(
          `There is a checkpoint of ${formatDay(ahead.day)}, which has not ended by this clock: see “The clock jumped” in docs/operations.md.`,
        )
    },
  },
  {
    name: 'people.end-stale-sessions',
    every: '10 3 * * *',
    work: () => endStaleSessions(db, new Date()),
  },
  {
    name: 'interests.clear-import-drafts',
    every: '20 3 * * *',
    work: async () => {
      await clearDrafts(db, clock().today)
    },
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
