import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockPaper, updateFile } from './agenda.records.ts'
import { mustSeeItem, readPaperFile } from './read-agenda.ts'

/**
 * Takes a file away from a paper. The record keeps it, because a pack or a member may have
 * had it already. Refuses a file taken away before.
 */
export const removeFile = verb<{ readonly file: string }, null>({
  name: 'meetings.remove-file',
  permission: 'submit papers',
  scope: async (tx, input) => (await readPaperFile(tx, input.file)).meeting.body_id,
  act: async (tx, input, acting) => {
    const placed = await readPaperFile(tx, input.file)
    mustSeeItem(acting.may, placed)
    const { file, paper } = placed
    await lockPaper(tx, paper.id)
    if (file.removed_on !== null)
      return refused({
        code: 'file-removed',
        field: 'file',
        message: `“${file.name}” has been taken away already.`,
      })
    await updateFile(tx, file.id, { removed_on: acting.today })
    const { name, hash } = file
    return recorded({
      value: null,
      subject: { kind: 'paper', id: paper.id },
      before: { file: file.id, name, hash },
      after: { file: file.id, removedOn: acting.today },
    })
  },
})
