import { RadioField } from '../../design/choice-fields.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { type Task, TaskList } from '../../design/task-list.tsx'
import { TextArea } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  formPage,
  listOf,
  textOf,
  type Values,
  type Visit,
  workFile,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { type Frame, workPathOf } from '../meetings/meeting-paths.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import { readConflicts, readWithheld } from '../meetings/read-conflicts.ts'
import type { MeetingOfBody } from '../meetings/read-meeting.ts'
import { comparable } from './agenda-lines.ts'
import { type AssembledPack, assemblePack } from './assemble-pack.ts'
import { type PackFinding, reasonsNotToPublish, warningsBeforePublishing } from './pack.rules.ts'
import { Versions } from './pack.view.tsx'
import { changesBetween, type PackChange } from './pack-changes.rules.ts'
import { packHref } from './pack-paths.ts'
import { makePackPdf, PackNotMade } from './pack-pdf.ts'
import { publishPack } from './publish-pack.ts'
import { findPackWithVersions, type PackWithVersions } from './read-pack.ts'

type Readiness = {
  readonly of: MeetingOfBody
  readonly pack: AssembledPack
  readonly refusals: readonly PackFinding[]
  readonly warnings: readonly PackFinding[]
  readonly published: PackWithVersions | undefined
  /** Against the latest version; empty where there is none. */
  readonly changes: readonly PackChange[]
  /** Whether the agenda can go out now, its papers to follow. */
  readonly mayGoAlone: boolean
}

async function readReadiness(visit: Visit): Promise<Readiness> {
  const of = await meetingOf(visit)
  const pack = await assemblePack(visit.db, of.meeting.id, visit.today)
  const published = await findPackWithVersions(visit.db, of.meeting.id)
  return {
    of,
    pack,
    refusals: reasonsNotToPublish(pack.facts),
    warnings: [...warningsBeforePublishing(pack.facts), ...(await conflictsLeft(visit, of))],
    mayGoAlone: reasonsNotToPublish({ ...pack.facts, extent: 'agenda' }).length === 0,
    published,
    changes: published
      ? changesBetween(comparable(published.pack.content), comparable(pack.content))
      : [],
  }
}

/**
 * Interests that nobody has settled yet warn and do not bar: a suggestion is a machine's, and the
 * pack may have to go out before the chair is reached. Told only to those who settle them.
 */
async function conflictsLeft({ db, acting }: Visit, of: MeetingOfBody): Promise<PackFinding[]> {
  if (!acting.may('set the agenda', of.body.id)) return []
  const { unresolved, waiting } = await readConflicts(db, of.meeting, acting)
  const warning = (code: string, message: string): PackFinding => ({ code, message })
  return [
    ...(unresolved === 0
      ? []
      : [
          warning(
            'conflicts-unresolved',
            `${opening(countOf(unresolved, 'conflict of interest is', 'conflicts of interest are'))} suggested and not settled: papers go to those members too.`,
          ),
        ]),
    // Nothing is withheld on a proposal.
    ...(waiting === 0
      ? []
      : [
          warning(
            'conflicts-undecided',
            `${opening(countOf(waiting, 'conflict of interest is', 'conflicts of interest are'))} put to the chair and not decided: until then papers go to those members too.`,
          ),
        ]),
  ]
}

/** Where a finding is put right. */
function whereToMend(of: MeetingOfBody, finding: PackFinding): string {
  const at = workPathOf(of)
  if (finding.code.startsWith('conflicts')) return `${at}/conflicts`
  if (finding.code.startsWith('notice')) return `${at}/notice`
  if (finding.code.startsWith('minutes')) return '/work/meetings'
  if (finding.code === 'pack-without-forward-plan')
    return `/work/bodies/${of.body.slug}/forward-plan`
  if (finding.code.endsWith('sign-off') || finding.code === 'agenda-not-signed-off')
    return `${at}/sign-off`
  if (finding.paper !== undefined) return `${at}/papers/${finding.paper}`
  return finding.item === undefined ? `${at}/agenda` : `${at}/agenda/items/${finding.item}`
}

const tasksOf = (
  of: MeetingOfBody,
  findings: readonly PackFinding[],
  tag: { readonly colour: 'red' | 'amber'; readonly words: string },
): Task[] =>
  findings.map(finding => ({
    title: finding.message,
    href: whereToMend(of, finding),
    status: <StatusTag colour={tag.colour}>{tag.words}</StatusTag>,
  }))

/** What goes out, who is told, and which version was seen: what is not sent has its usual value. */
function readPublishing(values: Values) {
  const form = reading(values)
  const sent = (name: string) => listOf(values, name).length > 0
  return form.outcome({
    extent: sent('extent')
      ? form.choice('extent', ['pack', 'agenda'], 'Say whether the papers go out too.')
      : ('pack' as const),
    tell:
      sent('tell') &&
      form.choice('tell', ['now', 'later'], 'Say whether members are told now or later.') === 'now',
    ...(sent('seen')
      ? {
          seen: form.number(
            'seen',
            { from: 0, to: 999_999, called: 'The version you saw' },
            'Say which version you saw.',
          ),
        }
      : {}),
  })
}

/** Whether the pack is ready, what would be new in it, and the button that publishes it. */
export const publishPackPages = (MeetingFrame: Frame) => [
  formPage({
    path: '/work/meetings/:body/:date/pack',
    needs: forMeeting('see drafts'),
    summary: 'Publishes what the meeting holds today as the next version of its pack.',
    read: readReadiness,
    values: ({ refusals, mayGoAlone }) => ({
      extent: refusals.length > 0 && mayGoAlone ? 'agenda' : 'pack',
      tell: 'now',
    }),
    view: (model, { values, refusals }, visit) => (
      <MeetingFrame of={model.of} title="Pack" refusals={refusals}>
        <Standing model={model} />
        <Findings model={model} />
        <Difference model={model} />
        {visit.viewer?.may('publish', model.of.body.id) &&
        (model.refusals.length === 0 || model.mayGoAlone) ? (
          <Form values={values} action={`${workPathOf(model.of)}/pack`}>
            <TextArea
              name="note"
              label="What changed, in your words (optional)"
              hint="Stands beside this version for everybody. The differences above are added by themselves."
              rows={3}
            />
            {model.mayGoAlone ? (
              <RadioField
                name="extent"
                label="What goes out"
                options={[
                  { value: 'pack', text: 'The agenda with its papers' },
                  {
                    value: 'agenda',
                    text: 'The agenda alone',
                    hint: 'Its papers are to follow, and the agenda says so.',
                  },
                ]}
              />
            ) : null}
            <RadioField
              name="tell"
              label="Telling members"
              options={[
                {
                  value: 'now',
                  text: 'Tell members now',
                  hint: 'One letter each, with what is different since they were told last',
                },
                {
                  value: 'later',
                  text: 'Tell them later',
                  hint: 'When more changes are coming: they are then told of all of them at once',
                },
              ]}
            />
            <HiddenField name="seen" value={String(model.published?.pack.version ?? 0)} />
            <SubmitButton>
              Publish version {(model.published?.pack.version ?? 0) + 1} of the pack
            </SubmitButton>
          </Form>
        ) : null}
        {visit.viewer?.may('see private papers', model.of.body.id) ? (
          <>
            <h2 className="nhsuk-heading-m">For members</h2>
            <p>
              Made anew each time it is opened, from what stands now, with the private part. It is
              kept nowhere.
            </p>
            <ButtonLink href={`${workPathOf(model.of)}/members-pack.pdf`} kind="secondary">
              Open the members’ pack (PDF)
            </ButtonLink>
          </>
        ) : null}
        {model.published ? (
          <Versions content={model.published.pack.content} versions={model.published.versions} />
        ) : null}
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const asked = readPublishing(values)
      if (!asked.ok) return asked
      const outcome = await publishPack(visit.acting, {
        meeting: model.of.meeting.id,
        note: textOf(values, 'note'),
        ...asked.value,
        site: visit.settings.url,
      })
      return outcome.ok ? { ok: true, value: packHref(model.of) } : outcome
    },
  }),
  workFile({
    path: '/work/meetings/:body/:date/members-pack.pdf',
    needs: forMeeting('see private papers'),
    answer: async visit => {
      const of = await meetingOf(visit)
      const { content: whole } = await assemblePack(visit.db, of.meeting.id, visit.today, 'members')
      // Made for who opens it: without the papers that are withheld from them (R-COI-8).
      const withheld = await readWithheld(visit.db, of.meeting.id, visit.viewer?.person)
      const content = {
        ...whole,
        items: whole.items.map(item =>
          withheld.has(item.id) ? { ...item, papers: [], withdrawn: [] } : item,
        ),
      }
      try {
        const made = await makePackPdf(visit.db, {
          content,
          version: null,
          publishedOn: visit.today,
          address: null,
          madeAt: visit.now,
        })
        return {
          bytes: made.bytes,
          mediaType: 'application/pdf',
          name: `${of.body.slug}-${of.meeting.slug}-members.pdf`,
          inline: true,
        }
      } catch (fault) {
        if (fault instanceof PackNotMade)
          throw new NotFound(`The members’ pack could not be made. ${fault.message}`)
        throw fault
      }
    },
  }),
]

function Standing({ model: { published } }: { model: Readiness }) {
  if (!published)
    return <p>Nothing has been published yet. The public sees the notice of the meeting only.</p>
  const { pack } = published
  return (
    <DocumentLink
      href={packHref(pack.content)}
      title={`Version ${pack.version}, as the public reads it`}
      type="Page and PDF"
      bytes={pack.pdfSize}
      pages={pack.pdfPages}
      note={`published on ${formatDay(pack.publishedOn)}`}
    />
  )
}

function Findings({ model: { of, refusals, warnings } }: { model: Readiness }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">
        {refusals.length === 0
          ? 'Ready to publish'
          : `${opening(countOf(refusals.length, 'thing keeps', 'things keep'))} the pack back`}
      </h2>
      {refusals.length === 0 ? (
        <p>
          {warnings.length === 0
            ? 'Nothing is missing and nothing is amiss.'
            : 'Nothing keeps it back. Look at the warnings below first.'}
        </p>
      ) : (
        <TaskList
          id="refusals"
          tasks={tasksOf(of, refusals, { colour: 'red', words: 'To do first' })}
        />
      )}
      {warnings.length === 0 ? null : (
        <>
          <h2 className="nhsuk-heading-m">{opening(countOf(warnings.length, 'warning'))}</h2>
          <TaskList
            id="warnings"
            tasks={tasksOf(of, warnings, { colour: 'amber', words: 'Warning' })}
          />
        </>
      )}
    </>
  )
}

function Difference({ model: { published, changes, pack } }: { model: Readiness }) {
  const items = pack.content.items
  const papers = items.reduce((sum, item) => sum + item.papers.length, 0)
  return (
    <>
      <h2 className="nhsuk-heading-m">What would be published</h2>
      <p>
        {opening(countOf(items.length, 'item'))} in public with {countOf(papers, 'paper')}
        {pack.content.privateItems.length === 0
          ? ''
          : `; ${countOf(pack.content.privateItems.length, 'private item')} left out`}
        {pack.content.minutes ? '; the minutes of the last meeting' : ''}
        {pack.content.forwardPlan ? '; the forward plan' : ''}; the action tracker and the register
        of interests as they stand today.
      </p>
      {!published ? null : changes.length === 0 ? (
        <Empty>Nothing has changed since version {published.pack.version}.</Empty>
      ) : (
        <Notice>
          <p>Against version {published.pack.version}:</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {changes.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
