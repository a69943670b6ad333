import { useVisit } from './visit-context.tsx'

/** A ring and the thread that leaves it: a G, and everything that follows from it. */
function Mark() {
  return (
    <svg className="gt-wordmark__mark" viewBox="0 0 44 44" aria-hidden="true" focusable="false">
      <path
        className="gt-wordmark__ring"
        d="M33.6 11.4A15.6 15.6 0 1 0 37.6 22"
        fill="none"
        strokeWidth="4.4"
        strokeLinecap="round"
      />
      <path className="gt-wordmark__thread" d="M20 22H48" fill="none" strokeWidth="3" />
      <circle className="gt-wordmark__bead" cx="20" cy="22" r="3.4" />
    </svg>
  )
}

/** Name and organisation, leading home. */
export function Wordmark({ href, line }: { href: string; line: string }) {
  const { brand } = useVisit()
  return (
    <a className="gt-wordmark" href={href}>
      {brand.logo ? (
        <img className="gt-wordmark__logo" src={brand.logo.src} alt={brand.logo.alt} />
      ) : (
        <Mark />
      )}
      <span className="gt-wordmark__words">
        <span className="gt-wordmark__name">{brand.name}</span>
        {line === '' ? null : (
          <>
            {' '}
            <span className="gt-wordmark__organisation">{line}</span>
          </>
        )}
      </span>
    </a>
  )
}
