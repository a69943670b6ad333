import { noted, roomVerb } from './room-act.ts'
import { itemHere } from './room-item.ts'

/**
 * Takes an item: the agenda's next, one out of order, or one taken before. What was in hand
 * is ended. Refuses a meeting not in session, an open vote, an item of another agenda.
 */
export const beginItem = roomVerb<{ readonly item: string }>({
  name: 'meetings.begin-item',
  permission: 'take attendance',
  event: ({ item }, { source }) =>
    itemHere(source, item, () => noted({ kind: 'item begun', item })),
})
