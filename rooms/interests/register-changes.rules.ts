import type { ImportLine } from './register-import.rules.ts'
import { oneLine } from './register-rows.rules.ts'

/** A line that the register holds, as far as an import is held against it. */
export type HeldLine = {
  readonly id: string
  readonly person_id: string
  readonly position_declared: string
  readonly answer: string
  readonly types: readonly string[]
  readonly description: string
  readonly from_text: string
  readonly to_text: string
  readonly handling: string
  readonly declared_on: string | null
  readonly declared_text: string
}

/** What taking a register in will change. */
export type RegisterChanges<Held extends HeldLine> = {
  readonly new: readonly ImportLine[]
  readonly changed: readonly {
    readonly line: ImportLine
    readonly held: Held
    /** What differs, in words: 'the date declared'. */
    readonly differs: readonly string[]
  }[]
  readonly unchanged: readonly { readonly line: ImportLine; readonly held: Held }[]
  /** In the register and not in what is taken in: kept, unless somebody says that it ended. */
  readonly gone: readonly Held[]
}

const comparable = (text: string) => oneLine(text).toLowerCase()
const sameText = (one: string, other: string) => oneLine(one) === oneLine(other)

function differences(line: ImportLine, held: HeldLine): string[] {
  const sameTypes =
    new Set([...line.types, ...held.types]).size === held.types.length &&
    line.types.length === held.types.length
  const on = line.declaredOn ?? null
  const checks: readonly (readonly [string, boolean])[] = [
    ['the answer', line.answer === held.answer],
    ['the types', sameTypes],
    ['the details', sameText(line.description, held.description)],
    ['held from', sameText(line.from, held.from_text)],
    ['held to', sameText(line.to, held.to_text)],
    ['what is done about it', sameText(line.handling, held.handling)],
    [
      'the date declared',
      on === held.declared_on && (on !== null || sameText(line.declaredText, held.declared_text)),
    ],
    [
      'the position',
      line.position === '' ||
        held.position_declared === '' ||
        sameText(line.position, held.position_declared),
    ],
  ]
  return checks.flatMap(([what, same]) => (same ? [] : [what]))
}

/**
 * Holds the lines of an import against those that the register holds: of the same
 * person and the same text, each line once. One that is the same in all is unchanged.
 */
export function changesTo<Held extends HeldLine>(
  lines: readonly ImportLine[],
  held: readonly Held[],
): RegisterChanges<Held> {
  const left = new Set(held)
  const ofPerson = (line: ImportLine) =>
    'id' in line.person ? [...left].filter(each => each.person_id === personOf(line)) : []
  const personOf = (line: ImportLine) => ('id' in line.person ? line.person.id : '')
  const unchanged: { line: ImportLine; held: Held }[] = []
  const others: ImportLine[] = []
  for (const line of lines) {
    const same = ofPerson(line).find(each => differences(line, each).length === 0)
    if (same) {
      left.delete(same)
      unchanged.push({ line, held: same })
    } else others.push(line)
  }
  const changed: { line: ImportLine; held: Held; differs: string[] }[] = []
  const fresh: ImportLine[] = []
  for (const line of others) {
    const text = comparable(line.description)
    const before = ofPerson(line).find(each => comparable(each.description) === text)
    if (before) {
      left.delete(before)
      changed.push({ line, held: before, differs: differences(line, before) })
    } else fresh.push(line)
  }
  return { new: fresh, changed, unchanged, gone: [...left] }
}
