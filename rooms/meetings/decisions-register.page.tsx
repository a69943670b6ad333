import Type from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { DecisionStateText } from './decision-state.view.tsx'
import { registeredDecisions, yearsOfDecisions } from './find-published.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'
import { addressWith, pageNumber, yearAsked } from './list-address.ts'
import { voteInWords } from './minutes.rules.ts'
import {
  decisionHref,
  howDecided,
  registeredJson,
  registeredSchema,
} from './outside-decision.page.tsx'
import { type DecisionWithState, withStates } from './read-decision-states.ts'

const PAGE_SIZE = 25
const verbs = Object.keys(decisionVerbs) as DecisionVerb[]
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** No year has a decision: nothing to choose among. */
const nothingDecided = ({ years }: { readonly years: readonly number[] }) => years.length === 0

type Listed = { readonly body: Body; readonly decision: DecisionWithState }

/** Five queries at most: bodies, years, one page of the register, terms, calendar. */
async function readRegister({ db, query, today }: Visit) {
  const bodies = await listBodies(db)
  const years = await yearsOfDecisions(db)
  const slug = textOf(query, 'body')
  const asked = {
    search: textOf(query, 'search').slice(0, 200),
    body: slug,
    verb: textOf(query, 'verb'),
    year: textOf(query, 'year'),
  }
  const page = pageNumber(query)
  const { rows, total } = await registeredDecisions(
    db,
    {
      search: asked.search || undefined,
      body: slug === '' ? undefined : (bodies.find(each => each.slug === slug)?.id ?? NOBODY),
      verb: verbs.find(verb => verb === asked.verb),
      year: yearAsked(query),
    },
    { size: PAGE_SIZE, number: page },
  )
  const byId = new Map(bodies.map(each => [each.id, each]))
  return {
    bodies,
    years,
    asked,
    page,
    total,
    pages: Math.ceil(total / PAGE_SIZE),
    decisions: (await withStates(db, rows, today)).flatMap((decision): Listed[] => {
      const body = byId.get(decision.body_id)
      return body ? [{ body: namedOn(body, decision.decided_on), decision }] : []
    }),
  }
}

const cardOf = (listed: Listed, today: Day) => {
  const { body, decision } = listed
  const { content } = decision
  return {
    id: decision.id,
    aside: <DayText day={decision.decided_on} form="short" />,
    title: `${decision.item_title}${decision.minute_number ? ` (${decision.minute_number})` : ''}`,
    href: decisionHref(body, decision),
    text: (
      <>
        <p>
          <strong>
            {content.outcome === 'lost' ? `Not ${content.minuted}` : opening(content.minuted)}
            {content.forBody ? ` to ${content.forBody}` : ''}:
          </strong>{' '}
          {decision.text}
        </p>
        {content.method === 'vote' ? <p>{voteInWords(content)}</p> : null}
        {decision.origin === 'meeting' ? null : <p>{howDecided(decision, today)}</p>}
        <DecisionStateText state={decision.state} />
      </>
    ),
    facts: [
      body.name,
      ...(content.outcome === 'lost' ? [<StatusTag key="lost">Lost</StatusTag>] : []),
    ],
  }
}

/** The public register of decisions. */
export const decisionsRegisterPages = [
  publicPage({
    path: '/decisions',
    summary:
      'The register of decisions: in published minutes, between meetings and by officers; 25 to a page, newest first.',
    schema: Type.Object({
      decisions: Type.Array(registeredSchema),
      page: Type.Integer(),
      pages: Type.Integer(),
      total: Type.Integer(),
    }),
    about: { nothing: 'It is a list: each decision has its own page.' },
    read: readRegister,
    view: (model, { today }) => (
      <PublicPage
        title="Decisions"
        description="What was decided at meetings, by whom and when, each with its minute."
      >
        <PageHeading
          title="Decisions"
          lede="What was decided, by which body and when: at meetings, between them, and by officers under delegation."
        />
        {nothingDecided(model) ? null : (
          <AskingForm values={model.asked}>
            <TextField name="search" label="Words in the decision or its item" type="search" />
            <div className="nhsuk-grid-row">
              <div className="nhsuk-grid-column-one-half">
                <SelectField
                  name="body"
                  label="Body"
                  empty="Every body"
                  options={model.bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
                />
              </div>
              <div className="nhsuk-grid-column-one-quarter">
                <SelectField
                  name="verb"
                  label="What was done"
                  empty="Anything"
                  options={verbs.map(verb => ({
                    value: verb,
                    text: opening(decisionVerbs[verb].minuted),
                  }))}
                />
              </div>
              <div className="nhsuk-grid-column-one-quarter">
                <SelectField
                  name="year"
                  label="Year"
                  empty="Every year"
                  options={model.years.map(year => ({ value: String(year), text: String(year) }))}
                />
              </div>
            </div>
            <SubmitButton kind="secondary" small>
              Find decisions
            </SubmitButton>
          </AskingForm>
        )}
        {model.decisions.length === 0 ? (
          <Empty>
            {nothingDecided(model)
              ? 'No decision has been published yet. Each stands here once the minutes of its meeting are published.'
              : 'No published decision answers to this.'}
          </Empty>
        ) : (
          <>
            <h2 className="nhsuk-heading-l">{opening(countOf(model.total, 'decision'))}</h2>
            <CardList level={3} items={model.decisions.map(listed => cardOf(listed, today))} />
          </>
        )}
        <Pagination
          page={model.page}
          pages={model.pages}
          hrefOf={page => addressWith('/decisions', model.asked, { page: String(page) })}
        />
      </PublicPage>
    ),
    json: (model, { today }) => ({
      decisions: model.decisions.map(({ body, decision }) => registeredJson(body, decision, today)),
      page: model.page,
      pages: model.pages,
      total: model.total,
    }),
  }),
]
