import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { markdownBlocks } from '../../platform/documents/markdown-blocks.ts'
import { listActions, type TrackedAction } from '../actions/list-actions.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { type Register, registerExtract } from '../interests/list-register.ts'
import {
  type CoverSheet,
  coverWarnings,
  implicationNames,
  implications,
  isEmptyCover,
} from '../meetings/cover-sheet.rules.ts'
import { findMeetingBefore, type MeetingBefore } from '../meetings/list-published.ts'
import { papersDueFor } from '../meetings/meeting-deadlines.rules.ts'
import {
  type AgendaItem,
  type PaperFile,
  type PaperWithFiles,
  readAgenda,
} from '../meetings/read-agenda.ts'
import { deadlineFacts } from '../meetings/read-deadlines.ts'
import {
  listNotices,
  type Meeting,
  type NoticeGiven,
  readMeeting,
} from '../meetings/read-meeting.ts'
import { readPlanForPack } from '../meetings/read-plan-for-pack.ts'
import { listSignOffs, readAgendaLines } from '../meetings/read-sign-offs.ts'
import { listTreatments } from '../meetings/read-treatments.ts'
import { standingOfSignOff } from '../meetings/sign-off.rules.ts'
import { isTaken, type Treatment, wordsOfTreatment } from '../meetings/treatment.rules.ts'
import { readPersons } from '../people/read-person.ts'
import { listQuestionsOfMeeting } from '../voices/list-questions-of-meeting.ts'
import type { AgendaLine } from './agenda-changes.rules.ts'
import { linesOf } from './agenda-lines.ts'
import { type MinutesToPrint, minutesBlocks } from './minutes-blocks.ts'
import type { PackFacts, PackPaperFacts } from './pack.rules.ts'
import type {
  PackAction,
  PackContent,
  PackCover,
  PackDeclaration,
  PackExtent,
  PackFile,
  PackItem,
  PackPaper,
  PackTreatment,
} from './pack-content.ts'
import { type EarlierVersions, readEarlierVersions } from './read-pack.ts'

/** A pack as the record would make it now, with what the rules judge it by. */
export type AssembledPack = {
  readonly body: Body
  readonly meeting: Meeting
  readonly content: PackContent
  /** The whole agenda, the private part with it, as members compare versions. */
  readonly lines: readonly AgendaLine[]
  readonly facts: PackFacts
}

/**
 * Gathers a meeting's pack from the record as it stands, on the staff connection.
 *
 * The public part holds public items, public actions, the register without what is
 * sensitive, published minutes and published questions: a draft, a private item, its
 * papers and even its title are left out here, so nothing later could let them through.
 * The members' part adds private items and the actions that members may see.
 *
 * `extent` is 'agenda' where the agenda goes out alone: then of its papers only those are named
 * that are said to follow, and nothing else of the record goes with it.
 *
 * @throws NotFound
 */
export async function assemblePack(
  db: Db,
  meetingId: string,
  today: Day,
  part: PackContent['part'] = 'public',
  extent: PackExtent = 'pack',
): Promise<AssembledPack> {
  const meeting = await readMeeting(db, meetingId)
  const body = await readBody(db, meeting.body_id)
  const all = await readAgenda(db, meetingId, { private: true, twins: true, withdrawn: true })
  const treatments = await listTreatments(db, meetingId)
  const earlier = await readEarlierVersions(db, meetingId)
  const agenda = all.map(standingPapers)
  const notice = (await listNotices(db, meetingId)).findLast(({ kind }) => kind === 'public notice')
  const allTerms = await listTerms(db, body.id)
  const deadlines = deadlineFacts(body, meeting, allTerms, await readCalendar(db))
  const before = await findMeetingBefore(db, meeting)
  const actions = await listActions(db, { bodies: [body.id], day: today })
  const register = await registerExtract(db, body.id, today)
  const questions = await listQuestionsOfMeeting(db, meetingId)
  const plan = await readPlanForPack(db, meeting)
  const signOffs = await listSignOffs(db, meetingId)
  const terms = termsInForce(allTerms, meeting.day)?.terms
  const leads = await readPersons(
    db,
    agenda.map(item => item.lead_person_id),
  )
  const leadOf = (item: AgendaItem) =>
    item.lead || (item.lead_person_id === null ? '' : (leads.get(item.lead_person_id)?.name ?? ''))

  const treatmentsOf = (item: AgendaItem) => treatments.get(item.id) ?? []
  const items = all.map(item =>
    itemIn(item, {
      lead: leadOf(item),
      extent,
      treatments: treatmentsOf(item),
      earlier,
    }),
  )
  const whole = extent === 'pack'
  const shown = items.filter(item => part === 'members' || item.audience === 'public')
  const content: PackContent = {
    format: 1,
    part,
    extent,
    asOn: today,
    body: { id: body.id, slug: body.slug, name: body.name },
    meeting: {
      id: meeting.id,
      slug: meeting.slug,
      day: meeting.day,
      kind: meeting.kind,
      title: meeting.title,
      startsAt: meeting.starts_at,
      endsAt: meeting.ends_at,
      mode: meeting.mode,
      venue: meeting.venue,
      note: meeting.note,
    },
    notice: notice ? noticeIn(notice) : null,
    items: shown.map(item => (part === 'members' ? item : { ...item, privateReason: '' })),
    privateItems: agenda.filter(item => item.audience === 'private').map(item => item.number),
    nowPrivate: agenda
      .filter(({ audience, id }) => audience === 'private' && earlier.items.has(id))
      .map(({ id, number }) => ({ id, number })),
    minutes: whole && before?.minutes ? minutesIn(before) : null,
    tracker: whole
      ? {
          asOn: today,
          actions: actions
            .filter(
              ({ audience }) =>
                audience === 'public' || (part === 'members' && audience === 'members'),
            )
            .filter(
              action =>
                action.closure === null ||
                action.closure.on >= (before?.meeting.day ?? action.closure.on),
            )
            .map(actionIn),
        }
      : null,
    interests: whole ? { asOn: today, declarations: declarationsIn(register) } : null,
    questions: (whole ? questions : []).map(question => ({
      id: question.id,
      askedOn: question.asked_on,
      text: question.text,
      shownAs: question.shown_as,
      answer: question.answered_on === null ? '' : question.answer,
    })),
    // A plan of nothing but what every meeting has plans nothing.
    forwardPlan: plan.entries.length === 0 ? null : { asOn: today, ...plan },
  }
  const facts: PackFacts = {
    meeting: { day: meeting.day, kind: meeting.kind, became: meeting.became },
    extent,
    papersAreOut: earlier.versions.some(each => each.extent === 'pack'),
    noticeFor: notice?.for_day ?? null,
    noticeStands: notice === undefined || notice.after_shifts === meeting.shifts.length,
    items: agenda.map(item => ({
      id: item.id,
      number: item.number,
      title: item.title,
      kind: item.kind,
      audience: item.audience,
      privateReason: item.private_reason,
      purposes: item.purposes,
      taken: isTaken(treatmentsOf(item)),
      papers: item.papers.map(paper => paperFacts(item, paper)),
    })),
    papersDue: papersDueFor(deadlines),
    forwardPlanWanted: terms?.forwardPlanInPack ?? false,
    forwardPlan: content.forwardPlan !== null,
    signOffWanted: (terms?.agendaSignOff ?? null) !== null,
    signOff: standingOfSignOff(signOffs, await readAgendaLines(db, meetingId)).state,
    register: register.people > 0,
    tracker: actions.length > 0,
    lastMinutes: before ? { day: before.meeting.day, published: before.minutes !== null } : null,
  }
  return { body, meeting, content, lines: linesOf(items), facts }
}

function paperFacts(item: AgendaItem, paper: PaperWithFiles): PackPaperFacts {
  return {
    id: paper.id,
    title: paper.title,
    kind: paper.kind,
    submittedOn: paper.submitted_on,
    hasCover: !isEmptyCover(paper.cover),
    coverWarnings:
      paper.kind === 'to follow'
        ? []
        : coverWarnings(paper.cover, {
            itemNumber: item.number,
            hasFile: paper.files.length > 0,
          }),
    files: paper.files.map(file => ({
      name: file.name,
      hash: file.hash,
      // The intake counts a PDF's pages when it has opened it.
      readable: file.media_type !== 'application/pdf' || file.pages !== null,
      tagged: file.media_type === 'application/pdf' ? file.tagged : null,
    })),
  }
}

const noticeIn = (notice: NoticeGiven) => ({
  givenOn: notice.given_on,
  manner: notice.manner,
  signedBy: notice.signed_by,
  text: notice.text,
})

/** An item without the papers and files that were taken back. */
const standingPapers = (item: AgendaItem): AgendaItem => ({
  ...item,
  papers: item.papers
    .filter(({ withdrawn_on }) => withdrawn_on === null)
    .map(paper => ({ ...paper, files: paper.files.filter(file => file.removed_on === null) })),
})

type ItemSetting = {
  readonly lead: string
  readonly extent: PackExtent
  readonly treatments: readonly Treatment[]
  readonly earlier: EarlierVersions
}

/** An item as it is frozen, with the reason of a private one; `item` has also what was withdrawn. */
function itemIn(item: AgendaItem, { lead, extent, treatments, earlier }: ItemSetting): PackItem {
  const standing = standingPapers(item).papers.filter(
    paper => isTaken(treatments) && (extent === 'pack' || paper.kind === 'to follow'),
  )
  const files = new Map(item.papers.flatMap(paper => paper.files.map(file => [file.id, file])))
  return {
    id: item.id,
    number: item.number,
    section: item.section,
    title: item.title,
    kind: item.kind,
    audience: item.audience,
    privateReason: item.private_reason,
    lead,
    purposes: item.purposes,
    startsAt: item.starts_at,
    minutes: item.planned_minutes,
    summary: item.summary,
    papers: standing.map(paper => paperIn(paper, files, earlier)),
    treatments: treatments.map(treatmentIn),
    withdrawn: item.papers.flatMap(({ id, title, withdrawn_on, withdrawn_reason }) => {
      const version = earlier.lastWithPaper(id)
      return withdrawn_on === null || version === undefined
        ? []
        : [{ id, title, on: withdrawn_on, reason: withdrawn_reason, version }]
    }),
  }
}

const treatmentIn = (treatment: Treatment): PackTreatment => ({
  kind: treatment.kind,
  words: wordsOfTreatment(treatment),
  // Why an item came from another meeting is that meeting's to say.
  reason: treatment.kind === 'carried over' ? '' : treatment.reason,
  about: treatment.other?.id ?? null,
  meeting:
    treatment.kind === 'deferred' || treatment.kind === 'carried over'
      ? (treatment.other?.meeting ?? null)
      : null,
})

const paperIn = (
  paper: PaperWithFiles,
  files: ReadonlyMap<string, PaperFile>,
  earlier: EarlierVersions,
): PackPaper => ({
  id: paper.id,
  title: paper.title,
  kind: paper.kind,
  submittedOn: paper.submitted_on,
  cover: isEmptyCover(paper.cover) ? null : coverIn(paper.cover),
  files: paper.files.map(file => fileIn(file, files, earlier)),
  permission: paper.permission,
  permittedOn: paper.permitted_on,
})

function fileIn(
  file: PaperFile,
  files: ReadonlyMap<string, PaperFile>,
  earlier: EarlierVersions,
): PackFile {
  // Only a copy that was public once is named: what never was stays unseen.
  let before = file.replaces === null ? undefined : files.get(file.replaces)
  while (before && !earlier.files.has(before.hash))
    before = before.replaces === null ? undefined : files.get(before.replaces)
  return {
    name: file.name,
    description: file.description,
    hash: file.hash,
    mediaType: file.media_type,
    size: file.size,
    pages: file.pages,
    tagged: file.tagged,
    twin: file.twin,
    ...(before
      ? { replaces: { name: before.name, hash: before.hash, until: before.removed_on } }
      : {}),
    ...(file.replaced_because === '' ? {} : { because: file.replaced_because }),
  }
}

function coverIn(cover: CoverSheet): PackCover {
  const facts = [
    { label: 'Executive lead', text: cover.executiveLead },
    { label: cover.authors.length > 1 ? 'Authors' : 'Author', text: cover.authors.join('; ') },
    { label: 'Reason for the paper', text: cover.reason },
    { label: 'Appendices', text: cover.appendices.join('; ') },
  ]
  const texts = [
    { heading: 'Summary', text: cover.summary },
    { heading: 'Report', text: cover.report },
    { heading: 'Next steps', text: cover.nextSteps },
  ]
  return {
    facts: facts.filter(({ text }) => text !== ''),
    texts: texts
      .filter(({ text }) => text !== '')
      .map(({ heading, text }) => ({ heading, blocks: markdownBlocks(text) })),
    recommendations: cover.recommendations.map(({ verb, text, forBody }) =>
      `${verb} ${text}${forBody ? ` (for ${forBody})` : ''}`.trim(),
    ),
    implications: implicationNames.flatMap(name => {
      const implication = cover.implications[name]
      if (!implication) return []
      return [
        {
          about: implications[name],
          answer: implication.applies ? 'Yes' : 'No',
          detail: implication.text,
        },
      ]
    }),
  }
}

function minutesIn({ meeting, minutes }: MeetingBefore): PackContent['minutes'] {
  if (!minutes) return null
  return {
    meeting: { slug: meeting.slug, day: meeting.day, name: formatDay(meeting.day) },
    state: minutes.state,
    version: minutes.version,
    blocks: minutesBlocks(minutes.content as MinutesToPrint),
  }
}

const actionIn = (action: TrackedAction): PackAction => ({
  id: action.id,
  number: action.number,
  text: action.text,
  itemTitle: action.itemTitle,
  raisedOn: action.raisedOn,
  owners: action.owners.map(({ label }) => label),
  deadline: action.deadlines.at(-1)?.text ?? '',
  pastDeadlines: action.deadlines.slice(0, -1).map(({ text }) => text),
  position: action.reports.findLast(({ position }) => position !== '')?.position ?? '',
  state: action.state.state,
  label: action.state.label,
  colour: action.state.colour,
  closedOn: action.closure?.on ?? null,
})

const declarationsIn = (register: Register): PackDeclaration[] =>
  register.persons.flatMap(({ person, position, entries }) =>
    entries.map(entry => ({
      name: person.name,
      position,
      answer: entry.answer,
      types: entry.types,
      interest:
        entry.answer === 'nil'
          ? 'Nil return'
          : entry.description ||
            (entry.answer === 'blank' ? 'A return with nothing on it' : 'Not stated'),
      from: entry.from_text,
      to: entry.to_text,
      handling: entry.handling,
      declaredOn:
        entry.declared_text || (entry.declared_on === null ? '' : formatDay(entry.declared_on)),
    })),
  )
