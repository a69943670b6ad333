import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ButtonLink, ButtonRow } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { londonNow } from '../../platform/clock.ts'
import { type Visit, workPage } from '../../platform/http/page.ts'
import { listBodies } from '../bodies/read-body.ts'
import { closingInWords, isOver } from './correspondence.rules.ts'
import { DecisionStateTag } from './decision-state.view.tsx'
import { registeredDecisions } from './find-published.ts'
import { type Correspondence, listAskedOf, listCorrespondences } from './read-correspondence.ts'
import { withStates } from './read-decision-states.ts'
import { listOfficerDecisions } from './read-outside.ts'

async function readHub(visit: Visit) {
  const { db, viewer, today, now } = visit
  const scopes = viewer?.scopesOf('see drafts') ?? []
  const everyBody = await listBodies(db)
  const bodies =
    scopes === 'everywhere' ? everyBody : everyBody.filter(({ id }) => scopes.includes(id))
  const ids = bodies.map(({ id }) => id)
  const { rows } = await registeredDecisions(db, {}, { size: 200, number: 1 })
  const registered = await withStates(
    db,
    rows.filter(({ body_id }) => ids.includes(body_id)),
    today,
  )
  return {
    asked: viewer ? await listAskedOf(db, viewer.person) : [],
    correspondences: await listCorrespondences(db, ids),
    officers: await listOfficerDecisions(db, ids),
    published: new Map(registered.map(decision => [decision.id, decision])),
    notable: registered.filter(({ state }) => state.state !== 'stands'),
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
          rows={model.correspondences}
          keyOf={({ id }) => id}
          empty="Members have not been asked for a decision between meetings."
          columns={[
            {
              heading: 'What',
              namesRow: true,
              cell: row => (
                <>
                  <a href={`/work/decisions/${row.id}`}>{row.title}</a>
                  <br />
                  {model.bodies.get(row.body_id)}
                </>
              ),
            },
            { heading: 'Asked', cell: row => <DayText day={row.opened_on} form="short" /> },
            {
              heading: 'How it stands',
              cell: row => <CorrespondenceTag row={row} now={model.now} />,
            },
            {
              heading: 'Public',
              cell: row => (model.published.has(row.id) ? 'Published' : 'Not yet'),
            },
          ]}
        />
        <h2 className="nhsuk-heading-m">By officers under delegation</h2>
        <DataTable
          caption="Officers’ decisions"
          captionHidden
          rows={model.officers}
          keyOf={({ id }) => id}
          empty="No officer’s decision is recorded."
          columns={[
            {
              heading: 'What',
              namesRow: true,
              cell: row => (
                <>
                  <a href={`/work/decisions/${row.id}`}>{row.title}</a>
                  <br />
                  {model.bodies.get(row.body_id)}
                </>
              ),
            },
            { heading: 'Decided', cell: row => <DayText day={row.decided_on} form="short" /> },
            {
              heading: 'Public',
              cell: row => (model.published.has(row.id) ? 'Published' : 'Not yet'),
            },
          ]}
        />
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
