import { type Day, day } from '../day.rules.ts'
import {
  type BankHoliday,
  type Calendar,
  COUNTERS,
  type Counter,
  type DisregardedDay,
  type Division,
} from '../working-days.rules.ts'
import bundled from './bank-holidays.json' with { type: 'json' }
import disregardedDays from './disregarded-days.json' with { type: 'json' }

const DIVISIONS: readonly Division[] = ['england-and-wales', 'scotland', 'northern-ireland']

/** One holiday for each day and name, with the parts of the kingdom that keep it. */
function bundledHolidays(): readonly BankHoliday[] {
  const holidays = new Map<string, { day: Day; name: string; divisions: Division[] }>()
  for (const division of DIVISIONS)
    for (const { date, title, notes } of bundled.divisions[division]) {
      const name = notes === '' ? title : `${title} (${notes.toLowerCase()})`
      const key = `${date} ${name}`
      const holiday = holidays.get(key) ?? { day: day(date), name, divisions: [] }
      holiday.divisions.push(division)
      holidays.set(key, holiday)
    }
  return [...holidays.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function counterNamed(name: string): Counter {
  const counter = COUNTERS.find(each => each === name)
  if (counter === undefined) throw new RangeError(`"${name}" is not a way of counting days`)
  return counter
}

/** The calendar as bundled: GOV.UK's bank holidays and the disregarded days beside them. */
export const bundledCalendar: Calendar = {
  holidays: bundledHolidays(),
  knownFrom: day(bundled.knownFrom),
  knownUntil: day(bundled.knownUntil),
  disregarded: disregardedDays.map(row => ({
    day: day(row.day),
    reason: row.reason,
    counters: row.counters.map(counterNamed),
    source: row.source,
  })),
}

/**
 * A line of a body's own dated list (R-CAL-3). `effect` 'disregarded', the usual one,
 * leaves the day out; 'counted' makes a day of the bundled list count again, for those
 * who read the edges of a break, or a period of mourning, more narrowly. Neither can
 * make a bank holiday or a Sunday count.
 */
export type LocalDay = DisregardedDay & { readonly effect?: 'disregarded' | 'counted' | undefined }

/** The bundled calendar with the local list laid over it; of two lines for a day both are kept. */
export function calendarWith(
  local: readonly LocalDay[],
  base: Calendar = bundledCalendar,
): Calendar {
  if (local.length === 0) return base
  const countedAgain = local.filter(row => row.effect === 'counted')
  const isCountedAgain = (on: Day, counter: Counter): boolean =>
    countedAgain.some(row => row.day === on && row.counters.includes(counter))
  return {
    ...base,
    disregarded: [
      ...base.disregarded
        .map(row => ({
          ...row,
          counters: row.counters.filter(counter => !isCountedAgain(row.day, counter)),
        }))
        .filter(row => row.counters.length > 0),
      ...local
        .filter(row => row.effect !== 'counted')
        .map(({ day, reason, counters, source }) => ({ day, reason, counters, source })),
    ],
  }
}
