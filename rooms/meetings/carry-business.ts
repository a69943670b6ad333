import type { Db } from '../../platform/database/database.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import type { DecisionVerb } from './formal-business.rules.ts'
import { needsQuorum } from './formal-business.rules.ts'
import { readMeetings } from './list-published.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { type Item, listItems, maySeeItem } from './read-agenda.ts'
import { decisionsAt } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { readQuorum } from './read-quorum.ts'
import { listTreatments } from './read-treatments.ts'
import { carryItem } from './treat-item.ts'
import { isTaken, reasonsNotToCarry } from './treatment.rules.ts'

/**
 * The items of a meeting that hold formal business not yet settled: what an inquorate meeting
 * carries on (R-TOR-7). The minutes of the last meeting are on the next agenda by themselves.
 */
export async function listBusinessToCarry(db: Db, meetingId: string): Promise<Item[]> {
  const items = await listItems(db, meetingId, { private: true })
  const treatments = await listTreatments(db, meetingId)
  const decided = new Set((await decisionsAt(db, meetingId)).map(({ item_id }) => item_id))
  return items.filter(
    item =>
      item.kind === 'business' &&
      item.purposes.some(purpose => needsQuorum(purpose as DecisionVerb, 'another body')) &&
      isTaken(treatments.get(item.id) ?? []) &&
      !decided.has(item.id),
  )
}

export type BusinessToCarry = {
  readonly meeting: string
  readonly to: string
  /** Which of the items; those that hold no formal business are refused. */
  readonly items: readonly string[]
  readonly papers: boolean
}

/**
 * Carries the formal business of a meeting without a quorum to the next one, in one act
 * (R-TOR-7; terms of reference 4.2). Answers how many items were carried.
 *
 * Refuses a meeting that was quorate or whose attendance is not recorded, no item, and a
 * meeting to which nothing can be carried.
 */
export const carryBusiness = verb<BusinessToCarry, number>({
  name: 'meetings.carry-business',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    const { quorum } = await readQuorum(tx, meeting.id)
    const to = (await readMeetings(tx, input.to === '' ? [] : [input.to])).get(input.to)
    const items = (await listBusinessToCarry(tx, meeting.id)).filter(
      item => input.items.includes(item.id) && maySeeItem(acting.may, item, meeting.body_id),
    )
    const refuse = (code: string, field: string, message: string) => [{ code, field, message }]
    const refusals = [
      ...(quorum === null
        ? refuse(
            'attendance-not-recorded',
            'items',
            'Record who was present first: only a meeting without a quorum carries its business on.',
          )
        : quorum.quorate
          ? refuse(
              'quorate',
              'items',
              'This meeting was quorate and can decide: defer an item by itself where it chooses to.',
            )
          : items.length === 0
            ? refuse('no-business', 'items', 'Choose at least one item with formal business.')
            : []),
      ...reasonsNotToCarry(
        { id: meeting.id, bodyId: meeting.body_id, day: meeting.day },
        to ? { id: to.id, bodyId: to.body_id, day: to.day, kind: to.kind } : null,
      ),
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
    ]
    if (refusals.length > 0 || !to) return refused(...refusals)
    await lockMeeting(tx, to.id)
    const carried: { from: string; to: string; number: string }[] = []
    for (const item of items) {
      const made = await carryItem(
        tx,
        { item, meeting },
        to,
        {
          reason: 'The meeting was not quorate, so its formal business is carried on.',
          papers: input.papers,
        },
        acting,
      )
      carried.push({ from: item.id, to: made.item.id, number: made.item.number })
    }
    return recorded({
      value: carried.length,
      subject: { kind: 'meeting', id: meeting.id },
      after: { to: to.id, items: carried },
    })
  },
})
