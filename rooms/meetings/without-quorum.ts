import type { Refusal } from '../../platform/outcome.ts'
import { countOf, listed } from '../../platform/plain-english.rules.ts'
import { needsQuorum } from './formal-business.rules.ts'
import type { Item } from './read-agenda.ts'
import type { DecisionRow } from './read-attendance.ts'
import type { QuorumByItem } from './read-quorum.ts'

/**
 * Why an attendance or a withdrawal cannot be recorded: formal decisions stand that
 * would then have been taken without a quorum (R-TOR-7). The clerk removes or amends
 * those first, so that the record never holds both.
 */
export function reasonsLeftWithoutQuorum(
  quorum: QuorumByItem,
  decisions: readonly DecisionRow[],
  items: readonly Item[],
): Refusal[] {
  if (!quorum.termsInForce) return []
  const without = decisions.filter(
    decision =>
      needsQuorum(decision.verb, decision.for_body || undefined) &&
      !quorum.atDecision(decision)?.quorate,
  )
  if (without.length === 0) return []
  const numbers = new Set(
    without.map(({ item_id }) => items.find(item => item.id === item_id)?.number ?? '?'),
  )
  const what = countOf(
    without.length,
    'decision that needs a quorum is',
    'decisions that need a quorum are',
  )
  return [
    {
      code: 'decisions-without-quorum',
      message: `This would leave the meeting without a quorum, but ${what} recorded under item ${listed([...numbers])}. Amend or remove ${without.length === 1 ? 'it' : 'them'} first.`,
    },
  ]
}
