import { DeskButton, DeskPanel } from '../../design/desk.tsx'
import { HiddenField } from '../../design/form.tsx'
import { LiveForm } from '../../design/live.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import type { Regions } from '../../platform/http/page.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { workPathOf } from './meeting-paths.ts'
import { choices } from './proceedings.rules.ts'
import type { Desk } from './read-desk.ts'
import { ItemForReading } from './room-chair.view.tsx'
import { AgendaForReading, QuorumStanding, RollForReading } from './room-desk.view.tsx'
import { choiceWords, methodWords } from './room-words.rules.ts'

/** What a member follows on a tablet: the same room, with nothing to press but their own vote. */
export const memberRegions = (desk: Desk, person: string): Regions => ({
  standing: <QuorumStanding desk={desk} />,
  vote: <OwnVote desk={desk} person={person} />,
  item: <ItemForReading desk={desk} />,
  people: <RollForReading desk={desk} />,
  agenda: <AgendaForReading desk={desk} />,
  news: <p>{desk.log.find(({ takenBack }) => takenBack === null)?.words ?? ''}</p>,
})

function OwnVote({ desk, person }: { desk: Desk; person: string }) {
  const vote = desk.state.votes.find(
    ({ status, method, electorate }) =>
      status === 'open' &&
      (method === 'recorded' || method === 'ballot') &&
      electorate.includes(person),
  )
  if (!vote) return null
  const motion = desk.state.motions.find(({ id }) => id === vote.motion)
  const own = vote.choices.find(each => each.person === person)?.choice
  return (
    <DeskPanel
      id="own-vote"
      title="Your vote"
      place="middle"
      aside={<StatusTag colour="amber">{opening(methodWords[vote.method])}</StatusTag>}
    >
      {motion ? (
        <blockquote className="gt-motion__text">
          <p>{motion.text}</p>
        </blockquote>
      ) : null}
      {vote.method === 'ballot' ? (
        <p>
          {vote.voted.includes(person)
            ? 'It is noted that you have voted.'
            : 'Vote by ballot in the room; the clerk notes that you have voted, and not how.'}
        </p>
      ) : (
        <LiveForm action={`${workPathOf(desk.of)}/room/own-vote`} id="own-vote-form">
          <HiddenField name="vote" value={vote.id} />
          <div className="gt-desk-acts">
            {choices.map(choice => (
              <DeskButton
                key={choice}
                name="choice"
                value={choice}
                pressed={own === choice}
                says={`Your vote, ${choiceWords[choice]}`}
              >
                {choice === 'abstain' ? 'Abstain' : opening(choice)}
              </DeskButton>
            ))}
          </div>
          <p>
            {own
              ? `You have voted ${choiceWords[own]}. You may change it until the vote is closed.`
              : 'How each member votes is recorded, and stands in the minutes.'}
          </p>
        </LiveForm>
      )}
    </DeskPanel>
  )
}
