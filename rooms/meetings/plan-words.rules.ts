import type { PlanEntry } from './forward-plan.rules.ts'

const kinds = {
  recurring: 'Recurring',
  requested: 'Requested',
  'carried over': 'Carried over',
  decision: 'From a decision',
  action: 'From an action',
} as const

/** Where an item of the plan comes from: 'Recurring: Terms of reference, 5.2'. */
export const sourceWords = ({ sourceKind, source }: Pick<PlanEntry, 'sourceKind' | 'source'>) =>
  source === '' ? kinds[sourceKind] : `${kinds[sourceKind]}: ${source}`
