/**
 * A refusal is an answer, so it is a value; a fault is a surprise, so it is thrown.
 *
 * `code` is stable and ends the `type` of an API problem; `field` names the form
 * field the sentence belongs beside; `message` is a whole sentence for a person.
 */
export type Refusal = {
  readonly code: string
  readonly field?: string
  readonly message: string
  /** Of a save on an older version: what is stored now, and the version to save on next. */
  readonly saved?: Saved
}

/** What is stored of one field, in words; `field` is the form's name of it, where it is typed text. */
export type StoredText = { readonly label: string; readonly field?: string; readonly text: string }

export type Saved = {
  readonly version: string
  /** For the page that shows both; empty where it shows them beside its fields itself. */
  readonly texts: readonly StoredText[]
  /** The same as the form's own fields, for a program. */
  readonly fields: Readonly<Record<string, string | readonly string[] | undefined>>
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const refused = (...refusals: readonly Refusal[]): Outcome<never> => ({
  ok: false,
  refusals,
})

/** The value of an outcome that cannot be a refusal here; a refusal is then a fault. */
export function expectDone<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`Refused: ${outcome.refusals.map(refusal => refusal.message).join(' ')}`)
}

/** Nothing is there under that name: pages answer 404. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/**
 * It stands under another name now: pages answer with a redirect to the same page of that one.
 * To whoever does not answer pages it is not found, as the name is nobody's any more.
 */
export class Moved extends NotFound {
  override name = 'Moved'
  /** Parts of an address that have changed: what stood there, and what stands there now. */
  constructor(readonly parts: Readonly<Record<string, string>>) {
    super('There is nothing under this name any more.')
  }
}

/** It stood here and was lawfully taken away, which the message says: pages answer 410. */
export class Gone extends Error {
  override name = 'Gone'
}

/** The person may not do or see this: pages answer 403. */
export class NotPermitted extends Error {
  override name = 'NotPermitted'
}

/** A warning is said beside the work and stops nothing; it has the shape of a refusal. */
export type Warning = Refusal
