import { Children, type ReactNode } from 'react'

export type CardItem = {
  readonly title: ReactNode
  readonly href?: string
  /** Beside the title, first: a day or a number. */
  readonly aside?: ReactNode
  readonly text?: ReactNode
  /** Short: tags, a body, a place. */
  readonly facts?: ReactNode[]
  readonly id: string
}

/** Things one can open, a rule between each: meetings, decisions, questions. */
export function CardList({
  items,
  level = 2,
}: {
  items: readonly CardItem[]
  /** Of each title, one below the heading the list stands under. */
  level?: 2 | 3 | 4
}) {
  const Heading = `h${level}` as const
  const dated = items.some(item => item.aside !== undefined)
  return (
    <ul className={`gt-card-list${dated ? ' gt-card-list--dated' : ''}`}>
      {items.map(item => (
        <li key={item.id} className="gt-card-list__item">
          {dated ? <div className="gt-card-list__aside">{item.aside}</div> : null}
          <div>
            <Heading className="gt-card-list__title">
              {item.href === undefined ? item.title : <a href={item.href}>{item.title}</a>}
            </Heading>
            {item.text === undefined ? null : (
              <div className="gt-card-list__text">
                {typeof item.text === 'string' ? <p>{item.text}</p> : item.text}
              </div>
            )}
            {item.facts === undefined || item.facts.length === 0 ? null : (
              <ul className="gt-card-list__facts">
                {Children.map(item.facts, fact => (
                  <li>{fact}</li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
