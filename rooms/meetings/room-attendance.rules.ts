import { londonTime } from '../../platform/london.rules.ts'
import type { SettledLine } from './attendance.rules.ts'
import type { PersonInRoom, RoomSpan, RoomState } from './proceedings.rules.ts'

type Sitting = Pick<RoomState, 'openedAt' | 'closedAt'>

/** When somebody was there, coming in another way not counted as going out. */
export function presenceOf({ spans }: Pick<PersonInRoom, 'spans'>): RoomSpan[] {
  const whole: { from: Date | null; to: Date | null }[] = []
  for (const { from, to } of spans) {
    const last = whole.at(-1)
    if (last?.to && from && last.to.getTime() === from.getTime()) last.to = to
    else whole.push({ from, to })
  }
  return whole
}

/** Those of them that fall within the sitting; all, while it has not been opened. */
export const presenceDuring = (
  person: Pick<PersonInRoom, 'spans'>,
  { openedAt, closedAt }: Sitting,
): RoomSpan[] =>
  presenceOf(person).filter(
    ({ from, to }) =>
      (openedAt === null || to === null || to > openedAt) &&
      (closedAt === null || from === null || from < closedAt),
  )

/** 'from 10.20am', 'until 11.05am; out from 10.30am to 10.45am', 'remotely from 11am'; '' for who was there throughout. */
export function movementNote(person: Pick<PersonInRoom, 'spans'>, sitting: Sitting): string {
  const { openedAt, closedAt } = sitting
  const spans = presenceDuring(person, sitting)
  const from = spans[0]?.from ?? null
  const to = spans.at(-1)?.to ?? null
  const late = from && openedAt && from > openedAt ? `from ${londonTime(from)}` : ''
  const early = to && (closedAt === null || to < closedAt) ? `until ${londonTime(to)}` : ''
  const gaps = spans.slice(1).flatMap((span, at) => {
    const out = spans[at]?.to
    return out && span.from ? [`out from ${londonTime(out)} to ${londonTime(span.from)}`] : []
  })
  const changes = person.spans.slice(1).flatMap((span, at) => {
    const before = person.spans[at]
    const during = span.from && (openedAt === null || span.from > openedAt)
    return during && span.from && before && before.mode !== span.mode
      ? [`${span.mode === 'remote' ? 'remotely' : 'in person'} from ${londonTime(span.from)}`]
      : []
  })
  return [[late, early].filter(Boolean).join(' '), ...gaps, ...changes].filter(Boolean).join('; ')
}

/**
 * The attendance list of a meeting that has a life in the room: a line for everyone who
 * was there during it, with when they came and went, and the apologies and other lines of
 * the list that the room does not contradict.
 */
export function linesOfRoom(
  state: Pick<RoomState, 'people'> & Sitting,
  recorded: readonly SettledLine[],
): SettledLine[] {
  const seen = new Set(state.people.map(({ person }) => person))
  const there = state.people
    .filter(person => presenceDuring(person, state).length > 0)
    .map(person => {
      const { line } = person
      const notes = [line.note, movementNote(person, state)].filter(Boolean)
      // How they came: they may have been there in another way later.
      return { ...line, mode: person.spans[0]?.mode ?? line.mode, note: notes.join('; ') }
    })
  return [
    ...there,
    ...recorded.filter(({ person, capacity }) => capacity === 'apologies' && !seen.has(person)),
  ]
}
