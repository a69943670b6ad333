import type { Db } from '../platform/database/database.ts'
import type { Day } from '../platform/day.rules.ts'
import { listCheckpoints } from '../platform/record/checkpoints.ts'
import { listActions } from '../rooms/actions/list-actions.ts'
import { listAllAttendanceTotals } from '../rooms/bodies/list-all-attendance-totals.ts'
import { type Body, readBodies } from '../rooms/bodies/read-body.ts'
import { listAllRegisters } from '../rooms/interests/list-all-registers.ts'
import {
  listDecisionsPublished,
  listMeetingsSeen,
  readMeetings,
} from '../rooms/meetings/list-published.ts'
import { readPersons } from '../rooms/people/read-person.ts'
import type { CsvValue } from './csv.rules.ts'

/** What a set of open data is read for. */
export type Asked = {
  /** The public connection: it sees what is published and nothing else. */
  readonly db: Db
  readonly today: Day
  readonly url: string
  readonly limit: number
  readonly offset: number
}

/** A set of open data: its columns keep their names and their order from release to release. */
export type DataSet = {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly columns: readonly string[]
  readonly rows: (asked: Asked) => Promise<readonly (readonly CsvValue[])[]>
}

const named = (bodies: ReadonlyMap<string, Body>, id: string | null): readonly CsvValue[] => {
  const body = id === null ? undefined : bodies.get(id)
  return [body?.slug ?? '', body?.name ?? '']
}

/** Every set, in the order in which it is offered. Each takes at most seven queries. */
export const dataSets: readonly DataSet[] = [
  {
    name: 'meetings',
    title: 'Meetings',
    text: 'Every meeting held in public or announced: body, day, time, place.',
    columns: [
      'id',
      'body',
      'body_name',
      'day',
      'starts_at',
      'ends_at',
      'kind',
      'mode',
      'venue',
      'address',
    ],
    rows: async ({ db, url, ...page }) => {
      const meetings = await listMeetingsSeen(db, page)
      const bodies = await readBodies(
        db,
        meetings.map(({ body_id }) => body_id),
      )
      return meetings.map(meeting => [
        meeting.id,
        ...named(bodies, meeting.body_id),
        meeting.day,
        meeting.starts_at.slice(0, 5),
        meeting.ends_at?.slice(0, 5) ?? null,
        meeting.kind,
        meeting.mode,
        meeting.venue,
        `${url}/meetings/${bodies.get(meeting.body_id)?.slug}/${meeting.slug}`,
      ])
    },
  },
  {
    name: 'decisions',
    title: 'Decisions',
    text: 'Every decision in published minutes, in the words of the minutes.',
    columns: [
      'id',
      'body',
      'body_name',
      'day',
      'item_number',
      'item_title',
      'minute_number',
      'verb',
      'text',
      'address',
    ],
    rows: async ({ db, url, ...page }) => {
      const decisions = await listDecisionsPublished(db, page)
      const meetings = await readMeetings(
        db,
        decisions.map(({ meeting_id }) => meeting_id),
      )
      const bodies = await readBodies(
        db,
        [...meetings.values()].map(({ body_id }) => body_id),
      )
      return decisions.map(decision => {
        const meeting = meetings.get(decision.meeting_id)
        const body = meeting && bodies.get(meeting.body_id)
        return [
          decision.id,
          ...named(bodies, meeting?.body_id ?? null),
          decision.decided_on,
          decision.item_number,
          decision.item_title,
          decision.minute_number,
          decision.verb,
          decision.text,
          meeting && body ? `${url}/meetings/${body.slug}/${meeting.slug}` : '',
        ]
      })
    },
  },
  {
    name: 'actions',
    title: 'Actions',
    text: 'Every public action of every tracker, with its state today.',
    columns: [
      'id',
      'body',
      'body_name',
      'number',
      'text',
      'item_title',
      'raised_on',
      'owners',
      'deadline',
      'deadline_day',
      'state',
      'position',
      'closed_on',
      'address',
    ],
    // The open ones come with the first file; the closed, whose number only grows, by pages.
    rows: async ({ db, url, today, limit, offset }) => {
      const actions = await listActions(db, {
        day: today,
        closed: { limit, offset },
        ...(offset > 0 ? { list: 'closed' as const } : {}),
      })
      const bodies = await readBodies(
        db,
        actions.map(({ body }) => body),
      )
      return actions.map(action => {
        const deadline = action.deadlines.at(-1)
        return [
          action.id,
          ...named(bodies, action.body),
          action.number,
          action.text,
          action.itemTitle,
          action.raisedOn,
          action.owners.map(({ label }) => label).join('; '),
          deadline?.text ?? '',
          deadline?.day ?? null,
          action.state.state,
          action.reports.findLast(({ position }) => position !== '')?.position ?? '',
          action.closure?.on ?? null,
          `${url}/actions/${bodies.get(action.body)?.slug}/${action.number}`,
        ]
      })
    },
  },
  {
    name: 'attendance',
    title: 'Attendance in totals',
    text: 'How many meetings each member attended in a year, as published.',
    columns: [
      'body',
      'body_name',
      'year',
      'office',
      'capacity',
      'attended',
      'possible',
      'note',
      'source',
    ],
    rows: async ({ db, ...page }) => {
      const totals = await listAllAttendanceTotals(db, page)
      const bodies = await readBodies(
        db,
        totals.map(({ body_id }) => body_id),
      )
      return totals.map(row => [
        ...named(bodies, row.body_id),
        row.year,
        row.office,
        row.capacity,
        row.attended,
        row.possible,
        row.note,
        row.source,
      ])
    },
  },
  {
    name: 'interests',
    title: 'Registers of interests',
    text: 'What members declared, as published. Details that could put somebody at risk are kept back.',
    columns: [
      'body',
      'body_name',
      'person',
      'position',
      'answer',
      'types',
      'interest',
      'from',
      'to',
      'handling',
      'declared_on',
      'organisation',
    ],
    rows: async ({ db, today, ...page }) => {
      const lines = await listAllRegisters(db, today, page)
      const bodies = await readBodies(
        db,
        lines.flatMap(({ body_id }) => (body_id === null ? [] : [body_id])),
      )
      const persons = await readPersons(
        db,
        lines.map(({ person_id }) => person_id),
      )
      return lines.map(line => [
        ...named(bodies, line.body_id),
        persons.get(line.person_id)?.name ?? '',
        line.position_declared,
        line.answer,
        line.types.join('; '),
        line.description,
        line.from_text,
        line.to_text,
        line.handling,
        line.declared_on ?? (line.declared_text || null),
      ])
    },
  },
  {
    name: 'checkpoints',
    title: 'Checkpoints of the journal',
    text: 'Where the chain of all acts stood at the end of each day. Keep a copy, and you can tell later whether it was written anew since.',
    columns: ['day', 'lines', 'digest'],
    rows: async ({ db, limit, offset }) =>
      (await listCheckpoints(db, { limit, offset })).map(row => [row.day, row.lines, row.digest]),
  },
]
