import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertFile, insertItem, insertPaper, lockMeeting } from './agenda.records.ts'
import { nextItemNumber } from './agenda.rules.ts'
import { reasonsOfTurn } from './otherwise.rules.ts'
import { moveReport } from './outside.records.ts'
import { type Item, listItems, listPapers } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'
import { isOff } from './standing.rules.ts'

export type ItemsTakenOver = {
  /** The meeting that takes the place of another, or goes on with it. */
  readonly meeting: string
  /** Of the earlier agenda, in any order. */
  readonly items: readonly string[]
}

/**
 * Takes items of the earlier agenda over to the meeting that takes its place, each with its
 * papers: the very files, not copies of them. The earlier agenda keeps its own. What was to be
 * reported under an item of a meeting that was put off is reported to this one.
 *
 * Refuses a meeting that takes no other's place, one that something became of, no item at all,
 * an item of another agenda, and one that was taken over already.
 */
export const takeOverItems = verb<ItemsTakenOver, readonly Item[]>({
  name: 'meetings.take-over-items',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    if (meeting.came_from === null)
      return refused({
        code: 'no-earlier-meeting',
        message: 'This meeting takes the place of no other, so there is no agenda to take over.',
      })
    const earlier = await listItems(tx, meeting.came_from, { private: true })
    const own = await listItems(tx, meeting.id, { private: true })
    const chosen = earlier.filter(({ id }) => input.items.includes(id))
    const refusals = reasonsOfTurn(meeting)
    if (input.items.length === 0)
      refusals.push({
        code: 'no-item-chosen',
        field: 'items',
        message: 'Choose at least one item to take over.',
      })
    else if (chosen.length < new Set(input.items).size)
      refusals.push({
        code: 'item-of-another-meeting',
        field: 'items',
        message: 'Choose items of the meeting whose place this one takes.',
      })
    const twice = chosen.find(({ id }) => own.some(item => item.carried_from === id))
    if (twice)
      refusals.push({
        code: 'taken-over-already',
        field: 'items',
        message: `Item ${twice.number}, ${twice.title}, was taken over already.`,
      })
    if (refusals.length > 0) return refused(...refusals)

    const papers = await listPapers(
      tx,
      chosen.map(({ id }) => id),
      { twins: true },
    )
    const taken: Item[] = []
    for (const item of chosen) {
      const numbers = [...own, ...taken].map(({ number }) => number)
      const id = randomUUID()
      const { version: _, ...details } = item
      taken.push(
        await insertItem(tx, {
          ...details,
          id,
          meeting_id: meeting.id,
          position: own.length + taken.length + 1,
          number: numbers.includes(item.number) ? nextItemNumber(numbers) : item.number,
          carried_from: item.id,
        }),
      )
      // An adjourned meeting that reached the item has had its report; one that was put off has not.
      const before = await readMeeting(tx, meeting.came_from)
      if (isOff(before)) await moveReport(tx, item.id, { item: id, meeting: meeting.id })
      for (const { files, version: __, ...paper } of papers.filter(
        ({ item_id }) => item_id === item.id,
      )) {
        const paperId = randomUUID()
        await insertPaper(tx, {
          ...paper,
          id: paperId,
          item_id: id,
          cover: JSON.stringify(paper.cover),
        })
        for (const file of files)
          await insertFile(tx, {
            ...file,
            id: randomUUID(),
            paper_id: paperId,
            twin: JSON.stringify(file.twin),
            warnings: JSON.stringify(file.warnings),
          })
      }
    }
    return recorded({
      value: taken,
      subject: { kind: 'meeting', id: meeting.id },
      after: {
        takenOver: taken.map(({ id, number, title, carried_from }) => ({
          id,
          number,
          title,
          from: carried_from,
        })),
        at: acting.today,
      },
    })
  },
})
