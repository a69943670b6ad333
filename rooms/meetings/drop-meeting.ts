import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { deleteItem, listPaperIdsOf, lockMeeting } from './agenda.records.ts'
import { deleteMeeting, isAnnounced, isAttendanceRecorded } from './meeting.records.ts'
import { listItems } from './read-agenda.ts'
import { readMeeting } from './read-meeting.ts'

/**
 * Takes a meeting of which nobody was told out of the calendar again. The journal keeps what it was.
 *
 * Refuses one that was announced (it is cancelled, with a reason), one at which attendance was
 * taken, one for which papers were handed in, and one on which something else of the record rests.
 */
export const dropMeeting = verb<{ readonly meeting: string }, { readonly dropped: string }>({
  name: 'meetings.drop-meeting',
  permission: 'arrange meetings',
  scope: async (tx, input) => (await readMeeting(tx, input.meeting)).body_id,
  act: async (tx, input) => {
    await lockMeeting(tx, input.meeting)
    const meeting = await readMeeting(tx, input.meeting)
    if (await isAnnounced(tx, meeting))
      return refused({
        code: 'announced-already',
        message: 'People were told of this meeting, so it is not dropped: cancel it, and say why.',
      })
    if (await isAttendanceRecorded(tx, meeting.id))
      return refused({
        code: 'meeting-held',
        message: 'Attendance is recorded, so the meeting was held and stays in the record.',
      })
    const items = await listItems(tx, meeting.id, { private: true })
    const papers = await listPaperIdsOf(
      tx,
      items.map(({ id }) => id),
    )
    if (papers.length > 0)
      return refused({
        code: 'papers-handed-in',
        message:
          'Papers were handed in for this meeting, and they are not thrown away. Change its day, or give notice and cancel it.',
      })
    for (const { id } of items) await deleteItem(tx, id)
    if (!(await deleteMeeting(tx, meeting.id)))
      return refused({
        code: 'something-rests-on-it',
        message:
          'Something else in the record rests on this meeting, such as a question put to it, so it cannot be dropped. Give notice of it and cancel it.',
      })
    return recorded({
      value: { dropped: meeting.id },
      subject: { kind: 'meeting', id: meeting.id },
      before: { meeting, items: items.map(({ number, title }) => ({ number, title })) },
    })
  },
})
