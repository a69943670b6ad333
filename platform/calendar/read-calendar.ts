import { type Db, tablesOf } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import { type Calendar, COUNTERS, type Counter } from '../working-days.rules.ts'
import { calendarWith } from './calendar.ts'

type CalendarTables = {
  'platform.disregarded_days': {
    day: Day
    reason: string
    counters: string[]
    source: string | null
  }
}

const isCounter = (name: string): name is Counter => COUNTERS.some(counter => counter === name)

/** The bundled calendar with this record's own disregarded days laid over it (R-CAL-3). One query. */
export async function readCalendar(db: Db): Promise<Calendar> {
  const rows = await tablesOf<CalendarTables>(db)
    .selectFrom('platform.disregarded_days')
    .selectAll()
    .orderBy('day')
    .execute()
  return calendarWith(
    rows.map(row => ({
      day: row.day,
      reason: row.reason,
      counters: row.counters.filter(isCounter),
      source: row.source ?? undefined,
    })),
  )
}
