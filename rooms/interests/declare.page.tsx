import { DayText } from '../../design/day-text.tsx'
import { ActButton, ButtonLink, ButtonRow } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { londonNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { actPage, formPage, type Needs, workPage } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { listOrganisations } from '../bodies/read-organisation.ts'
import { listPersons, readPersons } from '../people/read-person.ts'
import { DeclarationForm, type Declaring, readDeclarationForm } from './declaration-form.tsx'
import { listGifts } from './declare-gift.ts'
import { declareInterest } from './declare-interest.ts'
import { GiftList } from './gift.view.tsx'
import { listBegins } from './list-declared-days.ts'
import { listRegister } from './list-register.ts'
import { openRegister } from './open-register.ts'
import { publishRegister } from './publish-register.ts'
import { RegisterFigures, RegisterTable } from './register.view.tsx'
import { listWaiting } from './review-declaration.ts'

/** Whoever keeps the register of the body in the address. */
export const forRegister: Needs = {
  permission: 'keep interests',
  scope: async ({ db, params }) => (await readBodyBySlug(db, params.body ?? '')).id,
}

const keepPage = workPage({
  path: '/work/interests/:body',
  needs: forRegister,
  read: async ({ db, params, today }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const { waits, returned } = await listWaiting(db, body.id)
    const gifts = await listGifts(db, { body: body.id })
    return {
      body,
      register: await listRegister(db, body.id, today, { withEnded: true }),
      waiting: waits.length,
      returned: returned.length,
      gifts,
      givenTo: await readPersons(
        db,
        gifts.map(({ person_id }) => person_id),
      ),
      begun: (await listBegins(db, [body.id])).has(body.id),
    }
  },
  view: ({ body, register, waiting, returned, gifts, givenTo, begun }) => (
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
      {waiting + returned === 0 ? null : (
        <Notice>
          <p>
            <a href={`/work/interests/${body.slug}/review`}>
              {opening(countOf(waiting, 'declaration waits', 'declarations wait'))} for you
            </a>
            {returned === 0 ? '' : `; ${countOf(returned, 'was', 'were')} returned`}. What is not
            agreed is not published.
          </p>
        </Notice>
      )}
      {begun ? null : (
        <Notice>
          <p>
            Members are not asked to declare here yet. Once they are, everybody in post is written
            to, and has 28 days.
          </p>
          <ActButton action={`/work/interests/${body.slug}/open`} small={false}>
            Ask the members to declare from today
          </ActButton>
        </Notice>
      )}
      <ButtonRow>
        <ButtonLink href={`/work/interests/${body.slug}/enter`}>Enter a return</ButtonLink>
        <ButtonLink href={`/work/interests/${body.slug}/gift`} kind="secondary">
          Enter a gift or hospitality
        </ButtonLink>
        <ButtonLink href={`/work/interests/${body.slug}/import`} kind="secondary">
          Import a register
        </ButtonLink>
        <ActButton action={`/work/interests/${body.slug}/publish`} small={false}>
          Publish the register as it stands
        </ActButton>
      </ButtonRow>
      <ul>
        <li>
          <a href={`/work/duties?show=all&kind=declaration&body=${body.slug}`}>
            Who is to declare, and by when
          </a>
        </li>
        <li>
          <a href={`/work/interests/${body.slug}/dispensations`}>Dispensations</a>
        </li>
        <li>
          <a href={`/work/interests/${body.slug}/limits`}>When returns age, and what gifts allow</a>
        </li>
        <li>
          <a href="/work/redactions">Redact a third party’s details</a>
        </li>
      </ul>
      <RegisterFigures register={register} />
      <RegisterTable
        register={register}
        changePath={({ id }) => `/work/interests/declared/${id}`}
      />
      <h2>Gifts and hospitality</h2>
      <GiftList gifts={gifts} nameOf={id => givenTo.get(id)?.name ?? ''} />
    </WorkPage>
  ),
})

const enterPage = formPage({
  path: '/work/interests/:body/enter',
  needs: forRegister,
  summary: 'Enters somebody’s return in the register of interests of a body.',
  read: async ({ db, params, today }): Promise<Declaring> => ({
    bodies: [await readBodyBySlug(db, params.body ?? '')],
    persons: await listPersons(db),
    organisations: await listOrganisations(db, today),
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
    const input = readDeclarationForm(values, model)
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

const openPage = actPage({
  path: '/work/interests/:body/open',
  needs: forRegister,
  summary: 'Begins the register of interests of a body here: its members are asked to declare.',
  submit: async ({ db, acting, params }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const outcome = await openRegister(acting, { body: body.id })
    return outcome.ok ? { ok: true, value: `/work/interests/${body.slug}` } : outcome
  },
})

export const declarePages = [keepPage, enterPage, publishPage, openPage]
