import type { ReactNode } from 'react'

export type KeyFigure = {
  readonly label: string
  readonly figure: ReactNode
  /** What it is out of, as at when, or why it matters; a few words. */
  readonly note?: ReactNode
  readonly href?: string
}

/** A few figures side by side that say how things stand. */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  if (figures.length === 0) return null
  return (
    <dl className="gt-key-figures">
      {figures.map(({ label, figure, note, href }) => (
        <div key={label} className="gt-key-figures__item">
          <dt className="gt-key-figures__label">
            {href === undefined ? label : <a href={href}>{label}</a>}
            {note === undefined ? null : <span className="gt-key-figures__note">{note}</span>}
          </dt>
          <dd className="gt-key-figures__figure">{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
