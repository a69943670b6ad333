import type { Db } from '../../platform/database/database.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { keyOf, type NamedThing } from '../../platform/record/named-thing.ts'
import { letterInWords } from './correspondence.rules.ts'
import { readLetters } from './read-letter.ts'

/** Letters that this connection may see, named for the pages of other rooms. One query. */
export async function nameLetters(
  db: Db,
  subjects: readonly Subject[],
): Promise<Map<string, NamedThing>> {
  const letters = await readLetters(
    db,
    subjects.filter(({ kind }) => kind === 'letter').map(({ id }) => id),
  )
  return new Map(
    [...letters.values()].map(letter => [
      keyOf({ kind: 'letter', id: letter.id }),
      {
        kind: 'letter',
        text: `${letterInWords(letter)}: ${letter.subject}`,
        href: `/correspondence/${letter.id}`,
        day: letter.dated_on,
      },
    ]),
  )
}
