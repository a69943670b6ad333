import { type Static, Type } from 'typebox'
import { blocksText } from '../../platform/documents/blocks.ts'
import { blocksOf } from '../../platform/documents/kept-twin.ts'
import type { PackContent, PackPlan, PackVersion, PublishedPack } from './pack-content.ts'
import { fileHref, packHref } from './pack-paths.ts'
import { treatmentSentences } from './pack-words.ts'

const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Text = Type.String()

export const versionSchema = Type.Object({
  version: Type.Integer(),
  /** 'agenda' where it went out alone, its papers to follow; else 'pack'. */
  extent: Text,
  published: Text,
  note: Text,
  changes: Type.Array(Text),
  pages: Type.Integer(),
  bytes: Type.Integer(),
  page: Text,
  pdf: Text,
})

const paperSchema = Type.Object({
  id: Text,
  title: Text,
  kind: Text,
  submitted: Nullable(Text),
  /** Who let it in after papers were due or published, and why. */
  permission: Text,
  recommendations: Type.Array(Text),
  files: Type.Array(
    Type.Object({
      name: Text,
      description: Text,
      mediaType: Text,
      sha256: Text,
      bytes: Type.Integer(),
      url: Text,
      /** The words of its accessible twin. */
      text: Text,
    }),
  ),
})

/** A forward plan as it was published with a pack. */
export const planSchema = Type.Object({
  asOn: Text,
  items: Type.Array(
    Type.Object({
      title: Text,
      lead: Text,
      purposes: Type.Array(Text),
      when: Text,
      source: Text,
    }),
  ),
  everyMeeting: Type.Array(Text),
})

export const planJson = (plan: PackPlan | null | undefined): Static<typeof planSchema> | null =>
  plan
    ? {
        asOn: plan.asOn,
        items: plan.entries.map(entry => ({ ...entry, purposes: [...entry.purposes] })),
        everyMeeting: [...plan.standing],
      }
    : null

/** What the API says of a pack: public by its making. */
export const packSchema = Type.Object({
  body: Type.Object({ slug: Text, name: Text }),
  meeting: Type.Object({
    id: Text,
    slug: Text,
    day: Text,
    kind: Text,
    startsAt: Text,
    endsAt: Nullable(Text),
    mode: Text,
    venue: Text,
  }),
  shown: versionSchema,
  items: Type.Array(
    Type.Object({
      id: Text,
      number: Text,
      title: Text,
      kind: Text,
      lead: Text,
      purposes: Type.Array(Text),
      summary: Text,
      /** What became of it, other than being taken in its turn. */
      treatments: Type.Array(Text),
      papers: Type.Array(paperSchema),
      withdrawn: Type.Array(Type.Object({ title: Text, on: Text, reason: Text })),
    }),
  ),
  privateItems: Type.Array(Text),
  minutes: Type.Union([Type.Object({ day: Text, state: Text, text: Text }), Type.Null()]),
  tracker: Type.Array(
    Type.Object({
      number: Type.Integer(),
      text: Text,
      item: Text,
      raised: Text,
      owners: Type.Array(Text),
      deadline: Text,
      position: Text,
      state: Text,
    }),
  ),
  interests: Type.Array(
    Type.Object({
      name: Text,
      position: Text,
      answer: Text,
      types: Type.Array(Text),
      interest: Text,
      from: Text,
      to: Text,
      handling: Text,
      declared: Text,
    }),
  ),
  questions: Type.Array(
    Type.Object({ id: Text, asked: Text, from: Text, text: Text, answer: Text }),
  ),
  forwardPlan: Type.Union([planSchema, Type.Null()]),
  versions: Type.Array(versionSchema),
})

const versionJson = (version: PackVersion, content: PackContent, url: string) => {
  const page = `${url}${packHref(content)}s/${version.version}`
  return {
    version: version.version,
    extent: version.extent,
    published: version.publishedOn,
    note: version.note,
    changes: version.changes.map(({ words }) => words),
    pages: version.pdfPages,
    bytes: version.pdfSize,
    page,
    pdf: `${page}.pdf`,
  }
}

/** A published pack as JSON; `url` is the site's address. */
export function packJson(
  { pack, versions }: { pack: PublishedPack; versions: readonly PackVersion[] },
  url: string,
): Static<typeof packSchema> {
  const { content } = pack
  const { meeting } = content
  return {
    body: { slug: content.body.slug, name: content.body.name },
    meeting: {
      id: meeting.id,
      slug: meeting.slug,
      day: meeting.day,
      kind: meeting.kind,
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
      mode: meeting.mode,
      venue: meeting.venue,
    },
    shown: versionJson(pack, content, url),
    items: content.items.map(item => ({
      id: item.id,
      number: item.number,
      title: item.title,
      kind: item.kind,
      lead: item.lead,
      purposes: [...item.purposes],
      summary: item.summary,
      treatments: treatmentSentences(item),
      withdrawn: (item.withdrawn ?? []).map(({ title, on, reason }) => ({ title, on, reason })),
      papers: item.papers.map(paper => ({
        id: paper.id,
        title: paper.title,
        kind: paper.kind,
        submitted: paper.submittedOn,
        permission: paper.permission ?? '',
        recommendations: [...(paper.cover?.recommendations ?? [])],
        files: paper.files.map(file => ({
          name: file.name,
          description: file.description,
          mediaType: file.mediaType,
          sha256: file.hash,
          bytes: file.size,
          url: url + fileHref(file.hash, file.name),
          text: blocksText(blocksOf(file.twin)),
        })),
      })),
    })),
    privateItems: [...content.privateItems],
    minutes: content.minutes && {
      day: content.minutes.meeting.day,
      state: content.minutes.state,
      text: blocksText(content.minutes.blocks),
    },
    tracker: (content.tracker?.actions ?? []).map(action => ({
      number: action.number,
      text: action.text,
      item: action.itemTitle,
      raised: action.raisedOn,
      owners: [...action.owners],
      deadline: action.deadline,
      position: action.position,
      state: action.state,
    })),
    interests: (content.interests?.declarations ?? []).map(row => ({
      name: row.name,
      position: row.position,
      answer: row.answer,
      types: [...row.types],
      interest: row.interest,
      from: row.from,
      to: row.to,
      handling: row.handling,
      declared: row.declaredOn,
    })),
    questions: content.questions.map(question => ({
      id: question.id,
      asked: question.askedOn,
      from: question.shownAs,
      text: question.text,
      answer: question.answer,
    })),
    forwardPlan: planJson(content.forwardPlan),
    versions: versions.map(version => versionJson(version, content, url)),
  }
}
