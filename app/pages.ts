import { galleryView } from '../design/gallery.view.tsx'
import { type Page, workPage } from '../platform/http/page.ts'
import type { Settings } from '../platform/settings.ts'
import { actionPage } from '../rooms/actions/action.page.tsx'
import { trackerPage } from '../rooms/actions/actions.page.tsx'
import { workActionPages } from '../rooms/actions/work-actions.page.tsx'
import { bodyWorkPages } from '../rooms/bodies/bodies-work.page.ts'
import { handoverPages } from '../rooms/bodies/handover.page.tsx'
import { mergeRegisterPages } from '../rooms/bodies/merge-register.page.tsx'
import { bodyPages } from '../rooms/bodies/public-bodies.page.ts'
import { listBodies } from '../rooms/bodies/read-body.ts'
import { bodyDutyPages, publicDutyPage } from '../rooms/duties/body-duties.page.tsx'
import { duePages } from '../rooms/duties/duties.page.tsx'
import { allRegistersPages } from '../rooms/interests/all-registers.page.tsx'
import { declarePages } from '../rooms/interests/declare.page.tsx'
import { dispensationPages } from '../rooms/interests/dispensations.page.tsx'
import { giftPages } from '../rooms/interests/gifts.page.tsx'
import { importRegisterPages } from '../rooms/interests/import-register.page.tsx'
import { limitPages } from '../rooms/interests/limits.page.tsx'
import { ownInterestPages } from '../rooms/interests/own-interests.page.tsx'
import { registerPages } from '../rooms/interests/register.page.tsx'
import { registerChangesPage } from '../rooms/interests/register-changes.page.tsx'
import { reviewPages } from '../rooms/interests/review.page.tsx'
import { historyPages } from '../rooms/keeping/history.page.tsx'
import { redactionPages } from '../rooms/keeping/redaction.page.tsx'
import { retentionPages } from '../rooms/keeping/retention.page.tsx'
import { agendaPages } from '../rooms/meetings/agenda.page.tsx'
import { agendaSettingPages } from '../rooms/meetings/agenda-setting.page.tsx'
import { agendaTemplatePages } from '../rooms/meetings/agenda-template.page.tsx'
import { attendancePages } from '../rooms/meetings/attendance.page.tsx'
import { conflictsPages } from '../rooms/meetings/conflicts.page.tsx'
import { byCorrespondencePages, decideByLinkPages } from '../rooms/meetings/correspondence.page.tsx'
import { decisionsPages } from '../rooms/meetings/decisions.page.tsx'
import { decisionsRegisterPages } from '../rooms/meetings/decisions-register.page.tsx'
import { declarationsPages } from '../rooms/meetings/declarations.page.tsx'
import { forwardPlanPages } from '../rooms/meetings/forward-plan.page.tsx'
import { invitationPages } from '../rooms/meetings/invitations.page.tsx'
import { listMeetingsPages } from '../rooms/meetings/list-meetings.page.tsx'
import { meetingPages } from '../rooms/meetings/meeting.page.tsx'
import { meetingActionPages } from '../rooms/meetings/meeting-actions.page.tsx'
import { MeetingFrame } from '../rooms/meetings/meeting-frame.view.tsx'
import { meetingOverviewPages } from '../rooms/meetings/meeting-overview.page.tsx'
import { meetingsListPages } from '../rooms/meetings/meetings.page.tsx'
import { minutesPages } from '../rooms/meetings/minutes.page.tsx'
import { movementsPages } from '../rooms/meetings/movements.page.tsx'
import { noticePages } from '../rooms/meetings/notice.page.tsx'
import { officerDecisionPages } from '../rooms/meetings/officer-decision.page.tsx'
import { otherwisePages } from '../rooms/meetings/otherwise.page.tsx'
import { outsideDecisionPages } from '../rooms/meetings/outside-decision.page.tsx'
import { paperPages } from '../rooms/meetings/paper.page.tsx'
import { planYearPages } from '../rooms/meetings/plan-year.page.tsx'
import { publicYearPages } from '../rooms/meetings/public-year.page.tsx'
import { quorumOfNextMeetings } from '../rooms/meetings/quorum-slot.tsx'
import { readingPages } from '../rooms/meetings/reading.page.tsx'
import { recordingPages } from '../rooms/meetings/recording.page.tsx'
import { recurringPages } from '../rooms/meetings/recurring.page.tsx'
import { replyPages } from '../rooms/meetings/reply.page.tsx'
import { roomPages } from '../rooms/meetings/room.page.tsx'
import { roomActPages } from '../rooms/meetings/room-acts.page.tsx'
import { roomBoardPages } from '../rooms/meetings/room-board.page.tsx'
import { scheduleMeetingPages } from '../rooms/meetings/schedule-meeting.page.tsx'
import { signOffPages } from '../rooms/meetings/sign-off.page.tsx'
import { treatmentPages } from '../rooms/meetings/treatment.page.tsx'
import { workDecisionsPages } from '../rooms/meetings/work-decisions.page.tsx'
import { yearPages } from '../rooms/meetings/year.page.tsx'
import { accessPages } from '../rooms/people/access.page.tsx'
import { accountPages } from '../rooms/people/account.page.tsx'
import { demoSignInPage } from '../rooms/people/demo-sign-in.page.tsx'
import { mergePersonsPages } from '../rooms/people/merge-persons.page.tsx'
import { organisationSignInPages } from '../rooms/people/organisation-sign-in.page.tsx'
import { passkeyPages } from '../rooms/people/passkey.page.tsx'
import { peoplePages } from '../rooms/people/people.page.tsx'
import { aProvider } from '../rooms/people/provider.ts'
import { signInPages } from '../rooms/people/sign-in.page.tsx'
import { signOutPage } from '../rooms/people/sign-out.page.ts'
import { publicPlanPages } from '../rooms/publishing/forward-plan.page.tsx'
import { packPages } from '../rooms/publishing/pack.page.tsx'
import { publishPackPages } from '../rooms/publishing/publish-pack.page.tsx'
import { versionPages } from '../rooms/publishing/versions.page.tsx'
import { assessmentPages } from '../rooms/reports/assessment.page.tsx'
import { attendanceReportPage } from '../rooms/reports/attendance.page.tsx'
import { compliancePages } from '../rooms/reports/compliance.page.tsx'
import { effectivenessPages } from '../rooms/reports/effectiveness.page.tsx'
import { interestCheckPages } from '../rooms/reports/interest-checks.page.tsx'
import { reportPages } from '../rooms/reports/reports.page.tsx'
import { askQuestionPages } from '../rooms/voices/ask-question.page.tsx'
import { correspondencePages } from '../rooms/voices/correspondence.page.tsx'
import { meetingQuestionPages } from '../rooms/voices/meeting-questions.page.tsx'
import { questionPages } from '../rooms/voices/questions.page.tsx'
import { workCorrespondencePages } from '../rooms/voices/work-correspondence.page.tsx'
import { workQuestionPages } from '../rooms/voices/work-questions.page.tsx'
import { aboutPages } from './about.page.tsx'
import { accessibilityPages } from './accessibility.page.tsx'
import { dataPages } from './data.page.tsx'
import { dutySources } from './duty-sources.ts'
import { feedPages } from './feed.page.ts'
import { homePages } from './home.page.tsx'
import { nameThings } from './name-things.ts'
import { problemPages } from './problems.page.tsx'
import { setUpPage } from './set-up.page.tsx'
import {
  bodySlots,
  meetingSlots,
  overviewSlots,
  papersOf,
  readingSlots,
  registerSlots,
} from './slots.tsx'
import { threadPages } from './thread.page.tsx'
import { allWithChanges } from './what-changed.tsx'
import {
  partsAtEndOfBody,
  partsAtHandover,
  partsOfBodies,
  partsOfOrganisations,
  partsOfPersons,
} from './whole-record.ts'
import { workspacePages } from './workspace.page.tsx'

/** The one look, with every part of it in its states. */
const galleryPage = workPage({
  path: '/work/gallery',
  needs: 'a person',
  read: async () => undefined,
  view: () => galleryView(),
})

/** How one signs in to a record of one's own; the demonstration has its own way, and no other. */
const waysIn = (settings: Settings, named: () => Promise<void>): Page[] => [
  ...signInPages(settings.providers),
  ...organisationSignInPages(settings.providers.map(aProvider)),
  ...passkeyPages,
  setUpPage(named),
]

/**
 * Every page of the house, wired by hand. A page of a room that shows something of a later one is given it here.
 *
 * @param named told once an empty record has been set up and has its name
 */
export const housePages = (settings: Settings, named: () => Promise<void>): Page[] =>
  allWithChanges(pagesOfRooms(settings, named))

const pagesOfRooms = (settings: Settings, named: () => Promise<void>): Page[] => [
  ...(settings.demo ? [demoSignInPage] : waysIn(settings, named)),
  ...[signOutPage, ...accountPages, ...accessPages],
  ...workspacePages,
  galleryPage,
  ...[...homePages, ...aboutPages, ...accessibilityPages, ...dataPages],
  ...[...bodyPages(bodySlots), ...bodyWorkPages(partsAtEndOfBody, { above: quorumOfNextMeetings })],
  ...mergeRegisterPages(partsOfBodies, partsOfOrganisations),
  ...[...handoverPages(partsAtHandover), ...mergePersonsPages(partsOfPersons)],
  ...peoplePages(({ db }) => listBodies(db)),
  ...[...meetingsListPages, ...meetingPages(meetingSlots), ...decisionsRegisterPages],
  ...[...outsideDecisionPages, ...decideByLinkPages, ...workDecisionsPages],
  ...[...officerDecisionPages, ...byCorrespondencePages],
  ...[...listMeetingsPages, ...scheduleMeetingPages, ...meetingOverviewPages(overviewSlots)],
  ...[
    ...noticePages,
    ...agendaPages,
    ...paperPages,
    ...treatmentPages,
    ...readingPages(readingSlots),
    ...otherwisePages,
  ],
  ...[...invitationPages(papersOf), ...replyPages],
  ...[...yearPages, ...planYearPages, ...publicYearPages, ...agendaTemplatePages],
  ...[...forwardPlanPages, ...recurringPages, ...agendaSettingPages, ...signOffPages],
  ...recordingPages,
  ...[...roomPages, ...roomActPages, ...roomBoardPages],
  ...[
    ...attendancePages,
    ...movementsPages,
    ...declarationsPages,
    ...conflictsPages,
    ...decisionsPages,
    ...minutesPages,
  ],
  ...[trackerPage, actionPage(nameThings), ...workActionPages, ...meetingActionPages],
  ...[...registerPages(registerSlots), registerChangesPage, ...allRegistersPages],
  ...[...ownInterestPages, ...declarePages, ...reviewPages, ...importRegisterPages],
  ...[...giftPages, ...dispensationPages, ...limitPages],
  ...[...questionPages(nameThings), ...askQuestionPages],
  ...[...workQuestionPages, ...meetingQuestionPages(MeetingFrame)],
  ...[...duePages(dutySources), ...bodyDutyPages(dutySources), publicDutyPage(dutySources)],
  ...[attendanceReportPage, ...compliancePages(dutySources), ...interestCheckPages],
  ...[...assessmentPages(dutySources), ...reportPages],
  ...[...correspondencePages(nameThings), ...workCorrespondencePages(nameThings, MeetingFrame)],
  ...[
    ...packPages,
    ...publishPackPages(MeetingFrame),
    ...publicPlanPages,
    ...versionPages(MeetingFrame),
    ...effectivenessPages(MeetingFrame),
  ],
  ...[...historyPages(nameThings), ...redactionPages, ...retentionPages],
  ...[...feedPages, ...problemPages, ...threadPages],
]
