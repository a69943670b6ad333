import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { type LetterStanding, listLetters } from '../../platform/mail/letters.ts'
import { readBodies } from '../bodies/read-body.ts'
import { type Arrangement, isSameArrangement } from './invitation.rules.ts'
import { invitations } from './invitations.records.ts'
import type { InvitationTables } from './invitations.tables.ts'
import type { MeetingTables } from './meetings.tables.ts'
import type { MeetingOfBody } from './read-meeting.ts'

export type RoundRow = InvitationTables['meetings.invitation_rounds']
export type InvitationRow = InvitationTables['meetings.invitations']
export type ReplyRow = Selectable<InvitationTables['meetings.replies']>
export type ForecastRow = Selectable<InvitationTables['meetings.quorum_forecasts']>

/** Somebody who was asked, with every reply they gave, the first one first. */
export type Invited = { readonly invitation: InvitationRow; readonly replies: readonly ReplyRow[] }

/** All who were asked for one arrangement of a meeting. */
export type Round = { readonly round: RoundRow; readonly invited: readonly Invited[] }

/** Everybody who was asked to a meeting, the latest arrangement first. Three queries. */
export async function listRounds(db: Db, meetingId: string): Promise<Round[]> {
  const rounds = await invitations(db)
    .selectFrom('meetings.invitation_rounds')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('number', 'desc')
    .execute()
  if (rounds.length === 0) return []
  const rows = await invitations(db)
    .selectFrom('meetings.invitations')
    .selectAll()
    .where(
      'round_id',
      'in',
      rounds.map(({ id }) => id),
    )
    .orderBy('invited_at')
    .orderBy('id')
    .execute()
  const replies = await listReplies(
    db,
    rows.map(({ id }) => id),
  )
  return rounds.map(round => ({
    round,
    invited: rows
      .filter(row => row.round_id === round.id)
      .map(invitation => ({ invitation, replies: replies.get(invitation.id) ?? [] })),
  }))
}

/** The replies to invitations, by invitation, the first one first. One query. */
export async function listReplies(
  db: Db,
  invitationIds: readonly string[],
): Promise<ReadonlyMap<string, ReplyRow[]>> {
  if (invitationIds.length === 0) return new Map()
  const rows = await invitations(db)
    .selectFrom('meetings.replies')
    .selectAll()
    .where('invitation_id', 'in', [...invitationIds])
    .orderBy('position')
    .execute()
  const found = new Map<string, ReplyRow[]>()
  for (const row of rows)
    found.set(row.invitation_id, [...(found.get(row.invitation_id) ?? []), row])
  return found
}

/** The round whose replies count: the latest, if the meeting is still arranged as it was asked for. */
export const roundThatCounts = (
  rounds: readonly Round[],
  meeting: Arrangement,
): Round | undefined => {
  const [latest] = rounds
  return latest && isSameArrangement(latest.round, meeting) ? latest : undefined
}

/** The latest reply counts. */
export const replyOf = ({ replies }: Pick<Invited, 'replies'>): ReplyRow | undefined =>
  replies.at(-1)

/** The invitation to which a secret's hash leads. One query. */
export const findInvitationByLink = async (db: Db, hash: string): Promise<string | undefined> =>
  (
    await invitations(db)
      .selectFrom('meetings.invitation_links')
      .select('invitation_id')
      .where('link_hash', '=', hash)
      .executeTakeFirst()
  )?.invitation_id

/** An invitation, its round, and whether nobody was asked anew since. Three queries. */
export async function findInvitation(
  db: Db,
  id: string,
): Promise<
  | {
      readonly invitation: InvitationRow
      readonly round: RoundRow
      readonly isLatest: boolean
    }
  | undefined
> {
  const invitation = await invitations(db)
    .selectFrom('meetings.invitations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!invitation) return undefined
  const round = await invitations(db)
    .selectFrom('meetings.invitation_rounds')
    .selectAll()
    .where('id', '=', invitation.round_id)
    .executeTakeFirstOrThrow()
  const later = await invitations(db)
    .selectFrom('meetings.invitation_rounds')
    .select('id')
    .where('meeting_id', '=', round.meeting_id)
    .where('number', '>', round.number)
    .executeTakeFirst()
  return { invitation, round, isLatest: later === undefined }
}

/** A person's invitation to a meeting yet to come, and what they last answered. */
export type OwnInvitation = MeetingOfBody & {
  readonly invitation: string
  readonly reply: ReplyRow | undefined
}

/** What a person is invited to from a day on, as arranged now, the next meeting first. Four queries. */
export async function listInvitationsOf(
  db: Db,
  person: string,
  from: Day,
): Promise<OwnInvitation[]> {
  const rows = await tablesOf<InvitationTables & MeetingTables>(db)
    .selectFrom('meetings.invitations as invitation')
    .innerJoin('meetings.invitation_rounds as round', 'round.id', 'invitation.round_id')
    .innerJoin('meetings.meetings as meeting', 'meeting.id', 'round.meeting_id')
    .selectAll('meeting')
    .select([
      'invitation.id as invitation',
      'round.day as asked_day',
      'round.starts_at as asked_starts_at',
      'round.mode as asked_mode',
      'round.venue as asked_venue',
      'round.number as number',
    ])
    .where('invitation.person_id', '=', person)
    .where('meeting.day', '>=', from)
    .orderBy('meeting.day')
    .orderBy('meeting.starts_at')
    .orderBy('round.number', 'desc')
    .execute()
  const standing = rows.filter((row, at) => {
    const isLatest = rows.findIndex(other => other.id === row.id) === at
    const { asked_day: day, asked_starts_at: starts_at, asked_mode: mode, asked_venue: venue } = row
    return isLatest && isSameArrangement({ day, starts_at, mode, venue }, row)
  })
  const bodies = await readBodies(
    db,
    standing.map(({ body_id }) => body_id),
  )
  const replies = await listReplies(
    db,
    standing.map(({ invitation }) => invitation),
  )
  return standing.flatMap(({ invitation, ...meeting }) => {
    const body = bodies.get(meeting.body_id)
    return body ? [{ body, meeting, invitation, reply: replies.get(invitation)?.at(-1) }] : []
  })
}

/** A letter about an invitation: what it was, and how it fared. */
export type InvitationLetter = LetterStanding & { readonly what: string }

export const lettersKey = (meetingId: string, invitationId: string, what: string) =>
  `invitation/${meetingId}/${invitationId}/${what}`

/** The letters that went out about a meeting's invitations, by invitation. One query. */
export async function listInvitationLetters(
  db: Db,
  meetingId: string,
): Promise<ReadonlyMap<string, InvitationLetter[]>> {
  const found = new Map<string, InvitationLetter[]>()
  for (const letter of await listLetters(db, `invitation/${meetingId}/`)) {
    const [, , invitation = '', what = ''] = letter.key.split('/')
    found.set(invitation, [...(found.get(invitation) ?? []), { ...letter, what }])
  }
  return found
}

/** What was told of the quorum to expect, the latest first. One query. */
export const listForecasts = (db: Db, meetingId: string): Promise<ForecastRow[]> =>
  invitations(db)
    .selectFrom('meetings.quorum_forecasts')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position', 'desc')
    .execute()

/** Meetings on or after a day, up to another, to which somebody was invited. One query. */
export const listMeetingsInvitedTo = (db: Db, from: Day, until: Day) =>
  tablesOf<InvitationTables & MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', until)
    .where(where =>
      where.exists(
        where
          .selectFrom('meetings.invitation_rounds')
          .select('meetings.invitation_rounds.id')
          .whereRef('meeting_id', '=', 'meetings.meetings.id'),
      ),
    )
    .orderBy('day')
    .orderBy('id')
    .execute()
