import { type Day, formatDay, nextDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

/** What a body was called, and the last day on which it was. */
export type FormerName = { readonly name: string; readonly until: Day }

type Named = { readonly name: string; readonly formerNames: readonly FormerName[] }

/** What a body was called on a day (R-ID-2, as for organisations). */
export function nameOn(body: Named, day: Day): string {
  const earliest = body.formerNames
    .filter(({ until }) => until >= day)
    .toSorted((one, other) => (one.until < other.until ? -1 : 1))[0]
  return earliest?.name ?? body.name
}

/** The body under the name that it had on a day: so a meeting's pages speak of it. */
export const namedOn = <Body extends Named>(body: Body, day: Day): Body => ({
  ...body,
  name: nameOn(body, day),
})

/** Why a body cannot be called so from a day: a day to come, or not after the name before began. */
export function reasonsNotToRename(
  body: Named & { readonly established_on: Day | null },
  { name, from }: { readonly name: string; readonly from: Day },
  today: Day,
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) =>
    refusals.push({ code, field, message })
  if (name.trim() === '') refuse('missing', 'name', 'Enter the new name.')
  if (name.trim() === body.name)
    refuse('name-unchanged', 'name', `It is called “${body.name}” already.`)
  if (from > today)
    refuse(
      'name-to-come',
      'from',
      `Record the new name on ${formatDay(from)} or later: until then the body goes by the old one.`,
    )
  const last = body.formerNames
    .map(({ until }) => until)
    .toSorted()
    .at(-1)
  const began = last === undefined ? body.established_on : nextDay(last)
  if (began !== null && from <= began)
    refuse(
      'name-not-later',
      'from',
      `The name it has now began on ${formatDay(began)}. A new one must begin later.`,
    )
  return refusals
}
