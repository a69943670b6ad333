import { createContext, useContext } from 'react'
import { DayText } from './day-text.tsx'
import { Pagination } from './pagination.tsx'

export type ChangeShown = {
  /** An ISO day. */
  readonly on: string
  readonly what: string
  /** Where that version can be read. */
  readonly href?: string
}

export type ChangesShown = {
  /** Newest first. */
  readonly changes: readonly ChangeShown[]
  readonly page: number
  readonly pages: number
  readonly hrefOf: (page: number) => string
}

/** What changed of the thing that a public page is about; absent where it is about none. */
export const ChangesOfPage = createContext<ChangesShown | undefined>(undefined)

/** The end of every public page about a thing: what changed and when, the newest first. */
export function WhatChanged() {
  const shown = useContext(ChangesOfPage)
  if (!shown) return null
  return (
    <section className="gt-what-changed" aria-labelledby="what-changed">
      <h2 className="nhsuk-heading-m" id="what-changed">
        What changed
      </h2>
      {shown.changes.length === 0 ? (
        <p>Nothing has changed here since it was first published.</p>
      ) : (
        <ol className="gt-what-changed__list">
          {shown.changes.map(({ on, what, href }) => (
            <li key={`${on} ${what} ${href ?? ''}`}>
              <DayText day={on} /> {href === undefined ? what : <a href={href}>{what}</a>}
            </li>
          ))}
        </ol>
      )}
      <Pagination page={shown.page} pages={shown.pages} hrefOf={shown.hrefOf} />
    </section>
  )
}
