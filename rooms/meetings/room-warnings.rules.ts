import { listed } from '../../platform/plain-english.rules.ts'
import type { RoomSetting, RoomState } from './proceedings.rules.ts'

/** What the clerk should know of the room as it stands, a sentence each; none of it stops anything. */
export function roomWarnings(setting: RoomSetting, state: RoomState): string[] {
  const { nameOf } = setting
  const warnings: string[] = []
  if (state.session === 'not opened' || state.session === 'closed') return warnings
  const { quorum, quorumForItem, presiding, inHand } = state
  if (setting.kind !== 'workshop' && quorum && !quorum.quorate)
    warnings.push(
      `There is no quorum: ${listed(
        quorum.missing.map(each => each.replace(/\.$/, '')),
        'and',
      )}. The meeting goes on as informal and decides nothing formal.`,
    )
  else if (
    inHand !== null &&
    quorumForItem &&
    !quorumForItem.quorate &&
    setting.kind !== 'workshop'
  )
    warnings.push('There is no quorum for this item: those who are out of it do not count.')
  if (!presiding) warnings.push('Nobody presides: note who takes the chair.')
  else if (state.people.some(each => each.person === presiding.person && each.outForItem))
    warnings.push(
      `${nameOf(presiding.person)} presides and is out of this item over a declared interest: somebody else takes the chair for it.`,
    )
  const item = setting.items.find(({ id }) => id === inHand)
  if (item?.private && !state.publicExcluded)
    warnings.push(
      `Item ${item.number} is in the private part, and the public has not been excluded: that takes a resolution of the meeting.`,
    )
  if (
    item &&
    state.publicExcluded &&
    !state.exclusions.some(row => row.readmittedAt === null && row.items.includes(item.id))
  )
    warnings.push(
      `The public is still excluded, and the resolution does not name item ${item.number}: let the public back.`,
    )
  return warnings
}
