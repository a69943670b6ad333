import { randomUUID } from 'node:crypto'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, listStatedMembers, lockBody } from './bodies.records.ts'
import { reasonsAgainstBlank, reasonsAgainstSpan } from './body.rules.ts'
import { readBody } from './read-body.ts'

export type Statement = {
  readonly body: string
  readonly from: Day
  /** The last day for which it stands; the same day for one meeting. */
  readonly until: Day
  readonly members: number
  /** Whether deputies count as the minutes have them, whatever the seats say. */
  readonly deputiesAsMinuted: boolean
  /** What says so. */
  readonly citation: string
}

/**
 * States how many members a body has for some days; the number then stands
 * instead of that derived from the seats (R-TOR-4). Answers with the statement's
 * id. Refuses a number below one, no citation, a last day before the first, and
 * days for which a number is stated already.
 */
export const stateMembers = verb<Statement, string>({
  name: 'bodies.state-members',
  permission: 'keep the body',
  scope: (_tx, { body }) => body,
  act: async (tx, input) => {
    const body = (await lockBody(tx, input.body)) ?? (await readBody(tx, input.body))
    const refusals = [
      ...reasonsAgainstSpan(input.from, input.until, 'until'),
      ...reasonsAgainstBlank(input.citation, 'citation', 'Say what states this number.'),
    ]
    if (!Number.isInteger(input.members) || input.members < 1)
      refusals.push({
        code: 'members-not-a-number',
        field: 'members',
        message: 'The number of members must be a whole number from 1.',
      })
    const other = (await listStatedMembers(tx, body.id)).find(
      stated => stated.from_day <= input.until && stated.until_day >= input.from,
    )
    if (other)
      refusals.push({
        code: 'members-stated',
        field: 'from',
        message: `For ${formatDay(other.from_day)} to ${formatDay(other.until_day)} the number ${other.members} is stated already.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    const statement = {
      id: randomUUID(),
      body_id: body.id,
      from_day: input.from,
      until_day: input.until,
      members: input.members,
      deputies_as_minuted: input.deputiesAsMinuted,
      citation: input.citation.trim(),
    }
    await insertInto(tx, 'bodies.stated_members', [statement])
    return recorded({
      value: statement.id,
      subject: { kind: 'body', id: body.id },
      after: statement,
    })
  },
})
