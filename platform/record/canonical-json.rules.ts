/**
 * One text for one value: keys sorted, no spaces, and what JSON has no word for
 * (undefined members) left out, as RFC 8785 does for values without exotic numbers.
 */
export function canonicalJson(value: unknown): string {
  const plain = plainOf(value)
  return JSON.stringify(plain, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([left], [right]) =>
            left < right ? -1 : left > right ? 1 : 0,
          ),
        )
      : inner,
  )
}

/** Dates and the like become what JSON makes of them before the keys are sorted. */
const plainOf = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value))
