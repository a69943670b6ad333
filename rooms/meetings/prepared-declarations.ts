import type { Db } from '../../platform/database/database.ts'
import { readOrganisations } from '../bodies/read-organisation.ts'
import { listHeldInterests } from '../interests/list-held-interests.ts'
import { readPersons } from '../people/read-person.ts'
import type { Handling } from './declaration.rules.ts'
import { standingConflicts } from './read-conflicts.ts'
import type { Meeting } from './read-meeting.ts'
import type { RoomView } from './read-room.ts'

/** A declaration that was settled beforehand, ready to be noted with one press. */
export type PreparedDeclaration = {
  readonly person: string
  readonly name: string
  /** As it may stand in the minutes: of a sensitive interest, that there is one (R-COI-12). */
  readonly interest: string
  readonly handling: Handling
  readonly decided: boolean
  readonly decidedBy: string | null
}

/**
 * What was settled of the item in hand and is not declared at it yet. One query, and three more
 * where there is something.
 */
export async function readPrepared(
  db: Db,
  meeting: Meeting,
  { state, declarations }: Pick<RoomView, 'state' | 'declarations'>,
): Promise<PreparedDeclaration[]> {
  const item = state.inHand
  if (item === null) return []
  const declared = new Set(
    declarations.filter(row => row.item_id === item).map(({ person_id }) => person_id),
  )
  const rows = (await standingConflicts(db, meeting.id)).filter(
    row => row.item_id === item && row.handling !== null && !declared.has(row.person_id),
  )
  if (rows.length === 0) return []
  const persons = await readPersons(
    db,
    rows.map(row => row.person_id),
  )
  const held = new Map(
    (await listHeldInterests(db, meeting.body_id, meeting.day)).map(row => [row.id, row]),
  )
  const organisations = await readOrganisations(
    db,
    rows.map(row => row.organisation_id),
    meeting.day,
  )
  return rows.flatMap(row => {
    if (row.handling === null) return []
    const interest = held.get(row.interest_id ?? '')
    const sitsFor = organisations.get(row.organisation_id ?? '')?.name
    return [
      {
        person: row.person_id,
        name: persons.get(row.person_id)?.name ?? '',
        interest:
          row.words ||
          (sitsFor
            ? `sits for ${sitsFor}`
            : !interest || interest.sensitive
              ? 'an interest'
              : interest.description),
        handling: row.handling,
        decided: row.kind === 'decided',
        decidedBy: row.decided_by,
      },
    ]
  })
}
