import type { ReactNode } from 'react'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import type { Refusal } from '../../platform/outcome.ts'
import { workPathOf } from './body-visit.ts'
import type { Body } from './read-body.ts'

const sectionsOf = (body: Body, mayDissolve: boolean) => {
  const at = workPathOf(body)
  return [
    {
      title: 'This body',
      items: [
        { text: 'Overview', href: at },
        { text: 'Purpose and reporting lines', href: `${at}/describe` },
        { text: 'Delegations', href: `${at}/delegations` },
        { text: 'History', href: `/work/history/body/${body.id}` },
        { text: 'On the public site', href: `/bodies/${body.slug}` },
      ],
    },
    {
      title: 'Its year',
      items: [
        { text: 'Calendar of the year', href: `${at}/year` },
        { text: 'Forward plan', href: `${at}/forward-plan` },
        { text: 'Standard agendas', href: `${at}/agendas/ordinary` },
        { text: 'Agenda-setting group', href: `${at}/agenda-setting` },
      ],
    },
    {
      title: 'Add',
      items: [
        { text: 'A seat', href: `${at}/seats/new` },
        { text: 'A chair or secretary', href: `${at}/offices/new` },
        { text: 'A participant', href: `${at}/participants/new` },
        { text: 'Terms of reference', href: `${at}/terms/new` },
        { text: 'A stated number of members', href: `${at}/members` },
        { text: 'A year’s attendance', href: `${at}/attendance` },
        { text: 'A correction of attendance', href: `${at}/attendance/correct` },
      ],
    },
    ...(mayDissolve
      ? [
          {
            title: 'Rename or end',
            items: [
              { text: 'A new name', href: `${at}/rename` },
              { text: 'Merge another entry', href: `${at}/merge` },
              { text: 'Dissolve the body', href: `${at}/dissolve` },
            ],
          },
        ]
      : []),
  ]
}

/** Every workspace page about one body stands in this frame. */
export function BodyFrame({
  body,
  title,
  mayDissolve,
  refusals = [],
  children,
}: {
  body: Body
  title: string
  /** Whether the visitor may end the body: nobody is shown a door that is shut to them. */
  mayDissolve: boolean
  refusals?: readonly Refusal[]
  children: ReactNode
}) {
  return (
    <WorkPage
      title={title === body.name ? title : `${title}, ${body.name}`}
      refusals={refusals}
      breadcrumbs={[
        { text: 'Bodies', href: '/work/bodies' },
        ...(title === body.name ? [] : [{ text: body.name, href: workPathOf(body) }]),
      ]}
      sections={sectionsOf(body, mayDissolve)}
    >
      <PageHeading title={title} {...(title === body.name ? {} : { caption: body.name })} />
      {children}
    </WorkPage>
  )
}
