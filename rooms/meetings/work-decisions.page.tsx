import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { londonNow } from '../../platform/clock.ts'
import { addDays } from '../../platform/day.rules.ts'
import { textOf, type Values, type Visit, workPage } from '../../platform/http/page.ts'
import { listBodies } from '../bodies/read-body.ts'
import { closingInWords, isOver } from './correspondence.rules.ts'
import { DecisionStateTag } from './decision-state.view.tsx'
import { registeredDecisions } from './find-published.ts'
import { addressWith, pageNumber } from './list-address.ts'
import { type Correspondence, listAskedOf, listCorrespondences } from './read-correspondence.ts'
import { withStates } from './read-decision-states.ts'
import { listOfficerDecisions } from './read-outside.ts'

const PAGE_SIZE = 50
/** Thirty working days, the longest that terms allow for a call-in, with the longest holidays among them. */
const LONGEST_CALL_IN_DAYS = 60

type ListName = 'asked' | 'officers'

const pageOf = (query: Values, list: ListName) => ({
  size: PAGE_SIZE,
  number: pageNumber({ page: textOf(query, list) }),
})

async function readHub(visit: Visit) {
  const { db, viewer, today, now, query } = visit
  const scopes = viewer?.scopesOf('see drafts') ?? []
  const everyBody = await listBodies(db)
  const bodies =
    scopes === 'everywhere' ? everyBody : everyBody.filter(({ id }) => scopes.includes(id))
  const ids = bodies.map(({ id }) => id)
  const correspondences = await listCorrespondences(db, ids, pageOf(query, 'asked'))
  const officers = await listOfficerDecisions(db, ids, pageOf(query, 'officers'))
  const shown = [...correspondences.rows, ...officers.rows].map(({ id }) => id)
  const published = await registeredDecisions(db, { ids: shown })
  const unsettled = await registeredDecisions(db, {
    bodies: ids,
    changedOrSince: addDays(today, -LONGEST_CALL_IN_DAYS),
  })
  const notable = await withStates(db, unsettled.rows, today)
  return {
    query,
    asked: viewer ? await listAskedOf(db, viewer.person) : [],
    correspondences,
    officers,
    published: new Set(published.rows.map(({ id }) => id)),
    notable: notable.filter(({ state }) => state.state !== 'stands'),
    bodies: new Map(bodies.map(body => [body.id, body.name])),
    mayRecord: viewer?.mayAnywhere('record decisions') ?? false,
    now: londonNow(now),
  }
}

type Hub = Awaited<ReturnType<typeof readHub>>

function CorrespondenceTag({ row, now }: { row: Correspondence; now: Hub['now'] }) {
  if (row.lapsed_because !== '') return <StatusTag>Ended without a decision</StatusTag>
  if (row.closed_on !== null)
    return (
      <StatusTag colour={row.result?.outcome === 'carried' ? 'green' : 'grey'}>
        {row.result?.outcome === 'carried' ? 'Carried' : 'Lost'}
      </StatusTag>
    )
  return isOver(row, now) ? (
    <StatusTag colour="amber">To be closed</StatusTag>
  ) : (
    <StatusTag colour="blue">Replies until {closingInWords(row)}</StatusTag>
  )
}

/** The pages of one of the two lists; the other stays where it is. */
function Pages({ of: { query }, list, total }: { of: Hub; list: ListName; total: number }) {
  return (
    <Pagination
      page={pageOf(query, list).number}
      pages={Math.ceil(total / PAGE_SIZE)}
      hrefOf={page =>
        addressWith(
          '/work/decisions',
          { asked: textOf(query, 'asked'), officers: textOf(query, 'officers') },
          { [list]: String(page) },
        )
      }
    />
  )
}

type Listed = { readonly id: string; readonly title: string; readonly body_id: string }

/** What the decision is about, and of which body. */
const whatColumn = ({ bodies }: Hub) => ({
  heading: 'What',
  namesRow: true,
  cell: (row: Listed) => (
    <>
      <a href={`/work/decisions/${row.id}`}>{row.title}</a>
      <br />
      {bodies.get(row.body_id)}
    </>
  ),
})

const publicColumn = ({ published }: Hub) => ({
  heading: 'Public',
  cell: (row: Listed) => (published.has(row.id) ? 'Published' : 'Not yet'),
})

/** Decisions that are not taken at a meeting, and what became of those that were. */
export const workDecisionsPages = [
  workPage({
    path: '/work/decisions',
    needs: { permission: 'see drafts' },
    read: readHub,
    view: model => (
      <WorkPage title="Decisions">
        <PageHeading
          title="Decisions"
          lede="Those taken between meetings and by officers, and what became of decisions since."
        />
        {model.mayRecord ? (
          <ButtonRow>
            <ButtonLink href="/work/decisions/ask">Ask members between meetings</ButtonLink>
            <ButtonLink href="/work/decisions/officer" kind="secondary">
              Record an officer’s decision
            </ButtonLink>
          </ButtonRow>
        ) : null}
        {model.asked.length === 0 ? null : (
          <section>
            <h2 className="nhsuk-heading-m">Your reply is wanted</h2>
            <ul className="nhsuk-list">
              {model.asked.map(row => (
                <li key={row.id}>
                  <a href={`/work/decisions/${row.id}`}>{row.title}</a>, until {closingInWords(row)}
                </li>
              ))}
            </ul>
          </section>
        )}
        <h2 className="nhsuk-heading-m">Between meetings</h2>
        <DataTable
          caption="Decisions asked for between meetings"
          captionHidden
          rows={model.correspondences.rows}
          keyOf={({ id }) => id}
          empty="Members have not been asked for a decision between meetings."
          columns={[
            whatColumn(model),
            { heading: 'Asked', cell: row => <DayText day={row.opened_on} form="short" /> },
            {
              heading: 'How it stands',
              cell: row => <CorrespondenceTag row={row} now={model.now} />,
            },
            publicColumn(model),
          ]}
        />
        <Pages of={model} list="asked" total={model.correspondences.total} />
        <h2 className="nhsuk-heading-m">By officers under delegation</h2>
        <DataTable
          caption="Officers’ decisions"
          captionHidden
          rows={model.officers.rows}
          keyOf={({ id }) => id}
          empty="No officer’s decision is recorded."
          columns={[
            whatColumn(model),
            { heading: 'Decided', cell: row => <DayText day={row.decided_on} form="short" /> },
            publicColumn(model),
          ]}
        />
        <Pages of={model} list="officers" total={model.officers.total} />
        {model.notable.length === 0 ? null : (
          <>
            <h2 className="nhsuk-heading-m">Called in, amended or rescinded</h2>
            <DataTable
              caption="Decisions that do not simply stand"
              captionHidden
              rows={model.notable}
              keyOf={({ id }) => id}
              empty=""
              columns={[
                {
                  heading: 'Decision',
                  namesRow: true,
                  cell: row => <a href={`/work/decisions/${row.id}/state`}>{row.item_title}</a>,
                },
                {
                  heading: 'State',
                  cell: row => (
                    <>
                      <DecisionStateTag state={row.state} />
                      <br />
                      {row.state.words}
                    </>
                  ),
                },
              ]}
            />
          </>
        )}
      </WorkPage>
    ),
  }),
]
