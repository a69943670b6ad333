import { CheckboxField, CheckboxGroup } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import type { Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { adoptTerms } from './adopt-terms.ts'
import { attendanceLines } from './attendance-lines.rules.ts'
import { bodyForm } from './body-form.tsx'
import { bringTermsIntoForce } from './bring-terms-into-force.ts'
import { correctAttendanceTotal } from './correct-attendance-total.ts'
import { describeBody } from './describe-body.ts'
import { type AttendanceTotalRow, listAttendanceTotals } from './list-attendance-totals.ts'
import { type Body, listBodies } from './read-body.ts'
import type { BodyRecord } from './read-body-record.ts'
import { termsProposed } from './read-terms.ts'
import { recordAttendanceTotals } from './record-attendance-totals.ts'
import { renameBody } from './rename-body.ts'
import { stateMembers } from './state-members.ts'
import { defaultTermsFor } from './terms.rules.ts'
import { readTerms, TermsFields, termsValues } from './terms-form.tsx'

const otherBodies = async ({ db, today }: Visit, { body }: BodyRecord): Promise<Body[]> =>
  (await listBodies(db, today)).filter(({ id }) => id !== body.id)

const options = (rows: readonly { readonly id: string; readonly name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, text: name }))

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

const describeForm = bodyForm({
  path: '/describe',
  title: 'Purpose and reporting lines',
  summary: 'Says what a body is for and to whom it reports.',
  intro: () => <p>The public site shows this at the head of the body’s page.</p>,
  button: 'Save',
  extra: otherBodies,
  values: ({ record, extra }) => ({
    purpose: record.body.purpose,
    legalBasis: record.body.legal_basis,
    reportsTo: extra
      .filter(({ slug }) => record.reportsTo.some(line => line.slug === slug))
      .map(({ id }) => id),
  }),
  fields: ({ extra }) => (
    <>
      <TextArea
        name="purpose"
        label="What it is for"
        hint="The first sentence stands in the list of bodies"
      />
      <TextArea name="legalBasis" label="By what law it stands (optional)" rows={3} />
      <CheckboxGroup name="reportsTo" label="It reports to" options={options(extra)} small />
    </>
  ),
  changes: {
    what: 'what is said of this body',
    version: ({ record }) => record.body.version,
    stored: ({ record }) => [
      { label: 'What it is for', field: 'purpose', text: record.body.purpose },
      { label: 'By what law it stands', field: 'legalBasis', text: record.body.legal_basis },
      { label: 'It reports to', text: record.reportsTo.map(({ name }) => name).join(', ') },
    ],
  },
  input: (form, { record, extra }) => ({
    body: record.body.id,
    version: Number(form.optionalText('version')) || 0,
    purpose: form.text('purpose', 'Say what the body is for.'),
    legalBasis: form.optionalText('legalBasis'),
    reportsTo: form
      .list('reportsTo')
      .filter(id => ids(extra).includes(id))
      .map(id => ({ body: id, note: noteOf(record, extra, id) })),
  }),
  verb: describeBody,
})

/** A note on a line that stays is kept: the form does not ask for it. */
const noteOf = (record: BodyRecord, all: readonly Body[], id: string) =>
  record.reportsTo.find(line => line.slug === all.find(body => body.id === id)?.slug)?.note ?? ''

const renameForm = bodyForm({
  path: '/rename',
  title: 'Give the body a new name',
  summary: 'Gives a body a new name from a day.',
  intro: ({ record }) => (
    <p>
      It is called {record.body.name}. What it did before the new name goes on under the old one,
      and its old address goes on leading to it.
    </p>
  ),
  changes: {
    what: 'the name of this body',
    thing: ({ record }) => `body/${record.body.id}`,
    stored: ({ record }) => [
      { label: 'Name', field: 'name', text: record.body.name },
      { label: 'Word in its address', field: 'slug', text: record.body.slug },
    ],
  },
  button: 'Rename the body',
  extra: () => null,
  values: ({ record }) => ({ slug: record.body.slug }),
  fields: () => (
    <>
      <TextField name="name" label="New name" />
      <DateField name="from" label="First day of the new name" />
      <TextField
        name="slug"
        label="Word in its address"
        hint="Leave it as it is to keep the address."
        width={30}
      />
    </>
  ),
  input: (form, { record }) => ({
    body: record.body.id,
    name: form.text('name', 'Enter the new name.'),
    from: form.day('from', 'Enter the first day of the new name.'),
    slug: form.optionalText('slug'),
  }),
  verb: renameBody,
  // Its address may be another now.
  goTo: (input, { record }) => `/work/bodies/${input.slug || record.body.slug}`,
})

const termsForm = bodyForm({
  path: '/terms/new',
  title: 'Terms of reference',
  summary: 'Adopts terms of reference of a body, or records proposed ones.',
  intro: ({ record }) => (
    <p>
      Every meeting is judged by the terms of its own day. The fields begin with{' '}
      {record.facts.terms ? 'the terms in force' : 'what the law says, and defaults for the rest'}:
      change them to what the document says.
    </p>
  ),
  // They are written on the terms of before: what came between would be dropped unseen.
  changes: {
    what: 'the terms of reference of this body',
    thing: ({ record }) => `body/${record.body.id}`,
    stored: ({ record }) =>
      record.facts.allTerms.map(({ title, source, in_force_from, proposed_on }) => ({
        label: title,
        text: [
          source,
          in_force_from ? `in force from ${formatDay(in_force_from)}` : 'not in force',
          ...(proposed_on ? [`proposed on ${formatDay(proposed_on)}`] : []),
        ].join(', '),
      })),
  },
  button: 'Record these terms',
  extra: () => null,
  values: ({ record }) =>
    termsValues(record.facts.terms?.terms ?? defaultTermsFor(record.body.regime)),
  fields: ({ record }) => (
    <>
      <TextField name="title" label="Title" hint="Such as: As amended in February 2025" />
      <TextField name="source" label="Source" hint="The document, with its date" />
      <DateField
        name="inForceFrom"
        label="In force from"
        hint="Leave empty while they are only proposed."
      />
      <DateField name="proposedOn" label="Proposed on (optional)" />
      <TermsFields
        values={termsValues(record.facts.terms?.terms ?? defaultTermsFor(record.body.regime))}
      />
    </>
  ),
  input: (form, { record }) => ({
    body: record.body.id,
    title: form.text('title', 'Enter a title for these terms.'),
    source: form.text('source', 'Say where these terms are written.'),
    inForceFrom: form.optionalDay('inForceFrom'),
    proposedOn: form.optionalDay('proposedOn'),
    terms: readTerms(form),
  }),
  verb: adoptTerms,
})

function proposalOf(visit: Visit, record: BodyRecord) {
  const found = termsProposed(record.facts.allTerms).find(({ id }) => id === visit.params.terms)
  if (!found) throw new NotFound('This body has no such proposed terms.')
  return {
    ...found,
    beginning: record.allSeats.filter(seat => seat.begins_with === found.id),
    ending: record.allSeats.filter(seat => seat.ends_with === found.id),
  }
}

const forceForm = bodyForm({
  path: '/terms/:terms/force',
  title: 'Bring terms into force',
  summary: 'Brings proposed terms of reference into force.',
  intro: ({ extra }) => (
    <>
      <p>
        {extra.title}
        {extra.proposed_on ? `, proposed on ${formatDay(extra.proposed_on)}` : ''}. The terms before
        end on the day before.
      </p>
      {extra.beginning.length + extra.ending.length === 0 ? null : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {extra.beginning.map(seat => (
            <li key={seat.id}>
              Begins: {seat.role}
              {seat.organisationName ? `, ${seat.organisationName}` : ''}
            </li>
          ))}
          {extra.ending.map(seat => (
            <li key={seat.id}>
              Ends: {seat.role}
              {seat.organisationName ? `, ${seat.organisationName}` : ''}
            </li>
          ))}
        </ul>
      )}
    </>
  ),
  button: 'Bring into force',
  extra: proposalOf,
  fields: () => <DateField name="from" label="First day in force" />,
  input: (form, { extra }) => ({
    terms: extra.id,
    from: form.day('from', 'Enter the first day in force.'),
  }),
  verb: bringTermsIntoForce,
})

const statedForm = bodyForm({
  path: '/members',
  title: 'State the number of members',
  summary: 'States how many members a body has for some days.',
  intro: () => (
    <p>
      Only where a document gives a number that the seats do not: it then stands instead of theirs,
      with its source, for these days.
    </p>
  ),
  button: 'State the number',
  extra: () => null,
  fields: () => (
    <>
      <TextField name="members" label="Members" width={3} inputMode="numeric" />
      <DateField name="from" label="First day" />
      <DateField name="until" label="Last day" hint="The same day for one meeting." />
      <CheckboxField
        name="deputiesAsMinuted"
        label="Deputies count as the minutes have them, whatever the seats say"
      />
      <TextField name="citation" label="What states it" />
    </>
  ),
  input: (form, { record }) => ({
    body: record.body.id,
    members: form.number(
      'members',
      { from: 1, to: 500, called: 'The number of members' },
      'Enter the number of members.',
    ),
    from: form.day('from', 'Enter the first day.'),
    until: form.day('until', 'Enter the last day.'),
    deputiesAsMinuted: form.ticked('deputiesAsMinuted'),
    citation: form.text('citation', 'Say what states this number.'),
  }),
  verb: stateMembers,
})

const lineOf = (row: AttendanceTotalRow) =>
  `${row.year}, ${row.office}: ${row.attended} of ${row.possible}`

const correctAttendanceForm = bodyForm({
  path: '/attendance/correct',
  title: 'Correct a year’s attendance',
  summary: 'Corrects a line of attendance that was published as a total.',
  intro: () => (
    <p>
      What was recorded is kept and shown beside the corrected figures, with the reason and where it
      was agreed.
    </p>
  ),
  button: 'Correct the line',
  extra: ({ db }, record) => listAttendanceTotals(db, record.body.id),
  fields: ({ extra: totals }) => (
    <>
      <SelectField
        name="total"
        label="Which line"
        empty="Choose a line"
        options={totals.map(row => ({ value: row.id, text: lineOf(row) }))}
      />
      <TextField name="attended" label="Meetings attended" width={3} inputMode="numeric" />
      <TextField name="possible" label="Of how many" width={3} inputMode="numeric" />
      <TextField name="why" label="Why it was wrong" />
      <TextField
        name="agreed"
        label="Where the correction was agreed"
        hint="Such as: meeting of 14 March 2025"
      />
    </>
  ),
  input: (form, { extra: totals }) => ({
    total: form.choice(
      'total',
      totals.map(({ id }) => id),
      'Choose the line that is wrong.',
    ),
    attended: form.number(
      'attended',
      { from: 0, to: 1000, called: 'The meetings attended' },
      'Enter how many were attended.',
    ),
    possible: form.number(
      'possible',
      { from: 0, to: 1000, called: 'The meetings possible' },
      'Enter of how many.',
    ),
    why: form.text('why', 'Write why it was wrong.'),
    agreed: form.text('agreed', 'Say where the correction was agreed.'),
  }),
  verb: correctAttendanceTotal,
})

const attendanceForm = bodyForm({
  path: '/attendance',
  title: 'Record a year’s attendance',
  summary: 'Records attendance that was published as totals for a year.',
  intro: () => (
    <p>
      Only for years whose meetings are not in this record. Where the meetings are, attendance is
      counted from them.
    </p>
  ),
  button: 'Record the totals',
  extra: () => null,
  fields: () => (
    <>
      <TextField name="year" label="Financial year" hint="Such as 2024-25" width={10} />
      <TextArea
        name="rows"
        label="Attendance, a line for each"
        hint="Who, by office; attended/possible; capacity and note if any. Such as: Chair, Luton Council; 2/3; member; from June"
        rows={12}
      />
      <TextField name="source" label="Where it was published" />
    </>
  ),
  input: (form, { record }) => ({
    body: record.body.id,
    year: form.text('year', 'Enter the financial year.'),
    rows: attendanceLines(form.text('rows', 'Enter at least one line.')),
    source: form.text('source', 'Say where these totals were published.'),
  }),
  verb: recordAttendanceTotals,
})

export const bodyForms = [
  describeForm,
  renameForm,
  termsForm,
  forceForm,
  statedForm,
  attendanceForm,
  correctAttendanceForm,
]
