import type { ReactNode } from 'react'
import { DayText } from '../../design/day-text.tsx'
import type { TagColour } from '../../design/status-tag.tsx'
import { Timeline, type TimelinePoint } from '../../design/timeline.tsx'
import { type KeyItem, Late, Said, type TrackerRow } from '../../design/tracker.tsx'
import { type Day, daysBetween } from '../../platform/day.rules.ts'
import { countOf } from '../../platform/plain-english.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import { reportWords, slugOfState, trackerKey } from './action.rules.ts'
import type { Colour, StateName } from './action-state.rules.ts'
import type { DeadlineSet, TrackedAction } from './list-actions.ts'

/** The key's colours as the design names its tags. */
export const tagColour = (colour: Colour): TagColour => (colour === 'none' ? 'plain' : colour)

/** Who owns it, as the tracker prints it. */
export const ownersInWords = ({ owners }: Pick<TrackedAction, 'owners'>): string =>
  owners.map(owner => owner.label).join('; ')

/** The deadline that holds, and how far past it is where it is a day. */
export function DeadlineText({ action, today }: { action: TrackedAction; today: Day }) {
  const deadline = action.deadlines.at(-1)
  if (!deadline) return <>None</>
  const over =
    deadline.day !== null && action.closure === null && action.state.state !== 'complete'
      ? daysBetween(deadline.day, today)
      : 0
  return (
    <>
      {deadlineWords(deadline)}
      {over > 0 ? (
        <>
          {' '}
          <Late>{countOf(over, 'day')} past</Late>
        </>
      ) : null}
      {deadline.reviewOn === null ? null : (
        <Said>
          to be looked at again on <DayText day={deadline.reviewOn} />
        </Said>
      )}
      {action.deadlines.length < 2 ? null : (
        <Said>Past: {action.deadlines.slice(0, -1).map(pastWords).join('; ')}</Said>
      )}
    </>
  )
}

const pastWords = ({ text }: DeadlineSet) => text

/** Its words, and its day where the words are not the day itself. */
function deadlineWords(deadline: DeadlineSet): ReactNode {
  if (deadline.day === null) return deadline.text
  const day = <DayText day={deadline.day} />
  return /^\d/.test(deadline.text) ? (
    day
  ) : (
    <>
      {deadline.text} ({day})
    </>
  )
}

/** What was last said of it, and by when. */
export function PositionText({ action }: { action: TrackedAction }) {
  const latest = action.reports.at(-1)
  if (!latest) return null
  return (
    <>
      {latest.position || `${reportWords[latest.what]}.`}
      <Said>
        {latest.position === '' || latest.what === 'position only'
          ? 'Reported'
          : reportWords[latest.what]}
        , <DayText day={latest.on} />
      </Said>
    </>
  )
}

/** All that happened to an action, oldest first. */
export function historyOf(action: TrackedAction, meetingName?: ReactNode): TimelinePoint[] {
  const [first, ...revisions] = action.deadlines
  const points: (TimelinePoint & { day: string; place: number })[] = [
    {
      day: action.raisedOn,
      place: 0,
      title: action.itemTitle === '' ? 'Raised' : `Raised under “${action.itemTitle}”`,
      ...(first ? { body: <p>Deadline: {deadlineWords(first)}</p> } : {}),
    },
    ...revisions.map(revision => ({
      day: revision.setOn,
      place: 1,
      title: <>Deadline revised to {deadlineWords(revision)}</>,
      ...(revision.reason === '' ? {} : { body: <p>{revision.reason}</p> }),
    })),
    ...action.handOns.map(({ on, fromName, fromNumber, toNumber, reason }) => ({
      day: on,
      place: 2,
      title: `Handed on from ${fromName}, as action ${toNumber} here`,
      body: (
        <p>
          It was action {fromNumber} there.{reason === '' ? '' : ` ${reason}`}
        </p>
      ),
    })),
    ...action.ownerChanges.map(({ on, from, to, reason }) => ({
      day: on,
      place: 2,
      title: `${to} took it over from ${from}`,
      ...(reason === '' ? {} : { body: <p>{reason}</p> }),
    })),
    ...action.reports.map(report => ({
      day: report.on,
      place: 2,
      title: reportWords[report.what],
      ...(report.position === '' && report.proposesClosureOn === null
        ? {}
        : {
            body: (
              <>
                {report.position === '' ? null : <p>{report.position}</p>}
                {report.proposesClosureOn === null ? null : (
                  <p>
                    Closure proposed to the meeting of <DayText day={report.proposesClosureOn} />
                  </p>
                )}
              </>
            ),
          }),
    })),
    ...(action.closure === null
      ? []
      : [
          {
            day: action.closure.on,
            place: 3,
            title: <>Closed by {meetingName ?? 'a meeting'}</>,
            body: <p>{action.closure.evidence}</p>,
          },
        ]),
  ]
  const sorted = points.toSorted((one, other) =>
    one.day === other.day ? one.place - other.place : one.day < other.day ? -1 : 1,
  )
  return sorted.map(({ place, ...point }, at) => ({
    ...point,
    state: at === sorted.length - 1 ? 'now' : 'past',
  }))
}

/** One action as a card of the tracker. */
export function trackerRow(
  action: TrackedAction,
  { today, body, href }: { today: Day; body?: Body | undefined; href: string },
): TrackerRow {
  const told = countOf(action.reports.length, 'report')
  const set = countOf(action.deadlines.length, 'deadline')
  return {
    id: action.id,
    number: action.number,
    colour: tagColour(action.state.colour),
    label: action.state.label,
    text: action.text,
    href,
    from: (
      <>
        {body ? `${body.name}, ` : ''}
        <DayText day={action.raisedOn} />
        {action.itemTitle === '' ? '' : `: ${action.itemTitle}`}
        {action.handOns.slice(-1).map(({ fromName, fromNumber, on }) => (
          <span key={on}>
            {' '}
            (handed on from {fromName}, its action {fromNumber}, on <DayText day={on} />)
          </span>
        ))}
        {action.audience === 'public' ? null : ` (${action.audience} only)`}
      </>
    ),
    ...(action.reports.length === 0 ? {} : { position: <PositionText action={action} /> }),
    facts: [
      { term: action.owners.length > 1 ? 'Owners' : 'Owner', value: ownersInWords(action) },
      { term: 'Deadline', value: <DeadlineText action={action} today={today} /> },
    ],
    history: {
      summary: (
        <>
          History<span className="nhsuk-u-visually-hidden"> of action {action.number}</span>: {set},{' '}
          {told}
        </>
      ),
      content: (
        <>
          <p>{action.state.working}</p>
          <Timeline points={historyOf(action)} />
        </>
      ),
    },
  }
}

/** The key with its counts; `hrefOf` leads to the actions of one state. */
export const keyItems = (
  counts: ReadonlyMap<StateName, number>,
  current: StateName | undefined,
  hrefOf: (slug: string) => string,
): KeyItem[] =>
  trackerKey.map(entry => ({
    label: entry.label,
    colour: tagColour(entry.colour),
    meaning: entry.meaning,
    count: counts.get(entry.state) ?? 0,
    href: hrefOf(slugOfState(entry.state)),
    current: entry.state === current,
  }))

/** How many actions stand in each state. */
export function countStates(actions: readonly TrackedAction[]): Map<StateName, number> {
  const counts = new Map<StateName, number>()
  for (const { state } of actions) counts.set(state.state, (counts.get(state.state) ?? 0) + 1)
  return counts
}
