import { bodyForms } from './body-forms.page.tsx'
import { membershipForms } from './membership-forms.page.tsx'
import { registerPages } from './work-bodies.page.tsx'
import { workBodyPage } from './work-body.page.tsx'

/** The workspace pages of this room. */
export const bodyWorkPages = [...registerPages, workBodyPage, ...bodyForms, ...membershipForms]
