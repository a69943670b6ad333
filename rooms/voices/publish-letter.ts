import { releaseFiles } from '../../platform/files/files.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { holdLetter, updateLetter } from './letter.records.ts'
import { type LetterRow, listLetterFiles, readLetter } from './read-letter.ts'

/**
 * Publishes a letter with its files. Refuses one that was published before, and one that
 * is for members or private: say first that it may be public.
 */
export const publishLetter = verb<{ readonly letter: string }, LetterRow>({
  name: 'voices.publish-letter',
  permission: 'keep correspondence',
  scope: async (tx, { letter }) => (await readLetter(tx, letter)).body_id,
  act: async (tx, input, acting) => {
    await holdLetter(tx, input.letter)
    const letter = await readLetter(tx, input.letter)
    if (letter.published_at !== null)
      return refused({
        code: 'already-published',
        message: 'This letter was published before.',
      })
    if (letter.audience !== 'public')
      return refused({
        code: 'letter-not-public',
        message:
          letter.audience === 'private'
            ? `This letter is private: ${letter.private_reason}`
            : 'This letter is for members. Change first who may see it.',
      })
    const files = await listLetterFiles(tx, letter.id)
    await updateLetter(tx, letter.id, { published_at: acting.now })
    await releaseFiles(
      tx,
      files.map(({ hash }) => hash),
      acting.now,
    )
    return recorded({
      value: { ...letter, published_at: acting.now },
      subject: { kind: 'letter', id: letter.id },
      before: { published_at: null },
      after: { published_at: acting.now, files: files.map(({ name, hash }) => ({ name, hash })) },
    })
  },
})
