import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import type { Time } from '../../platform/day.rules.ts'
import { NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPerson } from '../people/read-person.ts'
import { insertItem, lockMeeting, writeOrder } from './agenda.records.ts'
import { type Numbered, nextItemNumber, placeByNumber, reasonsNotToPlace } from './agenda.rules.ts'
import { reasonsNotToMeet } from './meeting.rules.ts'
import type { ItemKind } from './meetings.tables.ts'
import { type Item, listItems } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'
import { stirRoom } from './room-act.ts'

/** What is said of an item, new or changed. */
export type ItemDetails = {
  readonly section?: string | undefined
  readonly title: string
  readonly kind: ItemKind
  readonly leadPerson?: string | undefined
  /** Who leads, in words: 'Chair', or where the lead is nobody in this record. */
  readonly lead?: string | undefined
  /** Verbs of decisions: note, consider, discuss, receive, agree, approve, endorse, recommend, refer. */
  readonly purposes: readonly string[]
  readonly startsAt?: Time | undefined
  /** 1 to 600. */
  readonly plannedMinutes?: number | undefined
  readonly summary?: string | undefined
  readonly audience: 'public' | 'private'
  /** Why publicity would harm the public interest; needed for a private item (R-MEET-2). */
  readonly privateReason?: string | undefined
}

export type NewAgendaItem = ItemDetails & {
  readonly meeting: string
  /** '5', '5.1' or '5a'; one more than the greatest where left out. */
  readonly number?: string | undefined
}

/** The columns of an item that its details fill. */
export const columnsOf = (details: ItemDetails) => ({
  section: details.section?.trim() ?? '',
  title: details.title.trim(),
  kind: details.kind,
  lead_person_id: details.leadPerson ?? null,
  lead: details.lead?.trim() ?? '',
  purposes: [...details.purposes],
  starts_at: details.startsAt ?? null,
  planned_minutes: details.plannedMinutes ?? null,
  summary: details.summary?.trim() ?? '',
  audience: details.audience,
  private_reason: details.audience === 'private' ? (details.privateReason?.trim() ?? '') : '',
})

/** Why the lead cannot be this person: nobody of the record is. */
export async function reasonsAgainstLead(tx: Tx, person: string | undefined): Promise<Refusal[]> {
  if (person === undefined) return []
  try {
    await readPerson(tx, person)
    return []
  } catch (fault) {
    if (!(fault instanceof NotFound)) throw fault
    return [
      {
        code: 'person-unknown',
        field: 'leadPerson',
        message: 'Choose the lead from the list, or write who leads in words.',
      },
    ]
  }
}

/**
 * Puts an item on the agenda of a meeting: at the end, or where its number belongs.
 *
 * Refuses a number that is none or is used already, a missing title, an unknown kind or
 * purpose, a time planned out of 1 to 600 minutes, a private item without its reason
 * (R-MEET-2), an unknown lead, and a meeting of a body dissolved by its day.
 */
export const addAgendaItem = verb<NewAgendaItem, Item>({
  name: 'meetings.add-agenda-item',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    const others = await listItems(tx, meeting.id, { private: true })
    const numbers = others.map(({ number }) => number)
    const number = input.number?.trim() || nextItemNumber(numbers)
    const refusals = [
      ...reasonsNotToMeet(await readBody(tx, meeting.body_id), meeting.day, 'title'),
      ...reasonsNotToPlace({ ...input, number }, numbers),
      ...(await reasonsAgainstLead(tx, input.leadPerson)),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const place = placeByNumber(number, numbers)
    const id = randomUUID()
    const added = { id, number, position: place + 1 }
    const order: Numbered[] = others.map(other => ({ id: other.id, number: other.number }))
    await writeOrder(tx, order.toSpliced(place, 0, added), [...others, added])
    const item = await insertItem(tx, {
      ...added,
      meeting_id: meeting.id,
      ...columnsOf(input),
      added_on: acting.today,
    })
    await stirRoom(tx, meeting.id)
    return recorded({ value: item, subject: { kind: 'agenda-item', id }, after: item })
  },
})
