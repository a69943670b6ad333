import type { ReactElement, ReactNode } from 'react'
import { formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { MeetingOfBody } from './read-meeting.ts'

/** Where a meeting stands in the workspace. */
export const workPathOf = ({ body, meeting }: MeetingOfBody) =>
  `/work/meetings/${body.slug}/${meeting.slug}`

/** Where its invitations and replies stand. */
export const invitationsPathOf = (of: MeetingOfBody) => `${workPathOf(of)}/invitations`

/** Where a meeting stands on the public site. */
export const publicPathOf = ({ body, meeting }: MeetingOfBody) =>
  `/meetings/${body.slug}/${meeting.slug}`

/** "Ordinary meeting, Friday 14 February 2025" without the weekday. */
export const nameOfMeeting = ({ meeting }: Pick<MeetingOfBody, 'meeting'>) =>
  `${meeting.title || (meeting.kind === 'workshop' ? 'Workshop' : 'Meeting')} of ${formatDay(meeting.day)}`

/**
 * The frame in which one meeting's work stands in the workspace; app/ gives it to the
 * pages of later rooms, since a room keeps its views to itself.
 */
export type Frame = (properties: {
  readonly of: MeetingOfBody
  readonly title: string
  readonly refusals?: readonly Refusal[]
  /** Between the meeting and the page, where it lies deeper. */
  readonly crumbs?: readonly { readonly text: string; readonly href: string }[]
  /** The part of the side list that the page belongs to, where its address does not say. */
  readonly within?: string
  readonly children: ReactNode
}) => ReactElement
