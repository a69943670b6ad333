export type TabLink = {
  readonly text: string
  readonly href: string
  readonly current?: boolean
  readonly count?: number
}

/** Several pages of one thing: each tab is a page of its own, with its own address. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav className="gt-tab-links" aria-label={label}>
      <ul className="gt-tab-links__list">
        {tabs.map(tab => (
          <li key={tab.href} className="gt-tab-links__item">
            <a
              className="gt-tab-links__link"
              href={tab.href}
              {...(tab.current ? { 'aria-current': 'page' as const } : {})}
            >
              {tab.text}
              {tab.count === undefined ? null : (
                <span className="gt-tab-links__count"> ({tab.count})</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
