import { CheckboxField, CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { ButtonRow, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { SelectField, TextField, TimeField } from '../../design/text-fields.tsx'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import {
  addDays,
  type Day,
  day,
  formatDayWithWeekday,
  isDay,
  isTime,
  maxOf,
  type Time,
  time,
} from '../../platform/day.rules.ts'
import {
  type FormState,
  formPage,
  listOf,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { listPlaces, type Place } from '../bodies/read-place.ts'
import { unusualDay, worriesOf } from './clash.rules.ts'
import {
  type DatePattern,
  datesOf,
  EVERY_MONTH,
  monthNames,
  ordinals,
  QUARTER_MONTHS,
  weekdays,
} from './date-pattern.rules.ts'
import { meetingModes } from './meeting.rules.ts'
import { WarningList } from './meeting-parts.view.tsx'
import type { MeetingMode } from './meetings.tables.ts'
import { MAX_DATES, planYear } from './plan-year.ts'
import { readClashes } from './read-clashes.ts'
import { listMeetingsAtPlaces, placesOfSystem, readNextPlace } from './read-next-place.ts'
import { listMeetingsOfYear } from './read-year.ts'
import { placesInTurn } from './rotation.rules.ts'
import { placeFrom } from './schedule-meeting.page.tsx'
import { sameSlot, type Year } from './year.rules.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, yearOf, yearPath } from './year-paths.ts'

// ── The pattern ─────────────────────────────────────────────────────────────

const rhythms = ['quarterly', 'monthly', 'months', 'weeks'] as const

const IN_TURN = 'in turn'

async function readPatternPage(visit: Visit) {
  const body = await bodyOf(visit)
  return {
    body,
    year: yearOf(visit),
    places: await listPlaces(visit.db),
    next: await readNextPlace(visit.db, body.id),
    today: visit.today,
  }
}

type PatternModel = Awaited<ReturnType<typeof readPatternPage>>

/** Dates are planned for days to come: of a year that runs, from tomorrow. */
const spanOf = ({ year, today }: { readonly year: Year; readonly today: Day }) => ({
  first: year.first > today ? year.first : maxOf(year.first, addDays(today, 1)),
  last: year.last,
})

function patternFrom(form: Reading, model: PatternModel): DatePattern {
  const rhythm = form.choice('rhythm', rhythms, 'Choose how often the body meets.')
  if (rhythm === 'weeks')
    return {
      kind: 'weeks',
      every: form.number(
        'every',
        { from: 1, to: 26, called: 'The number of weeks' },
        'Enter every how many weeks.',
      ),
      from: form.optionalDay('from') ?? spanOf(model).first,
    }
  const months =
    rhythm === 'quarterly'
      ? QUARTER_MONTHS
      : rhythm === 'monthly'
        ? EVERY_MONTH
        : EVERY_MONTH.filter(month => form.list('months').includes(String(month)))
  if (months.length === 0)
    form.refuse({ code: 'months-missing', field: 'months', message: 'Choose at least one month.' })
  return {
    kind: 'months',
    ordinal: form.choice('ordinal', ordinals, 'Choose which of the month’s weekdays.'),
    weekday: form.choice('weekday', weekdays, 'Choose the day of the week.'),
    months,
  }
}

/** A row of the proposal in the address: what stands on the next page, and nothing secret. */
type Row = {
  readonly day: Day
  readonly startsAt: string
  readonly endsAt: string
  readonly mode: MeetingMode
  readonly place: string
  /** The pattern's own day, where that is no working day. */
  readonly instead: string
  readonly venue: string
}

const rowText = (row: Row) =>
  [row.day, row.startsAt, row.endsAt, row.mode, row.place, row.instead, row.venue].join('~')

function rowFrom(text: string): Row[] {
  const [on = '', startsAt = '', endsAt = '', mode = '', place = '', instead = '', ...venue] =
    text.split('~')
  const known = meetingModes.find(each => each === mode)
  if (!isDay(on) || !isTime(startsAt) || (endsAt !== '' && !isTime(endsAt)) || !known) return []
  return [{ day: day(on), startsAt, endsAt, mode: known, place, instead, venue: venue.join('~') }]
}

const datesPath = (model: Pick<PatternModel, 'body' | 'year'>, rows: readonly Row[]) =>
  `${yearPath(model.body, model.year)}/dates?${new URLSearchParams(
    rows.map(row => ['row', rowText(row)] as [string, string]),
  )}`

/** Where a proposed meeting is held: the venue given, or the Place with its venue still open. */
const venueIn = (venue: string, place: { readonly name: string } | null | undefined) =>
  venue !== '' ? venue : place ? `${place.name}, venue to be settled` : ''

async function proposedRows(
  visit: Visit,
  values: Values,
  model: PatternModel,
): Promise<Outcome<readonly Row[]>> {
  const form = reading(values)
  const pattern = patternFrom(form, model)
  const startsAt = form.time('startsAt', 'Enter when the meetings start.')
  const endsAt = form.optionalTime('endsAt')
  const mode = form.choice('mode', meetingModes, 'Choose how the meetings are held.')
  const venue = form.optionalText('venue')
  const chosen = form.optionalText('place')
  if (endsAt !== undefined && endsAt <= startsAt)
    form.refuse({
      code: 'ends-before-it-starts',
      field: 'endsAt',
      message: 'The meetings must end after they start.',
    })
  if (mode !== 'remote' && venue === '' && chosen === '')
    form.refuse({
      code: 'venue-missing',
      field: 'venue',
      message: 'Enter where the meetings will be held, or choose a Place or that they go round.',
    })
  const read = form.outcome({ pattern, startsAt, endsAt, mode, venue, chosen })
  if (!read.ok) return read
  const dates = datesOf(pattern, spanOf(model), await readCalendar(visit.db))
  if (dates.length === 0 || dates.length > MAX_DATES)
    return refused({
      code: dates.length === 0 ? 'no-dates' : 'too-many-dates',
      field: 'rhythm',
      message:
        dates.length === 0
          ? `This gives no date that is still to come in ${model.year.name}.`
          : `This gives ${dates.length} dates; plan at most ${MAX_DATES} at once.`,
    })
  const turns =
    mode !== 'remote' && chosen === IN_TURN
      ? placesInTurn(
          await placesOfSystem(visit.db),
          await listMeetingsAtPlaces(visit.db, model.body.id),
          dates.map(date => date.day),
        )
      : []
  const fixed = model.places.find(({ slug }) => slug === chosen)
  return done(
    dates.map((date, at): Row => {
      const place =
        mode === 'remote'
          ? undefined
          : (model.places.find(({ id }) => id === turns[at]?.id) ?? fixed)
      return {
        day: date.day,
        startsAt,
        endsAt: endsAt ?? '',
        mode,
        place: place?.slug ?? '',
        instead: date.instead?.of ?? '',
        venue: venueIn(venue, place),
      }
    }),
  )
}

const months = monthNames.map((name, at) => ({ value: String(at + 1), text: name }))

const WhichDay = () => (
  <div className="gt-dates__fields">
    <SelectField
      name="ordinal"
      label="Which of the month"
      options={ordinals.map(value => ({ value, text: opening(value) }))}
    />
    <SelectField
      name="weekday"
      label="Day of the week"
      options={weekdays.map(value => ({ value, text: value }))}
    />
  </div>
)

const PatternFields = ({ model }: { model: PatternModel }) => (
  <>
    <RadioField
      name="rhythm"
      label="How often"
      options={[
        {
          value: 'quarterly',
          text: 'Every quarter',
          hint: 'In March, June, September and December',
        },
        { value: 'monthly', text: 'Every month' },
        {
          value: 'months',
          text: 'In certain months',
          reveal: <CheckboxGroup name="months" label="Which months" small options={months} />,
        },
        {
          value: 'weeks',
          text: 'Every so many weeks',
          hint: 'The day below decides the weekday',
          reveal: (
            <>
              <TextField name="every" label="Every" suffix="weeks" width={2} inputMode="numeric" />
              <DateField name="from" label="First meeting" />
            </>
          ),
        },
      ]}
    />
    <WhichDay />
    <p>
      Where that is a bank holiday, the same weekday a week later is proposed, or earlier if later
      would be another month. Of a run of weeks, the one meeting moves to the next working day.
    </p>
    <div className="gt-dates__fields">
      <TimeField name="startsAt" label="Starts" />
      <TimeField name="endsAt" label="Ends (optional)" />
    </div>
    <RadioField
      name="mode"
      label="How they are held"
      options={meetingModes.map(value => ({ value, text: opening(value) }))}
    />
    <SelectField
      name="place"
      label="Place"
      hint={model.next.why}
      empty="None, or held remotely"
      options={[
        { value: IN_TURN, text: 'The Places in turn' },
        ...model.places.map(({ slug, name }) => ({ value: slug, text: name })),
      ]}
    />
    <TextField
      name="venue"
      label="Venue (optional)"
      hint="Left empty, it says the Place and that the venue is to be settled"
    />
  </>
)

// ── The dates ───────────────────────────────────────────────────────────────

type WithWorries = Row & { readonly worries: readonly string[] }

async function readDatesPage(visit: Visit) {
  const { db, query } = visit
  const body = await bodyOf(visit)
  const year = yearOf(visit)
  const rows = listOf(query, 'row').flatMap(rowFrom).slice(0, MAX_DATES)
  const calendar = await readCalendar(db)
  const clashes = await readClashes(
    db,
    rows.map(row => ({
      id: null,
      body: body.id,
      day: row.day,
      startsAt: row.startsAt,
      endsAt: row.endsAt === '' ? null : row.endsAt,
      mode: row.mode,
      venue: row.venue,
    })),
  )
  const standing = await listMeetingsOfYear(db, body.id, year)
  const ordinary = { kind: 'ordinary' as const }
  const slot = sameSlot([
    ...standing.map(({ day: on, kind, starts_at, mode }) => ({
      day: on,
      kind,
      startsAt: starts_at.slice(0, 5),
      mode,
    })),
    ...rows.map(row => ({ ...ordinary, day: row.day, startsAt: row.startsAt, mode: row.mode })),
  ])
  return {
    body,
    year,
    calendar,
    places: await listPlaces(db),
    slot,
    rows: rows.map(
      (row, at): WithWorries => ({
        ...row,
        worries: worriesOf(calendar, row.day, clashes[at] ?? []),
      }),
    ),
  }
}

type DatesModel = Awaited<ReturnType<typeof readDatesPage>>

const valuesOf = (rows: readonly WithWorries[]): Values =>
  Object.fromEntries(
    rows.flatMap((row, at) => {
      const n = at + 1
      return [
        [`day${n}`, row.day],
        [`startsAt${n}`, row.startsAt],
        [`endsAt${n}`, row.endsAt],
        [`mode${n}`, row.mode],
        [`place${n}`, row.place],
        [`venue${n}`, row.venue],
        [`instead${n}`, row.instead],
        [`shown${n}`, row.worries],
      ] as [string, string | readonly string[]][]
    }),
  )

/** Where something stands in a date's fields; an empty one is no date. */
const isFilled = (values: Values, n: number) =>
  ['', '-day', '-month', '-year'].some(part => textOf(values, `day${n}${part}`) !== '')

const filledRows = (values: Values) =>
  Array.from({ length: MAX_DATES + 1 }, (_, at) => at + 1).filter(n => isFilled(values, n))

type TypedRow = {
  readonly n: number
  readonly day: Day
  readonly startsAt: Time
  readonly endsAt: Time | undefined
  readonly mode: MeetingMode
  readonly venue: string
  readonly place: string | undefined
  readonly placeSlug: string
  readonly worriesRead: readonly string[]
}

function readRows(values: Values, places: readonly Place[]): Outcome<readonly TypedRow[]> {
  const form = reading(values)
  const rows = filledRows(values)
    .filter(n => textOf(values, `out${n}`) === '')
    .map((n): TypedRow => {
      const slug = form.optionalText(`place${n}`)
      return {
        n,
        day: form.day(`day${n}`, 'Enter the day.'),
        startsAt: form.time(`startsAt${n}`, 'Enter when it starts.'),
        endsAt: form.optionalTime(`endsAt${n}`),
        mode: form.choice(`mode${n}`, meetingModes, 'Choose how it is held.'),
        venue: form.optionalText(`venue${n}`),
        place: placeFrom(reading({ place: slug }), places) ?? undefined,
        placeSlug: slug,
        worriesRead: textOf(values, `accepted${n}`) === '' ? [] : listOf(values, `shown${n}`),
      }
    })
  return form.outcome(rows)
}

/** The sentences against a date: those that came with it, and those found when it was sent. */
function worriesAt(n: number, { values, refusals }: FormState): readonly string[] {
  const found = refusals
    .filter(({ code, field }) => code === 'worth-a-thought' && field === `day${n}`)
    .map(({ message }) => message)
  return found.length > 0 ? found : listOf(values, `shown${n}`)
}

function DateFields({
  n,
  form,
  model: { calendar, places },
}: {
  n: number
  form: FormState
  model: DatesModel
}) {
  const instead = textOf(form.values, `instead${n}`)
  const worries = worriesAt(n, form)
  const own = textOf(form.values, `day${n}`)
  const isNew = !isFilled(form.values, n)
  const bankHolidays = form.refusals.some(
    ({ code, field }) => code === 'bank-holidays-not-known' && field === `day${n}`,
  )
  return (
    <li className="gt-dates__date">
      <h2 className="nhsuk-heading-m">
        {isNew
          ? 'Another date (optional)'
          : isDay(own)
            ? formatDayWithWeekday(day(own))
            : `Date ${n}`}
      </h2>
      {isDay(instead) ? (
        <p className="gt-quiet">
          Instead of {formatDayWithWeekday(instead)}. {unusualDay(calendar, instead)}
          <HiddenField name={`instead${n}`} value={instead} />
        </p>
      ) : null}
      {worries.length === 0 ? null : (
        <>
          <WarningList heading="Think again" level={3} warnings={worries} />
          {worries.map(worry => (
            <HiddenField key={worry} name={`shown${n}`} value={worry} />
          ))}
          <CheckboxField name={`accepted${n}`} label="Hold this meeting then all the same" />
        </>
      )}
      {bankHolidays || textOf(form.values, `check${n}`) !== '' ? (
        <CheckboxField
          name={`check${n}`}
          label="Keep this day: its deadlines will be checked once the bank holidays are known"
        />
      ) : null}
      <div className="gt-dates__fields">
        <DateField name={`day${n}`} label="Day" hint="" />
        <div className="gt-dates__times">
          <TimeField name={`startsAt${n}`} label="Starts" hint="" />
          <TimeField name={`endsAt${n}`} label="Ends (optional)" hint="" />
        </div>
        <SelectField
          name={`mode${n}`}
          label="How it is held"
          options={meetingModes.map(value => ({ value, text: opening(value) }))}
        />
        <SelectField
          name={`place${n}`}
          label="Place"
          empty="None, or held remotely"
          options={places.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
      </div>
      <TextField name={`venue${n}`} label="Venue" />
      {isNew ? null : <CheckboxField name={`out${n}`} label="Leave this date out" />}
    </li>
  )
}

/** The rows shown: every one that is filled, and an empty one for another date. */
const rowsShown = (values: Values) => {
  const filled = filledRows(values)
  const last = filled.at(-1) ?? 0
  return last < MAX_DATES ? [...filled, last + 1] : filled
}

/** A refusal of the nth date that was kept names the field of the row in which it stands. */
const atItsRow = (refusal: Refusal, rows: readonly TypedRow[]): Refusal => {
  const [, field = '', n = ''] = /^([a-zA-Z]+)(\d+)$/.exec(refusal.field ?? '') ?? []
  const row = rows[Number(n) - 1]
  return row ? { ...refusal, field: `${field}${row.n}` } : refusal
}

const crumbsTo = ({ body, year }: Pick<DatesModel, 'body' | 'year'>) => [
  { text: year.name, href: yearPath(body, year) },
  { text: 'Plan dates', href: `${yearPath(body, year)}/plan` },
]

/** Plans a whole year at once: a pattern, then its dates, each to be adjusted, then one act. */
export const planYearPages = [
  formPage({
    path: '/work/bodies/:slug/year/:year/plan',
    needs: forBodyOf('arrange meetings'),
    summary: 'Proposes the dates of a body’s year from a pattern; saves nothing.',
    read: readPatternPage,
    values: ({ next }) => ({
      rhythm: 'quarterly',
      ordinal: 'second',
      weekday: 'Friday',
      startsAt: '10:00',
      endsAt: '12:00',
      mode: 'in person',
      place: next.rotates ? IN_TURN : '',
    }),
    view: (model, { values, refusals }) => (
      <YearFrame
        body={model.body}
        year={model.year}
        title={`Plan dates of ${model.year.name}`}
        refusals={refusals}
        within={yearPath(model.body, model.year)}
        crumbs={crumbsTo(model).slice(0, 1)}
      >
        <p>
          First a pattern. You then see every date with what speaks against it, and change or leave
          out what you like before anything is saved.
        </p>
        <Form values={values}>
          <PatternFields model={model} />
          <ButtonRow>
            <SubmitButton>Propose the dates</SubmitButton>
            <a href={yearPath(model.body, model.year)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async (visit, values, model) => {
      const rows = await proposedRows(visit, values, model)
      return rows.ok ? done(datesPath(model, rows.value)) : rows
    },
  }),
  formPage({
    path: '/work/bodies/:slug/year/:year/dates',
    needs: forBodyOf('arrange meetings'),
    summary: 'Puts the dates of a year into the calendar: all of them, or none.',
    read: readDatesPage,
    values: ({ rows }) => valuesOf(rows),
    view: (model, form) => (
      <YearFrame
        body={model.body}
        year={model.year}
        title={`Dates of ${model.year.name}`}
        refusals={form.refusals}
        within={yearPath(model.body, model.year)}
        crumbs={crumbsTo(model)}
      >
        <p>
          Nothing is saved yet. Saved, each date is a planned meeting that only this workspace sees,
          until notice is given or the dates of the year are published.
        </p>
        {model.slot ? (
          <Notice>
            <p>{model.slot}</p>
          </Notice>
        ) : null}
        <Form values={form.values}>
          <ol className="gt-dates">
            {rowsShown(form.values).map(n => (
              <DateFields key={n} n={n} form={form} model={model} />
            ))}
          </ol>
          <ButtonRow>
            <SubmitButton name="do" value="save">
              Save these dates
            </SubmitButton>
            <SubmitButton kind="secondary" name="do" value="check">
              Check again
            </SubmitButton>
            <a href={yearPath(model.body, model.year)}>Cancel</a>
          </ButtonRow>
        </Form>
      </YearFrame>
    ),
    submit: async ({ acting }, values, model) => {
      const rows = readRows(values, model.places)
      if (!rows.ok) return rows
      if (textOf(values, 'do') === 'check')
        return done(
          datesPath(
            model,
            rows.value.map(row => ({
              day: row.day,
              startsAt: row.startsAt,
              endsAt: row.endsAt ?? '',
              mode: row.mode,
              place: row.placeSlug,
              instead: textOf(values, `instead${row.n}`),
              venue: row.venue,
            })),
          ),
        )
      const outcome = await planYear(acting, {
        body: model.body.id,
        dates: rows.value.map(row => ({
          day: row.day,
          startsAt: time(row.startsAt),
          endsAt: row.endsAt,
          kind: 'ordinary',
          mode: row.mode,
          venue: row.venue,
          place: row.place,
          deadlinesToCheck: textOf(values, `check${row.n}`) !== '',
          worriesRead: row.worriesRead,
        })),
      })
      return outcome.ok
        ? done(yearPath(model.body, model.year))
        : refused(...outcome.refusals.map(refusal => atItsRow(refusal, rows.value)))
    },
  }),
]
