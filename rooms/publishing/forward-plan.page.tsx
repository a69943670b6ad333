import Type from 'typebox'
import { Empty } from '../../design/empty.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { publicPage, type Visit } from '../../platform/http/page.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { planJson, planSchema } from './pack.json.ts'
import { ForwardPlan } from './pack.view.tsx'
import { packHref } from './pack-paths.ts'
import { nameOfPack } from './pack-words.ts'
import { findLatestPackOf } from './read-pack.ts'

/** The body and its latest pack, whose plan is the one that stands. Two queries. */
async function readPlanPage({ db, params }: Visit) {
  const body = await readBodyBySlug(db, params.slug ?? '')
  return { body, pack: await findLatestPackOf(db, body.id) }
}

/** A body's forward plan as published with its latest pack: a copy, as the pack is. */
export const publicPlanPages = [
  publicPage({
    path: '/bodies/:slug/forward-plan',
    summary: 'A body’s forward plan as it was published with its latest pack.',
    schema: Type.Object({
      body: Type.Object({ slug: Type.String(), name: Type.String() }),
      pack: Type.Union([
        Type.Object({
          page: Type.String(),
          meeting: Type.String(),
          version: Type.Integer(),
          published: Type.String(),
        }),
        Type.Null(),
      ]),
      forwardPlan: Type.Union([planSchema, Type.Null()]),
    }),
    read: readPlanPage,
    about: ({ body }) => [{ kind: 'forward-plan', id: body.id }],
    view: ({ body, pack }) => (
      <PublicPage
        title={`Forward plan, ${body.name}`}
        description={`What ${body.name} expects to deal with at its coming meetings.`}
        breadcrumbs={[
          { text: 'Bodies', href: '/bodies' },
          { text: body.name, href: `/bodies/${body.slug}` },
        ]}
      >
        <PageHeading
          caption={body.name}
          title="Forward plan"
          facts={pack ? [`Published with its pack of ${formatDay(pack.publishedOn)}`] : []}
        />
        {pack === undefined ? (
          <Empty>This body has published no pack yet. Its forward plan comes with each pack.</Empty>
        ) : pack.content.forwardPlan ? (
          <ForwardPlan plan={pack.content.forwardPlan} />
        ) : (
          <Empty>
            The latest pack, for the{' '}
            <a href={packHref(pack.content)}>
              {nameOfPack(pack.content).charAt(0).toLowerCase() + nameOfPack(pack.content).slice(1)}
            </a>
            , has no forward plan.
          </Empty>
        )}
        {pack?.content.forwardPlan ? (
          <p>
            <a href={packHref(pack.content)}>The pack with which it was published</a>
          </p>
        ) : null}
      </PublicPage>
    ),
    json: ({ body, pack }) => ({
      body: { slug: body.slug, name: body.name },
      pack: pack
        ? {
            page: packHref(pack.content),
            meeting: pack.content.meeting.day,
            version: pack.version,
            published: pack.publishedOn,
          }
        : null,
      forwardPlan: planJson(pack?.content.forwardPlan),
    }),
  }),
]
