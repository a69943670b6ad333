/**
 * The properties that were given, without those that are undefined. The NHS
 * library's types know a missing property but not an undefined one
 * (exactOptionalPropertyTypes), and its mark-up differs between the two.
 */
export function given<T extends object>(
  properties: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}

/**
 * The address of a link, for those of the library's components whose types
 * take an anchor for a button where the DOM's own types are not loaded (as on
 * a server), and so refuse `href`.
 */
export const linkTo = (href: string): object => ({ href })

/** Each with its place from 1: what tells the parts of a fixed sequence apart. */
export const placed = <T>(parts: readonly T[]): readonly { place: number; part: T }[] =>
  parts.map((part, at) => ({ place: at + 1, part }))
