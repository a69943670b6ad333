import { londonNow } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/database.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { type ExpectedQuorum, type ExpectedReply, expectedQuorum } from './expected-quorum.rules.ts'
import { hasBegun } from './invitation.rules.ts'
import {
  type Invited,
  listRounds,
  type Round,
  replyOf,
  roundThatCounts,
} from './read-invitations.ts'
import type { Meeting } from './read-meeting.ts'

export type Expectation = {
  /** Null where there is nothing to expect: a workshop (R-TOR-14), or no terms on the day (R-TOR-6). */
  readonly expected: ExpectedQuorum | null
  /** Why nothing is expected; '' where something is. */
  readonly silence: string
  /** Everybody asked, the latest arrangement first. */
  readonly rounds: readonly Round[]
  /** Those asked for the meeting as it is arranged now; undefined where nobody is. */
  readonly round: Round | undefined
  readonly hasBegun: boolean
  /** Holders of seats on the day, each once, and their names. */
  readonly members: readonly string[]
  readonly nameOf: (person: string) => string
}

/** A reply as the quorum reads it. A deputy in words is one person more. */
function asExpected({ invitation, replies }: Invited, meeting: Meeting): ExpectedReply[] {
  const reply = replyOf({ replies })
  if (!reply) return []
  const base = { person: invitation.person_id, answer: reply.answer }
  if (reply.answer !== 'deputy') return [base]
  return [
    {
      ...base,
      deputy: reply.deputy_person_id ?? `deputy/${invitation.id}`,
      ...(reply.seat_id === null ? {} : { deputySeat: reply.seat_id }),
      deputyRemote: meeting.mode === 'remote',
    },
  ]
}

/** What quorum the replies to a meeting lead one to expect. For staff; never public. Eight queries. */
export async function readExpectation(db: Db, meeting: Meeting, now: Date): Promise<Expectation> {
  const rounds = await listRounds(db, meeting.id)
  const round = roundThatCounts(rounds, meeting)
  const facts = await readQuorumFacts(db, meeting.body_id, meeting.day)
  const { terms, seats, holdings, stated } = facts
  const silence =
    meeting.kind === 'workshop'
      ? 'A workshop takes no decisions and needs no quorum.'
      : terms
        ? ''
        : 'No terms of reference are in force on the day, so no quorum can be worked out.'
  return {
    rounds,
    round,
    silence,
    hasBegun: hasBegun(meeting, londonNow(now)),
    members: [...new Set(facts.holdingRows.map(({ person_id }) => person_id))],
    nameOf: person => facts.persons.get(person)?.name ?? 'Somebody not in the record',
    expected:
      terms && silence === ''
        ? expectedQuorum({
            terms: terms.terms.quorum,
            seats,
            holdings,
            ...(stated ? { stated } : {}),
            replies: (round?.invited ?? []).flatMap(invited => asExpected(invited, meeting)),
          })
        : null,
  }
}
