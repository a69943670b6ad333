import { randomUUID } from 'node:crypto'
import { type Day, day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { closeAction } from './close-action.ts'
import { type NewAction, raiseAction } from './raise-action.ts'
import { type NewReport, reportOnAction } from './report-on-action.ts'
import { reviewTracker } from './review-tracker.ts'

/** An action that may be raised as it stands; say only what matters to the test. */
export const anAction = (body: string, differences: Partial<NewAction> = {}): NewAction => ({
  body,
  text: 'Ask each place for its plan',
  raisedOn: day('2024-09-19'),
  owners: [{ label: 'All members' }],
  deadline: { text: 'ASAP' },
  ...differences,
})

/** The same acting on another day, at nine in the morning. */
export const onDay = (acting: Acting, today: string): Acting => ({
  ...acting,
  today: day(today),
  now: new Date(`${today}T09:00:00Z`),
})

/** Raises an action; answers with its id. */
export const raised = async (
  acting: Acting,
  body: string,
  differences: Partial<NewAction> = {},
): Promise<string> => expectDone(await raiseAction(acting, anAction(body, differences))).id

/** Reports on an action, on the acting's day. */
export const reported = async (
  acting: Acting,
  action: string,
  differences: Partial<NewReport> = {},
) =>
  expectDone(
    await reportOnAction(acting, {
      action,
      on: acting.today,
      what: 'complete',
      position: 'Done.',
      ...differences,
    }),
  )

/** A meeting of the body that went through the tracker; answers with its id. */
export const reviewed = async (
  acting: Acting,
  body: string,
  on: Day = acting.today,
  kind: 'formal' | 'informal' | 'workshop' = 'formal',
): Promise<string> => {
  const meeting = randomUUID()
  expectDone(await reviewTracker(acting, { body, meeting, day: on, kind }))
  return meeting
}

export const closed = async (acting: Acting, action: string, meeting: string) =>
  expectDone(await closeAction(acting, { action, meeting, evidence: 'Letter sent.' }))

/**
 * The partnership's four actions of 19 September 2024 as its tracker of
 * 14 February 2025 prints them, people by office; all in our own words.
 */
export async function theFourActions(acting: Acting, body: string) {
  const september = onDay(acting, '2024-09-19')
  const raise = (differences: Partial<NewAction>) => raised(september, body, differences)
  const a30 = await raise({
    number: 30,
    itemTitle: 'Health Services Strategy 2024-2040',
    text: 'Talk with Bedfordshire Hospitals about consulting on the strategy',
    owners: [{ label: 'Chief Executive, ICB' }],
  })
  const a31 = await raise({
    itemTitle: 'Cancer services update',
    text: 'Tell residents about the Mount Vernon consultation',
    owners: [{ label: 'All members' }],
    deadline: { text: 'As developments occur' },
  })
  const a32 = await raise({
    itemTitle: 'Meeting effectiveness',
    text: 'Send members the draft agenda once it is set',
    deadline: { text: 'After the agenda-setting meeting' },
  })
  const a33 = await raise({
    itemTitle: 'Any other business',
    text: 'Take membership and quorum to the agenda-setting group',
    deadline: { text: 'Agenda-setting group' },
  })
  const proposesClosureOn = day('2025-02-14')
  await reported(onDay(acting, '2024-09-28'), a30, {
    position: 'Discussed; the trust’s non-executives considered the document.',
    proposesClosureOn,
  })
  await reported(onDay(acting, '2025-01-07'), a32, {
    position: 'The draft agenda was sent, and will be each time.',
    proposesClosureOn,
  })
  await reported(onDay(acting, '2025-02-06'), a31, {
    what: 'started on track',
    position: 'The consultation is to begin; members will be told.',
  })
  await reported(onDay(acting, '2025-02-06'), a33, {
    position: 'A paper is on the agenda of 14 February.',
    proposesClosureOn,
  })
  return { a30, a31, a32, a33 }
}
