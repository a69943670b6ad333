import { formatDay } from '../../platform/day.rules.ts'
import { londonMoment, londonTime } from '../../platform/london.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import {
  type Discrepancy,
  inOrder,
  type RoomFact,
  type RoomSetting,
  type RoomState,
  type StandingFact,
  standingFacts,
} from './proceedings.rules.ts'
import {
  beginCourse,
  type Course,
  outOf,
  presidingNow,
  quorumFor,
  settleVote,
  votersOn,
} from './room-course.rules.ts'
import { applyFact } from './room-effects.rules.ts'

/**
 * The state of the room from the set of facts, at an instant or as it stands.
 *
 * It depends on what happened and when, never on the order in which it was told. A fact
 * that does not fit what went before it has no effect and is stated as a discrepancy,
 * until others come with which it fits.
 */
export function replay(setting: RoomSetting, facts: readonly RoomFact[], until?: Date): RoomState {
  const all = standingFacts(facts)
  const course = beginCourse(setting, all)
  const events = [
    ...all,
    ...fromTheForm('opened', setting.opened, all),
    ...fromTheForm('closed', setting.closed, all),
  ]
    .filter(({ at }) => until === undefined || at <= until)
    .sort(inOrder)
  const now = until ?? events.at(-1)?.at ?? null
  for (const row of setting.exclusions)
    if (now === null || row.at <= now)
      course.exclusions.push({
        ...row,
        items: [...row.items],
        readmittedAt:
          row.readmittedAt && (now === null || row.readmittedAt <= now) ? row.readmittedAt : null,
      })
  const discrepancies = events.flatMap((fact): Discrepancy[] => {
    const outside = outsideTheSitting(course, fact)
    const wrong = outside ? [outside] : applyFact(course, fact)
    return wrong.map(each => ({ fact: fact.id, ...each }))
  })
  return { ...stateOf(course, now), discrepancies }
}

/** What the form after the meeting says of it holds where the room says nothing. */
const fromTheForm = (
  kind: 'opened' | 'closed',
  at: Date | null,
  facts: readonly StandingFact[],
): StandingFact[] =>
  at === null || facts.some(fact => fact.kind === kind)
    ? []
    : [{ id: `sitting ${kind}`, at, kept: false, kind }]

function outsideTheSitting(
  { sittingDays, hours, session, closedAt }: Course,
  { at, kind }: StandingFact,
): Omit<Discrepancy, 'fact'> | undefined {
  if (!hours.some(({ from, before }) => at >= from && at < before)) {
    const { day } = londonMoment(at)
    return {
      code: 'on-another-day',
      field: 'at',
      message: `The meeting sat on ${listed(sittingDays.map(formatDay))}, and ${formatDay(day)} is another day.`,
    }
  }
  if (session === 'closed' && kind !== 'opened' && kind !== 'closed')
    return {
      code: 'meeting-closed',
      field: 'at',
      message: `The meeting was closed at ${closedAt ? londonTime(closedAt) : ''}: what is noted of it must have been before that.`,
    }
  return undefined
}

/** As it stands after the facts gone through; `now` is the instant of the last, or the one asked for. */
function stateOf(course: Course, now: Date | null): Omit<RoomState, 'discrepancies'> {
  const { session, openedAt, closedAt, inHand, openVote } = course
  if (openVote) settleVote(course, openVote)
  const out = outOf(course, inHand)
  const presiding = presidingNow(course)
  return {
    session,
    openedAt,
    closedAt,
    adjournments: course.adjournments,
    people: [...course.people].map(([person, { line, inRoom, mode, since, spans }]) => ({
      person,
      line,
      inRoom,
      mode,
      spans: inRoom ? [...spans, { from: since, to: null, mode }] : spans,
      outForItem: inRoom && out.has(person),
    })),
    presiding: presiding ? { person: presiding.person, as: presiding.as } : null,
    presided: course.presided,
    inHand,
    items: [...course.taken.values()].map(({ item, spans, quorum, voters, atVote }) => {
      const open = inHand === item && !atVote
      return {
        item,
        spans,
        milliseconds: spans.reduce(
          (sum, { from, to }) => sum + ((to ?? now ?? from).getTime() - from.getTime()),
          0,
        ),
        inHand: inHand === item,
        quorum: open ? quorumFor(course, item) : quorum,
        voters: open ? votersOn(course, item) : voters,
      }
    }),
    publicExcluded:
      session !== 'closed' && course.exclusions.some(({ readmittedAt }) => readmittedAt === null),
    exclusions: course.exclusions,
    motions: [...course.motions.values()],
    votes: [...course.votes.values()].map(({ cast: _, ...vote }) => vote),
    quorum: quorumFor(course, null),
    quorumForItem: quorumFor(course, inHand),
    mayVote: inHand === null ? [] : votersOn(course, inHand),
    quorumSpans: course.quorumSpans,
  }
}
