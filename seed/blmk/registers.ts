import { day } from '../../platform/day.rules.ts'
import type { AttendanceTotal } from '../../rooms/bodies/attendance-totals.rules.ts'
import { recordAttendanceTotals } from '../../rooms/bodies/record-attendance-totals.ts'
import { importRegister, type RegisterRow } from '../../rooms/interests/import-register.ts'
import totals from './facts/attendance-totals.json' with { type: 'json' }
import interests from './facts/interests.json' with { type: 'json' }
import { type DatedAct, perform } from './timeline.ts'

/** The register stands as it was printed with the papers of 14 February 2025. */
const PRINTED = day('2025-02-06')
/** The annual report is of the year that ended on 31 March 2025. */
const REPORTED = day('2025-06-30')

/** Whom and which seat a line tells of is known where the partnership's minutes name them. */
type TotalRow = AttendanceTotal & { readonly person?: string; readonly seat?: string }

const bodyKey = (slug: string) => (slug === 'health-and-care-partnership' ? 'partnership' : slug)

export const registers: readonly DatedAct[] = [
  {
    on: PRINTED,
    by: 'partnership-governance-lead-blmk-icb',
    act: async (acting, { idOf }) => {
      await perform(
        importRegister(acting, {
          body: idOf('body', 'partnership'),
          source: 'Register of interests in the partnership’s papers for 14 February 2025',
          rows: interests.map(row => ({
            person: idOf('person', row.person),
            positionDeclared: row.position,
            answer: row.answer as RegisterRow['answer'],
            types: row.types as NonNullable<RegisterRow['types']>,
            description: row.description,
            from: row.from.text,
            to: row.to.text,
            handling: row.handling,
            ...(row.declared.day ? { declaredOn: day(row.declared.day) } : {}),
            declaredText: row.declared.text,
            note: row.note,
          })),
        }),
      )
    },
  },
  ...totals.map(({ body, year, source, rows }) => ({
    on: REPORTED,
    act: async (
      acting: Parameters<DatedAct['act']>[0],
      { idOf }: Parameters<DatedAct['act']>[1],
    ) => {
      await perform(
        recordAttendanceTotals(acting, {
          body: idOf('body', bodyKey(body)),
          year,
          source,
          rows: (rows as readonly TotalRow[]).map(({ person, seat, ...row }) => ({
            ...row,
            ...(person ? { person: idOf('person', person) } : {}),
            ...(seat ? { seat: idOf('seat', seat) } : {}),
          })),
        }),
      )
    },
  })),
]
