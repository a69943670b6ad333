import { randomUUID } from 'node:crypto'
import type { Db } from '../../platform/database/database.ts'
import type { AssembledPdf } from '../../platform/documents/merge.ts'
import { releaseFiles, storeFile } from '../../platform/files/files.ts'
import { done, NotPermitted, type Outcome, refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { publishTracker } from '../actions/publish-tracker.ts'
import { publishRegister } from '../interests/publish-register.ts'
import { noteAgendaIssued } from '../meetings/note-agenda-issued.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { comparable } from './agenda-lines.ts'
import { type AssembledPack, assemblePack } from './assemble-pack.ts'
import { reasonsNotToPublish } from './pack.rules.ts'
import { changesBetween } from './pack-changes.rules.ts'
import type { PackExtent, PackVersion } from './pack-content.ts'
import { packHref } from './pack-paths.ts'
import { filesIn, makePackPdf, PackNotMade, type PackPdfRequest } from './pack-pdf.ts'
import { holdPacks, insertPack, insertSnapshot } from './publishing.records.ts'
import { findPack, versionOf } from './read-pack.ts'
import { tellWhoeverIsDue } from './tell-members.ts'

export type PackToPublish = {
  readonly meeting: string
  /** What changed since the version before, in the clerk's words; may be empty. */
  readonly note?: string
  /** The latest version that the clerk saw: 0 for none. Left out where nobody looked. */
  readonly seen?: number
  /** The site's public address, 'https://…', for the cover; left out, the cover gives none. */
  readonly site?: string
  /** 'agenda' publishes the agenda alone, its papers to follow. */
  readonly extent?: PackExtent
  /** Whether members are told of it in the same act; they can be told later of several versions at once. */
  readonly tell?: boolean
}

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
  if (!acting.may('publish', body_id))
    throw new NotPermitted('To do this you need the permission “publish”.')
  const extent = input.extent ?? 'pack'
  const pack = await assemblePack(acting.db, input.meeting, acting.today, 'public', extent)
  const refusals = reasonsNotToPublish(pack.facts)
  if (refusals.length > 0) return refused(...refusals)
  const before = await findPack(acting.db, input.meeting)
  const version = (before?.version ?? 0) + 1
  if (input.seen !== undefined && input.seen !== version - 1)
    return refused(publishedMeanwhile(version - 1))
  const request = {
    content: pack.content,
    version,
    publishedOn: acting.today,
    address: input.site === undefined ? null : input.site + packHref(pack.content),
    madeAt: acting.now,
  }
  const made = await pdfOf(acting.db, request)
  if (!made.ok) return made
  return freezePack(acting, {
    meeting: input.meeting,
    note: input.note ?? '',
    site: input.site,
    extent,
    tell: input.tell ?? false,
    pack,
    version,
    pdf: made.value,
  })
}

async function pdfOf(db: Db, request: PackPdfRequest): Promise<Outcome<AssembledPdf>> {
  try {
    return done(await makePackPdf(db, request))
  } catch (fault) {
    if (!(fault instanceof PackNotMade)) throw fault
    return refused({
      code: 'pack-pdf-not-made',
      message: `The PDF of the pack could not be made, so nothing was published. ${fault.message}`,
    })
  }
}

const publishedMeanwhile = (standing: number) => ({
  code: 'published-meanwhile',
  field: 'seen',
  message: `Version ${standing} of this pack was published while you were looking. Look at it first, then publish again if something is still to change.`,
})

type Prepared = {
  readonly meeting: string
  readonly note: string
  readonly site: string | undefined
  readonly extent: PackExtent
  readonly tell: boolean
  readonly pack: AssembledPack
  readonly version: number
  readonly pdf: AssembledPdf
}

const freezePack = verb<Prepared, PackVersion>({
  name: 'publishing.publish-pack',
  permission: 'publish',
  scope: (_tx, { pack }) => pack.body.id,
  act: async (tx, { meeting, note, site, extent, tell, pack, version, pdf }, acting) => {
    await holdPacks(tx, meeting)
    const before = await findPack(tx, meeting)
    const standing = before?.version ?? 0
    if (standing !== version - 1) return refused(publishedMeanwhile(standing))
    const now = await assemblePack(tx, meeting, acting.today, 'public', extent)
    if (canonicalJson(now) !== canonicalJson(pack))
      return refused({
        code: 'changed-meanwhile',
        message:
          'The meeting’s papers changed while the pack was being made. Look at it again, then publish.',
      })
    const { content } = pack
    const stored = await storeFile(
      tx,
      { bytes: pdf.bytes, mediaType: 'application/pdf' },
      acting.now,
    )
    await releaseFiles(tx, [stored.hash, ...filesIn(content)], acting.now)
    for (const publish of extent === 'pack' ? [publishTracker, publishRegister] : []) {
      const published = await publish(acting, { body: pack.body.id })
      if (!published.ok) return published
    }
    const row = {
      id: randomUUID(),
      meeting_id: meeting,
      version,
      published_on: acting.today,
      published_at: acting.now,
      published_by: acting.person,
      note: note.trim(),
      pdf_hash: stored.hash,
      pdf_pages: pdf.pages,
      pdf_size: stored.size,
      extent,
    }
    const changes = before ? changesBetween(comparable(before.content), comparable(content)) : []
    const items = content.items.map(({ id }) => id)
    const papers = content.items.flatMap(item => item.papers.map(({ id }) => id))
    await insertPack(tx, {
      ...row,
      changes: JSON.stringify(changes),
      content: JSON.stringify(content),
      item_ids: items,
      paper_ids: papers,
    })
    await insertSnapshot(tx, { pack_id: row.id, items: JSON.stringify(pack.lines) })
    await noteAgendaIssued(tx, {
      meeting,
      on: acting.today,
      withPapers: extent === 'pack',
      items: pack.lines.map(({ id }) => id),
      papers: pack.lines.flatMap(line => line.papers.map(({ id }) => id)),
    })
    const told = tell ? await tellWhoeverIsDue(tx, { meeting, site: site ?? '' }, acting) : null
    return recorded({
      value: versionOf({ ...row, changes }),
      subject: { kind: 'meeting', id: meeting },
      before: before ? { version: before.version, pdf_hash: before.pdfHash } : null,
      // The content is as long as the pack: its PDF's hash stands for it in the journal.
      after: { ...row, changes: changes.map(({ words }) => words), told },
    })
  },
})
