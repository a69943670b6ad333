import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound, NotPermitted, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPerson } from '../people/read-person.ts'
import {
  countsTogether,
  type GiftStanding,
  giverKey,
  type Offered,
  reasonsNotToDeclareGift,
  standingOfGift,
} from './gift.rules.ts'
import type { InterestsTables } from './interests.tables.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type GiftRow = Selectable<InterestsTables['interests.gifts']>

/** A gift or hospitality with how it stands against the thresholds of the day of the offer. */
export type Gift = GiftRow & { readonly standing: GiftStanding }

export type NewGift = Offered & {
  readonly person: string
  readonly body: string
  readonly description: string
  readonly giver: string
  readonly giverOrganisation?: string | undefined
  readonly offeredOn: Day
  readonly reason: string
}

const offeredOf = (row: GiftRow): Offered => ({
  kind: row.kind,
  outcome: row.outcome,
  pence: row.pence,
  inCash: row.in_cash,
  giverIsSupplier: row.giver_is_supplier,
  approvedBy: row.approved_by,
})

const sameGiver = (one: GiftRow, other: GiftRow) =>
  one.giver_organisation_id !== null && one.giver_organisation_id === other.giver_organisation_id
    ? true
    : giverKey(one.giver) === giverKey(other.giver)

/** What the person had accepted of the same giver in the twelve months before; declined and withdrawn ones left out. */
const earlierPence = (gift: GiftRow, all: readonly GiftRow[]): number =>
  all
    .filter(
      other =>
        other.id !== gift.id &&
        other.person_id === gift.person_id &&
        other.kind === 'gift' &&
        other.outcome === 'accepted' &&
        other.withdrawn_on === null &&
        countsTogether(other.offered_on, gift.offered_on) &&
        // Of two on one day the one declared later bears the sum.
        (other.offered_on < gift.offered_on || other.recorded_at < gift.recorded_at) &&
        sameGiver(other, gift),
    )
    .reduce((sum, { pence }) => sum + pence, 0)

/** The gifts and hospitality of a body or of a person, latest first, with how each stands. Two queries. */
export async function listGifts(
  db: Db,
  of: { readonly body: string } | { readonly person: string },
): Promise<Gift[]> {
  const rows = await interests(db)
    .selectFrom('interests.gifts')
    .selectAll()
    .where(where =>
      'body' in of ? where('body_id', '=', of.body) : where('person_id', '=', of.person),
    )
    .orderBy('offered_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()
  const own = await listLimits(db, [...new Set(rows.map(({ body_id }) => body_id))])
  return rows.map(row => ({
    ...row,
    standing: standingOfGift(
      offeredOf(row),
      earlierPence(
        row,
        rows.filter(({ body_id }) => body_id === row.body_id),
      ),
      limitsOn(own.get(row.body_id) ?? [], row.offered_on),
    ),
  }))
}

/**
 * Enters a gift or hospitality that was offered, accepted or declined, in a body's register. A
 * person declares their own; who keeps the register enters anybody's. What goes against the
 * thresholds (R-COI-9) is entered all the same, and said beside it.
 *
 * Refuses what `reasonsNotToDeclareGift` names.
 *
 * @throws NotPermitted for another person's
 */
export const declareGift = verb<NewGift, string>({
  name: 'interests.declare-gift',
  permission: 'declare interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    if (input.person !== acting.person && !acting.may('keep interests', input.body))
      throw new NotPermitted('You declare your own; the clerk enters those of others.')
    const body = await readBody(tx, input.body)
    const person = await readPerson(tx, input.person)
    const refusals = reasonsNotToDeclareGift(input, acting.today)
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      person_id: person.id,
      body_id: body.id,
      position_declared: person.position,
      kind: input.kind,
      description: input.description.trim(),
      giver: input.giver.trim(),
      giver_organisation_id: input.giverOrganisation ?? null,
      giver_is_supplier: input.giverIsSupplier,
      in_cash: input.inCash,
      pence: input.pence,
      offered_on: input.offeredOn,
      outcome: input.outcome,
      reason: input.reason.trim(),
      approved_by: input.outcome === 'declined' ? '' : input.approvedBy.trim(),
      declared_on: acting.today,
      recorded_at: acting.now,
    }
    await interests(tx).insertInto('interests.gifts').values(row).execute()
    return recorded({ value: row.id, subject: { kind: 'body', id: body.id }, after: row })
  },
})

/** An entry by its id. @throws NotFound */
export const readGift = async (db: Db, id: string): Promise<GiftRow> => {
  const found = /^[0-9a-f-]{36}$/.test(id)
    ? await interests(db)
        .selectFrom('interests.gifts')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound('There is no such gift in the record.')
  return found
}

/**
 * Withdraws an entry that was wrong, with the reason; it stays, marked so, and the right one is
 * entered anew. Refuses one without a reason, and one that was withdrawn already.
 *
 * @throws NotPermitted for another person's
 */
export const withdrawGift = verb<{ readonly gift: string; readonly because: string }, string>({
  name: 'interests.withdraw-gift',
  permission: 'declare interests',
  scope: async (tx, { gift }) => (await readGift(tx, gift)).body_id,
  act: async (tx, { gift, because }, acting) => {
    const found = await readGift(tx, gift)
    if (found.person_id !== acting.person && !acting.may('keep interests', found.body_id))
      throw new NotPermitted('You withdraw your own entries; the clerk those of others.')
    const refuse = (code: string, message: string) => refused({ code, field: 'because', message })
    if (found.withdrawn_on !== null) return refuse('withdrawn-already', 'It is withdrawn already.')
    if (because.trim() === '') return refuse('because-missing', 'Say what was wrong with it.')
    const change = { withdrawn_on: acting.today, withdrawn_because: because.trim() }
    await interests(tx)
      .updateTable('interests.gifts')
      .set(change)
      .where('id', '=', found.id)
      .execute()
    return recorded({
      value: found.id,
      subject: { kind: 'body', id: found.body_id },
      before: { withdrawn_on: null },
      after: { gift: found.id, ...change },
    })
  },
})
