import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import type { QuorumTerms } from '../bodies/quorum.rules.ts'
import {
  isOver,
  judgeReplies,
  type MemberReply,
  type Reply,
  reasonsNotToAsk,
  tallyOf,
} from './correspondence.rules.ts'
import { votingWhereTermsAreSilent } from './vote.rules.ts'

const seats = ['ICB', 'ICB', 'NHS trust', 'local authority', 'local authority', 'Healthwatch'].map(
  (of, at) => ({
    id: `seat-${at}`,
    class: of,
    organisation: `organisation-${at}`,
    min: 1,
    max: 1,
    voting: true,
    deputies: false,
  }),
)
const holdings = seats.map(({ id }, at) => ({ seat: id, person: `person-${at}` }))
const terms: QuorumTerms = {
  fraction: { numerator: 1, denominator: 2 },
  limbs: [
    { class: 'ICB', members: 1 },
    { class: 'local authority', organisations: 2, membersEach: 1 },
  ],
  deputies: 'never',
  remoteCounts: false,
  rule: 'Half of the members, among them …',
  citation: 'Terms of reference, 4.1',
}
const replied = (given: readonly (Reply | null)[], interests: readonly number[] = []) =>
  holdings.map(
    ({ seat, person }, at): MemberReply => ({
      seat,
      person,
      reply: given[at] ?? null,
      interest: interests.includes(at) ? 'Owns the premises' : '',
    }),
  )
const tally = (given: readonly (Reply | null)[], interests: readonly number[] = []) =>
  tallyOf(replied(given, interests), { terms, seats, holdings })
const closing = { closes_on: day('2025-03-03'), closes_at: '12:00' }
const judge = (of: ReturnType<typeof tally>, over = true) =>
  judgeReplies(
    { verb: 'approve', text: 'The grant.' },
    of,
    { over, voting: votingWhereTermsAreSilent, terms: 'Terms' },
    closing,
  )
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code)

test('R-TOR-15: the quorum of an e-mail decision is counted by replies, with every limb', () => {
  const counted = tally(['agree', null, null, 'agree', 'against', null])
  expect(counted.quorum).toMatchObject({ present: 3, required: 3, quorate: true })
  const closed = judge(counted)
  expect(closed).toMatchObject({ result: { outcome: 'carried', votes: { for: 2, against: 1 } } })

  // Three replies, but only one council among them.
  const short = tally(['agree', 'agree', null, 'agree', null, null])
  expect(short.quorum.quorate).toBe(false)
  expect(codes(judge(short).refusals)).toEqual(['inquorate'])
})

test('R-COI-8: a member with an interest does not count, even if they replied', () => {
  const counted = tally(['agree', null, null, 'agree', 'agree', null], [4])
  expect(counted).toMatchObject({ for: 2, asked: 6 })
  expect(counted.quorum.quorate).toBe(false)
})

test('who objects to the procedure has not taken part: enough objections send it to a meeting', () => {
  const counted = tally([
    'agree',
    'object to the procedure',
    null,
    'agree',
    'object to the procedure',
    null,
  ])
  expect(counted).toMatchObject({ for: 2, objected: 2 })
  expect(codes(judge(counted).refusals)).toEqual(['inquorate'])
})

test('R-TOR-18: of those who replied, more than half must agree; an abstention tells against', () => {
  const split = judge(tally(['agree', 'abstain', null, 'agree', 'against', null]))
  expect(split).toMatchObject({ result: { outcome: 'lost' } })
})

test('it is not closed while members may reply and have not; once all replied it may be', () => {
  expect(
    codes(judge(tally(['agree', null, null, 'agree', 'agree', null]), false).refusals),
  ).toEqual(['replies-awaited'])
  const all = tally(['agree', 'agree', 'agree', 'agree', 'agree', 'agree'])
  expect('result' in judge(all, false)).toBe(true)
})

test('replies are taken until the hour given, or to the end of the day', () => {
  expect(isOver(closing, { day: day('2025-03-03'), time: '11:59' })).toBe(false)
  expect(isOver(closing, { day: day('2025-03-03'), time: '12:00' })).toBe(true)
  const wholeDay = { closes_on: day('2025-03-03'), closes_at: null }
  expect(isOver(wholeDay, { day: day('2025-03-03'), time: '23:59' })).toBe(false)
  expect(isOver(wholeDay, { day: day('2025-03-04'), time: '00:00' })).toBe(true)
})

test('R-TOR-15: members are asked only for a decision, that is urgent, with the chair’s agreement; a council decides at meetings', () => {
  const proposal = {
    title: 'A grant',
    verb: 'approve' as const,
    text: 'The grant.',
    urgentBecause: 'It lapses on Friday.',
    agreedBy: 'Chair',
    agreedOn: day('2025-02-25'),
    closesOn: day('2025-03-03'),
  }
  const body = { regime: '1960 Act' as const, terms: true, members: 6 }
  const today = day('2025-02-26')
  expect(reasonsNotToAsk(proposal, body, today)).toEqual([])
  expect(codes(reasonsNotToAsk({ ...proposal, verb: 'note' }, body, today))).toEqual([
    'not-a-decision',
  ])
  expect(
    codes(reasonsNotToAsk({ ...proposal, urgentBecause: '', agreedBy: ' ' }, body, today)),
  ).toEqual(['urgency-missing', 'agreement-missing'])
  expect(
    codes(
      reasonsNotToAsk(
        { ...proposal, agreedOn: day('2025-02-27'), closesOn: day('2025-02-25') },
        body,
        today,
      ),
    ),
  ).toEqual(['agreed-in-the-future', 'closes-in-the-past'])
  expect(codes(reasonsNotToAsk(proposal, { ...body, regime: 'parish council' }, today))).toEqual([
    'council-decides-at-meetings',
  ])
  expect(codes(reasonsNotToAsk(proposal, { ...body, terms: false }, today))).toEqual([
    'no-terms-in-force',
  ])
})
