import { randomUUID } from 'node:crypto'
import { inspectUpload } from '../../platform/documents/intake.ts'
import { releaseFiles, storeFile } from '../../platform/files/files.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdLetter, insertLetterFile } from './letter.records.ts'
import { type LetterFile, listLetterFiles, readLetter } from './read-letter.ts'

export type LetterEnclosure = {
  readonly letter: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly description?: string | undefined
}

/**
 * Keeps the letter itself, or what was enclosed, as a file with it; a letter that is
 * published shows it at once. Refuses a file that cannot be taken, as for papers, and the same twice.
 */
export const attachToLetter = verb<LetterEnclosure, LetterFile>({
  name: 'voices.attach-to-letter',
  permission: 'keep correspondence',
  scope: async (tx, { letter }) => (await readLetter(tx, letter)).body_id,
  act: async (tx, input, acting) => {
    await holdLetter(tx, input.letter)
    const letter = await readLetter(tx, input.letter)
    const inspected = await inspectUpload(input)
    if (!inspected.ok)
      return refused(
        ...inspected.refusals.map(refusal => ({ ...refusal, field: refusal.field ?? 'file' })),
      )
    const { mediaType, name, size, pages } = inspected.value
    const { hash } = await storeFile(tx, { bytes: input.bytes, mediaType }, acting.now)
    const others = await listLetterFiles(tx, letter.id)
    const same = others.find(other => other.hash === hash)
    if (same)
      return refused({
        code: 'file-attached-already',
        field: 'file',
        message: `The same file is with this letter already, as “${same.name}”.`,
      })
    const file: LetterFile = {
      id: randomUUID(),
      letter_id: letter.id,
      position: Math.max(0, ...others.map(({ position }) => position)) + 1,
      name,
      description: input.description?.trim() ?? '',
      hash,
      media_type: mediaType,
      size,
      pages: pages ?? null,
      recorded_at: acting.now,
    }
    await insertLetterFile(tx, file)
    if (letter.published_at !== null) await releaseFiles(tx, [hash], acting.now)
    return recorded({ value: file, subject: { kind: 'letter', id: letter.id }, after: file })
  },
})
