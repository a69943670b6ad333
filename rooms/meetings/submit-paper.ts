import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused, type Warning } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { insertPaper, nextPaperPosition } from './agenda.records.ts'
import { type CoverSheet, coverWarnings, tidyCover } from './cover-sheet.rules.ts'
import { papersDueFor } from './meeting-deadlines.rules.ts'
import type { PaperKind } from './meetings.tables.ts'
import { kindKept, permittedOnKept, reasonsNotToTake } from './paper.rules.ts'
import { mustSeeItem, type Paper, readItem } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { findAgendaIssued } from './read-treatments.ts'

/** What is said of a paper, new or changed. */
export type PaperDetails = {
  readonly title: string
  readonly kind: PaperKind
  /** Left out only while the paper is to follow. */
  readonly submittedOn?: Day | undefined
  /** Who let a late paper in, and why. */
  readonly permission?: string | undefined
  /** When; today where it is left out. */
  readonly permittedOn?: Day | undefined
  /** The cover sheet, as far as it is filled in (R-TOR-17). */
  readonly cover: Partial<CoverSheet>
}

export type NewPaper = PaperDetails & { readonly item: string }

/** A paper as it was kept, with what its cover sheet lacks. */
export type PaperKept = { readonly paper: Paper; readonly warnings: readonly Warning[] }

/**
 * Puts a paper under an item of the agenda. An ordinary paper handed in after the body's
 * papers-due day is kept as a late one (R-TOR-9). What the cover sheet lacks is said, not
 * refused (R-TOR-17).
 *
 * Refuses a missing title or day, a day to come or after the meeting, a late paper without
 * who permitted it and why, one that is new after the papers were published without the same,
 * and a paper to follow that has a day.
 */
export const submitPaper = verb<NewPaper, PaperKept>({
  name: 'meetings.submit-paper',
  permission: 'submit papers',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readItem(tx, input.item)
    mustSeeItem(acting.may, placed)
    const { item, meeting } = placed
    const body = await readBody(tx, meeting.body_id)
    const papersDue = papersDueFor(await readDeadlineFacts(tx, body, meeting))
    const out = { on: (await findAgendaIssued(tx, meeting.id))?.papersOn ?? null, known: false }
    const refusals = reasonsNotToTake(input, {
      meetingDay: meeting.day,
      papersDue,
      today: acting.today,
      out,
    })
    if (refusals.length > 0) return refused(...refusals)
    const paper: Paper = {
      id: randomUUID(),
      item_id: item.id,
      position: await nextPaperPosition(tx, item.id),
      title: input.title.trim(),
      kind: kindKept(input.kind, input.submittedOn, papersDue, out),
      submitted_on: input.submittedOn ?? null,
      permission: input.permission?.trim() ?? '',
      cover: tidyCover(input.cover),
      withdrawn_on: null,
      withdrawn_reason: '',
      version: 1,
      permitted_on: permittedOnKept(input, acting.today),
      carried_from: null,
    }
    await insertPaper(tx, { ...paper, cover: JSON.stringify(paper.cover) })
    return recorded({
      value: {
        paper,
        warnings: coverWarnings(paper.cover, { itemNumber: item.number, hasFile: false }),
      },
      subject: { kind: 'paper', id: paper.id },
      after: paper,
    })
  },
})
