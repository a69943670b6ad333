import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { lockPaper, updatePaper } from './agenda.records.ts'
import { coverWarnings, tidyCover } from './cover-sheet.rules.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import { papersDueFor } from './meeting-deadlines.rules.ts'
import { kindKept, permittedOnKept, reasonsNotToTake } from './paper.rules.ts'
import { listPapers, mustSeeItem, type Paper, readPaper } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { findAgendaIssued } from './read-treatments.ts'
import type { PaperDetails, PaperKept } from './submit-paper.ts'

export type PaperChange = PaperDetails & {
  readonly paper: string
  /** The version on which the change was made. */
  readonly version: number
}

/**
 * Changes a paper and its cover sheet. Refuses what submitting one refuses, a change made on
 * an older version ('changed-meanwhile'), and any change to a paper that was withdrawn.
 */
export const amendPaper = verb<PaperChange, PaperKept>({
  name: 'meetings.amend-paper',
  permission: 'submit papers',
  scope: async (tx, input) => (await readPaper(tx, input.paper)).meeting.body_id,
  act: async (tx, input, acting) => {
    await lockPaper(tx, input.paper)
    const placed = await readPaper(tx, input.paper)
    mustSeeItem(acting.may, placed)
    const { paper: before, item, meeting } = placed
    if (before.withdrawn_on !== null) return refused(alreadyWithdrawn)
    const body = await readBody(tx, meeting.body_id)
    const papersDue = papersDueFor(await readDeadlineFacts(tx, body, meeting))
    const issued = await findAgendaIssued(tx, meeting.id)
    const out = { on: issued?.papersOn ?? null, known: issued?.papers.has(before.id) ?? false }
    const refusals = [
      ...reasonsNotToSave(before.version, input.version, 'this paper'),
      ...reasonsNotToTake(input, { meetingDay: meeting.day, papersDue, today: acting.today, out }),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const paper: Paper = {
      ...before,
      title: input.title.trim(),
      kind: kindKept(input.kind, input.submittedOn, papersDue, out),
      submitted_on: input.submittedOn ?? null,
      permission: input.permission?.trim() ?? '',
      cover: tidyCover(input.cover),
      version: before.version + 1,
      permitted_on: permittedOnKept(input, acting.today, before),
    }
    const { id, cover, ...columns } = paper
    await updatePaper(tx, id, { ...columns, cover: JSON.stringify(cover) })
    const files = (await listPapers(tx, [item.id])).find(each => each.id === id)?.files ?? []
    return recorded({
      value: {
        paper,
        warnings: coverWarnings(cover, { itemNumber: item.number, hasFile: files.length > 0 }),
      },
      subject: { kind: 'paper', id },
      before,
      after: paper,
    })
  },
})

/** A paper taken back stays in the record as it was. */
export const alreadyWithdrawn = {
  code: 'paper-withdrawn',
  field: 'version',
  message: 'This paper has been withdrawn: it stays in the record as it was.',
} as const
