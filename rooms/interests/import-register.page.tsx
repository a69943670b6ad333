import { FileField } from '../../design/file-field.tsx'
import { Fold } from '../../design/fold.tsx'
import {
  ActButton,
  ButtonLink,
  ButtonRow,
  Form,
  HiddenField,
  SubmitButton,
} from '../../design/form.tsx'
import { Done, Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { londonNow } from '../../platform/clock.ts'
import { formatDay, readPartialDay } from '../../platform/day.rules.ts'
import { readSheets } from '../../platform/documents/sheets.ts'
import {
  actPage,
  formPage,
  type Needs,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { done, NotFound, type Refusal, refused } from '../../platform/outcome.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import {
  beginDraft,
  changeDraft,
  dropDraft,
  headerOf,
  type ImportDraft,
  listDrafts,
  type PreviewedImport,
  previewDraft,
  readDraft,
} from './import-draft.ts'
import { draftKeptUntil } from './import-drafts.rules.ts'
import {
  ChangedLines,
  chosenIn,
  heldWords,
  ImportFigures,
  NewLines,
  PeopleOffered,
  ProblemField,
  ProblemsTable,
  printedFacts,
} from './import-register.view.tsx'
import {
  type ColumnUse,
  columnFields,
  columnWords,
  reasonsAgainstColumns,
} from './register-columns.rules.ts'
import {
  type ImportChoice,
  type ImportDecisions,
  type ImportProblem,
  type KnownRecord,
  reasonsAgainstDecision,
} from './register-import.rules.ts'
import { calledInFull, type KnownPerson, personsCalled } from './register-people.rules.ts'
import { takeInRegister } from './take-in-register.ts'

const forRegister: Needs = {
  permission: 'keep interests',
  scope: async ({ db, params }) => (await readBodyBySlug(db, params.body ?? '')).id,
}

const registerPath = (body: Body) => `/work/interests/${body.slug}`
const importPath = (body: Body) => `${registerPath(body)}/import`
const draftPath = (body: Body, draft: Pick<ImportDraft, 'id'>) => `${importPath(body)}/${draft.id}`

const crumbs = (body: Body, draft?: Pick<ImportDraft, 'id'>) => [
  { text: 'Interests', href: '/work/interests' },
  { text: body.name, href: registerPath(body) },
  ...(draft
    ? [
        { text: 'Import', href: importPath(body) },
        { text: 'What was found', href: draftPath(body, draft) },
      ]
    : [{ text: 'Import', href: importPath(body) }]),
]

const bodyOf = (visit: Visit) => readBodyBySlug(visit.db, visit.params.body ?? '')

async function draftOf(visit: Visit): Promise<{ body: Body; draft: ImportDraft }> {
  const body = await bodyOf(visit)
  const id = visit.params.draft ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new NotFound('There is no page at this address.')
  return { body, draft: await readDraft(visit.db, body.id, id) }
}

async function previewOf(visit: Visit) {
  const { body, draft } = await draftOf(visit)
  const preview = await previewDraft(visit.db, draft, {
    today: visit.today,
    mayEnterPeople: visit.viewer?.may('administer people', null) ?? false,
  })
  return { body, draft, preview }
}

/** The version on which a form was opened; the house refuses one that states none. */
const versionIn = (values: Values): number => Number(textOf(values, 'version'))

const WHAT = 'this import'

// ── Upload ──────────────────────────────────────────────────────────────────

const uploadPage = formPage({
  path: '/work/interests/:body/import',
  needs: forRegister,
  summary:
    'Uploads a register of interests (XLSX or CSV in the field `file`) to be looked through.',
  files: true,
  read: async visit => {
    const body = await bodyOf(visit)
    return { body, drafts: await listDrafts(visit.db, body.id) }
  },
  view: ({ body, drafts }, { values, refusals }) => (
    <WorkPage title="Import a register" refusals={refusals} breadcrumbs={crumbs(body).slice(0, 2)}>
      <PageHeading
        caption={body.name}
        title="Import a register"
        lede="From the spreadsheet in which it was kept so far. Nothing enters the register before you have seen what will change."
      />
      {drafts.length === 0 ? null : (
        <>
          <h2 className="nhsuk-heading-m">Begun and not finished</h2>
          <p>What nobody goes on with is cleared after its day; nothing of it is in the record.</p>
          <ul className="nhsuk-list">
            {drafts.map(draft => (
              <li key={draft.id}>
                <a href={draftPath(body, draft)}>{draft.file_name}</a>, last worked on{' '}
                {formatDay(londonNow(draft.changed_at).day)}, kept until{' '}
                {formatDay(draftKeptUntil(londonNow(draft.changed_at).day))}
              </li>
            ))}
          </ul>
        </>
      )}
      <Form values={values} multipart>
        <FileField
          name="file"
          label="The register"
          hint="An Excel workbook (.xlsx) or a CSV file, up to 5 MB."
          accept=".xlsx,.csv"
        />
        <SubmitButton>Upload it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async ({ acting, viewer, now }, _, { body }, uploads) => {
    const upload = uploads.find(({ field }) => field === 'file')
    if (!upload || upload.name === '')
      return refused({ code: 'file-missing', field: 'file', message: 'Choose the file.' })
    const file = await readSheets(upload)
    if (!file.ok) return file
    const id = await beginDraft(acting.db, {
      body: body.id,
      by: viewer?.person ?? null,
      at: now,
      file: file.value,
    })
    return done(`${importPath(body)}/${id}/columns`)
  },
})

// ── Columns ─────────────────────────────────────────────────────────────────

const columnField = (column: number) => `column-${column + 1}`

const columnsPage = formPage({
  path: '/work/interests/:body/import/:draft/columns',
  needs: forRegister,
  summary:
    'Says which sheet is the register (`sheet`, from 1), or what its columns hold (`column-1` and on).',
  read: async visit => {
    const { body, draft } = await draftOf(visit)
    return { body, draft, header: headerOf(draft) }
  },
  changes: {
    what: WHAT,
    version: ({ draft }) => draft.version,
    stored: ({ draft, header }) => [
      { label: 'The sheet', field: 'sheet', text: draft.sheets[draft.sheet ?? -1]?.name ?? '' },
      ...(header?.columns ?? []).flatMap(({ heading }, at) => {
        const use = draft.columns?.[at]
        return use === undefined || use === 'ask'
          ? []
          : [
              {
                label: heading || `Column ${at + 1}`,
                text: use === 'leave' ? 'Leave it out' : columnWords[use],
              },
            ]
      }),
    ],
  },
  values: ({ draft, header }) =>
    Object.fromEntries(
      (header?.columns ?? []).map(({ use }, at): [string, string] => {
        const chosen = draft.columns?.[at] ?? use
        return [columnField(at), chosen === 'ask' ? '' : chosen]
      }),
    ),
  view: ({ body, draft, header }, { values, refusals }) => (
    <WorkPage title="What the columns hold" refusals={refusals} breadcrumbs={crumbs(body)}>
      <PageHeading
        caption={draft.file_name}
        title={header === null ? 'Which sheet it is' : 'What the columns hold'}
        lede={
          header === null
            ? 'The workbook has several sheets. Choose the one that holds the register.'
            : header.first < 0
              ? 'No heading was found in the sheet. Say what each column holds.'
              : `The heading was found in row ${header.last + 1}. Check what each column is taken for.`
        }
      />
      <Form values={values}>
        {header === null ? (
          <SelectField
            name="sheet"
            label="The sheet"
            empty="Choose a sheet"
            options={draft.sheets.map(({ name, rows }, at) => ({
              value: String(at + 1),
              text: `${name} (${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`,
            }))}
          />
        ) : (
          header.columns.map(({ heading, candidates }, at) => {
            const rows = draft.sheets[draft.sheet ?? 0]?.rows ?? []
            const sample = rows
              .slice(header.last + 1)
              .map(row => (row[at] ?? '').trim())
              .find(text => text !== '')
            if (heading === '' && sample === undefined) return null
            return (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                key={at}
                name={columnField(at)}
                label={heading || `Column ${at + 1}, without a heading`}
                hint={[
                  sample === undefined
                    ? 'Nothing stands in it.'
                    : `Such as “${sample.slice(0, 60)}”.`,
                  candidates.length > 1
                    ? `It may be: ${candidates.map(field => columnWords[field].toLowerCase()).join(', or ')}.`
                    : '',
                ]
                  .filter(text => text !== '')
                  .join(' ')}
                empty="Choose what it holds"
                options={[
                  ...columnFields.map(field => ({ value: field, text: columnWords[field] })),
                  { value: 'leave', text: 'Leave it out' },
                ]}
              />
            )
          })
        )}
        <SubmitButton>Go on</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async ({ acting: { db }, now }, values, { body, draft, header }) => {
    const version = versionIn(values)
    const path = draftPath(body, draft)
    if (header === null || textOf(values, 'sheet') !== '') {
      const sheet = Number(textOf(values, 'sheet')) - 1
      if (!draft.sheets[sheet])
        return refused({ code: 'sheet-missing', field: 'sheet', message: 'Choose a sheet.' })
      const stale = await changeDraft(db, draft, version, { sheet }, now)
      return stale.length > 0 ? refused(...stale) : done(`${path}/columns`)
    }
    const uses = header.columns.map(({ use }, at): ColumnUse => {
      const typed = textOf(values, columnField(at))
      // A column with nothing in it is not asked about.
      if (typed === '') return use === 'leave' ? 'leave' : 'ask'
      return typed === 'leave' ? 'leave' : (columnFields.find(field => field === typed) ?? 'ask')
    })
    const reasons = reasonsAgainstColumns(uses, columnField)
    if (reasons.length > 0) return refused(...reasons)
    const stale = await changeDraft(db, draft, version, { columns: uses }, now)
    return stale.length > 0 ? refused(...stale) : done(path)
  },
})

// ── What was found ──────────────────────────────────────────────────────────

/** Somebody by what was typed of them, as their id; what means nobody, or several, as it was typed. */
function personIn(typed: string, persons: readonly KnownPerson[], before: string | undefined) {
  const called = personsCalled(typed, persons)
  const meant = called.find(({ id }) => id === before) ?? (called.length === 1 ? called[0] : null)
  return meant?.id ?? typed
}

/** What a form asks with a problem: the person by name, a day or a word from its line. */
function decisionsIn(
  values: Values,
  problems: readonly ImportProblem[],
  persons: readonly KnownPerson[],
  before: ImportDecisions,
): ImportDecisions {
  return Object.fromEntries(
    problems.flatMap((problem): [string, string][] => {
      const { key, choices } = problem
      const value = textOf(values, key)
      if (value === '') return []
      const asks = choices.find(choice => choice.value === value)?.asks
      const word = asks !== 'person' && choices.some(choice => choice.asks === 'person')
      const text = textOf(values, word ? `${key}-word` : `${key}-text`)
      return [
        [key, value],
        [`${key}-text`, asks === 'person' ? personIn(text, persons, before[`${key}-text`]) : text],
      ]
    }),
  )
}

/** What was given with a decision, as somebody would type it. */
function givenWith(
  { key, choices }: ImportProblem,
  decisions: ImportDecisions,
  { persons }: KnownRecord,
): { readonly text: string; readonly asks: ImportChoice['asks'] } {
  const text = decisions[`${key}-text`] ?? ''
  const asks = choices.find(({ value }) => value === decisions[key])?.asks
  const person = asks === 'person' ? persons?.find(({ id }) => id === text) : undefined
  return { text: person ? calledInFull(person) : text, asks }
}

const valuesOf = (
  problems: readonly ImportProblem[],
  decisions: ImportDecisions,
  known: KnownRecord,
): Values =>
  Object.fromEntries(
    problems.flatMap((problem): [string, string][] => {
      const { key, choices } = problem
      const { text, asks } = givenWith(problem, decisions, known)
      const asksPerson = choices.some(each => each.asks === 'person')
      return [
        [key, decisions[key] ?? ''],
        // One field for a person, another for a word: each holds what was given for it.
        [`${key}-text`, asksPerson && asks !== 'person' ? '' : text],
        [`${key}-word`, asks === 'word' ? text : ''],
      ]
    }),
  )

/** What was decided so far, in words. */
const decidedIn = (problems: readonly ImportProblem[], draft: ImportDraft, known: KnownRecord) =>
  problems.flatMap(problem => {
    if (problem.decided === null) return []
    const { text } = givenWith(problem, draft.decisions, known)
    return [
      {
        label: `Row ${problem.row}: ${problem.message}`,
        text: `${chosenIn(problem)}${text === '' ? '' : ` (${text})`}`,
      },
    ]
  })

/** Keeps what was decided on some problems, or says why it cannot. */
async function decide(
  { acting: { db }, now }: Visit,
  values: Values,
  preview: PreviewedImport,
  problems: readonly ImportProblem[],
  goOn: string,
) {
  const { draft, known } = preview
  const decided = decisionsIn(values, problems, known.persons ?? [], draft.decisions)
  const reasons = problems.flatMap(problem =>
    reasonsAgainstDecision(problem, decided, known).map((refusal): Refusal => {
      const asksPerson = problem.choices.some(({ asks }) => asks === 'person')
      return refusal.code === 'word-missing' && asksPerson
        ? { ...refusal, field: `${problem.key}-word` }
        : refusal
    }),
  )
  if (reasons.length > 0) return refused(...reasons)
  const stale = await changeDraft(
    db,
    draft,
    versionIn(values),
    { decisions: { ...draft.decisions, ...decided } },
    now,
  )
  return stale.length > 0 ? refused(...stale) : done(goOn)
}

const mustBe = ({ examined }: PreviewedImport) =>
  examined.problems.filter(({ severity }) => severity === 'must be decided')

/** Those whom nobody in the record is like, where whoever imports may enter them. */
const strangersIn = ({ examined }: PreviewedImport) =>
  examined.undecided.filter(
    ({ code, choices }) =>
      code === 'person-unknown' && choices.some(({ value }) => value === 'new'),
  )

const ALL_NEW = 'everybody-new'

/** With one button, each of them of whom nothing else was chosen is a new person. */
const withStrangersNew = (values: Values, preview: PreviewedImport): Values =>
  textOf(values, ALL_NEW) === ''
    ? values
    : {
        ...values,
        ...Object.fromEntries(
          strangersIn(preview)
            .filter(({ key }) => textOf(values, key) === '')
            .map(({ key }) => [key, 'new']),
        ),
      }

const previewPage = formPage({
  path: '/work/interests/:body/import/:draft',
  needs: forRegister,
  summary: `What was found in an uploaded register; sends decisions, each under the key of its problem; \`${ALL_NEW}\` enters those whom nobody in the record is like.`,
  read: previewOf,
  values: ({ draft, preview }) =>
    preview ? valuesOf(mustBe(preview), draft.decisions, preview.known) : {},
  changes: {
    what: WHAT,
    version: ({ draft }) => draft.version,
    stored: ({ draft, preview }) =>
      preview ? decidedIn(mustBe(preview), draft, preview.known) : [],
  },
  view: ({ body, draft, preview }, { values, refusals }) => {
    if (preview === null)
      return (
        <WorkPage title="What was found" breadcrumbs={crumbs(body)}>
          <PageHeading
            caption={draft.file_name}
            title="What was found"
            lede="Say first what the columns hold."
          />
          <ButtonRow>
            <ButtonLink href={`${draftPath(body, draft)}/columns`}>Match the columns</ButtonLink>
            <ActButton action={`${draftPath(body, draft)}/drop`} small={false}>
              Drop the import
            </ActButton>
          </ButtonRow>
        </WorkPage>
      )
    const { examined, known } = preview
    const open = examined.undecided
    const strangers = strangersIn(preview).length
    const decided = mustBe(preview).filter(({ key }) => !open.some(each => each.key === key))
    const notes = examined.problems.filter(({ severity }) => severity !== 'must be decided')
    return (
      <WorkPage title="What was found" refusals={refusals} breadcrumbs={crumbs(body)}>
        <PageHeading
          caption={draft.file_name}
          title="What was found"
          lede="Nothing is guessed, and nothing is in the register yet. You can stop at any time and go on tomorrow."
          facts={[`Kept until ${formatDay(draftKeptUntil(londonNow(draft.changed_at).day))}`]}
        />
        <ImportFigures preview={preview} />
        {open.length === 0 ? (
          <Notice>
            <p>Everything that must be decided is decided.</p>
          </Notice>
        ) : null}
        <ButtonRow>
          {open.length === 0 ? (
            <ButtonLink href={`${draftPath(body, draft)}/take-in`}>See what will change</ButtonLink>
          ) : null}
          <ButtonLink href={`${draftPath(body, draft)}/columns`} kind="secondary">
            Match the columns again
          </ButtonLink>
          <ActButton action={`${draftPath(body, draft)}/drop`} small={false}>
            Drop the import
          </ActButton>
        </ButtonRow>
        {mustBe(preview).length === 0 ? null : (
          <Form values={values}>
            <PeopleOffered persons={known.persons ?? []} />
            {open.length === 0 ? null : (
              <>
                <h2 className="nhsuk-heading-m">Must be decided</h2>
                {strangers > 1 ? (
                  <>
                    <p>
                      Nobody in the record is called as {strangers} of the people below are, or
                      nearly so. If they are all new, enter them together; of whom you choose
                      something else below, that holds.
                    </p>
                    <SubmitButton kind="secondary" name={ALL_NEW} value="yes">
                      Enter {strangers} new people
                    </SubmitButton>
                  </>
                ) : null}
                {open.map(problem => (
                  <ProblemField key={problem.key} problem={problem} />
                ))}
              </>
            )}
            {open.length > 0 ? <SubmitButton>Keep what is decided</SubmitButton> : null}
            {decided.length === 0 ? null : (
              <Fold summary={`Decided already: ${decided.length}`}>
                {decided.map(problem => (
                  <ProblemField key={problem.key} problem={problem} />
                ))}
                <SubmitButton kind="secondary">Keep the changes</SubmitButton>
              </Fold>
            )}
          </Form>
        )}
        <ProblemsTable problems={notes} rowPath={row => `${draftPath(body, draft)}/rows/${row}`} />
        {preview.headingsAgain.length === 0 ? null : (
          <p>
            The heading stands again in rows {preview.headingsAgain.join(', ')}, as on each page
            that was printed: those rows are passed over.
          </p>
        )}
      </WorkPage>
    )
  },
  submit: async (visit, values, { body, draft, preview }) => {
    const path = draftPath(body, draft)
    if (!preview)
      return refused({
        code: 'columns-undecided',
        message: 'Say first what each column of the file holds.',
      })
    return decide(
      visit,
      withStrangersNew(values, preview),
      preview,
      preview.examined.problems,
      path,
    )
  },
})

// ── One row ─────────────────────────────────────────────────────────────────

async function rowOf(visit: Visit) {
  const { body, draft, preview } = await previewOf(visit)
  const number = Number(visit.params.row)
  const row = preview?.rows.find(each => each.row === number)
  if (!preview || !row) throw new NotFound('The file has no such row.')
  const problems = preview.examined.problems.filter(
    problem => problem.row === number || problem.alsoRows.includes(number),
  )
  return { body, draft, preview, row, problems }
}

const rowPage = formPage({
  path: '/work/interests/:body/import/:draft/rows/:row',
  needs: forRegister,
  summary: 'Decides what is odd in one row of an uploaded register.',
  read: rowOf,
  changes: {
    what: WHAT,
    version: ({ draft }) => draft.version,
    stored: ({ draft, preview, problems }) => decidedIn(problems, draft, preview.known),
  },
  values: ({ draft, preview, problems }) =>
    Object.fromEntries(
      Object.entries(valuesOf(problems, draft.decisions, preview.known)).map(([key, value]) => {
        const problem = problems.find(each => each.key === key)
        const standing =
          problem?.severity === 'may be taken as it is' ? (problem.choices[0]?.value ?? '') : ''
        return [key, value === '' ? standing : value]
      }),
    ),
  view: ({ body, draft, preview, row, problems }, { values, refusals }) => (
    <WorkPage title={`Row ${row.row}`} refusals={refusals} breadcrumbs={crumbs(body, draft)}>
      <PageHeading
        caption={draft.file_name}
        title={`Row ${row.row}`}
        lede="As it is printed; the words are kept whatever you decide."
      />
      <SummaryList rows={printedFacts(row)} />
      {problems.length === 0 ? (
        <p>Nothing in this row is odd.</p>
      ) : (
        <Form values={values}>
          <PeopleOffered persons={preview.known.persons ?? []} />
          {problems.map(problem => (
            <ProblemField key={problem.key} problem={problem} />
          ))}
          <SubmitButton>Keep what is decided</SubmitButton>
        </Form>
      )}
    </WorkPage>
  ),
  submit: (visit, values, { body, draft, preview, problems }) =>
    decide(visit, values, preview, problems, draftPath(body, draft)),
})

// ── What will change ────────────────────────────────────────────────────────

const endField = (at: number) => `ended-${at + 1}`

const takeInPage = formPage({
  path: '/work/interests/:body/import/:draft/take-in',
  needs: forRegister,
  summary:
    'Takes an uploaded register in, as it was shown (`seen`); lines that are no longer there are kept unless they are said to have ended (`ended-1` and on).',
  read: async visit => {
    const { body, draft, preview } = await previewOf(visit)
    if (!preview) throw new NotFound('Say first what each column of the file holds.')
    return { body, draft, preview }
  },
  view: ({ body, draft, preview }, { values, refusals }) => {
    const { changes, examined, known } = preview
    return (
      <WorkPage title="What will change" refusals={refusals} breadcrumbs={crumbs(body, draft)}>
        <PageHeading
          caption={draft.file_name}
          title="What will change"
          lede="All of it is taken in at once, or none of it."
        />
        <ImportFigures preview={preview} />
        <NewLines preview={preview} />
        <ChangedLines preview={preview} />
        <h2 className="nhsuk-heading-m">Left out</h2>
        {examined.leftOut.length === 0 ? (
          <p>No row of the file is left out.</p>
        ) : (
          <ul className="nhsuk-list nhsuk-list--bullet">
            {examined.leftOut.map(({ row, word, printed }) => (
              <li key={row}>
                Row {row}, “{printed}”: {word}
              </li>
            ))}
          </ul>
        )}
        <Form values={values}>
          <HiddenField name="seen" value={preview.digest} />
          <h2 className="nhsuk-heading-m">No longer there</h2>
          {changes.gone.length === 0 ? (
            <p>Every line that the register holds is in the file.</p>
          ) : (
            <>
              <p>
                The register holds these, and the file does not. They are kept as they are, unless
                you say that one ended, and when.
              </p>
              {changes.gone.map((held, at) => (
                <TextField
                  key={held.id}
                  name={endField(at)}
                  label={heldWords(held, known.persons)}
                  hint="Ended on, such as 31/12/2024 or April 2024; leave empty to keep it."
                  width={20}
                />
              ))}
            </>
          )}
          <SubmitButton>Take it in</SubmitButton>
        </Form>
      </WorkPage>
    )
  },
  submit: async (visit, values, { body, draft, preview }) => {
    const reasons: Refusal[] = []
    const ended: Record<string, string> = {}
    preview.changes.gone.forEach(({ id }, at) => {
      const text = textOf(values, endField(at))
      if (text === '') return
      const read = readPartialDay(text, endField(at))
      if (!read.ok) reasons.push(...read.refusals)
      ended[id] = text
    })
    if (reasons.length > 0) return refused(...reasons)
    const { acting } = visit
    const outcome = await takeInRegister(acting, {
      body: body.id,
      draft: draft.id,
      seen: textOf(values, 'seen') || preview.digest,
      ended,
    })
    return outcome.ok ? done(`${importPath(body)}/taken-in?${query(outcome.value)}`) : outcome
  },
})

const query = (taken: object) =>
  new URLSearchParams(
    Object.entries(taken).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()

const takenInPage = workPage({
  path: '/work/interests/:body/import/taken-in',
  needs: forRegister,
  read: async visit => ({ body: await bodyOf(visit), query: visit.query }),
  view: ({ body, query: told }) => {
    const count = (name: string) => Number(textOf(told, name)) || 0
    return (
      <WorkPage title="It is taken in" breadcrumbs={crumbs(body).slice(0, 2)}>
        <Done>
          It is taken in: {count('new')} new, {count('changed')} changed, {count('ended')} ended,{' '}
          {count('unchanged')} as they were.
        </Done>
        <PageHeading caption={body.name} title="It is taken in" />
        <p>
          The public sees it once you publish the register; until then a line that was changed
          stands in neither version.
        </p>
        <ButtonRow>
          <ButtonLink href={registerPath(body)}>See the register</ButtonLink>
          <ActButton action={`${registerPath(body)}/publish`} small={false}>
            Publish the register as it stands
          </ActButton>
        </ButtonRow>
      </WorkPage>
    )
  },
})

const dropPage = actPage({
  path: '/work/interests/:body/import/:draft/drop',
  needs: forRegister,
  summary: 'Drops an import; the record has nothing of it.',
  submit: async visit => {
    const { body, draft } = await draftOf(visit)
    await dropDraft(visit.acting.db, draft.id)
    return done(importPath(body))
  },
})

/** The walk by which a clerk takes a register in from a spreadsheet. */
export const importRegisterPages = [
  uploadPage,
  takenInPage,
  columnsPage,
  previewPage,
  rowPage,
  takeInPage,
  dropPage,
]
