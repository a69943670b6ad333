import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { readOrganisationName } from '../../platform/record/installation.ts'
import { readAddresses } from './read-addresses.ts'

/**
 * Writes to a person that a way into their account was opened or shut, whoever did it: who did
 * not expect that can say so. Nothing where they have no address.
 *
 * @param what happened, as a sentence
 */
export async function tellOfAccess(tx: Tx, person: string, what: string, at: Date): Promise<void> {
  const to = (await readAddresses(tx, [person])).get(person)
  if (to === undefined) return
  const organisation = (await readOrganisationName(tx)) ?? 'Goldthread'
  await writeLetter(
    tx,
    {
      key: `access/${randomUUID()}`,
      to,
      subject: `How you sign in to the record of ${organisation}`,
      body: `${what}\n\nIf you did not expect this, tell whoever looks after people in the record at once.\n`,
    },
    at,
  )
}
