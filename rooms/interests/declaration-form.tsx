import { CheckboxField, CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { SelectField, Suggestions, TextArea, TextField } from '../../design/text-fields.tsx'
import type { Values, Visit } from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import type { Organisation } from '../bodies/read-organisation.ts'
import type { Person } from '../people/read-person.ts'
import {
  interestTypes,
  pecuniaryMeanings,
  pecuniarySubjects,
  typeMeanings,
} from './declaration.rules.ts'
import type { Declaration } from './list-register.ts'
import { isCouncils } from './read-prompts.ts'

/** The bodies in which the visitor holds a permission. */
export async function bodiesWith(
  { db, viewer, today }: Visit,
  permission: string,
): Promise<Body[]> {
  const scopes = viewer?.scopesOf(permission) ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

export type Declaring = {
  readonly bodies: readonly Body[]
  /** Where the clerk enters the return of another: whose it may be. */
  readonly persons: readonly Person[]
  readonly organisations: readonly Organisation[]
}

const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')

/** The organisation of the record that is called so, by any of its names; undefined where none is. */
export const organisationCalled = (
  text: string,
  organisations: readonly Organisation[],
): Organisation | undefined =>
  text.trim() === ''
    ? undefined
    : organisations.find(({ name, shortName, aliases }) =>
        [name, shortName, ...aliases].some(called => plain(called) === plain(text)),
      )

/** What a field offers while an organisation is typed. */
export const namesOf = (organisations: readonly Organisation[]): readonly string[] => [
  ...new Set(organisations.map(({ name }) => name)),
]

/** The fields of one interest. */
export function readInterest(form: Reading, organisations: readonly Organisation[]) {
  const typed = form.optionalText('organisation')
  return {
    types: interestTypes.filter(type => form.list('types').includes(type)),
    description: form.optionalText('description'),
    organisation: organisationCalled(typed, organisations)?.id,
    organisationText: typed,
    pecuniary: form.optionalChoice('pecuniary', pecuniarySubjects),
    ofPartner: form.ticked('ofPartner'),
    from: form.optionalText('from'),
    to: form.optionalText('to'),
    handling: form.optionalText('handling'),
    sensitive: form.ticked('sensitive'),
    sensitiveReason: form.optionalText('sensitiveReason'),
  }
}

/** What stands in those fields of an interest that was declared. */
export const valuesOfInterest = (
  entry: Declaration,
  organisations: readonly Organisation[],
): Values => ({
  types: entry.types,
  description: entry.description,
  organisation:
    entry.organisation_text ||
    (organisations.find(({ id }) => id === entry.organisation_id)?.name ?? ''),
  pecuniary: entry.pecuniary_subject ?? '',
  ofPartner: entry.of_partner ? 'yes' : '',
  from: entry.from_text,
  to: entry.to_text,
  handling: entry.handling,
  sensitive: entry.sensitive ? 'yes' : '',
  sensitiveReason: entry.sensitive_reason,
})

/** The body that was chosen: refused beside its field where it is none of them. */
export function readBodyChosen(form: Reading, bodies: readonly Body[]): Body | undefined {
  const slug = form.text('body', 'Choose the body to whose register it belongs.')
  const body = bodies.find(candidate => candidate.slug === slug)
  if (slug !== '' && !body)
    form.refuse({ code: 'body-unknown', field: 'body', message: 'Choose a body from the list.' })
  return body
}

/** Reads the form of a return; what was typed of an interest does not count once “nothing” is chosen. */
export const readDeclarationForm = (
  values: Values,
  { bodies, persons, organisations }: Declaring,
) => {
  const form = reading(values)
  const body = readBodyChosen(form, bodies)
  const person = persons.length === 0 ? '' : form.text('person', 'Choose whose return it is.')
  const answer = form.choice('answer', ['yes', 'nil'], 'Say whether there is anything to declare.')
  return form.outcome({
    body: body?.id ?? '',
    person,
    answer,
    ...(answer === 'yes' ? readInterest(form, organisations) : {}),
    declaredOn: persons.length === 0 ? undefined : form.optionalDay('declaredOn'),
  })
}

/** Which body's register: asked only where there is a choice. */
export function BodyField({ bodies }: { bodies: readonly Body[] }) {
  const [only, ...others] = bodies
  return only && others.length === 0 ? (
    <HiddenField name="body" value={only.slug} />
  ) : (
    <SelectField
      name="body"
      label="For the register of"
      empty="Choose a body"
      options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
    />
  )
}

/** Whose it is, where the clerk enters it for somebody. */
export const PersonField = ({ persons, label }: { persons: readonly Person[]; label: string }) => (
  <SelectField
    name="person"
    label={label}
    empty="Choose a person"
    options={persons.map(({ id, name, position }) => ({
      value: id,
      text: position && position !== name ? `${name}, ${position}` : name,
    }))}
  />
)

/** What one interest is: the same to declare it and to correct it. */
export function InterestFields({
  organisations,
  asCouncillor,
}: {
  organisations: readonly Organisation[]
  /** Whether a councillor's pecuniary interests are asked about (R-COI-10). */
  asCouncillor: boolean
}) {
  return (
    <>
      <TextArea
        name="description"
        label="What the interest is"
        hint="The role, and whose it is. Say ‘a family member’, not who: the register is public."
        rows={3}
      />
      <TextField
        name="organisation"
        label="With which organisation (optional)"
        hint="Choose it as you type, or write its name."
        suggestions="organisations"
      />
      <Suggestions id="organisations" texts={namesOf(organisations)} />
      <CheckboxGroup
        name="types"
        label="Which types it is"
        hint="One interest may be of several."
        small
        options={interestTypes.map(type => ({
          value: type,
          text: opening(type),
          hint: typeMeanings[type],
        }))}
      />
      <TextField
        name="from"
        label="Since when (optional)"
        hint="As exactly as you know: 14 February 2025, April 2013 or 2001."
        width={20}
      />
      <TextField
        name="to"
        label="Until when (optional)"
        hint="Leave empty while it lasts."
        width={20}
      />
      <TextArea
        name="handling"
        label="What you will do about it (optional)"
        hint="For example: leave the meeting when it is discussed. Who keeps the register agrees it with you."
        rows={2}
      />
      {asCouncillor ? (
        <>
          <SelectField
            name="pecuniary"
            label="If you are a councillor: is it a disclosable pecuniary interest?"
            hint="Yours or your partner’s, under the Localism Act 2011. Register it within 28 days."
            empty="No, it is not"
            options={pecuniarySubjects.map(value => ({ value, text: pecuniaryMeanings[value] }))}
          />
          <CheckboxField name="ofPartner" label="It is my partner’s" />
        </>
      ) : null}
      <CheckboxGroup
        name="sensitive"
        label="Is it sensitive? (optional)"
        small
        options={[
          {
            value: 'yes',
            text: 'Publishing the details could put somebody at risk',
            hint: 'It is kept out of the public register.',
            reveal: <TextField name="sensitiveReason" label="Why (not published)" />,
          },
        ]}
      />
    </>
  )
}

/** The form of a return: an interest, or that there is none. */
export function DeclarationForm({ model, values }: { model: Declaring; values: Values }) {
  const { bodies, persons, organisations } = model
  return (
    <Form values={values}>
      {persons.length === 0 ? null : <PersonField persons={persons} label="Whose return" />}
      <BodyField bodies={bodies} />
      <RadioField
        name="answer"
        label="Is there anything to declare?"
        options={[
          {
            value: 'yes',
            text: 'Yes, an interest',
            hint: 'Declare each interest by itself.',
            reveal: (
              <InterestFields
                organisations={organisations}
                asCouncillor={bodies.some(isCouncils)}
              />
            ),
          },
          {
            value: 'nil',
            text: 'No, nothing to declare',
            hint: 'A dated nil return is an answer; an empty form is not.',
          },
        ]}
      />
      {persons.length === 0 ? null : <DateField name="declaredOn" label="Declared on" />}
      <SubmitButton>{persons.length === 0 ? 'Declare' : 'Enter it in the register'}</SubmitButton>
    </Form>
  )
}
