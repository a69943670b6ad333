import { randomUUID } from 'node:crypto'
import { inspectUpload } from '../../platform/documents/intake.ts'
import { keepTwin } from '../../platform/documents/kept-twin.ts'
import { makeTwin } from '../../platform/documents/twin.ts'
import { storeFile } from '../../platform/files/files.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertFile, lockPaper, nextFilePosition, updateFile } from './agenda.records.ts'
import { alreadyWithdrawn } from './amend-paper.ts'
import { reasonsToExplainFile } from './paper.rules.ts'
import { listPapers, mustSeeItem, type PaperFile, readPaper } from './read-agenda.ts'
import { findAgendaIssued } from './read-treatments.ts'

export type NewFile = {
  readonly paper: string
  readonly name: string
  readonly bytes: Uint8Array
  /** What it is; for a picture, what it shows, which a reader who cannot see it is told. */
  readonly description?: string | undefined
  /** The file of this paper whose place it takes: both stay in the record. */
  readonly replaces?: string | undefined
  /** Who let it in and why, where the paper has been published already. */
  readonly because?: string | undefined
}

const besideFile = (refusals: readonly Refusal[]) =>
  refused(...refusals.map(refusal => ({ ...refusal, field: refusal.field ?? 'file' })))

/**
 * Attaches a PDF, Word, Excel or PNG file to a paper: keeps the file and its accessible twin,
 * and what is amiss with it (a PDF without tags, a picture that nobody described).
 *
 * Refuses, beside the field: a file that is empty, too large, encrypted, damaged, named as
 * what it is not, or of another kind; a picture without a description; a file attached to
 * this paper already; a paper that is withdrawn or still to follow; a file to replace that is not
 * of this paper or was taken away; and a file added to or replaced in a published paper without
 * who let it in and why.
 */
export const attachFile = verb<NewFile, PaperFile>({
  name: 'meetings.attach-file',
  permission: 'submit papers',
  scope: async (tx, input) => (await readPaper(tx, input.paper)).meeting.body_id,
  act: async (tx, input, acting) => {
    await lockPaper(tx, input.paper)
    const placed = await readPaper(tx, input.paper)
    mustSeeItem(acting.may, placed)
    const { paper, item, meeting } = placed
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
    const replaced = others.find(({ id }) => id === input.replaces)
    if (input.replaces !== undefined && !replaced)
      return refused({
        code: 'replaced-file-missing',
        field: 'file',
        message: 'The file to be replaced is not attached to this paper any more.',
      })
    const issued = await findAgendaIssued(tx, meeting.id)
    const because = input.because?.trim() ?? ''
    const unexplained = reasonsToExplainFile(
      paper,
      { on: issued?.papersOn ?? null, known: issued?.papers.has(paper.id) ?? false },
      because,
    )
    if (unexplained.length > 0) return refused(...unexplained)
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
      position: replaced?.position ?? (await nextFilePosition(tx, paper.id)),
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
      replaces: replaced?.id ?? null,
      replaced_because: because,
    }
    if (replaced) await updateFile(tx, replaced.id, { removed_on: acting.today })
    await insertFile(tx, {
      ...file,
      twin: JSON.stringify(file.twin),
      warnings: JSON.stringify(file.warnings),
    })
    // The twin can be as long as the file; its hash stands for both in the journal.
    const { twin: _, ...told } = file
    return recorded({
      value: file,
      subject: { kind: 'paper', id: paper.id },
      ...(replaced
        ? { before: { file: replaced.id, name: replaced.name, hash: replaced.hash } }
        : {}),
      after: told,
    })
  },
})
