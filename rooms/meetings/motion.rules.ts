import type { Refusal } from '../../platform/outcome.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'

/** Nobody seconds what they moved. */
export const reasonsAgainstMovers = (mover: string | null, seconder: string | null): Refusal[] =>
  mover !== null && mover === seconder
    ? [
        {
          code: 'seconded-by-mover',
          field: 'seconder',
          message: 'A motion is seconded by somebody other than its mover.',
        },
      ]
    : []

export type MotionWords = {
  readonly verb: DecisionVerb
  readonly text: string
  readonly amends: string | null
  readonly wouldRead: string
}

/** Why a motion or an amendment cannot be put in these words. */
export function reasonsAgainstMotion({ verb, text, amends, wouldRead }: MotionWords): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, field: string, message: string) => {
    refusals.push({ code, field, message })
  }
  if (text.trim() === '')
    refuse(
      'text-missing',
      'text',
      amends === null ? 'Write the motion in full.' : 'Write what the amendment would change.',
    )
  if (!Object.hasOwn(decisionVerbs, verb))
    refuse('verb-unknown', 'verb', 'Choose what the meeting is asked to do.')
  if (amends !== null && wouldRead.trim() === '')
    refuse(
      'wording-missing',
      'wouldRead',
      'Write how the motion would read with the amendment: that is what stands if it is carried.',
    )
  return refusals
}
