import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import { time } from '../../platform/day.rules.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { readAddresses } from '../people/read-addresses.ts'
import { hashOf, newSecret } from '../people/secret.ts'
import { calendarFile } from './calendar-file.ts'
import {
  type InvitationLetterFacts,
  invitationLetter,
  replyAddress,
} from './invitation-letter.rules.ts'
import { insertLink } from './invitations.records.ts'
import { whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, publicPathOf, workPathOf } from './meeting-paths.ts'
import type { MeetingTables } from './meetings.tables.ts'
import { lettersKey } from './read-invitations.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import type { Replying } from './read-replying.ts'

/** Where letters lead: the site's public address, and that of the papers once they are published. */
export type LettersLeadTo = {
  readonly site: string
  /** '' while they are not. */
  readonly papers: string
}

/** The path of a meeting's papers on the public site; '' while they are not published. */
export type PapersOf = (db: Db, of: MeetingOfBody) => Promise<string>

/** The whole address of a meeting's papers; '' while they are not published. */
export async function addressOfPapers(
  db: Db,
  of: MeetingOfBody,
  papersOf: PapersOf,
  site: string,
): Promise<string> {
  const path = await papersOf(db, of)
  return path === '' ? '' : site + path
}

/**
 * Writes one letter about an invitation, with links of its own and an entry for the calendar.
 * Answers whether it was written: nobody without an address is written to, and none twice
 * about the same (`what`).
 */
export async function writeInvitationLetter(
  tx: Tx,
  replying: Replying,
  letter: { readonly kind: InvitationLetterFacts['kind']; readonly what: string },
  { site, papers }: LettersLeadTo,
  at: Date,
): Promise<boolean> {
  const { invitation, body, meeting, person } = replying
  const to = (await readAddresses(tx, [person.id])).get(person.id)
  if (to === undefined) return false
  const secret = newSecret()
  const words = invitationLetter({
    kind: letter.kind,
    name: person.name,
    bodyName: body.name,
    day: meeting.day,
    whenAndWhere: whenAndWhere(meeting),
    joining: meeting.mode === 'in person' ? '' : meeting.joining,
    papers,
    offered: replying.offered,
    noDeputies: replying.deputies === 'never' && replying.seats.length > 0,
    linkOf: slug => replyAddress(site, secret, slug),
  })
  const isPublic = await wasAnnounced(tx, replying)
  const written = await writeLetter(
    tx,
    {
      key: lettersKey(meeting.id, invitation.id, letter.what),
      to,
      ...words,
      attachment: {
        name: 'meeting.ics',
        mediaType: 'text/calendar; charset=utf-8; method=PUBLISH',
        text: calendarFile(
          [
            {
              id: meeting.id,
              version: meeting.version,
              changedAt: at,
              day: meeting.day,
              startsAt: time(meeting.starts_at.slice(0, 5)),
              endsAt: meeting.ends_at ? time(meeting.ends_at.slice(0, 5)) : undefined,
              title: `${body.name}: ${nameOfMeeting({ meeting })}`,
              place: meeting.venue || (meeting.mode === 'remote' ? 'Online' : ''),
              address: site + (isPublic ? publicPathOf(replying) : workPathOf(replying)),
            },
          ],
          body.name,
        ),
      },
    },
    at,
  )
  if (written)
    await insertLink(tx, {
      link_hash: hashOf(secret),
      invitation_id: invitation.id,
      made_at: at,
    })
  return written
}

/** Whether the meeting has a public page to lead to (R-TOR-14: a workshop has none). */
const wasAnnounced = async (tx: Tx, { meeting }: Replying): Promise<boolean> =>
  meeting.kind !== 'workshop' &&
  (await tablesOf<MeetingTables>(tx)
    .selectFrom('meetings.notices')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'public notice')
    .limit(1)
    .executeTakeFirst()) !== undefined
