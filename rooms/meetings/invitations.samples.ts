import { expectDone } from '../../platform/outcome.ts'
import { actingOn, type TestRecord } from '../../platform/testing/record.ts'
import { changeContact } from '../people/change-contact.ts'
import { inviteToMeeting } from './invite-to-meeting.ts'
import { listRounds } from './read-invitations.ts'

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
