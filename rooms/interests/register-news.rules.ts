import type { Day } from '../../platform/day.rules.ts'
import { type DatedLine, endOf, interestOf } from './register-at.rules.ts'
import { oneLine } from './register-rows.rules.ts'

/** A line of a register, as two registers are compared by it. */
export type ComparedLine = DatedLine & {
  readonly person_id: string
  readonly answer: string
  readonly types: readonly string[]
  readonly description: string
  readonly from_text: string
  readonly handling: string
  readonly declared_text: string
}

/** What a reader of the earlier register finds different in the later one. */
export type RegisterNews<Line> = {
  /** People on the later one and not on the earlier, and the other way round: their ids. */
  readonly joined: readonly string[]
  readonly left: readonly string[]
  readonly added: readonly Line[]
  /** The same interest of the same person, declared or told anew, and what differs, in words. */
  readonly renewed: readonly {
    readonly before: Line
    readonly after: Line
    readonly differs: readonly string[]
  }[]
  /** Still on the register; ended after the earlier day. */
  readonly ended: readonly Line[]
  /** On the earlier and not on the later: its time there was over, or it was taken back. */
  readonly gone: readonly {
    readonly line: Line
    readonly because: 'its time was over' | 'withdrawn'
  }[]
}

function differences(before: ComparedLine, after: ComparedLine): string[] {
  const same = (one: string, other: string) => oneLine(one) === oneLine(other)
  const list = (types: readonly string[]) => [...types].sort().join()
  const checks: readonly (readonly [string, boolean])[] = [
    ['the answer', before.answer === after.answer],
    ['the types', list(before.types) === list(after.types)],
    ['the details', same(before.description, after.description)],
    ['held from', same(before.from_text, after.from_text)],
    ['held to', same(before.to_text, after.to_text)],
    ['what is done about it', same(before.handling, after.handling)],
    [
      'the day declared',
      before.declared_on === after.declared_on && same(before.declared_text, after.declared_text),
    ],
  ]
  return checks.flatMap(([what, isSame]) => (isSame ? [] : [what]))
}

/**
 * Compares two readings of a register. A line is the same while it keeps its id; else the next
 * version of the same interest; else one of the same person with the same words. `since` and `on`
 * are the days of the two.
 */
export function registerNews<Line extends ComparedLine>(
  before: readonly Line[],
  after: readonly Line[],
  { since, on }: { readonly since: Day; readonly on: Day },
): RegisterNews<Line> {
  const left = new Map(before.map(line => [line.id, line]))
  const added = new Set(after)
  const renewed: { before: Line; after: Line; differs: string[] }[] = []
  for (const line of after) {
    if (!left.delete(line.id)) continue
    added.delete(line)
  }
  const meet = (isSame: (one: Line, other: Line) => boolean) => {
    for (const line of [...added]) {
      const was = [...left.values()].find(each => isSame(each, line))
      if (!was) continue
      left.delete(was.id)
      added.delete(line)
      const differs = differences(was, line)
      if (differs.length > 0) renewed.push({ before: was, after: line, differs })
    }
  }
  meet((one, other) => interestOf(one) === interestOf(other))
  meet(
    (one, other) =>
      one.person_id === other.person_id &&
      oneLine(one.description).toLowerCase() === oneLine(other.description).toLowerCase(),
  )
  const people = (lines: readonly Line[]) => new Set(lines.map(({ person_id }) => person_id))
  const [then, now] = [people(before), people(after)]
  return {
    joined: [...now].filter(person => !then.has(person)),
    left: [...then].filter(person => !now.has(person)),
    added: [...added],
    renewed,
    ended: after.filter(line => {
      const end = endOf(line)
      return end !== null && end > since && end <= on && !added.has(line)
    }),
    gone: [...left.values()].map(line => ({
      line,
      because:
        line.withdrawn_on !== null && line.withdrawn_on <= on ? 'withdrawn' : 'its time was over',
    })),
  }
}
