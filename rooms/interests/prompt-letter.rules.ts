import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Prompt, promptInWords, type ReminderStep } from './prompts.rules.ts'

/** The letter that asks somebody to declare, or reminds them. It says nothing of what was declared. */
export function promptLetter(facts: {
  readonly name: string
  readonly bodyName: string
  readonly prompt: Prompt
  readonly step: ReminderStep
  readonly site: string
}): { readonly subject: string; readonly body: string } {
  const { name, bodyName, prompt, step, site } = facts
  const due: Day | null = prompt.due
  const by = due === null ? '' : step === 'overdue' ? formatDay(due) : `by ${formatDay(due)}`
  const subject =
    step === 'overdue'
      ? `Overdue: your declaration of interests, ${bodyName}`
      : due === null
        ? `Please declare your interests again, ${bodyName}`
        : `Please declare your interests ${by}, ${bodyName}`
  const wanted =
    due === null
      ? 'Please declare again, so that the register can say when.'
      : step === 'overdue'
        ? `Your declaration of interests was due on ${by}.`
        : `Please declare your interests ${by}.`
  const lines = [
    name,
    '',
    `${promptInWords(prompt)} (${bodyName}).`,
    wanted,
    '',
    'Sign in here; it takes five minutes on a telephone:',
    `${site}/work/interests`,
    '',
    'There you declare each interest, confirm with one press that all you have declared is still right, or say that you have nothing to declare: that counts too.',
    'If you cannot sign in, tell whoever keeps the register, who enters it for you.',
  ]
  return { subject, body: `${lines.join('\n')}\n` }
}
