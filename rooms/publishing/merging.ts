import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person: who published; what was published is never touched. */
export const personsInPublishing: MergePart = {
  references: [{ table: 'publishing.packs', column: 'published_by', called: 'packs published' }],
}
