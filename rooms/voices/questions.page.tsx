import { type Static, Type } from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, ButtonLink, ButtonRow, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { Thread, type ThreadLink } from '../../design/thread.tsx'
import { Filter } from '../../design/tracker.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { type Link, listLinks, relations } from '../../platform/record/links.ts'
import { keyOf, type NamedThing, type NameThings } from '../../platform/record/named-thing.ts'
import { type Body, listBodies, readBody } from '../bodies/read-body.ts'
import { countQuestions, listQuestions } from './list-questions.ts'
import { questionStateOn } from './question.rules.ts'
import {
  Answer,
  Paragraphs,
  QuestionTag,
  questionCard,
  shownAs,
  titleOf,
} from './question.view.tsx'
import { type Question, readQuestion } from './read-question.ts'

const PER_PAGE = 25

const maybeDay = Type.Union([Type.String({ description: 'YYYY-MM-DD' }), Type.Null()])

const questionSchema = Type.Object({
  id: Type.String(),
  body: Type.String({ description: 'The body’s slug' }),
  askedOn: Type.String({ description: 'YYYY-MM-DD' }),
  text: Type.String(),
  shownAs: Type.String({ description: 'How the asker wished to be shown' }),
  state: Type.String({ description: 'awaiting an answer, overdue, answered or not put' }),
  replyDue: maybeDay,
  answer: Type.String(),
  answeredOn: maybeDay,
  declinedReason: Type.String(),
  url: Type.String(),
})

const questionJson = (
  question: Question,
  body: string,
  today: Day,
  siteUrl: string,
): Static<typeof questionSchema> => ({
  id: question.id,
  body,
  askedOn: question.asked_on,
  text: question.text,
  shownAs: shownAs(question),
  state: questionStateOn(question, today),
  replyDue: question.reply_due,
  answer: question.answer,
  answeredOn: question.answered_on,
  declinedReason: question.declined_reason,
  url: `${siteUrl}/questions/${question.id}`,
})

type RegisterModel = {
  readonly today: Day
  readonly bodies: readonly Body[]
  readonly bodyOf: ReadonlyMap<string, Body>
  readonly body: Body | undefined
  readonly which: 'answered' | 'awaiting' | undefined
  readonly questions: readonly Question[]
  readonly counts: { readonly all: number; readonly answered: number; readonly awaiting: number }
  readonly total: number
  readonly page: number
}

async function readRegister({ db, today, query }: Visit): Promise<RegisterModel> {
  const all = await listBodies(db)
  const slug = textOf(query, 'body')
  const body = all.find(candidate => candidate.slug === slug)
  const asked = textOf(query, 'which')
  const which = asked === 'answered' || asked === 'awaiting' ? asked : undefined
  const page = Math.max(1, Math.trunc(Number(textOf(query, 'page')) || 1))
  const within = slug === '' ? {} : { bodies: body ? [body.id] : [] }
  const counted = await countQuestions(db, {})
  const [answered, awaiting, questions] = await Promise.all([
    countQuestions(db, { ...within, which: 'answered' }),
    countQuestions(db, { ...within, which: 'awaiting' }),
    listQuestions(db, {
      ...within,
      ...(which ? { which } : {}),
      limit: PER_PAGE,
      offset: (page - 1) * PER_PAGE,
    }),
  ])
  const sum = (rows: typeof counted) => rows.reduce((total, row) => total + row.all, 0)
  const here = counted.filter(row => !within.bodies || within.bodies.includes(row.body))
  const counts = { all: sum(here), answered: sum(answered), awaiting: sum(awaiting) }
  const asking = new Set(counted.map(row => row.body))
  return {
    today,
    bodies: all.filter(({ id }) => asking.has(id)),
    bodyOf: new Map(all.map(each => [each.id, each])),
    body,
    which,
    questions,
    counts,
    total: which ? counts[which] : counts.all,
    page,
  }
}

function addressOf(body: Body | undefined, more: Record<string, string | undefined> = {}) {
  const asked = new URLSearchParams(body ? { body: body.slug } : {})
  for (const [name, value] of Object.entries(more)) if (value) asked.set(name, value)
  return asked.size === 0 ? '/questions' : `/questions?${asked}`
}

function RegisterView({ model }: { model: RegisterModel }) {
  const { body, which, counts, questions, bodies, bodyOf, today, page, total } = model
  return (
    <PublicPage
      title={body ? `Questions to the ${body.name}` : 'Questions'}
      description="What people asked public bodies, and what they were answered."
    >
      <PageHeading
        title="Questions"
        {...(body ? { caption: body.name } : {})}
        lede="What people asked, and what they were answered. Anybody may ask."
      />
      {bodyOf.size === 0 ? null : (
        <ButtonRow>
          <ButtonLink href={body ? `/questions/ask?body=${body.slug}` : '/questions/ask'}>
            Ask a question
          </ButtonLink>
        </ButtonRow>
      )}
      {counts.all === 0 && which === undefined ? null : (
        <TabLinks
          label="Which questions"
          tabs={[
            { text: 'All', href: addressOf(body), current: which === undefined, count: counts.all },
            {
              text: 'Awaiting an answer',
              href: addressOf(body, { which: 'awaiting' }),
              current: which === 'awaiting',
              count: counts.awaiting,
            },
            {
              text: 'Answered',
              href: addressOf(body, { which: 'answered' }),
              current: which === 'answered',
              count: counts.answered,
            },
          ]}
        />
      )}
      {bodies.length < 2 ? null : (
        <Filter>
          <AskingForm values={{ body: body?.slug ?? '' }}>
            {which ? <HiddenField name="which" value={which} /> : null}
            <SelectField
              name="body"
              label="Body that was asked"
              empty="All bodies"
              options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
            />
            <SubmitButton kind="secondary">Show</SubmitButton>
          </AskingForm>
        </Filter>
      )}
      {questions.length === 0 ? (
        <Empty>
          {which === 'awaiting'
            ? 'No published question awaits its answer.'
            : bodyOf.size === 0
              ? 'No body is in this record yet, so there is nobody to ask. Once there is, you can ask here.'
              : 'No question has been published here yet. Yours may be the first.'}
        </Empty>
      ) : (
        <CardList
          items={questions.map(question =>
            questionCard(question, {
              today,
              body: bodyOf.get(question.body_id)?.name ?? '',
              href: `/questions/${question.id}`,
            }),
          )}
        />
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / PER_PAGE)}
        hrefOf={to => addressOf(body, { which, page: String(to) })}
      />
    </PublicPage>
  )
}

type QuestionModel = {
  readonly question: Question
  readonly body: Body
  readonly links: readonly Link[]
  readonly names: ReadonlyMap<string, NamedThing>
  readonly today: Day
}

/** What came of a question: the item at which it was taken, the action that its answer promised. */
function threadOf({ question, links, names }: QuestionModel): ThreadLink[] {
  const meeting = question.meeting_id ? names.get(`meeting ${question.meeting_id}`) : undefined
  const shown = (relation: string, thing: NamedThing | undefined): ThreadLink[] =>
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
  return [
    ...shown('was put to the', meeting),
    ...links.flatMap(link =>
      link.from.id === question.id
        ? shown(`${link.relation} the`, names.get(keyOf(link.to)))
        : shown(`${relations[link.relation]} the`, names.get(keyOf(link.from))),
    ),
  ]
}

function QuestionView({ model }: { model: QuestionModel }) {
  const { question, body, today } = model
  const down = threadOf(model)
  const rows: SummaryRow[] = [
    { key: 'Asked', value: <DayText day={question.asked_on} form="full" /> },
    { key: 'By', value: shownAs(question) },
    { key: 'Of', value: <a href={`/bodies/${body.slug}`}>{body.name}</a> },
    ...(question.answered_on === null && question.declined_on === null && question.reply_due
      ? [{ key: 'Answer due', value: <DayText day={question.reply_due} form="full" /> }]
      : []),
  ]
  return (
    <PublicPage
      title={titleOf(question.text, 70)}
      description={titleOf(question.text)}
      breadcrumbs={[
        { text: 'Questions', href: '/questions' },
        { text: body.name, href: addressOf(body) },
      ]}
    >
      <PageHeading
        caption={`Question to the ${body.name}`}
        title={titleOf(question.text, 120)}
        facts={[<QuestionTag key="state" question={question} today={today} />]}
      />
      <SummaryList rows={rows} />
      <h2>The question</h2>
      <Paragraphs text={question.text} />
      {question.answered_on === null ? null : (
        <>
          <h2>
            The answer, <DayText day={question.answered_on} />
          </h2>
          <Answer text={question.answer} />
        </>
      )}
      {question.declined_on === null ? null : (
        <>
          <h2>Why it was not put</h2>
          <Paragraphs text={question.declined_reason} />
        </>
      )}
      {down.length === 0 ? null : (
        <Thread up={[]} here={{ kind: 'question', text: titleOf(question.text) }} down={down} />
      )}
    </PublicPage>
  )
}

/** The public register of questions, and each of them; `nameThings` names what they led to. */
export const questionPages = (nameThings: NameThings) => [
  publicPage({
    path: '/questions',
    summary:
      'Published questions and their answers: ?body=SLUG, ?which=answered or awaiting, ?page=2.',
    schema: Type.Object({
      page: Type.Integer(),
      total: Type.Integer(),
      questions: Type.Array(questionSchema),
    }),
    about: { nothing: 'It is a list: each question has its own page.' },
    read: readRegister,
    view: model => <RegisterView model={model} />,
    json: (model, { settings }) => ({
      page: model.page,
      total: model.total,
      questions: model.questions.map(question =>
        questionJson(
          question,
          model.bodyOf.get(question.body_id)?.slug ?? '',
          model.today,
          settings.url,
        ),
      ),
    }),
  }),
  publicPage({
    path: '/questions/:id',
    summary: 'One published question, its answer and what came of it.',
    schema: questionSchema,
    read: async ({ db, params, today }): Promise<QuestionModel> => {
      const question = await readQuestion(db, params.id ?? '')
      const body = await readBody(db, question.body_id)
      const links = await listLinks(db, [{ kind: 'question', id: question.id }])
      const names = await nameThings(db, [
        ...links.flatMap(({ from, to }) => [from, to]).filter(({ id }) => id !== question.id),
        ...(question.meeting_id ? [{ kind: 'meeting', id: question.meeting_id }] : []),
      ])
      return { question, body, links, names, today }
    },
    about: ({ question }) => [{ kind: 'question', id: question.id }],
    view: model => <QuestionView model={model} />,
    json: ({ question, body, today }, { settings }) =>
      questionJson(question, body.slug, today, settings.url),
  }),
]
