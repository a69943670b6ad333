import { RadioField } from '../design/choice-fields.tsx'
import { Form, SubmitButton } from '../design/form.tsx'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import { TextField } from '../design/text-fields.tsx'
import { type FormPage, formPage, textOf, type Values } from '../platform/http/page.ts'
import { type Reading, reading } from '../platform/http/reading.ts'
import { NotFound } from '../platform/outcome.ts'
import { readOrganisationName } from '../platform/record/installation.ts'
import { bodyKinds, regimeInWords, regimes, slugOf } from '../rooms/bodies/body.rules.ts'
import { startSession } from '../rooms/people/enter.ts'
import { opensSetUp } from '../rooms/people/set-up-record.ts'
import { beginRecord, type FirstBody } from './begin-record.ts'

/** The address that is printed at start. */
export const setUpAddress = (site: string, key: string) =>
  `${site}/set-up?key=${encodeURIComponent(key)}`

/**
 * The first page of an empty record, for whoever has the key that was printed
 * where it runs.
 *
 * @param named told once the record has its name
 */
export const setUpPage = (named: () => Promise<void>): FormPage =>
  formPage({
    path: '/set-up',
    needs: 'anyone',
    readsAs: 'the installation',
    summary: 'Sets up an empty record.',
    browserOnly: true,
    read: async ({ db, query, today }) => {
      const key = textOf(query, 'key')
      if (!(await opensSetUp(db, key, today)))
        throw new NotFound(
          'Nothing can be set up at this address. It is printed where this record is started, holds until the next start, and works once.',
        )
      return { key, organisation: await readOrganisationName(db) }
    },
    values: ({ organisation = '' }) => ({ organisation }),
    view: ({ key }, { values, refusals }) => (
      <PublicPage title="Set up this record" refusals={refusals} navigation={[]} tools={[]}>
        <PageHeading
          title="Set up this record"
          lede="Say whose record this is and who looks after it. Everything else is added in the workspace, when you are ready."
        />
        <Form action={setUpAddress('', key)} values={values}>
          <h2 className="nhsuk-heading-m">The record</h2>
          <TextField
            name="organisation"
            label="Whose record is this?"
            hint="The name of your health and care system, or of your organisation, as residents know it. It stands on every page."
          />
          <h2 className="nhsuk-heading-m">You, its first administrator</h2>
          <p>
            An administrator adds people and bodies. Your name is shown wherever you act; your
            address never is.
          </p>
          <TextField
            name="name"
            label="Your name"
            hint="Or your office, if names are not to be shown"
            autoComplete="name"
            width={30}
          />
          <TextField
            name="email"
            label="Your e-mail address"
            type="email"
            autoComplete="email"
            spellCheck={false}
            width={30}
          />
          <h2 className="nhsuk-heading-m">The first body (optional)</h2>
          <p>
            A board, committee or partnership that meets. It is public at once, starts with the
            rules that hold by default under its law, and has you as its clerk. Leave the name empty
            to add bodies later.
          </p>
          <TextField name="bodyName" label="Name of the body" />
          <TextField
            name="bodySlug"
            label="Word for its address"
            hint="Made from the name if left empty, such as quality-committee. It stays, because links lead there."
            spellCheck={false}
            width={30}
          />
          <RadioField
            name="bodyKind"
            label="Kind"
            options={bodyKinds.map(kind => ({ value: kind, text: kind }))}
          />
          <RadioField
            name="bodyRegime"
            label="Which law gives its notice and minutes?"
            options={regimes.map(regime => ({ value: regime, text: regimeInWords[regime] }))}
          />
          <SubmitButton>Set up the record</SubmitButton>
        </Form>
      </PublicPage>
    ),
    submit: async (visit, values, { key }) => {
      const form = reading(values)
      const setUp = {
        key,
        organisation: form.text(
          'organisation',
          'Enter the name of the system or organisation whose record this is.',
        ),
        name: form.text('name', 'Enter your name.'),
        email: form.text('email', 'Enter your e-mail address.'),
      }
      const body = firstBodyOf(form, values)
      const input = form.outcome(body ? { ...setUp, body } : setUp)
      if (!input.ok) return input
      const founder = await beginRecord(visit.acting, input.value)
      if (!founder.ok) return founder
      await named()
      await startSession(visit.acting.db, visit, { person: founder.value.id, method: 'set-up' })
      return { ok: true, value: '/work' }
    },
  })

/** Nothing of a body, or the whole of one. */
function firstBodyOf(form: Reading, values: Values): FirstBody | undefined {
  const told = ['bodyName', 'bodySlug', 'bodyKind', 'bodyRegime']
  if (told.every(field => textOf(values, field) === '')) return undefined
  const name = form.text('bodyName', 'Enter the name of the body, or leave all of it empty.')
  return {
    name,
    slug: form.optionalText('bodySlug') || slugOf(name),
    kind: form.choice('bodyKind', bodyKinds, 'Choose what kind of body it is.'),
    regime: form.choice('bodyRegime', regimes, 'Choose the law.'),
  }
}
