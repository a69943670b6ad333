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
