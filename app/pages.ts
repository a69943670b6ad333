import type { Page } from '../platform/http/page.ts'
import type { Settings } from '../platform/settings.ts'
import { attendancePages } from '../rooms/meetings/attendance.page.tsx'
import { decisionsPages } from '../rooms/meetings/decisions.page.tsx'
import { decisionsRegisterPages } from '../rooms/meetings/decisions-register.page.tsx'
import { declarationsPages } from '../rooms/meetings/declarations.page.tsx'
import { meetingPages } from '../rooms/meetings/meeting.page.tsx'
import { meetingsListPages } from '../rooms/meetings/meetings.page.tsx'
import { minutesPages } from '../rooms/meetings/minutes.page.tsx'
import { scheduleMeetingPages } from '../rooms/meetings/schedule-meeting.page.tsx'
import { demoSignInPages } from '../rooms/people/demo-sign-in.page.tsx'
import { workspacePages } from './workspace.page.tsx'

/** Every page of the house, wired by hand. A page of a room that shows something of a later one is given it here. */
export const housePages = (settings: Settings): Page[] => [
  ...(settings.demo ? demoSignInPages : []),
  ...workspacePages,
  ...meetingsListPages,
  ...meetingPages(),
  ...decisionsRegisterPages,
  ...scheduleMeetingPages,
  ...attendancePages,
  ...declarationsPages,
  ...decisionsPages,
  ...minutesPages,
]
