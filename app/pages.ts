import type { Page } from '../platform/http/page.ts'
import type { Settings } from '../platform/settings.ts'
import { bodyWorkPages } from '../rooms/bodies/bodies-work.page.ts'
import { bodyPages } from '../rooms/bodies/public-bodies.page.ts'
import { listBodies } from '../rooms/bodies/read-body.ts'
import { scheduleMeetingPages } from '../rooms/meetings/schedule-meeting.page.tsx'
import { demoSignInPages } from '../rooms/people/demo-sign-in.page.tsx'
import { peoplePages } from '../rooms/people/people.page.tsx'
import { workspacePages } from './workspace.page.tsx'

/** Every page of the house, wired by hand. A page of a room that shows something of a later one is given it here. */
export const housePages = (settings: Settings): Page[] => [
  ...(settings.demo ? demoSignInPages : []),
  ...workspacePages,
  ...bodyPages({}),
  ...bodyWorkPages,
  ...peoplePages(({ db }) => listBodies(db)),
  ...scheduleMeetingPages,
]
