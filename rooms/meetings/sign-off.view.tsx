import { StatusTag } from '../../design/status-tag.tsx'
import type { SignOffStanding } from './sign-off.rules.ts'

const looks = {
  'not signed off': { colour: 'plain', words: 'Not signed off' },
  'signed off': { colour: 'green', words: 'Signed off' },
  'changed since': { colour: 'amber', words: 'Changed since sign-off' },
} as const

/** How the sign-off of an agenda stands. */
export const SignOffTag = ({ state }: { state: SignOffStanding['state'] }) => (
  <StatusTag colour={looks[state].colour}>{looks[state].words}</StatusTag>
)
