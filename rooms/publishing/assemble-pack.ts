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
import { readPersons } from '../people/read-person.ts'
import { listQuestionsOfMeeting } from '../voices/list-questions-of-meeting.ts'
import { type MinutesToPrint, minutesBlocks } from './minutes-blocks.ts'
import type { PackFacts, PackPaperFacts } from './pack.rules.ts'
import type {
  PackAction,
  PackContent,
  PackCover,
  PackDeclaration,
  PackFile,
  PackItem,
  PackPaper,
} from './pack-content.ts'

/** A pack as the record would make it now, with what the rules judge it by. */
export type AssembledPack = {
  readonly body: Body
  readonly meeting: Meeting
  readonly content: PackContent
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
 * @throws NotFound
 */
export async function assemblePack(
  db: Db,
  meetingId: string,
  today: Day,
  part: PackContent['part'] = 'public',
): Promise<AssembledPack> {
  const meeting = await readMeeting(db, meetingId)
  const body = await readBody(db, meeting.body_id)
  const agenda = await readAgenda(db, meetingId, { private: true, twins: true })
  const notice = (await listNotices(db, meetingId)).findLast(({ kind }) => kind === 'public notice')
  const allTerms = await listTerms(db, body.id)
  const deadlines = deadlineFacts(body, meeting, allTerms, await readCalendar(db))
  const before = await findMeetingBefore(db, meeting)
  const actions = await listActions(db, { bodies: [body.id], day: today })
  const register = await registerExtract(db, body.id, today)
  const questions = await listQuestionsOfMeeting(db, meetingId)
  const leads = await readPersons(
    db,
    agenda.map(item => item.lead_person_id),
  )
  const leadOf = (item: AgendaItem) =>
    item.lead || (item.lead_person_id === null ? '' : (leads.get(item.lead_person_id)?.name ?? ''))

  const shown = agenda.filter(item => part === 'members' || item.audience === 'public')
  const content: PackContent = {
    format: 1,
    part,
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
    items: shown.map(item => itemIn(item, leadOf(item), part)),
    privateItems: agenda.filter(item => item.audience === 'private').map(item => item.number),
    minutes: before?.minutes ? minutesIn(before) : null,
    tracker: {
      asOn: today,
      actions: actions
        .filter(
          ({ audience }) => audience === 'public' || (part === 'members' && audience === 'members'),
        )
        .filter(
          action =>
            action.closure === null ||
            action.closure.on >= (before?.meeting.day ?? action.closure.on),
        )
        .map(actionIn),
    },
    interests: { asOn: today, declarations: declarationsIn(register) },
    questions: questions.map(question => ({
      id: question.id,
      askedOn: question.asked_on,
      text: question.text,
      shownAs: question.shown_as,
      answer: question.answered_on === null ? '' : question.answer,
    })),
  }
  const facts: PackFacts = {
    meeting: { day: meeting.day, kind: meeting.kind, became: meeting.became },
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
      papers: item.papers.map(paper => paperFacts(item, paper)),
    })),
    papersDue: papersDueFor(deadlines),
    forwardPlanWanted: termsInForce(allTerms, meeting.day)?.terms.forwardPlanInPack ?? false,
    register: register.people > 0,
    tracker: actions.length > 0,
    lastMinutes: before ? { day: before.meeting.day, published: before.minutes !== null } : null,
  }
  return { body, meeting, content, facts }
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

const itemIn = (item: AgendaItem, lead: string, part: PackContent['part']): PackItem => ({
  id: item.id,
  number: item.number,
  section: item.section,
  title: item.title,
  kind: item.kind,
  audience: item.audience,
  privateReason: part === 'members' ? item.private_reason : '',
  lead,
  purposes: item.purposes,
  startsAt: item.starts_at,
  minutes: item.planned_minutes,
  summary: item.summary,
  papers: item.papers.map(paperIn),
})

const paperIn = (paper: PaperWithFiles): PackPaper => ({
  id: paper.id,
  title: paper.title,
  kind: paper.kind,
  submittedOn: paper.submitted_on,
  cover: isEmptyCover(paper.cover) ? null : coverIn(paper.cover),
  files: paper.files.map(fileIn),
})

const fileIn = (file: PaperFile): PackFile => ({
  name: file.name,
  description: file.description,
  hash: file.hash,
  mediaType: file.media_type,
  size: file.size,
  pages: file.pages,
  tagged: file.tagged,
  twin: file.twin,
})

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
