import { RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import {
  ActButton,
  ButtonLink,
  ButtonRow,
  Form,
  HiddenField,
  SubmitButton,
} from '../../design/form.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, type SelectGroup, TextArea, TextField } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound, type Outcome } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { listActions } from '../actions/list-actions.ts'
import { maySeeAction } from '../actions/see-actions.ts'
import type { Body } from '../bodies/read-body.ts'
import { listPersons, type Person, readPersons } from '../people/read-person.ts'
import { addPlanItem } from './add-plan-item.ts'
import { amendPlanItem } from './amend-plan-item.ts'
import { monthNames } from './date-pattern.rules.ts'
import { dropPlanItem, takeUpPlanItem } from './drop-plan-item.ts'
import { registeredDecisions } from './find-published.ts'
import { expectedWhen, type PlanEntry, placingText, planSources } from './forward-plan.rules.ts'
import { readMeetings } from './list-published.ts'
import { SavedMeanwhile, WarningList } from './meeting-parts.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { isDeferral, movePlanItem } from './move-plan-item.ts'
import { placeOnAgenda } from './place-on-agenda.ts'
import {
  PlanDetailFields,
  PlanStateTag,
  placingOptions,
  planValues,
  readPlacing,
  readPlanDetails,
} from './plan-fields.view.tsx'
import { sourceWords } from './plan-words.rules.ts'
import { type Meeting, readMeeting } from './read-meeting.ts'
import { entryWith, readPlan } from './read-plan.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, planPath } from './year-paths.ts'

const entryPath = (body: Body, entry: Pick<PlanEntry, 'key'>) =>
  `${planPath(body)}/items/${entry.key}`

async function readPlanPage(visit: Visit) {
  const { db, viewer, today } = visit
  const body = await bodyOf(visit)
  const plan = await readPlan(db, body.id, today)
  const maySeePrivate = viewer?.may('see private papers', body.id) ?? false
  const entries = plan.entries.filter(({ audience }) => audience === 'public' || maySeePrivate)
  return {
    body,
    plan: { ...plan, entries },
    today,
    persons: await readPersons(
      db,
      entries.map(({ leadPerson }) => leadPerson),
    ),
    maySet: viewer?.may('set the agenda', body.id) ?? false,
  }
}

type Model = Awaited<ReturnType<typeof readPlanPage>>

const leadOfEntry = (entry: PlanEntry, persons: ReadonlyMap<string, Person>) =>
  entry.lead || (entry.leadPerson === null ? '' : (persons.get(entry.leadPerson)?.name ?? ''))

const purposeWords = ({ purposes }: Pick<PlanEntry, 'purposes'>) =>
  purposes.length === 0 ? '' : opening(`to ${purposes.join(', ')}`)

type Group = { readonly title: string; readonly href?: string; readonly entries: PlanEntry[] }

/** The open items by where they are expected; what every meeting has stands apart. */
function groupsOf({ plan, body, meetings }: Model & { meetings: ReadonlyMap<string, Meeting> }) {
  const open = plan.entries.filter(
    ({ state, rhythm }) => state !== 'taken' && state !== 'dropped' && rhythm !== 'each meeting',
  )
  const groups = new Map<string, Group>()
  for (const entry of open) {
    const meeting = entry.comesTo && meetings.get(entry.comesTo.id)
    const title =
      entry.state === 'not taken'
        ? 'Not taken when expected'
        : meeting
          ? nameOfMeeting({ meeting })
          : entry.state === 'to be placed'
            ? 'To be placed'
            : 'In a month without a meeting'
    const group = groups.get(title) ?? {
      title,
      ...(meeting && entry.state !== 'not taken' ? { href: workPathOf({ body, meeting }) } : {}),
      entries: [],
    }
    group.entries.push(entry)
    groups.set(title, group)
  }
  return [...groups.values()]
}

const MoveForm = ({ model, entry }: { model: Model; entry: PlanEntry }) => (
  <div className="gt-inline-form">
    <Form
      action={`${entryPath(model.body, entry)}/move`}
      values={{ placing: placingText(entry) }}
      refusals={[]}
    >
      <HiddenField name="version" value={String(entry.version)} />
      <MoveSelect model={model} entry={entry} />
      <SubmitButton kind="secondary" small>
        Move
        <span className="nhsuk-u-visually-hidden">: {entry.title}</span>
      </SubmitButton>
    </Form>
  </div>
)

/** Several forms stand on one page, so each field has an id of its own. */
const MoveSelect = ({ model: { plan, today }, entry }: { model: Model; entry: PlanEntry }) => {
  const options = placingOptions(plan.meetings, today)
  const id = `placing-${entry.key}`
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label nhsuk-u-visually-hidden" htmlFor={id}>
        Move {entry.title} to
      </label>
      <select className="nhsuk-select" id={id} name="placing" defaultValue={placingText(entry)}>
        {options.map(option =>
          'group' in option ? (
            <optgroup key={option.group} label={option.group}>
              {option.options.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </optgroup>
          ) : (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ),
        )}
      </select>
    </div>
  )
}

const EntriesTable = ({
  model,
  title,
  entries,
}: {
  model: Model
  title: string
  entries: readonly PlanEntry[]
}) => (
  <DataTable
    caption={title}
    captionHidden
    columns={[
      {
        heading: 'Item',
        namesRow: true,
        cell: entry => (
          <>
            <a href={entryPath(model.body, entry)}>{entry.title}</a>
            <span className="gt-quiet">
              {[purposeWords(entry), leadOfEntry(entry, model.persons)]
                .filter(said => said !== '')
                .join(' · ')}
            </span>
          </>
        ),
      },
      {
        heading: 'Source',
        cell: entry => (
          <>
            {sourceWords(entry)}
            {entry.audience === 'private' ? (
              <span className="gt-quiet">In private: not published</span>
            ) : null}
          </>
        ),
      },
      {
        heading: 'When',
        cell: entry => (
          <>
            <PlanStateTag state={entry.state} />{' '}
            <span className="gt-quiet">{expectedWhen(entry)}</span>
            {model.maySet && !isDeferral(entry) ? <MoveForm model={model} entry={entry} /> : null}
          </>
        ),
      },
    ]}
    rows={entries}
    keyOf={({ key }) => key}
    empty="Nothing."
  />
)

const Settled = ({ model }: { model: Model }) => {
  const settled = model.plan.entries.filter(({ state }) => state === 'taken' || state === 'dropped')
  return settled.length === 0 ? null : (
    <Fold summary={`${opening(countOf(settled.length, 'item'))} taken or dropped`}>
      <ul className="nhsuk-list">
        {settled.map(entry => (
          <li key={entry.key}>
            <a href={entryPath(model.body, entry)}>{entry.title}</a>{' '}
            <PlanStateTag state={entry.state} />
            <span className="gt-quiet">
              {entry.state === 'taken' && entry.comesTo
                ? `At the meeting of ${formatDay(entry.comesTo.day)}`
                : (entry.steps.findLast(({ step }) => step === 'dropped')?.reason ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  )
}

const RHYTHM_WORDS = { 'each meeting': 'At each meeting', yearly: 'Once a year' } as const

const monthsInWords = (months: readonly number[]) =>
  listed(months.flatMap(month => monthNames[month - 1] ?? []))

const Recurring = ({ model: { body, plan, maySet, today } }: { model: Model }) => (
  <>
    <h2 className="nhsuk-heading-m">What comes back by itself</h2>
    <DataTable
      caption="What comes back by itself"
      captionHidden
      columns={[
        {
          heading: 'Item',
          namesRow: true,
          cell: row =>
            maySet ? <a href={`${planPath(body)}/recurring/${row.id}`}>{row.title}</a> : row.title,
        },
        {
          heading: 'How often',
          cell: row =>
            row.rhythm === 'months'
              ? `Every ${monthsInWords(row.months)}`
              : RHYTHM_WORDS[row.rhythm],
        },
        { heading: 'Why', cell: row => row.source || 'Not said' },
      ]}
      rows={plan.recurring.filter(({ until_day }) => until_day === null || until_day >= today)}
      keyOf={({ id }) => id}
      empty="Nothing recurs yet. Say once that a report comes every June, and it stands in the plan each year."
    />
    {maySet ? (
      <ButtonLink href={`${planPath(body)}/recurring/new`} kind="secondary">
        Add what recurs
      </ButtonLink>
    ) : null}
  </>
)

async function readGroupedPlan(visit: Visit) {
  const model = await readPlanPage(visit)
  const meetings = await readMeetings(
    visit.db,
    model.plan.entries.flatMap(({ comesTo }) => comesTo?.id ?? []),
  )
  return { ...model, meetings }
}

async function readEntryPage(visit: Visit) {
  const model = await readPlanPage(visit)
  const entry = entryWith(model.plan, visit.params.entry ?? '')
  const meeting = entry.comesTo ? await readMeeting(visit.db, entry.comesTo.id) : null
  return { ...model, entry, meeting }
}

type EntryModel = Awaited<ReturnType<typeof readEntryPage>>

const factsOf = ({ entry, persons, meeting, body }: EntryModel) => [
  { key: 'State', value: <PlanStateTag state={entry.state} /> },
  {
    key: 'Expected',
    value: meeting ? (
      <>
        {expectedWhen(entry)}:{' '}
        <a href={workPathOf({ body, meeting })}>{nameOfMeeting({ meeting })}</a>
      </>
    ) : (
      expectedWhen(entry)
    ),
  },
  { key: 'Purpose', value: purposeWords(entry) || 'Not said' },
  { key: 'Led by', value: leadOfEntry(entry, persons) || 'Nobody named' },
  { key: 'Comes from', value: sourceWords(entry) },
  {
    key: 'Audience',
    value: entry.audience === 'private' ? `In private: ${entry.privateReason}` : 'In public',
  },
  ...(entry.notes === '' ? [] : [{ key: 'Notes', value: entry.notes }]),
]

const stepWords = { deferred: 'Deferred', dropped: 'Dropped', 'taken up again': 'Taken up again' }

const chosen = (body: Body, entry: PlanEntry, values: Values) => ({
  body: body.id,
  entry: entry.key,
  version: Number(textOf(values, 'version')) || 0,
})

const crumbs = (body: Body, entry?: PlanEntry) => [
  { text: 'Forward plan', href: planPath(body) },
  ...(entry ? [{ text: entry.title, href: entryPath(body, entry) }] : []),
]

/** Whatever was done to the item, its page is now that of its row. */
const toEntry = (body: Body, outcome: Outcome<string>): Outcome<string> =>
  outcome.ok ? done(entryPath(body, { key: outcome.value })) : outcome

/** The body's decisions, the latest first, and open actions, from which an item may come. */
async function sourcesOf(visit: Visit, body: Body): Promise<SelectGroup[]> {
  const decisions = await registeredDecisions(visit.db, { body: body.id })
  const actions = (
    await listActions(visit.db, { bodies: [body.id], day: visit.today, list: 'open' })
  ).filter(action => maySeeAction(visit.viewer, action))
  const short = (text: string) => (text.length > 70 ? `${text.slice(0, 69)}…` : text)
  return [
    {
      group: 'Decisions',
      options: decisions.rows.map(({ id, decided_on, text }) => ({
        value: id,
        text: short(`${formatDay(decided_on)}: ${text}`),
      })),
    },
    {
      group: 'Actions',
      options: actions.map(({ id, number, text }) => ({
        value: id,
        text: short(`Action ${number}: ${text}`),
      })),
    },
  ].filter(({ options }) => options.length > 0)
}

/** A body's forward plan: what is expected at its coming meetings, and what becomes of it (R-TOR-13). */
export const forwardPlanPages = [
  workPage({
    path: '/work/bodies/:slug/forward-plan',
    needs: forBodyOf('see drafts'),
    read: readGroupedPlan,
    view: model => {
      const { body, plan, maySet, today } = model
      const groups = groupsOf(model)
      const standing = plan.recurring.filter(
        ({ rhythm, until_day }) =>
          rhythm === 'each meeting' && (until_day === null || until_day >= today),
      )
      const unplanned = !plan.meetings.some(meeting => meeting.day >= today)
      return (
        <YearFrame body={body} title="Forward plan">
          {maySet ? (
            <ButtonRow>
              <ButtonLink href={`${planPath(body)}/add`}>Add an item</ButtonLink>
            </ButtonRow>
          ) : null}
          {unplanned ? (
            <WarningList
              heading="Worth a look"
              warnings={[
                'No meeting of this body is planned, so nothing of this plan has a day. Plan the dates of the year first.',
              ]}
            />
          ) : null}
          {groups.length === 0 ? (
            <Empty>
              Nothing is expected at coming meetings. A pack published now would have no forward
              plan.
            </Empty>
          ) : (
            groups.map(({ title, href, entries }) => (
              <section key={title} aria-label={title}>
                <h2 className="nhsuk-heading-m">
                  {href === undefined ? title : <a href={href}>{title}</a>}
                </h2>
                <EntriesTable model={model} title={title} entries={entries} />
              </section>
            ))
          )}
          {standing.length === 0 ? null : (
            <p>Every meeting also has: {standing.map(({ title }) => title).join('; ')}.</p>
          )}
          <Settled model={model} />
          <Recurring model={model} />
        </YearFrame>
      )
    },
  }),
  formPage({
    path: '/work/bodies/:slug/forward-plan/add',
    needs: forBodyOf('set the agenda'),
    summary: 'Puts an item into a body’s forward plan.',
    read: async visit => {
      const model = await readPlanPage(visit)
      return {
        ...model,
        everybody: await listPersons(visit.db),
        sources: await sourcesOf(visit, model.body),
      }
    },
    values: () => ({
      kind: 'business',
      audience: 'public',
      sourceKind: 'requested',
      placing: 'unplaced',
    }),
    view: ({ body, plan, today, everybody, sources }, { values, refusals }) => (
      <YearFrame
        body={body}
        title="Add an item to the plan"
        refusals={refusals}
        crumbs={crumbs(body)}
        within={planPath(body)}
      >
        <Form values={values}>
          <SelectField
            name="placing"
            label="Where it is expected"
            options={placingOptions(plan.meetings, today)}
          />
          <PlanDetailFields persons={everybody} />
          <RadioField
            name="sourceKind"
            label="Where it comes from"
            options={planSources.map(value => ({ value, text: opening(value) }))}
          />
          {sources.length === 0 ? null : (
            <SelectField
              name="sourceId"
              label="Which decision or action (optional)"
              empty="None of these"
              options={sources}
            />
          )}
          <TextField
            name="source"
            label="In words (optional)"
            hint="Published with the plan. Such as: asked for by the Chair of the ICB"
          />
          <ButtonRow>
            <SubmitButton>Add the item</SubmitButton>
            <a href={planPath(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, { body, sources }) => {
      const form = reading(values)
      const known = sources.flatMap(({ options }) => options.map(({ value }) => value))
      const input = form.outcome({
        body: body.id,
        ...readPlanDetails(form),
        sourceKind: form.choice('sourceKind', planSources, 'Say where it comes from.'),
        sourceId: form.optionalChoice('sourceId', known),
        placing: readPlacing(form),
      })
      if (!input.ok) return input
      const outcome = await addPlanItem(acting, input.value)
      return outcome.ok ? done(planPath(body)) : outcome
    },
  }),
  formPage({
    path: '/work/bodies/:slug/forward-plan/items/:entry',
    needs: forBodyOf('see drafts'),
    summary:
      'Moves an item of a forward plan to another meeting or month; from an agenda, with the reason.',
    read: readEntryPage,
    changes: { what: 'this item', version: ({ entry }) => entry.version },
    values: ({ entry }) => ({ placing: placingText(entry) }),
    view: (model, form) => {
      const { body, entry, plan, today, maySet, meeting } = model
      const at = entryPath(body, entry)
      return (
        <YearFrame
          body={body}
          title={entry.title}
          refusals={form.refusals}
          crumbs={crumbs(body)}
          within={planPath(body)}
        >
          <SavedMeanwhile form={form} rows={factsOf(model)} />
          <SummaryList rows={factsOf(model)} />
          {maySet ? (
            <ButtonRow>
              <ButtonLink href={`${at}/change`} kind="secondary" small>
                Change what is said of it
              </ButtonLink>
              {meeting && entry.state === 'expected' ? (
                <ActButton
                  action={`${at}/agenda`}
                  hidden={{ version: String(entry.version), meeting: meeting.id }}
                >
                  Put it on the agenda of {formatDay(meeting.day)}
                </ActButton>
              ) : null}
              {entry.state === 'taken' || entry.state === 'on the agenda' ? null : (
                <a href={`${at}/drop`}>
                  {entry.state === 'dropped' ? 'Take it up again' : 'Drop it'}
                </a>
              )}
            </ButtonRow>
          ) : null}
          {entry.steps.length === 0 ? null : (
            <>
              <h2 className="nhsuk-heading-m">What became of it</h2>
              <Timeline
                points={entry.steps.map(({ step, on, reason }) => ({
                  day: on,
                  title: stepWords[step],
                  body: reason,
                }))}
              />
            </>
          )}
          {maySet && entry.state !== 'dropped' ? (
            <>
              <h2 className="nhsuk-heading-m">
                {isDeferral(entry) ? 'Put it off to another meeting' : 'Move it'}
              </h2>
              <Form values={form.values}>
                <SelectField
                  name="placing"
                  label="Where it is expected"
                  options={placingOptions(plan.meetings, today)}
                />
                <TextArea
                  name="reason"
                  label={isDeferral(entry) ? 'Why it is put off' : 'Why (optional)'}
                  hint={
                    isDeferral(entry)
                      ? 'The plan keeps the reason; the agenda keeps its item.'
                      : 'Needed only once it stands on an agenda, or its meeting is over.'
                  }
                  rows={2}
                />
                <SubmitButton>{isDeferral(entry) ? 'Defer it' : 'Move it'}</SubmitButton>
              </Form>
            </>
          ) : null}
        </YearFrame>
      )
    },
    submit: async ({ acting }, values, { body, entry }) => {
      const form = reading(values)
      const input = form.outcome({
        ...chosen(body, entry, values),
        placing: readPlacing(form),
        reason: form.optionalText('reason'),
      })
      return input.ok ? toEntry(body, await movePlanItem(acting, input.value)) : input
    },
  }),
  actPage({
    path: '/work/bodies/:slug/forward-plan/items/:entry/move',
    needs: forBodyOf('set the agenda'),
    summary: 'Moves an item of a forward plan from the list.',
    submit: async (visit, values) => {
      const { body, entry } = await readEntryPage(visit)
      const form = reading(values)
      const input = form.outcome({ ...chosen(body, entry, values), placing: readPlacing(form) })
      if (!input.ok) return input
      const outcome = await movePlanItem(visit.acting, input.value)
      return outcome.ok ? done(planPath(body)) : outcome
    },
  }),
  actPage({
    path: '/work/bodies/:slug/forward-plan/items/:entry/agenda',
    needs: forBodyOf('set the agenda'),
    summary: 'Puts an item of the forward plan on the agenda of a meeting.',
    submit: async (visit, values) => {
      const { body, entry, plan } = await readEntryPage(visit)
      const meeting = plan.meetings.find(({ id }) => id === textOf(values, 'meeting'))
      if (!meeting) throw new NotFound('This body has no such meeting.')
      const outcome = await placeOnAgenda(visit.acting, {
        ...chosen(body, entry, values),
        meeting: meeting.id,
      })
      return outcome.ok
        ? done(`${workPathOf({ body, meeting: await readMeeting(visit.db, meeting.id) })}/agenda`)
        : outcome
    },
  }),
  formPage({
    path: '/work/bodies/:slug/forward-plan/items/:entry/change',
    needs: forBodyOf('set the agenda'),
    summary: 'Changes what is said of an item of a forward plan.',
    read: async visit => ({
      ...(await readEntryPage(visit)),
      everybody: await listPersons(visit.db),
    }),
    changes: { what: 'this item', version: ({ entry }) => entry.version },
    values: ({ entry }) => planValues(entry),
    view: (model, form) => {
      const { body, entry, everybody } = model
      return (
        <YearFrame
          body={body}
          title={`Change ‘${entry.title}’`}
          refusals={form.refusals}
          crumbs={crumbs(body, entry)}
          within={planPath(body)}
        >
          <SavedMeanwhile
            form={form}
            rows={[{ key: 'Title', value: entry.title }, ...factsOf(model)]}
          />
          {entry.recurring === null ? null : (
            <p>This changes the item this once; what recurs stays as it is.</p>
          )}
          <Form values={form.values}>
            <PlanDetailFields persons={everybody} />
            <TextField
              name="source"
              label="Where it comes from, in words (optional)"
              hint="Published with the plan"
            />
            <ButtonRow>
              <SubmitButton>Save the item</SubmitButton>
              <a href={entryPath(body, entry)}>Cancel</a>
            </ButtonRow>
          </Form>
        </YearFrame>
      )
    },
    submit: async ({ acting }, values, { body, entry }) => {
      const form = reading(values)
      const input = form.outcome({ ...chosen(body, entry, values), ...readPlanDetails(form) })
      return input.ok ? toEntry(body, await amendPlanItem(acting, input.value)) : input
    },
  }),
  formPage({
    path: '/work/bodies/:slug/forward-plan/items/:entry/drop',
    needs: forBodyOf('set the agenda'),
    summary: 'Drops an item from a forward plan, or takes a dropped one up again, with the reason.',
    read: readEntryPage,
    changes: { what: 'this item', version: ({ entry }) => entry.version },
    view: (model, form) => {
      const { body, entry } = model
      const isDropped = entry.state === 'dropped'
      return (
        <YearFrame
          body={body}
          title={isDropped ? `Take up ‘${entry.title}’ again` : `Drop ‘${entry.title}’`}
          refusals={form.refusals}
          crumbs={crumbs(body, entry)}
          within={planPath(body)}
        >
          <SavedMeanwhile form={form} rows={factsOf(model)} />
          <p>
            {isDropped
              ? 'It will stand in the plan again where it was expected.'
              : entry.recurring === null
                ? 'It will no longer be expected. The plan keeps it with the reason.'
                : 'It is left out this once, and comes back the next time.'}
          </p>
          <Form values={form.values}>
            <TextArea name="reason" label="Why" rows={3} />
            <ButtonRow>
              <SubmitButton kind={isDropped ? 'primary' : 'warning'}>
                {isDropped ? 'Take it up again' : 'Drop it'}
              </SubmitButton>
              <a href={entryPath(body, entry)}>Cancel</a>
            </ButtonRow>
          </Form>
        </YearFrame>
      )
    },
    submit: async ({ acting }, values, { body, entry }) => {
      const act = entry.state === 'dropped' ? takeUpPlanItem : dropPlanItem
      return toEntry(
        body,
        await act(acting, { ...chosen(body, entry, values), reason: textOf(values, 'reason') }),
      )
    },
  }),
]
