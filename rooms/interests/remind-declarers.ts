import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { done, expectDone } from '../../platform/outcome.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import { listBodies } from '../bodies/read-body.ts'
import { readAddresses } from '../people/read-addresses.ts'
import { readPersons } from '../people/read-person.ts'
import { promptLetter } from './prompt-letter.rules.ts'
import { byPressing, type Prompt, reminderStep } from './prompts.rules.ts'
import { listPrompts } from './read-prompts.ts'

/** Under which key a letter is written once: for one occasion and one due time. */
const keyOf = (body: string, person: string, { why, since, due }: Prompt, step: string) =>
  `declaration/${body}/${person}/${why}/${due === null ? 'undated' : since}/${step}`

/**
 * The morning's letters to who is to declare: for each body the most pressing occasion, once at each
 * of its due times, and none after a return or to somebody who has left. Answers how many were written.
 */
export async function remindDeclarers(
  db: Db,
  { today, now, site }: { readonly today: Day; readonly now: Date; readonly site: string },
): Promise<number> {
  const due = (await listPrompts(db, await listBodies(db, today), today)).flatMap(
    ({ body, person, prompts }) => {
      const pressing = byPressing(prompts).find(prompt => reminderStep(prompt, today) !== undefined)
      const step = pressing && reminderStep(pressing, today)
      return pressing && step ? [{ body, person, prompt: pressing, step }] : []
    },
  )
  const persons = await readPersons(
    db,
    due.map(({ person }) => person),
  )
  const addresses = await readAddresses(db, persons.keys())
  let written = 0
  for (const { body, person, prompt, step } of due) {
    const to = addresses.get(person)
    if (to === undefined) continue
    const letter = {
      key: keyOf(body.id, person, prompt, step),
      to,
      ...promptLetter({
        name: persons.get(person)?.name ?? '',
        bodyName: body.name,
        prompt,
        step,
        site,
      }),
    }
    const isWritten = await inTransaction(db, async tx => done(await writeLetter(tx, letter, now)))
    if (expectDone(isWritten)) written++
  }
  return written
}
