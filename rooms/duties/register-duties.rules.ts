import { daysBetween } from '../../platform/day.rules.ts'
import type { Prompt, PromptWhy } from '../interests/prompts.rules.ts'
import type { Duty } from './duty.rules.ts'

const asks: Readonly<Record<PromptWhy, string>> = {
  appointment: 'declare interests on appointment',
  office: 'declare interests on taking up another office',
  'in post': 'declare interests: there is no return on the register',
  renewal: 'renew the declaration of interests',
  undated: 'declare interests again, with a date',
}

const starting = {
  rule: 'Members declare their interests on appointment and on a change of office, within 28 days.',
  citation:
    'NHS England, Managing conflicts of interest in the NHS; Localism Act 2011 s.30; R-COI-3, R-COI-10',
}
const renewing = {
  rule: 'Members renew their declarations of interests at least once a year.',
  citation: 'NHS England, Managing conflicts of interest in the NHS; R-COI-4',
}

/**
 * That somebody is to declare interests, as a duty: on an appointment or change of office (R-COI-3),
 * and again before the last return is out of date (R-COI-4). A return without a date cannot be
 * counted from, and is asked for again.
 */
export function promptDuty({
  body,
  person,
  prompt,
}: {
  readonly body: { readonly id: string; readonly slug: string }
  readonly person: { readonly id: string; readonly name: string }
  readonly prompt: Prompt
}): Duty {
  const { why, since, due, warnFrom, kept, left } = prompt
  const which = why === 'renewal' ? since : why === 'undated' ? why : `${why}/${since}`
  return {
    kind: 'declaration',
    key: `declaration/${body.id}/${person.id}/${which}`,
    what: `${person.name}: ${asks[why]}`,
    owner: { words: person.name, persons: [person.id], permission: null },
    body: body.id,
    concerns: due ?? since,
    href: '/work/interests',
    due,
    ...(why === 'renewal' ? renewing : starting),
    working: () => [],
    // Amber from then on.
    ...(due !== null && warnFrom !== null ? { warnDays: daysBetween(warnFrom, due) } : {}),
    ...(kept === undefined
      ? {}
      : {
          kept: {
            on: kept,
            what: why === 'renewal' ? 'It was renewed' : 'They declared',
            href: `/bodies/${body.slug}/interests`,
          },
        }),
    ...(left ? { notOwed: `${person.name} no longer sits on this body.` } : {}),
    ...(why === 'undated' ? { remark: 'No dated declaration' } : {}),
  }
}
