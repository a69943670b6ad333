import { randomUUID } from 'node:crypto'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { tries } from '../../platform/http/tries.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { done, type Outcome, refused } from '../../platform/outcome.ts'
import { readOrganisationName } from '../../platform/record/installation.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import { reasonsAgainstEmail } from './email.rules.ts'
import { findByEmail } from './find-by-email.ts'
import { ownPath } from './own-path.rules.ts'
import type { PeopleTables } from './people.tables.ts'
import { hashOf } from './secret.ts'
import { holdsNow } from './session.rules.ts'
import { insertSignInLink, signInAddress } from './sign-in-link.ts'

/** A whole organisation may stand behind one address of the network. */
const ofNetwork = tries({ purpose: 'links asked for from a network', most: 60, minutes: 10 })
const ofPair = tries({ purpose: 'links asked for, address and network', most: 5, minutes: 15 })
/**
 * One letter in five minutes, whoever asks: nobody's mailbox is flooded. That shuts nobody out,
 * for the letter that went instead is theirs and its link has ten minutes left or more.
 */
const ofPerson = tries({ purpose: 'letters with a link', most: 1, minutes: 5 })

const MEMORY_MS = 15 * 60_000
const LONGEST_ADDRESS = 254

export type Asking = {
  readonly email: string
  readonly onward: string
  /** As `networkOf` names it. */
  readonly network: string
}

/**
 * Notes that somebody asked for a link to this address. What happens, and how long it takes, is
 * the same whether the address is known here or not: who it is, is looked up when the
 * letters are written. Refuses what is no address, and too many from one network.
 */
export async function askForLink(
  db: Db,
  { email: typed, onward, network }: Asking,
  now: Date,
): Promise<Outcome<null>> {
  const email = typed.trim()
  const refuse = (code: string, message: string) => refused({ code, field: 'email', message })
  if (email === '') return refuse('email-missing', 'Enter your e-mail address.')
  if (email.length > LONGEST_ADDRESS || reasonsAgainstEmail(email).length > 0)
    return refuse('email-unreadable', 'Enter an e-mail address like name@example.org.')
  if (!(await ofPair.take(db, `${email.toLowerCase()} ${network}`, now)))
    return refuse(
      'asked-often',
      'A link was asked for several times from here. Look in your mailbox, also among the unwanted letters, or try again in fifteen minutes.',
    )
  if (!(await ofNetwork.take(db, network, now)))
    return refuse(
      'network-asked-often',
      'Too many links were asked for from your network. Try again in ten minutes, or sign in another way.',
    )
  await tablesOf<PeopleTables>(db)
    .insertInto('people.link_requests')
    .values({ id: randomUUID(), email, onward: ownPath(onward), asked_at: now })
    .execute()
  return done(null)
}

/**
 * Writes the letters that were asked for, one for each address that is one person's; answers
 * how many. Earlier links stay good until they run out: who asks in a colleague's name must not
 * be able to end the colleague's own.
 */
export async function writeSignInLetters(
  db: Db,
  { site, now }: { readonly site: string; readonly now: Date },
): Promise<number> {
  let written = 0
  for (;;) {
    const one = await inTransaction(db, async tx => done(await writeOne(tx, site, now)))
    if (!one.ok || one.value === 'no more') return written
    if (one.value === 'written') written++
  }
}

async function writeOne(
  tx: Parameters<typeof writeLetter>[0],
  site: string,
  now: Date,
): Promise<'written' | 'nobody' | 'no more'> {
  const people = tablesOf<PeopleTables>(tx)
  const request = await people
    .selectFrom('people.link_requests')
    .selectAll()
    .orderBy('asked_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!request) return 'no more'
  await people.deleteFrom('people.link_requests').where('id', '=', request.id).execute()
  // Asked while no letters went out: nobody waits for it any more.
  const until = new Date(request.asked_at.getTime() + MEMORY_MS)
  if (!holdsNow(request.asked_at, until, now)) return 'nobody'
  const [person, another] = await findByEmail(tx, request.email)
  if (person === undefined) return 'nobody'
  if (!(await ofPerson.take(tx, another === undefined ? person : request.email, now)))
    return 'nobody'
  const organisation = (await readOrganisationName(tx)) ?? 'Goldthread'
  const letter = { to: request.email, subject: `Sign in to the record of ${organisation}` }
  if (another !== undefined)
    return writeLetter(
      tx,
      {
        ...letter,
        key: `sign-in/${request.id}`,
        body: 'Somebody asked for a link to sign in with this address. It is recorded for two people, so that we cannot tell who you are.\n\nAsk whoever looks after people in the record to put that right.\n',
      },
      now,
    ).then(() => 'written')
  const { key } = await insertSignInLink(
    tx,
    { person, madeBy: 'letter', onward: request.onward },
    now,
  )
  await writeLetter(
    tx,
    {
      ...letter,
      key: `sign-in/${hashOf(key).slice(0, 32)}`,
      body: `Open this link to sign in. It works once, and holds for fifteen minutes:\n\n${signInAddress(site, key)}\n\nIf you did not ask for it, do nothing: without this letter nobody can use it.\n`,
    },
    now,
  )
  return 'written'
}
