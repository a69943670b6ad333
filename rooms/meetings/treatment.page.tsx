import { CheckboxField, CheckboxGroup } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDayWithWeekday } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { carryBusiness, listBusinessToCarry } from './carry-business.ts'
import { deferItem } from './defer-item.ts'
import { listMeetings } from './list-meetings.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { nameOfMeeting, workPathOf } from './meeting-paths.ts'
import { forMeeting, itemOf, meetingOf } from './meeting-visit.ts'
import { itemPath, purposeOf } from './paper-parts.view.tsx'
import { type Item, listItems, maySeeItem } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { readQuorum } from './read-quorum.ts'
import { reinstateItem } from './reinstate-item.ts'
import { takeAsUrgent } from './take-as-urgent.ts'
import { takeItemWith } from './take-item-with.ts'
import { withdrawItem } from './withdraw-item.ts'

const TARGETS = 20

/** Later meetings of the body that could take the business, the next first. */
async function laterMeetings({ db }: Visit, { body, meeting }: MeetingOfBody) {
  const { meetings } = await listMeetings(db, {
    bodies: [body.id],
    when: 'upcoming',
    today: meeting.day,
    page: 1,
    perPage: TARGETS,
  })
  return meetings
    .filter(({ meeting: other }) => other.day > meeting.day && other.kind !== 'workshop')
    .map(({ meeting: other }) => ({
      value: other.id,
      text: `${nameOfMeeting({ meeting: other })} (${formatDayWithWeekday(other.day)})`,
    }))
}

const crumbsTo = (of: MeetingOfBody & { readonly item: Item }) => [
  { text: 'Agenda', href: `${workPathOf(of)}/agenda` },
  { text: `Item ${of.item.number}`, href: itemPath(of, of.item) },
]

const Stays = () => (
  <p>
    The item keeps its number and stays on the agenda, which says what became of it and why. If the
    agenda is out, publish a new version so that everybody sees it.
  </p>
)

const NoLaterMeeting = ({ of }: { of: MeetingOfBody }) => (
  <Notice>
    <p>
      No later meeting of {of.body.name} is in the calendar.{' '}
      <a href="/work/meetings/new">Schedule one</a> first.
    </p>
  </Notice>
)

const Reason = ({ label, hint }: { label: string; hint?: string }) => (
  <TextArea
    name="reason"
    label={label}
    hint={hint ?? 'It stands beside the item for everybody.'}
    rows={3}
  />
)

const Buttons = ({ words, back }: { words: string; back: string }) => (
  <ButtonRow>
    <SubmitButton>{words}</SubmitButton>
    <a href={back}>Cancel</a>
  </ButtonRow>
)

/** What becomes of an item other than being taken in its turn, and carrying business on. */
export const treatmentPages = [
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/defer',
    needs: forMeeting('set the agenda'),
    summary: 'Defers an item to a later meeting of the body, with its papers where wanted.',
    read: async visit => {
      const of = await itemOf(visit)
      return { of, meetings: await laterMeetings(visit, of) }
    },
    values: ({ meetings }) => ({ to: meetings[0]?.value ?? '', papers: 'yes' }),
    view: ({ of, meetings }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Defer item ${of.item.number}`}
        crumbs={crumbsTo(of)}
        refusals={refusals}
      >
        <p className="nhsuk-body-l">{of.item.title}</p>
        <Stays />
        {meetings.length === 0 ? <NoLaterMeeting of={of} /> : null}
        <Form values={values}>
          <SelectField
            name="to"
            label="To which meeting"
            options={meetings}
            empty="Choose a meeting"
          />
          <CheckboxField
            name="papers"
            label="Its papers go with it"
            hint="Copies: this meeting keeps what it had."
          />
          <Reason label="Why it is deferred" />
          <TextField
            name="by"
            label="Who decided it (optional)"
            hint="Such as: the chair"
            width={20}
          />
          <Buttons words="Defer the item" back={itemPath(of, of.item)} />
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const outcome = await deferItem(acting, {
        item: of.item.id,
        to: textOf(values, 'to'),
        reason: textOf(values, 'reason'),
        by: textOf(values, 'by'),
        papers: textOf(values, 'papers') === 'yes',
      })
      return outcome.ok ? { ok: true, value: itemPath(of, of.item) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/withdraw',
    needs: forMeeting('set the agenda'),
    summary: 'Withdraws an item, which stays on the agenda as withdrawn.',
    read: itemOf,
    view: (of, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Withdraw item ${of.item.number}`}
        crumbs={crumbsTo(of)}
        refusals={refusals}
      >
        <p className="nhsuk-body-l">{of.item.title}</p>
        <Stays />
        <Form values={values}>
          <Reason label="Why it is withdrawn" />
          <TextField
            name="by"
            label="Who decided it (optional)"
            hint="Such as: the chair"
            width={20}
          />
          <Buttons words="Withdraw the item" back={itemPath(of, of.item)} />
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, of) => {
      const outcome = await withdrawItem(acting, {
        item: of.item.id,
        reason: textOf(values, 'reason'),
        by: textOf(values, 'by'),
      })
      return outcome.ok ? { ok: true, value: itemPath(of, of.item) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/together',
    needs: forMeeting('set the agenda'),
    summary: 'Takes an item together with another of the same agenda.',
    read: async visit => {
      const of = await itemOf(visit)
      const items = (await listItems(visit.db, of.meeting.id, { private: true })).filter(
        item => item.id !== of.item.id && maySeeItem(visit.acting.may, item, of.body.id),
      )
      return { of, items }
    },
    view: ({ of, items }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Take item ${of.item.number} with another`}
        crumbs={crumbsTo(of)}
        refusals={refusals}
      >
        <p className="nhsuk-body-l">{of.item.title}</p>
        <Form values={values}>
          <SelectField
            name="with"
            label="With which item"
            empty="Choose an item"
            options={items.map(({ id, number, title }) => ({
              value: id,
              text: `${number}. ${title}`,
            }))}
          />
          <Reason label="Why the two are taken together" />
          <Buttons words="Take the two together" back={itemPath(of, of.item)} />
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const outcome = await takeItemWith(acting, {
        item: of.item.id,
        with: textOf(values, 'with'),
        reason: textOf(values, 'reason'),
      })
      return outcome.ok ? { ok: true, value: itemPath(of, of.item) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/urgent',
    needs: forMeeting('set the agenda'),
    summary: 'Records why the chair lets an item in as urgent.',
    read: itemOf,
    view: (of, { values, refusals }) => (
      <MeetingFrame
        of={of}
        within="agenda"
        title={`Urgent business: item ${of.item.number}`}
        crumbs={crumbsTo(of)}
        refusals={refusals}
      >
        <p className="nhsuk-body-l">{of.item.title}</p>
        <p>{urgentRule[of.body.regime]}</p>
        <Form values={values}>
          <Reason
            label="The special circumstances"
            hint="The minutes have to state them, and the agenda shows them."
          />
          <TextField
            name="by"
            label="Whose opinion it is"
            hint="By office, such as: the chair"
            width={20}
          />
          <Buttons words="Record that it is urgent" back={itemPath(of, of.item)} />
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, of) => {
      const outcome = await takeAsUrgent(acting, {
        item: of.item.id,
        reason: textOf(values, 'reason'),
        by: textOf(values, 'by'),
      })
      return outcome.ok ? { ok: true, value: itemPath(of, of.item) } : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/agenda/items/:item/reinstate',
    needs: forMeeting('set the agenda'),
    summary: 'Puts an item back on the agenda in its own turn.',
    submit: async visit => {
      const of = await itemOf(visit)
      const outcome = await reinstateItem(visit.acting, { item: of.item.id })
      return outcome.ok ? { ok: true, value: itemPath(of, of.item) } : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/carry',
    needs: forMeeting('set the agenda'),
    summary: 'Carries the formal business of a meeting without a quorum to a later one.',
    read: async visit => {
      const of = await meetingOf(visit)
      const items = (await listBusinessToCarry(visit.db, of.meeting.id)).filter(item =>
        maySeeItem(visit.acting.may, item, of.body.id),
      )
      const { quorum } = await readQuorum(visit.db, of.meeting.id)
      return { of, items, quorum, meetings: await laterMeetings(visit, of) }
    },
    values: ({ items, meetings }) => ({
      items: items.map(({ id }) => id),
      to: meetings[0]?.value ?? '',
      papers: 'yes',
    }),
    view: ({ of, items, quorum, meetings }, { values, refusals }) => (
      <MeetingFrame of={of} within="decisions" title="Carry business on" refusals={refusals}>
        <p>
          Without a quorum no formal business is transacted: it is carried to the next quorate
          meeting. The items below ask for a decision that needs a quorum, and none is recorded
          under them.
        </p>
        {quorum?.quorate ? (
          <Notice>
            <p>This meeting was quorate, so there is nothing to carry.</p>
          </Notice>
        ) : null}
        {meetings.length === 0 ? <NoLaterMeeting of={of} /> : null}
        {items.length === 0 ? (
          <Empty>No item of this agenda holds formal business that is still open.</Empty>
        ) : (
          <Form values={values}>
            <CheckboxGroup
              name="items"
              label="Which items"
              options={items.map(item => ({
                value: item.id,
                text: `${item.number}. ${item.title}`,
                hint: opening(purposeOf(item)),
              }))}
            />
            <SelectField
              name="to"
              label="To which meeting"
              options={meetings}
              empty="Choose a meeting"
            />
            <CheckboxField name="papers" label="Their papers go with them" />
            <Buttons words="Carry them on" back={`${workPathOf(of)}/decisions`} />
          </Form>
        )}
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const input = readCarryForm(values, of)
      if (!input.ok) return input
      const outcome = await carryBusiness(acting, input.value)
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/agenda` } : outcome
    },
  }),
]

const readCarryForm = (values: Values, of: MeetingOfBody) => {
  const form = reading(values)
  return form.outcome({
    meeting: of.meeting.id,
    to: form.optionalText('to'),
    items: form.list('items'),
    papers: form.ticked('papers'),
  })
}

const urgentRule = {
  '1960 Act':
    'Under the Public Bodies (Admission to Meetings) Act 1960 no reason has to be stated, but members and residents are owed one.',
  'parish council':
    'A parish council cannot decide what its summons did not name: the item may be talked of at this meeting, and decided at one whose summons names it (Local Government Act 1972, Schedule 12, paragraph 10).',
  'principal council':
    'An item that was not open to inspection five clear days before may be taken only where the chair is of the opinion, by reason of special circumstances which the minutes state, that it is a matter of urgency (Local Government Act 1972, section 100B(4)(b)).',
} as const

/** Under an informal meeting's decisions: the way to carry its formal business on in one act. */
export const CarryOffer = ({ of, count }: { of: MeetingOfBody; count: number }) =>
  count === 0 ? null : (
    <ButtonRow>
      <ButtonLink href={`${workPathOf(of)}/carry`}>
        Carry the formal business to the next meeting
      </ButtonLink>
    </ButtonRow>
  )
