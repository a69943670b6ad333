import { type Static, Type } from 'typebox'
import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { publicPage, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import type { Declaration } from './list-register.ts'
import { listRegisterNews, type RegisterNewsOn } from './list-register-news.ts'
import { dayAsked, entryOf, entrySchema } from './register.page.tsx'
import { EntryView } from './register.view.tsx'
import { wordsAreOver } from './register-at.rules.ts'

type Model = RegisterNewsOn & {
  readonly body: Body
  readonly today: Day
  /** Why a day that was asked for is not the one shown; null where it is. */
  readonly instead: string | null
}

async function readNews(visit: Visit): Promise<Model> {
  const { db, params, query, today } = visit
  const { on, instead } = dayAsked(visit)
  const form = reading(query)
  const asked = form.outcome(form.optionalDay('since'))
  const since = asked.ok ? asked.value : undefined
  const backwards = since !== undefined && since >= on
  const body = await readBodyBySlug(db, params.slug ?? '')
  const news = await listRegisterNews(db, body.id, {
    on,
    today,
    ...(backwards ? {} : { since }),
  })
  return {
    ...news,
    body,
    today,
    instead: !asked.ok
      ? 'That is not a day.'
      : backwards
        ? `Choose a day before ${formatDay(on)}.`
        : instead,
  }
}

const nameIn = ({ persons }: Pick<Model, 'persons'>, line: Declaration) =>
  persons.get(line.person_id)?.name ?? ''

/** Lines of a register under a heading, each with whose it is; nothing where there are none. */
function Lines({
  model,
  title,
  lines,
}: {
  model: Model
  title: string
  lines: readonly { readonly line: Declaration; readonly more?: string }[]
}) {
  if (lines.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {lines.map(({ line, more }) => (
          <li key={line.id}>
            <strong>{nameIn(model, line)}</strong>:{' '}
            <EntryView entry={line} isOver={wordsAreOver(line, model.today)} />
            {more === undefined ? null : <> {more}</>}
          </li>
        ))}
      </ul>
    </>
  )
}

const wordsWhy = {
  'its time was over': 'It ended over six months before.',
  withdrawn: 'It was taken back, or another line stands in its place.',
} as const

function News(model: Model & { readonly news: NonNullable<Model['news']> }) {
  const { news, persons, since, on } = model
  // An office has commas in its name.
  const names = (ids: readonly string[]) =>
    ids
      .map(id => persons.get(id)?.name ?? '')
      .toSorted((one, other) => one.localeCompare(other, 'en-GB'))
      .join('; ')
  const nothing =
    news.added.length + news.renewed.length + news.ended.length + news.gone.length === 0
  if (nothing)
    return (
      <Empty>
        Nothing on the register changed between {formatDay(since ?? on)} and {formatDay(on)}.
      </Empty>
    )
  return (
    <>
      {news.joined.length === 0 ? null : <p>New on the register: {names(news.joined)}.</p>}
      {news.left.length === 0 ? null : <p>No longer on it: {names(news.left)}.</p>}
      <Lines model={model} title="New lines" lines={news.added.map(line => ({ line }))} />
      <Lines
        model={model}
        title="Declared anew"
        lines={news.renewed.map(({ after, differs }) => ({
          line: after,
          more: `What differs: ${listed(differs)}.`,
        }))}
      />
      <Lines
        model={model}
        title="Ended, and still on the register"
        lines={news.ended.map(line => ({ line }))}
      />
      <Lines
        model={model}
        title="No longer on the register"
        lines={news.gone.map(({ line, because }) => ({ line, more: wordsWhy[because] }))}
      />
    </>
  )
}

function ChangesPage(model: Model) {
  const { body, on, since, asPublished, published, news, instead } = model
  const path = `/bodies/${body.slug}/interests`
  return (
    <PublicPage
      title={`What changed in the register of interests, ${body.name}`}
      description={`What is new, ended or gone in the register of interests of the ${body.name}.`}
      breadcrumbs={[
        { text: 'Bodies', href: '/bodies' },
        { text: body.name, href: `/bodies/${body.slug}` },
        { text: 'Register of interests', href: path },
      ]}
    >
      <PageHeading
        caption={body.name}
        title="What changed in the register"
        lede={
          since === null
            ? 'Choose the day since which you want to know it.'
            : `Between ${formatDay(since)} and ${formatDay(on)}${asPublished ? ', held against what was published by the first' : ': it was not published here by the first, so it is held against what had been declared'}.`
        }
      />
      <AskingForm values={{ on, ...(since === null ? {} : { since }) }}>
        <DateField name="since" label="Since" {...(instead === null ? {} : { hint: instead })} />
        <DateField name="on" label="Until" />
        <SubmitButton kind="secondary">Show what changed</SubmitButton>
      </AskingForm>
      {published.length === 0 ? (
        <Empty>The {body.name} has not published a register of interests in this record.</Empty>
      ) : news === null ? (
        <Empty>
          It was published once, on {formatDay(published[0] ?? on)}: there is no earlier one to hold
          it against.
        </Empty>
      ) : (
        <News {...model} news={news} />
      )}
      {published.length === 0 ? null : (
        <>
          <h2>When it was published</h2>
          <ul className="nhsuk-list">
            {published.map(day => (
              <li key={day}>
                <a href={`${path}?on=${day}`}>{formatDay(day)}</a>
                {day < on ? (
                  <>
                    {' '}
                    (
                    <a href={`${path}/changes?since=${day}&on=${on}`}>
                      what changed since
                      <span className="nhsuk-u-visually-hidden"> {formatDay(day)}</span>
                    </a>
                    )
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </PublicPage>
  )
}

const day = Type.String({ description: 'YYYY-MM-DD' })
const entries = Type.Array(entrySchema)
const because = Type.String({ description: 'its time was over, or withdrawn' })

const entryIn = (model: Model, line: Declaration): Static<typeof entrySchema> =>
  entryOf({ person: nameIn(model, line), position: line.position_declared, line })

/** What changed in the published register of a body since an earlier day, or since the last extract. */
export const registerChangesPage = publicPage({
  path: '/bodies/:slug/interests/changes',
  summary:
    'What changed in the published register of interests of a body: ?since=YYYY-MM-DD, or since it was last published; ?on=YYYY-MM-DD.',
  schema: Type.Object({
    since: Type.Union([day, Type.Null()], {
      description: 'Null where there is no earlier register to hold it against',
    }),
    on: day,
    asPublished: Type.Boolean({
      description:
        'Whether it is held against what was published by `since`, and not only declared',
    }),
    published: Type.Array(day),
    joined: Type.Array(Type.String()),
    left: Type.Array(Type.String()),
    added: entries,
    renewed: Type.Array(
      Type.Object({ before: entrySchema, after: entrySchema, differs: Type.Array(Type.String()) }),
    ),
    ended: entries,
    gone: Type.Array(Type.Object({ entry: entrySchema, because })),
  }),
  read: readNews,
  about: ({ body }) => [{ kind: 'register', id: body.id }],
  view: model => <ChangesPage {...model} />,
  json: model => {
    const { since, on, asPublished, published, news, persons } = model
    const names = (ids: readonly string[] = []) => ids.map(id => persons.get(id)?.name ?? '')
    return {
      since,
      on,
      asPublished,
      published: [...published],
      joined: names(news?.joined),
      left: names(news?.left),
      added: (news?.added ?? []).map(line => entryIn(model, line)),
      renewed: (news?.renewed ?? []).map(({ before, after, differs }) => ({
        before: entryIn(model, before),
        after: entryIn(model, after),
        differs: [...differs],
      })),
      ended: (news?.ended ?? []).map(line => entryIn(model, line)),
      gone: (news?.gone ?? []).map(gone => ({
        entry: entryIn(model, gone.line),
        because: gone.because,
      })),
    }
  },
})
