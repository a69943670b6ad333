import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockPaper, updatePaper } from './agenda.records.ts'
import { alreadyWithdrawn } from './amend-paper.ts'
import { mustSeeItem, type Paper, readPaper } from './read-agenda.ts'

/**
 * Takes a paper back: members and packs see it no longer, the record keeps it. Refuses a
 * missing reason, and a paper withdrawn already.
 */
export const withdrawPaper = verb<{ readonly paper: string; readonly reason: string }, Paper>({
  name: 'meetings.withdraw-paper',
  permission: 'submit papers',
  scope: async (tx, input) => (await readPaper(tx, input.paper)).meeting.body_id,
  act: async (tx, input, acting) => {
    await lockPaper(tx, input.paper)
    const placed = await readPaper(tx, input.paper)
    mustSeeItem(acting.may, placed)
    const before = placed.paper
    if (before.withdrawn_on !== null) return refused({ ...alreadyWithdrawn, field: 'reason' })
    const reason = input.reason.trim()
    if (reason === '')
      return refused({
        code: 'reason-missing',
        field: 'reason',
        message: 'Enter why the paper is withdrawn.',
      })
    const change = {
      withdrawn_on: acting.today,
      withdrawn_reason: reason,
      version: before.version + 1,
    }
    await updatePaper(tx, before.id, change)
    const after = { ...before, ...change }
    return recorded({ value: after, subject: { kind: 'paper', id: before.id }, before, after })
  },
})
