import type { ReactNode } from 'react'

const units = ['bytes', 'KB', 'MB', 'GB'] as const

/** A number of bytes as a person reads it: "940 bytes", "37 KB", "2.4 MB". Thousands, not 1,024s. */
export function sizeInWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const size = bytes / 1000 ** step
  const shown = step === 0 || size >= 10 ? Math.round(size) : Math.round(size * 10) / 10
  return `${shown.toLocaleString('en-GB')} ${units[step]}`
}

/** A file to read or keep, with what it costs to open: kind, size, pages. */
export function DocumentLink({
  href,
  title,
  type,
  bytes,
  pages,
  note,
}: {
  href: string
  title: ReactNode
  /** As people call it: PDF, Word, Excel. */
  type: string
  bytes?: number
  pages?: number
  /** A short further fact: "version 2", "late paper". */
  note?: ReactNode
}) {
  const facts = [
    type,
    bytes === undefined ? undefined : sizeInWords(bytes),
    pages === undefined ? undefined : `${pages} ${pages === 1 ? 'page' : 'pages'}`,
  ].filter(fact => fact !== undefined)
  return (
    <div className="gt-document">
      <svg className="gt-document__icon" viewBox="0 0 24 30" aria-hidden="true" focusable="false">
        <path d="M3 1.5h12l6 6v21H3z" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path className="gt-document__fold" d="M15 1.5v6h6" fill="none" strokeWidth="1.5" />
      </svg>
      <div className="gt-document__words">
        <a href={href}>
          {title} <span className="nhsuk-u-visually-hidden">({type})</span>
        </a>
        <span className="gt-document__facts">
          {facts.join(', ')}
          {note === undefined ? null : <>, {note}</>}
        </span>
      </div>
    </div>
  )
}
