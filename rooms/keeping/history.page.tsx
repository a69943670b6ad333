import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Subject } from '../../platform/record/journal.ts'
import { keyOf, type NamedThing, type NameThings } from '../../platform/record/named-thing.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { listBodies } from '../bodies/read-body.ts'
import { addressWith } from '../meetings/list-address.ts'
import { listPersons } from '../people/read-person.ts'
import { pointOf } from './history.view.tsx'
import { listPublicChanges } from './list-public-changes.ts'
import { bodyOf, readHistory, SEE_HISTORY } from './read-history.ts'
import { verbWords } from './verb-words.rules.ts'

const A_PAGE = 50
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const thingIn = ({ params }: Visit): Subject => {
  const { kind = '', id = '' } = params
  if (!ID.test(id)) throw new NotFound('There is no such thing in the record.')
  return { kind, id }
}

async function readPage(visit: Visit, nameThings: NameThings, of?: Subject) {
  const { db, acting, viewer, query, today } = visit
  if (!viewer) throw new NotFound('There is no such thing in the record.')
  const scopes = viewer.scopesOf(SEE_HISTORY)
  const bodies = (await listBodies(db)).filter(
    ({ id }) => scopes === 'everywhere' || scopes.includes(id),
  )
  const form = reading(query)
  const asked = {
    person: textOf(query, 'person'),
    verb: textOf(query, 'verb'),
    body: of ? '' : textOf(query, 'body'),
    from: textOf(query, 'from'),
    until: textOf(query, 'until'),
  }
  const before = Number(textOf(query, 'before'))
  // Lines of the journal have no reader but the installation; what they are about is named as
  // whoever asks may read it.
  const { lines, more } = await readHistory(acting.db, viewer, {
    of,
    person: ID.test(asked.person) ? asked.person : undefined,
    verb: asked.verb || undefined,
    body:
      asked.body === ''
        ? undefined
        : (bodies.find(({ slug }) => slug === asked.body)?.id ??
          '00000000-0000-0000-0000-000000000000'),
    from: form.optionalDay('from'),
    until: form.optionalDay('until'),
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
    limit: A_PAGE,
  })
  const named = await nameThings(db, [...lines.map(({ subject }) => subject), ...(of ? [of] : [])])
  const names = new Map<string, NamedThing>([
    ...bodies.map((body): [string, NamedThing] => [
      keyOf({ kind: 'body', id: body.id }),
      { kind: 'body', text: namedOn(body, today).name, href: `/work/bodies/${body.slug}` },
    ]),
    ...named,
  ])
  return {
    of,
    asked,
    bodies,
    lines,
    more,
    names,
    newest: before > 0,
    persons: await listPersons(db),
    published: of
      ? (await listPublicChanges(db, [of], { today, limit: 20, offset: 0 })).changes.filter(
          ({ href, version }) => href !== null && version !== null,
        )
      : [],
  }
}

type Model = Awaited<ReturnType<typeof readPage>>

function Filters({ model }: { model: Model }) {
  const acts = Object.entries(verbWords)
    .map(([value, text]) => ({ value, text: opening(text) }))
    .sort((one, other) => one.text.localeCompare(other.text))
  return (
    <AskingForm inARow values={model.asked}>
      <SelectField
        name="person"
        label="Who"
        empty="Anybody"
        options={model.persons.map(({ id, name, position }) => ({
          value: id,
          text: position === '' || position === name ? name : `${name}, ${position}`,
        }))}
      />
      <SelectField name="verb" label="Did what" empty="Anything" options={acts} />
      {model.of || model.bodies.length < 2 ? null : (
        <SelectField
          name="body"
          label="Body"
          empty="All"
          options={model.bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
      )}
      <DateField name="from" label="From" />
      <DateField name="until" label="Until" />
      <SubmitButton kind="secondary">Show</SubmitButton>
    </AskingForm>
  )
}

function HistoryPage({
  model,
  title,
  lede,
  at,
}: {
  model: Model
  title: string
  lede: string
  at: string
}) {
  const { of, lines, more, names, asked, published } = model
  const thing = of && names.get(keyOf(of))
  const last = lines.at(-1)
  return (
    <WorkPage title={title} breadcrumbs={of ? [{ text: 'History', href: '/work/history' }] : []}>
      <PageHeading {...(thing ? { caption: thing.text } : {})} title={title} lede={lede} />
      {published.length === 0 ? null : (
        <>
          <h2 className="nhsuk-heading-m">As published</h2>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {published.map(({ on, what, href }) => (
              <li key={`${on} ${what} ${href}`}>
                <a href={href ?? ''}>
                  {formatDay(on)}: {what}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 className="nhsuk-heading-m">Every act</h2>
      <Filters model={model} />
      {lines.length === 0 ? (
        <Empty>No act answers to this.</Empty>
      ) : (
        <Timeline points={lines.map(line => pointOf(line, names, of && keyOf(of)))} />
      )}
      <p>
        {model.newest ? <a href={addressWith(at, asked, {})}>The newest</a> : null}
        {model.newest && more ? ' · ' : null}
        {more && last ? (
          <a href={addressWith(at, asked, { before: String(last.seq) })}>Older acts</a>
        ) : null}
      </p>
    </WorkPage>
  )
}

/** What was done, by whom and when: in the whole record, and to one thing. app/ names the things. */
export const historyPages = (nameThings: NameThings) => [
  workPage({
    path: '/work/history',
    needs: { permission: SEE_HISTORY },
    read: visit => readPage(visit, nameThings),
    view: model => (
      <HistoryPage
        model={model}
        title="History"
        lede="Every act in the record, the newest first: who, when and what. What an act says stands only where you may read the thing itself."
        at="/work/history"
      />
    ),
  }),
  workPage({
    path: '/work/history/:kind/:id',
    needs: { permission: SEE_HISTORY, scope: visit => bodyOf(visit.db, thingIn(visit)) },
    read: visit => readPage(visit, nameThings, thingIn(visit)),
    view: (model, visit) => {
      const { kind, id } = thingIn(visit)
      return (
        <HistoryPage
          model={model}
          title={`History of this ${kind.replaceAll('-', ' ')}`}
          lede="Every act about it and its parts, the newest first, with what each changed."
          at={`/work/history/${kind}/${id}`}
        />
      )
    },
  }),
]
