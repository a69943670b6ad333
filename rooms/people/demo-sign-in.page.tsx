import { RadioField } from '../../design/choice-fields.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { formPage, textOf } from '../../platform/http/page.ts'
import { refused } from '../../platform/outcome.ts'
import { listDemoPersons } from './demo-persons.ts'
import { startSession } from './enter.ts'
import { ownPath } from './own-path.rules.ts'

/**
 * Sign-in for the demonstration: choose who you are. It exists only in demo
 * mode, and every page says so.
 */
export const demoSignInPage = formPage({
  path: '/sign-in',
  needs: 'anyone',
  readsAs: 'the installation',
  summary: 'Signs in to the demonstration as one of its persons.',
  browserOnly: true,
  read: ({ db }) => listDemoPersons(db),
  values: (_persons, { query }) => ({ onward: textOf(query, 'then') }),
  view: (persons, { values, refusals }) => (
    <PublicPage title="Sign in" refusals={refusals}>
      <PageHeading title="Sign in to the demonstration" />
      <p>No password is asked. Choose whose work you want to see.</p>
      <Form values={values}>
        <input type="hidden" name="onward" value={textOf(values, 'onward')} />
        <RadioField
          name="person"
          label="Who are you?"
          options={persons.map(person => ({
            value: person.id,
            text: person.role,
            hint: person.name,
          }))}
        />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
    </PublicPage>
  ),
  submit: async (visit, values, persons) => {
    const person = persons.find(({ id }) => id === textOf(values, 'person'))
    if (!person)
      return refused({ code: 'person-missing', field: 'person', message: 'Choose who you are.' })
    await startSession(visit.acting.db, visit, { person: person.id, method: 'demonstration' })
    return { ok: true, value: ownPath(textOf(values, 'onward')) }
  },
})
