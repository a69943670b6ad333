import { refused } from '../../platform/outcome.ts'
import type { PresidingAs, RoomSetting } from './proceedings.rules.ts'
import { noted, roomVerb } from './room-act.ts'

export type TakingTheChair = {
  readonly person: string
  /** By their office, where it is left out; else elected for the meeting. */
  readonly as?: PresidingAs | undefined
}

const officeOf = ({ chairs, deputyChairs }: RoomSetting, person: string): PresidingAs =>
  chairs.includes(person)
    ? 'chair'
    : deputyChairs.includes(person)
      ? 'deputy chair'
      : 'elected for the meeting'

/**
 * Notes who presides from now on: the chair, the deputy chair, or whoever the members elect
 * where both are away or out of the item (LGA 1972 Sch 12; R-COI-8).
 *
 * Refuses who is not in the room, is no member, or does not hold the office.
 */
export const takeTheChair = roomVerb<TakingTheChair>({
  name: 'meetings.take-the-chair',
  permission: 'take attendance',
  persons: ({ person }) => [person],
  event: ({ person, as }, { source: { setting } }) => {
    const holders =
      as === 'chair' ? setting.chairs : as === 'deputy chair' ? setting.deputyChairs : []
    return holders.length > 0 && !holders.includes(person)
      ? refused({
          code: 'not-the-office',
          field: 'as',
          message: `${setting.nameOf(person)} is not recorded as ${as} of this body on the day of the meeting.`,
        })
      : noted({ kind: 'took the chair', person, as: as ?? officeOf(setting, person) })
  },
})
