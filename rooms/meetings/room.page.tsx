import type { ReactNode } from 'react'
import { Desk as DeskLayout, DeskPanel } from '../../design/desk.tsx'
import { LiveNews, LiveRegion, LiveScreen, type Shortcut } from '../../design/live.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  type FormState,
  type Page,
  type Regions,
  streamPage,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { nameOfMeeting, publicPathOf, workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { type Desk, readDesk, withoutPrivate } from './read-desk.ts'
import { chairRegions } from './room-chair.view.tsx'
import {
  ActionPanel,
  type DeskForm,
  deskRegions,
  LogRows,
  noForm,
  PeoplePanel,
} from './room-desk.view.tsx'
import { memberRegions } from './room-member.view.tsx'

/** The channel on which the acts of the room are told. */
export const ROOM_CHANNEL = 'room'

const keys: readonly Shortcut[] = [
  { key: 'p', what: 'Find a person; Enter goes to their row' },
  { key: 'h', what: 'In a row: here' },
  { key: 'r', what: 'In a row: here, remotely' },
  { key: 'l', what: 'In a row: leaves' },
  { key: 'g', what: 'A deputy, a guest, an earlier arrival' },
  { key: 'u', what: 'Who presides' },
  { key: 'o', what: 'Open the meeting, or resume' },
  { key: 'n', what: 'Begin the next item' },
  { key: 'e', what: 'End the item in hand' },
  { key: 'm', what: 'Put a motion' },
  { key: 't', what: 'Move an amendment' },
  { key: '1', what: 'Put it: by consensus' },
  { key: '2', what: 'Put it: by a show of hands' },
  { key: '3', what: 'Put it: by a recorded vote' },
  { key: '4', what: 'Put it: by ballot' },
  { key: 'y', what: 'Agreed, where consensus is asked' },
  { key: 'v', what: 'Go to the rows of a vote' },
  { key: 'f', what: 'In a row of a vote: for' },
  { key: 'a', what: 'In a row of a vote: against' },
  { key: 'b', what: 'In a row of a vote: abstains' },
  { key: 'c', what: 'Close the vote' },
  { key: 'd', what: 'Declare an interest' },
  { key: 'x', what: 'Raise an action' },
  { key: 's', what: 'Exclude the public' },
  { key: 'i', what: 'Let the public back in' },
  { key: 'j', what: 'Adjourn' },
  { key: 'w', what: 'Close the meeting' },
  { key: 'z', what: 'Take back what was noted last' },
  { key: 'k', what: 'Put an entry of the log right' },
  { key: '?', what: 'These keys' },
]

/** What this visitor may see of the room, and whether they keep it. */
export const rightsOf = (visit: Visit, { body }: Desk['of']) => ({
  keeps:
    visit.acting.may('take attendance', body.id) && visit.acting.may('record decisions', body.id),
  seesPrivate: visit.acting.may('see private papers', body.id),
})

const forEyes = (desk: Desk, seesPrivate: boolean) => (seesPrivate ? desk : withoutPrivate(desk))

/** A compact heading: on a desk every line counts. */
function ScreenFrame({
  desk,
  title,
  links,
  refusals = [],
  children,
}: {
  desk: Desk
  title: string
  links: readonly { readonly text: string; readonly href: string }[]
  refusals?: FormState['refusals']
  children: ReactNode
}) {
  const { of } = desk
  return (
    <WorkPage wide title={`${title}, ${nameOfMeeting(of)}`} refusals={refusals}>
      <div className="gt-desk-title">
        <h1>
          {title}{' '}
          <span className="gt-desk-title__of">
            <a href={workPathOf(of)}>
              {of.body.name}, {formatDay(of.meeting.day)}
            </a>
          </span>
        </h1>
        <ul className="gt-desk-title__links">
          {links.map(({ text, href }) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
      {children}
    </WorkPage>
  )
}

const screensOf = (of: Desk['of']) => {
  const at = workPathOf(of)
  return {
    desk: { text: 'The desk', href: `${at}/room` },
    chair: { text: 'For the chair', href: `${at}/room/chair` },
    board: { text: 'Public screen', href: `${publicPathOf(of)}/room` },
    log: { text: 'Whole log', href: `${at}/room/log` },
  }
}

/** The clerk's desk; `form` is what was sent without scripts and refused. */
export function deskPage(desk: Desk, visit: Visit, form?: DeskForm) {
  const { of } = desk
  const part = { desk, form: form ?? noForm }
  const regions = deskRegions(desk, form)
  const screens = screensOf(of)
  return (
    <ScreenFrame
      desk={desk}
      title="In the room"
      links={[screens.chair, ...(of.meeting.kind === 'workshop' ? [] : [screens.board])]}
      refusals={form?.refusals ?? []}
    >
      <LiveScreen
        stream={`${workPathOf(of)}/room/stream`}
        outbox={`${visit.viewer?.person}:${of.meeting.id}`}
        now={visit.now}
        keys={keys}
      >
        <LiveRegion name="standing">{regions.standing}</LiveRegion>
        <DeskLayout>
          <div className="gt-desk__column">
            <LiveRegion name="item">{regions.item}</LiveRegion>
            <ActionPanel {...part} />
            <DeskPanel id="log" title="What has happened" place="middle">
              <LiveRegion name="log">{regions.log}</LiveRegion>
            </DeskPanel>
          </div>
          <div className="gt-desk__column">
            <PeoplePanel {...part}>
              <LiveRegion name="people">{regions.people}</LiveRegion>
            </PeoplePanel>
          </div>
          <div className="gt-desk__column gt-desk__column--third">
            <LiveRegion name="agenda">{regions.agenda}</LiveRegion>
            <DeskPanel id="now-and-then" title="Now and then" place="end">
              <LiveRegion name="others">{regions.others}</LiveRegion>
            </DeskPanel>
          </div>
        </DeskLayout>
        <LiveNews>{regions.news}</LiveNews>
      </LiveScreen>
    </ScreenFrame>
  )
}

/** What a member follows; `refusals` are of their own vote, sent without scripts. */
export function followPage(desk: Desk, visit: Visit, refusals: FormState['refusals'] = []) {
  const { of } = desk
  const person = visit.viewer?.person ?? ''
  const regions = memberRegions(desk, person)
  const screens = screensOf(of)
  return (
    <ScreenFrame desk={desk} title="In the room" links={[screens.chair]} refusals={refusals}>
      <LiveScreen
        stream={`${workPathOf(of)}/room/stream`}
        outbox={`${person}:${of.meeting.id}`}
        now={visit.now}
      >
        <LiveRegion name="standing">{regions.standing}</LiveRegion>
        <LiveRegion name="vote">{regions.vote}</LiveRegion>
        <DeskLayout>
          <div className="gt-desk__column">
            <LiveRegion name="item">{regions.item}</LiveRegion>
          </div>
          <div className="gt-desk__column">
            <LiveRegion name="people">{regions.people}</LiveRegion>
          </div>
          <div className="gt-desk__column gt-desk__column--third">
            <LiveRegion name="agenda">{regions.agenda}</LiveRegion>
          </div>
        </DeskLayout>
        <LiveNews>{regions.news}</LiveNews>
      </LiveScreen>
    </ScreenFrame>
  )
}

function chairPage(desk: Desk, visit: Visit) {
  const { of } = desk
  const regions = chairRegions(desk)
  const screens = screensOf(of)
  return (
    <ScreenFrame desk={desk} title="For the chair" links={[screens.desk]}>
      <LiveScreen stream={`${workPathOf(of)}/room/chair/stream`} now={visit.now}>
        <LiveRegion name="standing">{regions.standing}</LiveRegion>
        <div className="gt-desk gt-desk--two">
          <div className="gt-desk__column">
            <LiveRegion name="script">{regions.script}</LiveRegion>
            <LiveRegion name="item">{regions.item}</LiveRegion>
          </div>
          <div className="gt-desk__column">
            <LiveRegion name="interests">{regions.interests}</LiveRegion>
            <LiveRegion name="time">{regions.time}</LiveRegion>
          </div>
        </div>
        <LiveNews>{regions.news}</LiveNews>
      </LiveScreen>
    </ScreenFrame>
  )
}

/** One screen's stream: what it shows is read once for all who follow the meeting. */
const following = (
  path: string,
  summary: string,
  screen: (
    visit: Visit,
    of: Desk['of'],
  ) => { readonly writing: string; readonly regions: (desk: Desk) => Regions },
) =>
  streamPage<Desk>({
    path,
    needs: forMeeting('see drafts'),
    summary,
    channel: ROOM_CHANNEL,
    follow: async visit => {
      const of = await meetingOf(visit)
      const { seesPrivate } = rightsOf(visit, of)
      const { writing, regions } = screen(visit, of)
      return {
        topic: of.meeting.id,
        reading: 'desk',
        read: async ({ now }) => {
          const desk = await readDesk(visit.db, of, now)
          return { version: desk.version, state: desk }
        },
        writing: `${writing}${seesPrivate ? '' : ' without what is private'}`,
        regions: desk => regions(forEyes(desk, seesPrivate)),
      }
    },
  })

/** The room at work: the clerk's desk, the chair's view, what members follow, and the log. */
export const roomPages: Page[] = [
  workPage({
    path: '/work/meetings/:body/:date/room',
    needs: forMeeting('see drafts'),
    // The state of the room follows from all its facts; what is private is left out of it here.
    readsAs: 'the installation',
    read: async visit => readDesk(visit.db, await meetingOf(visit), visit.now),
    view: (desk, visit) => {
      const { keeps, seesPrivate } = rightsOf(visit, desk.of)
      const seen = forEyes(desk, seesPrivate)
      return keeps ? deskPage(seen, visit) : followPage(seen, visit)
    },
  }),
  following(
    '/work/meetings/:body/:date/room/stream',
    'Follows what happens at a meeting, for those who keep it and its members.',
    (visit, of) => {
      const person = visit.viewer?.person ?? ''
      return rightsOf(visit, of).keeps
        ? { writing: 'clerk', regions: desk => deskRegions(desk) }
        : { writing: `member ${person}`, regions: desk => memberRegions(desk, person) }
    },
  ),
  workPage({
    path: '/work/meetings/:body/:date/room/chair',
    needs: forMeeting('see drafts'),
    // The state of the room follows from all its facts; what is private is left out of it here.
    readsAs: 'the installation',
    read: async visit => readDesk(visit.db, await meetingOf(visit), visit.now),
    view: (desk, visit) => chairPage(forEyes(desk, rightsOf(visit, desk.of).seesPrivate), visit),
  }),
  following(
    '/work/meetings/:body/:date/room/chair/stream',
    'Follows what happens at a meeting, for whoever presides.',
    () => ({ writing: 'chair', regions: chairRegions }),
  ),
  workPage({
    path: '/work/meetings/:body/:date/room/log',
    needs: forMeeting('see drafts'),
    // The state of the room follows from all its facts; what is private is left out of it here.
    readsAs: 'the installation',
    read: async visit => readDesk(visit.db, await meetingOf(visit), visit.now),
    view: (desk, visit) => {
      const { log } = forEyes(desk, rightsOf(visit, desk.of).seesPrivate)
      return (
        <ScreenFrame desk={desk} title="The log" links={[screensOf(desk.of).desk]}>
          <p>Everything that was noted, newest first, with what was taken back or amended.</p>
          <LogRows lines={log} />
        </ScreenFrame>
      )
    },
  }),
]
