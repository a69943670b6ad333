import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listPersons, type Person, readPerson } from '../people/read-person.ts'
import { admitParticipant } from './admit-participant.ts'
import { appoint } from './appoint.ts'
import { appointToOffice } from './appoint-to-office.ts'
import { offices } from './body.rules.ts'
import { bodyForm } from './body-form.tsx'
import { createSeat } from './create-seat.ts'
import { endAppointment } from './end-appointment.ts'
import { endDeputy } from './end-deputy.ts'
import { endOffice } from './end-office.ts'
import { endParticipation } from './end-participation.ts'
import { endSeat } from './end-seat.ts'
import { nameDeputy } from './name-deputy.ts'
import type { BodyRecord } from './read-body-record.ts'
import { listAppointmentHistory, listOfficeHistory } from './read-membership.ts'
import { listOrganisations, type Organisation } from './read-organisation.ts'
import { termsProposed } from './read-terms.ts'

const personOptions = (people: readonly Person[]) =>
  people.map(({ id, name, position }) => ({
    value: id,
    text: position ? `${name} (${position})` : name,
  }))

/** When something ends that may be ended earlier still. */
const storedEnd = ({ until_day }: { readonly until_day: Day | null }) => [
  { label: 'Last day', text: until_day === null ? 'None' : formatDay(until_day) },
]

function PersonChoice({ people, label = 'Person' }: { people: readonly Person[]; label?: string }) {
  return (
    <SelectField
      name="person"
      label={label}
      hint="Not in the list? An administrator adds people."
      empty="Choose a person"
      options={personOptions(people)}
    />
  )
}

function OrganisationChoice({ organisations }: { organisations: readonly Organisation[] }) {
  return (
    <SelectField
      name="organisation"
      label="Organisation (optional)"
      empty="No one organisation"
      options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
    />
  )
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

const proposedOf = (record: BodyRecord) => termsProposed(record.facts.allTerms)

/** The terms of a body with which a seat can begin or end, as choices. */
const withTermsOptions = (record: BodyRecord) =>
  proposedOf(record).map(terms => ({ value: terms.id, text: terms.title }))

function WithTerms({ record, label }: { record: BodyRecord; label: string }) {
  const options = withTermsOptions(record)
  return options.length === 0 ? null : (
    <SelectField
      name="withTerms"
      label={label}
      hint="Then leave the day empty: it will be the day on which those terms come into force."
      empty="No"
      options={options}
    />
  )
}

const seatOf = (visit: Visit, record: BodyRecord) => {
  const seat = record.allSeats.find(({ id }) => id === visit.params.seat)
  if (!seat) throw new NotFound('This body has no such seat.')
  return seat
}

const nameOfSeat = (seat: { role: string; organisationName: string }) =>
  [seat.role, seat.organisationName].filter(Boolean).join(', ')

const createSeatForm = bodyForm({
  path: '/seats/new',
  title: 'Create a seat',
  summary: 'Creates a seat of a body.',
  intro: () => <p>A seat stands whether or not somebody holds it, and counts for the quorum.</p>,
  button: 'Create the seat',
  extra: ({ db, today }) => listOrganisations(db, today),
  values: () => ({ minHolders: '1', maxHolders: '1', voting: 'yes' }),
  fields: ({ record, extra }) => (
    <>
      <TextField name="role" label="Who sits in it" hint="By office, such as Chair" width={30} />
      <OrganisationChoice organisations={extra} />
      <TextField
        name="class"
        label="Class"
        hint="The constituency that the quorum speaks of, such as NHS trust"
        width={20}
      />
      <TextField name="minHolders" label="Fewest holders" width={2} inputMode="numeric" />
      <TextField
        name="maxHolders"
        label="Most holders"
        hint="More than the fewest makes the others optional"
        width={2}
        inputMode="numeric"
      />
      <CheckboxField name="voting" label="It votes" />
      <CheckboxField name="deputiesAllowed" label="The terms let it send a deputy" />
      <DateField name="from" label="First day" />
      <DateField name="until" label="Last day (optional)" />
      <WithTerms record={record} label="Does it begin only with proposed terms? (optional)" />
      <TextField name="note" label="Note (optional)" />
    </>
  ),
  input: (form, { record, extra }) => ({
    body: record.body.id,
    role: form.text('role', 'Enter who sits in it, such as Chair.'),
    organisation: form.optionalChoice('organisation', ids(extra)),
    class: form.text('class', 'Enter the class of seat that the quorum speaks of.'),
    minHolders: form.number(
      'minHolders',
      { from: 0, to: 50, called: 'The fewest holders' },
      'Enter the fewest holders.',
    ),
    maxHolders: form.number(
      'maxHolders',
      { from: 1, to: 50, called: 'The most holders' },
      'Enter the most holders.',
    ),
    voting: form.ticked('voting'),
    deputiesAllowed: form.ticked('deputiesAllowed'),
    from: form.optionalDay('from'),
    until: form.optionalDay('until'),
    withTerms: form.optionalChoice('withTerms', ids(proposedOf(record))),
    note: form.optionalText('note'),
  }),
  verb: createSeat,
})

const endSeatForm = bodyForm({
  path: '/seats/:seat/end',
  title: 'End a seat',
  summary: 'Ends a seat of a body.',
  intro: ({ extra }) => <p>{nameOfSeat(extra)}. Nobody may hold it beyond its last day.</p>,
  button: 'End the seat',
  kind: 'warning',
  extra: seatOf,
  changes: {
    what: 'this seat',
    thing: ({ extra }) => `seat/${extra.id}`,
    stored: ({ extra }) => storedEnd(extra),
  },
  fields: ({ record }) => (
    <>
      <DateField name="until" label="Last day" />
      <WithTerms record={record} label="Does it end only with proposed terms? (optional)" />
    </>
  ),
  input: (form, { record, extra }) => ({
    seat: extra.id,
    until: form.optionalDay('until'),
    withTerms: form.optionalChoice('withTerms', ids(proposedOf(record))),
  }),
  verb: endSeat,
})

const withPeople = async (visit: Visit, record: BodyRecord) => ({
  seat: seatOf(visit, record),
  people: await listPersons(visit.db),
})

const appointForm = bodyForm({
  path: '/seats/:seat/appoint',
  title: 'Appoint to a seat',
  summary: 'Appoints a person to a seat.',
  intro: ({ extra }) => (
    <p>
      {nameOfSeat(extra.seat)}. From the first day the person may see this body’s drafts and private
      papers.
    </p>
  ),
  button: 'Appoint',
  extra: withPeople,
  fields: ({ extra }) => (
    <>
      <PersonChoice people={extra.people} />
      <DateField name="from" label="First day" />
      <DateField name="termEndsOn" label="Last day of the term (optional)" />
      <TextField name="source" label="Where it was decided (optional)" />
    </>
  ),
  input: (form, { extra }) => ({
    seat: extra.seat.id,
    person: form.choice('person', ids(extra.people), 'Choose the person.'),
    from: form.day('from', 'Enter the first day.'),
    termEndsOn: form.optionalDay('termEndsOn'),
    source: form.optionalText('source'),
  }),
  verb: appoint,
})

const deputyForm = bodyForm({
  path: '/seats/:seat/deputy',
  title: 'Name a deputy',
  summary: 'Names a person who may stand in for the holder of a seat.',
  intro: ({ extra }) => (
    <p>
      {nameOfSeat(extra.seat)}. A deputy counts towards the quorum only where the terms let the seat
      send one.
    </p>
  ),
  button: 'Name the deputy',
  extra: withPeople,
  fields: ({ extra }) => (
    <>
      <PersonChoice people={extra.people} />
      <DateField name="from" label="First day" />
      <DateField name="until" label="Last day (optional)" />
    </>
  ),
  input: (form, { extra }) => ({
    seat: extra.seat.id,
    person: form.choice('person', ids(extra.people), 'Choose the person.'),
    from: form.day('from', 'Enter the first day.'),
    until: form.optionalDay('until'),
  }),
  verb: nameDeputy,
})

async function appointmentOf(visit: Visit, record: BodyRecord) {
  const found = (await listAppointmentHistory(visit.db, record.body.id)).find(
    ({ id }) => id === visit.params.appointment,
  )
  if (!found) throw new NotFound('This body has no such appointment.')
  const { name } = await readPerson(visit.db, found.person_id)
  return { ...found, name }
}

const endAppointmentForm = bodyForm({
  path: '/appointments/:appointment/end',
  title: 'End an appointment',
  summary: 'Ends an appointment to a seat.',
  intro: ({ extra }) => (
    <p>
      {extra.name}, in the seat since {formatDay(extra.from_day)}. What the appointment let them do
      ends after the last day.
    </p>
  ),
  button: 'End the appointment',
  kind: 'warning',
  extra: appointmentOf,
  fields: () => (
    <>
      <DateField name="endedOn" label="Last day in the seat" />
      <TextField name="reason" label="Why it ends" />
    </>
  ),
  input: (form, { extra }) => ({
    appointment: extra.id,
    endedOn: form.day('endedOn', 'Enter the last day in the seat.'),
    reason: form.text('reason', 'Say why the appointment ends.'),
  }),
  verb: endAppointment,
})

const officeForm = bodyForm({
  path: '/offices/new',
  title: 'Appoint a chair or secretary',
  summary: 'Appoints a chair, co-chair, deputy chair or secretary of a body.',
  intro: () => (
    <p>
      A chair approves minutes and sets the agenda; a secretary keeps the body as its clerk. They
      may do so in the workspace from the first day.
    </p>
  ),
  button: 'Appoint',
  extra: ({ db }) => listPersons(db),
  fields: ({ record, extra }) => (
    <>
      <RadioField
        name="office"
        label="Office"
        options={offices.map(office => ({ value: office, text: office }))}
      />
      <PersonChoice people={extra} />
      <DateField name="from" label="First day" />
      <DateField
        name="termEndsOn"
        label="Last day of the term (optional)"
        hint={
          record.facts.terms?.terms.chair
            ? `Left empty, a chair’s term is that of the terms of reference: ${record.facts.terms.terms.chair.termYears} years.`
            : 'For example, 14 2 2025.'
        }
      />
      <TextField name="source" label="Where it was decided (optional)" />
    </>
  ),
  input: (form, { record, extra }) => ({
    body: record.body.id,
    office: form.choice('office', offices, 'Choose the office.'),
    person: form.choice('person', ids(extra), 'Choose the person.'),
    from: form.day('from', 'Enter the first day.'),
    termEndsOn: form.optionalDay('termEndsOn'),
    source: form.optionalText('source'),
  }),
  verb: appointToOffice,
})

async function officeOf(visit: Visit, record: BodyRecord) {
  const found = (await listOfficeHistory(visit.db, record.body.id)).find(
    ({ id }) => id === visit.params.office,
  )
  if (!found) throw new NotFound('This body has no such office.')
  const { name } = await readPerson(visit.db, found.person_id)
  return { ...found, name }
}

const endOfficeForm = bodyForm({
  path: '/offices/:office/end',
  title: 'End somebody’s time in office',
  summary: 'Ends somebody’s time as chair, co-chair, deputy chair or secretary.',
  intro: ({ extra }) => (
    <p>
      {extra.name}, {extra.office} since {formatDay(extra.from_day)}. What the office let them do
      ends after the last day.
    </p>
  ),
  button: 'End it',
  kind: 'warning',
  extra: officeOf,
  fields: () => <DateField name="endedOn" label="Last day in office" />,
  input: (form, { extra }) => ({
    office: extra.id,
    endedOn: form.day('endedOn', 'Enter the last day in office.'),
  }),
  verb: endOffice,
})

const participantForm = bodyForm({
  path: '/participants/new',
  title: 'Admit a participant',
  summary: 'Admits a regular participant, who never votes.',
  intro: () => (
    <p>Participants receive the papers and may speak when the chair asks. They never vote.</p>
  ),
  button: 'Admit',
  extra: ({ db, today }) => listOrganisations(db, today),
  fields: ({ extra }) => (
    <>
      <TextField name="description" label="Who they are" hint="By office, never by name" />
      <OrganisationChoice organisations={extra} />
      <TextArea
        name="basis"
        label="When they come (optional)"
        hint="Such as: as relevant to the items"
        rows={2}
      />
      <DateField name="from" label="First day" />
      <DateField name="until" label="Last day (optional)" />
    </>
  ),
  input: (form, { record, extra }) => ({
    body: record.body.id,
    description: form.text('description', 'Say who takes part, by office.'),
    organisation: form.optionalChoice('organisation', ids(extra)),
    basis: form.optionalText('basis'),
    from: form.day('from', 'Enter the first day.'),
    until: form.optionalDay('until'),
  }),
  verb: admitParticipant,
})

async function deputyOf(visit: Visit, record: BodyRecord) {
  const found = record.deputies.find(({ id }) => id === visit.params.deputy)
  if (!found) throw new NotFound('This body has no such deputy today.')
  const seat = record.allSeats.find(({ id }) => id === found.seat_id)
  return { ...found, name: (await readPerson(visit.db, found.person_id)).name, seat }
}

const endDeputyForm = bodyForm({
  path: '/deputies/:deputy/end',
  title: 'End a deputy',
  summary: 'Ends early what lets a person stand in for the holder of a seat.',
  intro: ({ extra }) => (
    <p>
      {extra.name}, deputy {extra.seat ? `for ${nameOfSeat(extra.seat)} ` : ''}since{' '}
      {formatDay(extra.from_day)}.
    </p>
  ),
  button: 'End the deputy',
  kind: 'warning',
  extra: deputyOf,
  changes: {
    what: 'this deputy',
    thing: ({ extra }) => `deputy/${extra.id}`,
    stored: ({ extra }) => storedEnd(extra),
  },
  fields: () => <DateField name="until" label="Last day as deputy" />,
  input: (form, { extra }) => ({
    deputy: extra.id,
    until: form.day('until', 'Enter the last day as deputy.'),
  }),
  verb: endDeputy,
})

const endParticipationForm = bodyForm({
  path: '/participants/:participant/end',
  title: 'End somebody’s taking part',
  summary: 'Ends early what lets a regular participant come and speak.',
  intro: ({ extra }) => (
    <p>
      {extra.description}, since {formatDay(extra.from_day)}. They no longer receive the papers
      after the last day.
    </p>
  ),
  button: 'End it',
  kind: 'warning',
  extra: (visit: Visit, record: BodyRecord) => {
    const found = record.participants.find(({ id }) => id === visit.params.participant)
    if (!found) throw new NotFound('This body has no such participant today.')
    return found
  },
  changes: {
    what: 'this participation',
    thing: ({ extra }) => `participant/${extra.id}`,
    stored: ({ extra }) => storedEnd(extra),
  },
  fields: () => <DateField name="until" label="Last day on which they take part" />,
  input: (form, { extra }) => ({
    participant: extra.id,
    until: form.day('until', 'Enter the last day on which they take part.'),
  }),
  verb: endParticipation,
})

export const membershipForms = [
  createSeatForm,
  endSeatForm,
  appointForm,
  deputyForm,
  endAppointmentForm,
  officeForm,
  endOfficeForm,
  participantForm,
  endDeputyForm,
  endParticipationForm,
]
