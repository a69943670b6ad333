import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

/**
 * Why a passage may be taken out of the record, each with the law that says so. What is merely
 * awkward is none of them.
 */
export const redactionReasons = {
  'personal data': {
    words: 'personal data',
    source: 'UK GDPR articles 5(1)(c) and 17',
    when: 'Somebody is named or can be known who need not be.',
  },
  'exempt information': {
    words: 'exempt information',
    source: 'Local Government Act 1972, Schedule 12A',
    when: 'It belonged to the private part of a meeting.',
  },
  confidential: {
    words: 'information given in confidence',
    source: 'Freedom of Information Act 2000, section 41',
    when: 'It was given in confidence, and to disclose it is actionable.',
  },
  'court order': {
    words: 'an order of a court',
    source: 'order of the court',
    when: 'A court or tribunal has ordered it.',
  },
  'in error': {
    words: 'published in error',
    source: 'UK GDPR article 5(1)(f)',
    when: 'It was never meant to be published, and ought not to have been.',
  },
} as const

export type RedactionReason = keyof typeof redactionReasons

export const isRedactionReason = (text: string): text is RedactionReason =>
  Object.hasOwn(redactionReasons, text)

/** '[redacted on 3 March 2025: personal data]': what stands where a passage stood. */
export const markOf = (reason: RedactionReason, on: Day): string =>
  `[redacted on ${formatDay(on)}: ${redactionReasons[reason].words}]`

const LEAST = 4
const MOST_PASSAGES = 10

/** Why these passages cannot be looked for: none, too many, or one so short that it stands everywhere. */
export function reasonsNotToLookFor(passages: readonly string[]): Refusal[] {
  if (passages.length === 0)
    return [{ code: 'missing', field: 'passages', message: 'Enter the passage to redact.' }]
  if (passages.length > MOST_PASSAGES)
    return [
      {
        code: 'too-many',
        field: 'passages',
        message: `Enter at most ${MOST_PASSAGES} passages; do the others in a second redaction.`,
      },
    ]
  return passages
    .filter(passage => passage.length < LEAST || !/[\p{L}\p{N}]{3}/u.test(passage))
    .map(passage => ({
      code: 'too-short',
      field: 'passages',
      message: `“${passage}” is too short to be looked for: enter at least ${LEAST} letters.`,
    }))
}

/** Finds any of the passages, whatever the case, the spaces between words or the kind of apostrophe. */
export const patternOf = (passages: readonly string[]): RegExp =>
  new RegExp(
    [...passages]
      // The longest first, so that a name goes whole where a part of it is another passage.
      .sort((one, other) => other.length - one.length)
      .map(passage =>
        passage
          .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
          .replaceAll(/['‘’]/g, "['‘’]")
          .replaceAll(/\s+/g, String.raw`\s+`),
      )
      .join('|'),
    'giu',
  )

/** A part of each passage that stands in any text in which the passage does: its longest word. */
export const longestWordOf = (passage: string): string =>
  (passage.match(/[\p{L}\p{N}]+/gu) ?? ['']).reduce((longest, word) =>
    word.length > longest.length ? word : longest,
  )

/** What says which or what kind a thing is, and is never text. */
const notText = (name: string): boolean =>
  /(^|_|[a-z])(id|ids|hash|slug|kind|href|mediaType|media_type)$/i.test(name)

/** Every text within a value, with its way down to it; not what says which thing it is. */
export function textsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return notText(name) ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(part => textsIn(part, name))
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, part]) => textsIn(part, key))
  return []
}

/** The same value with the mark in the place of each passage. */
export function redacted(value: unknown, pattern: RegExp, mark: string, name = ''): unknown {
  if (typeof value === 'string') return notText(name) ? value : value.replaceAll(pattern, mark)
  if (Array.isArray(value)) return value.map(part => redacted(part, pattern, mark, name))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, redacted(part, pattern, mark, key)]),
    )
  return value
}

/** The words around the first passage of a text, the passage itself between two marks. */
export function around(texts: readonly string[], pattern: RegExp): string {
  for (const text of texts) {
    const found = new RegExp(pattern.source, 'iu').exec(text)
    if (!found) continue
    const from = Math.max(0, found.index - 60)
    const to = Math.min(text.length, found.index + found[0].length + 60)
    return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
  }
  return ''
}

/**
 * Whether a second person must confirm: by default where minutes or files are touched, as those
 * were approved by a meeting or cannot be put together again; a body may say otherwise from a day.
 */
export const wantsSecondPerson = (
  settings: readonly { readonly from_day: Day; readonly second_person: boolean }[],
  places: readonly { readonly table: string; readonly files: readonly unknown[] }[],
  today: Day,
): boolean => {
  const setting = settings
    .filter(({ from_day }) => from_day <= today)
    .sort((one, other) => (one.from_day < other.from_day ? 1 : -1))[0]
  if (setting) return setting.second_person
  return places.some(({ table, files }) => files.length > 0 || /minutes/.test(table))
}
