import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TextArea } from '../../design/text-fields.tsx'
import { formPage, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { type RetentionClass, retentionClasses } from './retention.rules.ts'
import {
  type DueRecord,
  decideRetention,
  listDueRecords,
  nameOfDue,
  type RetentionDecision,
} from './retention.ts'

const AT = '/work/retention'
const DISPOSE = 'dispose of records'

/** One batch is at most so many, so that whoever approves it can have looked at each. */
const A_BATCH = 50

const classes: readonly (readonly [string, RetentionClass])[] = Object.entries(retentionClasses)

const periodInWords = ({ months, afterwards }: RetentionClass) =>
  months === null
    ? 'For ever.'
    : `${months % 12 === 0 ? `${months / 12} years` : `${months} months`}, then ${afterwards === 'archive' ? 'to the archive' : 'reviewed for disposal'}.`

const overviewPage = workPage({
  path: AT,
  needs: { permission: DISPOSE },
  readsAs: 'the installation',
  read: async ({ db, viewer, today }) => {
    const due = new Map<string, DueRecord[]>()
    for (const record of await listDueRecords(db, viewer?.scopesOf(DISPOSE) ?? [], today))
      due.set(record.body.id, [...(due.get(record.body.id) ?? []), record])
    return due
  },
  view: due => (
    <WorkPage title="Retention">
      <PageHeading
        title="Retention"
        lede="What has been kept for as long as it must be, and waits for somebody to decide. Nothing is disposed of by itself."
      />
      <h2 className="nhsuk-heading-m">Due for review</h2>
      {due.size === 0 ? (
        <Empty>Nothing is due for review today.</Empty>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {[...due].map(([id, [first, ...rest]]) =>
            first ? (
              <li key={id}>
                <a href={`${AT}/${first.body.slug}`}>{first.body.name}</a>:{' '}
                {countOf(rest.length + 1, 'record')}, the longest since{' '}
                <DayText day={first.since} />
              </li>
            ) : null,
          )}
        </ul>
      )}
      <h2 className="nhsuk-heading-m">How long things are kept</h2>
      <SummaryList
        rows={classes.map(([, each]) => ({
          key: each.title,
          value: `${periodInWords(each)} Counted from ${each.from}. ${each.source}.`,
        }))}
      />
      <p>
        Recordings of meetings have days of their own, in the terms of each body; when one is due it
        stands under <a href="/work/duties">What is due</a>.
      </p>
    </WorkPage>
  ),
})

const decisions: readonly { value: RetentionDecision; text: string; hint: string }[] = [
  { value: 'kept', text: 'Keep', hint: 'With a reason, until it is looked at again.' },
  {
    value: 'to the archive',
    text: 'Handed to the archive',
    hint: 'Say to which, and under which reference.',
  },
  {
    value: 'disposed of',
    text: 'Dispose of',
    hint: 'Files and texts go for good; that they were there, and that they went, stays.',
  },
]

const scopeOf = async (visit: Visit) => (await readBodyBySlug(visit.db, visit.params.body ?? '')).id

const reviewPage = formPage({
  path: `${AT}/:body`,
  needs: { permission: DISPOSE, scope: scopeOf },
  readsAs: 'the installation',
  summary: 'Decides what becomes of records of a body that are due for review.',
  read: async ({ db, params, today }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const due = await listDueRecords(db, [body.id], today)
    return { body, due: due.slice(0, A_BATCH), more: Math.max(0, due.length - A_BATCH) }
  },
  view: ({ body, due, more }, { values, refusals }) => (
    <WorkPage
      title={`Due for review, ${body.name}`}
      breadcrumbs={[{ text: 'Retention', href: AT }]}
      refusals={refusals}
    >
      <PageHeading
        caption={body.name}
        title="Due for review"
        lede="Choose those that share one decision; each stands in the record under your name."
      />
      {due.length === 0 ? (
        <Empty>Nothing of this body is due for review today.</Empty>
      ) : (
        <Form values={values}>
          <CheckboxGroup
            name="things"
            label={opening(countOf(due.length, 'record'))}
            options={due.map(record => ({
              value: nameOfDue(record),
              text: record.what,
              hint: record.working,
            }))}
          />
          {more === 0 ? null : (
            <p>
              {opening(countOf(more, 'more record'))} {more === 1 ? 'follows' : 'follow'} when these
              are decided.
            </p>
          )}
          <RadioField name="decision" label="What becomes of them" options={decisions} />
          <TextArea name="reason" label="Why" />
          <DateField name="reviewOn" label="If kept: to be looked at again on" />
          <SubmitButton kind="warning">Decide</SubmitButton>
        </Form>
      )}
    </WorkPage>
  ),
  submit: async (visit, values, { body }) => {
    const form = reading(values)
    const asked = {
      body: body.id,
      things: form.list('things'),
      decision: form.choice(
        'decision',
        decisions.map(({ value }) => value),
        'Choose what becomes of them.',
      ),
      reason: form.optionalText('reason'),
      reviewOn: form.optionalDay('reviewOn'),
    }
    const input = form.outcome(asked)
    if (!input.ok) return input
    const outcome = await decideRetention(visit.acting, input.value)
    return outcome.ok ? done(`${AT}/${body.slug}`) : outcome
  },
})

/** What has been kept as long as it must, and what becomes of it. */
export const retentionPages = [overviewPage, reviewPage]
