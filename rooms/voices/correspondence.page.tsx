import { type Static, Type } from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { Thread, type ThreadLink } from '../../design/thread.tsx'
import { Filter } from '../../design/tracker.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { readFile } from '../../platform/files/files.ts'
import { publicFile, publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Link, listLinks, relations } from '../../platform/record/links.ts'
import { keyOf, type NamedThing, type NameThings } from '../../platform/record/named-thing.ts'
import { type Body, listBodies, readBody } from '../bodies/read-body.ts'
import { letterInWords, letterStateOn } from './correspondence.rules.ts'
import { DatedText, LetterFiles, LetterTag, letterCard, Points } from './letter.view.tsx'
import { Paragraphs } from './question.view.tsx'
import {
  countLetters,
  type Letter,
  type LetterInFull,
  listLetters,
  readLetterInFull,
} from './read-letter.ts'

const PER_PAGE = 25

const maybe = Type.Union([Type.String(), Type.Null()])

const letterSchema = Type.Object({
  id: Type.String(),
  body: Type.String({ description: 'The body’s slug' }),
  direction: Type.String({ description: 'received or sent' }),
  form: Type.String(),
  datedOn: Type.String({ description: 'YYYY-MM-DD' }),
  datePrecision: Type.String({ description: 'day, month or year' }),
  correspondent: Type.String({ description: 'An organisation or office; never a private person' }),
  subject: Type.String(),
  summary: Type.String(),
  state: Type.String(),
  replyDue: maybe,
  points: Type.Integer(),
  pointsAnswered: Type.Integer(),
  url: Type.String(),
})

const letterJson = (
  letter: Letter,
  body: string,
  today: Day,
  site: string,
): Static<typeof letterSchema> => ({
  id: letter.id,
  body,
  direction: letter.direction,
  form: letter.form,
  datedOn: letter.dated_on,
  datePrecision: letter.dated_precision,
  correspondent: letter.correspondent,
  subject: letter.subject,
  summary: letter.summary,
  state: letterStateOn(letter, today),
  replyDue: letter.reply_due,
  points: letter.points,
  pointsAnswered: letter.answered,
  url: `${site}/correspondence/${letter.id}`,
})

/** Three queries. */
async function readRegister({ db, today, query }: Visit) {
  const bodies = await listBodies(db)
  const slug = textOf(query, 'body')
  const body = bodies.find(each => each.slug === slug)
  const wanted = { today, ...(slug === '' ? {} : { bodies: body ? [body.id] : [] }) }
  const { all } = await countLetters(db, wanted)
  const pages = Math.max(1, Math.ceil(all / PER_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(textOf(query, 'page')) || 1)))
  const letters = await listLetters(db, {
    ...wanted,
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  return { bodies, body, all, page, pages, letters, today }
}

function RegisterView({
  bodies,
  body,
  page,
  pages,
  letters,
  today,
}: Awaited<ReturnType<typeof readRegister>>) {
  const byId = new Map(bodies.map(each => [each.id, each]))
  return (
    <PublicPage
      title={body ? `Correspondence of the ${body.name}` : 'Correspondence'}
      description="Letters that public bodies wrote and received, and what they were answered."
    >
      <PageHeading
        title="Correspondence"
        {...(body ? { caption: body.name } : {})}
        lede="Letters to and from public bodies, as far as they are published, and what was answered."
      />
      {bodies.length < 2 ? null : (
        <Filter>
          <AskingForm values={{ body: body?.slug ?? '' }}>
            <SelectField
              name="body"
              label="Whose letters"
              empty="All bodies"
              options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
            />
            <SubmitButton kind="secondary">Show</SubmitButton>
          </AskingForm>
        </Filter>
      )}
      {letters.length === 0 ? (
        <Empty>No letter has been published here yet.</Empty>
      ) : (
        <CardList
          items={letters.map(letter =>
            letterCard(letter, {
              today,
              body: byId.get(letter.body_id)?.name ?? '',
              href: `/correspondence/${letter.id}`,
            }),
          )}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={to =>
          `/correspondence?${new URLSearchParams({ ...(body ? { body: body.slug } : {}), page: String(to) })}`
        }
      />
    </PublicPage>
  )
}

type LetterModel = LetterInFull & {
  readonly body: Body
  readonly links: readonly Link[]
  readonly names: ReadonlyMap<string, NamedThing>
  readonly today: Day
}

/** The lines of what is known of a letter, for its page here and in the workspace. */
export function letterFacts(
  { letter, answersTo, replies }: Pick<LetterInFull, 'letter' | 'answersTo' | 'replies'>,
  at: (id: string) => string,
  meeting: NamedThing | undefined,
): SummaryRow[] {
  const other = (of: Letter) => (
    <a key={of.id} href={at(of.id)}>
      {letterInWords(of)}
    </a>
  )
  return [
    { key: 'Dated', value: <DatedText letter={letter} /> },
    { key: letter.direction === 'received' ? 'From' : 'To', value: letter.correspondent },
    ...(answersTo ? [{ key: 'In reply to', value: other(answersTo) }] : []),
    ...(replies.length > 0 ? [{ key: 'Answered by', value: <>{replies.map(other)}</> }] : []),
    ...(letter.replies === 0 && letter.reply_wanted && letter.reply_due !== null
      ? [{ key: 'Reply due', value: <DayText day={letter.reply_due} /> }]
      : []),
    ...(meeting ? [{ key: 'Put to the', value: <a href={meeting.href}>{meeting.text}</a> }] : []),
  ]
}

const linkTo = (relation: string, thing: NamedThing | undefined): ThreadLink[] =>
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

function threadOf({ letter, links, names }: LetterModel) {
  const up: ThreadLink[] = []
  const down: ThreadLink[] = []
  for (const link of links) {
    const out = link.from.id === letter.id
    const thing = names.get(keyOf(out ? link.to : link.from))
    const words = out ? `${link.relation} the` : `${relations[link.relation]} the`
    // What it answers and what resolved to write it came first; the rest came of it.
    const before = out ? link.relation === 'answers' : link.relation === 'raises'
    ;(before ? up : down).push(...linkTo(words, thing))
  }
  return { up, down }
}

function LetterView({ model }: { model: LetterModel }) {
  const { letter, points, files, body, today, names } = model
  const { up, down } = threadOf(model)
  return (
    <PublicPage
      title={letter.subject}
      description={letterInWords(letter)}
      breadcrumbs={[
        { text: 'Correspondence', href: '/correspondence' },
        { text: body.name, href: `/correspondence?body=${body.slug}` },
      ]}
    >
      <PageHeading
        caption={`${letter.form === 'letter' ? 'Letter' : 'E-mail'} ${
          letter.direction === 'received' ? 'to' : 'from'
        } the ${body.name}`}
        title={letter.subject}
        facts={[<LetterTag key="state" letter={letter} today={today} />]}
      />
      <SummaryList
        rows={letterFacts(
          model,
          id => `/correspondence/${id}`,
          names.get(`agenda-item ${letter.item_id}`) ?? names.get(`meeting ${letter.meeting_id}`),
        )}
      />
      {letter.summary === '' ? null : (
        <>
          <h2>What it says</h2>
          <Paragraphs text={letter.summary} />
        </>
      )}
      <PointsSection model={model} hrefOf={id => `/correspondence/${id}`} points={points} />
      {files.length === 0 ? null : (
        <>
          <h2>Files</h2>
          <LetterFiles files={files} at={`/correspondence/${letter.id}`} />
        </>
      )}
      {up.length + down.length === 0 ? null : (
        <Thread up={up} here={{ kind: 'letter', text: letter.subject }} down={down} />
      )}
    </PublicPage>
  )
}

/** The points of the letter, or of the one that it answers, under the right words. */
export function PointsSection({
  model,
  points,
  hrefOf,
}: {
  model: Pick<LetterInFull, 'letter' | 'answersTo'>
  points: LetterInFull['points']
  hrefOf: (id: string) => string
}) {
  if (points.length === 0) return null
  return (
    <>
      <h2>{model.letter.points > 0 ? 'What it asks, and the answers' : 'What it answers'}</h2>
      <Points points={points} own={model.letter.id} hrefOf={hrefOf} />
    </>
  )
}

async function readOne(visit: Visit, nameThings: NameThings): Promise<LetterModel> {
  const { db, params, today } = visit
  const full = await readLetterInFull(db, params.id ?? '')
  const { letter } = full
  const body = await readBody(db, letter.body_id)
  const links = await listLinks(db, [{ kind: 'letter', id: letter.id }])
  const around = [full.answersTo, ...full.replies].flatMap(other => (other ? [other.id] : []))
  const names = new Map(
    await nameThings(db, [
      ...links
        .flatMap(({ from, to }) => [from, to])
        .filter(({ kind, id }) => kind !== 'letter' && id !== letter.id),
      ...(letter.item_id ? [{ kind: 'agenda-item', id: letter.item_id }] : []),
      ...(letter.meeting_id ? [{ kind: 'meeting', id: letter.meeting_id }] : []),
    ]),
  )
  // The letters on either side are read already.
  for (const other of [full.answersTo, ...full.replies])
    if (other && around.includes(other.id))
      names.set(keyOf({ kind: 'letter', id: other.id }), {
        kind: 'letter',
        text: letterInWords(other),
        href: `/correspondence/${other.id}`,
        day: other.dated_on,
      })
  return { ...full, body, links, names, today }
}

/** Published letters, and each of them; `nameThings` names what hangs on them. */
export const correspondencePages = (nameThings: NameThings) => [
  publicPage({
    path: '/correspondence',
    summary: 'Published letters to and from bodies: ?body=SLUG, ?page=2.',
    schema: Type.Object({
      page: Type.Integer(),
      total: Type.Integer(),
      letters: Type.Array(letterSchema),
    }),
    about: { nothing: 'It is a list: each letter has its own page.' },
    read: readRegister,
    view: model => <RegisterView {...model} />,
    json: ({ page, all, letters, bodies, today }, { settings }) => ({
      page,
      total: all,
      letters: letters.map(letter =>
        letterJson(
          letter,
          bodies.find(({ id }) => id === letter.body_id)?.slug ?? '',
          today,
          settings.url,
        ),
      ),
    }),
  }),
  publicPage({
    path: '/correspondence/:id',
    summary: 'One published letter, its points with their answers, and what hangs on it.',
    schema: Type.Object({
      ...letterSchema.properties,
      inReplyTo: maybe,
      replies: Type.Array(Type.String()),
      requests: Type.Array(
        Type.Object({
          number: Type.Integer(),
          text: Type.String(),
          answers: Type.Array(
            Type.Object({ letter: Type.String(), outcome: Type.String(), text: Type.String() }),
          ),
        }),
      ),
      files: Type.Array(Type.Object({ name: Type.String(), url: Type.String() })),
    }),
    read: visit => readOne(visit, nameThings),
    about: ({ letter }) => [{ kind: 'letter', id: letter.id }],
    view: model => <LetterView model={model} />,
    json: ({ letter, body, points, files, replies, answersTo, today }, { settings }) => ({
      ...letterJson(letter, body.slug, today, settings.url),
      inReplyTo: answersTo?.id ?? null,
      replies: replies.map(({ id }) => id),
      requests: points.map(({ number, text, answers }) => ({
        number,
        text,
        answers: answers.map(answer => ({
          letter: answer.letter,
          outcome: answer.outcome,
          text: answer.text,
        })),
      })),
      files: files.map(({ id, name }) => ({
        name,
        url: `${settings.url}/correspondence/${letter.id}/files/${id}`,
      })),
    }),
  }),
  publicFile({
    path: '/correspondence/:id/files/:file',
    summary: 'A file of a published letter.',
    answer: letterFileOf,
  }),
]

/** A file with a letter, if this connection may see both. @throws NotFound */
export async function letterFileOf({ db, params }: Pick<Visit, 'db' | 'params'>) {
  const { files } = await readLetterInFull(db, params.id ?? '')
  const file = files.find(({ id }) => id === params.file)
  const stored = file && (await readFile(db, file.hash))
  if (!file || !stored) throw new NotFound('There is no such file with this letter.')
  return {
    bytes: stored.bytes,
    mediaType: stored.mediaType,
    name: file.name,
    inline: ['application/pdf', 'image/png'].includes(stored.mediaType),
  }
}
