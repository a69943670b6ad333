import { formatDay } from '../../platform/day.rules.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { addAgendaItem } from './add-agenda-item.ts'
import { findReport } from './list-outside.ts'
import { insertReport } from './outside.records.ts'
import { readMeeting } from './read-meeting.ts'
import { readOutside, reportInWords } from './read-outside.ts'
import { isOff } from './standing.rules.ts'

/**
 * Puts a decision that was taken between meetings, or by an officer, on the agenda of a meeting
 * of its body, to be noted and minuted there (R-TOR-15). What is confidential goes into the
 * private part, with its reason.
 *
 * Refuses a decision not yet taken or reported already, a meeting of another body, one that is
 * over or put off, and a workshop.
 */
export const reportDecision = verb<
  { readonly decision: string; readonly meeting: string },
  { readonly item: string }
>({
  name: 'meetings.report-decision',
  permission: 'set the agenda',
  scope: async (tx, { decision }) => (await readOutside(tx, decision)).row.body_id,
  act: async (tx, input, acting) => {
    const found = await readOutside(tx, input.decision)
    const meeting = await readMeeting(tx, input.meeting)
    const refuse = (code: string, message: string) => refused({ code, field: 'meeting', message })
    if (found.origin === 'correspondence' && !found.row.result)
      return refuse('not-decided', 'Nothing was decided, so there is nothing to report.')
    if (await findReport(tx, input.decision))
      return refuse('reported-already', 'It is on the agenda of a meeting already.')
    if (meeting.body_id !== found.row.body_id)
      return refuse('meeting-of-another-body', 'Choose a meeting of the body that decided.')
    if (meeting.day < acting.today || isOff(meeting) || meeting.kind === 'workshop')
      return refuse(
        'meeting-not-to-come',
        `Choose a meeting that is to come: on ${formatDay(meeting.day)} nothing can be reported.`,
      )
    const confidential = found.origin === 'officer' ? found.row.confidential_because : ''
    const added = await addAgendaItem(acting, {
      meeting: meeting.id,
      title:
        found.origin === 'correspondence'
          ? `Decision taken between meetings, to be noted: ${found.row.title}`
          : `Decision of the ${found.delegation.office}, to be noted: ${found.row.title}`,
      kind: 'business',
      purposes: ['note'],
      summary: confidential === '' ? reportInWords(found) : '',
      audience: confidential === '' ? 'public' : 'private',
      ...(confidential === '' ? {} : { privateReason: confidential }),
    })
    if (!added.ok) return added
    const row = {
      decision_id: input.decision,
      item_id: added.value.id,
      meeting_id: meeting.id,
      recorded_at: acting.now,
    }
    await insertReport(tx, row)
    return recorded({
      value: { item: added.value.id },
      subject: { kind: 'decision', id: input.decision },
      after: row,
    })
  },
})
