import { addDays, type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { NamedInInterest } from '../meetings/conflict-matching.rules.ts'
import { commonWords } from '../meetings/field-vocabulary.rules.ts'
import { normal, phraseOf } from '../meetings/passage.rules.ts'

/** What a register of interests is held against, and what each check asks. */
export const interestChecks = {
  party: {
    title: 'Interests in what an item names',
    asks: 'An item of a meeting names an organisation in which a member has an interest, and nothing was settled beforehand or declared at the meeting. Meetings of the last twelve months, and those to come.',
    rule: 'An interest is minuted with how it was handled. R-COI-8',
    none: 'No item names an organisation in which a member has an interest that was passed over.',
  },
  shared: {
    title: 'People who share an interest',
    asks: 'Two or more people have an interest in one organisation: at an item about it all of them may be out, and its quorum with them.',
    rule: 'Excluded members leave the quorum of the item. R-COI-1, R-COI-8',
    none: 'No two people have an interest in one organisation.',
  },
  undeclared: {
    title: 'People in post without a declaration',
    asks: 'Somebody holds a seat or an office and has made no return to this register. Having nothing to declare is a return, too.',
    rule: 'Declare on appointment, within 28 days; a blank is not a nil return. R-COI-3, R-COI-5',
    none: 'Everybody in post has made a return, or still has time to.',
  },
  minuted: {
    title: 'Declared at a meeting and not in the register',
    asks: 'The record of a meeting of the last three years has a declaration of which the register says nothing.',
    rule: 'An interest is declared within 28 days of its arising. R-COI-3, R-COI-8',
    none: 'The register has everything that was declared at meetings.',
  },
} as const

export type InterestCheck = keyof typeof interestChecks

/** A fault found, or what looks like one. */
export type InterestFinding = {
  readonly check: InterestCheck
  /** The same as long as the matter is the same. */
  readonly about: string
  /** Whom it concerns. An answer holds for those whom it was given for. */
  readonly people: readonly string[]
  readonly what: string
  readonly why: string
  /** Where it is mended. */
  readonly mend: { readonly href: string; readonly text: string }
  /** Where what was found can be read, if elsewhere. */
  readonly see?: { readonly href: string; readonly text: string }
}

type BodyNamed = { readonly id: string; readonly slug: string }
type NameOf = (person: string) => string

/** Days within which an interest is declared (R-COI-3). */
const DAYS_TO_DECLARE = 28

export type Post = {
  readonly person: string
  /** Null where the record does not tell. */
  readonly since: Day | null
}

/** Those in post who have made no return in the time that they have for it (R-COI-3, R-COI-5). */
export function undeclaredFindings(facts: {
  readonly body: BodyNamed
  readonly posts: readonly Post[]
  readonly declared: ReadonlySet<string>
  /** Those whose return is blank or unclear. */
  readonly blank: ReadonlySet<string>
  readonly nameOf: NameOf
  readonly today: Day
}): InterestFinding[] {
  const { body, posts, declared, blank, nameOf, today } = facts
  const none = (person: string) =>
    blank.has(person) ? 'Theirs is blank or unclear, which is not a nil return.' : 'There is none.'
  return [...new Set(posts.map(({ person }) => person))].flatMap(person => {
    if (declared.has(person)) return []
    const days = posts.filter(post => post.person === person).map(({ since }) => since)
    // Whoever has sat in one seat for long has had the time, whatever else they took on since.
    const since = days.includes(null) ? null : (days.sort()[0] ?? null)
    const until = since === null ? null : addDays(since, DAYS_TO_DECLARE)
    if (until !== null && until >= today) return []
    return [
      {
        check: 'undeclared' as const,
        about: `undeclared/${person}`,
        people: [person],
        what: nameOf(person),
        why:
          since === null || until === null
            ? `In post. A return is due within 28 days of an appointment. ${none(person)}`
            : `In post since ${formatDay(since)}, so a return was due by ${formatDay(until)}. ${none(person)}`,
        mend: { href: `/work/interests/${body.slug}/enter`, text: 'Enter their return' },
      },
    ]
  })
}

/** Organisations in which several people have an interest. */
export function sharedFindings(facts: {
  readonly body: BodyNamed
  readonly named: readonly NamedInInterest[]
  readonly nameOf: NameOf
  /** What an interest says, by its id. */
  readonly textOf: (interest: string) => string
}): InterestFinding[] {
  const { body, named, nameOf, textOf } = facts
  const holders = new Map<string, { name: string; people: Map<string, string> }>()
  for (const { interest, person, names } of named)
    for (const { key, name } of names) {
      const known = holders.get(key) ?? { name, people: new Map<string, string>() }
      if (!known.people.has(person)) known.people.set(person, textOf(interest))
      holders.set(key, known)
    }
  return [...holders]
    .filter(([, { people }]) => people.size > 1)
    .map(([key, { name, people }]) => {
      const persons = [...people.keys()].sort((one, other) =>
        nameOf(one).localeCompare(nameOf(other), 'en-GB'),
      )
      return {
        check: 'shared' as const,
        about: `shared/${key}`,
        people: persons,
        what: name,
        why: `${persons.map(person => `${nameOf(person)}: “${people.get(person)}”`).join('; ')}.`,
        mend: { href: `/work/interests/${body.slug}`, text: 'See the register' },
      }
    })
    .sort((one, other) => one.what.localeCompare(other.what, 'en-GB'))
}

export type Minuted = {
  readonly id: string
  readonly slug: string
  readonly day: Day
  readonly number: string
  readonly person: string
  readonly interest: string
}

/** A line of the register, and what it names. */
export type Registered = {
  readonly person: string
  readonly description: string
  readonly sensitive: boolean
  readonly names: readonly string[]
}

const common = new Set(commonWords.map(normal))
const telling = (text: string) =>
  new Set(phraseOf(text).filter(word => word.length >= 5 && !common.has(word)))

/** What the minutes say of an interest whose details are withheld (R-COI-12). */
const saysOnlyThat = (interest: string) => /^an interest\b.{0,20}$/i.test(interest.trim())

/**
 * Whether a line of the register may well be what was declared in other words: one text within
 * the other, the same organisation, or half of the telling words.
 */
function isOf(minuted: { readonly interest: string; readonly names: readonly string[] }) {
  const [said, words] = [normal(minuted.interest), telling(minuted.interest)]
  return (line: Registered): boolean => {
    if (saysOnlyThat(minuted.interest)) return line.sensitive
    const written = normal(line.description)
    if (written === '' || said === '') return false
    if (written.includes(said) || said.includes(written)) return true
    if (line.names.some(name => minuted.names.includes(name))) return true
    const own = telling(line.description)
    const fewer = Math.min(words.size, own.size)
    const both = [...words].filter(word => own.has(word)).length
    return fewer > 0 && both * 2 >= fewer
  }
}

/** What was declared at meetings and is not in the register in any words. */
export function minutedFindings(facts: {
  readonly body: BodyNamed
  readonly minuted: readonly (Minuted & { readonly names: readonly string[] })[]
  readonly register: readonly Registered[]
  readonly nameOf: NameOf
}): InterestFinding[] {
  const { body, minuted, register, nameOf } = facts
  return minuted
    .filter(each => !register.filter(({ person }) => person === each.person).some(isOf(each)))
    .map(({ id, slug, day, number, person, interest }) => ({
      check: 'minuted' as const,
      about: `minuted/${id}`,
      people: [person],
      what: `${nameOf(person)}, ${formatDay(day)}`,
      why: `${number === '' ? 'For the meeting as a whole' : `At item ${number}`} the record of the meeting has “${interest}”. No return of theirs says so; it was to be in the register by ${formatDay(addDays(day, DAYS_TO_DECLARE))}.`,
      mend: {
        href: `/work/interests/${body.slug}/enter`,
        text: 'Enter it in the register',
      },
      see: {
        href: `/work/meetings/${body.slug}/${slug}/declarations`,
        text: 'see what was declared at the meeting',
      },
    }))
}

/** A suggestion about which nobody has said anything. */
export type PassedOver = {
  readonly slug: string
  readonly day: Day
  readonly item: string
  readonly number: string
  readonly title: string
  readonly person: string
  readonly interest: string
  readonly why: string
}

/** Items that name an organisation in which a member has an interest, with nothing settled or declared. */
export const partyFindings = (facts: {
  readonly body: BodyNamed
  readonly passedOver: readonly PassedOver[]
  readonly nameOf: NameOf
  readonly today: Day
}): InterestFinding[] =>
  facts.passedOver.map(({ slug, day, item, number, title, person, interest, why }) => {
    const at = `/work/meetings/${facts.body.slug}/${slug}`
    return {
      check: 'party' as const,
      about: `party/${item}/${interest}`,
      people: [person],
      what: `${facts.nameOf(person)}, item ${number} of ${formatDay(day)}: ${title}`,
      why,
      mend:
        day < facts.today
          ? { href: `${at}/declarations`, text: 'Record what was declared' }
          : {
              href: `${at}/conflicts/${item}/${person}/interest-${interest}`,
              text: 'Settle it for the meeting',
            },
    }
  })

export type InterestAnswer = {
  readonly about: string
  readonly people: readonly string[]
  readonly outcome: 'no fault' | 'taken back'
  readonly word: string
  readonly on: Day
  readonly by: string | null
}

export type AnsweredFinding = { readonly finding: InterestFinding; readonly answer: InterestAnswer }

/**
 * What is still to be looked at, and what was answered. The latest answer stands, for the people
 * for whom it was given: with one more of them the matter is another.
 *
 * @param answers oldest first
 */
export function sorted(
  findings: readonly InterestFinding[],
  answers: readonly InterestAnswer[],
): { readonly open: readonly InterestFinding[]; readonly answered: readonly AnsweredFinding[] } {
  const latest = new Map(answers.map(answer => [answer.about, answer]))
  const open: InterestFinding[] = []
  const answered: AnsweredFinding[] = []
  for (const finding of findings) {
    const answer = latest.get(finding.about)
    const holds =
      answer?.outcome === 'no fault' &&
      finding.people.every(person => answer.people.includes(person))
    if (answer && holds) answered.push({ finding, answer })
    else open.push(finding)
  }
  return { open, answered }
}

/** Why something cannot be answered so. */
export function reasonsNotToAnswer(
  { open, answered }: ReturnType<typeof sorted>,
  { about, outcome, word }: Pick<InterestAnswer, 'about' | 'outcome' | 'word'>,
): Refusal[] {
  const isOpen = open.some(finding => finding.about === about)
  const isAnswered = answered.some(({ finding }) => finding.about === about)
  if (!isOpen && !isAnswered)
    return [
      {
        code: 'not-found-any-more',
        field: 'word',
        message: 'This is not found any more: it was mended meanwhile. Nothing needs to be said.',
      },
    ]
  if ((outcome === 'no fault') !== isOpen)
    return [
      {
        code: 'answered-meanwhile',
        field: 'word',
        message: isOpen
          ? 'The answer was taken back already.'
          : 'Somebody has answered this meanwhile. Look at what they said.',
      },
    ]
  return word.trim() === ''
    ? [
        {
          code: 'word-missing',
          field: 'word',
          message:
            outcome === 'no fault'
              ? 'Say in a word why this is no fault.'
              : 'Say in a word why the answer no longer holds.',
        },
      ]
    : []
}
