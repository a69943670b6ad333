import { randomUUID } from 'node:crypto'
import { londonNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listHoldings } from '../bodies/read-membership.ts'
import { readPersons } from '../people/read-person.ts'
import { lockMeeting } from './agenda.records.ts'
import { hasBegun } from './invitation.rules.ts'
import { insertInvitations, insertRound } from './invitations.records.ts'
import { listRounds, type RoundRow, roundThatCounts } from './read-invitations.ts'
import { readMeeting } from './read-meeting.ts'
import { readAskedFor, readReplying } from './read-replying.ts'
import { isOff } from './standing.rules.ts'
import { type LettersLeadTo, writeInvitationLetter } from './write-invitation-letter.ts'

export type ToInvite = LettersLeadTo & {
  readonly meeting: string
  /** Persons beside the members: participants, presenters. */
  readonly others?: readonly string[]
}

export type InvitedNow = {
  /** How many persons were asked now. */
  readonly invited: number
  /** To how many of them a letter goes. */
  readonly letters: number
}

/**
 * Invites to a meeting everybody who holds a seat on its day and was not asked yet, and others
 * if wanted (R-TOR-14: they never count). Done again, it asks those who are new; after a change
 * of day, hour, place or manner it asks everybody anew, and what they answered stays with the
 * former arrangement. Who has no address gets no letter, and is shown to the clerk.
 *
 * Refuses a meeting that has begun or was called off, a person unknown, and where nobody is left
 * to ask.
 */
export const inviteToMeeting = verb<ToInvite, InvitedNow>({
  name: 'meetings.invite-to-meeting',
  permission: 'arrange meetings',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    const refusals: Refusal[] = []
    if (hasBegun(meeting, londonNow(acting.now)))
      refusals.push({
        code: 'meeting-begun',
        message: `The meeting of ${formatDay(meeting.day)} has begun or is over: nobody can be invited to it any more.`,
      })
    if (isOff(meeting))
      refusals.push({
        code: 'meeting-called-off',
        message: 'The meeting has been called off: nobody can be invited to it.',
      })
    const persons = await readPersons(tx, input.others ?? [])
    if ((input.others ?? []).some(id => !persons.has(id)))
      refusals.push({
        code: 'person-unknown',
        field: 'others',
        message: 'One of the people is not in the record: record them first.',
      })
    if (refusals.length > 0) return refused(...refusals)

    const rounds = await listRounds(tx, meeting.id)
    const current = roundThatCounts(rounds, meeting)
    const asked = new Set(current?.invited.map(({ invitation }) => invitation.person_id))
    const members = new Set(
      (await listHoldings(tx, meeting.body_id, meeting.day)).map(({ person_id }) => person_id),
    )
    // Whoever was asked for the former arrangement beside the members is asked anew with them.
    const before = current
      ? []
      : (rounds[0]?.invited ?? [])
          .filter(({ invitation }) => invitation.capacity === 'participant')
          .map(({ invitation }) => invitation.person_id)
    const others = [...(input.others ?? []), ...before].filter(person => !members.has(person))
    const toAsk = [...new Set([...members, ...others])].filter(person => !asked.has(person))
    if (toAsk.length === 0)
      return refused({
        code: 'nobody-to-invite',
        field: 'others',
        message:
          members.size === 0
            ? 'Nobody holds a seat on the day of the meeting. Appoint somebody first, or choose whom else to invite.'
            : 'Every member has been invited already. Choose somebody else, or remind those who have not replied.',
      })

    const round: RoundRow = current?.round ?? {
      id: randomUUID(),
      meeting_id: meeting.id,
      number: (rounds[0]?.round.number ?? 0) + 1,
      day: meeting.day,
      starts_at: meeting.starts_at,
      mode: meeting.mode,
      venue: meeting.venue,
      begun_at: acting.now,
    }
    if (!current) await insertRound(tx, round)
    const rows = toAsk.map(person => ({
      id: randomUUID(),
      round_id: round.id,
      person_id: person,
      capacity: members.has(person) ? ('member' as const) : ('participant' as const),
      invited_on: acting.today,
      invited_at: acting.now,
      invited_by: acting.person,
    }))
    await insertInvitations(tx, rows)
    const kind = round.number > 1 ? ('asked anew' as const) : ('invitation' as const)
    const askedFor = await readAskedFor(tx, meeting.id)
    let letters = 0
    for (const { id } of rows) {
      const replying = await readReplying(tx, id, acting.now, askedFor)
      const letter = { kind, what: 'invitation' }
      if (replying && (await writeInvitationLetter(tx, replying, letter, input, acting.now)))
        letters++
    }
    return recorded({
      value: { invited: rows.length, letters },
      subject: { kind: 'meeting', id: meeting.id },
      after: {
        round: round.number,
        day: round.day,
        invited: rows.map(({ person_id, capacity }) => ({ person: person_id, capacity })),
        letters,
      },
    })
  },
})
