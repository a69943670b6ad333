import { PeopleField } from '../../design/choice-fields.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import { londonNow } from '../../platform/clock.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  listOf,
  type Page,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { readAddresses } from '../people/read-addresses.ts'
import { listPersons, type Person, readPersons } from '../people/read-person.ts'
import { boardPapersDueDay } from './deadline.rules.ts'
import { ExpectedQuorumBlock } from './expected-quorum.view.tsx'
import { type Answer, brieflyOf } from './invitation.rules.ts'
import { inviteToMeeting } from './invite-to-meeting.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { timeInWords } from './meeting-parts.view.tsx'
import { invitationsPathOf, workPathOf } from './meeting-paths.ts'
import { forMeeting, idIn, meetingOf } from './meeting-visit.ts'
import { type Expectation, readExpectation } from './read-expected-quorum.ts'
import {
  type ForecastRow,
  type InvitationLetter,
  type Invited,
  listForecasts,
  listInvitationLetters,
  type ReplyRow,
  type Round,
  replyOf,
} from './read-invitations.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { type Replying, readReplying } from './read-replying.ts'
import { remindInvited } from './remind-invited.ts'
import { ReplyFields, readReply, repliedValues } from './reply-fields.view.tsx'
import { recordReply } from './reply-to-invitation.ts'
import { sendArrangements } from './send-arrangements.ts'
import { addressOfPapers, type PapersOf } from './write-invitation-letter.ts'

type Model = {
  readonly of: MeetingOfBody
  readonly expectation: Expectation
  readonly forecasts: readonly ForecastRow[]
  readonly letters: ReadonlyMap<string, readonly InvitationLetter[]>
  readonly addresses: ReadonlyMap<string, string>
  /** Everybody named on the page, by id. */
  readonly persons: ReadonlyMap<string, Person>
  /** Whom else one could invite; only for who may. */
  readonly others: readonly Person[]
  readonly mayInvite: boolean
  readonly sendsMail: boolean
  /** By when the way to join should be known; undefined where it is, or where nobody joins remotely. */
  readonly joiningDue: Day | undefined
}

async function readModel(visit: Visit): Promise<Model> {
  const { db, viewer, now, settings } = visit
  const of = await meetingOf(visit)
  const expectation = await readExpectation(db, of.meeting, now)
  const mayInvite = viewer?.may('arrange meetings', of.body.id) ?? false
  const everybody = expectation.rounds.flatMap(({ invited }) => invited)
  const asked = everybody.map(({ invitation }) => invitation.person_id)
  const known = new Set([...asked, ...expectation.members])
  return {
    of,
    expectation,
    mayInvite,
    sendsMail: settings.smtpUrl !== undefined,
    joiningDue:
      of.meeting.mode === 'in person' || of.meeting.joining !== ''
        ? undefined
        : boardPapersDueDay(await readCalendar(db), of.meeting.day).day,
    forecasts: await listForecasts(db, of.meeting.id),
    letters: await listInvitationLetters(db, of.meeting.id),
    addresses: await readAddresses(db, known),
    persons: await readPersons(db, [
      ...known,
      ...everybody.flatMap(({ replies }) =>
        replies.flatMap(reply => [reply.recorded_by, reply.deputy_person_id]),
      ),
    ]),
    others: mayInvite
      ? (await listPersons(db)).filter(({ id }) => !expectation.members.includes(id))
      : [],
  }
}

const nameIn = ({ persons }: Pick<Model, 'persons'>, id: string | null) =>
  (id === null ? undefined : persons.get(id)?.name) ?? 'Somebody not in the record'

/** More names than these are looked up in the table. */
const NAMES_IN_A_SENTENCE = 8

/** 'The Mayor, the Chair and two others' */
function namesIn(model: Pick<Model, 'persons'>, people: readonly string[]): string {
  if (people.length <= NAMES_IN_A_SENTENCE) return listed(people.map(id => nameIn(model, id)))
  const named = people.slice(0, NAMES_IN_A_SENTENCE - 1).map(id => nameIn(model, id))
  return listed([...named, countOf(people.length - named.length, 'other')])
}

const tagOf: Readonly<Record<Answer, TagColour>> = {
  'in person': 'green',
  remote: 'green',
  deputy: 'blue',
  apologies: 'grey',
}

/** A reply with all that the clerk needs of it: who comes, why not, when and through whom. */
function ReplyText({ model, reply }: { model: Model; reply: ReplyRow }) {
  const through = {
    link: `by the link in their letter${
      reply.recorded_by === null ? '' : `, while ${nameIn(model, reply.recorded_by)} was signed in`
    }`,
    workspace: 'signed in',
    'on behalf': `recorded by ${nameIn(model, reply.recorded_by)}`,
  }[reply.manner]
  return (
    <>
      <StatusTag colour={tagOf[reply.answer]}>{brieflyOf(reply.answer)}</StatusTag>
      {reply.answer === 'deputy' ? (
        <div>
          {reply.deputy_person_id === null
            ? reply.deputy_words
            : nameIn(model, reply.deputy_person_id)}
        </div>
      ) : null}
      {reply.reason === '' ? null : <div>“{reply.reason}”</div>}
      <div className="gt-person__office">
        <DayText day={reply.replied_on} form="short" />, {through}
      </div>
    </>
  )
}

const letterWords = (what: string) => {
  if (what === 'invitation') return 'Invitation'
  if (what.startsWith('arrangements')) return 'Arrangements'
  return what.startsWith('reminder') ? 'Reminder' : 'Sent by hand'
}

const sentDay = (at: Date): Day => londonNow(at).day

/** What was sent to somebody and how it fared; or that there is no address to send it to. */
function LettersText({ model, invited }: { model: Model; invited: Invited }) {
  const { id, person_id } = invited.invitation
  const letters = model.letters.get(id) ?? []
  if (letters.length === 0)
    return model.addresses.has(person_id) ? (
      <>None</>
    ) : (
      <StatusTag colour="amber">No address</StatusTag>
    )
  return (
    <>
      {letters.map(({ key, what, sent_at, given_up_at }) => (
        <div key={key}>
          {letterWords(what)}:{' '}
          {given_up_at ? (
            <StatusTag colour="red">Not delivered</StatusTag>
          ) : sent_at ? (
            <DayText day={sentDay(sent_at)} form="short" />
          ) : (
            'waiting to go out'
          )}
        </div>
      ))}
    </>
  )
}

function PeopleTable({ model, round }: { model: Model; round: Round }) {
  const at = invitationsPathOf(model.of)
  const isOpen = model.mayInvite && !model.expectation.hasBegun
  const columns: Column<Invited>[] = [
    {
      heading: 'Who',
      namesRow: true,
      cell: ({ invitation }) => (
        <>
          {nameIn(model, invitation.person_id)}
          {invitation.capacity === 'participant' ? (
            <span className="gt-person__office"> (takes part, no vote)</span>
          ) : model.expectation.members.includes(invitation.person_id) ? null : (
            <span className="gt-person__office"> (no longer a member)</span>
          )}
        </>
      ),
    },
    {
      heading: 'Reply',
      cell: invited => {
        const reply = replyOf(invited)
        return reply ? (
          <>
            <ReplyText model={model} reply={reply} />
            {invited.replies.length > 1 ? (
              <Fold
                summary={opening(
                  countOf(invited.replies.length - 1, 'earlier reply', 'earlier replies'),
                )}
              >
                {invited.replies.slice(0, -1).map(earlier => (
                  <div key={earlier.id}>
                    <ReplyText model={model} reply={earlier} />
                  </div>
                ))}
              </Fold>
            ) : null}
          </>
        ) : (
          <StatusTag>No reply</StatusTag>
        )
      },
    },
    { heading: 'Letters', cell: invited => <LettersText model={model} invited={invited} /> },
    ...(isOpen
      ? [
          {
            heading: 'Do',
            cell: (invited: Invited) => {
              const { id, person_id } = invited.invitation
              const name = nameIn(model, person_id)
              return (
                <>
                  <p className="nhsuk-u-margin-bottom-2">
                    <a href={`${at}/${id}`}>
                      {replyOf(invited) ? 'Change the reply' : 'Record a reply'}
                      <span className="nhsuk-u-visually-hidden"> of {name}</span>
                    </a>
                  </p>
                  {replyOf(invited) || !model.addresses.has(person_id) ? null : (
                    <ActButton action={`${at}/${id}/remind`}>
                      Remind<span className="nhsuk-u-visually-hidden"> {name}</span>
                    </ActButton>
                  )}
                </>
              )
            },
          },
        ]
      : []),
  ]
  // Those without a reply first: they are whom the clerk has to do with.
  const rank = (invited: Invited) => (replyOf(invited) ? 1 : 0)
  return (
    <DataTable
      caption="Who is invited, and what they replied"
      columns={columns}
      rows={round.invited.toSorted((one, other) => rank(one) - rank(other))}
      keyOf={({ invitation }) => invitation.id}
      empty="Nobody is invited."
    />
  )
}

const countAnswers = (round: Round, ...wanted: readonly (Answer | undefined)[]) =>
  round.invited.filter(invited => wanted.includes(replyOf(invited)?.answer)).length

/** What the clerk should see to: no address, letters that did not arrive, a mail server that is missing. */
function Concerns({ model, round }: { model: Model; round: Round }) {
  const { letters, addresses, of, sendsMail } = model
  const unreached = round.invited.filter(
    invited => !addresses.has(invited.invitation.person_id) && !replyOf(invited),
  )
  const returned = round.invited.filter(({ invitation }) =>
    // One that went to a right address since has made up for it.
    Boolean(letters.get(invitation.id)?.at(-1)?.given_up_at),
  )
  const namesOf = (some: readonly Invited[]) =>
    namesIn(
      model,
      some.map(({ invitation }) => invitation.person_id),
    )
  if (model.expectation.hasBegun) return null
  return (
    <>
      {returned.length > 0 ? (
        <Warning heading="Letters that did not arrive">
          <p>
            The mail server gave up on a letter to {namesOf(returned)}. Ask for the right address,
            or ask them by telephone and record what they say.
          </p>
        </Warning>
      ) : null}
      {unreached.length > 0 ? (
        <Warning heading="No e-mail address">
          <p>
            {opening(countOf(unreached.length, 'person has', 'people have'))} no e-mail address in
            the record and {unreached.length === 1 ? 'gets' : 'get'} no letter: {namesOf(unreached)}
            .
          </p>
          <p>
            They can reply on their own overview when they sign in, or tell you, and you record it
            here. The meeting is on {formatDay(of.meeting.day)} at{' '}
            {timeInWords(of.meeting.starts_at.slice(0, 5))}.
          </p>
        </Warning>
      ) : null}
      {sendsMail ? null : (
        <Notice>
          <p>
            No mail server is set for this record, so letters wait and none goes out. Whoever runs
            it sets one.
          </p>
        </Notice>
      )}
    </>
  )
}

/** What is worth knowing before letters go out: who gets none, and that nobody could join yet (R-MEET-9). */
function BeforeInviting({ model, left }: { model: Model; left: readonly string[] }) {
  const { members } = model.expectation
  const unreached = left.filter(person => !model.addresses.has(person))
  return (
    <>
      {unreached.length > 0 ? (
        <Notice>
          <p>
            {unreached.length === members.length
              ? 'No member has an e-mail address in the record, so no letter goes out.'
              : `${opening(countOf(unreached.length, 'member has', 'members have'))} no e-mail address in the record and will get no letter: ${namesIn(model, unreached)}.`}
          </p>
        </Notice>
      ) : null}
      {left.length > 0 && model.joiningDue !== undefined ? (
        <Notice>
          <p>
            How to join remotely is not recorded, so the letters do not say it. Members should have
            it by {formatDay(model.joiningDue)}, five working days before.{' '}
            <a href={`${workPathOf(model.of)}/change`}>Change the arrangements</a>
          </p>
        </Notice>
      ) : null}
    </>
  )
}

function InviteForm({ model, values }: { model: Model; values: Values }) {
  const { expectation, others } = model
  const { round, rounds, members } = expectation
  const asked = new Set(round?.invited.map(({ invitation }) => invitation.person_id))
  const left = members.filter(person => !asked.has(person))
  const isAnew = !round && rounds.length > 0
  const button =
    left.length === 0
      ? 'Invite those chosen'
      : isAnew
        ? `Ask all ${left.length} members anew`
        : round
          ? `Invite ${countOf(left.length, 'new member')}`
          : `Invite the ${left.length} members`
  const field = (
    <PeopleField
      name="others"
      label="Others to invite (optional)"
      hint="Participants and presenters: they never count to the quorum"
      people={others
        .filter(({ id }) => !asked.has(id))
        .map(({ id, name, position }) => ({
          value: id,
          text: name,
          ...(position === '' || position === name ? {} : { detail: position }),
        }))}
    />
  )
  return (
    <section aria-labelledby="invite">
      <h2 className="nhsuk-heading-m" id="invite">
        {left.length === 0 ? 'Invite somebody else' : isAnew ? 'Ask everybody anew' : 'Invite'}
      </h2>
      <BeforeInviting model={model} left={left} />
      {isAnew ? (
        <Warning heading="The meeting has changed" level={3}>
          <p>
            It was arranged otherwise when people were asked, for{' '}
            {formatDay(rounds[0]?.round.day ?? model.of.meeting.day)} at{' '}
            {timeInWords(rounds[0]?.round.starts_at.slice(0, 5) ?? '')}. What they replied was for
            that and no longer counts.
          </p>
        </Warning>
      ) : null}
      {left.length > 0 ? (
        <p>
          Each gets a letter with the day, the place and the papers, a link for each answer, and an
          entry for their calendar. Those who do not reply are reminded ten and five working days
          before.
        </p>
      ) : (
        <p>Every member has been invited.</p>
      )}
      <Form values={values}>
        {left.length === 0 || listOf(values, 'others').length > 0 ? (
          field
        ) : (
          <Fold summary="Invite others as well">{field}</Fold>
        )}
        <SubmitButton kind={left.length === 0 ? 'secondary' : 'primary'}>{button}</SubmitButton>
      </Form>
    </section>
  )
}

/** For the way to join, or papers, that came after the invitations. */
const SendAgain = ({ of }: { of: MeetingOfBody }) => (
  <>
    <p>
      When the way to join or the papers have come since, send the arrangements again to all who
      have not sent apologies.
    </p>
    <ActButton action={`${invitationsPathOf(of)}/send-again`}>
      Send the arrangements again
    </ActButton>
  </>
)

/** What was replied before the meeting was arranged otherwise. */
const FormerRounds = ({ model, rounds }: { model: Model; rounds: readonly Round[] }) => (
  <>
    {rounds.map(({ round, invited }) => (
      <Fold
        key={round.id}
        summary={`Replies for the former arrangement: ${formatDay(round.day)}, ${timeInWords(round.starts_at.slice(0, 5))}`}
      >
        <DataTable
          caption={`Replies for ${formatDay(round.day)}, ${round.venue || round.mode}`}
          captionSize="s"
          columns={[
            {
              heading: 'Who',
              namesRow: true,
              cell: ({ invitation }) => nameIn(model, invitation.person_id),
            },
            {
              heading: 'Reply',
              cell: each => {
                const reply = replyOf(each)
                return reply ? <ReplyText model={model} reply={reply} /> : 'No reply'
              },
            },
          ]}
          rows={invited}
          keyOf={({ invitation }) => invitation.id}
          empty="Nobody was invited."
        />
      </Fold>
    ))}
  </>
)

const Told = ({ forecasts }: { forecasts: readonly ForecastRow[] }) =>
  forecasts.length === 0 ? null : (
    <Fold summary="What the clerk and the chair were told">
      {forecasts.map(({ id, told_on, words }) => (
        <p key={id}>
          <strong>
            <DayText day={told_on} />
          </strong>
          : {words}
        </p>
      ))}
    </Fold>
  )

const doneWords: Readonly<Record<string, string>> = {
  invited: 'The invitations are recorded, and their letters go out.',
  reply: 'The reply is recorded.',
  reminded: 'The reminder goes out.',
  sent: 'The arrangements go out once more.',
}

const invitedPage = (papersOf: PapersOf) =>
  formPage({
    path: '/work/meetings/:body/:date/invitations',
    needs: forMeeting('see replies'),
    summary: 'Invites the members to a meeting, and others.',
    read: readModel,
    view: (model, { values, refusals }, { query }) => {
      const { of, expectation, mayInvite, forecasts } = model
      const { round, rounds, hasBegun } = expectation
      const done = doneWords[textOf(query, 'done')]
      return (
        <MeetingFrame of={of} title="Invitations" refusals={refusals}>
          {done && refusals.length === 0 ? <Done>{done}</Done> : null}
          <ExpectedQuorumBlock expectation={expectation} />
          <Told forecasts={forecasts} />
          {hasBegun ? (
            <Notice>
              <p>The meeting has begun or is over: nobody is invited any more.</p>
            </Notice>
          ) : null}
          {mayInvite && !hasBegun && !round ? <InviteForm model={model} values={values} /> : null}
          {round ? (
            <>
              <KeyFigures
                figures={[
                  { label: 'Invited', figure: round.invited.length },
                  {
                    label: 'Coming',
                    figure: countAnswers(round, 'in person', 'remote', 'deputy'),
                    note: 'themselves or a deputy',
                  },
                  { label: 'Apologies', figure: countAnswers(round, 'apologies') },
                  { label: 'No reply', figure: countAnswers(round, undefined) },
                ]}
              />
              <Concerns model={model} round={round} />
              {mayInvite && !hasBegun ? <SendAgain of={of} /> : null}
              <PeopleTable model={model} round={round} />
              {mayInvite && !hasBegun ? <InviteForm model={model} values={values} /> : null}
            </>
          ) : null}
          <FormerRounds model={model} rounds={rounds.filter(each => each !== round)} />
        </MeetingFrame>
      )
    },
    submit: async ({ acting, db, settings }, values, { of }) => {
      const outcome = await inviteToMeeting(acting, {
        meeting: of.meeting.id,
        others: listOf(values, 'others'),
        site: settings.url,
        papers: await addressOfPapers(db, of, papersOf, settings.url),
      })
      return outcome.ok ? { ok: true, value: `${invitationsPathOf(of)}?done=invited` } : outcome
    },
  })

/** The invitation that a path names, if it is to the path's meeting. @throws NotFound */
async function invitationOf(visit: Visit): Promise<Replying> {
  const { meeting } = await meetingOf(visit)
  const replying = await readReplying(visit.db, idIn(visit, 'invitation'), visit.now)
  if (!replying || replying.meeting.id !== meeting.id)
    throw new NotFound('There is no such invitation to this meeting.')
  return replying
}

const onBehalfPage = formPage({
  path: '/work/meetings/:body/:date/invitations/:invitation',
  needs: forMeeting('arrange meetings'),
  summary: 'Records what somebody replied otherwise, by telephone for instance.',
  read: invitationOf,
  values: repliedValues,
  view: (replying, { values, refusals }) => (
    <MeetingFrame
      of={replying}
      title={`Reply of ${replying.person.name}`}
      refusals={refusals}
      within="invitations"
      crumbs={[{ text: 'Invitations', href: invitationsPathOf(replying) }]}
    >
      {replying.shut.length > 0 ? (
        <Warning heading="No reply can be given">
          {replying.shut.map(({ code, message }) => (
            <p key={code}>{message}</p>
          ))}
        </Warning>
      ) : (
        <Form values={values}>
          <p>
            Record what they told you, by telephone for instance. It is marked as recorded by you.
          </p>
          <ReplyFields replying={replying} forOneself={false} />
          <ButtonRow>
            <SubmitButton>Record this reply</SubmitButton>
            <a href={invitationsPathOf(replying)}>Cancel</a>
          </ButtonRow>
        </Form>
      )}
    </MeetingFrame>
  ),
  submit: async ({ acting }, values, replying) => {
    const given = readReply(values)
    if (!given.ok) return given
    const outcome = await recordReply(acting, {
      ...given.value,
      invitation: replying.invitation.id,
    })
    return outcome.ok ? { ok: true, value: `${invitationsPathOf(replying)}?done=reply` } : outcome
  },
})

const remindPage = (papersOf: PapersOf) =>
  actPage({
    path: '/work/meetings/:body/:date/invitations/:invitation/remind',
    needs: forMeeting('arrange meetings'),
    summary: 'Reminds one person who has not replied, by letter.',
    submit: async visit => {
      const { acting, db, settings } = visit
      const replying = await invitationOf(visit)
      const outcome = await remindInvited(acting, {
        invitation: replying.invitation.id,
        site: settings.url,
        papers: await addressOfPapers(db, replying, papersOf, settings.url),
      })
      return outcome.ok
        ? { ok: true, value: `${invitationsPathOf(replying)}?done=reminded` }
        : outcome
    },
  })

const sendAgainPage = (papersOf: PapersOf) =>
  actPage({
    path: '/work/meetings/:body/:date/invitations/send-again',
    needs: forMeeting('arrange meetings'),
    summary: 'Sends the arrangements again to all who have not sent apologies.',
    submit: async visit => {
      const { acting, db, settings } = visit
      const of = await meetingOf(visit)
      const outcome = await sendArrangements(acting, {
        meeting: of.meeting.id,
        site: settings.url,
        papers: await addressOfPapers(db, of, papersOf, settings.url),
      })
      return outcome.ok ? { ok: true, value: `${invitationsPathOf(of)}?done=sent` } : outcome
    },
  })

/** The clerk's pages of invitations; app/ says where a meeting's papers are. */
export const invitationPages = (papersOf: PapersOf): Page[] => [
  invitedPage(papersOf),
  onBehalfPage,
  remindPage(papersOf),
  sendAgainPage(papersOf),
]
