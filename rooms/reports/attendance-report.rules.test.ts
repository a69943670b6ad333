import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../platform/day.rules.ts'
import {
  agreementOf,
  attendanceOf,
  attendanceOfSeat,
  attendanceReport,
  belowExpectation,
  coverageInWords,
  type HeldMeeting,
  type PublishedLine,
  type SeatOfReport,
} from './attendance-report.rules.ts'

const SEPTEMBER = day('2024-09-19')
const FEBRUARY = day('2025-02-14')

const aSeat = (id: string, differences: Partial<SeatOfReport> = {}): SeatOfReport => ({
  id,
  role: `Seat ${id}`,
  organisation: '',
  class: 'NHS trust',
  voting: true,
  min: 1,
  from: day('2022-07-01'),
  until: null,
  ...differences,
})
type Record = NonNullable<HeldMeeting['record']>
const held = (
  on: typeof SEPTEMBER,
  sittings: Record['sittings'],
  holdings: Record['holdings'],
  kind = 'ordinary',
): HeldMeeting => ({ id: `${on} ${kind}`, day: on, kind, record: { sittings, holdings } })
const dark = (on: typeof SEPTEMBER): HeldMeeting => ({
  id: on,
  day: on,
  kind: 'ordinary',
  record: null,
})
const line = (
  attended: number,
  possible: number,
  of: Partial<PublishedLine> = {},
): PublishedLine => ({
  office: 'A member',
  capacity: 'member',
  note: '',
  source: 'Annual report',
  person: null,
  seat: null,
  attended,
  possible,
  ...of,
})
const chairSits = { seat: 'ambulance', person: 'trust chair' }
const report = (differences: Partial<Parameters<typeof attendanceReport>[0]>) =>
  attendanceReport({
    expected: 75,
    citation: '5.2',
    published: [],
    meetings: [],
    seats: [],
    nameOf: person => `The ${person}`,
    ...differences,
  })

test('R-TOR-11: one of one meets 75 per cent and one of two does not', () => {
  const { rows } = report({ published: [line(1, 1), line(1, 2), line(0, 2), line(2, 2)] })
  expect(rows.map(({ meets }) => meets)).toEqual([true, false, false, true])
  expect(belowExpectation(rows)).toEqual({ below: 2, of: 4 })
})

test('R-TOR-11: a participant’s line is shown and is not judged', () => {
  const { rows } = report({ published: [line(0, 2, { capacity: 'participant' })] })
  expect(rows[0]?.meets).toBeNull()
  expect(belowExpectation(rows)).toEqual({ below: 0, of: 0 })
})

test('R-TOR-11: the ambulance trust’s chair came in September, although the published line of the named member shows none of two', () => {
  const { rows, seats } = report({
    published: [line(0, 2, { office: 'Chief Paramedic', person: 'paramedic', seat: 'ambulance' })],
    meetings: [
      held(SEPTEMBER, [{ person: 'trust chair', seat: 'ambulance' }], [chairSits]),
      dark(FEBRUARY),
    ],
    seats: [aSeat('ambulance')],
  })
  expect(rows[0]).toMatchObject({ attended: 0, possible: 2, meets: false })
  expect(seats[0]).toMatchObject({
    attended: 1,
    possible: 2,
    published: { attended: 0, possible: 2 },
    fromRecord: { attended: 1, possible: 1 },
    agreement: 'differs',
    remark:
      'The trust chair came on 19 September 2024, although the published line of Chief Paramedic shows nought of two.',
  })
})

test('a deputy counts for the seat and not for the person; an apology is no attendance', () => {
  const meeting = held(
    SEPTEMBER,
    [{ person: 'officer', seat: 'health', deputisingFor: 'director' }],
    [{ seat: 'health', person: 'director' }],
  )
  expect(attendanceOf('director', [meeting])).toEqual({ attended: 0, possible: 1 })
  expect(attendanceOf('officer', [meeting])).toBeNull()
  expect(attendanceOfSeat(aSeat('health'), [meeting])).toMatchObject({ attended: 1, possible: 1 })
})

test('somebody in post for part of the year is judged by the meetings held meanwhile', () => {
  const came = (on: typeof SEPTEMBER, person: string) =>
    held(on, [{ person, seat: 's' }], [{ seat: 's', person }])
  const meetings = [came(SEPTEMBER, 'first'), came(FEBRUARY, 'second')]
  expect(attendanceOf('first', meetings)).toEqual({ attended: 1, possible: 1 })
  expect(attendanceOf('second', meetings)).toEqual({ attended: 1, possible: 1 })
  expect(attendanceOfSeat(aSeat('s'), meetings)).toMatchObject({ attended: 2, possible: 2 })
})

test('a seat that must be held counts while nobody holds it, which is no fault of its lines', () => {
  const { seats } = report({
    published: [line(1, 1, { seat: 'council' })],
    meetings: [held(SEPTEMBER, [{ person: 'other', seat: 'else' }], []), dark(FEBRUARY)],
    seats: [aSeat('council')],
  })
  expect(seats[0]).toMatchObject({
    attended: 1,
    possible: 2,
    agreement: 'not compared',
    remark: 'Nobody held it at one meeting.',
  })
})

test('where no totals were published the rows are worked out from the meetings', () => {
  const found = report({
    meetings: [held(SEPTEMBER, [], [chairSits])],
    seats: [aSeat('ambulance')],
  })
  expect(found.rows).toMatchObject([{ office: 'The trust chair', attended: 0, possible: 1 }])
  expect(coverageInWords(found)).toBe(
    'Attendance is in the record for the one meeting of the year.',
  )
})

test('published and recorded agree when both can be true, so far as the record goes', () => {
  const share = (attended: number, possible: number) => ({ attended, possible })
  expect(agreementOf(share(2, 2), share(1, 1))).toBe('agrees so far')
  expect(agreementOf(share(1, 2), share(0, 1))).toBe('agrees so far')
  expect(agreementOf(share(1, 1), share(1, 1))).toBe('agrees')
  expect(agreementOf(share(0, 2), share(1, 1))).toBe('differs')
  expect(agreementOf(share(2, 2), share(0, 1))).toBe('differs')
  expect(agreementOf(null, share(1, 1))).toBe('not compared')
})

test('workshops never count: with or without them the report is the same', () => {
  const people = ['a', 'b', 'c']
  const meetings = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 360 }),
      kind: fc.constantFrom('ordinary', 'extraordinary', 'workshop'),
      there: fc.subarray(people),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(meetings, drawn => {
      const all = drawn.map(({ at, kind, there }) =>
        held(
          addDays(day('2024-04-01'), at),
          there.map(person => ({ person, seat: person })),
          people.map(person => ({ person, seat: person })),
          kind,
        ),
      )
      const seats = people.map(person => aSeat(person))
      const whole = report({ meetings: all, seats })
      const without = report({ meetings: all.filter(({ kind }) => kind !== 'workshop'), seats })
      expect(whole).toEqual(without)
      for (const row of [...whole.rows, ...whole.seats])
        expect(row.attended).toBeLessThanOrEqual(row.possible)
    }),
  )
})
