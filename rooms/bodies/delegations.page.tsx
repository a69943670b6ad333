import Type from 'typebox'
import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { formPage, publicPage, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { BodyFrame } from './body-frame.view.tsx'
import { forBody, workPathOf } from './body-visit.ts'
import { delegate, endDelegation } from './delegate.ts'
import { holdsOn, poundsInWords } from './delegation.rules.ts'
import { type Body, readBodyBySlug } from './read-body.ts'
import { type Delegation, listDelegations, readDelegation } from './read-delegations.ts'

async function readBodysDelegations(visit: Visit) {
  const body = await readBodyBySlug(visit.db, visit.params.slug ?? '')
  return {
    body,
    delegations: await listDelegations(visit.db, [body.id]),
    mayDissolve: visit.viewer?.may('administer bodies', null) ?? false,
  }
}

const limitsOf = ({ limits, most }: Delegation) =>
  [most === null ? '' : `Up to ${poundsInWords(Number(most))}`, limits]
    .filter(Boolean)
    .join('; ') || 'None stated'

function DelegationsTable({
  delegations,
  today,
  end,
}: {
  delegations: readonly Delegation[]
  today: Day
  /** In the workspace: where a delegation is ended. */
  end?: (delegation: Delegation) => string
}) {
  return (
    <DataTable
      caption="What is delegated, and to which office"
      captionHidden
      rows={delegations}
      keyOf={({ id }) => id}
      empty="Nothing is recorded as delegated."
      columns={[
        { heading: 'Office', namesRow: true, cell: ({ office }) => opening(office) },
        { heading: 'May decide', cell: ({ scope }) => scope },
        { heading: 'Limits', cell: limitsOf },
        {
          heading: 'From, to',
          cell: delegation => (
            <>
              <DayText day={delegation.from_day} form="short" />
              {delegation.until_day ? (
                <>
                  {' '}
                  to <DayText day={delegation.until_day} form="short" />
                </>
              ) : null}
              {end && holdsOn(delegation, today) ? (
                <>
                  <br />
                  <a href={end(delegation)}>End it</a>
                </>
              ) : null}
            </>
          ),
        },
        { heading: 'Where it is written', cell: ({ source }) => source },
      ]}
    />
  )
}

const pathOf = (body: Body) => `${workPathOf(body)}/delegations`

/** What a body lets offices decide in its name: for everybody, and for the clerk who keeps it. */
export const delegationPages = [
  publicPage({
    path: '/bodies/:slug/delegations',
    summary: 'What a body has delegated to offices, from when and within which limits.',
    schema: Type.Object({
      body: Type.Object({ slug: Type.String(), name: Type.String() }),
      delegations: Type.Array(
        Type.Object({
          office: Type.String(),
          scope: Type.String(),
          limits: Type.String(),
          most: Type.Union([Type.Number(), Type.Null()]),
          from: Type.String(),
          until: Type.Union([Type.String(), Type.Null()]),
          source: Type.String(),
        }),
      ),
    }),
    read: readBodysDelegations,
    about: ({ body }) => [{ kind: 'delegations', id: body.id }],
    view: ({ body, delegations }, { today }) => (
      <PublicPage
        title={`Delegations, ${body.name}`}
        description={`What ${body.name} lets officers decide in its name, and within which limits.`}
        breadcrumbs={[
          { text: 'Bodies', href: '/bodies' },
          { text: body.name, href: `/bodies/${body.slug}` },
        ]}
      >
        <PageHeading
          caption={body.name}
          title="Delegations"
          lede="What offices may decide in its name. Each decision is published with its reasons."
        />
        <DelegationsTable delegations={delegations} today={today} />
        <p>
          <a href={`/decisions?body=${body.slug}`}>The decisions of this body and its officers</a>
        </p>
      </PublicPage>
    ),
    json: ({ body, delegations }) => ({
      body: { slug: body.slug, name: body.name },
      delegations: delegations.map(
        ({ office, scope, limits, most, from_day, until_day, source }) => ({
          office,
          scope,
          limits,
          most: most === null ? null : Number(most),
          from: from_day,
          until: until_day,
          source,
        }),
      ),
    }),
  }),
  formPage({
    path: '/work/bodies/:slug/delegations',
    needs: forBody('keep the body'),
    summary: 'Records that a body lets an office decide something in its name.',
    read: readBodysDelegations,
    view: ({ body, delegations, mayDissolve }, { values, refusals }, { today }) => (
      <BodyFrame body={body} title="Delegations" mayDissolve={mayDissolve} refusals={refusals}>
        <DelegationsTable
          delegations={delegations}
          today={today}
          end={({ id }) => `${pathOf(body)}/${id}/end`}
        />
        <h2 className="nhsuk-heading-m">Delegate something</h2>
        <Form values={values}>
          <TextField
            name="office"
            label="Office"
            hint="Not a person, such as Chief Finance Officer"
          />
          <TextArea name="scope" label="What it may decide" rows={3} />
          <TextField name="most" label="Up to how much, in pounds (optional)" width={10} />
          <TextField name="limits" label="Other limits (optional)" />
          <DateField name="from" label="From" />
          <DateField name="until" label="To (optional)" />
          <TextField
            name="source"
            label="Where the body decided so"
            hint="Such as: scheme of delegation, 3.2"
          />
          <SubmitButton>Record the delegation</SubmitButton>
        </Form>
      </BodyFrame>
    ),
    submit: async (visit, values, { body }) => {
      const form = reading(values)
      const input = form.outcome({
        body: body.id,
        office: form.text('office', 'Enter the office that decides.'),
        scope: form.text('scope', 'Write what it may decide.'),
        most: form.optionalNumber('most', {
          from: 1,
          to: 1_000_000_000,
          called: 'The greatest sum',
        }),
        limits: form.optionalText('limits'),
        from: form.day('from', 'Enter from when.'),
        until: form.optionalDay('until'),
        source: form.text('source', 'Say where the body decided so.'),
      })
      if (!input.ok) return input
      const outcome = await delegate(visit.acting, input.value)
      return outcome.ok ? done(pathOf(body)) : outcome
    },
  }),
  formPage({
    path: '/work/bodies/:slug/delegations/:delegation/end',
    needs: forBody('keep the body'),
    summary: 'Ends a delegation with a last day.',
    read: async visit => {
      const { body, delegations, mayDissolve } = await readBodysDelegations(visit)
      const found = delegations.find(({ id }) => id === visit.params.delegation)
      if (!found) throw new NotFound('This body has no such delegation.')
      return { body, mayDissolve, delegation: await readDelegation(visit.db, found.id) }
    },
    changes: {
      what: 'this delegation',
      thing: ({ delegation }) => `delegation/${delegation.id}`,
      stored: ({ delegation }) => [
        {
          label: 'Last day',
          text: delegation.until_day === null ? 'None' : formatDay(delegation.until_day),
        },
      ],
    },
    values: (_model, { today }) => ({ until: today }),
    view: ({ body, delegation, mayDissolve }, { values, refusals }) => (
      <BodyFrame body={body} title="End a delegation" mayDissolve={mayDissolve} refusals={refusals}>
        <p>
          {opening(delegation.office)}: {delegation.scope}, since {formatDay(delegation.from_day)}.
          What was decided under it stands.
        </p>
        <Form values={values}>
          <DateField name="until" label="Last day" />
          <ButtonRow>
            <SubmitButton>End it</SubmitButton>
            <a href={pathOf(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </BodyFrame>
    ),
    submit: async (visit, values, { body, delegation }) => {
      const form = reading(values)
      const input = form.outcome({
        delegation: delegation.id,
        until: form.day('until', 'Enter the last day.'),
      })
      if (!input.ok) return input
      const outcome = await endDelegation(visit.acting, input.value)
      return outcome.ok ? done(pathOf(body)) : outcome
    },
  }),
]
