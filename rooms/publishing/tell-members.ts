import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { refused } from '../../platform/outcome.ts'
import { type Acting, recorded, verb } from '../../platform/record/verb.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { holdPacks, insertTelling } from './publishing.records.ts'
import { readTellings } from './read-tellings.ts'
import { tellingKey, tellingLetter } from './telling-letter.ts'

export type MembersToTell = {
  readonly meeting: string
  /** The site's public address, 'https://…', for the links. */
  readonly site: string
}

/** What came of telling: how many letters were written, and to how many nothing can be sent. */
export type MembersTold = { readonly letters: number; readonly withoutAddress: number }

/**
 * Writes one letter to each who is still to be told of the latest version, within an act that
 * has its own journal line; the caller holds the packs. Whoever has no address is told nothing
 * and stays to be told.
 */
export async function tellWhoeverIsDue(
  tx: Tx,
  { meeting: meetingId, site }: MembersToTell,
  { today, now, person }: Pick<Acting, 'today' | 'now' | 'person'>,
): Promise<MembersTold> {
  const meeting = await readMeeting(tx, meetingId)
  const { versions, readers, due } = await readTellings(tx, meeting, today)
  const latest = versions.at(-1)
  let letters = 0
  let withoutAddress = 0
  for (const telling of latest ? due : []) {
    const to = readers.find(({ id }) => id === telling.person)?.email ?? null
    if (to === null || !latest) {
      withoutAddress++
      continue
    }
    const key = tellingKey(meetingId, telling.person, telling.version)
    await writeLetter(tx, { key, to, ...tellingLetter(latest, telling, site) }, now)
    await insertTelling(tx, {
      id: randomUUID(),
      meeting_id: meetingId,
      person_id: telling.person,
      version: telling.version,
      since_version: telling.since,
      told_on: today,
      told_at: now,
      told_by: person,
      letter_key: key,
    })
    letters++
  }
  return { letters, withoutAddress }
}

/**
 * Tells members of the versions published since each was told last: the whole to those who
 * were told nothing yet, the difference to the others, nothing to those for whom nothing
 * changed. What was told is not told again.
 *
 * Refuses a meeting of which nothing is published, and one of which nobody is to be told.
 */
export const tellMembers = verb<MembersToTell, MembersTold>({
  name: 'publishing.tell-members',
  permission: 'publish',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    await holdPacks(tx, input.meeting)
    const told = await tellWhoeverIsDue(tx, input, acting)
    if (told.letters === 0)
      return refused({
        code: 'nobody-to-tell',
        message:
          told.withoutAddress > 0
            ? 'Nobody can be told by letter: those who are still to be told have no e-mail address in the record.'
            : 'Everybody has been told of everything that is published, so no letter was written.',
      })
    return recorded({ value: told, subject: { kind: 'meeting', id: input.meeting }, after: told })
  },
})
