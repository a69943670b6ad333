import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  type AgendaLine,
  agendaChanges,
  agendaNews,
  applyAgendaChanges,
  type PaperLine,
} from './agenda-changes.rules.ts'

const aPaper = (given: Partial<PaperLine> = {}): PaperLine => ({
  id: 'plan',
  title: 'Green Plan refresh',
  kind: 'paper',
  cover: 'c1',
  files: [{ name: 'plan.pdf', hash: 'a' }],
  permission: '',
  permittedOn: null,
  ...given,
})

const anItem = (given: Partial<AgendaLine> = {}): AgendaLine => ({
  id: given.id ?? `item-${given.number ?? '7'}`,
  number: '7',
  title: 'Green Plan',
  section: '',
  purposes: ['endorse'],
  lead: 'Chief Nurse',
  startsAt: null,
  minutes: null,
  summary: '',
  audience: 'public',
  treatments: [],
  papers: [],
  withdrawn: [],
  ...given,
})

const words = (before: readonly AgendaLine[], after: readonly AgendaLine[]) =>
  agendaNews(before, after).map(each => each.words)

const change = (given: Partial<AgendaLine>) =>
  words([anItem()], [anItem({ id: 'item-7', ...given })])

test('an item added, taken off, retitled, led by another or asked for something else is told in words', () => {
  expect(words([], [anItem()])).toEqual(['Item 7, Green Plan, was added.'])
  expect(words([anItem()], [])).toEqual(['Item 7, Green Plan, was taken off the agenda.'])
  expect(change({ title: 'The Green Plan' })).toEqual([
    'Item 7 is now called “The Green Plan”; it was “Green Plan”.',
  ])
  expect(change({ lead: 'Chief Finance Officer' })).toEqual([
    'Item 7, Green Plan, is now led by Chief Finance Officer; it was to be led by Chief Nurse.',
  ])
  expect(change({ purposes: ['note', 'discuss'] })).toEqual([
    'Item 7, Green Plan, now asks the meeting to note and discuss; it was to endorse.',
  ])
})

test('an item that becomes private is told to members, and to the public only by what it knew', () => {
  expect(change({ audience: 'private' })).toEqual([
    'Item 7, Green Plan, is now to be taken in private.',
  ])
  expect(agendaNews([anItem()], [], new Map([['item-7', '9']])).map(each => each.words)).toEqual([
    'Item 7, Green Plan, is now to be taken in private, as item 9.',
  ])
})

test('items that only have other numbers, because one came before them, are told of in one sentence', () => {
  const before = ['1', '2', '3', '4'].map(number =>
    anItem({ id: `i${number}`, number, title: `Item of ${number}` }),
  )
  const [one, two, three, four] = before as [AgendaLine, AgendaLine, AgendaLine, AgendaLine]
  const after = [
    one,
    anItem({ id: 'new', number: '2', title: 'Winter plan' }),
    { ...two, number: '3' },
    { ...three, number: '4' },
    { ...four, number: '5' },
  ]
  expect(words(before, after)).toEqual([
    'Item 2, Winter plan, was added.',
    'Items 2 to 4 are now items 3 to 5.',
  ])
})

test('an item that moved is told of once, and those it passed in one sentence', () => {
  const before = ['1', '2', '3', '4'].map(number =>
    anItem({ id: `i${number}`, number, title: `Subject ${number}` }),
  )
  const [one, two, three, four] = before as [AgendaLine, AgendaLine, AgendaLine, AgendaLine]
  const after = [one, { ...four, number: '2' }, { ...two, number: '3' }, { ...three, number: '4' }]
  expect(words(before, after)).toEqual([
    'Subject 4 has moved: it is now item 2; it was item 4.',
    'Items 2 to 3 are now items 3 to 4.',
  ])
})

test('a deferred item is told of with the meeting and the reason, and its papers not one by one', () => {
  expect(
    words(
      [anItem({ papers: [aPaper()] })],
      [
        anItem({
          treatments: [
            {
              kind: 'deferred',
              words: 'Deferred to the meeting of 13 June 2025',
              reason: 'The figures are not ready.',
              about: 'elsewhere',
            },
          ],
        }),
      ],
    ),
  ).toEqual([
    'Item 7, Green Plan, is deferred to the meeting of 13 June 2025: The figures are not ready.',
  ])
})

test('an item taken with another is not told of again because the other has another number now', () => {
  const together = (number: string) =>
    anItem({
      treatments: [
        {
          kind: 'taken with',
          words: `Taken with item ${number}`,
          reason: 'One subject',
          about: 'x',
        },
      ],
    })
  expect(words([together('5')], [together('6')])).toEqual([])
})

test('papers that come, come late with permission, are replaced and are withdrawn are each told of', () => {
  const item = (papers: readonly PaperLine[], more: Partial<AgendaLine> = {}) => [
    anItem({ papers, ...more }),
  ]
  const late = aPaper({
    kind: 'late',
    permission: 'the chair, because the figures came on the 7th',
    permittedOn: day('2025-02-10'),
  })
  expect(words(item([]), item([late]))).toEqual([
    '“Green Plan refresh” came late under item 7, let in on 10 February 2025: the chair, because the figures came on the 7th.',
  ])
  expect(words(item([aPaper({ kind: 'to follow', files: [] })]), item([aPaper()]))).toEqual([
    '“Green Plan refresh”, which was to follow, has come under item 7.',
  ])
  expect(
    words(
      item([aPaper()]),
      item([
        aPaper({ files: [{ name: 'plan.pdf', hash: 'b', because: 'Two figures were wrong.' }] }),
      ]),
    ),
  ).toEqual([
    '“Green Plan refresh” under item 7 was replaced by a new copy: Two figures were wrong.',
  ])
  expect(
    words(
      item([aPaper()]),
      item([], {
        withdrawn: [
          {
            id: 'plan',
            title: 'Green Plan refresh',
            on: day('2025-02-11'),
            reason: 'Sent in error.',
          },
        ],
      }),
    ),
  ).toEqual(['“Green Plan refresh” was withdrawn under item 7: Sent in error.'])
})

// ── For any two agendas ─────────────────────────────────────────────────────

const text = fc.constantFrom('', 'a', 'b', 'c')
const paper = fc.record({
  id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
  title: fc.constantFrom('A', 'B'),
  kind: fc.constantFrom('paper', 'late', 'supplementary', 'to follow'),
  cover: text,
  files: fc.array(fc.record({ name: text, hash: fc.constantFrom('x', 'y', 'z') }), {
    maxLength: 2,
  }),
  permission: text,
  permittedOn: fc.constantFrom(null, day('2025-02-10')),
}) satisfies fc.Arbitrary<PaperLine>
const line = fc.record({
  id: fc.constantFrom('i1', 'i2', 'i3', 'i4', 'i5', 'i6'),
  number: fc.constantFrom('1', '2', '3', '4', '5a'),
  title: fc.constantFrom('A', 'B'),
  section: text,
  purposes: fc.subarray(['note', 'approve']),
  lead: text,
  startsAt: fc.constantFrom(null, '10:00'),
  minutes: fc.constantFrom(null, 5, 10),
  summary: text,
  audience: fc.constantFrom('public', 'private'),
  treatments: fc.array(
    fc.record({
      kind: fc.constantFrom('withdrawn', 'deferred', 'urgent'),
      words: fc.constantFrom('Withdrawn', 'Deferred'),
      reason: text,
      about: fc.constantFrom(null, 'elsewhere'),
    }),
    { maxLength: 2 },
  ),
  papers: fc.uniqueArray(paper, { selector: ({ id }) => id, maxLength: 4 }),
  withdrawn: fc.constant([]),
}) satisfies fc.Arbitrary<AgendaLine>
const agenda = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 6 })

test('what changed between any two agendas, applied to the first, gives the second', () => {
  fc.assert(
    fc.property(agenda, agenda, (before, after) => {
      expect(applyAgendaChanges(before, agendaChanges(before, after))).toEqual(after)
    }),
    { numRuns: 500 },
  )
})

test('between an agenda and itself nothing changed, and nothing is told', () => {
  fc.assert(
    fc.property(agenda, same => {
      expect(agendaChanges(same, structuredClone(same))).toEqual([])
      expect(agendaNews(same, structuredClone(same))).toEqual([])
    }),
  )
})

test('every sentence is whole, and no two agendas that a reader tells apart are passed over', () => {
  fc.assert(
    fc.property(agenda, agenda, (before, after) => {
      const told = agendaNews(before, after)
      for (const each of told) expect(each.words).toMatch(/^\S.*\.$/)
      const titles = (lines: readonly AgendaLine[]) =>
        lines.map(({ id, number, title, audience }) => [id, number, title, audience])
      if (JSON.stringify(titles(before)) !== JSON.stringify(titles(after)))
        expect(told.length).toBeGreaterThan(0)
    }),
  )
})
