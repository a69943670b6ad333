import type { ReactNode } from 'react'
import { RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { FileField } from '../../design/file-field.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage, WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import { londonNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { readFile } from '../../platform/files/files.ts'
import {
  actPage,
  type FileAnswer,
  type FormState,
  formPage,
  publicFile,
  textOf,
  type Values,
  type Visit,
  workFile,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound, type Outcome, type Refusal } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { attachOutsideFile } from './attach-outside-file.ts'
import { closeCorrespondence, lapseCorrespondence } from './close-correspondence.ts'
import {
  closingInWords,
  isOver,
  reasonsNotToReply,
  replies,
  repliesInWords,
  replyWords,
} from './correspondence.rules.ts'
import { excludeFromCorrespondence } from './exclude-from-correspondence.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'
import {
  findReport,
  listMeetingsToReportTo,
  listOutsideFiles,
  listPublishedOutside,
} from './list-outside.ts'
import { idIn } from './meeting-visit.ts'
import { QuorumPanel } from './minutes.view.tsx'
import { officerDecisionView, readOfficerPage } from './officer-decision.page.tsx'
import { openCorrespondence } from './open-correspondence.ts'
import {
  AfterDecision,
  bodiesToDecideFor,
  doneWords,
  forOutside,
  PaperList,
} from './outside-parts.view.tsx'
import { publishOutside } from './publish-outside.ts'
import {
  type AskedMember,
  type CorrespondenceRead,
  findCorrespondence,
  readBySecret,
  readCorrespondence,
} from './read-correspondence.ts'
import { readMeeting } from './read-meeting.ts'
import { readOutside } from './read-outside.ts'
import { recordReply, replyAsMember, replyByLink } from './reply-to-correspondence.ts'
import { reportDecision } from './report-decision.ts'

const decidingVerbs = [
  'agree',
  'approve',
  'endorse',
  'recommend',
  'refer',
] as const satisfies readonly DecisionVerb[]
const manners = ['e-mail', 'telephone'] as const

const pathOf = (id: string) => `/work/decisions/${id}`
const crumbs = [{ text: 'Decisions', href: '/work/decisions' }]

async function fileOf(visit: Visit, decision: string): Promise<FileAnswer> {
  const { db } = visit.acting
  const files = await listOutsideFiles(db, decision)
  const found = files.find(({ hash }) => hash === visit.params.hash)
  const file = found && (await readFile(db, found.hash))
  if (!found || !file) throw new NotFound('There is no such paper.')
  return {
    bytes: file.bytes,
    mediaType: file.mediaType,
    name: found.name,
    inline: file.mediaType === 'application/pdf',
  }
}

// ── Asking ──────────────────────────────────────────────────────────────────

const askForm = formPage({
  path: '/work/decisions/ask',
  needs: { permission: 'record decisions' },
  summary: 'Asks the members of a body for an urgent decision between meetings.',
  read: bodiesToDecideFor,
  values: (_bodies, { query, today }) => ({
    body: textOf(query, 'body'),
    manner: 'e-mail',
    agreedOn: today,
  }),
  view: (bodies, { values, refusals }) => (
    <WorkPage title="Ask members between meetings" refusals={refusals} breadcrumbs={crumbs}>
      <PageHeading title="Ask members between meetings" />
      <p>
        Only for what cannot wait for a meeting, and with the chair’s agreement. The same quorum is
        needed, counted by replies. What is decided is reported and minuted at the next meeting. If
        there is time, call an extraordinary meeting instead.
      </p>
      <Form values={values}>
        <SelectField
          name="body"
          label="Body"
          empty="Choose a body"
          options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
        <TextField name="title" label="What it is about" />
        <SelectField
          name="verb"
          label="What members are asked to do"
          empty="Choose"
          options={decidingVerbs.map(verb => ({ value: verb, text: opening(verb) }))}
        />
        <TextArea name="text" label="The decision, word for word" rows={4} />
        <TextField
          name="forBody"
          label="To which body (optional)"
          hint="Where it recommends or refers something to another"
        />
        <TextArea name="urgentBecause" label="Why it cannot wait for a meeting" rows={3} />
        <TextField name="agreedBy" label="Who agreed as chair" hint="By office" />
        <DateField name="agreedOn" label="Agreed on" />
        <RadioField
          name="manner"
          label="How members are asked"
          options={manners.map(manner => ({ value: manner, text: `By ${manner}` }))}
        />
        <DateField name="closesOn" label="Replies are taken until" />
        <TimeField name="closesAt" label="At what time (optional)" />
        <SubmitButton>Ask the members</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, bodies) => {
    const form = reading(values)
    const slug = form.text('body', 'Choose the body.')
    const body = bodies.find(candidate => candidate.slug === slug)
    if (slug !== '' && !body)
      form.refuse({ code: 'body-unknown', field: 'body', message: 'Choose a body from the list.' })
    const input = form.outcome({
      body: body?.id ?? '',
      title: form.text('title', 'Enter what it is about.'),
      verb: form.choice('verb', decidingVerbs, 'Choose what members are asked to do.'),
      text: form.text('text', 'Write what members are asked to decide, word for word.'),
      forBody: form.optionalText('forBody'),
      urgentBecause: form.text('urgentBecause', 'Write why it cannot wait for a meeting.'),
      agreedBy: form.text('agreedBy', 'Enter who agreed as chair that members are asked.'),
      agreedOn: form.day('agreedOn', 'Enter when the chair agreed.'),
      manner: form.choice('manner', manners, 'Choose how members are asked.'),
      closesOn: form.day('closesOn', 'Enter until when replies are taken.'),
      closesAt: form.optionalTime('closesAt'),
      site: visit.settings.url,
    })
    if (!input.ok) return input
    const outcome = await openCorrespondence(visit.acting, input.value)
    return outcome.ok ? done(`${pathOf(outcome.value)}?done=asked`) : outcome
  },
})

// ── One of them ─────────────────────────────────────────────────────────────

async function readPage(visit: Visit) {
  const { db, viewer, now, today, query } = visit
  const id = idIn(visit, 'id')
  const found = await readOutside(db, id)
  if (found.origin === 'officer') return readOfficerPage(visit, found)
  const read = await readCorrespondence(db, id)
  const may = (permission: string) => viewer?.may(permission, read.body.id) ?? false
  const report = await findReport(db, id)
  return {
    origin: 'correspondence' as const,
    ...read,
    files: await listOutsideFiles(db, id),
    published: await listPublishedOutside(db, id),
    reportedTo: report ? await readMeeting(db, report.meeting_id) : undefined,
    meetings: report ? [] : await listMeetingsToReportTo(db, read.body.id, today),
    self: read.members.find(({ person }) => person === viewer?.person),
    over: isOver(read.correspondence, londonNow(now)),
    now: londonNow(now),
    mayRecord: may('record decisions'),
    mayPublish: may('publish'),
    maySetAgenda: may('set the agenda'),
    done: doneWords[textOf(query, 'done')],
  }
}

type Model = Extract<Awaited<ReturnType<typeof readPage>>, { origin: 'correspondence' }>

const proposalRows = ({ correspondence }: Pick<CorrespondenceRead, 'correspondence'>) => [
  {
    key: opening(correspondence.verb),
    value: <p className="gt-lines">{correspondence.text}</p>,
  },
  ...(correspondence.for_body ? [{ key: 'To', value: correspondence.for_body }] : []),
  { key: 'Why it cannot wait', value: correspondence.urgent_because },
  {
    key: 'Agreed by',
    value: `${correspondence.agreed_by}, ${formatDay(correspondence.agreed_on)}`,
  },
  { key: 'Asked', value: `By ${correspondence.manner}, ${formatDay(correspondence.opened_on)}` },
  { key: 'Replies until', value: closingInWords(correspondence) },
]

const ReplyFields = () => (
  <>
    <RadioField
      name="reply"
      label="Your reply"
      options={replies.map(reply => ({ value: reply, text: replyWords[reply] }))}
    />
    <TextArea name="words" label="Anything to add (optional)" rows={3} />
  </>
)

const readReply = (values: Values) => {
  const form = reading(values)
  return form.outcome({
    reply: form.choice('reply', replies, 'Choose your reply.'),
    words: form.optionalText('words'),
  })
}

function replyOf({ interest, reply, replies: all }: AskedMember): ReactNode {
  if (interest !== '') return `Takes no part: ${interest}`
  const last = all.at(-1)
  if (reply === null || !last) return 'No reply yet'
  return (
    <>
      {opening(reply)}
      {last.words ? `: ${last.words}` : ''}
      <br />
      <DayText day={last.given_on} form="short" />, {last.manner}
      {all.length > 1
        ? `; changed ${all.length - 1 === 1 ? 'once' : `${all.length - 1} times`}`
        : ''}
    </>
  )
}

function CorrespondenceView({ model, form }: { model: Model; form: FormState }) {
  const { correspondence, body, members, tally, self, files, published, reportedTo } = model
  const at = pathOf(correspondence.id)
  const open = correspondence.closed_on === null
  const { result } = correspondence
  return (
    <WorkPage
      title={`${correspondence.title}, ${body.name}`}
      refusals={form.refusals}
      breadcrumbs={crumbs}
    >
      <PageHeading caption={body.name} title={correspondence.title} />
      {model.done && form.refusals.length === 0 ? <Done>{model.done}</Done> : null}
      {correspondence.lapsed_because === '' ? null : (
        <Warning heading="Ended without a decision">
          <p>{correspondence.lapsed_because}</p>
        </Warning>
      )}
      {result ? (
        <Notice>
          <p>
            <strong>
              {result.outcome === 'carried'
                ? opening(decisionVerbs[correspondence.verb].minuted)
                : `Not ${decisionVerbs[correspondence.verb].minuted}`}
            </strong>{' '}
            on {correspondence.closed_on ? formatDay(correspondence.closed_on) : ''}.{' '}
            {repliesInWords(result.votes)}
          </p>
        </Notice>
      ) : null}
      <SummaryList rows={proposalRows(model)} />
      <h2 className="nhsuk-heading-m">Papers</h2>
      <PaperList files={files} hrefOf={file => `${at}/files/${file.hash}`} />
      {open && model.mayRecord ? (
        <ButtonRow>
          <ButtonLink href={`${at}/attach`} kind="secondary" small>
            Attach a paper
          </ButtonLink>
        </ButtonRow>
      ) : null}
      {open && self && reasonsNotToReply(correspondence, self, model.now).length === 0 ? (
        <section>
          <h2 className="nhsuk-heading-m">Your reply</h2>
          {self.reply === null ? null : (
            <p>You replied: {self.reply}. You may change it until replies close.</p>
          )}
          <Form values={form.values}>
            <ReplyFields />
            <SubmitButton>Reply</SubmitButton>
          </Form>
        </section>
      ) : null}
      <h2 className="nhsuk-heading-m">The replies</h2>
      <DataTable
        caption="Members asked, and what they replied"
        captionHidden
        rows={members}
        keyOf={({ person }) => person}
        empty="Nobody was asked."
        columns={[
          { heading: 'Member', namesRow: true, cell: ({ name }) => name },
          {
            heading: 'Asked',
            cell: ({ written }) => (written ? 'By a letter with a link' : 'No address: ask them'),
          },
          { heading: 'Reply', cell: replyOf },
          ...(open && model.mayRecord
            ? [
                {
                  heading: 'For the clerk',
                  cell: ({ person }: AskedMember) => (
                    <>
                      <a href={`${at}/members/${person}/reply`}>Record a reply</a>
                      <br />
                      <a href={`${at}/members/${person}/interest`}>Record an interest</a>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {tally ? (
        <QuorumPanel
          byReplies
          quorum={result?.quorum ?? tally.quorum}
          caption={
            open ? 'The quorum so far, counted by replies' : 'The quorum, counted by replies'
          }
        />
      ) : null}
      {open && model.mayRecord ? (
        <ButtonRow>
          <ActButton action={`${at}/close`} kind="primary" small={false}>
            Close it and count the replies
          </ActButton>
          <a href={`${at}/lapse`}>End it without a decision</a>
        </ButtonRow>
      ) : null}
      {result ? (
        <AfterDecision
          id={correspondence.id}
          body={body}
          reportedTo={reportedTo}
          meetings={model.meetings}
          published={published.length}
          mayPublish={model.mayPublish}
          maySetAgenda={model.maySetAgenda}
        />
      ) : null}
    </WorkPage>
  )
}

const memberIn = (visit: Visit, members: readonly AskedMember[]): AskedMember => {
  const found = members.find(({ person }) => person === idIn(visit, 'person'))
  if (!found) throw new NotFound('This member was not asked.')
  return found
}

const readMember = async (visit: Visit) => {
  const read = await readCorrespondence(visit.db, idIn(visit, 'id'))
  return { ...read, member: memberIn(visit, read.members) }
}

function SmallPage({
  title,
  caption,
  id,
  about,
  refusals,
  children,
}: {
  title: string
  caption: string
  id: string
  about: string
  refusals: readonly Refusal[]
  children: ReactNode
}) {
  return (
    <WorkPage
      title={`${title}, ${about}`}
      refusals={refusals}
      breadcrumbs={[...crumbs, { text: about, href: pathOf(id) }]}
    >
      <PageHeading caption={caption} title={title} />
      {children}
    </WorkPage>
  )
}

const replyThing = (
  { id }: { readonly id: string },
  member: { readonly person: string } | undefined,
) => `correspondence/${id}/${member?.person ?? ''}`

const storedReply = (member: { readonly reply: string | null } | undefined) => [
  { label: 'Reply', text: member?.reply ?? '' },
]

/** Asking members between meetings, from the question to its publication. */
export const byCorrespondencePages = [
  askForm,
  formPage({
    path: '/work/decisions/:id',
    needs: forOutside('see drafts'),
    summary: 'Replies to a decision that is asked for between meetings, as the member signed in.',
    read: readPage,
    changes: {
      what: 'your reply',
      thing: model =>
        model.origin === 'correspondence'
          ? replyThing(model.correspondence, model.self)
          : `decision/${model.row.id}`,
      stored: model => storedReply(model.origin === 'correspondence' ? model.self : undefined),
    },
    values: model => ({
      reply: model.origin === 'correspondence' ? (model.self?.reply ?? '') : '',
    }),
    view: (model, form) =>
      model.origin === 'officer' ? (
        officerDecisionView(model)
      ) : (
        <CorrespondenceView model={model} form={form} />
      ),
    submit: async (visit, values, model) => {
      const said = readReply(values)
      if (!said.ok) return said
      const id = idIn(visit, 'id')
      if (model.origin === 'officer') throw new NotFound('There is nothing to reply to here.')
      const outcome = await replyAsMember(visit.acting, { ...said.value, correspondence: id })
      return outcome.ok ? done(`${pathOf(id)}?done=replied`) : outcome
    },
  }),
  workFile({
    path: '/work/decisions/:id/files/:hash',
    needs: forOutside('see drafts'),
    answer: visit => fileOf(visit, idIn(visit, 'id')),
  }),
  formPage({
    path: '/work/decisions/:id/attach',
    needs: forOutside('record decisions'),
    summary: 'Attaches a paper to a decision that is not taken at a meeting.',
    files: true,
    read: async visit => readOutside(visit.db, idIn(visit, 'id')),
    view: ({ row }, { values, refusals }) => (
      <SmallPage
        title="Attach a paper"
        caption=""
        about={row.title}
        id={row.id}
        refusals={refusals}
      >
        <Form values={values} multipart>
          <FileField name="file" label="File" hint="A PDF, Word, Excel or PNG file" />
          <TextField name="description" label="What it is" />
          <SubmitButton>Attach the paper</SubmitButton>
        </Form>
      </SmallPage>
    ),
    submit: async (visit, values, { row }, uploads) => {
      const file = uploads.find(({ field }) => field === 'file')
      const outcome = await attachOutsideFile(visit.acting, {
        decision: row.id,
        name: file?.name ?? '',
        bytes: file?.bytes ?? new Uint8Array(),
        description: textOf(values, 'description'),
      })
      return outcome.ok ? done(`${pathOf(row.id)}?done=attached`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/members/:person/reply',
    needs: forOutside('record decisions'),
    summary: 'Records a reply that a member gave to the clerk.',
    read: readMember,
    changes: {
      what: 'this reply',
      thing: ({ correspondence, member }) => replyThing(correspondence, member),
      stored: ({ member }) => storedReply(member),
    },
    view: ({ correspondence, member, body }, { values, refusals }) => (
      <SmallPage
        title={`Reply of ${member.name}`}
        caption={body.name}
        about={correspondence.title}
        id={correspondence.id}
        refusals={refusals}
      >
        <p>As it was given to you, such as by telephone or in an e-mail of their own.</p>
        <Form values={values}>
          <ReplyFields />
          <SubmitButton>Record the reply</SubmitButton>
        </Form>
      </SmallPage>
    ),
    submit: async (visit, values, { correspondence, member }) => {
      const said = readReply(values)
      if (!said.ok) return said
      const outcome = await recordReply(visit.acting, {
        ...said.value,
        correspondence: correspondence.id,
        person: member.person,
      })
      return outcome.ok ? done(`${pathOf(correspondence.id)}?done=replied`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/members/:person/interest',
    needs: forOutside('record decisions'),
    summary: 'Records an interest that keeps a member out of a decision between meetings.',
    read: readMember,
    changes: {
      what: 'this interest',
      thing: ({ correspondence, member }) => replyThing(correspondence, member),
      stored: ({ member }) => [{ label: 'The interest', field: 'interest', text: member.interest }],
    },
    values: ({ member }) => ({ interest: member.interest }),
    view: ({ correspondence, member, body }, { values, refusals }) => (
      <SmallPage
        title={`Interest of ${member.name}`}
        caption={body.name}
        about={correspondence.title}
        id={correspondence.id}
        refusals={refusals}
      >
        <p>
          They take no part and do not count towards the quorum. The interest is published with the
          decision. Empty takes a mistaken entry away.
        </p>
        <Form values={values}>
          <TextArea name="interest" label="The interest" rows={3} />
          <SubmitButton>Record the interest</SubmitButton>
        </Form>
      </SmallPage>
    ),
    submit: async (visit, values, { correspondence, member }) => {
      const outcome = await excludeFromCorrespondence(visit.acting, {
        correspondence: correspondence.id,
        person: member.person,
        interest: textOf(values, 'interest'),
      })
      return outcome.ok ? done(`${pathOf(correspondence.id)}?done=interest`) : outcome
    },
  }),
  actPage({
    path: '/work/decisions/:id/close',
    needs: forOutside('record decisions'),
    summary: 'Closes a decision asked for between meetings and counts the replies.',
    submit: async (visit): Promise<Outcome<string>> => {
      const id = idIn(visit, 'id')
      const outcome = await closeCorrespondence(visit.acting, { correspondence: id })
      return outcome.ok ? done(`${pathOf(id)}?done=closed`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/lapse',
    needs: forOutside('record decisions'),
    summary: 'Ends a question to members without a decision, and says why.',
    read: async visit => findCorrespondence(visit.db, idIn(visit, 'id')),
    view: (row, { values, refusals }) => (
      <SmallPage
        title="End it without a decision"
        caption=""
        about={row.title}
        id={row.id}
        refusals={refusals}
      >
        <Form values={values}>
          <TextArea name="because" label="Why" rows={3} />
          <SubmitButton>End it</SubmitButton>
        </Form>
      </SmallPage>
    ),
    submit: async (visit, values, row) => {
      const outcome = await lapseCorrespondence(visit.acting, {
        correspondence: row.id,
        because: textOf(values, 'because'),
      })
      return outcome.ok ? done(`${pathOf(row.id)}?done=lapsed`) : outcome
    },
  }),
  actPage({
    path: '/work/decisions/:id/report',
    needs: forOutside('set the agenda'),
    summary: 'Puts a decision not taken at a meeting on the agenda of one, to be noted.',
    submit: async (visit, values): Promise<Outcome<string>> => {
      const id = idIn(visit, 'id')
      const outcome = await reportDecision(visit.acting, {
        decision: id,
        meeting: textOf(values, 'meeting'),
      })
      return outcome.ok ? done(`${pathOf(id)}?done=reported`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/publish',
    needs: forOutside('publish'),
    summary: 'Publishes a decision not taken at a meeting as a numbered record.',
    read: async visit => {
      const found = await readOutside(visit.db, idIn(visit, 'id'))
      return { ...found, versions: await listPublishedOutside(visit.db, found.row.id) }
    },
    view: ({ row, versions }, { values, refusals }) => (
      <SmallPage
        title={`Publish version ${versions.length + 1}`}
        caption=""
        about={row.title}
        id={row.id}
        refusals={refusals}
      >
        <p>
          It stands on the public register with its papers, and never changes afterwards. A
          correction is a further version; readers can see both.
        </p>
        <Form values={values}>
          <TextArea
            name="note"
            label={versions.length > 0 ? 'Why a further version is made' : 'Note (optional)'}
            rows={3}
          />
          <SubmitButton>Publish it</SubmitButton>
        </Form>
      </SmallPage>
    ),
    submit: async (visit, values, { row }) => {
      const outcome = await publishOutside(visit.acting, {
        decision: row.id,
        note: textOf(values, 'note'),
      })
      return outcome.ok ? done(`${pathOf(row.id)}?done=published`) : outcome
    },
  }),
]

// ── By the link in a letter ────────────────────────────────────────────────

async function readByLink(visit: Visit) {
  const { db } = visit.acting
  const secret = visit.params.secret ?? ''
  const { correspondence, person } = await readBySecret(db, secret)
  const read = await readCorrespondence(db, correspondence)
  const member = read.members.find(asked => asked.person === person)
  if (!member) throw new NotFound('This member was not asked.')
  return {
    ...read,
    secret,
    member,
    files: await listOutsideFiles(db, correspondence),
    refusals: reasonsNotToReply(read.correspondence, member, londonNow(visit.now)),
    done: textOf(visit.query, 'done') === 'replied',
  }
}

/** The page behind the link in a member's letter: the proposal, its papers, their reply. */
export const decideByLinkPages = [
  formPage({
    path: '/decide/:secret',
    needs: 'anyone',
    readsAs: 'the installation',
    summary: 'Replies by the link in a letter to a decision asked for between meetings.',
    browserOnly: true,
    read: readByLink,
    changes: {
      what: 'your reply',
      thing: ({ correspondence, member }) => replyThing(correspondence, member),
      stored: ({ member }) => storedReply(member),
    },
    values: ({ member }) => ({ reply: member.reply ?? '' }),
    view: (model, { values, refusals }) => {
      const { correspondence, body, member, files, secret } = model
      return (
        <PublicPage title={`Your reply, ${body.name}`} refusals={refusals}>
          <PageHeading caption={body.name} title={correspondence.title} />
          {model.done && refusals.length === 0 ? <Done>Your reply is recorded.</Done> : null}
          <p>
            This page is for <strong>{member.name}</strong>. Keep its address to yourself: whoever
            has it can reply for you.
          </p>
          <SummaryList rows={proposalRows(model)} />
          <h2 className="nhsuk-heading-m">Papers</h2>
          <PaperList files={files} hrefOf={file => `/decide/${secret}/files/${file.hash}`} />
          <h2 className="nhsuk-heading-m">Your reply</h2>
          {member.reply === null ? null : <p>You replied: {member.reply}.</p>}
          {model.refusals.length > 0 ? (
            model.refusals.map(({ code, message }) => (
              <Notice key={code}>
                <p>{message}</p>
              </Notice>
            ))
          ) : (
            <Form values={values}>
              <ReplyFields />
              <SubmitButton>
                {member.reply === null ? 'Send your reply' : 'Change your reply'}
              </SubmitButton>
            </Form>
          )}
        </PublicPage>
      )
    },
    submit: async (visit, values, { secret }) => {
      const said = readReply(values)
      if (!said.ok) return said
      const outcome = await replyByLink(visit.acting, { ...said.value, secret })
      return outcome.ok ? done(`/decide/${secret}?done=replied`) : outcome
    },
  }),
  publicFile({
    path: '/decide/:secret/files/:hash',
    summary: 'A paper of a decision asked for between meetings, by the link in a letter.',
    answer: async visit => {
      const { correspondence } = await readBySecret(visit.acting.db, visit.params.secret ?? '')
      return fileOf(visit, correspondence)
    },
  }),
]
