import { readFileSync } from 'node:fs'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { recordPerson } from '../people/record-person.ts'
import { admitParticipant } from './admit-participant.ts'
import { adoptTerms } from './adopt-terms.ts'
import { appoint } from './appoint.ts'
import { appointToOffice } from './appoint-to-office.ts'
import { createSeat } from './create-seat.ts'
import { endSeat } from './end-seat.ts'
import { establishBody } from './establish-body.ts'
import { recordAttendanceTotals } from './record-attendance-totals.ts'
import { recordOrganisation } from './record-organisation.ts'
import { recordPlace } from './record-place.ts'
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
    agendaSignOff: { citation: from('7.1') },
    annualSelfAssessment: { citation: from('12.1') },
  }
}

type Cases = {
  readonly seats: readonly {
    readonly id: string
    readonly class: string
    readonly organisation: string | null
    readonly office: string
    readonly min: number
    readonly max: number
    readonly deputies: boolean
    readonly terms: 'existing' | 'proposed' | 'both'
  }[]
}

/**
 * The Health and Care Partnership as its papers of 14 February 2025 have it: every
 * seat, the terms in force and those proposed, most seats held, one vacant, two
 * co-chairs, participants, and a year's attendance.
 */
export async function thePartnership(acting: Acting, email = 'somebody@example.org') {
  const { seats }: Cases = JSON.parse(
    readFileSync(new URL('./quorum.cases.json', import.meta.url), 'utf8'),
  )
  const luton = expectDone(
    await recordPlace(acting, {
      slug: 'luton',
      name: 'Luton',
      onsCode: 'E06000032',
      ofTheSystem: true,
      organisations: [],
    }),
  )
  const board = await aBody(acting, {
    slug: 'icb-board',
    name: 'Board of the Integrated Care Board',
    kind: 'board',
    purpose: 'Answers for the NHS money and services of the area.',
  })
  const body = await aBody(acting, {
    slug: 'health-and-care-partnership',
    name: 'Health and Care Partnership',
    kind: 'joint committee',
    purpose:
      'Brings the NHS, councils and the voluntary sector together to improve the health of everyone who lives here. It agrees the integrated care strategy and sees that it is acted on.',
    legalBasis:
      'Local Government and Public Involvement in Health Act 2007, section 116ZA: joint committee of the Integrated Care Board and five councils',
    reportsTo: [board],
  })
  await aBody(acting, {
    slug: 'luton-place-board',
    name: 'Luton Place Board',
    place: luton,
    reportsTo: [body],
    purpose: 'Joins up care in Luton.',
  })
  const existing = await someTerms(acting, body, {
    title: 'As adopted in July 2022',
    terms: partnershipTerms('existing'),
  })
  const proposed = await someTerms(acting, body, {
    title: 'As amended in February 2025',
    proposedOn: day('2025-02-14'),
    terms: partnershipTerms('proposed'),
    source: 'Papers of 14 February 2025, Appendix A',
  })
  const organisations = new Map<string, string>()
  for (const { organisation, class: kind } of seats)
    if (organisation !== null && !organisations.has(organisation))
      organisations.set(
        organisation,
        await anOrganisation(acting, { name: organisation, shortName: organisation, class: kind }),
      )
  const held: { seat: string; person: string; name: string }[] = []
  const made = new Map<string, string>()
  for (const line of seats) {
    const organisation =
      line.organisation === null ? undefined : organisations.get(line.organisation)
    const seat = await aSeat(acting, body, {
      class: line.class,
      organisation,
      role: line.office,
      minHolders: line.min,
      maxHolders: line.max,
      deputiesAllowed: line.deputies,
      ...(line.terms === 'proposed' ? { withTerms: proposed, from: undefined } : {}),
    })
    made.set(line.id, seat)
    if (line.terms === 'proposed' || line.id === 'S18') continue
    const name = [line.office, line.organisation].filter(Boolean).join(', ')
    const person = await aPerson(acting, name, email)
    await anAppointment(acting, seat, { person, from: day('2024-04-01') })
    held.push({ seat, person, name })
  }
  for (const line of seats)
    if (line.terms === 'existing')
      expectDone(await endSeat(acting, { seat: made.get(line.id) ?? '', withTerms: proposed }))
  for (const co of held.slice(2, 4))
    expectDone(
      await appointToOffice(acting, {
        body,
        office: 'co-chair',
        person: co.person,
        from: day('2024-04-01'),
      }),
    )
  for (const [description, basis] of [
    ['Chief executives of the NHS trusts', 'as relevant to the items'],
    ['Housing', 'as relevant to the items'],
    ['Carers’ representative', 'as relevant to the items'],
  ] as const)
    expectDone(await admitParticipant(acting, { body, description, basis, from: founded }))
  expectDone(
    await recordAttendanceTotals(acting, {
      body,
      year: '2024-25',
      source: 'Annual report 2024/25, Appendix 1',
      rows: [
        { office: 'Chief Executive Officer, ICB', attended: 2, possible: 2 },
        { office: 'Chair, Cambridgeshire Community Services', attended: 1, possible: 2 },
        {
          office: 'Leader of a group, Milton Keynes City Council',
          attended: 1,
          possible: 1,
          note: 'from 14 February 2025',
        },
        { office: 'Chief Paramedic, East of England Ambulance Service', attended: 0, possible: 2 },
      ],
    }),
  )
  return { body, board, existing, proposed, held, seats: made }
}
