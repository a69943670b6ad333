import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { addDays, type Day } from '../../platform/day.rules.ts'
import { done, expectDone, NotFound, refused } from '../../platform/outcome.ts'
import { inTransaction, recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { reminderDays, reminderDue } from './invitation.rules.ts'
import {
  findInvitation,
  lettersKey,
  listInvitationLetters,
  listMeetingsInvitedTo,
  listRounds,
  replyOf,
  roundThatCounts,
} from './read-invitations.ts'
import { readMeeting } from './read-meeting.ts'
import { readReplying } from './read-replying.ts'
import {
  addressOfPapers,
  type LettersLeadTo,
  type PapersOf,
  writeInvitationLetter,
} from './write-invitation-letter.ts'

/**
 * Sends somebody another letter by hand. Refuses who has replied, who has no address, and
 * where no reply can be given any more.
 */
export const remindInvited = verb<LettersLeadTo & { readonly invitation: string }, string>({
  name: 'meetings.remind-invited',
  permission: 'arrange meetings',
  scope: async (tx, { invitation }) => {
    const found = await findInvitation(tx, invitation)
    if (!found) throw new NotFound('There is no such invitation in the record.')
    return (await readMeeting(tx, found.round.meeting_id)).body_id
  },
  act: async (tx, { invitation, ...leadTo }, acting) => {
    const replying = await readReplying(tx, invitation, acting.now)
    if (!replying) throw new NotFound('There is no such invitation in the record.')
    const { person, meeting, replies, shut } = replying
    if (shut.length > 0) return refused(...shut)
    if (replies.length > 0)
      return refused({
        code: 'has-replied',
        message: `${person.name} has replied already, and is not reminded.`,
      })
    const letters = (await listInvitationLetters(tx, meeting.id)).get(invitation) ?? []
    const byHand = letters.filter(({ what }) => what.startsWith('by-hand-')).length
    const letter = { kind: 'reminder' as const, what: `by-hand-${byHand + 1}` }
    if (!(await writeInvitationLetter(tx, replying, letter, leadTo, acting.now)))
      return refused({
        code: 'no-address',
        message: `No e-mail address of ${person.name} is recorded. Ask them another way, and record what they say.`,
      })
    return recorded({
      value: person.name,
      subject: { kind: 'meeting', id: meeting.id },
      after: { reminded: person.id, letter: lettersKey(meeting.id, invitation, letter.what) },
    })
  },
})

/** How far ahead meetings are looked at: ten working days are never longer than this. */
const LOOK_AHEAD_DAYS = 40

export type Morning = {
  readonly today: Day
  readonly now: Date
  readonly site: string
  readonly papersOf: PapersOf
}

/**
 * The morning's reminders: to who was invited and has not replied, each once, and none after a
 * reply or to somebody no longer a member. Answers how many letters were written.
 */
export async function sendReminders(db: Db, morning: Morning): Promise<number> {
  const { today, now, site, papersOf } = morning
  const calendar = await readCalendar(db)
  let written = 0
  for (const meeting of await listMeetingsInvitedTo(db, today, addDays(today, LOOK_AHEAD_DAYS))) {
    const days = reminderDays(calendar, meeting.day)
    const round = roundThatCounts(await listRounds(db, meeting.id), meeting)
    const due = (round?.invited ?? []).flatMap(invited => {
      const { id, invited_on } = invited.invitation
      const reminder = reminderDue(days, invited_on, meeting.day, today)
      return reminder === undefined || replyOf(invited) ? [] : [{ id, reminder }]
    })
    if (due.length === 0) continue
    const papers = await addressOfPapers(
      db,
      { body: await readBody(db, meeting.body_id), meeting },
      papersOf,
      site,
    )
    for (const { id, reminder } of due) {
      const isWritten = await inTransaction(db, async tx => {
        // They may have replied, or left, since the list was read.
        const replying = await readReplying(tx, id, now)
        if (!replying || replying.shut.length > 0 || replying.replies.length > 0) return done(false)
        const letter = { kind: 'reminder' as const, what: `reminder-${reminder}` }
        return done(await writeInvitationLetter(tx, replying, letter, { site, papers }, now))
      })
      if (expectDone(isWritten)) written++
    }
  }
  return written
}
