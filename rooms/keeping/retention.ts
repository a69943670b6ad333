import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { eraseValues, type RowKey, recordErasure } from '../../platform/record/erasure.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { type Body, listBodies, readBody } from '../bodies/read-body.ts'
import { findPlaces } from './find-places.ts'
import {
  classOfMeetingsOf,
  dueForReview,
  periodOn,
  type RetentionClassName,
  type RetentionPeriod,
  retentionClasses,
} from './retention.rules.ts'

/** Something whose time is over, with the rule and working that say so. */
export type DueRecord = {
  readonly class: RetentionClassName
  readonly kind: 'meeting' | 'declaration'
  readonly id: string
  readonly body: Body
  readonly what: string
  readonly since: Day
  readonly working: string
}

type Fact = {
  kind: DueRecord['kind']
  id: string
  body_id: string
  what: string
  from_day: Day
  review_on: Day | null
}

/**
 * What is due for review in bodies on a day, the longest due first: papers of meetings and
 * interests that ended. What was disposed of or went to the archive is due no more. Three queries.
 */
export async function listDueRecords(
  db: Db,
  bodies: 'everywhere' | readonly string[],
  today: Day,
): Promise<DueRecord[]> {
  const wanted = new Map(
    (await listBodies(db, today))
      .filter(({ id }) => bodies === 'everywhere' || bodies.includes(id))
      .map(body => [body.id, body]),
  )
  const ids = [...wanted.keys()]
  if (ids.length === 0) return []
  const { rows: own } = await sql<RetentionPeriod & { body_id: string }>`
    select body_id, class, from_day, months, source from keeping.retention_periods
    where body_id = any(${ids}::uuid[])`.execute(db)
  const { rows } = await sql<Fact>`
    with things as (
      select 'meeting' as kind, m.id, m.body_id,
        'Papers of the meeting of ' || keeping.in_words(m.day) as what, m.day as from_day
      from meetings.meetings m
      where m.body_id = any(${ids}::uuid[]) and exists (
        select from meetings.papers p join meetings.agenda_items i on i.id = p.item_id
        where i.meeting_id = m.id)
      union all
      -- The last day of an interest, as exactly as it is known (R-COI-13); or its withdrawal.
      select 'declaration', d.id, d.body_id, 'An interest declared by ' || p.name,
        coalesce(case d.to_precision
          when 'year' then (date_trunc('year', d.to_day) + interval '1 year - 1 day')::date
          when 'month' then (date_trunc('month', d.to_day) + interval '1 month - 1 day')::date
          else d.to_day end, d.withdrawn_on)
      from interests.declarations d join people.persons p on p.id = d.person_id
      where d.body_id = any(${ids}::uuid[]) and (d.to_day is not null or d.withdrawn_on is not null)
    )
    select things.*, last.review_on from things
    left join lateral (select r.outcome, r.review_on from keeping.retention_reviews r
      where r.thing_kind = things.kind and r.thing_id = things.id
      order by r.recorded_at desc limit 1) last on true
    where last.outcome is null or last.outcome = 'kept'`.execute(db)
  return rows
    .flatMap((fact): DueRecord[] => {
      const body = wanted.get(fact.body_id)
      if (!body) return []
      const name = fact.kind === 'meeting' ? classOfMeetingsOf(body) : 'interests'
      const period = periodOn(
        name,
        own.filter(({ body_id }) => body_id === body.id),
        today,
      )
      const due = dueForReview(
        name,
        period,
        { from: fact.from_day, reviewOn: fact.review_on },
        today,
      )
      return due
        ? [{ class: name, kind: fact.kind, id: fact.id, body, what: fact.what, ...due }]
        : []
    })
    .sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0))
}

export type RetentionDecision = 'kept' | 'to the archive' | 'disposed of'

/** Under which name a form speaks of something due. */
export const nameOfDue = ({ kind, id }: Pick<DueRecord, 'kind' | 'id'>): string => `${kind} ${id}`

/**
 * Decides a batch of what is due in one body: each is kept with a reason and a day of review,
 * handed to the archive, or disposed of. Disposal takes the files and texts, the values of the
 * journal about them and their salts, and leaves its own line; nothing is disposed of otherwise.
 *
 * Refuses what is not due, a batch of nothing, a want of reason, and a day of review that is past.
 */
export const decideRetention = verb<
  {
    readonly body: string
    /** By name. */
    readonly things: readonly string[]
    readonly decision: RetentionDecision
    readonly reason: string
    readonly reviewOn?: Day | undefined
  },
  { readonly decided: number }
>({
  name: 'keeping.decide-retention',
  permission: 'dispose of records',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const due = await listDueRecords(tx, [body.id], acting.today)
    const chosen = due.filter(record => input.things.includes(nameOfDue(record)))
    const refusals = []
    if (chosen.length === 0 || chosen.length < new Set(input.things).size)
      refusals.push({
        code: 'not-due',
        field: 'things',
        message: 'Choose what is to be decided. Only what stands on this list is due today.',
      })
    const reason = input.reason.trim()
    if (reason === '')
      refusals.push({ code: 'missing', field: 'reason', message: 'Write the reason.' })
    if (input.decision === 'kept' && (!input.reviewOn || input.reviewOn <= acting.today))
      refusals.push({
        code: 'review-day',
        field: 'reviewOn',
        message: 'Give the day, after today, on which it is to be looked at again.',
      })
    if (
      input.decision === 'disposed of' &&
      chosen.some(record => retentionClasses[record.class].afterwards === 'archive')
    )
      refusals.push({
        code: 'to-the-archive',
        field: 'things',
        message: 'Papers of boards go to the archive: they are not disposed of here (R-WEB-5).',
      })
    if (refusals.length > 0) return refused(...refusals)
    const erasure = input.decision === 'disposed of' ? randomUUID() : null
    if (erasure !== null) {
      await recordErasure(tx, {
        id: erasure,
        grounds: 'disposal',
        on: acting.today,
        reason: 'the time for which it is kept is over',
        source: [...new Set(chosen.map(record => retentionClasses[record.class].source))].join(
          '; ',
        ),
        mark: `[disposed of on ${formatDay(acting.today)}]`,
        at: acting.now,
      })
      await dispose(tx, erasure, chosen, `[disposed of on ${formatDay(acting.today)}]`)
    }
    await sql`insert into keeping.retention_reviews
      select gen_random_uuid(), ${body.id}::uuid, class, kind, id, ${acting.today}::date,
        ${acting.person}::uuid, ${input.decision}, ${reason},
        ${input.decision === 'kept' ? (input.reviewOn ?? null) : null}::date, ${erasure}::uuid, ${acting.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(
        chosen.map(({ class: name, kind, id }) => ({ class: name, kind, id })),
      )}::jsonb) as chosen (class text, kind text, id uuid)`.execute(tx)
    return recorded({
      value: { decided: chosen.length },
      subject: { kind: 'body', id: body.id },
      after: {
        decision: input.decision,
        reason,
        things: chosen.map(nameOfDue),
        ...(input.reviewOn ? { reviewOn: input.reviewOn } : {}),
        ...(erasure === null ? {} : { erasure }),
      },
    })
  },
})

/** Takes what is to be disposed of: of a meeting its papers' files and packs, of an interest its words. */
async function dispose(tx: Tx, erasure: string, chosen: readonly DueRecord[], mark: string) {
  const idsOf = (kind: DueRecord['kind']) =>
    chosen.filter(record => record.kind === kind).map(({ id }) => id)
  const meetings = idsOf('meeting')
  const declarations = idsOf('declaration')
  const said = await sql<{ description: string }>`
    select description from interests.declarations
    where id = any(${declarations}::uuid[]) and length(description) > 3`.execute(tx)
  const lines = new Set<number>()
  // A register taken in at once has one line for many: every line that says what they said goes.
  if (said.rows.length > 0) {
    const places = await findPlaces(
      tx,
      said.rows.map(({ description }) => description),
    )
    for (const { seq } of places.lines) lines.add(seq)
  }
  const files = await sql<{ id: string; hash: string }>`
    update meetings.paper_files f set twin = '{"blocks": [], "pictures": {}}', description = ${mark}
    from meetings.papers p join meetings.agenda_items i on i.id = p.item_id
    where f.paper_id = p.id and i.meeting_id = any(${meetings}::uuid[])
    returning f.id, f.hash`.execute(tx)
  const words = await sql<{ id: string }>`
    update interests.declarations set description = ${mark}, note = '', handling = ''
    where id = any(${declarations}::uuid[]) returning id`.execute(tx)
  const others = await sql<{ hash: string }>`
    select pdf_hash as hash from publishing.packs where meeting_id = any(${meetings}::uuid[])
    union select f.hash from meetings.paper_files f
      join meetings.papers p on p.id = f.paper_id join meetings.agenda_items i on i.id = p.item_id
      where i.meeting_id = any(${meetings}::uuid[])
      -- A file that another meeting has too stays: one copy serves both.
      except select f.hash from meetings.paper_files f
      join meetings.papers p on p.id = f.paper_id join meetings.agenda_items i on i.id = p.item_id
      where i.meeting_id <> all(${meetings}::uuid[])`.execute(tx)
  const { rows: about } = await sql<{ seq: number }>`
    select seq from platform.journal where salt is not null and (
      (subject_kind = 'declaration' and subject_id = any(${declarations}::text[]))
      or (subject_kind = 'paper' and subject_id in (
        select p.id::text from meetings.papers p join meetings.agenda_items i on i.id = p.item_id
        where i.meeting_id = any(${meetings}::uuid[]))))`.execute(tx)
  for (const { seq } of about) lines.add(seq)
  const erased = await sql<{ hash: string }>`select hash from platform.erased_files`.execute(tx)
  const gone = new Set(erased.rows.map(({ hash }) => hash))
  await eraseValues(tx, erasure, {
    lines: [...lines],
    rows: [
      ...files.rows.map(({ id }): RowKey => ({ table: 'meetings.paper_files', key: id })),
      ...words.rows.map(({ id }): RowKey => ({ table: 'interests.declarations', key: id })),
    ],
    files: [...new Set(others.rows.map(({ hash }) => hash))].filter(hash => !gone.has(hash)),
    things: meetings.map(id => ({ kind: 'meeting', id })),
  })
}
