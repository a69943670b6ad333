import type { Viewer } from '../../platform/http/page.ts'
import type { TrackedAction } from './list-actions.ts'

/** Whether somebody of the workspace may see an action: its owner always, others by its audience. */
export function maySeeAction(
  viewer: Pick<Viewer, 'person' | 'may'> | null,
  action: Pick<TrackedAction, 'audience' | 'body' | 'owners'>,
): boolean {
  if (action.audience === 'public') return true
  if (!viewer) return false
  return (
    action.owners.some(({ person }) => person === viewer.person) ||
    viewer.may(action.audience === 'members' ? 'see drafts' : 'see private papers', action.body)
  )
}
