import { bodyForms } from './body-forms.page.tsx'
import { membershipForms } from './membership-forms.page.tsx'
import { registerPages } from './work-bodies.page.tsx'
import { type WorkBodySlots, workBodyPage } from './work-body.page.tsx'

/** The workspace pages of this room; `slots` are what app/ fills in of later rooms. */
export const bodyWorkPages = (slots: WorkBodySlots = {}) => [
  ...registerPages,
  workBodyPage(slots),
  ...bodyForms,
  ...membershipForms,
]
