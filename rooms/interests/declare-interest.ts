import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { NotPermitted, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPerson } from '../people/read-person.ts'
import {
  type Answer,
  type InterestType,
  reasonsNotToDeclare,
  writtenDay,
} from './declaration.rules.ts'
import { insertDeclarations } from './interests.records.ts'

export type NewDeclaration = {
  readonly person: string
  /** The body to whose register it belongs. */
  readonly body: string
  readonly answer: Answer
  readonly types?: readonly InterestType[]
  readonly description?: string
  /** The organisation concerned, where it is in the record. */
  readonly organisation?: string | undefined
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

/**
 * Enters a return in a body's register of interests: an interest, a nil return,
 * or a blank. A person declares their own; who keeps the register enters anybody's.
 *
 * Refuses what `reasonsNotToDeclare` names.
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
    const { answer, types = [], description = '', from = '', to = '', sensitive = false } = input
    const refusals = reasonsNotToDeclare(
      {
        answer,
        types,
        description,
        from,
        to,
        declaredOn: input.declaredOn,
        sensitive,
        sensitiveReason: input.sensitiveReason ?? '',
      },
      acting.today,
    )
    if (refusals.length > 0) return refused(...refusals)
    const [began, ended] = [writtenDay(from), writtenDay(to)]
    const row = {
      id: randomUUID(),
      person_id: person.id,
      body_id: body.id,
      position_declared: input.positionDeclared?.trim() || person.position,
      answer,
      types: [...new Set(types)],
      description: description.trim(),
      organisation_id: input.organisation ?? null,
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
      recorded_at: acting.now,
      line: 0,
      withdrawn_on: null,
    }
    await insertDeclarations(tx, [row])
    return recorded({
      value: row.id,
      subject: { kind: 'declaration', id: row.id },
      after: row,
    })
  },
})
