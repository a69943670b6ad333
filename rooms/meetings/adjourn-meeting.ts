import { type Day, formatDay } from '../../platform/day.rules.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { noted, roomVerb } from './room-act.ts'

export type Adjourning = {
  readonly reason?: string | undefined
  /** The day on which it will go on, where that is another. */
  readonly toDay?: Day | undefined
}

/**
 * Adjourns the meeting for a while or to another day; what happens on that day is then
 * part of it. Refuses a meeting not in session, an open vote, and a day gone by.
 */
export const adjournMeeting = roomVerb<Adjourning>({
  name: 'meetings.adjourn-meeting',
  permission: 'take attendance',
  event: ({ reason = '', toDay, at }, { acting }) => {
    const { day } = londonMoment(at ?? acting.now)
    return toDay !== undefined && toDay <= day
      ? refused({
          code: 'adjourned-to-the-past',
          field: 'toDay',
          message: `A meeting is adjourned to a day after ${formatDay(day)}; leave the day out where it goes on the same day.`,
        })
      : noted({ kind: 'adjourned', reason: reason.trim(), toDay: toDay ?? null })
  },
})
