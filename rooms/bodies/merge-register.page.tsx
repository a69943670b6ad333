import { AskingForm, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { formPage, textOf, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { MergePart } from '../../platform/record/merging.ts'
import { MergeChoices, MergeLines, readChoices } from '../people/merge-fields.tsx'
import {
  mergeBodiesWith,
  mergeOrganisationsWith,
  previewEntries,
  reasonsAgainstEntries,
} from './merge-register.ts'
import { listBodies, readBodyBySlug } from './read-body.ts'
import { listOrganisations } from './read-organisation.ts'

type Entry = { readonly id: string; readonly name: string }

const mergePage = (spec: {
  readonly path: string
  readonly register: 'bodies.bodies' | 'bodies.organisations'
  readonly summary: string
  readonly parts: readonly MergePart[]
  readonly verb: ReturnType<typeof mergeBodiesWith>
  readonly stays: (visit: Visit) => Promise<Entry>
  readonly all: (visit: Visit) => Promise<readonly Entry[]>
  readonly at: (visit: Visit) => string
}) =>
  formPage({
    path: `${spec.path}/merge`,
    needs: { permission: 'administer bodies', scope: async () => null },
    // It counts what the two entries hold and shows none of it.
    readsAs: 'the installation',
    summary: spec.summary,
    read: async visit => {
      const entry = await spec.stays(visit)
      const others = (await spec.all(visit)).filter(({ id }) => id !== entry.id)
      const goes = others.find(({ id }) => id === textOf(visit.query, 'goes'))
      const at = spec.at(visit)
      if (!goes) return { entry, others, goes, at, preview: undefined }
      const two = { stays: entry.id, goes: goes.id }
      const preview = await previewEntries(visit.db, spec.register, spec.parts, two, visit.now)
      const against = await reasonsAgainstEntries(visit.db, spec.register, two)
      const refusals = [...against, ...preview.refusals]
      return { entry, others, goes, at, preview: { ...preview, refusals } }
    },
    values: (_model, { query }) => query,
    view: ({ entry, others, goes, at, preview }, { values, refusals }) => (
      <WorkPage
        title={`Merge another entry into ${entry.name}`}
        breadcrumbs={[
          { text: 'Bodies', href: '/work/bodies' },
          { text: entry.name, href: at },
        ]}
        refusals={refusals}
      >
        <PageHeading
          caption={`This entry stays: ${entry.name}`}
          title="Merge another entry of the same"
          lede="For what was entered twice by mistake. Where one took over from another, say so instead: those are two."
        />
        <AskingForm values={values}>
          <SelectField
            name="goes"
            label="Which entry goes"
            empty="Choose an entry"
            options={others.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <SubmitButton kind="secondary">Show what will happen</SubmitButton>
        </AskingForm>
        {goes && preview ? (
          <>
            <h2 className="nhsuk-heading-m">What will happen to {goes.name}</h2>
            <MergeLines preview={preview} />
            <Form values={values} action={`${at}/merge?goes=${goes.id}`}>
              <HiddenField name="goes" value={goes.id} />
              <MergeChoices preview={preview} />
              <SubmitButton kind="warning">Merge the two entries</SubmitButton>
            </Form>
          </>
        ) : null}
      </WorkPage>
    ),
    submit: async (visit, values, { entry, at, preview }) => {
      const outcome = await spec.verb(visit.acting, {
        stays: entry.id,
        goes: textOf(values, 'goes') || entry.id,
        choices: preview ? readChoices(reading(values), preview) : {},
      })
      return outcome.ok ? { ok: true, value: at } : outcome
    },
  })

/** Organisations and bodies that were entered twice; app/ gives what the later rooms hold under them. */
export const mergeRegisterPages = (
  bodiesParts: readonly MergePart[],
  organisationParts: readonly MergePart[],
) => [
  mergePage({
    path: '/work/bodies/:slug',
    register: 'bodies.bodies',
    summary: 'Merges another entry of the same body into this one.',
    parts: bodiesParts,
    verb: mergeBodiesWith(bodiesParts),
    stays: ({ db, params }) => readBodyBySlug(db, params.slug ?? ''),
    all: ({ db }) => listBodies(db),
    at: ({ params }) => `/work/bodies/${params.slug}`,
  }),
  mergePage({
    path: '/work/organisations/:slug',
    register: 'bodies.organisations',
    summary: 'Merges another entry of the same organisation into this one.',
    parts: organisationParts,
    verb: mergeOrganisationsWith(organisationParts),
    stays: async ({ db, params, today }) => {
      const found = (await listOrganisations(db, today)).find(({ slug }) => slug === params.slug)
      if (!found) throw new NotFound('There is no such organisation in the record.')
      return found
    },
    all: ({ db, today }) => listOrganisations(db, today),
    at: ({ params }) => `/work/organisations/${params.slug}`,
  }),
]
