import Type from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { Empty } from '../../design/empty.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { publicPage, type Visit } from '../../platform/http/page.ts'
import { bodyKinds, kindsInPlural } from './body.rules.ts'
import { nullable } from './nullable.ts'
import { type Body, listBodies } from './read-body.ts'

/** The first sentence of a purpose: what a body is for, in a line. */
const inALine = (purpose: string) => /^.*?[.!?](?=\s|$)/s.exec(purpose)?.[0] ?? purpose

const isDissolved = (body: Body, { today }: Visit) =>
  body.dissolved_on !== null && body.dissolved_on <= today

const itemOf = (body: Body) => ({
  id: body.id,
  title: body.name,
  href: `/bodies/${body.slug}`,
  text: inALine(body.purpose),
  facts: body.dissolved_on
    ? [<StatusTag key="dissolved">Dissolved {formatDay(body.dissolved_on)}</StatusTag>]
    : [],
})

/** Every body of the system, by kind, with what each is for. */
export const bodiesPage = publicPage({
  path: '/bodies',
  summary: 'The boards, committees and groups of the system, and what each is for.',
  schema: Type.Object({
    bodies: Type.Array(
      Type.Object({
        slug: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        purpose: Type.String(),
        establishedOn: nullable(Type.String()),
        dissolvedOn: nullable(Type.String()),
      }),
    ),
  }),
  about: { nothing: 'It is a list: each body has its own page.' },
  read: ({ db }) => listBodies(db),
  json: all => ({
    bodies: all.map(body => ({
      slug: body.slug,
      name: body.name,
      kind: body.kind,
      purpose: body.purpose,
      establishedOn: body.established_on,
      dissolvedOn: body.dissolved_on,
    })),
  }),
  view: (all, visit) => {
    const standing = all.filter(body => !isDissolved(body, visit))
    const dissolved = all.filter(body => isDissolved(body, visit))
    const groups = bodyKinds
      .map(kind => ({ kind, bodies: standing.filter(body => body.kind === kind) }))
      .filter(group => group.bodies.length > 0)
    return (
      <PublicPage
        title="Bodies"
        description="The boards, committees and groups of the system, who sits on them and the rules they meet by."
      >
        <PageHeading
          title="Bodies"
          lede="Who decides what: the boards, committees and groups of the system, who sits on each, and the rules they meet by."
        />
        {all.length === 0 ? (
          <Empty>
            No body is in the record yet. Each will stand here from the day it is added.
          </Empty>
        ) : (
          <p>
            Each serves people somewhere: see them <a href="/places">by Place</a>.
          </p>
        )}
        {groups.map(group => (
          <section key={group.kind} aria-labelledby={`kind-${group.kind.replaceAll(' ', '-')}`}>
            <h2 className="nhsuk-heading-m" id={`kind-${group.kind.replaceAll(' ', '-')}`}>
              {kindsInPlural[group.kind]}
            </h2>
            <CardList level={3} items={group.bodies.map(itemOf)} />
          </section>
        ))}
        {dissolved.length === 0 ? null : (
          <section aria-labelledby="dissolved">
            <h2 className="nhsuk-heading-m" id="dissolved">
              No longer meeting
            </h2>
            <CardList level={3} items={dissolved.map(itemOf)} />
          </section>
        )}
      </PublicPage>
    )
  },
})
