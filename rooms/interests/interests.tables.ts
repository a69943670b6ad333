import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type { Answer, InterestType } from './declaration.rules.ts'

export type InterestsTables = {
  'interests.declarations': {
    id: string
    person_id: string
    body_id: string | null
    position_declared: string
    answer: Answer
    types: InterestType[]
    description: string
    organisation_id: string | null
    from_text: string
    from_day: Day | null
    from_precision: PartialDay['precision'] | null
    to_text: string
    to_day: Day | null
    to_precision: PartialDay['precision'] | null
    handling: string
    declared_on: Day | null
    declared_text: string
    sensitive: boolean
    sensitive_reason: string
    note: string
    recorded_at: Date
    line: number
    withdrawn_on: Day | null
  }
  /** That a return was made; seen by all who see what is due. */
  'interests.declared_days': { body_id: string | null; person_id: string; declared_on: Day | null }
  'interests.publications': { body_id: string; published_at: Date }
}
