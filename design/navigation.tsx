import { Breadcrumb, Container } from 'nhsuk-react-components'
import { type MenuItem, useVisit } from './visit-context.tsx'

export type NavigationItem = MenuItem

export type NavigationGroup = { readonly title: string; readonly items: readonly NavigationItem[] }

export type Crumb = { readonly text: string; readonly href: string }

const underWay = (path: string, href: string) =>
  path === href || (href !== '/' && path.startsWith(`${href}/`))

/**
 * Which item is current: as said, else the one whose address the visit lies
 * under, the longest winning (`/work/meetings` before `/work`).
 */
function currentOf(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  const said = items.find(item => item.current)
  if (said) return said
  return items
    .filter(item => item.current === undefined && underWay(path, item.href))
    .toSorted((one, other) => other.href.length - one.href.length)[0]
}

const ariaCurrent = (item: NavigationItem, path: string) =>
  item.href === path ? 'page' : ('true' as const)

/**
 * The strip under the masthead, with the mark-up that nhsuk-frontend's header
 * module folds into a menu where it is too long. The library's item never
 * gives the current one its `strong`, which is what tells it apart without styles.
 */
export function Navigation({ items, label }: { items: readonly NavigationItem[]; label: string }) {
  const { path } = useVisit()
  const current = currentOf(items, path)
  return (
    <nav className="nhsuk-header__navigation" aria-label={label}>
      <Container className="nhsuk-header__navigation-container">
        <ul className="nhsuk-header__navigation-list">
          {items.map(item =>
            item === current ? (
              <li
                key={item.href}
                className="nhsuk-header__navigation-item nhsuk-header__navigation-item--current"
              >
                <a
                  className="nhsuk-header__navigation-link"
                  href={item.href}
                  aria-current={ariaCurrent(item, path)}
                >
                  <strong className="nhsuk-header__navigation-item-current-fallback">
                    {item.text}
                  </strong>
                </a>
              </li>
            ) : (
              <li key={item.href} className="nhsuk-header__navigation-item">
                <a className="nhsuk-header__navigation-link" href={item.href}>
                  {item.text}
                </a>
              </li>
            ),
          )}
          <li className="nhsuk-header__menu" hidden>
            <button
              className="nhsuk-header__menu-toggle nhsuk-header__navigation-link"
              id="toggle-menu"
              type="button"
              aria-expanded="false"
            >
              <span className="nhsuk-u-visually-hidden">Browse </span>More
            </button>
          </li>
        </ul>
      </Container>
    </nav>
  )
}

/** Beside the page (above it where there is no room): the parts of the thing in hand. */
export function Sections({ groups }: { groups: readonly NavigationGroup[] }) {
  const { path } = useVisit()
  const current = currentOf(
    groups.flatMap(group => group.items),
    path,
  )
  return (
    <nav className="gt-sections" aria-label="In this part">
      {groups.map(group => (
        <div key={group.title}>
          <p className="gt-sections__title">{group.title}</p>
          <ul className="gt-sections__list">
            {group.items.map(item => (
              <li key={item.href} className="gt-sections__item">
                <a
                  className="gt-sections__link"
                  href={item.href}
                  {...(item === current ? { 'aria-current': ariaCurrent(item, path) } : {})}
                >
                  {item.text}
                  {item.count ? <span className="gt-sections__count"> ({item.count})</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** The way down to this page, itself left out. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <Breadcrumb>
      {crumbs.map(crumb => (
        <Breadcrumb.Item key={crumb.href} href={crumb.href}>
          {crumb.text}
        </Breadcrumb.Item>
      ))}
    </Breadcrumb>
  )
}
