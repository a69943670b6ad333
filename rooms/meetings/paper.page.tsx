import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { FileField } from '../../design/file-field.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { placed } from '../../design/given.ts'
import { Markdown } from '../../design/markdown.tsx'
import { Notice } from '../../design/notice.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { MAX_UPLOAD_BYTES } from '../../platform/documents/intake.ts'
import { readFile } from '../../platform/files/files.ts'
import {
  actPage,
  type FileAnswer,
  formPage,
  textOf,
  type Upload,
  type Values,
  type Visit,
  workFile,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound, NotPermitted, type Outcome, refused } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { amendPaper } from './amend-paper.ts'
import { attachFile } from './attach-file.ts'
import {
  type CoverSheet,
  coverWarnings,
  emptyCover,
  implicationNames,
  implications,
} from './cover-sheet.rules.ts'
import { papersDueFor } from './meeting-deadlines.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { SavedMeanwhile, WarningList } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, idIn, itemOf, meetingOf } from './meeting-visit.ts'
import { paperKinds } from './paper.rules.ts'
import {
  coverRows,
  FileLink,
  FoldedFileText,
  filePath,
  itemPath,
  PaperTags,
  paperRows,
} from './paper-parts.view.tsx'
import {
  type Item,
  listPapers,
  maySeeItem,
  type Paper,
  type PaperFile,
  readPaper,
  readPaperFile,
} from './read-agenda.ts'
import { isWithheld, WITHHELD } from './read-conflicts.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { findAgendaIssued } from './read-treatments.ts'
import { removeFile } from './remove-file.ts'
import { type PaperDetails, submitPaper } from './submit-paper.ts'
import { withdrawPaper } from './withdraw-paper.ts'

const paperPath = (of: MeetingOfBody, paper: Pick<Paper, 'id'>) =>
  `${workPathOf(of)}/papers/${paper.id}`

const notHere = (what: string) => new NotFound(`There is no such ${what} at this meeting.`)

/**
 * A paper, or a file of one, under a name of the path.
 *
 * @throws NotPermitted where it is withheld from this visitor: the database shows them nothing of it (R-COI-8)
 */
async function idNotWithheld(visit: Visit, name: string): Promise<string> {
  const id = idIn(visit, name)
  if (await isWithheld(visit.db, id)) throw new NotPermitted(WITHHELD)
  return id
}

/** The paper that a path names, if this visitor may see it. @throws NotFound */
async function paperOf(visit: Visit) {
  const of = await meetingOf(visit)
  const { paper, item, meeting } = await readPaper(visit.db, await idNotWithheld(visit, 'paper'))
  if (meeting.id !== of.meeting.id || !maySeeItem(visit.acting.may, item, of.body.id))
    throw notHere('paper')
  return { of, item, paper }
}

/** The file that a path names, if this visitor may see it. @throws NotFound */
async function fileOf(visit: Visit) {
  const of = await meetingOf(visit)
  const { file, paper, item, meeting } = await readPaperFile(
    visit.db,
    await idNotWithheld(visit, 'file'),
  )
  if (meeting.id !== of.meeting.id || !maySeeItem(visit.acting.may, item, of.body.id))
    throw notHere('file')
  return { of, item, paper, file }
}

async function stored(visit: Visit, hash: string, name: string): Promise<FileAnswer> {
  const found = await readFile(visit.db, hash)
  if (!found) throw notHere('file')
  return { bytes: found.bytes, mediaType: found.mediaType, name, inline: true }
}

const crumbsTo = (of: MeetingOfBody, item: Item, paper?: Paper) => [
  { text: 'Agenda', href: `${workPathOf(of)}/agenda` },
  { text: `Item ${item.number}`, href: itemPath(of, item) },
  ...(paper ? [{ text: paper.title, href: paperPath(of, paper) }] : []),
]

async function readPaperPage(visit: Visit) {
  const { of, item, paper } = await paperOf(visit)
  const maySubmit = visit.viewer?.may('submit papers', of.body.id) ?? false
  // What was withdrawn is for those who keep the papers.
  if (paper.withdrawn_on !== null && !maySubmit) throw notHere('paper')
  const all = await listPapers(visit.db, [item.id], { withdrawn: maySubmit, twins: true })
  const files = all.find(({ id }) => id === paper.id)?.files ?? []
  return {
    of,
    item,
    paper,
    files: files.filter(file => file.removed_on === null),
    taken: files.filter(file => file.removed_on !== null),
    maySubmit,
  }
}

// ── The form ────────────────────────────────────────────────────────────────

const kindHints = {
  paper: 'Handed in by the day on which papers are due',
  late: 'Handed in later, with permission',
  supplementary: 'Adds to a paper that members already have',
  'to follow': 'Promised, not yet handed in',
} as const

/** Rows of recommendations that the form offers: those there are, and a few more. */
const rowsFor = (values: Values) => {
  const filled = Array.from({ length: 30 }, (_, at) => at + 1).filter(
    place =>
      textOf(values, `verb-${place}`) !== '' || textOf(values, `recommendation-${place}`) !== '',
  )
  return Math.min(30, Math.max(3, (filled.at(-1) ?? 0) + 2))
}

const linesOf = (text: string) => text.split('\n')

const coverFrom = (values: Values): Partial<CoverSheet> => {
  const text = (name: string) => textOf(values, name)
  return {
    executiveLead: text('executiveLead'),
    authors: linesOf(text('authors')),
    reason: text('reason'),
    summary: text('summary'),
    recommendations: Array.from({ length: rowsFor(values) }, (_, at) => ({
      verb: text(`verb-${at + 1}`),
      text: text(`recommendation-${at + 1}`),
      forBody: text(`forBody-${at + 1}`),
    })),
    implications: Object.fromEntries(
      implicationNames
        .filter(name => text(name) !== '')
        .map(name => [name, { applies: text(name) === 'yes', text: text(`${name}-text`) }]),
    ),
    report: text('report'),
    nextSteps: text('nextSteps'),
    appendices: linesOf(text('appendices')),
    itemNumber: text('itemNumber'),
  }
}

const readPaperForm = (values: Values): Outcome<PaperDetails> => {
  const form = reading(values)
  return form.outcome({
    title: form.text('title', 'Enter what the paper is called.'),
    kind: form.choice('kind', paperKinds, 'Choose what kind of paper it is.'),
    submittedOn: form.optionalDay('submittedOn'),
    permission: form.optionalText('permission'),
    permittedOn: form.optionalDay('permittedOn'),
    cover: coverFrom(values),
  })
}

const valuesOfCover = (cover: CoverSheet): Values => ({
  executiveLead: cover.executiveLead,
  authors: cover.authors.join('\n'),
  reason: cover.reason,
  summary: cover.summary,
  report: cover.report,
  nextSteps: cover.nextSteps,
  appendices: cover.appendices.join('\n'),
  itemNumber: cover.itemNumber,
  ...Object.fromEntries(
    placed(cover.recommendations).flatMap(({ place, part }) => [
      [`verb-${place}`, part.verb],
      [`recommendation-${place}`, part.text],
      [`forBody-${place}`, part.forBody ?? ''],
    ]),
  ),
  ...Object.fromEntries(
    implicationNames.flatMap(name => {
      const implication = cover.implications[name]
      return implication
        ? [
            [name, implication.applies ? 'yes' : 'no'],
            [`${name}-text`, implication.text],
          ]
        : []
    }),
  ),
})

const PaperFields = ({
  values,
  dueText,
  item,
}: {
  values: Values
  dueText: string | null
  item: Item
}) => (
  <>
    <h2 className="nhsuk-heading-m">The paper</h2>
    <TextField name="title" label="Title" />
    <RadioField
      name="kind"
      label="Kind of paper"
      options={paperKinds.map(kind => ({
        value: kind,
        text: opening(kind),
        hint: kindHints[kind],
      }))}
    />
    <DateField
      name="submittedOn"
      label="Submitted on"
      hint={
        dueText === null
          ? 'Leave it empty while the paper is to follow.'
          : `Papers are due by ${dueText}. Leave it empty while the paper is to follow.`
      }
    />
    <TextArea
      name="permission"
      label="If it comes late, or after the papers were published: who let it in, and why"
      hint="Such as: the chair, because the figures came on the 7th. It stands in the pack."
      rows={2}
    />
    <DateField
      name="permittedOn"
      label="Let in on (optional)"
      hint="Today, where you leave it empty."
    />
    <h2 className="nhsuk-heading-m">Cover sheet</h2>
    <p>
      Nothing here has to be filled in for the paper to be kept. What is missing is shown beside it.
    </p>
    <TextField name="executiveLead" label="Executive lead" />
    <TextArea name="authors" label="Author or authors" hint="One on each line" rows={2} />
    <TextField
      name="itemNumber"
      label="Item number printed on the paper"
      hint={`On the agenda it is item ${item.number}.`}
      width={4}
    />
    <TextArea name="reason" label="Why the paper comes to this body" rows={3} />
    <TextArea name="summary" label="Summary" rows={5} />
    <h2 className="nhsuk-heading-m">Recommendations</h2>
    <p>
      What the meeting is asked to do: note, consider, discuss, receive, agree, approve, endorse,
      recommend or refer. Name another body only where the decision is its own. Two more lines are
      offered each time you save.
    </p>
    {Array.from({ length: rowsFor(values) }, (_, at) => at + 1).map(place => (
      <fieldset key={place} className="nhsuk-fieldset gt-row">
        <legend className="nhsuk-u-visually-hidden">Recommendation {place}</legend>
        <TextField name={`verb-${place}`} label="Asked to" />
        <TextField name={`recommendation-${place}`} label="What" />
        <TextField name={`forBody-${place}`} label="For approval by (optional)" />
      </fieldset>
    ))}
    <h2 className="nhsuk-heading-m">Implications</h2>
    {implicationNames.map(name => (
      <RadioField
        key={name}
        name={name}
        label={implications[name]}
        options={[
          {
            value: 'yes',
            text: 'Yes',
            reveal: <TextArea name={`${name}-text`} label="What they are" rows={3} />,
          },
          { value: 'no', text: 'No' },
        ]}
      />
    ))}
    <h2 className="nhsuk-heading-m">Report</h2>
    <TextArea
      name="report"
      label="The report, if it is not in a file"
      hint="You can use Markdown: # before a heading, - before each point of a list."
      rows={14}
    />
    <TextArea name="nextSteps" label="Next steps" rows={3} />
    <TextArea name="appendices" label="Appendices" hint="One on each line" rows={3} />
  </>
)

const readFormFacts = async (visit: Visit, of: MeetingOfBody) => {
  const due = papersDueFor(await readDeadlineFacts(visit.db, of.body, of.meeting))
  return { dueText: due ? formatDay(due.due) : null }
}

const versionIn = (values: Values) => Number(textOf(values, 'version')) || 0

const largest = Math.round(MAX_UPLOAD_BYTES / 1024 / 1024)

/** A file as it was chosen; a form without one is refused beside the field. */
const uploadIn = (uploads: readonly Upload[]): Outcome<Upload> => {
  const upload = uploads.find(({ field }) => field === 'file')
  return upload
    ? { ok: true, value: upload }
    : refused({ code: 'file-missing', field: 'file', message: 'Choose a file.' })
}

const FileEntry = ({
  of,
  file,
  maySubmit,
}: {
  of: MeetingOfBody
  file: PaperFile
  maySubmit: boolean
}) => (
  <section aria-label={file.name} className="gt-file">
    <FileLink of={of} file={file} />
    {maySubmit ? (
      <WarningList heading={`About ${file.name}`} level={3} warnings={file.warnings} />
    ) : null}
    <FoldedFileText of={of} file={file} />
    {maySubmit ? (
      <ButtonRow>
        <ButtonLink href={`${filePath(of, file)}/replace`} kind="secondary" small>
          Replace<span className="nhsuk-u-visually-hidden"> {file.name}</span>
        </ButtonLink>
        <ActButton action={`${filePath(of, file)}/remove`}>
          Take away<span className="nhsuk-u-visually-hidden"> {file.name}</span>
        </ActButton>
      </ButtonRow>
    ) : null}
  </section>
)

/** Earlier copies and files that were taken away: the record keeps them, and the clerk can open them. */
const TakenFiles = ({
  of,
  taken,
  files,
}: {
  of: MeetingOfBody
  taken: readonly PaperFile[]
  files: readonly PaperFile[]
}) => (
  <Fold summary="Earlier copies, and files taken away">
    <ul className="nhsuk-list">
      {taken.map(file => {
        const later = [...files, ...taken].find(({ replaces }) => replaces === file.id)
        return (
          <li key={file.id}>
            <a href={filePath(of, file)}>{file.name}</a>
            {file.removed_on === null
              ? ''
              : later
                ? `, replaced on ${formatDay(file.removed_on)}${later.replaced_because === '' ? '' : `: ${later.replaced_because}`}`
                : `, taken away on ${formatDay(file.removed_on)}`}
          </li>
        )
      })}
    </ul>
  </Fold>
)

/** What to choose and say when a file comes to a paper, or takes another's place. */
const FileFields = ({
  again,
  published,
}: {
  again: boolean
  /** Whether the papers are out, so that a reason is owed. */
  published: boolean
}) => (
  <>
    <TextArea
      name="description"
      label="What it is (optional, but needed for a picture)"
      hint="For a picture, say what it shows: readers who cannot see it are told this instead."
      rows={3}
    />
    {published ? (
      <TextArea
        name="because"
        label="Who let it in after the papers were published, and why"
        hint="Such as: the chair, because two figures were wrong. It stands in the pack."
        rows={2}
      />
    ) : null}
    <FileField
      name="file"
      label="File"
      hint={`PDF, Word (.docx), Excel (.xlsx) or PNG, up to ${largest} MB and without a password.${again ? ' Choose it again: a browser does not keep it.' : ''}`}
      accept=".pdf,.docx,.xlsx,.png"
    />
  </>
)

const isPublished = async (visit: Visit, of: MeetingOfBody, paper: Paper) => {
  const issued = await findAgendaIssued(visit.db, of.meeting.id)
  return issued !== undefined && issued.papersOn !== null && issued.papers.has(paper.id)
}

/** Papers: the cover sheet, the files with their accessible twins, and the forms that change them. */
export const paperPages = [
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/papers/new',
    needs: forMeeting('submit papers'),
    summary: 'Submits a paper for an item of an agenda.',
    read: async visit => {
      const of = await itemOf(visit)
      return { of, item: of.item, ...(await readFormFacts(visit, of)) }
    },
    values: ({ item }, { today }) => ({
      ...valuesOfCover({ ...emptyCover, itemNumber: item.number }),
      title: item.title,
      kind: 'paper',
      submittedOn: today,
    }),
    view: ({ of, item, dueText }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Submit a paper for item ${item.number}`}
        crumbs={crumbsTo(of, item)}
        refusals={refusals}
      >
        <p>Files are attached in the next step.</p>
        <Form values={values}>
          <PaperFields values={values} dueText={dueText} item={item} />
          <ButtonRow>
            <SubmitButton>Submit the paper</SubmitButton>
            <a href={itemPath(of, item)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, item }) => {
      const input = readPaperForm(values)
      if (!input.ok) return input
      const outcome = await submitPaper(acting, { ...input.value, item: item.id })
      return outcome.ok ? { ok: true, value: paperPath(of, outcome.value.paper) } : outcome
    },
  }),
  workPage({
    path: '/work/meetings/:body/:date/papers/:paper',
    needs: forMeeting('see drafts'),
    read: readPaperPage,
    view: ({ of, item, paper, files, taken, maySubmit }) => {
      const mayChange = maySubmit && paper.withdrawn_on === null
      return (
        <MeetingFrame of={of} within="agenda" title={paper.title} crumbs={crumbsTo(of, item)}>
          <p>
            For item {item.number}, {item.title}. <PaperTags paper={paper} />
          </p>
          {paper.withdrawn_on === null ? null : (
            <Notice>
              <p>
                Withdrawn on {formatDay(paper.withdrawn_on)}: {paper.withdrawn_reason}
              </p>
            </Notice>
          )}
          {mayChange ? (
            <>
              <ButtonRow>
                <ButtonLink href={`${paperPath(of, paper)}/attach`}>Attach a file</ButtonLink>
                <ButtonLink href={`${paperPath(of, paper)}/change`} kind="secondary">
                  Change the paper
                </ButtonLink>
                <a href={`${paperPath(of, paper)}/withdraw`}>Withdraw it</a>
              </ButtonRow>
              <WarningList
                heading="On the cover sheet"
                warnings={coverWarnings(paper.cover, {
                  itemNumber: item.number,
                  hasFile: files.length > 0,
                })}
              />
            </>
          ) : null}
          <h2 className="nhsuk-heading-m">Files</h2>
          {files.length === 0 ? <Empty>No file is attached to this paper.</Empty> : null}
          {files.map(file => (
            <FileEntry key={file.id} of={of} file={file} maySubmit={mayChange} />
          ))}
          {taken.length > 0 ? <TakenFiles of={of} taken={taken} files={files} /> : null}
          <h2 className="nhsuk-heading-m">Cover sheet</h2>
          <SummaryList rows={[...paperRows(paper), ...coverRows(paper.cover)]} />
          {paper.cover.report === '' ? null : (
            <>
              <h2 className="nhsuk-heading-m">Report</h2>
              <Markdown text={paper.cover.report} level={3} />
            </>
          )}
        </MeetingFrame>
      )
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/papers/:paper/change',
    needs: forMeeting('submit papers'),
    summary: 'Changes a paper and its cover sheet.',
    read: async visit => {
      const found = await paperOf(visit)
      return { ...found, ...(await readFormFacts(visit, found.of)) }
    },
    changes: { what: 'this paper', version: ({ paper }) => paper.version },
    values: ({ paper }) => ({
      ...valuesOfCover(paper.cover),
      title: paper.title,
      kind: paper.kind,
      submittedOn: paper.submitted_on ?? '',
      permission: paper.permission,
      permittedOn: paper.permitted_on ?? '',
    }),
    view: ({ of, item, paper, dueText }, form) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title="Change the paper"
        crumbs={crumbsTo(of, item, paper)}
        refusals={form.refusals}
      >
        <SavedMeanwhile
          form={form}
          rows={[
            { key: 'Title', value: paper.title },
            { key: 'Kind', value: opening(paper.kind) },
            ...paperRows(paper),
            ...coverRows(paper.cover),
            ...(paper.cover.report === ''
              ? []
              : [{ key: 'Report', value: <Markdown text={paper.cover.report} level={4} /> }]),
          ]}
        />
        <Form values={form.values}>
          <PaperFields values={form.values} dueText={dueText} item={item} />
          <ButtonRow>
            <SubmitButton>Save the paper</SubmitButton>
            <a href={paperPath(of, paper)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, paper }) => {
      const input = readPaperForm(values)
      if (!input.ok) return input
      const outcome = await amendPaper(acting, {
        ...input.value,
        paper: paper.id,
        version: versionIn(values),
      })
      return outcome.ok ? { ok: true, value: paperPath(of, paper) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/papers/:paper/attach',
    needs: forMeeting('submit papers'),
    summary: 'Attaches a PDF, Word, Excel or PNG file to a paper.',
    files: true,
    read: async visit => {
      const found = await paperOf(visit)
      return { ...found, published: await isPublished(visit, found.of, found.paper) }
    },
    view: ({ of, item, paper, published }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title="Attach a file"
        crumbs={crumbsTo(of, item, paper)}
        refusals={refusals}
      >
        <Form values={values} multipart>
          <FileFields again={refusals.length > 0} published={published} />
          <ButtonRow>
            <SubmitButton>Attach the file</SubmitButton>
            <a href={paperPath(of, paper)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, paper }, uploads) => {
      const upload = uploadIn(uploads)
      if (!upload.ok) return upload
      const { name, bytes } = upload.value
      const outcome = await attachFile(acting, {
        paper: paper.id,
        name,
        bytes,
        description: textOf(values, 'description'),
        because: textOf(values, 'because'),
      })
      return outcome.ok ? { ok: true, value: paperPath(of, paper) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/files/:file/replace',
    needs: forMeeting('submit papers'),
    summary: 'Replaces a file of a paper by a new copy; both stay in the record.',
    files: true,
    read: async visit => {
      const found = await fileOf(visit)
      return { ...found, published: await isPublished(visit, found.of, found.paper) }
    },
    view: ({ of, item, paper, file, published }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Replace ${file.name}`}
        crumbs={crumbsTo(of, item, paper)}
        refusals={refusals}
      >
        <p>
          The new copy takes its place. The earlier one stays in the record
          {published ? ', and stays public in the versions that have it' : ''}.
        </p>
        <Form values={values} multipart>
          <FileFields again={refusals.length > 0} published={published} />
          <ButtonRow>
            <SubmitButton>Replace the file</SubmitButton>
            <a href={paperPath(of, paper)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, paper, file }, uploads) => {
      const upload = uploadIn(uploads)
      if (!upload.ok) return upload
      const { name, bytes } = upload.value
      const outcome = await attachFile(acting, {
        paper: paper.id,
        name,
        bytes,
        description: textOf(values, 'description') || file.description,
        because: textOf(values, 'because'),
        replaces: file.id,
      })
      return outcome.ok ? { ok: true, value: paperPath(of, paper) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/papers/:paper/withdraw',
    needs: forMeeting('submit papers'),
    summary: 'Withdraws a paper.',
    read: paperOf,
    view: ({ of, item, paper }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title="Withdraw the paper"
        crumbs={crumbsTo(of, item, paper)}
        refusals={refusals}
      >
        <p>
          Members no longer see “{paper.title}”, and no later pack has it. A pack already published
          keeps it. The record keeps it too, with your reason.
        </p>
        <Form values={values}>
          <TextArea name="reason" label="Why it is withdrawn" rows={3} />
          <ButtonRow>
            <SubmitButton kind="warning">Withdraw the paper</SubmitButton>
            <a href={paperPath(of, paper)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, item, paper }) => {
      const outcome = await withdrawPaper(acting, {
        paper: paper.id,
        reason: textOf(values, 'reason'),
      })
      return outcome.ok ? { ok: true, value: itemPath(of, item) } : outcome
    },
  }),
  workFile({
    path: '/work/meetings/:body/:date/files/:file',
    needs: forMeeting('see drafts'),
    answer: async visit => {
      const { of, file, paper } = await fileOf(visit)
      const isGone = file.removed_on !== null || paper.withdrawn_on !== null
      if (isGone && !visit.viewer?.may('submit papers', of.body.id)) throw notHere('file')
      return stored(visit, file.hash, file.name)
    },
  }),
  workFile({
    path: '/work/meetings/:body/:date/files/:file/pictures/:name',
    needs: forMeeting('see drafts'),
    answer: async visit => {
      const { of, file, paper } = await fileOf(visit)
      const isGone = file.removed_on !== null || paper.withdrawn_on !== null
      if (isGone && !visit.viewer?.may('submit papers', of.body.id)) throw notHere('file')
      const name = visit.params.name ?? ''
      const hash = Object.hasOwn(file.twin.pictures, name) ? file.twin.pictures[name] : undefined
      if (hash === undefined) throw notHere('picture')
      return stored(visit, hash, name)
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/files/:file/remove',
    needs: forMeeting('submit papers'),
    summary: 'Takes a file away from a paper.',
    submit: async visit => {
      const { of, paper, file } = await fileOf(visit)
      const outcome = await removeFile(visit.acting, { file: file.id })
      return outcome.ok ? { ok: true, value: paperPath(of, paper) } : outcome
    },
  }),
]
