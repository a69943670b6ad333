import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readPerson } from '../people/read-person.ts'
import { isThere } from './attendance.rules.ts'
import { type Handling, reasonsNotToDeclare } from './declaration.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { listItems } from './read-agenda.ts'
import { attendancesOf, type DeclarationRow, decisionsAt, sittingOf } from './read-attendance.ts'
import { statesPublished } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { insertDeclaration } from './sitting.records.ts'
import { reasonsLeftWithoutQuorum } from './without-quorum.ts'

export type DeclarationInput = {
  readonly meeting: string
  readonly person: string
  /** The item it bears on; left out where it bears on none in particular. */
  readonly item?: string | undefined
  readonly interest: string
  readonly handling: Handling
  /** Who decided the handling; the person presiding where it is left out (R-COI-8). */
  readonly decidedBy?: string | undefined
  readonly leftAt?: Time | undefined
  readonly returnedAt?: Time | undefined
}

/**
 * Records an interest declared at a meeting and how it was handled. Who leaves for
 * an item, or does not attend for it, does not count to its quorum (R-COI-8).
 *
 * Refuses a person who is not there, an item of another meeting, handling of one's
 * own interest, a withdrawal that would leave a recorded decision without its
 * quorum, a meeting not yet held, and any change once approved minutes are published.
 */
export const declareAtMeeting = verb<DeclarationInput, DeclarationRow>({
  name: 'meetings.declare-at-meeting',
  permission: 'take attendance',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    await readPerson(tx, input.person)
    const items = await listItems(tx, meeting.id, { private: true })
    const lines = await attendancesOf(tx, meeting.id)
    const present =
      lines.length === 0 ? null : new Set(lines.filter(isThere).map(line => line.person_id))
    const refusals = [
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
      ...reasonsNotYetHeld(meeting, acting.today),
      ...reasonsNotToDeclare(
        input,
        items.map(({ id }) => id),
        present,
      ),
    ]
    if (refusals.length > 0) return refused(...refusals)
    const chair = (await sittingOf(tx, meeting.id))?.chair_person_id ?? null
    const row = {
      id: randomUUID(),
      meeting_id: meeting.id,
      item_id: input.item ?? null,
      person_id: input.person,
      interest: input.interest.trim(),
      handling: input.handling,
      decided_by: input.decidedBy ?? (chair === input.person ? null : chair),
      left_at: input.leftAt ?? null,
      returned_at: input.returnedAt ?? null,
    }
    await insertDeclaration(tx, row)
    const left = reasonsLeftWithoutQuorum(
      await readQuorumByItem(tx, meeting.id),
      await decisionsAt(tx, meeting.id),
      items,
    )
    if (left.length > 0) return refused(...left.map(reason => ({ ...reason, field: 'handling' })))
    return recorded({ value: row, subject: { kind: 'meeting', id: meeting.id }, after: row })
  },
})
