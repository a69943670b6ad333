import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import {
  type FormState,
  formPage,
  listOf,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { listPlaces, type Place } from '../bodies/read-place.ts'
import { meetingKinds, meetingModes } from './meeting.rules.ts'
import { readNextPlace } from './read-next-place.ts'
import { scheduleMeeting } from './schedule-meeting.ts'

/** The bodies for which the visitor may arrange meetings. */
async function bodiesToArrangeFor({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('arrange meetings') ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

async function readChoices(visit: Visit) {
  const bodies = await bodiesToArrangeFor(visit)
  const asked = bodies.find(({ slug }) => slug === textOf(visit.query, 'body'))
  return {
    bodies,
    places: await listPlaces(visit.db),
    next: asked && (await readNextPlace(visit.db, asked.id)),
  }
}

const readMeetingForm = (
  values: Values,
  { bodies, places }: { readonly bodies: readonly Body[]; readonly places: readonly Place[] },
) => {
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
    place: placeFrom(form, places) ?? undefined,
    joining: form.optionalText('joining'),
    called: {
      by: form.optionalText('calledBy'),
      why: form.optionalText('calledWhy'),
      under: form.optionalText('calledUnder'),
    },
    deadlinesToCheck: form.ticked('deadlinesToCheck'),
    worriesRead: worriesReadIn(values),
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

const worriesIn = ({ refusals, values }: FormState) => [
  ...new Set([
    ...refusals.filter(({ code }) => code === 'worth-a-thought').map(({ message }) => message),
    ...(textOf(values, 'worriesAccepted') === '' ? [] : listOf(values, 'worriesShown')),
  ]),
]

/** What of the sentences against a day was read and accepted by whoever sent the form. */
export const worriesReadIn = (values: Values): readonly string[] =>
  textOf(values, 'worriesAccepted') === '' ? [] : listOf(values, 'worriesShown')

/** Asked only where something speaks against the day or hour: the clerk goes on knowingly. */
export const WorriesToAccept = (form: FormState) => {
  const worries = worriesIn(form)
  return worries.length === 0 ? null : (
    <>
      {worries.map(worry => (
        <HiddenField key={worry} name="worriesShown" value={worry} />
      ))}
      <CheckboxField
        name="worriesAccepted"
        label="Hold the meeting then all the same"
        hint={worries.length > 1 ? worries.join(' ') : (worries[0] ?? '')}
      />
    </>
  )
}

/** The Place chosen, by its id; null for none. */
export const placeFrom = (form: Reading, places: readonly Place[]): string | null => {
  const slug = form.optionalText('place')
  return places.find(place => place.slug === slug)?.id ?? null
}

/** In which Place a meeting in person is held, so that the round among them can be kept (R-TOR-8). */
export const PlaceField = ({
  places,
  hint = 'Where people meet in person, so that meetings can go round the Places',
}: {
  places: readonly Place[]
  hint?: string | undefined
}) => (
  <SelectField
    name="place"
    label="Place (optional)"
    hint={hint}
    empty="None, or held remotely"
    options={places.map(({ slug, name }) => ({ value: slug, text: name }))}
  />
)

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
    read: readChoices,
    values: ({ next }, { query }) => ({
      body: textOf(query, 'body'),
      kind: 'ordinary',
      place: next?.rotates ? (next.slug ?? '') : '',
    }),
    view: ({ bodies, places, next }, { values, refusals }) => (
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
          <WorriesToAccept refusals={refusals} values={values} />
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
          <PlaceField places={places} hint={next?.rotates ? next.why : undefined} />
          <TextField name="venue" label="Venue" hint="Leave empty if it is held remotely" />
          <TextArea name="joining" label="How to join (optional)" hint="Shown to members only" />
          <SubmitButton>Schedule the meeting</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, choices) => {
      const input = readMeetingForm(values, choices)
      if (!input.ok) return input
      const outcome = await scheduleMeeting(visit.acting, input.value)
      if (!outcome.ok) return outcome
      const slug = choices.bodies.find(({ id }) => id === outcome.value.body_id)?.slug
      return { ok: true, value: `/work/meetings/${slug}/${outcome.value.slug}` }
    },
  }),
]
