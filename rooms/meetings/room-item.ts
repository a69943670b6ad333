import { type Outcome, refused } from '../../platform/outcome.ts'
import type { RoomEvent } from './proceedings.rules.ts'
import type { RoomSource } from './read-proceedings.ts'

/** An event of an item, if the item is on the agenda of this meeting. */
export const itemHere = (
  { setting }: RoomSource,
  item: string,
  event: () => Outcome<RoomEvent>,
): Outcome<RoomEvent> =>
  setting.items.some(({ id }) => id === item)
    ? event()
    : refused({
        code: 'item-of-another-meeting',
        field: 'item',
        message: 'Choose an item of this meeting’s agenda.',
      })
