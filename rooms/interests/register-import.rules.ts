import {
  type Day,
  formatDay,
  formatPartialDay,
  lastDayOf,
  type PartialDay,
} from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { type Answer, type InterestType, interestTypes } from './declaration.rules.ts'
import type { ColumnField } from './register-columns.rules.ts'
import {
  exactMatches,
  type KnownOrganisation,
  type KnownPerson,
  nameKey,
  namesIn,
  nearMatches,
  organisationIn,
  type PrintedName,
  personsCalled,
} from './register-people.rules.ts'
import {
  answerIn,
  type DayOddity,
  isWrittenTheAmericanWay,
  oneLine,
  type PrintedCell,
  type PrintedDay,
  type PrintedRow,
  printedDay,
  textIn,
  tickIn,
  typesIn,
} from './register-rows.rules.ts'

/** What can be done about a problem. The first that is offered leaves it as printed, where that is possible. */
export type ImportChoice = {
  readonly value: string
  readonly text: string
  /** What must be given with it. */
  readonly asks?: 'word' | 'day' | 'person'
}

/** Something about a printed line that a person should see. */
export type ImportProblem = {
  /** Under which its decision is kept; a problem of a name has one key on all its lines. */
  readonly key: string
  readonly code: string
  /** As a spreadsheet counts. */
  readonly row: number
  /** Further rows that the same decision settles. */
  readonly alsoRows: readonly number[]
  /** 'F12' */
  readonly cell: string
  readonly printed: string
  /** A whole sentence. */
  readonly message: string
  /** Whether somebody must decide before it can be taken in, or it may be taken as it is printed. */
  readonly severity: 'must be decided' | 'may be taken as it is'
  readonly choices: readonly ImportChoice[]
  /** The value of the choice that is suggested, and in words; never taken unasked. */
  readonly suggestion: { readonly value: string; readonly words: string } | null
  /** The value chosen, once somebody chose. */
  readonly decided: string | null
}

/** What was decided: under a problem's key the value chosen, under `KEY-text` what was asked with it. */
export type ImportDecisions = Readonly<Record<string, string>>

/** What an import is held against. `persons` is null where there is no record to look in. */
export type KnownRecord = {
  readonly persons: readonly KnownPerson[] | null
  readonly organisations: readonly KnownOrganisation[]
  readonly today: Day
  /** Whether whoever imports may put new people into the record. */
  readonly mayEnterPeople: boolean
}

type ReadDay = Pick<PartialDay, 'day' | 'precision'> | null

/** A line as it will be taken in. */
export type ImportLine = {
  readonly row: number
  /** Whose it is; a name where the person is to be put into the record with it. */
  readonly person: { readonly id: string } | { readonly enter: PrintedName }
  readonly name: string
  readonly position: string
  readonly answer: Answer
  readonly types: readonly InterestType[]
  readonly description: string
  readonly organisation: string | undefined
  readonly from: string
  readonly fromRead: ReadDay
  readonly to: string
  readonly toRead: ReadDay
  readonly handling: string
  readonly declaredOn: Day | undefined
  readonly declaredText: string
  /** What was printed and has no place of its own, so that the original text is kept. */
  readonly note: string
}

export type LeftOut = { readonly row: number; readonly word: string; readonly printed: string }

export type ExaminedImport = {
  readonly problems: readonly ImportProblem[]
  /** Those that must be decided and are not. */
  readonly undecided: readonly ImportProblem[]
  /** Of the rows that nothing undecided stands against. */
  readonly lines: readonly ImportLine[]
  readonly leftOut: readonly LeftOut[]
}

const flags = interestTypes
const OUT: ImportChoice = { value: 'out', text: 'Leave the row out', asks: 'word' }

/** A form field or an address can hold it. */
const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** What was asked with a decision: a word, a day, or a person. */
const textWith = (decisions: ImportDecisions, key: string) =>
  (decisions[`${key}-text`] ?? '').trim()

/** Why a decision cannot be kept: it is none of those offered, or what it asks for is missing. */
export function reasonsAgainstDecision(
  problem: ImportProblem,
  decisions: ImportDecisions,
  known: KnownRecord,
): Refusal[] {
  const value = decisions[problem.key]
  if (value === undefined || value === '') return []
  const choice = problem.choices.find(each => each.value === value)
  const refuse = (code: string, message: string, field = problem.key) => [{ code, field, message }]
  if (!choice) return refuse('not-a-choice', `Row ${problem.row}: choose one of those offered.`)
  const text = textWith(decisions, problem.key)
  const asked = `${problem.key}-text`
  if (choice.asks === 'word' && text === '')
    return refuse('word-missing', `Row ${problem.row}: say in a word why it is left out.`, asked)
  if (choice.asks === 'person' && !known.persons?.some(({ id }) => id === text))
    return refuse(
      'person-missing',
      `Row ${problem.row}: ${whyNobodyIsMeant(text, known.persons ?? [])}`,
      asked,
    )
  if (choice.asks === 'day') {
    const read = printedDay({ text, isDate: false })
    if (!read.read)
      return refuse(
        'not-a-day',
        `Row ${problem.row}: write the date as 14/02/2025, April 2013 or 2001.`,
        asked,
      )
    if (problem.key.endsWith('-declared') && read.read.precision !== 'day')
      return refuse(
        'not-a-day',
        `Row ${problem.row}: a declaration has a day, such as 14/02/2025.`,
        asked,
      )
    if (problem.key.endsWith('-declared') && read.read.day > known.today)
      return refuse(
        'declared-in-the-future',
        `Row ${problem.row}: that day has not come yet.`,
        asked,
      )
  }
  return []
}

/** Why a name that was typed says not who is meant, in a sentence. */
function whyNobodyIsMeant(typed: string, persons: readonly KnownPerson[]): string {
  if (typed === '') return 'say who it is.'
  const called = personsCalled(typed, persons).length
  return called > 1
    ? `the record has ${called} people called “${oneLine(typed)}”: write their position too, as the list offers them.`
    : `nobody in the record is called “${oneLine(typed)}”: choose from those that the list offers.`
}

/**
 * Looks through the printed lines of a register: whose each is, what is odd about it
 * (R-COI-13), and what it will be taken in as under the decisions made so far.
 * Nothing is guessed: what could mean two things is not read until somebody decides.
 */
export function examineRegister(
  rows: readonly PrintedRow[],
  decisions: ImportDecisions,
  known: KnownRecord,
): ExaminedImport {
  const examiner = new Examiner(rows, decisions, known)
  rows.forEach((row, at) => {
    examiner.examine(row, rows[at - 1])
  })
  return examiner.result()
}

const dayWords: Record<DayOddity, (cell: PrintedCell, read: PrintedDay) => string> = {
  'day-to-the-month': ({ text }, { read }) =>
    `The date gives only a month: it is read as ${read ? formatPartialDay({ text, ...read }) : ''}, and kept so.`,
  'day-to-the-year': ({ text }, { read }) =>
    `The date gives only a year: it is read as ${read ? formatPartialDay({ text, ...read }) : ''}, and kept so.`,
  'two-digit-year': (_, { read }) =>
    `The year has two figures: it is read as ${read?.day.slice(0, 4)}.`,
  'words-round-a-day': (_, { read }) =>
    `There are words round the date: it is read as ${read ? formatDay(read.day) : ''}, and the words are kept.`,
  'day-unread': () => 'No one date can be read in this; the words are kept.',
  'serial-day': ({ text }, { mayMean }) =>
    `${text} is the number by which a spreadsheet counts days. It would be ${mayMean.map(formatDay).join()}.`,
  'american-day': (_, { mayMean }) =>
    `The date has its month first, in the American way. It would be ${mayMean.map(formatDay).join()}.`,
  'ambiguous-day': (_, { mayMean }) =>
    `Other dates in this column have their month first, so this may be ${mayMean.map(formatDay).join(' or ')}.`,
}

class Examiner {
  readonly #decisions: ImportDecisions
  readonly #known: KnownRecord
  readonly #american: ReadonlySet<ColumnField>
  readonly #problems = new Map<string, ImportProblem>()
  readonly #undecidedRows = new Set<number>()
  readonly #lines: ImportLine[] = []
  readonly #leftOut: LeftOut[] = []
  readonly #seen = new Map<string, number>()

  constructor(rows: readonly PrintedRow[], decisions: ImportDecisions, known: KnownRecord) {
    this.#decisions = decisions
    this.#known = known
    this.#american = new Set(
      (['from', 'to', 'declared'] as const).filter(field => isWrittenTheAmericanWay(rows, field)),
    )
  }

  result(): ExaminedImport {
    const problems = [...this.#problems.values()]
    return {
      problems,
      undecided: problems.filter(
        ({ severity, decided }) => severity === 'must be decided' && decided === null,
      ),
      lines: this.#lines.filter(({ row }) => !this.#undecidedRows.has(row)),
      leftOut: this.#leftOut,
    }
  }

  /** Notes a problem; answers with what was chosen, or the first choice where it may stay as it is. */
  #note(
    row: PrintedRow,
    of: Pick<ImportProblem, 'code' | 'message' | 'severity' | 'choices'> & {
      readonly key?: string
      readonly field: ColumnField
      readonly suggestion?: { readonly value: string; readonly words: string } | null
    },
  ): string | null {
    const key = of.key ?? `r${row.row}-${of.code}`
    const cell = row.cells[of.field] ?? Object.values(row.cells)[0]
    const before = this.#problems.get(key)
    if (before) this.#problems.set(key, { ...before, alsoRows: [...before.alsoRows, row.row] })
    const problem: ImportProblem = before ?? {
      key,
      code: of.code,
      row: row.row,
      alsoRows: [],
      cell: cell?.at ?? '',
      printed: cell?.text ?? '',
      message: of.message,
      severity: of.severity,
      choices: of.choices,
      suggestion: of.suggestion ?? null,
      decided: null,
    }
    const fits =
      (this.#decisions[key] ?? '') !== '' &&
      reasonsAgainstDecision(problem, this.#decisions, this.#known).length === 0
    const decided = fits ? (this.#decisions[key] ?? null) : null
    if (!before) this.#problems.set(key, { ...problem, decided })
    if (decided !== null) return decided
    if (of.severity === 'may be taken as it is') return of.choices[0]?.value ?? null
    this.#undecidedRows.add(row.row)
    return null
  }

  #out(row: PrintedRow, key: string) {
    if (this.#leftOut.some(left => left.row === row.row)) return
    this.#leftOut.push({
      row: row.row,
      word: textWith(this.#decisions, key),
      printed: asPrinted(row),
    })
  }

  /** Whose the name is, by what the record knows or somebody decided. */
  #personOf(row: PrintedRow, printed: PrintedName): ImportLine['person'] | 'out' | null {
    const { persons, mayEnterPeople } = this.#known
    if (persons === null) return { enter: printed }
    const exact = exactMatches(printed, persons)
    const [only] = exact
    if (only && exact.length === 1) return { id: only.id }
    const near = only
      ? exact.map(person => ({ person, reason: person.position || 'the name is the same' }))
      : nearMatches(printed, persons)
    const [likeliest] = near
    const code = only ? 'person-of-several' : likeliest ? 'person-near' : 'person-unknown'
    const key = `whose-${slugOf(nameKey(printed.name))}`
    const words = {
      'person-of-several': `The record has ${exact.length} people called “${oneLine(printed.name)}”: say which it is.`,
      'person-near': `Nobody in the record is called exactly “${oneLine(printed.name)}”.`,
      'person-unknown': `Nobody in the record is called “${oneLine(printed.name)}”, or nearly so.${
        mayEnterPeople ? '' : ' If they are new, ask whoever looks after people to enter them.'
      }`,
    }[code]
    const chosen = this.#note(row, {
      code,
      key,
      message: words,
      severity: 'must be decided',
      field: row.cells.surname ? 'surname' : 'person',
      choices: [
        ...near.map(({ person, reason }) => ({
          value: `person:${person.id}`,
          text: `${person.name}${person.position && person.position !== person.name ? ` (${person.position})` : ''}: ${reason}`,
        })),
        { value: 'other', text: 'Somebody else in the record', asks: 'person' as const },
        ...(mayEnterPeople
          ? [{ value: 'new', text: 'A new person: enter them with this name and position' }]
          : []),
        OUT,
      ],
      suggestion:
        likeliest && !only
          ? {
              value: `person:${likeliest.person.id}`,
              words: `${likeliest.person.name}: ${likeliest.reason}`,
            }
          : null,
    })
    if (chosen === null) return null
    if (chosen === 'out') {
      this.#out(row, key)
      return 'out'
    }
    if (chosen === 'new') return { enter: printed }
    if (chosen === 'other') return { id: textWith(this.#decisions, key) }
    return { id: chosen.slice('person:'.length) }
  }

  examine(row: PrintedRow, above: PrintedRow | undefined) {
    const names = namesIn(row, this.#known.persons ?? [])
    if (names.length === 0) this.#withoutName(row, above)
    else if (names.length > 1) this.#merged(row, names)
    else if (names[0]) {
      const person = this.#personOf(row, names[0])
      const line = this.#declared(row)
      if (person !== null && person !== 'out' && line !== 'out')
        this.#take(row, names[0], person, line)
    }
  }

  #take(
    row: PrintedRow,
    printed: PrintedName,
    person: ImportLine['person'],
    line: Declared,
    note = '',
  ) {
    this.#lines.push({
      row: row.row,
      person,
      name: oneLine(printed.name),
      position: printed.position,
      ...line,
      note: [line.note, note].filter(text => text !== '').join(' '),
    })
  }

  #withoutName(row: PrintedRow, above: PrintedRow | undefined) {
    const key = `r${row.row}-no-name`
    const chosen = this.#note(row, {
      code: 'no-name',
      key,
      message: `The row gives no name, only “${asPrinted(row)}”.`,
      severity: 'must be decided',
      field: firstFilled(row),
      choices: [
        OUT,
        ...(this.#known.persons === null
          ? []
          : [{ value: 'other', text: 'It is somebody’s in the record', asks: 'person' as const }]),
      ],
      suggestion: {
        value: 'out',
        words: `Leave it out${above ? `; it stands below row ${above.row}, and nothing says whose it is` : ''}`,
      },
    })
    if (chosen === 'out') this.#out(row, key)
    if (chosen !== 'other') return
    const id = textWith(this.#decisions, key)
    const person = this.#known.persons?.find(each => each.id === id)
    const line = this.#declared(row)
    if (line !== 'out')
      this.#take(
        row,
        { name: person?.name ?? '', position: textIn(row, 'position') },
        { id },
        line,
        `Printed without a name, in row ${row.row}.`,
      )
  }

  /** Two people in one row: what stands there is nobody's until somebody says whose. */
  #merged(row: PrintedRow, names: readonly PrintedName[]) {
    const called = names.map(({ name }) => `“${oneLine(name)}”`).join(' and ')
    const key = `r${row.row}-people-merged`
    const chosen = this.#note(row, {
      code: 'people-merged',
      key,
      message: `${names.length === 2 ? 'Two people share' : `${names.length} people share`} this row: ${called}.`,
      severity: 'must be decided',
      field: row.cells.surname ? 'surname' : 'person',
      choices: [
        { value: 'nobody', text: 'Split it; what was declared and when is not clearly anybody’s' },
        ...names.map(({ name }, at) => ({
          value: `only-${at + 1}`,
          text: `Split it; what was declared is of ${oneLine(name)}`,
        })),
        { value: 'each', text: 'Split it; each of them declared the same' },
        { value: 'one', text: 'It is one person' },
        OUT,
      ],
      suggestion: { value: 'nobody', words: 'Split it, and leave the date to nobody' },
    })
    if (chosen === null) return
    if (chosen === 'out') {
      this.#out(row, key)
      return
    }
    if (chosen === 'one') {
      const one = {
        name: oneLine(names.map(({ name }) => name).join(' ')),
        position: textIn(row, 'position'),
      }
      const person = this.#personOf(row, one)
      const line = this.#declared(row)
      if (person !== null && person !== 'out' && line !== 'out') this.#take(row, one, person, line)
      return
    }
    const theirs = (at: number) => chosen === 'each' || chosen === `only-${at + 1}`
    const line = names.some((_, at) => theirs(at)) ? this.#declared(row) : unclear(row)
    names.forEach((name, at) => {
      const person = this.#personOf(row, name)
      if (person === null || person === 'out' || line === 'out') return
      const others = names.filter((_, other) => other !== at).map(other => oneLine(other.name))
      const note = `Printed in one row with ${others.join(' and ')}: “${asPrinted(row)}”.`
      this.#take(row, name, person, theirs(at) || chosen === 'nobody' ? line : nothing, note)
    })
  }

  /** What a row declares, with each oddity noted; 'out' where it is to be left out. */
  #declared(row: PrintedRow): Declared | 'out' {
    const notes: string[] = []
    let isOut = false
    const outOr = <T extends string | null>(chosen: T, key: string): T => {
      if (chosen === 'out') {
        isOut = true
        this.#out(row, key)
      }
      return chosen
    }
    const at = (code: string) => `r${row.row}-${code}`

    // What is ticked, and what is said.
    const types = this.#types(row, notes)
    const description = textIn(row, 'details')
    let answer = this.#answer(row, types, description, notes)
    if (answer === 'nil' && types.length > 0) {
      const chosen = outOr(
        this.#note(row, {
          code: 'nil-with-a-type',
          message: 'The row says “No”, and ticks a type of interest.',
          severity: 'may be taken as it is',
          field: 'answer',
          choices: [
            { value: 'as-printed', text: 'Take it as it is printed' },
            { value: 'yes', text: 'It is an interest: take it as “Yes”' },
            { value: 'no-type', text: 'There is none: take it without the type' },
            OUT,
          ],
          suggestion:
            description === ''
              ? { value: 'no-type', words: 'Nothing is described, so the tick may be a slip' }
              : { value: 'yes', words: 'An interest is described, so “No” may be a slip' },
        }),
        at('nil-with-a-type'),
      )
      if (chosen === 'yes') {
        answer = 'yes'
        notes.push('Printed as “No”.')
      }
      if (chosen === 'no-type') notes.push(`Printed with ${types.join(' and ')} ticked.`)
      if (chosen === 'no-type') types.splice(0)
    }
    if (answer === 'yes' && types.length === 0) {
      const chosen = outOr(
        this.#note(row, {
          code: 'interest-without-a-type',
          message: 'The row says “Yes”, and ticks no type of interest.',
          severity: 'may be taken as it is',
          field: 'answer',
          choices: [
            { value: 'as-printed', text: 'Take it as it is printed, without a type' },
            ...flags.map(type => ({ value: type, text: `It is ${type}` })),
            OUT,
          ],
          suggestion: { value: 'as-printed', words: 'Ask the person at the next refresh' },
        }),
        at('interest-without-a-type'),
      )
      const type = flags.find(each => each === chosen)
      if (type) {
        types.push(type)
        notes.push('Printed without a type.')
      }
    }
    if (answer === 'blank')
      outOr(
        this.#note(row, {
          code: 'blank-return',
          message: 'Nothing is declared, not even “No”: that is not a nil return.',
          severity: 'may be taken as it is',
          field: firstFilled(row),
          choices: [{ value: 'as-printed', text: 'Take it as a blank return' }, OUT],
          suggestion: { value: 'as-printed', words: 'Keep it as blank, and ask the person' },
        }),
        at('blank-return'),
      )

    const from = this.#day(row, 'from', outOr)
    const to = this.#day(row, 'to', outOr)
    if (from.read && to.read) {
      const last = lastDayOf({ text: '', ...to.read })
      if (last < from.read.day)
        outOr(
          this.#note(row, {
            code: 'ends-before-it-begins',
            message: `The interest would end, ${formatDay(last)}, before it began, ${formatDay(from.read.day)}.`,
            severity: 'must be decided',
            field: 'to',
            choices: [{ value: 'as-printed', text: 'Take both dates as they are printed' }, OUT],
          }),
          at('ends-before-it-begins'),
        )
    }
    const declared = this.#declaredDay(row, answer, outOr)
    const organisation = this.#organisation(row, description)
    const same = [
      nameKey(namesIn(row, [])[0]?.name ?? ''),
      answer,
      oneLine(description).toLowerCase(),
      from.text,
      to.text,
      declared.text,
    ].join('|')
    const before = this.#seen.get(same)
    if (before === undefined) this.#seen.set(same, row.row)
    else
      outOr(
        this.#note(row, {
          code: 'same-line-twice',
          message: `The row says the same as row ${before}, of the same person.`,
          severity: 'must be decided',
          field: row.cells.details ? 'details' : 'answer',
          choices: [OUT, { value: 'as-printed', text: 'Take it a second time' }],
          suggestion: { value: 'out', words: 'Leave it out: it is there already' },
        }),
        at('same-line-twice'),
      )
    if (isOut) return 'out'
    return {
      answer,
      types,
      description,
      organisation,
      from: from.text,
      fromRead: answer === 'unclear' ? null : from.read,
      to: to.text,
      toRead: answer === 'unclear' ? null : to.read,
      handling: textIn(row, 'handling'),
      declaredOn: declared.on,
      declaredText: declared.text,
      note: [textIn(row, 'note'), ...notes].filter(text => text !== '').join(' '),
    }
  }

  #types(row: PrintedRow, notes: string[]): InterestType[] {
    const types: InterestType[] = []
    const noes: PrintedCell[] = []
    for (const type of flags) {
      const cell = row.cells[type]
      if (!cell) continue
      const ticked = tickIn(cell.text)
      if (ticked) types.push(type)
      if (ticked === false && cell.text !== '') noes.push(cell)
      if (ticked !== undefined) continue
      const chosen = this.#note(row, {
        code: 'tick-unread',
        key: `r${row.row}-tick-unread-${slugOf(type)}`,
        message: `“${oneLine(cell.text)}” does not say whether the interest is ${type}.`,
        severity: 'must be decided',
        field: type,
        choices: [
          { value: 'ticked', text: `It is ${type}` },
          { value: 'not', text: `It is not ${type}` },
        ],
      })
      notes.push(`Printed under “${type}”: “${oneLine(cell.text)}”.`)
      if (chosen === 'ticked') types.push(type)
    }
    const [first] = noes
    if (first) {
      const cells = noes.map(({ at }) => at).join(', ')
      const field = flags.find(type => row.cells[type] === first) ?? 'financial'
      this.#note(row, {
        code: 'no-typed-as-a-tick',
        message: `“${first.text}” stands where a type would be ticked (${cells}): it is read as not ticked.`,
        severity: 'may be taken as it is',
        field,
        choices: [{ value: 'as-printed', text: 'It is not ticked' }],
      })
      notes.push(
        `Printed with “${first.text}” under ${flags.filter(type => noes.includes(row.cells[type] as PrintedCell)).join(', ')}.`,
      )
    }
    const words = textIn(row, 'types')
    const named = typesIn(words)
    if (named) types.push(...named.filter(type => !types.includes(type)))
    else {
      this.#note(row, {
        code: 'types-unread',
        message: `“${oneLine(words)}” is not among the four types of interest.`,
        severity: 'may be taken as it is',
        field: 'types',
        choices: [{ value: 'as-printed', text: 'Take it without a type; the words are kept' }],
      })
      notes.push(`Type as printed: “${oneLine(words)}”.`)
    }
    return types
  }

  #answer(
    row: PrintedRow,
    types: readonly InterestType[],
    description: string,
    notes: string[],
  ): Answer {
    const cell = row.cells.answer
    const said = answerIn(cell?.text ?? '')
    const declares = types.length > 0 || description !== ''
    // Where nobody was asked, or nothing was answered, what is described is an interest.
    if (said === 'blank' && declares) {
      if (cell) {
        this.#note(row, {
          code: 'interest-without-an-answer',
          message: 'An interest is described, and neither “Yes” nor “No” is said.',
          severity: 'may be taken as it is',
          field: 'answer',
          choices: [{ value: 'as-printed', text: 'Take it as an interest' }],
        })
        notes.push('Printed without “Yes”.')
      }
      return 'yes'
    }
    if (said !== undefined) return said
    const chosen = this.#note(row, {
      code: 'answer-unread',
      message: `“${oneLine(cell?.text ?? '')}” is neither “Yes” nor “No”.`,
      severity: 'must be decided',
      field: 'answer',
      choices: [
        { value: 'yes', text: 'There is an interest' },
        { value: 'nil', text: 'There is nothing to declare' },
        { value: 'unclear', text: 'It is not clear: keep it so' },
      ],
    })
    notes.push(`Printed as “${oneLine(cell?.text ?? '')}”.`)
    return chosen === 'yes' || chosen === 'nil' ? chosen : 'unclear'
  }

  #day(row: PrintedRow, field: 'from' | 'to' | 'declared', outOr: OutOr): PrintedDay {
    const cell = row.cells[field]
    const found = printedDay(cell, this.#american.has(field))
    if (!cell || found.oddity === null) return found
    const mustDecide =
      found.oddity === 'serial-day' ||
      found.oddity === 'american-day' ||
      found.oddity === 'ambiguous-day' ||
      (found.oddity === 'day-unread' && field === 'declared')
    const key = `r${row.row}-${found.oddity}-${field}`
    const [likeliest] = found.mayMean
    const asPrinted = { value: 'as-printed', text: 'Keep the words, and no date' }
    const chosen = outOr(
      this.#note(row, {
        code: found.oddity,
        key,
        message: dayWords[found.oddity](cell, found),
        severity: mustDecide ? 'must be decided' : 'may be taken as it is',
        field,
        choices: [
          ...(found.read
            ? [{ value: 'as-printed', text: 'Take it so' }]
            : mustDecide
              ? []
              : [asPrinted]),
          ...found.mayMean.map(day => ({ value: `day:${day}`, text: `It is ${formatDay(day)}` })),
          { value: 'other-day', text: 'It is another date', asks: 'day' as const },
          ...(found.read || mustDecide
            ? [asPrinted].map(each => ({ ...each, value: 'no-date' }))
            : []),
        ],
        suggestion:
          likeliest && found.oddity !== 'ambiguous-day'
            ? { value: `day:${likeliest}`, words: formatDay(likeliest) }
            : null,
      }),
      key,
    )
    if (chosen?.startsWith('day:'))
      return { ...found, read: { day: chosen.slice(4) as Day, precision: 'day' } }
    if (chosen === 'other-day')
      return {
        ...found,
        read: printedDay({ text: textWith(this.#decisions, key), isDate: false }).read,
      }
    return chosen === 'as-printed' ? found : { ...found, read: null }
  }

  #declaredDay(
    row: PrintedRow,
    answer: Answer,
    outOr: OutOr,
  ): { on: Day | undefined; text: string } {
    const found = this.#day(row, 'declared', outOr)
    const asPrinted = textIn(row, 'declared as printed')
    const text = asPrinted || found.text
    // A date to the month is not a day, and one of a return that may be another's is nobody's.
    const on = answer !== 'unclear' && found.read?.precision === 'day' ? found.read.day : undefined
    if (on !== undefined && on > this.#known.today) {
      const key = `r${row.row}-declared-in-the-future-declared`
      const chosen = outOr(
        this.#note(row, {
          code: 'declared-in-the-future',
          key,
          message: `It would have been declared on ${formatDay(on)}, which has not come yet.`,
          severity: 'must be decided',
          field: 'declared',
          choices: [
            { value: 'other-day', text: 'It was another day', asks: 'day' },
            { value: 'no-date', text: 'Keep the words, and no date' },
            OUT,
          ],
        }),
        key,
      )
      const other = printedDay({ text: textWith(this.#decisions, key), isDate: false }).read
      return { on: chosen === 'other-day' ? other?.day : undefined, text }
    }
    if (on === undefined && (answer === 'yes' || answer === 'nil') && found.text === '')
      outOr(
        this.#note(row, {
          code: 'undated',
          message: 'The row does not say when it was declared.',
          severity: 'may be taken as it is',
          field: row.cells.declared ? 'declared' : 'answer',
          choices: [{ value: 'as-printed', text: 'Take it without a day' }, OUT],
        }),
        `r${row.row}-undated`,
      )
    return { on, text }
  }

  #organisation(row: PrintedRow, description: string): string | undefined {
    const text = [textIn(row, 'organisation'), description].filter(each => each !== '').join('; ')
    const found = organisationIn(text, this.#known.organisations)
    if (!found) return undefined
    const { organisation, reason } = found
    const chosen = this.#note(row, {
      code: 'organisation-suggested',
      message: `It may be an interest in ${organisation.name}: ${reason}.`,
      severity: 'may be taken as it is',
      field: row.cells.organisation?.text ? 'organisation' : 'details',
      choices: [
        { value: 'none', text: 'Name no organisation' },
        {
          value: `organisation:${organisation.id}`,
          text: `It is an interest in ${organisation.name}`,
        },
      ],
      suggestion: {
        value: `organisation:${organisation.id}`,
        words: `${organisation.name}: ${reason}`,
      },
    })
    return chosen === 'none' ? undefined : organisation.id
  }
}

type Declared = Omit<ImportLine, 'row' | 'person' | 'name' | 'position'>
type OutOr = <T extends string | null>(chosen: T, key: string) => T

/** A return whose source does not say whose it is: its dates are kept as words, and read for nobody. */
const unclear = (row: PrintedRow): Declared => ({
  ...nothing,
  answer: 'unclear',
  description: textIn(row, 'details'),
  from: textIn(row, 'from'),
  to: textIn(row, 'to'),
  handling: textIn(row, 'handling'),
  declaredText: textIn(row, 'declared as printed') || textIn(row, 'declared'),
  note: textIn(row, 'note'),
})

const nothing: Declared = {
  answer: 'unclear',
  types: [],
  description: '',
  organisation: undefined,
  from: '',
  fromRead: null,
  to: '',
  toRead: null,
  handling: '',
  declaredOn: undefined,
  declaredText: '',
  note: '',
}

/** All that stands in a row, in one line. */
export const asPrinted = (row: PrintedRow): string =>
  Object.values(row.cells)
    .map(({ text }) => oneLine(text))
    .filter(text => text !== '')
    .join(' | ')

const firstFilled = (row: PrintedRow): ColumnField =>
  (Object.entries(row.cells) as [ColumnField, PrintedCell][]).find(
    ([, { text }]) => text !== '',
  )?.[0] ?? 'person'
