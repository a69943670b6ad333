import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import {
  ActButton,
  ButtonLink,
  ButtonRow,
  Form,
  HiddenField,
  SubmitButton,
} from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { Tracker, TrackerKey } from '../../design/tracker.tsx'
import { londonNow } from '../../platform/clock.ts'
import {
  actPage,
  formPage,
  type Needs,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound, NotPermitted, refused } from '../../platform/outcome.ts'
import { type Body, listBodies, readBodies, readBodyBySlug } from '../bodies/read-body.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { actionFacts } from './action.page.tsx'
import { reportWords, stateFromSlug, urgencyOf } from './action.rules.ts'
import type { StateName } from './action-state.rules.ts'
import { lastPublished, listActions, type TrackedAction } from './list-actions.ts'
import { publishTracker } from './publish-tracker.ts'
import { ActionFields, readActionFields } from './raise-action.fields.tsx'
import { raiseAction } from './raise-action.ts'
import { readActionAt } from './read-action.ts'
import { mayReportOn, reportOnAction } from './report-on-action.ts'
import { reviseDeadline } from './revise-deadline.ts'
import { maySeeAction } from './see-actions.ts'
import {
  countStates,
  DeadlineText,
  historyOf,
  keyItems,
  tagColour,
  trackerRow,
} from './tracker-row.tsx'

const crumb = { text: 'Actions', href: '/work/actions' }
const pathOf = (body: Body, { number }: Pick<TrackedAction, 'number'>) =>
  `/work/actions/${body.slug}/${number}`

async function bodiesWith({ db, viewer, today }: Visit, permission: string): Promise<Body[]> {
  const scopes = viewer?.scopesOf(permission) ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

type Overview = {
  readonly mine: readonly TrackedAction[]
  /** The trackers the visitor keeps, and their actions. */
  readonly kept: readonly Body[]
  readonly ofKept: readonly TrackedAction[]
  readonly bodies: ReadonlyMap<string, Body>
  readonly published: ReadonlyMap<string, Date>
  readonly view: 'mine' | 'all' | Body
  readonly state: StateName | undefined
}

async function readOverview(visit: Visit): Promise<Overview> {
  const { db, today, viewer, query } = visit
  const kept = await bodiesWith(visit, 'raise actions')
  const slug = textOf(query, 'body')
  const body = kept.find(candidate => candidate.slug === slug)
  const view = body ?? (textOf(query, 'show') === 'all' && kept.length > 0 ? 'all' : 'mine')
  const state = stateFromSlug(textOf(query, 'state'))
  const shown = body ? [body] : kept
  const [mine, ofKept, published] = await Promise.all([
    listActions(db, { owner: viewer?.person ?? '', day: today, list: 'open' }),
    view === 'mine'
      ? []
      : listActions(db, {
          bodies: shown.map(({ id }) => id),
          day: today,
          closed: { limit: 50, offset: 0 },
        }),
    lastPublished(
      db,
      kept.map(({ id }) => id),
    ),
  ])
  return {
    mine,
    kept,
    ofKept: ofKept.filter(action => maySeeAction(viewer, action)),
    bodies: await readBodies(
      db,
      [...mine, ...ofKept].map(action => action.body),
    ),
    published,
    view,
    state,
  }
}

function KeptTracker({
  model,
  rowsOf,
}: {
  model: Overview
  rowsOf: (all: readonly TrackedAction[]) => ReturnType<typeof trackerRow>[]
}) {
  const { ofKept, view, state, published } = model
  const at = typeof view === 'string' ? '/work/actions?show=all' : `/work/actions?body=${view.slug}`
  const shown = ofKept
    .filter(({ state: its }) => (state ? its.state === state : its.state !== 'closed'))
    .toSorted((one, other) => urgencyOf(one.state.state) - urgencyOf(other.state.state))
  const last = typeof view === 'string' ? undefined : published.get(view.id)
  return (
    <>
      <TrackerKey
        label="The key: show actions of one state"
        items={keyItems(countStates(ofKept), state, slug => `${at}&state=${slug}`)}
      />
      {typeof view === 'string' ? null : (
        <ButtonRow>
          <ActButton action={`/work/actions/${view.slug}/publish`}>
            Publish this tracker as it stands
          </ActButton>
          <p>
            {last ? (
              <>
                Published <DayText day={londonNow(last).day} />
              </>
            ) : (
              'Not published yet'
            )}
          </p>
        </ButtonRow>
      )}
      {shown.length === 0 ? (
        <Empty>{state ? `No action is ${state}.` : 'No action is open.'}</Empty>
      ) : (
        <Tracker rows={rowsOf(shown)} level={2} />
      )}
    </>
  )
}

const overviewPage = workPage({
  path: '/work/actions',
  needs: { permission: 'report on actions' },
  read: readOverview,
  view: (model, { today }) => {
    const { mine, kept, bodies, view } = model
    const rowsOf = (actions: readonly TrackedAction[]) =>
      actions.flatMap(action => {
        const body = bodies.get(action.body)
        return body ? [trackerRow(action, { today, body, href: pathOf(body, action) })] : []
      })
    return (
      <WorkPage title="Actions">
        <PageHeading title="Actions" />
        {kept.length === 0 ? null : (
          <>
            <ButtonRow>
              <ButtonLink href="/work/actions/new">Raise an action</ButtonLink>
            </ButtonRow>
            <TabLinks
              label="Whose actions"
              tabs={[
                {
                  text: 'Mine',
                  href: '/work/actions',
                  current: view === 'mine',
                  count: mine.length,
                },
                ...(kept.length === 1
                  ? []
                  : [
                      {
                        text: 'All trackers I keep',
                        href: '/work/actions?show=all',
                        current: view === 'all',
                      },
                    ]),
                ...kept.map(body => ({
                  text: body.name,
                  href: `/work/actions?body=${body.slug}`,
                  current: view === body,
                })),
              ]}
            />
          </>
        )}
        {view !== 'mine' ? (
          <KeptTracker model={model} rowsOf={rowsOf} />
        ) : mine.length === 0 ? (
          <Empty>You own no open action.</Empty>
        ) : (
          <Tracker rows={rowsOf(mine)} level={2} />
        )}
      </WorkPage>
    )
  },
})

type Raising = { readonly bodies: readonly Body[]; readonly persons: readonly Person[] }

const raisePage = formPage({
  path: '/work/actions/new',
  needs: { permission: 'raise actions' },
  summary: 'Raises an action on the tracker of a body.',
  read: async (visit): Promise<Raising> => ({
    bodies: await bodiesWith(visit, 'raise actions'),
    persons: await listPersons(visit.db),
  }),
  values: ({ bodies }, { query, today }): Values => ({
    body: textOf(query, 'body') || (bodies.length === 1 ? (bodies[0]?.slug ?? '') : ''),
    raisedOn: today,
    audience: 'public',
  }),
  view: ({ bodies, persons }, { values, refusals }) => (
    <WorkPage title="Raise an action" breadcrumbs={[crumb]} refusals={refusals}>
      <PageHeading
        title="Raise an action"
        lede="An action of a meeting is better raised on the meeting’s own page: it is then tied to its item."
      />
      <Form values={values}>
        <SelectField
          name="body"
          label="On the tracker of"
          empty="Choose a body"
          options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
        <ActionFields persons={persons} />
        <DateField name="raisedOn" label="Raised on" />
        <TextField
          name="number"
          label="Number (optional)"
          hint="Left empty, it takes the next number of the body."
          inputMode="numeric"
          width={4}
        />
        <SubmitButton>Raise it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { bodies }) => {
    const form = reading(values)
    const slug = form.text('body', 'Choose the body on whose tracker it goes.')
    const body = bodies.find(candidate => candidate.slug === slug)
    if (slug !== '' && !body)
      form.refuse({ code: 'body-unknown', field: 'body', message: 'Choose a body from the list.' })
    const input = form.outcome({
      ...readActionFields(form),
      raisedOn: form.day('raisedOn', 'Enter the day on which it was raised.'),
      number: form.optionalNumber('number', { from: 1, to: 99_999, called: 'The number' }),
    })
    if (!input.ok || !body) return input.ok ? refused() : input
    const outcome = await raiseAction(visit.acting, { ...input.value, body: body.id })
    return outcome.ok ? { ok: true, value: pathOf(body, outcome.value) } : outcome
  },
})

type OneAction = { readonly body: Body; readonly action: TrackedAction }

async function readOne({ db, params, today, viewer }: Visit): Promise<OneAction> {
  const body = await readBodyBySlug(db, params.body ?? '')
  const action = await readActionAt(db, body.id, Number(params.number), today)
  // To those who may not see it, a private action does not exist.
  if (!maySeeAction(viewer, action)) throw new NotFound('There is no action at this address.')
  return { body, action }
}

const inBody = (permission: string): Needs => ({
  permission,
  scope: async ({ db, params }) => (await readBodyBySlug(db, params.body ?? '')).id,
})

const crumbsOf = ({ body, action }: OneAction) => [
  crumb,
  { text: `Action ${action.number}`, href: pathOf(body, action) },
]

const onePage = workPage({
  path: '/work/actions/:body/:number',
  needs: inBody('report on actions'),
  read: readOne,
  view: ({ body, action }, { today, viewer, acting }) => (
    <WorkPage title={`Action ${action.number}, ${body.name}`} breadcrumbs={[crumb]}>
      <PageHeading
        caption={`Action ${action.number}, ${body.name}`}
        title={action.text}
        facts={[
          <StatusTag key="state" colour={tagColour(action.state.colour)}>
            {action.state.label}
          </StatusTag>,
          ...(action.audience === 'public' ? [] : [`Not public: ${action.privateReason}`]),
        ]}
      />
      {action.closure ? null : (
        <ButtonRow>
          {mayReportOn(action, viewer?.person ?? null, acting.may) ? (
            <ButtonLink href={`${pathOf(body, action)}/report`}>Report on it</ButtonLink>
          ) : null}
          {acting.may('raise actions', body.id) ? (
            <ButtonLink href={`${pathOf(body, action)}/deadline`} kind="secondary">
              Revise the deadline
            </ButtonLink>
          ) : null}
        </ButtonRow>
      )}
      <SummaryList rows={actionFacts(action, today, undefined)} />
      <Notice>
        <p>{action.state.working}</p>
      </Notice>
      <h2>What happened</h2>
      <Timeline points={historyOf(action)} />
    </WorkPage>
  ),
})

const whats = ['started on track', 'off track', 'complete', 'position only', 'not started'] as const

const reportHints: Readonly<Record<(typeof whats)[number], string>> = {
  'started on track': 'Amber: it will be done by its deadline',
  'off track': 'Red: it will not, unless something changes',
  complete: 'Green: the next meeting is asked to close it',
  'position only': 'Only the story moves on; the state stays',
  'not started': 'Nothing has been done yet',
}

const reportPage = formPage({
  path: '/work/actions/:body/:number/report',
  needs: inBody('report on actions'),
  summary: 'Reports how an action stands.',
  read: async (visit): Promise<OneAction> => {
    const one = await readOne(visit)
    if (!mayReportOn(one.action, visit.viewer?.person ?? null, visit.acting.may))
      throw new NotPermitted('Only an action’s owner, or the clerk of its body, reports on it.')
    return one
  },
  values: (_one, { today }) => ({ on: today }),
  view: (one, { values, refusals }, { today }) => (
    <WorkPage
      title={`Report on action ${one.action.number}`}
      breadcrumbs={crumbsOf(one)}
      refusals={refusals}
    >
      <PageHeading
        caption={`Action ${one.action.number}, ${one.body.name}`}
        title="How does it stand?"
        lede={one.action.text}
      />
      <SummaryList
        rows={[
          { key: 'Deadline', value: <DeadlineText action={one.action} today={today} /> },
          { key: 'State', value: `${one.action.state.label}. ${one.action.state.working}` },
        ]}
      />
      <Form values={values}>
        <RadioField
          name="what"
          label="The action is"
          options={whats.map(what => ({
            value: what,
            text: reportWords[what],
            hint: reportHints[what],
          }))}
        />
        <TextArea
          name="position"
          label="Position"
          hint="What was done, what stands in the way. It is published with the tracker."
          rows={3}
        />
        <DateField name="on" label="As it stood on" />
        <DateField
          name="proposesClosureOn"
          label="Propose closure to the meeting of (optional)"
          hint="Only where it is complete."
        />
        <SubmitButton>Report</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { body, action }) => {
    const form = reading(values)
    const input = form.outcome({
      action: action.id,
      on: form.day('on', 'Enter the day on which it stood so.'),
      what: form.choice('what', whats, 'Choose how it stands.'),
      position: form.optionalText('position'),
      proposesClosureOn: form.optionalDay('proposesClosureOn'),
    })
    if (!input.ok) return input
    const outcome = await reportOnAction(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathOf(body, action) } : outcome
  },
})

const deadlinePage = formPage({
  path: '/work/actions/:body/:number/deadline',
  needs: inBody('raise actions'),
  summary: 'Revises the deadline of an action; the one before stays in its history.',
  read: readOne,
  values: ({ action }, { today }): Values => ({
    setOn: today,
    replaces: action.deadlines.at(-1)?.id ?? '',
  }),
  view: (one, { values, refusals }, { today }) => (
    <WorkPage
      title={`Revise the deadline of action ${one.action.number}`}
      breadcrumbs={crumbsOf(one)}
      refusals={refusals}
    >
      <PageHeading
        caption={`Action ${one.action.number}, ${one.body.name}`}
        title="Revise the deadline"
        lede={one.action.text}
      />
      <SummaryList
        rows={[{ key: 'Now', value: <DeadlineText action={one.action} today={today} /> }]}
      />
      <Form values={values}>
        <HiddenField name="replaces" value={textOf(values, 'replaces')} />
        <DateField name="deadline" label="New day (optional)" />
        <TextField
          name="deadlineText"
          label="Or the deadline in words"
          hint="Such as “ASAP”; a deadline in words never turns an action red."
          width={30}
        />
        <DateField
          name="reviewOn"
          label="To be looked at again on (optional)"
          hint="For a deadline in words."
        />
        <TextArea name="reason" label="Why it is revised" rows={2} />
        <DateField name="setOn" label="Revised on" />
        <SubmitButton>Revise it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { body, action }) => {
    const form = reading(values)
    const input = form.outcome({
      action: action.id,
      deadline: {
        text: form.optionalText('deadlineText'),
        day: form.optionalDay('deadline'),
        reviewOn: form.optionalDay('reviewOn'),
      },
      setOn: form.day('setOn', 'Enter the day on which it was revised.'),
      reason: form.optionalText('reason'),
      replaces: form.optionalText('replaces') || undefined,
    })
    if (!input.ok) return input
    const outcome = await reviseDeadline(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathOf(body, action) } : outcome
  },
})

const publishPage = actPage({
  path: '/work/actions/:body/publish',
  needs: inBody('publish'),
  summary: 'Publishes the tracker of a body as it stands.',
  submit: async ({ db, acting, params }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const outcome = await publishTracker(acting, { body: body.id })
    return outcome.ok ? { ok: true, value: `/work/actions?body=${body.slug}` } : outcome
  },
})

export const workActionPages = [
  overviewPage,
  raisePage,
  onePage,
  reportPage,
  deadlinePage,
  publishPage,
]
