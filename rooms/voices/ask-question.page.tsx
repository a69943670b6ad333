import { Type } from 'typebox'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay, isDay } from '../../platform/day.rules.ts'
import { formPage, publicPage, textOf } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { refused } from '../../platform/outcome.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import { listOpenToQuestions, type OpenMeeting } from '../meetings/list-open-to-questions.ts'
import { askQuestion } from './ask-question.ts'
import { ANYONE, QUESTION_LENGTH } from './question.rules.ts'

type Asking = { readonly meetings: readonly OpenMeeting[]; readonly bodies: readonly Body[] }

const choiceOf = ({ body, meeting }: OpenMeeting) => `meeting ${body.slug} ${meeting.slug}`

function optionOf(open: OpenMeeting) {
  const { body, meeting, deadline } = open
  const by = deadline === null ? '' : `: ask by ${formatDay(deadline)}`
  return { value: choiceOf(open), text: `${body.name}, ${formatDay(meeting.day)}${by}` }
}

/** Anybody may ask; nothing they send is shown before the body publishes it. */
const askPage = formPage({
  path: '/questions/ask',
  needs: 'anyone',
  summary: 'Asks a public question of a body or one of its coming public meetings.',
  read: async ({ db, today }): Promise<Asking> => ({
    meetings: await listOpenToQuestions(db, today),
    bodies: await listBodies(db, today),
  }),
  values: ({ meetings }, { query }) => {
    const slug = textOf(query, 'body')
    const open = meetings.find(
      ({ body, meeting }) => body.slug === slug && meeting.slug === textOf(query, 'meeting'),
    )
    return { to: open ? choiceOf(open) : slug === '' ? '' : `body ${slug}` }
  },
  view: ({ meetings, bodies }, { values, refusals }) => (
    <PublicPage
      title="Ask a question"
      description="Ask a public question of a health and care body."
      breadcrumbs={[{ text: 'Questions', href: '/questions' }]}
      refusals={refusals}
    >
      <PageHeading
        title="Ask a question"
        lede="Ask about how health and care are planned, decided and paid for. The answer is public, so that everybody can read it."
      />
      {bodies.length === 0 && meetings.length === 0 ? (
        <Empty>
          No body is in this record yet, so there is nobody to ask. Please come back later.
        </Empty>
      ) : (
        <>
          <Notice>
            <p>
              This is not the place for your own care, or for a complaint about it: leave out names
              and illnesses of people. Your name and e-mail address are kept private.
            </p>
          </Notice>
          <Form values={values}>
            <SelectField
              name="to"
              label="Whom do you ask?"
              hint={
                meetings.length === 0
                  ? 'No public meeting takes questions just now: a body answers in writing within 20 working days.'
                  : 'A meeting answers on its day; a body answers in writing within 20 working days.'
              }
              empty="Choose a meeting or a body"
              options={[
                ...(meetings.length === 0
                  ? []
                  : [{ group: 'At a coming meeting', options: meetings.map(optionOf) }]),
                {
                  group: 'In writing',
                  options: bodies.map(({ slug, name }) => ({ value: `body ${slug}`, text: name })),
                },
              ]}
            />
            <TextArea name="text" label="Your question" rows={6} maxLength={QUESTION_LENGTH} />
            <TextField
              name="shownAs"
              label="How may we show you? (optional)"
              hint={`Published with the question, such as “a resident of Luton”. Left empty: “${ANYONE}”.`}
              width={30}
            />
            <TextField
              name="name"
              label="Your name"
              hint="Not published."
              autoComplete="name"
              width={30}
            />
            <TextField
              name="email"
              label="Your e-mail address"
              hint="Not published. Only for writing to you about your question."
              type="email"
              autoComplete="email"
              spellCheck={false}
              width={30}
            />
            <SubmitButton>Send the question</SubmitButton>
          </Form>
        </>
      )}
    </PublicPage>
  ),
  submit: async (visit, values, { meetings, bodies }) => {
    const form = reading(values)
    const to = form.text('to', 'Choose the meeting or body that you ask.')
    const open = meetings.find(candidate => choiceOf(candidate) === to)
    const body = open?.body ?? bodies.find(({ slug }) => to === `body ${slug}`)
    if (to !== '' && !body)
      form.refuse({
        code: 'not-open',
        field: 'to',
        message: 'That meeting or body takes no questions now. Choose one from the list.',
      })
    const asked = {
      text: form.optionalText('text'),
      name: form.optionalText('name'),
      email: form.optionalText('email'),
      shownAs: form.optionalText('shownAs'),
    }
    const read = form.outcome(asked)
    if (!read.ok || !body) return read.ok ? refused() : read
    const outcome = await askQuestion(visit.acting, {
      ...asked,
      body: body.id,
      ...(open ? { meeting: open.meeting.id } : {}),
    })
    if (outcome.ok)
      return { ok: true, value: `/questions/asked?due=${outcome.value.reply_due ?? ''}` }
    // The one field of this form holds both the body and its meeting.
    return refused(
      ...outcome.refusals.map(refusal =>
        refusal.field === 'meeting' || refusal.field === 'body'
          ? { ...refusal, field: 'to' }
          : refusal,
      ),
    )
  },
})

/** Where the form leads: what happens now. */
const askedPage = publicPage({
  path: '/questions/asked',
  summary: 'What happens to a question that was sent.',
  schema: Type.Object({ due: Type.Union([Type.String(), Type.Null()]) }),
  about: { nothing: 'It tells who asked what happens next; nothing is published yet.' },
  read: async ({ query }) => {
    const due = textOf(query, 'due')
    return isDay(due) ? due : null
  },
  view: due => (
    <PublicPage
      title="Your question was sent"
      breadcrumbs={[{ text: 'Questions', href: '/questions' }]}
    >
      <PageHeading title="Your question was sent" />
      <p>
        The clerk reads it first, and publishes it unless there is a reason not to; you would be
        told the reason.{' '}
        {due === null ? null : (
          <>
            An answer is due by <DayText day={due} />.
          </>
        )}
      </p>
      <p>
        Question and answer then stand in the <a href="/questions">register of questions</a>, shown
        as you asked. Nobody sees your name or address there.
      </p>
    </PublicPage>
  ),
  json: due => ({ due }),
})

export const askQuestionPages = [askPage, askedPage]
