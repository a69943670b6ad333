import { galleryView } from '../design/gallery.view.tsx'
import { type Page, workPage } from '../platform/http/page.ts'
import type { Settings } from '../platform/settings.ts'
import { actionPage } from '../rooms/actions/action.page.tsx'
import { trackerPage } from '../rooms/actions/actions.page.tsx'
import { workActionPages } from '../rooms/actions/work-actions.page.tsx'
import { bodyWorkPages } from '../rooms/bodies/bodies-work.page.ts'
import { bodyPages } from '../rooms/bodies/public-bodies.page.ts'
import { listBodies } from '../rooms/bodies/read-body.ts'
import { declarePages } from '../rooms/interests/declare.page.tsx'
import { registerPages } from '../rooms/interests/register.page.tsx'
import { agendaPages } from '../rooms/meetings/agenda.page.tsx'
import { attendancePages } from '../rooms/meetings/attendance.page.tsx'
import { correspondencePages, replyPages } from '../rooms/meetings/correspondence.page.tsx'
import { decisionsPages } from '../rooms/meetings/decisions.page.tsx'
import { decisionsRegisterPages } from '../rooms/meetings/decisions-register.page.tsx'
import { declarationsPages } from '../rooms/meetings/declarations.page.tsx'
import { listMeetingsPages } from '../rooms/meetings/list-meetings.page.tsx'
import { meetingPages } from '../rooms/meetings/meeting.page.tsx'
import { meetingActionPages } from '../rooms/meetings/meeting-actions.page.tsx'
import { MeetingFrame } from '../rooms/meetings/meeting-frame.view.tsx'
import { meetingOverviewPages } from '../rooms/meetings/meeting-overview.page.tsx'
import { meetingsListPages } from '../rooms/meetings/meetings.page.tsx'
import { minutesPages } from '../rooms/meetings/minutes.page.tsx'
import { noticePages } from '../rooms/meetings/notice.page.tsx'
import { officerDecisionPages } from '../rooms/meetings/officer-decision.page.tsx'
import { otherwisePages } from '../rooms/meetings/otherwise.page.tsx'
import { outsideDecisionPages } from '../rooms/meetings/outside-decision.page.tsx'
import { paperPages } from '../rooms/meetings/paper.page.tsx'
import { readingPages } from '../rooms/meetings/reading.page.tsx'
import { recordingPages } from '../rooms/meetings/recording.page.tsx'
import { scheduleMeetingPages } from '../rooms/meetings/schedule-meeting.page.tsx'
import { workDecisionsPages } from '../rooms/meetings/work-decisions.page.tsx'
import { demoSignInPage } from '../rooms/people/demo-sign-in.page.tsx'
import { peoplePages } from '../rooms/people/people.page.tsx'
import { signInLinkPage } from '../rooms/people/sign-in-link.page.tsx'
import { signOutPage } from '../rooms/people/sign-out.page.ts'
import { packPages } from '../rooms/publishing/pack.page.tsx'
import { publishPackPages } from '../rooms/publishing/publish-pack.page.tsx'
import { askQuestionPages } from '../rooms/voices/ask-question.page.tsx'
import { meetingQuestionPages } from '../rooms/voices/meeting-questions.page.tsx'
import { questionPages } from '../rooms/voices/questions.page.tsx'
import { workQuestionPages } from '../rooms/voices/work-questions.page.tsx'
import { aboutPages } from './about.page.tsx'
import { accessibilityPages } from './accessibility.page.tsx'
import { dataPages } from './data.page.tsx'
import { feedPages } from './feed.page.ts'
import { homePages } from './home.page.tsx'
import { nameThings } from './name-things.ts'
import { problemPages } from './problems.page.tsx'
import { setUpPage } from './set-up.page.tsx'
import { bodySlots, meetingSlots, overviewSlots } from './slots.tsx'
import { threadPages } from './thread.page.tsx'
import { workspacePages } from './workspace.page.tsx'

/** The one look, with every part of it in its states. */
const galleryPage = workPage({
  path: '/work/gallery',
  needs: 'a person',
  read: async () => undefined,
  view: () => galleryView(),
})

/**
 * Every page of the house, wired by hand. A page of a room that shows something of a later one is given it here.
 *
 * @param named told once an empty record has been set up and has its name
 */
export const housePages = (settings: Settings, named: () => Promise<void>): Page[] => [
  ...(settings.demo ? [demoSignInPage] : [signInLinkPage, setUpPage(named)]),
  signOutPage,
  ...workspacePages,
  galleryPage,
  ...[...homePages, ...aboutPages, ...accessibilityPages, ...dataPages],
  ...[...bodyPages(bodySlots), ...bodyWorkPages],
  ...peoplePages(({ db }) => listBodies(db)),
  ...[...meetingsListPages, ...meetingPages(meetingSlots), ...decisionsRegisterPages],
  ...[...outsideDecisionPages, ...replyPages, ...workDecisionsPages],
  ...[...officerDecisionPages, ...correspondencePages],
  ...[...listMeetingsPages, ...scheduleMeetingPages, ...meetingOverviewPages(overviewSlots)],
  ...[...noticePages, ...agendaPages, ...paperPages, ...readingPages, ...otherwisePages],
  ...[...attendancePages, ...declarationsPages, ...decisionsPages, ...minutesPages],
  ...recordingPages,
  ...[trackerPage, actionPage(nameThings), ...workActionPages, ...meetingActionPages],
  ...[...registerPages, ...declarePages],
  ...[...questionPages(nameThings), ...askQuestionPages],
  ...[...workQuestionPages, ...meetingQuestionPages(MeetingFrame)],
  ...[...packPages, ...publishPackPages(MeetingFrame)],
  ...[...feedPages, ...problemPages, ...threadPages],
]
