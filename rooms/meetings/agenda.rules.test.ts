import { expect, test } from 'vitest'
import {
  type AgendaFacts,
  agendaWarnings,
  moved,
  nextItemNumber,
  placeByNumber,
  reasonsNotToPlace,
  renumbered,
  siblingsOf,
  standardAgenda,
  timetable,
} from './agenda.rules.ts'

const item = {
  number: '4',
  title: 'Strategy',
  kind: 'business',
  purposes: ['note'],
  audience: 'public',
}
const refusedOn = (differences: object, others: readonly string[] = []) =>
  reasonsNotToPlace({ ...item, ...differences }, others).map(({ field }) => field)

const agenda = (...numbers: string[]) => numbers.map(number => ({ id: `id ${number}`, number }))
const asText = (items: readonly { id: string; number: string }[]) =>
  items.map(({ id, number }) => `${number} was ${id.slice(3)}`)

test('an item with a number, a title, a purpose and an audience may stand on the agenda', () => {
  expect(reasonsNotToPlace(item, ['1', '2', '3'])).toEqual([])
})

test('each thing wrong with an item is said beside its own field, all at once', () => {
  expect(refusedOn({ number: '2' }, ['1', '2'])).toEqual(['number'])
  expect(refusedOn({ number: 'two' })).toEqual(['number'])
  expect(refusedOn({ title: ' ' })).toEqual(['title'])
  expect(refusedOn({ kind: 'lunch' })).toEqual(['kind'])
  expect(refusedOn({ purposes: ['note', 'decide', 'ponder'] })).toEqual(['purposes'])
  expect(refusedOn({ plannedMinutes: 0 })).toEqual(['plannedMinutes'])
  expect(refusedOn({ plannedMinutes: 601 })).toEqual(['plannedMinutes'])
  expect(refusedOn({ plannedMinutes: 2.5 })).toEqual(['plannedMinutes'])
  expect(refusedOn({ audience: 'secret' })).toEqual(['audience'])
  expect(refusedOn({ title: '', number: '', audience: 'private' })).toEqual([
    'number',
    'title',
    'privateReason',
  ])
})

test('R-MEET-2: a private item needs the reason why publicity would harm the public interest', () => {
  expect(refusedOn({ audience: 'private' })).toEqual(['privateReason'])
  expect(refusedOn({ audience: 'private', privateReason: '  ' })).toEqual(['privateReason'])
  expect(refusedOn({ audience: 'private', privateReason: 'Names a supplier.' })).toEqual([])
})

test('a new item is numbered one more than the greatest', () => {
  expect(nextItemNumber([])).toBe('1')
  expect(nextItemNumber(['1', '2', '5', '5.1', '5a'])).toBe('6')
})

test('an item goes where its number belongs: 5a after 5 and before 6', () => {
  expect(placeByNumber('5a', ['4', '5', '6'])).toBe(2)
  expect(placeByNumber('1', ['4', '5', '6'])).toBe(0)
  expect(placeByNumber('10', ['4', '5', '6'])).toBe(3)
})

test('moving an item renumbers the agenda, and takes the parts under it along', () => {
  expect(asText(moved(agenda('1', '2', '2.1', '2a', '3'), 'id 2', 1))).toEqual([
    '1 was 2',
    '1.1 was 2.1',
    '1a was 2a',
    '2 was 1',
    '3 was 3',
  ])
})

test('a part moves only within its own item', () => {
  expect(asText(moved(agenda('1', '1.1', '1.2', '2'), 'id 1.2', 1))).toEqual([
    '1 was 1',
    '1.1 was 1.2',
    '1.2 was 1.1',
    '2 was 2',
  ])
  expect(siblingsOf(agenda('1', '1.1', '1.2', '2'), 'id 1.2').map(({ id }) => id)).toEqual([
    'id 1.1',
    'id 1.2',
  ])
  expect(siblingsOf(agenda('1', '1.1', '2'), 'id 2').map(({ id }) => id)).toEqual(['id 1', 'id 2'])
})

test('a place off either end of the agenda is that end', () => {
  const items = agenda('1', '2', '3')
  expect(moved(items, 'id 1', 99).map(({ id }) => id)).toEqual(['id 2', 'id 3', 'id 1'])
  expect(moved(items, 'id 3', -4).map(({ id }) => id)).toEqual(['id 3', 'id 1', 'id 2'])
  expect(moved(items, 'id none', 1)).toEqual(items)
})

test('when the item above it is removed first, a part becomes an item of its own', () => {
  expect(asText(renumbered(agenda('1.1', '2', '3')))).toEqual(['1 was 1.1', '2 was 2', '3 was 3'])
})

const timed = (id: string, minutes: number | null, startsAt: string | null = null) => ({
  id,
  minutes,
  startsAt,
})

test('each item begins when those before it will have ended', () => {
  expect(timetable('10:00', [timed('a', 15), timed('b', 30), timed('c', null)])).toEqual({
    begins: [
      { id: 'a', at: '10:00', stated: false },
      { id: 'b', at: '10:15', stated: false },
      { id: 'c', at: '10:45', stated: false },
    ],
    total: 45,
    endsAt: null,
  })
})

test('after an item without minutes nothing is known until an item states its time', () => {
  const { begins, endsAt } = timetable('10:00', [
    timed('a', null),
    timed('b', 10),
    timed('c', 20, '11:00'),
  ])
  expect(begins.map(({ at }) => at)).toEqual(['10:00', null, '11:00'])
  expect(endsAt).toBe('11:20')
})

type OnAgenda = AgendaFacts['items'][number]
const onAgenda = (title: string, differences: Partial<OnAgenda> = {}): OnAgenda => ({
  id: title,
  number: '1',
  title,
  kind: 'business',
  purposes: [],
  startsAt: null,
  minutes: null,
  audience: 'public',
  papers: [],
  ...differences,
})
const standard = [
  onAgenda('Apologies', { kind: 'apologies' }),
  onAgenda('Interests', { kind: 'interests' }),
  onAgenda('Minutes', { kind: 'minutes' }),
]
const warned = (items: readonly OnAgenda[], differences: Partial<AgendaFacts> = {}) =>
  agendaWarnings({
    startsAt: '10:00',
    endsAt: '12:00',
    forwardPlanInPack: false,
    forwardPlan: false,
    items,
    ...differences,
  }).map(({ code }) => code)

test('R-TOR-13: an agenda is warned of where the terms want a forward plan in every pack and the plan is empty', () => {
  const wanted = { forwardPlanInPack: true }
  expect(warned(standard, wanted)).toEqual(['forward-plan-missing'])
  expect(warned(standard)).toEqual([])
  expect(warned(standard, { ...wanted, forwardPlan: true })).toEqual([])
  // An item called so is not a plan.
  expect(warned([...standard, onAgenda('Forward plan')], wanted)).toEqual(['forward-plan-missing'])
})

test('an agenda without apologies, interests or minutes is warned of; an empty one is only begun', () => {
  expect(warned([onAgenda('Strategy')])).toEqual(['standard-business-missing'])
  expect(warned([])).toEqual([])
})

test('an item that asks for a decision without a paper is warned of', () => {
  const decision = onAgenda('Plan', { purposes: ['approve'] })
  expect(warned([...standard, decision])).toEqual(['decision-without-paper'])
  expect(warned([...standard, { ...decision, papers: ['Plan'] }])).toEqual([])
  // The minutes to approve come out of the record.
  expect(warned(standard.map(each => ({ ...each, purposes: ['approve'] })))).toEqual([])
})

test('an agenda that will not fit into its meeting, or whose times run backwards, is warned of', () => {
  const long = standard.map((each, at) => ({ ...each, minutes: 60, id: String(at) }))
  expect(warned(long)).toEqual(['agenda-too-long'])
  expect(warned(long, { endsAt: null })).toEqual([])
  expect(
    warned([
      ...standard,
      onAgenda('Later', { startsAt: '11:00' }),
      onAgenda('Earlier', { startsAt: '10:30' }),
    ]),
  ).toEqual(['times-out-of-order'])
})

test('the standard agenda lacks nothing that every agenda has', () => {
  const items = standardAgenda.map(({ title, kind }) => onAgenda(title, { kind }))
  expect(warned(items, { forwardPlanInPack: true, forwardPlan: true })).toEqual([])
})
