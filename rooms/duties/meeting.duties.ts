import type { Day } from '../../platform/day.rules.ts'
import type { MeetingSat } from '../meetings/list-quorums.ts'
import { papersDueFor } from '../meetings/meeting-deadlines.rules.ts'
import type { Duty } from './duty.rules.ts'
import {
  dutyMeetings,
  isHeld,
  type MeetingOfDuties,
  meetingsByBody,
  sittingsOf,
} from './duty-meetings.ts'
import type { DutySource } from './duty-source.ts'
import {
  approvalDuty,
  chairApprovalDuty,
  type DutyMinutes,
  draftMinutesDuty,
  type LaterMeeting,
  meetingKinds,
  noticeDuty,
} from './meeting-duties.rules.ts'

const there = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

/** Public notice of meetings (R-MEET-1, 3, 4). */
export const noticeDuties: DutySource = {
  kinds: [{ kind: 'notice', title: meetingKinds.notice, isPublic: true }],
  list: async scope =>
    (await dutyMeetings(scope)).flatMap(meeting =>
      there(noticeDuty(meeting, meeting.facts.notices)),
    ),
}

const stepOn = ({ facts }: MeetingOfDuties, name: string): Day | null =>
  facts.steps.find(({ step }) => step === name)?.on ?? null

const minutesOf = (meeting: MeetingOfDuties): DutyMinutes => {
  const { facts } = meeting
  return {
    // The public is told of minutes from their publication on.
    draftedOn: facts.draftedOn ?? facts.minutesPublishedOn,
    chairApprovedOn: stepOn(meeting, 'chair approved'),
    approvedOn: stepOn(meeting, 'approved'),
  }
}

const mannerIn = (sat: MeetingSat | undefined): LaterMeeting['manner'] =>
  sat === undefined || sat.presences.length === 0 ? 'not recorded' : sat.manner

/** Of a body's meetings, those after one of its own, workshops left out, as approval looks at them. */
const laterThan = (
  meeting: MeetingOfDuties,
  all: readonly MeetingOfDuties[],
  sittings: ReadonlyMap<string, MeetingSat>,
  today: Day,
): LaterMeeting[] =>
  all
    .filter(other => other.day > meeting.day && other.kind !== 'workshop')
    .map(other => ({
      day: other.day,
      manner: other.day < today ? mannerIn(sittings.get(other.id)) : 'to come',
      silent: other.gaps.has('minutes'),
      papersDue: papersDueFor(other)?.due ?? null,
    }))

/** Draft minutes, the chair's approval of them, and their approval at a meeting (R-TOR-10, R-MEET-5). */
export const minutesDuties: DutySource = {
  kinds: [
    { kind: 'minutes', title: meetingKinds.minutes, isPublic: true },
    { kind: 'chair’s approval', title: meetingKinds['chair’s approval'], isPublic: false },
    { kind: 'approval', title: meetingKinds.approval, isPublic: false },
  ],
  list: async scope => {
    const sittings =
      scope.audience === 'staff' ? await sittingsOf(scope) : new Map<string, MeetingSat>()
    return [...(await meetingsByBody(scope)).values()].flatMap(all =>
      all
        .filter(meeting => isHeld(meeting, scope.today))
        .flatMap((meeting): readonly Duty[] => {
          const minutes = minutesOf(meeting)
          const draft = there(draftMinutesDuty(meeting, minutes))
          if (scope.audience === 'public') return draft
          const later = laterThan(meeting, all, sittings, scope.today)
          return [
            ...draft,
            ...there(chairApprovalDuty(meeting, minutes, later[0])),
            approvalDuty(meeting, minutes, later),
          ]
        }),
    )
  },
}
