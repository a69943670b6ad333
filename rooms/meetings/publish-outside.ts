import { releaseFiles } from '../../platform/files/files.ts'
import { refused } from '../../platform/outcome.ts'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listPublishedOutside } from './list-outside.ts'
import { insertPublishedOutside } from './outside.records.ts'
import { contentOfOutside, readOutside } from './read-outside.ts'

export type OutsidePublication = {
  readonly decision: string
  /** Why a further version is made; wanted for all but the first. */
  readonly note?: string | undefined
}

/**
 * Publishes a decision that was taken between meetings or by an officer: a numbered, frozen
 * record with its papers, on the register beside what was decided at meetings. A correction is a
 * further version, and both stay public (SI 2014/2095, regulations 7 and 8).
 *
 * Refuses what was not decided, a version that would change nothing, and a correction without
 * its reason.
 */
export const publishOutside = verb<OutsidePublication, { readonly version: number }>({
  name: 'meetings.publish-outside',
  permission: 'publish',
  scope: async (tx, { decision }) => (await readOutside(tx, decision)).row.body_id,
  act: async (tx, input, acting) => {
    const found = await readOutside(tx, input.decision)
    if (found.origin === 'correspondence' && !found.row.result)
      return refused({
        code: 'not-decided',
        message: 'Nothing was decided yet, so there is nothing to publish.',
      })
    const content = await contentOfOutside(tx, found)
    const [before] = await listPublishedOutside(tx, input.decision)
    const note = input.note?.trim() ?? ''
    if (before && canonicalJson(before.content) === canonicalJson(content))
      return refused({
        code: 'nothing-new',
        message: `Nothing has changed since version ${before.version} was published.`,
      })
    if (before && note === '')
      return refused({
        code: 'reason-missing',
        field: 'note',
        message: 'Write why a further version is made. It is published beside it.',
      })
    const version = (before?.version ?? 0) + 1
    const decided =
      found.origin === 'officer' ? found.row.decided_on : (found.row.closed_on ?? acting.today)
    await insertPublishedOutside(tx, {
      id: input.decision,
      version,
      origin: found.origin,
      body_id: found.row.body_id,
      decided_on: decided,
      title: content.officer?.confidentialBecause ? 'A confidential decision' : found.row.title,
      verb: content.verb,
      text: content.text,
      content: JSON.stringify(content),
      note,
      published_on: acting.today,
      published_at: acting.now,
    })
    await releaseFiles(
      tx,
      content.files.map(({ hash }) => hash),
      acting.now,
    )
    return recorded({
      value: { version },
      subject: { kind: 'decision', id: input.decision },
      after: { version, note, content },
    })
  },
})
