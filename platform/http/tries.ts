import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import { type Db, tablesOf } from '../database/database.ts'

/**
 * Counts, for all processes of a record together, how often something was tried by one
 * address, one pair of account and address, or one session. It never counts by the name of
 * an account alone: whoever did could lock a colleague out.
 */
export type Tries = {
  /** Whether so many were counted within the minutes. */
  readonly isShut: (db: Db, who: string, now: Date) => Promise<boolean>
  /** Counts one; past the most, the latest push the earliest out. */
  readonly count: (db: Db, who: string, now: Date) => Promise<void>
  /** Counts one unless so many were; answers whether there was room. Of two at once one gets the last place. */
  readonly take: (db: Db, who: string, now: Date) => Promise<boolean>
}

type TriesTables = {
  'platform.tries': { purpose: string; who: string; times: Date[]; last_at: Date }
}

/**
 * @param purpose what is counted; two with the same purpose share their counts
 * @param most how many within the minutes
 */
export function tries({
  purpose,
  most,
  minutes,
}: {
  readonly purpose: string
  readonly most: number
  readonly minutes: number
}): Tries {
  const since = (now: Date) => new Date(now.getTime() - minutes * 60_000)
  // A time ahead of the clock was written before the clock was put right: it counts for nothing.
  const recent = (now: Date) =>
    sql`array(select at from unnest(t.times) at
      where at > ${since(now)} and at <= ${now} order by at)`
  return {
    isShut: async (db, who, now) => {
      const { rows } = await sql<{ shut: boolean }>`
        select cardinality(${recent(now)}) >= ${most} as shut
        from platform.tries t where purpose = ${purpose} and who = ${hashOf(who)}`.execute(db)
      return rows[0]?.shut ?? false
    },
    count: async (db, who, now) => {
      await sql`
        insert into platform.tries as t (purpose, who, times, last_at)
        values (${purpose}, ${hashOf(who)}, array[${now}::timestamptz], ${now})
        on conflict (purpose, who) do update
        set times = (${recent(now)} || ${now}::timestamptz)[greatest(1, cardinality(${recent(now)}) + 2 - ${most}::int):],
          last_at = ${now}`.execute(db)
    },
    take: async (db, who, now) => {
      const { rows } = await sql`
        insert into platform.tries as t (purpose, who, times, last_at)
        values (${purpose}, ${hashOf(who)}, array[${now}::timestamptz], ${now})
        on conflict (purpose, who) do update
        set times = ${recent(now)} || ${now}::timestamptz, last_at = ${now}
        where cardinality(${recent(now)}) < ${most}
        returning 1`.execute(db)
      return rows.length > 0
    },
  }
}

/** Forgets what was last tried more than a day ago: nothing is counted for so long. */
export async function forgetTries(db: Db, now: Date): Promise<void> {
  await tablesOf<TriesTables>(db)
    .deleteFrom('platform.tries')
    .where('last_at', '<', new Date(now.getTime() - 24 * 3_600_000))
    .execute()
}

const hashOf = (who: string) => createHash('sha256').update(who).digest('hex')

/**
 * What is counted as one place of the network: an IPv4 address, or the 64 leading bits of an
 * IPv6 one, within which one subscriber may choose any address.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [before = '', after] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [left, right] = [groups(before), groups(after ?? '')]
  const zeros = after === undefined ? 0 : 8 - left.length - right.length
  const all = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return `${all
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
