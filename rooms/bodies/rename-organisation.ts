import { type Day, formatDay, previousDay } from '../../platform/day.rules.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { insertInto, listNamesOf, lockOrganisation, setNameEnd } from './bodies.records.ts'
import { reasonsAgainstBlank } from './body.rules.ts'

export type NewName = {
  readonly organisation: string
  readonly name: string
  readonly shortName: string
  /** The first day of the new name; the old one ends the day before. */
  readonly from: Day
}

/**
 * Gives an organisation a new name from a day; the old one stays for the days it
 * had (R-ID-2). Answers with the organisation's id. Refuses a blank name, and a
 * day on or before that on which the newest name began.
 */
export const renameOrganisation = verb<NewName, string>({
  name: 'bodies.rename-organisation',
  permission: 'administer bodies',
  scope: () => null,
  act: async (tx, { organisation: id, name, shortName, from }) => {
    if (!(await lockOrganisation(tx, id)))
      throw new NotFound('There is no such organisation in the record.')
    const names = await listNamesOf(tx, id)
    const newest = names.reduce((latest, held) =>
      (held.valid_from ?? '') > (latest.valid_from ?? '') ? held : latest,
    )
    const refusals = [
      ...reasonsAgainstBlank(name, 'name', 'Enter the new name.'),
      ...reasonsAgainstBlank(shortName, 'shortName', 'Enter the new short name.'),
    ]
    if (newest.valid_from !== null && from <= newest.valid_from)
      refusals.push({
        code: 'name-not-later',
        field: 'from',
        message: `“${newest.name}” began on ${formatDay(newest.valid_from)}. A new name must begin later.`,
      })
    if (refusals.length > 0) return refused(...refusals)
    if (newest.valid_until === null || newest.valid_until >= from)
      await setNameEnd(tx, id, newest.valid_from, previousDay(from))
    const added = { name: name.trim(), short_name: shortName.trim(), valid_from: from }
    await insertInto(tx, 'bodies.organisation_names', [
      { organisation_id: id, ...added, valid_until: null },
    ])
    return recorded({
      value: id,
      subject: { kind: 'organisation', id },
      before: newest,
      after: added,
    })
  },
})
