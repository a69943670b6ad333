import type { Day } from '../../platform/day.rules.ts'

/** What a meeting became after notice of it was given, where it was not simply held. */
export const turns = ['postponed', 'moved', 'cancelled', 'adjourned'] as const
export type Turn = (typeof turns)[number]

/** How a meeting stands on a day, for whoever asks: other rooms, lists, duties. */
export type MeetingStanding = 'going ahead' | 'held' | Turn

type Turned = { readonly became: Turn | null }

/** How it stands: what became of it, or whether its day is over. Asks nothing of the database. */
export const standingOf = (meeting: Turned & { readonly day: Day }, today: Day): MeetingStanding =>
  meeting.became ?? (meeting.day < today ? 'held' : 'going ahead')

/**
 * Whether nobody met on its day: postponed, moved to another day or cancelled. Such a meeting owes no
 * minutes, takes no attendance, and counts neither among the meetings of a year nor towards
 * anybody's attendance. One that was adjourned was held, in part.
 */
export const isOff = ({ became }: Turned): boolean => became !== null && became !== 'adjourned'

/** Whether minutes are owed for it alone: an adjourned meeting's cover all its sittings, after the last. */
export const owesMinutes = ({ became }: Turned): boolean => became === null
