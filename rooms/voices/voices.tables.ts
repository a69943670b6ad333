import type { Day } from '../../platform/day.rules.ts'

export type VoicesTables = {
  'voices.questions': {
    id: string
    body_id: string
    meeting_id: string | null
    asked_on: Day
    text: string
    shown_as: string
    reply_due: Day | null
    item_id: string | null
    answer: string
    answered_on: Day | null
    recorded_at: Date
    published_at: Date | null
    declined_reason: string
    declined_on: Day | null
  }
  'voices.askers': { question_id: string; name: string; email: string }
}
