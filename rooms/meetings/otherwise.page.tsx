import type { ReactNode } from 'react'
import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  type FormState,
  formPage,
  type Page,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { done, NotFound, type Outcome, type Refusal } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { adjournToAnotherDay } from './adjourn-to-another-day.ts'
import { cancelMeeting } from './cancel-meeting.ts'
import { dropMeeting } from './drop-meeting.ts'
import { fixNewDay } from './fix-new-day.ts'
import { meetingModes } from './meeting.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { SavedMeanwhile, whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { moveMeeting } from './move-meeting.ts'
import { reasonsNotToTurn } from './otherwise.rules.ts'
import { postponeMeeting } from './postpone-meeting.ts'
import { type Item, listItems, maySeeItem } from './read-agenda.ts'
import type { Meeting, MeetingOfBody } from './read-meeting.ts'
import { readTurnFacts } from './read-turn-facts.ts'
import { DeadlinesToCheck } from './schedule-meeting.page.tsx'
import { type Turn, turns } from './standing.rules.ts'
import { takeOverItems } from './take-over-items.ts'

async function readTurns(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, today } = visit
  const { meeting } = of
  return {
    of,
    today,
    facts: await readTurnFacts(db, meeting),
  }
}

type TurnModel = Awaited<ReturnType<typeof readTurns>>

const turnPages: Readonly<
  Record<Turn, { readonly path: string; readonly title: string; readonly explained: string }>
> = {
  postponed: {
    path: 'postpone',
    title: 'Postpone the meeting',
    explained:
      'It will be held later: on a day that you give now, or on one to be fixed. The page of this day stays where it is and says so.',
  },
  moved: {
    path: 'move',
    title: 'Move the meeting',
    explained:
      'To another day, hour or place. On another day it has a page of its own, to which this one leads; on the same day this page says what had been announced. Notice is given again.',
  },
  cancelled: {
    path: 'cancel',
    title: 'Cancel the meeting',
    explained:
      'It will not be held. Its page stays where it is and says why. No attendance is taken and no minutes are owed.',
  },
  adjourned: {
    path: 'adjourn',
    title: 'Adjourn the meeting',
    explained:
      'It has begun and goes on another day, as one meeting: the same terms of reference judge both sittings, attendance is taken at each, and one set of minutes covers them.',
  },
}

const mayBecome = ({ facts, today }: TurnModel, turn: Turn): readonly Refusal[] =>
  reasonsNotToTurn(turn, facts, 'a reason', today)

const awaitsDay = ({ meeting, later }: MeetingOfBody) =>
  !later && (meeting.became === 'postponed' || meeting.became === 'adjourned')

function TurnsView({ model }: { model: TurnModel }) {
  const { of, facts } = model
  const at = workPathOf(of)
  const open = turns.filter(turn => mayBecome(model, turn).length === 0)
  const why = [
    ...new Set(turns.flatMap(turn => mayBecome(model, turn).map(({ message }) => message))),
  ]
  return (
    <>
      <p>
        Nothing is taken away silently: what was announced keeps its address, its papers and its
        notice, and says at the top what happened, and why.
      </p>
      {awaitsDay(of) ? (
        <ButtonRow>
          <ButtonLink href={`${at}/otherwise/new-day`}>Fix the new day</ButtonLink>
        </ButtonRow>
      ) : null}
      {open.map(turn => (
        <section key={turn}>
          <h2 className="nhsuk-heading-m">{turnPages[turn].title}</h2>
          <p>{turnPages[turn].explained}</p>
          <ButtonRow>
            <ButtonLink href={`${at}/otherwise/${turnPages[turn].path}`} kind="secondary" small>
              {turnPages[turn].title}
            </ButtonLink>
          </ButtonRow>
        </section>
      ))}
      {open.length === 0
        ? why.map(sentence => (
            <Notice key={sentence}>
              <p>{sentence}</p>
            </Notice>
          ))
        : null}
      {facts.announced || facts.attendanceRecorded ? null : (
        <section>
          <h2 className="nhsuk-heading-m">Drop the meeting</h2>
          <p>
            Nobody was told of it yet, so it may simply go from the calendar. The journal keeps what
            it was.
          </p>
          <ActButton action={`${at}/otherwise/drop`} kind="warning">
            Drop the meeting
          </ActButton>
        </section>
      )}
    </>
  )
}

const arrangementValues = ({ meeting }: MeetingOfBody): Values => ({
  startsAt: meeting.starts_at,
  endsAt: meeting.ends_at ?? '',
  mode: meeting.mode,
  venue: meeting.venue,
  joining: meeting.joining,
})

const readNewArrangement = (form: Reading) => ({
  day: form.day('day', 'Enter the new day.'),
  startsAt: form.time('startsAt', 'Enter when it starts.'),
  endsAt: form.optionalTime('endsAt'),
  mode: form.choice('mode', meetingModes, 'Choose how it is held.'),
  venue: form.optionalText('venue'),
  joining: form.optionalText('joining'),
  deadlinesToCheck: form.ticked('deadlinesToCheck'),
})

const ArrangementFields = ({ form }: { form: FormState }) => (
  <>
    <DateField name="day" label="Day" />
    <DeadlinesToCheck {...form} />
    <TimeField name="startsAt" label="Starts" />
    <TimeField name="endsAt" label="Ends (optional)" />
    <RadioField
      name="mode"
      label="How it is held"
      options={meetingModes.map(mode => ({ value: mode, text: opening(mode) }))}
    />
    <TextField name="venue" label="Venue" hint="May be empty if it is held remotely" />
    <TextArea name="joining" label="How to join (optional)" hint="Shown to members only" rows={3} />
  </>
)

const WhyField = () => (
  <TextArea
    name="why"
    label="Why"
    hint="For those who meant to come. It is published at the top of the page"
    rows={3}
  />
)

const crumbsOf = (of: MeetingOfBody) => [
  { text: 'If it goes otherwise', href: `${workPathOf(of)}/otherwise` },
]

const versionIn = (form: Reading) =>
  form.number('version', { from: 1, to: 1_000_000, called: 'The version' }, 'Reload.')

function TurnForm({
  turn,
  of,
  form,
  children,
  button,
}: {
  turn: Turn
  of: MeetingOfBody
  form: FormState
  children: ReactNode
  button: string
}) {
  return (
    <MeetingFrame
      of={of}
      title={turnPages[turn].title}
      refusals={form.refusals}
      crumbs={crumbsOf(of)}
      within="otherwise"
    >
      <p>{turnPages[turn].explained}</p>
      <SavedMeanwhile
        form={form}
        rows={[
          { key: 'Meeting', value: nameOfMeeting(of) },
          { key: 'When and where', value: whenAndWhere(of.meeting) },
        ]}
      />
      <Form values={form.values}>
        <WhyField />
        {children}
        <ButtonRow>
          <SubmitButton>{button}</SubmitButton>
          <a href={`${workPathOf(of)}/otherwise`}>Cancel</a>
        </ButtonRow>
      </Form>
    </MeetingFrame>
  )
}

/** On to the agenda that can be taken over, where there is a meeting in place of this one. */
const onward = ({ body }: MeetingOfBody, meeting: Meeting, next: Meeting | null) =>
  next ? `${workPathOf({ body, meeting: next })}/take-over` : workPathOf({ body, meeting })

/** A turn that may have a new day or leave it to be fixed. */
function laterPage(
  turn: 'postponed' | 'adjourned',
  act: typeof postponeMeeting,
  button: string,
): Page {
  return formPage({
    path: `/work/meetings/:body/:date/otherwise/${turnPages[turn].path}`,
    needs: forMeeting('arrange meetings'),
    summary: `Records that a meeting is ${turn}, to a day or to one to be fixed, and why.`,
    read: meetingOf,
    changes: { what: 'this meeting', version: of => of.meeting.version },
    values: of => ({ ...arrangementValues(of), when: 'known' }),
    view: (of, form) => (
      <TurnForm turn={turn} of={of} form={form} button={button}>
        <RadioField
          name="when"
          label="To which day"
          options={[
            {
              value: 'known',
              text: 'To a day that is known',
              reveal: <ArrangementFields form={form} />,
            },
            { value: 'open', text: 'To a day to be fixed' },
          ]}
        />
      </TurnForm>
    ),
    submit: async ({ acting }, values, of) => {
      const form = reading(values)
      const when = form.choice('when', ['known', 'open'] as const, 'Choose to which day.')
      const input = form.outcome({
        meeting: of.meeting.id,
        version: versionIn(form),
        why: form.text('why', 'Write why, for those who meant to come.'),
        ...(when === 'known' ? { to: readNewArrangement(form) } : {}),
      })
      if (!input.ok) return input
      const outcome = await act(acting, input.value)
      return outcome.ok ? done(onward(of, outcome.value.meeting, outcome.value.next)) : outcome
    },
  })
}

async function readTakeOver(visit: Visit) {
  const of = await meetingOf(visit)
  if (!of.earlier) throw new NotFound('This meeting takes the place of no other.')
  const may = visit.viewer?.may ?? (() => false)
  const own = await listItems(visit.db, of.meeting.id, { private: true })
  const items = (await listItems(visit.db, of.earlier.id, { private: true })).filter(item =>
    maySeeItem(may, item, of.body.id),
  )
  const taken = new Set(own.flatMap(({ carried_from }) => carried_from ?? []))
  return {
    of,
    earlier: of.earlier,
    open: items.filter(({ id }) => !taken.has(id)),
    taken: items.filter(({ id }) => taken.has(id)),
  }
}

const lineOf = ({ number, title }: Item) => `${number}. ${title}`

/** What a clerk does when a meeting does not go as it was announced. */
export const otherwisePages: Page[] = [
  workPage({
    path: '/work/meetings/:body/:date/otherwise',
    needs: forMeeting('arrange meetings'),
    read: readTurns,
    view: model => (
      <MeetingFrame of={model.of} title="If it goes otherwise">
        <TurnsView model={model} />
      </MeetingFrame>
    ),
  }),
  laterPage('postponed', postponeMeeting, 'Postpone the meeting'),
  laterPage('adjourned', adjournToAnotherDay, 'Adjourn the meeting'),
  formPage({
    path: '/work/meetings/:body/:date/otherwise/move',
    needs: forMeeting('arrange meetings'),
    summary: 'Moves a meeting that was announced to another day, hour or place, and says why.',
    read: meetingOf,
    changes: { what: 'this meeting', version: of => of.meeting.version },
    values: of => ({ ...arrangementValues(of), day: of.meeting.day }),
    view: (of, form) => (
      <TurnForm turn="moved" of={of} form={form} button="Move the meeting">
        <ArrangementFields form={form} />
      </TurnForm>
    ),
    submit: async ({ acting }, values, of) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: of.meeting.id,
        version: versionIn(form),
        why: form.text('why', 'Write why, for those who meant to come.'),
        to: readNewArrangement(form),
      })
      if (!input.ok) return input
      const outcome = await moveMeeting(acting, input.value)
      return outcome.ok ? done(onward(of, outcome.value.meeting, outcome.value.next)) : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/otherwise/cancel',
    needs: forMeeting('arrange meetings'),
    summary: 'Cancels a meeting that was announced, and says why.',
    read: meetingOf,
    changes: { what: 'this meeting', version: of => of.meeting.version },
    values: arrangementValues,
    view: (of, form) => (
      <TurnForm turn="cancelled" of={of} form={form} button="Cancel the meeting">
        {null}
      </TurnForm>
    ),
    submit: async ({ acting }, values, of) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: of.meeting.id,
        version: versionIn(form),
        why: form.text('why', 'Write why, for those who meant to come.'),
      })
      if (!input.ok) return input
      const outcome = await cancelMeeting(acting, input.value)
      return outcome.ok ? done(onward(of, outcome.value, null)) : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/otherwise/new-day',
    needs: forMeeting('arrange meetings'),
    summary: 'Fixes the day of a meeting that was put off to a day to be fixed.',
    read: meetingOf,
    changes: {
      what: 'this meeting',
      thing: of => `meeting/${of.meeting.id}`,
      stored: ({ meeting }) => [
        { label: 'Meeting', text: nameOfMeeting({ meeting }) },
        { label: 'When and where', text: whenAndWhere(meeting) },
      ],
    },
    values: arrangementValues,
    view: (of, form) => (
      <MeetingFrame
        of={of}
        title="Fix the new day"
        refusals={form.refusals}
        crumbs={crumbsOf(of)}
        within="otherwise"
      >
        <Form values={form.values}>
          <ArrangementFields form={form} />
          <SubmitButton>Fix the new day</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, of) => {
      const form = reading(values)
      const input = form.outcome({ meeting: of.meeting.id, to: readNewArrangement(form) })
      if (!input.ok) return input
      const outcome = await fixNewDay(acting, input.value)
      return outcome.ok ? done(onward(of, of.meeting, outcome.value)) : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/otherwise/drop',
    needs: forMeeting('arrange meetings'),
    summary: 'Drops a meeting of which nobody was told yet.',
    submit: async (visit): Promise<Outcome<string>> => {
      const { meeting } = await meetingOf(visit)
      const outcome = await dropMeeting(visit.acting, { meeting: meeting.id })
      return outcome.ok ? done('/work/meetings') : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/take-over',
    needs: forMeeting('set the agenda'),
    summary: 'Takes items, with their papers, over from the meeting whose place this one takes.',
    read: readTakeOver,
    values: ({ open }) => ({ items: open.map(({ id }) => id) }),
    view: ({ of, earlier, open, taken }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title="Take over the agenda"
        refusals={refusals}
        crumbs={[{ text: 'Agenda and papers', href: `${workPathOf(of)}/agenda` }]}
        within="agenda"
      >
        <p>
          Each item comes with its papers: the same files, which need not be handed in again. The
          agenda of {formatDay(earlier.day)} keeps its own.
        </p>
        {taken.length === 0 ? null : (
          <SummaryList
            rows={[{ key: 'Taken over already', value: taken.map(lineOf).join('; ') }]}
          />
        )}
        {open.length === 0 ? (
          <Empty>
            {taken.length === 0
              ? 'The earlier agenda had no items.'
              : 'Everything on the earlier agenda is taken over.'}
          </Empty>
        ) : (
          <Form values={values}>
            <CheckboxGroup
              name="items"
              label={`Items of ${formatDay(earlier.day)}`}
              options={open.map(item => ({
                value: item.id,
                text: lineOf(item),
                ...(item.audience === 'private' ? { hint: 'In private' } : {}),
              }))}
            />
            <ButtonRow>
              <SubmitButton>Take these items over</SubmitButton>
              <a href={`${workPathOf(of)}/agenda`}>Not now</a>
            </ButtonRow>
          </Form>
        )}
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const outcome = await takeOverItems(acting, {
        meeting: of.meeting.id,
        items: reading(values).list('items'),
      })
      return outcome.ok ? done(`${workPathOf(of)}/agenda`) : outcome
    },
  }),
]
