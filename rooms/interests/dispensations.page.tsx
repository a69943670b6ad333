import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { forRegister } from './declare.page.tsx'
import { describedInWords } from './described.rules.ts'
import { allowances, allowedInWords } from './dispensation.rules.ts'
import { DispensationList } from './dispensation.view.tsx'
import { grantDispensation, listDispensations } from './grant-dispensation.ts'
import { listRegister } from './list-register.ts'

/** The dispensations of a body, and how one is recorded. */
export const dispensationPages = [
  formPage({
    path: '/work/interests/:body/dispensations',
    needs: forRegister,
    summary: 'Records a dispensation that was given in writing to a member of a body.',
    read: async ({ db, params, today }) => {
      const body = await readBodyBySlug(db, params.body ?? '')
      const register = await listRegister(db, body.id, today)
      return {
        body,
        dispensations: await listDispensations(db, body.id),
        persons: register.persons,
      }
    },
    values: (_model, { today }) => ({ grantedOn: today, from: today }),
    view: ({ body, dispensations, persons }, { values, refusals }, { today }) => (
      <WorkPage
        title="Dispensations"
        refusals={refusals}
        breadcrumbs={[
          { text: 'Interests', href: '/work/interests' },
          { text: body.name, href: `/work/interests/${body.slug}` },
        ]}
      >
        <PageHeading
          caption={body.name}
          title="Dispensations"
          lede="Leave in writing to speak, or to speak and vote, in spite of an interest."
        />
        {dispensations.length === 0 ? (
          <Empty>None has been recorded.</Empty>
        ) : (
          <DispensationList
            dispensations={dispensations}
            nameOf={id => persons.find(({ person }) => person.id === id)?.person.name ?? 'A member'}
            today={today}
          />
        )}
        <h2>Record one</h2>
        {persons.length === 0 ? (
          <Empty>Nobody has declared an interest to this body yet.</Empty>
        ) : (
          <Form values={values}>
            <SelectField
              name="interest"
              label="For whom, and for which interest"
              empty="Choose an interest"
              options={persons.map(({ person, entries }) => ({
                group: person.name,
                options: entries
                  .filter(({ answer }) => answer === 'yes')
                  .map(entry => ({ value: entry.id, text: describedInWords(entry) })),
              }))}
            />
            <TextField
              name="matter"
              label="For which business"
              hint="It is published with the register, unless the interest is sensitive."
            />
            <RadioField
              name="allows"
              label="What it allows"
              options={allowances.map(value => ({ value, text: allowedInWords[value] }))}
            />
            <TextArea name="reason" label="Why it was given" rows={2} />
            <TextField
              name="grantedBy"
              label="Who gave it"
              hint="By office: the monitoring officer, the council."
            />
            <DateField name="grantedOn" label="Given on" />
            <DateField name="from" label="Holds from" />
            <DateField name="until" label="Until" hint="Four years at the longest." />
            <SubmitButton>Record it</SubmitButton>
          </Form>
        )}
      </WorkPage>
    ),
    submit: async (visit, values, { body, persons }) => {
      const form = reading(values)
      const interest = form.text('interest', 'Choose for which interest it was given.')
      const of = persons.find(({ entries }) => entries.some(({ id }) => id === interest))
      if (interest !== '' && !of)
        form.refuse({
          code: 'another-interest',
          field: 'interest',
          message: 'Choose an interest from the list.',
        })
      const input = form.outcome({
        body: body.id,
        person: of?.person.id ?? '',
        declaration: interest,
        matter: form.text('matter', 'Say for which business it is given.'),
        allows: form.choice('allows', allowances, 'Say what it allows.'),
        reason: form.text('reason', 'Say why it was given.'),
        grantedBy: form.text('grantedBy', 'Say who gave it, by office.'),
        grantedOn: form.day('grantedOn', 'Say when it was given.'),
        from: form.day('from', 'Say from when it holds.'),
        until: form.day('until', 'Say until when it holds.'),
      })
      if (!input.ok) return input
      const outcome = await grantDispensation(visit.acting, input.value)
      return outcome.ok ? done(`/work/interests/${body.slug}/dispensations`) : outcome
    },
  }),
]
