import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { PublishedDate } from './published-year.rules.ts'
import { yearTables } from './year.records.ts'
import type { YearTables } from './year.tables.ts'

export type PublishedYearRow = Selectable<YearTables['meetings.published_years']>

/** Every published list of a body's year, the latest first. One query. */
export const listPublishedYears = (
  db: Db,
  bodyId: string,
  year?: string,
): Promise<PublishedYearRow[]> =>
  yearTables(db)
    .selectFrom('meetings.published_years')
    .selectAll()
    .where('body_id', '=', bodyId)
    .$if(year !== undefined, query => query.where('year', '=', year ?? ''))
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .execute()

export type PublishedDateOf = PublishedDate & {
  readonly body: string
  readonly year: string
  readonly publishedAt: Date
}

/** The dates from a day on that stand in the latest list of each body's year, soonest first. One query. */
export async function listPublishedDates(
  db: Db,
  from: Day,
  bodyId?: string,
): Promise<PublishedDateOf[]> {
  const rows = await yearTables(db)
    .selectFrom('meetings.published_years')
    .distinctOn(['body_id', 'year'])
    .selectAll()
    .$if(bodyId !== undefined, query => query.where('body_id', '=', bodyId ?? ''))
    .orderBy('body_id')
    .orderBy('year')
    .orderBy('version', 'desc')
    .execute()
  return rows
    .flatMap(row =>
      row.content.dates
        .filter(date => date.day >= from)
        .map(date => ({
          ...date,
          body: row.body_id,
          year: row.year,
          publishedAt: row.published_at,
        })),
    )
    .toSorted((one, other) =>
      one.day === other.day
        ? one.startsAt.localeCompare(other.startsAt)
        : one.day.localeCompare(other.day),
    )
}
