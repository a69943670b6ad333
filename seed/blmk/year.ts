import { day } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { addPlanItem } from '../../rooms/meetings/add-plan-item.ts'
import { nameAgendaSetter } from '../../rooms/meetings/name-agenda-setter.ts'
import { recurInPlan } from '../../rooms/meetings/recur-in-plan.ts'
import { type DatedAct, type Kept, perform } from './timeline.ts'

const ESTABLISHED = day('2022-07-01')
/**
 * The first day of the year after the meeting of February 2025, whose pack had no forward plan
 * (R-TOR-13). The plan begins here, so that pack stays as it was.
 */
const PLAN_BEGINS = day('2025-04-01')

const clerk = 'partnership-governance-lead-blmk-icb'
const TERMS = 'Terms of reference'

/** R-TOR-13: the committee's chair, the ICB's chair, and the chairs of five boards or their deputies. */
const group = [
  'Chair of the partnership',
  'Chair of the ICB',
  ...['Bedford Borough', 'Buckinghamshire', 'Central Bedfordshire', 'Luton', 'Milton Keynes'].map(
    council => `Chair of the Health and Wellbeing Board, ${council}, or deputy`,
  ),
]

const agendaSettingGroup = async (acting: Acting, { idOf }: Kept) => {
  for (const office of group)
    await perform(
      nameAgendaSetter(acting, {
        body: idOf('body', 'partnership'),
        office,
        from: ESTABLISHED,
        source: `${TERMS}, 7.1`,
      }),
    )
}

/** What the terms of reference themselves bring back; in which month they do not say. */
const recurring = [
  {
    title: 'Report on members’ attendance in the year',
    rhythm: 'yearly',
    purposes: ['note'],
    lead: 'Partnership Governance Lead',
    source: `${TERMS}, 5.2`,
  },
  {
    title: 'Self-assessment of the partnership, and its annual report',
    rhythm: 'yearly',
    purposes: ['approve'],
    lead: '',
    source: `${TERMS}, 12.1`,
  },
  {
    title: 'Disclosure of interests, and the register',
    kind: 'interests',
    rhythm: 'each meeting',
    purposes: ['note'],
    lead: 'Chair',
    source: 'As on the agenda of 14 February 2025',
  },
  {
    title: 'Minutes of the last meeting',
    kind: 'minutes',
    rhythm: 'each meeting',
    purposes: ['approve'],
    lead: 'Chair',
    source: `${TERMS}, 13.1`,
  },
  {
    title: 'Review of the action tracker',
    kind: 'actions',
    rhythm: 'each meeting',
    purposes: ['note'],
    lead: 'Chair',
    source: 'As on the agenda of 14 February 2025',
  },
] as const

/** What the papers of February 2025 say will come back to the partnership, and when. */
const expected = [
  {
    title: 'Final ICB Green Plan',
    month: day('2025-09-01'),
    purposes: ['receive'],
    lead: 'associate-director-of-sustainability-and-growth-blmk-icb',
    source: 'papers of 14 February 2025, Green Plan, next steps',
  },
  {
    title: 'Health and Care Strategy 2026 to 2029: final draft',
    month: day('2026-03-01'),
    purposes: ['approve'],
    lead: 'deputy-chief-of-strategy-and-assurance-blmk-icb',
    source: 'papers of 14 February 2025, Health and Care Strategy, when it is renewed',
  },
] as const

const forwardPlan = async (acting: Acting, { idOf }: Kept) => {
  const body = idOf('body', 'partnership')
  for (const item of recurring)
    await perform(
      recurInPlan(acting, {
        kind: 'business',
        ...item,
        body,
        months: [],
        from: PLAN_BEGINS,
      }),
    )
  for (const { title, month, purposes, lead, source } of expected)
    await perform(
      addPlanItem(acting, {
        body,
        title,
        kind: 'business',
        leadPerson: idOf('person', lead),
        purposes,
        audience: 'public',
        sourceKind: 'carried over',
        source,
        placing: { at: 'month', month },
      }),
    )
}

/**
 * The partnership's agenda-setting group and forward plan. No meeting after February 2025 is
 * known from the papers, so none is planned here, and the year shows the gap.
 */
export const year: readonly DatedAct[] = [
  { on: ESTABLISHED, act: agendaSettingGroup },
  { on: PLAN_BEGINS, by: clerk, act: forwardPlan },
]
