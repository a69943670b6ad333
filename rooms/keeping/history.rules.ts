import { formatDay, isDay } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'

/**
 * What must have been granted, in the scope of the body, to read what a line of the journal says
 * beyond who did what and when. Who looks after people and bodies sees no private paper by that,
 * in the journal as little as elsewhere (design, sixth idea).
 */
export function valuesNeed(verb: string): string {
  const [room, act = ''] = verb.split('.')
  if (room === 'people') return 'administer people'
  if (room === 'interests') return 'keep interests'
  if (room === 'voices') return act.includes('letter') ? 'keep correspondence' : 'handle questions'
  return 'see private papers'
}

/** A part of a text: the same before and after, or in one of the two only. */
export type Span = { readonly how: 'same' | 'gone' | 'new'; readonly text: string }

export type FieldChange = {
  /** In words: 'Starts at', 'Terms, quorum'. */
  readonly field: string
  readonly was: string
  readonly is: string
  /** Word by word, where both are long enough for that to help. */
  readonly spans: readonly Span[] | null
}

/** Names of fields whose words are not their letters. */
const named: Readonly<Record<string, string>> = {
  became: 'What became of it',
  became_why: 'Why',
  recorded_at: 'Recorded',
  came_public: 'Public before the record began',
  until: 'Until',
  from: 'From',
}

/** A name as code has it, in words: `startsAt`, `starts_at` → 'Starts at'. */
export const fieldInWords = (name: string): string =>
  named[name] ??
  opening(
    name
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll(/[_-]+/g, ' ')
      .toLowerCase()
      .replace(/ id$/, '')
      .trim(),
  )

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/

function inWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return String(value)
  if (isDay(value)) return formatDay(value)
  if (ID.test(value)) return `reference ${value.slice(0, 8)}`
  if (HASH.test(value)) return `file ${value.slice(0, 8)}`
  return value
}

/** Every field of a value with its text, by its way down to it; lists by their numbers. */
function fieldsOf(value: unknown, way: readonly string[] = []): Map<string, string> {
  if (Array.isArray(value)) {
    if (value.every(part => part === null || typeof part !== 'object'))
      return new Map([[way.join(', '), value.map(inWords).join('; ')]])
    return new Map(value.flatMap((part, at) => [...fieldsOf(part, [...way, String(at + 1)])]))
  }
  if (value !== null && typeof value === 'object')
    return new Map(
      Object.entries(value).flatMap(([name, part]) => [
        ...fieldsOf(part, [
          ...way,
          way.length === 0 ? fieldInWords(name) : fieldInWords(name).toLowerCase(),
        ]),
      ]),
    )
  return new Map([[way.join(', ') || 'It', inWords(value)]])
}

/** Of so many words and spaces a text is compared word by word; longer ones are shown whole, one after the other. */
const MOST_PARTS = 2_000
/** Four words and the spaces between them. */
const FEWEST_PARTS = 7

/**
 * What an act changed, field by field, in the order of what it left behind; fields that stayed
 * the same are left out.
 */
export function differenceOf(before: unknown, after: unknown): FieldChange[] {
  const was = before === null || before === undefined ? new Map<string, string>() : fieldsOf(before)
  const is = after === null || after === undefined ? new Map<string, string>() : fieldsOf(after)
  return [...new Set([...is.keys(), ...was.keys()])].flatMap(field => {
    const [old, now] = [was.get(field) ?? '', is.get(field) ?? '']
    return old === now ? [] : [{ field, was: old, is: now, spans: wordsBetween(old, now) }]
  })
}

const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []

/** The difference of two texts word by word; null where either is too short or too long for it. */
export function wordsBetween(was: string, is: string): Span[] | null {
  const [old, now] = [wordsOf(was), wordsOf(is)]
  if (Math.min(old.length, now.length) < FEWEST_PARTS) return null
  let start = 0
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++
  let end = 0
  while (
    end < Math.min(old.length, now.length) - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end++
  const [left, right] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  if (left.length > MOST_PARTS || right.length > MOST_PARTS) return null
  return joined([
    { how: 'same', text: old.slice(0, start).join('') },
    ...between(left, right),
    { how: 'same', text: end === 0 ? '' : old.slice(-end).join('') },
  ])
}

/** The longest run of words that both have, in order, is the same; the rest went or came. */
function between(old: readonly string[], now: readonly string[]): Span[] {
  const width = now.length + 1
  const longest = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      longest[row * width + column] =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const spans: Span[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [gone, came] = [old[row], now[column]]
    if (gone !== undefined && gone === came) {
      spans.push({ how: 'same', text: gone })
      row++
      column++
    } else if (
      gone !== undefined &&
      (came === undefined || at(row + 1, column) >= at(row, column + 1))
    ) {
      spans.push({ how: 'gone', text: gone })
      row++
    } else if (came !== undefined) {
      spans.push({ how: 'new', text: came })
      column++
    }
  }
  return spans
}

/** Neighbours of one kind are one; what is empty is none. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (span.text === '') continue
    if (last?.how === span.how) all[all.length - 1] = { how: span.how, text: last.text + span.text }
    else all.push(span)
  }
  return all
}
