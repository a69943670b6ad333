import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { AssembledPdf } from '../../platform/documents/merge.ts'
import { releaseFiles, storeFile } from '../../platform/files/files.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { publishTracker } from '../actions/publish-tracker.ts'
import { publishRegister } from '../interests/publish-register.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { type AssembledPack, assemblePack } from './assemble-pack.ts'
import { reasonsNotToPublish } from './pack.rules.ts'
import { changesBetween } from './pack-changes.rules.ts'
import type { PackContent, PackVersion } from './pack-content.ts'
import { makePackPdf } from './pack-pdf.ts'
import { holdPacks, insertPack } from './publishing.records.ts'
import { findPack } from './read-pack.ts'

export type PackToPublish = {
  readonly meeting: string
  /** What changed since the version before, in the clerk's words; may be empty. */
  readonly note: string
  /** The latest version that the clerk saw: 0 for none. Left out where nobody looked. */
  readonly seen?: number
  /** The site's public address, 'https://…', for the cover. */
  readonly site: string
}

/** Where a pack stands on the public site. */
export const packPath = ({ body, meeting }: Pick<PackContent, 'body' | 'meeting'>) =>
  `/meetings/${body.slug}/${meeting.slug}/pack`

/** The files that a public pack lets the public read. */
export const filesOf = (content: PackContent): string[] =>
  content.items.flatMap(item =>
    item.papers.flatMap(paper => paper.files.flatMap(file => [file.hash])),
  )

/**
 * Publishes what the meeting holds today as the next version of its pack: the
 * content frozen, the PDF, the files released, the tracker and the register
 * published with it (R-WEB-2, R-COI-6). A later change makes a new version.
 *
 * Refuses what `reasonsNotToPublish` lists; a PDF that cannot be made, with the
 * reason; and a record that changed meanwhile, or a version that somebody else
 * published since the clerk looked. Nothing is stored then.
 *
 * The PDF takes seconds for a large pack and the journal has one head, so it is made
 * before the transaction, which then makes sure that nothing has changed.
 */
export async function publishPack(
  acting: Acting,
  input: PackToPublish,
): Promise<Outcome<PackVersion>> {
  const { body_id } = await readMeeting(acting.db, input.meeting)
  if (!acting.may('publish', body_id)) return freezePack(acting, { ...input, prepared: null })
  const pack = await assemblePack(acting.db, input.meeting, acting.today)
  const refusals = reasonsNotToPublish(pack.facts)
  if (refusals.length > 0) return refused(...refusals)
  const version = ((await findPack(acting.db, input.meeting))?.version ?? 0) + 1
  try {
    const pdf = await makePackPdf(acting.db, {
      content: pack.content,
      version,
      publishedOn: acting.today,
      address: input.site + packPath(pack.content),
      madeAt: acting.now,
    })
    return await freezePack(acting, { ...input, prepared: { pack, pdf, version } })
  } catch (fault) {
    if (!(fault instanceof PdfNotMade)) throw fault
    return refused(fault.refusal)
  }
}

type Prepared = {
  readonly pack: AssembledPack
  readonly pdf: AssembledPdf
  readonly version: number
}
