import { Container, Footer, SkipLink } from 'nhsuk-react-components'
import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Refusal } from '../platform/outcome.ts'
import { DayText } from './day-text.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { PageRefusals } from './form-context.tsx'
import { given } from './given.ts'
import {
  type Crumb,
  Crumbs,
  Navigation,
  type NavigationGroup,
  type NavigationItem,
  Sections,
} from './navigation.tsx'
import { useVisit, type VisitContext, VisitProvider } from './visit-context.tsx'
import { WhatChanged } from './what-changed.tsx'
import { Wordmark } from './wordmark.tsx'

/** A whole HTML document, with its doctype, as one visit gets it. */
export const renderPage = (page: ReactElement, visit: VisitContext): string =>
  `<!DOCTYPE html>${renderToStaticMarkup(<VisitProvider visit={visit}>{page}</VisitProvider>)}`

/** One region of a live page, as a stream sends it to all who follow. */
export const renderRegion = (region: ReactElement, visit: VisitContext): string =>
  renderToStaticMarkup(<VisitProvider visit={visit}>{region}</VisitProvider>)

/** "Error: Summon a meeting – Goldthread": what is wrong, then what it is, then where. */
function titleOf(title: string, refusals: readonly Refusal[], name: string): string {
  const page = title === name ? name : `${title} – ${name}`
  return refusals.length > 0 ? `Error: ${page}` : page
}

function Document({
  title,
  description,
  refusals,
  className,
  children,
}: {
  title: string
  description?: string
  refusals: readonly Refusal[]
  className: string
  children: ReactNode
}) {
  const { brand, assets, nonce, styleNonce } = useVisit()
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <title>{titleOf(title, refusals, brand.name)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {description === undefined ? null : <meta name="description" content={description} />}
        <meta name="theme-color" content={brand.primaryColour} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.stylesheet} {...given({ nonce: styleNonce })} />
      </head>
      <body className={className}>
        <script src={assets.supported} {...given({ nonce })} />
        <PageRefusals value={refusals}>{children}</PageRefusals>
        <script type="module" src={assets.enhancements} {...given({ nonce })} />
      </body>
    </html>
  )
}

/** In a demonstration: which day it is, and that nobody's identity is checked. */
function DemonstrationBanner() {
  const { demo } = useVisit()
  if (!demo) return null
  return (
    <section className="gt-demo" aria-label="Demonstration">
      <Container>
        <p>
          <strong>Demonstration</strong> In this record today is{' '}
          <DayText day={demo.today} form="full" />. Signing in is a demonstration too: anyone may be
          anyone.
        </p>
      </Container>
    </section>
  )
}

const footerLinks: readonly NavigationItem[] = [
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Open data', href: '/data' },
  { text: 'About this record', href: '/about' },
]

function PageFooter({ links }: { links: readonly NavigationItem[] }) {
  const { brand } = useVisit()
  return (
    <Footer className="gt-footer">
      <Footer.Meta visuallyHiddenText="About this site">
        {links.map(link => (
          <Footer.ListItem key={link.href} href={link.href}>
            {link.text}
          </Footer.ListItem>
        ))}
        <Footer.Copyright className="gt-footer__about">
          {brand.strapline}
          {brand.organisation === '' ? '' : `, kept by ${brand.organisation}`}. It holds no patient
          data.
        </Footer.Copyright>
      </Footer.Meta>
    </Footer>
  )
}

type PageProps = {
  /** The page's own name: its title is "NAME – Goldthread". */
  title: string
  /** The way down to this page, itself left out. */
  breadcrumbs?: readonly Crumb[]
  /** Why what was sent was refused: an error summary, and "Error: " before the title. */
  refusals?: readonly Refusal[]
  footer?: readonly NavigationItem[]
  children: ReactNode
}

/** A page for anybody. The menus come with the visit, so that a link never leads nowhere. */
export function PublicPage({
  title,
  description,
  navigation: ownNavigation,
  tools: ownTools,
  breadcrumbs = [],
  refusals = [],
  footer = footerLinks,
  bare = false,
  children,
}: PageProps & {
  /** For a screen on a wall: nothing but the page itself, over the whole width. */
  bare?: boolean
  /** A sentence for search engines and shared links. */
  description?: string
  navigation?: readonly NavigationItem[]
  /** Small links at the right of the masthead: sign in, search. */
  tools?: readonly NavigationItem[]
}) {
  const { brand, menus } = useVisit()
  const navigation = ownNavigation ?? menus?.site ?? []
  const tools = ownTools ?? menus?.tools ?? []
  return (
    <Document
      title={title}
      refusals={refusals}
      className={bare ? 'gt-public gt-bare' : 'gt-public'}
      {...given({ description })}
    >
      <SkipLink />
      {bare ? null : (
        <header className="nhsuk-header gt-masthead" data-module="nhsuk-header">
          <Container className="gt-masthead__top">
            <Wordmark href="/" line={brand.organisation} />
            {tools.length === 0 ? null : (
              <ul className="gt-masthead__tools">
                {tools.map(tool => (
                  <li key={tool.href}>
                    <a className="nhsuk-link" href={tool.href}>
                      {tool.text}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Container>
          {navigation.length === 0 ? null : <Navigation items={navigation} label="Menu" />}
        </header>
      )}
      {bare ? null : <DemonstrationBanner />}
      <div className="gt-page">
        <Container>
          {bare ? null : <Crumbs crumbs={breadcrumbs} />}
          <main className="nhsuk-main-wrapper" id="maincontent">
            <ErrorSummary refusals={refusals} />
            {children}
            {bare ? null : <WhatChanged />}
          </main>
        </Container>
      </div>
      {bare ? null : <PageFooter links={footer} />}
    </Document>
  )
}

/** Who is signed in, and the way out. */
function Viewer({ signOut }: { signOut: string }) {
  const { viewer, csrfToken } = useVisit()
  if (!viewer) return null
  return (
    <div className="gt-viewer">
      <p>
        <span className="nhsuk-u-visually-hidden">Signed in as </span>
        {viewer.name}
        {viewer.office === viewer.name ? null : (
          <span className="gt-viewer__office">, {viewer.office}</span>
        )}
      </p>
      <a className="gt-viewer__leave" href="/work/account">
        Your account
      </a>
      <form method="post" action={signOut}>
        <input type="hidden" name="_csrf" value={csrfToken} />
        <button className="gt-viewer__leave" type="submit">
          Sign out
        </button>
      </form>
    </div>
  )
}

/** A page of the workspace: who is signed in, the rooms above, the parts of the thing in hand beside. */
export function WorkPage({
  title,
  navigation: ownNavigation,
  sections = [],
  breadcrumbs = [],
  refusals = [],
  footer = footerLinks,
  home = '/work',
  signOut = '/sign-out',
  wide = false,
  children,
}: PageProps & {
  navigation?: readonly NavigationItem[]
  /** Beside the page: the parts of one meeting, one body. */
  sections?: readonly NavigationGroup[]
  home?: string
  /** Where the sign-out form posts. */
  signOut?: string
  /** The whole width of the window, for a screen with several columns. */
  wide?: boolean
}) {
  const { menus } = useVisit()
  const navigation = ownNavigation ?? menus?.workspace ?? []
  const main = (
    <main className="nhsuk-main-wrapper" id="maincontent">
      <ErrorSummary refusals={refusals} />
      {children}
    </main>
  )
  return (
    <Document title={title} refusals={refusals} className="gt-work">
      <SkipLink />
      <header className="nhsuk-header gt-masthead" data-module="nhsuk-header">
        <Container className="gt-masthead__top">
          <Wordmark href={home} line="Workspace" />
          <Viewer signOut={signOut} />
        </Container>
        {navigation.length === 0 ? null : <Navigation items={navigation} label="Workspace" />}
      </header>
      <DemonstrationBanner />
      <div className="gt-page">
        <Container {...(wide ? { className: 'gt-wide' } : {})}>
          <Crumbs crumbs={breadcrumbs} />
          {sections.length === 0 ? (
            main
          ) : (
            <div className="gt-work-columns">
              <Sections groups={sections} />
              {main}
            </div>
          )}
        </Container>
      </div>
      <PageFooter links={footer} />
    </Document>
  )
}
