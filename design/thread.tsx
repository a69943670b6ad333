import type { ReactNode } from 'react'
import { DayText } from './day-text.tsx'

export type ThreadLink = {
  /** How it hangs together, as a person would say it: "was raised at", "decided". */
  readonly relation: string
  readonly kind: string
  readonly text: ReactNode
  readonly href: string
  readonly day?: string
}

function Point({ link }: { link: ThreadLink }) {
  return (
    <li className="gt-timeline__point">
      <p className="gt-timeline__day">
        {link.relation} {link.kind}
        {link.day === undefined ? null : (
          <>
            , <DayText day={link.day} />
          </>
        )}
      </p>
      <p className="gt-timeline__title">
        <a href={link.href}>{link.text}</a>
      </p>
    </li>
  )
}

/** What one thing came from (above it) and what came of it (below), on the gold thread. */
export function Thread({
  heading = 'The thread',
  level = 2,
  up,
  here,
  down,
}: {
  heading?: string
  level?: 2 | 3
  up: readonly ThreadLink[]
  /** The thing itself. */
  here: { readonly kind: string; readonly text: ReactNode }
  down: readonly ThreadLink[]
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="gt-thread" aria-label={heading}>
      <Heading className="nhsuk-heading-s gt-thread__heading">{heading}</Heading>
      <ol className="gt-timeline">
        {up.map(link => (
          <Point key={`${link.relation} ${link.href}`} link={link} />
        ))}
        <li className="gt-timeline__point gt-timeline__point--now" aria-current="true">
          <p className="gt-timeline__day">This {here.kind}</p>
          <p className="gt-timeline__title">{here.text}</p>
        </li>
        {down.map(link => (
          <Point key={`${link.relation} ${link.href}`} link={link} />
        ))}
      </ol>
    </section>
  )
}
