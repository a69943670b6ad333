import type { Outcome, Refusal } from '../platform/outcome.ts'
import { type Acting, inTransaction } from '../platform/record/verb.ts'
import { adoptTerms } from '../rooms/bodies/adopt-terms.ts'
import type { BodyKind, Regime } from '../rooms/bodies/bodies.tables.ts'
import { establishBody } from '../rooms/bodies/establish-body.ts'
import { defaultTermsFor } from '../rooms/bodies/terms.rules.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { mayDo } from '../rooms/people/permissions.rules.ts'
import type { Person } from '../rooms/people/read-person.ts'
import { type SetUp, setUpRecord } from '../rooms/people/set-up-record.ts'

export type FirstBody = {
  readonly name: string
  readonly slug: string
  readonly kind: BodyKind
  readonly regime: Regime
}

/**
 * Sets up a record: its name, its first administrator and, if given, its first
 * body, with the terms that hold by default under its law from today and the
 * administrator as its clerk. One transaction; each verb writes its own line,
 * those about the body in the administrator's name.
 *
 * Refuses what `setUpRecord` and `establishBody` refuse; the fields of the body
 * are `bodyName` and `bodySlug`.
 */
export const beginRecord = (
  acting: Acting,
  { body, ...setUp }: SetUp & { readonly body?: FirstBody },
): Promise<Outcome<Person>> =>
  inTransaction(acting.db, async tx => {
    // Nobody is there yet to be permitted anything: the verb itself asks for the key.
    const installation: Acting = { ...acting, db: tx, person: null, may: () => true }
    const founder = await setUpRecord(installation, setUp)
    if (!founder.ok || !body) return founder
    const person = founder.value.id
    const administrator: Acting = {
      ...acting,
      db: tx,
      person,
      may: (permission, scope) =>
        mayDo([{ role: 'administrator', scope: null }], permission, scope),
    }
    const from = acting.today
    const established = await establishBody(administrator, body)
    if (!established.ok) return { ok: false, refusals: established.refusals.map(ofTheBody) }
    const scope = established.value
    const adopted = await adoptTerms(administrator, {
      body: scope,
      title: 'What holds by default',
      inForceFrom: from,
      terms: defaultTermsFor(body.regime),
      source:
        'Put in when this record was set up; the body’s own terms of reference take their place',
    })
    if (!adopted.ok) return adopted
    const clerk = await grantRole(administrator, { person, role: 'clerk', scope, from })
    return clerk.ok ? founder : clerk
  })

const ofTheBody = (refusal: Refusal): Refusal =>
  refusal.field === 'name'
    ? { ...refusal, field: 'bodyName' }
    : refusal.field === 'slug'
      ? { ...refusal, field: 'bodySlug' }
      : refusal
