import { type Comparable, changesBetween, type PackChange } from './pack-changes.rules.ts'

/** A published version as those compare it who see the private part, and as the others do. */
export type TellableVersion = {
  readonly version: number
  readonly whole: Comparable
  readonly inPublic: Comparable
}

/** Somebody who gets the papers of a body, as far as telling them is concerned. */
export type Reader = {
  readonly person: string
  readonly seesPrivate: boolean
  /** The version that they were told of last; null where they were told of none. */
  readonly told: number | null
}

/** What somebody is told: the whole where they were told of nothing yet, else the difference. */
export type DueTelling = {
  readonly person: string
  readonly version: number
  readonly since: number | null
  readonly changes: readonly PackChange[]
  /** Whether something of the private part is among it. */
  readonly inPrivate: boolean
}

/**
 * Who is to be told of the latest version, and of what: each the difference since the version
 * they were told of last, so that versions published in between are gathered into one letter
 * and nothing is told twice. Nobody is told where nothing would be different to them.
 */
export function tellingsDue(
  versions: readonly TellableVersion[],
  readers: readonly Reader[],
): DueTelling[] {
  const latest = versions.at(-1)
  if (!latest) return []
  return readers.flatMap<DueTelling>(({ person, seesPrivate, told }) => {
    const since = versions.find(({ version }) => version === told)
    if (!since)
      return [
        {
          person,
          version: latest.version,
          since: null,
          changes: [],
          inPrivate: seesPrivate && latest.whole.items.some(isPrivate),
        },
      ]
    if (since.version >= latest.version) return []
    const changes = seesPrivate
      ? changesBetween(since.whole, latest.whole)
      : changesBetween(since.inPublic, latest.inPublic)
    return changes.length === 0
      ? []
      : [
          {
            person,
            version: latest.version,
            since: since.version,
            changes,
            inPrivate: changes.some(change => change.private === true),
          },
        ]
  })
}

const isPrivate = ({ audience }: { readonly audience: string }) => audience === 'private'
