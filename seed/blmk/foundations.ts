import { type Day, day } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { admitParticipant } from '../../rooms/bodies/admit-participant.ts'
import { adoptTerms } from '../../rooms/bodies/adopt-terms.ts'
import { appoint } from '../../rooms/bodies/appoint.ts'
import { appointToOffice } from '../../rooms/bodies/appoint-to-office.ts'
import { createSeat } from '../../rooms/bodies/create-seat.ts'
import { endAppointment } from '../../rooms/bodies/end-appointment.ts'
import { establishBody } from '../../rooms/bodies/establish-body.ts'
import { nameDeputy } from '../../rooms/bodies/name-deputy.ts'
import { recordOrganisation } from '../../rooms/bodies/record-organisation.ts'
import { recordPlace } from '../../rooms/bodies/record-place.ts'
import { stateMembers } from '../../rooms/bodies/state-members.ts'
import { grantRole } from '../../rooms/people/grant-role.ts'
import type { Role } from '../../rooms/people/permissions.rules.ts'
import { recordPerson } from '../../rooms/people/record-person.ts'
import committees from './facts/committees.json' with { type: 'json' }
import organisations from './facts/organisations.json' with { type: 'json' }
import partnership from './facts/partnership.json' with { type: 'json' }
import people from './facts/people.json' with { type: 'json' }
import places from './facts/places.json' with { type: 'json' }
import { boardTerms, partnershipTerms, partnershipTermsProposed, taskGroupTerms } from './terms.ts'
import { type DatedAct, type Kept, perform } from './timeline.ts'

/** The day on which this record begins: the week of the task group's first meeting. */
const BEGINS = day('2020-03-02')
/** The ICB and the partnership were established on one day. */
const ESTABLISHED = day('2022-07-01')
const REPORT_YEAR = 'ICB annual report 2024/25'
/** The first day of the year for which the annual report says who was who. */
const YEAR_BEGINS = day('2024-04-01')

const peopleAndOrganisations = async (acting: Acting, { keep, idOf }: Kept) => {
  for (const { key, name, position } of people)
    keep('person', key, (await perform(recordPerson(acting, { name, position }))).id)
  for (const { key, codes, places: _served, class: kind, ...named } of organisations) {
    const organisation = await perform(
      recordOrganisation(acting, {
        slug: key,
        class: kind,
        ...named,
        codes: codes.map(({ scheme, code }) => ({ scheme: scheme as 'ODS' | 'ONS', code })),
      }),
    )
    keep('organisation', key, organisation)
  }
  for (const place of places) {
    const served = organisations.filter(organisation =>
      (organisation.places as string[]).includes(place.slug),
    )
    const id = await perform(
      recordPlace(acting, {
        ...place,
        organisations: served.map(({ key }) => idOf('organisation', key)),
      }),
    )
    keep('place', place.slug, id)
  }
}

const councils = [
  ['bedford', 'Bedford Borough', 'bedford-borough-council'],
  ['buckinghamshire', 'Buckinghamshire', 'buckinghamshire-council'],
  ['central-bedfordshire', 'Central Bedfordshire', 'central-bedfordshire-council'],
  ['luton', 'Luton', 'luton-borough-council'],
  ['milton-keynes', 'Milton Keynes', 'milton-keynes-city-council'],
] as const

const icbAndItsCommittees = async (acting: Acting, { keep, idOf }: Kept) => {
  const icb = idOf('organisation', 'blmk-icb')
  const board = await perform(
    establishBody(acting, {
      slug: 'icb-board',
      name: 'Board of the Integrated Care Board',
      kind: 'board',
      regime: '1960 Act',
      organisation: icb,
      purpose:
        'Sets strategy, holds the organisation to account, seeks assurance and shapes its culture.',
      legalBasis: 'A unitary board under the Health and Care Act 2022.',
      establishedOn: ESTABLISHED,
    }),
  )
  keep('body', 'icb-board', board)
  await perform(
    adoptTerms(acting, {
      body: board,
      title: 'What is published of the Board’s rules',
      inForceFrom: ESTABLISHED,
      terms: boardTerms,
      source: 'ICB, Board meetings page; defaults where it is silent',
    }),
  )
  for (const { slug, name, purpose } of committees)
    keep(
      'body',
      slug,
      await perform(
        establishBody(acting, {
          slug,
          name,
          purpose,
          kind: 'committee',
          regime: '1960 Act',
          organisation: icb,
          establishedOn: ESTABLISHED,
          reportsTo: [board],
        }),
      ),
    )
  for (const [place, name, organisation] of councils)
    keep(
      'body',
      `wellbeing-board-${place}`,
      await perform(
        establishBody(acting, {
          slug: `health-and-wellbeing-board-${place}`,
          name: `Health and Wellbeing Board, ${name}`,
          kind: 'wellbeing board',
          regime: 'principal council',
          organisation: idOf('organisation', organisation),
          place: idOf('place', place),
          purpose: `Leads on the health and wellbeing of residents of ${name}.`,
        }),
      ),
    )
}

const thePartnership = async (acting: Acting, { keep, idOf }: Kept) => {
  const body = await perform(
    establishBody(acting, {
      slug: 'health-and-care-partnership',
      name: 'BLMK Health and Care Partnership',
      kind: 'joint committee',
      regime: '1960 Act',
      purpose:
        'Brings the NHS, five councils, Healthwatch and the voluntary sector together to agree a health and care strategy and to act on what shapes people’s health.',
      legalBasis:
        'A joint committee of the ICB and five local authorities: Local Government and Public Involvement in Health Act 2007, section 116ZA.',
      establishedOn: ESTABLISHED,
      reportsTo: [
        idOf('body', 'icb-board'),
        ...councils.map(([place]) => idOf('body', `wellbeing-board-${place}`)),
      ],
    }),
  )
  keep('body', 'partnership', body)
  await perform(
    adoptTerms(acting, {
      body,
      title: 'Terms of reference since establishment',
      inForceFrom: ESTABLISHED,
      terms: partnershipTerms,
      source: 'Partnership papers for 14 February 2025, Appendix A',
    }),
  )
  for (const seat of partnership.seats)
    keep(
      'seat',
      seat.key,
      await perform(
        createSeat(acting, {
          body,
          class: seat.class,
          ...(seat.organisation ? { organisation: idOf('organisation', seat.organisation) } : {}),
          role: seat.role,
          minHolders: seat.min,
          maxHolders: seat.max,
          voting: true,
          deputiesAllowed: seat.deputies,
          from: ESTABLISHED,
          note: seat.note,
        }),
      ),
    )
  for (const { organisation, description, basis } of partnership.participants)
    await perform(
      admitParticipant(acting, {
        body,
        ...(organisation ? { organisation: idOf('organisation', organisation) } : {}),
        description,
        basis,
        from: ESTABLISHED,
      }),
    )
  await perform(
    appointToOffice(acting, {
      body,
      office: 'secretary',
      person: idOf('person', 'partnership-governance-lead-blmk-icb'),
      from: ESTABLISHED,
    }),
  )
}

type Holder = {
  readonly person: string
  readonly from: string
  readonly endedOn?: string
  readonly endReason?: string
}

const leaving = (seat: string, person: string, endedOn: Day, reason: string): DatedAct => ({
  on: endedOn,
  act: async (acting, { idOf }) => {
    const appointment = idOf('appointment', `${seat}/${person}`)
    await perform(endAppointment(acting, { appointment, endedOn, reason }))
  },
})

const coChairs = async (acting: Acting, { idOf }: Kept) => {
  for (const person of [
    'portfolio-holder-for-public-health-luton-co-chair',
    'health-and-wellbeing-board-chair-bedford-borough-co-chair',
  ])
    await perform(
      appointToOffice(acting, {
        body: idOf('body', 'partnership'),
        office: 'co-chair',
        person: idOf('person', person),
        from: YEAR_BEGINS,
        source: `${REPORT_YEAR}. Co-chairs by practice: the terms speak of a chair and a deputy`,
      }),
    )
}

/** Who came to a seat, and who left it, each on the day. */
const membershipActs = (): DatedAct[] =>
  partnership.seats.flatMap(seat => [
    ...(seat.holders as readonly Holder[]).flatMap(holder => [
      {
        on: day(holder.from),
        act: async (acting: Acting, { keep, idOf }: Kept) => {
          const id = await perform(
            appoint(acting, {
              seat: idOf('seat', seat.key),
              person: idOf('person', holder.person),
              from: day(holder.from),
              source: REPORT_YEAR,
            }),
          )
          keep('appointment', `${seat.key}/${holder.person}`, id)
        },
      },
      ...(holder.endedOn === undefined
        ? []
        : [leaving(seat.key, holder.person, day(holder.endedOn), holder.endReason ?? '')]),
    ]),
    ...seat.namedDeputies.map(deputy => ({
      on: YEAR_BEGINS,
      act: async (acting: Acting, { idOf }: Kept) => {
        await perform(
          nameDeputy(acting, {
            seat: idOf('seat', seat.key),
            person: idOf('person', deputy),
            from: YEAR_BEGINS,
          }),
        )
      },
    })),
  ])

const theTaskGroup = async (acting: Acting, { keep, idOf }: Kept) => {
  const organisation = idOf('organisation', 'leighton-linslade-town-council')
  const council = await perform(
    establishBody(acting, {
      slug: 'leighton-linslade-town-council',
      name: 'Leighton-Linslade Town Council',
      kind: 'council',
      regime: 'parish council',
      organisation,
      place: idOf('place', 'central-bedfordshire'),
      purpose: 'The parish-level council of Leighton Buzzard and Linslade.',
    }),
  )
  const body = await perform(
    establishBody(acting, {
      slug: 'leighton-linslade-health-services-task-group',
      name: 'Health Services Task and Finish Group',
      kind: 'task group',
      regime: 'parish council',
      organisation,
      place: idOf('place', 'central-bedfordshire'),
      purpose:
        'Presses for the health services that a growing town needs, and asks the NHS what is planned.',
      reportsTo: [council],
    }),
  )
  keep('body', 'task-group', body)
  await perform(
    adoptTerms(acting, {
      body,
      title: 'Local Government Act 1972, Schedule 12',
      inForceFrom: BEGINS,
      terms: taskGroupTerms,
      source: 'The law for parish councils; minute numbers as the group prints them',
    }),
  )
  const seat = await perform(
    createSeat(acting, {
      body,
      class: 'councillor',
      organisation,
      role: 'Town councillors',
      minHolders: 7,
      maxHolders: 7,
      voting: true,
      deputiesAllowed: true,
      from: BEGINS,
      note: 'As many as were at the first meeting; one came in place of another who was ill.',
    }),
  )
  keep('seat', 'councillors', seat)
  for (const person of people.filter(({ key }) => /^town-councillor-(?!substituted)/.test(key)))
    await perform(appoint(acting, { seat, person: idOf('person', person.key), from: BEGINS }))
  for (const description of [
    'Councillors and officers of Central Bedfordshire Council',
    'The local primary care network',
    'Healthwatch Central Bedfordshire',
  ])
    await perform(
      admitParticipant(acting, { body, description, basis: 'by invitation', from: BEGINS }),
    )
  await perform(
    appointToOffice(acting, {
      body,
      office: 'secretary',
      person: idOf('person', 'town-clerk-leighton-linslade'),
      from: BEGINS,
    }),
  )
}

/** Roles beside those that seats and offices give. */
const roles: readonly { person: string; role: Role; body: string | null; from: Day }[] = [
  {
    person: 'partnership-governance-lead-blmk-icb',
    role: 'clerk',
    body: 'icb-board',
    from: ESTABLISHED,
  },
  {
    person: 'chief-of-strategy-and-assurance-blmk-icb',
    role: 'executive lead',
    body: 'partnership',
    from: ESTABLISHED,
  },
  { person: 'head-of-governance-blmk-icb', role: 'administrator', body: null, from: BEGINS },
]

const proposedTerms = async (acting: Acting, { idOf }: Kept) => {
  const body = idOf('body', 'partnership')
  const terms = await perform(
    adoptTerms(acting, {
      body,
      title: 'Terms of reference as proposed in February 2025',
      proposedOn: day('2025-02-14'),
      terms: partnershipTermsProposed,
      source: 'Partnership papers for 14 February 2025, item 8',
    }),
  )
  await perform(
    createSeat(acting, {
      body,
      class: 'VCSE',
      organisation: idOf('organisation', 'vcse-strategy-group'),
      role: 'Co-Chairs of the VCSE Strategy Group',
      minHolders: 2,
      maxHolders: 2,
      voting: true,
      deputiesAllowed: false,
      withTerms: terms,
      note: 'In place of the one seat of the voluntary sector.',
    }),
  )
}

export const foundations: readonly DatedAct[] = [
  { on: BEGINS, act: peopleAndOrganisations },
  { on: BEGINS, act: theTaskGroup },
  { on: ESTABLISHED, act: icbAndItsCommittees },
  { on: ESTABLISHED, act: thePartnership },
  ...roles.map(({ person, role, body, from }) => ({
    on: from,
    act: async (acting: Acting, { idOf }: Kept) => {
      await perform(
        grantRole(acting, {
          person: idOf('person', person),
          role,
          scope: body && idOf('body', body),
          from,
        }),
      )
    },
  })),
  ...membershipActs(),
  { on: YEAR_BEGINS, act: coChairs },
  {
    on: day('2024-09-19'),
    act: async (acting, { idOf }) => {
      await perform(
        stateMembers(acting, {
          body: idOf('body', 'partnership'),
          from: day('2024-09-19'),
          until: day('2024-09-19'),
          members: 34,
          deputiesAsMinuted: true,
          citation:
            'The minutes of 19 September 2024, item 2: seventeen members were required, which is half of thirty-four',
        }),
      )
    },
  },
  { on: day('2025-02-14'), act: proposedTerms },
]

/** Who may be chosen at the demonstration's sign-in. */
export const demoPersons: readonly { readonly person: string; readonly role: string }[] = [
  { person: 'partnership-governance-lead-blmk-icb', role: 'Clerk of the partnership' },
  { person: 'portfolio-holder-for-public-health-luton-co-chair', role: 'Chair of the partnership' },
  { person: 'chief-executive-healthwatch-central-bedfordshire', role: 'Member of the partnership' },
  { person: 'chief-of-strategy-and-assurance-blmk-icb', role: 'Executive lead' },
  { person: 'town-clerk-leighton-linslade', role: 'Clerk of the town council’s task group' },
  { person: 'head-of-governance-blmk-icb', role: 'Administrator' },
]
