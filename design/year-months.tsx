import type { ReactNode } from 'react'

export type MonthEntry = {
  readonly key: string
  /** The date, as a figure or in short. */
  readonly date: ReactNode
  readonly text: ReactNode
  readonly href?: string
  /** 'quiet' for what only stands in the way, such as a bank holiday; 'amber' where something is amiss. */
  readonly look?: 'plain' | 'quiet' | 'amber'
}

export type MonthOfYear = {
  readonly name: string
  readonly entries: readonly MonthEntry[]
}

/** A year at a glance: its months side by side, each with what lies in it. */
export function YearMonths({
  months,
  level = 3,
}: {
  months: readonly MonthOfYear[]
  /** Of each month's name, one below the heading the year stands under. */
  level?: 2 | 3
}) {
  const Heading = `h${level}` as const
  return (
    <ul className="gt-year">
      {months.map(({ name, entries }) => (
        <li key={name} className="gt-year__month">
          <Heading className="gt-year__name">{name}</Heading>
          {entries.length === 0 ? (
            <p className="gt-year__none">–</p>
          ) : (
            <ul className="gt-year__entries">
              {entries.map(({ key, date, text, href, look = 'plain' }) => (
                <li key={key} className={`gt-year__entry gt-year__entry--${look}`}>
                  <span className="gt-year__date">{date}</span>{' '}
                  {href === undefined ? <span>{text}</span> : <a href={href}>{text}</a>}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
