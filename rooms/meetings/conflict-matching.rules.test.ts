import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { type MatchingFacts, suggestConflicts } from './conflict-matching.rules.ts'
import { parts, precisionOf, recallOf, scoreOf } from './conflict-matching.samples.ts'

const on = day('2025-02-14')

const item = (title: string, page = '', purposes: readonly string[] = ['approve']) => ({
  id: title,
  title,
  summary: '',
  purposes,
  papers: page === '' ? [] : [{ title: 'The paper', pages: [{ page: 3, text: page }] }],
})

const held = (description: string, spec: Partial<MatchingFacts['interests'][number]> = {}) => ({
  id: description,
  person: `holder of ${description}`,
  description,
  organisation: null,
  position: '',
  from: null,
  until: null,
  ...spec,
})

const suggested = (spec: Partial<MatchingFacts>) =>
  suggestConflicts({
    day: on,
    items: [],
    interests: [],
    sittings: [],
    organisations: [],
    places: [],
    hosts: [],
    ...spec,
  })

const organisation = (
  id: string,
  names: readonly string[],
  successor: string | null = null,
  kind = 'NHS trust',
) => ({ id, class: kind, name: names[0] ?? id, names, successor, places: [] })

test('of what a reader marked in the set, nineteen of twenty are found, and seven of ten that are found were marked', () => {
  const asBriefed = parts.slice(0, 3).map(part => scoreOf(part, 'interests'))
  expect(recallOf(asBriefed)).toBeGreaterThanOrEqual(0.95)
  expect(precisionOf(asBriefed)).toBeGreaterThanOrEqual(0.7)
  const whole = parts.map(part => scoreOf(part, 'interests'))
  expect(recallOf(whole)).toBeGreaterThanOrEqual(0.95)
  expect(precisionOf(whole)).toBeGreaterThanOrEqual(0.7)
  const seats = parts.map(part => scoreOf(part, 'seats'))
  expect(recallOf(seats)).toBeGreaterThanOrEqual(0.9)
  expect(precisionOf(seats)).toBeGreaterThanOrEqual(0.7)
})

test('the reason is a sentence that names what was met and the page on which it stands', () => {
  const [found] = suggested({
    items: [item('Beds', 'We would pay St Mark’s Hospice for six beds. Nobody objects.')],
    interests: [held('Chairs St Mark’s Hospice (unpaid)')],
  })
  expect(found).toMatchObject({
    by: 'name',
    strength: 'certain',
    why: 'The item names St Mark’s Hospice, which the member chairs: ‘We would pay St Mark’s Hospice for six beds’ in paper 1, page 3.',
  })
})

test('an organisation is met under an earlier name and under that of its successor', () => {
  const organisations = [
    organisation('old', ['Moorland Partnership NHS Trust'], 'new'),
    organisation('new', ['Moorland and Dale NHS Trust', 'Moorland and Vale NHS Trust']),
  ]
  for (const name of ['Moorland Partnership NHS Trust', 'Moorland and Vale NHS Trust'])
    expect(
      suggested({
        items: [item(`Contract with ${name}`)],
        interests: [held('Governor', { organisation: 'old' })],
        organisations,
      }),
    ).toMatchObject([{ by: 'organisation', strength: 'certain', organisation: 'new' }])
})

test('a name within a longer one is another’s: North East London is not East London', () => {
  const facts = {
    interests: [held('Governor of East London NHS Foundation Trust')],
    organisations: [organisation('elft', ['East London NHS Foundation Trust'])],
  }
  expect(
    suggested({ ...facts, items: [item('Beds of North East London NHS Foundation Trust')] }),
  ).toEqual([])
  expect(
    suggested({ ...facts, items: [item('Beds of the East London NHS Foundation Trust')] }),
  ).toHaveLength(1)
})

test('an interest that has ended, or not begun, by the day is not met; one on its last day is', () => {
  const items = [item('Grant to Larkspur Trust')]
  const withSpan = (spec: object) =>
    suggested({ items, interests: [held('Trustee of Larkspur Trust', spec)] })
  expect(withSpan({ until: day('2025-02-13') })).toEqual([])
  expect(withSpan({ from: day('2025-02-15') })).toEqual([])
  expect(withSpan({ from: on, until: on })).toHaveLength(1)
})

test('a trade named in passing is not met; where money for it is to be decided it is', () => {
  const interests = [held('Partner in a GP practice')]
  const passing = 'General practice offered more appointments. Care homes had fewer falls.'
  expect(suggested({ items: [item('Winter', passing, ['note'])], interests })).toEqual([])
  expect(
    suggested({ items: [item('General practice: the contract for 2026')], interests }),
  ).toMatchObject([{ by: 'trade', strength: 'likely' }])
  expect(
    suggested({
      items: [item('Winter', `${passing} GPs would be paid £40 a visit.`)],
      interests,
    }),
  ).toHaveLength(1)
})

test('the organisation by which a member sits is a weaker reason, and gives way to a declared interest', () => {
  const organisations = [organisation('fens', ['Fenland Hospitals NHS Trust'])]
  const items = [item('A theatre for Fenland Hospitals NHS Trust')]
  const sittings = [{ person: 'chair', organisation: 'fens' }]
  expect(suggested({ items, organisations, sittings })).toMatchObject([
    { by: 'seat', strength: 'possible', interest: null },
  ])
  expect(
    suggested({
      items,
      organisations,
      sittings,
      interests: [held('Chairs Fenland Hospitals NHS Trust', { person: 'chair' })],
    }),
  ).toMatchObject([{ by: 'organisation', strength: 'certain' }])
  expect(suggested({ items, organisations, sittings, hosts: ['fens'] })).toEqual([])
})

test('an item for one place does not touch a trade carried on in another', () => {
  const facts = {
    places: [
      { id: 'north', names: ['Northmarsh'] },
      { id: 'south', names: ['Southfield'] },
    ],
    items: [item('GP premises in Northmarsh')],
  }
  const of = (position: string) => suggested({ ...facts, interests: [held('GP', { position })] })
  expect(of('Clinical lead, Southfield')).toEqual([])
  expect(of('Clinical lead, Northmarsh')).toHaveLength(1)
  expect(of('Clinical lead')).toHaveLength(1)
})
