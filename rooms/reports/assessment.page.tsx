import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentText } from '../../design/document-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { StoredText } from '../../design/saved-meanwhile.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextArea } from '../../design/text-fields.tsx'
import { addYears, formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  type FormState,
  formPage,
  textOf,
  type Visit,
  workFile,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { isAboutVersion } from '../../platform/record/stale-save.rules.ts'
import { forBody } from '../bodies/body-visit.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { accountSections } from '../duties/account-paths.ts'
import { type Year, yearCalled, yearsBetween } from '../duties/duty.rules.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { listMeetings } from '../meetings/list-meetings.ts'
import { nameOfMeeting } from '../meetings/meeting-paths.ts'
import { readPersons } from '../people/read-person.ts'
import { fieldOf, sectionNames, sections, unwritten } from './assessment.rules.ts'
import { beginAssessment } from './begin-assessment.ts'
import { composeAssessment } from './compose-assessment.ts'
import { publishAssessment } from './publish-assessment.ts'
import {
  findAssessment,
  findSubmission,
  latestDraft,
  listAssessments,
  listSaves,
  type SubmittedTo,
} from './read-assessment.ts'
import { findPublishedReport, type ListedReport, listReports } from './read-reports.ts'
import { DOCX, fileNameOf, reportDocx, reportPdf } from './report-documents.ts'
import { saveAssessment } from './save-assessment.ts'
import { submitAssessment } from './submit-assessment.ts'

const YEARS_BACK = 3
const MEETINGS_AHEAD = 12

const pathOf = (body: { readonly slug: string }, year?: string) =>
  `/work/bodies/${body.slug}/assessments${year === undefined ? '' : `/${year}`}`

const crumbsOf = (body: Body, more: readonly { text: string; href: string }[] = []) => [
  { text: body.name, href: `/work/bodies/${body.slug}/duties` },
  ...more,
]

// ── All of a body's ─────────────────────────────────────────────────────────

const overviewPage = workPage({
  path: '/work/bodies/:slug/assessments',
  needs: forBody('see the workspace'),
  read: async ({ db, params, today, viewer }) => {
    const body = await readBodyBySlug(db, params.slug ?? '')
    const begun = await listAssessments(db, body.id)
    const terms = await listTerms(db, body.id)
    const published = await listReports(db, { body: body.id })
    return {
      body,
      begun,
      published: new Map(published.map(report => [report.year, report])),
      mayReport: viewer?.may('report on the body', body.id) ?? false,
      owed: yearsBetween(addYears(today, -YEARS_BACK), today).filter(
        ({ slug, last }) =>
          last < today &&
          !begun.some(({ year }) => year === slug) &&
          Boolean(termsInForce(terms, last)?.terms.annualSelfAssessment),
      ),
    }
  },
  view: ({ body, begun, published, owed, mayReport }) => (
    <WorkPage
      title={`Self-assessments, ${body.name}`}
      breadcrumbs={crumbsOf(body)}
      sections={accountSections(body)}
    >
      <PageHeading
        caption={body.name}
        title="Self-assessments"
        lede="Each year the body looks at whether it kept its own rules and did what it is for, and reports to those above it."
      />
      <DataTable
        caption="Begun"
        captionHidden
        rows={begun}
        keyOf={({ id }) => id}
        empty="None has been begun."
        columns={[
          {
            heading: 'Year',
            namesRow: true,
            cell: ({ year }) =>
              mayReport ? (
                <a href={pathOf(body, year)}>{yearCalled(year)?.name ?? year}</a>
              ) : (
                (yearCalled(year)?.name ?? year)
              ),
          },
          { heading: 'Begun', cell: ({ begun_on }) => <DayText day={begun_on} form="short" /> },
          {
            heading: 'Published',
            cell: ({ year }) => {
              const report = published.get(year)
              return report ? (
                <a href={`/reports/${report.id}`}>
                  Version {report.version}, <DayText day={report.published_on} form="short" />
                </a>
              ) : (
                'Not yet'
              )
            },
          },
        ]}
      />
      {!mayReport ? null : owed.length === 0 ? (
        begun.length === 0 ? (
          <Empty>
            The terms of reference ask for none, or no year has ended. Where they do ask, say so in
            the body’s terms of reference.
          </Empty>
        ) : null
      ) : (
        owed.map(year => (
          <ActButton
            key={year.slug}
            action={`${pathOf(body)}/begin`}
            hidden={{ year: year.slug }}
            kind="primary"
            small={false}
          >
            {`Begin the self-assessment for ${year.name}`}
          </ActButton>
        ))
      )}
    </WorkPage>
  ),
})

const beginPage = actPage({
  path: '/work/bodies/:slug/assessments/begin',
  needs: forBody('report on the body'),
  summary: 'Begins a body’s self-assessment of a year.',
  submit: async (visit, values) => {
    const body = await readBodyBySlug(visit.db, visit.params.slug ?? '')
    const year = textOf(values, 'year')
    const begun = await beginAssessment(visit.acting, { body: body.id, year })
    return begun.ok ? { ok: true, value: `${pathOf(body, year)}?done=begun` } : begun
  },
})

// ── One of them ─────────────────────────────────────────────────────────────

const doneWords: Readonly<Record<string, string>> = {
  begun: 'It is begun: the figures below wrote themselves.',
  saved: 'It is saved.',
  submitted: 'It is on the meeting’s agenda, with the report as its paper.',
  published: 'It is published.',
}

/** The assessment that a path names, with what was saved last. */
async function assessmentAt(visit: Visit) {
  const { db, params } = visit
  const body = await readBodyBySlug(db, params.slug ?? '')
  const year = yearCalled(params.year ?? '')
  const assessment = year && (await findAssessment(db, body.id, year.slug))
  if (!year || !assessment) throw new NotFound('This self-assessment has not been begun.')
  return { body, year, assessment, draft: await latestDraft(db, assessment.id) }
}

const composed = async (sources: readonly DutySource[], visit: Visit) => {
  const at = await assessmentAt(visit)
  return {
    ...at,
    content: await composeAssessment(visit.db, sources, {
      slug: at.body.slug,
      year: at.year,
      today: visit.today,
      texts: at.draft.sections,
      site: visit.settings.url,
    }),
  }
}

async function readEditor(sources: readonly DutySource[], visit: Visit) {
  const { db, viewer, query } = visit
  const at = await composed(sources, visit)
  const saves = await listSaves(db, at.assessment.id)
  return {
    ...at,
    saves,
    savers: await readPersons(
      db,
      saves.map(({ saved_by }) => saved_by),
    ),
    submitted: await findSubmission(db, at.assessment.id),
    published: await findPublishedReport(db, at.body.id, at.year.slug),
    mayPublish: viewer?.may('publish', at.body.id) ?? false,
    maySubmit: viewer?.may('submit papers', at.body.id) ?? false,
    done: doneWords[textOf(query, 'done')],
  }
}

type Editor = Awaited<ReturnType<typeof readEditor>>

/** Where it stands on its way: a draft, before a meeting, approved, published. */
function Progress({
  submitted,
  published,
}: {
  submitted: SubmittedTo | undefined
  published: ListedReport | undefined
}) {
  return (
    <p>
      {published ? (
        <>
          <StatusTag colour="green">Published</StatusTag>{' '}
          <a href={`/reports/${published.id}`}>
            Version {published.version}, {formatDay(published.published_on)}
          </a>
          .{' '}
        </>
      ) : null}
      {submitted === undefined ? (
        <>
          <StatusTag colour="blue">Draft</StatusTag> No meeting has had it yet.
        </>
      ) : submitted.approvedOn ? (
        <>
          <StatusTag colour="green">Approved</StatusTag> At the meeting of{' '}
          {formatDay(submitted.approvedOn)}, as it was submitted on{' '}
          {formatDay(submitted.submission.submitted_on)}.
        </>
      ) : (
        <>
          <StatusTag colour="amber">Before a meeting</StatusTag> Submitted on{' '}
          {formatDay(submitted.submission.submitted_on)} to the meeting of{' '}
          {formatDay(submitted.meeting.day)}, which has not approved it.
        </>
      )}
    </p>
  )
}

function NarrativeForm({ model, form }: { model: Editor; form: FormState }) {
  const { draft } = model
  const { values, refusals } = form
  const stale = refusals.some(isAboutVersion)
  return (
    <Form values={values}>
      <p id="version" className="nhsuk-hint">
        Marks you can use: **bold**, *italics*, lists with - and 1., [links](https://…).
      </p>
      {sectionNames.map(name => {
        const saved = draft.sections.find(({ section }) => section === name)?.text ?? ''
        const typed = values[fieldOf(name)]
        return (
          <section key={name}>
            <TextArea
              name={fieldOf(name)}
              label={sections[name].heading}
              hint={sections[name].hint}
              size="s"
              rows={saved.length > 400 ? 12 : 5}
            />
            {stale && typeof typed === 'string' && typed.trim() !== saved ? (
              <Warning heading={`Saved meanwhile: ${sections[name].heading}`} level={3}>
                {saved === '' ? (
                  <p>Nothing is written here in the saved version.</p>
                ) : (
                  <StoredText stored={saved} typed={typed} />
                )}
              </Warning>
            ) : null}
          </section>
        )
      })}
      <SubmitButton>Save</SubmitButton>
    </Form>
  )
}

const noPicture = () => ''

const editorPage = (sources: readonly DutySource[]) =>
  formPage({
    path: '/work/bodies/:slug/assessments/:year',
    needs: forBody('report on the body'),
    summary: 'Saves what is written in a body’s self-assessment as a new version.',
    read: visit => readEditor(sources, visit),
    changes: { what: 'this assessment', version: ({ draft }) => draft.version },
    values: ({ draft }) => ({
      ...Object.fromEntries(draft.sections.map(({ section, text }) => [fieldOf(section), text])),
    }),
    view: (model, form) => {
      const { body, year, content, submitted, published } = model
      const at = pathOf(body, year.slug)
      return (
        <WorkPage
          title={`Self-assessment ${year.name}, ${body.name}`}
          refusals={form.refusals}
          breadcrumbs={crumbsOf(body, [{ text: 'Self-assessments', href: pathOf(body) }])}
          sections={accountSections(body)}
        >
          <PageHeading caption={body.name} title={`Self-assessment ${year.name}`} />
          {model.done && form.refusals.length === 0 ? <Done>{model.done}</Done> : null}
          <Progress submitted={submitted} published={published} />
          <ButtonRow>
            {model.maySubmit ? (
              <ButtonLink href={`${at}/submit`}>Submit it to a meeting</ButtonLink>
            ) : null}
            {model.mayPublish ? (
              <ButtonLink href={`${at}/publish`} kind="secondary">
                Publish it
              </ButtonLink>
            ) : null}
          </ButtonRow>
          <h2 className="nhsuk-heading-l">What you write</h2>
          <NarrativeForm model={model} form={form} />
          <h2 className="nhsuk-heading-l">The report as it stands</h2>
          <Notice>
            <p>
              Figures, findings and tables write themselves from the record and change with it until
              the report goes to a meeting. Take it away as <a href={`${at}/draft.pdf`}>PDF</a> or{' '}
              <a href={`${at}/draft.docx`}>Word</a>.
            </p>
          </Notice>
          <DocumentText blocks={content.blocks} below={2} imageHref={noPicture} />
          <Fold summary="Versions saved">
            <DataTable
              caption="Versions saved"
              captionHidden
              rows={model.saves}
              keyOf={({ version }) => String(version)}
              empty=""
              columns={[
                { heading: 'Version', namesRow: true, cell: ({ version }) => `Version ${version}` },
                {
                  heading: 'Saved',
                  cell: ({ saved_on }) => <DayText day={saved_on} form="short" />,
                },
                {
                  heading: 'By',
                  cell: ({ saved_by }) => model.savers.get(saved_by ?? '')?.name ?? '–',
                },
              ]}
            />
          </Fold>
        </WorkPage>
      )
    },
    submit: async (visit, values, { body, year, assessment }) => {
      const saved = await saveAssessment(visit.acting, {
        assessment: assessment.id,
        basedOn: Number(textOf(values, 'version')),
        sections: sectionNames.map(section => ({
          section,
          text: textOf(values, fieldOf(section)),
        })),
      })
      return saved.ok ? { ok: true, value: `${pathOf(body, year.slug)}?done=saved` } : saved
    },
  })

const onward = (
  { body, year }: { readonly body: Body; readonly year: Year },
  outcome: Outcome<unknown>,
  done: string,
): Outcome<string> =>
  outcome.ok ? { ok: true, value: `${pathOf(body, year.slug)}?done=${done}` } : outcome

const submitPage = (sources: readonly DutySource[]) =>
  formPage({
    path: '/work/bodies/:slug/assessments/:year/submit',
    needs: forBody('submit papers'),
    summary: 'Puts a body’s self-assessment before one of its meetings as a paper.',
    read: async visit => {
      const at = await assessmentAt(visit)
      const { meetings } = await listMeetings(visit.db, {
        bodies: [at.body.id],
        when: 'upcoming',
        today: visit.today,
        page: 1,
        perPage: MEETINGS_AHEAD,
      })
      return { ...at, meetings: meetings.filter(({ meeting }) => meeting.kind !== 'workshop') }
    },
    changes: { what: 'this assessment', version: ({ draft }) => draft.version },
    view: ({ body, year, draft, meetings }, { values, refusals }) => {
      const wanting = unwritten(draft.sections).map(name => sections[name].heading.toLowerCase())
      return (
        <WorkPage
          title={`Submit the self-assessment ${year.name}`}
          refusals={refusals}
          breadcrumbs={crumbsOf(body, [
            { text: 'Self-assessments', href: pathOf(body) },
            { text: year.name, href: pathOf(body, year.slug) },
          ])}
          sections={accountSections(body)}
        >
          <PageHeading
            caption={body.name}
            title={`Submit the self-assessment ${year.name} to a meeting`}
          />
          <p>
            The meeting gets an item that asks for approval, and the report as it stands now as its
            paper, in PDF. What it approves is what is published: later changes go to a meeting
            again.
          </p>
          {wanting.length === 0 ? null : (
            <Warning heading="Before you submit it">
              <p>Nothing has been written yet of: {listed(wanting)}.</p>
            </Warning>
          )}
          {meetings.length === 0 ? (
            <Empty>
              No meeting of this body is to come. <a href="/work/meetings/new">Schedule one</a>{' '}
              first.
            </Empty>
          ) : (
            <Form values={values}>
              <SelectField
                name="meeting"
                label="Meeting"
                options={meetings.map(of => ({ value: of.meeting.id, text: nameOfMeeting(of) }))}
              />
              <TextArea
                name="permission"
                label="Who lets it in late, and why (only if the papers are due already)"
                rows={2}
              />
              <SubmitButton>Submit it</SubmitButton>
            </Form>
          )}
        </WorkPage>
      )
    },
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: form.text('meeting', 'Choose the meeting.'),
        permission: form.optionalText('permission'),
      })
      if (!input.ok) return input
      return onward(
        model,
        await submitAssessment(visit.acting, {
          ...input.value,
          assessment: model.assessment.id,
          basedOn: Number(textOf(values, 'version')),
          site: visit.settings.url,
          sources,
        }),
        'submitted',
      )
    },
  })

const publishPage = formPage({
  path: '/work/bodies/:slug/assessments/:year/publish',
  needs: forBody('publish'),
  summary: 'Publishes the self-assessment that a meeting approved as a numbered report.',
  read: async visit => {
    const at = await assessmentAt(visit)
    return {
      ...at,
      submitted: await findSubmission(visit.db, at.assessment.id),
      published: await findPublishedReport(visit.db, at.body.id, at.year.slug),
    }
  },
  view: ({ body, year, submitted, published }, { values, refusals }) => (
    <WorkPage
      title={`Publish the self-assessment ${year.name}`}
      refusals={refusals}
      breadcrumbs={crumbsOf(body, [
        { text: 'Self-assessments', href: pathOf(body) },
        { text: year.name, href: pathOf(body, year.slug) },
      ])}
      sections={accountSections(body)}
    >
      <PageHeading caption={body.name} title={`Publish the self-assessment ${year.name}`} />
      <Progress submitted={submitted} published={published} />
      <p>
        Version {(published?.version ?? 0) + 1} will be what the meeting approved, word for word, as
        a page, as data, as PDF and as a Word document. It never changes afterwards.
        {submitted && submitted.submission.content.addressedTo.length > 0
          ? ` It is addressed to: ${listed(submitted.submission.content.addressedTo.map(({ name }) => name))}.`
          : ''}
      </p>
      <Form values={values}>
        <TextArea
          name="note"
          label="Why this version is made (optional)"
          hint="Published beside the version"
          rows={2}
        />
        <SubmitButton>Publish the report</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, model) =>
    onward(
      model,
      await publishAssessment(visit.acting, {
        assessment: model.assessment.id,
        note: textOf(values, 'note'),
      }),
      'published',
    ),
})

const draftFiles = (sources: readonly DutySource[]) => [
  workFile({
    path: '/work/bodies/:slug/assessments/:year/draft.pdf',
    needs: forBody('report on the body'),
    answer: async visit => {
      const { content } = await composed(sources, visit)
      return {
        bytes: await reportPdf(content, ['Draft'], visit.now),
        mediaType: 'application/pdf',
        name: fileNameOf(content, 'pdf'),
        inline: true,
      }
    },
  }),
  workFile({
    path: '/work/bodies/:slug/assessments/:year/draft.docx',
    needs: forBody('report on the body'),
    answer: async visit => {
      const { content } = await composed(sources, visit)
      return {
        bytes: await reportDocx(content, ['Draft']),
        mediaType: DOCX,
        name: fileNameOf(content, 'docx'),
        inline: false,
      }
    },
  }),
]

/** A body's self-assessments, from the first figure to the published report. */
export const assessmentPages = (sources: readonly DutySource[]) => [
  overviewPage,
  beginPage,
  ...draftFiles(sources),
  editorPage(sources),
  submitPage(sources),
  publishPage,
]
