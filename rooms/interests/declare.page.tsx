import { CheckboxField, CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { londonNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  type Needs,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { type Body, listBodies, readBodies, readBodyBySlug } from '../bodies/read-body.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { interestTypes, typeMeanings } from './declaration.rules.ts'
import { declareInterest } from './declare-interest.ts'
import { type Declaration, listDeclarationsOf, listRegister } from './list-register.ts'
import { publishRegister } from './publish-register.ts'
import { answerWords, heldInWords, RegisterFigures, RegisterTable } from './register.view.tsx'

/** The bodies in which the visitor holds a permission. */
async function bodiesWith({ db, viewer, today }: Visit, permission: string): Promise<Body[]> {
  const scopes = viewer?.scopesOf(permission) ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

type Declaring = {
  readonly bodies: readonly Body[]
  /** Where the clerk enters the return of another: whose it may be. */
  readonly persons: readonly Person[]
}

const readDeclaration = (values: Values, { bodies, persons }: Declaring) => {
  const form = reading(values)
  const slug = form.text('body', 'Choose the body to whose register it belongs.')
  const body = bodies.find(candidate => candidate.slug === slug)
  if (slug !== '' && !body)
    form.refuse({ code: 'body-unknown', field: 'body', message: 'Choose a body from the list.' })
  const person = persons.length === 0 ? '' : form.text('person', 'Choose whose return it is.')
  const answer = form.choice('answer', ['yes', 'nil'], 'Say whether there is anything to declare.')
  const interest = answer === 'yes'
  return form.outcome({
    body: body?.id ?? '',
    person,
    answer,
    // What was typed about an interest does not count once “nothing” is chosen.
    types: interest ? interestTypes.filter(type => form.list('types').includes(type)) : [],
    description: interest ? form.optionalText('description') : '',
    from: interest ? form.optionalText('from') : '',
    to: interest ? form.optionalText('to') : '',
    handling: interest ? form.optionalText('handling') : '',
    declaredOn: form.optionalDay('declaredOn'),
    sensitive: interest && form.ticked('sensitive'),
    sensitiveReason: interest ? form.optionalText('sensitiveReason') : '',
  })
}

function DeclarationForm({ model, values }: { model: Declaring; values: Values }) {
  const { bodies, persons } = model
  return (
    <Form values={values}>
      {persons.length === 0 ? null : (
        <SelectField
          name="person"
          label="Whose return"
          empty="Choose a person"
          options={persons.map(({ id, name, position }) => ({
            value: id,
            text: position && position !== name ? `${name}, ${position}` : name,
          }))}
        />
      )}
      <SelectField
        name="body"
        label="For the register of"
        empty="Choose a body"
        options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <RadioField
        name="answer"
        label="Is there anything to declare?"
        options={[
          {
            value: 'yes',
            text: 'Yes, an interest',
            hint: 'Declare each interest by itself.',
            reveal: (
              <>
                <TextArea
                  name="description"
                  label="What the interest is"
                  hint="The role, whose it is, and with which organisation."
                  rows={3}
                />
                <CheckboxGroup
                  name="types"
                  label="Which types it is"
                  small
                  options={interestTypes.map(type => ({
                    value: type,
                    text: type.charAt(0).toUpperCase() + type.slice(1),
                    hint: typeMeanings[type],
                  }))}
                />
                <TextField
                  name="from"
                  label="Since when (optional)"
                  hint="As exactly as you know: 14 February 2025, April 2013 or 2001."
                  width={20}
                />
                <TextField
                  name="to"
                  label="Until when (optional)"
                  hint="Leave empty while it lasts."
                  width={20}
                />
                <TextArea
                  name="handling"
                  label="What you will do about it (optional)"
                  hint="For example: leave the meeting when it is discussed."
                  rows={2}
                />
                <CheckboxField
                  name="sensitive"
                  label="Publishing the details could put somebody at risk"
                />
                <TextField name="sensitiveReason" label="If so, why (not published)" />
              </>
            ),
          },
          {
            value: 'nil',
            text: 'No, nothing to declare',
            hint: 'A dated nil return is an answer; an empty form is not.',
          },
        ]}
      />
      <DateField name="declaredOn" label="Declared on" />
      <SubmitButton>Enter it in the register</SubmitButton>
    </Form>
  )
}

const declared = (entry: Declaration) => {
  const held = heldInWords(entry)
  return (
    <>
      {entry.description === '' ? null : <p>{entry.description}</p>}
      <p>
        {[...entry.types, ...(held === '' ? [] : [held])].join(', ')}
        {entry.sensitive ? ' (details withheld from the public)' : ''}
      </p>
    </>
  )
}

type Mine = {
  readonly entries: readonly Declaration[]
  readonly bodies: ReadonlyMap<string, Body>
  readonly kept: readonly Body[]
}

const minePage = workPage({
  path: '/work/interests',
  needs: { permission: 'declare interests' },
  read: async (visit): Promise<Mine> => {
    const entries = await listDeclarationsOf(visit.db, visit.viewer?.person ?? '')
    return {
      entries,
      bodies: await readBodies(
        visit.db,
        entries.flatMap(({ body_id }) => body_id ?? []),
      ),
      kept: await bodiesWith(visit, 'keep interests'),
    }
  },
  view: ({ entries, bodies, kept }) => (
    <WorkPage
      title="Interests"
      sections={
        kept.length === 0
          ? []
          : [
              {
                title: 'Registers you keep',
                items: kept.map(({ slug, name }) => ({
                  text: name,
                  href: `/work/interests/${slug}`,
                })),
              },
            ]
      }
    >
      <PageHeading
        title="Your interests"
        lede="Declare within 28 days of an interest arising, and renew at least once a year."
      />
      <ButtonRow>
        <ButtonLink href="/work/interests/declare">Declare</ButtonLink>
      </ButtonRow>
      {entries.length === 0 ? (
        <Empty>You have declared nothing yet. If there is nothing, declare that: it counts.</Empty>
      ) : (
        <Timeline
          points={entries.map(entry => ({
            ...(entry.declared_on === null ? {} : { day: entry.declared_on }),
            title: entry.answer === 'yes' ? 'An interest' : answerWords[entry.answer],
            body: (
              <>
                {declared(entry)}
                <p>{bodies.get(entry.body_id ?? '')?.name}</p>
              </>
            ),
          }))}
        />
      )}
    </WorkPage>
  ),
})

const declareOwnPage = formPage({
  path: '/work/interests/declare',
  needs: { permission: 'declare interests' },
  summary: 'Enters the signed-in person’s own return in a register of interests.',
  read: async (visit): Promise<Declaring> => ({
    bodies: await bodiesWith(visit, 'declare interests'),
    persons: [],
  }),
  values: ({ bodies }, { today, query }) => ({
    body: textOf(query, 'body') || (bodies.length === 1 ? (bodies[0]?.slug ?? '') : ''),
    declaredOn: today,
  }),
  view: (model, { values, refusals }) => (
    <WorkPage
      title="Declare"
      refusals={refusals}
      breadcrumbs={[{ text: 'Interests', href: '/work/interests' }]}
    >
      <PageHeading title="Declare" lede="One interest, or that there is none." />
      <DeclarationForm model={model} values={values} />
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const input = readDeclaration(values, model)
    if (!input.ok) return input
    const outcome = await declareInterest(visit.acting, {
      ...input.value,
      person: visit.viewer?.person ?? '',
    })
    return outcome.ok ? { ok: true, value: '/work/interests' } : outcome
  },
})

const forRegister: Needs = {
  permission: 'keep interests',
  scope: async ({ db, params }) => (await readBodyBySlug(db, params.body ?? '')).id,
}

const keepPage = workPage({
  path: '/work/interests/:body',
  needs: forRegister,
  read: async ({ db, params, today }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    return { body, register: await listRegister(db, body.id, today, { withEnded: true }) }
  },
  view: ({ body, register }) => (
    <WorkPage
      title={`Register of interests, ${body.name}`}
      breadcrumbs={[{ text: 'Interests', href: '/work/interests' }]}
    >
      <PageHeading
        caption={body.name}
        title="Register of interests"
        lede="As the clerk sees it: with ended interests and those whose details are withheld."
        facts={[
          register.publishedAt === null ? (
            'Not published yet'
          ) : (
            <>
              Published <DayText day={londonNow(register.publishedAt).day} />
            </>
          ),
        ]}
      />
      <ButtonRow>
        <ButtonLink href={`/work/interests/${body.slug}/enter`}>Enter a return</ButtonLink>
        <ButtonLink href={`/work/interests/${body.slug}/import`} kind="secondary">
          Import a register
        </ButtonLink>
        <ActButton action={`/work/interests/${body.slug}/publish`} small={false}>
          Publish the register as it stands
        </ActButton>
      </ButtonRow>
      <RegisterFigures register={register} />
      <RegisterTable register={register} />
    </WorkPage>
  ),
})

const enterPage = formPage({
  path: '/work/interests/:body/enter',
  needs: forRegister,
  summary: 'Enters somebody’s return in the register of interests of a body.',
  read: async ({ db, params }): Promise<Declaring> => ({
    bodies: [await readBodyBySlug(db, params.body ?? '')],
    persons: await listPersons(db),
  }),
  values: ({ bodies }, { today }) => ({ body: bodies[0]?.slug ?? '', declaredOn: today }),
  view: (model, { values, refusals }, { today }) => (
    <WorkPage
      title="Enter a return"
      refusals={refusals}
      breadcrumbs={[
        { text: 'Interests', href: '/work/interests' },
        {
          text: model.bodies[0]?.name ?? '',
          href: `/work/interests/${model.bodies[0]?.slug}`,
        },
      ]}
    >
      <PageHeading
        title="Enter a return"
        lede={`For somebody who sent theirs on paper or by e-mail. Today is ${formatDay(today)}.`}
      />
      <DeclarationForm model={model} values={values} />
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const input = readDeclaration(values, model)
    if (!input.ok) return input
    const outcome = await declareInterest(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/interests/${model.bodies[0]?.slug}` } : outcome
  },
})

const publishPage = actPage({
  path: '/work/interests/:body/publish',
  needs: forRegister,
  summary: 'Publishes the register of interests of a body as it stands.',
  submit: async ({ db, acting, params }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const outcome = await publishRegister(acting, { body: body.id })
    return outcome.ok ? { ok: true, value: `/bodies/${body.slug}/interests` } : outcome
  },
})

export const declarePages = [minePage, declareOwnPage, keepPage, enterPage, publishPage]
