import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person. */
export const personsInVoices: MergePart = {
  references: [
    { table: 'voices.letters', column: 'reply_owner_id', called: 'letters to be answered' },
  ],
}

export const organisationsInVoices: MergePart = {
  references: [
    { table: 'voices.letters', column: 'organisation_id', called: 'letters from and to it' },
  ],
}

/** This room's share in merging two entries of one body. */
export const bodiesInVoices: MergePart = {
  references: [
    { table: 'voices.letters', column: 'body_id', called: 'letters' },
    { table: 'voices.letters', column: 'handed_on_from', called: 'letters handed on' },
    { table: 'voices.questions', column: 'body_id', called: 'questions' },
    { table: 'voices.questions', column: 'handed_on_from', called: 'questions handed on' },
  ],
}
