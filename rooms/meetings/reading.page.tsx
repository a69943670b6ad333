import type { ReactNode } from 'react'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import { Markdown } from '../../design/markdown.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PreviousNext } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { type Visit, workPage } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { readPersons } from '../people/read-person.ts'
import { timetable } from './agenda.rules.ts'
import { isEmptyCover } from './cover-sheet.rules.ts'
import { timeInWords, whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import {
  coverRows,
  FileLink,
  FileText,
  leadOf,
  PaperTags,
  purposeOf,
  Recommendations,
} from './paper-parts.view.tsx'
import {
  type AgendaItem,
  listItems,
  listPapers,
  type PaperWithFiles,
  readAgenda,
} from './read-agenda.ts'
import { readWithheld, WITHHELD } from './read-conflicts.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { listTreatments } from './read-treatments.ts'
import { isTaken, wordsOfTreatment } from './treatment.rules.ts'
import { Treatments } from './treatment.view.tsx'

const readPath = (of: MeetingOfBody) => `${workPathOf(of)}/read`
const itemReadPath = (of: MeetingOfBody, item: Pick<AgendaItem, 'number'>) =>
  `${readPath(of)}/${encodeURIComponent(item.number)}`

const maySeePrivateOf = ({ viewer }: Visit, of: MeetingOfBody) =>
  viewer?.may('see private papers', of.body.id) ?? false

const beginsOf = (
  of: MeetingOfBody,
  items: readonly Pick<AgendaItem, 'id' | 'starts_at' | 'planned_minutes'>[],
) =>
  new Map(
    timetable(
      of.meeting.starts_at,
      items.map(({ id, starts_at, planned_minutes }) => ({
        id,
        startsAt: starts_at,
        minutes: planned_minutes,
      })),
    ).begins.map(({ id, at, stated }) => [
      id,
      at === null ? undefined : stated ? timeInWords(at) : `About ${timeInWords(at)}`,
    ]),
  )

/** What later rooms show a member above the papers: what is new since they read them. */
export type ReadingSlots = {
  readonly news?: (visit: Visit, of: MeetingOfBody) => Promise<ReactNode>
}

async function readWhole(visit: Visit, slots: ReadingSlots) {
  const of = await meetingOf(visit)
  const items = await readAgenda(visit.db, of.meeting.id, { private: maySeePrivateOf(visit, of) })
  const leads = await readPersons(
    visit.db,
    items.map(({ lead_person_id }) => lead_person_id),
  )
  const treatments = await listTreatments(visit.db, of.meeting.id)
  return {
    of,
    items,
    leads,
    treatments,
    begins: beginsOf(
      of,
      items.filter(({ id }) => isTaken(treatments.get(id) ?? [])),
    ),
    news: await slots.news?.(visit, of),
    withheld: await readWithheld(visit.db, of.meeting.id, visit.viewer?.person),
  }
}

async function readOne(visit: Visit) {
  const of = await meetingOf(visit)
  const items = await listItems(visit.db, of.meeting.id, { private: maySeePrivateOf(visit, of) })
  const at = items.findIndex(({ number }) => number === visit.params.number)
  const item = items[at]
  if (!item) throw new NotFound('There is no such item on this agenda.')
  const withheld = (await readWithheld(visit.db, of.meeting.id, visit.viewer?.person)).has(item.id)
  return {
    of,
    item,
    withheld,
    previous: items[at - 1],
    next: items[at + 1],
    begin: beginsOf(of, items).get(item.id),
    leads: await readPersons(visit.db, [item.lead_person_id]),
    papers: withheld ? [] : await listPapers(visit.db, [item.id], { twins: true }),
    treatments: (await listTreatments(visit.db, of.meeting.id)).get(item.id),
  }
}

const cards = (
  { of, leads, begins, treatments, withheld }: Awaited<ReturnType<typeof readWhole>>,
  items: readonly AgendaItem[],
) =>
  items.map(item => ({
    id: item.id,
    title: `${item.number}. ${item.title}`,
    href: itemReadPath(of, item),
    aside: begins.get(item.id) ?? '',
    ...(item.summary === '' ? {} : { text: item.summary }),
    facts: [
      ...(treatments.get(item.id) ?? []).map(wordsOfTreatment),
      opening(purposeOf(item)),
      leadOf(item, leads),
      withheld.has(item.id)
        ? 'Its papers are not shown to you'
        : item.papers.length === 0
          ? ''
          : opening(countOf(item.papers.length, 'paper')),
    ]
      .filter(fact => fact !== '')
      .map(fact => <span key={fact}>{fact}</span>),
  }))

const PrivatePart = () => (
  <Notice>
    <p>
      <strong>Private part.</strong> The meeting is asked to exclude the public for these items. Do
      not share their papers.
    </p>
  </Notice>
)

/** A paper as a member reads it: what is asked, the text, the files in full, the rest folded. */
const PaperInFull = ({ of, paper }: { of: MeetingOfBody; paper: PaperWithFiles }) => (
  <article aria-labelledby={`paper-${paper.id}`} className="gt-file">
    <h2 className="nhsuk-heading-l" id={`paper-${paper.id}`}>
      {paper.title} <PaperTags paper={paper} />
    </h2>
    {paper.kind === 'to follow' ? <p>This paper has not been handed in yet.</p> : null}
    {paper.permission === '' ? null : (
      <p className="gt-quiet">
        Let in{paper.permitted_on === null ? '' : ` on ${formatDay(paper.permitted_on)}`}:{' '}
        {paper.permission}
      </p>
    )}
    {paper.cover.summary === '' ? null : <Markdown text={paper.cover.summary} level={3} />}
    {paper.cover.recommendations.length === 0 ? null : (
      <>
        <h3 className="nhsuk-heading-s">The meeting is asked to</h3>
        <Recommendations cover={paper.cover} />
      </>
    )}
    {isEmptyCover(paper.cover) ? null : (
      <Fold summary={`The whole cover sheet of ${paper.title}`}>
        <SummaryList rows={coverRows(paper.cover)} />
      </Fold>
    )}
    {paper.cover.report === '' ? null : <Markdown text={paper.cover.report} level={3} />}
    {paper.files.map(file => (
      <section key={file.id} aria-label={file.name}>
        <FileLink of={of} file={file} />
        <FileText of={of} file={file} below={2} />
      </section>
    ))}
  </article>
)

/** The agenda and the papers for a member to read, in public and in private, item by item. */
export const readingPages = (slots: ReadingSlots = {}) => [
  workPage({
    path: '/work/meetings/:body/:date/read',
    needs: forMeeting('see drafts'),
    read: visit => readWhole(visit, slots),
    view: model => {
      const { of, items, news } = model
      const open = items.filter(({ audience }) => audience === 'public')
      const closed = items.filter(({ audience }) => audience === 'private')
      return (
        <WorkPage
          title={`Papers, ${nameOfMeeting(of)}`}
          breadcrumbs={[
            { text: 'Meetings', href: '/work/meetings' },
            { text: nameOfMeeting(of), href: workPathOf(of) },
          ]}
        >
          <PageHeading
            caption={of.body.name}
            title="Agenda and papers"
            lede={
              <>
                <DayText day={of.meeting.day} form="full" />, {whenAndWhere(of.meeting)}
              </>
            }
          />
          {news}
          {of.meeting.joining === '' ? null : <p>How to join: {of.meeting.joining}</p>}
          {items.length === 0 ? (
            <Empty>The agenda has not been drawn up yet.</Empty>
          ) : (
            <CardList items={cards(model, open)} />
          )}
          {closed.length > 0 ? (
            <>
              <PrivatePart />
              <CardList items={cards(model, closed)} />
            </>
          ) : null}
        </WorkPage>
      )
    },
  }),
  workPage({
    path: '/work/meetings/:body/:date/read/:number',
    needs: forMeeting('see drafts'),
    read: readOne,
    view: ({ of, item, withheld, previous, next, begin, leads, papers, treatments }) => (
      <WorkPage
        title={`${item.number}. ${item.title}, ${nameOfMeeting(of)}`}
        breadcrumbs={[
          { text: 'Meetings', href: '/work/meetings' },
          { text: nameOfMeeting(of), href: workPathOf(of) },
          { text: 'Agenda and papers', href: readPath(of) },
        ]}
      >
        <PageHeading
          caption={`Item ${item.number}`}
          title={item.title}
          facts={[
            ...(item.audience === 'private'
              ? [
                  <StatusTag key="private" colour="ink">
                    In private
                  </StatusTag>,
                ]
              : []),
            ...[
              begin ?? '',
              item.planned_minutes === null ? '' : opening(countOf(item.planned_minutes, 'minute')),
              opening(purposeOf(item)),
              leadOf(item, leads),
            ]
              .filter(fact => fact !== '')
              .map(fact => <span key={fact}>{fact}</span>),
          ]}
        />
        {item.audience === 'private' ? (
          <Notice>
            <p>
              <strong>Private part.</strong> {item.private_reason} Do not share these papers.
            </p>
          </Notice>
        ) : null}
        <Treatments of={of} treatments={treatments} />
        {item.summary === '' ? null : <p className="nhsuk-body-l">{item.summary}</p>}
        {withheld ? (
          <Notice>
            <p>{WITHHELD}</p>
          </Notice>
        ) : papers.length === 0 ? (
          <Empty>There is no paper for this item.</Empty>
        ) : null}
        {papers.map(paper => (
          <PaperInFull key={paper.id} of={of} paper={paper} />
        ))}
        <PreviousNext
          {...(previous
            ? {
                previous: {
                  text: `${previous.number}. ${previous.title}`,
                  href: itemReadPath(of, previous),
                },
              }
            : {})}
          {...(next
            ? { next: { text: `${next.number}. ${next.title}`, href: itemReadPath(of, next) } }
            : {})}
        />
      </WorkPage>
    ),
  }),
]
