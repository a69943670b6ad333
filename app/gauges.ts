import { sql } from 'kysely'
import type { Db } from '../platform/database/database.ts'
import type { Gauge } from '../platform/http/gauge.ts'

const numberOf = async (db: Db, query: ReturnType<typeof sql<{ value: number | null }>>) =>
  (await query.execute(db)).rows[0]?.value ?? null

/** What whoever runs the house watches: the pool, jobs, the journal and the post. */
export function houseGauges(
  db: Db,
  poolOf: () => { readonly inUse: number; readonly waiting: number },
): Gauge[] {
  const of = (
    name: string,
    help: string,
    query: ReturnType<typeof sql<{ value: number | null }>>,
  ) => ({
    name,
    help,
    read: () => numberOf(db, query),
  })
  const jobs = (states: string) =>
    sql<{
      value: number
    }>`select count(*)::int as value from jobs.job where state::text = ${states}`
  return [
    { name: 'pool_in_use', help: 'Connections to the record in use.', read: () => poolOf().inUse },
    {
      name: 'pool_waiting',
      help: 'Requests that wait for a connection to the record.',
      read: () => poolOf().waiting,
    },
    of('jobs_waiting', 'Jobs that wait to be done.', jobs('created')),
    of('jobs_failed', 'Jobs that were tried to the last and failed.', jobs('failed')),
    of(
      'journal_line',
      'The number of the last line of the journal.',
      sql`select seq::int as value from platform.journal_head`,
    ),
    of(
      'checkpoint_age_seconds',
      'How long ago the last checkpoint of the journal was made.',
      sql`select extract(epoch from now() - max(made_at))::float8 as value from platform.checkpoints`,
    ),
    of(
      'letters_waiting',
      'Letters written and not yet sent.',
      sql`select count(*)::int as value from platform.letters where sent_at is null and given_up_at is null`,
    ),
    of(
      'letters_given_up',
      'Letters that could not be sent.',
      sql`select count(*)::int as value from platform.letters where given_up_at is not null`,
    ),
  ]
}
