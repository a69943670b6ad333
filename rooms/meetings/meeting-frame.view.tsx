import type { ReactNode } from 'react'
import type { Crumb } from '../../design/navigation.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { WhatBecame } from './what-became.tsx'

/** The parts of one meeting's work, in the order in which a clerk comes to them. */
const sectionsOf = (of: MeetingOfBody, within: string | undefined) => {
  const at = workPathOf(of)
  const groups = [
    {
      title: 'Before',
      items: [
        { text: 'Overview', href: at },
        { text: 'Notice', href: `${at}/notice` },
        { text: 'Agenda and papers', href: `${at}/agenda` },
        { text: 'Sign-off of the agenda', href: `${at}/sign-off` },
        { text: 'Questions', href: `${at}/questions` },
        { text: 'Conflicts of interest', href: `${at}/conflicts` },
        { text: 'Invitations', href: `${at}/invitations` },
        { text: 'Correspondence', href: `${at}/correspondence` },
        { text: 'Pack', href: `${at}/pack` },
        { text: 'Tell members', href: `${at}/members` },
        { text: 'If it goes otherwise', href: `${at}/otherwise` },
      ],
    },
    {
      title: 'At the meeting',
      items: [
        { text: 'In the room', href: `${at}/room` },
        { text: 'Attendance and quorum', href: `${at}/attendance` },
        { text: 'Comings and goings', href: `${at}/movements` },
        { text: 'Interests declared', href: `${at}/declarations` },
        { text: 'Decisions', href: `${at}/decisions` },
        { text: 'Actions', href: `${at}/actions` },
        { text: 'Live link and recording', href: `${at}/recording` },
      ],
    },
    {
      title: 'After',
      items: [
        { text: 'Minutes', href: `${at}/minutes` },
        { text: 'Review', href: `${at}/review` },
        { text: 'History', href: `/work/history/meeting/${of.meeting.id}` },
      ],
    },
  ]
  return groups.map(({ title, items }) => ({
    title,
    items: items.map(item => (item.href === `${at}/${within}` ? { ...item, current: true } : item)),
  }))
}

/** Every workspace page about one meeting stands in this frame. */
export function MeetingFrame({
  of,
  title,
  refusals = [],
  crumbs = [],
  within,
  children,
}: {
  of: MeetingOfBody
  title: string
  refusals?: readonly Refusal[]
  /** Between the meeting and this page, where it lies deeper. */
  crumbs?: readonly Crumb[]
  /** The part of the side list that this page belongs to, where its address does not say: 'agenda'. */
  within?: string
  children: ReactNode
}) {
  return (
    <WorkPage
      title={`${title}, ${nameOfMeeting(of)}`}
      refusals={refusals}
      breadcrumbs={[
        { text: 'Meetings', href: '/work/meetings' },
        { text: nameOfMeeting(of), href: workPathOf(of) },
        ...crumbs,
      ]}
      sections={sectionsOf(of, within)}
    >
      <PageHeading caption={`${of.body.name}, ${formatDay(of.meeting.day)}`} title={title} />
      <WhatBecame of={of} root="/work/meetings" />
      {children}
    </WorkPage>
  )
}
