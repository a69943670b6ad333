import type { AttendanceTotal } from './attendance-totals.rules.ts'

/**
 * Reads pasted lines of a year's attendance: who; how many of how many ('2/3');
 * capacity and note if there are any, all parted by semicolons. A line that does
 * not say how many gives numbers that no rule accepts, so that it is refused by
 * its place in the list.
 */
export function attendanceLines(text: string): AttendanceTotal[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [office = '', share = '', capacity = '', note = ''] = line
        .split(';')
        .map(part => part.trim())
      const [, attended, possible] = /^(\d+)\s*(?:\/|of)\s*(\d+)$/.exec(share) ?? []
      return {
        office,
        attended: attended === undefined ? Number.NaN : Number(attended),
        possible: possible === undefined ? Number.NaN : Number(possible),
        ...(capacity === '' ? {} : { capacity }),
        ...(note === '' ? {} : { note }),
      }
    })
}
