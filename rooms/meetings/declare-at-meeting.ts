import { randomUUID } from 'node:crypto'
import type { Time } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { doneBefore, recorded, verb } from '../../platform/record/verb.ts'
import { readPerson } from '../people/read-person.ts'
import { isThere } from './attendance.rules.ts'
import { type Handling, reasonsNotToDeclare } from './declaration.rules.ts'
import { reasonsNotYetHeld } from './meeting.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { holdRoomIfAny } from './proceedings.records.ts'
import { type DeclarationRow, sittingFrom } from './read-attendance.ts'
import { readMeeting } from './read-meeting.ts'
import { readRoomSource, stateOfRoom } from './read-proceedings.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { stirRoom } from './room-act.ts'
import { insertDeclaration } from './sitting.records.ts'
import { reasonsLeftWithoutQuorum } from './without-quorum.ts'

export type DeclarationInput = {
  /** From whoever notes it in the room: noting it again under the same id changes nothing. */
  readonly id?: string | undefined
  /** Kept by a browser without a connection: it is stored also where the person is not noted as there. */
  readonly kept?: boolean | undefined
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
    await readPerson(tx, input.person)
    await holdRoomIfAny(tx, input.meeting)
    const source = await readRoomSource(tx, input.meeting)
    const { meeting, items, stored } = source
    // Also where it was removed since: telling it once more, even late, does not bring it back.
    const known = stored.declarations.find(({ id }) => id === input.id)
    if (known) return doneBefore(known)
    if (stored.facts.some(fact => fact.kind === 'taken back' && fact.fact === input.id))
      return doneBefore(rowOf(input, null))
    const state = stateOfRoom(source)
    const { lines } = sittingFrom(source, state)
    const kept = input.kept ?? false
    const present =
      kept || lines.length === 0 ? null : new Set(lines.filter(isThere).map(line => line.person_id))
    const refusals = [
      ...reasonsNotToChangeTheRecord(stored.published),
      ...reasonsNotYetHeld(meeting, acting.today),
      ...reasonsNotToDeclare(
        input,
        items.map(({ id }) => id),
        present,
      ),
    ]
    if (refusals.length > 0) return refused(...refusals)
    // Who presides when a kept declaration comes is not who presided when it was made.
    const chair = kept ? null : (state.presiding?.person ?? null)
    const row = rowOf(input, chair)
    await insertDeclaration(tx, row)
    if (!kept) {
      const left = reasonsLeftWithoutQuorum(
        await readQuorumByItem(tx, meeting.id),
        stored.decisions,
        items,
      )
      if (left.length > 0) return refused(...left.map(reason => ({ ...reason, field: 'handling' })))
    }
    await stirRoom(tx, meeting.id)
    return recorded({ value: row, subject: { kind: 'meeting', id: meeting.id }, after: row })
  },
})

const rowOf = (input: DeclarationInput, chair: string | null): DeclarationRow => ({
  id: input.id ?? randomUUID(),
  meeting_id: input.meeting,
  item_id: input.item ?? null,
  person_id: input.person,
  interest: input.interest.trim(),
  handling: input.handling,
  decided_by: input.decidedBy ?? (chair === input.person ? null : chair),
  left_at: input.leftAt ?? null,
  returned_at: input.returnedAt ?? null,
})
