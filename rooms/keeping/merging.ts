import type { MergePart } from '../../platform/record/merging.ts'

/** This room's share in merging two entries of one person. */
export const personsInKeeping: MergePart = {
  references: [
    { table: 'keeping.redaction_drafts', column: 'proposed_by', called: 'redactions proposed' },
    { table: 'keeping.redactions', column: 'proposed_by', called: 'redactions proposed and done' },
    { table: 'keeping.redactions', column: 'confirmed_by', called: 'redactions confirmed' },
    { table: 'keeping.retention_reviews', column: 'decided_by', called: 'records reviewed' },
  ],
}

const settings = 'kept with the old entry, as its own setting'

/** The same of two entries of one body. */
export const bodiesInKeeping: MergePart = {
  references: [
    { table: 'keeping.redaction_drafts', column: 'body_id', called: 'redactions proposed' },
    { table: 'keeping.redactions', column: 'body_id', called: 'redactions' },
    { table: 'keeping.retention_reviews', column: 'body_id', called: 'records reviewed' },
    {
      table: 'keeping.redaction_settings',
      column: 'body_id',
      called: 'settings of redaction',
      kept: settings,
    },
    {
      table: 'keeping.retention_periods',
      column: 'body_id',
      called: 'periods of retention',
      kept: settings,
    },
  ],
}
