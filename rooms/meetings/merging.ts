import { sql } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Conflict, Merge, MergePart } from '../../platform/record/merging.ts'
import type { MeetingTables, SittingTables } from './meetings.tables.ts'

const sittings = (db: Db) => tablesOf<SittingTables & MeetingTables>(db)

type Attended = { readonly capacity: string; readonly role: string; readonly mode: string }

const attendedAs = ({ capacity, role, mode }: Attended) =>
  [capacity, ...(role === '' ? [] : [role]), mode].join(', ')

/** Both in the attendance of one meeting. */
async function presentTwice(db: Db, { stays, goes }: Merge): Promise<Conflict[]> {
  const rows = await sittings(db)
    .selectFrom('meetings.attendances as own')
    .innerJoin('meetings.attendances as other', 'other.meeting_id', 'own.meeting_id')
    .innerJoin('meetings.meetings as meeting', 'meeting.id', 'own.meeting_id')
    .select([
      'own.id',
      'own.capacity',
      'own.role',
      'own.mode',
      'other.id as otherId',
      'other.capacity as otherCapacity',
      'other.role as otherRole',
      'other.mode as otherMode',
      'meeting.day',
    ])
    .where('own.person_id', '=', stays)
    .where('other.person_id', '=', goes)
    .orderBy('meeting.day')
    .execute()
  return rows.map(row => ({
    key: `attendance-${row.id}-${row.otherId}`,
    text: `Both are in the attendance of the meeting of ${formatDay(row.day)}.`,
    stays: attendedAs(row),
    goes: attendedAs({ capacity: row.otherCapacity, role: row.otherRole, mode: row.otherMode }),
    settle: (tx, kept) =>
      sittings(tx)
        .deleteFrom('meetings.attendances')
        .where('id', '=', kept === 'stays' ? row.otherId : row.id)
        .returningAll()
        .executeTakeFirst(),
  }))
}

/** Who deputised for the other, or decided how the other's interest was handled, is not the other. */
async function twoPersons(db: Db, { stays, goes }: Merge): Promise<Refusal[]> {
  const both = [stays, goes]
  const deputised = await sittings(db)
    .selectFrom('meetings.attendances')
    .innerJoin('meetings.meetings', 'meetings.meetings.id', 'meeting_id')
    .select('day')
    .where('person_id', 'in', both)
    .where('deputising_for', 'in', both)
    .execute()
  const decided = await sittings(db)
    .selectFrom('meetings.declarations')
    .innerJoin('meetings.meetings', 'meetings.meetings.id', 'meeting_id')
    .select('day')
    .where('person_id', 'in', both)
    .where('decided_by', 'in', both)
    .whereRef('person_id', '<>', 'decided_by')
    .execute()
  const { rows: noted } = await sql<{ day: Day }>`
    select distinct meeting.day from meetings.proceedings own
    join meetings.proceedings other on other.meeting_id = own.meeting_id and other.person_id = ${goes}
    join meetings.meetings meeting on meeting.id = own.meeting_id
    where own.person_id = ${stays} order by meeting.day`.execute(db)
  const { rows: asked } = await sql<{ subject: string }>`
    select asked.title as subject from meetings.correspondence_members own
    join meetings.correspondence_members other
      on other.correspondence_id = own.correspondence_id and other.person_id = ${goes}
    join meetings.correspondences asked on asked.id = own.correspondence_id
    where own.person_id = ${stays}`.execute(db)
  const refuse = (message: string): Refusal => ({ code: 'two-persons', field: 'goes', message })
  return [
    ...asked.map(({ subject }) =>
      refuse(
        `Both were asked for the decision on “${subject}”, each in a seat: these are two people.`,
      ),
    ),
    ...noted.map(({ day }) =>
      refuse(
        `Both were noted in the room at the meeting of ${formatDay(day)}: if they are one, take back there what was noted of one of them.`,
      ),
    ),
    ...deputised.map(({ day }) =>
      refuse(
        `One stood in for the other at the meeting of ${formatDay(day)}: these are two people.`,
      ),
    ),
    ...decided.map(({ day }) =>
      refuse(
        `One decided how the other’s interest was handled on ${formatDay(day)}: these are two people.`,
      ),
    ),
  ]
}

/**
 * Where both were invited to one meeting, the invitation that stays takes over the replies and
 * the links of the other. What was noted in the room names persons within its details, too.
 */
async function joinInvitations(tx: Tx, { stays, goes }: Merge): Promise<unknown[]> {
  const twice = sql`from meetings.invitations own, meetings.invitations other
    where own.round_id = other.round_id and own.person_id = ${stays} and other.person_id = ${goes}`
  for (const table of ['meetings.replies', 'meetings.invitation_links'])
    await sql`update ${sql.table(table)} moved set invitation_id = own.id ${twice}
      and moved.invitation_id = other.id`.execute(tx)
  const { rows } = await sql`delete from meetings.invitations gone
    where gone.id in (select other.id ${twice}) returning *`.execute(tx)
  await moveReplies(tx, stays, goes)
  await sql`update meetings.proceedings set details = replace(details::text, ${goes}, ${stays})::jsonb
    where details::text like ${`%${goes}%`}`.execute(tx)
  return rows
}

/** Replies to a decision between meetings belong to a member who was asked: both are moved together. */
async function moveReplies(tx: Tx, stays: string, goes: string): Promise<void> {
  const { rows: hashes } = await sql<{ correspondence_id: string; reply_hash: string | null }>`
    select correspondence_id, reply_hash from meetings.correspondence_members
    where person_id = ${goes}`.execute(tx)
  if (hashes.length === 0) return
  await sql`insert into meetings.correspondence_members (correspondence_id, person_id, seat_id, interest)
    select correspondence_id, ${stays}::uuid, seat_id, interest
    from meetings.correspondence_members where person_id = ${goes}`.execute(tx)
  await sql`update meetings.correspondence_replies set person_id = ${stays} where person_id = ${goes}`.execute(
    tx,
  )
  // The link in their letter goes on working, for the entry that stays.
  await sql`delete from meetings.correspondence_members where person_id = ${goes}`.execute(tx)
  for (const { correspondence_id, reply_hash } of hashes)
    await sql`update meetings.correspondence_members set reply_hash = ${reply_hash}
      where correspondence_id = ${correspondence_id} and person_id = ${stays}`.execute(tx)
}

/** This room's share in merging two entries of one person. */
export const personsInMeetings: MergePart = {
  references: [
    { table: 'meetings.agenda_items', column: 'lead_person_id', called: 'items led' },
    { table: 'meetings.attendances', column: 'person_id', called: 'attendances' },
    { table: 'meetings.attendances', column: 'deputising_for', called: 'times stood in for' },
    { table: 'meetings.sittings', column: 'chair_person_id', called: 'meetings chaired' },
    { table: 'meetings.declarations', column: 'person_id', called: 'declarations at meetings' },
    { table: 'meetings.declarations', column: 'decided_by', called: 'decisions on interests' },
    { table: 'meetings.minutes_drafts', column: 'saved_by', called: 'drafts of minutes saved' },
    { table: 'meetings.minutes_steps', column: 'person_id', called: 'approvals of minutes' },
    { table: 'meetings.proceedings', column: 'person_id', called: 'entries of the room' },
    { table: 'meetings.exclusions', column: 'mover_id', called: 'resolutions moved' },
    { table: 'meetings.exclusions', column: 'seconder_id', called: 'resolutions seconded' },
    { table: 'meetings.invitations', column: 'person_id', called: 'invitations' },
    { table: 'meetings.invitations', column: 'invited_by', called: 'invitations sent' },
    { table: 'meetings.replies', column: 'deputy_person_id', called: 'times named as deputy' },
    { table: 'meetings.replies', column: 'recorded_by', called: 'replies recorded' },
    { table: 'meetings.agenda_setters', column: 'person_id', called: 'places in agenda-setting' },
    {
      table: 'meetings.plan_items',
      column: 'lead_person_id',
      called: 'items led in a forward plan',
    },
    {
      table: 'meetings.correspondence_members',
      column: 'person_id',
      called: 'times asked for a decision',
    },
    {
      table: 'meetings.minutes_corrections',
      column: 'proposed_by',
      called: 'corrections proposed',
    },
    { table: 'meetings.reviews', column: 'noted_by', called: 'notes on meetings' },
    {
      table: 'meetings.conflict_lines',
      column: 'person_id',
      called: 'conflicts settled beforehand',
    },
    { table: 'meetings.conflict_lines', column: 'decided_by', called: 'conflicts decided' },
    { table: 'meetings.conflict_lines', column: 'recorded_by', called: 'conflicts recorded' },
  ],
  conflicts: presentTwice,
  refusals: twoPersons,
  prepare: joinInvitations,
}

/** A member may sit for an organisation that an item touches. */
export const organisationsInMeetings: MergePart = {
  references: [
    {
      table: 'meetings.conflict_lines',
      column: 'organisation_id',
      called: 'conflicts of those who sit for it',
    },
  ],
}

/** Meetings of both entries on one day would have one address: they cannot be told apart. */
async function onOneDay(db: Db, { stays, goes }: Merge): Promise<Refusal[]> {
  const rows = await sittings(db)
    .selectFrom('meetings.meetings as own')
    .innerJoin('meetings.meetings as other', 'other.slug', 'own.slug')
    .select('own.day')
    .where('own.body_id', '=', stays)
    .where('other.body_id', '=', goes)
    .orderBy('own.day')
    .execute()
  return rows.map(({ day }) => ({
    code: 'meetings-on-one-day',
    field: 'goes',
    message: `Both entries have a meeting on ${formatDay(day)}, at what would be one address. Move or call off one of them first.`,
  }))
}

/** A body has one standard agenda for each kind of meeting: that of the entry that stays. */
const oneAgendaForEachKind = async (tx: Tx, { stays, goes }: Merge): Promise<unknown[]> =>
  (
    await sql`delete from meetings.agenda_templates other where body_id = ${goes} and exists (
      select from meetings.agenda_templates own where own.body_id = ${stays} and own.kind = other.kind)
      returning *`.execute(tx)
  ).rows

/** This room's share in merging two entries of one body; what was published of its meetings stays as it was. */
export const bodiesInMeetings: MergePart = {
  references: [
    { table: 'meetings.meetings', column: 'body_id', called: 'meetings' },
    { table: 'meetings.recurring_items', column: 'body_id', called: 'recurring items' },
    { table: 'meetings.plan_items', column: 'body_id', called: 'items of the forward plan' },
    { table: 'meetings.agenda_templates', column: 'body_id', called: 'standard agendas' },
    { table: 'meetings.agenda_setters', column: 'body_id', called: 'places in agenda-setting' },
    { table: 'meetings.correspondences', column: 'body_id', called: 'decisions between meetings' },
    { table: 'meetings.officer_decisions', column: 'body_id', called: 'officers’ decisions' },
    {
      table: 'meetings.published_outside',
      column: 'body_id',
      called: 'records of decisions published',
      kept: 'kept with the old entry, as what it had published then',
    },
    {
      table: 'meetings.published_years',
      column: 'body_id',
      called: 'years of dates published',
      kept: 'kept with the old entry, as what it had published then',
    },
  ],
  refusals: onOneDay,
  prepare: oneAgendaForEachKind,
}
