import type { Refusal } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'

type Resolution = { readonly items: readonly string[]; readonly resolution: string }

/** Why a resolution to exclude the public cannot be recorded so (R-MEET-2). */
export function reasonsNotToExcludePublic(
  { items, resolution }: Resolution,
  kind: string,
  itemsOfMeeting: readonly string[],
): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  if (kind === 'workshop')
    refuse(
      'workshop-not-public',
      'resolution',
      'A workshop is not public: there is nobody to exclude.',
    )
  if (resolution.trim() === '')
    refuse(
      'resolution-missing',
      'resolution',
      'Enter the resolution in its words, with why publicity would harm the public interest.',
    )
  if (items.length === 0)
    refuse('items-missing', 'items', 'Choose the items for which the public was excluded.')
  if (items.some(item => !itemsOfMeeting.includes(item)))
    refuse('item-of-another-meeting', 'items', 'Choose items of this meeting’s agenda.')
  return refusals
}

/** Items in the private part for which no resolution is recorded: a flag alone is not enough (R-MEET-2). */
export function exclusionWarnings(
  items: readonly { readonly id: string; readonly number: string; readonly audience: string }[],
  exclusions: readonly { readonly item_ids: readonly string[] }[],
): string[] {
  const covered = new Set(exclusions.flatMap(({ item_ids }) => item_ids))
  const bare = items.filter(({ id, audience }) => audience === 'private' && !covered.has(id))
  if (bare.length === 0) return []
  const which = bare.length === 1 ? 'Item' : 'Items'
  return [
    `${which} ${listed(bare.map(({ number }) => number))} ${bare.length === 1 ? 'was' : 'were'} in the private part, but no resolution to exclude the public is recorded: marking an item private is not enough in law.`,
  ]
}
