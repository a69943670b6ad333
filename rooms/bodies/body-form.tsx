import type { ReactNode } from 'react'
import { Form, SubmitButton } from '../../design/form.tsx'
import { type Changes, formPage, type Values, type Visit } from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import type { Verb } from '../../platform/record/verb.ts'
import { BodyFrame } from './body-frame.view.tsx'
import { forBody, workPathOf } from './body-visit.ts'
import { type BodyRecord, readBodyRecord } from './read-body-record.ts'

export type FormModel<Extra> = { readonly record: BodyRecord; readonly extra: Extra }

type BodyFormSpec<Input, Extra> = {
  /** After `/work/bodies/:slug`. */
  readonly path: string
  readonly title: string
  readonly summary: string
  /** What the form does, said before it is filled in. */
  readonly intro: (model: FormModel<Extra>) => ReactNode
  readonly button: string
  readonly kind?: 'primary' | 'warning'
  /** What the fields need besides the body; throws NotFound when the path leads nowhere. */
  readonly extra: (visit: Visit, record: BodyRecord) => Promise<Extra> | Extra
  readonly values?: (model: FormModel<Extra>) => Values
  readonly fields: (model: FormModel<Extra>) => ReactNode
  readonly input: (form: Reading, model: FormModel<Extra>, visit: Visit) => Input
  readonly verb: Verb<Input, unknown>
  /** Where to go on to; the body's page when left out. */
  readonly goTo?: (input: Input, model: FormModel<Extra>) => string
  /** Where it changes what exists already. */
  readonly changes?: Changes<FormModel<Extra>>
}

/** A form about one body that performs one verb and goes back to the body. */
export const bodyForm = <Input, Extra>(spec: BodyFormSpec<Input, Extra>) =>
  formPage<FormModel<Extra>>({
    path: `/work/bodies/:slug${spec.path}`,
    needs: forBody(spec.verb.verb.permission),
    summary: spec.summary,
    read: async visit => {
      const record = await readBodyRecord(visit.db, visit.params.slug ?? '', visit.today)
      return { record, extra: await spec.extra(visit, record) }
    },
    ...(spec.changes ? { changes: spec.changes } : {}),
    values: model => spec.values?.(model) ?? {},
    view: (model, { values, refusals }, visit) => (
      <BodyFrame
        body={model.record.body}
        title={spec.title}
        mayDissolve={mayDissolve(visit, model.record)}
        refusals={refusals}
      >
        {spec.intro(model)}
        <Form values={values}>
          {spec.fields(model)}
          <SubmitButton kind={spec.kind ?? 'primary'}>{spec.button}</SubmitButton>
        </Form>
      </BodyFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome(spec.input(form, model, visit))
      if (!input.ok) return input
      const outcome = await spec.verb(visit.acting, input.value)
      return outcome.ok
        ? {
            ok: true,
            value: spec.goTo?.(input.value, model) ?? workPathOf(model.record.body),
          }
        : outcome
    },
  })

export const mayDissolve = ({ viewer }: Visit, { body }: BodyRecord) =>
  body.dissolved_on === null && (viewer?.may('administer bodies', body.id) ?? false)
