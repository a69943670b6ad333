import type { NameThings } from '../platform/record/named-thing.ts'
import { nameActions } from '../rooms/actions/name-actions.ts'
import { nameMeetingThings } from '../rooms/meetings/name-meeting-things.ts'
import { nameLetters } from '../rooms/voices/name-letters.ts'
import { nameQuestions } from '../rooms/voices/name-questions.ts'

/** Names whatever of the record the connection may see, for pages that link to other rooms. */
export const nameThings: NameThings = async (db, subjects) => {
  const named = await Promise.all(
    [nameMeetingThings, nameActions, nameQuestions, nameLetters].map(name => name(db, subjects)),
  )
  return new Map(named.flatMap(things => [...things]))
}
