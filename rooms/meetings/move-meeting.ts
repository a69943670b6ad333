import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { arrangementOf } from './amend-meeting.ts'
import { updateMeeting } from './meeting.records.ts'
import { reasonsNotToArrange } from './meeting.rules.ts'
import { announcesOtherwise, type Shift } from './otherwise.rules.ts'
import { readMeeting } from './read-meeting.ts'
import {
  insertNext,
  type NewArrangement,
  readToTurn,
  reasonsAgainstArrangement,
  type Turned,
  type TurnInput,
  turn,
} from './turn-meeting.ts'

export type Move = TurnInput & { readonly to: NewArrangement }

/**
 * Moves a meeting that was announced to another day, hour or place, and says why. On another day
 * it is a meeting of its own, to which the old page leads; on the same day the page stays and
 * says what had been announced. Either way notice is given again (R-MEET-1).
 *
 * Refuses what `reasonsNotToTurn` refuses, a day that is past, and a move that moves nothing.
 */
export const moveMeeting = verb<Move, Turned>({
  name: 'meetings.move-meeting',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input, acting) => {
    const { before, body, refusals } = await readToTurn(tx, 'moved', input, acting)
    const { to } = input
    const was = arrangementOf(before)
    const sameDay = to.day === before.day
    if (!sameDay)
      refusals.push(...(await reasonsAgainstArrangement(tx, 'moved', before, body, to, acting)))
    else {
      refusals.push(...reasonsNotToArrange(body, to))
      if (!announcesOtherwise(was, { ...to, endsAt: to.endsAt ?? null }))
        refusals.push({
          code: 'nothing-moved',
          field: 'day',
          message: 'Enter another day, another hour or another place: these are as announced.',
        })
    }
    if (refusals.length > 0) return refused(...refusals)
    if (!sameDay) {
      const meeting = await turn(tx, acting, before, 'moved', input.why)
      const next = await insertNext(tx, acting, meeting, to)
      return recorded({
        value: { meeting, next },
        subject: { kind: 'meeting', id: meeting.id },
        before,
        after: { meeting, next },
      })
    }
    const shift: Shift = {
      id: randomUUID(),
      on: acting.today,
      at: acting.now.toISOString(),
      why: input.why.trim(),
      was: { startsAt: was.startsAt, endsAt: was.endsAt, mode: was.mode, venue: was.venue },
    }
    const meeting = await updateMeeting(tx, before.id, {
      starts_at: to.startsAt,
      ends_at: to.endsAt ?? null,
      mode: to.mode,
      venue: to.venue.trim(),
      joining: to.joining?.trim() || before.joining,
      shifts: JSON.stringify([...before.shifts, shift]),
      version: before.version + 1,
    })
    return recorded({
      value: { meeting, next: null },
      subject: { kind: 'meeting', id: meeting.id },
      before,
      after: meeting,
    })
  },
})
