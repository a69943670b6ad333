import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { expectDone, type Outcome } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { freshRecord } from '../../platform/testing/record.ts'
import { adjournMeeting } from './adjourn-meeting.ts'
import { amendTime } from './amend-time.ts'
import { beginItem } from './begin-item.ts'
import { castVote } from './cast-vote.ts'
import { closeMeeting } from './close-meeting.ts'
import { closeVote } from './close-vote.ts'
import { noteArrival } from './note-arrival.ts'
import { noteDeparture } from './note-departure.ts'
import { noteReturn } from './note-return.ts'
import { openMeeting } from './open-meeting.ts'
import { openVote } from './open-vote.ts'
import { putMotion } from './put-motion.ts'
import { attendancesOf } from './read-attendance.ts'
import { readRoom } from './read-room.ts'
import { readmitPublic } from './readmit-public.ts'
import { resolveToExclude } from './resolve-to-exclude.ts'
import { resumeMeeting } from './resume-meeting.ts'
import { inTheRoom } from './room.samples.ts'
import type { RoomActed, RoomActInput } from './room-act.ts'
import { aCommittee, aMeeting, anItem } from './sitting.samples.ts'
import { takeBack } from './take-back.ts'
import { takeTheChair } from './take-the-chair.ts'

const record = await freshRecord()
const body = await aCommittee(record, 'permutations', 4)
const meeting = await aMeeting(record, body, '2025-02-14')
const first = await anItem(record, meeting, '1')
const second = await anItem(record, meeting, '2')
const room = inTheRoom(record, meeting.id)
const members = body.seats.map(({ holder }) => holder ?? '')
const AFTERWARDS = '2025-02-14T18:00Z'

/** An act that a browser kept: which, when, and what was typed. */
type Act = {
  readonly id: string
  readonly minute: number
  readonly do: (acting: Acting, about: RoomActInput) => Promise<Outcome<RoomActed>>
}

const act = (id: string, minute: number, what: Act['do']): Act => ({ id, minute, do: what })

// The same verbs with what they are given; each is a meeting's worth of what can be noted.
const arrives =
  (person: string): Act['do'] =>
  (acting, about) =>
    noteArrival(acting, { ...about, person })
const leaves =
  (person: string): Act['do'] =>
  (acting, about) =>
    noteDeparture(acting, { ...about, person })
const comesBack =
  (person: string): Act['do'] =>
  (acting, about) =>
    noteReturn(acting, { ...about, person })

function theMeeting(): Act[] {
  const [motion, amendment, vote, ofAmendment, arrival] = Array.from({ length: 5 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string]
  const any = () => randomUUID()
  return [
    ...members.slice(0, 3).map(person => act(any(), 0, arrives(person))),
    act(any(), 1, (acting, about) => takeTheChair(acting, { ...about, person: members[0] ?? '' })),
    act(any(), 2, openMeeting),
    act(any(), 3, (acting, about) => beginItem(acting, { ...about, item: first })),
    act(motion, 4, (acting, about) =>
      putMotion(acting, { ...about, item: first, verb: 'approve', text: 'The plan.' }),
    ),
    act(amendment, 5, (acting, about) =>
      putMotion(acting, {
        ...about,
        item: first,
        text: 'to add a date',
        amends: motion,
        wouldRead: 'The plan, by May.',
      }),
    ),
    act(ofAmendment, 6, (acting, about) =>
      openVote(acting, { ...about, motion: amendment, method: 'consensus' }),
    ),
    act(any(), 7, (acting, about) => closeVote(acting, { ...about, vote: ofAmendment })),
    act(vote, 8, (acting, about) => openVote(acting, { ...about, motion, method: 'recorded' })),
    ...members
      .slice(0, 3)
      .map(person =>
        act(any(), 9, (acting, about) =>
          castVote(acting, { ...about, vote, person, choice: 'for' }),
        ),
      ),
    act(any(), 11, (acting, about) => closeVote(acting, { ...about, vote })),
    act(any(), 12, (acting, about) => adjournMeeting(acting, about)),
    act(any(), 13, resumeMeeting),
    act(any(), 14, (acting, about) =>
      resolveToExclude(acting, { ...about, items: [second], resolution: 'That the public leave.' }),
    ),
    act(any(), 15, (acting, about) => beginItem(acting, { ...about, item: second })),
    act(any(), 16, readmitPublic),
    act(arrival, 17, arrives(members[3] ?? '')),
    act(any(), 18, (acting, about) =>
      amendTime(acting, { ...about, fact: arrival, to: new Date('2025-02-14T10:10Z') }),
    ),
    act(any(), 30, closeMeeting),
  ]
}

const strays = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 29 }),
    person: fc.constantFrom(...members),
    what: fc.constantFrom(arrives, leaves, leaves, comesBack),
  }),
  { maxLength: 6 },
)

const send = async ({ id, minute, do: what }: Act) =>
  expectDone(
    await what(room.actingAt(AFTERWARDS), {
      id,
      meeting: meeting.id,
      at: new Date(Date.UTC(2025, 1, 14, 10, minute)),
      kept: true,
    }),
  )

/** All that the record holds of the room, and what is read from it. */
async function whatIsKept() {
  const rows = async (table: string) =>
    (
      await sql`select to_jsonb(t) - 'recorded_at' - 'version' as row from ${sql.table(table)} t
        where meeting_id = ${meeting.id} order by 1`.execute(record.db)
    ).rows
  const { state, board } = await readRoom(record.db, meeting.id, new Date(AFTERWARDS))
  return {
    facts: await rows('meetings.proceedings'),
    decisions: await rows('meetings.decisions'),
    boards: await rows('meetings.room_boards'),
    attendance: await attendancesOf(record.db, meeting.id),
    state,
    board,
  }
}

async function forget() {
  for (const table of ['proceedings', 'decisions', 'room_boards', 'rooms'])
    await sql`delete from meetings.${sql.ref(table)} where meeting_id = ${meeting.id}`.execute(
      record.db,
    )
}

test('acts kept by browsers without a connection make the same record in whatever order they come, and however often', async () => {
  await fc.assert(
    fc.asyncProperty(
      strays.chain(extra => {
        const meant = theMeeting()
        const wrong = meant[0]
        const acts = [
          ...meant,
          ...extra.map(({ minute, person, what }) => act(randomUUID(), minute, what(person))),
          // Somebody takes back the first arrival, and notes it afresh.
          act(randomUUID(), 20, (acting, about) =>
            takeBack(acting, { ...about, fact: wrong?.id ?? '' }),
          ),
          act(randomUUID(), 0, arrives(members[0] ?? '')),
        ]
        return fc.record({
          acts: fc.constant(acts),
          shuffled: fc.shuffledSubarray([...acts, ...acts.slice(0, 5)], {
            minLength: acts.length + 5,
            maxLength: acts.length + 5,
          }),
        })
      }),
      async ({ acts, shuffled }) => {
        await forget()
        for (const each of acts) await send(each)
        const inOrder = await whatIsKept()
        await forget()
        for (const each of shuffled) await send(each)
        expect(await whatIsKept()).toEqual(inOrder)
        // Telling it all once more changes nothing, not even the version.
        const { version } = await readRoom(record.db, meeting.id, new Date(AFTERWARDS))
        for (const each of acts) await send(each)
        expect((await readRoom(record.db, meeting.id, new Date(AFTERWARDS))).version).toBe(version)
        expect(await whatIsKept()).toEqual(inOrder)
      },
    ),
    { numRuns: 6 },
  )
})
