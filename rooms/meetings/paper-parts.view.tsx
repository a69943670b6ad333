import { DocumentLink } from '../../design/document-link.tsx'
import { DocumentText } from '../../design/document-text.tsx'
import { Fold } from '../../design/fold.tsx'
import { Markdown } from '../../design/markdown.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import type { SummaryRow } from '../../design/summary-list.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { blocksOf } from '../../platform/documents/kept-twin.ts'
import { listed, opening } from '../../platform/plain-english.rules.ts'
import type { Person } from '../people/read-person.ts'
import {
  asksForQuorum,
  type CoverSheet,
  implicationNames,
  implications,
} from './cover-sheet.rules.ts'
import { workPathOf } from './meeting-paths.ts'
import type { Item, Paper, PaperFile } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'

/** What sets a paper apart: late, supplementary, to follow, withdrawn. */
export function PaperTags({ paper }: { paper: Pick<Paper, 'kind' | 'withdrawn_on'> }) {
  if (paper.withdrawn_on !== null) return <StatusTag colour="grey">Withdrawn</StatusTag>
  if (paper.kind === 'late') return <StatusTag colour="amber">Late</StatusTag>
  if (paper.kind === 'supplementary') return <StatusTag>Supplementary</StatusTag>
  return paper.kind === 'to follow' ? <StatusTag colour="amber">To follow</StatusTag> : null
}

const fileTypes: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'image/png': 'PNG picture',
}

export const filePath = (of: MeetingOfBody, file: Pick<PaperFile, 'id'>) =>
  `${workPathOf(of)}/files/${file.id}`

/** A file to open or keep, with what it costs. */
export const FileLink = ({ of, file }: { of: MeetingOfBody; file: PaperFile }) => (
  <DocumentLink
    href={filePath(of, file)}
    title={file.name}
    type={fileTypes[file.media_type] ?? 'File'}
    bytes={file.size}
    {...(file.pages === null ? {} : { pages: file.pages })}
    {...(file.description === '' || file.media_type === 'image/png'
      ? {}
      : { note: file.description })}
  />
)

/** The words, tables and pictures of a file as part of the page. */
export const FileText = ({
  of,
  file,
  below,
}: {
  of: MeetingOfBody
  file: PaperFile
  below: 2 | 3 | 4
}) => (
  <DocumentText
    blocks={blocksOf(file.twin)}
    below={below}
    idPrefix={`file-${file.id}-`}
    imageHref={({ name }) => `${filePath(of, file)}/pictures/${encodeURIComponent(name)}`}
  />
)

/** A file's text, folded until somebody asks. */
export const FoldedFileText = ({ of, file }: { of: MeetingOfBody; file: PaperFile }) =>
  file.twin.blocks.length === 0 ? (
    <p>This file has no text that can be read here.</p>
  ) : (
    <Fold summary={`Read ${file.name} on this page`}>
      <FileText of={of} file={file} below={3} />
    </Fold>
  )

const Texts = ({ texts }: { texts: readonly string[] }) =>
  texts.length === 1 ? (
    texts[0]
  ) : (
    <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )

const row = (key: string, value: SummaryRow['value'], given: boolean): SummaryRow => ({
  key,
  value: given ? value : <span className="gt-quiet">Not given</span>,
})

/** What a paper asks the meeting to do; a word where only a quorate meeting may. */
export const Recommendations = ({ cover }: { cover: CoverSheet }) => (
  <ol className="nhsuk-list nhsuk-list--number">
    {cover.recommendations.map(recommendation => (
      <li key={`${recommendation.verb} ${recommendation.text}`}>
        <strong>{opening(recommendation.verb)}</strong> {recommendation.text}
        {recommendation.forBody ? `, for ${recommendation.forBody} to decide` : ''}
        {asksForQuorum(recommendation) ? <span className="gt-quiet">Needs a quorum</span> : null}
      </li>
    ))}
  </ol>
)

/** The cover sheet as rows, in its order (R-TOR-17). */
export const coverRows = (cover: CoverSheet): SummaryRow[] => [
  row('Executive lead', cover.executiveLead, cover.executiveLead !== ''),
  row(
    cover.authors.length > 1 ? 'Authors' : 'Author',
    <Texts texts={cover.authors} />,
    cover.authors.length > 0,
  ),
  row('Item number on the paper', cover.itemNumber, cover.itemNumber !== ''),
  row('Why it comes here', cover.reason, cover.reason !== ''),
  row('Summary', <Markdown text={cover.summary} level={3} />, cover.summary !== ''),
  row('Recommendations', <Recommendations cover={cover} />, cover.recommendations.length > 0),
  ...implicationNames.map(name => {
    const implication = cover.implications[name]
    return row(
      implications[name],
      implication && (
        <>
          {implication.applies ? 'Yes' : 'No'}
          {implication.text === '' ? '' : `: ${implication.text}`}
        </>
      ),
      implication !== undefined,
    )
  }),
  row('Next steps', <Markdown text={cover.nextSteps} level={3} />, cover.nextSteps !== ''),
  row('Appendices', <Texts texts={cover.appendices} />, cover.appendices.length > 0),
]

/** When a paper came, and who let it in late. */
export const paperRows = (paper: Paper): SummaryRow[] => [
  {
    key: 'Submitted',
    value: paper.submitted_on === null ? 'Still to follow' : formatDay(paper.submitted_on),
  },
  ...(paper.permission === ''
    ? []
    : [
        {
          key: 'Let in',
          value: `${paper.permitted_on === null ? '' : `${formatDay(paper.permitted_on)}: `}${paper.permission}`,
        },
      ]),
]

/** Where an item stands in the workspace. */
export const itemPath = (of: MeetingOfBody, item: Pick<Item, 'id'>) =>
  `${workPathOf(of)}/agenda/items/${item.id}`

/** Who leads an item, in words. */
export const leadOf = (item: Item, leads: ReadonlyMap<string, Person>): string =>
  [item.lead, leads.get(item.lead_person_id ?? '')?.name ?? '']
    .filter(part => part !== '')
    .join(', ')

/** 'to note and discuss' */
export const purposeOf = (item: Item): string =>
  item.purposes.length > 0 ? `to ${listed(item.purposes)}` : ''
