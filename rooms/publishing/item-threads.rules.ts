import { opening } from '../../platform/plain-english.rules.ts'

/** An item as one version has it, as far as its thread through the versions is concerned. */
export type ThreadedItem = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly treatments: readonly { readonly words: string }[]
}

/** What stands of an item that is taken in its turn. */
export const UNCHANGED = 'On the agenda'

export type ItemThread = {
  readonly id: string
  /** As the last version that has it names it. */
  readonly number: string
  readonly title: string
  /** Whether the latest version still lists it. */
  readonly listed: boolean
  /** What stands of it in the latest version: 'On the agenda', or what became of it. */
  readonly stands: string
  /** Each version in which something of it was new, with what. */
  readonly steps: readonly { readonly version: number; readonly words: string }[]
}

/**
 * Each item that was ever on the agenda, through the versions: it is the same one while it
 * keeps its id, whatever its number or title. In the order of the latest version; those no
 * longer listed come last.
 */
export function threadsOf(
  versions: readonly { readonly version: number; readonly items: readonly ThreadedItem[] }[],
): ItemThread[] {
  const latest = versions.at(-1)
  const ids = [
    ...new Set([...versions].reverse().flatMap(({ items }) => items.map(({ id }) => id))),
  ]
  return ids.flatMap(id => {
    const seen = versions.map(({ version, items }) => ({
      version,
      item: items.find(each => each.id === id),
    }))
    const last = seen.findLast(({ item }) => item !== undefined)?.item
    if (!last) return []
    const now = latest?.items.find(each => each.id === id)
    return [
      {
        id,
        number: last.number,
        title: last.title,
        listed: now !== undefined,
        stands:
          now === undefined
            ? 'No longer listed'
            : now.treatments.length === 0
              ? UNCHANGED
              : now.treatments.map(({ words }) => words).join('; '),
        steps: seen.flatMap(({ version, item }, at) => {
          const words = stepWords(seen[at - 1]?.item, item, at === 0)
          return words === null ? [] : [{ version, words }]
        }),
      },
    ]
  })
}

/** What is new of an item in a version; null where nothing is. */
function stepWords(
  was: ThreadedItem | undefined,
  is: ThreadedItem | undefined,
  first: boolean,
): string | null {
  if (!was && !is) return null
  if (!is) return 'no longer listed'
  const stands = is.treatments.map(({ words }) => words.charAt(0).toLowerCase() + words.slice(1))
  if (!was) return [`${first ? '' : 'added as '}item ${is.number}`, ...stands].join(', ')
  const before = new Set(was.treatments.map(({ words }) => words))
  const said = [
    ...(was.number === is.number ? [] : [`now item ${is.number}`]),
    ...(was.title === is.title ? [] : [`now called “${is.title}”`]),
    ...is.treatments.flatMap(({ words }, at) => (before.has(words) ? [] : (stands[at] ?? []))),
    ...(was.treatments.length > 0 && is.treatments.length === 0
      ? ['on the agenda in its own turn again']
      : []),
  ]
  return said.length === 0 ? null : said.join(', ')
}

/** 'Version 1: item 7' as one line of a thread. */
export const stepLine = ({ version, words }: ItemThread['steps'][number]): string =>
  opening(`version ${version}: ${words}`)
