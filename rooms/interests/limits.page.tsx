import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { forRegister } from './declare.page.tsx'
import { limitInWords, limitNames, limitOn, limits } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import { setLimit } from './set-limit.ts'

/** The numbers by which a body judges declarations and gifts, and how it sets its own. */
export const limitPages = [
  formPage({
    path: '/work/interests/:body/limits',
    needs: forRegister,
    summary: 'Sets a number by which a body judges declarations or gifts, from a day on.',
    read: async ({ db, params }) => {
      const body = await readBodyBySlug(db, params.body ?? '')
      return { body, own: (await listLimits(db, [body.id])).get(body.id) ?? [] }
    },
    values: (_model, { today }) => ({ from: today }),
    view: ({ body, own }, { values, refusals }, { today }) => (
      <WorkPage
        title="When returns age, and what gifts allow"
        refusals={refusals}
        breadcrumbs={[
          { text: 'Interests', href: '/work/interests' },
          { text: body.name, href: `/work/interests/${body.slug}` },
        ]}
      >
        <PageHeading
          caption={body.name}
          title="When returns age, and what gifts allow"
          lede="The numbers of the guidance stand until the body sets its own, from a day on."
        />
        <DataTable
          caption={`In force on ${formatDay(today)}`}
          rows={limitNames}
          keyOf={name => name}
          columns={[
            { heading: 'What', namesRow: true, cell: name => limits[name].title },
            {
              heading: 'Number',
              cell: name => limitInWords(name, limitOn(name, own, today).value),
            },
            {
              heading: 'From where',
              cell: name => {
                const { source, since } = limitOn(name, own, today)
                return since === null ? source : `${source}, since ${formatDay(since)}`
              },
            },
          ]}
          empty=""
        />
        {own.some(({ from_day }) => from_day > today) ? (
          <DataTable
            caption="To come"
            rows={own.filter(({ from_day }) => from_day > today)}
            keyOf={({ name, from_day }) => `${name} ${from_day}`}
            columns={[
              { heading: 'What', namesRow: true, cell: ({ name }) => limits[name].title },
              { heading: 'Number', cell: ({ name, value }) => limitInWords(name, value) },
              { heading: 'From', cell: ({ from_day }) => formatDay(from_day) },
            ]}
            empty=""
          />
        ) : null}
        <h2>Set another</h2>
        <Form values={values}>
          <SelectField
            name="name"
            label="What"
            empty="Choose one"
            options={limitNames.map(name => ({
              value: name,
              text: `${limits[name].title} … ${limits[name].unit}`,
            }))}
          />
          <TextField name="value" label="Number" width={4} inputMode="numeric" />
          <DateField name="from" label="From" />
          <TextField
            name="source"
            label="Where it comes from"
            hint="A policy, a resolution and its day, guidance."
          />
          <SubmitButton>Set it</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, { body }) => {
      const form = reading(values)
      const name = form.choice('name', limitNames, 'Choose what is set.')
      const input = form.outcome({
        body: body.id,
        name,
        value: form.number(
          'value',
          { from: 1, to: limits[name].most, called: 'The number' },
          'Enter the number.',
        ),
        from: form.day('from', 'Say from which day it holds.'),
        source: form.text('source', 'Say where the number comes from.'),
      })
      if (!input.ok) return input
      const outcome = await setLimit(visit.acting, input.value)
      return outcome.ok ? done(`/work/interests/${body.slug}/limits`) : outcome
    },
  }),
]
