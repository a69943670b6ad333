import type { QuorumTerms } from '../../rooms/bodies/quorum.rules.ts'
import { defaultTermsFor, quorumInWords, type Terms } from '../../rooms/bodies/terms.rules.ts'

const PARTNERSHIP = 'Health and Care Partnership, terms of reference'

const quorum = (terms: Omit<QuorumTerms, 'rule'>): QuorumTerms => ({
  ...terms,
  rule: quorumInWords(terms),
})

const oneFromTheIcb = { class: 'ICB', members: 1 }
const twoCouncils = { class: 'local authority', organisations: 2, membersEach: 1 }

const partnership: Terms = {
  quorum: quorum({
    fraction: { numerator: 1, denominator: 2 },
    limbs: [oneFromTheIcb, twoCouncils],
    deputies: 'where the seat allows',
    remoteCounts: true,
    citation: `${PARTNERSHIP}, 4.1`,
  }),
  notice: { days: 3, counter: 'clear day', citation: `${PARTNERSHIP}, 6.1` },
  papers: { days: 5, counter: 'England working day', citation: `${PARTNERSHIP}, 13.1` },
  draftMinutes: { workingDays: 5, citation: `${PARTNERSHIP}, minutes` },
  attendanceExpected: { percent: 75, citation: `${PARTNERSHIP}, 5.2` },
  meetingsAYear: { atLeast: 2, citation: `${PARTNERSHIP}, 5.1` },
  rotatesPlaces: true,
  chair: { termYears: 2, warnDays: 90, citation: `${PARTNERSHIP}, 3.1 and 3.2` },
  voting: {
    usual: 'consensus',
    majority: 'of members present',
    castingVote: false,
    citation: 'The terms are silent: a default of this record',
  },
  publicQuestions: null,
  minuteNumbers: null,
  forwardPlanInPack: true,
  // 7.1 has the group set the agenda; that it signs each one off is our reading.
  agendaSignOff: { citation: `${PARTNERSHIP}, 7.1` },
  annualSelfAssessment: { citation: `${PARTNERSHIP}, 12.1` },
}

/** In force since the partnership was established. */
export const partnershipTerms = partnership

/** As put to the partnership on 14 February 2025, for the ICB Board to approve. */
export const partnershipTermsProposed: Terms = {
  ...partnership,
  quorum: quorum({
    fraction: { numerator: 1, denominator: 3 },
    limbs: [oneFromTheIcb, { class: 'NHS trust', members: 1 }, twoCouncils],
    deputies: 'where the seat allows',
    remoteCounts: true,
    citation: `${PARTNERSHIP}, as proposed, 4.1`,
  }),
}

const board = defaultTermsFor('1960 Act')

/** What is known of the ICB Board's rules; the rest is the default under the 1960 Act. */
export const boardTerms: Terms = {
  ...board,
  quorum: { ...board.quorum, deputies: 'never' },
  papers: { days: 5, counter: 'England working day', citation: 'ICB, Board meetings page' },
  publicQuestions: { workingDaysBefore: 3, citation: 'ICB, Board meetings page' },
}

const parish = defaultTermsFor('parish council')

/** The law for parish councils, and the group's own run of minute numbers. */
export const taskGroupTerms: Terms = {
  ...parish,
  minuteNumbers: { suffix: 'HS', digits: 2 },
}
