import { type Day, day } from '../../platform/day.rules.ts'
import { writtenDay } from '../interests/declaration.rules.ts'
import cases from './conflict-matching.cases.json' with { type: 'json' }
import { type Suggestion, suggestConflicts } from './conflict-matching.rules.ts'

export const parts = ['as held', 'tuning', 'held out', 'held out again'] as const
export type Part = (typeof parts)[number]
export type Scored = {
  readonly part: Part
  readonly expected: number
  readonly suggested: number
  readonly right: number
  /** What a reader marked and the matching did not find, a line each. */
  readonly missed: readonly string[]
  /** What it found and no reader marked, with its reason. */
  readonly falseAlarms: readonly string[]
}

const places = [
  { id: 'bedford', names: ['Bedford Borough', 'Bedford'] },
  { id: 'central-bedfordshire', names: ['Central Bedfordshire'] },
  { id: 'luton', names: ['Luton'] },
  { id: 'milton-keynes', names: ['Milton Keynes', 'MK'] },
  { id: 'buckinghamshire', names: ['Buckinghamshire'] },
]

const inOffice = (seat: { from: string; until?: string }, on: Day) =>
  seat.from <= on && (seat.until === undefined || seat.until >= on)

const suggested = new Map<string, Suggestion[]>()

/** What the matching suggests for one item of the set; worked out once. */
function suggestionsFor(item: (typeof cases.items)[number]): Suggestion[] {
  const before = suggested.get(item.id)
  if (before) return before
  const now = suggest(item)
  suggested.set(item.id, now)
  return now
}

function suggest(item: (typeof cases.items)[number]): Suggestion[] {
  const on = day(item.on)
  const seated = new Set(cases.seats.map(({ office }) => office))
  const sitting = cases.seats.filter(seat => inOffice(seat, on))
  const comes = new Set(sitting.map(({ office }) => office))
  return suggestConflicts({
    day: on,
    items: [
      {
        ...item,
        id: item.id,
        papers: item.papers.map(({ title, pages }) => ({
          title,
          pages: pages.map((text, at) => ({ page: at + 1, text })),
        })),
      },
    ],
    interests: cases.register
      .filter(({ office }) => comes.has(office) || !seated.has(office))
      .map(line => ({
        id: String(line.line),
        person: line.office,
        description: line.description,
        organisation: null,
        position: line.position,
        from: writtenDay(line.from).day,
        until: writtenDay(line.to).day,
      })),
    sittings: sitting.map(({ office, organisation }) => ({ person: office, organisation })),
    organisations: cases.organisations.map(({ key, class: kind, names, aliases, places: at }) => ({
      id: key,
      class: kind,
      name: names[0] ?? key,
      names: [...names, ...aliases],
      successor: null,
      places: at,
    })),
    places,
    hosts: ['blmk-icb'],
  })
}

/** The matching held against the marks of a reader, part by part. Lines of the register, or seats. */
export function scoreOf(part: Part, what: 'interests' | 'seats'): Scored {
  const missed: string[] = []
  const falseAlarms: string[] = []
  let expected = 0
  let suggested = 0
  let right = 0
  for (const item of cases.items.filter(each => each.part === part)) {
    const all = suggestionsFor(item)
    const lines = new Set(item.expected.lines.map(String))
    const byLine = new Map(cases.register.map(line => [String(line.line), line]))
    const declared = new Set([...lines].map(line => byLine.get(line)?.office))
    const wanted =
      what === 'interests'
        ? lines
        : new Set(
            cases.seats
              .filter(
                seat =>
                  inOffice(seat, day(item.on)) &&
                  (item.expected.seats as readonly string[]).includes(seat.organisation) &&
                  !declared.has(seat.office),
              )
              .map(({ office }) => office),
          )
    const found = new Map(
      all
        .filter(({ interest }) => (interest !== null) === (what === 'interests'))
        .map(each => [each.interest ?? each.person, each]),
    )
    expected += wanted.size
    suggested += found.size
    for (const key of wanted)
      if (found.has(key)) right++
      else
        missed.push(
          `${item.id} ${item.title}: ${what === 'interests' ? `line ${key}, ${byLine.get(key)?.description}` : key}`,
        )
    for (const [key, { why }] of found)
      if (!wanted.has(key))
        falseAlarms.push(
          `${item.id} ${item.title}: ${what === 'interests' ? `line ${key}, ${byLine.get(key)?.description}` : key}. ${why}`,
        )
  }
  return { part, expected, suggested, right, missed, falseAlarms }
}

export const recallOf = (scores: readonly Scored[]) => {
  const expected = scores.reduce((sum, each) => sum + each.expected, 0)
  return expected === 0 ? 1 : scores.reduce((sum, each) => sum + each.right, 0) / expected
}
export const precisionOf = (scores: readonly Scored[]) => {
  const suggested = scores.reduce((sum, each) => sum + each.suggested, 0)
  return suggested === 0 ? 1 : scores.reduce((sum, each) => sum + each.right, 0) / suggested
}
