import Type from 'typebox'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { type Day, day, formatDay } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { poundsInWords } from '../bodies/delegation.rules.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { repliesInWords } from './correspondence.rules.ts'
import { DecisionStateTag } from './decision-state.view.tsx'
import { findRegistered } from './find-published.ts'
import { listPublishedOutside, type PublishedOutsideRow } from './list-outside.ts'
import { decisionSchema, motionJson } from './meeting.page.tsx'
import { idIn } from './meeting-visit.ts'
import { DecisionText, QuorumPanel } from './minutes.view.tsx'
import type { OutsideContent } from './outside-content.ts'
import { type DecisionWithState, withStates } from './read-decision-states.ts'

type Model = {
  readonly body: Body
  readonly decision: DecisionWithState
  /** Of one taken outside a meeting, newest first. */
  readonly versions: readonly PublishedOutsideRow[]
  readonly shown: PublishedOutsideRow | undefined
}

/** Five queries at most: the register, its body, terms, calendar, versions. */
async function readDecision(visit: Visit): Promise<Model> {
  const { db, today, query } = visit
  const id = idIn(visit, 'id')
  const found = await findRegistered(db, id)
  if (!found) throw new NotFound('There is no such decision on the register.')
  const [decision] = await withStates(db, [found], today)
  if (!decision) throw new NotFound('There is no such decision on the register.')
  const versions = found.origin === 'meeting' ? [] : await listPublishedOutside(db, id)
  const asked = textOf(query, 'version')
  const shown =
    asked === '' ? versions[0] : versions.find(({ version }) => String(version) === asked)
  if (asked !== '' && !shown) throw new NotFound('There is no such version of this decision.')
  return { body: await readBody(db, found.body_id), decision, versions, shown }
}

const contentOf = ({ decision, shown }: Model): OutsideContent | undefined =>
  shown?.content ??
  (decision.origin === 'meeting' ? undefined : (decision.content as OutsideContent))

/** 'By e-mail, reported to the meeting of 14 March 2025'; the meeting for one taken there. */
export function howDecided(decision: DecisionWithState, today: Day): string {
  if (decision.origin === 'meeting') return `At the meeting of ${formatDay(decision.decided_on)}`
  const { by, officer } = decision.content as OutsideContent
  const reported = decision.reported_on
    ? `, ${decision.reported_on > today ? 'to be reported' : 'reported'} to the meeting of ${formatDay(decision.reported_on)}`
    : ', still to be reported to a meeting'
  return `${officer ? `By the ${by}, under delegation` : by}${reported}`
}

/** Where it stands in minutes, or its own page. */
export const decisionHref = (
  body: Pick<Body, 'slug'>,
  decision: Pick<DecisionWithState, 'id' | 'origin' | 'meeting_slug'>,
): string =>
  decision.origin === 'meeting'
    ? `/meetings/${body.slug}/${decision.meeting_slug}#decision-${decision.id}`
    : `/decisions/${decision.id}`

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map(paragraph => (
      <p key={paragraph} className="gt-lines">
        {paragraph}
      </p>
    ))}
  </>
)

const row = (key: string, text: string): SummaryRow[] =>
  text === '' ? [] : [{ key, value: <Lines text={text} /> }]

function officerRows(officer: NonNullable<OutsideContent['officer']>): SummaryRow[] {
  const { delegation } = officer
  return [
    { key: 'Decided by', value: opening(officer.office) },
    {
      key: 'Under which delegation',
      value: (
        <>
          {opening(delegation.scope)}
          {delegation.limits ? `; ${delegation.limits}` : ''}
          {delegation.most === null ? '' : `; up to ${poundsInWords(delegation.most)}`}. From{' '}
          {formatDay(day(delegation.from))} ({delegation.source}).
        </>
      ),
    },
    ...(officer.amount === null
      ? []
      : [{ key: 'Sum', value: poundsInWords(officer.amount) } satisfies SummaryRow]),
    ...(officer.confidentialBecause
      ? row('Why it is confidential', officer.confidentialBecause)
      : [
          ...row('Reasons', officer.reasons),
          ...row('Options considered and rejected', officer.options || 'None were recorded.'),
        ]),
    ...row('Interests declared', officer.interests || 'None.'),
    ...row('Dispensation', officer.dispensation),
  ]
}

function correspondenceRows(asked: NonNullable<OutsideContent['correspondence']>): SummaryRow[] {
  return [
    { key: 'Why it could not wait', value: <Lines text={asked.urgentBecause} /> },
    {
      key: 'Agreed to by the chair',
      value: `${asked.agreedBy}, ${formatDay(day(asked.agreedOn))}`,
    },
    { key: 'Members were asked', value: formatDay(day(asked.openedOn)) },
    ...(asked.objected > 0
      ? [
          {
            key: 'Objections',
            value: `${opening(countOf(asked.objected, 'member'))} objected to deciding this between meetings.`,
          },
        ]
      : []),
    ...(asked.declared.length > 0
      ? [
          {
            key: 'Took no part',
            value: listed(asked.declared.map(({ who, interest }) => `${who} (${interest})`)),
          },
        ]
      : []),
  ]
}

function DecisionView({ model, today }: { model: Model; today: Day }) {
  const { body, decision, versions, shown } = model
  const content = contentOf(model)
  const { state, fate } = decision
  const title = shown?.title ?? decision.item_title
  return (
    <PublicPage
      title={`${title}, ${body.name}`}
      description={`A decision of ${formatDay(decision.decided_on)}: what was decided, by whom, why, and how it stands.`}
      breadcrumbs={[
        { text: 'Decisions', href: '/decisions' },
        { text: body.name, href: `/decisions?body=${body.slug}` },
      ]}
    >
      <PageHeading
        caption={body.name}
        title={title}
        facts={[
          <DecisionStateTag key="state" state={state} />,
          ...(decision.content.outcome === 'lost' ? [<StatusTag key="lost">Lost</StatusTag>] : []),
          <DayText key="day" day={decision.decided_on} />,
        ]}
      />
      {state.words === '' ? null : (
        <Warning heading={opening(state.state)}>
          <p>{state.words}</p>
        </Warning>
      )}
      {shown && shown.version !== versions[0]?.version ? (
        <Notice>
          <p>
            This is version {shown.version}, as first published.{' '}
            <a href={`/decisions/${decision.id}`}>Read version {versions[0]?.version}</a>, which
            stands now.
          </p>
        </Notice>
      ) : null}
      <DecisionText decision={content ?? decision.content} />
      <SummaryList
        rows={[
          {
            key: 'How it was decided',
            value:
              decision.origin === 'meeting' ? (
                <a href={decisionHref(body, decision)}>{howDecided(decision, today)}</a>
              ) : decision.reported_slug ? (
                <a href={`/meetings/${body.slug}/${decision.reported_slug}`}>
                  {howDecided(decision, today)}
                </a>
              ) : (
                howDecided(decision, today)
              ),
          },
          ...(content?.officer ? officerRows(content.officer) : []),
          ...(content?.correspondence ? correspondenceRows(content.correspondence) : []),
          ...fate.changes.map(change => ({
            key: opening(change.how),
            value: (
              <>
                <a href={`/meetings/${body.slug}/${change.slug}#decision-${change.by}`}>
                  {formatDay(change.on)}
                </a>
                : {change.text}
              </>
            ),
          })),
          ...fate.callIns.map(call => ({
            key: 'Called in',
            value: `On ${formatDay(call.on)} by ${listed(call.by)}: ${call.why} ${
              call.outcome === null
                ? ''
                : `Outcome on ${call.resolvedOn ? formatDay(call.resolvedOn) : ''}: ${call.outcome}. ${call.resolvedWhy}`
            }`.trim(),
          })),
        ]}
      />
      {content?.correspondence ? (
        <>
          <h2 className="nhsuk-heading-l">The replies</h2>
          <p>
            {content.votes ? repliesInWords(content.votes) : ''}{' '}
            {opening(countOf(content.correspondence.asked, 'member was', 'members were'))} asked.
            Judged by: {content.correspondence.terms}.
          </p>
          <QuorumPanel
            quorum={content.correspondence.quorum}
            caption="The quorum, counted by replies"
            byReplies
          />
        </>
      ) : null}
      {content && content.files.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-l">
            {content.officer ? 'Background papers' : 'The papers that members had'}
          </h2>
          <ul className="nhsuk-list">
            {content.files.map(file => (
              <li key={file.hash}>
                <DocumentLink
                  href={`/files/${file.hash}/${encodeURIComponent(file.name)}`}
                  title={file.description || file.name}
                  type={typeWord(file.mediaType)}
                  bytes={file.size}
                  {...(file.pages === null ? {} : { pages: file.pages })}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {versions.length === 0 ? null : (
        <DataTable
          caption="Versions published"
          rows={versions}
          keyOf={({ version }) => String(version)}
          empty=""
          columns={[
            {
              heading: 'Version',
              namesRow: true,
              cell: line => (
                <a href={`/decisions/${decision.id}?version=${line.version}`}>
                  Version {line.version}
                </a>
              ),
            },
            { heading: 'Published', cell: line => <DayText day={line.published_on} /> },
            { heading: 'Why', cell: line => line.note || 'First published' },
          ]}
        />
      )}
      <p>
        <a href={`/thread/decision/${decision.id}`}>What led to it, and what came of it</a>
      </p>
      <p className="nhsuk-hint">As it stands on {formatDay(today)}.</p>
    </PublicPage>
  )
}

const typeWord = (mediaType: string) =>
  mediaType === 'application/pdf'
    ? 'PDF'
    : mediaType.includes('wordprocessing')
      ? 'Word'
      : mediaType.includes('spreadsheet')
        ? 'Excel'
        : 'Picture'

const maybe = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const registeredSchema = Type.Object({
  ...decisionSchema.properties,
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  date: Type.String(),
  page: Type.String(),
  origin: Type.String(),
  how: Type.String(),
  reportedTo: maybe(Type.Object({ date: Type.String(), page: Type.String() })),
  changes: Type.Array(
    Type.Object({ how: Type.String(), on: Type.String(), by: Type.String(), text: Type.String() }),
  ),
  callIns: Type.Array(
    Type.Object({
      on: Type.String(),
      by: Type.Array(Type.String()),
      why: Type.String(),
      outcome: maybe(Type.String()),
      resolvedOn: maybe(Type.String()),
    }),
  ),
})

/** A decision of the register as JSON. */
export const registeredJson = (
  body: Body,
  decision: DecisionWithState,
  today: Day,
): Type.Static<typeof registeredSchema> => {
  const { content, state, fate } = decision
  return {
    id: content.id,
    verb: content.verb,
    minuted: content.minuted,
    text: content.text,
    forBody: content.forBody,
    method: content.method,
    votes: content.votes,
    castingVote: content.castingVote,
    outcome: content.outcome,
    warnings: [...content.warnings],
    motion: motionJson(content.motion),
    body: { slug: body.slug, name: body.name },
    date: decision.decided_on,
    page: decisionHref(body, decision),
    item: decision.item_number,
    itemTitle: decision.item_title,
    minuteNumber: decision.minute_number,
    state: state.state,
    stateInWords: state.words,
    origin: decision.origin,
    how: howDecided(decision, today),
    reportedTo:
      decision.reported_on && decision.reported_slug
        ? {
            date: decision.reported_on,
            page: `/meetings/${body.slug}/${decision.reported_slug}`,
          }
        : null,
    changes: fate.changes.map(({ how, on, by, text }) => ({ how, on, by, text })),
    callIns: fate.callIns.map(({ on, by, why, outcome, resolvedOn }) => ({
      on,
      by: [...by],
      why,
      outcome,
      resolvedOn,
    })),
  }
}

/** One decision on the register, whatever its origin, with how it stands and its written record. */
export const outsideDecisionPages = [
  publicPage({
    path: '/decisions/:id',
    summary:
      'One decision: of a meeting, between meetings or by an officer, with its record and how it stands.',
    schema: Type.Object({
      ...registeredSchema.properties,
      record: Type.Unknown(),
      versions: Type.Array(
        Type.Object({ version: Type.Integer(), publishedOn: Type.String(), note: Type.String() }),
      ),
    }),
    read: readDecision,
    about: ({ decision }) => [{ kind: 'decision', id: decision.id }],
    view: (model, { today }) => <DecisionView model={model} today={today} />,
    json: (model, { today }) => ({
      ...registeredJson(model.body, model.decision, today),
      record: contentOf(model) ?? null,
      versions: model.versions.map(({ version, published_on, note }) => ({
        version,
        publishedOn: published_on,
        note,
      })),
    }),
  }),
]
