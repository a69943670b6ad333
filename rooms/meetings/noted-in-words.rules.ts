import { formatDay } from '../../platform/day.rules.ts'
import type { RoomEvent } from './proceedings.rules.ts'

type Names = {
  readonly nameOf: (person: string) => string
  readonly numberOf: (item: string) => string
}

/** What was noted, in a few words: 'Member 3 left', 'Item 5 was begun'. */
export function notedInWords(event: RoomEvent, { nameOf, numberOf }: Names): string {
  switch (event.kind) {
    case 'arrived':
      return `${nameOf(event.person)} came${event.line.mode === 'remote' ? ', remotely' : ''}`
    case 'left':
      return `${nameOf(event.person)} left`
    case 'returned':
      return `${nameOf(event.person)} came back`
    case 'changed mode':
      return `${nameOf(event.person)} went on ${event.mode === 'remote' ? 'remotely' : 'in person'}`
    case 'took the chair':
      return `${nameOf(event.person)} took the chair (${event.as})`
    case 'opened':
      return 'The meeting was opened'
    case 'closed':
      return 'The meeting was closed'
    case 'adjourned':
      return `The meeting was adjourned${event.toDay ? ` to ${formatDay(event.toDay)}` : ''}`
    case 'resumed':
      return 'The meeting was resumed'
    case 'item begun':
      return `Item ${numberOf(event.item)} was begun`
    case 'item ended':
      return `Item ${numberOf(event.item)} was ended`
    case 'public excluded':
      return 'The public was excluded by resolution'
    case 'public readmitted':
      return 'The public was let back'
    case 'motion put':
      return `${event.amends === null ? 'A motion' : 'An amendment'} was put under item ${numberOf(event.item)}: ${event.text}`
    case 'motion withdrawn':
      return 'A motion was withdrawn'
    case 'vote opened':
      return `A vote was opened (${event.method})`
    case 'vote cast':
      return `${nameOf(event.person)} voted`
    case 'vote closed':
      return 'The vote was closed'
  }
}
