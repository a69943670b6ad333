import { londonNow } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/database.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { expectedOut } from './conflict.rules.ts'
import { type ExpectedQuorum, type ExpectedReply, expectedQuorum } from './expected-quorum.rules.ts'
import { hasBegun } from './invitation.rules.ts'
import { listItems } from './read-agenda.ts'
import { settledOf, standingConflicts } from './read-conflicts.ts'
import {
  type Invited,
  listRounds,
  type Round,
  replyOf,
  roundThatCounts,
} from './read-invitations.ts'
import type { Meeting } from './read-meeting.ts'

export type ExpectedAtItem = {
  readonly item: string
  readonly private: boolean
  readonly number: string
  readonly title: string
  readonly out: readonly string[]
  readonly expected: ExpectedQuorum
}

export type Expectation = {
  /** Null where there is nothing to expect: a workshop (R-TOR-14), or no terms on the day (R-TOR-6). */
  readonly expected: ExpectedQuorum | null
  /** Why nothing is expected; '' where something is. */
  readonly silence: string
  /** Everybody asked, the latest arrangement first. */
  readonly rounds: readonly Round[]
  /** Those asked for the meeting as it is arranged now; undefined where nobody is. */
  readonly round: Round | undefined
  /** Items that members are to leave over an interest, and the quorum to be expected at each (R-COI-8). */
  readonly atItems: readonly ExpectedAtItem[]
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

/** What quorum the replies to a meeting lead one to expect. For staff; never public. Ten queries. */
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
  const settled = settledOf(await standingConflicts(db, meeting.id))
  const items = settled.length === 0 ? [] : await listItems(db, meeting.id, { private: true })
  const asked =
    terms && silence === ''
      ? {
          terms: terms.terms.quorum,
          seats,
          holdings,
          ...(stated ? { stated } : {}),
          replies: (round?.invited ?? []).flatMap(invited => asExpected(invited, meeting)),
        }
      : null
  return {
    atItems: items.flatMap(item => {
      const out = expectedOut(settled, item.id)
      return asked === null || out.size === 0
        ? []
        : [
            {
              item: item.id,
              private: item.audience === 'private',
              number: item.number,
              title: item.title,
              out: [...out],
              expected: expectedQuorum({ ...asked, out }),
            },
          ]
    }),
    rounds,
    round,
    silence,
    hasBegun: hasBegun(meeting, londonNow(now)),
    members: [...new Set(facts.holdingRows.map(({ person_id }) => person_id))],
    nameOf: person => facts.persons.get(person)?.name ?? 'Somebody not in the record',
    expected: asked && expectedQuorum(asked),
  }
}
