import { formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import { type Answer, answers } from './invitation.rules.ts'

export type InvitationLetterFacts = {
  readonly kind: 'invitation' | 'asked anew' | 'reminder' | 'arrangements'
  readonly name: string
  readonly bodyName: string
  readonly day: Parameters<typeof formatDay>[0]
  /** '10am to midday, Council offices, Bedford' */
  readonly whenAndWhere: string
  /** How to join remotely; '' where nothing is known. */
  readonly joining: string
  /** Where the papers are; '' while they are not published. */
  readonly papers: string
  readonly offered: readonly Answer[]
  /** Whether the terms let nobody send a deputy, so that it is said. */
  readonly noDeputies: boolean
  /** The address of an answer's page. */
  readonly linkOf: (slug: string) => string
}

/** The address at which an answer is already chosen; pressing the button there gives it. */
export const replyAddress = (site: string, key: string, slug?: string): string =>
  `${site}/reply?key=${encodeURIComponent(key)}${slug === undefined ? '' : `&answer=${slug}`}`

/** The letter that invites somebody to a meeting, or reminds them that they have not replied. */
export function invitationLetter(facts: InvitationLetterFacts): {
  readonly subject: string
  readonly body: string
} {
  const { kind, name, bodyName, offered, linkOf } = facts
  const on = formatDay(facts.day)
  const openings = {
    invitation: `You are invited to a meeting of ${bodyName}.`,
    'asked anew': `The arrangements for a meeting of ${bodyName} have changed. You are invited anew: what you may have answered before was for the former arrangements, and no longer counts.`,
    arrangements: `Here is once more how a meeting of ${bodyName} is arranged. What you have replied stands.`,
    reminder: `You have not yet said whether you will come to a meeting of ${bodyName}.`,
  }
  const subjects = {
    invitation: `Invitation: ${bodyName}, ${on}`,
    'asked anew': `Changed: ${bodyName}, ${on}`,
    arrangements: `Arrangements: ${bodyName}, ${on}`,
    reminder: `Please reply: ${bodyName}, ${on}`,
  }
  const lines = [
    name,
    '',
    openings[kind],
    '',
    formatDayWithWeekday(facts.day),
    facts.whenAndWhere,
    ...(facts.joining === '' ? [] : ['', 'How to join remotely:', facts.joining]),
    '',
    facts.papers === '' ? 'The papers are not published yet.' : `The papers: ${facts.papers}`,
    '',
    'WILL YOU COME?',
    'Open the line that is your answer, and press the button on its page. You need not sign in.',
    ...answers
      .filter(({ answer }) => offered.includes(answer))
      .flatMap(({ says, slug }) => ['', `${says}:`, linkOf(slug)]),
    '',
    ...(facts.noDeputies ? [`${bodyName} permits no deputies.`, ''] : []),
    'You can change your answer by the same lines until the meeting begins.',
    'They are yours alone: whoever opens them answers in your name, so please do not pass this letter on.',
  ]
  return { subject: subjects[kind], body: `${lines.join('\n')}\n` }
}
