const formats = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  plain: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DayForm = keyof typeof formats

const writers = new Map(
  Object.entries(formats).map(([form, options]) => [
    form,
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }),
  ]),
)

/**
 * An ISO day in words: `full` "Tuesday 1 July 2025", `plain` "1 July 2025",
 * `short` "1 Jul 2025". Text that is not an ISO day comes back as it is.
 */
export function dayInWords(day: string, form: DayForm = 'plain'): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // Engines differ on the comma after a weekday and on "Sept": settle both.
  return Number.isNaN(at)
    ? day
    : (writers.get(form)?.format(at).replace(',', '').replace('Sept ', 'Sep ') ?? day)
}

/** A day in words that a machine can read too. Words ("as soon as possible") stand as they are. */
export function DayText({ day, form = 'plain' }: { day: string; form?: DayForm }) {
  const words = dayInWords(day, form)
  return words === day ? day : <time dateTime={day}>{words}</time>
}
