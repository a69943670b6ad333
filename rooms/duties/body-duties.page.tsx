import { Type } from 'typebox'
import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Done } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage, WorkPage } from '../../design/shell.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField, TextArea } from '../../design/text-fields.tsx'
import { financialYearOf, formatDay } from '../../platform/day.rules.ts'
import {
  formPage,
  publicPage,
  textOf,
  type Visit,
  workFile,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { forBody } from '../bodies/body-visit.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { addressWith } from '../meetings/list-address.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { accountSections } from './account-paths.ts'
import { dutiesAsCsv } from './duties.page.tsx'
import { DutyTable, TallyTable } from './duties.view.tsx'
import {
  byDay,
  byUrgency,
  filtered,
  isOpen,
  type StandingDuty,
  tallied,
  type Year,
  yearCalled,
  yearsBetween,
} from './duty.rules.ts'
import { type DutySource, kindsOf, listDuties } from './duty-source.ts'
import { type MeetingDutyKind, meetingKinds } from './meeting-duties.rules.ts'
import { sayNotInRecord } from './say-not-in-record.ts'

const YEARS_BACK = 4

/** The years that a body's pages offer, this one first. */
const yearsFor = ({ today }: Visit): readonly Year[] => {
  const last = financialYearOf(today)
  const first = Number(last.slug.slice(0, 4)) - YEARS_BACK
  return yearsBetween(
    yearCalled(`${first}-${String((first + 1) % 100).padStart(2, '0')}`)?.first ?? today,
    today,
  )
}

/** The year asked for. @throws NotFound where what is asked for is none */
function yearOf({ query, today }: Visit): Year {
  const slug = textOf(query, 'year')
  const year = slug === '' ? financialYearOf(today) : yearCalled(slug)
  if (!year) throw new NotFound('A financial year is written as 2024-25.')
  return year
}

type BodyYear = {
  readonly body: Body
  readonly year: Year
  readonly years: readonly Year[]
  readonly duties: readonly StandingDuty[]
}

async function readBodyYear(
  sources: readonly DutySource[],
  visit: Visit,
  audience: 'staff' | 'public',
): Promise<BodyYear> {
  const { db, today, params } = visit
  const year = yearOf(visit)
  const body = await readBodyBySlug(db, params.slug ?? '')
  // A meeting early in the next year is what approves the minutes of the last of this one.
  const to = yearsBetween(year.first, today)[0]?.last ?? year.last
  const duties = await listDuties(sources, {
    db,
    bodies: [body],
    from: year.first,
    to: to > year.last ? to : year.last,
    today,
    audience,
  })
  return {
    body,
    year,
    years: yearsFor(visit),
    duties: byDay(filtered(duties, { period: year })),
  }
}

const titlesOf = (sources: readonly DutySource[]) => {
  const titles = new Map(kindsOf(sources).map(({ kind, title }) => [kind, title]))
  return (kind: string) => titles.get(kind) ?? kind
}

const YearTabs = ({ path, model }: { path: string; model: BodyYear }) => (
  <TabLinks
    label="Year"
    tabs={model.years.map(({ slug, name }) => ({
      text: name,
      href: addressWith(path, {}, { year: slug }),
      current: slug === model.year.slug,
    }))}
  />
)

const isOfMeeting = (kind: string): kind is MeetingDutyKind => Object.hasOwn(meetingKinds, kind)

const gapHrefFor = (body: Body) => (duty: StandingDuty) =>
  isOfMeeting(duty.kind) && (duty.standing === 'overdue' || duty.standing === 'missed')
    ? `/work/bodies/${body.slug}/duties/gap?meeting=${duty.key.split('/')[1]}&kind=${encodeURIComponent(duty.kind)}`
    : undefined

/** A body's duties of a year, in the workspace. */
export const bodyDutyPages = (sources: readonly DutySource[]) => [
  workPage({
    path: '/work/bodies/:slug/duties',
    needs: forBody('see the workspace'),
    read: async visit => ({
      ...(await readBodyYear(sources, visit, 'staff')),
      done: textOf(visit.query, 'done') === 'said',
      mayKeep:
        visit.viewer?.may(
          'keep the body',
          (await readBodyBySlug(visit.db, visit.params.slug ?? '')).id,
        ) ?? false,
    }),
    view: (model, { viewer }) => {
      const { body, year, duties, mayKeep } = model
      const at = `/work/bodies/${body.slug}/duties`
      const open = byUrgency(duties.filter(({ standing }) => isOpen(standing)))
      const settled = duties.filter(({ standing }) => !isOpen(standing))
      return (
        <WorkPage
          title={`What is due, ${body.name}`}
          breadcrumbs={[{ text: 'What is due', href: '/work/duties?show=all' }]}
          sections={accountSections(body, viewer)}
        >
          <PageHeading caption={body.name} title={`What is due in ${year.name}`} />
          {model.done ? <Done>It is recorded that this record does not hold it.</Done> : null}
          <YearTabs path={at} model={model} />
          <TallyTable
            caption="Kept, late and missed"
            tallies={tallied(duties)}
            titleOf={titlesOf(sources)}
          />
          <DutyTable
            caption="To be done"
            duties={open}
            empty="Nothing of this year is left to be done."
            {...(mayKeep ? { gapHref: gapHrefFor(body) } : {})}
          />
          <DutyTable
            caption="Kept, missed or not owed"
            duties={settled}
            empty="Nothing of this year has been settled yet."
            {...(mayKeep ? { gapHref: gapHrefFor(body) } : {})}
          />
          <p>
            <a href={`${at}.csv?year=${year.slug}`}>Take this year away as CSV</a>, or see{' '}
            <a href={`/bodies/${body.slug}/duties?year=${year.slug}`}>what the public is shown</a>.
          </p>
        </WorkPage>
      )
    },
  }),
  workFile({
    path: '/work/bodies/:slug/duties.csv',
    needs: forBody('see the workspace'),
    answer: async visit => {
      const { body, year, duties } = await readBodyYear(sources, visit, 'staff')
      return {
        bytes: new TextEncoder().encode(dutiesAsCsv(duties, [body])),
        mediaType: 'text/csv; charset=utf-8; header=present',
        name: `${body.slug}-duties-${year.slug}.csv`,
        inline: false,
      }
    },
  }),
  formPage({
    path: '/work/bodies/:slug/duties/gap',
    needs: forBody('keep the body'),
    summary: 'Says that this record does not hold what kept a duty of a meeting.',
    read: async visit => {
      const body = await readBodyBySlug(visit.db, visit.params.slug ?? '')
      const id = textOf(visit.query, 'meeting')
      const meeting = /^[0-9a-f-]{36}$/.test(id) ? await readMeeting(visit.db, id) : undefined
      if (meeting && meeting.body_id !== body.id) throw new NotFound('There is no such meeting.')
      return { body, meeting }
    },
    values: ({ meeting }, { query }) => ({
      meeting: meeting?.id ?? '',
      kind: textOf(query, 'kind'),
    }),
    view: ({ body, meeting }, { values, refusals }) => (
      <WorkPage
        title="Not in this record"
        refusals={refusals}
        breadcrumbs={[
          { text: 'What is due', href: '/work/duties?show=all' },
          { text: body.name, href: `/work/bodies/${body.slug}/duties` },
        ]}
        sections={accountSections(body)}
      >
        <PageHeading
          caption={meeting ? `Meeting of ${formatDay(meeting.day)}, ${body.name}` : body.name}
          title="Say that this record does not hold it"
        />
        <p>
          Where a record begins in the middle, it may not hold what was done. The duty then stands
          as not known: neither kept nor missed. Your reason is public, with the day on which you
          gave it. If it was simply not done, leave it as it stands.
        </p>
        <Form values={values}>
          <HiddenField
            name="meeting"
            value={typeof values.meeting === 'string' ? values.meeting : ''}
          />
          <SelectField
            name="kind"
            label="What the record does not hold"
            options={Object.entries(meetingKinds).map(([value, text]) => ({ value, text }))}
          />
          <TextArea
            name="reason"
            label="Why"
            hint="For example: the minutes of this meeting are kept on paper, from before this record began."
            rows={3}
          />
          <SubmitButton>Say so</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, { body }) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: form.text('meeting', 'Choose the meeting from the list of what is due.'),
        kind: form.choice(
          'kind',
          Object.keys(meetingKinds) as MeetingDutyKind[],
          'Choose what the record does not hold.',
        ),
        reason: form.optionalText('reason'),
      })
      if (!input.ok) return input
      const said = await sayNotInRecord(visit.acting, input.value)
      if (!said.ok) return said
      const { slug: year } = financialYearOf((await readMeeting(visit.db, input.value.meeting)).day)
      return { ok: true, value: `/work/bodies/${body.slug}/duties?year=${year}&done=said` }
    },
  }),
]

const dutySchema = Type.Object({
  kind: Type.String(),
  what: Type.String(),
  whose: Type.String(),
  due: Type.Union([Type.String(), Type.Null()]),
  inBreachAfter: Type.Union([Type.String(), Type.Null()]),
  standing: Type.String(),
  inBreach: Type.Boolean(),
  keptOn: Type.Union([Type.String(), Type.Null()]),
  words: Type.String(),
  rule: Type.String(),
  citation: Type.String(),
  working: Type.Array(
    Type.Object({ day: Type.String(), counted: Type.Boolean(), why: Type.String() }),
  ),
})

/** What a body must do by a day, as far as published facts tell. Eight queries. */
export const publicDutyPage = (sources: readonly DutySource[]) =>
  publicPage({
    path: '/bodies/:slug/duties',
    summary:
      'What a body must do by a day in a financial year, the rule, and whether it did: notice, papers, minutes, meetings and terms of office.',
    schema: Type.Object({
      body: Type.Object({ slug: Type.String(), name: Type.String() }),
      year: Type.String(),
      asOf: Type.String(),
      duties: Type.Array(dutySchema),
    }),
    about: { nothing: 'It is worked out anew each time from what the other pages show.' },
    read: visit => readBodyYear(sources, visit, 'public'),
    view: model => {
      const { body, year, duties } = model
      return (
        <PublicPage
          title={`Keeping its rules, ${body.name}`}
          description={`Whether the ${body.name} gave notice, sent papers, wrote minutes and met as its rules say, in ${year.name}.`}
          breadcrumbs={[
            { text: 'Bodies', href: '/bodies' },
            { text: body.name, href: `/bodies/${body.slug}` },
          ]}
        >
          <PageHeading
            caption={body.name}
            title={`Keeping its rules, ${year.name}`}
            lede="What this body must do by a day, and whether it did, worked out from what it has published."
          />
          <YearTabs path={`/bodies/${body.slug}/duties`} model={model} />
          <TallyTable
            caption="Kept, late and missed"
            tallies={tallied(duties)}
            titleOf={titlesOf(sources)}
          />
          <DutyTable
            caption="One by one"
            duties={duties}
            empty="Nothing was due in this year, as far as published facts tell."
            isPublic
          />
        </PublicPage>
      )
    },
    json: ({ body, year, duties }, { today }) => ({
      body: { slug: body.slug, name: body.name },
      year: year.slug,
      asOf: today,
      duties: duties.map(duty => ({
        kind: duty.kind,
        what: duty.what,
        whose: duty.owner.words,
        due: duty.due,
        inBreachAfter: duty.latest ?? duty.due,
        standing: duty.standing,
        inBreach: duty.breach,
        keptOn: duty.kept?.on ?? null,
        words: duty.words,
        rule: duty.rule,
        citation: duty.citation,
        working: [...duty.working()],
      })),
    }),
  })
