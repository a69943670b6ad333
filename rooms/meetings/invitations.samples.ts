import { sql } from 'kysely'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, type TestRecord } from '../../platform/testing/record.ts'
import { changeContact } from '../people/change-contact.ts'
import { aMeeting } from './agenda.samples.ts'
import type { ReplyGiven } from './invitation.rules.ts'
import { inviteToMeeting } from './invite-to-meeting.ts'
import type { MeetingMode } from './meetings.tables.ts'
import { listRounds } from './read-invitations.ts'
import { recordReply } from './reply-to-invitation.ts'
import { aCommittee, type SampleBody } from './sitting.samples.ts'

export const SITE = 'https://goldthread.example.org'

/** Gives persons an address each, by which a letter can be told from another. */
export async function withAddresses(
  record: Pick<TestRecord, 'db'>,
  persons: readonly (string | null)[],
): Promise<void> {
  for (const person of persons)
    if (person !== null)
      expectDone(
        await changeContact(actingOn(record, '2024-01-01'), {
          person,
          email: `${person}@example.org`,
        }),
      )
}

/** Invites the members of a meeting on a day; answers how many were asked and written to. */
export const invite = async (
  record: Pick<TestRecord, 'db'>,
  meeting: string,
  on: string,
  others: readonly string[] = [],
) =>
  expectDone(
    await inviteToMeeting(actingOn(record, on), { meeting, others, site: SITE, papers: '' }),
  )

/** The latest invitation of each person to a meeting, by person. */
export const invitationsTo = async (
  { db }: Pick<TestRecord, 'db'>,
  meeting: string,
): Promise<ReadonlyMap<string, string>> => {
  const [latest] = await listRounds(db, meeting)
  return new Map(
    (latest?.invited ?? []).map(({ invitation }) => [invitation.person_id, invitation.id]),
  )
}

/** The secret in the letter to a person about a meeting, and the answers that it offers. */
export const linksIn = (letter: string): { readonly key: string; readonly slugs: string[] } => ({
  key: /\/reply\?key=([^&\s]+)/.exec(letter)?.[1] ?? '',
  slugs: [...letter.matchAll(/&answer=([a-z-]+)/g)].map(([, slug]) => slug ?? ''),
})

/** The letters written under keys that begin so, in the order in which they were. */
export const lettersIn = async ({ db }: Pick<TestRecord, 'db'>, prefix: string) =>
  (
    await sql<{
      key: string
      recipient: string
      subject: string
      body: string
      attachment: { text: string }
    }>`
      select key, recipient, subject, body, attachment from platform.letters
      where starts_with(key, ${prefix}) order by written_at, key`.execute(db)
  ).rows

let serial = 0
export const slug = () => {
  serial += 1
  return `committee-${serial}`
}

/** A committee whose members all have an address, and its meeting of 14 February 2025. */
export async function aRoundOf(
  record: Pick<TestRecord, 'db'>,
  options: {
    readonly mode?: MeetingMode
    readonly members?: number
    readonly body?: SampleBody
  } = {},
) {
  const body = options.body ?? (await aCommittee(record, slug(), options.members ?? 4))
  const people = body.seats.flatMap(({ holder }) => holder ?? [])
  await withAddresses(record, people)
  const meeting = await aMeeting(record, body.id, { mode: options.mode ?? 'hybrid' })
  await invite(record, meeting.id, '2025-01-10')
  const invitation = await invitationsTo(record, meeting.id)
  const idOf = (at: number) => invitation.get(people[at] ?? '') ?? ''
  const keyOf = async (at: number) => {
    const [letter] = await lettersIn(record, `invitation/${meeting.id}/${idOf(at)}/`)
    return linksIn(letter?.body ?? '')
  }
  const says = (at: number, given: ReplyGiven, on = '2025-01-20') =>
    recordReply(actingOn(record, on), { invitation: idOf(at), ...given })
  return { body, people, meeting, idOf, keyOf, says }
}

/** What the jobs of a morning are told. */
export const morning = (on: string) => ({
  today: day(on),
  now: new Date(`${on}T07:00:00Z`),
  site: SITE,
  papersOf: async () => '/meetings/papers',
})
