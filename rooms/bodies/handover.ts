import type { Db, Tx } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { listClerkGrants } from '../people/list-clerks.ts'
import { bodies } from './bodies.records.ts'
import { type Body, listBodies, readBodies } from './read-body.ts'

/** Something that a clerk has in hand. */
export type Task = {
  /** `action ID`, `letter ID`. */
  readonly key: string
  readonly text: string
  readonly href: string
  /** Whether it is theirs and passes by name, or stays with the body and is only to be known of. */
  readonly passes: boolean
}

/** A later room's share in a handover, given by `app/` (decision 14). */
export type HandoverPart = {
  readonly tasks: (
    db: Db,
    of: { readonly person: string; readonly bodies: readonly Body[]; readonly today: Day },
  ) => Promise<readonly Task[]>
  /** Passes on those of the tasks that are its own, and says so in sentences. */
  readonly handOn: (
    tx: Tx,
    acting: Acting,
    handover: {
      readonly from: string
      readonly to: string
      readonly on: Day
      readonly keys: readonly string[]
    },
  ) => Promise<readonly string[]>
}

/** What lets a person act as clerk: an office of secretary, or a grant of its own. */
export type Holding = {
  readonly key: string
  readonly kind: 'office' | 'grant'
  readonly id: string
  /** Null: everywhere. */
  readonly body: Body | null
  readonly from: Day
}

/** What a person holds as clerk on or after a day, by body. */
export async function listClerkHoldings(db: Db, person: string, day: Day): Promise<Holding[]> {
  const grants = await listClerkGrants(db, person, day)
  const known = await readBodies(
    db,
    grants.flatMap(({ scope }) => scope ?? []),
  )
  return grants
    .map(({ id, scope, from_day, source_kind, source_id }): Holding => {
      const office = source_kind === 'office' && source_id !== null
      return {
        key: office ? `office ${source_id}` : `grant ${id}`,
        kind: office ? 'office' : 'grant',
        id: office ? source_id : id,
        body: scope === null ? null : (known.get(scope) ?? null),
        from: from_day,
      }
    })
    .toSorted((one, other) => ((one.body?.name ?? '') < (other.body?.name ?? '') ? -1 : 1))
}

/** The bodies that a person keeps as clerk; all that meet where one of the holdings is everywhere. */
export const bodiesKept = async (
  db: Db,
  holdings: readonly Holding[],
  today: Day,
): Promise<readonly Body[]> =>
  holdings.some(({ body }) => body === null)
    ? listBodies(db, today)
    : [
        ...new Map(
          holdings.flatMap(({ body }) => (body ? [[body.id, body] as const] : [])),
        ).values(),
      ]

export type HandoverNote = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly on: Day
  readonly note: string
  readonly handedOver: readonly string[]
}

const notes = (db: Db) =>
  bodies(db)
    .selectFrom('bodies.handovers')
    .select([
      'id',
      'from_person_id as from',
      'to_person_id as to',
      'on_day as on',
      'note',
      'handed_over as handedOver',
    ])

export const findHandover = (db: Db, id: string): Promise<HandoverNote | undefined> =>
  notes(db).where('id', '=', id).executeTakeFirst()

/** The handovers of which a person is either side, the latest first. */
export const listHandoversOf = (db: Db, person: string): Promise<HandoverNote[]> =>
  notes(db)
    .where(where =>
      where.or([where('from_person_id', '=', person), where('to_person_id', '=', person)]),
    )
    .orderBy('on_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
