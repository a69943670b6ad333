import type { Refusal } from '../../platform/outcome.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'

/** One line of a published table: who, how many meetings attended of how many held while in post. */
export type AttendanceTotal = {
  /** By office, never by name. */
  readonly office: string
  /** 'member', 'deputy', 'regular participant' …; left out, a member. */
  readonly capacity?: string | undefined
  readonly attended: number
  readonly possible: number
  /** As printed: 'from 14 February 2025'. */
  readonly note?: string | undefined
  /** Whom and which seat it tells of, where that is known. */
  readonly person?: string | undefined
  readonly seat?: string | undefined
}

const isCount = (value: number) => Number.isInteger(value) && value >= 0

/** Why a financial year is not one: '2024-25', the second half following the first. */
export function reasonsAgainstYear(year: string): Refusal[] {
  const [, first, second] = /^(\d{4})-(\d{2})$/.exec(year) ?? []
  return first !== undefined && (Number(first) + 1) % 100 === Number(second)
    ? []
    : [
        {
          code: 'not-a-year',
          field: 'year',
          message: 'Enter a financial year such as 2024-25.',
        },
      ]
}

/** What is wrong with published totals, each sentence naming its line, from 1. */
export function reasonsAgainstTotals(rows: readonly AttendanceTotal[]): Refusal[] {
  if (rows.length === 0)
    return [{ code: 'rows-missing', field: 'rows', message: 'Enter at least one line.' }]
  return rows.flatMap((row, at) => {
    const refuse = (message: string): Refusal => ({
      code: 'row-unreadable',
      field: 'rows',
      message: `Line ${at + 1}: ${message}`,
    })
    if (row.office.trim() === '') return [refuse('say who attended, by office.')]
    if (!isCount(row.attended) || !isCount(row.possible))
      return [refuse('the meetings attended and possible must be whole numbers.')]
    if (row.attended > row.possible)
      return [
        refuse(`nobody attends ${countOf(row.attended, 'meeting')} of ${inWords(row.possible)}.`),
      ]
    return []
  })
}

/** The share attended in whole per cent, rounded; undefined where there was nothing to attend. */
export const shareAttended = (row: {
  readonly attended: number
  readonly possible: number
}): number | undefined =>
  row.possible === 0 ? undefined : Math.round((100 * row.attended) / row.possible)

/**
 * Whether a line meets the expectation, in per cent (R-TOR-11), reckoned without
 * rounding: 1 of 2 fails 75; undefined where there was nothing to attend.
 */
export const meetsExpectation = (
  row: { readonly attended: number; readonly possible: number },
  percent: number,
): boolean | undefined =>
  row.possible === 0 ? undefined : row.attended * 100 >= row.possible * percent

/** 'Sixteen of 31 were below the expectation of 75 per cent.', in the words of a report; '' where nobody had a meeting to attend. */
export function belowInWords(
  rows: readonly { readonly attended: number; readonly possible: number }[],
  percent: number,
): string {
  const judged = rows.filter(row => row.possible > 0)
  const below = judged.filter(row => meetsExpectation(row, percent) === false).length
  if (judged.length === 0) return ''
  return below === 0
    ? `Nobody was below the expectation of ${percent} per cent.`
    : `${opening(inWords(below))} of ${judged.length} ${below === 1 ? 'was' : 'were'} below the expectation of ${percent} per cent.`
}
