import { oneLine, type PrintedRow, textIn } from './register-rows.rules.ts'

/** Somebody in the record, by name and office. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly position: string }

/** A name as a register prints it. */
export type PrintedName = {
  /** 'Forename Surname', as printed. */
  readonly name: string
  readonly position: string
}

/** Somebody in the record who may be meant, and why. */
export type NearPerson = { readonly person: KnownPerson; readonly reason: string }

const titles = new Set(
  'dr mr mrs ms miss prof professor sir dame lord lady rev cllr clr'.split(' '),
)

const wordsOf = (text: string): string[] =>
  oneLine(text)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}']+/u)
    .filter(word => word !== '')

const nameWords = (text: string) => wordsOf(text).filter(word => !titles.has(word))

/** One key for a name however it is turned: 'Smith, Jo', 'Jo Smith' and 'Dr Jo Smith' have the same. */
export const nameKey = (name: string): string => nameWords(name).sort().join(' ')

/** A person with the words of name and office taken apart: once for a list, not once for each row. */
type Sorted = {
  readonly person: KnownPerson
  readonly key: string
  readonly name: readonly string[]
  /** Ways in which their office may be printed: as the name, beside the name, by itself. */
  readonly offices: readonly (readonly string[])[]
}

const sortedOf = new WeakMap<readonly KnownPerson[], readonly Sorted[]>()

function sorted(known: readonly KnownPerson[]): readonly Sorted[] {
  const before = sortedOf.get(known)
  if (before) return before
  const all = known.map(person => ({
    person,
    key: nameKey(person.name),
    name: nameWords(person.name),
    offices: [
      wordsOf(person.name),
      wordsOf(`${person.name} ${person.position}`),
      wordsOf(person.position),
    ],
  }))
  sortedOf.set(known, all)
  return all
}

/** A person as a list offers them: the name, and the office where it says more. */
export const calledInFull = ({ name, position }: KnownPerson): string =>
  position === '' || position === name ? name : `${name}, ${position}`

/**
 * Those whom somebody means who types a name, or picks it from a list: who is called just that in
 * full; else who bears the name. Of several none is taken.
 */
export function personsCalled(typed: string, known: readonly KnownPerson[]): KnownPerson[] {
  const text = oneLine(typed)
  if (text === '') return []
  const inFull = known.filter(person => oneLine(calledInFull(person)) === text)
  const key = nameKey(text)
  return inFull.length > 0
    ? inFull
    : sorted(known).flatMap(each => (each.key === key ? [each.person] : []))
}

const lines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/**
 * Whose name a row bears: one; several, where people were merged into one row, by
 * lines within the cells, or because surnames and forenames pair up to people of
 * the record; or none.
 */
export function namesIn(row: PrintedRow, known: readonly KnownPerson[]): PrintedName[] {
  const [whole, surname, forename] = [
    textIn(row, 'person'),
    textIn(row, 'surname'),
    textIn(row, 'forename'),
  ]
  const position = textIn(row, 'position')
  const positions = lines(position)
  if (whole !== '') {
    const parts = lines(whole)
    return parts.map((name, at) => ({ name, position: partOf(position, positions, parts, at) }))
  }
  const [surnames, forenames] = [lines(surname), lines(forename)]
  if (surnames.length > 1 && (forenames.length === 0 || forenames.length === surnames.length))
    return surnames.map((name, at) => ({
      name: `${forenames[at] ?? ''} ${name}`.trim(),
      position: partOf(position, positions, surnames, at),
    }))
  const one = oneLine(`${forename} ${surname}`)
  if (one === '') return []
  const pairs = pairsIn(surname, forename, known)
  return pairs ?? [{ name: one, position }]
}

const partOf = (
  whole: string,
  parts: readonly string[],
  among: readonly string[],
  at: number,
): string => (among.length > 1 && parts.length === among.length ? (parts[at] ?? '') : whole)

function pairsIn(
  surname: string,
  forename: string,
  known: readonly KnownPerson[],
): PrintedName[] | undefined {
  const [surnames, forenames] = [oneLine(surname).split(' '), oneLine(forename).split(' ')]
  if (surnames.length !== 2 || forenames.length !== 2) return undefined
  const keys = new Set(sorted(known).map(({ key }) => key))
  const pairs = surnames.map((name, at) => `${forenames[at]} ${name}`)
  const isOne = keys.has(nameKey(`${forename} ${surname}`))
  return !isOne && pairs.every(name => keys.has(nameKey(name)))
    ? pairs.map(name => ({ name, position: '' }))
    : undefined
}

/** Those of exactly this name: one is taken; of several, somebody must choose. */
export function exactMatches({ name }: PrintedName, known: readonly KnownPerson[]): KnownPerson[] {
  const sought = nameKey(name)
  return sorted(known).flatMap(({ key, person }) => (key === sought ? [person] : []))
}

const MOST_NEAR = 3

/** Who may be meant where nobody has exactly this name, the likeliest first; never taken unasked. */
export function nearMatches(printed: PrintedName, known: readonly KnownPerson[]): NearPerson[] {
  const ofName = nameWords(printed.name)
  const ofPosition = wordsOf(printed.position)
  return sorted(known)
    .flatMap(({ person, name, offices }) => {
      const byName = likeness(ofName, name)
      const byOffice = Math.max(...offices.map(office => likeness(ofPosition, office)))
      const score = Math.max(byName, byOffice * 0.9)
      if (score < 0.6) return []
      const reason =
        byName >= byOffice * 0.9
          ? 'the name is nearly the same'
          : 'the position printed is nearly theirs'
      return [{ person, reason, score }]
    })
    .sort((one, other) => other.score - one.score || (one.person.id < other.person.id ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ person, reason }) => ({ person, reason }))
}

/** How much two lists of words have in common, from 0 to 1; a slip of one letter is forgiven. */
function likeness(some: readonly string[], others: readonly string[]): number {
  if (some.length === 0 || others.length === 0) return 0
  const left = [...others]
  let common = 0
  for (const word of some) {
    const at = left.findIndex(other => isNearly(word, other))
    if (at < 0) continue
    left.splice(at, 1)
    common++
  }
  return (2 * common) / (some.length + others.length)
}

function isNearly(one: string, other: string): boolean {
  if (one === other) return true
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1)
    return false
  let at = 0
  while (one[at] === other[at] && at < one.length) at++
  const rest = (text: string, skip: number) => text.slice(at + skip)
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 0) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0)
  )
}

/** An organisation of the record under every name it has, or had. */
export type KnownOrganisation = {
  readonly id: string
  /** As it is called now. */
  readonly name: string
  readonly alsoCalled: readonly string[]
}

type Sought = {
  readonly organisation: KnownOrganisation
  readonly called: string
  readonly sought: string
}

const soughtOf = new WeakMap<readonly KnownOrganisation[], readonly Sought[]>()

/** Every name of every organisation, as it is looked for: once for a list, not once for each row. */
function soughtAmong(known: readonly KnownOrganisation[]): readonly Sought[] {
  const before = soughtOf.get(known)
  if (before) return before
  const all = known.flatMap(organisation =>
    [organisation.name, ...organisation.alsoCalled].flatMap(called => {
      const words = wordsOf(called).filter((word, at) => at > 0 || word !== 'the')
      const sought = words.join(' ')
      // One short word, such as 'Central', would be found everywhere.
      return sought.length >= 4 ? [{ organisation, called, sought }] : []
    }),
  )
  soughtOf.set(known, all)
  return all
}

/**
 * The organisation that a description names, by any of its names, and which: the
 * longest name found counts, and two as long count as none.
 */
export function organisationIn(
  description: string,
  known: readonly KnownOrganisation[],
): { readonly organisation: KnownOrganisation; readonly reason: string } | undefined {
  const text = ` ${wordsOf(description).join(' ')} `
  const found = soughtAmong(known).filter(({ sought }) => text.includes(` ${sought} `))
  const longest = Math.max(0, ...found.map(({ sought }) => sought.length))
  const best = found.filter(({ sought }) => sought.length === longest)
  const [first] = best
  if (!first || new Set(best.map(({ organisation }) => organisation.id)).size > 1) return undefined
  const { organisation, called } = first
  const reason =
    called === organisation.name
      ? 'it is named in the details'
      : `the details name “${called}”, which it is also called, or was`
  return { organisation, reason }
}
