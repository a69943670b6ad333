import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { NotPermitted, type Refusal, refused } from '../../platform/outcome.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPerson } from '../people/read-person.ts'
import {
  type Answer,
  type InterestType,
  type PecuniarySubject,
  reasonsNotToDeclare,
  writtenDay,
} from './declaration.rules.ts'
import { insertDeclarations, lockDeclarationsOf, withholdVersions } from './interests.records.ts'
import { chainOf, listDeclarationsOf, standingIn } from './list-own-interests.ts'
import { endOf } from './register-at.rules.ts'

export type NewDeclaration = {
  readonly person: string
  /** The body to whose register it belongs. */
  readonly body: string
  readonly answer: Answer
  readonly types?: readonly InterestType[]
  readonly description?: string
  /** The organisation concerned, where it is in the record. */
  readonly organisation?: string | undefined
  /** Its name, as it was written. */
  readonly organisationText?: string
  /** Where it is a councillor's disclosable pecuniary interest: under which heading (R-COI-10). */
  readonly pecuniary?: PecuniarySubject | undefined
  /** Whether it is the partner's. */
  readonly ofPartner?: boolean
  /** A date, perhaps only to the month or year: 'April 2013', '2001'. */
  readonly from?: string
  /** The same; empty or 'Ongoing' while it lasts. */
  readonly to?: string
  /** What is done about it in meetings. */
  readonly handling?: string
  /** The day of the declaration; left out where the source does not say. */
  readonly declaredOn?: Day | undefined
  /** The day as it was written, where it was. */
  readonly declaredText?: string
  /** Details withheld from the public register (R-COI-12). */
  readonly sensitive?: boolean
  readonly sensitiveReason?: string
  /** The position under which it was declared. */
  readonly positionDeclared?: string
  readonly note?: string
}

/** The columns of a declaration that say what was declared. */
export function declaredColumns(input: NewDeclaration) {
  const [began, ended] = [writtenDay(input.from), writtenDay(input.to)]
  const sensitive = input.sensitive ?? false
  return {
    answer: input.answer,
    types: [...new Set(input.types ?? [])],
    description: input.description?.trim() ?? '',
    organisation_id: input.organisation ?? null,
    organisation_text: input.organisationText?.trim() ?? '',
    pecuniary_subject: input.pecuniary ?? null,
    of_partner: input.pecuniary !== undefined && (input.ofPartner ?? false),
    from_text: began.text,
    from_day: began.day,
    from_precision: began.precision,
    to_text: ended.text,
    to_day: ended.day,
    to_precision: ended.precision,
    handling: input.handling?.trim() ?? '',
    declared_on: input.declaredOn ?? null,
    declared_text: input.declaredText?.trim() ?? '',
    sensitive,
    sensitive_reason: sensitive ? (input.sensitiveReason?.trim() ?? '') : '',
    note: input.note?.trim() ?? '',
  }
}

/** Why what is typed cannot be declared (`reasonsNotToDeclare`). */
export const reasonsAgainst = (input: NewDeclaration, today: Day): Refusal[] =>
  reasonsNotToDeclare(
    {
      answer: input.answer,
      types: input.types ?? [],
      description: input.description ?? '',
      from: input.from ?? '',
      to: input.to ?? '',
      declaredOn: input.declaredOn,
      sensitive: input.sensitive ?? false,
      sensitiveReason: input.sensitiveReason ?? '',
    },
    today,
  )

/**
 * Enters a return in a body's register of interests: an interest, a nil return,
 * or a blank. A person declares their own, and it waits until somebody who keeps the
 * register has agreed the handling; who keeps it enters anybody's, which waits for nobody.
 *
 * Nothing to declare takes the place of an earlier return that said so, and an interest does too.
 *
 * Refuses what `reasonsNotToDeclare` names, and “nothing” while an interest stands.
 *
 * @throws NotPermitted for another person's declaration
 */
export const declareInterest = verb<NewDeclaration, string>({
  name: 'interests.declare-interest',
  permission: 'declare interests',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    if (input.person !== acting.person && !acting.may('keep interests', input.body))
      throw new NotPermitted('You declare your own interests; the clerk enters those of others.')
    const body = await readBody(tx, input.body)
    const person = await readPerson(tx, input.person)
    const refusals = reasonsAgainst(input, acting.today)
    if (refusals.length > 0) return refused(...refusals)
    await lockDeclarationsOf(tx, person.id, body.id)
    const standing = standingIn(
      await listDeclarationsOf(tx, person.id),
      body.id,
      acting.today,
      endOf,
    )
    const held = standing.filter(({ answer }) => answer === 'yes')
    const self = input.person === acting.person
    if (self && input.answer === 'nil' && held.length > 0)
      return refused({
        code: 'interests-stand',
        field: 'answer',
        message: `You have declared ${countOf(held.length, 'interest')} to the ${body.name}. End what no longer holds, or confirm that all is still right: that counts as a return too.`,
      })
    const nil = self ? standing.find(({ answer }) => answer === 'nil') : undefined
    const row = {
      id: randomUUID(),
      person_id: person.id,
      body_id: body.id,
      position_declared: input.positionDeclared?.trim() || person.position,
      ...declaredColumns(input),
      recorded_at: acting.now,
      line: 0,
      withdrawn_on: null,
      first_id: nil ? chainOf(nil) : null,
      version: nil ? nil.version + 1 : 1,
      self_declared: self,
      // There is nothing to handle where there is nothing to declare.
      agreed_at: self && input.answer === 'nil' ? acting.now : null,
    }
    await insertDeclarations(tx, [row])
    if (nil && row.sensitive) await withholdVersions(tx, chainOf(nil), row.sensitive_reason)
    return recorded({
      value: row.id,
      subject: { kind: 'declaration', id: row.id },
      after: row,
    })
  },
})
