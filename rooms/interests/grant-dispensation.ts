import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPerson } from '../people/read-person.ts'
import { type Allowed, reasonsNotToDispense } from './dispensation.rules.ts'
import type { InterestsTables } from './interests.tables.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'

const interests = (db: Db) => tablesOf<InterestsTables>(db)

export type Dispensation = Selectable<InterestsTables['interests.dispensations']>

/** The dispensations of a body, those that end last first; with a day, those that hold on it. One query. */
export const listDispensations = (db: Db, body: string, on?: Day): Promise<Dispensation[]> =>
  interests(db)
    .selectFrom('interests.dispensations')
    .selectAll()
    .where('body_id', '=', body)
    .$if(on !== undefined, query =>
      query.where('from_day', '<=', on ?? null).where('until_day', '>=', on ?? null),
    )
    .orderBy('until_day', 'desc')
    .orderBy('id')
    .execute()

/** A person's own, of all bodies. One query. */
export const listDispensationsOf = (db: Db, person: string): Promise<Dispensation[]> =>
  interests(db)
    .selectFrom('interests.dispensations')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('until_day', 'desc')
    .orderBy('id')
    .execute()

export type NewDispensation = {
  readonly body: string
  readonly person: string
  /** The interest, where it is in the register of this body. */
  readonly declaration?: string | undefined
  readonly matter: string
  readonly allows: Allowed
  readonly reason: string
  /** By office. */
  readonly grantedBy: string
  readonly grantedOn: Day
  readonly from: Day
  readonly until: Day
}

/**
 * Records a dispensation given in writing: that a member may speak, or speak and vote, in spite of
 * an interest, for a stated time (Localism Act 2011 s.33; R-COI-11).
 *
 * Refuses what `reasonsNotToDispense` names, and an interest that is not this person's in this body.
 */
export const grantDispensation = verb<NewDispensation, string>({
  name: 'interests.grant-dispensation',
  permission: 'keep interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const person = await readPerson(tx, input.person)
    const limits = limitsOn((await listLimits(tx, [body.id])).get(body.id) ?? [], input.grantedOn)
    const refusals = reasonsNotToDispense(input, limits['dispensation years'], acting.today)
    if (input.declaration !== undefined) {
      const own = await interests(tx)
        .selectFrom('interests.declarations')
        .select('id')
        .where('id', '=', input.declaration)
        .where('person_id', '=', person.id)
        .where('body_id', '=', body.id)
        .executeTakeFirst()
      if (!own)
        refusals.push({
          code: 'another-interest',
          field: 'declaration',
          message: 'Choose an interest that this person has declared to this body.',
        })
    }
    if (refusals.length > 0) return refused(...refusals)
    const row = {
      id: randomUUID(),
      person_id: person.id,
      body_id: body.id,
      declaration_id: input.declaration ?? null,
      matter: input.matter.trim(),
      allows: input.allows,
      reason: input.reason.trim(),
      granted_by: input.grantedBy.trim(),
      granted_on: input.grantedOn,
      from_day: input.from,
      until_day: input.until,
      recorded_at: acting.now,
    }
    await interests(tx).insertInto('interests.dispensations').values(row).execute()
    return recorded({
      value: row.id,
      // Its words are for those who may see the interest.
      subject:
        row.declaration_id === null
          ? { kind: 'body', id: body.id }
          : { kind: 'declaration', id: row.declaration_id },
      after: row,
    })
  },
})
