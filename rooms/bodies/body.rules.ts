import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { BodyKind, Office, Regime } from './bodies.tables.ts'

/** The kinds of body, in the order in which a reader meets them. */
export const bodyKinds = [
  'joint committee',
  'board',
  'committee',
  'wellbeing board',
  'council',
  'task group',
] as const satisfies readonly BodyKind[]

/** Several of a kind, as the heading of a list. */
export const kindsInPlural: Readonly<Record<BodyKind, string>> = {
  'joint committee': 'Joint committees',
  board: 'Boards',
  committee: 'Committees',
  'wellbeing board': 'Health and wellbeing boards',
  council: 'Councils',
  'task group': 'Task groups',
}

export const regimes = [
  '1960 Act',
  'parish council',
  'principal council',
] as const satisfies readonly Regime[]

/** Which law gives a body's notice and minutes, in words. */
export const regimeInWords: Readonly<Record<Regime, string>> = {
  '1960 Act': 'Public Bodies (Admission to Meetings) Act 1960',
  'parish council': 'Local Government Act 1972, Schedule 12, as a parish council',
  'principal council': 'Local Government Act 1972, Part VA, as a principal council',
}

export const offices = [
  'chair',
  'co-chair',
  'deputy chair',
  'secretary',
] as const satisfies readonly Office[]

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Words that stand for something else where an address word would stand. */
const RESERVED = new Set(['new'])

/** An address word must be usable in an address: small letters, digits and single hyphens. */
export const reasonsAgainstSlug = (slug: string): Refusal[] =>
  SLUG.test(slug) && !RESERVED.has(slug)
    ? []
    : [
        {
          code: 'slug-malformed',
          field: 'slug',
          message:
            'Enter the word for the address in small letters, digits and single hyphens, such as quality-committee.',
        },
      ]

/** 'Quality & Performance Committee' → 'quality-and-performance-committee'. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** A last day must not stand before a first one; either may be absent. */
export const reasonsAgainstSpan = (
  from: Day | null | undefined,
  until: Day | null | undefined,
  field: string,
): Refusal[] =>
  from && until && until < from
    ? [
        {
          code: 'ends-before-it-starts',
          field,
          message: `The last day, ${formatDay(until)}, must not be before the first, ${formatDay(from)}.`,
        },
      ]
    : []

/** A blank where something must be said. */
export const reasonsAgainstBlank = (text: string, field: string, message: string): Refusal[] =>
  text.trim() === '' ? [{ code: 'missing', field, message }] : []

type BodyOnDay = {
  readonly name: string
  readonly established_on: Day | null
  readonly dissolved_on: Day | null
}

/** Why nothing of a body can begin on a day: it is not there yet, or no longer. */
export function reasonsBodyIsNotThere(body: BodyOnDay, day: Day, field: string): Refusal[] {
  if (body.dissolved_on !== null && body.dissolved_on <= day)
    return [
      {
        code: 'body-dissolved',
        field,
        message: `${body.name} was dissolved on ${formatDay(body.dissolved_on)}.`,
      },
    ]
  if (body.established_on !== null && day < body.established_on)
    return [
      {
        code: 'body-not-yet-established',
        field,
        message: `${body.name} was established on ${formatDay(body.established_on)}, after ${formatDay(day)}.`,
      },
    ]
  return []
}
