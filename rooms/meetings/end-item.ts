import { noted, roomVerb } from './room-act.ts'
import { itemHere } from './room-item.ts'

/** Ends the item in hand. Refuses one that is not in hand, and an open vote. */
export const endItem = roomVerb<{ readonly item: string }>({
  name: 'meetings.end-item',
  permission: 'take attendance',
  event: ({ item }, { source }) =>
    itemHere(source, item, () => noted({ kind: 'item ended', item })),
})
