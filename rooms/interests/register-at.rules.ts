import { type Day, lastDayOf, type PartialDay } from '../../platform/day.rules.ts'
import { staysPublic } from './register.rules.ts'

/** What of a line of a register says on which days it stands there. */
export type DatedLine = {
  readonly id: string
  readonly declared_on: Day | null
  readonly withdrawn_on: Day | null
  readonly to_text: string
  readonly to_day: Day | null
  readonly to_precision: PartialDay['precision'] | null
  readonly recorded_at: Date
  readonly held_since?: Date | null
  /** The first version of the same interest, and which version it is, where an interest has several. */
  readonly first_id?: string | null
  readonly version?: number
}

/** The last day on which an interest may have been held, where it has ended. */
export const endOf = ({
  to_text,
  to_day,
  to_precision,
}: Pick<DatedLine, 'to_text' | 'to_day' | 'to_precision'>): Day | null =>
  to_day === null || to_precision === null
    ? null
    : lastDayOf({ text: to_text, day: to_day, precision: to_precision })

/** The interest of which a line is one version. */
export const interestOf = (line: Pick<DatedLine, 'id' | 'first_id'>): string =>
  line.first_id ?? line.id

/** When a line came into the register that it stands in: with its body's, where two were merged. */
const cameIn = ({ recorded_at, held_since }: DatedLine): Date =>
  held_since && held_since > recorded_at ? held_since : recorded_at

/**
 * The lines of a register on a day: declared by then, or on a day that nobody knows; not withdrawn
 * by then; not ended over six months before (R-COI-7); of each interest the latest version.
 *
 * `knownBy` is the instant at which the register was published: what came into it later is left
 * out, though it had been declared before.
 */
export function linesOn<Line extends DatedLine>(
  lines: readonly Line[],
  on: Day,
  knownBy?: Date,
  months?: number,
): Line[] {
  const standing = lines.filter(
    line =>
      (line.declared_on === null || line.declared_on <= on) &&
      (line.withdrawn_on === null || line.withdrawn_on > on) &&
      (knownBy === undefined || cameIn(line) <= knownBy),
  )
  const latest = new Map<string, number>()
  for (const line of standing) {
    const interest = interestOf(line)
    latest.set(interest, Math.max(latest.get(interest) ?? 0, line.version ?? 1))
  }
  return standing.filter(
    line =>
      latest.get(interestOf(line)) === (line.version ?? 1) && staysPublic(endOf(line), on, months),
  )
}

/**
 * Whether the time of an interest on the public register is over today, so that its words are gone.
 * @param months how many an interest that has ended stays, where the body has its own limit
 */
export const wordsAreOver = (
  line: Pick<DatedLine, 'to_text' | 'to_day' | 'to_precision'>,
  today: Day,
  months?: number,
): boolean => !staysPublic(endOf(line), today, months)

/**
 * A line as the public may read it today, also in the register of a day that is past: that it stood
 * there, whose it was and when, always; what the interest was, only until its time is over (R-COI-7).
 */
export const asPublicReads = <
  Line extends Pick<DatedLine, 'to_text' | 'to_day' | 'to_precision'> & {
    readonly description: string
    readonly handling: string
    readonly note: string
    readonly organisation_id: string | null
    readonly organisation_text: string
    readonly pecuniary_subject: unknown
    readonly of_partner: boolean
  },
>(
  line: Line,
  today: Day,
  months?: number,
): Line =>
  wordsAreOver(line, today, months)
    ? {
        ...line,
        description: '',
        handling: '',
        note: '',
        organisation_id: null,
        organisation_text: '',
        pecuniary_subject: null,
        of_partner: false,
      }
    : line
