import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../platform/day.rules.ts'
import { asPublicReads, type DatedLine, linesOn } from './register-at.rules.ts'
import { anyDay, anyFacts, type Facts, standsByHand } from './register-at.samples.ts'
import { type ComparedLine, registerNews } from './register-news.rules.ts'

const lineOf = (
  facts: Omit<Facts, 'who'>,
  at: number,
  more: Partial<DatedLine> = {},
): DatedLine => ({
  id: `line ${at}`,
  declared_on: facts.declared_on,
  withdrawn_on: facts.withdrawn_on,
  ...(facts.end ?? { to_text: '', to_day: null, to_precision: null }),
  recorded_at: new Date('2023-01-01T12:00:00Z'),
  ...more,
})

test('the register on a day is, of random facts, what a reading line by line says', () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { maxLength: 12 }), anyDay, (all, on) => {
      const lines = all.map((facts, at) => lineOf(facts, at))
      expect(linesOn(lines, on).map(({ id }) => id)).toEqual(
        all.flatMap((facts, at) => (standsByHand(facts, on) ? [`line ${at}`] : [])),
      )
    }),
    { numRuns: 500 },
  )
})

test('of an interest that was corrected, the latest version of the day stands, and no other', () => {
  const declared = ['2024-01-10', '2024-05-10', '2024-09-10'].map(day)
  const lines = declared.map((declared_on, at) =>
    lineOf({ declared_on, withdrawn_on: null, end: null }, at, {
      first_id: at === 0 ? null : 'line 0',
      version: at + 1,
    }),
  )
  const on = (text: string) => linesOn(lines, day(text)).map(({ version }) => version)
  expect(on('2024-01-09')).toEqual([])
  expect(on('2024-05-09')).toEqual([1])
  expect(on('2024-05-10')).toEqual([2])
  expect(on('2025-01-01')).toEqual([3])
})

test('held against what was published, a line that came in later was not there, though declared before', () => {
  const early = lineOf({ declared_on: day('2024-01-10'), withdrawn_on: null, end: null }, 0)
  const late = { ...early, id: 'late', recorded_at: new Date('2024-06-01T12:00:00Z') }
  const moved = { ...early, id: 'moved', held_since: new Date('2024-06-01T12:00:00Z') }
  const published = new Date('2024-03-01T12:00:00Z')
  expect(linesOn([early, late, moved], day('2024-03-01'), published)).toEqual([early])
  expect(linesOn([early, late, moved], day('2024-03-01'))).toHaveLength(3)
})

const compared = (line: DatedLine, more: Partial<ComparedLine> = {}): ComparedLine => ({
  ...line,
  person_id: 'one',
  answer: 'yes',
  types: ['financial'],
  description: `Interest of ${line.id}`,
  from_text: '',
  handling: '',
  declared_text: '',
  ...more,
})

test('what changed between two days, with what was there first, is the later register, of random facts', () => {
  fc.assert(
    fc.property(
      fc.array(anyFacts, { maxLength: 12 }),
      anyDay,
      fc.integer({ min: 1, max: 400 }),
      (all, since, apart) => {
        const on = addDays(since, apart)
        const lines = all.map((facts, at) =>
          compared(lineOf(facts, at), { person_id: `person ${facts.who}` }),
        )
        const [before, after] = [linesOn(lines, since), linesOn(lines, on)]
        const news = registerNews(before, after, { since, on })
        const gone = new Set(news.gone.map(({ line }) => line.id))
        const rebuilt = [...before.filter(({ id }) => !gone.has(id)), ...news.added].map(
          ({ id }) => id,
        )
        expect(rebuilt.sort()).toEqual(after.map(({ id }) => id).sort())
        expect(news.renewed).toEqual([])
        for (const { line, because } of news.gone)
          expect(because === 'withdrawn').toBe(
            line.withdrawn_on !== null && line.withdrawn_on <= on,
          )
        const people = (of: typeof lines) => new Set(of.map(({ person_id }) => person_id))
        expect(
          [...people(before), ...news.joined].filter(who => !news.left.includes(who)).sort(),
        ).toEqual([...people(after)].sort())
      },
    ),
    { numRuns: 300 },
  )
})

test('a line in whose place another came is one that was declared anew, with what differs', () => {
  const facts = { declared_on: day('2024-01-10'), withdrawn_on: day('2024-06-01'), end: null }
  const was = compared(lineOf(facts, 0), { description: 'Director of A' })
  const is = compared(lineOf({ ...facts, declared_on: day('2024-06-01'), withdrawn_on: null }, 1), {
    description: 'director  of A',
    handling: 'Leaves the meeting',
  })
  const [since, on] = [day('2024-02-01'), day('2024-07-01')]
  const news = registerNews(linesOn([was, is], since), linesOn([was, is], on), { since, on })
  expect(news).toMatchObject({ added: [], gone: [], joined: [], left: [] })
  expect(news.renewed[0]?.differs).toEqual([
    'the details',
    'what is done about it',
    'the day declared',
  ])
})

test('R-COI-7: an interest is read by the public for six months after it ended; then its words are gone, also from a day that is past', () => {
  const line = {
    ...{ to_text: '31/12/24', to_day: day('2024-12-31'), to_precision: 'day' as const },
    description: 'Director',
    handling: 'Leaves',
    note: 'Printed so',
    organisation_id: 'one',
    organisation_text: 'A company',
    pecuniary_subject: 'contracts',
    of_partner: true,
  }
  expect(asPublicReads(line, day('2025-06-30'))).toBe(line)
  expect(asPublicReads(line, day('2025-07-01'))).toEqual({
    ...line,
    description: '',
    handling: '',
    note: '',
    organisation_id: null,
    organisation_text: '',
    pecuniary_subject: null,
    of_partner: false,
  })
  // A body may keep them for longer.
  expect(asPublicReads(line, day('2025-07-01'), 12)).toBe(line)
})
