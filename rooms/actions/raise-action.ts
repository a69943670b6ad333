import { randomUUID } from 'node:crypto'
import type { Day } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { link } from '../../platform/record/links.ts'
import { doneBefore, recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import {
  findRaised,
  holdNumbering,
  insertAction,
  insertDeadline,
  insertOwners,
  listNumbers,
} from './action.records.ts'
import {
  type DeadlineGiven,
  deadlineText,
  isNamed,
  type OwnerNamed,
  reasonsNotToRaise,
} from './action.rules.ts'
import type { Audience } from './actions.tables.ts'

export type NewAction = {
  /** From whoever raises it on a live screen: raising it again under the same id changes nothing. */
  readonly id?: string | undefined
  /** The body whose tracker it joins. */
  readonly body: string
  readonly text: string
  /** The title of the item at which it was raised, as the tracker prints it (R-ACT-3). */
  readonly itemTitle?: string
  readonly raisedOn: Day
  readonly owners: readonly OwnerNamed[]
  readonly deadline: DeadlineGiven
  /** What it came from: an agenda item, a decision, a question. */
  readonly source?: Subject | undefined
  readonly audience?: Audience
  readonly privateReason?: string
  /** Left out, it takes the next number of the body; given, it starts the sequence there. */
  readonly number?: number | undefined
}

export type RaisedAction = { readonly id: string; readonly body: string; readonly number: number }

/**
 * Puts an action on the tracker of a body, whoever raised it, and ties it to
 * what it came from. Its number runs on from the body's highest (R-ACT-3).
 *
 * Refuses an action that says nothing, that nobody owns, that has no deadline in
 * words or as a day (R-ACT-4), that is kept from the public without a reason, or
 * whose number is taken.
 */
export const raiseAction = verb<NewAction, RaisedAction>({
  name: 'actions.raise-action',
  permission: 'raise actions',
  scope: (_tx, input) => input.body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    await holdNumbering(tx, body.id)
    const known = input.id && (await findRaised(tx, body.id, input.id))
    if (known) return doneBefore(known)
    const numbers = await listNumbers(tx, body.id)
    const audience = input.audience ?? 'public'
    const privateReason = audience === 'public' ? '' : (input.privateReason?.trim() ?? '')
    const owners = input.owners.filter(isNamed)
    const persons = await readPersons(
      tx,
      owners.map(({ person }) => person ?? null),
    )
    const refusals = reasonsNotToRaise(
      { ...input, audience, privateReason, number: input.number },
      acting.today,
      number => numbers.includes(number),
    )
    if (owners.some(({ person }) => person !== undefined && !persons.has(person)))
      refusals.push({
        code: 'owner-unknown',
        field: 'owners',
        message: 'Choose the owners from the people in the record.',
      })
    if (refusals.length > 0) return refused(...refusals)

    const number = input.number ?? Math.max(0, ...numbers) + 1
    const action = {
      id: input.id ?? randomUUID(),
      body_id: body.id,
      number,
      text: input.text.trim(),
      item_title: input.itemTitle?.trim() ?? '',
      raised_on: input.raisedOn,
      source_kind: input.source?.kind ?? null,
      source_id: input.source?.id ?? null,
      audience,
      private_reason: privateReason,
      recorded_at: acting.now,
    }
    const ownerRows = owners.map(({ person, label = '' }, at) => ({
      action_id: action.id,
      position: at + 1,
      person_id: person ?? null,
      label: label.trim() || (persons.get(person ?? '')?.name ?? ''),
    }))
    const deadline = {
      id: randomUUID(),
      action_id: action.id,
      set_on: input.raisedOn,
      text: deadlineText(input.deadline),
      day: input.deadline.day ?? null,
      review_on: input.deadline.reviewOn ?? null,
      reason: '',
      recorded_at: acting.now,
    }
    await insertAction(tx, action)
    await insertOwners(tx, ownerRows)
    await insertDeadline(tx, deadline)
    const subject = { kind: 'action', id: action.id }
    if (input.source) await link(tx, input.source, 'raises', subject, acting.now)
    return recorded({
      value: { id: action.id, body: body.id, number },
      subject,
      after: { ...action, owners: ownerRows, deadline },
    })
  },
})
