import { Card } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

/** A few doors to open, side by side: the front page, a body's parts. */
export function CardGrid({
  cards,
  columns = 3,
  level = 2,
}: {
  cards: readonly { readonly title: string; readonly href: string; readonly text?: ReactNode }[]
  columns?: 2 | 3
  level?: 2 | 3
}) {
  return (
    <Card.Group>
      {cards.map(card => (
        <Card.GroupItem key={card.href} width={columns === 2 ? 'one-half' : 'one-third'}>
          <Card clickable>
            <Card.Heading headingLevel={level === 2 ? 'h2' : 'h3'} size="m">
              <Card.Link href={card.href}>{card.title}</Card.Link>
            </Card.Heading>
            {card.text === undefined ? null : <Card.Description>{card.text}</Card.Description>}
          </Card>
        </Card.GroupItem>
      ))}
    </Card.Group>
  )
}
