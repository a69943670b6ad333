import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import {
  type FormState,
  formPage,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { meetingKinds, meetingModes } from './meeting.rules.ts'
import { scheduleMeeting } from './schedule-meeting.ts'

/** The bodies for which the visitor may arrange meetings. */
async function bodiesToArrangeFor({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('arrange meetings') ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

const readMeetingForm = (values: Values, bodies: readonly Body[]) => {
  const form = reading(values)
  const slug = form.text('body', 'Choose the body that will meet.')
  const body = bodies.find(candidate => candidate.slug === slug)
  if (slug !== '' && !body)
    form.refuse({ code: 'body-unknown', field: 'body', message: 'Choose a body from the list.' })
  return form.outcome({
    body: body?.id ?? '',
    day: form.day('day', 'Enter the day of the meeting.'),
    startsAt: form.time('startsAt', 'Enter when it starts.'),
    endsAt: form.optionalTime('endsAt'),
    kind: form.choice('kind', meetingKinds, 'Choose what kind of meeting it is.'),
    mode: form.choice('mode', meetingModes, 'Choose how it is held.'),
    venue: form.optionalText('venue'),
    joining: form.optionalText('joining'),
    called: {
      by: form.optionalText('calledBy'),
      why: form.optionalText('calledWhy'),
      under: form.optionalText('calledUnder'),
    },
    deadlinesToCheck: form.ticked('deadlinesToCheck'),
  })
}

const hints = {
  ordinary: 'In the calendar of the body',
  extraordinary: 'Called for business that cannot wait; the quorum rule still applies',
  workshop: 'Takes no decisions and is not public',
} as const

/** Asked only where the day lies past the bank holidays known (R-CAL-4). */
export const DeadlinesToCheck = ({ refusals, values }: FormState) =>
  textOf(values, 'deadlinesToCheck') !== '' ||
  refusals.some(({ code }) => code === 'bank-holidays-not-known') ? (
    <CheckboxField
      name="deadlinesToCheck"
      label="Keep this day: the deadlines will be checked once the bank holidays are known"
    />
  ) : null

const CallingFields = () => (
  <>
    <TextField name="calledBy" label="Who called it" hint="By office" />
    <TextArea name="calledWhy" label="Why it cannot wait" rows={2} />
    <TextField
      name="calledUnder"
      label="On what authority"
      hint="Such as: terms of reference, 9.1"
    />
  </>
)

/** Puts a meeting into the calendar. */
export const scheduleMeetingPages = [
  formPage({
    path: '/work/meetings/new',
    needs: { permission: 'arrange meetings' },
    summary: 'Puts a meeting of a body into the calendar.',
    read: bodiesToArrangeFor,
    values: (_bodies, { query }) => ({ body: textOf(query, 'body'), kind: 'ordinary' }),
    view: (bodies, { values, refusals }) => (
      <WorkPage
        title="Schedule a meeting"
        breadcrumbs={[{ text: 'Meetings', href: '/work/meetings' }]}
        refusals={refusals}
      >
        <PageHeading title="Schedule a meeting" />
        <p>Nobody outside sees the meeting until you give notice of it.</p>
        <Form values={values}>
          <SelectField
            name="body"
            label="Body"
            empty="Choose a body"
            options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
          />
          <DateField name="day" label="Day of the meeting" />
          <DeadlinesToCheck refusals={refusals} values={values} />
          <TimeField name="startsAt" label="Starts" />
          <TimeField name="endsAt" label="Ends (optional)" />
          <RadioField
            name="kind"
            label="Kind of meeting"
            options={meetingKinds.map(kind => ({
              value: kind,
              text: kind,
              hint: hints[kind],
              ...(kind === 'extraordinary' ? { reveal: <CallingFields /> } : {}),
            }))}
          />
          <RadioField
            name="mode"
            label="How it is held"
            options={meetingModes.map(mode => ({ value: mode, text: mode }))}
          />
          <TextField name="venue" label="Venue" hint="Leave empty if it is held remotely" />
          <TextArea name="joining" label="How to join (optional)" hint="Shown to members only" />
          <SubmitButton>Schedule the meeting</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, bodies) => {
      const input = readMeetingForm(values, bodies)
      if (!input.ok) return input
      const outcome = await scheduleMeeting(visit.acting, input.value)
      if (!outcome.ok) return outcome
      const slug = bodies.find(({ id }) => id === outcome.value.body_id)?.slug
      return { ok: true, value: `/work/meetings/${slug}/${outcome.value.slug}` }
    },
  }),
]
