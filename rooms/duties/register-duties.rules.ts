import { addMonths, addYears, type Day, daysBetween } from '../../platform/day.rules.ts'
import type { Duty } from './duty.rules.ts'

export type Returns = {
  readonly body: { readonly id: string; readonly slug: string }
  readonly person: { readonly id: string; readonly name: string }
  /** The days of the dated returns, earliest first; empty where none is dated. */
  readonly declared: readonly Day[]
  /** Whether the person still sits on the body. */
  readonly inPost: boolean
  readonly today: Day
}

/**
 * A declaration of interests is renewed within twelve months, and looked at after six
 * (R-COI-4). Each return is a duty to make the next, so that the years tell who renewed
 * in time. A return without a date cannot be counted from, and is asked for again.
 */
export function renewalDuties({ body, person, declared, inPost, today }: Returns): Duty[] {
  const common = {
    kind: 'declaration',
    owner: { words: person.name, persons: [person.id], permission: null },
    body: body.id,
    href: '/work/interests/declare',
    rule: 'Members renew their declarations of interests at least once a year.',
    citation: 'NHS England, Managing conflicts of interest in the NHS; R-COI-4',
    working: () => [],
    ...(inPost ? {} : { notOwed: `${person.name} no longer sits on this body.` }),
  }
  if (declared.length === 0)
    return [
      {
        ...common,
        key: `declaration/${body.id}/${person.id}/undated`,
        what: `${person.name}: declare interests again, with a date`,
        concerns: today,
        due: null,
        remark: 'No dated declaration',
      },
    ]
  return declared.map((on, at): Duty => {
    const due = addYears(on, 1)
    const next = declared[at + 1]
    return {
      ...common,
      // Once renewed, whoever leaves later has kept it.
      ...(next === undefined ? {} : { notOwed: undefined }),
      key: `declaration/${body.id}/${person.id}/${on}`,
      what: `${person.name}: renew the declaration of interests`,
      concerns: due,
      due,
      // Amber from six months on.
      warnDays: daysBetween(addMonths(on, 6), due),
      ...(next === undefined
        ? {}
        : { kept: { on: next, what: 'It was renewed', href: `/bodies/${body.slug}/interests` } }),
    }
  })
}
