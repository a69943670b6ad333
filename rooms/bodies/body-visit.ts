import type { Needs } from '../../platform/http/page.ts'
import { readBodyBySlug } from './read-body.ts'

/** A permission within the body that a path with :slug names. */
export const forBody = (permission: string): Needs => ({
  permission,
  scope: async visit => (await readBodyBySlug(visit.db, visit.params.slug ?? '')).id,
})

/** Where a body stands in the workspace. */
export const workPathOf = (body: { readonly slug: string }) => `/work/bodies/${body.slug}`
