import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Warning } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'

/** A line of an agenda as somebody who signs it off sees it. */
export type AgendaLine = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly purposes: readonly string[]
  readonly minutes: number | null
  readonly audience: 'public' | 'private'
}

export type SignOff = {
  readonly id: string
  readonly setter: string
  readonly name: string
  readonly on: Day
  readonly remark: string
  readonly seen: readonly AgendaLine[]
}

export type SignOffStanding = {
  readonly state: 'not signed off' | 'signed off' | 'changed since'
  /** A sentence. */
  readonly words: string
  /** What changed since the last sign-off, a sentence each. */
  readonly changes: readonly string[]
}

/** What is different on an agenda from what was seen, a sentence each. */
export function changesOfAgenda(seen: readonly AgendaLine[], now: readonly AgendaLine[]): string[] {
  const was = new Map(seen.map(line => [line.id, line]))
  const is = new Set(now.map(({ id }) => id))
  return [
    ...now.flatMap((line): string[] => {
      const before = was.get(line.id)
      const named = `Item ${line.number}, ${line.title},`
      if (!before) return [`${named} was added.`]
      const changes: string[] = []
      if (before.number !== line.number) changes.push(`${named} was item ${before.number}.`)
      if (before.title !== line.title) changes.push(`${named} was called “${before.title}”.`)
      if (before.audience !== line.audience)
        changes.push(`${named} is now taken in ${line.audience}.`)
      if (
        before.lead !== line.lead ||
        before.minutes !== line.minutes ||
        canonicalJson(before.purposes) !== canonicalJson(line.purposes)
      )
        changes.push(`${named} has another lead, purpose or time.`)
      return changes
    }),
    ...seen
      .filter(line => !is.has(line.id))
      .map(line => `Item ${line.number}, ${line.title}, was taken off.`),
  ]
}

/**
 * How the sign-off of an agenda stands (R-TOR-13). One member of the group signs for what the
 * group settled; the others may sign too. It holds for the agenda that was seen, and no other.
 */
export function standingOfSignOff(
  signOffs: readonly SignOff[],
  now: readonly AgendaLine[],
): SignOffStanding {
  const last = signOffs.at(-1)
  if (!last)
    return {
      state: 'not signed off',
      words: 'Nobody of the agenda-setting group has signed this agenda off yet.',
      changes: [],
    }
  const standing = signOffs.filter(({ seen }) => changesOfAgenda(seen, now).length === 0)
  const latest = standing.at(-1)
  if (latest) {
    const others = standing.length - 1
    return {
      state: 'signed off',
      words: `Signed off by ${latest.name} on ${formatDay(latest.on)}${others === 0 ? '' : `, and by ${countOf(others, 'other')}`}.`,
      changes: [],
    }
  }
  const changes = changesOfAgenda(last.seen, now)
  return {
    state: 'changed since',
    words: `${opening(countOf(changes.length, 'thing has', 'things have'))} changed since ${last.name} signed the agenda off on ${formatDay(last.on)}.`,
    changes,
  }
}

/** What somebody should know before a pack goes out, where the terms want a sign-off; stops nothing. */
export function signOffWarnings(wanted: boolean, state: SignOffStanding['state']): Warning[] {
  if (!wanted || state === 'signed off') return []
  return [
    state === 'not signed off'
      ? {
          code: 'agenda-not-signed-off',
          message:
            'The terms of reference want the agenda-setting group to sign the agenda off, and nobody has.',
        }
      : {
          code: 'agenda-changed-since-sign-off',
          message: 'The agenda has changed since the agenda-setting group signed it off.',
        },
  ]
}
