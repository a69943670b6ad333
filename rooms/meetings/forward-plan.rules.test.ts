import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { standardAgenda } from './agenda.rules.ts'
import { drawAgenda, reasonsAgainstTemplate, templateFor } from './agenda-template.rules.ts'
import {
  comingAfter,
  expectedAt,
  expectedWhen,
  forwardPlan,
  type PlanFacts,
  type PlanMeeting,
  placingFrom,
  type RecurringItem,
  reasonsNotToExpect,
  reasonsNotToRecur,
  type StoredPlanItem,
} from './forward-plan.rules.ts'
import {
  type AgendaLine,
  changesOfAgenda,
  type SignOff,
  standingOfSignOff,
} from './sign-off.rules.ts'

const meeting = (id: string, on: string, differences: Partial<PlanMeeting> = {}): PlanMeeting => ({
  id,
  day: day(on),
  kind: 'ordinary',
  attended: false,
  ...differences,
})
const recurs = (differences: Partial<RecurringItem> = {}): RecurringItem => ({
  id: 'attendance',
  title: 'Attendance report',
  kind: 'business',
  lead: '',
  purposes: ['note'],
  rhythm: 'months',
  months: [6],
  source: 'Terms of reference, 5.2',
  notes: '',
  from: day('2025-04-01'),
  until: null,
  ...differences,
})
const item = (differences: Partial<StoredPlanItem> = {}): StoredPlanItem => ({
  id: 'green-plan',
  version: 1,
  title: 'Green Plan',
  kind: 'business',
  lead: '',
  leadPerson: null,
  purposes: [],
  audience: 'public',
  privateReason: '',
  sourceKind: 'requested',
  source: '',
  sourceId: null,
  recurring: null,
  occurrence: null,
  notes: '',
  meeting: null,
  month: null,
  agendaItem: null,
  addedOn: day('2025-04-01'),
  steps: [],
  ...differences,
})
const june = meeting('june', '2025-06-13')
const september = meeting('september', '2025-09-12')
const plan = (facts: Partial<PlanFacts>) =>
  forwardPlan({
    recurring: [],
    items: [],
    meetings: [june, september],
    today: day('2025-05-01'),
    ...facts,
  })
const stateOf = (differences: Partial<StoredPlanItem>, today = '2025-05-01') =>
  plan({ items: [item(differences)], today: day(today) })[0]?.state

test('an attendance report said to come every June stands in the plan by itself, at the June meeting', () => {
  const [entry, ...others] = plan({ recurring: [recurs()] })
  expect(others).toEqual([])
  expect(entry).toMatchObject({ state: 'expected', occurrence: '2025-06', id: null, version: 0 })
  expect(entry?.comesTo?.id).toBe('june')
})

test('where no meeting is held in its month, an item comes to the first one after, and says so', () => {
  const [entry] = plan({ recurring: [recurs()], meetings: [september] })
  expect(entry?.comesTo?.id).toBe('september')
  expect(entry && expectedWhen(entry)).toBe('June 2025, so at the next meeting, 12 September 2025')
  const [alone] = plan({ recurring: [recurs()], meetings: [] })
  expect(alone && expectedWhen(alone)).toBe('June 2025; no meeting is planned yet')
})

test('an item of each meeting stands at each coming one but workshops; it plans nothing by itself', () => {
  const entries = plan({
    recurring: [recurs({ rhythm: 'each meeting', months: [] })],
    meetings: [june, meeting('seminar', '2025-07-01', { kind: 'workshop' }), september],
  })
  expect(entries.map(({ comesTo }) => comesTo?.id)).toEqual(['june', 'september'])
  expect(comingAfter(entries, day('2025-05-01'))).toEqual([])
})

test('a yearly item is to be placed once in each financial year that the plan reaches', () => {
  const yearly = recurs({ rhythm: 'yearly', months: [] })
  expect(plan({ recurring: [yearly] }).map(({ occurrence }) => occurrence)).toEqual(['2025-26'])
  const entries = plan({
    recurring: [yearly],
    meetings: [june, meeting('next', '2026-05-01')],
  })
  expect(entries.map(({ occurrence, state }) => [occurrence, state])).toEqual([
    ['2025-26', 'to be placed'],
    ['2026-27', 'to be placed'],
  ])
})

test('what recurs begins and ends on its days', () => {
  expect(plan({ recurring: [recurs({ from: day('2025-07-01') })] })).toEqual([])
  expect(plan({ recurring: [recurs({ until: day('2025-05-31') })] })).toEqual([])
})

test('an occurrence of which something was decided stands once, as decided', () => {
  const moved = item({
    recurring: 'attendance',
    occurrence: '2025-06',
    title: 'Attendance report',
    meeting: 'september',
  })
  const entries = plan({ recurring: [recurs()], items: [moved] })
  expect(entries).toHaveLength(1)
  expect(entries[0]?.comesTo?.id).toBe('september')
})

test('an item is to be placed, expected, on the agenda, and taken once its meeting is over', () => {
  expect(stateOf({})).toBe('to be placed')
  expect(stateOf({ month: day('2025-09-01') })).toBe('expected')
  expect(stateOf({ meeting: 'june' })).toBe('expected')
  const onAgenda = { meeting: 'june', agendaItem: 'item' }
  expect(stateOf(onAgenda)).toBe('on the agenda')
  expect(stateOf(onAgenda, '2025-06-13')).toBe('on the agenda')
  expect(stateOf(onAgenda, '2025-06-14')).toBe('taken')
  expect(
    plan({
      items: [item(onAgenda)],
      meetings: [{ ...june, attended: true }],
      today: day('2025-06-13'),
    })[0]?.state,
  ).toBe('taken')
})

test('one that a meeting was to have and did not is shown as not taken, until it is moved', () => {
  expect(stateOf({ meeting: 'june' }, '2025-06-14')).toBe('not taken')
  expect(stateOf({ month: day('2025-06-01') }, '2025-06-14')).toBe('not taken')
})

test('dropped is dropped until it is taken up again', () => {
  const step = (name: 'dropped' | 'taken up again' | 'deferred') => ({
    step: name,
    on: day('2025-05-01'),
    reason: 'Not needed',
    meeting: null,
  })
  expect(stateOf({ steps: [step('dropped')] })).toBe('dropped')
  expect(stateOf({ steps: [step('dropped'), step('deferred')] })).toBe('dropped')
  expect(stateOf({ steps: [step('dropped'), step('taken up again')] })).toBe('to be placed')
})

test('R-TOR-13: a pack’s plan has what comes after its meeting, and neither what was taken nor dropped', () => {
  const entries = plan({
    items: [
      item({ id: 'now', title: 'Now', meeting: 'june' }),
      item({ id: 'later', title: 'Later', meeting: 'september' }),
      item({ id: 'open', title: 'Open' }),
    ],
  })
  expect(comingAfter(entries, june.day).map(({ title }) => title)).toEqual(['Later', 'Open'])
  expect(expectedAt(entries, 'june').map(({ title }) => title)).toEqual(['Now'])
})

test('an agenda is drawn from the standard one, with the plan’s business after the opening items', () => {
  const entries = plan({
    items: [item({ meeting: 'june' })],
    recurring: [
      recurs({
        id: 'minutes',
        title: 'Minutes',
        kind: 'minutes',
        rhythm: 'each meeting',
        months: [],
      }),
    ],
  })
  const drawn = drawAgenda(
    templateFor({ publicQuestions: null, forwardPlanInPack: true }),
    expectedAt(entries, 'june'),
  )
  expect(drawn.map(({ item: { title }, entry }) => [title, entry?.title ?? null])).toEqual([
    ['Welcome, introductions and apologies', null],
    ['Declarations of interest', null],
    ['Minutes of the last meeting and matters arising', 'Minutes'],
    ['Action tracker', null],
    ['Green Plan', 'Green Plan'],
    ['Forward plan', null],
    ['Any other business', null],
  ])
})

test('a standard agenda with an item without a title, a purpose that is none or a year of minutes is refused, item by item', () => {
  const [first] = standardAgenda
  const sound = { ...first, lead: '', minutes: null }
  const fields = reasonsAgainstTemplate([
    sound,
    { ...sound, title: ' ' },
    { ...sound, purposes: ['admire'] },
    { ...sound, minutes: 525600 },
  ]).map(({ field }) => field)
  expect(fields).toEqual(['title2', 'purposes3', 'minutes4'])
  expect(reasonsAgainstTemplate([])).toHaveLength(1)
})

test('an item without a title, or private without its reason, cannot stand in the plan (R-MEET-2)', () => {
  const proposed = { ...item(), title: '', audience: 'private', purposes: ['admire'] }
  expect(reasonsNotToExpect(proposed).map(({ field }) => field)).toEqual([
    'title',
    'purposes',
    'privateReason',
  ])
  expect(
    reasonsNotToRecur({
      rhythm: 'months',
      months: [],
      from: day('2025-04-01'),
      until: day('2025-03-31'),
    }).map(({ field }) => field),
  ).toEqual(['months', 'until'])
})

test('where an item is expected is a meeting, a month that exists, or nowhere yet', () => {
  expect(placingFrom('meeting abc')).toEqual({ at: 'meeting', meeting: 'abc' })
  expect(placingFrom('month 2025-09')).toEqual({ at: 'month', month: '2025-09-01' })
  expect(placingFrom('unplaced')).toEqual({ at: 'unplaced' })
  for (const none of ['', 'meeting', 'month 2025-13', 'month'])
    expect(placingFrom(none)).toBeUndefined()
})

const line = (differences: Partial<AgendaLine> = {}): AgendaLine => ({
  id: 'a',
  number: '1',
  title: 'Green Plan',
  lead: 'Chief Nurse',
  purposes: ['endorse'],
  minutes: 30,
  audience: 'public',
  ...differences,
})
const signed = (seen: readonly AgendaLine[], on = '2025-08-20'): SignOff => ({
  id: on,
  setter: 'chair',
  name: 'Chair of the partnership',
  on: day(on),
  remark: '',
  seen,
})

test('R-TOR-13: a sign-off holds for the agenda that was seen; changed since, it says what changed', () => {
  expect(standingOfSignOff([], [line()]).state).toBe('not signed off')
  expect(standingOfSignOff([signed([line()])], [line()]).words).toBe(
    'Signed off by Chair of the partnership on 20 August 2025.',
  )
  const now = [line({ number: '2', title: 'The Green Plan' }), line({ id: 'b', title: 'Strategy' })]
  const standing = standingOfSignOff([signed([line(), line({ id: 'c', title: 'Budget' })])], now)
  expect(standing.state).toBe('changed since')
  expect(standing.changes).toEqual([
    'Item 2, The Green Plan, was item 1.',
    'Item 2, The Green Plan, was called “Green Plan”.',
    'Item 1, Strategy, was added.',
    'Item 1, Budget, was taken off.',
  ])
  // Changed back to what was signed, it is signed off again.
  expect(standingOfSignOff([signed([line()]), signed(now)], [line()]).state).toBe('signed off')
})

test('another lead, purpose or time, or taking it in private, is a change too', () => {
  expect(changesOfAgenda([line()], [line({ lead: 'Chair' })])).toHaveLength(1)
  expect(changesOfAgenda([line()], [line({ audience: 'private' })])).toEqual([
    'Item 1, Green Plan, is now taken in private.',
  ])
})
