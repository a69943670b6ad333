import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Handling } from './declaration.rules.ts'
import type { Choice, RoomFact } from './proceedings.rules.ts'
import { replay } from './replay.rules.ts'
import { aFact, arrival, aSetting, comingBack, departure, otherLine } from './replay.samples.ts'

// The room told a second time, by somebody who knows nothing of the first telling: a big
// board with a peg for each person, moved minute by minute.

const MEMBERS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'] as const
const EVERYBODY = [...MEMBERS, 'guest'] as const
const ITEMS = ['item 1', 'item 2', 'item 3'] as const
const LAST = 90
const isDoctor = (person: string) => person === 'm1' || person === 'm2'

type Move = { minute: number; person: string; what: 'comes' | 'goes' | 'comes back' }
type Cast = { minute: number; person: string; choice: Choice }
type Shutting = { minute: number; shuts: boolean }
type Recusal = { person: string; item: string; handling: Handling }
type Story = { moves: Move[]; casts: Cast[]; recusals: Recusal[]; shutting: Shutting[] }

const minute = fc.integer({ min: 1, max: LAST - 1 })
const member = fc.constantFrom(...MEMBERS)
const stories: fc.Arbitrary<Story> = fc.record({
  moves: fc.array(
    fc.record({
      minute: fc.integer({ min: -20, max: LAST - 1 }),
      person: fc.constantFrom(...EVERYBODY),
      what: fc.constantFrom('comes', 'comes', 'comes', 'goes', 'comes back'),
    }),
    { minLength: 4, maxLength: 30 },
  ),
  casts: fc.array(
    fc.record({
      minute,
      person: fc.constantFrom(...EVERYBODY),
      choice: fc.constantFrom<Choice>('for', 'for', 'against', 'abstain'),
    }),
    { maxLength: 40 },
  ),
  recusals: fc.array(
    fc.record({
      person: member,
      item: fc.constantFrom(...ITEMS),
      handling: fc.constantFrom<Handling>(
        'note and stay',
        'speak, no vote',
        'leave for the item',
        'not attend',
      ),
    }),
    { maxLength: 4 },
  ),
  shutting: fc.array(fc.record({ minute, shuts: fc.boolean() }), { maxLength: 5 }),
})

/** Item 1 is in hand from 0 to 30, item 2 to 60, item 3 to 90; each is voted on from its 10th to its 20th minute. */
const itemAt = (at: number) => ITEMS[Math.floor(at / 30)]
const voteAt = (at: number) => (at % 30 >= 10 && at % 30 < 20 ? itemAt(at) : undefined)

/** Every fact has an instant of its own: the minute, and its place in the story. */
const instantIn = (at: number, place: number) =>
  new Date(Date.UTC(2025, 1, 14, 10, at, 0) + 1000 + place * 100)
const onTheMinute = (at: number) => new Date(Date.UTC(2025, 1, 14, 10, at, 0))

function factsOf({ moves, casts, shutting }: Story): RoomFact[] {
  const facts: RoomFact[] = [aFact(onTheMinute(0), { kind: 'opened' })]
  for (const [place, { minute: at, person, what }] of moves.entries()) {
    const when = instantIn(at, place)
    if (what === 'comes')
      facts.push(arrival(when, person === 'guest' ? otherLine('guest', 'in attendance') : person))
    else facts.push(what === 'goes' ? departure(when, person) : comingBack(when, person))
  }
  for (const [at, item] of ITEMS.entries()) {
    const [from, motion, vote] = [at * 30, `motion ${item}`, `vote ${item}`]
    facts.push(
      aFact(onTheMinute(from), { kind: 'item begun', item }),
      aFact(
        onTheMinute(from + 1),
        {
          kind: 'motion put',
          item,
          verb: 'approve',
          text: 'The plan.',
          forBody: '',
          mover: null,
          seconder: null,
          amends: null,
          wouldRead: 'The plan.',
        },
        motion,
      ),
      aFact(onTheMinute(from + 10), { kind: 'vote opened', motion, method: 'recorded' }, vote),
      aFact(onTheMinute(from + 20), {
        kind: 'vote closed',
        vote,
        votes: null,
        castingVote: null,
        agreed: true,
      }),
    )
  }
  for (const [place, { minute: at, person, choice }] of casts.entries())
    facts.push(
      aFact(instantIn(at, 100 + place), {
        kind: 'vote cast',
        vote: `vote ${itemAt(at)}`,
        person,
        choice,
      }),
    )
  for (const [place, { minute: at, shuts }] of shutting.entries())
    facts.push(
      aFact(
        instantIn(at, 200 + place),
        shuts
          ? {
              kind: 'public excluded',
              items: ['item 1'],
              resolution: 'That the public leave.',
              mover: null,
              seconder: null,
            }
          : { kind: 'public readmitted' },
      ),
    )
  return facts
}

type ByTheBoard = {
  /** At the end of each minute from 0 on: who counts, and whether the public is out. */
  counted: Map<number, string[]>
  excluded: Map<number, boolean>
  outcomes: Map<
    string,
    { electorate: string[]; for: number; against: number; abstain: number; carried: boolean | null }
  >
}

function byTheBoard({ moves, casts, recusals, shutting }: Story): ByTheBoard {
  const pegs: Record<string, 'outside' | 'inside' | 'gone'> = {}
  for (const person of EVERYBODY) pegs[person] = 'outside'
  const has = (person: string, item: string | undefined, ...handlings: Handling[]) =>
    recusals.some(
      each => each.person === person && each.item === item && handlings.includes(each.handling),
    )
  const result: ByTheBoard = { counted: new Map(), excluded: new Map(), outcomes: new Map() }
  let shut = false
  let slips: Record<string, Choice> = {}
  for (let at = -20; at < LAST; at++) {
    // What stands on the minute comes before what happens in it.
    if (at >= 0 && at % 30 === 20) {
      const item = ITEMS[(at - 20) / 30] ?? ''
      const inside = MEMBERS.filter(person => pegs[person] === 'inside')
      const quorum = inside.filter(person => !has(person, item, 'leave for the item', 'not attend'))
      const electorate = quorum.filter(person => !has(person, item, 'speak, no vote'))
      const tally = { for: 0, against: 0, abstain: 0 }
      for (const person of electorate) {
        const slip = slips[person]
        if (slip) tally[slip] += 1
      }
      const quorate = quorum.length >= 3 && quorum.some(isDoctor)
      result.outcomes.set(item, {
        electorate,
        ...tally,
        carried: quorate ? tally.for > electorate.length / 2 : null,
      })
    }
    if (at >= 0 && at % 30 === 10) slips = {}
    for (const move of moves.filter(each => each.minute === at)) {
      const peg = pegs[move.person]
      if (move.what === 'comes' && peg !== 'inside') pegs[move.person] = 'inside'
      if (move.what === 'goes' && peg === 'inside') pegs[move.person] = 'gone'
      if (move.what === 'comes back' && peg === 'gone') pegs[move.person] = 'inside'
    }
    for (const cast of casts.filter(each => each.minute === at))
      if (
        voteAt(at) !== undefined &&
        cast.person !== 'guest' &&
        pegs[cast.person] === 'inside' &&
        !has(cast.person, itemAt(at), 'leave for the item', 'not attend', 'speak, no vote')
      )
        slips[cast.person] = cast.choice
    for (const each of shutting.filter(({ minute: on }) => on === at)) shut = each.shuts
    if (at < 0) continue
    result.counted.set(
      at,
      MEMBERS.filter(
        person =>
          pegs[person] === 'inside' && !has(person, itemAt(at), 'leave for the item', 'not attend'),
      ),
    )
    result.excluded.set(at, shut)
  }
  return result
}

const settingOf = ({ recusals }: Story) =>
  aSetting(MEMBERS.length, {
    classOf: person => (isDoctor(person) ? 'clinician' : 'member'),
    limbs: [{ class: 'clinician', members: 1 }],
    declared: recusals,
  })

test('R-COI-8, R-TOR-7: quorum, electorate and result by item are those of a board with a peg for each person, moved minute by minute', () => {
  fc.assert(
    fc.property(stories, story => {
      const expected = byTheBoard(story)
      const facts = factsOf(story)
      const setting = settingOf(story)
      for (let at = 0; at < LAST; at += 7) {
        const state = replay(setting, facts, new Date(onTheMinute(at + 1).getTime() - 1))
        const counted = expected.counted.get(at) ?? []
        // Where nobody ever came there is nothing to judge; else the board and the replay agree.
        if (state.quorumForItem) {
          expect(state.quorumForItem.present).toBe(counted.length)
          expect(state.quorumForItem.quorate).toBe(counted.length >= 3 && counted.some(isDoctor))
        } else expect(counted).toEqual([])
        expect(state.publicExcluded).toBe(expected.excluded.get(at))
      }
      for (const vote of replay(setting, facts).votes) {
        const { electorate, carried, ...tally } = expected.outcomes.get(vote.item) ?? {
          electorate: [],
          carried: null,
        }
        expect([...vote.electorate].sort()).toEqual(electorate)
        expect(vote.result).toBe(carried === null ? null : carried ? 'carried' : 'lost')
        if (carried !== null) expect(vote.votes).toEqual(tally)
        else expect(vote.status).toBe('void')
      }
    }),
    { numRuns: 150 },
  )
})

test('the state of the room is a function of the set of facts: told in any order it is the same', () => {
  fc.assert(
    fc.property(
      stories.chain(story => {
        const facts = factsOf(story)
        return fc.record({
          story: fc.constant(story),
          facts: fc.constant(facts),
          shuffled: fc.shuffledSubarray(facts, {
            minLength: facts.length,
            maxLength: facts.length,
          }),
        })
      }),
      ({ story, facts, shuffled }) => {
        expect(replay(settingOf(story), shuffled)).toEqual(replay(settingOf(story), facts))
      },
    ),
    { numRuns: 100 },
  )
})

test('the lines of the quorum lost and regained cover the sitting without a gap and never say the same twice running', () => {
  fc.assert(
    fc.property(stories, story => {
      const { quorumSpans, openedAt } = replay(settingOf(story), factsOf(story))
      for (const [at, span] of quorumSpans.entries()) {
        const before = quorumSpans[at - 1]
        if (before) {
          expect(before.to).toEqual(span.from)
          expect(before.quorate).not.toBe(span.quorate)
        } else if (openedAt && span.from) expect(span.from >= openedAt).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})
