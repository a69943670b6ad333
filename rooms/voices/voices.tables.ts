import type { Day, PartialDay } from '../../platform/day.rules.ts'
import type {
  AnswerOutcome,
  Direction,
  LetterAudience,
  LetterForm,
} from './correspondence.rules.ts'

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
    /** The body that was asked, where another took over its work. */
    handed_on_from: string | null
  }
  /** That a question waits; its words are the asker's. */
  'voices.question_days': {
    id: string
    body_id: string
    meeting_id: string | null
    asked_on: Day
    reply_due: Day | null
    answered_on: Day | null
    declined_on: Day | null
  }
  'voices.askers': { question_id: string; name: string; email: string }
  'voices.letters': {
    id: string
    body_id: string
    direction: Direction
    form: LetterForm
    dated_on: Day
    dated_precision: PartialDay['precision']
    correspondent: string
    organisation_id: string | null
    private_person: boolean
    subject: string
    summary: string
    in_reply_to: string | null
    reply_wanted: boolean
    reply_owner_id: string | null
    reply_due: Day | null
    meeting_id: string | null
    item_id: string | null
    put_at: Date | null
    audience: LetterAudience
    private_reason: string
    published_at: Date | null
    handed_on_from: string | null
    recorded_at: Date
    version: number
  }
  'voices.letter_writers': { letter_id: string; name: string; address: string }
  'voices.letter_points': { id: string; letter_id: string; number: number; text: string }
  'voices.letter_answers': {
    id: string
    point_id: string
    letter_id: string
    outcome: AnswerOutcome
    text: string
    recorded_at: Date
  }
  'voices.letter_files': {
    id: string
    letter_id: string
    position: number
    name: string
    description: string
    hash: string
    media_type: string
    size: number
    pages: number | null
    recorded_at: Date
  }
}
