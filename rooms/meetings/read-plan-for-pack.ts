import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { readPersons } from '../people/read-person.ts'
import { comingAfter, monthInWords, type PlanEntry } from './forward-plan.rules.ts'
import { sourceWords } from './plan-words.rules.ts'
import type { Meeting } from './read-meeting.ts'
import { listRecurring, readPlanFor } from './read-plan.ts'

/** An item of a forward plan as a pack prints it. */
export type PrintedPlanEntry = {
  readonly title: string
  readonly lead: string
  readonly purposes: readonly string[]
  /** 'Friday …', 'June 2025', 'Once in 2025/26', 'To be placed'. */
  readonly when: string
  /** Where it comes from, in words. */
  readonly source: string
}

export type PrintedPlan = {
  readonly entries: readonly PrintedPlanEntry[]
  /** What every meeting has, by title. */
  readonly standing: readonly string[]
}

/** Of a body's meetings, those whose day the public knows: by notice, or from its published dates. */
async function knownDays(db: Db, bodyId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select m.id::text as id from meetings.meetings m
    where m.body_id = ${bodyId} and m.kind <> 'workshop'
      and exists (select from meetings.notices n where n.meeting_id = m.id and n.kind = 'public notice')
    union
    select date ->> 'meeting' from (
      select distinct on (year) content from meetings.published_years
      where body_id = ${bodyId} order by year, version desc
    ) latest cross join lateral jsonb_array_elements(content -> 'dates') as date`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

function whenPrinted(entry: PlanEntry, known: ReadonlySet<string>): string {
  const { comesTo, month, rhythm, occurrence, state } = entry
  if (comesTo && state !== 'not taken')
    return known.has(comesTo.id)
      ? `Meeting of ${formatDay(comesTo.day)}`
      : monthInWords(comesTo.day)
  if (month !== null && state !== 'not taken') return monthInWords(month)
  return rhythm === 'yearly' && occurrence !== null
    ? `Once in ${occurrence.replace('-', '/')}`
    : 'To be placed'
}

/**
 * What a pack prints of the body's forward plan (R-TOR-13): public items expected after the
 * meeting. A planned day that the public does not know yet is given by its month only.
 */
export async function readPlanForPack(db: Db, meeting: Meeting): Promise<PrintedPlan> {
  const entries = comingAfter(await readPlanFor(db, meeting), meeting.day).filter(
    ({ audience }) => audience === 'public',
  )
  const known = await knownDays(db, meeting.body_id)
  const leads = await readPersons(
    db,
    entries.map(({ leadPerson }) => leadPerson),
  )
  const standing = (await listRecurring(db, meeting.body_id)).filter(
    ({ rhythm, from_day, until_day }) =>
      rhythm === 'each meeting' && isWithin(from_day, until_day, meeting.day),
  )
  return {
    entries: entries.map(entry => ({
      title: entry.title,
      lead:
        entry.lead || (entry.leadPerson === null ? '' : (leads.get(entry.leadPerson)?.name ?? '')),
      purposes: entry.purposes,
      when: whenPrinted(entry, known),
      source: sourceWords(entry),
    })),
    standing: standing.map(({ title }) => title),
  }
}

const isWithin = (from: Day, until: Day | null, day: Day) =>
  from <= day && (until === null || until >= day)
