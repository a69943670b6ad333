import { londonNow } from '../../platform/clock.ts'
import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import {
  type CorrespondenceResult,
  isOver,
  judgeReplies,
  reasonsOfClosure,
} from './correspondence.rules.ts'
import { votingTermsOf } from './decision.rules.ts'
import { listMeetingsToReportTo } from './list-outside.ts'
import { lockCorrespondence, updateCorrespondence } from './outside.records.ts'
import { findCorrespondence, readCorrespondence } from './read-correspondence.ts'
import { reportDecision } from './report-decision.ts'

/**
 * Closes it: the replies are counted by the body's own quorum and voting rule, and what they
 * decided is recorded. It goes on the agenda of the body's next meeting, to be noted and
 * minuted there (R-TOR-15), if one is in the calendar.
 *
 * Refuses it while members may still reply and have not, without a quorum of replies, and twice.
 */
export const closeCorrespondence = verb<{ readonly correspondence: string }, CorrespondenceResult>({
  name: 'meetings.close-correspondence',
  permission: 'record decisions',
  scope: async (tx, { correspondence }) => (await findCorrespondence(tx, correspondence)).body_id,
  act: async (tx, input, acting) => {
    await lockCorrespondence(tx, input.correspondence)
    const { correspondence, body, tally, facts } = await readCorrespondence(
      tx,
      input.correspondence,
    )
    const closed = reasonsOfClosure(correspondence)
    if (closed.length > 0) return refused(...closed)
    if (!tally || !facts.terms)
      return refused({
        code: 'no-terms-in-force',
        message: 'No terms of reference were in force on the day on which members were asked.',
      })
    const judged = judgeReplies(
      {
        verb: correspondence.verb,
        text: correspondence.text,
        forBody: correspondence.for_body || undefined,
      },
      tally,
      {
        over: isOver(correspondence, londonNow(acting.now)),
        voting: votingTermsOf(facts.terms.terms, body.regime !== '1960 Act'),
        terms: facts.terms.title,
      },
      correspondence,
    )
    if (!('result' in judged)) return refused(...judged.refusals)
    const { result } = judged
    await updateCorrespondence(tx, correspondence.id, {
      closed_on: acting.today,
      closed_at: acting.now,
      result: JSON.stringify(result),
    })
    const [next] = await listMeetingsToReportTo(tx, body.id, acting.today)
    if (next) {
      const reported = await reportDecision(acting, {
        decision: correspondence.id,
        meeting: next.id,
      })
      if (!reported.ok) return reported
    }
    return recorded({
      value: result,
      subject: { kind: 'decision', id: correspondence.id },
      after: { ...result, closedOn: acting.today },
    })
  },
})

/**
 * Ends it without a decision, and says why: too few replied, or it can wait after all.
 *
 * Refuses one that is closed, and a want of reason.
 */
export const lapseCorrespondence = verb<
  { readonly correspondence: string; readonly because: string },
  string
>({
  name: 'meetings.lapse-correspondence',
  permission: 'record decisions',
  scope: async (tx, { correspondence }) => (await findCorrespondence(tx, correspondence)).body_id,
  act: async (tx, input, acting) => {
    await lockCorrespondence(tx, input.correspondence)
    const correspondence = await findCorrespondence(tx, input.correspondence)
    const refusals = reasonsOfClosure(correspondence)
    const because = input.because.trim()
    if (because === '')
      refusals.push({
        code: 'reason-missing',
        field: 'because',
        message: 'Write why it ends without a decision.',
      })
    if (refusals.length > 0) return refused(...refusals)
    await updateCorrespondence(tx, correspondence.id, {
      closed_on: acting.today,
      closed_at: acting.now,
      lapsed_because: because,
    })
    return recorded({
      value: correspondence.id,
      subject: { kind: 'decision', id: correspondence.id },
      after: { lapsedBecause: because },
    })
  },
})
