import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const read = (name: string) => readFileSync(new URL(`./reference/${name}`, import.meta.url))

export type ReferenceCase<Expected> = {
  readonly id: string
  readonly name: string
  readonly function: string
  readonly input: Record<string, unknown>
  readonly expected: Expected
}

export type ExpectedChart = {
  readonly error: { readonly kind: string } | null
  readonly warnings: readonly string[]
  readonly points: Record<string, readonly unknown[]>
  readonly icons: readonly Record<string, unknown>[]
  readonly summary: readonly Record<string, unknown>[]
}

export type ExpectedRates = {
  readonly error: { readonly message: string } | null
  readonly warnings: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly Record<string, unknown>[]
}

/** What NHSRplotthedots answers to 146 series. */
export const chartCases = (): readonly ReferenceCase<ExpectedChart>[] =>
  JSON.parse(gunzipSync(read('spc-cases.json.gz')).toString()).cases

/** What PHEindicatormethods answers to 63 calls. */
export const rateCases = (): readonly ReferenceCase<ExpectedRates>[] =>
  JSON.parse(read('public-health-cases.json').toString()).cases

/** Where two answers differ, as paths; numbers within a relative tolerance are alike. */
export function differences(
  found: unknown,
  expected: unknown,
  tolerance: number,
  at = '',
): string[] {
  if (typeof found === 'number' && typeof expected === 'number')
    return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected))
      ? []
      : [`${at}: ${found}, not ${expected}`]
  if (Array.isArray(expected) && Array.isArray(found) && found.length === expected.length)
    return expected.flatMap((each, place) =>
      differences(found[place], each, tolerance, `${at}[${place}]`),
    )
  if (isRecord(expected) && isRecord(found))
    return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap(key =>
      differences(found[key], expected[key], tolerance, `${at}.${key}`),
    )
  return Object.is(found, expected)
    ? []
    : [`${at}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
