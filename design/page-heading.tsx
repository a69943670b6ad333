import { Children, type ReactNode } from 'react'

/**
 * A page's one h1. The caption (what the thing belongs to) stands above it;
 * the lede says in a sentence what the page is; facts are short: tags, a day.
 */
export function PageHeading({
  title,
  caption,
  lede,
  facts = [],
}: {
  title: ReactNode
  caption?: ReactNode
  lede?: ReactNode
  facts?: ReactNode[]
}) {
  return (
    <div className="gt-page-heading">
      <h1 className="nhsuk-heading-xl">
        {caption === undefined ? null : (
          <>
            <span className="nhsuk-caption-l">{caption}</span>{' '}
          </>
        )}
        {title}
      </h1>
      {lede === undefined ? null : <p className="gt-page-heading__lede">{lede}</p>}
      {facts.length === 0 ? null : (
        <ul className="gt-page-heading__facts">
          {Children.map(facts, fact => (
            <li>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
