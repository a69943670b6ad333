import type { Page } from '../platform/http/page.ts'
import type { Settings } from '../platform/settings.ts'
import { bodyPages } from '../rooms/bodies/public-bodies.page.ts'
import { agendaPages } from '../rooms/meetings/agenda.page.tsx'
import { decisionsRegisterPages } from '../rooms/meetings/decisions-register.page.tsx'
import { listMeetingsPages } from '../rooms/meetings/list-meetings.page.tsx'
import { meetingPages } from '../rooms/meetings/meeting.page.tsx'
import { meetingOverviewPages } from '../rooms/meetings/meeting-overview.page.tsx'
import { meetingsListPages } from '../rooms/meetings/meetings.page.tsx'
import { noticePages } from '../rooms/meetings/notice.page.tsx'
import { paperPages } from '../rooms/meetings/paper.page.tsx'
import { readingPages } from '../rooms/meetings/reading.page.tsx'
import { scheduleMeetingPages } from '../rooms/meetings/schedule-meeting.page.tsx'
import { demoSignInPages } from '../rooms/people/demo-sign-in.page.tsx'
import { workspacePages } from './workspace.page.tsx'

/** Every page of the house, wired by hand. A page of a room that shows something of a later one is given it here. */
export const housePages = (settings: Settings): Page[] => [
  ...(settings.demo ? demoSignInPages : []),
  ...workspacePages,
  ...bodyPages({}),
  ...meetingsListPages,
  ...meetingPages(),
  ...decisionsRegisterPages,
  ...scheduleMeetingPages,
  ...listMeetingsPages,
  ...meetingOverviewPages(),
  ...noticePages,
  ...agendaPages,
  ...paperPages,
  ...readingPages,
]
