import type { Refusal } from '../outcome.ts'

/**
 * Why what was saved cannot stand: somebody saved the same thing since it was opened.
 * `stored` and `opened` are its versions; the page shows both texts, so nothing is lost.
 */
export const reasonsNotToSave = (stored: number, opened: number, what: string): Refusal[] =>
  stored === opened
    ? []
    : [
        {
          code: 'changed-meanwhile',
          field: 'version',
          message: `Somebody else saved ${what} while you were changing it. What they saved and what you typed are both shown below: put them together, then save again.`,
        },
      ]
