import { DeskPanel } from '../../design/desk.tsx'
import { placed } from '../../design/given.ts'
import { StatusTag } from '../../design/status-tag.tsx'
import type { Regions } from '../../platform/http/page.ts'
import { londonTime } from '../../platform/london.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { timeInWords } from './meeting-parts.view.tsx'
import type { Desk } from './read-desk.ts'
import { nextItem, QuorumStanding, VoteResult } from './room-desk.view.tsx'
import { scriptFor } from './room-script.rules.ts'
import { minutesOf, motionEnded, motionHeading } from './room-words.rules.ts'

/** What the person presiding needs, and nothing to press: the clerk keeps the desk. */
export const chairRegions = (desk: Desk): Regions => ({
  standing: <QuorumStanding desk={desk} />,
  script: <Script desk={desk} />,
  item: <ItemForReading desk={desk} />,
  time: <TimeAgainstPlan desk={desk} />,
  interests: <OutForItem desk={desk} />,
  news: <ChairNews desk={desk} />,
})

const ChairNews = ({ desk }: { desk: Desk }) => (
  <p>{desk.log.find(({ takenBack }) => takenBack === null)?.words ?? ''}</p>
)

const Script = ({ desk }: { desk: Desk }) => (
  <DeskPanel id="script" title="To say" place="middle">
    {placed(scriptFor(desk.state, desk.names, desk.of.meeting.kind === 'workshop')).map(
      ({ place, part }) => (
        <p key={place} className="gt-script">
          {part}
        </p>
      ),
    )}
  </DeskPanel>
)

/** The item in hand with its motions, for those who follow and do not write. */
export function ItemForReading({ desk }: { desk: Desk }) {
  const { state } = desk
  const item = desk.items.find(({ id }) => id === state.inHand)
  const next = nextItem(desk)
  const begun = state.items.find(taken => taken.item === item?.id)?.spans.at(-1)?.from
  const motions = state.motions.filter(motion => motion.item === item?.id)
  return (
    <DeskPanel
      id="in-hand"
      title={
        item ? (
          <>
            <span className="gt-panel__number">{item.number}</span> {item.title}
          </>
        ) : (
          sessionWords(desk)
        )
      }
      place="middle"
    >
      {item ? (
        <p className="gt-in-hand__facts">
          {begun ? `Begun ${londonTime(begun)}` : ''}
          {begun && state.session === 'in session' ? (
            <span data-elapsed={begun.toISOString()} />
          ) : null}
          {item.planned_minutes ? `; ${item.planned_minutes} minutes planned` : ''}
          {item.lead === '' ? '' : `; led by ${item.lead}`}
          {item.purposes.length > 0 ? `; to ${item.purposes.join(', ')}` : ''}.{' '}
          {opening(countOf(state.mayVote.length, 'member'))} may vote.
        </p>
      ) : null}
      {motions.toReversed().map(motion => {
        const vote = state.votes.findLast(each => each.motion === motion.id)
        return (
          <article key={motion.id} className="gt-motion" data-key={`motion-${motion.id}`}>
            <h3 className="gt-motion__heading">
              {motionHeading(motion)}{' '}
              <StatusTag
                colour={
                  motion.status === 'carried'
                    ? 'green'
                    : motion.status === 'open'
                      ? 'blue'
                      : 'plain'
                }
              >
                {motion.status === 'open' ? 'Before the meeting' : motionEnded(motion)}
              </StatusTag>
            </h3>
            <blockquote className="gt-motion__text">
              <p>{motion.text}</p>
            </blockquote>
            {motion.amends !== null && motion.wouldRead !== motion.text ? (
              <p>
                So that the motion would read: <q>{motion.wouldRead}</q>
              </p>
            ) : null}
            {vote?.status === 'open' && vote.method !== 'consensus' ? (
              <p>
                {vote.method === 'show of hands'
                  ? 'Hands are being counted.'
                  : `${opening(countOf(vote.voted.length, 'member'))} of ${vote.electorate.length} have voted.`}
              </p>
            ) : null}
            {vote && vote.status !== 'open' ? (
              <p>
                <VoteResult vote={vote} />
              </p>
            ) : null}
          </article>
        )
      })}
      {next && state.session !== 'closed' ? (
        <p>
          Next:{' '}
          <strong>
            {next.number}. {next.title}
          </strong>
          {next.lead === '' ? '' : `, led by ${next.lead}`}
          {next.planned_minutes ? ` (${next.planned_minutes} minutes)` : ''}
        </p>
      ) : null}
    </DeskPanel>
  )
}

const sessionWords = ({ state, of }: Desk) =>
  ({
    'not opened': `Due to begin at ${timeInWords(of.meeting.starts_at.slice(0, 5))}`,
    'in session': 'No item in hand',
    adjourned: 'Adjourned',
    closed: 'The meeting is closed',
  })[state.session]

/** What each item was planned to take, and what it took. */
function TimeAgainstPlan({ desk }: { desk: Desk }) {
  const { state, of } = desk
  const ends = of.meeting.ends_at?.slice(0, 5)
  return (
    <DeskPanel
      id="time"
      title="Time"
      place="end"
      aside={ends ? `To end at ${timeInWords(ends)}` : undefined}
    >
      <ol className="gt-running">
        {desk.items.map(item => {
          const taken = state.items.find(each => each.item === item.id)
          const inHand = state.inHand === item.id
          const over =
            taken && item.planned_minutes
              ? Math.floor(taken.milliseconds / 60_000) - item.planned_minutes
              : 0
          return (
            <li
              key={item.id}
              data-key={`time-${item.id}`}
              className={`gt-running__item${inHand ? ' gt-running__item--now' : taken ? ' gt-running__item--done' : ''}`}
              {...(inHand ? { 'aria-current': 'step' as const } : {})}
            >
              <span className="gt-running__number">{item.number}</span>
              <span className="gt-running__title">
                {item.title}
                <span className="gt-running__note">
                  {' '}
                  {item.planned_minutes
                    ? `${item.planned_minutes} minutes planned`
                    : 'No time planned'}
                  {taken && !inHand ? `, took ${minutesOf(taken.milliseconds)}` : ''}
                  {over > 0 && !inHand ? `: ${countOf(over, 'minute')} over` : ''}
                  {inHand ? ', in hand' : ''}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    </DeskPanel>
  )
}

function OutForItem({ desk }: { desk: Desk }) {
  const out = desk.roll.filter(({ outForItem }) => outForItem)
  if (out.length === 0 && desk.prepared.length === 0) return null
  return (
    <DeskPanel id="out" title="Out for this item, over an interest" place="end">
      <ul className="nhsuk-list nhsuk-list--bullet">
        {out.map(({ person, name }) => (
          <li key={person}>{name}</li>
        ))}
        {desk.prepared.map(({ person, name, handling, interest }) => (
          <li key={`prepared ${person} ${interest}`}>
            {name}, not noted yet: {handling}
          </li>
        ))}
      </ul>
    </DeskPanel>
  )
}
