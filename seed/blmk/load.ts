import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { done, type Outcome, refused } from '../../platform/outcome.ts'
import {
  readInstallation,
  readOrganisationName,
  writeInstallation,
} from '../../platform/record/installation.ts'
import { type Acting, inTransaction } from '../../platform/record/verb.ts'
import { correspondence } from './correspondence.ts'
import { demoPersons, foundations } from './foundations.ts'
import { meetingOfSeptember2024 } from './partnership-2024-09-19.ts'
import { meetingOfFebruary2025 } from './partnership-2025-02-14.ts'
import { registers } from './registers.ts'
import { taskGroup } from './task-group.ts'
import { type DatedAct, keptFrom } from './timeline.ts'
import { year } from './year.ts'

type Loaded = { readonly through: Day; readonly kept: Record<string, string> }

/** Everything that happens, in the order of its days; on one day, in the order given here. */
const timeline = (site: string): DatedAct[] =>
  [
    ...foundations,
    ...taskGroup,
    ...correspondence,
    ...registers,
    ...meetingOfSeptember2024,
    ...meetingOfFebruary2025(site),
    ...year,
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))

/**
 * Loads the demonstration up to a day, each act through its verb and on its own
 * day, so that the journal tells how each fact came. A record that was loaded to
 * an earlier day goes on from there. All in one transaction: half a
 * demonstration is never seen.
 *
 * @param site the address under which the public knows the site, for the covers of packs
 *
 * Refuses a day before the one to which the record was loaded, and a record
 * that holds something else.
 */
export const loadDemo = (db: Db, today: Day, site: string): Promise<Outcome<number>> =>
  inTransaction(db, async tx => {
    // Of two processes that start on one empty database, the second finds it loaded.
    await sql`select pg_advisory_xact_lock(hashtextextended('demonstration', 0))`.execute(tx)
    const before = (await readInstallation(tx, 'demo')) as Loaded | undefined
    if (!before && (await readOrganisationName(tx)) !== undefined)
      return refused({
        code: 'record-is-real',
        message:
          'This folder holds a record of its own, and the demonstration would be mixed into it. Set GOLDTHREAD_DEMO=off for that record, or GOLDTHREAD_DATA (or DATABASE_URL) to another place for the demonstration.',
      })
    if (before && before.through > today)
      return refused({
        code: 'demo-is-later',
        message: `The demonstration in this folder stands at ${before.through}, after ${today}. Set GOLDTHREAD_DATA to another folder, or GOLDTHREAD_TODAY to a later day.`,
      })
    if (before?.through === today) return done(0)

    const kept = keptFrom(before?.kept ?? {})
    const acts = timeline(site).filter(({ on }) => on <= today && !(before && on <= before.through))
    for (const { on, by, act } of acts) {
      const acting: Acting = {
        db: tx,
        person: by ? kept.idOf('person', by) : null,
        today: on,
        now: new Date(`${on}T09:00:00Z`),
        may: () => true,
      }
      await act(acting, kept)
    }
    await writeInstallation(tx, 'demo', { through: today, kept: kept.all })
    await writeInstallation(
      tx,
      'demo persons',
      demoPersons.flatMap(({ person, role }) => {
        const id = kept.all[`person/${person}`]
        return id ? [{ id, role }] : []
      }),
    )
    return done(acts.length)
  })
