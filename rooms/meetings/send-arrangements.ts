import { londonNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockMeeting } from './agenda.records.ts'
import { hasBegun } from './invitation.rules.ts'
import { listInvitationLetters, listRounds, replyOf, roundThatCounts } from './read-invitations.ts'
import { readMeeting } from './read-meeting.ts'
import { readAskedFor, readReplying } from './read-replying.ts'
import { type LettersLeadTo, writeInvitationLetter } from './write-invitation-letter.ts'

/**
 * Sends the arrangements once more to everybody invited who has not sent apologies: for the
 * way to join that came later (R-MEET-9), or papers published since. Nobody is asked anew, and
 * replies stand. Answers how many letters were written. Refuses where nobody is invited to the
 * meeting as it is arranged, where nobody has an address, and once it has begun.
 */
export const sendArrangements = verb<LettersLeadTo & { readonly meeting: string }, number>({
  name: 'meetings.send-arrangements',
  permission: 'arrange meetings',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, { meeting: id, ...leadTo }, acting) => {
    await lockMeeting(tx, id)
    const meeting = await readMeeting(tx, id)
    const round = roundThatCounts(await listRounds(tx, id), meeting)
    if (hasBegun(meeting, londonNow(acting.now)))
      return refused({
        code: 'meeting-begun',
        message: `The meeting of ${formatDay(meeting.day)} has begun or is over.`,
      })
    if (!round)
      return refused({
        code: 'nobody-invited',
        message: 'Nobody is invited to the meeting as it is now arranged: invite them first.',
      })
    const letters = await listInvitationLetters(tx, id)
    const kind = 'arrangements' as const
    const askedFor = await readAskedFor(tx, id)
    let written = 0
    for (const invited of round.invited) {
      if (replyOf(invited)?.answer === 'apologies') continue
      const replying = await readReplying(tx, invited.invitation.id, acting.now, askedFor)
      if (!replying || replying.shut.length > 0) continue
      const before = letters.get(invited.invitation.id) ?? []
      const count = before.filter(({ what }) => what.startsWith(`${kind}-`)).length
      const letter = { kind, what: `${kind}-${count + 1}` }
      if (await writeInvitationLetter(tx, replying, letter, leadTo, acting.now)) written++
    }
    if (written === 0)
      return refused({
        code: 'no-address',
        message: 'Nobody who could come has an e-mail address in the record.',
      })
    return recorded({
      value: written,
      subject: { kind: 'meeting', id },
      after: { arrangementsSentTo: written },
    })
  },
})
