import { actionDuties } from '../rooms/duties/action.duties.ts'
import {
  attendanceDuties,
  meetingsAYearDuties,
  officeDuties,
  seatDuties,
} from '../rooms/duties/body.duties.ts'
import type { DutySource } from '../rooms/duties/duty-source.ts'
import { minutesDuties, noticeDuties } from '../rooms/duties/meeting.duties.ts'
import { questionDuties } from '../rooms/duties/question.duties.ts'
import { registerDuties } from '../rooms/duties/register.duties.ts'
import { packDuties } from '../rooms/publishing/pack.duties.ts'
import { assessmentDuties } from '../rooms/reports/assessment.duties.ts'
import { interestCheckDuties } from '../rooms/reports/interest-checks.duties.ts'

/**
 * Everything that must happen by a day, from every room that has such a thing. A new kind
 * is one file in its room and one line here.
 */
export const dutySources: readonly DutySource[] = [
  noticeDuties,
  packDuties,
  minutesDuties,
  meetingsAYearDuties,
  assessmentDuties,
  officeDuties,
  seatDuties,
  attendanceDuties,
  registerDuties,
  interestCheckDuties,
  questionDuties,
  actionDuties,
]
