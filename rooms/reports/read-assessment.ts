import type { Selectable } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listDecisionsOf } from '../meetings/list-decisions-of.ts'
import { readMeetings } from '../meetings/list-published.ts'
import { type Meeting, readMeeting } from '../meetings/read-meeting.ts'
import { reports } from './reports.records.ts'
import type { ReportsTables } from './reports.tables.ts'

export type Assessment = Selectable<ReportsTables['reports.assessments']>
export type AssessmentDraft = Selectable<ReportsTables['reports.assessment_drafts']>
export type Submission = Selectable<ReportsTables['reports.assessment_submissions']>

/** A body's assessment of a year, if it is begun. */
export const findAssessment = (
  db: Db,
  body: string,
  year: string,
): Promise<Assessment | undefined> =>
  reports(db)
    .selectFrom('reports.assessments')
    .selectAll()
    .where('body_id', '=', body)
    .where('year', '=', year)
    .executeTakeFirst()

/** @throws NotFound */
export async function readAssessment(db: Db, id: string): Promise<Assessment> {
  const row = await reports(db)
    .selectFrom('reports.assessments')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such self-assessment.')
  return row
}

/** A body's assessments, the latest year first. */
export const listAssessments = (db: Db, body: string): Promise<Assessment[]> =>
  reports(db)
    .selectFrom('reports.assessments')
    .selectAll()
    .where('body_id', '=', body)
    .orderBy('year', 'desc')
    .execute()

/** What was saved last. @throws NotFound, which cannot be: to begin is to save the first. */
export async function latestDraft(db: Db, assessment: string): Promise<AssessmentDraft> {
  const row = await reports(db)
    .selectFrom('reports.assessment_drafts')
    .selectAll()
    .where('assessment_id', '=', assessment)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new NotFound('Nothing of this self-assessment is saved.')
  return row
}

/** Every save, the latest first, without its text. */
export const listSaves = (db: Db, assessment: string) =>
  reports(db)
    .selectFrom('reports.assessment_drafts')
    .select(['version', 'saved_on', 'saved_by'])
    .where('assessment_id', '=', assessment)
    .orderBy('version', 'desc')
    .execute()

/** What of an assessment was put before a meeting last, and what the meeting did with it. */
export type SubmittedTo = {
  readonly submission: Submission
  readonly meeting: Meeting
  /** The meeting's day, where it approved it. */
  readonly approvedOn: Day | null
}

/** Verbs by which a meeting makes a report its own. */
const APPROVING = ['approve', 'agree', 'endorse']

export async function findSubmission(db: Db, assessment: string): Promise<SubmittedTo | undefined> {
  const submission = await reports(db)
    .selectFrom('reports.assessment_submissions')
    .selectAll()
    .where('assessment_id', '=', assessment)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!submission) return undefined
  const meeting = await readMeeting(db, submission.meeting_id)
  const approved = (await listDecisionsOf(db, [meeting.id])).some(
    ({ item, verb, outcome }) =>
      item === submission.item_id && outcome === 'carried' && APPROVING.includes(verb),
  )
  return { submission, meeting, approvedOn: approved ? meeting.day : null }
}

/** Of some bodies and years, when each assessment was approved by a meeting; for the list of duties. Three queries. */
export async function listApprovals(
  db: Db,
  bodyIds: readonly string[],
): Promise<readonly { readonly body: string; readonly year: string; readonly on: Day }[]> {
  if (bodyIds.length === 0) return []
  const rows = await reports(db)
    .selectFrom('reports.assessment_submissions as submitted')
    .innerJoin('reports.assessments as assessment', 'assessment.id', 'submitted.assessment_id')
    .select([
      'assessment.body_id as body',
      'assessment.year',
      'submitted.meeting_id as meeting',
      'submitted.item_id as item',
    ])
    .where('assessment.body_id', 'in', [...bodyIds])
    .execute()
  const decisions = await listDecisionsOf(
    db,
    rows.map(({ meeting }) => meeting),
  )
  const days = await meetingDays(
    db,
    rows.map(({ meeting }) => meeting),
  )
  return rows.flatMap(({ body, year, meeting, item }) => {
    const approved = decisions.some(
      decision =>
        decision.item === item &&
        decision.outcome === 'carried' &&
        APPROVING.includes(decision.verb),
    )
    const on = days.get(meeting)
    return approved && on ? [{ body, year, on }] : []
  })
}

const meetingDays = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Day>> =>
  new Map([...(await readMeetings(db, ids))].map(([id, { day }]) => [id, day]))

/** When each body's assessments were first published, by body and year. One query. */
export const listPublications = async (
  db: Db,
  bodyIds: readonly string[],
): Promise<
  readonly { readonly body: string; readonly year: string; readonly on: Day; readonly id: string }[]
> =>
  bodyIds.length === 0
    ? []
    : reports(db)
        .selectFrom('reports.published_reports')
        .select(['id', 'body_id as body', 'year', 'published_on as on'])
        .where('body_id', 'in', [...bodyIds])
        .where('version', '=', 1)
        .execute()
