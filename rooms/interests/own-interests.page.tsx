import type { ReactNode } from 'react'
import { CardList } from '../../design/card-list.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { TextField } from '../../design/text-fields.tsx'
import { Timeline, type TimelinePoint } from '../../design/timeline.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound, NotPermitted } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { type Body, readBodies, readBody, readBodyBySlug } from '../bodies/read-body.ts'
import { listOrganisations } from '../bodies/read-organisation.ts'
import { readPerson } from '../people/read-person.ts'
import { amendDeclaration, endInterest, readDeclaration } from './amend-declaration.ts'
import { confirmInterests } from './confirm-interests.ts'
import { declaredLate, type ReviewState, reviewStateOf } from './declaration.rules.ts'
import {
  bodiesWith,
  DeclarationForm,
  type Declaring,
  InterestFields,
  readDeclarationForm,
  readInterest,
  valuesOfInterest,
} from './declaration-form.tsx'
import { listGifts } from './declare-gift.ts'
import { declareInterest } from './declare-interest.ts'
import { describedInWords } from './described.rules.ts'
import { allowedInWords } from './dispensation.rules.ts'
import { GiftList } from './gift.view.tsx'
import { listDispensationsOf } from './grant-dispensation.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import { type OwnInterests, readOwnInterests } from './list-own-interests.ts'
import type { Declaration } from './list-register.ts'
import { byPressing, type Prompt, presses, promptInWords } from './prompts.rules.ts'
import { isCouncils, listPrompts } from './read-prompts.ts'
import { answerWords, heldInWords } from './register.view.tsx'
import { endOf } from './register-at.rules.ts'

const AT = '/work/interests'
const crumbs = [{ text: 'Interests', href: AT }]

type OfBody = {
  readonly body: Body
  readonly prompts: readonly Prompt[]
  readonly standing: readonly Declaration[]
  /** Whether they may declare in it today. */
  readonly mayDeclare: boolean
  readonly daysToDeclare: number
}

/** What somebody owes and has declared, body by body. */
async function readMine(visit: Visit) {
  const { db, viewer, today } = visit
  const person = viewer?.person ?? ''
  const own = await readOwnInterests(db, person)
  const mine = await bodiesWith(visit, 'declare interests')
  const everywhere = viewer?.scopesOf('declare interests') === 'everywhere'
  const named = await readBodies(
    db,
    own.standing.flatMap(({ body_id }) => body_id ?? []),
  )
  // Whoever may declare everywhere is asked where they have declared.
  const shown = new Map(
    [...(everywhere ? [] : mine), ...named.values()].map(body => [body.id, body]),
  )
  const limits = await listLimits(db, [...shown.keys()])
  const prompts = new Map(
    (await listPrompts(db, [...shown.values()], today))
      .filter(each => each.person === person)
      .map(each => [each.body.id, each.prompts]),
  )
  const bodies = [...shown.values()].map(
    (body): OfBody => ({
      body,
      prompts: byPressing((prompts.get(body.id) ?? []).filter(prompt => presses(prompt, today))),
      standing: own.standing.filter(row => {
        const end = endOf(row)
        return row.body_id === body.id && row.answer === 'yes' && (end === null || end >= today)
      }),
      mayDeclare: mine.some(({ id }) => id === body.id),
      daysToDeclare: limitsOn(limits.get(body.id) ?? [], today)['days to declare'],
    }),
  )
  // Where something presses first.
  bodies.sort(
    (one, other) =>
      other.prompts.length - one.prompts.length || other.standing.length - one.standing.length,
  )
  return {
    own,
    bodies,
    mayAnywhere: mine.length > 0,
    gifts: await listGifts(db, { person }),
    dispensations: await listDispensationsOf(db, person),
    kept: await bodiesWith(visit, 'keep interests'),
  }
}

type Mine = Awaited<ReturnType<typeof readMine>>

const stateTags: Readonly<Record<ReviewState, readonly [TagColour, string] | null>> = {
  waits: ['amber', 'Waits to be agreed'],
  returned: ['red', 'Returned to you'],
  agreed: ['green', 'Agreed'],
  entered: null,
}

function PromptNotice({ prompt, today }: { prompt: Prompt; today: Day }) {
  const { due } = prompt
  return (
    <p>
      {due === null ? (
        <StatusTag colour="red">Please declare again</StatusTag>
      ) : due < today ? (
        <StatusTag colour="red">Overdue</StatusTag>
      ) : (
        <StatusTag colour="amber">{`Due by ${formatDay(due)}`}</StatusTag>
      )}{' '}
      {promptInWords(prompt)}.
      {due !== null && due < today ? ` It was due by ${formatDay(due)}.` : ''}
    </p>
  )
}

function standingItem(entry: Declaration, { own, of }: { own: OwnInterests; of: OfBody }) {
  const [review] = own.reviews.get(entry.id) ?? []
  const state = reviewStateOf(entry, review?.outcome === 'returned')
  const tag = stateTags[state]
  const held = heldInWords(entry)
  const late = declaredLate(entry, of.daysToDeclare, isCouncils(of.body))
  const about = <span className="nhsuk-u-visually-hidden">: {entry.description}</span>
  return {
    id: entry.id,
    title: opening(describedInWords(entry)),
    text: (
      <>
        <p>{opening([...entry.types, ...(held === '' ? [] : [held])].join(', '))}</p>
        {entry.handling === '' ? null : (
          <p>
            {state === 'waits' || state === 'returned' ? 'You propose: ' : ''}
            {entry.handling}
          </p>
        )}
        {state === 'returned' && review ? <p>“{review.words}”</p> : null}
        {late ? <p>It was to be declared by {formatDay(late)}.</p> : null}
        {of.mayDeclare ? (
          <p>
            <a href={`${AT}/declared/${entry.id}/correct`}>Correct{about}</a>
            {' · '}
            <a href={`${AT}/declared/${entry.id}/end`}>It has ended{about}</a>
          </p>
        ) : null}
      </>
    ),
    facts: [
      ...(tag
        ? [
            <StatusTag key="state" colour={tag[0]}>
              {tag[1]}
            </StatusTag>,
          ]
        : []),
      ...(entry.sensitive
        ? [
            <StatusTag key="sensitive" colour="ink">
              Sensitive: not public
            </StatusTag>,
          ]
        : []),
      entry.declared_on === null ? 'undated' : `declared ${formatDay(entry.declared_on)}`,
    ],
  }
}

function BodyPart({ of, own, today }: { of: OfBody; own: OwnInterests; today: Day }) {
  const { body, prompts, standing, mayDeclare } = of
  const nil = own.standing.find(
    ({ body_id, answer, declared_on }) =>
      body_id === body.id && answer === 'nil' && declared_on !== null,
  )
  const returned = standing.some(({ id, agreed_at }) => agreed_at === null && own.reviews.has(id))
  return (
    <section>
      <h2>{body.name}</h2>
      {prompts.map(prompt => (
        <PromptNotice key={`${prompt.why} ${prompt.since}`} prompt={prompt} today={today} />
      ))}
      {mayDeclare ? (
        <ButtonRow>
          <ButtonLink href={`${AT}/declare?body=${body.slug}&answer=yes`}>
            Declare an interest
          </ButtonLink>
          {standing.length === 0 ? (
            <ActButton action={`${AT}/nothing`} hidden={{ body: body.slug }} small={false}>
              I have nothing to declare
            </ActButton>
          ) : null}
        </ButtonRow>
      ) : null}
      {standing.length === 0 ? (
        <Empty>
          {nil?.declared_on
            ? `You declared on ${formatDay(nil.declared_on)} that you have nothing to declare.`
            : 'You have no interest on this register. If there is nothing, declare that: it counts.'}
        </Empty>
      ) : (
        <CardList level={3} items={standing.map(entry => standingItem(entry, { own, of }))} />
      )}
      {mayDeclare && standing.length > 0 && !returned ? (
        <ActButton action={`${AT}/confirm`} hidden={{ body: body.slug }} small={false}>
          {standing.length === 1
            ? 'Confirm that it is still right'
            : `Confirm that all ${standing.length} are still right`}
        </ActButton>
      ) : null}
    </section>
  )
}

/** What was said before: earlier versions, what has ended, nil returns and confirmations. */
function historyOf({ own, bodies }: Mine, today: Day): TimelinePoint[] {
  const nameOf = (id: string | null) => bodies.find(({ body }) => body.id === id)?.body.name ?? ''
  const points: { readonly on: Day | null; readonly point: TimelinePoint }[] = []
  const add = (on: Day | null, title: ReactNode, body: ReactNode) =>
    points.push({ on, point: { ...(on === null ? {} : { day: on }), title, body } })
  for (const entry of [...own.standing, ...own.earlier]) {
    const replaced = own.earlier.includes(entry)
    const end = endOf(entry)
    if (!replaced && entry.answer === 'yes' && (end === null || end >= today)) continue
    const held = heldInWords(entry)
    add(
      entry.declared_on,
      entry.answer !== 'yes'
        ? answerWords[entry.answer]
        : replaced
          ? 'An interest, corrected since'
          : 'An interest that has ended',
      <p>
        {entry.description === ''
          ? ''
          : `${describedInWords(entry)}${held === '' ? '' : `, ${held}`}. `}
        {nameOf(entry.body_id)}
      </p>,
    )
  }
  for (const { confirmed_on, body_id } of own.confirmations)
    add(confirmed_on, 'Confirmed that all was still right', <p>{nameOf(body_id)}</p>)
  return points
    .toSorted((one, other) => ((one.on ?? '') > (other.on ?? '') ? -1 : 1))
    .map(({ point }) => point)
}

function MinePage({ mine, today }: { mine: Mine; today: Day }) {
  const { bodies, gifts, dispensations, kept, own, mayAnywhere } = mine
  const history = historyOf(mine, today)
  return (
    <WorkPage
      title="Interests"
      sections={
        kept.length === 0
          ? []
          : [
              {
                title: 'Registers you keep',
                items: kept.map(({ slug, name }) => ({ text: name, href: `${AT}/${slug}` })),
              },
            ]
      }
    >
      <PageHeading
        title="Your interests"
        lede="Declare within 28 days of an appointment or of an interest arising, and renew at least once a year."
      />
      {bodies.length === 0 ? (
        <>
          <Empty>
            You have declared nothing yet. If there is nothing, declare that: it counts.
          </Empty>
          {mayAnywhere ? (
            <ButtonRow>
              <ButtonLink href={`${AT}/declare`}>Declare</ButtonLink>
            </ButtonRow>
          ) : null}
        </>
      ) : (
        bodies.map(of => <BodyPart key={of.body.id} of={of} own={own} today={today} />)
      )}
      <h2>Gifts and hospitality</h2>
      <GiftList gifts={gifts} withdrawPath={({ id }) => `${AT}/gifts/${id}/withdraw`} />
      <ButtonRow>
        <ButtonLink href={`${AT}/gift`} kind="secondary">
          Declare a gift or hospitality
        </ButtonLink>
      </ButtonRow>
      {dispensations.length === 0 ? null : (
        <>
          <h2>Dispensations</h2>
          <CardList
            level={3}
            items={dispensations.map(given => ({
              id: given.id,
              title: given.matter,
              text: allowedInWords[given.allows],
              facts: [
                `${formatDay(given.from_day)} to ${formatDay(given.until_day)}`,
                `given by ${given.granted_by}`,
              ],
            }))}
          />
        </>
      )}
      {history.length === 0 ? null : (
        <Fold summary="What you declared before">
          <Timeline points={history} />
        </Fold>
      )}
    </WorkPage>
  )
}

const minePage = workPage({
  path: AT,
  needs: { permission: 'declare interests' },
  read: readMine,
  view: (mine, { today }) => <MinePage mine={mine} today={today} />,
})

const declareOwnPage = formPage({
  path: `${AT}/declare`,
  needs: { permission: 'declare interests' },
  summary: 'Enters the signed-in person’s own return in a register of interests.',
  read: async (visit): Promise<Declaring> => ({
    bodies: await bodiesWith(visit, 'declare interests'),
    persons: [],
    organisations: await listOrganisations(visit.db, visit.today),
  }),
  values: ({ bodies }, { query }) => ({
    body: textOf(query, 'body') || (bodies.length === 1 ? (bodies[0]?.slug ?? '') : ''),
    answer: textOf(query, 'answer'),
  }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Declare" refusals={refusals} breadcrumbs={crumbs}>
      <PageHeading title="Declare" lede="One interest, or that there is none." />
      <DeclarationForm model={model} values={values} />
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const input = readDeclarationForm(values, model)
    if (!input.ok) return input
    const outcome = await declareInterest(visit.acting, {
      ...input.value,
      person: visit.viewer?.person ?? '',
      declaredOn: visit.today,
    })
    return outcome.ok ? done(AT) : outcome
  },
})

/** A declaration that the visitor may change: their own, or of a register they keep. */
async function readChangeable({ db, params, viewer, today }: Visit) {
  const entry = await readDeclaration(db, params.id ?? '')
  const own = entry.person_id === viewer?.person
  if (!own && !viewer?.may('keep interests', entry.body_id))
    throw new NotPermitted('You change your own declarations; the clerk changes those of others.')
  if (entry.answer !== 'yes') throw new NotFound('There is no interest in this return.')
  const body = await readBody(db, entry.body_id)
  return {
    entry,
    body,
    back: own ? AT : `${AT}/${body.slug}`,
    whose: own ? '' : (await readPerson(db, entry.person_id)).name,
    organisations: await listOrganisations(db, today),
  }
}

const correctPage = formPage({
  path: `${AT}/declared/:id/correct`,
  needs: { permission: 'declare interests' },
  summary: 'Corrects an interest; what it said before stays in the record.',
  read: readChangeable,
  values: ({ entry, organisations }) => valuesOfInterest(entry, organisations),
  view: ({ entry, body, whose, organisations }, { values, refusals }) => (
    <WorkPage title="Correct an interest" refusals={refusals} breadcrumbs={crumbs}>
      <PageHeading
        caption={whose === '' ? body.name : `${whose}, ${body.name}`}
        title="Correct an interest"
        lede="What it said before stays in the record, and on the public register until this is agreed and published."
      />
      {entry.declared_on === null ? null : (
        <Notice>
          <p>It was declared on {formatDay(entry.declared_on)}. This one is declared today.</p>
        </Notice>
      )}
      <Form values={values}>
        <InterestFields organisations={organisations} asCouncillor={isCouncils(body)} />
        <SubmitButton>Correct it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { entry, back, organisations }) => {
    const form = reading(values)
    const input = form.outcome(readInterest(form, organisations))
    if (!input.ok) return input
    const outcome = await amendDeclaration(visit.acting, {
      ...input.value,
      declaration: entry.id,
    })
    return outcome.ok ? done(back) : outcome
  },
})

const endPage = formPage({
  path: `${AT}/declared/:id/end`,
  needs: { permission: 'declare interests' },
  summary: 'Says when an interest ended.',
  read: readChangeable,
  view: ({ entry, body, whose }, { values, refusals }) => (
    <WorkPage title="An interest has ended" refusals={refusals} breadcrumbs={crumbs}>
      <PageHeading
        caption={whose === '' ? body.name : `${whose}, ${body.name}`}
        title="An interest has ended"
        lede={opening(describedInWords(entry))}
      />
      <p>
        It stays on the public register for six months after it ended, and is then kept privately.
      </p>
      <Form values={values}>
        <TextField
          name="ended"
          label="When it ended"
          hint="As exactly as you know: 14 February 2025, April 2013 or 2001."
          width={20}
        />
        <SubmitButton>It has ended</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { entry, back }) => {
    const outcome = await endInterest(visit.acting, {
      declaration: entry.id,
      ended: textOf(values, 'ended'),
    })
    return outcome.ok ? done(back) : outcome
  },
})

const bodyIn = ({ db }: Visit, values: Parameters<typeof textOf>[0]) =>
  readBodyBySlug(db, textOf(values, 'body'))

const nothingPage = actPage({
  path: `${AT}/nothing`,
  needs: { permission: 'declare interests' },
  summary: 'Declares that the signed-in person has nothing to declare to a body: body=SLUG.',
  submit: async (visit, values) => {
    const outcome = await declareInterest(visit.acting, {
      body: (await bodyIn(visit, values)).id,
      person: visit.viewer?.person ?? '',
      answer: 'nil',
      declaredOn: visit.today,
    })
    return outcome.ok ? done(AT) : outcome
  },
})

const confirmPage = actPage({
  path: `${AT}/confirm`,
  needs: { permission: 'declare interests' },
  summary: 'Confirms that all the person has declared to a body is still right: body=SLUG.',
  submit: async (visit, values) => {
    const outcome = await confirmInterests(visit.acting, { body: (await bodyIn(visit, values)).id })
    return outcome.ok ? done(AT) : outcome
  },
})

/** What members do about their own interests. */
export const ownInterestPages = [
  minePage,
  declareOwnPage,
  correctPage,
  endPage,
  nothingPage,
  confirmPage,
]
