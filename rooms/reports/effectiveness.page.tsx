import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { Done } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PreviousNext } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { TextArea } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { Working } from '../../design/working.tsx'
import { financialYearOf, formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { type Frame, workPathOf } from '../meetings/meeting-paths.ts'
import { forMeeting, meetingOf } from '../meetings/meeting-visit.ts'
import { listReviewNotes, noteReview, type ReviewNote } from '../meetings/note-review.ts'
import { readPersons } from '../people/read-person.ts'
import { figureOf, type Measure, measureKeys } from './effectiveness.rules.ts'
import {
  readEffectivenessOfYear,
  readMeetingReview,
  yearNamed,
  yearsAround,
} from './read-effectiveness.ts'

async function readReview(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, today } = visit
  const notes = await listReviewNotes(db, [of.meeting.id])
  return {
    of,
    held: of.meeting.day <= today,
    measures: await readMeetingReview(db, of.body, of.meeting, today),
    notes,
    people: await readPersons(
      db,
      notes.map(({ noted_by }) => noted_by),
    ),
    year: financialYearOf(of.meeting.day),
  }
}

const Measures = ({ measures }: { measures: readonly Measure[] }) => (
  <DataTable
    caption="The meeting in figures"
    columns={[
      { heading: 'What', namesRow: true, cell: (measure: Measure) => measure.title },
      {
        heading: 'Figure',
        numeric: true,
        cell: ({ value, unit }) =>
          value === null ? <span className="gt-quiet">Not known</span> : figureOf(value, unit),
      },
      { heading: 'In words', cell: ({ words }) => words },
    ]}
    rows={measures}
    keyOf={({ key }) => key}
    empty="Nothing is known of this meeting."
  />
)

const HowReckoned = ({ measures }: { measures: readonly Measure[] }) => (
  <Working
    summary="How each figure is reckoned"
    steps={measures.map(({ title, rule, source }) => ({
      what: title,
      result: `${rule} ${source}.`,
    }))}
    rule="What is not in the record is said to be missing, and never counted as nought."
  />
)

const Notes = ({
  notes,
  people,
}: {
  notes: readonly ReviewNote[]
  people: ReadonlyMap<string, { readonly name: string }>
}) =>
  notes.length === 0 ? (
    <Empty>Nobody has noted anything yet.</Empty>
  ) : (
    <Timeline
      points={notes.map(note => ({
        day: note.noted_on,
        title: people.get(note.noted_by ?? '')?.name ?? 'Noted',
        body: (
          <>
            {note.went_well === '' ? null : (
              <p>
                <strong>Went well:</strong> {note.went_well}
              </p>
            )}
            {note.to_change === '' ? null : (
              <p>
                <strong>To change:</strong> {note.to_change}
              </p>
            )}
          </>
        ),
      }))}
    />
  )

/** A meeting and a year looked back upon. */
export const effectivenessPages = (MeetingFrame: Frame) => [
  formPage({
    path: '/work/meetings/:body/:date/review',
    needs: forMeeting('set the agenda'),
    summary: 'Notes after a meeting what went well and what to change.',
    read: readReview,
    view: ({ of, held, measures, notes, people, year }, { values, refusals }, visit) => (
      <MeetingFrame of={of} title="Review" refusals={refusals}>
        {textOf(visit.query, 'noted') === 'yes' ? <Done>Your note is kept.</Done> : null}
        {held ? (
          <>
            <Measures measures={measures} />
            <HowReckoned measures={measures} />
            <p>
              <a href={`/work/bodies/${of.body.slug}/effectiveness/${year.slug}`}>
                The year {year.name}, meeting by meeting
              </a>
            </p>
            <h2 className="nhsuk-heading-m">What was noted</h2>
            <Notes notes={notes} people={people} />
            <Form values={values}>
              <TextArea name="wentWell" label="What went well" rows={3} />
              <TextArea name="toChange" label="What to change next time" rows={3} />
              <p>For clerk and chair only. A note stays with its day.</p>
              <SubmitButton>Keep the note</SubmitButton>
            </Form>
          </>
        ) : (
          <Empty>
            The meeting is on {formatDay(of.meeting.day)}: there is nothing to look back upon yet.
          </Empty>
        )}
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const outcome = await noteReview(acting, {
        meeting: of.meeting.id,
        wentWell: textOf(values, 'wentWell'),
        toChange: textOf(values, 'toChange'),
      })
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/review?noted=yes` } : outcome
    },
  }),
  workPage({
    path: '/work/bodies/:slug/effectiveness/:year',
    needs: {
      permission: 'set the agenda',
      scope: async visit => (await readBodyBySlug(visit.db, visit.params.slug ?? '')).id,
    },
    read: async ({ db, params, today }: Visit) => {
      const body = await readBodyBySlug(db, params.slug ?? '')
      const year = yearNamed(params.year ?? '')
      const found = await readEffectivenessOfYear(db, body, year, today)
      const notes = await listReviewNotes(
        db,
        found.meetings.map(({ id }) => id),
      )
      return { body, notes, ...found }
    },
    view: ({ body, year, meetings, review, notes }) => {
      const around = yearsAround(year)
      const at = `/work/bodies/${body.slug}`
      const keys = measureKeys.filter(key => review.measures.some(each => each.key === key))
      const rows = keys.flatMap(key => review.measures.find(each => each.key === key) ?? [])
      const changes = notes.filter(({ to_change }) => to_change !== '')
      return (
        <WorkPage
          title={`Effectiveness in ${year.name}, ${body.name}`}
          breadcrumbs={[
            { text: 'Bodies', href: '/work/bodies' },
            { text: body.name, href: at },
          ]}
        >
          <PageHeading
            caption={body.name}
            title={`Effectiveness in ${year.name}`}
            lede={review.sentence}
          />
          {meetings.length === 0 ? null : (
            <>
              <DataTable
                caption="The year, meeting by meeting"
                columns={[
                  { heading: 'What', namesRow: true, cell: row => row.title },
                  ...meetings.map(meeting => ({
                    heading: formatDay(meeting.day),
                    numeric: true,
                    cell: (row: (typeof rows)[number]) =>
                      figureOf(
                        meeting.measures.find(({ key }) => key === row.key)?.value ?? null,
                        row.unit,
                      ),
                  })),
                  {
                    heading: 'Median',
                    numeric: true,
                    cell: row => <strong>{figureOf(row.median, row.unit)}</strong>,
                  },
                  {
                    heading: 'Total',
                    numeric: true,
                    cell: row => (row.total === null ? '' : String(row.total)),
                  },
                ]}
                rows={rows}
                keyOf={({ key }) => key}
                empty=""
              />
              <Working
                summary="How each figure is reckoned"
                steps={rows.map(({ title, rule, known, missing }) => ({
                  what: title,
                  result: `${rule} Known of ${known} ${known === 1 ? 'meeting' : 'meetings'}, missing of ${missing}.`,
                }))}
                rule="A median is of the meetings whose figure is known. What is missing is never counted as nought."
              />
              <h2 className="nhsuk-heading-m">The meetings</h2>
              <ul className="nhsuk-list">
                {meetings.map(meeting => (
                  <li key={meeting.id}>
                    <a href={`/work/meetings/${body.slug}/${meeting.slug}/review`}>
                      Review of <DayText day={meeting.day} />
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {changes.length === 0 ? null : (
            <>
              <h2 className="nhsuk-heading-m">What was to change</h2>
              <ul className="nhsuk-list nhsuk-list--bullet">
                {changes.map(note => (
                  <li key={note.id}>
                    {note.to_change} ({formatDay(note.noted_on)})
                  </li>
                ))}
              </ul>
            </>
          )}
          <PreviousNext
            previous={{
              text: around.before.name,
              href: `${at}/effectiveness/${around.before.slug}`,
            }}
            next={{ text: around.after.name, href: `${at}/effectiveness/${around.after.slug}` }}
          />
        </WorkPage>
      )
    },
  }),
]
