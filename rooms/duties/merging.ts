import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person. */
export const personsInDuties: MergePart = {
  references: [{ table: 'duties.gaps', column: 'stated_by', called: 'gaps of the record stated' }],
}
