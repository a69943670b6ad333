import { randomUUID } from 'node:crypto'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { lockBodyOfYear } from './lock-body.ts'
import { changesInYear } from './published-year.rules.ts'
import { listPublishedYears, type PublishedYearRow } from './read-published-year.ts'
import { assembleYear } from './read-year.ts'
import { insertYear } from './year.records.ts'
import { yearAt } from './year.rules.ts'

export type YearToPublish = {
  readonly body: string
  /** '2025-26', or '2025' for a calendar year. */
  readonly year: string
  /** The latest version that the clerk saw: 0 for none. Left out where nobody looked. */
  readonly seen?: number
}

/**
 * Publishes the dates of a body's year as they are planned today: everybody may read them from
 * now on, as dates that are not yet confirmed. Each meeting is still announced by its notice.
 *
 * Refuses a year without a date, a list that says what the last one said, and one that
 * somebody else published since the clerk looked. Workshops are left out (R-TOR-14).
 */
export const publishYear = verb<YearToPublish, PublishedYearRow>({
  name: 'meetings.publish-year',
  permission: 'publish',
  scope: (_tx, { body }) => body,
  act: async (tx, input, acting) => {
    const body = await lockBodyOfYear(tx, input.body)
    const year = yearAt(input.year)
    if (!year)
      return refused({
        code: 'year-unknown',
        field: 'year',
        message: 'Write the year as 2025-26, or as 2025 for January to December.',
      })
    const [before] = await listPublishedYears(tx, body.id, year.slug)
    const content = await assembleYear(tx, body, year, acting.today)
    const standing = before?.version ?? 0
    if (input.seen !== undefined && input.seen !== standing)
      return refused({
        code: 'published-meanwhile',
        field: 'seen',
        message: `Version ${standing} of these dates was published while you were looking. Look at it first, then publish again if something is still to change.`,
      })
    if (!before && content.dates.length === 0)
      return refused({
        code: 'year-empty',
        field: 'year',
        message: `No meeting of ${year.name} is planned, so there are no dates to publish.`,
      })
    if (before && changesInYear(before.content.dates, content.dates).length === 0)
      return refused({
        code: 'year-unchanged',
        field: 'year',
        message: `The dates of ${year.name} stand as they were last published.`,
      })
    const row = {
      id: randomUUID(),
      body_id: body.id,
      year: year.slug,
      version: standing + 1,
      published_on: acting.today,
      published_at: acting.now,
    }
    await insertYear(tx, { ...row, content: JSON.stringify(content) })
    return recorded({
      value: { ...row, content },
      subject: { kind: 'body', id: body.id },
      before: before ? { version: before.version, dates: before.content.dates } : null,
      after: { ...row, dates: content.dates },
    })
  },
})
