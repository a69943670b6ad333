import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { reasonsOfClosure } from './correspondence.rules.ts'
import { lockCorrespondence, updateMember } from './outside.records.ts'
import { findCorrespondence, readCorrespondence } from './read-correspondence.ts'

export type InterestInCorrespondence = {
  readonly correspondence: string
  readonly person: string
  /** What it is; it is published with the decision. Empty takes a mistaken entry away. */
  readonly interest: string
}

/**
 * Records that a member who was asked has an interest in it: they take no part, do not count
 * towards its quorum, and a reply they gave is not counted (R-COI-8).
 *
 * Refuses who was not asked, and one that is closed.
 */
export const excludeFromCorrespondence = verb<InterestInCorrespondence, string>({
  name: 'meetings.exclude-from-correspondence',
  permission: 'record decisions',
  scope: async (tx, { correspondence }) => (await findCorrespondence(tx, correspondence)).body_id,
  act: async (tx, input) => {
    await lockCorrespondence(tx, input.correspondence)
    const { correspondence, members } = await readCorrespondence(tx, input.correspondence)
    const member = members.find(({ person }) => person === input.person)
    const refusals = reasonsOfClosure(correspondence)
    if (!member)
      refusals.push({
        code: 'not-asked',
        field: 'person',
        message: 'Choose a member who was asked.',
      })
    if (!member || refusals.length > 0) return refused(...refusals)
    const interest = input.interest.trim()
    await updateMember(tx, correspondence.id, member.person, { interest })
    return recorded({
      value: correspondence.id,
      subject: { kind: 'decision', id: correspondence.id },
      before: { person: member.person, interest: member.interest },
      after: { person: member.person, interest },
    })
  },
})
