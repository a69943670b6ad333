import type { QuorumTerms } from './quorum.rules.ts'

/** How a body counts days before a meeting. */
export type DayCounter = 'England working day' | 'clear day'

/**
 * Terms of reference as data. Each number is a setting of the body for the time
 * that its terms are in force; where the document behind them is silent, the
 * default and its rule stand in domain-rules under the number given here.
 */
export type Terms = {
  readonly quorum: QuorumTerms
  /** Public notice or summons: so many clear days before (R-MEET-1, 3, 4). */
  readonly notice: {
    readonly days: number
    readonly counter: DayCounter
    readonly citation: string
  }
  /** Papers to members: due on the clear reading, late after the plain count (R-TOR-9). */
  readonly papers: {
    readonly days: number
    readonly counter: DayCounter
    readonly citation: string
  } | null
  /** Draft minutes: so many working days after the meeting (R-TOR-10). */
  readonly draftMinutes: { readonly workingDays: number; readonly citation: string } | null
  /** Share of meetings a member is expected to attend, in per cent (R-TOR-11). */
  readonly attendanceExpected: { readonly percent: number; readonly citation: string } | null
  readonly meetingsAYear: { readonly atLeast: number; readonly citation: string } | null
  /** Whether face-to-face meetings go round the Places (R-TOR-8). */
  readonly rotatesPlaces: boolean
  /** R-TOR-12. */
  readonly chair: {
    readonly termYears: number
    readonly warnDays: number
    readonly citation: string
  } | null
  /** R-TOR-18 and LGA 1972 Sch 12 para 39. */
  readonly voting: {
    readonly usual: 'consensus' | 'vote'
    readonly majority: 'of members present' | 'of votes cast'
    readonly castingVote: boolean
    readonly citation: string
  }
  /** Members' deputies: where the seat says so, or never (R-TOR-4, R-MEET-10). */
  readonly publicQuestions: { readonly workingDaysBefore: number; readonly citation: string } | null
  /** Continuous minute numbers, such as 01/HS (R-MEET-6). */
  readonly minuteNumbers: { readonly suffix: string; readonly digits: number } | null
  /** A forward plan goes into every pack (R-TOR-13). */
  readonly forwardPlanInPack: boolean
}
