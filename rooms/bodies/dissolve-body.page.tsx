import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { SelectField, TextArea } from '../../design/text-fields.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { formPage, type Values, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { mayDissolve } from './body-form.tsx'
import { BodyFrame } from './body-frame.view.tsx'
import { forBody, workPathOf } from './body-visit.ts'
import { dissolveBodyWith, type EndingPreview, previewEnding } from './dissolve-body.ts'
import { type Body, listBodies } from './read-body.ts'
import { type BodyRecord, readBodyRecord } from './read-body-record.ts'
import type { SuccessionPart } from './succession.ts'

type Asked = { readonly on: Day; readonly successor: Body | null; readonly preview: EndingPreview }

type Model = {
  readonly record: BodyRecord
  readonly others: readonly Body[]
  readonly asked: Asked | undefined
}

async function readModel(visit: Visit, parts: readonly SuccessionPart[]): Promise<Model> {
  const record = await readBodyRecord(visit.db, visit.params.slug ?? '', visit.today)
  const { body } = record
  const others = (await listBodies(visit.db, visit.today)).filter(({ id }) => id !== body.id)
  const form = reading(visit.query)
  const on = form.optionalDay('on')
  if (on === undefined) return { record, others, asked: undefined }
  const successor = others.find(({ id }) => id === visit.query.successor) ?? null
  const preview = await previewEnding(visit.db, parts, { body, on, successor }, visit.today)
  return { record, others, asked: { on, successor, preview } }
}

function Preview({ asked: { on, successor, preview } }: { asked: Asked }) {
  return (
    <>
      <h2 className="nhsuk-heading-m">
        What happens on {formatDay(on)}
        {successor ? `, with ${successor.name} taking over` : ''}
      </h2>
      {preview.refusals.length === 0 ? null : (
        <Warning heading="To be settled first">
          <ul className="nhsuk-list nhsuk-list--bullet">
            {preview.refusals.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Warning>
      )}
      {preview.lines.length === 0 ? (
        <Empty>Nothing hangs on this body.</Empty>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {preview.lines.map(({ text, href }) => (
            <li key={text}>{href ? <a href={href}>{opening(text)}</a> : opening(text)}.</li>
          ))}
        </ul>
      )}
      <p>Its meetings, decisions and minutes stay in the record and on the public site.</p>
    </>
  )
}

/** The end of a body: first what will happen, then the act, all of it or nothing. */
export const dissolvePage = (parts: readonly SuccessionPart[]) => {
  const dissolveBody = dissolveBodyWith(parts)
  return formPage<Model>({
    path: '/work/bodies/:slug/dissolve',
    needs: forBody('administer bodies'),
    summary: 'Dissolves a body; a successor takes up its open work.',
    read: visit => readModel(visit, parts),
    values: (_model, { query }): Values => query,
    view: ({ record, others, asked }, { values, refusals }, visit) => (
      <BodyFrame
        body={record.body}
        title="Dissolve the body"
        mayDissolve={mayDissolve(visit, record)}
        refusals={refusals}
      >
        <p>
          Its seats, appointments, offices and terms end the day before. A body that takes over gets
          its open actions, and the questions and letters that wait for an answer. Nothing is done
          before you have seen what will happen.
        </p>
        <AskingForm values={values}>
          <DateField name="on" label="First day without it" />
          <SelectField
            name="successor"
            label="Which body takes up its work? (optional)"
            empty="None"
            options={others.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <SubmitButton kind="secondary">Show what will happen</SubmitButton>
        </AskingForm>
        {asked ? (
          <>
            <Preview asked={asked} />
            <Form
              values={values}
              action={`${workPathOf(record.body)}/dissolve?${new URLSearchParams({ on: asked.on, successor: asked.successor?.id ?? '' })}`}
            >
              <HiddenField name="on" value={asked.on} />
              <HiddenField name="successor" value={asked.successor?.id ?? ''} />
              <TextArea
                name="reason"
                label="Why (optional)"
                hint="Shown on its public page, which says what became of it"
                rows={3}
              />
              <SubmitButton kind="warning">Dissolve the body</SubmitButton>
            </Form>
          </>
        ) : null}
      </BodyFrame>
    ),
    submit: async (visit, values, { record, others }) => {
      const form = reading(values)
      const input = form.outcome({
        body: record.body.id,
        on: form.day('on', 'Enter the first day without the body.'),
        successor: form.optionalChoice(
          'successor',
          others.map(({ id }) => id),
        ),
        reason: form.optionalText('reason'),
      })
      if (!input.ok) return input
      const outcome = await dissolveBody(visit.acting, input.value)
      return outcome.ok ? { ok: true, value: workPathOf(record.body) } : outcome
    },
  })
}
