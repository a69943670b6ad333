import { Fold } from '../../design/fold.tsx'
import { AskingForm, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { csvOf } from '../../platform/csv.rules.ts'
import { textOf, type Values, type Visit, workFile, workPage } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { calendarFile } from '../meetings/calendar-file.ts'
import { addressWith, pageNumber } from '../meetings/list-address.ts'
import { DutyTable, nameOfStanding, standingMeanings } from './duties.view.tsx'
import {
  byDay,
  type DutyFilter,
  filtered,
  isOpen,
  type StandingDuty,
  standings,
  yearCalled,
  yearsBetween,
} from './duty.rules.ts'
import { type DutySource, daysAround, kindsOf } from './duty-source.ts'
import { ownOf, readDutiesSeen } from './read-duties.ts'

const A_PAGE = 50

const asked = ['show', 'body', 'kind', 'standing', 'year'] as const

const askedIn = (query: Values) =>
  Object.fromEntries(asked.map(name => [name, textOf(query, name)])) as Record<
    (typeof asked)[number],
    string
  >

/** What is open is asked for where nothing else is. */
function standingAsked(text: string): DutyFilter['standing'] {
  if (text === 'all') return undefined
  if (text === 'settled') return 'settled'
  return standings.find(standing => standing === text) ?? 'open'
}

async function readDue(sources: readonly DutySource[], visit: Visit) {
  const { today, query } = visit
  const { bodies, duties } = await readDutiesSeen(sources, visit)
  const values = askedIn(query)
  const mine = ownOf(visit, duties)
  const standing = standingAsked(values.standing)
  const year = yearCalled(values.year)
  const shown = filtered(values.show === 'all' ? duties : mine, {
    kind: values.kind || undefined,
    body:
      values.body === '' ? undefined : (bodies.find(({ slug }) => slug === values.body)?.id ?? ''),
    standing,
    period: year,
  })
  const isHistory = standing === 'settled' || (standing !== 'open' && values.standing !== '')
  return {
    bodies,
    values,
    // What has happened is read by day; what is to be done, by how much it presses.
    duties: isHistory ? byDay(shown).toReversed() : shown,
    mine: mine.filter(duty => isOpen(duty.standing)).length,
    all: duties.filter(duty => isOpen(duty.standing)).length,
    years: yearsBetween(daysAround(today).from, today),
    page: pageNumber(query),
  }
}

type Due = Awaited<ReturnType<typeof readDue>>

function Filters({ model, sources }: { model: Due; sources: readonly DutySource[] }) {
  const { bodies, values, years } = model
  return (
    <AskingForm inARow values={{ ...values, standing: values.standing || 'open' }}>
      {values.show === 'all' ? <HiddenField name="show" value="all" /> : null}
      {bodies.length > 1 ? (
        <SelectField
          name="body"
          label="Body"
          empty="All"
          options={bodies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
      ) : null}
      <SelectField
        name="kind"
        label="What"
        empty="Everything"
        options={kindsOf(sources).map(({ kind, title }) => ({ value: kind, text: title }))}
      />
      <SelectField
        name="standing"
        label="How it stands"
        options={[
          { value: 'open', text: 'To be done' },
          { value: 'settled', text: 'Kept or missed' },
          ...standings.map(value => ({
            value,
            text: nameOfStanding(value),
          })),
          { value: 'all', text: 'All of them' },
        ]}
      />
      <SelectField
        name="year"
        label="Year"
        empty="All"
        options={years.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <SubmitButton kind="secondary">Show</SubmitButton>
    </AskingForm>
  )
}

/** What each standing means, folded away. */
const Meanings = () => (
  <Fold summary="What the words mean">
    <SummaryList
      rows={standings.map(standing => ({
        key: nameOfStanding(standing),
        value: standingMeanings[standing],
      }))}
    />
  </Fold>
)

function DuePage({ model, sources }: { model: Due; sources: readonly DutySource[] }) {
  const { bodies, values, duties, page } = model
  const pages = Math.max(1, Math.ceil(duties.length / A_PAGE))
  const at = Math.min(page, pages)
  const address = (path: string, more: Record<string, string> = {}) =>
    addressWith(path, values, more)
  return (
    <WorkPage title="What is due">
      <PageHeading
        title="What is due"
        lede="Everything that must happen by a day, and the rule that says so."
      />
      <TabLinks
        label="Whose"
        tabs={[
          {
            text: 'Mine',
            href: '/work/duties',
            current: values.show !== 'all',
            count: model.mine,
          },
          {
            text: bodies.length === 1 ? (bodies[0]?.name ?? 'All') : 'All bodies',
            href: '/work/duties?show=all',
            current: values.show === 'all',
            count: model.all,
          },
        ]}
      />
      <Filters model={model} sources={sources} />
      <DutyTable
        caption={opening(countOf(duties.length, 'duty', 'duties'))}
        duties={duties.slice((at - 1) * A_PAGE, at * A_PAGE)}
        {...(bodies.length > 1 ? { bodies: new Map(bodies.map(body => [body.id, body])) } : {})}
        empty={
          values.show === 'all' ? 'Nothing answers to this.' : 'Nothing of yours answers to this.'
        }
      />
      <Pagination
        page={at}
        pages={pages}
        hrefOf={number => address('/work/duties', { page: String(number) })}
      />
      <Meanings />
      <p>
        <a href={address('/work/duties.csv')}>Take this list away as CSV</a>
        {values.show === 'all' ? null : (
          <>
            {' '}
            or <a href="/work/duties.ics">what is open as a calendar file</a>
          </>
        )}
        .
      </p>
      {values.show === 'all' ? (
        <>
          <h2 className="nhsuk-heading-m">Body by body</h2>
          <ul className="nhsuk-list">
            {bodies.map(body => (
              <li key={body.id}>
                <a href={`/work/bodies/${body.slug}/duties`}>{body.name}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </WorkPage>
  )
}

const columns = [
  'body',
  'kind',
  'what',
  'whose',
  'due by',
  'in breach after',
  'standing',
  'in breach',
  'kept on',
  'how it stands',
  'rule',
  'citation',
] as const

const line = (duty: StandingDuty, bodyName: string) => [
  bodyName,
  duty.kind,
  duty.what,
  duty.owner.words,
  duty.due,
  duty.latest ?? duty.due,
  duty.standing,
  duty.breach ? 'yes' : 'no',
  duty.kept?.on ?? null,
  duty.words,
  duty.rule,
  duty.citation,
]

/** Duties as a table to take away. */
export const dutiesAsCsv = (
  duties: readonly StandingDuty[],
  bodies: readonly { readonly id: string; readonly name: string }[],
): string => {
  const names = new Map(bodies.map(({ id, name }) => [id, name]))
  return csvOf(
    columns,
    duties.map(duty => line(duty, names.get(duty.body) ?? '')),
  )
}

/** What is due: of the person who asks, and of every body they may see. */
export const duePages = (sources: readonly DutySource[]) => [
  workPage({
    path: '/work/duties',
    needs: 'a person',
    read: visit => readDue(sources, visit),
    view: model => <DuePage model={model} sources={sources} />,
  }),
  workFile({
    path: '/work/duties.csv',
    needs: 'a person',
    answer: async visit => {
      const { duties, bodies } = await readDue(sources, visit)
      return {
        bytes: new TextEncoder().encode(dutiesAsCsv(duties, bodies)),
        mediaType: 'text/csv; charset=utf-8; header=present',
        name: 'duties.csv',
        inline: false,
      }
    },
  }),
  workFile({
    path: '/work/duties.ics',
    needs: 'a person',
    answer: async visit => {
      const { duties } = await readDutiesSeen(sources, visit)
      const open = ownOf(visit, duties).filter(duty => isOpen(duty.standing))
      return {
        bytes: new TextEncoder().encode(
          calendarFile(
            open.flatMap(duty =>
              duty.due === null
                ? []
                : [
                    {
                      id: duty.key.replaceAll(/[^\w-]+/g, '-'),
                      version: 1,
                      changedAt: visit.now,
                      day: duty.due,
                      title: duty.what,
                      place: '',
                      description: duty.rule,
                      address: `${visit.settings.url}${duty.href}`,
                    },
                  ],
            ),
            'What is due',
          ),
        ),
        mediaType: 'text/calendar; charset=utf-8',
        name: 'duties.ics',
        inline: false,
      }
    },
  }),
]
