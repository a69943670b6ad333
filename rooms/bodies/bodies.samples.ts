import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { recordPerson } from '../people/record-person.ts'
import { adoptTerms } from './adopt-terms.ts'
import { appoint } from './appoint.ts'
import { createSeat } from './create-seat.ts'
import { establishBody } from './establish-body.ts'
import { recordOrganisation } from './record-organisation.ts'
import { defaultTermsFor, type Terms } from './terms.rules.ts'

export const founded = day('2022-07-01')

let serial = 0
const next = () => {
  serial += 1
  return serial
}

/** A person by office; answers with the id. */
export const aPerson = async (acting: Acting, name = `Member ${next()}`, email?: string) =>
  expectDone(await recordPerson(acting, { name, ...(email ? { email } : {}) })).id

export const anOrganisation = async (
  acting: Acting,
  differences: Partial<Parameters<typeof recordOrganisation>[1]> = {},
) => {
  const at = next()
  return expectDone(
    await recordOrganisation(acting, {
      slug: `organisation-${at}`,
      class: 'local authority',
      name: `Organisation ${at}`,
      shortName: `Org ${at}`,
      ...differences,
    }),
  )
}

export const aBody = async (
  acting: Acting,
  differences: Partial<Parameters<typeof establishBody>[1]> = {},
) => {
  const at = next()
  return expectDone(
    await establishBody(acting, {
      slug: `body-${at}`,
      name: `Body ${at}`,
      kind: 'committee',
      regime: '1960 Act',
      purpose: 'To try things out.',
      establishedOn: founded,
      ...differences,
    }),
  )
}

export const aSeat = async (
  acting: Acting,
  body: string,
  differences: Partial<Parameters<typeof createSeat>[1]> = {},
) =>
  expectDone(
    await createSeat(acting, {
      body,
      class: 'member',
      role: 'Member',
      minHolders: 1,
      maxHolders: 1,
      voting: true,
      deputiesAllowed: false,
      from: founded,
      ...differences,
    }),
  )

export const anAppointment = async (
  acting: Acting,
  seat: string,
  differences: Partial<Parameters<typeof appoint>[1]> = {},
) =>
  expectDone(
    await appoint(acting, {
      seat,
      person: differences.person ?? (await aPerson(acting)),
      from: founded,
      ...differences,
    }),
  )

export const someTerms = async (
  acting: Acting,
  body: string,
  differences: Partial<Parameters<typeof adoptTerms>[1]> = {},
) =>
  expectDone(
    await adoptTerms(acting, {
      body,
      title: 'As first adopted',
      terms: defaultTermsFor('1960 Act'),
      source: 'Terms of reference, July 2022',
      ...(differences.proposedOn ? {} : { inForceFrom: founded }),
      ...differences,
    }),
  )

/** Half, with ICB and two councils; and one third, with an NHS trust as well (R-TOR-2, R-TOR-3). */
export const partnershipTerms = (which: 'existing' | 'proposed'): Terms => {
  const councils = { class: 'local authority', organisations: 2, membersEach: 1 }
  const icb = { class: 'ICB', members: 1 }
  const existing = which === 'existing'
  const from = (section: string) => `Terms of reference, section ${section}`
  return {
    ...defaultTermsFor('1960 Act'),
    quorum: {
      fraction: { numerator: 1, denominator: existing ? 2 : 3 },
      limbs: existing ? [icb, councils] : [icb, { class: 'NHS trust', members: 1 }, councils],
      deputies: 'where the seat allows',
      remoteCounts: true,
      rule: existing
        ? 'At least half of the members, among them the ICB and two councils.'
        : 'At least one third of the members, among them the ICB, an NHS trust and two councils.',
      citation: from('4.1'),
    },
    papers: { days: 5, counter: 'England working day', citation: from('13.1') },
    draftMinutes: { workingDays: 5, citation: from('13.1') },
    attendanceExpected: { percent: 75, citation: from('5.2') },
    meetingsAYear: { atLeast: 2, citation: from('5.1') },
    rotatesPlaces: true,
    chair: { termYears: 2, warnDays: 90, citation: from('3.2') },
    forwardPlanInPack: true,
  }
}
