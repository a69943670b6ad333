import type { Duty } from '../duties/duty.rules.ts'
import { dutyMeetings } from '../duties/duty-meetings.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { forwardPlanDuty, meetingKinds, papersDuty } from '../duties/meeting-duties.rules.ts'
import { listPacksIssued, type PackIssued } from './list-packs-issued.ts'
import { namesForwardPlan } from './pack.rules.ts'

/** Papers to members, and the forward plan among them (R-TOR-9, R-TOR-13). One query. */
export const packDuties: DutySource = {
  kinds: [
    { kind: 'papers', title: meetingKinds.papers, isPublic: true },
    { kind: 'forward plan', title: meetingKinds['forward plan'], isPublic: true },
  ],
  list: async scope => {
    const meetings = await dutyMeetings(scope)
    const packs = new Map<string, PackIssued[]>(meetings.map(({ id }) => [id, []]))
    for (const pack of await listPacksIssued(scope.db, [...packs.keys()]))
      packs.get(pack.meeting)?.push(pack)
    return meetings.flatMap((meeting): readonly Duty[] => {
      const issued = packs.get(meeting.id) ?? []
      const href = meeting.pages.pack
      const first = issued[0] && { on: issued[0].on, href }
      const plan = issued.find(({ hasPlan, titles }) => hasPlan || titles.some(namesForwardPlan))
      return [
        papersDuty(meeting, first),
        forwardPlanDuty(meeting, first, plan && { on: plan.on, href }),
      ].filter(duty => duty !== undefined)
    })
  },
}
