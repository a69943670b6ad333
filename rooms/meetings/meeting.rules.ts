import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { MeetingKind, MeetingMode } from './meetings.tables.ts'
import { reasonsOfTurn } from './otherwise.rules.ts'
import { isOff, type Turn } from './standing.rules.ts'

export const meetingKinds = [
  'ordinary',
  'extraordinary',
  'workshop',
] as const satisfies readonly MeetingKind[]
export const meetingModes = [
  'in person',
  'remote',
  'hybrid',
] as const satisfies readonly MeetingMode[]

/** '2025-02-14' for a body's first meeting on a day, '2025-02-14-2' for its second. */
export function meetingSlug(day: Day, taken: readonly string[]): string {
  let slug: string = day
  for (let count = 2; taken.includes(slug); count++) slug = `${day}-${count}`
  return slug
}

type BodyOnDay = {
  readonly name: string
  readonly established_on: Day | null
  readonly dissolved_on: Day | null
}

export type Arrangement = {
  readonly day: Day
  readonly startsAt: string
  readonly endsAt?: string | undefined
  readonly mode: MeetingMode
  readonly venue: string
}

/** Why a body cannot meet on a day: it is dissolved by then, or not yet established. */
export function reasonsNotToMeet(body: BodyOnDay, day: Day, field = 'day'): Refusal[] {
  const refusals: Refusal[] = []
  if (body.dissolved_on !== null && body.dissolved_on <= day)
    refusals.push({
      code: 'body-dissolved',
      field,
      message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)}, so it cannot meet on ${formatDay(day)}.`,
    })
  if (body.established_on !== null && day < body.established_on)
    refusals.push({
      code: 'body-not-yet-established',
      field,
      message: `${body.name} was established on ${formatDay(body.established_on)}, after ${formatDay(day)}.`,
    })
  return refusals
}

/** Why a meeting cannot be arranged so: a body that is not there, an end before the start, nowhere to go. */
export function reasonsNotToArrange(body: BodyOnDay, meeting: Arrangement): Refusal[] {
  const refusals = reasonsNotToMeet(body, meeting.day)
  if (meeting.endsAt !== undefined && meeting.endsAt <= meeting.startsAt)
    refusals.push({
      code: 'ends-before-it-starts',
      field: 'endsAt',
      message: 'The meeting must end after it starts.',
    })
  if (meeting.mode !== 'remote' && meeting.venue.trim() === '')
    refusals.push({
      code: 'venue-missing',
      field: 'venue',
      message: 'Enter where the meeting will be held, or choose that it is held remotely.',
    })
  return refusals
}

/** Why an extraordinary meeting cannot be called so: who called it, why, or on what authority is not said (R-TOR-15). */
export function reasonsNotToCall(
  kind: MeetingKind,
  called: { readonly by: string; readonly why: string; readonly under: string } | undefined,
): Refusal[] {
  if (kind !== 'extraordinary') return []
  const missing = (text: string | undefined, field: string, message: string): Refusal[] =>
    (text?.trim() ?? '') === '' ? [{ code: 'calling-missing', field, message }] : []
  return [
    ...missing(called?.by, 'calledBy', 'Enter who called the extraordinary meeting.'),
    ...missing(called?.why, 'calledWhy', 'Write why it cannot wait for the next meeting.'),
    ...missing(
      called?.under,
      'calledUnder',
      'Say on what authority it is called, such as the terms of reference, 9.1.',
    ),
  ]
}

/** Why what happens at a meeting cannot be recorded: its day has not come, or nobody met on it. */
export const reasonsNotYetHeld = (
  meeting: { readonly day: Day; readonly became: Turn | null },
  today: Day,
): Refusal[] =>
  meeting.day <= today || isOff(meeting)
    ? reasonsOfTurn(meeting)
    : [
        {
          code: 'meeting-not-held',
          message: `The meeting is on ${formatDay(meeting.day)}: what happens at it is recorded on that day or later.`,
        },
      ]

export { reasonsNotToSave } from '../../platform/record/stale-save.rules.ts'
