import type { ReactNode } from 'react'
import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { type Task, TaskList } from '../../design/task-list.tsx'
import { TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import { Working } from '../../design/working.tsx'
import { formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import { formPage, type Page, type Values, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import type { Warning } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { listPlaces, type Place } from '../bodies/read-place.ts'
import { agendaWarnings } from './agenda.rules.ts'
import { amendMeeting } from './amend-meeting.ts'
import { ExpectedQuorumBlock } from './expected-quorum.view.tsx'
import { comingAfter } from './forward-plan.rules.ts'

import { progressFor, readProgress } from './list-meetings.ts'
import { meetingKinds, meetingModes } from './meeting.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import {
  SavedMeanwhile,
  StandingTag,
  timeInWords,
  WarningList,
  whenAndWhere,
} from './meeting-parts.view.tsx'
import { invitationsPathOf, nameOfMeeting, publicPathOf, workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { remoteWarnings } from './notice.rules.ts'
import { noticesMissing, type StandingDeadline, standingsOf } from './progress.rules.ts'
import { agendaFactsOf, readAgenda } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { type Expectation, readExpectation } from './read-expected-quorum.ts'
import { replyOf } from './read-invitations.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { readPlanFor } from './read-plan.ts'
import { listSignOffs, readAgendaLines } from './read-sign-offs.ts'
import {
  DeadlinesToCheck,
  PlaceField,
  placeFrom,
  WorriesToAccept,
  worriesReadIn,
} from './schedule-meeting.page.tsx'

import { standingOfSignOff } from './sign-off.rules.ts'
import { SignOffTag } from './sign-off.view.tsx'
import { isOff } from './standing.rules.ts'

/** What later rooms have to say on a meeting's page: their tasks, such as the pack, and more. */
export type MeetingOverviewSlots = {
  /** After the tasks of before the meeting. */
  readonly tasks?: (visit: Visit, of: MeetingOfBody) => Promise<readonly Task[]>
  /** Below the tasks: a body's duties, a meeting's questions. */
  readonly below?: (visit: Visit, of: MeetingOfBody) => Promise<ReactNode>
}

async function readOverview(visit: Visit, slots: MeetingOverviewSlots) {
  const of = await meetingOf(visit)
  const { db, viewer, today } = visit
  const { body, meeting } = of
  const maySeePrivate = viewer?.may('see private papers', body.id) ?? false
  const items = await readAgenda(db, meeting.id, { private: maySeePrivate })
  const progress = progressFor(
    (await readProgress(db, [meeting.id])).get(meeting.id),
    maySeePrivate,
  )
  const deadlines = await readDeadlineFacts(db, body, meeting)
  const facts = { ...progress, today, kind: meeting.kind, became: meeting.became, deadlines }
  const signOffs = await listSignOffs(db, meeting.id)
  const planned = await readPlanFor(db, meeting)
  return {
    of,
    items,
    facts,
    deadlines: standingsOf(facts),
    warnings: [
      ...remoteWarnings({ day: meeting.day, regime: body.regime, mode: meeting.mode }),
      ...agendaWarnings(
        agendaFactsOf(meeting, items, {
          forwardPlanInPack: deadlines.terms?.forwardPlanInPack ?? false,
          forwardPlan: comingAfter(planned, meeting.day).length > 0,
        }),
      ),
    ] as readonly Warning[],
    signOff: standingOfSignOff(signOffs, await readAgendaLines(db, meeting.id)),
    signOffWanted: (deadlines.terms?.agendaSignOff ?? null) !== null || signOffs.length > 0,
    tasks: (await slots.tasks?.(visit, of)) ?? [],
    below: await slots.below?.(visit, of),
    // Replies are for the clerk and the chair.
    expectation:
      meeting.day >= today && (viewer?.may('see replies', body.id) ?? false)
        ? await readExpectation(db, meeting, visit.now)
        : undefined,
    mayArrange: viewer?.may('arrange meetings', body.id) ?? false,
  }
}

type Overview = Awaited<ReturnType<typeof readOverview>>

const waiting = (words: string) => <StatusTag>{words}</StatusTag>

/** What has to be done before a meeting, each state derived from the facts. */
function tasksOf(overview: Overview): Task[] {
  const { of, items, facts, deadlines, signOff, signOffWanted, tasks, expectation } = overview
  const at = workPathOf(of)
  const standing = (key: string) => deadlines.find(deadline => deadline.key === key)
  const withDue = (deadline: StandingDeadline | undefined) =>
    deadline ? { hint: `Due ${formatDay(deadline.due)}` } : {}
  const notice = standing('notice')
  const papers = standing('papers')
  const minutes = standing('minutes')
  const missing = noticesMissing(facts)
  return [
    {
      title: missing.length > 0 ? `Give ${missing.join(' and ')}` : 'Notice given',
      href: `${at}/notice`,
      status: notice ? <StandingTag dated standing={notice.standing} /> : waiting('Not given'),
      ...withDue(notice),
    },
    {
      title: 'Build the agenda',
      href: `${at}/agenda`,
      status:
        items.length > 0 ? (
          <StatusTag colour="green">{opening(countOf(items.length, 'item'))}</StatusTag>
        ) : (
          waiting('No items yet')
        ),
    },
    ...(signOffWanted
      ? [
          {
            title: 'Have the agenda signed off',
            href: `${at}/sign-off`,
            status: <SignOffTag state={signOff.state} />,
            ...(signOff.state === 'not signed off' ? {} : { hint: signOff.words }),
          },
        ]
      : []),
    {
      title: 'Take in papers',
      href: `${at}/agenda`,
      status: papers ? (
        <StandingTag dated standing={papers.standing} />
      ) : (
        papersWithoutDay(facts.papers)
      ),
      ...withDue(papers),
    },
    ...tasks,
    ...(expectation ? [invitingTask(of, expectation)] : []),
    ...(minutes
      ? [
          {
            title: 'Draft the minutes',
            href: `${at}/minutes`,
            status: <StandingTag dated standing={minutes.standing} />,
            ...withDue(minutes),
          },
        ]
      : []),
  ]
}

/** 'Invite the members': who is not asked yet, or who has not replied. */
function invitingTask(of: MeetingOfBody, { round, rounds, members }: Expectation): Task {
  const asked = new Set(round?.invited.map(({ invitation }) => invitation.person_id))
  const left = members.filter(person => !asked.has(person)).length
  const silent = round?.invited.filter(invited => !replyOf(invited)).length ?? 0
  return {
    title: 'Invite the members',
    href: invitationsPathOf(of),
    status: !round ? (
      rounds.length > 0 ? (
        <StatusTag colour="amber">Changed: ask anew</StatusTag>
      ) : (
        waiting('Not invited')
      )
    ) : left > 0 ? (
      <StatusTag colour="amber">{opening(countOf(left, 'member'))} not invited</StatusTag>
    ) : (
      <StatusTag colour={silent === 0 ? 'green' : 'blue'}>
        {silent === 0
          ? 'All have replied'
          : `${opening(countOf(silent, 'reply', 'replies'))} to come`}
      </StatusTag>
    ),
  }
}

const papersWithoutDay = (papers: readonly unknown[]) =>
  papers.length > 0 ? (
    <StatusTag colour="green">{opening(countOf(papers.length, 'paper'))}</StatusTag>
  ) : (
    waiting('None yet')
  )

const Deadline = ({ deadline }: { deadline: StandingDeadline }) => (
  <>
    <p className="nhsuk-u-margin-bottom-2">
      <DayText day={deadline.due} form="full" /> <StandingTag dated standing={deadline.standing} />
    </p>
    {deadline.reckoned.warnings.map(warning => (
      <p key={warning}>{warning}</p>
    ))}
    <Working
      summary="How the day was counted"
      steps={deadline.reckoned.working.map(({ day, counted, why }) => ({
        what: formatDayWithWeekday(day),
        result: counted ? why : `Not counted: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
      }))}
      rule={deadline.rule}
      citation={deadline.citation}
    />
  </>
)

const factsOf = (of: MeetingOfBody) => {
  const { meeting } = of
  return [
    {
      key: 'When',
      value: `${formatDayWithWeekday(meeting.day)}, ${timeInWords(meeting.starts_at)}${meeting.ends_at ? ` to ${timeInWords(meeting.ends_at)}` : ''}`,
    },
    { key: 'Kind', value: `${opening(meeting.kind)}, ${meeting.mode}` },
    { key: 'Venue', value: meeting.venue || 'None: held remotely' },
    ...(meeting.joining === '' ? [] : [{ key: 'How to join', value: meeting.joining }]),
    ...(meeting.note === '' ? [] : [{ key: 'Note', value: meeting.note }]),
  ]
}

const readForChange = async (visit: Visit) => ({
  of: await meetingOf(visit),
  places: await listPlaces(visit.db),
})

const readArrangement = (values: Values, of: MeetingOfBody, places: readonly Place[]) => {
  const form = reading(values)
  return form.outcome({
    meeting: of.meeting.id,
    version: form.number('version', { from: 1, to: 1_000_000, called: 'The version' }, 'Reload.'),
    day: form.day('day', 'Enter the day of the meeting.'),
    startsAt: form.time('startsAt', 'Enter when it starts.'),
    endsAt: form.optionalTime('endsAt'),
    kind: form.choice('kind', meetingKinds, 'Choose what kind of meeting it is.'),
    mode: form.choice('mode', meetingModes, 'Choose how it is held.'),
    venue: form.optionalText('venue'),
    // A program that says nothing of the Place leaves it as it is.
    place: values.place === undefined ? undefined : placeFrom(form, places),
    title: form.optionalText('title'),
    joining: form.optionalText('joining'),
    note: form.optionalText('note'),
    deadlinesToCheck: form.ticked('deadlinesToCheck'),
    worriesRead: worriesReadIn(values),
  })
}

/** One meeting's overview in the workspace, and the form that changes its arrangements. */
export const meetingOverviewPages = (slots: MeetingOverviewSlots = {}): Page[] => [
  workPage({
    path: '/work/meetings/:body/:date',
    needs: forMeeting('see drafts'),
    read: visit => readOverview(visit, slots),
    view: overview => {
      const { of, deadlines, warnings, mayArrange, below, facts, expectation } = overview
      const isPublic =
        (facts.notices.length > 0 || of.meeting.came_public) && of.meeting.kind !== 'workshop'
      return (
        <MeetingFrame of={of} title="Overview">
          <p className="nhsuk-body-l">{whenAndWhere(of.meeting)}</p>
          <ButtonRow>
            {facts.today === of.meeting.day ? (
              <ButtonLink href={`${workPathOf(of)}/room`} small>
                In the room
              </ButtonLink>
            ) : null}
            <ButtonLink href={`${workPathOf(of)}/read`} kind="secondary" small>
              Read the papers
            </ButtonLink>
            {mayArrange ? (
              <ButtonLink href={`${workPathOf(of)}/change`} kind="secondary" small>
                Change the arrangements
              </ButtonLink>
            ) : null}
            {mayArrange && of.earlier ? (
              <ButtonLink href={`${workPathOf(of)}/take-over`} kind="secondary" small>
                Take over the agenda
              </ButtonLink>
            ) : null}
            {isPublic ? <a href={publicPathOf(of)}>See the public page</a> : null}
          </ButtonRow>
          {isOff(of.meeting) ? null : (
            <>
              <h2 className="nhsuk-heading-m">What is to be done</h2>
              <TaskList id="tasks" tasks={tasksOf(overview)} />
              <WarningList heading="Worth a look" warnings={warnings} />
              {expectation ? (
                <ExpectedQuorumBlock expectation={expectation} href={invitationsPathOf(of)} />
              ) : null}
              <h2 className="nhsuk-heading-m">Deadlines</h2>
              <SummaryList
                rows={deadlines.map(deadline => ({
                  key: deadline.title,
                  value: <Deadline deadline={deadline} />,
                }))}
              />
            </>
          )}
          {below}
          <h2 className="nhsuk-heading-m">Arrangements</h2>
          <SummaryList rows={factsOf(of)} />
        </MeetingFrame>
      )
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/change',
    needs: forMeeting('arrange meetings'),
    summary: 'Changes when, where and how a meeting is held.',
    read: readForChange,
    changes: { what: 'this meeting', version: ({ of }) => of.meeting.version },
    values: ({ of: { meeting }, places }) => ({
      title: meeting.title,
      day: meeting.day,
      startsAt: meeting.starts_at,
      endsAt: meeting.ends_at ?? '',
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
      place: places.find(({ id }) => id === meeting.place_id)?.slug ?? '',
      joining: meeting.joining,
      note: meeting.note,
    }),
    view: ({ of, places }, form) => (
      <MeetingFrame of={of} title="Change the arrangements" refusals={form.refusals}>
        <SavedMeanwhile
          form={form}
          rows={[{ key: 'Meeting', value: nameOfMeeting(of) }, ...factsOf(of)]}
        />
        <p>
          Once notice was given, another day, hour or place is a{' '}
          <a href={`${workPathOf(of)}/otherwise/move`}>move, with its reason</a>.
        </p>
        <Form values={form.values}>
          <TextField
            name="title"
            label="Title (optional)"
            hint="Such as ‘Joint seminar’; without one it is called a meeting"
          />
          <DateField name="day" label="Day of the meeting" />
          <DeadlinesToCheck {...form} />
          <TimeField name="startsAt" label="Starts" />
          <TimeField name="endsAt" label="Ends (optional)" />
          <WorriesToAccept {...form} />
          <RadioField
            name="kind"
            label="Kind of meeting"
            options={meetingKinds.map(kind => ({ value: kind, text: opening(kind) }))}
          />
          <RadioField
            name="mode"
            label="How it is held"
            options={meetingModes.map(mode => ({ value: mode, text: opening(mode) }))}
          />
          <PlaceField places={places} />
          <TextField name="venue" label="Venue" hint="May be empty if it is held remotely" />
          <TextArea
            name="joining"
            label="How to join (optional)"
            hint="Shown to members only"
            rows={3}
          />
          <TextArea name="note" label="Note for the record (optional)" rows={3} />
          <ButtonRow>
            <SubmitButton>Save the arrangements</SubmitButton>
            <a href={workPathOf(of)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, places }) => {
      const input = readArrangement(values, of, places)
      if (!input.ok) return input
      const outcome = await amendMeeting(acting, input.value)
      return outcome.ok
        ? { ok: true, value: workPathOf({ body: of.body, meeting: outcome.value }) }
        : outcome
    },
  }),
]
