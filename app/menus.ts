import type { NavigationItem } from '../design/navigation.tsx'
import type { Viewer } from '../platform/http/page.ts'

/** The menu of the public site. */
export const siteMenu: readonly NavigationItem[] = [
  { text: 'Meetings', href: '/meetings' },
  { text: 'Bodies', href: '/bodies' },
  { text: 'Decisions', href: '/decisions' },
  { text: 'Actions', href: '/actions' },
  { text: 'Questions', href: '/questions' },
  { text: 'Reports', href: '/reports' },
]

const workspaceMenu: readonly (NavigationItem & { readonly needs?: string })[] = [
  { text: 'Overview', href: '/work' },
  { text: 'What is due', href: '/work/duties' },
  { text: 'Meetings', href: '/work/meetings', needs: 'see drafts' },
  { text: 'Decisions', href: '/work/decisions', needs: 'see drafts' },
  { text: 'Actions', href: '/work/actions', needs: 'report on actions' },
  { text: 'Interests', href: '/work/interests', needs: 'declare interests' },
  { text: 'Questions', href: '/work/questions', needs: 'handle questions' },
  { text: 'Correspondence', href: '/work/correspondence', needs: 'see drafts' },
  { text: 'Bodies', href: '/work/bodies', needs: 'keep the body' },
  { text: 'Redactions', href: '/work/redactions', needs: 'redact' },
  { text: 'Retention', href: '/work/retention', needs: 'dispose of records' },
  { text: 'History', href: '/work/history', needs: 'see the history' },
  { text: 'People', href: '/work/people', needs: 'administer people' },
]

/** The menus as this visitor gets them: nobody is shown a door that is shut to them. */
export const menusFor = (viewer: Viewer | null) => ({
  site: siteMenu,
  workspace: workspaceMenu.filter(item => !item.needs || viewer?.mayAnywhere(item.needs)),
  tools: [viewer ? { text: 'Workspace', href: '/work' } : { text: 'Sign in', href: '/sign-in' }],
})
