import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { SelectField, TextArea } from '../../design/text-fields.tsx'
import { Tracker } from '../../design/tracker.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import { closeAction } from '../actions/close-action.ts'
import { findTrackerReview } from '../actions/find-tracker-review.ts'
import { listActions, type TrackedAction } from '../actions/list-actions.ts'
import { ActionFields, readActionFields } from '../actions/raise-action.fields.tsx'
import { raiseAction } from '../actions/raise-action.ts'
import { readActionAt } from '../actions/read-action.ts'
import { reviewTracker } from '../actions/review-tracker.ts'
import { maySeeAction } from '../actions/see-actions.ts'
import { trackerRow } from '../actions/tracker-row.tsx'
import { listPersons, type Person } from '../people/read-person.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { type Item, listItems } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { type Formality, mannerFrom, readQuorum } from './read-quorum.ts'

const pathOf = (of: MeetingOfBody) => `${workPathOf(of)}/actions`

type TrackerAtMeeting = {
  readonly of: MeetingOfBody
  readonly actions: readonly TrackedAction[]
  readonly formal: Formality
  /** Whether attendance is in the record, so that the quorum is known. */
  readonly quorumKnown: boolean
  readonly reviewed: boolean
}

async function readTrackerAt(visit: Visit): Promise<TrackerAtMeeting> {
  const of = await meetingOf(visit)
  const { db, today, viewer } = visit
  const [actions, quorum, review] = await Promise.all([
    listActions(db, { bodies: [of.body.id], day: today, closed: { limit: 50, offset: 0 } }),
    readQuorum(db, of.meeting.id),
    findTrackerReview(db, of.body.id, of.meeting.id),
  ])
  return {
    of,
    actions: actions.filter(action => maySeeAction(viewer, action)),
    formal: quorum.formal,
    quorumKnown: quorum.quorum !== null || of.meeting.kind === 'workshop',
    reviewed: review !== undefined,
  }
}

/** Whether the owner asks this meeting, or the next one, to close it. */
const isProposed = ({ state }: TrackedAction) => state.state === 'complete'

function ReviewPart({ model, may }: { model: TrackerAtMeeting; may: boolean }) {
  const { of, formal, quorumKnown, reviewed } = model
  if (reviewed)
    return (
      <Notice>
        <p>
          This meeting went through the tracker.{' '}
          {formal === 'quorate'
            ? 'It may close what is complete.'
            : 'It was not quorate, so closure waits for the next quorate meeting.'}
        </p>
      </Notice>
    )
  if (!quorumKnown)
    return (
      <Warning heading="Attendance first">
        <p>
          Only a quorate meeting closes actions.{' '}
          <a href={`${workPathOf(of)}/attendance`}>Record who was there</a>, then come back.
        </p>
      </Warning>
    )
  return may ? (
    <ActButton action={`${pathOf(of)}/review`} kind="primary" small={false}>
      Record that the meeting went through the tracker
    </ActButton>
  ) : null
}

const trackerAtMeeting = workPage({
  path: '/work/meetings/:body/:date/actions',
  needs: forMeeting('report on actions'),
  read: readTrackerAt,
  view: (model, { today, acting }) => {
    const { of, actions, reviewed, formal } = model
    const open = actions.filter(({ closure }) => closure === null)
    const here = actions.filter(({ closure }) => closure?.meeting === of.meeting.id)
    const mayClose = acting.may('close actions', of.body.id)
    const rowsOf = (these: readonly TrackedAction[], closing = false) =>
      these.map(action =>
        trackerRow(action, {
          today,
          href:
            closing && reviewed && mayClose && formal === 'quorate'
              ? `${pathOf(of)}/${action.number}/close`
              : `/work/actions/${of.body.slug}/${action.number}`,
        }),
      )
    const proposed = open.filter(isProposed)
    return (
      <MeetingFrame of={of} title="Actions">
        {acting.may('raise actions', of.body.id) ? (
          <ButtonRow>
            <ButtonLink href={`${pathOf(of)}/new`}>Raise an action at an item</ButtonLink>
          </ButtonRow>
        ) : null}
        {today < of.meeting.day ? (
          <Notice>
            <p>
              The meeting is on <DayText day={of.meeting.day} form="full" />. It can close actions
              from that day.
            </p>
          </Notice>
        ) : (
          <ReviewPart model={model} may={mayClose} />
        )}
        <h2>Proposed for closure ({proposed.length})</h2>
        {proposed.length === 0 ? (
          <Empty>No owner has reported an action complete.</Empty>
        ) : (
          <Tracker rows={rowsOf(proposed, true)} />
        )}
        <h2>Otherwise open ({open.length - proposed.length})</h2>
        {open.length === proposed.length ? (
          <Empty>No other action is open.</Empty>
        ) : (
          <Tracker rows={rowsOf(open.filter(action => !isProposed(action)))} />
        )}
        {here.length === 0 ? null : (
          <>
            <h2>Closed by this meeting ({here.length})</h2>
            <Tracker rows={rowsOf(here)} />
          </>
        )}
      </MeetingFrame>
    )
  },
})

type RaisingAt = {
  readonly of: MeetingOfBody
  readonly items: readonly Item[]
  readonly persons: readonly Person[]
}

const raiseAtMeeting = formPage({
  path: '/work/meetings/:body/:date/actions/new',
  needs: forMeeting('raise actions'),
  summary: 'Raises an action at an item of a meeting, on the tracker of its body.',
  read: async (visit): Promise<RaisingAt> => {
    const of = await meetingOf(visit)
    const mayPrivate = visit.acting.may('see private papers', of.body.id)
    return {
      of,
      items: await listItems(visit.db, of.meeting.id, { private: mayPrivate }),
      persons: await listPersons(visit.db),
    }
  },
  values: (_model, { query }) => ({ item: textOf(query, 'item'), audience: 'public' }),
  view: ({ of, items, persons }, { values, refusals }) => (
    <MeetingFrame
      of={of}
      title="Raise an action"
      refusals={refusals}
      crumbs={[{ text: 'Actions', href: pathOf(of) }]}
    >
      <Form values={values}>
        <SelectField
          name="item"
          label="At which item"
          empty="Choose an item"
          options={items.map(({ id, number, title }) => ({
            value: id,
            text: `${number} ${title}`,
          }))}
        />
        <ActionFields persons={persons} />
        <SubmitButton>Raise it</SubmitButton>
      </Form>
    </MeetingFrame>
  ),
  submit: async (visit, values, { of, items }) => {
    const form = reading(values)
    const id = form.text('item', 'Choose the item at which it was raised.')
    const item = items.find(candidate => candidate.id === id)
    if (id !== '' && !item)
      form.refuse({ code: 'item-unknown', field: 'item', message: 'Choose an item of the agenda.' })
    const fields = readActionFields(form)
    // What comes of a private item is private too, unless the clerk said otherwise with a reason.
    if (item?.audience === 'private' && fields.audience === 'public')
      form.refuse({
        code: 'private-item',
        field: 'audience',
        message: `Item ${item.number} was taken in private: choose who may see the action, and say why.`,
      })
    const input = form.outcome(fields)
    if (!input.ok || !item) return input.ok ? refused() : input
    const outcome = await raiseAction(visit.acting, {
      ...input.value,
      body: of.body.id,
      itemTitle: item.title,
      raisedOn: of.meeting.day,
      source: { kind: 'agenda-item', id: item.id },
    })
    return outcome.ok ? { ok: true, value: pathOf(of) } : outcome
  },
})

const reviewAtMeeting = actPage({
  path: '/work/meetings/:body/:date/actions/review',
  needs: forMeeting('close actions'),
  summary: 'Records that a meeting went through the tracker of its body.',
  submit: async (visit): Promise<Outcome<string>> => {
    const of = await meetingOf(visit)
    const { formal } = await readQuorum(visit.db, of.meeting.id)
    const outcome = await reviewTracker(visit.acting, {
      body: of.body.id,
      meeting: of.meeting.id,
      day: of.meeting.day,
      kind: mannerFrom(formal),
    })
    return outcome.ok ? { ok: true, value: pathOf(of) } : outcome
  },
})

type Closing = { readonly of: MeetingOfBody; readonly action: TrackedAction }

const closeAtMeeting = formPage({
  path: '/work/meetings/:body/:date/actions/:number/close',
  needs: forMeeting('close actions'),
  summary: 'Closes an action because the meeting agreed, with evidence.',
  read: async (visit): Promise<Closing> => {
    const of = await meetingOf(visit)
    const number = Number(visit.params.number)
    return { of, action: await readActionAt(visit.db, of.body.id, number, visit.today) }
  },
  values: ({ of }) => ({ closedOn: of.meeting.day }),
  view: ({ of, action }, { values, refusals }, { today }) => (
    <MeetingFrame
      of={of}
      title={`Close action ${action.number}`}
      refusals={refusals}
      crumbs={[{ text: 'Actions', href: pathOf(of) }]}
    >
      <Tracker
        level={2}
        rows={[
          trackerRow(action, { today, href: `/work/actions/${of.body.slug}/${action.number}` }),
        ]}
      />
      <Form values={values}>
        <TextArea
          name="evidence"
          label="What shows that it was done"
          hint={`The meeting of ${formatDay(of.meeting.day)} closes it on this; it is published with the tracker.`}
          rows={3}
        />
        <DateField name="closedOn" label="Closed on" />
        <SubmitButton>Close the action</SubmitButton>
      </Form>
    </MeetingFrame>
  ),
  submit: async (visit, values, { of, action }) => {
    const form = reading(values)
    const input = form.outcome({
      action: action.id,
      meeting: of.meeting.id,
      evidence: form.optionalText('evidence'),
      closedOn: form.optionalDay('closedOn'),
    })
    if (!input.ok) return input
    const outcome = await closeAction(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathOf(of) } : outcome
  },
})

/** The tracker at one meeting: proposals for closure first, then the rest; raise, review, close. */
export const meetingActionPages = [
  trackerAtMeeting,
  raiseAtMeeting,
  reviewAtMeeting,
  closeAtMeeting,
]
