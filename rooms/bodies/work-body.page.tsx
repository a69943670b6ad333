import type { ReactNode } from 'react'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { Warning } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { type Visit, workPage } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { listClerks } from '../people/list-clerks.ts'
import { type Person, readPersons } from '../people/read-person.ts'
import { mayDissolve } from './body-form.tsx'
import { BodyFrame } from './body-frame.view.tsx'
import { type BodyOnDay, bodyOnDay, type SeatOnDay } from './body-on-day.ts'
import { forBody, workPathOf } from './body-visit.ts'
import { dayWithoutClerk } from './clerks.rules.ts'
import type { Body } from './read-body.ts'
import { type BodyRecord, readBodyRecord } from './read-body-record.ts'
import {
  type Appointment,
  listAppointmentHistory,
  listStatements,
  type StatedMembers,
} from './read-membership.ts'

type Model = {
  readonly record: BodyRecord
  readonly onDay: BodyOnDay
  /** Not on the day: ended, or still to begin. */
  readonly otherAppointments: readonly Appointment[]
  readonly statements: readonly StatedMembers[]
  readonly above: ReactNode
  readonly persons: ReadonlyMap<string, Person>
  /** The first day on which nobody is its clerk, if there is one. */
  readonly unkeptFrom: Day | undefined
}

async function readModel(visit: Visit, slots: WorkBodySlots): Promise<Model> {
  const record = await readBodyRecord(visit.db, visit.params.slug ?? '', visit.today)
  const history = await listAppointmentHistory(visit.db, record.body.id)
  const holding = new Set(record.facts.holdingRows.map(({ id }) => id))
  const otherAppointments = history.filter(({ id }) => !holding.has(id))
  return {
    record,
    onDay: bodyOnDay(record),
    otherAppointments,
    above: await slots.above?.(visit, record.body),
    unkeptFrom: dayWithoutClerk(
      (await listClerks(visit.db, visit.today)).filter(
        ({ scope }) => scope === null || scope === record.body.id,
      ),
      visit.today,
    ),
    statements: await listStatements(visit.db, record.body.id),
    persons: await readPersons(
      visit.db,
      otherAppointments.map(({ person_id }) => person_id),
    ),
  }
}

/** What a clerk should look at: chairs whose term ends, no terms, nobody in the chair. */
function concernsOf({ inForce, offices, vacancies }: BodyOnDay): string[] {
  const terms = offices.flatMap(({ office, term }) =>
    term && term.state !== 'running' ? [`${opening(office)}: ${term.words.toLowerCase()}.`] : [],
  )
  return [
    ...(inForce ? [] : ['No terms of reference are in force, so no quorum can be worked out.']),
    ...(offices.some(({ office }) => office === 'chair' || office === 'co-chair')
      ? []
      : ['Nobody is recorded as its chair.']),
    ...terms,
    ...(vacancies > 0 ? [`${opening(countOf(vacancies, 'seat is', 'seats are'))} vacant.`] : []),
  ]
}

const nameOfSeat = ({ seat }: SeatOnDay) =>
  [seat.role, seat.organisationName].filter(Boolean).join(', ')

function Act({ href, act, about }: { href: string; act: string; about: string }) {
  return (
    <>
      <a href={href}>
        {act}
        <span className="nhsuk-u-visually-hidden"> {about}</span>
      </a>{' '}
    </>
  )
}

function SeatsTable({ at, onDay }: { at: string; onDay: BodyOnDay }) {
  return (
    <DataTable
      caption="Seats"
      columns={[
        {
          heading: 'Seat',
          namesRow: true,
          cell: row => (
            <>
              {nameOfSeat(row)} <span className="gt-person__office">({row.seat.class})</span>
            </>
          ),
        },
        {
          heading: 'Held by',
          cell: row => (
            <>
              {row.holders.map(holder => (
                <div key={holder.appointment}>
                  {holder.name},{' '}
                  <span className="gt-person__office">
                    since <DayText day={holder.from} form="short" />
                  </span>{' '}
                  <Act
                    href={`${at}/appointments/${holder.appointment}/end`}
                    act="End"
                    about={`the appointment of ${holder.name}`}
                  />
                </div>
              ))}
              {row.deputies.map(({ id, name }) => (
                <div key={id} className="gt-person__office">
                  Deputy: {name}{' '}
                  <Act href={`${at}/deputies/${id}/end`} act="End" about={`${name} as deputy`} />
                </div>
              ))}
              {row.vacancies > 0 ? <StatusTag colour="amber">Vacant</StatusTag> : null}
            </>
          ),
        },
        {
          heading: 'Do',
          cell: row => (
            <>
              {row.vacancies + row.optional > 0 ? (
                <Act
                  href={`${at}/seats/${row.seat.id}/appoint`}
                  act="Appoint"
                  about={`to ${nameOfSeat(row)}`}
                />
              ) : null}
              {row.seat.deputies_allowed ? (
                <Act
                  href={`${at}/seats/${row.seat.id}/deputy`}
                  act="Name a deputy"
                  about={`for ${nameOfSeat(row)}`}
                />
              ) : null}
              <Act
                href={`${at}/seats/${row.seat.id}/end`}
                act="End the seat"
                about={nameOfSeat(row)}
              />
            </>
          ),
        },
      ]}
      rows={onDay.classes.flatMap(({ seats }) => seats)}
      keyOf={row => row.seat.id}
      empty="No seat stands today. Create one to appoint to it."
    />
  )
}

function OfficesTable({ at, onDay }: { at: string; onDay: BodyOnDay }) {
  return (
    <DataTable
      caption="Chair and secretary"
      columns={[
        { heading: 'Office', namesRow: true, cell: row => opening(row.office) },
        { heading: 'Held by', cell: row => row.name },
        {
          heading: 'Term',
          cell: row => (
            <>
              Since <DayText day={row.from} form="short" />
              {row.term ? `. ${row.term.words}` : ''}{' '}
              {row.term && row.term.state !== 'running' ? (
                <StatusTag colour="amber">{opening(row.term.state)}</StatusTag>
              ) : null}
            </>
          ),
        },
        {
          heading: 'Do',
          cell: row => (
            <Act
              href={`${at}/offices/${row.id}/end`}
              act="End"
              about={`${row.name} as ${row.office}`}
            />
          ),
        },
      ]}
      rows={onDay.offices}
      keyOf={row => row.id}
      empty="Nobody is recorded as chair or secretary."
    />
  )
}

function TermsTable({ at, record }: { at: string; record: BodyRecord }) {
  const { allTerms, terms } = record.facts
  return (
    <DataTable
      caption="Terms of reference"
      columns={[
        { heading: 'Title', namesRow: true, cell: row => row.title },
        {
          heading: 'In force',
          cell: row =>
            row.in_force_from === null ? (
              <>
                Proposed {row.proposed_on ? <DayText day={row.proposed_on} form="short" /> : null}
              </>
            ) : (
              <>
                <DayText day={row.in_force_from} form="short" />
                {row.in_force_until ? (
                  <>
                    {' '}
                    to <DayText day={row.in_force_until} form="short" />
                  </>
                ) : (
                  ' on'
                )}
              </>
            ),
        },
        {
          heading: 'State',
          cell: row =>
            row.id === terms?.id ? (
              <StatusTag colour="green">In force</StatusTag>
            ) : row.in_force_from === null ? (
              <Act href={`${at}/terms/${row.id}/force`} act="Bring into force" about={row.title} />
            ) : (
              'Not today'
            ),
        },
      ]}
      rows={allTerms}
      keyOf={row => row.id}
      empty="No terms of reference are recorded."
    />
  )
}

function OtherAppointments({ model }: { model: Model }) {
  const { otherAppointments, persons, record } = model
  const seats = new Map(record.allSeats.map(seat => [seat.id, seat]))
  return (
    <DataTable
      caption="Appointments that have ended or are to come"
      columns={[
        {
          heading: 'Who',
          namesRow: true,
          cell: row => persons.get(row.person_id)?.name ?? 'Not recorded',
        },
        {
          heading: 'Seat',
          cell: row => {
            const seat = seats.get(row.seat_id)
            return [seat?.role, seat?.organisationName].filter(Boolean).join(', ')
          },
        },
        { heading: 'From', cell: row => <DayText day={row.from_day} form="short" /> },
        {
          heading: 'Until',
          cell: row =>
            row.ended_on === null ? (
              <Act
                href={`${workPathOf(record.body)}/appointments/${row.id}/end`}
                act="End"
                about="the appointment"
              />
            ) : (
              <>
                <DayText day={row.ended_on} form="short" />
                {row.end_reason ? `: ${row.end_reason}` : ''}
              </>
            ),
        },
      ]}
      rows={otherAppointments}
      keyOf={row => row.id}
      empty="There are none."
    />
  )
}

/** What later rooms have to say on a body's page in the workspace. */
export type WorkBodySlots = {
  /** Above its membership: the quorum of its next meetings. */
  readonly above?: (visit: Visit, body: Body) => Promise<ReactNode>
}

/** One body as its clerk keeps it. */
export const workBodyPage = (slots: WorkBodySlots) =>
  workPage({
    path: '/work/bodies/:slug',
    needs: forBody('keep the body'),
    read: visit => readModel(visit, slots),
    view: (model, visit) => {
      const { record, onDay, statements } = model
      const { body } = record
      const at = workPathOf(body)
      const concerns = [
        ...(model.unkeptFrom ? [`It has no clerk from ${formatDay(model.unkeptFrom)}.`] : []),
        ...concernsOf(onDay),
      ]
      return (
        <BodyFrame body={body} title={body.name} mayDissolve={mayDissolve(visit, record)}>
          {body.dissolved_on !== null && body.dissolved_on <= record.day ? (
            <Warning heading="This body is dissolved">
              <p>
                Since <DayText day={body.dissolved_on} /> nothing of it can begin.
              </p>
            </Warning>
          ) : null}
          {body.dissolved_on === null && concerns.length > 0 ? (
            <Warning heading="To look at">
              <ul className="nhsuk-list nhsuk-list--bullet">
                {concerns.map(concern => (
                  <li key={concern}>{concern}</li>
                ))}
              </ul>
            </Warning>
          ) : null}
          {onDay.inForce ? (
            <KeyFigures
              figures={[
                { label: 'Members', figure: onDay.inForce.quorum.members },
                { label: 'Quorum', figure: onDay.inForce.quorum.required, note: 'must be present' },
                { label: 'Vacancies', figure: onDay.vacancies },
              ]}
            />
          ) : null}
          {model.above}
          <OfficesTable at={at} onDay={onDay} />
          <SeatsTable at={at} onDay={onDay} />
          <DataTable
            caption="Regular participants"
            columns={[
              { heading: 'Who', namesRow: true, cell: row => row.description },
              { heading: 'When', cell: row => row.basis },
              {
                heading: 'Do',
                cell: row => (
                  <Act
                    href={`${at}/participants/${row.id}/end`}
                    act="End"
                    about={row.description}
                  />
                ),
              },
            ]}
            rows={record.participants}
            keyOf={row => row.id}
            empty="Nobody takes part without a vote."
          />
          <TermsTable at={at} record={record} />
          <DataTable
            caption="Stated numbers of members"
            columns={[
              { heading: 'Members', namesRow: true, cell: row => row.members },
              { heading: 'First day', cell: row => <DayText day={row.from_day} form="short" /> },
              { heading: 'Last day', cell: row => <DayText day={row.until_day} form="short" /> },
              { heading: 'What states it', cell: row => row.citation },
            ]}
            rows={statements}
            keyOf={row => row.id}
            empty="None: the seats give the number."
          />
          <OtherAppointments model={model} />
        </BodyFrame>
      )
    },
  })
