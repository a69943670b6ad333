import { londonNow } from '../../platform/clock.ts'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import type { InterestsTables } from './interests.tables.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import type { Declaration } from './list-register.ts'
import { asPublicReads, linesOn } from './register-at.rules.ts'
import { type RegisterNews, registerNews } from './register-news.rules.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type RegisterNewsOn = {
  readonly on: Day
  /** Null where there is no earlier register to hold it against. */
  readonly since: Day | null
  /** Whether it is held against what was published by that day; else against what had been declared. */
  readonly asPublished: boolean
  /** The days on which the register was published, the latest first. */
  readonly published: readonly Day[]
  readonly news: RegisterNews<Declaration> | null
  readonly persons: ReadonlyMap<string, Person>
}

/**
 * What changed in a body's register between two days, as the public may read it today. Without
 * `since`, since it was last published before the day of the latest publication: the last extract.
 * Where it had been published by then, what came into the register afterwards counts as new,
 * though it was declared before. Four queries.
 */
export async function listRegisterNews(
  db: Db,
  bodyId: string,
  asked: { readonly on: Day; readonly since?: Day | undefined; readonly today: Day },
): Promise<RegisterNewsOn> {
  const { on, today } = asked
  const [lines, publications, own] = await Promise.all([
    interests(db)
      .selectFrom('interests.declarations')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where('sensitive', '=', false)
      .orderBy('recorded_at')
      .orderBy('line')
      .orderBy('id')
      .execute(),
    interests(db)
      .selectFrom('interests.publications')
      .select('published_at')
      .where('body_id', '=', bodyId)
      .orderBy('published_at', 'desc')
      .execute(),
    listLimits(db, [bodyId]),
  ])
  const monthsOn = (day: Day) => limitsOn(own.get(bodyId) ?? [], day)['public months']
  const days = publications.map(({ published_at }) => londonNow(published_at).day)
  const published = [...new Set(days)]
  const since = asked.since ?? published.filter(day => day <= on)[1] ?? null
  const common = { on, since, published }
  if (since === null)
    return { ...common, asPublished: false, news: null, persons: new Map<string, Person>() }
  const knownBy = publications.find((_, at) => (days[at] ?? '') <= since)?.published_at
  const news = registerNews(
    linesOn(lines, since, knownBy, monthsOn(since)),
    linesOn(lines, on, undefined, monthsOn(on)),
    { since, on },
  )
  const persons = await readPersons(
    db,
    lines.map(({ person_id }) => person_id),
  )
  const read = (line: Declaration) => asPublicReads(line, today, monthsOn(today))
  return {
    ...common,
    asPublished: knownBy !== undefined,
    persons,
    news: {
      ...news,
      added: news.added.map(read),
      renewed: news.renewed.map(({ before, after, differs }) => ({
        before: read(before),
        after: read(after),
        differs,
      })),
      ended: news.ended.map(read),
      gone: news.gone.map(({ line, because }) => ({ line: read(line), because })),
    },
  }
}
