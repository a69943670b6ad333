import { expect, test } from 'vitest'
import {
  reasonsNotToRecordVote,
  resultOf,
  tallyWarnings,
  type Vote,
  votingInCouncils,
  votingWhereTermsAreSilent,
} from './vote.rules.ts'

/** Minute 06/HS of the town council's task group, 5 March 2020: seven councillors present. */
const groupAims: Vote = { for: 4, against: 1, abstain: 1, presentVoters: 7 }

test('R-MEET-6: seven present and a vote of 4–1–1 leaves one vote unrecorded', () => {
  expect(tallyWarnings(groupAims, 7)).toEqual([
    {
      code: 'votes-unrecorded',
      field: 'votes',
      message:
        'Seven members are present and may vote, but six votes are recorded: one vote is unrecorded.',
    },
  ])
  expect(reasonsNotToRecordVote(groupAims, votingInCouncils)).toEqual([])
  expect(tallyWarnings(groupAims, 6)).toEqual([])
})

test('R-MEET-6: more votes than voters are refused', () => {
  const refusals = reasonsNotToRecordVote({ ...groupAims, presentVoters: 5 }, votingInCouncils)
  expect(refusals).toEqual([
    {
      code: 'more-votes-than-voters',
      field: 'votes',
      message: 'Six votes are recorded, but only five members present may vote.',
    },
  ])
  expect(tallyWarnings(groupAims, 5)).toEqual([])
})

test('R-MEET-6: the task group’s vote was carried by either rule', () => {
  expect(resultOf(groupAims, votingInCouncils)).toEqual({
    result: 'carried',
    working:
      'Four for, one against, one abstaining: four is more than half of the five votes for and against.',
  })
  expect(resultOf(groupAims, votingWhereTermsAreSilent)).toEqual({
    result: 'carried',
    working:
      'Four for, one against, one abstaining: four is more than half of the seven members present.',
  })
})

test('R-TOR-18: more than half of the members present must be for, so abstentions tell against', () => {
  const vote = { for: 3, against: 1, abstain: 2, presentVoters: 6 }
  expect(resultOf(vote, votingWhereTermsAreSilent).result).toBe('not carried')
  expect(resultOf(vote, votingInCouncils).result).toBe('carried')
  expect(resultOf({ ...vote, for: 4, abstain: 1 }, votingWhereTermsAreSilent).result).toBe(
    'carried',
  )
})

test('R-TOR-18: without a casting vote, an equal vote is not carried', () => {
  const tie = { for: 3, against: 3, abstain: 0, presentVoters: 6 }
  expect(resultOf(tie, votingWhereTermsAreSilent).result).toBe('not carried')
  expect(
    reasonsNotToRecordVote({ ...tie, castingVote: 'for' }, votingWhereTermsAreSilent).map(
      refusal => refusal.code,
    ),
  ).toEqual(['no-casting-vote'])
})

test('R-MEET-5: in a council committee the person presiding settles an equal vote', () => {
  const tie = { for: 3, against: 3, abstain: 1, presentVoters: 7 }
  expect(resultOf(tie, votingInCouncils)).toEqual({
    result: 'tied',
    working:
      'Three for, three against, one abstaining: the votes are equal, and the person presiding may give a casting vote.',
  })
  expect(resultOf({ ...tie, castingVote: 'for' }, votingInCouncils).result).toBe('carried')
  expect(resultOf({ ...tie, castingVote: 'against' }, votingInCouncils).result).toBe('not carried')
  expect(reasonsNotToRecordVote({ ...tie, castingVote: 'for' }, votingInCouncils)).toEqual([])
})

test('a casting vote is refused where the votes are not equal', () => {
  expect(
    reasonsNotToRecordVote({ ...groupAims, castingVote: 'for' }, votingInCouncils).map(
      refusal => refusal.code,
    ),
  ).toEqual(['casting-vote-without-tie'])
})

test('a vote in which nobody votes carries nothing', () => {
  const silence = { for: 0, against: 0, abstain: 7, presentVoters: 7 }
  expect(resultOf(silence, votingInCouncils).result).toBe('not carried')
  expect(resultOf(silence, votingWhereTermsAreSilent).result).toBe('not carried')
})

test('a count must be a whole number, nought or more', () => {
  for (const wrong of [-1, 1.5, Number.NaN])
    expect(
      reasonsNotToRecordVote({ ...groupAims, for: wrong }, votingInCouncils).map(
        refusal => refusal.code,
      ),
    ).toEqual(['vote-not-a-count'])
})
