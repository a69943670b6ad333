import { countOf } from '../../platform/plain-english.rules.ts'
import {
  type Holding,
  memberCount,
  type QuorumTerms,
  quorumOf,
  type Seat,
  type StatedMembers,
} from './quorum.rules.ts'

/** What a quorum asks of a body before anyone has come. */
export type RequiredToMeet = {
  readonly members: number
  readonly basis: 'stated' | 'established seats'
  readonly required: number
  /** Beside the number: each class, and how many of it (or of its organisations) must be there. */
  readonly limbs: readonly {
    readonly name: string
    readonly required: number
    readonly words: string
  }[]
  /** The sum in sentences. */
  readonly working: readonly string[]
  readonly rule: string
  readonly citation: string
}

/**
 * How many members a body has and how many must be present, under some terms and
 * with some seats (R-TOR-2 to R-TOR-4). The quorum rule itself reckons it, of a
 * meeting to which nobody has come.
 */
export function requiredToMeet(facts: {
  readonly terms: QuorumTerms
  readonly seats: readonly Seat[]
  readonly holdings: readonly Holding[]
  readonly stated?: StatedMembers | undefined
}): RequiredToMeet {
  const { terms, seats, holdings, stated } = facts
  const count = memberCount(seats, holdings, stated)
  const quorum = quorumOf({ terms, seats, holdings, presences: [], ...(stated ? { stated } : {}) })
  return {
    members: quorum.members,
    basis: count.basis,
    required: quorum.required,
    limbs: terms.limbs.map(limb =>
      'members' in limb
        ? {
            name: limb.class,
            required: limb.members,
            words: countOf(limb.members, `${limb.class} member`),
          }
        : {
            name: limb.class,
            required: limb.organisations,
            words: `${countOf(limb.membersEach, `${limb.class} member`)} from each of ${countOf(limb.organisations, 'organisation')}`,
          },
    ),
    // The members and the number; who came is a meeting's to tell.
    working: quorum.working.slice(0, count.working.length + 1),
    rule: quorum.rule,
    citation: quorum.citation,
  }
}
