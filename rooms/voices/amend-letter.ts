import { refused } from '../../platform/outcome.ts'
import { reasonsNotToSave } from '../../platform/record/stale-save.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdLetter, updateLetter, upsertWriter } from './letter.records.ts'
import { type LetterRow, readLetter } from './read-letter.ts'
import { columnsOfLetter, type LetterDetails, reasonsAgainstDetails } from './record-letter.ts'

export type LetterChange = LetterDetails & {
  readonly letter: string
  /** The version on which the change was made. */
  readonly version: number
}

/**
 * Corrects what is said of a letter: from whom, about what, who owes the reply and by
 * when, who may see it. Refuses what recording refuses, a change made on an older
 * version, and one published already that would be kept from the public again.
 */
export const amendLetter = verb<LetterChange, LetterRow>({
  name: 'voices.amend-letter',
  permission: 'keep correspondence',
  scope: async (tx, { letter }) => (await readLetter(tx, letter)).body_id,
  act: async (tx, input, acting) => {
    await holdLetter(tx, input.letter)
    const before = await readLetter(tx, input.letter)
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this letter'),
      ...(await reasonsAgainstDetails(tx, input, [], acting.today)),
    ]
    if (before.published_at !== null && input.audience !== 'public')
      refusals.push({
        code: 'published-stays-public',
        field: 'audience',
        message: 'This letter was published. What was published stays public.',
      })
    if (refusals.length > 0) return refused(...refusals)
    const change = { ...columnsOfLetter(input), version: before.version + 1 }
    await updateLetter(tx, before.id, change)
    if (input.privatePerson)
      await upsertWriter(tx, {
        letter_id: before.id,
        name: input.writer?.trim() ?? '',
        address: input.writerAddress?.trim() ?? '',
      })
    return recorded({
      value: { ...before, ...change },
      subject: { kind: 'letter', id: before.id },
      before,
      after: change,
    })
  },
})
