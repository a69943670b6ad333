import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { setParticipantEnd } from './bodies.records.ts'
import { reasonsAgainstSpan } from './body.rules.ts'
import { participantToChange } from './parts-of-body.records.ts'

export type ParticipationEnd = {
  readonly participant: string
  /** The last day on which they take part. */
  readonly until: Day
}

/**
 * Ends early what lets a regular participant come and speak (R-TOR-14); answers with its
 * id. Refuses one that ends by then anyway, and a day before its first.
 */
export const endParticipation = verb<ParticipationEnd, string>({
  name: 'bodies.end-participation',
  permission: 'keep the body',
  scope: async (tx, { participant }) => (await participantToChange(tx, participant)).body_id,
  act: async (tx, { participant: id, until }) => {
    const participant = await participantToChange(tx, id)
    if (participant.until_day !== null && participant.until_day <= until)
      return refused({
        code: 'already-ended',
        field: 'until',
        message: `This ends on ${formatDay(participant.until_day)} already.`,
      })
    const refusals = reasonsAgainstSpan(participant.from_day, until, 'until')
    if (refusals.length > 0) return refused(...refusals)
    await setParticipantEnd(tx, id, until)
    return recorded({
      value: id,
      subject: { kind: 'body', id: participant.body_id },
      before: participant,
      after: { ...participant, until_day: until },
    })
  },
})
