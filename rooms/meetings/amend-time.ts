import { formatDay } from '../../platform/day.rules.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { noted, roomVerb } from './room-act.ts'

export type AmendingTime = {
  readonly fact: string
  /** When it really happened. */
  readonly to: Date
  readonly reason?: string | undefined
}

/** Puts right when something happened in the room. Refuses a time to come, another day, and one at which it would not fit. */
export const amendTime = roomVerb<AmendingTime>({
  name: 'meetings.amend-time',
  permission: 'take attendance',
  event: ({ fact, to, reason = '', kept }, { source: { stored, meeting }, acting }) => {
    const about = stored.facts.find(({ id }) => id === fact)
    const isCorrection = about?.kind === 'taken back' || about?.kind === 'time amended'
    if (isCorrection || (!kept && !about))
      return refused({
        code: 'nothing-to-amend',
        field: 'fact',
        message: 'That is not noted at this meeting.',
      })
    if (Number.isNaN(to.getTime()) || to > acting.now)
      return refused({
        code: 'in-the-future',
        field: 'to',
        message: 'Enter a time at which it can have happened, not one to come.',
      })
    if (londonMoment(to).day < meeting.day)
      return refused({
        code: 'on-another-day',
        field: 'to',
        message: `The meeting is on ${formatDay(meeting.day)}: nothing of it happened before that day.`,
      })
    return noted({ kind: 'time amended', fact, to, reason: reason.trim() })
  },
})
