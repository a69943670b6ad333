import { Type } from 'typebox'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import { Thread, type ThreadLink } from '../design/thread.tsx'
import { publicPage } from '../platform/http/page.ts'
import { opening } from '../platform/plain-english.rules.ts'
import { type Knot, readThread, type ThreadFound, type TiedKnot, threadKinds } from './threads.ts'

const knotSchema = Type.Object({
  kind: Type.String(),
  id: Type.String(),
  title: Type.String(),
  path: Type.String(),
  day: Type.Union([Type.String(), Type.Null()]),
})
const tiedSchema = Type.Object({ ...knotSchema.properties, relation: Type.String() })

const plain = ({ kind, id, title, path, day }: Knot) => ({ kind, id, title, path, day })

/** From anything: what it came from, and what came of it. */
export const threadPages = [
  publicPage({
    path: '/thread/:kind/:id',
    summary: 'What a thing came from and what came of it: question, meeting, decision, action.',
    schema: Type.Object({
      here: knotSchema,
      up: Type.Array(tiedSchema),
      down: Type.Array(tiedSchema),
    }),
    read: ({ db, params }) =>
      readThread(db, { kind: params.kind ?? '', id: (params.id ?? '').toLowerCase() }),
    about: (_found, { params }) => [
      { kind: params.kind ?? '', id: (params.id ?? '').toLowerCase() },
    ],
    view: found => <ThreadPage found={found} />,
    json: ({ here, up, down }) => ({
      here: plain(here),
      up: up.map(knot => ({ ...plain(knot), relation: knot.relation })),
      down: down.map(knot => ({ ...plain(knot), relation: knot.relation })),
    }),
  }),
]

const linkOf = (knot: TiedKnot): ThreadLink => ({
  relation: knot.relation,
  kind: threadKinds[knot.kind],
  text: knot.title,
  href: knot.path,
  ...(knot.day === null ? {} : { day: knot.day }),
})

const ThreadPage = ({ found: { here, up, down } }: { found: ThreadFound }) => (
  <PublicPage
    title={`Thread: ${here.title}`}
    description="What it came from and what came of it."
    breadcrumbs={[{ text: 'Home', href: '/' }]}
  >
    <PageHeading
      caption={`The thread of this ${threadKinds[here.kind]}`}
      title={here.title}
      lede={
        up.length + down.length === 0
          ? 'Nothing else that is published hangs on it yet.'
          : 'Above it stands what it came from, below it what came of it.'
      }
    />
    <Thread
      heading={`From ${up.length > 0 ? 'where it began' : 'here'} on`}
      up={up.map(linkOf)}
      here={{ kind: threadKinds[here.kind], text: <a href={here.path}>{here.title}</a> }}
      down={down.map(linkOf)}
    />
    <p>{opening('only what is published is shown.')}</p>
  </PublicPage>
)
