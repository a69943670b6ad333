import type { Acting } from '../../platform/record/verb.ts'
import type { DraftEntry } from './minutes.rules.ts'

/** A save of the minutes as its row. */
export const insertable = (
  meeting: string,
  version: number,
  entries: readonly DraftEntry[],
  acting: Acting,
) => ({
  meeting_id: meeting,
  version,
  entries: JSON.stringify(entries),
  saved_at: acting.now,
  saved_on: acting.today,
  saved_by: acting.person,
})
