import { randomUUID } from 'node:crypto'
import type { Day, Time } from '../../platform/day.rules.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { writeLetter } from '../../platform/mail/letters.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readBody } from '../bodies/read-body.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { readAddresses } from '../people/read-addresses.ts'
import { hashOf, newSecret } from '../people/secret.ts'
import { closingInWords, type NewProposal, reasonsNotToAsk } from './correspondence.rules.ts'
import type { decisionVerbs } from './formal-business.rules.ts'
import { insertCorrespondence } from './outside.records.ts'

export type CorrespondenceOpened = NewProposal & {
  readonly body: string
  readonly manner: 'e-mail' | 'telephone'
  readonly closesOn: Day
  readonly closesAt?: Time | undefined
  /** The site's public address, 'https://…', for the links in the letters. */
  readonly site: string
}

/**
 * Asks the members of a body for an urgent decision between meetings, by e-mail or telephone,
 * with the chair's agreement and why it cannot wait (R-TOR-15). Each member with an address is
 * written a letter with a link of their own, by which they reply without signing in. Papers are
 * attached afterwards; the link shows them.
 *
 * Refuses what `reasonsNotToAsk` refuses.
 */
export const openCorrespondence = verb<CorrespondenceOpened, string>({
  name: 'meetings.open-correspondence',
  permission: 'record decisions',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await readBody(tx, input.body)
    const facts = await readQuorumFacts(tx, body.id, acting.today)
    const voting = new Set(facts.seats.filter(seat => seat.voting).map(({ id }) => id))
    const holdings = facts.holdings.filter(({ seat }) => voting.has(seat))
    const asked = holdings.filter(
      ({ person }, at) => holdings.findIndex(other => other.person === person) === at,
    )
    const refusals = reasonsNotToAsk(
      input,
      { regime: body.regime, terms: facts.terms !== undefined, members: asked.length },
      acting.today,
    )
    if (refusals.length > 0) return refused(...refusals)

    const id = randomUUID()
    const addresses = await readAddresses(
      tx,
      asked.map(({ person }) => person),
    )
    const secrets = new Map([...addresses.keys()].map(person => [person, newSecret()]))
    const closing = { closes_on: input.closesOn, closes_at: input.closesAt ?? null }
    const row = {
      id,
      body_id: body.id,
      title: input.title.trim(),
      verb: input.verb,
      text: input.text.trim(),
      for_body: input.forBody?.trim() ?? '',
      manner: input.manner,
      urgent_because: input.urgentBecause.trim(),
      agreed_by: input.agreedBy.trim(),
      agreed_on: input.agreedOn,
      opened_on: acting.today,
      opened_at: acting.now,
      ...closing,
      closed_on: null,
      closed_at: null,
      result: null,
    }
    await insertCorrespondence(
      tx,
      row,
      asked.map(({ person, seat }) => {
        const secret = secrets.get(person)
        return {
          correspondence_id: id,
          person_id: person,
          seat_id: seat,
          reply_hash: secret ? hashOf(secret) : null,
        }
      }),
    )
    for (const [person, secret] of secrets)
      await writeLetter(
        tx,
        {
          key: `correspondence/${id}/${person}`,
          to: addresses.get(person) ?? '',
          subject: `${body.name}: your reply is wanted by ${closingInWords(closing)}`,
          body: letter(body.name, row, `${input.site}/decide/${secret}`),
        },
        acting.now,
      )
    return recorded({
      value: id,
      subject: { kind: 'decision', id },
      after: { ...row, asked: asked.map(({ person }) => person), letters: secrets.size },
    })
  },
})

function letter(
  body: string,
  asked: {
    readonly title: string
    readonly verb: keyof typeof decisionVerbs
    readonly text: string
    readonly urgent_because: string
    readonly agreed_by: string
    readonly agreed_on: Day
    readonly closes_on: Day
    readonly closes_at: string | null
  },
  address: string,
): string {
  return [
    `${body} is asked for a decision between meetings: ${asked.title}.`,
    `What you are asked to ${asked.verb}:\n${asked.text}`,
    `Why it cannot wait for a meeting: ${asked.urgent_because}`,
    `Agreed by ${asked.agreed_by} on ${formatDay(asked.agreed_on)}. The same quorum is needed as at a meeting, counted by replies, so please reply also if you abstain.`,
    `Read the papers and reply, by ${closingInWords(asked)}:\n${address}`,
    'The link is yours alone: whoever has it can reply for you. You may change your reply until then. If you have an interest in this, say so to the clerk and do not reply.',
  ].join('\n\n')
}
