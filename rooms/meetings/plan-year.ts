import type { Refusal } from '../../platform/outcome.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockBodyOfYear } from './lock-body.ts'
import type { Meeting } from './read-meeting.ts'
import { type NewMeeting, scheduleMeeting } from './schedule-meeting.ts'

/** The most dates that are planned in one act: a meeting each week. */
export const MAX_DATES = 53

export type DatesToPlan = {
  readonly body: string
  readonly dates: readonly Omit<NewMeeting, 'body'>[]
}

/**
 * Puts all of a year's dates into the calendar in one act, or none of them. Each becomes a
 * planned meeting, private until notice is given or the dates of the year are published.
 *
 * Refuses what scheduling any one of them refuses; the field of each sentence ends in the
 * number of the date, from 1.
 */
export const planYear = verb<DatesToPlan, readonly Meeting[]>({
  name: 'meetings.plan-year',
  permission: 'arrange meetings',
  scope: (_tx, { body }) => body,
  act: async (tx, { body: bodyId, dates }, acting) => {
    const body = await lockBodyOfYear(tx, bodyId)
    if (dates.length === 0 || dates.length > MAX_DATES)
      return refused({
        code: 'dates-missing',
        field: 'day1',
        message:
          dates.length === 0
            ? 'Keep at least one date, or leave this page.'
            : `Plan at most ${MAX_DATES} dates at once.`,
      })
    const planned: Meeting[] = []
    const refusals: Refusal[] = []
    for (const [at, date] of dates.entries()) {
      const outcome = await scheduleMeeting(acting, { ...date, body: body.id })
      if (outcome.ok) planned.push(outcome.value)
      else
        refusals.push(
          ...outcome.refusals.map(refusal => ({
            ...refusal,
            field: `${refusal.field ?? 'day'}${at + 1}`,
          })),
        )
    }
    if (refusals.length > 0) return refused(...refusals)
    return recorded({
      value: planned,
      subject: { kind: 'body', id: body.id },
      after: planned.map(({ id, day }) => ({ id, day })),
    })
  },
})
