import type { Needs, Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Item, maySeeItem, readItem } from './read-agenda.ts'
import { type MeetingOfBody, readMeetingAt } from './read-meeting.ts'

/** The meeting that a path with :body and :date names. @throws NotFound */
export const meetingOf = (visit: Visit): Promise<MeetingOfBody> =>
  readMeetingAt(visit.db, visit.params.body ?? '', visit.params.date ?? '')

/** A permission within the body whose meeting the path names. */
export const forMeeting = (permission: string): Needs => ({
  permission,
  scope: async visit => (await meetingOf(visit)).body.id,
})

/**
 * The item that a path names, if it is of the path's meeting and this visitor may see it.
 * @throws NotFound
 */
export async function itemOf(visit: Visit): Promise<MeetingOfBody & { readonly item: Item }> {
  const of = await meetingOf(visit)
  const { item, meeting } = await readItem(visit.db, idIn(visit, 'item'))
  if (meeting.id !== of.meeting.id || !maySeeItem(visit.acting.may, item, of.body.id))
    throw new NotFound('There is no such item on this agenda.')
  return { ...of, item }
}

/** The id under a name of the path. @throws NotFound where it is none */
export function idIn({ params }: Visit, name: string): string {
  const id = params[name] ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new NotFound('There is no page at this address.')
  return id
}
