import { countOf, inWords, listed, opening } from '../../platform/plain-english.rules.ts'
import {
  type Holding,
  type Presence,
  type Quorum,
  type QuorumFacts,
  type QuorumLimb,
  quorumOf,
  type Seat,
} from '../bodies/quorum.rules.ts'
import { type Answer, mayDeputise } from './invitation.rules.ts'

/** What a member answered to the invitation, so far as the quorum asks. */
export type ExpectedReply = {
  readonly person: string
  readonly answer: Answer
  /** Who comes in their place: a person, or a mark of one who is named in words only. */
  readonly deputy?: string
  /** The seat in which the deputy sits. */
  readonly deputySeat?: string
  readonly deputyRemote?: boolean
}

export type ExpectationFacts = Omit<QuorumFacts, 'presences' | 'excluded'> & {
  /** The latest reply of each member who gave one for the meeting as it is now arranged. */
  readonly replies: readonly ExpectedReply[]
  /** Who will be out of the item over an interest, and so neither counts nor could make it good (R-COI-8). */
  readonly out?: ReadonlySet<string>
}

/** One limb: how many are certain, how many there could still be, how many are wanting. */
export type ExpectedLimb = {
  readonly name: string
  readonly required: number
  /** By those who said that they come. */
  readonly certain: number
  /** If all who have not replied come as well. */
  readonly possible: number
  /** What is wanting to the certain ones. */
  readonly short: number
}

/** A member who is not counted yet, and why. */
export type Candidate = {
  readonly person: string
  readonly why: 'no reply' | 'apologies' | 'does not count so'
  /** Whether a deputy in their place would count. */
  readonly mayDeputise: boolean
}

/** Who could make the meeting quorate: the fewest, those without a reply before all others. */
export type Cure = {
  /** The fewest persons who would have to come. */
  readonly size: number
  /** How many of them could be such as have not replied; the rest have to be asked again. */
  readonly withoutReply: number
  /** The persons, where no others would do: 'these two'. */
  readonly only: readonly string[] | null
  /** What each limb that is short wants of them, beside the number. */
  readonly needs: readonly {
    readonly limb: string
    readonly short: number
    /** Whether so many members, or members from so many organisations. */
    readonly of: 'members' | 'organisations'
    readonly candidates: readonly string[]
  }[]
  readonly candidates: readonly Candidate[]
}

export type ExpectedQuorum = {
  /** 'expected': those who said they come suffice. 'impossible': not even if all without a reply came. */
  readonly state: 'expected' | 'uncertain' | 'impossible'
  /** By those who said that they come. */
  readonly certain: Quorum
  /** The first is 'number'; each other bears the name of its class. */
  readonly limbs: readonly ExpectedLimb[]
  /** Null where none is needed, or none is left. */
  readonly cure: Cure | null
}

/**
 * What quorum the replies lead one to expect, limb by limb, by the same rule that will
 * judge the meeting (R-TOR-3, R-TOR-5). Who has not replied is not counted on; participants
 * are in no seat and never count (R-TOR-14); deputies count where the rule lets them (R-TOR-4).
 */
export function expectedQuorum(facts: ExpectationFacts): ExpectedQuorum {
  const coming = presencesExpected(facts)
  const judge = (more: readonly Candidate[]): Quorum =>
    quorumOf({
      terms: facts.terms,
      seats: facts.seats,
      holdings: facts.holdings,
      presences: [...coming, ...more.map(({ person }) => asPresent(facts, person))],
      ...(facts.out ? { excluded: facts.out } : {}),
      ...(facts.stated ? { stated: facts.stated } : {}),
    })
  const certain = judge([])
  const candidates = candidatesAmong(facts, judge)
  const possible = judge(candidates.filter(({ why }) => why === 'no reply'))
  return {
    state: certain.quorate ? 'expected' : possible.quorate ? 'uncertain' : 'impossible',
    certain,
    limbs: certain.limbs.map((limb, at) => ({
      name: limb.name,
      required: limb.required,
      certain: limb.present,
      possible: possible.limbs[at]?.present ?? limb.present,
      short: Math.max(0, limb.required - limb.present),
    })),
    cure: certain.quorate ? null : cureFrom(facts, candidates, judge),
  }
}

/** The attendance there would be if everybody did what they said. */
function presencesExpected(facts: ExpectationFacts): Presence[] {
  return facts.replies.flatMap(reply => {
    if (reply.answer === 'apologies') return []
    if (reply.answer !== 'deputy')
      return [{ ...asPresent(facts, reply.person), remote: reply.answer === 'remote' }]
    if (reply.deputy === undefined || reply.deputySeat === undefined) return []
    return [
      {
        person: reply.deputy,
        seat: reply.deputySeat,
        deputisingFor: reply.person,
        remote: reply.deputyRemote ?? false,
      },
    ]
  })
}

const asPresent = ({ holdings, seats }: Membership, person: string): Presence => ({
  person,
  seat: votingSeatsOf({ holdings, seats }, person)[0]?.id ?? null,
  remote: false,
})

type Membership = { readonly seats: readonly Seat[]; readonly holdings: readonly Holding[] }

const votingSeatsOf = ({ seats, holdings }: Membership, person: string): Seat[] =>
  seats.filter(
    seat =>
      seat.voting &&
      holdings.some(holding => holding.person === person && holding.seat === seat.id),
  )

type Judge = (more: readonly Candidate[]) => Quorum

/** Members who are not counted as things stand, those without a reply first. */
function candidatesAmong(facts: ExpectationFacts, judge: Judge): Candidate[] {
  const replies = new Map(facts.replies.map(reply => [reply.person, reply]))
  const deputies = facts.stated?.deputies ?? facts.terms.deputies
  const before = judge([])
  const members = [...new Set(facts.holdings.map(({ person }) => person))].filter(
    person => votingSeatsOf(facts, person).length > 0 && !facts.out?.has(person),
  )
  const candidates = members.flatMap((person): Candidate[] => {
    const reply = replies.get(person)
    const could = { person, mayDeputise: mayDeputise(deputies, votingSeatsOf(facts, person)) }
    if (reply === undefined) return [{ ...could, why: 'no reply' }]
    if (reply.answer === 'apologies') return [{ ...could, why: 'apologies' }]
    const candidate: Candidate = { ...could, why: 'does not count so' }
    // Remote where the terms do not count it, or by a deputy whom they do not count.
    return judge([candidate]).present > before.present ? [candidate] : []
  })
  const rank = { 'no reply': 0, apologies: 1, 'does not count so': 1 }
  return candidates.toSorted((one, other) => rank[one.why] - rank[other.why])
}

/** Beyond so many sets the page is not kept waiting to learn whether one alone would do. */
const SETS_TO_TRY = 200

/**
 * The smallest sets of members whose coming would make the meeting quorate: first among
 * those who have not replied, and only where all of them would not do among the others too.
 */
function cureFrom(facts: ExpectationFacts, all: readonly Candidate[], judge: Judge): Cure | null {
  const withoutReply = all.filter(({ why }) => why === 'no reply')
  const pool = [withoutReply, all].find(some => judge(some).quorate)
  if (!pool) return null
  const chosen = smallestAmong(facts, pool, judge)
  const fresh = chosen.filter(({ why }) => why === 'no reply').length
  const alike = setsOf(pool, chosen.length, SETS_TO_TRY)?.filter(
    set => set.filter(({ why }) => why === 'no reply').length === fresh && judge(set).quorate,
  )
  const { limbs } = judge([])
  return {
    size: chosen.length,
    withoutReply: fresh,
    only: alike?.length === 1 ? chosen.map(({ person }) => person) : null,
    needs: facts.terms.limbs.flatMap((limb, at) => {
      // The first is the number.
      const now = limbs[at + 1]
      if (now === undefined || now.met) return []
      return {
        limb: limb.class,
        short: now.required - now.present,
        of: 'members' in limb ? ('members' as const) : ('organisations' as const),
        candidates: pool
          .filter(candidate => isOfClass(facts, candidate, limb))
          .map(({ person }) => person),
      }
    }),
    candidates: pool,
  }
}

const isOfClass = (facts: Membership, { person }: Candidate, limb: QuorumLimb) =>
  votingSeatsOf(facts, person).some(seat => seat.class === limb.class)

/** Members in several classes are tried in every combination; no body has more of them than this. */
const IN_SEVERAL_CLASSES = 8

/**
 * A smallest set out of a pool that suffices as a whole, those named first preferred. Members
 * of several classes that are short are tried in every combination; for the rest, each limb is
 * cured by itself with the fewest, and the number is then made up.
 */
function smallestAmong(
  facts: ExpectationFacts,
  pool: readonly Candidate[],
  judge: Judge,
): Candidate[] {
  const { limbs } = judge([])
  const shortLimbs = facts.terms.limbs.flatMap((limb, at) =>
    limbs[at + 1]?.met === false ? [{ limb, place: at + 1 }] : [],
  )
  const placesOf = ({ person }: Candidate) =>
    new Set(
      votingSeatsOf(facts, person)
        .filter(seat => shortLimbs.some(({ limb }) => limb.class === seat.class))
        .map(seat => `${seat.class}\n${seat.organisation}`),
    )
  const several = pool.filter(candidate => placesOf(candidate).size > 1)
  const single = pool.filter(candidate => !several.includes(candidate))
  let best: Candidate[] | null = null
  for (const first of subsetsOf(several.slice(0, IN_SEVERAL_CLASSES))) {
    const chosen = [...first]
    for (const { limb, place } of shortLimbs)
      chosen.push(...fewestForLimb(facts, limb, place, chosen, single, judge))
    // What a limb did not need may still be needed for the number, or where a limb could not be
    // cured by members of one class alone.
    const rest = pool.filter(candidate => !chosen.includes(candidate))
    while (!judge(chosen).quorate && rest.length > 0) chosen.push(rest.shift() as Candidate)
    if (judge(chosen).quorate && isBetter(chosen, best)) best = chosen
  }
  return best ?? [...pool]
}

const isBetter = (one: readonly Candidate[], other: readonly Candidate[] | null) => {
  if (other === null) return true
  const fresh = (set: readonly Candidate[]) => set.filter(({ why }) => why === 'no reply').length
  return one.length === other.length ? fresh(one) > fresh(other) : one.length < other.length
}

/** The fewest members of a limb's class who cure it, beside those already chosen. */
function fewestForLimb(
  facts: ExpectationFacts,
  limb: QuorumLimb,
  place: number,
  chosen: readonly Candidate[],
  single: readonly Candidate[],
  judge: Judge,
): Candidate[] {
  const shortOf = (more: readonly Candidate[]) => {
    const now = judge([...chosen, ...more]).limbs[place]
    return now ? Math.max(0, now.required - now.present) : 0
  }
  const able = single.filter(candidate => isOfClass(facts, candidate, limb))
  const short = shortOf([])
  if (short === 0) return []
  if ('members' in limb) return able.slice(0, short)
  // By organisation: those that want the fewest members first.
  const organisationOf = ({ person }: Candidate) =>
    votingSeatsOf(facts, person).find(seat => seat.class === limb.class)?.organisation ?? null
  const cures = [...new Set(able.map(organisationOf))].flatMap(organisation => {
    const own = able.filter(candidate => organisationOf(candidate) === organisation)
    const size = own.findIndex((_, at) => shortOf(own.slice(0, at + 1)) < short) + 1
    return size === 0 ? [] : [own.slice(0, size)]
  })
  const asked = (set: readonly Candidate[]) => set.filter(({ why }) => why !== 'no reply').length
  return cures
    .toSorted((one, other) => one.length - other.length || asked(one) - asked(other))
    .slice(0, short)
    .flat()
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const sets: T[][] = [[]]
  for (const item of items) for (const set of [...sets]) sets.push([...set, item])
  return sets
}

/** All sets of so many; undefined where there are more than `most`. */
function setsOf<T>(items: readonly T[], size: number, most: number): T[][] | undefined {
  let count = 1
  for (let at = 0; at < Math.min(size, items.length - size); at++) {
    count = (count * (items.length - at)) / (at + 1)
    if (count > most) return undefined
  }
  const from = (start: number, left: number): T[][] =>
    left === 0
      ? [[]]
      : items
          .slice(start)
          .flatMap((item, at) => from(start + at + 1, left - 1).map(set => [item, ...set]))
  return from(0, size)
}

// ── In words ────────────────────────────────────────────────────────────────

/** 'The meeting is not yet certain to be quorate.' */
export const expectationInWords = ({ state }: Pick<ExpectedQuorum, 'state'>): string =>
  ({
    expected: 'The meeting will be quorate if those come who said so.',
    uncertain: 'The meeting is not yet certain to be quorate.',
    impossible: 'The meeting will not be quorate as things stand.',
  })[state]

/** What is short, a sentence for each limb: 'Fifteen members are coming and seventeen are required: two short.' */
export const shortagesInWords = ({ limbs }: Pick<ExpectedQuorum, 'limbs'>): string[] =>
  limbs
    .filter(({ short }) => short > 0)
    .map(({ name, required, certain, short }) => {
      const what =
        name === 'number'
          ? countOf(certain, 'member is coming', 'members are coming')
          : `of ${name}, ${certain === 0 ? 'none is certain' : countOf(certain, 'is certain', 'are certain')}`
      const wanted = countOf(required, 'is required', 'are required')
      return `${opening(what)} and ${wanted}: ${inWords(short)} short.`
    })

/**
 * Who could cure it, in a sentence or two. Persons are named only where no others would do
 * and none of them has answered already: `nameOf` gives their names.
 */
export function cureInWords(
  { cure, state }: Pick<ExpectedQuorum, 'cure' | 'state'>,
  nameOf: (person: string) => string,
): string {
  if (state === 'expected') return ''
  if (!cure) return 'Not even all the members together would make a quorum: look at the vacancies.'
  const { size, withoutReply, only, candidates } = cure
  const again = size - withoutReply
  const count = (why: 'no reply' | 'other') =>
    candidates.filter(candidate => (candidate.why === 'no reply') === (why === 'no reply')).length
  if (only && again === 0)
    return `${opening(countOf(size, 'reply', 'replies'))} would do, and only ${
      size === 1 ? 'this one' : `these ${inWords(size)}`
    }: ${listed(only.map(nameOf))}.`
  const among = needsInWords(cure)
  const have = (number: number) => (number === 1 ? 'has' : 'have')
  const fresh = count('no reply')
  const freshWords =
    withoutReply === fresh && again > 0
      ? `${fresh === 1 ? 'the one' : fresh === 2 ? 'both' : `all ${inWords(fresh)}`} who ${have(fresh)} not replied`
      : `${inWords(withoutReply)} of the ${inWords(fresh)} who have not replied`
  const deputies = candidates.some(({ why, mayDeputise }) => why !== 'no reply' && mayDeputise)
  const others = candidates.some(({ why }) => why === 'does not count so')
    ? 'sent apologies or would not count as they mean to come'
    : 'sent apologies'
  const againWords = `${inWords(again)} of the ${inWords(count('other'))} who ${others}${
    deputies ? ', or a deputy in the place of one whose seat lets them send one' : ''
  }`
  const who = [withoutReply > 0 ? freshWords : '', again > 0 ? againWords : '']
    .filter(words => words !== '')
    .join(', and ')
  return `${opening(countOf(size, 'more is', 'more are'))} needed: ${who}${among}.`
}

const needsInWords = ({ needs }: Cure): string =>
  needs.length === 0
    ? ''
    : `; among them ${listed(
        needs.map(({ limb, short, of }) =>
          of === 'members'
            ? countOf(short, `${limb} member`)
            : `${limb} members from ${countOf(short, 'more organisation')}`,
        ),
      )}`
