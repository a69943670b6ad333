import type { ReactNode } from 'react'
import { CheckboxField, CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DeskButton, DeskFold, DeskPanel, FindInList, Limbs, Standing } from '../../design/desk.tsx'
import { HiddenField } from '../../design/form.tsx'
import { Filled } from '../../design/form-context.tsx'
import { LiveForm, LiveRegion, shortcut } from '../../design/live.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import type { FormState, Regions } from '../../platform/http/page.ts'
import { londonTime } from '../../platform/london.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { handlings, handlingWords } from './declaration.rules.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'
import { timeInWords } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { type Motion, presidingAs, type VoteTaken, voteMethods } from './proceedings.rules.ts'
import type { Item } from './read-agenda.ts'
import type { Desk, RollLine } from './read-desk.ts'
import {
  choiceWords,
  type LogLine,
  methodWords,
  minutesOf,
  motionEnded,
  motionHeading,
  quorumScript,
  resultAndWorking,
} from './room-words.rules.ts'

/** Which form of the desk was sent and refused, without scripts. */
export type DeskForm = FormState & { readonly act: string }

/** Nothing was sent. */
export const noForm: DeskForm = { act: '', values: {}, refusals: [] }

type Part = { readonly desk: Desk; readonly form: DeskForm }

const LOG_ON_THE_DESK = 14

/** A form of the desk that sends one act; its fields are named after the act, since many stand on one page. */
function Act({
  desk,
  form,
  act,
  of,
  children,
}: Part & {
  readonly act: string
  /** What it is about, where several forms on the page send the same act. */
  readonly of?: string
  readonly children: ReactNode
}) {
  const own = form.act === act
  return (
    <LiveForm
      action={`${workPathOf(desk.of)}/room/${act}`}
      id={`${act}${of === undefined ? '' : `-${of}`}`}
      values={own ? form.values : {}}
      refusals={own ? form.refusals : []}
    >
      {children}
    </LiveForm>
  )
}

const When = ({ act }: { act: string }) => (
  <TimeField
    name={`${act}-at`}
    label="At (optional)"
    hint="Now, if you leave it empty. Otherwise such as 14:05"
  />
)

/** Everything on the desk, by region. */
export function deskRegions(desk: Desk, form: DeskForm = noForm): Regions {
  const part = { desk, form }
  return {
    standing: <DeskStanding {...part} />,
    agenda: <Agenda {...part} />,
    item: <InHand {...part} />,
    people: <People {...part} />,
    others: <OtherForms {...part} />,
    'action-item': <ActionItem {...part} />,
    log: <Log {...part} />,
    news: <News desk={desk} />,
  }
}

// ── The standing: what everybody must know at a glance ─────────────────────

const sessionTag = (desk: Desk) => {
  const { session } = desk.state
  if (session === 'in session')
    return desk.state.publicExcluded ? (
      <StatusTag colour="black">In private session</StatusTag>
    ) : (
      <StatusTag colour="green">In session</StatusTag>
    )
  if (session === 'adjourned') return <StatusTag colour="amber">Adjourned</StatusTag>
  return session === 'closed' ? (
    <StatusTag colour="ink">Closed</StatusTag>
  ) : (
    <StatusTag>Not opened yet</StatusTag>
  )
}

const lastOf = <T,>(list: readonly T[]): T | undefined => list[list.length - 1]

/** Since when the quorum has been as it is, while the meeting sits. */
const quorumSince = ({ state }: Desk) => {
  const span = lastOf(state.quorumSpans)
  return span && span.to === null && span.from ? londonTime(span.from) : null
}

export function QuorumStanding({ desk }: { desk: Desk }) {
  const { state } = desk
  const { quorum, quorumForItem } = state
  if (desk.of.meeting.kind === 'workshop')
    return (
      <Standing tone="quiet" heading="A workshop">
        <p>It takes no decisions, so it needs no quorum.</p>
      </Standing>
    )
  if (!quorum)
    return (
      <Standing tone="quiet" heading="No quorum to judge yet">
        <p>
          {desk.hasTerms
            ? 'It is worked out as soon as the first member has arrived.'
            : 'No terms of reference are in force on this day.'}
        </p>
      </Standing>
    )
  const since = quorumSince(desk)
  const forItem = state.inHand !== null && quorumForItem !== null ? quorumForItem : null
  const itemDiffers = forItem !== null && forItem.present !== quorum.present
  return (
    <>
      <Standing
        tone={quorum.quorate ? 'good' : 'bad'}
        figure={quorum.present}
        of={`of ${quorum.required} required`}
        heading={quorum.quorate ? 'Quorate' : 'Not quorate'}
      >
        {quorum.quorate ? (
          <p>
            {since ? `Since ${since}. ` : ''}
            {opening(countOf(quorum.members, 'member'))} in all.
          </p>
        ) : (
          <p>
            {since ? `Since ${since}. ` : ''}
            {quorum.missing.join(' ')} No formal business: the meeting may discuss, note and
            recommend informally.
          </p>
        )}
        {quorum.limbs.length > 1 ? (
          <Limbs limbs={quorum.limbs.filter(({ name }) => name !== 'number')} />
        ) : null}
      </Standing>
      {itemDiffers && forItem ? (
        <Standing
          tone={forItem.quorate ? 'good' : 'bad'}
          figure={forItem.present}
          of={`of ${forItem.required} for this item`}
          heading={forItem.quorate ? 'Quorate for this item' : 'Not quorate for this item'}
        >
          <p>
            {opening(countOf(quorum.present - forItem.present, 'member is', 'members are'))} out of
            it over an interest.{forItem.quorate ? '' : ` ${forItem.missing.join(' ')}`}
          </p>
        </Standing>
      ) : null}
    </>
  )
}

function DeskStanding(part: Part) {
  const { desk } = part
  const { state } = desk
  const presiding = state.presiding ?? (state.session === 'closed' ? lastOf(state.presided) : null)
  return (
    <div className="gt-desk-bar">
      <div className="gt-desk-bar__facts">
        <p className="gt-desk-bar__session">
          {sessionTag(desk)}
          {state.openedAt ? (
            <span>
              {' '}
              Opened {londonTime(state.openedAt)}
              {state.closedAt ? `, closed ${londonTime(state.closedAt)}` : ''}
            </span>
          ) : (
            <span> Due to begin at {timeInWords(desk.of.meeting.starts_at.slice(0, 5))}</span>
          )}
        </p>
        <p>
          {presiding ? (
            <>
              <strong>{desk.names.nameOf(presiding.person)}</strong>{' '}
              {state.session === 'closed' ? 'presided' : 'presides'}
              {presiding.as === 'chair' ? '' : `, ${presiding.as}`}
            </>
          ) : (
            'Nobody presides yet'
          )}
        </p>
      </div>
      <div className="gt-desk-bar__standings">
        <QuorumStanding desk={desk} />
      </div>
      <SessionControls {...part} />
      {desk.barred.length + desk.warnings.length === 0 ? null : (
        <ul className="gt-desk-bar__warnings">
          {[...desk.barred, ...desk.warnings.filter(isNotSaidAlready)].map(warning => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** That there is no quorum stands in large letters beside it. */
const isNotSaidAlready = (warning: string) => !warning.startsWith('There is no quorum')

function SessionControls(part: Part) {
  const { state } = part.desk
  return (
    <div className="gt-desk-bar__acts">
      {state.session === 'not opened' ? (
        <Act {...part} act="open">
          <DeskButton kind="primary" presses="o" says="The meeting opened">
            Open the meeting
          </DeskButton>
        </Act>
      ) : null}
      {state.session === 'adjourned' ? (
        <Act {...part} act="resume">
          <DeskButton kind="primary" presses="o" says="The meeting resumed">
            Resume
          </DeskButton>
        </Act>
      ) : null}
      {state.publicExcluded && state.session !== 'closed' ? (
        <Act {...part} act="readmit">
          <DeskButton kind="primary" presses="i" says="The public were let back in">
            Let the public back in
          </DeskButton>
        </Act>
      ) : null}
    </div>
  )
}

// ── The agenda ──────────────────────────────────────────────────────────────

const takenOf = (desk: Desk, item: string) => desk.state.items.find(each => each.item === item)

/** The item that comes next: the first after the one in hand that was not taken yet. */
export function nextItem(desk: Desk): Item | undefined {
  const at = desk.items.findIndex(({ id }) => id === desk.state.inHand)
  const notTaken = (item: Item) => !takenOf(desk, item.id)
  return desk.items.slice(at + 1).find(notTaken) ?? desk.items.find(notTaken)
}

function Agenda(part: Part) {
  const { desk } = part
  const { state } = desk
  const sits = state.session === 'in session'
  return (
    <DeskPanel
      id="agenda"
      title="Agenda"
      place="start"
      aside={`${state.items.length} of ${desk.items.length} taken`}
    >
      <ol className="gt-running">
        {desk.items.map(item => {
          const taken = takenOf(desk, item.id)
          const inHand = state.inHand === item.id
          return (
            <li
              key={item.id}
              data-key={`agenda-${item.id}`}
              className={`gt-running__item${inHand ? ' gt-running__item--now' : taken ? ' gt-running__item--done' : ''}`}
              {...(inHand ? { 'aria-current': 'step' as const } : {})}
            >
              <span className="gt-running__number">{item.number}</span>
              <span className="gt-running__title">
                {item.title}
                {item.audience === 'private' ? (
                  <span className="gt-running__note"> Private</span>
                ) : null}
                <span className="gt-running__note">
                  {' '}
                  {inHand
                    ? 'In hand'
                    : taken
                      ? `Taken, ${minutesOf(taken.milliseconds)}`
                      : plannedWords(item)}
                </span>
              </span>
              {sits && !inHand ? (
                <Act {...part} act="begin" of={item.id}>
                  <HiddenField name="item" value={item.id} />
                  <DeskButton
                    small
                    says={`Item ${item.number} begun`}
                    about={`item ${item.number}, ${item.title}`}
                  >
                    {taken ? 'Go back' : 'Begin'}
                  </DeskButton>
                </Act>
              ) : null}
            </li>
          )
        })}
      </ol>
    </DeskPanel>
  )
}

const plannedWords = ({ starts_at, planned_minutes }: Item): string =>
  [
    starts_at ? timeInWords(starts_at.slice(0, 5)) : '',
    planned_minutes ? `${planned_minutes} min` : '',
  ]
    .filter(Boolean)
    .join(', ')

// ── The item in hand ────────────────────────────────────────────────────────

function InHand(part: Part) {
  const { desk } = part
  const { state } = desk
  const item = desk.items.find(({ id }) => id === state.inHand)
  const next = nextItem(desk)
  const sits = state.session === 'in session'
  if (!item)
    return (
      <DeskPanel id="in-hand" title="No item in hand" place="middle">
        <p>
          {state.session === 'not opened'
            ? 'Note who arrives and who presides, then open the meeting.'
            : state.session === 'closed'
              ? 'The meeting is closed. What was noted here is in the attendance, the decisions and the draft minutes.'
              : 'Begin an item from the agenda.'}
        </p>
        {sits && next ? <BeginNext {...part} next={next} /> : null}
      </DeskPanel>
    )
  const motions = state.motions.filter(motion => motion.item === item.id)
  const open = motions.filter(({ status }) => status === 'open')
  const openVote = state.votes.find(({ status }) => status === 'open')
  const taken = takenOf(desk, item.id)
  const begun = lastOf(taken?.spans ?? [])?.from
  return (
    <DeskPanel
      id="in-hand"
      title={
        <>
          <span className="gt-panel__number">{item.number}</span> {item.title}
        </>
      }
      place="middle"
    >
      <p className="gt-in-hand__facts">
        {begun ? `Begun ${londonTime(begun)}` : ''}
        {begun && sits ? <span data-elapsed={begun.toISOString()} /> : null}
        {item.planned_minutes ? `; ${item.planned_minutes} minutes planned` : ''}
        {item.lead === '' ? '' : `; led by ${item.lead}`}
        {item.purposes.length > 0 ? `; to ${item.purposes.join(', ')}` : ''}
      </p>
      <p className="gt-in-hand__voters">
        <strong>{state.mayVote.length}</strong> may vote on this item.
      </p>
      {openVote ? <OpenVote {...part} vote={openVote} /> : null}
      {open
        .filter(({ id }) => !openVote || openVote.motion !== id)
        .toReversed()
        .map(motion => (
          <MotionBefore key={motion.id} {...part} motion={motion} busy={openVote !== undefined} />
        ))}
      {sits && open.length === 0 ? <MotionFold {...part} item={item} /> : null}
      {sits ? <Prepared {...part} item={item} /> : null}
      {sits ? <DeclareFold {...part} item={item} /> : null}
      <Disposed desk={desk} motions={motions} />
      {sits && !openVote ? (
        <div className="gt-desk-acts">
          {next ? <BeginNext {...part} next={next} /> : null}
          <Act {...part} act="end" of={item.id}>
            <HiddenField name="item" value={item.id} />
            <DeskButton says={`Item ${item.number} ended`} presses="e">
              End the item
            </DeskButton>
          </Act>
        </div>
      ) : null}
    </DeskPanel>
  )
}

const BeginNext = ({ next, ...part }: Part & { next: Item }) => (
  <Act {...part} act="begin" of="next">
    <HiddenField name="item" value={next.id} />
    <DeskButton kind="primary" presses="n" says={`Item ${next.number} begun`}>
      Begin {next.number}. {next.title}
    </DeskButton>
  </Act>
)

function MotionBefore({ motion, busy, ...part }: Part & { motion: Motion; busy: boolean }) {
  const { desk } = part
  const { nameOf } = desk.names
  const waits = motion.amendments.some(id =>
    desk.state.motions.some(other => other.id === id && other.status === 'open'),
  )
  return (
    <article className="gt-motion" data-key={`motion-${motion.id}`}>
      <h3 className="gt-motion__heading">
        {motionHeading(motion)} <StatusTag colour="blue">Before the meeting</StatusTag>
      </h3>
      <MotionText motion={motion} nameOf={nameOf} />
      {waits ? <p>An amendment of it is before the meeting first.</p> : null}
      {waits || busy ? null : (
        <>
          <Act {...part} act="open-vote" of={motion.id}>
            <HiddenField name="motion" value={motion.id} />
            <p className="gt-motion__ask" id={`ask-${motion.id}`}>
              Put it to the meeting:
            </p>
            <div className="gt-desk-acts">
              {voteMethods.map((method, at) => (
                <DeskButton
                  key={method}
                  name="method"
                  value={method}
                  kind={at === 0 ? 'primary' : 'secondary'}
                  presses={['1', '2', '3', '4'][at] ?? ''}
                  says={`Put by ${methodWords[method]}`}
                >
                  {opening(methodWords[method])}
                </DeskButton>
              ))}
            </div>
            <CheckboxField
              name="open-vote-byMembers"
              label="In a recorded vote, members may vote on their own screens"
            />
          </Act>
          <div className="gt-desk-acts">
            <DeskFold
              id={`amendment-${motion.id}`}
              summary="Move an amendment"
              opens="t"
              open={part.form.act === 'amendment'}
            >
              <Act {...part} act="amendment">
                <HiddenField name="motion" value={motion.id} />
                <TextArea
                  name="amendment-text"
                  label="The amendment"
                  hint="In its words: to leave out … and insert …"
                  rows={2}
                />
                <TextArea
                  name="amendment-wouldRead"
                  label="How the motion would then read"
                  rows={3}
                />
                <Movers desk={desk} act="amendment" />
                <When act="amendment" />
                <DeskButton kind="primary" says="Amendment moved">
                  Move the amendment
                </DeskButton>
              </Act>
            </DeskFold>
            <Act {...part} act="withdraw" of={motion.id}>
              <HiddenField name="motion" value={motion.id} />
              <DeskButton says={`${motionHeading(motion)} withdrawn`} small>
                Withdraw it
              </DeskButton>
            </Act>
          </div>
        </>
      )}
    </article>
  )
}

const MotionText = ({ motion, nameOf }: { motion: Motion; nameOf: (id: string) => string }) => (
  <>
    <blockquote className="gt-motion__text">
      <p>{motion.text}</p>
    </blockquote>
    {motion.amends !== null && motion.wouldRead !== motion.text ? (
      <p>
        So that the motion would read: <q>{motion.wouldRead}</q>
      </p>
    ) : null}
    {motion.mover || motion.seconder ? (
      <p className="gt-motion__movers">
        {motion.mover ? `Moved by ${nameOf(motion.mover)}` : ''}
        {motion.mover && motion.seconder ? ', ' : ''}
        {motion.seconder ? `seconded by ${nameOf(motion.seconder)}` : ''}
      </p>
    ) : null}
  </>
)

const inRoomOptions = (desk: Desk) =>
  desk.roll
    .filter(line => line.presence === 'in the room')
    .map(({ person, name }) => ({ value: person, text: name }))

const Movers = ({ desk, act }: { desk: Desk; act: string }) => (
  <div className="gt-side-by-side">
    <SelectField
      name={`${act}-mover`}
      label="Moved by"
      empty="Nobody named"
      options={inRoomOptions(desk)}
    />
    <SelectField
      name={`${act}-seconder`}
      label="Seconded by"
      empty="Nobody named"
      options={inRoomOptions(desk)}
    />
  </div>
)

const verbs = Object.keys(decisionVerbs) as DecisionVerb[]

const MotionFold = ({ item, ...part }: Part & { item: Item }) => (
  <DeskFold id="motion-fold" summary="Put a motion" opens="m" open={part.form.act === 'motion'}>
    <Act {...part} act="motion">
      <HiddenField name="item" value={item.id} />
      <SelectField
        name="motion-verb"
        label="The motion is to"
        options={verbs.map(verb => ({
          value: verb,
          text: `${verb}${decisionVerbs[verb].needsQuorum === 'always' ? ' (needs a quorum)' : ''}`,
        }))}
      />
      <TextArea
        name="motion-text"
        label="What"
        hint="As it follows the verb: ‘the strategy for 2025 to 2030’"
        rows={3}
      />
      <TextField
        name="motion-forBody"
        label="To which body (optional)"
        hint="Where another body is asked to approve or decide"
      />
      <Movers desk={part.desk} act="motion" />
      <When act="motion" />
      <DeskButton kind="primary" says="Motion put">
        Put the motion
      </DeskButton>
    </Act>
  </DeskFold>
)

/** What was settled before the meeting: one press notes it, and whoever leaves no longer counts. */
const Prepared = ({ item, ...part }: Part & { item: Item }) =>
  part.desk.prepared.map(each => (
    <div
      key={`${each.person} ${each.interest}`}
      className="nhsuk-u-margin-bottom-3"
      data-key={`prepared-${each.person}`}
    >
      <p className="nhsuk-u-margin-bottom-1">
        <strong>{each.name}</strong>: {each.handling}
        {each.decided ? ', as decided beforehand' : ', as put to the chair and not decided yet'}.
        Interest: {each.interest}.
      </p>
      <Act {...part} act="declare" of={`prepared-${each.person}`}>
        <HiddenField name="item" value={item.id} />
        <HiddenField name="declare-person" value={each.person} />
        <HiddenField name="declare-interest" value={each.interest} />
        <HiddenField name="declare-handling" value={each.handling} />
        <HiddenField name="declare-decidedBy" value={each.decidedBy ?? ''} />
        <DeskButton says={`Interest of ${each.name} declared`}>Note it for {each.name}</DeskButton>
      </Act>
    </div>
  ))

const DeclareFold = ({ item, ...part }: Part & { item: Item }) => (
  <DeskFold
    id="declare-fold"
    summary="Declare an interest"
    opens="d"
    open={part.form.act === 'declare'}
  >
    <Act {...part} act="declare">
      <HiddenField name="item" value={item.id} />
      <SelectField
        name="declare-person"
        label="Whose interest"
        empty="Choose a person"
        options={inRoomOptions(part.desk)}
      />
      <TextArea name="declare-interest" label="The interest" rows={2} />
      <RadioField
        name="declare-handling"
        label="How it is handled for this item"
        small
        options={handlings.map(handling => ({
          value: handling,
          text: opening(handling),
          hint: handlingWords[handling].hint,
        }))}
      />
      <DeskButton kind="primary" says="Interest declared">
        Record the declaration
      </DeskButton>
    </Act>
  </DeskFold>
)

// ── A vote ──────────────────────────────────────────────────────────────────

function OpenVote({ vote, ...part }: Part & { vote: VoteTaken }) {
  const { desk } = part
  const motion = desk.state.motions.find(({ id }) => id === vote.motion)
  return (
    <article className="gt-vote" data-key={`vote-${vote.id}`}>
      <h3 className="gt-motion__heading">
        {motion ? motionHeading(motion) : 'Vote'}{' '}
        <StatusTag colour="amber">
          {vote.method === 'consensus' ? 'Is it agreed?' : `Voting, by ${methodWords[vote.method]}`}
        </StatusTag>
      </h3>
      {motion ? <MotionText motion={motion} nameOf={desk.names.nameOf} /> : null}
      {vote.quorum && !vote.quorum.quorate ? (
        <Standing tone="bad" level={3} heading="Not quorate for this vote">
          <p>{vote.quorum.missing.join(' ')}</p>
        </Standing>
      ) : null}
      {vote.method === 'recorded' || vote.method === 'ballot' ? (
        <VoteRows {...part} vote={vote} />
      ) : null}
      <CloseVote {...part} vote={vote} />
    </article>
  )
}

function VoteRows({ vote, ...part }: Part & { vote: VoteTaken }) {
  const { desk } = part
  const ballot = vote.method === 'ballot'
  return (
    <>
      <p className="gt-vote__count">
        <strong>{vote.voted.length}</strong> of {vote.electorate.length} have voted.{' '}
        {ballot
          ? 'Who voted is noted, and how is nobody’s to know.'
          : 'In a row, f is for, a is against, b abstains, and the next row follows.'}
      </p>
      <ul className="gt-vote__rows" id="vote-rows" {...shortcut('v')}>
        {vote.electorate.map(person => {
          const choice = vote.choices.find(each => each.person === person)?.choice
          const name = desk.names.nameOf(person)
          return (
            <li key={person} data-key={`cast-${person}`} data-row="" className="gt-vote__row">
              <span className="gt-vote__name">{name}</span>
              <Act {...part} act="cast" of={person}>
                <HiddenField name="vote" value={vote.id} />
                <HiddenField name="person" value={person} />
                {ballot ? (
                  vote.voted.includes(person) ? (
                    <StatusTag colour="green">Has voted</StatusTag>
                  ) : (
                    <DeskButton small rowKey="f" says={`${name} voted`} about={name}>
                      Has voted
                    </DeskButton>
                  )
                ) : (
                  (['for', 'against', 'abstain'] as const).map((value, at) => (
                    <DeskButton
                      key={value}
                      small
                      name="choice"
                      value={value}
                      pressed={choice === value}
                      rowKey={['f', 'a', 'b'][at] ?? ''}
                      says={`${name} ${choiceWords[value]}`}
                      about={name}
                    >
                      {value === 'abstain' ? 'Abstains' : opening(value)}
                    </DeskButton>
                  ))
                )}
              </Act>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function CloseVote({ vote, ...part }: Part & { vote: VoteTaken }) {
  if (vote.method === 'consensus')
    return (
      <Act {...part} act="close-vote">
        <HiddenField name="vote" value={vote.id} />
        <div className="gt-desk-acts">
          <DeskButton kind="primary" name="agreed" value="yes" presses="y" says="Agreed">
            Agreed
          </DeskButton>
          <DeskButton name="agreed" value="no" presses="q" says="Not agreed">
            No consensus
          </DeskButton>
        </div>
      </Act>
    )
  const casting = part.desk.castingVote
  return (
    <Act {...part} act="close-vote">
      <HiddenField name="vote" value={vote.id} />
      {vote.method === 'recorded' ? null : (
        <div className="gt-side-by-side">
          <TextField name="close-vote-for" label="For" width={3} inputMode="numeric" />
          <TextField name="close-vote-against" label="Against" width={3} inputMode="numeric" />
          <TextField name="close-vote-abstain" label="Abstaining" width={3} inputMode="numeric" />
        </div>
      )}
      {casting ? (
        <SelectField
          name="close-vote-castingVote"
          label="Casting vote, if the votes are equal"
          empty="None"
          options={[
            { value: 'for', text: 'For' },
            { value: 'against', text: 'Against' },
          ]}
        />
      ) : null}
      <div className="gt-desk-acts">
        <DeskButton kind="primary" presses="c" says="Vote closed">
          Close the vote
        </DeskButton>
      </div>
    </Act>
  )
}

/** How a vote ended, and how that follows from its count. */
export function VoteResult({ vote }: { vote: VoteTaken }) {
  const [result, working] = resultAndWorking(vote)
  return (
    <>
      <strong>{result}</strong> {working}
    </>
  )
}

/** What became of the item's motions, latest first. */
function Disposed({ desk, motions }: { desk: Desk; motions: readonly Motion[] }) {
  const done = motions.filter(({ status }) => status !== 'open').toReversed()
  if (done.length === 0) return null
  return (
    <div className="gt-disposed">
      {done.map(motion => {
        const vote = lastOf(
          desk.state.votes.filter(each => each.motion === motion.id && each.status === 'closed'),
        )
        return (
          <article key={motion.id} className="gt-motion" data-key={`done-${motion.id}`}>
            <h3 className="gt-motion__heading">
              {motionHeading(motion)}{' '}
              <StatusTag colour={motion.status === 'carried' ? 'green' : 'plain'}>
                {motionEnded(motion)}
              </StatusTag>
            </h3>
            <blockquote className="gt-motion__text">
              <p>{motion.text}</p>
            </blockquote>
            {vote ? (
              <p>
                <VoteResult vote={vote} />
              </p>
            ) : null}
            {vote?.warnings.map(warning => (
              <p key={warning}>{warning}</p>
            ))}
          </article>
        )
      })}
    </div>
  )
}

// ── Who is in the room ──────────────────────────────────────────────────────

/** Whether nothing more is noted here. */
const isStill = ({ state, barred }: Desk) => state.session === 'closed' || barred.length > 0

/** A list that scrolls and has nothing to press can be gone into by keyboard all the same. */
const scrolls = (still: boolean) =>
  still ? { tabIndex: 0, role: 'list', 'aria-label': 'Who is in the room' } : {}

function People(part: Part) {
  const { desk } = part
  const here = desk.roll.filter(({ member, presence }) => member && presence === 'in the room')
  return (
    <>
      <p className="gt-roll__count">
        <strong>{here.length}</strong> of{' '}
        {countOf(desk.roll.filter(({ member }) => member).length, 'member')} in the room
      </p>
      <ul className="gt-roll" id="roll" {...scrolls(isStill(desk))}>
        {desk.roll.map(line => (
          <RollRow key={line.person} {...part} line={line} />
        ))}
      </ul>
    </>
  )
}

function RollRow({ line, ...part }: Part & { line: RollLine }) {
  const { person, name } = line
  const here = line.presence === 'in the room'
  const still = isStill(part.desk)
  return (
    <li
      data-key={`roll-${person}`}
      data-row=""
      className={`gt-roll__row${here ? ' gt-roll__row--here' : ''}`}
    >
      <span className="gt-roll__who">
        <span className="gt-roll__name">{name}</span>
        <RollState line={line} />
      </span>
      {still ? null : (
        <span className="gt-roll__acts">
          {here ? (
            <>
              <Act {...part} act="leave" of={person}>
                <HiddenField name="person" value={person} />
                <DeskButton small rowKey="l" says={`${name} left`} about={name}>
                  Leaves
                </DeskButton>
              </Act>
              <Act {...part} act="mode" of={person}>
                <HiddenField name="person" value={person} />
                <DeskButton
                  kind="plain"
                  rowKey="r"
                  name="mode"
                  value={line.mode === 'remote' ? 'in person' : 'remote'}
                  says={`${name} now ${line.mode === 'remote' ? 'in person' : 'remote'}`}
                  about={name}
                >
                  {line.mode === 'remote' ? 'Now here' : 'Now remote'}
                </DeskButton>
              </Act>
            </>
          ) : (
            <>
              <Act {...part} act="arrive" of={person}>
                <HiddenField name="person" value={person} />
                <DeskButton
                  small
                  kind="primary"
                  name="mode"
                  value="in person"
                  rowKey="h"
                  says={`${name} arrived`}
                  about={name}
                >
                  {line.presence === 'left' ? 'Back' : 'Here'}
                </DeskButton>
                <DeskButton
                  kind="plain"
                  name="mode"
                  value="remote"
                  rowKey="r"
                  says={`${name} arrived, remotely`}
                  about={name}
                >
                  Remotely
                </DeskButton>
              </Act>
              {line.deputies.map(deputy => (
                <Act
                  key={deputy.person}
                  {...part}
                  act="arrive"
                  of={`${deputy.person}-for-${person}`}
                >
                  <HiddenField name="person" value={deputy.person} />
                  <HiddenField name="capacity" value="deputy" />
                  <HiddenField name="deputisingFor" value={person} />
                  <DeskButton
                    kind="plain"
                    says={`${deputy.name} arrived as deputy`}
                    about={`for ${name}: ${deputy.name}`}
                  >
                    Deputy
                  </DeskButton>
                </Act>
              ))}
            </>
          )}
        </span>
      )}
    </li>
  )
}

/** Where the buttons beside it say it, it is said aloud only. */
const RollState = ({ line }: { line: RollLine }) => (
  <span className={line.presence === 'not arrived' ? 'nhsuk-u-visually-hidden' : 'gt-roll__state'}>
    {rollWords(line)}
  </span>
)

const rollWords = ({ presence, mode, since, right, outForItem }: RollLine): string => {
  const at = since ? ` since ${londonTime(since)}` : ''
  const how = right === '' ? '' : `${opening(right)}. `
  if (presence === 'in the room')
    return `${how}${mode === 'remote' ? 'Remote' : 'Here'}${at}${outForItem ? ', out for this item' : ''}`
  if (presence === 'left') return `${how}Left${since ? ` at ${londonTime(since)}` : ''}`
  return presence === 'apologies' ? 'Apologies' : 'Not here'
}

/** Stands outside the region that changes, so that what is typed in it stays. */
export function PeoplePanel({ children, ...part }: Part & { children: ReactNode }) {
  const { desk, form } = part
  const options = desk.persons.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <DeskPanel id="people" title="In the room" place="end">
      <FindInList id="find-person" label="Find a person" list="roll" goes="p" />
      <p className="gt-roll__hint">
        In a row, <kbd className="gt-keycap">h</kbd> is here, <kbd className="gt-keycap">r</kbd>{' '}
        remote, <kbd className="gt-keycap">l</kbd> leaves.
      </p>
      <DeskFold
        id="arrival-fold"
        summary="A deputy, a guest, an earlier arrival"
        opens="g"
        open={form.act === 'arrive'}
      >
        <Act {...part} act="arrive" of="other">
          <SelectField
            name="arrive-person"
            label="Who arrives"
            empty="Choose a person"
            options={options}
          />
          <SelectField
            name="arrive-capacity"
            label="In what right"
            options={[
              { value: 'member', text: 'Member' },
              { value: 'deputy', text: 'Deputy' },
              { value: 'participant', text: 'Participant' },
              { value: 'in attendance', text: 'In attendance' },
            ]}
          />
          <SelectField
            name="arrive-deputisingFor"
            label="A deputy, for which member"
            empty="Not a deputy"
            options={desk.roll
              .filter(({ member }) => member)
              .map(({ person, name }) => ({ value: person, text: name }))}
          />
          <RadioField
            name="arrive-mode"
            label="How"
            inline
            small
            options={[
              { value: 'in person', text: 'In person' },
              { value: 'remote', text: 'Remotely' },
            ]}
          />
          <When act="arrive" />
          <DeskButton kind="primary" says="Arrival noted">
            Note the arrival
          </DeskButton>
        </Act>
      </DeskFold>
      {children}
    </DeskPanel>
  )
}

/** Raising an action, beside the regions: what is typed stays, whatever item comes next. */
export function ActionPanel(part: Part) {
  const { desk, form } = part
  return (
    <DeskFold id="action-fold" summary="Raise an action" opens="x" open={form.act === 'action'}>
      <Act {...part} act="action">
        <LiveRegion name="action-item">
          <ActionItem {...part} />
        </LiveRegion>
        <TextArea name="action-text" label="What is to be done" rows={2} />
        <SelectField
          name="action-owner"
          label="Who owns it"
          empty="Nobody named: say who in words"
          options={desk.persons.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <TextField name="action-ownersLabel" label="Or who, in words" width={20} />
        <DateField name="action-deadline" label="Due by (optional)" />
        <TextField
          name="action-deadlineText"
          label="Deadline in words"
          hint="Needed where there is no day: ‘next meeting’"
          width={20}
        />
        <DeskButton kind="primary" says="Action raised">
          Raise the action
        </DeskButton>
      </Act>
    </DeskFold>
  )
}

const ActionItem = ({ desk }: Part) => (
  <Filled values={{ 'action-item': desk.state.inHand ?? '' }}>
    <SelectField
      name="action-item"
      label="Under which item"
      empty="None in particular"
      options={desk.items.map(({ id, number, title }) => ({
        value: id,
        text: `${number}. ${title}`,
      }))}
    />
  </Filled>
)

/** Who is there, for those who follow. */
export const RollForReading = ({ desk }: { desk: Desk }) => (
  <DeskPanel id="people" title="In the room" place="end">
    <ul className="gt-roll" {...scrolls(true)}>
      {desk.roll.map(line => (
        <li
          key={line.person}
          data-key={`roll-${line.person}`}
          className={`gt-roll__row${line.presence === 'in the room' ? ' gt-roll__row--here' : ''}`}
        >
          <span className="gt-roll__who">
            <span className="gt-roll__name">{line.name}</span>
            <span className="gt-roll__state">{rollWords(line)}</span>
          </span>
        </li>
      ))}
    </ul>
  </DeskPanel>
)

/** The agenda as it runs, for those who follow. */
export const AgendaForReading = ({ desk }: { desk: Desk }) => (
  <DeskPanel id="agenda" title="Agenda" place="end">
    <ol className="gt-running">
      {desk.items.map(item => {
        const taken = takenOf(desk, item.id)
        const inHand = desk.state.inHand === item.id
        return (
          <li
            key={item.id}
            data-key={`agenda-${item.id}`}
            className={`gt-running__item${inHand ? ' gt-running__item--now' : taken ? ' gt-running__item--done' : ''}`}
            {...(inHand ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="gt-running__number">{item.number}</span>
            <span className="gt-running__title">
              {item.title}
              <span className="gt-running__note">
                {' '}
                {inHand ? 'In hand' : taken ? 'Taken' : plannedWords(item)}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  </DeskPanel>
)

// ── What is wanted now and then ─────────────────────────────────────────────

function OtherForms(part: Part) {
  const { desk, form } = part
  const { session, publicExcluded } = desk.state
  const sits = session === 'in session'
  if (session === 'closed') return null
  return (
    <>
      <DeskFold id="preside-fold" summary="Who presides" opens="u" open={form.act === 'preside'}>
        <Act {...part} act="preside">
          <SelectField
            name="preside-person"
            label="Who takes the chair"
            empty="Choose a person"
            options={inRoomOptions(desk)}
          />
          <SelectField
            name="preside-as"
            label="As"
            empty="By their office, or else elected for the meeting"
            options={presidingAs.map(as => ({ value: as, text: opening(as) }))}
          />
          <When act="preside" />
          <DeskButton kind="primary" says="The chair was taken">
            Note who presides
          </DeskButton>
        </Act>
      </DeskFold>
      {sits && !publicExcluded && desk.of.meeting.kind !== 'workshop' ? (
        <DeskFold
          id="exclude-fold"
          summary="Exclude the public"
          opens="s"
          open={form.act === 'exclude'}
        >
          <Act {...part} act="exclude">
            <p>
              Only by a resolution passed at the meeting, which says why publicity would harm the
              public interest. It is published.
            </p>
            <CheckboxGroup
              name="exclude-items"
              label="For which items"
              small
              options={desk.items.map(({ id, number, title }) => ({
                value: id,
                text: `${number}. ${title}`,
              }))}
            />
            <TextArea name="exclude-resolution" label="The resolution, in its words" rows={3} />
            <Movers desk={desk} act="exclude" />
            <When act="exclude" />
            <DeskButton kind="primary" says="The public were excluded">
              Exclude the public
            </DeskButton>
          </Act>
        </DeskFold>
      ) : null}
      {sits ? (
        <DeskFold id="adjourn-fold" summary="Adjourn" opens="j" open={form.act === 'adjourn'}>
          <Act {...part} act="adjourn">
            <TextField
              name="adjourn-reason"
              label="Why (optional)"
              hint="For the lack of a quorum, for lunch"
            />
            <DateField name="adjourn-toDay" label="To another day (optional)" />
            <When act="adjourn" />
            <DeskButton kind="primary" says="The meeting adjourned">
              Adjourn the meeting
            </DeskButton>
          </Act>
        </DeskFold>
      ) : null}
      {session === 'not opened' ? (
        <DeskFold id="open-fold" summary="Opened at another time" open={form.act === 'open-at'}>
          <Act {...part} act="open" of="at">
            <TimeField name="open-at" label="Opened at" hint="Such as 10:02" />
            <DeskButton kind="primary" says="The meeting opened">
              Open it at that time
            </DeskButton>
          </Act>
        </DeskFold>
      ) : (
        <DeskFold id="close-fold" summary="Close the meeting" opens="w" open={form.act === 'close'}>
          <Act {...part} act="close">
            <p>Everybody is then noted as having left, and the minutes can be drafted.</p>
            <When act="close" />
            <DeskButton kind="warning" says="The meeting closed">
              Close the meeting
            </DeskButton>
          </Act>
        </DeskFold>
      )}
    </>
  )
}

// ── The log ─────────────────────────────────────────────────────────────────

const News = ({ desk }: { desk: Desk }) => {
  const latest = desk.log.find(({ takenBack }) => takenBack === null)
  const { quorum } = desk.state
  return (
    <p>
      {latest ? `${latest.words}. ` : ''}
      {quorum ? quorumScript(quorum) : ''}
    </p>
  )
}

export const LogRows = ({ lines }: { lines: readonly LogLine[] }) => (
  <ol className="gt-log">
    {lines.map(line => (
      <li key={line.fact} data-key={`log-${line.fact}`} className="gt-log__line">
        <span className="gt-log__time">{londonTime(line.at)}</span>
        <span className="gt-log__words">
          {line.takenBack === null ? line.words : <del>{line.words}</del>}
          {line.takenBack === null ? null : (
            <span className="gt-log__note">
              {' '}
              Taken back{line.takenBack === '' ? '' : `: ${line.takenBack}`}
            </span>
          )}
          {line.amendedFrom ? (
            <span className="gt-log__note"> First noted at {londonTime(line.amendedFrom)}</span>
          ) : null}
          {line.kept ? <span className="gt-log__note"> Noted without a connection</span> : null}
        </span>
      </li>
    ))}
  </ol>
)

function Log(part: Part) {
  const { desk, form } = part
  const { discrepancies } = desk.state
  const lines = desk.log.filter(({ minor }) => !minor)
  const latest = desk.log.find(({ takenBack }) => takenBack === null)
  const standing = desk.log.filter(({ takenBack }) => takenBack === null).slice(0, 60)
  const wordsOfFact = (id: string) => desk.log.find(({ fact }) => fact === id)?.words
  return (
    <>
      {discrepancies.length === 0 ? null : (
        <Standing
          tone="bad"
          level={3}
          heading={`${opening(countOf(discrepancies.length, 'thing does', 'things do'))} not fit`}
        >
          <ul className="gt-discrepancies">
            {discrepancies.map(({ fact, code, message }) => (
              <li key={`${fact} ${code}`}>
                {message}
                {wordsOfFact(fact) ? ` (noted: ${wordsOfFact(fact)})` : ''}
              </li>
            ))}
          </ul>
        </Standing>
      )}
      {latest && desk.state.session !== 'closed' ? (
        <Act {...part} act="take-back" of="last">
          <HiddenField name="fact" value={latest.fact} />
          <HiddenField name="reason" value="Noted by mistake" />
          <DeskButton small presses="z" says={`Taken back: ${latest.words}`}>
            Take back: {latest.words.length > 60 ? `${latest.words.slice(0, 58)}…` : latest.words}
          </DeskButton>
        </Act>
      ) : null}
      {standing.length > 0 ? (
        <DeskFold
          id="right-fold"
          summary="Put an entry right"
          opens="k"
          open={form.act === 'put-right'}
        >
          <Act {...part} act="put-right">
            <SelectField
              name="put-right-fact"
              label="Which entry"
              options={standing.map(({ fact, at, words }) => ({
                value: fact,
                text: `${londonTime(at)} ${words.length > 80 ? `${words.slice(0, 78)}…` : words}`,
              }))}
            />
            <RadioField
              name="put-right-how"
              label="What is to be done"
              small
              options={[
                {
                  value: 'time',
                  text: 'Amend its time',
                  reveal: (
                    <TimeField name="put-right-to" label="It happened at" hint="Such as 14:05" />
                  ),
                },
                { value: 'back', text: 'Take it back: it did not happen' },
              ]}
            />
            <TextField name="put-right-reason" label="Why" />
            <DeskButton kind="primary" says="Entry put right">
              Put it right
            </DeskButton>
          </Act>
        </DeskFold>
      ) : null}
      {lines.length === 0 ? (
        <p>Nothing has been noted yet.</p>
      ) : (
        <LogRows lines={lines.slice(0, LOG_ON_THE_DESK)} />
      )}
      <p>
        <a href={`${workPathOf(desk.of)}/room/log`}>
          The whole log, {countOf(desk.log.length, 'entry', 'entries')}
        </a>
      </p>
    </>
  )
}
