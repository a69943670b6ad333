import { DayText } from '../../design/day-text.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { Thread, type ThreadLink } from '../../design/thread.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { Working } from '../../design/working.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { publicPage } from '../../platform/http/page.ts'
import { type Link, listLinks, relations } from '../../platform/record/links.ts'
import { keyOf, type NamedThing, type NameThings } from '../../platform/record/named-thing.ts'
import type { Body } from '../bodies/read-body.ts'
import { actionJson, actionSchema } from './action.json.ts'
import type { TrackedAction } from './list-actions.ts'
import { readActionByAddress } from './read-action.ts'
import { DeadlineText, historyOf, ownersInWords, tagColour } from './tracker-row.tsx'

type Names = ReadonlyMap<string, NamedThing>

/** The lines of what is known of an action: who, by when, closed by whom. */
export function actionFacts(
  action: TrackedAction,
  today: Day,
  closing: NamedThing | undefined,
): SummaryRow[] {
  const rows: SummaryRow[] = [
    { key: action.owners.length > 1 ? 'Owners' : 'Owner', value: ownersInWords(action) },
    { key: 'Deadline', value: <DeadlineText action={action} today={today} /> },
    { key: 'Raised', value: <DayText day={action.raisedOn} form="full" /> },
  ]
  const came = action.handOns.at(-1)
  if (came)
    rows.push({
      key: 'Handed on',
      value: (
        <>
          From {came.fromName}, its action {came.fromNumber}, on <DayText day={came.on} />
        </>
      ),
    })
  if (action.itemTitle !== '') rows.push({ key: 'At the item', value: action.itemTitle })
  if (action.closure) {
    rows.push({
      key: 'Closed',
      value: (
        <>
          <DayText day={action.closure.on} form="full" />
          {closing ? (
            <>
              , by the <a href={closing.href}>{closing.text}</a>
            </>
          ) : (
            ', by a meeting of the body'
          )}
        </>
      ),
    })
    rows.push({ key: 'Evidence', value: action.closure.evidence })
  }
  return rows
}

const linkOf = (relation: string, thing: NamedThing | undefined): ThreadLink[] =>
  thing
    ? [
        {
          relation,
          kind: thing.kind,
          text: thing.text,
          href: thing.href,
          ...(thing.day ? { day: thing.day } : {}),
        },
      ]
    : []

/** What an action came from and what came of it, as far as it may be seen. */
export function actionThread(action: TrackedAction, links: readonly Link[], names: Names) {
  const sources = action.source ? [action.source] : []
  const raising = links
    .filter(({ relation, to }) => relation === 'raises' && to.id === action.id)
    .map(({ from }) => from)
  const up = [...new Map([...sources, ...raising].map(of => [keyOf(of), of])).values()]
  const others = links.filter(({ relation, to }) => !(relation === 'raises' && to.id === action.id))
  return {
    up: up.flatMap(of => linkOf('came of the', names.get(keyOf(of)))),
    down: [
      ...others.flatMap(link =>
        link.from.id === action.id
          ? linkOf(`${link.relation} the`, names.get(keyOf(link.to)))
          : linkOf(`${relations[link.relation]} the`, names.get(keyOf(link.from))),
      ),
      ...(action.closure
        ? linkOf('was closed by the', names.get(`meeting ${action.closure.meeting}`))
        : []),
    ],
  }
}

type ActionModel = {
  readonly body: Body
  readonly action: TrackedAction
  readonly links: readonly Link[]
  readonly names: Names
  readonly today: Day
}

function ActionView({ body, action, links, names, today }: ActionModel) {
  const closing = names.get(`meeting ${action.closure?.meeting}`)
  const thread = actionThread(action, links, names)
  return (
    <PublicPage
      title={`Action ${action.number}, ${body.name}`}
      description={action.text}
      breadcrumbs={[
        { text: 'Actions', href: '/actions' },
        { text: body.name, href: `/actions?body=${body.slug}` },
      ]}
    >
      <PageHeading
        caption={`Action ${action.number}, ${body.name}`}
        title={action.text}
        facts={[
          <StatusTag key="state" colour={tagColour(action.state.colour)}>
            {action.state.label}
          </StatusTag>,
        ]}
      />
      <SummaryList rows={actionFacts(action, today, closing)} />
      <Working
        summary="Why it stands so"
        steps={[
          { what: `State on ${formatDay(today)}`, result: action.state.label },
          { what: 'Because', result: action.state.working },
        ]}
        rule="The state is worked out from what was reported, the deadline and the meetings; nobody sets the colour."
      />
      <h2>What happened</h2>
      <Timeline points={historyOf(action, closing && <a href={closing.href}>{closing.text}</a>)} />
      {thread.up.length + thread.down.length === 0 ? null : (
        <Thread
          up={thread.up}
          here={{ kind: 'action', text: `Action ${action.number}: ${action.text}` }}
          down={thread.down}
        />
      )}
    </PublicPage>
  )
}

/** One action, with what it came from; `nameThings` names what stands in rooms below. */
export const actionPage = (nameThings: NameThings) =>
  publicPage({
    path: '/actions/:body/:number',
    summary: 'One action: its state with its working, deadlines, positions and closure.',
    schema: actionSchema,
    read: async ({ db, today, params }): Promise<ActionModel> => {
      const { body, action } = await readActionByAddress(db, {
        slug: params.body ?? '',
        number: Number(params.number),
        day: today,
      })
      const links = await listLinks(db, [{ kind: 'action', id: action.id }])
      const names = await nameThings(db, [
        ...links.flatMap(({ from, to }) => [from, to]).filter(({ id }) => id !== action.id),
        ...(action.source ? [action.source] : []),
        ...(action.closure ? [{ kind: 'meeting', id: action.closure.meeting }] : []),
      ])
      return { body, action, links, names, today }
    },
    about: ({ action }) => [{ kind: 'action', id: action.id }],
    view: model => <ActionView {...model} />,
    json: ({ action, body }, { settings }) => actionJson(action, body.slug, settings.url),
  })
