import type { ReactNode } from 'react'
import type { Crumb } from '../../design/navigation.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import type { Refusal } from '../../platform/outcome.ts'
import type { Body } from '../bodies/read-body.ts'
import type { Year } from './year.rules.ts'
import { planPath, workPathOfBody, yearPath } from './year-paths.ts'

/** Every workspace page about a body's year, its plan and its agendas stands in this frame. */
export function YearFrame({
  body,
  title,
  year,
  refusals = [],
  crumbs = [],
  within,
  children,
}: {
  body: Body
  title: string
  /** Where the page is about one. */
  year?: Year
  refusals?: readonly Refusal[]
  crumbs?: readonly Crumb[]
  /** The address in the side list to which this page belongs, where it lies deeper. */
  within?: string
  children: ReactNode
}) {
  const at = workPathOfBody(body)
  const calendar = year ? yearPath(body, year) : `${at}/year`
  const items = [
    { text: year ? `Calendar ${year.name}` : 'Calendar of the year', href: calendar },
    { text: 'Forward plan', href: planPath(body) },
    { text: 'Standard agendas', href: `${at}/agendas/ordinary` },
    { text: 'Agenda-setting group', href: `${at}/agenda-setting` },
    { text: 'Its meetings', href: `/work/meetings?body=${body.slug}` },
  ]
  return (
    <WorkPage
      title={`${title}, ${body.name}`}
      refusals={refusals}
      breadcrumbs={[
        { text: 'Meetings', href: '/work/meetings' },
        { text: body.name, href: calendar },
        ...crumbs,
      ]}
      sections={[
        {
          title: 'The year of this body',
          items: items.map(item => (item.href === within ? { ...item, current: true } : item)),
        },
      ]}
    >
      <PageHeading caption={body.name} title={title} />
      {children}
    </WorkPage>
  )
}
