import { CheckboxField, CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Values, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { bodyKinds, regimeInWords, regimes, slugOf } from './body.rules.ts'
import type { CodeScheme } from './codes.rules.ts'
import { establishBody } from './establish-body.ts'
import { type Body, listBodies } from './read-body.ts'
import { listOrganisations, type Organisation, readOrganisation } from './read-organisation.ts'
import { listPlaces, type Place } from './read-place.ts'
import { type OrganisationCode, recordOrganisation } from './record-organisation.ts'
import { recordPlace } from './record-place.ts'
import { renameOrganisation } from './rename-organisation.ts'
import { succeedOrganisation } from './succeed-organisation.ts'

const administers = { permission: 'administer bodies' }
const crumbs = [{ text: 'Bodies', href: '/work/bodies' }]
const organisationCrumbs = [...crumbs, { text: 'Organisations', href: '/work/organisations' }]

const options = (rows: readonly { readonly id: string; readonly name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, text: name }))
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** The address word as typed, or made from the name. */
const slugFrom = (values: Values) => textOf(values, 'slug') || slugOf(textOf(values, 'name'))

const SlugField = ({ example }: { example: string }) => (
  <TextField
    name="slug"
    label="Word for the address (optional)"
    hint={`Made from the name if left empty, such as ${example}. It stays, because links lead there.`}
    width={30}
  />
)

/** The bodies that the visitor keeps. */
async function bodiesKept({ db, viewer }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('keep the body') ?? []
  const bodies = await listBodies(db)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

const bodiesListPage = workPage({
  path: '/work/bodies',
  needs: { permission: 'keep the body' },
  read: bodiesKept,
  view: (bodies, { viewer, today }) => (
    <WorkPage title="Bodies">
      <PageHeading title="Bodies" />
      {viewer?.may('administer bodies', null) ? (
        <ButtonRow>
          <ButtonLink href="/work/bodies/new">Establish a body</ButtonLink>
          <ButtonLink href="/work/organisations" kind="secondary">
            Organisations
          </ButtonLink>
          <ButtonLink href="/work/places" kind="secondary">
            Places
          </ButtonLink>
        </ButtonRow>
      ) : null}
      <DataTable
        caption="The bodies that you keep"
        captionSize="s"
        columns={[
          {
            heading: 'Body',
            namesRow: true,
            cell: body => <a href={`/work/bodies/${body.slug}`}>{body.name}</a>,
          },
          { heading: 'Kind', cell: body => body.kind },
          {
            heading: 'State',
            cell: body =>
              body.dissolved_on === null ? (
                'Established'
              ) : (
                <StatusTag>
                  {body.dissolved_on <= today ? 'Dissolved' : 'Ends'} {formatDay(body.dissolved_on)}
                </StatusTag>
              ),
          },
        ]}
        rows={bodies}
        keyOf={body => body.id}
        empty="No body is yours to keep. An administrator gives that right."
      />
    </WorkPage>
  ),
})

type Choices = {
  readonly organisations: readonly Organisation[]
  readonly places: readonly Place[]
  readonly bodies: readonly Body[]
}

const readChoices = async ({ db, today }: Visit): Promise<Choices> => ({
  organisations: await listOrganisations(db, today),
  places: await listPlaces(db),
  bodies: await listBodies(db, today),
})

const establishPage = formPage({
  path: '/work/bodies/new',
  needs: administers,
  summary: 'Establishes a body.',
  read: readChoices,
  view: ({ organisations, places, bodies }, { values, refusals }) => (
    <WorkPage title="Establish a body" breadcrumbs={crumbs} refusals={refusals}>
      <PageHeading title="Establish a body" />
      <p>The body is public at once. Then give it seats and terms of reference.</p>
      <Form values={values}>
        <TextField name="name" label="Name" />
        <SlugField example="quality-committee" />
        <RadioField
          name="kind"
          label="Kind"
          options={bodyKinds.map(kind => ({ value: kind, text: kind }))}
        />
        <RadioField
          name="regime"
          label="Which law gives its notice and minutes?"
          options={regimes.map(regime => ({ value: regime, text: regimeInWords[regime] }))}
        />
        <TextArea
          name="purpose"
          label="What it is for"
          hint="The first sentence stands in the list of bodies"
        />
        <TextArea name="legalBasis" label="By what law it stands (optional)" rows={3} />
        <SelectField
          name="organisation"
          label="Of which organisation? (optional)"
          empty="Of several, or none"
          options={options(organisations)}
        />
        <SelectField
          name="place"
          label="For which Place? (optional)"
          empty="For the whole system"
          options={options(places)}
        />
        <DateField name="establishedOn" label="Established on (optional)" />
        {bodies.length === 0 ? null : (
          <CheckboxGroup
            name="reportsTo"
            label="It reports to (optional)"
            options={options(bodies)}
            small
          />
        )}
        <SubmitButton>Establish the body</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { organisations, places, bodies }) => {
    const form = reading(values)
    const slug = slugFrom(values)
    const input = form.outcome({
      slug,
      name: form.text('name', 'Enter the name of the body.'),
      kind: form.choice('kind', bodyKinds, 'Choose what kind of body it is.'),
      regime: form.choice('regime', regimes, 'Choose the law.'),
      purpose: form.optionalText('purpose'),
      legalBasis: form.optionalText('legalBasis'),
      organisation: form.optionalChoice('organisation', ids(organisations)),
      place: form.optionalChoice('place', ids(places)),
      establishedOn: form.optionalDay('establishedOn'),
      reportsTo: form.list('reportsTo').filter(id => ids(bodies).includes(id)),
    })
    if (!input.ok) return input
    const outcome = await establishBody(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/bodies/${slug}` } : outcome
  },
})

const organisationsPage = workPage({
  path: '/work/organisations',
  needs: administers,
  read: ({ db, today }) => listOrganisations(db, today),
  view: organisations => (
    <WorkPage title="Organisations" breadcrumbs={crumbs}>
      <PageHeading title="Organisations" />
      <ButtonRow>
        <ButtonLink href="/work/organisations/new">Record an organisation</ButtonLink>
      </ButtonRow>
      <DataTable
        caption="By their names today"
        captionSize="s"
        columns={[
          {
            heading: 'Organisation',
            namesRow: true,
            cell: row => <a href={`/work/organisations/${row.slug}`}>{row.name}</a>,
          },
          { heading: 'Short name', cell: row => row.shortName },
          { heading: 'Class', cell: row => row.class },
        ]}
        rows={organisations}
        keyOf={row => row.id}
        empty="No organisation is in the record yet."
      />
    </WorkPage>
  ),
})

const schemes = ['ODS', 'ONS'] as const satisfies readonly CodeScheme[]

const recordOrganisationPage = formPage({
  path: '/work/organisations/new',
  needs: administers,
  summary: 'Records an organisation.',
  read: async () => null,
  view: (_model, { values, refusals }) => (
    <WorkPage
      title="Record an organisation"
      breadcrumbs={organisationCrumbs}
      refusals={refusals.map(refusal =>
        refusal.field === 'codes' ? { ...refusal, field: 'ODS' } : refusal,
      )}
    >
      <PageHeading title="Record an organisation" />
      <Form values={values}>
        <TextField name="name" label="Name" />
        <TextField name="shortName" label="Short name" width={20} />
        <SlugField example="luton-council" />
        <TextField
          name="class"
          label="What it is"
          hint="ICB, NHS trust, local authority, Healthwatch and so on, as the quorum names it"
          width={20}
        />
        <TextField name="aliases" label="Also called (optional)" hint="Parted by semicolons" />
        <TextField
          name="ODS"
          label="ODS code (optional)"
          hint="From the NHS organisation register, such as QHG"
          width={10}
        />
        <TextField name="ONS" label="ONS code (optional)" hint="Such as E06000055" width={10} />
        <DateField name="from" label="Called so since (optional)" />
        <SubmitButton>Record the organisation</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values) => {
    const form = reading(values)
    const slug = slugFrom(values)
    const codes: OrganisationCode[] = schemes.flatMap(scheme => {
      const code = form.optionalText(scheme)
      return code === '' ? [] : [{ scheme, code }]
    })
    const input = form.outcome({
      slug,
      name: form.text('name', 'Enter the organisation’s name.'),
      shortName: form.text('shortName', 'Enter a short name.'),
      class: form.text('class', 'Enter what kind of organisation it is.'),
      aliases: form
        .optionalText('aliases')
        .split(';')
        .map(alias => alias.trim())
        .filter(alias => alias !== ''),
      codes,
      from: form.optionalDay('from'),
    })
    if (!input.ok) return input
    const outcome = await recordOrganisation(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/organisations/${slug}` } : outcome
  },
})

async function organisationOf({ db, params, today }: Visit) {
  const all = await listOrganisations(db, today)
  const found = all.find(({ slug }) => slug === params.slug)
  if (!found) throw new NotFound(`There is no organisation called “${params.slug}” in the record.`)
  return {
    organisation: await readOrganisation(db, found.id, today),
    others: all.filter(({ id }) => id !== found.id),
  }
}

const renamePage = formPage({
  path: '/work/organisations/:slug',
  needs: administers,
  summary: 'Gives an organisation a new name from a day.',
  read: organisationOf,
  changes: {
    what: 'the names of this organisation',
    thing: ({ organisation }) => `organisation/${organisation.id}`,
    stored: ({ organisation: { names } }) =>
      names.map(({ name, from, until }) => ({
        label: name,
        text: `${from ? `From ${formatDay(from)}` : 'As long as known'}${until ? ` until ${formatDay(until)}` : ''}`,
      })),
  },
  view: ({ organisation, others }, { values, refusals }) => (
    <WorkPage title={organisation.name} breadcrumbs={organisationCrumbs} refusals={refusals}>
      <PageHeading caption={organisation.class} title={organisation.name} />
      <DataTable
        caption="Names"
        captionSize="s"
        columns={[
          { heading: 'Name', namesRow: true, cell: row => row.name },
          { heading: 'From', cell: row => (row.from ? formatDay(row.from) : 'As long as known') },
          { heading: 'Until', cell: row => (row.until ? formatDay(row.until) : 'Now') },
        ]}
        rows={organisation.names}
        keyOf={row => `${row.name} ${row.from}`}
        empty="It has no name."
      />
      <DataTable
        caption="Codes"
        captionSize="s"
        columns={[
          { heading: 'Register', namesRow: true, cell: row => row.scheme },
          { heading: 'Code', cell: row => row.code },
        ]}
        rows={organisation.codes}
        keyOf={row => `${row.scheme} ${row.code}`}
        empty="No code of it is recorded."
      />
      <h2 className="nhsuk-heading-m">A new name</h2>
      <p>The old name stays for the days it had.</p>
      <Form values={values}>
        <TextField name="name" label="New name" />
        <TextField name="shortName" label="New short name" width={20} />
        <DateField name="from" label="First day of the new name" />
        <SubmitButton>Rename</SubmitButton>
      </Form>
      <p>
        <a href={`/work/organisations/${organisation.slug}/merge`}>It was entered twice</a>
      </p>
      {organisation.succeededOn === null && others.length > 0 ? (
        <p>
          <a href={`/work/organisations/${organisation.slug}/successor`}>
            It was taken over by another organisation
          </a>
        </p>
      ) : null}
    </WorkPage>
  ),
  submit: async (visit, values, { organisation }) => {
    const form = reading(values)
    const input = form.outcome({
      organisation: organisation.id,
      name: form.text('name', 'Enter the new name.'),
      shortName: form.text('shortName', 'Enter the new short name.'),
      from: form.day('from', 'Enter the first day of the new name.'),
    })
    if (!input.ok) return input
    const outcome = await renameOrganisation(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/organisations/${organisation.slug}` } : outcome
  },
})

const successorPage = formPage({
  path: '/work/organisations/:slug/successor',
  needs: administers,
  summary: 'Says that an organisation was taken over by another.',
  read: organisationOf,
  view: ({ organisation, others }, { values, refusals }) => (
    <WorkPage
      title={`Successor of ${organisation.name}`}
      breadcrumbs={[
        ...organisationCrumbs,
        { text: organisation.name, href: `/work/organisations/${organisation.slug}` },
      ]}
      refusals={refusals}
    >
      <PageHeading caption={organisation.name} title="Taken over by another" />
      <Form values={values}>
        <SelectField
          name="successor"
          label="By which organisation?"
          empty="Choose an organisation"
          options={options(others)}
        />
        <DateField name="on" label="From which day?" />
        <SubmitButton>Record the succession</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { organisation, others }) => {
    const form = reading(values)
    const input = form.outcome({
      organisation: organisation.id,
      successor: form.choice(
        'successor',
        ids(others),
        'Choose the organisation that took it over.',
      ),
      on: form.day('on', 'Enter the first day.'),
    })
    if (!input.ok) return input
    const outcome = await succeedOrganisation(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/organisations/${organisation.slug}` } : outcome
  },
})

const placesListPage = workPage({
  path: '/work/places',
  needs: administers,
  read: ({ db }) => listPlaces(db),
  view: places => (
    <WorkPage title="Places" breadcrumbs={crumbs}>
      <PageHeading title="Places" />
      <ButtonRow>
        <ButtonLink href="/work/places/new">Record a Place</ButtonLink>
      </ButtonRow>
      <DataTable
        caption="Places and parts of neighbouring areas"
        captionSize="s"
        columns={[
          {
            heading: 'Place',
            namesRow: true,
            cell: row => <a href={`/places/${row.slug}`}>{row.name}</a>,
          },
          { heading: 'ONS code', cell: row => row.ons_code ?? 'Not recorded' },
          {
            heading: 'Meetings go round it',
            cell: row => (row.of_the_system ? 'Yes' : 'No: part of a neighbour'),
          },
        ]}
        rows={places}
        keyOf={row => row.id}
        empty="No Place is in the record yet."
      />
    </WorkPage>
  ),
})

const recordPlacePage = formPage({
  path: '/work/places/new',
  needs: administers,
  summary: 'Records a Place.',
  read: ({ db, today }) => listOrganisations(db, today),
  values: () => ({ ofTheSystem: 'yes' }),
  view: (organisations, { values, refusals }) => (
    <WorkPage
      title="Record a Place"
      breadcrumbs={[...crumbs, { text: 'Places', href: '/work/places' }]}
      refusals={refusals}
    >
      <PageHeading title="Record a Place" />
      <Form values={values}>
        <TextField name="name" label="Name" />
        <SlugField example="luton" />
        <TextField name="onsCode" label="ONS code (optional)" hint="Such as E06000032" width={10} />
        <CheckboxField
          name="ofTheSystem"
          label="It is one of the system’s own Places, among which meetings go round"
        />
        <TextField name="note" label="Note (optional)" />
        {organisations.length === 0 ? null : (
          <CheckboxGroup
            name="organisations"
            label="Who serves it (optional)"
            options={options(organisations)}
            small
          />
        )}
        <SubmitButton>Record the Place</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, organisations) => {
    const form = reading(values)
    const input = form.outcome({
      slug: slugFrom(values),
      name: form.text('name', 'Enter the name of the Place.'),
      onsCode: form.optionalText('onsCode'),
      ofTheSystem: form.ticked('ofTheSystem'),
      note: form.optionalText('note'),
      organisations: form.list('organisations').filter(id => ids(organisations).includes(id)),
    })
    if (!input.ok) return input
    const outcome = await recordPlace(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: '/work/places' } : outcome
  },
})

export const registerPages = [
  bodiesListPage,
  establishPage,
  organisationsPage,
  recordOrganisationPage,
  renamePage,
  successorPage,
  placesListPage,
  recordPlacePage,
]
