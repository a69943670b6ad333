import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { type PartialDay, readPartialDay } from '../../platform/day.rules.ts'
import type { Values } from '../../platform/http/page.ts'
import type { Reading } from '../../platform/http/reading.ts'
import type { Organisation } from '../bodies/read-organisation.ts'
import type { Person } from '../people/read-person.ts'
import { datedInWords, letterAudiences, letterForms } from './correspondence.rules.ts'
import type { Letter, LetterWriter } from './read-letter.ts'
import type { LetterDetails } from './record-letter.ts'

export type Choices = {
  readonly persons: readonly Person[]
  readonly organisations: readonly Organisation[]
}

const optional = <Row extends { readonly id: string; readonly name: string }>(
  rows: readonly Row[],
) => rows.map(({ id, name }) => ({ value: id, text: name }))

/** The fields that say what a letter is; the same for a new one, a reply and a correction. */
export function LetterFields({ organisations }: Pick<Choices, 'organisations'>) {
  return (
    <>
      <RadioField
        name="form"
        label="What it is"
        inline
        options={[
          { value: 'letter', text: 'A letter' },
          { value: 'e-mail', text: 'An e-mail' },
        ]}
      />
      <TextField
        name="datedOn"
        label="The day it bears"
        hint="As precisely as it is known: 7 May 2020, May 2020, or 2020"
        width={20}
      />
      <TextField
        name="correspondent"
        label="The other side"
        hint="An organisation or an office, such as Chief Executive, Luton Council"
      />
      <SelectField
        name="organisation"
        label="Its organisation in this record (optional)"
        empty="None, or not in the record"
        options={optional(organisations)}
      />
      <CheckboxField
        name="privatePerson"
        label="The other side is a private person"
        hint="They are shown as “A private person”, and the letter is never public."
      />
      <TextField
        name="writer"
        label="Name of the private person (optional)"
        hint="Private: seen by those who keep the correspondence"
        width={30}
      />
      <TextField name="writerAddress" label="Their address (optional)" hint="Private too" />
      <TextField name="subject" label="What it is about" />
      <TextArea
        name="summary"
        label="What it says (optional)"
        hint="In a few sentences. Leave people’s names out: say the office."
        rows={4}
      />
    </>
  )
}

/** Who is to answer by when, and who may see it. */
export function LetterHandling({ persons }: Pick<Choices, 'persons'>) {
  return (
    <>
      <CheckboxField name="replyWanted" label="A reply is wanted" />
      <SelectField
        name="replyOwner"
        label="Who of ours owes it, or looks after it (optional)"
        empty="Nobody yet"
        options={persons.map(({ id, name, position }) => ({
          value: id,
          text: position ? `${name} (${position})` : name,
        }))}
      />
      <DateField name="replyDue" label="Reply due by (optional)" />
      <RadioField
        name="audience"
        label="Who may see it"
        options={[
          {
            value: 'public',
            text: 'Everybody, once it is published',
            hint: 'By publishing it, or with the minutes of the meeting that received it',
          },
          { value: 'members', text: 'Members of the body' },
          { value: 'private', text: 'Only those who keep the correspondence' },
        ]}
      />
      <TextField name="privateReason" label="Why only they (if private)" />
    </>
  )
}

const UNREAD: PartialDay = { text: '', day: '1000-01-01' as PartialDay['day'], precision: 'day' }

/** Reads those fields. */
export function readLetterFields(form: Reading, choices: Choices): LetterDetails {
  const typed = form.text('datedOn', 'Enter the day that the letter bears.')
  const dated = typed === '' ? undefined : readPartialDay(typed, 'datedOn')
  if (dated && !dated.ok) for (const refusal of dated.refusals) form.refuse(refusal)
  return {
    form: form.choice('form', letterForms, 'Choose a letter or an e-mail.'),
    datedOn: dated?.ok ? dated.value : UNREAD,
    correspondent: form.optionalText('correspondent'),
    organisation: form.optionalChoice(
      'organisation',
      choices.organisations.map(({ id }) => id),
    ),
    privatePerson: form.ticked('privatePerson'),
    writer: form.optionalText('writer'),
    writerAddress: form.optionalText('writerAddress'),
    subject: form.optionalText('subject'),
    summary: form.optionalText('summary'),
    replyWanted: form.ticked('replyWanted'),
    replyOwner: form.optionalChoice(
      'replyOwner',
      choices.persons.map(({ id }) => id),
    ),
    replyDue: form.optionalDay('replyDue'),
    audience: form.choice('audience', letterAudiences, 'Choose who may see it.'),
    privateReason: form.optionalText('privateReason'),
  }
}

/** A letter as the fields begin with it. */
export const letterValues = (letter: Letter, writer: LetterWriter | undefined): Values => ({
  form: letter.form,
  datedOn: datedInWords(letter),
  correspondent: letter.private_person ? '' : letter.correspondent,
  organisation: letter.organisation_id ?? '',
  privatePerson: letter.private_person ? 'yes' : '',
  writer: writer?.name ?? '',
  writerAddress: writer?.address ?? '',
  subject: letter.subject,
  summary: letter.summary,
  replyWanted: letter.reply_wanted ? 'yes' : '',
  replyOwner: letter.reply_owner_id ?? '',
  replyDue: letter.reply_due ?? '',
  audience: letter.audience,
  privateReason: letter.private_reason,
})
