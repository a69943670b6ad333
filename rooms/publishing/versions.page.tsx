import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { type Frame, publicPathOf, workPathOf } from '../meetings/meeting-paths.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import type { MeetingOfBody } from '../meetings/read-meeting.ts'
import { comparable } from './agenda-lines.ts'
import { assemblePack } from './assemble-pack.ts'
import { threadsOf } from './item-threads.rules.ts'
import { markRead } from './mark-read.ts'
import { changesBetween, type PackChange } from './pack-changes.rules.ts'
import { findReading, listVersionsWithAgenda, type VersionWithAgenda } from './read-pack.ts'
import { readTellings, type TellingsToDo, type Told } from './read-tellings.ts'
import { tellMembers } from './tell-members.ts'
import { ChangeList, Course, Threads } from './versions.view.tsx'

const comparableFor = (version: VersionWithAgenda, seesPrivate: boolean) =>
  comparable(version.content, seesPrivate ? version.lines : undefined)

/** Where a member reads what a change is about. */
const readingLink =
  (of: MeetingOfBody, latest: VersionWithAgenda | undefined) =>
  ({ item, paper, how }: PackChange): string | null => {
    const line = latest?.lines.find(({ id }) => id === item)
    if (!line || how === 'removed') return null
    const found = line.papers.find(({ id }) => id === paper)
    if (found?.kind === 'to follow') return null
    const stands = found !== undefined
    return `${workPathOf(of)}/read/${encodeURIComponent(line.number)}${stands ? `#paper-${paper}` : ''}`
  }

async function readCourse(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, viewer, today } = visit
  const seesPrivate = viewer?.may('see private papers', of.body.id) ?? false
  const mayPublish = viewer?.may('publish', of.body.id) ?? false
  const versions = await listVersionsWithAgenda(db, of.meeting.id)
  const latest = versions.at(-1)
  const first = versions[0]
  const steps = versions.map((version, at) => {
    const before = versions[at - 1]
    return {
      ...version,
      changes: before
        ? changesBetween(comparableFor(before, seesPrivate), comparableFor(version, seesPrivate))
        : [],
      href: `${publicPathOf(of)}/packs/${version.version}`,
    }
  })
  const now =
    mayPublish && latest
      ? await assemblePack(db, of.meeting.id, today, 'public', latest.extent)
      : undefined
  return {
    of,
    mayPublish,
    latest,
    first,
    steps: steps.toReversed(),
    whole:
      first && latest && first !== latest
        ? changesBetween(comparableFor(first, seesPrivate), comparableFor(latest, seesPrivate))
        : [],
    unpublished:
      now && latest
        ? changesBetween(
            comparableFor(latest, seesPrivate),
            comparable(now.content, seesPrivate ? now.lines : undefined),
          )
        : [],
    threads: threadsOf(
      versions.map(({ version, lines, content }) => ({
        version,
        items: seesPrivate
          ? lines
          : content.items.map(({ id, number, title, treatments = [] }) => ({
              id,
              number,
              title,
              treatments,
            })),
      })),
    ),
  }
}

const letterTag = ({ letter }: Told) => {
  if (letter?.sent_at) return <StatusTag colour="green">Sent</StatusTag>
  if (letter?.given_up_at) return <StatusTag colour="red">Could not be sent</StatusTag>
  return <StatusTag>Waiting to be sent</StatusTag>
}

/** How each who gets the papers stands: told of what, and what is still to be told. */
function TellingTable({ tellings }: { tellings: TellingsToDo }) {
  const { told, due } = tellings
  const reached = (reader: TellingsToDo['readers'][number]) =>
    reader.email !== null || told.some(({ person }) => person === reader.id)
  const readers = tellings.readers.filter(reached)
  const others = tellings.readers.filter(reader => !reached(reader))
  return (
    <>
      <DataTable
        caption="Members and participants"
        captionSize="m"
        columns={[
          {
            heading: 'Who',
            namesRow: true,
            cell: (reader: TellingsToDo['readers'][number]) =>
              reader.position === '' || reader.position === reader.name
                ? reader.name
                : `${reader.name}, ${reader.position}`,
          },
          {
            heading: 'Told of',
            cell: reader => {
              const own = told.filter(({ person }) => person === reader.id)
              return own.length === 0 ? (
                'Nothing yet'
              ) : (
                <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
                  {own.map(each => (
                    <li key={each.version}>
                      Version {each.version}, {formatDay(each.on)}
                      {each.since === null ? ', the whole' : `, what changed since ${each.since}`}{' '}
                      {letterTag(each)}
                    </li>
                  ))}
                </ul>
              )
            },
          },
          {
            heading: 'Still to be told',
            cell: reader => {
              const own = due.find(({ person }) => person === reader.id)
              if (!own) return 'Nothing'
              const what =
                own.since === null ? 'The whole' : opening(countOf(own.changes.length, 'change'))
              return reader.email === null ? (
                <>
                  {what} <StatusTag colour="amber">No e-mail address</StatusTag>
                </>
              ) : (
                what
              )
            },
          },
        ]}
        rows={readers}
        keyOf={({ id }) => id}
        empty="Nobody who gets these papers has an e-mail address in the record."
      />
      {others.length === 0 ? null : (
        <Fold
          summary={`${opening(countOf(others.length, 'member or participant has', 'members and participants have'))} no e-mail address`}
        >
          <p>They are told nothing by letter. An administrator can enter their addresses.</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {others.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  )
}

/** The versions of an agenda for clerk and member, and telling members of them. */
export const versionPages = (MeetingFrame: Frame) => [
  workPage({
    path: '/work/meetings/:body/:date/agenda/versions',
    needs: forMeeting('see drafts'),
    read: readCourse,
    view: ({ of, mayPublish, latest, first, steps, whole, unpublished, threads }) => (
      <MeetingFrame
        of={of}
        title="Versions of the agenda"
        within="agenda"
        crumbs={[{ text: 'Agenda', href: `${workPathOf(of)}/agenda` }]}
      >
        {!latest || !first ? (
          <Empty>
            Nothing has been published yet. The agenda can go out first and its papers follow.
          </Empty>
        ) : (
          <>
            {mayPublish && unpublished.length > 0 ? (
              <Warning heading={`Changed since version ${latest.version}, and not published`}>
                <ChangeList changes={unpublished} none="" />
              </Warning>
            ) : null}
            {mayPublish ? (
              <ButtonRow>
                <ButtonLink href={`${workPathOf(of)}/pack`} small>
                  Publish a version
                </ButtonLink>
                <ButtonLink href={`${workPathOf(of)}/members`} kind="secondary" small>
                  Tell members
                </ButtonLink>
              </ButtonRow>
            ) : null}
            <h2 className="nhsuk-heading-m">
              {opening(countOf(steps.length, 'version'))}, the latest first
            </h2>
            <Course versions={steps} linkTo={readingLink(of, latest)} />
            {steps.length > 2 ? (
              <>
                <h2 className="nhsuk-heading-m">
                  In all: from version {first.version} to version {latest.version}
                </h2>
                <ChangeList
                  changes={whole}
                  none="In the end nothing is different from the first version."
                  linkTo={readingLink(of, latest)}
                />
              </>
            ) : null}
            <h2 className="nhsuk-heading-m">Each item</h2>
            <Threads threads={threads} />
          </>
        )}
      </MeetingFrame>
    ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/members',
    needs: forMeeting('publish'),
    summary: 'Tells members once of what was published since they were told last.',
    read: async visit => {
      const of = await meetingOf(visit)
      return { of, tellings: await readTellings(visit.db, of.meeting, visit.today) }
    },
    view: ({ of, tellings }, { values, refusals }, visit) => {
      const latest = tellings.versions.at(-1)
      const withAddress = tellings.due.filter(
        ({ person }) => tellings.readers.find(({ id }) => id === person)?.email,
      )
      return (
        <MeetingFrame of={of} title="Tell members" refusals={refusals}>
          {textOf(visit.query, 'told') === '' ? null : (
            <Done>
              {opening(countOf(Number(textOf(visit.query, 'told')) || 0, 'letter'))} written.
            </Done>
          )}
          <p>
            Each member gets one letter with what is different since the version they were told of
            last; one who has been told nothing gets the whole. Versions published in between are
            gathered, and nothing is told twice. An e-mail says nothing of the private part but that
            there is something.
          </p>
          {!latest ? (
            <Empty>Nothing has been published yet, so there is nothing to tell.</Empty>
          ) : withAddress.length === 0 ? (
            <Notice>
              <p>
                Everybody who can be reached has been told of version {latest.version}, or nothing
                in it is different to them.
              </p>
            </Notice>
          ) : (
            <Form values={values}>
              <SubmitButton>
                Tell {countOf(withAddress.length, 'member')} of version {latest.version} now
              </SubmitButton>
            </Form>
          )}
          <TellingTable tellings={tellings} />
        </MeetingFrame>
      )
    },
    submit: async ({ acting, settings }, _values, { of }) => {
      const outcome = await tellMembers(acting, { meeting: of.meeting.id, site: settings.url })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(of)}/members?told=${outcome.value.letters}` }
        : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/agenda/versions/read',
    needs: forMeeting('see drafts'),
    summary: 'A member says up to which version they have read.',
    submit: async (visit, values) => {
      const of = await meetingOf(visit)
      const outcome = await markRead(visit.acting, {
        meeting: of.meeting.id,
        version: Number(textOf(values, 'version')) || 0,
      })
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/read` } : outcome
    },
  }),
]

/**
 * On a member's reading page: what is new since they last said that they had read it; where
 * they never did, what the latest version changed. Their own word, shown to nobody else.
 * Two queries.
 */
export async function newsSlot({ db, viewer }: Visit, of: MeetingOfBody) {
  if (!viewer) return null
  const versions = await listVersionsWithAgenda(db, of.meeting.id)
  const latest = versions.at(-1)
  if (!latest) return null
  const seesPrivate = viewer.may('see private papers', of.body.id)
  const read = await findReading(db, of.meeting.id, viewer.person)
  const before = versions.find(({ version }) => version === (read?.version ?? latest.version - 1))
  const isNew = before !== undefined && before.version < latest.version
  const changes = isNew
    ? changesBetween(comparableFor(before, seesPrivate), comparableFor(latest, seesPrivate))
    : []
  return (
    <section aria-labelledby="news">
      <h2 className="nhsuk-heading-m" id="news">
        {read ? `Since you last looked, ${formatDay(read.on)}` : `Version ${latest.version}`}
      </h2>
      {isNew ? (
        <>
          {read ? null : <p>Against version {before.version}:</p>}
          <ChangeList
            changes={changes}
            none="Nothing is different to you."
            linkTo={readingLink(of, latest)}
          />
        </>
      ) : (
        <p>
          {read
            ? 'Nothing has been published since.'
            : `Published on ${formatDay(latest.publishedOn)}.`}
        </p>
      )}
      <ButtonRow>
        {read?.version === latest.version ? null : (
          <ActButton
            action={`${workPathOf(of)}/agenda/versions/read`}
            hidden={{ version: String(latest.version) }}
          >
            I have read version {latest.version}
          </ActButton>
        )}
        <a href={`${workPathOf(of)}/agenda/versions`}>All its versions</a>
      </ButtonRow>
      <p className="gt-quiet nhsuk-u-margin-bottom-5">Nobody else sees what you have read.</p>
    </section>
  )
}
