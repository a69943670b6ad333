import { randomUUID } from 'node:crypto'
import { DataTable } from '../../design/data-table.tsx'
import { Fold } from '../../design/fold.tsx'
import { ActButton, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { placed } from '../../design/given.ts'
import { Done, Warning } from '../../design/notice.tsx'
import { SelectField, TimeField } from '../../design/text-fields.tsx'
import { formatDay, formatTime, type Time } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import { type Outcome, refused } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { amendTime } from './amend-time.ts'
import { beginItem } from './begin-item.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { FormalityTag } from './minutes.view.tsx'
import { noteArrival } from './note-arrival.ts'
import { noteDeparture } from './note-departure.ts'
import { noteReturn } from './note-return.ts'
import { notedInWords } from './noted-in-words.rules.ts'
import { maySeeItem } from './read-agenda.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { type RoomView, readRoom } from './read-room.ts'
import type { RoomActed } from './room-act.ts'
import { instantOf } from './sitting-time.rules.ts'
import { takeBack } from './take-back.ts'
import { takeTheChair } from './take-the-chair.ts'

type Movements = {
  readonly of: MeetingOfBody
  readonly room: RoomView
  readonly persons: readonly Person[]
  readonly mayRecord: boolean
  readonly maySee: (item: string) => boolean
  readonly saved: boolean
}

async function readMovements(visit: Visit): Promise<Movements> {
  const { db, viewer, now, query } = visit
  const of = await meetingOf(visit)
  const room = await readRoom(db, of.meeting.id, now)
  const may = viewer?.may ?? (() => false)
  const shown = new Set(
    room.items.filter(item => maySeeItem(may, item, of.body.id)).map(({ id }) => id),
  )
  return {
    of,
    room,
    persons: await listPersons(db),
    mayRecord: may('take attendance', of.body.id) && room.barred.length === 0,
    maySee: item => shown.has(item),
    saved: textOf(query, 'saved') === 'yes',
  }
}

const happenings = [
  { value: 'left', text: 'Somebody left' },
  { value: 'returned', text: 'Somebody came back' },
  { value: 'arrived', text: 'Somebody came' },
  { value: 'chair', text: 'Somebody took the chair' },
  { value: 'item', text: 'An item was begun' },
] as const

const clockOf = (at: Date, meetingDay: string) => {
  const { day, time } = londonMoment(at)
  return `${formatTime(time)}${day === meetingDay ? '' : `, ${formatDay(day)}`}`
}

/**
 * Who came and went and when, and when each item was begun: noted as it happened, or put
 * in afterwards, from the clerk's notes. The quorum, the list and the minutes follow it.
 */
export const movementsPages = [
  formPage({
    path: '/work/meetings/:body/:date/movements',
    needs: forMeeting('see drafts'),
    summary: 'Notes who came to a meeting or left it, and when its items were begun.',
    read: readMovements,
    values: () => ({ id: randomUUID() }),
    view: (model, { values, refusals }) => (
      <MeetingFrame of={model.of} title="Comings and goings" refusals={refusals}>
        {model.saved && refusals.length === 0 ? <Done>Noted.</Done> : null}
        <p>
          Whoever is on the attendance list and not here was there from the opening to the close. A
          time noted here counts for the quorum from that minute, and stands in the minutes.
        </p>
        <Discrepancies model={model} />
        <QuorumCourse model={model} />
        <Noted model={model} />
        {model.mayRecord ? <MovementForm model={model} values={values} /> : null}
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const what = form.choice(
        'what',
        happenings.map(({ value }) => value),
        'Choose what happened.',
      )
      const person = form.optionalText('person')
      const item = form.optionalText('item')
      if (what === 'item' && item === '')
        form.refuse({ code: 'missing', field: 'item', message: 'Choose which item was begun.' })
      if (what !== 'item' && person === '')
        form.refuse({ code: 'missing', field: 'person', message: 'Choose who it was.' })
      const time = form.time('at', 'Enter when it happened.')
      const read = form.outcome({ what, person, item, time, id: textOf(values, 'id') })
      if (!read.ok) return read
      const at = instantIn(model.room, time, 'at')
      if (!at.ok) return at
      const outcome = await noteIt(visit.acting, model, { ...read.value, at: at.value })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/movements?saved=yes` }
        : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/movements/time',
    needs: forMeeting('take attendance'),
    summary: 'Puts right when something happened at a meeting.',
    read: readMovements,
    values: () => ({ id: randomUUID() }),
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title="Put a time right"
        refusals={refusals}
        within="movements"
        crumbs={[{ text: 'Comings and goings', href: `${workPathOf(model.of)}/movements` }]}
      >
        <Form values={values}>
          <HiddenField name="id" value={textOf(values, 'id')} />
          <SelectField
            name="fact"
            label="What was noted"
            empty="Choose"
            options={seen(model).map(fact => ({
              value: fact.id,
              text: `${clockOf(fact.at, model.of.meeting.day)}: ${wordsOf(model, fact)}`,
            }))}
          />
          <TimeField name="to" label="When it really happened" />
          <SubmitButton>Put the time right</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const read = form.outcome({
        fact: form.text('fact', 'Choose what was noted at a wrong time.'),
        time: form.time('to', 'Enter when it happened.'),
      })
      if (!read.ok) return read
      const to = instantIn(model.room, read.value.time, 'to')
      if (!to.ok) return to
      const outcome = await amendTime(visit.acting, {
        id: textOf(values, 'id') || randomUUID(),
        meeting: model.of.meeting.id,
        fact: read.value.fact,
        to: to.value,
      })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/movements?saved=yes` }
        : {
            ok: false,
            refusals: outcome.refusals.map(refusal =>
              refusal.field === 'at' || refusal.field === 'person'
                ? { ...refusal, field: 'to' }
                : refusal,
            ),
          }
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/movements/take-back',
    needs: forMeeting('take attendance'),
    summary: 'Takes back something noted of a meeting by mistake.',
    submit: async (visit, values) => {
      const of = await meetingOf(visit)
      const outcome = await takeBack(visit.acting, {
        id: textOf(values, 'id') || randomUUID(),
        meeting: of.meeting.id,
        fact: textOf(values, 'fact'),
      })
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/movements?saved=yes` } : outcome
    },
  }),
]

function instantIn({ meeting, state }: RoomView, time: Time, field: string): Outcome<Date> {
  const at = instantOf(meeting.day, time, state.openedAt)
  return at
    ? { ok: true, value: at }
    : refused({
        code: 'no-such-time',
        field,
        message: 'The clocks went forward past that time: enter another.',
      })
}

type Happening = {
  readonly what: (typeof happenings)[number]['value']
  readonly person: string
  readonly item: string
  readonly id: string
  readonly at: Date
}

function noteIt(
  acting: Acting,
  { of, room }: Movements,
  { what, person, item, id, at }: Happening,
): Promise<Outcome<RoomActed>> {
  const about = { id: id || randomUUID(), meeting: of.meeting.id, at }
  switch (what) {
    case 'arrived': {
      // Who is on the list comes as the list has them.
      const line = [...room.members, ...room.others].find(each => each.person === person)?.line
      const listed = line && line.capacity !== 'apologies' ? line : undefined
      return noteArrival(acting, {
        ...about,
        person,
        ...(listed && listed.capacity !== 'apologies'
          ? {
              capacity: listed.capacity,
              seat: listed.seat ?? undefined,
              deputisingFor: listed.deputisingFor ?? undefined,
              mode: listed.mode,
              role: listed.role,
            }
          : {}),
      })
    }
    case 'left':
      return noteDeparture(acting, { ...about, person })
    case 'returned':
      return noteReturn(acting, { ...about, person })
    case 'chair':
      return takeTheChair(acting, { ...about, person })
    case 'item':
      return beginItem(acting, { ...about, item })
  }
}

type Fact = RoomView['facts'][number]

/** Nothing of an item that this reader may not see. */
const seen = ({ room, maySee }: Movements) =>
  room.facts.filter(fact => !('item' in fact) || maySee(fact.item))

const wordsOf = ({ room }: Movements, fact: Fact) =>
  notedInWords(fact, {
    nameOf: person => room.persons.get(person)?.name ?? '',
    numberOf: item => room.items.find(({ id }) => id === item)?.number ?? '',
  })

function Discrepancies({ model }: { model: Movements }) {
  const { discrepancies } = model.room.state
  if (discrepancies.length === 0) return null
  return (
    <Warning heading="Some of what was noted does not fit">
      <p>It has no effect until it is taken back, put right, or what is missing is noted.</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {placed(discrepancies).map(({ place, part }) => (
          <li key={place}>{part.message}</li>
        ))}
      </ul>
    </Warning>
  )
}

function QuorumCourse({ model: { room, of } }: { model: Movements }) {
  if (room.state.quorumSpans.length === 0) return null
  return (
    <section>
      <h2 className="nhsuk-heading-m">The quorum</h2>
      <ul className="nhsuk-list">
        {placed(room.state.quorumSpans).map(({ place, part: { from, quorate, quorum } }) => (
          <li key={place}>
            <FormalityTag formal={quorate ? 'quorate' : 'informal'} /> From{' '}
            {from ? clockOf(from, of.meeting.day) : 'the beginning'}
            {quorate ? '' : `: ${quorum.missing.join(' ')}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What belongs to motions and votes is noted on the screens of the room, and folded away here. */
const ofMotions: readonly Fact['kind'][] = [
  'motion put',
  'motion withdrawn',
  'vote opened',
  'vote cast',
  'vote closed',
]

function Noted({ model }: { model: Movements }) {
  const facts = seen(model)
  const others = facts.filter(({ kind }) => ofMotions.includes(kind))
  return (
    <section>
      <h2 className="nhsuk-heading-m">What is noted</h2>
      <NotedTable
        model={model}
        caption="Comings, goings and items"
        facts={facts.filter(fact => !others.includes(fact))}
      />
      {others.length > 0 ? (
        <Fold summary="Motions and votes">
          <NotedTable model={model} caption="Motions and votes" facts={others} />
        </Fold>
      ) : null}
      {model.mayRecord && facts.length > 0 ? (
        <p>
          <a href={`${workPathOf(model.of)}/movements/time`}>Put a time right</a>
        </p>
      ) : null}
    </section>
  )
}

function NotedTable({
  model,
  caption,
  facts,
}: {
  model: Movements
  caption: string
  facts: readonly Fact[]
}) {
  const action = `${workPathOf(model.of)}/movements/take-back`
  const amiss = new Set(model.room.state.discrepancies.map(({ fact }) => fact))
  return (
    <DataTable
      caption={caption}
      captionSize="s"
      rows={facts}
      keyOf={fact => fact.id}
      empty="Nothing is noted: everybody on the list was there throughout."
      columns={[
        { heading: 'When', cell: fact => clockOf(fact.at, model.of.meeting.day) },
        {
          heading: 'What',
          cell: fact => `${wordsOf(model, fact)}${amiss.has(fact.id) ? ' (does not fit)' : ''}`,
          namesRow: true,
        },
        ...(model.mayRecord
          ? [
              {
                heading: 'Correct',
                cell: (fact: Fact) => (
                  <ActButton action={action} hidden={{ fact: fact.id, id: randomUUID() }}>
                    Take back
                  </ActButton>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function MovementForm({ model, values }: { model: Movements; values: Values }) {
  const { room, persons } = model
  const here = [...room.members, ...room.others]
  const known = new Set(here.map(({ person }) => person))
  return (
    <Form values={values}>
      <h2 className="nhsuk-heading-m">Note something more</h2>
      <HiddenField name="id" value={textOf(values, 'id')} />
      <SelectField
        name="what"
        label="What happened"
        empty="Choose"
        options={happenings.map(({ value, text }) => ({ value, text }))}
      />
      <SelectField
        name="person"
        label="Who"
        hint="Leave it out where an item was begun"
        empty="Nobody"
        options={[
          {
            group: 'At this meeting',
            options: here.map(({ person, name }) => ({ value: person, text: name })),
          },
          {
            group: 'Others',
            options: persons
              .filter(({ id }) => !known.has(id))
              .map(({ id, name }) => ({ value: id, text: name })),
          },
        ]}
      />
      <SelectField
        name="item"
        label="Which item"
        hint="Only where an item was begun"
        empty="None"
        options={room.items
          .filter(({ id }) => model.maySee(id))
          .map(({ id, number, title }) => ({ value: id, text: `${number}. ${title}` }))}
      />
      <TimeField name="at" label="When" />
      <SubmitButton>Note it</SubmitButton>
    </Form>
  )
}
