import type { Refusal } from '../../platform/outcome.ts'

/** What a column of a register may hold. */
export const columnFields = [
  'surname',
  'forename',
  'person',
  'position',
  'answer',
  'financial',
  'non-financial professional',
  'non-financial personal',
  'indirect',
  'types',
  'details',
  'organisation',
  'from',
  'to',
  'handling',
  'declared',
  'declared as printed',
  'note',
] as const
export type ColumnField = (typeof columnFields)[number]

/** In a clerk's words, for the choice beside each column. */
export const columnWords: Readonly<Record<ColumnField, string>> = {
  surname: 'Surname',
  forename: 'Forename',
  person: 'Whole name or office',
  position: 'Position',
  answer: 'Anything to declare: yes or no',
  financial: 'Ticked if financial',
  'non-financial professional': 'Ticked if non-financial professional',
  'non-financial personal': 'Ticked if non-financial personal',
  indirect: 'Ticked if indirect',
  types: 'The types, in words',
  details: 'Details of the interest',
  organisation: 'Organisation concerned',
  from: 'Held from',
  to: 'Held to',
  handling: 'What is done about it',
  declared: 'Date declared',
  'declared as printed': 'Date declared, as it was printed',
  note: 'Note',
}

/** What a column is taken for: a field, nothing ('leave'), or not known yet ('ask'). */
export type ColumnUse = ColumnField | 'leave' | 'ask'

export type ColumnGuess = {
  /** The heading as it stands, of both rows where there are two. */
  readonly heading: string
  readonly use: ColumnUse
  /** What it could be, where its heading does not say. */
  readonly candidates: readonly ColumnField[]
}

export type HeaderGuess = {
  /** First and last row of the heading, counted from nought; none was found where both are -1. */
  readonly first: number
  readonly last: number
  readonly columns: readonly ColumnGuess[]
}

// Several candidates: the heading alone does not say, and nobody guesses.
const synonyms: readonly (readonly [words: string, ...fields: ColumnField[]])[] = [
  ['surname|last name|family name', 'surname'],
  ['forename|forenames|first name|first names|given name', 'forename'],
  ['name|full name|member|name of member|person|declarant|name and title', 'person'],
  [
    'position|position within or relationship with the integrated care board|position within or relationship with the icb|job title|position held|title and organisation',
    'position',
  ],
  ['role|organisation and role', 'position', 'details'],
  [
    'interests to declare|anything to declare|interest to declare|declaration|do you have any interests to declare|y n|interests to declare y n|answer',
    'answer',
  ],
  ['interest|interests|interest declared', 'answer', 'details'],
  ['financial interest|financial interests|financial', 'financial'],
  [
    'non financial professional|non financial professional interest|non financial professional interests|professional',
    'non-financial professional',
  ],
  [
    'non financial personal|non financial personal interest|non financial personal interests|personal',
    'non-financial personal',
  ],
  ['non financial|non financial interest', 'non-financial professional', 'non-financial personal'],
  ['indirect non financial personal', 'indirect', 'non-financial personal'],
  ['indirect|indirect interest|indirect interests', 'indirect'],
  ['type|types|type of interest|types of interest|nature', 'types'],
  [
    'details of interest|details|details of interests|description|description of interest|description of interests|nature of interest|nature of interests|declared interest|what the interest is',
    'details',
  ],
  ['organisation concerned|name of organisation|business', 'organisation'],
  ['organisation|organization|employer', 'organisation', 'position'],
  ['date from|from|start date|start|date of interest from|held from|since', 'from'],
  ['date to|to|end date|end|date of interest to|held to|until', 'to'],
  ['date|date of interest|dates', 'from', 'declared'],
  [
    'actions to be taken to mitigate risk|action taken to mitigate risk|actions taken to mitigate risk|mitigation|mitigating action|handling|what is done about it|action to mitigate risk',
    'handling',
  ],
  [
    'date declared|declared|declared on|date of declaration|declaration date|date signed',
    'declared',
  ],
  ['declared as printed', 'declared as printed'],
  ['note|notes', 'note'],
  ['comments|comment|remarks', 'note', 'handling'],
]

const fieldsOf = new Map(
  synonyms.flatMap(([words, ...fields]) => words.split('|').map(each => [each, fields] as const)),
)

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const candidatesFor = (heading: string): readonly ColumnField[] =>
  fieldsOf.get(plain(heading)) ?? []

const recognised = (row: readonly string[] = []) =>
  new Set(row.map(plain).filter(words => fieldsOf.has(words))).size

/** Whether a row of the sheet is its heading again, as on each page that was printed. */
export const isHeadingAgain = (row: readonly string[]): boolean => recognised(row) >= 4

const FURTHEST_HEADING = 40

/**
 * Finds the heading of a register, of one row or two, and says what each column
 * seems to hold. A heading that could mean two things, one that is not known, and
 * a second column for the same thing are asked about, never guessed.
 */
export function guessHeader(rows: readonly (readonly string[])[]): HeaderGuess {
  const width = rows[0]?.length ?? 0
  const scores = rows.slice(0, FURTHEST_HEADING).map(recognised)
  // The first that will do: a register prints its heading again on each page.
  const clear = scores.findIndex(score => score >= 4)
  const best = clear >= 0 ? clear : scores.indexOf(Math.max(0, ...scores))
  if ((scores[best] ?? 0) < 2)
    return {
      first: -1,
      last: -1,
      columns: Array.from({ length: width }, () => ({ heading: '', use: 'ask', candidates: [] })),
    }
  const adds = (at: number) =>
    (rows[at] ?? []).some(
      (text, column) =>
        candidatesFor(text).length > 0 && candidatesFor(rows[best]?.[column] ?? '').length === 0,
    )
  const first = best > 0 && ((scores[best - 1] ?? 0) >= 2 || adds(best - 1)) ? best - 1 : best
  const last = first === best && adds(best + 1) ? best + 1 : best
  const taken = new Set<ColumnField>()
  const columns = Array.from({ length: width }, (_, column): ColumnGuess => {
    const upper = (rows[first]?.[column] ?? '').trim()
    const lower = (rows[last]?.[column] ?? '').trim()
    const heading =
      upper === lower || upper === '' ? lower : lower === '' ? upper : `${upper}: ${lower}`
    const lowerFields = candidatesFor(lower)
    const candidates = lowerFields.length > 0 ? lowerFields : candidatesFor(upper)
    const [only] = candidates
    if (heading === '' && rows.slice(last + 1).every(row => (row[column] ?? '').trim() === ''))
      return { heading, use: 'leave', candidates: [] }
    // What our own register adds for machines: the same dates, read.
    if (/^(from|to) day$/.test(plain(heading))) return { heading, use: 'leave', candidates: [] }
    if (only === undefined || candidates.length > 1 || taken.has(only))
      return { heading, use: 'ask', candidates }
    taken.add(only)
    return { heading, use: only, candidates }
  })
  return { first, last, columns }
}

/**
 * Why the columns cannot be used so: one not decided, one thing in two columns, no
 * column for the name, or none for what was declared. `fieldOf` names the form field of a column.
 */
export function reasonsAgainstColumns(
  uses: readonly ColumnUse[],
  fieldOf: (column: number) => string,
): Refusal[] {
  const refusals: Refusal[] = []
  uses.forEach((use, column) => {
    if (use === 'ask')
      refusals.push({
        code: 'column-undecided',
        field: fieldOf(column),
        message: 'Say what this column holds, or leave it out.',
      })
    else if (use !== 'leave' && uses.indexOf(use) < column)
      refusals.push({
        code: 'column-twice',
        field: fieldOf(column),
        message: `“${columnWords[use]}” is said of two columns. Choose it for one of them.`,
      })
  })
  const has = (...fields: ColumnField[]) => fields.some(field => uses.includes(field))
  const field = fieldOf(0)
  if (!has('surname', 'person'))
    refusals.push({
      code: 'name-column-missing',
      field,
      message: 'Say which column holds the names: a surname, or a whole name or office.',
    })
  if (!has('details', 'answer'))
    refusals.push({
      code: 'details-column-missing',
      field,
      message: 'Say which column holds what was declared: the details, or yes and no.',
    })
  return refusals
}
