import { refused } from '../../platform/outcome.ts'
import { reasonsNotToExcludePublic } from './exclusion.rules.ts'
import { reasonsAgainstMovers } from './motion.rules.ts'
import { noted, roomVerb } from './room-act.ts'

export type Resolving = {
  /** The items for which the public is excluded. */
  readonly items: readonly string[]
  /** The resolution as it is passed, with why publicity would harm the public interest. */
  readonly resolution: string
  readonly mover?: string | undefined
  readonly seconder?: string | undefined
}

/**
 * Notes in the room the resolution that excludes the public, with who moved and seconded it
 * (R-MEET-2; Public Bodies (Admission to Meetings) Act 1960 s.1(2)). Until the public is let
 * back the board says only that it is excluded.
 */
export const resolveToExclude = roomVerb<Resolving>({
  name: 'meetings.resolve-to-exclude',
  permission: 'record decisions',
  persons: ({ mover, seconder }) => [mover, seconder],
  event: ({ items, resolution, mover = null, seconder = null }, { source: { setting } }) => {
    const refusals = [
      ...reasonsNotToExcludePublic(
        { items, resolution },
        setting.kind,
        setting.items.map(({ id }) => id),
      ),
      ...reasonsAgainstMovers(mover, seconder),
    ]
    return refusals.length > 0
      ? refused(...refusals)
      : noted({
          kind: 'public excluded',
          items: [...new Set(items)],
          resolution: resolution.trim(),
          mover,
          seconder,
        })
  },
})
