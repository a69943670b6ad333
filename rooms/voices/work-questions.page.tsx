import { CardList } from '../../design/card-list.tsx'
import { CheckboxField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  type Needs,
  textOf,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { ActionFields, readActionFields } from '../actions/raise-action.fields.tsx'
import { type Body, listBodies, readBody } from '../bodies/read-body.ts'
import { listOpenToQuestions } from '../meetings/list-open-to-questions.ts'
import { type Item, listItems } from '../meetings/read-agenda.ts'
import { type Meeting, readMeeting } from '../meetings/read-meeting.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { answerQuestion } from './answer-question.ts'
import { declineQuestion } from './decline-question.ts'
import { listQuestions } from './list-questions.ts'
import { publishQuestion } from './publish-question.ts'
import { putQuestion } from './put-question.ts'
import {
  Answer,
  Paragraphs,
  QuestionTag,
  questionCard,
  shownAs,
  titleOf,
} from './question.view.tsx'
import { type Asker, findAsker, type Question, readQuestion } from './read-question.ts'

const crumb = { text: 'Questions', href: '/work/questions' }

async function bodiesOf({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('handle questions') ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

const tabs = { waiting: 'awaiting', answered: 'answered', declined: 'declined' } as const
type Tab = keyof typeof tabs

const overviewPage = workPage({
  path: '/work/questions',
  needs: { permission: 'handle questions' },
  read: async visit => {
    const bodies = await bodiesOf(visit)
    const asked = textOf(visit.query, 'which')
    const tab: Tab = asked === 'answered' || asked === 'declined' ? asked : 'waiting'
    const questions = await listQuestions(visit.db, {
      bodies: bodies.map(({ id }) => id),
      which: tabs[tab],
      limit: 200,
    })
    return { bodies: new Map(bodies.map(body => [body.id, body])), tab, questions }
  },
  view: ({ bodies, tab, questions }, { today }) => (
    <WorkPage title="Questions">
      <PageHeading title="Questions" lede="What people asked of the bodies you keep." />
      <TabLinks
        label="Which questions"
        tabs={[
          { text: 'To be handled', href: '/work/questions', current: tab === 'waiting' },
          {
            text: 'Answered',
            href: '/work/questions?which=answered',
            current: tab === 'answered',
          },
          {
            text: 'Declined',
            href: '/work/questions?which=declined',
            current: tab === 'declined',
          },
        ]}
      />
      {questions.length === 0 ? (
        <Empty>
          {tab === 'waiting' ? 'No question waits for you.' : `No question is ${tab} yet.`}
        </Empty>
      ) : (
        <CardList
          items={questions.map(question =>
            questionCard(question, {
              today,
              body: bodies.get(question.body_id)?.name ?? '',
              href: `/work/questions/${question.id}`,
            }),
          )}
        />
      )}
    </WorkPage>
  ),
})

const ofQuestion: Needs = {
  permission: 'handle questions',
  scope: async ({ db, params }) => (await readQuestion(db, params.id ?? '')).body_id,
}

type OneQuestion = { readonly question: Question; readonly body: Body }

const readOne = async ({ db, params }: Visit): Promise<OneQuestion> => {
  const question = await readQuestion(db, params.id ?? '')
  return { question, body: await readBody(db, question.body_id) }
}

const pathOf = ({ question }: OneQuestion) => `/work/questions/${question.id}`
const crumbsOf = (one: OneQuestion) => [
  crumb,
  { text: titleOf(one.question.text, 40), href: pathOf(one) },
]

type OneInFull = OneQuestion & {
  readonly asker: Asker | undefined
  readonly meeting: Meeting | null
}

const onePage = workPage({
  path: '/work/questions/:id',
  needs: ofQuestion,
  read: async (visit): Promise<OneInFull> => {
    const one = await readOne(visit)
    const { meeting_id } = one.question
    return {
      ...one,
      asker: await findAsker(visit.db, one.question.id),
      meeting: meeting_id === null ? null : await readMeeting(visit.db, meeting_id),
    }
  },
  view: (one, { today }) => {
    const { question, body, asker, meeting } = one
    const open = question.answered_on === null && question.declined_on === null
    return (
      <WorkPage title={titleOf(question.text, 70)} breadcrumbs={[crumb]}>
        <PageHeading
          caption={`Question to the ${body.name}`}
          title={titleOf(question.text, 120)}
          facts={[
            <QuestionTag key="state" question={question} today={today} />,
            question.published_at === null ? 'Not public' : 'Public',
          ]}
        />
        {open ? (
          <ButtonRow>
            <ButtonLink href={`${pathOf(one)}/answer`}>Answer it</ButtonLink>
            <ButtonLink href={`${pathOf(one)}/put`} kind="secondary">
              Put it to a meeting
            </ButtonLink>
            {question.published_at === null ? (
              <ActButton action={`${pathOf(one)}/publish`} small={false}>
                Publish it without answer
              </ActButton>
            ) : null}
            <ButtonLink href={`${pathOf(one)}/decline`} kind="secondary">
              Decline it
            </ButtonLink>
          </ButtonRow>
        ) : null}
        <SummaryList
          rows={[
            { key: 'Asked', value: <DayText day={question.asked_on} form="full" /> },
            { key: 'Shown as', value: shownAs(question) },
            {
              key: 'From (private)',
              value: asker ? `${asker.name}, ${asker.email}` : 'Not in the record',
            },
            {
              key: 'Meeting',
              value: meeting ? formatDay(meeting.day) : 'None: answered in writing',
            },
            {
              key: 'Answer due',
              value: question.reply_due ? <DayText day={question.reply_due} form="full" /> : 'None',
            },
          ]}
        />
        <h2>The question</h2>
        <Paragraphs text={question.text} />
        {question.answered_on === null ? null : (
          <>
            <h2>The answer</h2>
            <Answer text={question.answer} />
          </>
        )}
        {question.declined_on === null ? null : (
          <>
            <h2>Why it was declined</h2>
            <Paragraphs text={question.declined_reason} />
          </>
        )}
      </WorkPage>
    )
  },
})

type Answering = OneQuestion & { readonly persons: readonly Person[] }

const answerPage = formPage({
  path: '/work/questions/:id/answer',
  needs: ofQuestion,
  summary: 'Answers a question and publishes both; may raise an action with it.',
  read: async (visit): Promise<Answering> => ({
    ...(await readOne(visit)),
    persons: await listPersons(visit.db),
  }),
  values: (_model, { today }) => ({ answeredOn: today, 'action-audience': 'public' }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Answer a question" breadcrumbs={crumbsOf(model)} refusals={refusals}>
      <PageHeading caption={`Question to the ${model.body.name}`} title="Answer it" />
      <Paragraphs text={model.question.text} />
      <Form values={values}>
        <TextArea
          name="answer"
          label="The answer"
          hint="In the body’s voice. Question and answer are published together and stay as they are."
          rows={8}
        />
        <DateField name="answeredOn" label="Answered on" />
        <h2>An action that the answer promises</h2>
        <CheckboxField
          name="raises"
          label="The answer promises something: raise an action with it"
          hint="It goes on the tracker of the body, tied to this question."
        />
        <ActionFields persons={model.persons} prefix="action-" />
        <SubmitButton>Answer and publish</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { question }) => {
    const form = reading(values)
    const answeredOn = form.day('answeredOn', 'Enter the day of the answer.')
    const input = form.outcome({
      question: question.id,
      answer: form.optionalText('answer'),
      answeredOn,
      ...(form.ticked('raises')
        ? { raises: { ...readActionFields(form, 'action-'), raisedOn: answeredOn } }
        : {}),
    })
    if (!input.ok) return input
    const outcome = await answerQuestion(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/questions/${question.id}` } : outcome
  },
})

const declinePage = formPage({
  path: '/work/questions/:id/decline',
  needs: ofQuestion,
  summary: 'Declines to put a question, with the reason.',
  read: readOne,
  view: (one, { values, refusals }) => (
    <WorkPage title="Decline a question" breadcrumbs={crumbsOf(one)} refusals={refusals}>
      <PageHeading caption={`Question to the ${one.body.name}`} title="Decline it" />
      <Paragraphs text={one.question.text} />
      <Form values={values}>
        <TextArea
          name="reason"
          label="Why"
          hint="Repeated, about a person, not the body’s business. The asker is told; a question already public shows it."
          rows={4}
        />
        <SubmitButton kind="warning">Decline the question</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, one) => {
    const outcome = await declineQuestion(visit.acting, {
      question: one.question.id,
      reason: textOf(values, 'reason'),
    })
    return outcome.ok ? { ok: true, value: pathOf(one) } : outcome
  },
})

type Putting = OneQuestion & {
  readonly meetings: readonly Meeting[]
  readonly items: readonly (Item & { readonly of: string })[]
}

const putPage = formPage({
  path: '/work/questions/:id/put',
  needs: ofQuestion,
  summary: 'Puts a question to a meeting of its body, under an item, and publishes it.',
  read: async (visit): Promise<Putting> => {
    const one = await readOne(visit)
    const open = await listOpenToQuestions(visit.db, visit.today)
    const coming = open.filter(({ body }) => body.id === one.body.id).map(({ meeting }) => meeting)
    const own = one.question.meeting_id
    const meetings =
      own === null || coming.some(({ id }) => id === own)
        ? coming
        : [await readMeeting(visit.db, own), ...coming]
    const items = await Promise.all(
      meetings.map(async meeting =>
        (await listItems(visit.db, meeting.id, { private: false })).map(item => ({
          ...item,
          of: formatDay(meeting.day),
        })),
      ),
    )
    return { ...one, meetings, items: items.flat() }
  },
  changes: {
    what: 'this question',
    thing: ({ question }) => `question/${question.id}`,
    stored: ({ question, meetings }) => [
      {
        label: 'Put to the meeting of',
        text: meetings
          .filter(({ id }) => id === question.meeting_id)
          .map(({ day }) => formatDay(day))
          .join(''),
      },
    ],
  },
  values: ({ question, items }) => ({
    meeting: question.meeting_id ?? '',
    item:
      items.find(
        ({ kind, meeting_id }) => kind === 'questions' && meeting_id === question.meeting_id,
      )?.id ?? '',
  }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Put a question" breadcrumbs={crumbsOf(model)} refusals={refusals}>
      <PageHeading caption={`Question to the ${model.body.name}`} title="Put it to a meeting" />
      <Paragraphs text={model.question.text} />
      <Form values={values}>
        <SelectField
          name="meeting"
          label="Which meeting"
          empty="Choose a meeting"
          options={model.meetings.map(({ id, day }) => ({ value: id, text: formatDay(day) }))}
        />
        <SelectField
          name="item"
          label="Under which item (optional)"
          empty="A new item, or none"
          options={model.items.map(({ id, number, title, of }) => ({
            value: id,
            text: `${of}: ${number} ${title}`,
          }))}
        />
        <TextField
          name="itemTitle"
          label="Title of a new item (optional)"
          hint="Where the agenda has no item for it, such as “Questions from the public”."
        />
        <SubmitButton>Put it, and publish the question</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, one) => {
    const outcome = await putQuestion(visit.acting, {
      question: one.question.id,
      meeting: textOf(values, 'meeting') || undefined,
      item: textOf(values, 'item') || undefined,
      itemTitle: textOf(values, 'itemTitle'),
    })
    return outcome.ok ? { ok: true, value: pathOf(one) } : outcome
  },
})

const publishPage = actPage({
  path: '/work/questions/:id/publish',
  needs: ofQuestion,
  summary: 'Publishes a question that awaits its answer in writing.',
  submit: async ({ acting, params }) => {
    const outcome = await publishQuestion(acting, { question: params.id ?? '' })
    return outcome.ok ? { ok: true, value: `/work/questions/${params.id}` } : outcome
  },
})

export const workQuestionPages = [
  overviewPage,
  onePage,
  answerPage,
  declinePage,
  putPage,
  publishPage,
]
