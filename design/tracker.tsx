import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { StatusTag, type TagColour } from './status-tag.tsx'

export type KeyItem = {
  readonly label: string
  readonly colour: TagColour
  readonly meaning: string
  readonly count: number
  /** Where only those are shown. */
  readonly href: string
  readonly current?: boolean
}

/** A tracker's key: what each state means, how many stand in it, and the way to see only those. */
export function TrackerKey({ label, items }: { label: string; items: readonly KeyItem[] }) {
  return (
    <nav aria-label={label}>
      <ul className="gt-key">
        {items.map(item => (
          <li
            key={item.label}
            className={`gt-key__item${item.current ? ' gt-key__item--current' : ''}`}
          >
            <span className={`gt-key__count${item.count === 0 ? ' gt-key__count--none' : ''}`}>
              {item.count}
            </span>
            <a
              className="gt-key__link"
              href={item.href}
              {...(item.current ? { 'aria-current': 'true' as const } : {})}
            >
              <StatusTag colour={item.colour}>{item.label}</StatusTag>
            </a>
            <p className="gt-key__meaning">{item.meaning}</p>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export type TrackerRow = {
  readonly id: string
  readonly number: ReactNode
  readonly colour: TagColour
  readonly label: string
  readonly text: ReactNode
  readonly href: string
  /** Where it came from: an item, a day, a body. */
  readonly from?: ReactNode
  /** What its owner said last. */
  readonly position?: ReactNode
  /** Short: owner, deadline. */
  readonly facts: readonly { readonly term: string; readonly value: ReactNode }[]
  readonly history?: { readonly summary: ReactNode; readonly content: ReactNode }
}

/** A tracker, a card for each action: its edge has the colour of its state, its tag the word. */
export function Tracker({ rows, level = 3 }: { rows: readonly TrackerRow[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ul className="gt-tracker">
      {rows.map(row => (
        <li key={row.id} className={`gt-tracker__row gt-tracker__row--${row.colour}`}>
          <p className="gt-tracker__number">
            <span className="nhsuk-u-visually-hidden">Action </span>
            {row.number}
          </p>
          <p className="gt-tracker__state">
            <StatusTag colour={row.colour}>{row.label}</StatusTag>
          </p>
          <div className="gt-tracker__main">
            <Heading className="gt-tracker__text">
              <a href={row.href}>{row.text}</a>
            </Heading>
            {row.from === undefined ? null : <p className="gt-tracker__from">{row.from}</p>}
            {row.position === undefined ? null : (
              <div className="gt-tracker__position">{row.position}</div>
            )}
            {row.history === undefined ? null : (
              <div className="gt-tracker__history">
                <Details>
                  <Details.Summary>{row.history.summary}</Details.Summary>
                  <Details.Text>{row.history.content}</Details.Text>
                </Details>
              </div>
            )}
          </div>
          <dl className="gt-tracker__facts">
            {row.facts.map(fact => (
              <div key={fact.term}>
                <dt>{fact.term}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** A deadline or a count that has gone past. */
export const Late = ({ children }: { children: ReactNode }) => (
  <span className="gt-tracker__late">{children}</span>
)

/** Who said it and when, beneath what was said. */
export const Said = ({ children }: { children: ReactNode }) => (
  <span className="gt-tracker__said">{children}</span>
)

/** The fields of a filter, on one line where there is room. */
export const Filter = ({ children }: { children: ReactNode }) => (
  <search className="gt-filter">{children}</search>
)

export type RegisterRow = {
  readonly id: string
  readonly who: ReactNode
  readonly role?: ReactNode
  /** How fresh it is: a tag, a day. */
  readonly state: ReactNode
  readonly entries: readonly { readonly id: string; readonly content: ReactNode }[]
}

/** A register by person: who, and beside it what they said. */
export function RegisterList({ rows, level = 3 }: { rows: readonly RegisterRow[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ul className="gt-register">
      {rows.map(row => (
        <li key={row.id} className="gt-register__row">
          <div>
            <Heading className="gt-register__who">{row.who}</Heading>
            {row.role === undefined ? null : <p className="gt-register__role">{row.role}</p>}
            <p className="gt-register__state">{row.state}</p>
          </div>
          <ul className="gt-register__entries">
            {row.entries.map(entry => (
              <li key={entry.id}>{entry.content}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
