import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import type { AgendaLine } from './agenda-changes.rules.ts'
import type { Comparable } from './pack-changes.rules.ts'
import { type TellableVersion, tellingsDue } from './telling.rules.ts'

const line = (
  id: string,
  title: string,
  audience: 'public' | 'private' = 'public',
): AgendaLine => ({
  id,
  number: id,
  title,
  section: '',
  purposes: [],
  lead: '',
  startsAt: null,
  minutes: null,
  summary: '',
  audience,
  treatments: [],
  papers: [],
  withdrawn: [],
})

const pack = (items: readonly AgendaLine[]): Comparable => ({
  meeting: {
    day: day('2025-02-14'),
    startsAt: '10:00',
    endsAt: null,
    mode: 'in person',
    venue: 'Bedford',
  },
  items,
  minutes: null,
  tracker: null,
  interests: null,
  questions: [],
})

const version = (number: number, items: readonly AgendaLine[]): TellableVersion => ({
  version: number,
  whole: pack(items),
  inPublic: pack(items.filter(({ audience }) => audience === 'public')),
})

const member = (told: number | null, seesPrivate = true) => ({ person: 'm', seesPrivate, told })

test('a member who was told nothing yet is told the whole of the latest version', () => {
  expect(tellingsDue([version(1, []), version(2, [line('1', 'A')])], [member(null)])).toMatchObject(
    [{ version: 2, since: null }],
  )
})

test('several versions published in between are gathered into one letter', () => {
  const versions = [
    version(1, [line('1', 'A')]),
    version(2, [line('1', 'A'), line('2', 'B')]),
    version(3, [line('1', 'A'), line('2', 'B'), line('3', 'C')]),
  ]
  const [telling] = tellingsDue(versions, [member(1)])
  expect(telling).toMatchObject({ version: 3, since: 1 })
  expect(telling?.changes.map(({ words }) => words)).toEqual([
    'Item 2, B, was added.',
    'Item 3, C, was added.',
  ])
})

test('a version that changes nothing writes no letter, nor does one that changes and changes back', () => {
  const same = [line('1', 'A')]
  expect(tellingsDue([version(1, same), version(2, same)], [member(1)])).toEqual([])
  expect(
    tellingsDue(
      [version(1, same), version(2, [...same, line('2', 'B')]), version(3, same)],
      [member(1)],
    ),
  ).toEqual([])
})

test('who may not see the private part is not told of a change in it', () => {
  const versions = [version(1, []), version(2, [line('1', 'A contract', 'private')])]
  expect(tellingsDue(versions, [member(1, false)])).toEqual([])
  expect(tellingsDue(versions, [member(1)])).toMatchObject([
    { inPrivate: true, changes: [{ private: true }] },
  ])
})

// ── Any course of publishing, telling and joining ───────────────────────────

type Step =
  | { readonly what: 'publish'; readonly titles: readonly string[] }
  | { readonly what: 'tell' }
  | { readonly what: 'join'; readonly seesPrivate: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    what: fc.constant('publish' as const),
    titles: fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 4 }),
  }),
  fc.record({ what: fc.constant('tell' as const) }),
  fc.record({ what: fc.constant('join' as const), seesPrivate: fc.boolean() }),
)

const lines = (titles: readonly string[]) =>
  titles.map((title, at) => line(String(at + 1), title, at % 3 === 2 ? 'private' : 'public'))

/** What somebody knows of an agenda from the letters they have. */
const known = (versions: readonly TellableVersion[], seesPrivate: boolean, told: number | null) => {
  const found = versions.find(each => each.version === told)
  return found && JSON.stringify((seesPrivate ? found.whole : found.inPublic).items)
}

test('in any course of publishing, telling and joining each member is told each change exactly once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      const versions: TellableVersion[] = []
      const members: { person: string; seesPrivate: boolean; told: number | null }[] = []
      const letters: { person: string; version: number; since: number | null }[] = []
      for (const each of steps) {
        if (each.what === 'publish') versions.push(version(versions.length + 1, lines(each.titles)))
        if (each.what === 'join')
          members.push({
            person: `m${members.length}`,
            seesPrivate: each.seesPrivate,
            told: null,
          })
        if (each.what === 'tell') {
          for (const telling of tellingsDue(versions, members)) {
            const told = members.find(({ person }) => person === telling.person)
            if (!told) throw new Error('Nobody of this name was to be told.')
            // One letter goes on exactly where the one before ended: nothing left out, nothing twice.
            expect(telling.since).toBe(told.told)
            expect(telling.since === null || telling.changes.length > 0).toBe(true)
            letters.push(telling)
            told.told = telling.version
          }
          // Told once, nobody is told again; and everybody knows what stands now.
          expect(tellingsDue(versions, members)).toEqual([])
          const latest = versions.at(-1)
          for (const { seesPrivate, told } of latest ? members : [])
            expect(known(versions, seesPrivate, told)).toBe(
              known(versions, seesPrivate, latest?.version ?? null),
            )
        }
      }
      const keys = letters.map(({ person, version: of }) => `${person}/${of}`)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 300 },
  )
})
