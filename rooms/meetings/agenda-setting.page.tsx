import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { formPage, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import type { Body } from '../bodies/read-body.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { listPersons, readPersons } from '../people/read-person.ts'
import { endAgendaSetter, nameAgendaSetter } from './name-agenda-setter.ts'
import { listSetters, type SetterRow, settersOn } from './read-sign-offs.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, workPathOfBody } from './year-paths.ts'

const groupPath = (body: Body) => `${workPathOfBody(body)}/agenda-setting`

async function readGroup(visit: Visit) {
  const { db, viewer, today } = visit
  const body = await bodyOf(visit)
  const all = await listSetters(db, body.id)
  const now = settersOn(all, today)
  return {
    body,
    now,
    others: all.filter(setter => !now.includes(setter)),
    terms: termsInForce(await listTerms(db, body.id), today)?.terms ?? null,
    persons: await readPersons(
      db,
      all.map(({ person_id }) => person_id),
    ),
    mayKeep: viewer?.may('keep the body', body.id) ?? false,
  }
}

type Model = Awaited<ReturnType<typeof readGroup>>

const Setters = ({
  model: { body, persons, mayKeep },
  caption,
  rows,
  empty,
}: {
  model: Model
  caption: string
  rows: readonly SetterRow[]
  empty: string
}) => (
  <DataTable
    caption={caption}
    columns={[
      {
        heading: 'Who',
        namesRow: true,
        cell: row => (
          <>
            {row.office}
            {row.person_id === null ? null : (
              <span className="gt-quiet">{persons.get(row.person_id)?.name}</span>
            )}
          </>
        ),
      },
      { heading: 'From', cell: row => <DayText day={row.from_day} form="short" /> },
      {
        heading: 'Until',
        cell: row =>
          row.until_day ? (
            <DayText day={row.until_day} form="short" />
          ) : mayKeep ? (
            <a href={`${groupPath(body)}/${row.id}/end`}>
              End<span className="nhsuk-u-visually-hidden">: {row.office}</span>
            </a>
          ) : (
            'No end'
          ),
      },
      { heading: 'Written in', cell: row => row.source || 'Not said' },
    ]}
    rows={rows}
    keyOf={({ id }) => id}
    empty={empty}
  />
)

async function readSetter(visit: Visit) {
  const model = await readGroup(visit)
  const setter = [...model.now, ...model.others].find(({ id }) => id === visit.params.setter)
  if (!setter) throw new NotFound('Nobody of this group is at this address.')
  return { ...model, setter }
}

/** Who sets a body's agendas, as dated facts (R-TOR-13). */
export const agendaSettingPages = [
  workPage({
    path: '/work/bodies/:slug/agenda-setting',
    needs: forBodyOf('see drafts'),
    read: readGroup,
    view: model => {
      const { body, now, others, terms, mayKeep } = model
      return (
        <YearFrame body={body} title="Agenda-setting group">
          <p>
            {terms?.agendaSignOff
              ? `The terms of reference want this group to sign off each agenda (${terms.agendaSignOff.citation}). A pack published without that carries a warning for the clerk.`
              : 'The terms of reference do not ask for a sign-off of agendas; one can be recorded all the same.'}
          </p>
          <Setters
            model={model}
            caption="Today"
            rows={now}
            empty="Nobody is recorded as setting the agendas of this body."
          />
          {others.length === 0 ? null : (
            <Setters model={model} caption="Before, and to come" rows={others} empty="Nobody." />
          )}
          {mayKeep ? <ButtonLink href={`${groupPath(body)}/new`}>Add somebody</ButtonLink> : null}
        </YearFrame>
      )
    },
  }),
  formPage({
    path: '/work/bodies/:slug/agenda-setting/new',
    needs: forBodyOf('keep the body'),
    summary: 'Names somebody who sets a body’s agendas.',
    read: async visit => ({ body: await bodyOf(visit), persons: await listPersons(visit.db) }),
    values: (_model, { today }) => ({ from: today }),
    view: ({ body, persons }, { values, refusals }) => (
      <YearFrame
        body={body}
        title="Add somebody to the group"
        refusals={refusals}
        within={groupPath(body)}
        crumbs={[{ text: 'Agenda-setting group', href: groupPath(body) }]}
      >
        <Form values={values}>
          <TextField
            name="office"
            label="Office"
            hint="Such as Chair of the ICB. An office stays when its holder changes."
          />
          <SelectField
            name="person"
            label="Who holds it (optional)"
            empty="Not in this record, or it does not matter"
            options={persons.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <DateField name="from" label="First day" />
          <DateField name="until" label="Last day (optional)" />
          <TextField
            name="source"
            label="Where that is written (optional)"
            hint="Such as: Terms of reference, 7.1"
          />
          <ButtonRow>
            <SubmitButton>Add to the group</SubmitButton>
            <a href={groupPath(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, { body }) => {
      const form = reading(values)
      const input = form.outcome({
        body: body.id,
        office: form.text('office', 'Enter the office, such as Chair of the ICB.'),
        person: form.optionalText('person') || undefined,
        from: form.day('from', 'Enter the first day.'),
        until: form.optionalDay('until'),
        source: form.optionalText('source'),
      })
      if (!input.ok) return input
      const outcome = await nameAgendaSetter(acting, input.value)
      return outcome.ok ? done(groupPath(body)) : outcome
    },
  }),
  formPage({
    path: '/work/bodies/:slug/agenda-setting/:setter/end',
    needs: forBodyOf('keep the body'),
    summary: 'Ends somebody’s part in the group that sets a body’s agendas.',
    read: readSetter,
    values: (_model, { today }) => ({ until: today }),
    view: ({ body, setter }, { values, refusals }) => (
      <YearFrame
        body={body}
        title={`End: ${setter.office}`}
        refusals={refusals}
        within={groupPath(body)}
        crumbs={[{ text: 'Agenda-setting group', href: groupPath(body) }]}
      >
        <Form values={values}>
          <DateField name="until" label="Last day in the group" />
          <ButtonRow>
            <SubmitButton kind="warning">End</SubmitButton>
            <a href={groupPath(body)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, { body, setter }) => {
      const form = reading(values)
      const input = form.outcome({
        body: body.id,
        setter: setter.id,
        until: form.day('until', 'Enter the last day.'),
      })
      if (!input.ok) return input
      const outcome = await endAgendaSetter(acting, input.value)
      return outcome.ok ? done(groupPath(body)) : outcome
    },
  }),
]
