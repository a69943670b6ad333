import { randomUUID } from 'node:crypto'
import { inspectUpload } from '../../platform/documents/intake.ts'
import { storeFile } from '../../platform/files/files.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listOutsideFiles, type OutsideFileRow } from './list-outside.ts'
import { insertOutsideFile } from './outside.records.ts'
import { readOutside } from './read-outside.ts'

export type NewOutsideFile = {
  readonly decision: string
  readonly name: string
  readonly bytes: Uint8Array
  /** What it is. */
  readonly description?: string | undefined
}

/**
 * Attaches a paper to a decision that is asked for between meetings, or a background paper to an
 * officer's decision. It becomes public when the decision is published.
 *
 * Refuses what an upload is refused for, a file attached already, and a proposal that is closed.
 */
export const attachOutsideFile = verb<NewOutsideFile, OutsideFileRow>({
  name: 'meetings.attach-outside-file',
  permission: 'record decisions',
  scope: async (tx, { decision }) => (await readOutside(tx, decision)).row.body_id,
  act: async (tx, input, acting) => {
    const found = await readOutside(tx, input.decision)
    if (found.origin === 'correspondence' && found.row.closed_on !== null)
      return refused({
        code: 'closed-already',
        field: 'file',
        message: 'It is closed: what members did not have before them is not added now.',
      })
    const inspected = await inspectUpload(input)
    if (!inspected.ok)
      return refused(
        ...inspected.refusals.map(refusal => ({ ...refusal, field: refusal.field ?? 'file' })),
      )
    const { mediaType, name, size, pages, tagged } = inspected.value
    const { hash } = await storeFile(tx, { bytes: input.bytes, mediaType }, acting.now)
    const others = await listOutsideFiles(tx, input.decision)
    if (others.some(other => other.hash === hash))
      return refused({
        code: 'file-attached-already',
        field: 'file',
        message: 'The same file is attached already.',
      })
    const row: OutsideFileRow = {
      id: randomUUID(),
      decision_id: input.decision,
      position: others.length + 1,
      name,
      description: input.description?.trim() ?? '',
      hash,
      media_type: mediaType,
      size,
      pages: pages ?? null,
      tagged: tagged ?? null,
      removed_on: null,
    }
    await insertOutsideFile(tx, row)
    return recorded({ value: row, subject: { kind: 'decision', id: input.decision }, after: row })
  },
})
