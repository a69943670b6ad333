import { textOf, type Values } from '../../platform/http/page.ts'

/** Which page of a list is asked for, from 1; anything else is the first. */
export function pageNumber(query: Values): number {
  const number = Number(textOf(query, 'page') || 1)
  return Number.isSafeInteger(number) && number >= 1 && number <= 100_000 ? number : 1
}

/** The calendar year asked for, if it is one. */
export function yearAsked(query: Values): number | undefined {
  const text = textOf(query, 'year')
  return /^[12]\d{3}$/.test(text) ? Number(text) : undefined
}

/** A list's address with what it was asked for; what is empty is left out. */
export function addressWith(
  path: string,
  asked: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams(
    Object.entries({ ...asked, ...more }).filter(([, value]) => value !== ''),
  ).toString()
  return query === '' ? path : `${path}?${query}`
}
