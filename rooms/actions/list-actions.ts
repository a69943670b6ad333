import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Subject } from '../../platform/record/journal.ts'
import {
  type Action,
  type ActionState,
  actionStateOn,
  type Progress,
  type ReviewMeeting,
} from './action-state.rules.ts'
import type { ActionsTables, Audience } from './actions.tables.ts'

const actions = (db: Db) => tablesOf<ActionsTables>(db)

export type ActionOwner = { readonly person: string | null; readonly label: string }

export type DeadlineSet = {
  readonly id: string
  readonly setOn: Day
  readonly text: string
  readonly day: Day | null
  readonly reviewOn: Day | null
  readonly reason: string
}

export type ReportGiven = {
  readonly on: Day
  readonly what: Progress | 'position only'
  readonly position: string
  readonly proposesClosureOn: Day | null
  readonly person: string | null
}

export type ActionClosure = {
  readonly on: Day
  readonly meeting: string
  readonly evidence: string
}

/** That an action came from another body's tracker: as that was called, and its number there. */
export type HandedOn = {
  readonly fromBody: string
  readonly fromName: string
  readonly fromNumber: number
  readonly toNumber: number
  readonly on: Day
  readonly reason: string
}

/** That somebody took over from an owner. */
export type OwnerChanged = {
  readonly on: Day
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** An action with everything recorded of it by a day, and the state that follows from it. */
export type TrackedAction = {
  readonly id: string
  readonly body: string
  readonly number: number
  readonly text: string
  readonly itemTitle: string
  readonly raisedOn: Day
  readonly source: Subject | null
  readonly audience: Audience
  readonly privateReason: string
  readonly owners: readonly ActionOwner[]
  /** All that were set, oldest first; the last one holds (R-ACT-3). */
  readonly deadlines: readonly DeadlineSet[]
  /** Oldest first. */
  readonly reports: readonly ReportGiven[]
  readonly closure: ActionClosure | null
  /** Oldest first. */
  readonly handOns: readonly HandedOn[]
  /** Oldest first. */
  readonly ownerChanges: readonly OwnerChanged[]
  /** Derived on reading, for the day asked for (R-ACT-6). */
  readonly state: ActionState
  /** The facts as the rules take them. */
  readonly facts: Action
}

export type ActionsWanted = {
  /** The day to judge by; nothing recorded for a later day is counted. */
  readonly day: Day
  readonly ids?: readonly string[]
  readonly bodies?: readonly string[]
  readonly number?: number
  readonly sources?: readonly Subject[]
  /** A person among the owners. */
  readonly owner?: string
  /** Words looked for in the action, its item and its owners; or an action's number. */
  readonly search?: string
  /** Only the open ones; only the closed; left out, both. */
  readonly list?: 'open' | 'closed'
  /** Of the closed, latest first, only so many: their number only grows. */
  readonly closed?: { readonly limit: number; readonly offset: number }
}

type ActionRow = Selectable<ActionsTables['actions.actions']> & {
  closed_on: Day | null
  meeting_id: string | null
  evidence: string | null
  owners: ActionOwner[]
  deadlines: DeadlineSet[]
  reports: ReportGiven[]
  handOns: HandedOn[]
  ownerChanges: OwnerChanged[]
}

/**
 * The actions wanted, each with its state on the day, in two queries whatever
 * their number: open ones by body and number, then those closed, the latest first.
 */
export async function listActions(db: Db, wanted: ActionsWanted): Promise<TrackedAction[]> {
  const rows = await selectActions(db, wanted)
  if (rows.length === 0) return []
  const reviews = await actions(db)
    .selectFrom('actions.reviews')
    .select(['body_id', 'day', 'kind'])
    .where('body_id', 'in', [
      ...new Set(
        rows.flatMap(row => [row.body_id, ...row.handOns.map(({ fromBody }) => fromBody)]),
      ),
    ])
    .where('day', '<=', wanted.day)
    .orderBy('day')
    .execute()
  const reviewsOf = new Map<string, ReviewMeeting[]>()
  for (const { body_id, day, kind } of reviews)
    reviewsOf.set(body_id, [...(reviewsOf.get(body_id) ?? []), { date: day, kind }])
  return rows.map(row => tracked(row, reviewsFor(row, reviewsOf), wanted.day))
}

/** The reviews of the tracker on which the action stood at the time: each body's while it had it (R-ACT-5). */
function reviewsFor(
  row: ActionRow,
  reviewsOf: ReadonlyMap<string, readonly ReviewMeeting[]>,
): ReviewMeeting[] {
  const tenures = [
    ...row.handOns.map(({ fromBody, on }, at) => ({
      body: fromBody,
      from: row.handOns[at - 1]?.on ?? '',
      before: on as string,
    })),
    { body: row.body_id, from: row.handOns.at(-1)?.on ?? '', before: '9999-12-31' },
  ]
  return tenures.flatMap(({ body, from, before }) =>
    (reviewsOf.get(body) ?? []).filter(({ date }) => date >= from && date < before),
  )
}

/** How many actions each body has that are open on the day, and how many are closed. One query. */
export async function countActions(
  db: Db,
  wanted: Pick<ActionsWanted, 'day' | 'bodies' | 'search' | 'owner'>,
): Promise<ReadonlyMap<string, { readonly open: number; readonly closed: number }>> {
  const rows = await matching(db, wanted)
    .select(select => [
      'actions.actions.body_id',
      select.fn.countAll<number>().as('all'),
      select.fn.count<number>('closed_on').as('closed'),
    ])
    .groupBy('actions.actions.body_id')
    .execute()
  return new Map(rows.map(({ body_id, all, closed }) => [body_id, { open: all - closed, closed }]))
}

/** When each body's tracker was last published. Never asked is never published. One query. */
export async function lastPublished(
  db: Db,
  bodies?: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await actions(db)
    .selectFrom('actions.publications')
    .select(select => ['body_id', select.fn.max('published_at').as('at')])
    .$if(bodies !== undefined, query => query.where('body_id', 'in', [...(bodies ?? []), NOBODY]))
    .groupBy('body_id')
    .execute()
  return new Map(rows.map(({ body_id, at }) => [body_id, at]))
}

// An empty `in ()` is not SQL; an id that nothing bears makes it one.
const NOBODY = '00000000-0000-0000-0000-000000000000'

const among = (ids: readonly string[]) => (ids.length > 0 ? [...ids] : [NOBODY])

const matching = (db: Db, wanted: Omit<ActionsWanted, 'closed' | 'list'>) =>
  actions(db)
    .selectFrom('actions.actions')
    .leftJoin('actions.closures', join =>
      join
        .onRef('actions.closures.action_id', '=', 'actions.actions.id')
        .on('closed_on', '<=', wanted.day),
    )
    .where('raised_on', '<=', wanted.day)
    .$if(wanted.ids !== undefined, query =>
      query.where('actions.actions.id', 'in', among(wanted.ids ?? [])),
    )
    .$if(wanted.bodies !== undefined, query =>
      query.where('actions.actions.body_id', 'in', among(wanted.bodies ?? [])),
    )
    .$if(wanted.number !== undefined, query => query.where('number', '=', wanted.number ?? 0))
    .$if(wanted.sources !== undefined, query =>
      query.where(where =>
        where.or(
          (wanted.sources ?? []).map(({ kind, id }) =>
            where.and([where('source_kind', '=', kind), where('source_id', '=', id)]),
          ),
        ),
      ),
    )
    .$if(wanted.owner !== undefined, query =>
      query.where(where => ownedBy(where, wanted.owner ?? NOBODY)),
    )
    .$if((wanted.search ?? '') !== '', query =>
      query.where(where => speaksOf(where, wanted.search ?? '')),
    )

type Where = ExpressionBuilder<ActionsTables, 'actions.actions'>

const ownedBy = (where: Where, person: string) =>
  where.exists(
    where
      .selectFrom('actions.owners')
      .select(sql`1`.as('one'))
      .whereRef('action_id', '=', 'actions.actions.id')
      .where('person_id', '=', person),
  )

function speaksOf(where: Where, search: string) {
  const pattern = `%${search.trim().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  const number = /^(?:action\s*)?#?(\d{1,9})$/i.exec(search.trim())?.[1]
  return where.or([
    where('actions.actions.text', 'ilike', pattern),
    where('item_title', 'ilike', pattern),
    where.exists(
      where
        .selectFrom('actions.owners')
        .select(sql`1`.as('one'))
        .whereRef('action_id', '=', 'actions.actions.id')
        .where('label', 'ilike', pattern),
    ),
    ...(number === undefined ? [] : [where('number', '=', Number(number))]),
  ])
}

function selectActions(db: Db, wanted: ActionsWanted): Promise<ActionRow[]> {
  const { list, closed } = wanted
  return matching(db, wanted)
    .selectAll('actions.actions')
    .select(['closed_on', 'meeting_id', 'evidence'])
    .select(select => [
      jsonArrayFrom(
        select
          .selectFrom('actions.owners')
          .select(['person_id as person', 'label'])
          .whereRef('action_id', '=', 'actions.actions.id')
          .orderBy('position'),
      ).as('owners'),
      jsonArrayFrom(
        select
          .selectFrom('actions.deadlines')
          .select(['id', 'set_on as setOn', 'text', 'day', 'review_on as reviewOn', 'reason'])
          .whereRef('action_id', '=', 'actions.actions.id')
          .where('set_on', '<=', wanted.day)
          .orderBy('set_on')
          .orderBy('recorded_at'),
      ).as('deadlines'),
      jsonArrayFrom(
        select
          .selectFrom('actions.reports')
          .select([
            'reported_on as on',
            'what',
            'position',
            'proposes_closure_on as proposesClosureOn',
            'person_id as person',
          ])
          .whereRef('action_id', '=', 'actions.actions.id')
          .where('reported_on', '<=', wanted.day)
          .orderBy('reported_on')
          .orderBy('recorded_at'),
      ).as('reports'),
      jsonArrayFrom(
        select
          .selectFrom('actions.hand_ons')
          .select([
            'from_body_id as fromBody',
            'from_name as fromName',
            'from_number as fromNumber',
            'to_number as toNumber',
            'handed_on as on',
            'reason',
          ])
          .whereRef('action_id', '=', 'actions.actions.id')
          .orderBy('recorded_at'),
      ).as('handOns'),
      jsonArrayFrom(
        select
          .selectFrom('actions.owner_changes')
          .select(['changed_on as on', 'from_label as from', 'to_label as to', 'reason'])
          .whereRef('action_id', '=', 'actions.actions.id')
          .where('changed_on', '<=', wanted.day)
          .orderBy('recorded_at'),
      ).as('ownerChanges'),
    ])
    .$if(list === 'open', query => query.where('closed_on', 'is', null))
    .$if(list === 'closed', query => query.where('closed_on', 'is not', null))
    .$if(closed !== undefined, query =>
      query.where(where =>
        where.or([
          where('closed_on', 'is', null),
          where(
            'actions.actions.id',
            'in',
            matching(db, wanted)
              .select('actions.actions.id')
              .where('closed_on', 'is not', null)
              .orderBy('closed_on', 'desc')
              .orderBy('number', 'desc')
              .orderBy('actions.actions.id')
              .limit(closed?.limit ?? 0)
              .offset(closed?.offset ?? 0),
          ),
        ]),
      ),
    )
    .orderBy(order => order.fn.coalesce('closed_on', sql<Day>`date '9999-12-31'`), 'desc')
    .orderBy('body_id')
    .orderBy('number')
    .execute()
}

function tracked(row: ActionRow, reviews: readonly ReviewMeeting[], day: Day): TrackedAction {
  const { owners, deadlines, reports } = row
  const closure =
    row.closed_on === null
      ? null
      : { on: row.closed_on, meeting: row.meeting_id ?? '', evidence: row.evidence ?? '' }
  const facts = factsOf(row.raised_on, deadlines, reports, closure)
  return {
    id: row.id,
    body: row.body_id,
    number: row.number,
    text: row.text,
    itemTitle: row.item_title,
    raisedOn: row.raised_on,
    source:
      row.source_kind !== null && row.source_id !== null
        ? { kind: row.source_kind, id: row.source_id }
        : null,
    audience: row.audience,
    privateReason: row.private_reason,
    owners,
    deadlines,
    reports,
    closure,
    handOns: row.handOns,
    ownerChanges: row.ownerChanges,
    state: actionStateOn(facts, reviews, day),
    facts,
  }
}

const factsOf = (
  raisedOn: Day,
  deadlines: readonly DeadlineSet[],
  reports: readonly ReportGiven[],
  closure: ActionClosure | null,
): Action => ({
  raisedOn,
  deadlines: deadlines.map(({ setOn, text, day, reviewOn }) => ({
    setOn,
    text,
    ...(day === null ? {} : { day }),
    ...(reviewOn === null ? {} : { reviewOn }),
  })),
  reports: reports.map(({ on, what, position, proposesClosureOn }) => ({
    on,
    what,
    position,
    ...(proposesClosureOn === null ? {} : { proposesClosureOn }),
  })),
  ...(closure === null ? {} : { closure: { on: closure.on, meeting: closure.meeting } }),
})
