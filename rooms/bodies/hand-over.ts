import { randomUUID } from 'node:crypto'
import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { endGrant } from '../people/end-grant.ts'
import { grantRole } from '../people/grant-role.ts'
import { listClerkGrants } from '../people/list-clerks.ts'
import { listPersons, readPerson } from '../people/read-person.ts'
import { appointToOffice } from './appoint-to-office.ts'
import { insertInto } from './bodies.records.ts'
import { endOffice } from './end-office.ts'
import { bodiesKept, type HandoverPart, type Holding, listClerkHoldings } from './handover.ts'

export type Handover = {
  readonly from: string
  readonly to: string
  /** The first day of the one who takes over. */
  readonly on: Day
  /** Keys of the holdings that pass. */
  readonly holdings: readonly string[]
  /** Keys of the tasks that pass by name. */
  readonly tasks: readonly string[]
  readonly note?: string | undefined
}

const placeOf = ({ body }: Holding) => body?.name ?? 'everywhere'

/**
 * One clerk takes over from another: each office and grant that passes ends for the one on the
 * day before and begins for the other on the day; actions and letters in the first one's
 * name pass at once. Both keep their history, and a note that both can read. Answers
 * with the note's id.
 *
 * Refuses the same person, one since removed, nothing chosen, what is not the first one's, a
 * day on or before that on which something passed on began, and what the single acts refuse.
 */
export const handOverWith = (parts: readonly HandoverPart[]) =>
  verb<Handover, string>({
    name: 'bodies.hand-over',
    permission: 'administer people',
    scope: () => null,
    act: async (tx, input, acting) => {
      const from = await readPerson(tx, input.from)
      const to = (await listPersons(tx)).find(({ id }) => id === input.to)
      const all = await listClerkHoldings(tx, from.id, acting.today)
      const chosen = all.filter(({ key }) => input.holdings.includes(key))
      const kept = await bodiesKept(tx, all, acting.today)
      const tasks = (
        await Promise.all(
          parts.map(part => part.tasks(tx, { person: from.id, bodies: kept, today: acting.today })),
        )
      )
        .flat()
        .filter(({ passes }) => passes)
      const refusals: Refusal[] = []
      const refuse = (code: string, field: string, message: string) =>
        refusals.push({ code, field, message })
      if (!to) refuse('person-missing', 'to', 'Choose who takes over.')
      else if (to.id === from.id)
        refuse('same-person', 'to', `Choose somebody other than ${from.name}.`)
      if (input.holdings.length + input.tasks.length === 0)
        refuse('nothing-chosen', 'holdings', 'Choose what is handed over.')
      if (chosen.length < input.holdings.length)
        refuse(
          'holding-unknown',
          'holdings',
          `Something chosen is not held by ${from.name} any more: look at the list again.`,
        )
      if (input.tasks.some(key => !tasks.some(task => task.key === key)))
        refuse(
          'task-unknown',
          'tasks',
          `Something chosen is not in the name of ${from.name} any more: look at the list again.`,
        )
      const late = chosen.find(holding => holding.from >= input.on)
      if (late)
        refuse(
          'handed-over-before-it-began',
          'on',
          `${from.name} is clerk of ${placeOf(late)} only from ${formatDay(late.from)}: hand over on a later day.`,
        )
      if (!to || refusals.length > 0) return refused(...refusals)

      const lastDay = previousDay(input.on)
      const theirs = await listClerkGrants(tx, to.id, input.on)
      const handedOver: string[] = []
      for (const holding of chosen) {
        const scope = holding.body?.id ?? null
        const ended =
          holding.kind === 'office'
            ? await endOffice(acting, { office: holding.id, endedOn: lastDay })
            : await endGrant(acting, { grant: holding.id, until: lastDay })
        if (!ended.ok) return ended
        // Who keeps the body already, without an end, needs nothing more to keep it.
        const keeps = theirs.some(
          grant => grant.scope === scope && grant.from_day <= input.on && grant.until_day === null,
        )
        if (!keeps) {
          const begun =
            holding.kind === 'office' && scope !== null
              ? await appointToOffice(acting, {
                  body: scope,
                  office: 'secretary',
                  person: to.id,
                  from: input.on,
                  source: `Handed over by ${from.name}`,
                })
              : await grantRole(acting, { person: to.id, role: 'clerk', scope, from: input.on })
          if (!begun.ok) return refused(...begun.refusals.map(each => ({ ...each, field: 'to' })))
        }
        handedOver.push(`${holding.kind === 'office' ? 'Secretary' : 'Clerk'}, ${placeOf(holding)}`)
      }
      for (const part of parts)
        handedOver.push(
          ...(await part.handOn(tx, acting, {
            from: from.id,
            to: to.id,
            on: input.on,
            keys: input.tasks,
          })),
        )
      const id = randomUUID()
      await insertInto(tx, 'bodies.handovers', [
        {
          id,
          from_person_id: from.id,
          to_person_id: to.id,
          on_day: input.on,
          body_ids: [...new Set(chosen.flatMap(({ body }) => body?.id ?? []))],
          note: input.note?.trim() ?? '',
          handed_over: JSON.stringify(handedOver),
          recorded_at: acting.now,
        },
      ])
      return recorded({
        value: id,
        subject: { kind: 'person', id: from.id },
        after: { to: to.id, on: input.on, handover: id, handedOver },
      })
    },
  })
