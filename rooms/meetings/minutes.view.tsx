import type { ReactNode } from 'react'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { placed } from '../../design/given.ts'
import { Markdown } from '../../design/markdown.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { Working } from '../../design/working.tsx'
import { day, formatDay, formatTime, time } from '../../platform/day.rules.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import type { Limb, Quorum } from '../bodies/quorum.rules.ts'
import { handlingWords } from './declaration.rules.ts'
import {
  actionHeading,
  type CourseLine,
  isPrivate,
  type MinutedAction,
  type MinutedAttendance,
  type MinutedCorrection,
  type MinutedDeclaration,
  type MinutedEntry,
  type MinutedMotion,
  type MinutedPerson,
  otherDay,
  type PublishedDecision,
  type PublishedItem,
  type PublishedMinutes,
  voteInWords,
} from './minutes.rules.ts'
import type { MinutesState } from './minutes-state.rules.ts'
import type { Formality, ProposedTerms } from './read-quorum.ts'

/** The anchor of an item within a meeting's minutes: 'item-5.1'. */
export const anchorOf = (itemNumber: string) => `item-${itemNumber}`

export const FormalityTag = ({ formal }: { formal: Formality }) =>
  formal === 'quorate' ? (
    <StatusTag colour="green">Quorate</StatusTag>
  ) : (
    <StatusTag colour="amber">{opening(formal)}</StatusTag>
  )

export const minutesTag = (state: MinutesState) => (
  <StatusTag colour={state === 'approved' || state === 'signed' ? 'green' : 'blue'}>
    {
      {
        'not drafted': 'No minutes yet',
        draft: 'Draft minutes',
        'approved by the chair': 'Draft minutes, approved by the chair',
        approved: 'Approved minutes',
        signed: 'Approved minutes, signed',
      }[state]
    }
  </StatusTag>
)

/** 'number' means nothing to a resident; a class of seat does. */
const limbName = ({ name }: Limb) => (name === 'number' ? 'Members present' : opening(name))

/** The quorum of a meeting, limb by limb, with its whole working folded beneath. */
export function QuorumPanel({
  quorum,
  caption = 'Quorum',
  byReplies = false,
}: {
  quorum: Quorum
  caption?: string
  /** Whether replies were counted and not presences (R-TOR-15). */
  byReplies?: boolean
}) {
  return (
    <>
      <DataTable
        caption={caption}
        captionSize="s"
        rows={quorum.limbs}
        keyOf={limb => limb.name}
        empty="The terms of reference ask for no quorum."
        columns={[
          {
            heading: 'What was needed',
            cell: limb =>
              byReplies && limb.name === 'number' ? 'Members who took part' : limbName(limb),
            namesRow: true,
          },
          { heading: 'Required', cell: limb => limb.required, numeric: true },
          { heading: byReplies ? 'Replied' : 'There', cell: limb => limb.present, numeric: true },
          {
            heading: 'Met',
            cell: limb =>
              limb.met ? (
                <StatusTag colour="green">Met</StatusTag>
              ) : (
                <StatusTag colour="amber">Not met</StatusTag>
              ),
          },
        ]}
      />
      <Working
        summary="How the quorum was worked out"
        steps={[
          { what: 'Members of the body', result: quorum.members },
          { what: byReplies ? 'Must reply' : 'Must be present', result: quorum.required },
          {
            what: byReplies ? 'Replied and counted' : 'Present and counted',
            result: quorum.present,
          },
          {
            what: 'Step by step',
            result: (
              <ul className="nhsuk-list nhsuk-list--bullet">
                {quorum.working.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ),
          },
        ]}
        rule={`The rule: ${quorum.rule}.`.replace(/\.\.$/, '.')}
        citation={quorum.citation}
      />
    </>
  )
}

/** How the meeting went, in a sentence or two for somebody who never read terms of reference. */
export function HowItWent({
  formal,
  quorum,
  underProposed,
  proposed,
  terms,
  course = [],
}: {
  course?: readonly CourseLine[] | undefined
  formal: Formality
  quorum: Quorum | null
  underProposed?: Quorum | undefined
  proposed?: ProposedTerms | undefined
  terms: string
}) {
  const changes = course.filter(({ about }) => about === 'quorum')
  const judged = terms === '' ? null : <p>Judged by the terms in force on the day: {terms}.</p>
  if (!quorum)
    return (
      <Notice>
        <p>No quorum could be judged: no terms of reference were in force on the day.</p>
      </Notice>
    )
  return (
    <>
      {formal === 'informal' ? (
        <Warning heading="This meeting went on as informal" level={3}>
          <p>
            {quorum.missing.join(' ')} Without that quorum a meeting can take no formal decision. It
            may still discuss, note and recommend, and it did so informally. Anything that needs a
            formal decision, such as approving minutes, is carried to the next quorate meeting.
          </p>
        </Warning>
      ) : (
        <p>
          The meeting was quorate: {countOf(quorum.present, 'member')} of {quorum.members} were
          present and {quorum.required} were needed.
        </p>
      )}
      {formal === 'quorate' && changes.length > 0 ? (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {placed(changes).map(({ place, part: line }) => (
            <li key={place}>
              {opening(at(line.time))}: {line.text}
            </li>
          ))}
        </ul>
      ) : null}
      {judged}
      <QuorumPanel quorum={quorum} caption="What the quorum asked for" />
      {underProposed && proposed ? (
        <>
          <p>
            By the terms proposed on <DayText day={proposed.proposedOn} />, which were not in force
            on the day, the same attendance{' '}
            <strong>
              {underProposed.quorate ? 'would have been quorate' : 'would not have been quorate'}
            </strong>
            : {underProposed.present} present, {underProposed.required} required.
          </p>
          <Working
            summary="How that was worked out"
            steps={underProposed.limbs.map(limb => ({
              what: limbName(limb),
              result: `${limb.present} there, ${limb.required} required: ${limb.met ? 'met' : 'not met'}`,
            }))}
            rule={`The rule: ${underProposed.rule}.`.replace(/\.\.$/, '.')}
            citation={underProposed.citation}
          />
        </>
      ) : null}
    </>
  )
}

const place = (person: MinutedPerson) =>
  [
    person.organisation || (person.role === person.name ? '' : person.role),
    person.deputisingFor ? `deputy for ${person.deputisingFor}` : '',
    person.note,
  ]
    .filter(part => part !== '')
    .join('; ')

/** How they came: said once where all came alike, in a column where they did not. */
function People({
  caption,
  people,
  came = false,
}: {
  caption: string
  people: readonly MinutedPerson[]
  came?: boolean
}) {
  if (people.length === 0) return null
  const remote = people.filter(person => person.remote).length
  const alike = remote === 0 ? 'all in person' : remote === people.length ? 'all remotely' : ''
  const count = came && alike !== '' ? `${people.length}, ${alike}` : `${people.length}`
  const placed = people.some(person => place(person) !== '')
  return (
    <DataTable
      caption={`${caption} (${count})`}
      captionSize="s"
      rows={people}
      keyOf={person => person.person}
      empty=""
      columns={[
        { heading: 'Who', cell: person => person.name, namesRow: true },
        ...(placed
          ? [{ heading: 'For', cell: (person: MinutedPerson) => place(person) || '–' }]
          : []),
        ...(came && alike === ''
          ? [
              {
                heading: 'How',
                cell: (person: MinutedPerson) => (person.remote ? 'Remotely' : 'In person'),
              },
            ]
          : []),
      ]}
    />
  )
}

/** The attendance tables of the minutes (R-MEET-11). */
export function AttendanceTables({ attendance }: { attendance: MinutedAttendance }) {
  return (
    <>
      <People caption="Members present" people={attendance.members} came />
      <People caption="Participants" people={attendance.participants} came />
      <People caption="In attendance" people={attendance.inAttendance} came />
      <People caption="Apologies" people={attendance.apologies} />
      <People caption="Absent" people={attendance.absent} />
    </>
  )
}

const at = (clock: string) => (clock === '' ? '' : formatTime(time(clock)))

export function DeclarationText({ declared }: { declared: MinutedDeclaration }) {
  const { leftAt, returnedAt } = declared
  const times = [
    ...(leftAt ? [`out at ${at(leftAt)}`] : []),
    ...(returnedAt ? [`back at ${at(returnedAt)}`] : []),
  ]
  const details = [...times, ...(declared.decidedBy ? [`decided by ${declared.decidedBy}`] : [])]
  return (
    <>
      <strong>{declared.who}</strong> declared: {declared.interest}. The member{' '}
      {handlingWords[declared.handling].minuted}
      {details.length > 0 ? ` (${listed(details)})` : ''}.
    </>
  )
}

/** A decision as the minutes word it, with its vote. */
export function DecisionText({ decision }: { decision: PublishedDecision }) {
  const lost = decision.outcome === 'lost'
  return (
    <>
      <p className="nhsuk-u-margin-bottom-1">
        <strong>
          {lost ? `Not ${decision.minuted}` : opening(decision.minuted)}
          {decision.forBody ? ` to ${decision.forBody}` : ''}:
        </strong>{' '}
        {decision.text}
      </p>
      {decision.method === 'vote' || lost ? (
        <p className="nhsuk-hint nhsuk-u-margin-bottom-1">{voteInWords(decision)}</p>
      ) : null}
      {decision.motion ? <MotionText motion={decision.motion} /> : null}
      {decision.warnings.map(warning => (
        <p key={warning} className="nhsuk-hint nhsuk-u-margin-bottom-1">
          Note: {warning}
        </p>
      ))}
    </>
  )
}

const movedBy = ({ mover, seconder }: Pick<MinutedMotion, 'mover' | 'seconder'>) =>
  mover === '' ? '' : `Moved by ${mover}${seconder === '' ? '' : `, seconded by ${seconder}`}.`

/** Who moved it, how each voted, and what it was before it was amended. */
function MotionText({ motion }: { motion: MinutedMotion }) {
  const { named, moved } = motion
  const votes = named
    ? ([
        ['For', named.for],
        ['Against', named.against],
        ['Abstaining', named.abstain],
      ] as const)
    : []
  const lines = [
    movedBy(motion),
    ...votes.map(([how, who]) => `${how}: ${who.length === 0 ? 'nobody' : who.join('; ')}.`),
    moved === '' ? '' : `As it was moved: ${moved}`,
  ].filter(line => line !== '')
  return (
    <>
      {lines.map(line => (
        <p key={line} className="nhsuk-hint nhsuk-u-margin-bottom-1">
          {line}
        </p>
      ))}
      {motion.amendments.length > 0 ? (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {placed(motion.amendments).map(({ place, part: amendment }) => (
            <li key={place}>
              Amendment, {amendment.fate}: {amendment.text}{' '}
              {[amendment.vote].filter(Boolean).join(' ')}
              <MotionText motion={amendment} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

export function ActionText({ action }: { action: MinutedAction }) {
  return (
    <p className="nhsuk-u-margin-bottom-2">
      <strong>{actionHeading(action)}</strong>
      <br />
      {action.text.replace(/[^.!?]$/, last => `${last}.`)}
      {action.deadline ? ` By: ${action.deadline}.` : ''}
    </p>
  )
}

/** For staff: the whole item, whoever else may see it. */
export const wholeItem = ({
  audience: _,
  privateReason: __,
  ...item
}: PublishedItem & { readonly audience: string; readonly privateReason: string }): PublishedItem =>
  item

/** One item of the minutes: text, then what was declared, decided and agreed to be done. */
export function MinutedItem({
  entry,
  level = 3,
  within = '',
}: {
  entry: MinutedEntry
  level?: 3 | 4
  /** Before the anchor, where the item is of an earlier sitting: its day. */
  within?: string
}) {
  const Heading = `h${level}` as const
  if (isPrivate(entry))
    return (
      <section id={within + anchorOf(entry.number)} className="nhsuk-u-margin-bottom-6">
        <Heading className="nhsuk-heading-s">{entry.number}. Private item</Heading>
        <p>Private item – {entry.privateReason}</p>
      </section>
    )
  return (
    <section id={within + anchorOf(entry.number)} className="nhsuk-u-margin-bottom-6">
      <Heading className="nhsuk-heading-s">
        {entry.number}. {entry.title}
        {entry.minuteNumber ? (
          <span className="nhsuk-caption-m">Minute {entry.minuteNumber}</span>
        ) : null}
      </Heading>
      {entry.lead ? <p className="nhsuk-hint">Led by {entry.lead}</p> : null}
      {entry.text ? <Markdown text={entry.text} level={4} /> : null}
      {entry.declarations.map(declared => (
        <p key={`${declared.who} ${declared.interest}`}>
          <DeclarationText declared={declared} />
        </p>
      ))}
      {entry.decisions.map(decision => (
        <div key={decision.id} id={`decision-${decision.id}`} className="nhsuk-u-margin-bottom-4">
          <DecisionText decision={decision} />
        </div>
      ))}
      {placed(entry.undecided ?? []).map(({ place, part: motion }) => (
        <div key={place} className="nhsuk-u-margin-bottom-4">
          <p className="nhsuk-u-margin-bottom-1">
            <strong>Motion {motion.fate}:</strong> {motion.text}
          </p>
          <MotionText motion={motion} />
        </div>
      ))}
      {entry.actions.map(action => (
        <ActionText key={action.number} action={action} />
      ))}
    </section>
  )
}

/** 'Chaired by …. Opened at 10am, closed at 11.40am. Three members of the public were there.' */
export function SittingText({ sitting }: { sitting: PublishedMinutes['sitting'] }) {
  const { chair, chairRole, openedAt, closedAt, closedOn, publicCount, note } = sitting
  const role = chairRole === '' || chairRole === chair ? '' : `, ${chairRole}`
  const times = [
    ...(openedAt ? [`opened at ${at(openedAt)}`] : []),
    ...(closedAt
      ? [`closed at ${at(closedAt)}${closedOn ? ` on ${formatDay(day(closedOn))}` : ''}`]
      : []),
  ]
  const sentences = [
    ...(chair ? [`${chair}${role} presided.`] : []),
    ...(times.length > 0 ? [`The meeting ${listed(times)}.`] : []),
    ...(publicCount === null
      ? []
      : [
          `${opening(countOf(publicCount, 'member of the public was', 'members of the public were'))} there.`,
        ]),
    ...(note ? [note] : []),
  ]
  return sentences.length === 0 ? null : <p>{sentences.join(' ')}</p>
}

/** Declarations on no item in particular, and resolutions to exclude the public. */
export function GeneralDeclarations({
  minutes,
}: {
  minutes: Pick<PublishedMinutes, 'declarations' | 'exclusions'>
}) {
  const blocks: ReactNode[] = [
    ...minutes.declarations.map(declared => (
      <p key={`${declared.who} ${declared.interest}`}>
        <DeclarationText declared={declared} />
      </p>
    )),
    ...minutes.exclusions.map(exclusion => (
      <p key={`${exclusion.resolvedAt} ${exclusion.resolution}`}>
        <strong>
          Public excluded at {at(exclusion.resolvedAt)} for{' '}
          {exclusion.items.length === 1 ? 'item' : 'items'} {listed(exclusion.items)}
          {exclusion.readmittedAt ? `, and let back at ${at(exclusion.readmittedAt)}` : ''}.
        </strong>{' '}
        {exclusion.resolution}{' '}
        {movedBy({ mover: exclusion.mover ?? '', seconder: exclusion.seconder ?? '' })}
      </p>
    )),
  ]
  return <>{blocks}</>
}

/** How the meeting went, line by line, where it was followed in the room. */
export function CourseOfMeeting({
  course = [],
  meetingDay,
  level = 3,
}: {
  course?: readonly CourseLine[] | undefined
  meetingDay: string
  level?: 2 | 3
}) {
  if (course.length === 0) return null
  const Heading = `h${level}` as const
  return (
    <>
      <Heading className="nhsuk-heading-m">How the meeting went</Heading>
      <ul className="nhsuk-list">
        {placed(course).map(({ place, part: line }) => {
          const on = otherDay(line, meetingDay)
          return (
            <li key={place}>
              <strong>
                {at(line.time)}
                {on ? `, ${formatDay(day(on))}` : ''}
              </strong>{' '}
              {line.text}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Corrections with the words that were and the words that are, marked for eye and ear. */
export function Corrections({
  corrections,
  heading,
}: {
  corrections: readonly MinutedCorrection[] | undefined
  heading: string
}) {
  if (!corrections || corrections.length === 0) return null
  return (
    <Notice>
      <p>
        <strong>{heading}</strong>
      </p>
      {corrections.map(correction => (
        <p key={`${correction.item} ${correction.was}`}>
          Item {correction.number} of the minutes of {formatDay(day(correction.minutesOf))}, agreed
          on {formatDay(day(correction.agreedOn))}: it read <del>‘{correction.was}’</del>, and reads{' '}
          {correction.reads === '' ? 'nothing in its place' : <ins>‘{correction.reads}’</ins>}. Why:{' '}
          {correction.why.replace(/[^.!?]$/, last => `${last}.`)}
        </p>
      ))}
    </Notice>
  )
}

const stepWords = {
  'chair approved': 'Approved in draft by the chair',
  'found correct': 'Found correct at a meeting that was not quorate',
  approved: 'Approved at a quorate meeting',
  signed: 'Signed',
} as const

export function Approvals({ approvals }: { approvals: PublishedMinutes['approvals'] }) {
  if (approvals.length === 0) return null
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {approvals.map(approval => (
        <li key={`${approval.step} ${approval.on}`}>
          {stepWords[approval.step]}: {approval.name}, {approval.role},{' '}
          {formatDay(day(approval.on))}
        </li>
      ))}
    </ul>
  )
}
