import type { Db } from '../../platform/database/database.ts'
import {
  day as aDay,
  addYears,
  type Day,
  financialYearOf,
  isDay,
  minOf,
} from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listActions } from '../actions/list-actions.ts'
import type { Body } from '../bodies/read-body.ts'
import { type DecisionVerb, needsQuorum } from '../meetings/formal-business.rules.ts'
import type { Meeting } from '../meetings/read-meeting.ts'
import {
  listMeetingsHeld,
  type ReviewFacts,
  readReviewFacts,
} from '../meetings/read-review-facts.ts'
import { listQuestionsOfMeeting } from '../voices/list-questions-of-meeting.ts'
import {
  type Measure,
  type MeetingFacts,
  type MeetingOfYear,
  reviewOf,
  reviewYear,
  type YearReview,
} from './effectiveness.rules.ts'

/** Minutes after midnight of a time 'HH:MM' or 'HH:MM:SS'. */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const span = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? { from: minutesOf(from), to: minutesOf(to) } : null

async function factsOf(
  db: Db,
  body: Body,
  {
    meeting,
    deadlines,
    papers,
    sitting,
    quorum,
    items,
    decisions,
    draftedOn,
    itemMinutes,
  }: ReviewFacts,
  today: Day,
): Promise<MeetingFacts> {
  const deadline = (key: string) => deadlines.find(each => each.key === key)
  const [papersDue, notice, minutes] = [deadline('papers'), deadline('notice'), deadline('minutes')]
  const questions = await listQuestionsOfMeeting(db, meeting.id)
  const actions = await listActions(db, { bodies: [body.id], day: meeting.day })
  const given = notice?.standing.state === 'done' || notice?.standing.state === 'late'
  const judged = notice && (given || notice.standing.words.startsWith('Too late'))
  return {
    day: meeting.day,
    today,
    papersDue: papersDue ? { due: papersDue.due, citation: papersDue.citation } : null,
    papers: papers.map(({ submittedOn, toFollow }) => (toFollow ? null : submittedOn)),
    notice:
      notice && judged
        ? {
            sufficient: notice.standing.state === 'done',
            words: notice.standing.words,
            citation: notice.citation,
          }
        : null,
    planned: span(meeting.starts_at, meeting.ends_at),
    sat: span(sitting?.opened_at, sitting?.closed_at),
    items: items.map(item => ({
      number: item.number,
      title: item.title,
      asks: item.purposes.some(purpose => needsQuorum(purpose as DecisionVerb, 'another body'))
        ? 'decide'
        : 'note',
      plannedMinutes: item.planned_minutes,
      minutes: itemMinutes?.get(item.id) ?? null,
    })),
    decisions: decisions.length,
    attendance: quorum
      ? {
          present: quorum.present,
          members: quorum.members,
          required: quorum.required,
          quorate: quorum.quorate,
          citation: quorum.citation,
        }
      : null,
    questions: {
      put: questions.length,
      answered: questions.filter(({ answered_on }) => answered_on !== null && answered_on <= today)
        .length,
    },
    actions: {
      raised: actions.filter(({ raisedOn }) => raisedOn === meeting.day).length,
      closed: actions.filter(({ closure }) => closure?.meeting === meeting.id).length,
      overdue: actions.filter(
        ({ raisedOn, state }) =>
          raisedOn < meeting.day && (state.state === 'outstanding' || state.state === 'escalated'),
      ).length,
    },
    minutes: minutes ? { due: minutes.due, draftedOn, citation: minutes.citation } : null,
  }
}

/** A meeting looked back upon, as it stands today. For staff. */
export async function readMeetingReview(
  db: Db,
  body: Body,
  meeting: Meeting,
  today: Day,
): Promise<Measure[]> {
  const [facts] = await readReviewFacts(db, body, [meeting], today)
  return facts ? reviewOf(await factsOf(db, body, facts, today)) : []
}

/** A body's year looked back upon, as plain values: for its page and its annual self-assessment. */
export type EffectivenessOfYear = {
  readonly year: {
    readonly name: string
    readonly slug: string
    readonly first: Day
    readonly last: Day
  }
  readonly meetings: readonly (MeetingOfYear & { readonly id: string; readonly slug: string })[]
  readonly review: YearReview
}

/** A body's meetings of a financial year so far, each reviewed, and what they show together. */
export async function readEffectivenessOfYear(
  db: Db,
  body: Body,
  year: EffectivenessOfYear['year'],
  today: Day,
): Promise<EffectivenessOfYear> {
  const held = await listMeetingsHeld(db, body.id, {
    first: year.first,
    last: minOf(year.last, today),
  })
  const meetings: EffectivenessOfYear['meetings'][number][] = []
  for (const facts of await readReviewFacts(db, body, held, today))
    meetings.push({
      id: facts.meeting.id,
      slug: facts.meeting.slug,
      day: facts.meeting.day,
      measures: reviewOf(await factsOf(db, body, facts, today)),
    })
  return { year, meetings, review: reviewYear(meetings) }
}

/** The financial year '2024-25'. @throws NotFound */
export function yearNamed(slug: string): EffectivenessOfYear['year'] {
  const first = `${slug.slice(0, 4)}-04-01`
  const year = isDay(first) ? financialYearOf(aDay(first)) : undefined
  if (year?.slug !== slug) throw new NotFound('A year is written like 2024-25.')
  return year
}

/** The years before and after. */
export const yearsAround = ({ first }: { readonly first: Day }) => ({
  before: financialYearOf(addYears(first, -1)),
  after: financialYearOf(addYears(first, 1)),
})
