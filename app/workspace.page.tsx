import { CardList } from '../design/card-list.tsx'
import { DayText } from '../design/day-text.tsx'
import { Empty } from '../design/empty.tsx'
import { ButtonLink, ButtonRow } from '../design/form.tsx'
import { PageHeading } from '../design/page-heading.tsx'
import { WorkPage } from '../design/shell.tsx'
import { StatusTag } from '../design/status-tag.tsx'
import { Tracker } from '../design/tracker.tsx'
import { formatTime, time } from '../platform/day.rules.ts'
import { type Visit, workPage } from '../platform/http/page.ts'
import { countOf, opening } from '../platform/plain-english.rules.ts'
import { listActions } from '../rooms/actions/list-actions.ts'
import { trackerRow } from '../rooms/actions/tracker-row.tsx'
import { listHandoversOf } from '../rooms/bodies/handover.ts'
import { readBodies } from '../rooms/bodies/read-body.ts'
import { StandingTag } from '../rooms/duties/duties.view.tsx'
import { isPressing } from '../rooms/duties/duty.rules.ts'
import { ownOf, readDutiesSeen } from '../rooms/duties/read-duties.ts'
import { brieflyOf } from '../rooms/meetings/invitation.rules.ts'
import { listMeetings } from '../rooms/meetings/list-meetings.ts'
import { nameOfMeeting, workPathOf } from '../rooms/meetings/meeting-paths.ts'
import { listInvitationsOf } from '../rooms/meetings/read-invitations.ts'
import { dutySources } from './duty-sources.ts'

const NEXT_MEETINGS = 5
const LATEST_MEETINGS = 3
const FIRST_DUTIES = 5

/** What is theirs: what is due, the meetings of their bodies, and the actions they own. */
async function readOverview(visit: Visit) {
  const { db, viewer, today } = visit
  const scopes = viewer?.scopesOf('see drafts') ?? []
  const bodies = scopes === 'everywhere' ? undefined : scopes
  const wanted = { bodies, today, page: 1 }
  const upcoming = await listMeetings(db, { ...wanted, when: 'upcoming', perPage: NEXT_MEETINGS })
  const past = await listMeetings(db, { ...wanted, when: 'past', perPage: LATEST_MEETINGS })
  const invited = viewer ? await listInvitationsOf(db, viewer.person, today) : []
  const actions = viewer
    ? await listActions(db, { day: today, owner: viewer.person, list: 'open' })
    : []
  const { bodies: all, duties } = await readDutiesSeen(dutySources, visit)
  const due = ownOf(visit, duties).filter(
    ({ standing, kind }) => isPressing(standing) && kind !== 'action',
  )
  return {
    due: due.slice(0, FIRST_DUTIES),
    moreDue: due.length - FIRST_DUTIES,
    bodyOf: new Map(all.map(body => [body.id, body])),
    name: viewer?.name ?? '',
    handovers: viewer ? (await listHandoversOf(db, viewer.person)).slice(0, 3) : [],
    upcoming: upcoming.meetings,
    past: past.meetings,
    invited,
    actions,
    bodies: await readBodies(
      db,
      actions.map(({ body }) => body),
    ),
    may: (permission: string) => viewer?.mayAnywhere(permission) ?? false,
  }
}

type Overview = Awaited<ReturnType<typeof readOverview>>

const Meetings = ({ meetings }: { meetings: Overview['upcoming'] }) => (
  <CardList
    level={3}
    items={meetings.map(of => ({
      id: of.meeting.id,
      title: `${nameOfMeeting(of)}, ${of.body.name}`,
      href: workPathOf(of),
      aside: <DayText day={of.meeting.day} form="short" />,
      facts: [
        `${formatTime(time(of.meeting.starts_at))}${of.meeting.venue ? `, ${of.meeting.venue}` : ''}`,
      ],
    }))}
  />
)

const Invitations = ({ invited }: { invited: Overview['invited'] }) => (
  <>
    <h2>Your invitations</h2>
    <CardList
      level={3}
      items={invited.map(({ invitation, body, meeting, reply }) => ({
        id: invitation,
        title: `${reply ? 'Your reply' : 'Will you come?'} ${body.name}`,
        href: `/work/invitations/${invitation}`,
        aside: <DayText day={meeting.day} form="short" />,
        facts: [
          `${formatTime(time(meeting.starts_at.slice(0, 5)))}${meeting.venue ? `, ${meeting.venue}` : ''}`,
          reply ? (
            <StatusTag key="reply" colour="green">
              {brieflyOf(reply.answer)}
            </StatusTag>
          ) : (
            <StatusTag key="reply" colour="amber">
              No reply yet
            </StatusTag>
          ),
        ],
      }))}
    />
  </>
)

/** Where somebody who has signed in begins. */
export const workspacePages = [
  workPage({
    path: '/work',
    needs: 'a person',
    read: readOverview,
    view: (
      { name, handovers, upcoming, past, invited, actions, bodies, may, ...model },
      { today },
    ) => (
      <WorkPage title="Overview">
        <PageHeading title="Overview" caption={name} />
        <ButtonRow>
          {may('arrange meetings') ? (
            <ButtonLink href="/work/meetings/new">Schedule a meeting</ButtonLink>
          ) : null}
          {may('declare interests') ? (
            <ButtonLink href="/work/interests/declare" kind="secondary">
              Declare an interest
            </ButtonLink>
          ) : null}
          {may('administer people') ? (
            <ButtonLink href="/work/people" kind="secondary">
              People and roles
            </ButtonLink>
          ) : null}
          {may('administer bodies') ? (
            <ButtonLink href="/work/bodies" kind="secondary">
              Bodies
            </ButtonLink>
          ) : null}
        </ButtonRow>
        {invited.length === 0 ? null : <Invitations invited={invited} />}
        {handovers.map(({ id, on }) => (
          <p key={id}>
            <a href={`/work/handovers/${id}`}>
              Handover of <DayText day={on} />
            </a>
          </p>
        ))}
        <h2>What is due</h2>
        {model.due.length === 0 ? (
          <Empty>Nothing of yours is due or overdue.</Empty>
        ) : (
          <CardList
            level={3}
            items={model.due.map(duty => ({
              id: duty.key,
              title: duty.what,
              href: duty.href,
              aside: duty.due ? <DayText day={duty.due} form="short" /> : 'No day',
              facts: [
                <StandingTag key="standing" standing={duty.standing} />,
                model.bodyOf.get(duty.body)?.name ?? '',
              ],
            }))}
          />
        )}
        <p>
          <a href="/work/duties">
            {model.moreDue > 0
              ? `${opening(countOf(model.moreDue, 'more thing is', 'more things are'))} due: see them all`
              : 'Everything that is due, and what was kept'}
          </a>
        </p>
        {may('see drafts') ? (
          <>
            <h2>Next meetings</h2>
            {upcoming.length === 0 ? (
              <Empty>No meeting of your bodies is in the calendar.</Empty>
            ) : (
              <Meetings meetings={upcoming} />
            )}
            {past.length === 0 ? null : (
              <>
                <h2>Latest meetings</h2>
                <Meetings meetings={past} />
                <p>
                  <a href="/work/meetings?when=past">All past meetings, and what is due for each</a>
                </p>
              </>
            )}
          </>
        ) : null}
        {may('report on actions') ? (
          <>
            <h2>Your actions</h2>
            {actions.length === 0 ? (
              <Empty>You own no open action.</Empty>
            ) : (
              <Tracker
                rows={actions.map(action => {
                  const body = bodies.get(action.body)
                  return trackerRow(action, {
                    today,
                    body,
                    href: `/work/actions/${body?.slug ?? ''}/${action.number}`,
                  })
                })}
              />
            )}
          </>
        ) : null}
      </WorkPage>
    ),
  }),
]
