import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { MeetingManner } from './formal-business.rules.ts'

/**
 * What is known of a meeting's minutes; the state is derived from it (R-TOR-10).
 */
export type MinutesFacts = {
  readonly meetingOn: Day
  readonly draftedOn?: Day
  readonly chairApproval?: { readonly by: string; readonly role: string; readonly on: Day }
  /** Each later meeting to which the minutes were put, and whether it found them correct. */
  readonly putTo: readonly PutToMeeting[]
  readonly signature?: { readonly by: string; readonly on: Day }
}

export type PutToMeeting = {
  readonly on: Day
  readonly manner: MeetingManner
  readonly foundCorrect: boolean
}

export type MinutesState = 'not drafted' | 'draft' | 'approved by the chair' | 'approved' | 'signed'

export type MinutesStanding = { readonly state: MinutesState; readonly working: string }

/** Per body: whether the chair approves the draft before a meeting may approve it. */
export type MinutesTerms = { readonly chairApprovesFirst: boolean }

const chairFirst: MinutesTerms = { chairApprovesFirst: true }

/**
 * Where the minutes stand on a day, from what was known that day: not drafted,
 * draft, approved by the chair, approved at a quorate meeting, signed (R-TOR-10).
 *
 * A meeting that was not quorate cannot approve them, however correct it found
 * them: approval is carried to the next quorate meeting (R-TOR-7).
 */
export function minutesStandingOn(minutes: MinutesFacts, day: Day): MinutesStanding {
  const { draftedOn, chairApproval, signature } = minutes
  const approval = approvingMeeting(minutes, day)
  if (signature && approval && signature.on <= day)
    return {
      state: 'signed',
      working: `Signed by ${signature.by} on ${formatDay(signature.on)}, after approval on ${formatDay(approval.on)}.`,
    }
  if (approval)
    return {
      state: 'approved',
      working: `Approved at the quorate meeting of ${formatDay(approval.on)}.`,
    }
  const carried = carriedFrom(minutes, day)
  const lately = carried.at(-1)
  const carrying = lately
    ? ` Found correct on ${formatDay(lately.on)}, but that was not a quorate meeting: approval is carried to the next that is.`
    : ''
  if (chairApproval && chairApproval.on <= day)
    return {
      state: 'approved by the chair',
      working: `Approved in draft by ${chairApproval.by}, ${chairApproval.role}, on ${formatDay(chairApproval.on)}.${carrying}`,
    }
  if (draftedOn !== undefined && draftedOn <= day)
    return { state: 'draft', working: `Drafted on ${formatDay(draftedOn)}.${carrying}` }
  return {
    state: 'not drafted',
    working: `No draft yet of the minutes of ${formatDay(minutes.meetingOn)}.`,
  }
}

/** The meetings, first to last, that found the minutes correct but could not approve them. */
export const carriedFrom = (minutes: MinutesFacts, day: Day): PutToMeeting[] =>
  minutes.putTo
    .filter(put => put.on <= day && put.foundCorrect && put.manner !== 'formal')
    .sort(byDay)

/** Why minutes cannot be drafted, or their draft changed: not met yet, or approved already. */
export function reasonsNotToDraft(minutes: MinutesFacts, today: Day): Refusal[] {
  if (today < minutes.meetingOn)
    return [
      {
        code: 'meeting-not-held',
        message: `The meeting is on ${formatDay(minutes.meetingOn)}: its minutes cannot be drafted before it.`,
      },
    ]
  return alreadyApproved(minutes, today)
}

/** Why the chair cannot approve the draft: none yet, approved already, or a name or role wanting. */
export function reasonsNotToApproveAsChair(
  minutes: MinutesFacts,
  approval: { readonly by: string; readonly role: string; readonly on: Day },
  today: Day,
): Refusal[] {
  const refusals = [...alreadyApproved(minutes, today), ...noDraftOn(minutes, approval.on)]
  if (minutes.chairApproval && minutes.chairApproval.on <= today)
    refusals.push({
      code: 'chair-approved-already',
      message: `The chair approved these minutes on ${formatDay(minutes.chairApproval.on)}.`,
    })
  if (approval.by.trim() === '')
    refusals.push({
      code: 'approver-missing',
      field: 'name',
      message: 'Give the name of the chair who approves the draft.',
    })
  if (approval.role.trim() === '')
    refusals.push({
      code: 'approver-role-missing',
      field: 'role',
      message: 'Give the role in which the chair approves the draft.',
    })
  return [...refusals, ...inTheFuture(approval.on, today)]
}

/**
 * Why a meeting cannot approve the minutes of another.
 *
 * Refused at a meeting that is not quorate, which may still find them correct;
 * approval is then carried to the next quorate meeting (R-TOR-7, as for the minutes
 * of 14 March 2024). Refused at a workshop (R-TOR-14), at the same or an earlier
 * meeting, before its day, twice, without a draft, and, where the terms want it,
 * before the chair has approved the draft (R-TOR-10).
 */
export function reasonsNotToApproveAtMeeting(
  minutes: MinutesFacts,
  meeting: { readonly on: Day; readonly manner: MeetingManner },
  today: Day,
  terms: MinutesTerms = chairFirst,
): Refusal[] {
  const refusals = alreadyApproved(minutes, today)
  if (refusals.length > 0) return refusals
  const meetingDay = formatDay(meeting.on)
  if (meeting.on > today)
    refusals.push({
      code: 'meeting-not-held',
      message: `The meeting of ${meetingDay} has not been held yet.`,
    })
  if (meeting.on <= minutes.meetingOn)
    refusals.push({
      code: 'not-a-later-meeting',
      message: `Minutes of ${formatDay(minutes.meetingOn)} are approved at a later meeting, not on ${meetingDay}.`,
    })
  if (meeting.manner === 'workshop')
    refusals.push({
      code: 'workshop-takes-no-decisions',
      message: 'A workshop takes no decisions, so it cannot approve minutes.',
    })
  if (meeting.manner === 'informal')
    refusals.push({
      code: 'inquorate',
      message: `The meeting of ${meetingDay} was not quorate, so it cannot approve minutes: record that it found them correct, and approval is carried to the next quorate meeting.`,
    })
  refusals.push(...noDraftOn(minutes, meeting.on))
  const { chairApproval } = minutes
  if (terms.chairApprovesFirst && !(chairApproval && chairApproval.on <= meeting.on))
    refusals.push({
      code: 'chair-has-not-approved',
      message: `The chair had not approved the draft by ${meetingDay}.`,
    })
  return refusals
}

/**
 * Why minutes cannot be signed: not approved by a quorate meeting by that day, signed
 * already, or a name or role wanting.
 */
export function reasonsNotToSign(
  minutes: MinutesFacts,
  signature: { readonly by: string; readonly role: string; readonly on: Day },
  today: Day,
): Refusal[] {
  if (minutesStandingOn(minutes, today).state === 'signed')
    return [{ code: 'signed-already', message: 'These minutes are signed already.' }]
  const refusals: Refusal[] = []
  if (!approvingMeeting(minutes, signature.on))
    refusals.push({
      code: 'not-approved',
      message: 'Only minutes approved at a quorate meeting are signed, on that day or later.',
    })
  if (signature.by.trim() === '')
    refusals.push({
      code: 'signatory-missing',
      field: 'name',
      message: 'Give the name of the person presiding who signs.',
    })
  if (signature.role.trim() === '')
    refusals.push({
      code: 'signatory-role-missing',
      field: 'role',
      message: 'Give the role in which the minutes were signed.',
    })
  return [...refusals, ...inTheFuture(signature.on, today)]
}

const byDay = (one: PutToMeeting, other: PutToMeeting) =>
  one.on === other.on ? 0 : one.on < other.on ? -1 : 1

/** The first quorate meeting by that day which found the minutes correct. */
const approvingMeeting = (minutes: MinutesFacts, day: Day): PutToMeeting | undefined =>
  minutes.putTo
    .filter(put => put.on <= day && put.foundCorrect && put.manner === 'formal')
    .sort(byDay)[0]

function alreadyApproved(minutes: MinutesFacts, day: Day): Refusal[] {
  const approval = approvingMeeting(minutes, day)
  if (!approval) return []
  return [
    {
      code: 'minutes-approved-already',
      message: `These minutes were approved on ${formatDay(approval.on)}; a correction is now a minute of a later meeting.`,
    },
  ]
}

const noDraftOn = ({ draftedOn }: MinutesFacts, day: Day): Refusal[] =>
  draftedOn !== undefined && draftedOn <= day
    ? []
    : [
        {
          code: 'not-drafted',
          message: `There was no draft of these minutes on ${formatDay(day)}.`,
        },
      ]

const inTheFuture = (day: Day, today: Day): Refusal[] =>
  day > today
    ? [{ code: 'day-to-come', field: 'on', message: `${formatDay(day)} has not come yet.` }]
    : []
