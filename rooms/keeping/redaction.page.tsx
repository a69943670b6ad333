import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, Form, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { pageNumber } from '../meetings/list-address.ts'
import { readPersons } from '../people/read-person.ts'
import type { Place } from './find-places.ts'
import {
  type DoneRedaction,
  dropRedaction,
  listRedactionDrafts,
  listRedactions,
  nameOfPlace,
  previewRedaction,
  proposeRedaction,
  readRedactionDraft,
  redact,
} from './redact.ts'
import { type RedactionReason, redactionReasons } from './redaction.rules.ts'
import { actInWords } from './verb-words.rules.ts'

const A_PAGE = 25
const AT = '/work/redactions'
const crumbs = [{ text: 'Redactions', href: AT }]

/** The bodies for which somebody may redact. */
async function bodiesOf({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('redact') ?? []
  return (await listBodies(db, today)).filter(
    ({ id }) => scopes === 'everywhere' || scopes.includes(id),
  )
}

async function readList(visit: Visit) {
  const scopes = visit.viewer?.scopesOf('redact') ?? []
  const page = pageNumber(visit.query)
  const found = await listRedactions(visit.db, scopes, {
    limit: A_PAGE + 1,
    offset: (page - 1) * A_PAGE,
  })
  const drafts = await listRedactionDrafts(visit.db, scopes)
  return {
    page,
    more: found.length > A_PAGE,
    redactions: found.slice(0, A_PAGE),
    drafts,
    bodies: new Map((await listBodies(visit.db)).map(body => [body.id, body])),
    persons: await readPersons(visit.db, [
      ...drafts.map(({ proposed_by }) => proposed_by),
      ...found.flatMap(({ proposed_by, confirmed_by }) => [proposed_by, confirmed_by]),
    ]),
  }
}

const reasonChoices = (Object.keys(redactionReasons) as RedactionReason[]).map(value => ({
  value,
  text: opening(redactionReasons[value].words),
  hint: `${redactionReasons[value].when} (${redactionReasons[value].source})`,
}))

const listPage = workPage({
  path: AT,
  needs: { permission: 'redact' },
  readsAs: 'the installation',
  read: readList,
  view: ({ page, more, redactions, drafts, bodies, persons }) => {
    const who = (id: string | null) => (id && persons.get(id)?.name) || 'The installation'
    return (
      <WorkPage title="Redactions">
        <PageHeading
          title="Redactions"
          lede="To take a passage out of the record for a lawful reason. The public sees that it was done, when and why; the journal still holds."
        />
        <ButtonLink href={`${AT}/new`}>Redact a passage</ButtonLink>
        {drafts.length === 0 ? null : (
          <DataTable
            caption="Waiting"
            rows={drafts}
            keyOf={({ id }) => id}
            columns={[
              {
                heading: 'Body',
                namesRow: true,
                cell: ({ id, body_id }) => (
                  <a href={`${AT}/${id}`}>{bodies.get(body_id)?.name ?? 'A body'}</a>
                ),
              },
              { heading: 'Reason', cell: ({ reason }) => opening(reason) },
              {
                heading: 'Proposed',
                cell: ({ proposed_on, proposed_by }) =>
                  `${formatDay(proposed_on)}, ${who(proposed_by)}`,
              },
            ]}
            empty=""
          />
        )}
        <DataTable<DoneRedaction>
          caption="Done"
          rows={redactions}
          keyOf={({ id }) => id}
          columns={[
            { heading: 'Day', namesRow: true, cell: ({ done_on }) => formatDay(done_on) },
            { heading: 'Body', cell: ({ body_id }) => bodies.get(body_id)?.name ?? '' },
            {
              heading: 'Reason',
              cell: ({ reason, source, words }) =>
                `${opening(reason)} (${source})${words === '' ? '' : `. ${words}`}`,
            },
            {
              heading: 'By',
              cell: ({ proposed_by, confirmed_by }) =>
                proposed_by === confirmed_by
                  ? who(confirmed_by)
                  : `${who(proposed_by)}; confirmed by ${who(confirmed_by)}`,
            },
            {
              heading: 'Places',
              cell: ({ places, lines }) => {
                const { redacted, kept } = places as { redacted: string[]; kept: unknown[] }
                return `${redacted.length} redacted, ${kept.length} kept; values of ${countOf(lines, 'line')} of the journal erased`
              },
            },
          ]}
          empty="Nothing has been redacted."
        />
        <Pagination page={page} pages={more ? page + 1 : page} hrefOf={at => `${AT}?page=${at}`} />
      </WorkPage>
    )
  },
})

const newPage = formPage({
  path: `${AT}/new`,
  needs: { permission: 'redact' },
  readsAs: 'the installation',
  summary: 'Proposes a redaction: which passages, why, and for which body.',
  read: bodiesOf,
  values: (bodies): Values => (bodies.length === 1 ? { body: bodies[0]?.slug } : {}),
  view: (bodies, { values, refusals }) => (
    <WorkPage title="Redact a passage" breadcrumbs={crumbs} refusals={refusals}>
      <PageHeading
        title="Redact a passage"
        lede="Nothing is changed yet: first you see every place where it stands."
      />
      <Form values={values}>
        <SelectField
          name="body"
          label="For which body"
          empty="Choose a body"
          options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
        <TextArea
          name="passages"
          label="What is to be redacted"
          hint="As it stands in the record; each other way in which it is written on a line of its own. Capitals and line breaks make no difference."
        />
        <RadioField name="reason" label="Why" options={reasonChoices} />
        <TextArea
          name="words"
          label="Anything to add (optional)"
          hint="For staff: who asked, under which number. Never the passage itself."
        />
        <SubmitButton>Show where it stands</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, bodies) => {
    const form = reading(values)
    const slug = form.text('body', 'Choose the body.')
    const body = bodies.find(each => each.slug === slug)
    if (!body) {
      if (slug !== '') form.refuse({ code: 'missing', field: 'body', message: 'Choose the body.' })
      return form.outcome('')
    }
    const outcome = await proposeRedaction(visit.acting, {
      body: body.id,
      // Lines are kept, so not the form's own reading.
      passages: String(values.passages ?? ''),
      reason: textOf(values, 'reason'),
      words: textOf(values, 'words'),
    })
    return outcome.ok ? done(`${AT}/${outcome.value}`) : outcome
  },
})

const scopeOfDraft = async ({ db, params }: Visit) =>
  (await readRedactionDraft(db, idIn(params))).body_id

const idIn = (params: Visit['params']): string => {
  const { id = '' } = params
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound('There is no such redaction.')
  return id
}

const staysIn = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.keys(values).flatMap(name =>
      name.startsWith('stays ') ? [[name.slice('stays '.length), textOf(values, name)]] : [],
    ),
  )

function PlaceLine({ place, barred }: { place: Place; barred: string | undefined }) {
  return (
    <section className="gt-place">
      <h3 className="nhsuk-heading-s">{opening(place.words)}</h3>
      {place.around === '' ? null : <p>{place.around}</p>}
      {barred ? <p>{barred}</p> : null}
      {place.files.length === 0 ? null : (
        <p>
          {opening(countOf(place.files.length, 'file'))} made of it{' '}
          {place.files.length === 1 ? 'goes' : 'go'} with it, and{' '}
          {place.files.length === 1 ? 'is' : 'are'} then answered with the reason.
        </p>
      )}
      <TextField
        name={`stays ${nameOfPlace(place)}`}
        label={barred ? 'Why it stays for now' : 'Why it stays, if it does (else leave empty)'}
      />
    </section>
  )
}

const onePage = formPage({
  path: `${AT}/:id`,
  needs: { permission: 'redact', scope: scopeOfDraft },
  readsAs: 'the installation',
  summary: 'Does a proposed redaction: in every place, but those kept with a reason.',
  read: async visit => ({
    preview: await previewRedaction(visit.db, idIn(visit.params), visit.acting),
    own: visit.viewer?.person,
  }),
  view: ({ preview, own }, { values, refusals }) => {
    const { draft, places, barred, mark, secondPerson } = preview
    const waits = secondPerson && draft.proposed_by === own
    return (
      <WorkPage title="Where it stands" breadcrumbs={crumbs} refusals={refusals}>
        <PageHeading
          caption="Redaction"
          title="Where it stands"
          lede="Every place is redacted, or kept with a reason. It cannot be undone."
        />
        <SummaryList
          rows={[
            { key: 'To be redacted', value: draft.passages.join(' · ') },
            { key: 'What will stand there', value: mark },
            {
              key: 'In the journal',
              value: `The values of ${countOf(places.lines.length, 'line')} are erased; the chain holds.`,
            },
          ]}
        />
        {waits ? (
          <Warning heading="A second person confirms this">
            <p>
              Minutes or files are touched, or the body wants it so. Somebody else who may redact
              finds it under Redactions.
            </p>
          </Warning>
        ) : null}
        <Form values={values}>
          <h2 className="nhsuk-heading-m">{opening(countOf(places.rows.length, 'place'))}</h2>
          {places.rows.length === 0 ? <Empty>It stands in the journal only.</Empty> : null}
          {places.rows.map(place => (
            <PlaceLine key={nameOfPlace(place)} place={place} barred={barred.get(place)} />
          ))}
          {places.lines.length === 0 ? null : (
            <DataTable
              caption="Lines of the journal"
              rows={places.lines}
              keyOf={({ seq }) => String(seq)}
              columns={[
                { heading: 'Line', namesRow: true, cell: ({ seq }) => String(seq) },
                { heading: 'Day', cell: ({ day }) => formatDay(day) },
                { heading: 'What was done', cell: ({ verb }) => opening(actInWords(verb)) },
              ]}
              empty=""
            />
          )}
          {waits ? null : (
            <>
              <CheckboxField name="sure" label="I have looked at every place" />
              <SubmitButton kind="warning">Redact now</SubmitButton>
            </>
          )}
        </Form>
        <Form action={`${AT}/${draft.id}/drop`}>
          <SubmitButton kind="secondary">Drop this redaction</SubmitButton>
        </Form>
      </WorkPage>
    )
  },
  submit: async (visit, values) => {
    const form = reading(values)
    if (!form.ticked('sure'))
      form.refuse({
        code: 'not-sure',
        field: 'sure',
        message: 'Say that you have looked at every place: it cannot be undone.',
      })
    const sure = form.outcome(null)
    if (!sure.ok) return sure
    const outcome = await redact(visit.acting, {
      redaction: idIn(visit.params),
      stays: staysIn(values),
    })
    return outcome.ok ? done(AT) : outcome
  },
})

/** To take a passage out of the record, with a reason, wherever it stands. */
export const redactionPages = [
  listPage,
  newPage,
  onePage,
  actPage({
    path: `${AT}/:id/drop`,
    needs: { permission: 'redact', scope: scopeOfDraft },
    summary: 'Drops a proposed redaction.',
    submit: async visit => {
      const outcome = await dropRedaction(visit.acting, { redaction: idIn(visit.params) })
      return outcome.ok ? done(AT) : outcome
    },
  }),
]
