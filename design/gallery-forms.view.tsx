import type { Refusal } from '../platform/outcome.ts'
import { CheckboxField, CheckboxGroup, PeopleField, RadioField } from './choice-fields.tsx'
import { DateField } from './date-field.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FileField } from './file-field.tsx'
import {
  ActButton,
  AskingForm,
  ButtonLink,
  ButtonRow,
  Form,
  HiddenField,
  SubmitButton,
} from './form.tsx'
import type { FormValues } from './form-context.tsx'
import { GalleryPart } from './gallery-part.tsx'
import { SelectField, TextArea, TextField, TimeField } from './text-fields.tsx'

const bodies = [
  {
    group: 'Integrated care board',
    options: [
      { value: 'icb-board', text: 'ICB Board' },
      { value: 'finance', text: 'Finance and Investment Committee' },
    ],
  },
  { value: 'partnership', text: 'Health and Care Partnership' },
] as const

const people = [
  ['chair', 'Chair', 'Health and Care Partnership'],
  ['chief-executive', 'Chief Executive', 'Integrated Care Board'],
  ['medical-director', 'Chief Medical Director', 'Integrated Care Board'],
  ['chair-trust', 'Chair', 'Bedfordshire Hospitals'],
  ['chair-mk', 'Chair', 'Milton Keynes University Hospital'],
  ['public-health', 'Director of Public Health', 'Milton Keynes City Council'],
  ['adult-social-care', 'Director of Adult Social Services', 'Luton Borough Council'],
  ['healthwatch', 'Chief Executive', 'Healthwatch Bedford Borough'],
  ['voluntary', 'Voluntary sector partner', 'VCSE alliance'],
  ['primary-care', 'Primary care partner', 'Place lead, Central Bedfordshire'],
].map(([value = '', text = '', detail = '']) => ({ value, text, detail }))

/** Every field once; the prefix keeps ids apart where the same form is shown twice. */
function EveryField({ prefix }: { prefix: string }) {
  const named = (name: string) => `${prefix}-${name}`
  return (
    <>
      <HiddenField name={named('version')} value="3" />
      <TextField name={named('title')} label="Title" hint="As it will stand on the notice." />
      <TextField
        name={named('room')}
        label="Cost of the room"
        width={5}
        prefix="£"
        suffix="an hour"
        inputMode="decimal"
      />
      <TextArea
        name={named('purpose')}
        label="Purpose"
        hint="What the meeting is asked to decide, in plain words."
        maxLength={500}
      />
      <DateField name={named('day')} label="Day of the meeting" />
      <TimeField name={named('starts')} label="Starts" />
      <SelectField
        name={named('body')}
        label="Body"
        options={bodies}
        empty="Choose a body"
        hint="Only bodies that meet."
      />
      <RadioField
        name={named('part')}
        label="Part of the meeting"
        hint="A private part needs its reason on the record."
        options={[
          { value: 'public', text: 'Public', hint: 'Papers and minutes are published.' },
          {
            value: 'private',
            text: 'Private',
            reveal: <TextField name={named('reason')} label="Reason for meeting in private" />,
          },
        ]}
      />
      <CheckboxGroup
        name={named('asked')}
        label="The meeting is asked to"
        small
        options={[
          { value: 'note', text: 'Note' },
          { value: 'agree', text: 'Agree' },
          { value: 'approve', text: 'Approve', hint: 'Only a quorate meeting can.' },
        ]}
      />
      <PeopleField name={named('invited')} label="Who is invited" people={people} />
      <FileField
        name={named('paper')}
        label="The paper"
        hint="PDF, Word, Excel or PNG, up to 50 MB."
        accept=".pdf,.docx,.xlsx,.png"
      />
      <CheckboxField
        name={named('agreed')}
        legend="Agreement"
        label="The chair has agreed to the agenda"
      />
      <ButtonRow>
        <SubmitButton>Summon the meeting</SubmitButton>
        <SubmitButton kind="secondary" name="then" value="draft">
          Keep as a draft
        </SubmitButton>
        <a href="#forms">Cancel</a>
      </ButtonRow>
    </>
  )
}

const typed: FormValues = {
  'refused-title': '',
  'refused-room': 'forty',
  'refused-purpose': 'To agree the plan for the year.',
  'refused-day-day': '31',
  'refused-day-month': 'Feb',
  'refused-day-year': '2025',
  'refused-starts': '25:00',
  'refused-body': 'partnership',
  'refused-part': 'private',
  'refused-asked': ['note', 'approve'],
  'refused-invited': ['healthwatch'],
}

const refusals: readonly Refusal[] = [
  ['title', 'Enter a title: it stands on the notice.'],
  ['room', 'Enter the cost in pounds, such as 40 or 37.50.'],
  ['day', '31 February 2025 is not a day. Enter a day such as 14 2 2025.'],
  ['starts', '25:00 is not a time of day. Enter one such as 14:30.'],
  ['reason', 'Enter the reason for meeting in private.'],
  ['paper', 'The file is protected by a password. Remove it and choose the file again.'],
  ['agreed', 'Confirm that the chair has agreed to the agenda.'],
].map(([field, message = '']) => ({ code: `${field}-refused`, field: `refused-${field}`, message }))

/** Forms: as they are found, and as they come back. */
export function GalleryForms() {
  return (
    <>
      <GalleryPart id="forms" title="A form">
        <Form multipart values={{ 'fresh-day': '2025-03-28' }} refusals={[]}>
          <EveryField prefix="fresh" />
        </Form>
      </GalleryPart>
      <GalleryPart id="refused" title="A form refused">
        <ErrorSummary
          refusals={[
            ...refusals,
            { code: 'whole', message: 'Somebody else changed this meeting while you typed.' },
          ]}
        />
        <Form multipart values={typed} refusals={refusals}>
          <EveryField prefix="refused" />
        </Form>
      </GalleryPart>
      <GalleryPart id="buttons" title="Buttons">
        <ButtonRow>
          <ButtonLink href="#buttons">Go somewhere</ButtonLink>
          <ButtonLink href="#buttons" kind="secondary">
            Or elsewhere
          </ButtonLink>
        </ButtonRow>
        <ButtonRow>
          <ActButton action="#buttons" hidden={{ id: '30' }}>
            Mark as begun
          </ActButton>
          <ActButton action="#buttons" kind="warning">
            Withdraw the paper
          </ActButton>
        </ButtonRow>
        <AskingForm action="#buttons" values={{ words: 'quorum' }}>
          <TextField name="words" label="Find in decisions" width={20} type="search" />
          <SubmitButton small>Find</SubmitButton>
        </AskingForm>
      </GalleryPart>
    </>
  )
}
