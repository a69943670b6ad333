import { Type } from 'typebox'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { nameOfMeeting, publicPathOf } from '../meetings/meeting-paths.ts'
import { meetingOf } from '../meetings/meeting-visit.ts'
import { comparable } from './agenda-lines.ts'
import { threadsOf } from './item-threads.rules.ts'
import { packJson, versionSchema } from './pack.json.ts'
import { changesBetween, type PackChange } from './pack-changes.rules.ts'
import { isReadable } from './pack-order.ts'
import { listItemsByVersion, readPack, readPackWithVersions } from './read-pack.ts'
import { ChangeList, Course, Threads } from './versions.view.tsx'

/** Six queries at most: body, meeting, versions, their items, the two compared. */
async function readVersions(visit: Visit) {
  const of = await meetingOf(visit)
  const { pack, versions } = await readPackWithVersions(visit.db, of.meeting.id)
  const wanted = (name: string, otherwise: number) => {
    const text = textOf(visit.query, name)
    const version = text === '' ? otherwise : Number(text)
    if (!versions.some(each => each.version === version))
      throw new NotFound('There is no such version to compare.')
    return version
  }
  const from = wanted('from', versions.at(-1)?.version ?? 1)
  const to = wanted('to', pack.version)
  const contentOf = async (version: number) =>
    version === pack.version
      ? pack.content
      : (await readPack(visit.db, of.meeting.id, version)).content
  const [first, second] = [Math.min(from, to), Math.max(from, to)]
  const after = await contentOf(second)
  return {
    of,
    pack,
    versions,
    first,
    second,
    changes:
      first === second ? [] : changesBetween(comparable(await contentOf(first)), comparable(after)),
    readable: new Set(
      after.items.flatMap(({ papers }) => papers.filter(isReadable).map(({ id }) => id)),
    ),
    threads: threadsOf(await listItemsByVersion(visit.db, of.meeting.id)),
  }
}

/** The course of a published agenda: every version, what changed, and each item through them. */
export const publicVersionsPage = publicPage({
  path: '/meetings/:body/:date/packs',
  summary:
    'The versions of a meeting’s agenda and papers, latest first, with what changed from one to the next, and between any two (`from`, `to`).',
  schema: Type.Object({
    versions: Type.Array(versionSchema),
    between: Type.Object({
      from: Type.Integer(),
      to: Type.Integer(),
      changes: Type.Array(Type.String()),
    }),
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        number: Type.String(),
        title: Type.String(),
        stands: Type.String(),
        steps: Type.Array(Type.Object({ version: Type.Integer(), words: Type.String() })),
      }),
    ),
  }),
  read: readVersions,
  about: ({ of }) => [{ kind: 'pack', id: of.meeting.id }],
  view: ({ of, versions, first, second, changes, threads, readable }) => {
    const at = publicPathOf(of)
    const linkTo = ({ paper, how }: PackChange) =>
      paper === undefined || how === 'removed' || !readable.has(paper)
        ? null
        : `${at}/packs/${second}#paper-${paper}`
    const options = [...versions].reverse().map(({ version, publishedOn }) => ({
      value: String(version),
      text: `Version ${version}, ${formatDay(publishedOn)}`,
    }))
    return (
      <PublicPage
        title={`Versions of the agenda, ${formatDay(of.meeting.day)}, ${of.body.name}`}
        description={`How the agenda and papers of ${of.body.name} for ${formatDay(of.meeting.day)} changed from the first version to the latest.`}
        breadcrumbs={[
          { text: 'Home', href: '/' },
          { text: 'Meetings', href: '/meetings' },
          { text: of.body.name, href: `/bodies/${of.body.slug}` },
          { text: nameOfMeeting(of), href: at },
        ]}
      >
        <PageHeading
          caption={`${of.body.name}, ${formatDay(of.meeting.day)}`}
          title="Versions of the agenda"
          lede="What has been published is never changed. A correction is a new version, and every version can be read."
        />
        <h2 className="nhsuk-heading-l">
          {opening(countOf(versions.length, 'version'))}, the latest first
        </h2>
        <Course
          versions={versions.map(version => ({
            ...version,
            href: `${at}/packs/${version.version}`,
          }))}
        />
        {versions.length > 1 ? (
          <section aria-labelledby="between">
            <h2 className="nhsuk-heading-l" id="between">
              From version {first} to version {second}
            </h2>
            <ChangeList
              changes={changes}
              none="Between these two nothing is different to a reader."
              linkTo={linkTo}
            />
            {versions.length > 2 ? (
              <AskingForm values={{ from: String(first), to: String(second) }}>
                <SelectField name="from" label="From" options={options} />
                <SelectField name="to" label="To" options={options} />
                <SubmitButton kind="secondary">Compare</SubmitButton>
              </AskingForm>
            ) : null}
          </section>
        ) : null}
        <h2 className="nhsuk-heading-l">Each item</h2>
        <Threads threads={threads} />
      </PublicPage>
    )
  },
  json: ({ pack, versions, first, second, changes, threads }, { settings }) => ({
    versions: packJson({ pack, versions }, settings.url).versions,
    between: { from: first, to: second, changes: changes.map(({ words }) => words) },
    items: threads.map(({ id, number, title, stands, steps }) => ({
      id,
      number,
      title,
      stands,
      steps: [...steps],
    })),
  }),
})
