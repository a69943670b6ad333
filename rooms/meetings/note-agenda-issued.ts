import type { Tx } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { noteIssued } from './treatment.records.ts'

/**
 * Notes which items and papers a published version holds, within the act that publishes it:
 * what comes or changes afterwards is known as late. No verb of its own.
 */
export const noteAgendaIssued = (
  tx: Tx,
  issue: {
    readonly meeting: string
    readonly on: Day
    /** False where the agenda goes out alone and its papers are to follow. */
    readonly withPapers: boolean
    readonly items: readonly string[]
    readonly papers: readonly string[]
  },
) => noteIssued(tx, issue)
