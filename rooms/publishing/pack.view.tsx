import type { ReactNode } from 'react'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { DocumentText } from '../../design/document-text.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { type ActionState, ActionStateTag, StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import type { ImageBlock } from '../../platform/documents/blocks.ts'
import { blocksOf } from '../../platform/documents/kept-twin.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type {
  PackAction,
  PackContent,
  PackDeclaration,
  PackFile,
  PackItem,
  PackPaper,
  PackPlan,
  PackVersion,
  PackWithdrawn,
  PublishedPack,
} from './pack-content.ts'
import { datesOf, type PackSection, readingOrder } from './pack-order.ts'
import { fileHref, packHref } from './pack-paths.ts'
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
  treatmentSentences,
  wordsOfPrivatePart,
  wordsOfStanding,
} from './pack-words.ts'

/** What people type holds no pictures. */
const noPicture = () => ''

/** As people call a file of this kind. */
export const typeOfFile = (mediaType: string): string =>
  mediaType === 'application/pdf'
    ? 'PDF'
    : mediaType.includes('wordprocessing')
      ? 'Word'
      : mediaType.includes('spreadsheet')
        ? 'Excel'
        : 'Picture'

/** The public page of one version of a pack: what there is to read, and all of it. */
export function PackPage({
  pack,
  versions,
  above,
}: {
  pack: PublishedPack
  versions: readonly PackVersion[]
  /** What became of the meeting, where it did not go as announced. */
  above?: ReactNode
}) {
  const { content } = pack
  const { body, meeting } = content
  const meetingHref = `/meetings/${body.slug}/${meeting.slug}`
  const latest = versions[0]?.version ?? pack.version
  return (
    <PublicPage
      title={`Agenda and papers, ${formatDay(meeting.day)}, ${body.name}`}
      description={`What ${body.name} has before it on ${formatDay(meeting.day)}: agenda, papers, minutes, actions and interests.`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Meetings', href: '/meetings' },
        { text: body.name, href: `/bodies/${body.slug}` },
        { text: nameOfPack(content), href: meetingHref },
      ]}
    >
      <div id="top">
        <PageHeading
          caption={body.name}
          title={`Agenda and papers, ${formatDay(meeting.day)}`}
          facts={[
            dayOfPack(content),
            timeOfPack(content),
            placeOfPack(content),
            <StatusTag key="version" colour="ink">
              Version {pack.version}
            </StatusTag>,
          ]}
        />
        {above}
      </div>
      {pack.version < latest ? (
        <Notice>
          <p>
            This is version {pack.version}, kept as it was published on{' '}
            {formatDay(pack.publishedOn)}. <a href={packHref(content)}>Read version {latest}</a>,
            which stands now.
          </p>
        </Notice>
      ) : null}
      <DocumentLink
        href={
          pack.version < latest
            ? `${meetingHref}/packs/${pack.version}.pdf`
            : `${packHref(content)}.pdf`
        }
        title={
          content.extent === 'agenda'
            ? 'The agenda in one file; its papers are to follow'
            : 'The whole pack in one file'
        }
        type="PDF"
        bytes={pack.pdfSize}
        pages={pack.pdfPages}
        note={`published on ${formatDay(pack.publishedOn)}`}
      />
      <Contents content={content} />
      {readingOrder(content).map(section => (
        <Part key={section.key} section={section} content={content} />
      ))}
      <Versions content={content} versions={versions} shown={pack.version} />
    </PublicPage>
  )
}

function Contents({ content }: { content: PackContent }) {
  const points = readingOrder(content).map(section => {
    const item = section.kind === 'agenda' ? null : section.item
    const about = item
      ? [item.title === section.title ? '' : item.title, item.lead, purposeOf(item)]
      : []
    return {
      title: (
        <>
          <a href={`#${section.key}`}>
            {item ? `${item.number}. ` : ''}
            {section.title}
          </a>
          {about.some(said => said !== '') ? (
            <span className="gt-pack-contents__note">
              {about.filter(said => said !== '').join(' · ')}
            </span>
          ) : null}
        </>
      ),
    }
  })
  return (
    <nav className="gt-pack-contents" aria-labelledby="contents">
      <h2 id="contents" className="nhsuk-heading-l">
        Contents
      </h2>
      <Timeline points={points} />
    </nav>
  )
}

function Part({ section, content }: { section: PackSection; content: PackContent }) {
  const item = section.kind === 'agenda' ? null : section.item
  return (
    <section className="gt-pack-part" id={section.key} aria-labelledby={`${section.key}-title`}>
      {item ? (
        <p className="gt-pack-part__about">
          Item {item.number}
          {item.title === section.title ? '' : `: ${item.title}`}
          {item.lead === '' ? '' : ` · ${item.lead}`}
          {item.purposes.length === 0 ? '' : ` · ${purposeOf(item)}`}
        </p>
      ) : null}
      <h2 className="nhsuk-heading-l" id={`${section.key}-title`}>
        {section.title}
      </h2>
      <PartBody section={section} content={content} />
      <p className="gt-pack-top">
        <a href="#contents">Back to contents</a>
      </p>
    </section>
  )
}

function PartBody({ section, content }: { section: PackSection; content: PackContent }): ReactNode {
  switch (section.kind) {
    case 'agenda':
      return <Agenda content={content} />
    case 'minutes':
      return content.minutes ? <Minutes content={content} minutes={content.minutes} /> : null
    case 'tracker':
      return content.tracker ? (
        <ActionsTable asOn={content.tracker.asOn} actions={content.tracker.actions} />
      ) : null
    case 'register':
      return content.interests ? (
        <RegisterTable
          asOn={content.interests.asOn}
          declarations={content.interests.declarations}
        />
      ) : null
    case 'questions':
      return <Questions questions={content.questions} />
    case 'forward-plan':
      return content.forwardPlan ? <ForwardPlan plan={content.forwardPlan} /> : null
    case 'paper':
      return <Paper paper={section.paper} content={content} />
  }
}

/** A forward plan as it was published. */
export function ForwardPlan({ plan }: { plan: PackPlan }) {
  const standing = wordsOfStanding(plan.standing)
  return (
    <>
      <p>
        What is expected at coming meetings, as planned on <DayText day={plan.asOn} />. It may
        change: each meeting’s own agenda says what it will do.
      </p>
      <DataTable
        caption="Forward plan"
        captionHidden
        columns={[
          { heading: 'When', cell: ({ entry }) => entry.when },
          {
            heading: 'Business',
            namesRow: true,
            cell: ({ entry }) => (
              <>
                {entry.title}
                {entry.lead === '' ? null : (
                  <span className="gt-pack-contents__note">{entry.lead}</span>
                )}
              </>
            ),
          },
          { heading: 'Purpose', cell: ({ entry }) => purposeOf(entry) },
          { heading: 'Comes from', cell: ({ entry }) => entry.source },
        ]}
        rows={plan.entries.map((entry, at) => ({ entry, at }))}
        keyOf={({ at }) => String(at)}
        empty="Nothing is planned for coming meetings."
      />
      {standing === '' ? null : <p>{standing}</p>}
    </>
  )
}

/** An agenda as a table: item, time where there is one, business with its papers, purpose. */
export function Agenda({ content }: { content: PackContent }) {
  const timed = content.items.some(item => item.startsAt !== null)
  const privately = wordsOfPrivatePart(content.privateItems)
  return (
    <>
      {content.notice ? (
        <Notice>
          <p>
            Notice was given on {formatDay(content.notice.givenOn)}, {content.notice.manner}
            {content.notice.signedBy === '' ? '' : `, by ${content.notice.signedBy}`}.
          </p>
        </Notice>
      ) : null}
      <DataTable
        caption="Agenda"
        captionHidden
        columns={[
          { heading: 'Item', cell: (item: PackItem) => item.number, namesRow: true },
          ...(timed
            ? [
                {
                  heading: 'Time',
                  cell: (item: PackItem) => (item.startsAt === null ? '' : clock(item.startsAt)),
                },
              ]
            : []),
          { heading: 'Business', cell: item => <Business item={item} content={content} /> },
          { heading: 'Purpose', cell: item => purposeOf(item) },
        ]}
        rows={content.items}
        keyOf={item => item.id}
        empty="There is no item in public."
      />
      {privately === null ? null : <p>{privately}</p>}
    </>
  )
}

function Business({ item, content }: { item: PackItem; content: PackContent }) {
  const reading = readingOrder(content).filter(
    section => section.kind !== 'agenda' && section.item?.id === item.id,
  )
  const following = item.papers.filter(paper => paper.kind === 'to follow')
  const withdrawn = item.withdrawn ?? []
  return (
    <>
      <strong>{item.title}</strong>
      <ItemStands item={item} />
      {item.lead === '' ? null : <span className="gt-pack-contents__note">{item.lead}</span>}
      {item.summary === '' ? null : <p>{item.summary}</p>}
      {reading.length + following.length + withdrawn.length === 0 ? null : (
        <ul className="nhsuk-list">
          {reading.map(section => (
            <li key={section.key}>
              <a href={`#${section.key}`}>{section.title}</a>
              {section.kind === 'paper' && standingOf(section.paper) !== '' ? (
                <> ({standingOf(section.paper).toLowerCase()})</>
              ) : null}
            </li>
          ))}
          {withdrawn.map(paper => (
            <li key={paper.id}>
              <Withdrawn paper={paper} href={packHref(content)} />
            </li>
          ))}
          {following.map(paper => (
            <li key={paper.id}>{paper.title} (to follow)</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What became of an item, where it is not taken in its turn. */
export const ItemStands = ({ item }: { item: Pick<PackItem, 'treatments'> }) => {
  const sentences = treatmentSentences(item)
  return sentences.length === 0 ? null : (
    <ul className="gt-treatments">
      {sentences.map(words => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}

/** A paper that an earlier version had: listed with the reason, and where it can still be read. */
export const Withdrawn = ({ paper, href }: { paper: PackWithdrawn; href: string }) => (
  <>
    {paper.title}: withdrawn on {formatDay(paper.on)}: {paper.reason.replace(/\.$/, '')}.{' '}
    <a href={`${href}s/${paper.version}#paper-${paper.id}`}>
      Read it in version {paper.version}
      <span className="nhsuk-u-visually-hidden">: {paper.title}</span>
    </a>
  </>
)

function Minutes({
  content,
  minutes,
}: {
  content: PackContent
  minutes: NonNullable<PackContent['minutes']>
}) {
  return (
    <>
      <p>
        Of the meeting of{' '}
        <a href={`/meetings/${content.body.slug}/${minutes.meeting.slug}`}>
          {formatDay(minutes.meeting.day)}
        </a>
        . {stateOfMinutes(minutes.state)}.
      </p>
      <DocumentText blocks={minutes.blocks} below={2} imageHref={noPicture} idPrefix="minutes-" />
    </>
  )
}

const stateNames: Readonly<Record<string, ActionState>> = {
  'not yet due': 'not-yet-due',
  'in progress': 'in-progress',
  outstanding: 'outstanding',
  escalated: 'escalated',
  complete: 'complete',
  closed: 'closed',
}

function ActionsTable({ asOn, actions }: { asOn: string; actions: readonly PackAction[] }) {
  return (
    <>
      <p>
        As it stood on <DayText day={asOn} />.
      </p>
      <DataTable
        caption="Action tracker"
        captionHidden
        columns={[
          { heading: 'No.', cell: action => String(action.number), namesRow: true },
          {
            heading: 'Action',
            cell: action => (
              <>
                {action.itemTitle === '' ? null : (
                  <span className="gt-pack-contents__note">{action.itemTitle}</span>
                )}
                {action.text}
              </>
            ),
          },
          { heading: 'Owner', cell: action => action.owners.join('; ') },
          {
            heading: 'Deadline',
            cell: action => (
              <>
                {action.deadline}
                {action.pastDeadlines.length === 0 ? null : (
                  <span className="gt-pack-contents__note">
                    was {action.pastDeadlines.join(', then ')}
                  </span>
                )}
              </>
            ),
          },
          { heading: 'Position', cell: action => action.position },
          {
            heading: 'State',
            cell: action => (
              <ActionStateTag
                state={stateNames[action.state] ?? 'not-yet-due'}
                {...(action.closedOn === null ? {} : { closedOn: action.closedOn })}
              />
            ),
          },
        ]}
        rows={actions}
        keyOf={action => action.id}
        empty="There is no action on the tracker."
      />
    </>
  )
}

function RegisterTable({
  asOn,
  declarations,
}: {
  asOn: string
  declarations: readonly PackDeclaration[]
}) {
  return (
    <>
      <p>
        As it stood on <DayText day={asOn} />. An interest whose publication could put somebody at
        risk is kept by the body and not shown here.
      </p>
      <DataTable
        caption="Register of interests"
        captionHidden
        columns={[
          {
            heading: 'Who',
            cell: ({ row }) => (
              <>
                {row.name}
                {row.position === '' || row.position === row.name ? null : (
                  <span className="gt-pack-contents__note">{row.position}</span>
                )}
              </>
            ),
            namesRow: true,
          },
          { heading: 'Interest', cell: ({ row }) => row.interest },
          { heading: 'Type', cell: ({ row }) => opening(row.types.join(', ')) },
          { heading: 'From and to', cell: ({ row }) => opening(datesOf(row)) },
          { heading: 'How it is handled', cell: ({ row }) => row.handling },
          { heading: 'Declared', cell: ({ row }) => row.declaredOn },
        ]}
        rows={declarations.map((row, at) => ({ row, at }))}
        keyOf={({ at }) => String(at)}
        empty="No declaration has been published for this body."
      />
    </>
  )
}

const Questions = ({ questions }: { questions: PackContent['questions'] }) =>
  questions.map(question => (
    <article key={question.id} className="gt-markdown">
      <p className="gt-pack-contents__note">
        {question.shownAs === '' ? 'A member of the public' : question.shownAs},{' '}
        {formatDay(question.askedOn)}
      </p>
      <blockquote>
        <p>{question.text}</p>
      </blockquote>
      {question.answer === '' ? (
        <p>To be answered at the meeting.</p>
      ) : (
        <>
          <h3 className="nhsuk-heading-s">Answer</h3>
          <p>{question.answer}</p>
        </>
      )}
    </article>
  ))

function Paper({ paper, content }: { paper: PackPaper; content: PackContent }) {
  const standing = standingOf(paper)
  return (
    <div className="gt-pack-paper">
      {standing === '' ? null : (
        <p>
          <StatusTag colour="amber">{standing}</StatusTag>
        </p>
      )}
      {letInWords(paper) === '' ? null : <p>{letInWords(paper)}</p>}
      {paper.cover ? <Cover paper={paper} content={content} /> : null}
      {paper.files.map((file, at) => (
        <File key={file.hash} paper={paper} file={file} place={at + 1} />
      ))}
    </div>
  )
}

function Cover({ paper, content }: { paper: PackPaper; content: PackContent }) {
  const { cover } = paper
  if (!cover) return null
  return (
    <>
      {cover.facts.length === 0 ? null : (
        <SummaryList rows={cover.facts.map(({ label, text }) => ({ key: label, value: text }))} />
      )}
      {cover.recommendations.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-m">{content.body.name} is asked to</h3>
          <ol className="nhsuk-list nhsuk-list--number">
            {cover.recommendations.map(recommendation => (
              <li key={recommendation}>{recommendation}</li>
            ))}
          </ol>
        </>
      )}
      {cover.texts.map(({ heading, blocks }) => (
        <div key={heading}>
          <h3 className="nhsuk-heading-m">{heading}</h3>
          <DocumentText blocks={blocks} below={3} imageHref={noPicture} idPrefix={`${paper.id}-`} />
        </div>
      ))}
      {cover.implications.length === 0 ? null : (
        <DataTable
          caption="Implications"
          captionSize="s"
          columns={[
            { heading: 'For', cell: row => row.about, namesRow: true },
            { heading: 'Answer', cell: row => row.answer },
            { heading: 'In what way', cell: row => row.detail },
          ]}
          rows={cover.implications}
          keyOf={row => row.about}
          empty=""
        />
      )}
    </>
  )
}

function File({ paper, file, place }: { paper: PackPaper; file: PackFile; place: number }) {
  const blocks = blocksOf(file.twin)
  const title = file.description || file.name
  const imageHref = (image: ImageBlock) => {
    const hash = file.twin.pictures[image.name]
    return hash === undefined ? '' : fileHref(hash, image.name)
  }
  return (
    <div className="gt-pack-file">
      <DocumentLink
        href={fileHref(file.hash, file.name)}
        title={title}
        type={typeOfFile(file.mediaType)}
        bytes={file.size}
        {...(file.pages === null ? {} : { pages: file.pages })}
        {...(file.tagged === false
          ? { note: 'not tagged for screen readers; its text is below' }
          : {})}
      />
      {file.replaces === undefined && file.because === undefined ? null : (
        <p>
          {file.because === undefined ? '' : `${file.because.replace(/\.$/, '')}. `}
          {file.replaces === undefined ? null : (
            <>
              It takes the place of{' '}
              <a href={fileHref(file.replaces.hash, file.replaces.name)}>
                the earlier copy, {file.replaces.name}
              </a>
              {file.replaces.until === null
                ? ''
                : `, which stood until ${formatDay(file.replaces.until)}`}
              .
            </>
          )}
        </p>
      )}
      {blocks.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-m">{title}: the text</h3>
          <DocumentText
            blocks={blocks}
            below={3}
            imageHref={imageHref}
            idPrefix={`${paper.id}-${place}-`}
          />
        </>
      )}
    </div>
  )
}

/** The versions of a pack, latest first, each with what changed. */
export function Versions({
  content,
  versions,
  shown,
}: {
  content: Pick<PackContent, 'body' | 'meeting'>
  versions: readonly PackVersion[]
  shown?: number
}) {
  return (
    <section aria-labelledby="versions">
      <h2 className="nhsuk-heading-l" id="versions">
        Versions
      </h2>
      <p>
        What has been published is never changed. A correction is a new version, and every version
        can be read.{' '}
        {versions.length > 1 ? (
          <a href={`/meetings/${content.body.slug}/${content.meeting.slug}/packs`}>
            See what changed between them, item by item.
          </a>
        ) : null}
      </p>
      <Timeline
        points={versions.map(version => ({
          day: version.publishedOn,
          state: version.version === shown ? ('now' as const) : ('past' as const),
          title: (
            <>
              <a
                href={`/meetings/${content.body.slug}/${content.meeting.slug}/packs/${version.version}`}
              >
                Version {version.version}
              </a>
              {version.version === shown ? ', shown here' : ''}
            </>
          ),
          body: <Changes version={version} />,
        }))}
      />
    </section>
  )
}

function Changes({ version }: { version: PackVersion }) {
  return (
    <>
      {version.note === '' ? null : <p>{version.note}</p>}
      {version.changes.length === 0 ? (
        version.version === 1 ? (
          <p>First published.</p>
        ) : null
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {version.changes.map(({ words }) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  )
}
