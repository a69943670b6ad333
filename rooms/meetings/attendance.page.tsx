import { PeopleField, RadioField } from '../../design/choice-fields.tsx'
import { Fold } from '../../design/fold.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { placed } from '../../design/given.ts'
import { Done, Notice } from '../../design/notice.tsx'
import { SelectField, TextArea, TextField, TimeField } from '../../design/text-fields.tsx'
import { formPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import type { Outcome, Refusal, StoredText } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { listPersons, type Person } from '../people/read-person.ts'
import { type AttendanceLine, fieldOf } from './attendance.rules.ts'
import type { Answer } from './invitation.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { AttendanceTables, FormalityTag, QuorumPanel } from './minutes.view.tsx'
import { type AttendanceRow, readSitting, type SittingRow } from './read-attendance.ts'
import { type Invited, listRounds, replyOf, roundThatCounts } from './read-invitations.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { attendanceTables } from './read-minutes.ts'
import { type QuorumByItem, readQuorumByItem } from './read-quorum.ts'
import { type AttendanceInput, recordAttendance } from './record-attendance.ts'

/** A member on the roll: one line for each person, whatever number of seats. */
type OnRoll = { readonly person: string; readonly name: string; readonly seat: string }

type AttendanceModel = {
  readonly of: MeetingOfBody
  readonly quorum: QuorumByItem
  readonly roll: readonly OnRoll[]
  readonly vacancies: readonly string[]
  readonly persons: readonly Person[]
  readonly lines: readonly AttendanceRow[]
  readonly sitting: SittingRow | undefined
  /** What people replied, while no attendance is recorded: the form begins with it. */
  readonly replied: readonly Invited[]
  readonly mayRecord: boolean
  readonly saved: boolean
}

async function readAttendancePage(visit: Visit): Promise<AttendanceModel> {
  const { db, viewer, query } = visit
  const of = await meetingOf(visit)
  const quorum = await readQuorumByItem(db, of.meeting.id)
  const { seatRows, holdingRows, persons: holders } = quorum.ofBody
  const roll: OnRoll[] = []
  for (const seat of seatRows)
    for (const { person_id } of holdingRows.filter(holding => holding.seat_id === seat.id))
      if (!roll.some(({ person }) => person === person_id))
        roll.push({
          person: person_id,
          name: holders.get(person_id)?.name ?? '',
          seat: [seat.role, seat.organisation].filter(Boolean).join(', '),
        })
  const recorded = await readSitting(db, of.meeting.id)
  const isNew = recorded.lines.length === 0 && recorded.sitting === undefined
  const round = isNew ? roundThatCounts(await listRounds(db, of.meeting.id), of.meeting) : undefined
  return {
    of,
    quorum,
    roll,
    vacancies: seatRows
      .filter(seat => seat.voting && !holdingRows.some(({ seat_id }) => seat_id === seat.id))
      .map(seat => [seat.role, seat.organisation].filter(Boolean).join(', ')),
    persons: await listPersons(db),
    ...recorded,
    replied: (round?.invited ?? []).filter(invited => replyOf(invited)),
    mayRecord: viewer?.may('take attendance', of.body.id) ?? false,
    saved: textOf(query, 'saved') === 'yes',
  }
}

const SPARE_DEPUTIES = 2
const deputyRows = ({ lines, replied }: Pick<AttendanceModel, 'lines' | 'replied'>) =>
  lines.filter(({ capacity }) => capacity === 'deputy').length +
  repliedDeputies(replied).length +
  SPARE_DEPUTIES
const rowsOf = (model: AttendanceModel, values: Values) => {
  const typed = Object.keys(values).filter(name => /^deputy-\d+$/.test(name)).length
  return Array.from({ length: Math.max(typed, deputyRows(model)) }, (_, at) => at + 1)
}

/** The deputies whom members said they would send and who are in the record. */
const repliedDeputies = (replied: AttendanceModel['replied']) =>
  replied.flatMap(invited => {
    const deputy = replyOf(invited)?.deputy_person_id
    return deputy ? [{ deputy, member: invited.invitation.person_id }] : []
  })

/** What stands in the form from the replies, for the clerk to confirm: nobody has come yet. */
function repliedAttendance({ replied, roll, of }: AttendanceModel): Values {
  const values: Record<string, string | string[]> = {}
  const members = new Set(roll.map(({ person }) => person))
  for (const invited of replied) {
    const person = invited.invitation.person_id
    const answer = replyOf(invited)?.answer
    if (members.has(person))
      values[fieldOf(person)] =
        answer === 'in person' ? 'present' : answer === 'remote' ? 'remote' : 'apologies'
  }
  const ofAnswer = (...wanted: readonly (Answer | undefined)[]) =>
    replied
      .filter(invited => wanted.includes(replyOf(invited)?.answer))
      .map(({ invitation }) => invitation.person_id)
      .filter(person => !members.has(person))
  values.participants = ofAnswer('in person', 'remote')
  values.alsoApologies = ofAnswer('apologies')
  for (const [at, { deputy, member }] of repliedDeputies(replied).entries()) {
    values[`deputy-${at + 1}`] = deputy
    values[`deputy-for-${at + 1}`] = member
    values[`deputy-how-${at + 1}`] = of.meeting.mode === 'remote' ? 'remote' : 'in person'
  }
  return values
}

/** What stands in the form from what is recorded. */
function recordedValues({ lines, sitting }: AttendanceModel): Values {
  const values: Record<string, string | string[]> = {
    chair: sitting?.chair_person_id ?? '',
    openedAt: sitting?.opened_at ?? '',
    closedAt: sitting?.closed_at ?? '',
    publicCount: sitting?.public_count === null ? '' : String(sitting?.public_count ?? ''),
    note: sitting?.note ?? '',
  }
  for (const line of lines) {
    if (line.capacity === 'member')
      values[fieldOf(line.person_id)] = line.mode === 'remote' ? 'remote' : 'present'
    if (line.capacity === 'apologies') values[fieldOf(line.person_id)] = 'apologies'
  }
  for (const [at, line] of lines.filter(({ capacity }) => capacity === 'deputy').entries()) {
    values[`deputy-${at + 1}`] = line.person_id
    values[`deputy-for-${at + 1}`] = line.deputising_for ?? ''
    values[`deputy-how-${at + 1}`] = line.mode
  }
  const inCapacity = (capacity: AttendanceRow['capacity']) =>
    lines.filter(line => line.capacity === capacity).map(line => line.person_id)
  values.participants = inCapacity('participant')
  values.inAttendance = inCapacity('in attendance')
  values.alsoApologies = inCapacity('apologies')
  return values
}

/** What is recorded, in words: a line for each who was there or sent apologies. */
function storedAttendance({ lines, sitting, persons }: AttendanceModel): StoredText[] {
  const nameOf = (id: string | null | undefined) => persons.find(each => each.id === id)?.name ?? ''
  if (!sitting && lines.length === 0) return [{ label: 'Attendance', text: 'Not recorded' }]
  const count = sitting?.public_count ?? null
  return [
    { label: 'In the chair', text: nameOf(sitting?.chair_person_id) },
    { label: 'Opened at', field: 'openedAt', text: sitting?.opened_at ?? '' },
    { label: 'Closed at', field: 'closedAt', text: sitting?.closed_at ?? '' },
    {
      label: 'Members of the public',
      field: 'publicCount',
      text: count === null ? '' : String(count),
    },
    { label: 'Note', field: 'note', text: sitting?.note ?? '' },
    ...lines.map(({ person_id, capacity, mode, deputising_for }) => ({
      label: nameOf(person_id) || person_id,
      text: [
        opening(capacity),
        ...(capacity === 'apologies' ? [] : [mode]),
        ...(deputising_for ? [`for ${nameOf(deputising_for)}`] : []),
      ].join(', '),
    })),
  ]
}

/** Reads the whole form into one list; what was recorded of a person's role and note is kept. */
function readRoll(values: Values, model: AttendanceModel): Outcome<AttendanceInput> {
  const form = reading(values)
  const before = new Map(model.lines.map(line => [line.person_id, line]))
  const kept = (person: string) => ({
    role: before.get(person)?.role ?? '',
    note: before.get(person)?.note ?? '',
  })
  const usual = model.of.meeting.mode === 'remote' ? ('remote' as const) : ('in person' as const)
  const lines: AttendanceLine[] = []
  for (const { person } of model.roll) {
    const here = textOf(values, fieldOf(person))
    if (here === 'present' || here === 'remote')
      lines.push({
        person,
        capacity: 'member',
        mode: here === 'remote' ? 'remote' : 'in person',
        ...kept(person),
      })
    if (here === 'apologies') lines.push({ person, capacity: 'apologies', ...kept(person) })
  }
  for (const row of rowsOf(model, values)) {
    const person = textOf(values, `deputy-${row}`)
    const deputisingFor = textOf(values, `deputy-for-${row}`) || undefined
    if (person !== '')
      lines.push({
        person,
        capacity: 'deputy',
        deputisingFor,
        mode: textOf(values, `deputy-how-${row}`) === 'remote' ? 'remote' : 'in person',
        ...kept(person),
      })
    else if (deputisingFor)
      form.refuse({
        code: 'deputy-missing',
        field: `deputy-${row}`,
        message: 'Choose who came as deputy, or leave the whole line empty.',
      })
  }
  const members = new Set(model.roll.map(({ person }) => person))
  for (const [name, capacity] of [
    ['participants', 'participant'],
    ['inAttendance', 'in attendance'],
    ['alsoApologies', 'apologies'],
  ] as const)
    for (const person of form.list(name))
      if (capacity !== 'apologies' || !members.has(person))
        lines.push({
          person,
          capacity,
          mode: before.get(person)?.mode ?? usual,
          ...kept(person),
        })
  return form.outcome({
    meeting: model.of.meeting.id,
    chair: form.optionalText('chair') || undefined,
    openedAt: form.optionalTime('openedAt'),
    closedAt: form.optionalTime('closedAt'),
    publicCount: form.optionalNumber('publicCount', {
      from: 0,
      to: 10_000,
      called: 'The number of members of the public',
    }),
    note: form.optionalText('note'),
    lines,
  })
}

/** The verb names a person; on this page a deputy's or visitor's field has another name. */
function besideFields(refusals: readonly Refusal[], values: Values, model: AttendanceModel) {
  const members = new Set(model.roll.map(({ person }) => fieldOf(person)))
  return refusals.map(refusal => {
    if (!refusal.field?.startsWith('here-') || members.has(refusal.field)) return refusal
    const person = refusal.field.slice('here-'.length)
    const row = rowsOf(model, values).find(at => textOf(values, `deputy-${at}`) === person)
    return { ...refusal, field: row === undefined ? 'inAttendance' : `deputy-${row}` }
  })
}

const hereOptions = [
  { value: 'present', text: 'Present' },
  { value: 'remote', text: 'Remote' },
  { value: 'apologies', text: 'Apologies' },
  { value: 'absent', text: 'Absent' },
]

/** Who was there: one form for the whole list, and the quorum that it makes. */
export const attendancePages = [
  formPage({
    path: '/work/meetings/:body/:date/attendance',
    needs: forMeeting('see drafts'),
    summary: 'Records who was at a meeting, all at once.',
    read: readAttendancePage,
    changes: {
      what: 'the attendance of this meeting',
      thing: ({ of }) => `attendance/${of.meeting.id}`,
      stored: storedAttendance,
    },
    values: model => (model.replied.length > 0 ? repliedAttendance(model) : recordedValues(model)),
    view: (model, { values, refusals }) => (
      <MeetingFrame of={model.of} title="Attendance and quorum" refusals={refusals}>
        {model.saved && refusals.length === 0 ? <Done>The attendance is recorded.</Done> : null}
        <QuorumNow quorum={model.quorum} />
        {model.mayRecord ? (
          <AttendanceForm model={model} values={values} />
        ) : (
          <AttendanceTables
            attendance={attendanceTables(
              model.lines,
              model.quorum.ofBody.seatRows,
              model.quorum.ofBody.holdingRows,
              new Map(model.persons.map(person => [person.id, person])),
            )}
          />
        )}
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const input = readRoll(values, model)
      if (!input.ok) return input
      const outcome = await recordAttendance(visit.acting, input.value)
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/attendance?saved=yes` }
        : { ok: false, refusals: besideFields(outcome.refusals, values, model) }
    },
  }),
]

function QuorumNow({ quorum }: { quorum: QuorumByItem }) {
  if (!quorum.termsInForce)
    return (
      <Notice>
        <p>{quorum.judgedBy} The quorum cannot be judged until they are recorded.</p>
      </Notice>
    )
  if (!quorum.quorum)
    return (
      <Notice>
        <p>The quorum is worked out as soon as the attendance is saved.</p>
      </Notice>
    )
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        Quorum <FormalityTag formal={quorum.formal} />
      </h2>
      <p>
        {quorum.quorum.quorate
          ? 'The meeting is quorate.'
          : `${quorum.quorum.missing.join(' ')} The meeting goes on as informal: it may discuss, note and recommend, and decides nothing formal.`}
      </p>
      <QuorumPanel quorum={quorum.quorum} caption={quorum.judgedBy} />
      {quorum.underProposed && quorum.proposed ? (
        <p>
          By {quorum.proposed.title}, proposed and not in force on the day, it would{' '}
          {quorum.underProposed.quorate ? '' : 'not '}have been quorate:{' '}
          {quorum.underProposed.present} present, {quorum.underProposed.required} required.
        </p>
      ) : null}
    </section>
  )
}

/** That the form begins with the replies, and who comes as deputy and is not in the record. */
function FromReplies({ model }: { model: AttendanceModel }) {
  if (model.replied.length === 0) return null
  const inWords = model.replied.flatMap(invited => {
    const words = replyOf(invited)?.deputy_words ?? ''
    const member = model.roll.find(({ person }) => person === invited.invitation.person_id)
    return words === '' || !member ? [] : [`${words}, for ${member.name}`]
  })
  return (
    <Notice>
      <p>
        Filled in from {countOf(model.replied.length, 'reply', 'replies')} to the invitation.
        Nothing is recorded yet: check each against who is there, then record it.
      </p>
      {inWords.length > 0 ? (
        <p>
          Announced as {inWords.length === 1 ? 'deputy' : 'deputies'}, and to be chosen below once
          in the record: {inWords.join('; ')}.
        </p>
      ) : null}
    </Notice>
  )
}

function AttendanceForm({ model, values }: { model: AttendanceModel; values: Values }) {
  const people = model.persons.map(({ id, name, position }) => ({
    value: id,
    text: name,
    ...(position === '' || position === name ? {} : { detail: position }),
  }))
  const members = new Set(model.roll.map(({ person }) => person))
  const others = people.filter(({ value }) => !members.has(value))
  const onRoll = model.roll.map(({ person, name }) => ({ value: person, text: name }))
  return (
    <Form values={values}>
      <FromReplies model={model} />
      <h2 className="nhsuk-heading-m">Members</h2>
      {model.roll.length === 0 ? (
        <Notice>
          <p>Nobody holds a seat on this body on the day of the meeting.</p>
        </Notice>
      ) : (
        <p>Members for whom nothing is chosen are recorded as absent.</p>
      )}
      {model.roll.map(({ person, name, seat }) => (
        <RadioField
          key={person}
          name={fieldOf(person)}
          label={name}
          {...(seat === '' || seat === name ? {} : { hint: seat })}
          options={hereOptions}
          inline
          small
        />
      ))}
      {model.vacancies.length > 0 ? (
        <Fold
          summary={`${opening(countOf(model.vacancies.length, 'seat is', 'seats are'))} vacant`}
        >
          <p>An empty seat still counts as a member.</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {placed(model.vacancies).map(({ place, part: seat }) => (
              <li key={place}>{seat}</li>
            ))}
          </ul>
        </Fold>
      ) : null}
      <h2 className="nhsuk-heading-m">Deputies</h2>
      <p>One line for each deputy. The member they stand in for is recorded above as away.</p>
      {rowsOf(model, values).map(row => (
        <div key={row} className="nhsuk-grid-row">
          <div className="nhsuk-grid-column-one-third">
            <SelectField
              name={`deputy-${row}`}
              label={`Deputy ${row}`}
              empty="Nobody"
              options={people}
            />
          </div>
          <div className="nhsuk-grid-column-one-third">
            <SelectField
              name={`deputy-for-${row}`}
              label="In the place of"
              empty="Choose a member"
              options={onRoll}
            />
          </div>
          <div className="nhsuk-grid-column-one-third">
            <SelectField
              name={`deputy-how-${row}`}
              label="How"
              options={[
                { value: 'in person', text: 'In person' },
                { value: 'remote', text: 'Remote' },
              ]}
            />
          </div>
        </div>
      ))}
      <h2 className="nhsuk-heading-m">Others</h2>
      <PeopleField
        name="participants"
        label="Participants"
        hint="They speak at the chair’s discretion, and never count to the quorum"
        people={others}
      />
      <PeopleField
        name="inAttendance"
        label="In attendance"
        hint="Officers, presenters, guests"
        people={others}
      />
      <PeopleField
        name="alsoApologies"
        label="Apologies from others"
        hint="From people who are not members"
        people={others}
      />
      <h2 className="nhsuk-heading-m">The sitting</h2>
      <SelectField
        name="chair"
        label="Who presided"
        empty="Choose who presided"
        options={[
          { group: 'Members', options: onRoll },
          { group: 'Others, where a deputy presided', options: others },
        ]}
      />
      <TimeField name="openedAt" label="Opened (optional)" />
      <TimeField name="closedAt" label="Closed (optional)" />
      <TextField
        name="publicCount"
        label="Members of the public present (optional)"
        width={3}
        inputMode="numeric"
      />
      <TextArea
        name="note"
        label="Note (optional)"
        hint="Stands in the published minutes beneath who presided"
        rows={3}
      />
      <SubmitButton>Record the attendance</SubmitButton>
    </Form>
  )
}
