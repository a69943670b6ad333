import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import {
  NotFound,
  NotPermitted,
  type Outcome,
  type Refusal,
  refused,
} from '../../platform/outcome.ts'
import { type Acting, type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import { writtenDay } from './declaration.rules.ts'
import { declaredColumns, type NewDeclaration, reasonsAgainst } from './declare-interest.ts'
import {
  findDeclaration,
  insertDeclarations,
  lockDeclarationsOf,
  withholdVersions,
} from './interests.records.ts'
import { chainOf, listDeclarationsOf } from './list-own-interests.ts'
import type { Declaration } from './list-register.ts'
import { endOf } from './register-at.rules.ts'

/** A declaration by its id. @throws NotFound */
export async function readDeclaration(
  db: Parameters<typeof findDeclaration>[0],
  id: string,
): Promise<Declaration & { readonly body_id: string }> {
  const found = /^[0-9a-f-]{36}$/.test(id) ? await findDeclaration(db, id) : undefined
  if (!found || found.body_id === null || found.withdrawn_on !== null)
    throw new NotFound('There is no such declaration in the record.')
  return { ...found, body_id: found.body_id }
}

const bodyOfDeclaration = async (tx: Tx, { declaration }: { readonly declaration: string }) =>
  (await readDeclaration(tx, declaration)).body_id

/** The interest to change, shut to others, if it is the version that stands. */
async function theStanding(
  tx: Tx,
  id: string,
  acting: Acting,
): Promise<Declaration & { readonly body_id: string; readonly refusal?: Refusal }> {
  const found = await readDeclaration(tx, id)
  if (found.person_id !== acting.person && !acting.may('keep interests', found.body_id))
    throw new NotPermitted('You change your own declarations; the clerk changes those of others.')
  await lockDeclarationsOf(tx, found.person_id, found.body_id)
  const standing = (await listDeclarationsOf(tx, found.person_id)).some(row => row.id === id)
  return standing
    ? found
    : {
        ...found,
        refusal: {
          code: 'corrected-already',
          message: 'This was corrected meanwhile: look at how it stands now before you change it.',
        },
      }
}

/** Enters the next version of an interest; by the person it waits to be agreed anew. */
async function nextVersion(
  tx: Tx,
  found: Declaration,
  columns: ReturnType<typeof declaredColumns>,
  acting: Acting,
): Promise<Outcome<Recorded<string>>> {
  const row = {
    id: randomUUID(),
    person_id: found.person_id,
    body_id: found.body_id,
    position_declared: found.position_declared,
    ...columns,
    recorded_at: acting.now,
    line: 0,
    withdrawn_on: null,
    first_id: chainOf(found),
    version: found.version + 1,
    self_declared: found.person_id === acting.person,
    agreed_at: null,
  }
  await insertDeclarations(tx, [row])
  if (row.sensitive) await withholdVersions(tx, chainOf(found), row.sensitive_reason)
  return recorded({
    value: row.id,
    subject: { kind: 'declaration', id: row.id },
    before: found,
    after: row,
  })
}

export type Amendment = Omit<NewDeclaration, 'person' | 'body' | 'answer' | 'declaredOn'> & {
  readonly declaration: string
}

/**
 * Corrects an interest: what it said stays in the record as the earlier version, and on the public
 * register until the next is agreed and published. One that is sensitive withholds every version.
 *
 * Refuses what a declaration is refused for, a nil return, and one that was corrected already.
 *
 * @throws NotPermitted for another person's declaration
 */
export const amendDeclaration = verb<Amendment, string>({
  name: 'interests.amend-declaration',
  permission: 'declare interests',
  scope: bodyOfDeclaration,
  act: async (tx, { declaration, ...input }, acting) => {
    const found = await theStanding(tx, declaration, acting)
    if (found.refusal) return refused(found.refusal)
    if (found.answer !== 'yes')
      return refused({
        code: 'no-interest',
        message: 'There is no interest in this return to correct: declare the interest by itself.',
      })
    const declared: NewDeclaration = {
      ...input,
      person: found.person_id,
      body: found.body_id,
      answer: 'yes',
      declaredOn: acting.today,
    }
    const refusals = reasonsAgainst(declared, acting.today)
    if (refusals.length > 0) return refused(...refusals)
    return nextVersion(tx, found, declaredColumns({ ...declared, note: found.note }), acting)
  },
})

/**
 * Says when an interest ended. It stays on the public register for its time (R-COI-7), and keeps
 * the handling that was agreed; nothing waits to be agreed anew.
 *
 * Refuses a day that cannot be read, that is to come, or before the interest began, and an interest
 * that has ended already.
 */
export const endInterest = verb<{ readonly declaration: string; readonly ended: string }, string>({
  name: 'interests.end-interest',
  permission: 'declare interests',
  scope: bodyOfDeclaration,
  act: async (tx, { declaration, ended }, acting) => {
    const found = await theStanding(tx, declaration, acting)
    if (found.refusal) return refused(found.refusal)
    const refuse = (code: string, message: string) => refused({ code, field: 'ended', message })
    const end = writtenDay(ended)
    if (end.day === null || end.precision === null)
      return refuse(
        'not-a-day',
        'Say when it ended: a day, a month or a year, such as 14 February 2025, April 2013 or 2001.',
      )
    if (found.answer !== 'yes') return refuse('no-interest', 'There is no interest in this return.')
    const before = endOf(found)
    if (before !== null && before <= acting.today)
      return refuse('ended-already', `It has ended already, on ${formatDay(before)}.`)
    if (end.day > acting.today)
      return refuse('ends-in-the-future', 'That has not come yet: say it once it has ended.')
    const last = endOf({
      ...found,
      to_day: end.day,
      to_precision: end.precision,
      to_text: end.text,
    })
    if (found.from_day !== null && last !== null && last < found.from_day)
      return refuse(
        'ends-before-it-starts',
        `The interest cannot end before it began, ${formatDay(found.from_day)}.`,
      )
    const row = {
      ...found,
      id: randomUUID(),
      to_text: end.text,
      to_day: end.day,
      to_precision: end.precision,
      declared_on: acting.today,
      declared_text: '',
      recorded_at: acting.now,
      line: 0,
      first_id: chainOf(found),
      version: found.version + 1,
      held_since: null,
      public_since: null,
      // What waited goes on waiting; what was agreed stays so.
      agreed_at: found.agreed_at === null ? null : acting.now,
    }
    const { refusal: _, ...columns } = row
    await insertDeclarations(tx, [columns])
    return recorded({
      value: row.id,
      subject: { kind: 'declaration', id: row.id },
      before: { to: found.to_text },
      after: columns,
    })
  },
})
