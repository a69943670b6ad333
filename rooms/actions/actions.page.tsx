import { Type } from 'typebox'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { Filter, Tracker, TrackerKey } from '../../design/tracker.tsx'
import { londonNow } from '../../platform/clock.ts'
import type { Day } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { actionJson, actionSchema } from './action.json.ts'
import { slugOfState, stateFromSlug, urgencyOf } from './action.rules.ts'
import type { StateName } from './action-state.rules.ts'
import { countActions, lastPublished, listActions, type TrackedAction } from './list-actions.ts'
import { countStates, keyItems, trackerRow } from './tracker-row.tsx'

const PER_PAGE = 50
/** How many of the closed stand below the open ones. */
const CLOSED_BELOW = 5

type Filtered = {
  readonly body: Body | undefined
  readonly state: StateName | undefined
  readonly search: string
  readonly page: number
}

type TrackerModel = Filtered & {
  readonly today: Day
  /** Bodies that have published a tracker. */
  readonly bodies: readonly Body[]
  readonly published: Day | undefined
  readonly counts: ReadonlyMap<StateName, number>
  /** Those of this page, open or closed. */
  readonly actions: readonly TrackedAction[]
  readonly total: number
  /** Below the open ones: those closed last. */
  readonly closedBelow: readonly TrackedAction[]
}

async function readTracker({ db, today, query }: Visit): Promise<TrackerModel> {
  const [all, published] = await Promise.all([listBodies(db), lastPublished(db)])
  const bodies = all.filter(({ id }) => published.has(id))
  const slug = textOf(query, 'body')
  const body = bodies.find(candidate => candidate.slug === slug)
  const filtered: Filtered = {
    body,
    state: stateFromSlug(textOf(query, 'state')),
    search: textOf(query, 'search').slice(0, 100),
    page: Math.max(1, Math.trunc(Number(textOf(query, 'page')) || 1)),
  }
  // A body that is not there has no actions; that is not the same as all of them.
  const within = slug === '' ? {} : { bodies: body ? [body.id] : [] }
  const wanted = { day: today, search: filtered.search, ...within }
  // States are derived, so every open action is read; the closed only grow, and are read by the page.
  const closed =
    filtered.state === 'closed'
      ? { limit: PER_PAGE, offset: (filtered.page - 1) * PER_PAGE }
      : { limit: CLOSED_BELOW, offset: 0 }
  const [numbers, actions] = await Promise.all([
    countActions(db, wanted),
    listActions(db, { ...wanted, closed }),
  ])
  const open = actions.filter(({ closure }) => closure === null)
  const closedNow = actions.filter(({ closure }) => closure !== null)
  const closedTotal = [...numbers.values()].reduce((sum, number) => sum + number.closed, 0)
  const times = [...published].filter(([id]) => !body || id === body.id).map(([, at]) => at)
  const latest = times.toSorted((one, other) => one.getTime() - other.getTime()).at(-1)
  const common = {
    ...filtered,
    today,
    bodies,
    published: latest && londonNow(latest).day,
    counts: new Map([...countStates(open), ['closed', closedTotal] as const]),
  }
  if (filtered.state === 'closed')
    return { ...common, actions: closedNow, total: closedTotal, closedBelow: [] }
  const shown = open
    .filter(action => !filtered.state || action.state.state === filtered.state)
    .toSorted((one, other) => urgencyOf(one.state.state) - urgencyOf(other.state.state))
  return {
    ...common,
    total: shown.length,
    actions: shown.slice((filtered.page - 1) * PER_PAGE, filtered.page * PER_PAGE),
    closedBelow: filtered.state === undefined && filtered.page === 1 ? closedNow : [],
  }
}

/** The address of the tracker so filtered. */
function addressOf({ body, search }: Pick<Filtered, 'body' | 'search'>, more: object = {}) {
  const asked = new URLSearchParams({
    ...(body ? { body: body.slug } : {}),
    ...(search ? { search } : {}),
    ...more,
  })
  return asked.size === 0 ? '/actions' : `/actions?${asked}`
}

function headingOf({ state, total }: TrackerModel): string {
  const actions = `${total} ${total === 1 ? 'action' : 'actions'}`
  if (state === undefined) return `Open: ${actions}`
  return `${state === 'closed' ? 'Closed' : `Open, ${state}`}: ${actions}`
}

const emptySentence = ({ state, search, bodies }: TrackerModel) => {
  if (bodies.length === 0)
    return 'No body has published its tracker yet. Actions appear here with the papers or minutes of a meeting.'
  if (search !== '') return `No action speaks of “${search}”. Try fewer words, or all bodies.`
  return state === undefined
    ? 'There is no open action: everything that was promised has been closed by a meeting.'
    : `No action is ${state}.`
}

function TrackerView({ model }: { model: TrackerModel }) {
  const { body, state, search, page, bodies, today, published } = model
  const bodyOf = new Map(bodies.map(each => [each.id, each]))
  const rowsOf = (actions: readonly TrackedAction[]) =>
    actions.map(action => {
      const of = bodyOf.get(action.body)
      return trackerRow(action, {
        today,
        body: body ? undefined : of,
        href: `/actions/${of?.slug}/${action.number}`,
      })
    })
  return (
    <PublicPage
      title={body ? `Actions of the ${body.name}` : 'Actions'}
      description="What public meetings agreed to do, who is to do it, by when, and whether it was done."
    >
      <PageHeading
        title="Actions"
        {...(body ? { caption: body.name } : {})}
        lede="What meetings agreed to do, who is to do it, by when, and whether it was done. Only a meeting closes an action, and it says on what evidence."
        facts={
          published
            ? [
                <>
                  Published <DayText day={published} />
                </>,
              ]
            : []
        }
      />
      {bodies.length === 0 ? null : (
        <>
          <TrackerKey
            label="The key: show actions of one state"
            items={keyItems(model.counts, state, slug => addressOf(model, { state: slug }))}
          />
          <Filter>
            <AskingForm values={{ body: body?.slug ?? '', search }}>
              {state === undefined ? null : <HiddenField name="state" value={slugOfState(state)} />}
              <TextField
                name="search"
                label="Words in the action, its item or its owner"
                type="search"
              />
              <SelectField
                name="body"
                label="Body"
                empty="All bodies"
                options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
              />
              <SubmitButton kind="secondary">Show</SubmitButton>
            </AskingForm>
          </Filter>
          <h2>{headingOf(model)}</h2>
          {state === undefined && search === '' ? null : (
            <p>
              <a href={addressOf({ body, search: '' })}>Show all open actions</a>
            </p>
          )}
        </>
      )}
      {model.actions.length === 0 ? (
        <Empty>{emptySentence(model)}</Empty>
      ) : (
        <Tracker rows={rowsOf(model.actions)} />
      )}
      <Pagination
        page={page}
        pages={Math.ceil(model.total / PER_PAGE)}
        hrefOf={to =>
          addressOf(model, { ...(state ? { state: slugOfState(state) } : {}), page: String(to) })
        }
      />
      {model.closedBelow.length === 0 ? null : (
        <>
          <h2>Closed last</h2>
          <Tracker rows={rowsOf(model.closedBelow)} />
          <p>
            <a href={addressOf(model, { state: 'closed' })}>
              All closed actions ({model.counts.get('closed')})
            </a>
          </p>
        </>
      )}
    </PublicPage>
  )
}

/** Every body's tracker, as far as it is published. */
export const trackerPage = publicPage({
  path: '/actions',
  summary:
    'Actions of every body with their states on the day: ?body=SLUG, ?state=outstanding, ?search=words, ?page=2.',
  schema: Type.Object({
    on: Type.String({ description: 'The day for which states were worked out' }),
    page: Type.Integer(),
    total: Type.Integer({ description: 'How many there are on all pages together' }),
    counts: Type.Record(Type.String(), Type.Integer()),
    actions: Type.Array(actionSchema),
  }),
  about: { nothing: 'It is a list: each action has its own page.' },
  read: readTracker,
  view: model => <TrackerView model={model} />,
  json: (model, { settings }) => ({
    on: model.today,
    page: model.page,
    total: model.total,
    counts: Object.fromEntries(
      [...model.counts].map(([state, count]) => [slugOfState(state), count]),
    ),
    actions: model.actions.map(action =>
      actionJson(
        action,
        model.bodies.find(({ id }) => id === action.body)?.slug ?? '',
        settings.url,
      ),
    ),
  }),
})
