import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'

/** What the clerk and the chair write; the rest of the report writes itself (R-TOR-16). */
export const sections = {
  opening: {
    heading: 'In brief',
    hint: 'What the year was about, in a paragraph or two.',
  },
  responsibilities: {
    heading: 'Responsibilities discharged',
    hint: 'What the body is for, and what it did about each part of it.',
  },
  compliance: {
    heading: 'What we make of it',
    hint: 'Why a rule was not kept, and what is being done. Stands beneath the findings.',
  },
  changes: {
    heading: 'Changes proposed to the terms of reference',
    hint: 'What should change and why; or that nothing should.',
  },
} as const

export type SectionName = keyof typeof sections

export const sectionNames = Object.keys(sections) as readonly SectionName[]

/** The text of a section, in Markdown. */
export type SectionText = { readonly section: SectionName; readonly text: string }

/** The sections as they are kept: each there, line ends made one kind, edges trimmed. */
export const tidySections = (given: readonly SectionText[]): SectionText[] =>
  sectionNames.map(section => ({
    section,
    text: (given.find(each => each.section === section)?.text ?? '').replace(/\r\n?/g, '\n').trim(),
  }))

/** Which sections two versions write differently. */
export const sectionsThatDiffer = (
  before: readonly SectionText[],
  after: readonly SectionText[],
): SectionName[] => {
  const textOf = (texts: readonly SectionText[], name: SectionName) =>
    texts.find(({ section }) => section === name)?.text ?? ''
  return sectionNames.filter(name => textOf(before, name) !== textOf(after, name))
}

/** The field of the form that holds a section. */
export const fieldOf = (section: SectionName) => `section-${section}`

/** Of the sections, those that nobody has written: said before it goes to a meeting. */
export const unwritten = (texts: readonly SectionText[]): SectionName[] =>
  sectionNames.filter(
    name => (texts.find(({ section }) => section === name)?.text ?? '').trim() === '',
  )

/** A meeting of the year and how it went, for the report. */
export type MeetingLine = {
  readonly day: Day
  readonly words: string
  readonly path: string
}

export type WorkOfYear = {
  readonly meetings: readonly MeetingLine[]
  readonly decisions: readonly {
    readonly on: Day
    readonly verb: string
    readonly text: string
  }[]
  readonly actionsRaised: number
  readonly actionsClosed: number
  readonly questionsAsked: number
  readonly questionsAnswered: number
}

/** Why a year cannot be assessed: the terms ask for none, or it has not ended. */
export function reasonsNotToBegin(facts: {
  readonly year: { readonly name: string; readonly last: Day }
  readonly today: Day
  readonly owed: boolean
  readonly begun: boolean
}): Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (code: string, message: string) => refusals.push({ code, field: 'year', message })
  if (facts.begun)
    refuse('assessment-begun', `The self-assessment for ${facts.year.name} is begun already.`)
  if (!facts.owed)
    refuse(
      'assessment-not-owed',
      'The terms of reference of this body ask for no yearly self-assessment. Say so in its terms first.',
    )
  if (facts.year.last >= facts.today)
    refuse(
      'year-not-over',
      `${facts.year.name} ends on ${formatDay(facts.year.last)}: it is assessed after that.`,
    )
  return refusals
}

/**
 * Why a self-assessment cannot be published: no meeting has had it, or none that had it
 * approved it. What is published is what the meeting approved, and no later draft.
 */
export function reasonsNotToPublish(facts: {
  readonly submittedTo: Day | null
  readonly approvedOn: Day | null
  readonly published: boolean
}): Refusal[] {
  if (facts.submittedTo === null)
    return [
      {
        code: 'not-submitted',
        message: 'It has not been put to a meeting yet: submit it to one, which approves it.',
      },
    ]
  if (facts.approvedOn === null)
    return [
      {
        code: 'not-approved',
        message: `The meeting of ${formatDay(facts.submittedTo)} has not approved it: record its decision first, under the item that bears the paper.`,
      },
    ]
  if (facts.published)
    return [
      {
        code: 'published-already',
        message:
          'What that meeting approved is published already. A correction goes to a meeting again.',
      },
    ]
  return []
}

/** The last day on which a year is assessed and reported: six months after its end (decision 16). */
export const MONTHS_TO_ASSESS = 6
