import type { ReactNode } from 'react'
import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
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
import { agendaWarnings } from './agenda.rules.ts'
import { amendMeeting } from './amend-meeting.ts'
import { progressFor, readProgress } from './list-meetings.ts'
import { meetingKinds, meetingModes } from './meeting.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import {
  SavedMeanwhile,
  StandingTag,
  timeInWords,
  versionFor,
  WarningList,
  whenAndWhere,
} from './meeting-parts.view.tsx'
import { nameOfMeeting, publicPathOf, workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { remoteWarnings } from './notice.rules.ts'
import { noticesMissing, type StandingDeadline, standingsOf } from './progress.rules.ts'
import { agendaFactsOf, readAgenda } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { DeadlinesToCheck } from './schedule-meeting.page.tsx'
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
  return {
    of,
    items,
    facts,
    deadlines: standingsOf(facts),
    warnings: [
      ...remoteWarnings({ day: meeting.day, regime: body.regime, mode: meeting.mode }),
      ...agendaWarnings(agendaFactsOf(meeting, items, deadlines.terms?.forwardPlanInPack ?? false)),
    ] as readonly Warning[],
    tasks: (await slots.tasks?.(visit, of)) ?? [],
    below: await slots.below?.(visit, of),
    mayArrange: viewer?.may('arrange meetings', body.id) ?? false,
  }
}

type Overview = Awaited<ReturnType<typeof readOverview>>

const waiting = (words: string) => <StatusTag>{words}</StatusTag>

/** What has to be done before a meeting, each state derived from the facts. */
function tasksOf({ of, items, facts, deadlines, tasks }: Overview): Task[] {
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

const readArrangement = (values: Values, of: MeetingOfBody) => {
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
    title: form.optionalText('title'),
    joining: form.optionalText('joining'),
    note: form.optionalText('note'),
    deadlinesToCheck: form.ticked('deadlinesToCheck'),
  })
}

/** One meeting's overview in the workspace, and the form that changes its arrangements. */
export const meetingOverviewPages = (slots: MeetingOverviewSlots = {}): Page[] => [
  workPage({
    path: '/work/meetings/:body/:date',
    needs: forMeeting('see drafts'),
    read: visit => readOverview(visit, slots),
    view: overview => {
      const { of, deadlines, warnings, mayArrange, below, facts } = overview
      const isPublic =
        (facts.notices.length > 0 || of.meeting.came_public) && of.meeting.kind !== 'workshop'
      return (
        <MeetingFrame of={of} title="Overview">
          <p className="nhsuk-body-l">{whenAndWhere(of.meeting)}</p>
          <ButtonRow>
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
    read: meetingOf,
    values: ({ meeting }) => ({
      version: String(meeting.version),
      title: meeting.title,
      day: meeting.day,
      startsAt: meeting.starts_at,
      endsAt: meeting.ends_at ?? '',
      kind: meeting.kind,
      mode: meeting.mode,
      venue: meeting.venue,
      joining: meeting.joining,
      note: meeting.note,
    }),
    view: (of, form) => (
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
          <HiddenField
            name="version"
            value={versionFor(form.values, form.refusals, of.meeting.version)}
          />
          <TextField
            name="title"
            label="Title (optional)"
            hint="Such as ‘Joint seminar’; without one it is called a meeting"
          />
          <DateField name="day" label="Day of the meeting" />
          <DeadlinesToCheck {...form} />
          <TimeField name="startsAt" label="Starts" />
          <TimeField name="endsAt" label="Ends (optional)" />
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
    submit: async ({ acting }, values, of) => {
      const input = readArrangement(values, of)
      if (!input.ok) return input
      const outcome = await amendMeeting(acting, input.value)
      return outcome.ok
        ? { ok: true, value: workPathOf({ body: of.body, meeting: outcome.value }) }
        : outcome
    },
  }),
]
