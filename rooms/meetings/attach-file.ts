import { randomUUID } from 'node:crypto'
import { inspectUpload } from '../../platform/documents/intake.ts'
import { keepTwin } from '../../platform/documents/kept-twin.ts'
import { makeTwin } from '../../platform/documents/twin.ts'
import { storeFile } from '../../platform/files/files.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertFile, lockPaper, nextFilePosition } from './agenda.records.ts'
import { alreadyWithdrawn } from './amend-paper.ts'
import { listPapers, mustSeeItem, type PaperFile, readPaper } from './read-agenda.ts'

export type NewFile = {
  readonly paper: string
  readonly name: string
  readonly bytes: Uint8Array
  /** What it is; for a picture, what it shows, which a reader who cannot see it is told. */
  readonly description?: string | undefined
}

const besideFile = (refusals: readonly Refusal[]) =>
  refused(...refusals.map(refusal => ({ ...refusal, field: refusal.field ?? 'file' })))

/**
 * Attaches a PDF, Word, Excel or PNG file to a paper: keeps the file and its accessible twin,
 * and what is amiss with it (a PDF without tags, a picture that nobody described).
 *
 * Refuses, beside the field: a file that is empty, too large, encrypted, damaged, named as
 * what it is not, or of another kind; a picture without a description; a file attached to
 * this paper already; a paper that is withdrawn or still to follow.
 */
export const attachFile = verb<NewFile, PaperFile>({
  name: 'meetings.attach-file',
  permission: 'submit papers',
  scope: async (tx, input) => (await readPaper(tx, input.paper)).meeting.body_id,
  act: async (tx, input, acting) => {
    await lockPaper(tx, input.paper)
    const placed = await readPaper(tx, input.paper)
    mustSeeItem(acting.may, placed)
    const { paper, item } = placed
    if (paper.withdrawn_on !== null) return refused({ ...alreadyWithdrawn, field: 'file' })
    if (paper.kind === 'to follow')
      return refused({
        code: 'paper-to-follow',
        field: 'file',
        message: 'This paper is still marked as to follow. Enter the day on which it came first.',
      })
    const inspected = await inspectUpload(input)
    if (!inspected.ok) return besideFile(inspected.refusals)
    const { kind, mediaType, name, size, pages, tagged } = inspected.value
    const description = input.description?.trim() ?? ''
    const twin = await makeTwin({ kind, bytes: input.bytes, description })
    if (!twin.ok) return besideFile(twin.refusals)
    const { hash } = await storeFile(tx, { bytes: input.bytes, mediaType }, acting.now)
    const others = (await listPapers(tx, [item.id])).find(({ id }) => id === paper.id)?.files ?? []
    const same = others.find(other => other.hash === hash)
    if (same)
      return refused({
        code: 'file-attached-already',
        field: 'file',
        message: `The same file is attached to this paper already, as “${same.name}”.`,
      })
    const file: PaperFile = {
      id: randomUUID(),
      paper_id: paper.id,
      position: await nextFilePosition(tx, paper.id),
      name,
      description,
      hash,
      media_type: mediaType,
      size,
      pages: pages ?? null,
      tagged: tagged ?? null,
      twin: await keepTwin(tx, twin.value.blocks, acting.now),
      warnings: [...twin.value.warnings],
      removed_on: null,
    }
    await insertFile(tx, {
      ...file,
      twin: JSON.stringify(file.twin),
      warnings: JSON.stringify(file.warnings),
    })
    // The twin can be as long as the file; its hash stands for both in the journal.
    const { twin: _, ...told } = file
    return recorded({ value: file, subject: { kind: 'paper', id: paper.id }, after: told })
  },
})
