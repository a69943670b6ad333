import { readFileSync } from 'node:fs'
import { goldthreadBrand } from '../../design/brand.ts'
import { sizeInWords } from '../../design/document-link.tsx'
import type { Db } from '../../platform/database/database.ts'
import { type Day, formatDay, formatDayShort } from '../../platform/day.rules.ts'
import type { Block } from '../../platform/documents/blocks.ts'
import { blocksWith } from '../../platform/documents/kept-twin.ts'
import type { AssembledPdf, Part } from '../../platform/documents/merge.ts'
import { makePaperPdf } from '../../platform/documents/paper-pdf.ts'
import { makePdf } from '../../platform/documents/typst.ts'
import { readFiles } from '../../platform/files/files.ts'
import { readOrganisationName } from '../../platform/record/installation.ts'
import type { PackContent, PackFile, PackItem, PackPaper } from './pack-content.ts'
import { datesOf, fileKey, isReadable, type PackSection, readingOrder } from './pack-order.ts'
import {
  clock,
  dayOfPack,
  letInWords,
  nameOfPack,
  placeOfPack,
  purposeOf,
  standingOf,
  stateOfMinutes,
  timeOfPack,
  trackerKey,
  treatmentSentences,
  wordsOfPrivatePart,
  wordsOfStanding,
} from './pack-words.ts'

/** What a pack's PDF is told besides its content. */
export type PackPdfRequest = {
  readonly content: PackContent
  /** '2', or none for a members' pack, which has no version. */
  readonly version: number | null
  readonly publishedOn: Day
  /** The public address of the same pack as a page; none for a members' pack. */
  readonly address: string | null
  readonly madeAt: Date
}

const source = (name: string) => readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8')
const LOOK = source('pack-look')
const templates = {
  front: LOOK + source('pack-front'),
  agenda: LOOK + source('pack-agenda'),
  'cover-sheet': LOOK + source('pack-cover-sheet'),
  tracker: LOOK + source('pack-tracker'),
  register: LOOK + source('pack-register'),
  questions: LOOK + source('pack-questions'),
  'forward-plan': LOOK + source('pack-forward-plan'),
}

const look = { gold: goldthreadBrand.accentColour, ink: goldthreadBrand.primaryColour }

/** The PDF of a pack cannot be made; the message is a sentence for the clerk. */
export class PackNotMade extends Error {
  override name = 'PackNotMade'
}

/**
 * Makes the one PDF of a pack: cover and contents with page numbers, then what
 * `readingOrder` lists; attached PDFs go in as they are, other files as tagged
 * PDF made from their twins. Bookmarks, tags and 'Page n of N' throughout.
 *
 * Throws PackNotMade with a sentence that names the paper when one cannot be read.
 */
export async function makePackPdf(db: Db, request: PackPdfRequest): Promise<AssembledPdf> {
  const { content, madeAt } = request
  const kicker = `${content.body.name}, ${formatDay(content.meeting.day)}`
  const stored = await readFiles(db, filesIn(content))
  const organisation = (await readOrganisationName(db)) ?? goldthreadBrand.organisation
  const title = `${content.part === 'members' ? 'Members’ pack' : 'Pack'}: ${kicker}`
  try {
    const parts: Part[] = []
    for (const section of readingOrder(content))
      parts.push(...(await partsOf(section, { content, madeAt, kicker, stored })))
    // Loaded with the first pack: the library is large, and nobody should wait for it at the start.
    const { assemblePdf } = await import('../../platform/documents/merge.ts')
    return await assemblePdf({
      title,
      parts,
      madeAt,
      front: {
        title: 'Cover and contents',
        make: placed => {
          const pageOf = new Map(placed.map(part => [part.key, part.start]))
          return set('front', title, { organisation, ...frontOf(request, pageOf) }, madeAt)
        },
      },
    })
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault
    throw new PackNotMade(fault.message, { cause: fault })
  }
}

/** The hashes of the files of a pack, their pictures included. */
export const filesIn = (content: PackContent): string[] => [
  ...new Set(
    content.items.flatMap(item =>
      item.papers.flatMap(paper =>
        paper.files.flatMap(file => [file.hash, ...Object.values(file.twin.pictures)]),
      ),
    ),
  ),
]

type Setting = {
  readonly content: PackContent
  readonly madeAt: Date
  readonly kicker: string
  /** The files of the pack, by their hash. */
  readonly stored: ReadonlyMap<string, { readonly bytes: Uint8Array }>
}

const set = (name: keyof typeof templates, title: string, data: object, madeAt: Date) =>
  makePdf({
    title,
    template: templates[name],
    data: { ...data, look },
    accent: goldthreadBrand.linkColour,
    madeAt,
  })

// ── Cover and contents ──────────────────────────────────────────────────────

function frontOf(request: PackPdfRequest, pageOf: ReadonlyMap<string, number>) {
  const { content, version, publishedOn, address } = request
  const members = content.part === 'members'
  const alone = content.extent === 'agenda'
  return {
    body: content.body.name,
    name: nameOfPack(content),
    short: `${content.body.name}, ${formatDay(content.meeting.day)}`,
    kind: members
      ? 'Members’ pack, with the private part'
      : alone
        ? 'Agenda; its papers are to follow'
        : 'Agenda and papers',
    facts: [
      { label: 'When', text: `${dayOfPack(content)}, ${timeOfPack(content)}` },
      { label: 'Where', text: placeOfPack(content) },
    ],
    foot: [
      members
        ? `For members only. Made on ${formatDay(publishedOn)}; not to be published or passed on.`
        : `Version ${version}, published on ${formatDay(publishedOn)}.`,
      'What has been published is never changed: a correction is a new version, and both can be seen.',
    ],
    address,
    entries: entriesOf(content, pageOf),
    privateNote: members ? null : wordsOfPrivatePart(content.privateItems),
  }
}

type Entry = {
  readonly number: string
  readonly title: string
  readonly key: string | null
  readonly page: number | null
  readonly note: string
  /** What stands where the page would. */
  readonly absent: string
}

/** Each item with what there is to read under it; an item with nothing says so. */
function entriesOf(content: PackContent, pageOf: ReadonlyMap<string, number>): Entry[] {
  const sections = readingOrder(content)
  const line = (number: string, title: string, key: string | null, note: string, absent = '') => ({
    number,
    title,
    key,
    page: key === null ? null : (pageOf.get(key) ?? null),
    note,
    absent,
  })
  const ofItem = (item: PackItem): Entry[] => {
    const reading = sections.filter(
      section => section.kind !== 'agenda' && section.item?.id === item.id,
    )
    const about = [item.lead, purposeOf(item)].filter(said => said !== '').join(' · ')
    const following = item.papers.some(paper => paper.kind === 'to follow')
    const [only, ...others] = reading
    const stands = (item.treatments ?? []).map(({ words }) => words).join('; ')
    if (!only)
      return [
        line(
          item.number,
          item.title,
          null,
          [about, stands].filter(said => said !== '').join(' · '),
          following ? 'to follow' : '',
        ),
      ]
    if (others.length === 0)
      return [line(item.number, item.title, only.key, noteOf(about, item, only))]
    return [
      line(item.number, item.title, null, about),
      ...reading.map(section => line('', section.title, section.key, noteOf('', item, section))),
    ]
  }
  return [
    line('', 'Agenda', 'agenda', ''),
    ...content.items.flatMap(ofItem),
    ...sections.flatMap(section =>
      section.kind !== 'agenda' && section.item === null
        ? [line('', section.title, section.key, '')]
        : [],
    ),
  ]
}

function noteOf(about: string, item: PackItem, section: PackSection): string {
  const title = section.title === item.title ? '' : section.title
  const standing = section.kind === 'paper' ? standingOf(section.paper) : ''
  return [about, about === '' ? '' : title, standing].filter(said => said !== '').join(' · ')
}

// ── What stands behind them ─────────────────────────────────────────────────

async function partsOf(section: PackSection, setting: Setting): Promise<Part[]> {
  const { content, madeAt, kicker } = setting
  const { key, title } = section
  const one = (bytes: Uint8Array): Part[] => [{ key, title: bookmarkOf(section), bytes }]
  switch (section.kind) {
    case 'agenda':
      return one(await set('agenda', `Agenda: ${kicker}`, agendaOf(content, kicker), madeAt))
    case 'minutes': {
      if (!content.minutes) return []
      const { meeting, state, blocks } = content.minutes
      return one(
        await makePaperPdf({
          title: `Minutes of ${formatDay(meeting.day)}`,
          kicker: content.body.name,
          facts: [stateOfMinutes(state)],
          blocks,
          accent: goldthreadBrand.linkColour,
          madeAt,
        }),
      )
    }
    case 'tracker':
      return one(await set('tracker', `${title}: ${kicker}`, trackerOf(content, kicker), madeAt))
    case 'register':
      return one(await set('register', `${title}: ${kicker}`, registerOf(content, kicker), madeAt))
    case 'questions':
      return one(
        await set('questions', `${title}: ${kicker}`, questionsOf(content, kicker), madeAt),
      )
    case 'forward-plan':
      return one(await set('forward-plan', `${title}: ${kicker}`, planOf(content, kicker), madeAt))
    case 'paper':
      return paperParts(section, setting)
  }
}

const bookmarkOf = (section: PackSection) =>
  section.kind === 'agenda' || section.item === null
    ? section.title
    : `${section.item.number}. ${section.title}`

const privateMark = (item: PackItem, words: string) =>
  item.audience === 'private' ? `Private: ${words}` : words

async function paperParts(
  section: Extract<PackSection, { kind: 'paper' }>,
  setting: Setting,
): Promise<Part[]> {
  const { item, paper, key } = section
  const { content, kicker, madeAt } = setting
  const above = privateMark(item, `${kicker}, item ${item.number}`)
  const parts: Part[] = []
  if (paper.cover) {
    const bytes = await set(
      'cover-sheet',
      `${paper.title}: cover sheet`,
      {
        ...paper.cover,
        texts: paper.cover.texts.map(({ heading, blocks }) => ({
          heading,
          blocks: blocks.map(forTypst),
        })),
        title: paper.title,
        kicker: above,
        asks: `${content.body.name} is asked to`,
        files: paper.files.map(file => ({
          key: fileKey(paper, file),
          title: file.description || file.name,
          note: noteOfFile(file),
        })),
      },
      madeAt,
    )
    parts.push({ key, title: bookmarkOf(section), bytes })
  }
  for (const file of paper.files) {
    const first = parts.length === 0
    parts.push({
      key: first ? key : fileKey(paper, file),
      title: first ? bookmarkOf(section) : `${item.number}. ${file.description || file.name}`,
      bytes: await fileAsPdf(paper, file, setting, above),
    })
  }
  return parts
}

/** A cover's text holds words, lists and tables; a table tells the template its columns. */
const forTypst = (block: Block): object => {
  if (block.kind !== 'table') return block
  const columns = Math.max(...block.rows.map(row => row.length))
  return { ...block, columns, widths: Array.from({ length: columns }, () => 1) }
}

const noteOfFile = (file: PackFile) =>
  [
    file.pages === null ? '' : `${file.pages} ${file.pages === 1 ? 'page' : 'pages'}`,
    sizeInWords(file.size),
  ]
    .filter(said => said !== '')
    .join(', ')

async function fileAsPdf(
  paper: PackPaper,
  file: PackFile,
  { madeAt, stored }: Setting,
  kicker: string,
): Promise<Uint8Array> {
  if (file.mediaType === 'application/pdf') {
    const kept = stored.get(file.hash)
    if (!kept) throw new Error(`“${file.name}” of “${paper.title}” is not in the store.`)
    return kept.bytes
  }
  return makePaperPdf({
    title: file.description || (paper.files.length === 1 ? paper.title : file.name),
    kicker,
    blocks: blocksWith(file.twin, stored),
    accent: goldthreadBrand.linkColour,
    madeAt,
  })
}

function agendaOf(content: PackContent, kicker: string) {
  const { notice } = content
  return {
    kicker,
    lede: [dayOfPack(content), timeOfPack(content), placeOfPack(content)].join(', '),
    notice: notice && {
      head: `Notice given on ${formatDay(notice.givenOn)}, ${notice.manner}${notice.signedBy === '' ? '' : `, by ${notice.signedBy}`}`,
      text: notice.text,
    },
    items: content.items.map((item, at) => ({
      number: item.number,
      time: item.startsAt === null ? '' : clock(item.startsAt),
      section: item.section !== content.items[at - 1]?.section ? item.section : '',
      title: item.title,
      lead: item.lead,
      treatments: treatmentSentences(item),
      summary: item.summary,
      purpose: purposeOf(item),
      privateReason: content.part === 'members' ? item.privateReason : '',
      papers: [
        ...readingOrder(content).flatMap(section =>
          section.kind !== 'agenda' && section.kind !== 'paper' && section.item?.id === item.id
            ? [{ key: section.key, title: section.title, note: '' }]
            : [],
        ),
        ...item.papers.map(paper => ({
          key: isReadable(paper) ? `paper-${paper.id}` : null,
          title: paper.title,
          note: [standingOf(paper), letInWords(paper)].filter(said => said !== '').join('. '),
        })),
        ...(item.withdrawn ?? []).map(({ title, on, reason }) => ({
          key: null,
          title,
          note: `Withdrawn on ${formatDay(on)}: ${reason}`,
        })),
      ],
    })),
    privateNote: content.part === 'members' ? null : wordsOfPrivatePart(content.privateItems),
  }
}

function trackerOf({ tracker }: PackContent, kicker: string) {
  return {
    kicker,
    lede: tracker ? `As it stood on ${formatDay(tracker.asOn)}.` : null,
    legend: trackerKey,
    actions: (tracker?.actions ?? []).map(action => ({
      number: action.number,
      raised: formatDayShort(action.raisedOn),
      item: action.itemTitle,
      text: action.text,
      owners: action.owners,
      deadline: action.deadline,
      past: action.pastDeadlines,
      position: action.position,
      label: action.label,
      colour: action.colour === 'none' ? 'plain' : action.colour,
    })),
  }
}

function registerOf({ interests }: PackContent, kicker: string) {
  return {
    kicker,
    lede: interests
      ? `As it stood on ${formatDay(interests.asOn)}. An interest whose publication could put somebody at risk is kept by the body and not printed here.`
      : null,
    declarations: (interests?.declarations ?? []).map(row => ({
      name: row.name,
      position: row.position === row.name ? '' : row.position,
      types: row.types.join(', '),
      interest: row.interest,
      dates: datesOf(row),
      handling: row.handling,
      declared: row.declaredOn,
    })),
  }
}

function planOf({ forwardPlan }: PackContent, kicker: string) {
  return {
    kicker,
    lede: forwardPlan
      ? `What is expected at coming meetings, as planned on ${formatDay(forwardPlan.asOn)}.`
      : null,
    entries: (forwardPlan?.entries ?? []).map(entry => ({
      ...entry,
      purpose: purposeOf(entry),
    })),
    standing: wordsOfStanding(forwardPlan?.standing ?? []),
  }
}

function questionsOf({ questions }: PackContent, kicker: string) {
  return {
    kicker,
    lede: 'Sent in by members of the public before the meeting.',
    questions: questions.map(question => ({
      from: `${question.shownAs === '' ? 'A member of the public' : question.shownAs}, ${formatDay(question.askedOn)}`,
      text: question.text,
      answer: question.answer,
    })),
  }
}
