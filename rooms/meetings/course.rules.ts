import { formatDay } from '../../platform/day.rules.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import type { CourseLine } from './minutes.rules.ts'
import type { PersonInRoom, PresidingAs, RoomSetting, RoomState } from './proceedings.rules.ts'
import { presenceOf } from './room-attendance.rules.ts'

type Told = { readonly at: Date; readonly about: CourseLine['about']; readonly text: string }

/**
 * How the meeting went, in the order in which it happened: who presided, who came late and
 * left early and at which item, when the quorum was lost and regained, adjournments, and
 * when the public was out. Nothing of what was said, and no reason that anybody gave.
 */
export function courseOf(setting: RoomSetting, state: RoomState): CourseLine[] {
  const { openedAt, closedAt } = state
  if (!openedAt) return []
  const { nameOf } = setting
  const where = (at: Date) => atWhichItem(setting, state, at)
  const told: Told[] = [{ at: openedAt, about: 'sitting', text: 'The meeting was opened.' }]
  const tell = (at: Date, about: CourseLine['about'], text: string) => {
    told.push({ at, about, text })
  }

  for (const { person, as, from } of state.presided)
    if (from === null || from <= openedAt)
      tell(openedAt, 'chair', `${nameOf(person)} presided${inWhatRight(as)}.`)
    else tell(from, 'chair', `${nameOf(person)} took the chair${inWhatRight(as)}${where(from)}.`)

  for (const person of state.people.filter(({ line }) => line.capacity !== 'in attendance'))
    for (const { at, did } of comings(person))
      if (at > openedAt && (closedAt === null || at < closedAt))
        tell(at, 'attendance', `${nameOf(person.person)} ${did}${where(at)}.`)

  if (setting.kind !== 'workshop')
    for (const [place, { from, quorate, quorum }] of state.quorumSpans.entries()) {
      // An adjournment parts two spans in which nothing changed.
      const before = state.quorumSpans[place - 1]
      if (!from || before?.quorate === quorate) continue
      const short = listed(quorum.missing.map(uncapitalised))
      const again = state.quorumSpans.slice(0, place).some(span => span.quorate) ? ' again' : ''
      if (quorate && before) tell(from, 'quorum', `There was a quorum${again}${where(from)}.`)
      else if (!quorate && before)
        tell(
          from,
          'quorum',
          `The quorum was lost${where(from)}: ${short}. From then on the meeting was informal; what was decided before stands.`,
        )
      else if (!quorate)
        tell(from, 'quorum', `There was no quorum: ${short}. The meeting began as an informal one.`)
    }

  for (const { from, toDay, resumedAt } of state.adjournments) {
    tell(from, 'sitting', `The meeting was adjourned${toDay ? ` to ${formatDay(toDay)}` : ''}.`)
    if (resumedAt) tell(resumedAt, 'sitting', 'The meeting was resumed.')
  }
  const numbers = new Map(setting.items.map(({ id, number }) => [id, number]))
  for (const { at, items, readmittedAt } of state.exclusions) {
    tell(
      at,
      'public',
      `The public was excluded by resolution for ${items.length === 1 ? 'item' : 'items'} ${listed(items.map(id => numbers.get(id) ?? ''))}.`,
    )
    if (readmittedAt) tell(readmittedAt, 'public', 'The public was let back.')
  }
  const order = outOfOrder(setting, state)
  if (closedAt) {
    if (order) tell(closedAt, 'sitting', order)
    tell(closedAt, 'sitting', 'The meeting was closed.')
  }
  return told
    .map((line, place) => ({ ...line, place }))
    .sort((one, other) => one.at.getTime() - other.at.getTime() || one.place - other.place)
    .map(({ at, about, text }) => ({ about, ...londonMoment(at), text }))
}

const uncapitalised = (sentence: string) =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '')

const inWhatRight = (as: PresidingAs) =>
  ({
    chair: '',
    'deputy chair': ' as deputy chair',
    'elected for the meeting': ', elected for the meeting',
  })[as]

/** Each time that somebody came, went, or went on in another way. */
function comings(person: PersonInRoom): { at: Date; did: string }[] {
  const whole = presenceOf(person)
  const moves = whole.flatMap(({ from, to }, place) => [
    ...(from ? [{ at: from, did: place === 0 ? 'arrived' : 'came back' }] : []),
    ...(to ? [{ at: to, did: 'left' }] : []),
  ])
  const changes = person.spans.slice(1).flatMap(({ from, mode }, place) => {
    const before = person.spans[place]
    const straightOn = before?.to && from && before.to.getTime() === from.getTime()
    return straightOn && from && before.mode !== mode
      ? [{ at: from, did: mode === 'remote' ? 'went on remotely' : 'came into the room' }]
      : []
  })
  return [...moves, ...changes]
}

/** ' during item 3', ' before item 4'; '' where no item was taken from then on. */
function atWhichItem({ items }: RoomSetting, state: RoomState, at: Date): string {
  const numbers = new Map(items.map(({ id, number }) => [id, number]))
  const spans = state.items.flatMap(({ item, spans: taken }) =>
    taken.flatMap(({ from, to }) => (from ? [{ item, from, to }] : [])),
  )
  const during = spans.find(({ from, to }) => from < at && (to === null || at < to))
  if (during) return ` during item ${numbers.get(during.item) ?? ''}`
  const next = spans
    .filter(({ from }) => from >= at)
    .sort((one, other) => one.from.getTime() - other.from.getTime())[0]
  return next ? ` before item ${numbers.get(next.item) ?? ''}` : ''
}

/** 'The items were taken in the order 1, 3 and 2.', where that is not the agenda's. */
function outOfOrder({ items }: RoomSetting, state: RoomState): string | undefined {
  const place = new Map(items.map(({ id }, at) => [id, at]))
  const taken = state.items.map(({ item }) => item)
  const inOrder = taken.every(
    (item, at) => at === 0 || (place.get(taken[at - 1] ?? '') ?? 0) < (place.get(item) ?? 0),
  )
  if (inOrder) return undefined
  const numbers = new Map(items.map(({ id, number }) => [id, number]))
  return `The items were taken in the order ${listed(taken.map(item => numbers.get(item) ?? ''))}.`
}
