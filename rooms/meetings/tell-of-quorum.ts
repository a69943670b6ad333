import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../platform/database/database.ts'
import { addDays, formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { done, expectDone } from '../../platform/outcome.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { listRoleHolders } from '../people/list-role-holders.ts'
import { readAddresses } from '../people/read-addresses.ts'
import { cureInWords, expectationInWords, shortagesInWords } from './expected-quorum.rules.ts'
import { TELL_DAYS_AHEAD } from './invitation.rules.ts'
import { insertForecast } from './invitations.records.ts'
import { invitationsPathOf } from './meeting-paths.ts'
import { readExpectation } from './read-expected-quorum.ts'
import { listForecasts, listMeetingsInvitedTo } from './read-invitations.ts'
import type { Meeting } from './read-meeting.ts'
import type { Morning } from './remind-invited.ts'
import { isOff } from './standing.rules.ts'

/**
 * In the week before a meeting to which people are invited, tells its clerk and its chair if it
 * will not be quorate or is not yet certain to be: which limb is short, by how many, and who
 * could cure it. Told again only if that changes, and once more when it has become certain.
 * Answers how many meetings were told of.
 */
export async function tellOfQuorum(
  db: Db,
  morning: Pick<Morning, 'today' | 'now' | 'site'>,
): Promise<number> {
  const { today } = morning
  let told = 0
  for (const meeting of await listMeetingsInvitedTo(db, today, addDays(today, TELL_DAYS_AHEAD)))
    if (expectDone(await inTransaction(db, async tx => done(await tellOf(tx, meeting, morning)))))
      told++
  return told
}

async function tellOf(
  tx: Tx,
  meeting: Meeting,
  { today, now, site }: Pick<Morning, 'today' | 'now' | 'site'>,
): Promise<boolean> {
  const { expected, hasBegun, round, nameOf } = await readExpectation(tx, meeting, now)
  if (!expected || hasBegun || isOff(meeting)) return false
  const words = [
    round ? '' : 'The meeting has changed since people were asked, and nobody has been asked anew.',
    expectationInWords(expected),
    ...shortagesInWords(expected),
    cureInWords(expected, nameOf),
  ]
    .filter(sentence => sentence !== '')
    .join('\n')
  const [before] = await listForecasts(tx, meeting.id)
  if (before ? before.words === words : expected.state === 'expected') return false
  const body = await readBody(tx, meeting.body_id)
  const id = randomUUID()
  await insertForecast(tx, {
    id,
    meeting_id: meeting.id,
    state: expected.state,
    words,
    told_on: today,
    told_at: now,
  })
  const persons = await listRoleHolders(tx, ['clerk', 'chair'], body.id, today)
  const addresses = await readAddresses(
    tx,
    persons.map(person => person.id),
  )
  for (const person of persons) {
    const to = addresses.get(person.id)
    if (to === undefined) continue
    const subject =
      expected.state === 'expected'
        ? `Quorum now expected: ${body.name}, ${formatDay(meeting.day)}`
        : `Quorum at risk: ${body.name}, ${formatDay(meeting.day)}`
    await writeLetter(
      tx,
      {
        key: `quorum/${meeting.id}/${id}/${person.id}`,
        to,
        subject,
        body: [
          person.name,
          '',
          `The meeting of ${body.name} on ${formatDayWithWeekday(meeting.day)}`,
          '',
          words,
          '',
          `Who has replied: ${site}${invitationsPathOf({ body, meeting })}`,
          '',
          'You will be told again only if this changes.',
          '',
        ].join('\n'),
      },
      now,
    )
  }
  return true
}
