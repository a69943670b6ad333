import { bodiesPage } from './bodies.page.tsx'
import { bodyPage } from './body.page.tsx'
import type { BodySlots } from './body-slots.ts'
import { delegationPages } from './delegations.page.tsx'
import { placePages } from './places.page.tsx'

/** The public pages of this room, with its delegations' own; app/ gives the parts of later rooms. */
export const bodyPages = (slots: Partial<BodySlots>) => [
  bodiesPage,
  bodyPage(slots),
  ...placePages,
  ...delegationPages,
]
