import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  type FormState,
  formPage,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import type { Outcome } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { listPersons, type Person, readPersons } from '../people/read-person.ts'
import { addAgendaItem, type ItemDetails } from './add-agenda-item.ts'
import {
  agendaWarnings,
  audiences,
  itemKinds,
  MAX_MINUTES,
  nextItemNumber,
  purposes,
  siblingsOf,
  timetable,
} from './agenda.rules.ts'
import { amendAgendaItem } from './amend-agenda-item.ts'
import { coverWarnings } from './cover-sheet.rules.ts'
import { comingAfter, expectedAt } from './forward-plan.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { SavedMeanwhile, WarningList } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, itemOf, meetingOf } from './meeting-visit.ts'
import { moveAgendaItem } from './move-agenda-item.ts'
import { itemPath, leadOf, PaperTags, purposeOf } from './paper-parts.view.tsx'
import { sourceWords } from './plan-words.rules.ts'
import {
  type AgendaItem,
  agendaFactsOf,
  type Item,
  listItems,
  listPapers,
  type PaperWithFiles,
  readAgenda,
} from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { readPlan, readPlanFor, readPlanOfAgenda } from './read-plan.ts'
import { listSignOffs, readAgendaLines } from './read-sign-offs.ts'
import { findAgendaIssued, listTreatments } from './read-treatments.ts'
import { removeAgendaItem } from './remove-agenda-item.ts'
import { standingOfSignOff } from './sign-off.rules.ts'
import { SignOffTag } from './sign-off.view.tsx'
import { startAgenda } from './start-agenda.ts'
import { isTaken, type Treatment } from './treatment.rules.ts'
import { Treatments } from './treatment.view.tsx'

const agendaPath = (of: MeetingOfBody) => `${workPathOf(of)}/agenda`

async function readAgendaPage(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, viewer } = visit
  const { body, meeting } = of
  const maySeePrivate = viewer?.may('see private papers', body.id) ?? false
  const items = await readAgenda(db, meeting.id, { private: maySeePrivate })
  const deadlines = await readDeadlineFacts(db, body, meeting)
  const planned = await readPlanFor(db, meeting)
  const ofPlan = await readPlanOfAgenda(
    db,
    items.map(({ id }) => id),
  )
  const signOffs = await listSignOffs(db, meeting.id)
  const treatments = await listTreatments(db, meeting.id)
  const taken = items.filter(item => isTaken(treatments.get(item.id) ?? []))
  const { begins, total, endsAt } = timetable(
    meeting.starts_at,
    taken.map(item => ({
      id: item.id,
      startsAt: item.starts_at,
      minutes: item.planned_minutes,
    })),
  )
  return {
    of,
    items,
    treatments,
    issued: await findAgendaIssued(db, meeting.id),
    begins: new Map(begins.map(begin => [begin.id, begin])),
    total,
    endsAt,
    leads: await readPersons(
      db,
      items.map(({ lead_person_id }) => lead_person_id),
    ),
    warnings: agendaWarnings(
      agendaFactsOf(meeting, taken, {
        forwardPlanInPack: deadlines.terms?.forwardPlanInPack ?? false,
        forwardPlan: comingAfter(planned, meeting.day).length > 0,
      }),
    ),
    // What the plan expects here and is not on the agenda yet.
    expected: expectedAt((await readPlan(db, body.id, visit.today)).entries, meeting.id).filter(
      ({ audience }) => audience === 'public' || maySeePrivate,
    ),
    ofPlan: new Map(ofPlan.map(line => [line.agendaItem, line])),
    signOff: standingOfSignOff(signOffs, await readAgendaLines(db, meeting.id)),
    signOffWanted: (deadlines.terms?.agendaSignOff ?? null) !== null || signOffs.length > 0,
    maySet: viewer?.may('set the agenda', body.id) ?? false,
    maySubmit: viewer?.may('submit papers', body.id) ?? false,
  }
}

type AgendaModel = Awaited<ReturnType<typeof readAgendaPage>>

const PrivateTag = ({ item }: { item: Pick<Item, 'audience'> }) =>
  item.audience === 'private' ? <StatusTag colour="ink">In private</StatusTag> : null

/** Consecutive items of one section. */
function sectionsOf(items: readonly AgendaItem[]) {
  const sections: { title: string; items: AgendaItem[] }[] = []
  for (const item of items) {
    const last = sections.at(-1)
    if (last?.title === item.section) last.items.push(item)
    else sections.push({ title: item.section, items: [item] })
  }
  return sections
}

function MoveButtons({
  of,
  items,
  item,
}: {
  of: MeetingOfBody
  items: readonly Item[]
  item: Item
}) {
  const siblings = siblingsOf(items, item.id)
  const place = siblings.findIndex(({ id }) => id === item.id) + 1
  const move = (to: number, words: string) => (
    <ActButton action={`${itemPath(of, item)}/move`} hidden={{ place: String(to) }}>
      {words}
      <span className="nhsuk-u-visually-hidden">
        : item {item.number}, {item.title}
      </span>
    </ActButton>
  )
  return (
    <div className="gt-moves">
      {place > 1 ? move(place - 1, 'Up') : null}
      {place < siblings.length ? move(place + 1, 'Down') : null}
    </div>
  )
}

/** When an item begins and how long it takes: '10:30', 'about 10:30', and '30 minutes'. */
function TimeOf({ model, item }: { model: AgendaModel; item: AgendaItem }) {
  const begin = model.begins.get(item.id)
  const at = begin?.at ? (begin.stated ? begin.at : `About ${begin.at}`) : undefined
  const minutes = item.planned_minutes === null ? undefined : `${item.planned_minutes} min`
  return (
    <p className="gt-agenda__time">
      {at === undefined && minutes === undefined ? (
        <span className="nhsuk-u-visually-hidden">No time planned</span>
      ) : null}
      {at === undefined ? null : <span>{at}</span>}
      {minutes === undefined ? null : <span>{minutes}</span>}
    </p>
  )
}

function AgendaSection({
  model,
  title,
  items,
}: {
  model: AgendaModel
  title: string
  items: readonly AgendaItem[]
}) {
  const { of, leads, maySet } = model
  return (
    <section aria-label={title || 'Items'}>
      {title === '' ? null : <h2 className="nhsuk-heading-m">{title}</h2>}
      <ul className="gt-agenda">
        {items.map(item => (
          <li key={item.id} className="gt-agenda__item">
            <TimeOf model={model} item={item} />
            <div>
              <p className="gt-agenda__title">
                <a href={itemPath(of, item)}>
                  {item.number}. {item.title}
                </a>{' '}
                <PrivateTag item={item} />
              </p>
              {purposeOf(item) === '' && leadOf(item, leads) === '' ? null : (
                <p className="gt-quiet">
                  {[opening(purposeOf(item)), leadOf(item, leads)]
                    .filter(part => part !== '')
                    .join(' · ')}
                </p>
              )}
              <FromPlan model={model} item={item} />
              <Treatments of={of} treatments={model.treatments.get(item.id)} />
              <PaperLinks of={of} item={item} />
            </div>
            {maySet ? <MoveButtons of={of} items={model.items} item={item} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** That an item comes from the forward plan, and whether it was put off since. */
function FromPlan({ model: { of, ofPlan }, item }: { model: AgendaModel; item: AgendaItem }) {
  const line = ofPlan.get(item.id)
  if (!line) return null
  return (
    <p className="gt-quiet">
      <a href={`/work/bodies/${of.body.slug}/forward-plan/items/${line.planItem}`}>
        From the forward plan<span className="nhsuk-u-visually-hidden">: {item.title}</span>
      </a>
      {line.deferred ? `. Deferred on ${formatDay(line.deferred.on)}: ${line.deferred.reason}` : ''}
    </p>
  )
}

/** What the forward plan expects at this meeting and is not on its agenda yet. */
const Expected = ({ model: { of, expected, maySet } }: { model: AgendaModel }) =>
  expected.length === 0 ? null : (
    <section aria-labelledby="expected">
      <h2 className="nhsuk-heading-m" id="expected">
        Expected by the forward plan
      </h2>
      <ul className="nhsuk-list">
        {expected.map(entry => (
          <li key={entry.key} className="gt-expected">
            <span>
              <a href={`/work/bodies/${of.body.slug}/forward-plan/items/${entry.key}`}>
                {entry.title}
              </a>
              <span className="gt-quiet">{sourceWords(entry)}</span>
            </span>
            {maySet ? (
              <ActButton
                action={`/work/bodies/${of.body.slug}/forward-plan/items/${entry.key}/agenda`}
                hidden={{ version: String(entry.version), meeting: of.meeting.id }}
              >
                Put it on the agenda
                <span className="nhsuk-u-visually-hidden">: {entry.title}</span>
              </ActButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )

const SignOffLine = ({ model: { of, items, signOff, signOffWanted } }: { model: AgendaModel }) =>
  items.length === 0 || !signOffWanted ? null : (
    <p>
      <SignOffTag state={signOff.state} /> {signOff.words}{' '}
      <a href={`${workPathOf(of)}/sign-off`}>See the sign-off</a>
    </p>
  )

/** Whether the agenda is out, and the way to what has changed since. */
const Issued = ({ model: { of, issued } }: { model: AgendaModel }) =>
  issued === undefined ? null : (
    <p>
      The agenda went out on {formatDay(issued.agendaOn)}
      {issued.papersOn === null
        ? '; its papers are to follow'
        : issued.papersOn === issued.agendaOn
          ? ' with its papers'
          : ' and its papers on '.concat(formatDay(issued.papersOn))}
      . <a href={`${agendaPath(of)}/versions`}>Its versions, and what changed</a>.
    </p>
  )

const PaperLinks = ({ of, item }: { of: MeetingOfBody; item: AgendaItem }) =>
  item.papers.length === 0 ? null : (
    <ul className="gt-agenda__papers" aria-label={`Papers of item ${item.number}`}>
      {item.papers.map(paper => (
        <li key={paper.id}>
          <a href={`${workPathOf(of)}/papers/${paper.id}`}>{paper.title}</a>{' '}
          <PaperTags paper={paper} />
        </li>
      ))}
    </ul>
  )

const audienceWords = {
  public: { text: 'In public', hint: 'The usual way' },
  private: {
    text: 'In private',
    hint: 'The meeting must resolve to exclude the public, for the reason you give here',
  },
} as const

const kindHints: Readonly<Partial<Record<Item['kind'], string>>> = {
  business: 'A subject of its own, usually with a paper',
  actions: 'The action tracker',
  questions: 'Questions from the public',
}

const readItemForm = (values: Values): Outcome<ItemDetails & { readonly number: string }> => {
  const form = reading(values)
  return form.outcome({
    number: form.text('number', 'Enter the number of the item, such as 5, 5.1 or 5a.'),
    section: form.optionalText('section'),
    title: form.text('title', 'Enter what the item is called on the agenda.'),
    kind: form.choice('kind', itemKinds, 'Choose what kind of item it is.'),
    leadPerson: form.optionalText('leadPerson') || undefined,
    lead: form.optionalText('lead'),
    purposes: form.list('purposes'),
    startsAt: form.optionalTime('startsAt'),
    plannedMinutes: form.optionalNumber('plannedMinutes', {
      from: 1,
      to: MAX_MINUTES,
      called: 'The time planned',
    }),
    summary: form.optionalText('summary'),
    audience: form.choice(
      'audience',
      audiences,
      'Choose whether it is taken in public or in private.',
    ),
    privateReason: form.optionalText('privateReason'),
  })
}

const ItemFields = ({
  persons,
  sections,
}: {
  persons: readonly Person[]
  sections: readonly string[]
}) => (
  <>
    <TextField name="number" label="Number" hint="It goes where its number belongs." width={4} />
    <TextField name="title" label="Title" hint="As it will stand on the agenda" />
    <TextField
      name="section"
      label="Section (optional)"
      hint={
        sections.length > 0
          ? `Items of one section stand together. So far: ${listed([...sections])}.`
          : 'Items of one section stand together, such as Opening or Strategy.'
      }
      width={20}
    />
    <RadioField
      name="kind"
      label="Kind of item"
      options={itemKinds.map(kind => ({
        value: kind,
        text: opening(kind),
        ...(kindHints[kind] ? { hint: kindHints[kind] } : {}),
      }))}
    />
    <CheckboxGroup
      name="purposes"
      label="What the meeting is asked to do"
      hint="Approve, agree and endorse need a quorum; a recommendation to another body does too."
      small
      options={purposes.map(purpose => ({ value: purpose, text: opening(purpose) }))}
    />
    <TextField name="lead" label="Led by (optional)" hint="In words, such as Chair" width={30} />
    <SelectField
      name="leadPerson"
      label="Or a person in this record (optional)"
      empty="Nobody chosen"
      options={persons.map(({ id, name, position }) => ({
        value: id,
        text: position === '' || position === name ? name : `${name}, ${position}`,
      }))}
    />
    <TimeField
      name="startsAt"
      label="Begins at (optional)"
      hint="Only where it is fixed; otherwise it follows the item before it. On the 24-hour clock, such as 14:30."
    />
    <TextField
      name="plannedMinutes"
      label="Time planned (optional)"
      suffix="minutes"
      width={4}
      inputMode="numeric"
    />
    <TextArea
      name="summary"
      label="What it is about (optional)"
      hint="A sentence or two for members and residents"
      rows={3}
    />
    <RadioField
      name="audience"
      label="Public or private"
      options={[
        { value: 'public', ...audienceWords.public },
        {
          value: 'private',
          ...audienceWords.private,
          reveal: (
            <TextArea
              name="privateReason"
              label="Why publicity would harm the public interest"
              hint="It is put to the meeting as the reason of its resolution."
              rows={3}
            />
          ),
        },
      ]}
    />
  </>
)

const sectionNames = (items: readonly Item[]) => [
  ...new Set(items.map(({ section }) => section).filter(section => section !== '')),
]

async function readItemPage(visit: Visit) {
  const of = await itemOf(visit)
  const { db, viewer } = visit
  const maySubmit = viewer?.may('submit papers', of.body.id) ?? false
  return {
    of,
    item: of.item,
    papers: await listPapers(db, [of.item.id], { withdrawn: maySubmit }),
    treatments: (await listTreatments(db, of.meeting.id)).get(of.item.id) ?? [],
    issued: (await findAgendaIssued(db, of.meeting.id))?.items.has(of.item.id) ?? false,
    leads: await readPersons(db, [of.item.lead_person_id]),
    maySet: viewer?.may('set the agenda', of.body.id) ?? false,
    maySubmit,
  }
}

/** What can be done with an item: changed, treated otherwise, put back, taken off. */
const ItemButtons = ({
  of,
  item,
  treatments,
  mayRemove,
}: {
  of: MeetingOfBody
  item: Item
  treatments: readonly Treatment[]
  mayRemove: boolean
}) => {
  const at = itemPath(of, item)
  const own = treatments.filter(({ kind }) => kind !== 'carried over')
  const free = own.every(({ kind }) => kind === 'urgent')
  const link = (to: string, words: string) => (
    <ButtonLink href={`${at}/${to}`} kind="secondary" small>
      {words}
    </ButtonLink>
  )
  return (
    <ButtonRow>
      {link('change', 'Change the item')}
      {free ? link('defer', 'Defer it') : null}
      {free ? link('withdraw', 'Withdraw it') : null}
      {free ? link('together', 'Take it with another') : null}
      {own.some(({ kind }) => kind === 'urgent') ? null : link('urgent', 'Take it as urgent')}
      {own.length > 0 ? <ActButton action={`${at}/reinstate`}>Put it back</ActButton> : null}
      {mayRemove ? <ActButton action={`${at}/remove`}>Take it off the agenda</ActButton> : null}
    </ButtonRow>
  )
}

const factsOfItem = (item: Item, leads: ReadonlyMap<string, Person>) => [
  { key: 'Number', value: item.number },
  { key: 'Title', value: item.title },
  ...(item.section === '' ? [] : [{ key: 'Section', value: item.section }]),
  { key: 'Purpose', value: opening(purposeOf(item)) || 'None stated' },
  { key: 'Led by', value: leadOf(item, leads) || 'Nobody named' },
  {
    key: 'Time',
    value:
      [
        item.starts_at ? `At ${item.starts_at}` : '',
        item.planned_minutes ? countOf(item.planned_minutes, 'minute') : '',
      ]
        .filter(part => part !== '')
        .join(', ') || 'Not planned',
  },
  ...(item.summary === '' ? [] : [{ key: 'About', value: item.summary }]),
  {
    key: 'Audience',
    value: item.audience === 'private' ? `In private: ${item.private_reason}` : 'In public',
  },
]

const PaperOfItem = ({
  of,
  item,
  paper,
}: {
  of: MeetingOfBody
  item: Item
  paper: PaperWithFiles
}) => (
  <li>
    <a href={`${workPathOf(of)}/papers/${paper.id}`}>{paper.title}</a> <PaperTags paper={paper} />
    {paper.withdrawn_on === null ? (
      <span className="gt-quiet">
        {[
          opening(countOf(paper.files.filter(file => file.removed_on === null).length, 'file')),
          warningCount(
            coverWarnings(paper.cover, {
              itemNumber: item.number,
              hasFile: paper.files.length > 0,
            }).length,
          ),
        ].join(', ')}
      </span>
    ) : null}
  </li>
)

const warningCount = (count: number) =>
  count === 0 ? 'cover sheet complete' : `${countOf(count, 'thing')} to look at on the cover sheet`

const itemCrumbs = (of: MeetingOfBody, item?: Item) => [
  { text: 'Agenda', href: agendaPath(of) },
  ...(item ? [{ text: `Item ${item.number}`, href: itemPath(of, item) }] : []),
]

const valuesOf = (item: Item): Values => ({
  number: item.number,
  section: item.section,
  title: item.title,
  kind: item.kind,
  leadPerson: item.lead_person_id ?? '',
  lead: item.lead,
  purposes: item.purposes,
  startsAt: item.starts_at ?? '',
  plannedMinutes: item.planned_minutes === null ? '' : String(item.planned_minutes),
  summary: item.summary,
  audience: item.audience,
  privateReason: item.private_reason,
})

/** The agenda as the clerk builds it: its items, their order and times, and each item. */
export const agendaPages = [
  workPage({
    path: '/work/meetings/:body/:date/agenda',
    needs: forMeeting('see drafts'),
    read: readAgendaPage,
    view: model => {
      const { of, items, total, endsAt, warnings, maySet } = model
      return (
        <MeetingFrame of={of} title="Agenda and papers">
          {maySet ? (
            <ButtonRow>
              <ButtonLink href={`${agendaPath(of)}/add`}>Add an item</ButtonLink>
              {items.length === 0 ? (
                <ActButton action={`${agendaPath(of)}/standard`} small={false}>
                  Start from the standard agenda
                </ActButton>
              ) : null}
            </ButtonRow>
          ) : null}
          <SignOffLine model={model} />
          <Issued model={model} />
          {items.length === 0 ? (
            <Empty>
              The agenda has no items yet.
              {maySet
                ? ' It can begin with the standard agenda of the body and what its forward plan expects, to which you add the rest.'
                : ''}
            </Empty>
          ) : (
            sectionsOf(items).map(({ title, items: within }) => (
              <AgendaSection key={within[0]?.id} model={model} title={title} items={within} />
            ))
          )}
          {total > 0 ? (
            <p>
              <strong>{total} minutes</strong> planned
              {endsAt ? `; the last item would end at ${endsAt}` : ''}
              {of.meeting.ends_at ? `. The meeting ends at ${of.meeting.ends_at}.` : '.'}
            </p>
          ) : null}
          {items.length === 0 ? null : <Expected model={model} />}
          <WarningList heading="Worth a look" warnings={warnings} />
        </MeetingFrame>
      )
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/agenda/add',
    needs: forMeeting('set the agenda'),
    summary: 'Puts an item on the agenda of a meeting.',
    read: async visit => {
      const of = await meetingOf(visit)
      return {
        of,
        items: await listItems(visit.db, of.meeting.id, { private: true }),
        persons: await listPersons(visit.db),
      }
    },
    values: ({ items }) => ({
      number: nextItemNumber(items.map(({ number }) => number)),
      section: items.at(-1)?.section ?? '',
      kind: 'business',
      audience: 'public',
    }),
    view: ({ of, items, persons }, { values, refusals }) => (
      <MeetingFrame of={of} title="Add an item" crumbs={itemCrumbs(of)} refusals={refusals}>
        <Form values={values}>
          <ItemFields persons={persons} sections={sectionNames(items)} />
          <ButtonRow>
            <SubmitButton>Add the item</SubmitButton>
            <SubmitButton kind="secondary" name="next" value="paper">
              Add it, then its paper
            </SubmitButton>
            <a href={agendaPath(of)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const input = readItemForm(values)
      if (!input.ok) return input
      const outcome = await addAgendaItem(acting, { meeting: of.meeting.id, ...input.value })
      if (!outcome.ok) return outcome
      const goesOn = textOf(values, 'next') === 'paper'
      return {
        ok: true,
        value: goesOn ? `${itemPath(of, outcome.value)}/papers/new` : agendaPath(of),
      }
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/agenda/standard',
    needs: forMeeting('set the agenda'),
    summary: 'Begins an agenda with the items that most agendas have.',
    submit: async visit => {
      const of = await meetingOf(visit)
      const outcome = await startAgenda(visit.acting, { meeting: of.meeting.id })
      return outcome.ok ? { ok: true, value: agendaPath(of) } : outcome
    },
  }),
  workPage({
    path: '/work/meetings/:body/:date/agenda/items/:item',
    needs: forMeeting('see drafts'),
    read: readItemPage,
    view: ({ of, item, papers, treatments, issued, leads, maySet, maySubmit }) => (
      <MeetingFrame of={of} title={`${item.number}. ${item.title}`} crumbs={itemCrumbs(of)}>
        {item.audience === 'private' ? (
          <Notice>
            <p>
              This item is taken in private. The meeting must first resolve to exclude the public
              and state why; this page and its papers are seen only by those who may see private
              papers.
            </p>
          </Notice>
        ) : null}
        <Treatments of={of} treatments={treatments} />
        <SummaryList rows={factsOfItem(item, leads)} />
        {maySet ? (
          <ItemButtons
            of={of}
            item={item}
            treatments={treatments}
            mayRemove={papers.length === 0 && !issued}
          />
        ) : null}
        <h2 className="nhsuk-heading-m">Papers</h2>
        {papers.length === 0 ? (
          <Empty>No paper has been submitted for this item.</Empty>
        ) : (
          <ul className="nhsuk-list">
            {papers.map(paper => (
              <PaperOfItem key={paper.id} of={of} item={item} paper={paper} />
            ))}
          </ul>
        )}
        {maySubmit ? (
          <ButtonLink href={`${itemPath(of, item)}/papers/new`}>Submit a paper</ButtonLink>
        ) : null}
      </MeetingFrame>
    ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/change',
    needs: forMeeting('set the agenda'),
    summary: 'Changes an item of an agenda.',
    read: async visit => {
      const of = await itemOf(visit)
      return {
        of,
        item: of.item,
        items: await listItems(visit.db, of.meeting.id, { private: true }),
        persons: await listPersons(visit.db),
      }
    },
    changes: { what: 'this item', version: ({ item }) => item.version },
    values: ({ item }) => valuesOf(item),
    view: ({ of, item, items, persons }, form: FormState) => (
      <MeetingFrame
        of={of}
        title={`Change item ${item.number}`}
        crumbs={itemCrumbs(of, item)}
        refusals={form.refusals}
      >
        <SavedMeanwhile
          form={form}
          rows={factsOfItem(item, new Map(persons.map(person => [person.id, person])))}
        />
        <Form values={form.values}>
          <ItemFields persons={persons} sections={sectionNames(items)} />
          <ButtonRow>
            <SubmitButton>Save the item</SubmitButton>
            <a href={itemPath(of, item)}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of, item }) => {
      const input = readItemForm(values)
      if (!input.ok) return input
      const outcome = await amendAgendaItem(acting, {
        ...input.value,
        item: item.id,
        version: Number(textOf(values, 'version')) || 0,
      })
      return outcome.ok ? { ok: true, value: itemPath(of, item) } : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/move',
    needs: forMeeting('set the agenda'),
    summary: 'Moves an item to another place on the agenda and numbers it afresh.',
    submit: async (visit, values) => {
      const of = await itemOf(visit)
      const form = reading(values)
      const input = form.outcome({
        item: of.item.id,
        place: form.number('place', { from: 1, to: 1000, called: 'The place' }, 'Enter a place.'),
      })
      if (!input.ok) return input
      const outcome = await moveAgendaItem(visit.acting, input.value)
      return outcome.ok ? { ok: true, value: agendaPath(of) } : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/remove',
    needs: forMeeting('set the agenda'),
    summary: 'Takes an item off the agenda.',
    submit: async visit => {
      const of = await itemOf(visit)
      const outcome = await removeAgendaItem(visit.acting, { item: of.item.id })
      return outcome.ok ? { ok: true, value: agendaPath(of) } : outcome
    },
  }),
]
