import { type Static, Type } from 'typebox'
import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage, WorkPage } from '../../design/shell.tsx'
import { Suggestions, TextArea, TextField } from '../../design/text-fields.tsx'
import { formPage, publicPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotPermitted } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { listOrganisations } from '../bodies/read-organisation.ts'
import { listPersons, readPersons } from '../people/read-person.ts'
import {
  BodyField,
  bodiesWith,
  type Declaring,
  namesOf,
  organisationCalled,
  PersonField,
  readBodyChosen,
} from './declaration-form.tsx'
import { forRegister } from './declare.page.tsx'
import { declareGift, listGifts, readGift, withdrawGift } from './declare-gift.ts'
import { giftKinds, giftOutcomes, penceIn } from './gift.rules.ts'
import { GiftList } from './gift.view.tsx'
import { type Limits, limitInWords, limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'

type Giving = Declaring & { readonly limits: Limits }

async function limitsOf(visit: Visit, bodies: readonly Body[]): Promise<Limits> {
  const [only, ...others] = bodies
  const own = only && others.length === 0 ? await listLimits(visit.db, [only.id]) : new Map()
  return limitsOn(own.get(only?.id ?? '') ?? [], visit.today)
}

function readGiftForm(values: Values, { bodies, persons, organisations }: Giving) {
  const form = reading(values)
  const body = readBodyChosen(form, bodies)
  const person = persons.length === 0 ? '' : form.text('person', 'Choose to whom it was offered.')
  const giver = form.text('giver', 'Say who offered it.')
  const worth = form.text('worth', 'Say what it was worth, as near as you know.')
  const pence = penceIn(worth)
  if (worth !== '' && pence === undefined)
    form.refuse({
      code: 'not-a-sum',
      field: 'worth',
      message: 'Enter what it was worth in pounds, such as 45 or 12.50.',
    })
  return form.outcome({
    body: body?.id ?? '',
    person,
    kind: form.choice('kind', giftKinds, 'Say whether it was a gift or hospitality.'),
    description: form.text('description', 'Say what was offered.'),
    giver,
    giverOrganisation: organisationCalled(giver, organisations)?.id,
    giverIsSupplier: form.ticked('supplier'),
    inCash: form.ticked('cash'),
    pence: pence ?? 0,
    offeredOn: form.day('offeredOn', 'Say when it was offered.'),
    outcome: form.choice('outcome', giftOutcomes, 'Say what became of it.'),
    reason: form.text('reason', 'Say why it was accepted or declined.'),
    approvedBy: form.optionalText('approvedBy'),
  })
}

function GiftForm({ model, values }: { model: Giving; values: Values }) {
  const { bodies, persons, organisations, limits } = model
  const sum = (
    name: 'gift pounds' | 'promotional pounds' | 'hospitality pounds' | 'approval pounds',
  ) => limitInWords(name, limits[name])
  return (
    <Form values={values}>
      {persons.length === 0 ? null : (
        <PersonField persons={persons} label="To whom it was offered" />
      )}
      <BodyField bodies={bodies} />
      <RadioField
        name="kind"
        label="What it was"
        options={[
          {
            value: 'gift',
            text: 'A gift',
            hint: `Over ${sum('gift pounds')}, alone or with others of the same giver in twelve months, only for the organisation. Of a supplier only promotional items up to ${sum('promotional pounds')}. Never cash.`,
            reveal: <CheckboxField name="cash" label="It was cash or vouchers" />,
          },
          {
            value: 'hospitality',
            text: 'Hospitality',
            hint: `A meal, travel, an event. From ${sum('hospitality pounds')} it is declared; over ${sum('approval pounds')} a senior officer approves it first.`,
          },
        ]}
      />
      <TextField name="description" label="What was offered" />
      <TextField
        name="giver"
        label="By whom"
        hint="The organisation; of a private person say ‘a resident’, not who: the register is public."
        suggestions="organisations"
      />
      <Suggestions id="organisations" texts={namesOf(organisations)} />
      <CheckboxField name="supplier" label="It supplies the organisation, or would like to" />
      <TextField
        name="worth"
        label="What it was worth"
        hint="As near as you know."
        prefix="£"
        width={5}
        inputMode="decimal"
      />
      <DateField name="offeredOn" label="When it was offered" />
      <RadioField
        name="outcome"
        label="What became of it"
        options={giftOutcomes.map(value => ({ value, text: opening(value) }))}
      />
      <TextArea name="reason" label="Why it was accepted or declined" rows={2} />
      <TextField name="approvedBy" label="Who approved it, by office (optional)" />
      <SubmitButton>{persons.length === 0 ? 'Declare it' : 'Enter it'}</SubmitButton>
    </Form>
  )
}

const ownGiftPage = formPage({
  path: '/work/interests/gift',
  needs: { permission: 'declare interests' },
  summary: 'Enters a gift or hospitality that was offered to the signed-in person.',
  read: async (visit): Promise<Giving> => {
    const bodies = await bodiesWith(visit, 'declare interests')
    return {
      bodies,
      persons: [],
      organisations: await listOrganisations(visit.db, visit.today),
      limits: await limitsOf(visit, bodies),
    }
  },
  values: (_model, { query }) => ({ body: textOf(query, 'body') }),
  view: (model, { values, refusals }) => (
    <WorkPage
      title="Declare a gift or hospitality"
      refusals={refusals}
      breadcrumbs={[{ text: 'Interests', href: '/work/interests' }]}
    >
      <PageHeading
        title="Declare a gift or hospitality"
        lede="Also what you declined: it shows that the rules work."
      />
      <GiftForm model={model} values={values} />
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const input = readGiftForm(values, model)
    if (!input.ok) return input
    const outcome = await declareGift(visit.acting, {
      ...input.value,
      person: visit.viewer?.person ?? '',
    })
    return outcome.ok ? done('/work/interests') : outcome
  },
})

const enterGiftPage = formPage({
  path: '/work/interests/:body/gift',
  needs: forRegister,
  summary: 'Enters a gift or hospitality that was offered to somebody, in the register of a body.',
  read: async (visit): Promise<Giving> => {
    const bodies = [await readBodyBySlug(visit.db, visit.params.body ?? '')]
    return {
      bodies,
      persons: await listPersons(visit.db),
      organisations: await listOrganisations(visit.db, visit.today),
      limits: await limitsOf(visit, bodies),
    }
  },
  values: ({ bodies }) => ({ body: bodies[0]?.slug ?? '' }),
  view: (model, { values, refusals }) => (
    <WorkPage
      title="Enter a gift or hospitality"
      refusals={refusals}
      breadcrumbs={[
        { text: 'Interests', href: '/work/interests' },
        { text: model.bodies[0]?.name ?? '', href: `/work/interests/${model.bodies[0]?.slug}` },
      ]}
    >
      <PageHeading
        title="Enter a gift or hospitality"
        lede="For somebody who told you of it on paper or by e-mail."
      />
      <GiftForm model={model} values={values} />
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const input = readGiftForm(values, model)
    if (!input.ok) return input
    const outcome = await declareGift(visit.acting, input.value)
    return outcome.ok ? done(`/work/interests/${model.bodies[0]?.slug}`) : outcome
  },
})

const withdrawPage = formPage({
  path: '/work/interests/gifts/:gift/withdraw',
  needs: { permission: 'declare interests' },
  summary: 'Withdraws an entry of a gift or hospitality that was wrong.',
  read: async ({ db, params, viewer }) => {
    const gift = await readGift(db, params.gift ?? '')
    const own = gift.person_id === viewer?.person
    if (!own && !viewer?.may('keep interests', gift.body_id))
      throw new NotPermitted('You withdraw your own entries; the clerk those of others.')
    return gift
  },
  view: (gift, { values, refusals }) => (
    <WorkPage
      title="Withdraw an entry"
      refusals={refusals}
      breadcrumbs={[{ text: 'Interests', href: '/work/interests' }]}
    >
      <PageHeading
        caption={gift.description}
        title="Withdraw an entry"
        lede="It stays in the register, marked as withdrawn with your reason. Declare the right one anew."
      />
      <Form values={values}>
        <TextField name="because" label="What was wrong with it" />
        <SubmitButton kind="warning">Withdraw it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, gift) => {
    const outcome = await withdrawGift(visit.acting, {
      gift: gift.id,
      because: textOf(values, 'because'),
    })
    return outcome.ok ? done('/work/interests') : outcome
  },
})

const giftSchema = Type.Object({
  person: Type.String(),
  position: Type.String(),
  kind: Type.String({ description: 'gift or hospitality' }),
  description: Type.String(),
  giver: Type.String(),
  supplier: Type.Boolean({ description: 'Whether the giver supplies the organisation, or would' }),
  pounds: Type.Number(),
  offeredOn: Type.String({ description: 'YYYY-MM-DD' }),
  outcome: Type.String({ description: 'accepted, accepted for the organisation or declined' }),
  reason: Type.String(),
  approvedBy: Type.String(),
  against: Type.Array(Type.String(), { description: 'What goes against the thresholds' }),
  declaredOn: Type.String({ description: 'YYYY-MM-DD' }),
  withdrawnOn: Type.Union([Type.String(), Type.Null()]),
})

const publicGiftsPage = publicPage({
  path: '/bodies/:slug/gifts',
  summary: 'The published register of gifts and hospitality of a body, latest first.',
  schema: Type.Object({ gifts: Type.Array(giftSchema) }),
  read: async ({ db, params }) => {
    const body = await readBodyBySlug(db, params.slug ?? '')
    const gifts = await listGifts(db, { body: body.id })
    return {
      body,
      gifts,
      persons: await readPersons(
        db,
        gifts.map(({ person_id }) => person_id),
      ),
    }
  },
  json: ({ gifts, persons }) => ({
    gifts: gifts.map(
      (gift): Static<typeof giftSchema> => ({
        person: persons.get(gift.person_id)?.name ?? '',
        position: gift.position_declared,
        kind: gift.kind,
        description: gift.description,
        giver: gift.giver,
        supplier: gift.giver_is_supplier,
        pounds: gift.pence / 100,
        offeredOn: gift.offered_on,
        outcome: gift.outcome,
        reason: gift.reason,
        approvedBy: gift.approved_by,
        against: [...gift.standing.against],
        declaredOn: gift.declared_on,
        withdrawnOn: gift.withdrawn_on,
      }),
    ),
  }),
  about: ({ body }) => [{ kind: 'register', id: body.id }],
  view: ({ body, gifts, persons }) => (
    <PublicPage
      title={`Gifts and hospitality, ${body.name}`}
      description={`What members of the ${body.name} were offered, accepted and declined.`}
      breadcrumbs={[
        { text: 'Bodies', href: '/bodies' },
        { text: body.name, href: `/bodies/${body.slug}` },
      ]}
    >
      <PageHeading
        caption={body.name}
        title="Gifts and hospitality"
        lede="What its members were offered, and whether they accepted or declined it."
      />
      <GiftList gifts={gifts} nameOf={id => persons.get(id)?.name ?? ''} level={2} />
      <p>
        <a href={`/bodies/${body.slug}/interests`}>The register of interests</a>
      </p>
    </PublicPage>
  ),
})

export const giftPages = [publicGiftsPage, ownGiftPage, enterGiftPage, withdrawPage]
