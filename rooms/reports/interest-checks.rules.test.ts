import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  type InterestAnswer,
  type InterestFinding,
  minutedFindings,
  partyFindings,
  type Registered,
  reasonsNotToAnswer,
  sharedFindings,
  sorted,
  undeclaredFindings,
} from './interest-checks.rules.ts'

const body = { id: 'board', slug: 'board' }
const nameOf = (person: string) => person
const today = day('2025-07-01')

test('R-COI-3, R-COI-5: who has made no return is found once their 28 days are over, by the post held longest', () => {
  const found = (
    since: string | null,
    declared: readonly string[] = [],
    blank: readonly string[] = [],
  ) =>
    undeclaredFindings({
      body,
      posts: [
        { person: 'Nurse', since: since === null ? null : day(since) },
        { person: 'Nurse', since: day('2025-06-30') },
      ],
      declared: new Set(declared),
      blank: new Set(blank),
      nameOf,
      today,
    }).map(({ why }) => why)
  expect(found('2025-06-03')).toEqual([])
  expect(found('2025-06-02')).toEqual([
    'In post since 2 June 2025, so a return was due by 30 June 2025. There is none.',
  ])
  expect(found(null)).toHaveLength(1)
  expect(found('2020-01-01', [], ['Nurse'])[0]).toContain('which is not a nil return')
  // A nil return is one: what it says is not asked.
  expect(found('2020-01-01', ['Nurse'])).toEqual([])
})

test('two people with an interest in one organisation are found together, whatever it was called', () => {
  const names = [{ key: 'trust', name: 'Moorland and Vale NHS Trust' }]
  const named = [
    { interest: '1', person: 'Nurse', names },
    { interest: '2', person: 'Nurse', names },
    { interest: '3', person: 'Doctor', names },
    { interest: '4', person: 'Doctor', names: [{ key: 'larkspur', name: 'Larkspur' }] },
  ]
  expect(sharedFindings({ body, named, nameOf, textOf: id => `line ${id}` })).toMatchObject([
    {
      about: 'shared/trust',
      people: ['Doctor', 'Nurse'],
      what: 'Moorland and Vale NHS Trust',
      why: 'Doctor: “line 3”; Nurse: “line 1”.',
    },
  ])
})

test('what was declared at a meeting is met in the register in other words, and found where it is not', () => {
  const line = (description: string, spec: Partial<Registered> = {}): Registered => ({
    person: 'Nurse',
    description,
    sensitive: false,
    names: [],
    ...spec,
  })
  const missing = (interest: string, ...register: readonly Registered[]) =>
    minutedFindings({
      body,
      minuted: [
        {
          id: 'said',
          slug: '2025-06-01',
          day: day('2025-06-01'),
          number: '5',
          person: 'Nurse',
          interest,
          names: interest.includes('Larkspur') ? ['larkspur'] : [],
        },
      ],
      register,
      nameOf,
    }).length === 1
  expect(missing('Sits on the board of Larkspur', line('Governor', { names: ['larkspur'] }))).toBe(
    false,
  )
  expect(missing('She is a trustee of a hospice', line('Trustee of a hospice, unpaid'))).toBe(false)
  expect(missing('Shares in a pharmacy company', line('Trustee of a hospice'))).toBe(true)
  expect(missing('Trustee of a hospice', line('Trustee of a hospice', { person: 'Doctor' }))).toBe(
    true,
  )
  // Of one that is sensitive the minutes say only that there is one (R-COI-12).
  expect(missing('An interest', line('Lives in a refuge', { sensitive: true }))).toBe(false)
  expect(missing('An interest', line('Trustee of a hospice'))).toBe(true)
})

test('R-COI-8: an item to come is settled for the meeting, one that was held is put right in its record', () => {
  const passed = (on: string) =>
    partyFindings({
      body,
      passedOver: [
        {
          slug: on,
          day: day(on),
          item: 'i',
          number: '5',
          title: 'Grant',
          person: 'Nurse',
          interest: 'line',
          why: 'The item names Larkspur.',
        },
      ],
      nameOf,
      today,
    })[0]?.mend.href
  expect(passed('2025-07-01')).toBe(
    '/work/meetings/board/2025-07-01/conflicts/i/Nurse/interest-line',
  )
  expect(passed('2025-06-30')).toBe('/work/meetings/board/2025-06-30/declarations')
})

test('an answer stands for the people whom it was given for, until it is taken back', () => {
  const finding = (people: readonly string[]): InterestFinding => ({
    check: 'shared',
    about: 'shared/trust',
    people,
    what: 'The trust',
    why: '',
    mend: { href: '', text: '' },
  })
  const answer = (outcome: InterestAnswer['outcome'], people: readonly string[]) => ({
    about: 'shared/trust',
    people,
    outcome,
    word: 'Both sit there for us',
    on: today,
    by: null,
  })
  const open = (people: readonly string[], ...answers: readonly InterestAnswer[]) =>
    sorted([finding(people)], answers).open.length === 1
  const given = answer('no fault', ['Doctor', 'Nurse'])
  expect(open(['Doctor', 'Nurse'])).toBe(true)
  expect(open(['Doctor', 'Nurse'], given)).toBe(false)
  expect(open(['Doctor', 'Midwife', 'Nurse'], given)).toBe(true)
  expect(open(['Doctor', 'Nurse'], given, answer('taken back', ['Doctor', 'Nurse']))).toBe(true)

  const codes = (
    answers: readonly InterestAnswer[],
    outcome: InterestAnswer['outcome'],
    word: string,
    about = 'shared/trust',
  ) =>
    reasonsNotToAnswer(sorted([finding(['Doctor', 'Nurse'])], answers), {
      about,
      outcome,
      word,
    }).map(({ code }) => code)
  expect(codes([], 'no fault', 'They sit there for us')).toEqual([])
  expect(codes([], 'no fault', ' ')).toEqual(['word-missing'])
  expect(codes([given], 'no fault', 'Again')).toEqual(['answered-meanwhile'])
  expect(codes([given], 'taken back', 'One has left')).toEqual([])
  expect(codes([], 'taken back', 'One has left')).toEqual(['answered-meanwhile'])
  expect(codes([], 'no fault', 'Why?', 'shared/other')).toEqual(['not-found-any-more'])
})
