import type { ReactNode } from 'react'
import Type from 'typebox'
import { DayText } from '../../design/day-text.tsx'
import { Fold } from '../../design/fold.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import {
  type Day,
  day,
  formatDay,
  formatDayWithWeekday,
  formatTime,
  time,
} from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Quorum } from '../bodies/quorum.rules.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { type DecisionState, decisionStateOf, nothingBecame } from './decision-state.rules.ts'
import { DecisionStateText } from './decision-state.view.tsx'
import { type MinutesVersions, publishedMinutesOf } from './find-published.ts'
import { deadlinesOf, type MeetingDeadline } from './meeting-deadlines.rules.ts'
import { nameOfMeeting, publicPathOf } from './meeting-paths.ts'
import { meetingOf } from './meeting-visit.ts'
import {
  isPrivate,
  type MinutedMotion,
  type MinutedPerson,
  type MinutedSitting,
  type PublishedDecision,
  type PublishedMinutes,
  stateWords,
} from './minutes.rules.ts'
import {
  Approvals,
  AttendanceTables,
  anchorOf,
  Corrections,
  CourseOfMeeting,
  DecisionText,
  FormalityTag,
  GeneralDeclarations,
  HowItWent,
  MinutedItem,
  minutesTag,
  QuorumPanel,
  SittingText,
} from './minutes.view.tsx'
import { deadlineFacts } from './read-deadlines.ts'
import { anyCallIn, callInUntil, isFormalAndCarried } from './read-decision-states.ts'
import { listNotices, type MeetingOfBody, type NoticeGiven } from './read-meeting.ts'
import { judgeFrozen, type ProposedTerms, proposalAfter } from './read-quorum.ts'
import { readBoard } from './read-room.ts'
import { deletionDue, type RecordingTerms } from './recording.rules.ts'
import { WatchText } from './recording.view.tsx'
import { standingOf } from './standing.rules.ts'
import { TurnTag, WhatBecame } from './what-became.tsx'

/** What a later room shows of a meeting on its page, and says of it in the JSON. */
export type MeetingSlot = (
  visit: Visit,
  of: MeetingOfBody,
) => Promise<{ readonly view: ReactNode; readonly json: unknown }>

export type MeetingSlots = {
  /** The papers: the published pack and its versions. */
  readonly pack?: MeetingSlot
  /** Questions that the public put to the meeting. */
  readonly questions?: MeetingSlot
  /** Letters that the meeting received or is to receive. */
  readonly letters?: MeetingSlot
}

type MeetingModel = MeetingOfBody & {
  readonly notices: readonly NoticeGiven[]
  readonly minutes: MinutesVersions
  readonly asked: number | undefined
  readonly minutesDue: MeetingDeadline | undefined
  /** Opened in the room and not closed yet. */
  readonly inSession: boolean
  readonly underProposed: Quorum | undefined
  readonly proposed: ProposedTerms | undefined
  /** How long its recording is kept, by the terms of its day. */
  readonly recordingTerms: RecordingTerms | null | undefined
  /** How each of its decisions stands today. */
  readonly states: (decision: PublishedDecision) => DecisionState
  readonly slots: { readonly [name in keyof MeetingSlots]: Awaited<ReturnType<MeetingSlot>> }
}

/** Seven queries at most beside the slots' own: body, meeting, notices, minutes, terms, and the calendar or the board. */
async function readPublicMeeting(visit: Visit, slots: MeetingSlots): Promise<MeetingModel> {
  const of = await meetingOf(visit)
  const { body, meeting } = of
  const wanted = textOf(visit.query, 'version')
  const asked = wanted === '' ? undefined : Number(wanted)
  if (asked !== undefined && (!Number.isSafeInteger(asked) || asked < 1 || asked > 1_000_000))
    throw new NotFound('There is no such version of these minutes.')
  const notices = await listNotices(visit.db, meeting.id)
  const minutes = await publishedMinutesOf(visit.db, meeting.id, asked)
  if (asked !== undefined && !minutes.shown)
    throw new NotFound('There is no such version of these minutes.')
  const terms = await listTerms(visit.db, body.id)
  const held = meeting.day <= visit.today && meeting.became === null
  // On its day the meeting may be in session; when its minutes are due is of interest after that.
  const sits = meeting.day === visit.today
  const inRoom = sits ? (await readBoard(visit.db, meeting.id))?.board : undefined
  const calendar =
    (held && !sits && !minutes.shown) || (minutes.shown && anyCallIn([terms]))
      ? await readCalendar(visit.db)
      : undefined
  const proposal = minutes.shown ? proposalAfter(terms, meeting.day) : undefined
  const frozen = minutes.shown?.content
  const underProposed =
    proposal && frozen?.quorum ? judgeFrozen(frozen.facts, proposal.terms.quorum) : null
  return {
    ...of,
    notices,
    minutes,
    asked,
    inSession: inRoom !== undefined && inRoom.session !== 'closed',
    recordingTerms: termsInForce(terms, meeting.day)?.terms.recordings,
    states: decision =>
      decisionStateOf(
        minutes.fates[decision.id] ?? nothingBecame,
        callInUntil(
          terms,
          {
            on: meeting.day,
            publishedOn: minutes.firstPublishedOn ?? visit.today,
            formal: isFormalAndCarried(decision),
          },
          () => calendar,
        ),
        visit.today,
      ),
    minutesDue:
      calendar && !minutes.shown
        ? deadlinesOf(deadlineFacts(body, meeting, terms, calendar)).find(
            ({ key }) => key === 'minutes',
          )
        : undefined,
    underProposed: underProposed ?? undefined,
    proposed:
      underProposed && proposal
        ? { title: proposal.title, proposedOn: proposal.proposed_on ?? '' }
        : undefined,
    slots: {
      ...(slots.pack ? { pack: await slots.pack(visit, of) } : {}),
      ...(slots.questions ? { questions: await slots.questions(visit, of) } : {}),
      ...(slots.letters ? { letters: await slots.letters(visit, of) } : {}),
    },
  }
}

const kindWords = {
  ordinary: 'Ordinary meeting',
  extraordinary: 'Extraordinary meeting',
  workshop: 'Workshop',
} as const

const modeWords = {
  'in person': 'In person',
  remote: 'Online',
  hybrid: 'In person and online',
} as const

/** What somebody who wants to come needs to know. */
function attendWords({ body, meeting }: MeetingOfBody): string {
  const record =
    body.regime === '1960 Act'
      ? ''
      : ' Anyone may film, record, photograph or report what is open to the public.'
  if (meeting.mode === 'remote')
    return `Anyone may watch the part held in public. The notice of the meeting says how to join.${record}`
  return `Anyone may come to the part held in public, without asking first.${
    meeting.mode === 'hybrid' ? ' The notice of the meeting says how to join online.' : ''
  }${record}`
}

const whenWords = ({ meeting }: Pick<MeetingOfBody, 'meeting'>) => {
  const clock = (text: string) => formatTime(time(text.slice(0, 5)))
  const until = meeting.ends_at ? ` to ${clock(meeting.ends_at)}` : ''
  return `${formatDayWithWeekday(meeting.day)}, ${clock(meeting.starts_at)}${until}`
}

export const meetingPages = (slots: MeetingSlots = {}) => [
  publicPage({
    path: '/meetings/:body/:date',
    summary: 'One meeting: when, where, its notices and, once published, its minutes and quorum.',
    schema: meetingSchema,
    read: visit => readPublicMeeting(visit, slots),
    about: ({ meeting }) => [{ kind: 'meeting', id: meeting.id }],
    view: (model, { today }) => <MeetingView model={model} today={today} />,
    json: meetingJson,
  }),
]

function MeetingView({ model, today }: { model: MeetingModel; today: Day }) {
  const { body, meeting, notices, minutes, slots } = model
  const { shown } = minutes
  const held = meeting.day < today
  return (
    <PublicPage
      title={`${nameOfMeeting(model)}, ${body.name}`}
      description={`${body.name}, ${formatDay(meeting.day)}: when and where it meets, its papers, decisions and minutes.`}
      breadcrumbs={[
        { text: 'Meetings', href: '/meetings' },
        { text: body.name, href: `/meetings?body=${body.slug}` },
      ]}
    >
      <PageHeading
        caption={body.name}
        title={nameOfMeeting(model)}
        facts={[
          <StatusTag key="kind">{kindWords[meeting.kind]}</StatusTag>,
          ...(shown
            ? [
                ...(shown.content.quorum
                  ? [<FormalityTag key="formal" formal={shown.content.formal} />]
                  : []),
                <span key="minutes">{minutesTag(shown.state)}</span>,
              ]
            : meeting.became
              ? [<TurnTag key="became" became={meeting.became} />]
              : [
                  <StatusTag key="state" colour="blue">
                    {held ? 'Held, minutes awaited' : meeting.day === today ? 'Today' : 'To come'}
                  </StatusTag>,
                ]),
        ]}
      />
      {model.inSession ? (
        <Notice>
          <p>
            The meeting is going on now.{' '}
            <a href={`${publicPathOf(model)}/room`}>See what it is dealing with</a>.
          </p>
        </Notice>
      ) : null}
      <WhatBecame of={model} />
      {meeting.note ? (
        <Notice>
          <p>{meeting.note}</p>
        </Notice>
      ) : null}
      {model.asked !== undefined && model.asked !== minutes.versions[0]?.version ? (
        <Warning heading="An earlier version">
          <p>
            These are the minutes as first published in version {model.asked}.{' '}
            <a href={publicPathOf(model)}>Read version {minutes.versions[0]?.version}</a>, which
            stands now.
          </p>
        </Warning>
      ) : null}
      <SummaryList
        rows={[
          { key: 'When', value: whenWords(model) },
          ...(meeting.called_by
            ? [
                {
                  key: 'Called by',
                  value: `${meeting.called_by}, under ${meeting.called_under}. Why it could not wait: ${meeting.called_why}`,
                },
              ]
            : []),
          {
            key: 'Where',
            value: [modeWords[meeting.mode], meeting.venue].filter(Boolean).join(', '),
          },
          ...(held || meeting.became ? [] : [{ key: 'How to attend', value: attendWords(model) }]),
          {
            key: 'Notice',
            value: <Notices notices={notices} came={meeting.came_public} />,
          },
          ...(model.recording && (model.recording.live_address || model.recording.published_on)
            ? [{ key: 'Watch', value: <Watch model={model} today={today} /> }]
            : []),
          ...(shown || meeting.day > today || meeting.became
            ? []
            : [{ key: 'Minutes', value: awaitedWords(model, today) }]),
        ]}
      />
      {shown ? <OnThisPage /> : null}
      {slots.pack?.view}
      {shown ? <PublishedView model={model} /> : null}
      {slots.questions?.view}
      {slots.letters?.view}
      <p>
        <a href={`/meetings.ics?body=${body.slug}`}>Put this body’s meetings in your calendar</a>
      </p>
    </PublicPage>
  )
}

function Watch({ model, today }: { model: MeetingModel; today: Day }) {
  if (!model.recording) return null
  return (
    <WatchText
      recording={model.recording}
      day={model.meeting.day}
      today={today}
      terms={model.recordingTerms}
      minutesApprovedOn={approvedOn(model)}
    />
  )
}

const approvedOn = ({ minutes }: MeetingModel): Day | null => {
  const approved = minutes.shown?.content.approvals.find(({ step }) => step === 'approved')
  return approved ? day(approved.on) : null
}

const OnThisPage = () => (
  <nav aria-label="On this page">
    <ul className="nhsuk-list">
      {[
        ['decisions', 'What was decided'],
        ['quorum', 'Was there a quorum?'],
        ['attendance', 'Who was there'],
        ['minutes', 'Minutes, item by item'],
        ['versions', 'Versions published'],
      ].map(([anchor, words]) => (
        <li key={anchor}>
          <a href={`#${anchor}`}>{words}</a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Before publication: that minutes are awaited, and by when they are due (R-TOR-10). */
function awaitedWords({ minutesDue }: MeetingModel, today: Day): string {
  const begin = 'The minutes are not published yet.'
  if (!minutesDue) return `${begin} They will stand here.`
  return minutesDue.due < today
    ? `${begin} A draft was due by ${formatDay(minutesDue.due)} (${minutesDue.citation}).`
    : `${begin} A draft is due by ${formatDay(minutesDue.due)} (${minutesDue.citation}).`
}

function Notices({ notices, came }: { notices: readonly NoticeGiven[]; came: boolean }) {
  if (notices.length === 0)
    return (
      <>
        {came
          ? 'Notice of this day has not been given yet.'
          : 'No notice of this meeting is in this record.'}
      </>
    )
  return (
    <>
      {notices.map(notice => (
        <div key={notice.id}>
          <p className="nhsuk-u-margin-bottom-1">
            Given on <DayText day={notice.given_on} />
            {notice.manner
              ? `, ${notice.manner.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())}`
              : ''}
          </p>
          <Fold summary="Read the notice">
            {notice.text.split(/\n{2,}/).map(paragraph => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {notice.signed_by ? <p>{notice.signed_by}</p> : null}
          </Fold>
        </div>
      ))}
    </>
  )
}

function PublishedView({ model }: { model: MeetingModel }) {
  const { minutes, underProposed, proposed } = model
  const { shown } = minutes
  if (!shown) return null
  const { content } = shown
  const sittings = sittingsIn(content)
  const decisions = sittings.flatMap(({ sitting, within }) =>
    sitting.entries.flatMap(entry =>
      isPrivate(entry) ? [] : entry.decisions.map(decision => ({ entry, decision, within })),
    ),
  )
  return (
    <>
      <h2 className="nhsuk-heading-l" id="decisions">
        What was decided
      </h2>
      {decisions.length === 0 ? (
        <p>No decision is recorded in these minutes.</p>
      ) : (
        <ul className="nhsuk-list">
          {decisions.map(({ entry, decision, within }) => (
            <li key={decision.id}>
              <DecisionText decision={decision} />
              <DecisionStateText state={model.states(decision)} />
              <a href={`#${within}${anchorOf(entry.number)}`}>
                Item {entry.number}, {entry.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h2 className="nhsuk-heading-l" id="quorum">
        Was there a quorum?
      </h2>
      <HowItWent
        formal={content.formal}
        quorum={content.quorum}
        terms={content.terms}
        underProposed={underProposed}
        proposed={proposed}
        course={content.course}
      />
      <h2 className="nhsuk-heading-l" id="attendance">
        Who was there
      </h2>
      <SittingText sitting={content.sitting} />
      <AttendanceTables attendance={content.attendance} />
      <CourseOfMeeting course={content.course} meetingDay={content.meeting.day} />
      <h2 className="nhsuk-heading-l" id="minutes">
        Minutes
      </h2>
      <p>
        Version {shown.version}, published <DayText day={shown.published_on} />:{' '}
        {stateWords(shown.state)}. {content.standing}
      </p>
      <Approvals approvals={content.approvals} />
      <Corrections
        corrections={content.corrections}
        heading="Corrected since they were approved. The approval and any signature stand beneath the version before, which can be read below."
      />
      <Corrections
        corrections={content.agreedCorrections}
        heading="Corrections of earlier minutes that this meeting agreed"
      />
      {content.earlier?.map(sitting => (
        <EarlierSitting key={sitting.meeting.day} sitting={sitting} />
      ))}
      {content.earlier ? (
        <h3 className="nhsuk-heading-m">Last sitting, {formatDay(day(content.meeting.day))}</h3>
      ) : null}
      <GeneralDeclarations minutes={content} />
      {content.entries.map(entry => (
        <MinutedItem key={entry.number} entry={entry} />
      ))}
      <h2 className="nhsuk-heading-l" id="versions">
        Versions published
      </h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {minutes.versions.map(line => (
          <li key={line.version}>
            {line.version === shown.version ? (
              <strong>Version {line.version}</strong>
            ) : (
              <a href={`${publicPathOf(model)}?version=${line.version}`}>Version {line.version}</a>
            )}
            , <DayText day={line.published_on} />: {stateWords(line.state)}.{' '}
            {[...line.changes, line.note].filter(Boolean).join(' ')}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The sittings of a meeting, first to last, with what stands before the anchors of their items. */
const sittingsIn = (
  content: PublishedMinutes,
): readonly { readonly sitting: MinutedSitting; readonly within: string }[] => [
  ...(content.earlier ?? []).map(sitting => ({ sitting, within: withinOf(sitting) })),
  { sitting: content, within: '' },
]

const withinOf = ({ meeting }: MinutedSitting) => `sitting-${meeting.day}-`

/** A sitting before the last, where the meeting was adjourned: who was there, the quorum, and its items. */
function EarlierSitting({ sitting }: { sitting: MinutedSitting }) {
  const on = formatDay(day(sitting.meeting.day))
  return (
    <section>
      <h3 className="nhsuk-heading-m">Sitting of {on}, then adjourned</h3>
      <SittingText sitting={sitting.sitting} />
      {sitting.quorum ? (
        <>
          <p>
            <FormalityTag formal={sitting.formal} /> {sitting.quorum.present} present and{' '}
            {sitting.quorum.required} required.
          </p>
          <QuorumPanel quorum={sitting.quorum} caption={`Quorum on ${on}`} />
        </>
      ) : null}
      <AttendanceTables attendance={sitting.attendance} />
      <GeneralDeclarations minutes={sitting} />
      {sitting.entries.map(entry => (
        <MinutedItem key={entry.number} entry={entry} level={4} within={withinOf(sitting)} />
      ))}
    </section>
  )
}

// ── The same as JSON ────────────────────────────────────────────────────────

const quorumSchema = Type.Object({
  members: Type.Integer(),
  required: Type.Integer(),
  present: Type.Integer(),
  quorate: Type.Boolean(),
  limbs: Type.Array(
    Type.Object({
      name: Type.String(),
      required: Type.Integer(),
      present: Type.Integer(),
      met: Type.Boolean(),
    }),
  ),
  rule: Type.String(),
  citation: Type.String(),
  working: Type.Array(Type.String()),
  missing: Type.Array(Type.String()),
})
const maybe = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const personSchema = Type.Object({
  name: Type.String(),
  role: Type.String(),
  organisation: Type.String(),
  class: Type.String(),
  deputisingFor: Type.String(),
  remote: Type.Boolean(),
})

const amendmentSchema = Type.Object({
  text: Type.String(),
  mover: Type.String(),
  seconder: Type.String(),
  fate: Type.String(),
  vote: Type.String(),
})

const motionSchema = Type.Object({
  mover: Type.String(),
  seconder: Type.String(),
  moved: Type.String(),
  vote: Type.String(),
  named: maybe(
    Type.Object({
      for: Type.Array(Type.String()),
      against: Type.Array(Type.String()),
      abstain: Type.Array(Type.String()),
    }),
  ),
  amendments: Type.Array(amendmentSchema),
})

/** The motion behind a decision, as the JSON gives it; null where none was put in the room. */
export const motionJson = (
  motion: MinutedMotion | undefined,
): Type.Static<typeof motionSchema> | null =>
  motion
    ? {
        mover: motion.mover,
        seconder: motion.seconder,
        moved: motion.moved,
        vote: motion.vote,
        named: motion.named && {
          for: [...motion.named.for],
          against: [...motion.named.against],
          abstain: [...motion.named.abstain],
        },
        amendments: motion.amendments.map(({ text, mover, seconder, fate, vote }) => ({
          text,
          mover,
          seconder,
          fate,
          vote,
        })),
      }
    : null

export const decisionSchema = Type.Object({
  id: Type.String(),
  item: Type.String(),
  itemTitle: Type.String(),
  minuteNumber: Type.String(),
  verb: Type.String(),
  minuted: Type.String(),
  text: Type.String(),
  forBody: Type.String(),
  method: Type.String(),
  votes: maybe(
    Type.Object({ for: Type.Integer(), against: Type.Integer(), abstain: Type.Integer() }),
  ),
  castingVote: maybe(Type.String()),
  outcome: Type.String(),
  warnings: Type.Array(Type.String()),
  motion: maybe(motionSchema),
  state: Type.String(),
  stateInWords: Type.String(),
})

const meetingSchema = Type.Object({
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  date: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  startsAt: Type.String(),
  endsAt: maybe(Type.String()),
  mode: Type.String(),
  venue: Type.String(),
  note: Type.String(),
  called: maybe(Type.Object({ by: Type.String(), why: Type.String(), under: Type.String() })),
  page: Type.String(),
  notices: Type.Array(
    Type.Object({ givenOn: Type.String(), manner: Type.String(), text: Type.String() }),
  ),
  state: Type.String(),
  standing: Type.String(),
  became: maybe(
    Type.Object({
      what: Type.String(),
      on: Type.String(),
      why: Type.String(),
      to: maybe(Type.Object({ date: Type.String(), page: Type.String() })),
    }),
  ),
  inPlaceOf: maybe(
    Type.Object({
      what: Type.String(),
      why: Type.String(),
      date: Type.String(),
      page: Type.String(),
    }),
  ),
  watch: maybe(
    Type.Object({
      live: Type.String(),
      recording: Type.String(),
      madeBy: Type.String(),
      captionedOn: maybe(Type.String()),
      deletionDue: maybe(Type.String()),
      deletedOn: maybe(Type.String()),
    }),
  ),
  changedTimesOrPlaces: Type.Array(
    Type.Object({
      on: Type.String(),
      why: Type.String(),
      startsAt: Type.String(),
      mode: Type.String(),
      venue: Type.String(),
    }),
  ),
  minutesDue: maybe(Type.String()),
  formal: maybe(Type.String()),
  judgedBy: maybe(Type.String()),
  quorum: maybe(quorumSchema),
  quorumUnderProposedTerms: maybe(quorumSchema),
  attendance: maybe(
    Type.Object({
      members: Type.Array(personSchema),
      participants: Type.Array(personSchema),
      inAttendance: Type.Array(personSchema),
      apologies: Type.Array(personSchema),
      absent: Type.Array(personSchema),
    }),
  ),
  course: Type.Array(Type.Object({ day: Type.String(), time: Type.String(), text: Type.String() })),
  decisions: Type.Array(decisionSchema),
  minutes: maybe(
    Type.Object({
      version: Type.Integer(),
      state: Type.String(),
      publishedOn: Type.String(),
      approvals: Type.Array(
        Type.Object({
          step: Type.String(),
          on: Type.String(),
          name: Type.String(),
          role: Type.String(),
        }),
      ),
      corrections: Type.Array(
        Type.Object({
          item: Type.String(),
          was: Type.String(),
          reads: Type.String(),
          why: Type.String(),
          agreedOn: Type.String(),
        }),
      ),
      items: Type.Array(
        Type.Object({
          number: Type.String(),
          title: maybe(Type.String()),
          minuteNumber: maybe(Type.String()),
          text: maybe(Type.String()),
          privateReason: maybe(Type.String()),
          actions: Type.Array(
            Type.Object({
              number: Type.Integer(),
              owner: Type.String(),
              text: Type.String(),
              deadline: Type.String(),
            }),
          ),
        }),
      ),
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          state: Type.String(),
          publishedOn: Type.String(),
          changes: Type.Array(Type.String()),
          note: Type.String(),
        }),
      ),
    }),
  ),
  pack: Type.Unknown(),
  questions: Type.Unknown(),
  correspondence: Type.Unknown(),
})

const personJson = ({ person: _, note: __, ...rest }: MinutedPerson) => rest

function meetingJson(model: MeetingModel, { today }: Visit): Type.Static<typeof meetingSchema> {
  const { body, meeting, minutes, minutesDue, slots } = model
  const { shown } = minutes
  const content = shown?.content
  const attendance = content?.attendance
  const pageOf = (slug: string) => `/meetings/${body.slug}/${slug}`
  return {
    body: { slug: body.slug, name: body.name },
    date: meeting.day,
    kind: meeting.kind,
    title: nameOfMeeting(model),
    startsAt: meeting.starts_at.slice(0, 5),
    endsAt: meeting.ends_at?.slice(0, 5) ?? null,
    mode: meeting.mode,
    venue: meeting.venue,
    note: meeting.note,
    called: meeting.called_by
      ? { by: meeting.called_by, why: meeting.called_why, under: meeting.called_under }
      : null,
    page: publicPathOf(model),
    notices: model.notices.map(notice => ({
      givenOn: notice.given_on,
      manner: notice.manner,
      text: notice.text,
    })),
    state: shown
      ? 'minutes published'
      : meeting.became
        ? meeting.became
        : meeting.day > today
          ? 'to come'
          : meeting.day === today
            ? 'today'
            : 'held, minutes awaited',
    standing: standingOf(meeting, today),
    became: meeting.became
      ? {
          what: meeting.became,
          on: meeting.became_on ?? '',
          why: meeting.became_why,
          to: model.later ? { date: model.later.day, page: pageOf(model.later.slug) } : null,
        }
      : null,
    inPlaceOf: model.earlier?.became
      ? {
          what: model.earlier.became,
          why: model.earlier.became_why,
          date: model.earlier.day,
          page: pageOf(model.earlier.slug),
        }
      : null,
    watch: model.recording
      ? {
          live: model.recording.live_address,
          recording: model.recording.address,
          madeBy: model.recording.made_by,
          captionedOn: model.recording.captioned_on,
          deletionDue: deletionDue(model.recordingTerms, {
            day: meeting.day,
            minutesApprovedOn: approvedOn(model),
          }),
          deletedOn: model.recording.deleted_on,
        }
      : null,
    changedTimesOrPlaces: meeting.shifts.map(({ on, why, was }) => ({
      on,
      why,
      startsAt: was.startsAt.slice(0, 5),
      mode: was.mode,
      venue: was.venue,
    })),
    minutesDue: minutesDue?.due ?? null,
    formal: content?.formal ?? null,
    judgedBy: content?.terms ?? null,
    quorum: quorumJson(content?.quorum ?? null),
    quorumUnderProposedTerms: quorumJson(model.underProposed ?? null),
    attendance: attendance
      ? {
          members: attendance.members.map(personJson),
          participants: attendance.participants.map(personJson),
          inAttendance: attendance.inAttendance.map(personJson),
          apologies: attendance.apologies.map(personJson),
          absent: attendance.absent.map(personJson),
        }
      : null,
    course: (content?.course ?? []).map(({ day: on, time: clock, text }) => ({
      day: on,
      time: clock,
      text,
    })),
    decisions: (content ? sittingsIn(content) : []).flatMap(({ sitting }) =>
      sitting.entries.flatMap(entry =>
        isPrivate(entry)
          ? []
          : entry.decisions.map(decision => ({
              ...decision,
              warnings: [...decision.warnings],
              motion: motionJson(decision.motion),
              item: entry.number,
              itemTitle: entry.title,
              minuteNumber: entry.minuteNumber,
              state: model.states(decision).state,
              stateInWords: model.states(decision).words,
            })),
      ),
    ),
    minutes:
      shown && content
        ? {
            version: shown.version,
            state: shown.state,
            publishedOn: shown.published_on,
            approvals: [...content.approvals],
            corrections: (content.corrections ?? []).map(
              ({ number, was, reads, why, agreedOn }) => ({
                item: number,
                was,
                reads,
                why,
                agreedOn,
              }),
            ),
            items: sittingsIn(content)
              .flatMap(({ sitting }) => sitting.entries)
              .map(entry =>
                isPrivate(entry)
                  ? {
                      number: entry.number,
                      title: null,
                      minuteNumber: null,
                      text: null,
                      privateReason: entry.privateReason,
                      actions: [],
                    }
                  : {
                      number: entry.number,
                      title: entry.title,
                      minuteNumber: entry.minuteNumber,
                      text: entry.text,
                      privateReason: null,
                      actions: [...entry.actions],
                    },
              ),
            versions: minutes.versions.map(line => ({
              version: line.version,
              state: line.state,
              publishedOn: line.published_on,
              changes: [...line.changes],
              note: line.note,
            })),
          }
        : null,
    pack: slots.pack?.json ?? null,
    questions: slots.questions?.json ?? null,
    correspondence: slots.letters?.json ?? null,
  }
}

const quorumJson = (quorum: Quorum | null) =>
  quorum && {
    ...quorum,
    limbs: quorum.limbs.map(limb => ({ ...limb })),
    working: [...quorum.working],
    missing: [...quorum.missing],
  }
