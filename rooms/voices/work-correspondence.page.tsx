import { CardList } from '../../design/card-list.tsx'
import { RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { FileField } from '../../design/file-field.tsx'
import {
  ActButton,
  AskingForm,
  ButtonLink,
  ButtonRow,
  Form,
  HiddenField,
  SubmitButton,
} from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { SavedMeanwhile } from '../../design/saved-meanwhile.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { Filter } from '../../design/tracker.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  type Needs,
  textOf,
  type Visit,
  workFile,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound, refused } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { keyOf, type NamedThing, type NameThings } from '../../platform/record/named-thing.ts'
import { type Body, listBodies, readBody } from '../bodies/read-body.ts'
import { listOrganisations } from '../bodies/read-organisation.ts'
import { listMeetings } from '../meetings/list-meetings.ts'
import type { Frame } from '../meetings/meeting-paths.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import { type Item, listItems, maySeeItem } from '../meetings/read-agenda.ts'
import type { Meeting } from '../meetings/read-meeting.ts'
import { listPersons, readPersons } from '../people/read-person.ts'
import { amendLetter } from './amend-letter.ts'
import { attachToLetter } from './attach-to-letter.ts'
import { letterFacts, letterFileOf, PointsSection } from './correspondence.page.tsx'
import {
  type AnswerGiven,
  answerOutcomes,
  type Direction,
  directions,
  letterInWords,
  pointsFrom,
} from './correspondence.rules.ts'
import { LetterFiles, LetterTag, letterCard } from './letter.view.tsx'
import {
  type Choices,
  LetterFields,
  LetterHandling,
  letterValues,
  readLetterFields,
} from './letter-fields.tsx'
import { publishLetter } from './publish-letter.ts'
import { putLetter } from './put-letter.ts'
import { Paragraphs } from './question.view.tsx'
import {
  countLetters,
  findWriter,
  type Letter,
  type LetterInFull,
  type LettersWanted,
  type LetterWriter,
  listLetters,
  maySeeLetter,
  readLetter,
  readLetterInFull,
} from './read-letter.ts'
import { recordLetter } from './record-letter.ts'

const PER_PAGE = 25
const crumb = { text: 'Correspondence', href: '/work/correspondence' }
const pathTo = (id: string) => `/work/correspondence/${id}`

async function bodiesWith({ db, viewer, today }: Visit, permission: string): Promise<Body[]> {
  const scopes = viewer?.scopesOf(permission) ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

const whiches = ['open', 'overdue', 'answered', 'all'] as const

async function readLog(visit: Visit) {
  const { db, query, today, viewer } = visit
  const bodies = await bodiesWith(visit, 'see drafts')
  const slug = textOf(query, 'body')
  const body = bodies.find(each => each.slug === slug)
  const which = whiches.find(each => each === textOf(query, 'which')) ?? 'all'
  const direction = directions.find(each => each === textOf(query, 'direction'))
  const search = textOf(query, 'search')
  const wanted: LettersWanted = {
    today,
    bodies: (slug === '' ? bodies : bodies.filter(each => each === body)).map(({ id }) => id),
    privateOf: viewer?.scopesOf('keep correspondence') ?? [],
    ...(direction ? { direction } : {}),
    ...(search === '' ? {} : { search }),
  }
  const counts = await countLetters(db, wanted)
  const total = counts[which]
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(textOf(query, 'page')) || 1)))
  const letters = await listLetters(db, {
    ...wanted,
    ...(which === 'all' ? {} : { which }),
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  return {
    bodies,
    body,
    which,
    direction,
    search,
    counts,
    page,
    pages,
    letters,
    today,
    owners: await readPersons(
      db,
      letters.map(({ reply_owner_id }) => reply_owner_id),
    ),
    mayKeep: viewer?.mayAnywhere('keep correspondence') ?? false,
  }
}

type Log = Awaited<ReturnType<typeof readLog>>

function addressOf(log: Log, more: Record<string, string>) {
  const asked = {
    ...(log.body ? { body: log.body.slug } : {}),
    ...(log.direction ? { direction: log.direction } : {}),
    ...(log.search ? { search: log.search } : {}),
    which: log.which,
    ...more,
  }
  return `/work/correspondence?${new URLSearchParams(asked)}`
}

const logPage = workPage({
  path: '/work/correspondence',
  needs: { permission: 'see drafts' },
  read: readLog,
  view: log => {
    const { bodies, counts, which, letters, owners, today } = log
    const byId = new Map(bodies.map(each => [each.id, each]))
    return (
      <WorkPage title="Correspondence">
        <PageHeading
          title="Correspondence"
          lede="Letters and e-mails to and from your bodies. What is overdue stands first."
        />
        {log.mayKeep ? (
          <ButtonRow>
            <ButtonLink href="/work/correspondence/new">Record a letter</ButtonLink>
          </ButtonRow>
        ) : null}
        <TabLinks
          label="Which letters"
          tabs={[
            { key: 'all', text: 'All' },
            { key: 'open', text: 'Waiting for a reply' },
            { key: 'overdue', text: 'Overdue' },
            { key: 'answered', text: 'Answered' },
          ].map(({ key, text }) => ({
            text,
            href: addressOf(log, { which: key }),
            current: which === key,
            count: counts[key as typeof which],
          }))}
        />
        <Filter>
          <AskingForm
            values={{
              body: log.body?.slug ?? '',
              direction: log.direction ?? '',
              search: log.search,
            }}
          >
            <HiddenField name="which" value={which} />
            <SelectField
              name="body"
              label="Body"
              empty="All bodies"
              options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
            />
            <SelectField
              name="direction"
              label="Which way"
              empty="Both ways"
              options={directions.map(each => ({ value: each, text: opening(each) }))}
            />
            <TextField name="search" label="Find" type="search" width={20} />
            <SubmitButton kind="secondary">Show</SubmitButton>
          </AskingForm>
        </Filter>
        {letters.length === 0 ? (
          <Empty>No letter is here.</Empty>
        ) : (
          <CardList
            items={letters.map(letter =>
              letterCard(letter, {
                today,
                body: byId.get(letter.body_id)?.name ?? '',
                owner: owners.get(letter.reply_owner_id ?? '')?.name ?? '',
                href: pathTo(letter.id),
              }),
            )}
          />
        )}
        <Pagination
          page={log.page}
          pages={log.pages}
          hrefOf={to => addressOf(log, { page: String(to) })}
        />
      </WorkPage>
    )
  },
})

const choicesOf = async ({ db, today }: Visit): Promise<Choices> => ({
  persons: await listPersons(db),
  organisations: await listOrganisations(db, today),
})

const newPage = formPage({
  path: '/work/correspondence/new',
  needs: { permission: 'keep correspondence' },
  summary: 'Records a letter or e-mail to or from a body.',
  read: async visit => ({
    ...(await choicesOf(visit)),
    bodies: await bodiesWith(visit, 'keep correspondence'),
  }),
  values: ({ bodies }, { query, today }) => ({
    body: bodies.find(({ slug }) => slug === textOf(query, 'body'))?.id ?? bodies[0]?.id ?? '',
    direction: 'received',
    form: 'letter',
    datedOn: formatDay(today),
    audience: 'members',
  }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Record a letter" breadcrumbs={[crumb]} refusals={refusals}>
      <PageHeading title="Record a letter" />
      <p>
        A letter that answers one already in the record is better recorded from that one: open it
        and choose “Record the reply”.
      </p>
      <Form values={values}>
        <SelectField
          name="body"
          label="Whose letter"
          options={model.bodies.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <RadioField
          name="direction"
          label="Which way"
          inline
          options={directions.map(each => ({ value: each, text: opening(each) }))}
        />
        <LetterFields {...model} />
        <TextArea
          name="points"
          label="What it asks for, point by point (optional)"
          hint="One to a line. Each gets its number, and its own answer in the reply."
          rows={6}
        />
        <LetterHandling {...model} />
        <SubmitButton>Record it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const form = reading(values)
    const input = form.outcome({
      body: form.choice(
        'body',
        model.bodies.map(({ id }) => id),
        'Choose whose letter it is.',
      ),
      direction: form.choice('direction', directions, 'Choose which way it went.'),
      ...readLetterFields(form, model),
      points: pointsFrom(form.optionalText('points')),
    })
    if (!input.ok) return input
    const outcome = await recordLetter(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathTo(outcome.value.id) } : outcome
  },
})

const ofLetter: Needs = {
  permission: 'keep correspondence',
  scope: async ({ db, params }) => (await readLetter(db, params.id ?? '')).body_id,
}

type One = LetterInFull & { readonly body: Body }

/** @throws NotFound also where the visitor may not see it, so that nobody learns that it is there */
async function readOne(visit: Visit): Promise<One> {
  const full = await readLetterInFull(visit.db, visit.params.id ?? '')
  if (!maySeeLetter(visit.viewer, full.letter))
    throw new NotFound('There is no such letter in the record.')
  const seen = (letter: Letter) => maySeeLetter(visit.viewer, letter)
  return {
    ...full,
    answersTo: full.answersTo && seen(full.answersTo) ? full.answersTo : undefined,
    replies: full.replies.filter(seen),
    body: await readBody(visit.db, full.letter.body_id),
  }
}

const crumbsOf = ({ letter }: One) => [crumb, { text: letter.subject, href: pathTo(letter.id) }]

type OneInFull = One & {
  readonly writer: LetterWriter | undefined
  readonly owner: string
  readonly names: ReadonlyMap<string, NamedThing>
  readonly mayKeep: boolean
}

const onePage = (nameThings: NameThings) =>
  workPage({
    path: '/work/correspondence/:id',
    needs: 'a person',
    read: async (visit): Promise<OneInFull> => {
      const one = await readOne(visit)
      const { letter } = one
      const mayKeep = visit.viewer?.may('keep correspondence', letter.body_id) ?? false
      const owners = await readPersons(visit.db, [letter.reply_owner_id])
      const meeting = letter.meeting_id ? [{ kind: 'meeting', id: letter.meeting_id }] : []
      return {
        ...one,
        mayKeep,
        writer: mayKeep ? await findWriter(visit.db, letter.id) : undefined,
        owner: owners.get(letter.reply_owner_id ?? '')?.name ?? '',
        names: await nameThings(visit.db, meeting),
      }
    },
    view: (one, { today }) => {
      const { letter, body, points, files, writer, owner, names, mayKeep } = one
      const at = pathTo(letter.id)
      return (
        <WorkPage title={letter.subject} breadcrumbs={[crumb]}>
          <PageHeading
            caption={`${letterInWords(letter)}: ${body.name}`}
            title={letter.subject}
            facts={[
              <LetterTag key="state" letter={letter} today={today} />,
              letter.published_at === null
                ? letter.audience === 'public'
                  ? 'May be public, not published'
                  : letter.audience === 'members'
                    ? 'For members'
                    : 'Private'
                : 'Published',
            ]}
          />
          {mayKeep ? <Acts letter={letter} at={at} /> : null}
          <SummaryList
            rows={[
              ...letterFacts(
                one,
                pathTo,
                names.get(keyOf({ kind: 'meeting', id: letter.meeting_id ?? '' })),
              ),
              ...(owner ? [{ key: 'Who owes the reply', value: owner }] : []),
              ...(writer
                ? [
                    {
                      key: 'From (private)',
                      value: [writer.name, writer.address].filter(Boolean).join(', '),
                    },
                  ]
                : []),
              ...(letter.audience === 'private'
                ? [{ key: 'Why it is private', value: letter.private_reason }]
                : []),
            ]}
          />
          {letter.summary === '' ? null : (
            <>
              <h2>What it says</h2>
              <Paragraphs text={letter.summary} />
            </>
          )}
          <PointsSection model={one} points={points} hrefOf={pathTo} />
          {files.length === 0 ? null : (
            <>
              <h2>Files</h2>
              <LetterFiles files={files} at={at} />
            </>
          )}
        </WorkPage>
      )
    },
  })

function Acts({ letter, at }: { letter: Letter; at: string }) {
  return (
    <ButtonRow>
      <ButtonLink href={`${at}/reply`}>
        {letter.direction === 'received' ? 'Record our reply' : 'Record the reply'}
      </ButtonLink>
      <ButtonLink href={`${at}/put`} kind="secondary">
        Put it to a meeting
      </ButtonLink>
      <ButtonLink href={`${at}/change`} kind="secondary">
        Correct or assign
      </ButtonLink>
      <ButtonLink href={`${at}/files/new`} kind="secondary">
        Add a file
      </ButtonLink>
      {letter.audience === 'public' && letter.published_at === null ? (
        <ActButton action={`${at}/publish`} small={false}>
          Publish it
        </ActButton>
      ) : null}
    </ButtonRow>
  )
}

const opposite: Readonly<Record<Direction, Direction>> = { received: 'sent', sent: 'received' }

const replyPage = formPage({
  path: '/work/correspondence/:id/reply',
  needs: ofLetter,
  summary: 'Records the reply to a letter, with its answer to each point.',
  read: async visit => ({ ...(await readOne(visit)), ...(await choicesOf(visit)) }),
  values: ({ letter }, { today }) => ({
    form: letter.form,
    datedOn: formatDay(today),
    correspondent: letter.private_person ? '' : letter.correspondent,
    organisation: letter.organisation_id ?? '',
    privatePerson: letter.private_person ? 'yes' : '',
    subject: `Reply: ${letter.subject}`.slice(0, 300),
    audience: letter.audience,
    privateReason: letter.private_reason,
  }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Record the reply" breadcrumbs={crumbsOf(model)} refusals={refusals}>
      <PageHeading caption={letterInWords(model.letter)} title="Record the reply" />
      <Form values={values}>
        <LetterFields {...model} />
        {ownPoints(model).length === 0 ? null : <h2>What it answers</h2>}
        {ownPoints(model).map(point => (
          <fieldset key={point.id} className="nhsuk-fieldset">
            <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
              {point.number}. {point.text}
            </legend>
            <SelectField
              name={`outcome-${point.number}`}
              label={`Point ${point.number}: what became of it`}
              empty="The reply says nothing of it"
              options={answerOutcomes.map(each => ({ value: each, text: opening(each) }))}
            />
            <TextArea
              name={`answer-${point.number}`}
              label={`Point ${point.number}: the answer`}
              rows={2}
            />
          </fieldset>
        ))}
        <LetterHandling {...model} />
        <SubmitButton>Record the reply</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const form = reading(values)
    const { letter } = model
    const answers = ownPoints(model).flatMap((point): AnswerGiven[] => {
      const outcome = form.optionalChoice(`outcome-${point.number}`, answerOutcomes)
      const text = form.optionalText(`answer-${point.number}`)
      if (outcome) return [{ point: point.id, outcome, text }]
      if (text !== '')
        form.refuse({
          code: 'outcome-missing',
          field: `outcome-${point.number}`,
          message: `Say what became of point ${point.number}.`,
        })
      return []
    })
    const input = form.outcome({
      body: letter.body_id,
      direction: opposite[letter.direction],
      ...readLetterFields(form, model),
      inReplyTo: letter.id,
      answers,
    })
    if (!input.ok) return input
    const outcome = await recordLetter(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathTo(outcome.value.id) } : outcome
  },
})

/** Of the points shown, those of the letter itself: a reply also shows those that it answers. */
const ownPoints = ({ letter, points }: LetterInFull) => (letter.points === 0 ? [] : points)

const changePage = formPage({
  path: '/work/correspondence/:id/change',
  needs: ofLetter,
  summary: 'Corrects a letter, or says who owes its reply and who may see it.',
  read: async visit => {
    const one = await readOne(visit)
    return {
      ...one,
      ...(await choicesOf(visit)),
      writer: await findWriter(visit.db, one.letter.id),
    }
  },
  changes: { what: 'this letter', version: ({ letter }) => letter.version },
  values: ({ letter, writer }) => ({
    ...letterValues(letter, writer),
  }),
  view: (model, form) => (
    <WorkPage title="Correct a letter" breadcrumbs={crumbsOf(model)} refusals={form.refusals}>
      <PageHeading caption={letterInWords(model.letter)} title="Correct it, or assign the reply" />
      <SavedMeanwhile
        form={form}
        rows={[
          { key: 'About', value: model.letter.subject },
          { key: 'What it says', value: model.letter.summary || 'Nothing' },
          {
            key: 'Reply due',
            value: model.letter.reply_due ? formatDay(model.letter.reply_due) : 'No day',
          },
          { key: 'Who may see it', value: opening(model.letter.audience) },
        ]}
      />
      <Form values={form.values}>
        <LetterFields {...model} />
        <LetterHandling {...model} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, model) => {
    const form = reading(values)
    const input = form.outcome({
      letter: model.letter.id,
      version: Number(textOf(values, 'version')) || 0,
      ...readLetterFields(form, model),
    })
    if (!input.ok) return input
    const outcome = await amendLetter(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: pathTo(model.letter.id) } : outcome
  },
})

type Putting = One & {
  readonly meetings: readonly Meeting[]
  readonly items: readonly (Item & { readonly of: string })[]
}

const putPage = formPage({
  path: '/work/correspondence/:id/put',
  needs: ofLetter,
  summary: 'Puts a letter to a meeting of its body, which is to receive it.',
  read: async (visit): Promise<Putting> => {
    const one = await readOne(visit)
    const coming = await listMeetings(visit.db, {
      bodies: [one.body.id],
      when: 'upcoming',
      today: visit.today,
      page: 1,
      perPage: 20,
    })
    const meetings = coming.meetings.map(({ meeting }) => meeting)
    const items = await Promise.all(
      meetings.map(async meeting =>
        (await listItems(visit.db, meeting.id, { private: true }))
          .filter(item => maySeeItem(visit.acting.may, item, one.body.id))
          .map(item => ({ ...item, of: formatDay(meeting.day) })),
      ),
    )
    return { ...one, meetings, items: items.flat() }
  },
  values: ({ meetings }) => ({ meeting: meetings[0]?.id ?? '' }),
  view: (model, { values, refusals }) => (
    <WorkPage title="Put a letter to a meeting" breadcrumbs={crumbsOf(model)} refusals={refusals}>
      <PageHeading caption={letterInWords(model.letter)} title="Put it to a meeting" />
      <p>
        The meeting is asked to receive it. A letter that may be public becomes so with the minutes
        of that meeting.
      </p>
      {model.meetings.length === 0 ? (
        <Empty>No meeting of this body is to come. Arrange one first.</Empty>
      ) : (
        <Form values={values}>
          <SelectField
            name="meeting"
            label="Which meeting"
            options={model.meetings.map(({ id, day }) => ({ value: id, text: formatDay(day) }))}
          />
          <SelectField
            name="item"
            label="Under which item (optional)"
            hint="Left empty, a new item “Correspondence” is put on the agenda."
            empty="A new item, Correspondence"
            options={model.items.map(({ id, number, title, of }) => ({
              value: id,
              text: `${of}: ${number} ${title}`,
            }))}
          />
          <SubmitButton>Put it to the meeting</SubmitButton>
        </Form>
      )}
    </WorkPage>
  ),
  submit: async (visit, values, { letter }) => {
    const outcome = await putLetter(visit.acting, {
      letter: letter.id,
      meeting: textOf(values, 'meeting'),
      item: textOf(values, 'item') || undefined,
    })
    return outcome.ok ? { ok: true, value: pathTo(letter.id) } : outcome
  },
})

const filePage = formPage({
  path: '/work/correspondence/:id/files/new',
  needs: ofLetter,
  files: true,
  summary: 'Keeps a file with a letter: the letter itself, or what was enclosed.',
  read: readOne,
  view: (one, { values, refusals }) => (
    <WorkPage title="Add a file" breadcrumbs={crumbsOf(one)} refusals={refusals}>
      <PageHeading caption={letterInWords(one.letter)} title="Add a file" />
      <Form values={values} multipart>
        <FileField name="file" label="File" hint="PDF, Word, Excel or PNG, up to 50 MB" />
        <TextField
          name="description"
          label="What it is"
          hint="Such as: the letter; slides that were enclosed"
        />
        <SubmitButton>Add it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { letter }, uploads) => {
    const upload = uploads.find(({ field }) => field === 'file')
    if (!upload) return refused({ code: 'missing', field: 'file', message: 'Choose a file.' })
    const outcome = await attachToLetter(visit.acting, {
      letter: letter.id,
      name: upload.name,
      bytes: upload.bytes,
      description: textOf(values, 'description'),
    })
    return outcome.ok ? { ok: true, value: pathTo(letter.id) } : outcome
  },
})

const publishPage = actPage({
  path: '/work/correspondence/:id/publish',
  needs: ofLetter,
  summary: 'Publishes a letter with its files.',
  submit: async ({ acting, params }) => {
    const outcome = await publishLetter(acting, { letter: params.id ?? '' })
    return outcome.ok ? { ok: true, value: pathTo(params.id ?? '') } : outcome
  },
})

const fileAnswer = workFile({
  path: '/work/correspondence/:id/files/:file',
  needs: 'a person',
  answer: async visit => {
    await readOne(visit)
    return letterFileOf(visit)
  },
})

/** The letters that one meeting is to receive, for who keeps them. */
const meetingLettersPage = (MeetingFrame: Frame) =>
  workPage({
    path: '/work/meetings/:body/:date/correspondence',
    needs: forMeeting('see drafts'),
    read: async visit => {
      const of = await meetingOf(visit)
      const letters = await listLetters(visit.db, {
        today: visit.today,
        meeting: of.meeting.id,
        privateOf: visit.viewer?.scopesOf('keep correspondence') ?? [],
      })
      return { of, letters }
    },
    view: ({ of, letters }, { today }) => (
      <MeetingFrame of={of} title="Correspondence">
        {letters.length === 0 ? (
          <Empty>
            No letter has been put to this meeting. Put one to it from{' '}
            <a href={`/work/correspondence?body=${of.body.slug}`}>the correspondence</a>.
          </Empty>
        ) : (
          <CardList
            items={letters.map(letter =>
              letterCard(letter, { today, body: '', href: pathTo(letter.id) }),
            )}
          />
        )}
      </MeetingFrame>
    ),
  })

/** The log of letters, one of them, and what is done with it; `nameThings` names its meeting. */
export const workCorrespondencePages = (nameThings: NameThings, MeetingFrame: Frame) => [
  logPage,
  newPage,
  onePage(nameThings),
  replyPage,
  changePage,
  putPage,
  filePage,
  publishPage,
  fileAnswer,
  meetingLettersPage(MeetingFrame),
]
