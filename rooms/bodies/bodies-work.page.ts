import { bodyForms } from './body-forms.page.tsx'
import { dissolvePage } from './dissolve-body.page.tsx'
import { membershipForms } from './membership-forms.page.tsx'
import type { SuccessionPart } from './succession.ts'
import { registerPages } from './work-bodies.page.tsx'
import { type WorkBodySlots, workBodyPage } from './work-body.page.tsx'

/** The workspace pages of this room; app/ gives what later rooms do when a body ends, and what they show. */
export const bodyWorkPages = (
  atEndOfBody: readonly SuccessionPart[],
  slots: WorkBodySlots = {},
) => [
  ...registerPages,
  workBodyPage(slots),
  ...bodyForms,
  dissolvePage(atEndOfBody),
  ...membershipForms,
]
