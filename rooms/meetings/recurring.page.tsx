import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { itemKinds } from './agenda.rules.ts'
import { monthNames } from './date-pattern.rules.ts'
import { rhythms } from './forward-plan.rules.ts'
import { SavedMeanwhile } from './meeting-parts.view.tsx'
import { PlanSubjectFields } from './plan-fields.view.tsx'
import { listRecurring, type RecurringRow } from './read-plan.ts'
import { amendRecurring, type RecurringDetails, recurInPlan } from './recur-in-plan.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, planPath } from './year-paths.ts'

const hints = {
  'each meeting': 'It comes to every meeting, and stands once in the published plan',
  months: 'It comes to the first meeting from the beginning of each of these months',
  yearly: 'Once in each financial year; it stands among those to be placed until it has a meeting',
} as const

const RecurringFields = () => (
  <>
    <PlanSubjectFields />
    <RadioField
      name="rhythm"
      label="How often"
      options={rhythms.map(value => ({
        value,
        text: {
          'each meeting': 'At each meeting',
          months: 'In certain months',
          yearly: 'Once a year',
        }[value],
        hint: hints[value],
        ...(value === 'months'
          ? {
              reveal: (
                <CheckboxGroup
                  name="months"
                  label="Which months"
                  small
                  options={monthNames.map((text, at) => ({ value: String(at + 1), text }))}
                />
              ),
            }
          : {}),
      }))}
    />
    <TextField
      name="source"
      label="Where that is written (optional)"
      hint="Such as: Terms of reference, 5.2"
    />
    <DateField name="from" label="From" />
    <DateField name="until" label="Until (optional)" />
    <TextArea name="notes" label="Notes (optional)" hint="Never published" rows={2} />
  </>
)

const readDetails = (form: Reading): RecurringDetails => ({
  title: form.text('title', 'Enter what the item is called.'),
  kind: form.choice('kind', itemKinds, 'Choose what kind of item it is.'),
  lead: form.optionalText('lead'),
  purposes: form.list('purposes'),
  rhythm: form.choice('rhythm', rhythms, 'Choose how often it comes back.'),
  months: form
    .list('months')
    .map(Number)
    .filter(month => month >= 1 && month <= 12),
  source: form.optionalText('source'),
  notes: form.optionalText('notes'),
  from: form.day('from', 'Enter the day from which it recurs.'),
  until: form.optionalDay('until'),
})

const valuesOf = (row: RecurringRow): Values => ({
  title: row.title,
  kind: row.kind,
  lead: row.lead,
  purposes: row.purposes,
  rhythm: row.rhythm,
  months: row.months.map(String),
  source: row.source,
  notes: row.notes,
  from: row.from_day,
  until: row.until_day ?? '',
})

async function readRecurringPage(visit: Visit) {
  const body = await bodyOf(visit)
  const row = (await listRecurring(visit.db, body.id)).find(
    ({ id }) => id === visit.params.recurring,
  )
  if (!row) throw new NotFound('This body has no such recurring item.')
  return { body, row }
}

const savedRows = (row: RecurringRow) => [
  { key: 'Title', value: row.title },
  { key: 'How often', value: opening(row.rhythm) },
  ...(row.months.length === 0
    ? []
    : [{ key: 'Months', value: row.months.map(month => monthNames[month - 1]).join(', ') }]),
  { key: 'Written in', value: row.source || 'Not said' },
  {
    key: 'From and until',
    value: `${formatDay(row.from_day)}${row.until_day ? ` to ${formatDay(row.until_day)}` : ' on'}`,
  },
]

/** What comes back by itself in a body's forward plan. */
export const recurringPages = [
  formPage({
    path: '/work/bodies/:slug/forward-plan/recurring/new',
    needs: forBodyOf('set the agenda'),
    summary: 'Says that an item of business comes back in a body’s forward plan.',
    read: bodyOf,
    values: (_body, { today }) => ({ kind: 'business', rhythm: 'months', from: today }),
    view: (body, { values, refusals }) => (
      <YearFrame
        body={body}
        title="Add what recurs"
        refusals={refusals}
        crumbs={[{ text: 'Forward plan', href: planPath(body) }]}
        within={planPath(body)}
      >
        <p>Said once, it stands in the plan by itself from then on.</p>
        <Form values={values}>
          <RecurringFields />
          <ButtonRow>
            <SubmitButton>Add it</SubmitButton>
            <a href={planPath(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, body) => {
      const form = reading(values)
      const input = form.outcome({ body: body.id, ...readDetails(form) })
      if (!input.ok) return input
      const outcome = await recurInPlan(acting, input.value)
      return outcome.ok ? done(planPath(body)) : outcome
    },
  }),
  formPage({
    path: '/work/bodies/:slug/forward-plan/recurring/:recurring',
    needs: forBodyOf('set the agenda'),
    summary: 'Changes how an item comes back in a body’s forward plan, or ends it.',
    read: readRecurringPage,
    changes: { what: 'this item', version: ({ row }) => row.version },
    values: ({ row }) => valuesOf(row),
    view: ({ body, row }, form) => (
      <YearFrame
        body={body}
        title={row.title}
        refusals={form.refusals}
        crumbs={[{ text: 'Forward plan', href: planPath(body) }]}
        within={planPath(body)}
      >
        <SavedMeanwhile form={form} rows={savedRows(row)} />
        <p>
          It comes back by itself. To end it, give its last day; what was decided of it so far stays
          in the plan.
        </p>
        <Form values={form.values}>
          <RecurringFields />
          <ButtonRow>
            <SubmitButton>Save it</SubmitButton>
            <a href={planPath(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, { body, row }) => {
      const form = reading(values)
      const input = form.outcome({
        body: body.id,
        recurring: row.id,
        version: Number(textOf(values, 'version')) || 0,
        ...readDetails(form),
      })
      if (!input.ok) return input
      const outcome = await amendRecurring(acting, input.value)
      return outcome.ok ? done(planPath(body)) : outcome
    },
  }),
]
