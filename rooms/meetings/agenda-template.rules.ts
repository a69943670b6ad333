import type { Refusal } from '../../platform/outcome.ts'
import { itemKinds, MAX_MINUTES, purposes, standardAgendaFor } from './agenda.rules.ts'
import type { PlanEntry } from './forward-plan.rules.ts'
import type { ItemKind } from './meetings.tables.ts'

/** An item of a body's standard agenda. */
export type TemplateItem = {
  readonly section: string
  readonly title: string
  readonly kind: ItemKind
  readonly purposes: readonly string[]
  readonly lead: string
  readonly minutes: number | null
}

/** How many items a standard agenda holds at most. */
export const MAX_TEMPLATE = 40

/** The standard agenda of a body that keeps none of its own. */
export const templateFor = (terms: Parameters<typeof standardAgendaFor>[0]): TemplateItem[] =>
  standardAgendaFor(terms).map(item => ({ ...item, lead: '', minutes: null }))

/** What does not make sense in a standard agenda; each field ends in the number of its item, from 1. */
export function reasonsAgainstTemplate(items: readonly TemplateItem[]): Refusal[] {
  if (items.length === 0)
    return [
      {
        code: 'agenda-empty',
        field: 'title1',
        message: 'A standard agenda has at least one item.',
      },
    ]
  if (items.length > MAX_TEMPLATE)
    return [
      {
        code: 'agenda-too-long',
        field: `title${MAX_TEMPLATE + 1}`,
        message: `A standard agenda has at most ${MAX_TEMPLATE} items.`,
      },
    ]
  return items.flatMap(({ title, kind, purposes: wanted, minutes }, at): Refusal[] => [
    ...(title.trim() === ''
      ? [
          {
            code: 'title-missing',
            field: `title${at + 1}`,
            message: 'Enter what the item is called on the agenda.',
          },
        ]
      : []),
    ...(itemKinds.includes(kind)
      ? []
      : [
          {
            code: 'kind-unknown',
            field: `kind${at + 1}`,
            message: 'Choose what kind of item it is.',
          },
        ]),
    ...(wanted.every(purpose => purposes.some(each => each === purpose))
      ? []
      : [
          {
            code: 'purpose-unknown',
            field: `purposes${at + 1}`,
            message: 'Choose from the list what the meeting is asked to do.',
          },
        ]),
    ...(minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES)
      ? []
      : [
          {
            code: 'minutes-out-of-range',
            field: `minutes${at + 1}`,
            message: `The time planned must be a whole number of minutes from 1 to ${MAX_MINUTES}.`,
          },
        ]),
  ])
}

export type DrawnItem = {
  readonly item: TemplateItem
  /** The item of the forward plan that it carries out. */
  readonly entry: PlanEntry | null
}

const OPENING: readonly ItemKind[] = ['apologies', 'interests', 'minutes', 'actions', 'questions']

const sameTitle = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase()

/** Whether an item of the plan is what this one of the agenda is already: the same kind of standing item, or title. */
export const carriesOut = (
  item: { readonly kind: ItemKind; readonly title: string },
  entry: Pick<PlanEntry, 'kind' | 'title'>,
): boolean =>
  sameTitle(item.title, entry.title) ||
  (entry.kind !== 'business' && entry.kind !== 'other business' && item.kind === entry.kind)

/**
 * An agenda drawn from the standard one and from what the forward plan expects at the meeting.
 * What the standard agenda has already carries the plan's item out; the rest stands after the
 * opening items and before what the standard agenda has next.
 */
export function drawAgenda(
  template: readonly TemplateItem[],
  expected: readonly PlanEntry[],
): DrawnItem[] {
  const waiting = [...expected]
  const drawn = template.map((item): DrawnItem => {
    const at = waiting.findIndex(entry => carriesOut(item, entry))
    return { item, entry: at === -1 ? null : (waiting.splice(at, 1)[0] ?? null) }
  })
  const lastOpening = template.findLastIndex(({ kind }) => OPENING.includes(kind))
  const business = waiting.map(
    (entry): DrawnItem => ({
      item: {
        section: 'Business',
        title: entry.title,
        kind: entry.kind,
        purposes: entry.purposes,
        lead: entry.lead,
        minutes: null,
      },
      entry,
    }),
  )
  return drawn.toSpliced(lastOpening + 1, 0, ...business)
}
