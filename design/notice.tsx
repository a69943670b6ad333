import { InsetText, NotificationBanner, WarningCallout } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

/** Something to know beside the text: worth a glance, nothing to do. */
export function Notice({ children }: { children: ReactNode }) {
  return <InsetText>{children}</InsetText>
}

/** Something that changes what the reader should do or believe: inquorate, withdrawn, out of date. */
export function Warning({
  heading,
  level = 2,
  children,
}: {
  heading: string
  level?: 2 | 3
  children: ReactNode
}) {
  return (
    <WarningCallout>
      <WarningCallout.Heading headingLevel={level === 2 ? 'h2' : 'h3'}>
        {heading}
      </WarningCallout.Heading>
      {children}
    </WarningCallout>
  )
}

/** At the top of a page, once: what was just done. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <NotificationBanner success title="Done" titleId="done">
      <p className="nhsuk-notification-banner__heading">{children}</p>
    </NotificationBanner>
  )
}
