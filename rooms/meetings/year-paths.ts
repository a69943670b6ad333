import type { Needs, Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { type Year, yearAt, yearHolding } from './year.rules.ts'

type Named = Pick<Body, 'slug'>

/** Where the work on a body's year stands. */
export const workPathOfBody = (body: Named) => `/work/bodies/${body.slug}`
export const yearPath = (body: Named, year: Pick<Year, 'slug'>) =>
  `${workPathOfBody(body)}/year/${year.slug}`
export const planPath = (body: Named) => `${workPathOfBody(body)}/forward-plan`
export const publicYearPath = (body: Named, year: Pick<Year, 'slug'>) =>
  `/bodies/${body.slug}/year/${year.slug}`

/** The body that a path with :slug names. @throws NotFound */
export const bodyOf = (visit: Visit): Promise<Body> =>
  readBodyBySlug(visit.db, visit.params.slug ?? '')

/** A permission within the body that the path names. */
export const forBodyOf = (permission: string): Needs => ({
  permission,
  scope: async visit => (await bodyOf(visit)).id,
})

/** The year that a path names, or the one that today lies in. @throws NotFound */
export function yearOf({ params, today }: Visit): Year {
  if (params.year === undefined) return yearHolding(today)
  const year = yearAt(params.year)
  if (!year)
    throw new NotFound(
      'There is no such year. Write a financial year as 2025-26, or a calendar year as 2025.',
    )
  return year
}
