import type { Refusal } from '../outcome.ts'

/** Text under each name; several where a name repeats. */
export type Texts = Record<string, string | string[]>

/** What was sent, as far as it can be shown again, and a sentence for each thing in it that cannot be taken. */
export type Received = { readonly values: Texts; readonly refusals: readonly Refusal[] }

/** The longest text that a field takes: ten times the longest minute we have seen. */
export const MAX_TEXT = 200_000

/** The most fields that a form sends: a body of a hundred, with ten fields for each. */
export const MAX_FIELDS = 1000

// Names that mean something to JavaScript itself, and none of which a form has.
const NOT_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

// Word and PDF leave these in what is copied from them: each is the end of a line.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
const LINE_ENDS = /[\u000b\u000c\u0085\u2028]/g

// The other controls: none can be typed, PostgreSQL keeps no NUL, and a terminal obeys some.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g

/** Whether a text can be kept and shown: well-formed, and without controls. */
export const isPlain = (text: string): boolean => text.isWellFormed() && text.search(CONTROLS) < 0

/** A text with what cannot be kept left out. */
const plain = (text: string) => text.replace(CONTROLS, '').toWellFormed()

/** Gathers texts under names as they arrive; says of each that cannot be taken why not. */
export function gather(): {
  readonly add: (name: string, text: string) => void
  readonly refuse: (refusal: Refusal) => void
  readonly received: () => Received
} {
  // Without a prototype, so that no name finds anything but what was sent.
  const values: Texts = Object.create(null)
  const refusals = new Map<string, Refusal>()
  let fields = 0
  const refuse = (refusal: Refusal) => {
    const key = `${refusal.code} ${refusal.field ?? ''}`
    if (!refusals.has(key)) refusals.set(key, refusal)
  }
  return {
    refuse,
    add: (name, sent) => {
      fields++
      if (fields > MAX_FIELDS)
        return refuse({
          code: 'too-many-fields',
          message: `More than ${MAX_FIELDS} fields were sent, which no form here has.`,
        })
      if (name === '' || name.length > 200 || NOT_NAMES.has(name) || !isPlain(name))
        return refuse({
          code: 'not-a-field',
          message: 'A field was sent under a name that no form here has.',
        })
      let text = sent.replace(LINE_ENDS, '\n')
      if (!isPlain(text)) {
        refuse({
          code: 'unusable-characters',
          field: name,
          message:
            'This text held characters that cannot be kept, such as control characters. They have been taken out: check it and send it again.',
        })
        text = plain(text)
      }
      if (text.length > MAX_TEXT) {
        refuse({
          code: 'text-too-long',
          field: name,
          message: `This text is longer than ${MAX_TEXT.toLocaleString('en-GB')} characters. Shorten it, or attach it as a paper.`,
        })
      }
      const before = values[name]
      values[name] =
        before === undefined ? text : Array.isArray(before) ? [...before, text] : [before, text]
    },
    received: () => ({ values, refusals: [...refusals.values()] }),
  }
}

const textFrom = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined

/**
 * What a form or a program sent, as texts under names: a number or a truth value becomes
 * its text, and nothing is as if it had not been sent. What else JSON can hold is refused:
 * a program that sends it means something that would not be done.
 */
export function valuesFrom(body: unknown): Received {
  const gathered = gather()
  if (body === undefined) return gathered.received()
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    gathered.refuse({ code: 'unreadable', message: 'What was sent is not an object of fields.' })
    return gathered.received()
  }
  for (const [name, value] of Object.entries(body)) {
    for (const member of Array.isArray(value) ? value : [value]) {
      if (member === null) continue
      const text = textFrom(member)
      if (text !== undefined) gathered.add(name, text)
      else
        gathered.refuse({
          code: 'not-text',
          ...(isPlain(name) ? { field: name } : {}),
          message: 'This must be text, a number, yes or no (true or false), or a list of them.',
        })
    }
    // A list that holds one text is a list all the same, and so is an empty one.
    const { values } = gathered.received()
    if (Array.isArray(value) && typeof values[name] === 'string') values[name] = [values[name]]
  }
  return gathered.received()
}
