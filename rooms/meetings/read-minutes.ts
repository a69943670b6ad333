import type { Db } from '../../platform/database/database.ts'
import { type Day, day, formatDay } from '../../platform/day.rules.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import type { Body } from '../bodies/read-body.ts'
import type { Seat as SeatRow } from '../bodies/read-membership.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { courseOf } from './course.rules.ts'
import type { MinutesStepName } from './meetings.tables.ts'
import { listMinutedActions } from './minuted-actions.ts'
import { minutedDecision } from './minuted-decision.ts'
import { minutedMotion } from './minuted-motions.ts'
import type {
  MinutedAttendance,
  MinutedCorrection,
  MinutedDeclaration,
  MinutedEntry,
  MinutedPerson,
  MinutedSitting,
  PublishedItem,
  PublishedMinutes,
} from './minutes.rules.ts'
import {
  type MinutesFacts,
  type MinutesStanding,
  minutesStandingOn,
} from './minutes-state.rules.ts'
import { type Item, listItems } from './read-agenda.ts'
import {
  type AttendanceRow,
  type DecisionRow,
  type DeclarationRow,
  type ExclusionRow,
  sittingFrom,
} from './read-attendance.ts'
import {
  listCorrectionsAgreedAt,
  listCorrectionsOf,
  type PlacedCorrection,
} from './read-corrections.ts'
import {
  type DraftRow,
  draftsOf,
  latestDraft,
  latestPublished,
  minutedMeetingsBefore,
  type StepRow,
  stepsOf,
} from './read-drafts.ts'
import { listEarlierSittings, type Meeting, readMeeting } from './read-meeting.ts'
import { stateOfRoom } from './read-proceedings.ts'
import { type QuorumByItem, readQuorumByItem } from './read-quorum.ts'

// ── What was done with the minutes ──────────────────────────────────────────

/** What the state of a meeting's minutes is derived from (R-TOR-10). */
export function minutesFactsFrom(
  meeting: Pick<Meeting, 'day'>,
  drafted: { readonly drafted_on: Day } | undefined,
  steps: readonly StepRow[],
): MinutesFacts {
  const of = (name: MinutesStepName) => steps.filter(({ step }) => step === name)
  const chair = of('chair approved')[0]
  const signature = of('signed')[0]
  return {
    meetingOn: meeting.day,
    ...(drafted ? { draftedOn: drafted.drafted_on } : {}),
    ...(chair ? { chairApproval: { by: chair.name, role: chair.role, on: chair.taken_on } } : {}),
    // A meeting was let approve them only while it was quorate, and to find them correct otherwise.
    putTo: [
      ...of('approved').map(({ taken_on }) => ({
        on: taken_on,
        manner: 'formal' as const,
        foundCorrect: true,
      })),
      ...of('found correct').map(({ taken_on }) => ({
        on: taken_on,
        manner: 'informal' as const,
        foundCorrect: true,
      })),
    ],
    ...(signature ? { signature: { by: signature.name, on: signature.taken_on } } : {}),
  }
}

/** What is known of the minutes of one meeting. */
export async function readMinutesFacts(db: Db, meeting: Meeting): Promise<MinutesFacts> {
  const [drafted] = await draftsOf(db, [meeting.id])
  return minutesFactsFrom(meeting, drafted, await stepsOf(db, [meeting.id]))
}

/** Councils' minutes go straight to the next meeting; elsewhere the chair approves the draft first (R-TOR-10, R-MEET-5). */
export const minutesTermsOf = (body: Pick<Body, 'regime'>) => ({
  chairApprovesFirst: body.regime === '1960 Act',
})

export type AwaitingMinutes = {
  readonly meeting: Meeting
  readonly standing: MinutesStanding
  readonly facts: MinutesFacts
}

/**
 * The minutes of earlier meetings of a body that no quorate meeting has approved
 * by a day: they are before its next meeting (matters arising). Three queries.
 */
export async function listMinutesAwaitingApproval(
  db: Db,
  bodyId: string,
  before: Day,
  today: Day,
): Promise<AwaitingMinutes[]> {
  const meetings = await minutedMeetingsBefore(db, bodyId, before)
  const ids = meetings.map(({ id }) => id)
  const drafted = new Map((await draftsOf(db, ids)).map(row => [row.meeting_id, row]))
  const steps = await stepsOf(db, ids)
  return meetings
    .map(meeting => {
      const facts = minutesFactsFrom(
        meeting,
        drafted.get(meeting.id),
        steps.filter(step => step.meeting_id === meeting.id),
      )
      return { meeting, facts, standing: minutesStandingOn(facts, today) }
    })
    .filter(({ standing }) => standing.state !== 'approved' && standing.state !== 'signed')
}

// ── The minutes put together ────────────────────────────────────────────────

export type ComposedEntry = PublishedItem & {
  readonly audience: 'public' | 'private'
  readonly privateReason: string
}

/** One sitting as it stands today: text and record side by side, private items and all. For staff. */
export type ComposedSitting = {
  readonly body: Body
  readonly meeting: Meeting
  readonly quorum: QuorumByItem
  readonly items: readonly Item[]
  readonly exclusions: readonly ExclusionRow[]
  readonly entries: readonly ComposedEntry[]
  readonly attendanceRecorded: boolean
  /** What publication would freeze: no text, declaration, decision or action of a private item. */
  readonly forPublic: MinutedSitting
}

/** The minutes of a meeting: its sitting, or its last, with those before it where it was adjourned. */
export type ComposedMinutes = Omit<ComposedSitting, 'forPublic'> & {
  readonly earlier: readonly ComposedSitting[]
  readonly draft: DraftRow | undefined
  readonly facts: MinutesFacts
  readonly standing: MinutesStanding
  readonly steps: readonly StepRow[]
  readonly forPublic: Omit<PublishedMinutes, 'changes' | 'note'>
}

/** The entries of every sitting, in the order in which they were taken. */
export const entriesOfAllSittings = ({
  earlier,
  entries,
}: Pick<ComposedMinutes, 'earlier' | 'entries'>): ComposedEntry[] => [
  ...earlier.flatMap(sitting => sitting.entries),
  ...entries,
]

/** The items of every sitting of a meeting, in the order in which they were taken: what its minutes follow. */
export async function listItemsToMinute(
  db: Db,
  meeting: Pick<Meeting, 'id' | 'came_from'>,
): Promise<Item[]> {
  const sittings = [...(await listEarlierSittings(db, meeting)), meeting]
  const items: Item[] = []
  for (const { id } of sittings) items.push(...(await listItems(db, id, { private: true })))
  return items
}

export async function composeMinutes(
  db: Db,
  meetingId: string,
  today: Day,
): Promise<ComposedMinutes> {
  const draft = await latestDraft(db, meetingId)
  const last = await composeSitting(db, meetingId, draft, today)
  const earlier: ComposedSitting[] = []
  for (const { id } of await listEarlierSittings(db, last.meeting))
    earlier.push(await composeSitting(db, id, draft, today))
  const steps = await stepsOf(db, [meetingId])
  const facts = await readMinutesFacts(db, last.meeting)
  const standing = minutesStandingOn(facts, today)
  // What was taken in private is corrected in private.
  const open = new Set(
    entriesOfAllSittings({ ...last, earlier })
      .filter(({ audience }) => audience === 'public')
      .map(({ item }) => item),
  )
  const corrections = (await listCorrectionsOf(db, meetingId)).filter(
    ({ agreed_on, item_id }) => agreed_on !== null && open.has(item_id),
  )
  const agreed = await listCorrectionsAgreedAt(db, meetingId)
  return {
    ...last,
    earlier,
    draft,
    facts,
    standing,
    steps,
    forPublic: {
      ...last.forPublic,
      ...(corrections.length > 0 ? { corrections: corrections.map(minutedCorrection) } : {}),
      ...(agreed.length > 0 ? { agreedCorrections: await publicCorrections(db, agreed) } : {}),
      ...(earlier.length > 0 ? { earlier: earlier.map(({ forPublic }) => forPublic) } : {}),
      standing: standing.working,
      approvals: steps.map(({ step, taken_on, name, role }) => ({
        step,
        on: taken_on,
        name,
        role,
      })),
    },
  }
}

const minutedCorrection = (row: PlacedCorrection): MinutedCorrection => ({
  item: row.item_id,
  number: row.number,
  was: row.was,
  reads: row.reads,
  why: row.why,
  minutesOf: row.minutes_of,
  agreedOn: row.agreed_on ?? '',
})

/** Of the corrections that a meeting agreed, those that stand in published minutes. */
async function publicCorrections(
  db: Db,
  agreed: readonly PlacedCorrection[],
): Promise<MinutedCorrection[]> {
  const shown: MinutedCorrection[] = []
  for (const row of agreed) {
    const published = await latestPublished(db, row.meeting_id)
    if (
      published?.content.corrections?.some(
        ({ item, was }) => item === row.item_id && was === row.was,
      )
    )
      shown.push(minutedCorrection(row))
  }
  return shown
}

async function composeSitting(
  db: Db,
  meetingId: string,
  draft: DraftRow | undefined,
  today: Day,
): Promise<ComposedSitting> {
  const meeting = await readMeeting(db, meetingId)
  const quorum = await readQuorumByItem(db, meetingId)
  const { body } = quorum
  const { source, room } = quorum
  const { items } = source
  const { lines, sitting, declarations, exclusions } = sittingFrom(
    source,
    room ?? stateOfRoom(source),
  )
  const { decisions } = source.stored
  const { seatRows: seats, holdingRows: holdings } = quorum.ofBody
  const actions = await listMinutedActions(
    db,
    items.map(({ id }) => id),
    today,
  )
  const persons = await readPersons(db, [
    ...lines.flatMap(line => [line.person_id, line.deputising_for]),
    ...holdings.map(({ person_id }) => person_id),
    ...declarations.flatMap(row => [row.person_id, row.decided_by]),
    ...items.map(({ lead_person_id }) => lead_person_id),
    ...exclusions.flatMap(row => [row.mover_id, row.seconder_id]),
    ...source.persons.keys(),
    sitting?.chair_person_id ?? null,
  ])
  const nameOf = (id: string | null) => (id === null ? '' : (persons.get(id)?.name ?? ''))
  const motionBehind = (row: DecisionRow) => {
    const vote = room?.votes.find(({ id }) => id === row.vote_id)
    const motion = room?.motions.find(({ id }) => id === vote?.motion)
    return room && motion ? minutedMotion(room, motion, nameOf) : undefined
  }
  const undecidedAt = (item: string) =>
    room
      ? room.motions
          .filter(motion => motion.item === item && motion.amends === null)
          .filter(({ status }) => status === 'open' || status === 'withdrawn')
          .map(motion => minutedMotion(room, motion, nameOf))
      : []

  // Who leaves for an item is out for as long as it is in hand, unless other times were noted.
  const timesOut = (row: DeclarationRow) => {
    const spans =
      row.handling === 'leave for the item'
        ? (room?.items.find(taken => taken.item === row.item_id)?.spans ?? [])
        : []
    const clock = (at: Date | null | undefined) => (at ? londonMoment(at).time : '')
    return {
      leftAt: row.left_at ?? clock(spans[0]?.from),
      returnedAt: row.returned_at ?? clock(spans.at(-1)?.to),
    }
  }
  const declared = (row: DeclarationRow): MinutedDeclaration => ({
    who: nameOf(row.person_id),
    interest: row.interest,
    handling: row.handling,
    decidedBy: nameOf(row.decided_by),
    ...timesOut(row),
  })
  const textOf = new Map(draft?.entries.map(entry => [entry.item, entry]))
  const entries = items.map((item): ComposedEntry => {
    const exclusion = exclusions.find(({ item_ids }) => item_ids.includes(item.id))
    const written = textOf.get(item.id)
    return {
      item: item.id,
      number: item.number,
      title: item.title,
      section: item.section,
      minuteNumber: written?.minuteNumber ?? '',
      lead: nameOf(item.lead_person_id) || item.lead,
      text: written?.text ?? '',
      declarations: declarations.filter(row => row.item_id === item.id).map(declared),
      decisions: decisions
        .filter(row => row.item_id === item.id)
        .map(row => minutedDecision(row, quorum.mannerAt(row), motionBehind(row))),
      actions: actions
        .filter(action => action.item === item.id)
        .map(({ number, owner, text, deadline }) => ({ number, owner, text, deadline })),
      ...(undecidedAt(item.id).length > 0 ? { undecided: undecidedAt(item.id) } : {}),
      // What was taken behind closed doors is private, whatever the agenda said before (R-MEET-2).
      audience: exclusion ? 'private' : item.audience,
      privateReason: item.private_reason || (exclusion?.resolution ?? ''),
    }
  })
  const shownActions = new Set(
    actions.filter(action => action.public).map(({ item, number }) => `${item} ${number}`),
  )
  const numberOf = new Map(items.map(item => [item.id, item.number]))
  const chairLine = lines.find(line => line.person_id === sitting?.chair_person_id)
  return {
    body,
    meeting,
    quorum,
    items,
    exclusions,
    entries,
    attendanceRecorded: sitting !== undefined && lines.length > 0,
    forPublic: {
      meeting: {
        day: meeting.day,
        kind: meeting.kind,
        title: meeting.title,
        startsAt: meeting.starts_at.slice(0, 5),
        mode: meeting.mode,
        venue: meeting.venue,
      },
      formal: quorum.formal,
      sitting: {
        chair: nameOf(sitting?.chair_person_id ?? null),
        chairRole: chairLine?.role || persons.get(sitting?.chair_person_id ?? '')?.position || '',
        openedAt: sitting?.opened_at ?? '',
        closedAt: sitting?.closed_at ?? '',
        ...closedOnAnotherDay(meeting, sitting?.closed ?? null),
        publicCount: sitting?.public_count ?? null,
        note: sitting?.note ?? '',
      },
      attendance: attendanceTables(lines, seats, holdings, persons),
      quorum: quorum.quorum,
      terms: quorum.terms,
      facts: quorum.facts,
      declarations: declarations.filter(row => row.item_id === null).map(declared),
      exclusions: exclusions.map(row => ({
        items: row.item_ids.map(id => numberOf.get(id) ?? ''),
        resolution: row.resolution,
        resolvedAt: row.resolved_at,
        ...(row.readmitted_at ? { readmittedAt: row.readmitted_at } : {}),
        ...(row.mover_id ? { mover: nameOf(row.mover_id) } : {}),
        ...(row.seconder_id ? { seconder: nameOf(row.seconder_id) } : {}),
      })),
      ...(room?.openedAt ? { course: courseOf(source.setting, room) } : {}),
      entries: entries.map(
        ({ audience, privateReason, ...entry }): MinutedEntry =>
          audience === 'private'
            ? { number: entry.number, privateReason }
            : {
                ...entry,
                actions: entry.actions.filter(({ number }) =>
                  shownActions.has(`${entry.item} ${number}`),
                ),
              },
      ),
    },
  }
}

const closedOnAnotherDay = (meeting: Meeting, closed: Date | null) => {
  const on = closed && londonMoment(closed).day
  return on && on !== meeting.day ? { closedOn: on } : {}
}

/** The tables of the minutes, members in the order of the terms of reference (R-MEET-11). */
export function attendanceTables(
  lines: readonly AttendanceRow[],
  seats: readonly SeatRow[],
  holdings: readonly { readonly seat_id: string; readonly person_id: string }[],
  persons: ReadonlyMap<string, Person>,
): MinutedAttendance {
  const seatOf = new Map(seats.map(seat => [seat.id, seat]))
  const placeOf = (line: { readonly seat_id: string | null }) =>
    seatOf.get(line.seat_id ?? '')?.position ?? Number.MAX_SAFE_INTEGER
  const minuted = (line: Omit<AttendanceRow, 'id' | 'meeting_id' | 'capacity'>): MinutedPerson => {
    const seat = seatOf.get(line.seat_id ?? '')
    const person = persons.get(line.person_id)
    return {
      person: line.person_id,
      name: person?.name ?? '',
      role: line.role || person?.position || '',
      organisation: seat?.organisation ?? '',
      class: seat?.class ?? '',
      deputisingFor: persons.get(line.deputising_for ?? '')?.name ?? '',
      remote: line.mode === 'remote',
      note: line.note,
    }
  }
  const inOrder = (...capacities: readonly AttendanceRow['capacity'][]) =>
    lines
      .filter(({ capacity }) => capacities.includes(capacity))
      .map(line => ({ place: placeOf(line), person: minuted(line) }))
      .sort(
        (one, other) =>
          one.place - other.place || one.person.name.localeCompare(other.person.name, 'en-GB'),
      )
      .map(({ person }) => person)
  const accounted = new Set(lines.map(line => line.person_id))
  const absent = holdings.filter(
    (holding, at) =>
      seatOf.get(holding.seat_id)?.voting &&
      !accounted.has(holding.person_id) &&
      holdings.findIndex(({ person_id }) => person_id === holding.person_id) === at,
  )
  return {
    members: inOrder('member', 'deputy'),
    participants: inOrder('participant'),
    inAttendance: inOrder('in attendance'),
    apologies: inOrder('apologies'),
    absent: absent.map(({ seat_id, person_id }) =>
      minuted({ seat_id, person_id, deputising_for: null, mode: 'in person', role: '', note: '' }),
    ),
  }
}

/** 'The minutes of 14 March 2024 …', a sentence for each that came before this meeting. */
export async function earlierMinutesSentences(
  db: Db,
  meeting: Meeting,
  today: Day,
): Promise<string[]> {
  const earlier = await minutedMeetingsBefore(db, meeting.body_id, meeting.day)
  const steps = await stepsOf(
    db,
    earlier.map(({ id }) => id),
  )
  const sentences = steps
    .filter(({ at_meeting_id }) => at_meeting_id === meeting.id)
    .map(({ meeting_id, step }) => {
      const of = earlier.find(({ id }) => id === meeting_id)
      const on = of ? formatDay(of.day) : ''
      return step === 'approved'
        ? `The minutes of ${on} were approved as a correct record.`
        : `The minutes of ${on} were found correct; approval is carried to the next quorate meeting.`
    })
  const awaiting = await listMinutesAwaitingApproval(db, meeting.body_id, meeting.day, today)
  const open = awaiting.filter(
    ({ meeting: { id } }) => !steps.some(step => step.meeting_id === id && step.at_meeting_id),
  )
  return [
    ...sentences,
    ...open.map(
      ({ meeting: { day: on } }) => `The minutes of ${formatDay(day(on))} await approval.`,
    ),
  ]
}
