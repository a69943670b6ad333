import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/record/canonical-json.rules.ts'
import type { AgendaLine, PaperLine } from './agenda-changes.rules.ts'
import type { Comparable } from './pack-changes.rules.ts'
import type { PackContent, PackCover, PackItem, PackPaper } from './pack-content.ts'

const digestOf = (cover: PackCover | null): string =>
  cover === null ? '' : createHash('sha256').update(canonicalJson(cover)).digest('hex')

const paperLine = (paper: PackPaper): PaperLine => ({
  id: paper.id,
  title: paper.title,
  kind: paper.kind,
  cover: digestOf(paper.cover),
  files: paper.files.map(({ name, hash, because }) => ({
    name,
    hash,
    ...(because === undefined ? {} : { because }),
  })),
  permission: paper.permission ?? '',
  permittedOn: paper.permittedOn ?? null,
})

/** The items of a pack as two versions are compared by them. */
export const linesOf = (items: readonly PackItem[]): AgendaLine[] =>
  items.map(item => ({
    id: item.id,
    number: item.number,
    title: item.title,
    section: item.section,
    purposes: item.purposes,
    lead: item.lead,
    startsAt: item.startsAt,
    minutes: item.minutes,
    summary: item.summary,
    audience: item.audience,
    treatments: (item.treatments ?? []).map(({ kind, words, reason, about }) => ({
      kind,
      words,
      reason,
      about,
    })),
    papers: item.papers.map(paperLine),
    withdrawn: (item.withdrawn ?? []).map(({ id, title, on, reason }) => ({
      id,
      title,
      on,
      reason,
    })),
  }))

/** A pack as two versions are compared; with `lines`, by the whole agenda instead of the public part. */
export const comparable = (content: PackContent, lines?: readonly AgendaLine[]): Comparable => ({
  meeting: content.meeting,
  items: lines ?? linesOf(content.items),
  nowPrivate: lines ? [] : content.nowPrivate,
  minutes: content.minutes,
  tracker: content.tracker,
  interests: content.interests,
  questions: content.questions,
  ...(content.forwardPlan === undefined ? {} : { forwardPlan: content.forwardPlan }),
})
