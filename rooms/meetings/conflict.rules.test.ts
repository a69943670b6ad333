import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { type Holding, type QuorumTerms, quorumOf, type Seat } from '../bodies/quorum.rules.ts'
import {
  expectedOut,
  expectedSilent,
  reasonsNotToSettle,
  type SettledConflict,
  withheldFrom,
  withholds,
} from './conflict.rules.ts'
import { suggestConflicts } from './conflict-matching.rules.ts'
import { type Handling, handlings, outOfItem, withoutVote } from './declaration.rules.ts'
import { expectedQuorum } from './expected-quorum.rules.ts'

const CLASSES = ['council', 'trust', 'voluntary'] as const
const ITEMS = ['1', '2', '3']

/** A body, who comes, and who is settled to be how at which item. */
const bodies = fc
  .record({
    classes: fc.array(fc.constantFrom(...CLASSES), { minLength: 1, maxLength: 9 }),
    divisor: fc.integer({ min: 2, max: 3 }),
    limb: fc.constantFrom(...CLASSES),
    wanted: fc.integer({ min: 0, max: 2 }),
  })
  .chain(spec =>
    fc.record({
      spec: fc.constant(spec),
      comes: fc.array(fc.constantFrom('in person', 'remote', 'apologies', 'none'), {
        minLength: spec.classes.length,
        maxLength: spec.classes.length,
      }),
      settled: fc.array(
        fc.record({
          item: fc.constantFrom(...ITEMS),
          person: fc.nat(spec.classes.length - 1).map(at => `m${at}`),
          kind: fc.constantFrom('proposed' as const, 'decided' as const, 'dismissed' as const),
          chosen: fc.constantFrom(...handlings),
          withhold: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
    }),
  )

const asSettled = (
  rows: readonly {
    item: string
    person: string
    kind: SettledConflict['kind']
    chosen: Handling
    withhold: boolean
  }[],
): SettledConflict[] =>
  rows.map(({ item, person, kind, chosen, withhold }) => ({
    item,
    person,
    kind,
    handling: kind === 'dismissed' ? null : chosen,
    withholdPapers: kind !== 'dismissed' && withholds(chosen, withhold),
  }))

test('the quorum expected at an item, who has a vote and whose papers are withheld agree with counting heads', () => {
  fc.assert(
    fc.property(bodies, ({ spec, comes, settled: rows }) => {
      const seats: Seat[] = spec.classes.map((kind, at) => ({
        id: `s${at}`,
        class: kind,
        organisation: null,
        min: 1,
        max: 1,
        voting: true,
        deputies: false,
      }))
      const holdings: Holding[] = seats.map((seat, at) => ({ seat: seat.id, person: `m${at}` }))
      const terms: QuorumTerms = {
        fraction: { numerator: 1, denominator: spec.divisor },
        limbs: spec.wanted === 0 ? [] : [{ class: spec.limb, members: spec.wanted }],
        deputies: 'never',
        remoteCounts: true,
        rule: 'a part of the members',
        citation: '4.1',
      }
      const settled = asSettled(rows)
      for (const item of ITEMS) {
        // By hand: one member after the other, nothing but the rows of this item and person.
        const own = (at: number) =>
          rows.filter(
            row => row.item === item && row.person === `m${at}` && row.kind !== 'dismissed',
          )
        const isOut = (at: number) =>
          own(at).some(({ chosen }) => chosen === 'leave for the item' || chosen === 'not attend')
        const isSilent = (at: number) =>
          isOut(at) || own(at).some(({ chosen }) => chosen === 'speak, no vote')
        const counted = comes.flatMap((how, at) =>
          (how === 'in person' || how === 'remote') && !isOut(at) ? [at] : [],
        )
        const ofClass = counted.filter(at => spec.classes[at] === spec.limb).length
        const required = Math.ceil(spec.classes.length / spec.divisor)

        const expected = expectedQuorum({
          terms,
          seats,
          holdings,
          out: expectedOut(settled, item),
          replies: comes.flatMap((how, at) =>
            how === 'none' ? [] : [{ person: `m${at}`, answer: how as 'in person' }],
          ),
        })
        expect(expected.certain.present).toBe(counted.length)
        expect(expected.certain.quorate).toBe(
          counted.length >= required && (spec.wanted === 0 || ofClass >= spec.wanted),
        )
        for (const person of expected.cure?.candidates ?? [])
          expect(isOut(Number(person.person.slice(1)))).toBe(false)
        const silent = expectedSilent(settled, item)
        for (const at of comes.keys()) {
          expect(silent.has(`m${at}`)).toBe(isSilent(at))
          expect(withheldFrom(settled, `m${at}`).has(item)).toBe(
            own(at).some(
              ({ kind, chosen, withhold }) =>
                kind === 'decided' &&
                (chosen === 'papers withheld' ||
                  (withhold && (chosen === 'leave for the item' || chosen === 'not attend'))),
            ),
          )
        }
        // What is foreseen is what the room will count, once each is declared as it was settled.
        const declared = settled.flatMap(({ handling, kind, ...row }) =>
          handling === null || kind === 'dismissed' ? [] : [{ ...row, handling }],
        )
        expect(outOfItem(declared, item)).toEqual(expectedOut(settled, item))
        expect(withoutVote(declared, item)).toEqual(silent)
      }
    }),
    { numRuns: 60 },
  )
})

// ── From a register and an agenda to the count ──────────────────────────────

const ORGANISATIONS = ['Larkspur Hospice', 'Quietwater Trust', 'Moorgate Pharmacy'] as const
const ON = day('2025-02-14')
type Answered = 'not settled' | 'dismissed' | Handling

/** Who has an interest in what, and until when; what each item names; and how each touching is answered. */
const agendas = fc.record({
  members: fc.integer({ min: 1, max: 6 }),
  register: fc.array(
    fc.record({
      who: fc.nat(5),
      what: fc.constantFrom(...ORGANISATIONS),
      ended: fc.boolean(),
    }),
    { maxLength: 7 },
  ),
  items: fc.array(fc.constantFrom(...ORGANISATIONS, 'Dates of meetings'), {
    minLength: 1,
    maxLength: 4,
  }),
  answers: fc.infiniteStream(fc.constantFrom<Answered>('not settled', 'dismissed', ...handlings)),
})

test('from random registers, agendas and recusals follow the quorum and the votes that a reader counts by hand', () => {
  fc.assert(
    fc.property(agendas, ({ members, register, items, answers }) => {
      const lines = register.filter(({ who }) => who < members)
      const suggested = suggestConflicts({
        day: ON,
        items: items.map((title, at) => ({
          id: `i${at}`,
          title: title === 'Dates of meetings' ? title : `Grant to ${title}`,
          summary: '',
          purposes: ['approve'],
          papers: [],
        })),
        interests: lines.map(({ who, what, ended }, at) => ({
          id: `line ${at}`,
          person: `m${who}`,
          description: `Trustee of ${what}`,
          organisation: null,
          position: '',
          from: null,
          until: ended ? day('2025-02-13') : null,
        })),
        sittings: [],
        organisations: [],
        places: [],
        hosts: [],
      })
      // By hand: a line that has not ended, and an item that names the same.
      const touched = items.flatMap((title, item) =>
        lines.flatMap(({ what, ended }, line) =>
          what === title && !ended ? [`i${item} line ${line}`] : [],
        ),
      )
      expect(suggested.map(each => `${each.item} ${each.interest}`).sort()).toEqual(touched.sort())

      const given = suggested.map(each => ({ ...each, answered: answers.next().value as Answered }))
      const settled = given.flatMap(({ item, person, answered }): SettledConflict[] =>
        answered === 'not settled'
          ? []
          : [
              {
                item,
                person,
                kind: answered === 'dismissed' ? 'dismissed' : 'decided',
                handling: answered === 'dismissed' ? null : answered,
                withholdPapers: answered === 'papers withheld',
              },
            ],
      )
      for (const [at] of items.entries()) {
        const item = `i${at}`
        const everybody = Array.from({ length: members }, (_, who) => `m${who}`)
        const said = (person: string) =>
          given
            .filter(each => each.item === item && each.person === person)
            .map(({ answered }) => answered)
        const stays = everybody.filter(
          person => !said(person).some(one => one === 'leave for the item' || one === 'not attend'),
        )
        const declared = settled.flatMap(({ handling, ...row }) =>
          handling === null ? [] : [{ ...row, handling }],
        )
        const quorum = quorumOf({
          terms: {
            fraction: { numerator: 1, denominator: 2 },
            limbs: [],
            deputies: 'never',
            remoteCounts: true,
            rule: 'half of the members',
            citation: '4.1',
          },
          seats: everybody.map(person => ({
            id: `seat ${person}`,
            class: 'member',
            organisation: null,
            min: 1,
            max: 1,
            voting: true,
            deputies: false,
          })),
          holdings: everybody.map(person => ({ seat: `seat ${person}`, person })),
          presences: everybody.map(person => ({ person, seat: `seat ${person}`, remote: false })),
          excluded: outOfItem(declared, item),
        })
        expect([quorum.present, quorum.quorate]).toEqual([
          stays.length,
          stays.length >= Math.ceil(members / 2),
        ])
        const silent = withoutVote(declared, item)
        expect(everybody.filter(person => !silent.has(person))).toEqual(
          stays.filter(person => !said(person).includes('speak, no vote')),
        )
        for (const person of everybody)
          expect(withheldFrom(settled, person).has(item)).toBe(
            said(person).includes('papers withheld'),
          )
      }
    }),
    { numRuns: 150 },
  )
})

test('nobody decides or dismisses a conflict of their own, and none is dismissed without a word (R-COI-8)', () => {
  const settling = {
    person: 'chair',
    handling: 'note and stay' as Handling | null,
    decidedBy: 'deputy' as string | null,
    word: '',
    acting: 'clerk' as string | null,
    held: false,
    decidedBefore: false,
    stale: false,
  }
  const codes = (spec: Partial<typeof settling>) =>
    reasonsNotToSettle({ ...settling, ...spec }).map(({ code }) => code)
  expect(codes({})).toEqual([])
  expect(codes({ decidedBy: 'chair' })).toEqual(['decided-by-themselves'])
  expect(codes({ handling: null, decidedBy: null })).toEqual(['word-missing'])
  expect(codes({ handling: null, decidedBy: null, word: 'Ended', acting: 'chair' })).toEqual([
    'dismissed-by-themselves',
  ])
  expect(codes({ held: true })).toEqual(['meeting-held'])
  // What the chair decided is not undone by a proposal, nor by a clerk who had not seen it.
  expect(codes({ decidedBefore: true, decidedBy: null })).toEqual(['decided-already'])
  expect(codes({ decidedBefore: true })).toEqual([])
  expect(codes({ stale: true, decidedBefore: true, decidedBy: null })).toEqual([
    'settled-meanwhile',
  ])
})
