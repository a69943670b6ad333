import type { Refusal } from '../outcome.ts'

const STALE = 'changed-meanwhile'
const UNSTATED = 'version-missing'

/**
 * Why what was saved cannot stand: somebody saved the same thing since it was opened.
 * `stored` and `opened` are its versions; the page shows both texts, so nothing is lost.
 */
export const reasonsNotToSave = <Version extends number | string>(
  stored: Version,
  opened: Version,
  what: string,
): Refusal[] =>
  stored === opened
    ? []
    : [
        {
          code: STALE,
          field: 'version',
          message: `Somebody else saved ${what} while you were changing it. What they saved and what you typed are both shown below: put them together, then save again.`,
        },
      ]

/** Why a change cannot be taken that does not say on which version it was made. */
export const versionMissing = (what: string): Refusal => ({
  code: UNSTATED,
  field: 'version',
  message: `This change does not say on which version of ${what} it was made. What is stored and what you typed are both shown below: put them together, then save again.`,
})

/** Whether it was refused because of its version; both texts are then shown. */
export const isAboutVersion = ({ code }: Pick<Refusal, 'code'>): boolean =>
  code === STALE || code === UNSTATED

/** Whether somebody else's save stood in the way. */
export const isStale = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code }) => code === STALE)
