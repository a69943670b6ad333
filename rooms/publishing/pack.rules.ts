import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Refusal, Warning } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { packGaps } from '../meetings/cover-sheet.rules.ts'
import { judgeSubmission, type PapersDue } from '../meetings/deadline.rules.ts'
import { type DecisionVerb, decisionVerbs } from '../meetings/formal-business.rules.ts'
import { type SignOffStanding, signOffWarnings } from '../meetings/sign-off.rules.ts'
import { isOff, type Turn } from '../meetings/standing.rules.ts'

/** What is known of a pack before it is published, the private part included. */
export type PackFacts = {
  readonly meeting: {
    readonly day: Day
    readonly kind: string
    /** What became of it, where it was not simply held. */
    readonly became?: Turn | null
  }
  /** 'agenda' where the agenda is to go out alone, its papers to follow. */
  readonly extent?: 'agenda' | 'pack'
  /** Whether a version with papers is out already. */
  readonly papersAreOut?: boolean
  /** The day that the latest public notice announced; null where none was given. */
  readonly noticeFor: Day | null
  /** Whether that notice announced the hour and place that stand now; left out, it did. */
  readonly noticeStands?: boolean
  readonly items: readonly PackItemFacts[]
  readonly papersDue: Pick<PapersDue, 'due' | 'breachAfter'> | null
  readonly forwardPlanWanted: boolean
  /** Whether the plan has anything for the meetings after this one. */
  readonly forwardPlan: boolean
  /** The terms want the agenda-setting group to sign the agenda off (R-TOR-13). */
  readonly signOffWanted: boolean
  readonly signOff: SignOffStanding['state']
  readonly register: boolean
  readonly tracker: boolean
  /** Of the last meeting: null where there was none. */
  readonly lastMinutes: { readonly day: Day; readonly published: boolean } | null
}

export type PackItemFacts = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly kind: string
  readonly audience: 'public' | 'private'
  readonly privateReason: string
  readonly purposes: readonly string[]
  /** False where it was deferred or withdrawn: then it needs no paper here. */
  readonly taken?: boolean
  readonly papers: readonly PackPaperFacts[]
}

export type PackPaperFacts = {
  readonly id: string
  readonly title: string
  readonly kind: 'paper' | 'late' | 'supplementary' | 'to follow'
  readonly submittedOn: Day | null
  readonly hasCover: boolean
  /** What the cover sheet leaves out or contradicts (R-TOR-17). */
  readonly coverWarnings: readonly Warning[]
  readonly files: readonly PackFileFacts[]
}

export type PackFileFacts = {
  readonly name: string
  readonly hash: string
  /** Whether it opened when it was taken in, and lies in the store. */
  readonly readable: boolean
  /** False for a PDF without tags; null where the question does not arise. */
  readonly tagged: boolean | null
}

/** A refusal or warning, with the thing to put right where there is one. */
export type PackFinding = Refusal & { readonly item?: string; readonly paper?: string }

/**
 * Whether an item with these purposes goes to the meeting in writing: one that
 * asks for formal business does (R-TOR-17). To note or discuss may be by word of mouth.
 */
export const needsPaper = (item: Pick<PackItemFacts, 'kind' | 'purposes' | 'taken'>): boolean =>
  item.kind === 'business' &&
  item.taken !== false &&
  item.purposes.some(
    purpose =>
      purpose in decisionVerbs && decisionVerbs[purpose as DecisionVerb].needsQuorum !== 'never',
  )

/**
 * Why a pack may not be published; empty when it may.
 *
 * The agenda alone may go out before its papers, as long as no version has them.
 *
 * Refused: a workshop (R-TOR-14), a meeting put off or
 * cancelled, no notice or notice of another day, hour or place (R-MEET-1), no
 * item in public, an item that asks for a decision without a paper (one said to
 * follow will do), a private item without its reason (R-MEET-2), a file that cannot
 * be read, and a file that lies in the private part and in the public one: to
 * publish it here would publish a private paper.
 */
export function reasonsNotToPublish(pack: PackFacts): PackFinding[] {
  const findings: PackFinding[] = []
  const refuse = (code: string, message: string, where: { item?: string; paper?: string } = {}) =>
    findings.push({ code, message, ...where })
  const open = pack.items.filter(item => item.audience === 'public')

  if (pack.meeting.kind === 'workshop')
    refuse('workshop-not-public', 'A workshop is not held in public, so it has no public pack.')
  else if (pack.meeting.became && isOff({ became: pack.meeting.became }))
    refuse(
      'meeting-off',
      `The meeting was ${pack.meeting.became}: what was published of it stays, and nothing more is published.`,
    )
  else if (pack.noticeFor === null)
    refuse(
      'notice-not-given',
      'Give public notice of the meeting first: until then nobody outside is told that it takes place.',
    )
  else if (pack.noticeFor !== pack.meeting.day)
    refuse(
      'notice-of-another-day',
      `Notice was given of a meeting on ${formatDay(pack.noticeFor)}, and it is now on ${formatDay(pack.meeting.day)}: give notice again.`,
    )
  else if (pack.noticeStands === false)
    refuse(
      'notice-of-another-hour',
      'The hour or place changed after notice was given: give notice again.',
    )
  if (open.length === 0)
    refuse(
      'no-public-item',
      'Add at least one item that is taken in public: the pack would be empty.',
    )

  const alone = pack.extent === 'agenda'
  if (alone && pack.papersAreOut)
    refuse(
      'papers-are-out',
      'The papers of this meeting are published, so the agenda cannot go out without them: publish both as a new version.',
    )
  for (const item of open)
    if (
      !alone &&
      needsPaper(item) &&
      !item.papers.some(paper => paper.kind === 'to follow' || hasBody(paper))
    )
      refuse(
        'paper-missing',
        `Item ${item.number}, ${item.title}, asks the meeting to ${listed([...item.purposes])}, and has no paper. Add the paper, or say that it is to follow.`,
        { item: item.id },
      )
  for (const item of pack.items)
    if (item.audience === 'private' && item.privateReason.trim() === '')
      refuse(
        'private-reason-missing',
        `Item ${item.number} is private without a reason: record why publicity would harm the public interest.`,
        { item: item.id },
      )
  if (alone) return findings
  const hidden = hashesOf(pack.items.filter(item => item.audience === 'private'))
  for (const item of open.filter(({ taken }) => taken !== false))
    for (const paper of item.papers)
      for (const file of paper.files) {
        if (!file.readable)
          refuse(
            'file-unreadable',
            `“${file.name}”, under item ${item.number}, cannot be read. Upload it again.`,
            { item: item.id, paper: paper.id },
          )
        const privately = hidden.get(file.hash)
        if (privately !== undefined)
          refuse(
            'private-paper-in-public-part',
            `“${file.name}”, under item ${item.number}, is also a paper of private item ${privately}. Take it out of the public part, or make that item public.`,
            { item: item.id, paper: paper.id },
          )
      }
  return findings
}

const hasBody = (paper: PackPaperFacts) => paper.files.length > 0 || paper.hasCover

const hashesOf = (items: readonly PackItemFacts[]): ReadonlyMap<string, string> =>
  new Map(
    items.flatMap(item =>
      item.papers.flatMap(paper => paper.files.map(file => [file.hash, item.number] as const)),
    ),
  )

/**
 * What a clerk should know before publishing; stops nothing.
 *
 * Papers still to follow, papers late or so late that the terms of reference are
 * broken (R-TOR-9), no forward plan and no sign-off of the agenda (R-TOR-13), no register, tracker or minutes of
 * the last meeting, what cover sheets leave out and item numbers that disagree
 * (R-TOR-17), and PDFs that a screen reader cannot follow (R-WEB-2). Only the public
 * part is looked at: nothing of the private part is told here.
 */
export function warningsBeforePublishing(pack: PackFacts): PackFinding[] {
  const open = pack.items.filter(item => item.audience === 'public' && item.taken !== false)
  if (pack.extent === 'agenda') return []
  return [
    ...open.flatMap(item => item.papers.flatMap(paper => paperWarnings(pack, item, paper))),
    ...packGaps({
      forwardPlan: !pack.forwardPlanWanted || pack.forwardPlan,
      registerOfInterests: pack.register,
      actionTracker: pack.tracker,
      lastMinutes: null,
      items: [],
    }),
    ...signOffWarnings(pack.signOffWanted, pack.signOff),
    ...minutesWarnings(pack),
    ...tagWarnings(open),
  ]
}

/** Whether an item or paper of this title is the body's forward plan (R-TOR-13). */
export const namesForwardPlan = (title: string): boolean =>
  /forward (plan|look)|work programme/i.test(title)

function paperWarnings(
  { papersDue }: PackFacts,
  item: PackItemFacts,
  paper: PackPaperFacts,
): PackFinding[] {
  const where = { item: item.id, paper: paper.id }
  const named = `“${paper.title}”, under item ${item.number}`
  if (paper.kind === 'to follow')
    return [
      { code: 'paper-to-follow', message: `${named}, is to follow; the pack says so.`, ...where },
    ]
  const findings: PackFinding[] = []
  if (!hasBody(paper))
    findings.push({
      code: 'paper-empty',
      message: `${named}, has neither a cover sheet nor a file, so there is nothing of it in the pack.`,
      ...where,
    })
  if (papersDue && paper.submittedOn !== null && paper.kind !== 'supplementary') {
    const judged = judgeSubmission(papersDue.due, papersDue.breachAfter, paper.submittedOn)
    if (judged.state !== 'on time')
      findings.push({
        code: judged.state === 'late' ? 'paper-late' : 'paper-too-late',
        message: `${named}, came on ${formatDay(paper.submittedOn)}. ${judged.words}.`,
        ...where,
      })
  }
  return [
    ...findings,
    ...paper.coverWarnings.map(({ code, message }) => ({
      code,
      message: `${named}: ${message}`,
      ...where,
    })),
  ]
}

function minutesWarnings({ lastMinutes }: PackFacts): PackFinding[] {
  if (lastMinutes === null || lastMinutes.published) return []
  return [
    {
      code: 'minutes-not-included',
      message: `The minutes of ${formatDay(lastMinutes.day)} are not published, so they are not in the pack. Publish them, as a draft if need be, to include them.`,
    },
  ]
}

function tagWarnings(open: readonly PackItemFacts[]): PackFinding[] {
  const untagged = open.flatMap(item =>
    item.papers.flatMap(paper =>
      paper.files
        .filter(file => file.tagged === false)
        .map(file => ({ file, item, paper: paper.id })),
    ),
  )
  const [first] = untagged
  if (!first) return []
  const names = listed(untagged.map(({ file, item }) => `“${file.name}” (item ${item.number})`))
  return [
    {
      code: 'pdf-untagged',
      message: `${opening(countOf(untagged.length, 'PDF has', 'PDFs have'))} no tags, so a screen reader cannot follow ${untagged.length === 1 ? 'it' : 'them'}: ${names}. The web page of the pack gives the text; ask the author for a tagged copy.`,
      item: first.item.id,
      paper: first.paper,
    },
  ]
}
