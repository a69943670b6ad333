import { expect, test } from 'vitest'
import type { RoomFact } from './proceedings.rules.ts'
import { replay } from './replay.rules.ts'
import { aSetting, memberLine } from './replay.samples.ts'
import { scriptFor } from './room-script.rules.ts'
import { logOf } from './room-words.rules.ts'

const setting = aSetting(4)
let minute = 0
type Happening = RoomFact extends infer Fact
  ? Fact extends RoomFact
    ? Omit<Fact, 'id' | 'at' | 'kept'>
    : never
  : never
const fact = (event: Happening, id = `fact ${minute}`): RoomFact =>
  ({
    id,
    at: new Date(Date.UTC(2025, 1, 14, 10, minute++)),
    kept: false,
    ...event,
  }) as RoomFact
const arrives = (person: string) =>
  fact({ kind: 'arrived', person, line: memberLine(person), reason: '' })

const script = (facts: readonly RoomFact[]) => {
  const state = replay(setting, facts)
  const names = {
    nameOf: setting.nameOf,
    items: setting.items,
    motions: state.motions,
    votes: state.votes,
  }
  return { said: scriptFor(state, names, false), log: logOf(facts, names) }
}

const three = [
  arrives('m1'),
  arrives('m2'),
  arrives('m3'),
  fact({ kind: 'took the chair', person: 'm1', as: 'elected for the meeting' }),
]

test('before the opening the chair can say whether the meeting is quorate, and open it', () => {
  expect(script(three).said).toEqual([
    'The meeting is quorate: 3 present, 2 required.',
    'I declare the meeting open.',
  ])
})

test('a quorum that was lost is said with what it means, and no formal question is hidden by it', () => {
  const { said } = script([
    ...three,
    fact({ kind: 'opened' }),
    fact({ kind: 'left', person: 'm2', reason: '' }),
    fact({ kind: 'left', person: 'm3', reason: '' }),
  ])
  expect(said[0]).toMatch(/^The meeting is not quorate\. One member is present/)
  expect(said[1]).toMatch(/^Until it is, we decide nothing formal/)
})

test('a motion is read with who moved it, asked in the words of its method, and its result said', () => {
  const facts = [
    ...three,
    fact({ kind: 'opened' }),
    fact({ kind: 'item begun', item: 'item 1' }),
    fact(
      {
        kind: 'motion put',
        item: 'item 1',
        verb: 'approve',
        text: 'the plan',
        forBody: '',
        mover: 'm2',
        seconder: null,
        amends: null,
        wouldRead: 'the plan',
      },
      'motion',
    ),
    fact({ kind: 'vote opened', motion: 'motion', method: 'show of hands' }, 'vote'),
  ]
  expect(script(facts).said.slice(1)).toEqual([
    `Before the meeting is the motion to approve: the plan. It was moved by ${setting.nameOf('m2')}.`,
    'Those for, please show. Those against. Those abstaining.',
  ])
  const closed = fact({
    kind: 'vote closed',
    vote: 'vote',
    votes: { for: 2, against: 1, abstain: 0 },
    castingVote: null,
    agreed: true,
  })
  expect(script([...facts, closed]).said.at(-1)).toBe('Carried: 2 for, 1 against, 0 abstaining.')
})

test('the log tells the newest first, with what was taken back and the time first noted', () => {
  const left = fact({ kind: 'left', person: 'm3', reason: '' }, 'left')
  const { log } = script([
    ...three,
    left,
    fact({ kind: 'taken back', fact: 'left', reason: 'it was somebody else' }),
    fact({
      kind: 'time amended',
      fact: three[0]?.id ?? '',
      to: new Date('2025-02-14T09:55:00Z'),
      reason: '',
    }),
  ])
  expect(log[0]).toMatchObject({ fact: 'left', takenBack: 'it was somebody else' })
  expect(log.at(-1)).toMatchObject({
    fact: three[0]?.id,
    at: new Date('2025-02-14T09:55:00Z'),
    amendedFrom: three[0]?.at,
  })
})
