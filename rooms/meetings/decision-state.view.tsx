import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { opening } from '../../platform/plain-english.rules.ts'
import type { DecisionState } from './decision-state.rules.ts'

const colours: Readonly<Record<DecisionState['state'], TagColour>> = {
  stands: 'green',
  'open to call-in': 'blue',
  'called in': 'amber',
  'referred back': 'amber',
  'changed after call-in': 'amber',
  amended: 'amber',
  rescinded: 'red',
}

/** How a decision stands, where there is anything to say of it. */
export const DecisionStateTag = ({ state }: { state: DecisionState }) => (
  <StatusTag colour={colours[state.state]}>{opening(state.state)}</StatusTag>
)

/** The same in a sentence beneath the decision; nothing where it simply stands. */
export const DecisionStateText = ({ state }: { state: DecisionState | undefined }) =>
  !state || state.words === '' ? null : (
    <p className="nhsuk-u-margin-bottom-1">
      <DecisionStateTag state={state} /> {state.words}
    </p>
  )
