import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { Working } from '../../design/working.tsx'
import { formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { type DutyTally, isOpen, type Standing, type StandingDuty } from './duty.rules.ts'

const colours: Readonly<Record<Standing, TagColour>> = {
  overdue: 'red',
  due: 'amber',
  'due soon': 'blue',
  'not yet': 'plain',
  'kept in time': 'green',
  'kept late': 'amber',
  missed: 'red',
  'not owed': 'grey',
  unknown: 'grey',
}

export const nameOfStanding = (standing: Standing): string =>
  standing === 'not yet' ? 'Not yet due' : opening(standing)

/** How a duty stands, as a word with its colour. */
export const StandingTag = ({ standing }: { standing: Standing }) => (
  <StatusTag colour={colours[standing]}>{nameOfStanding(standing)}</StatusTag>
)

/** What the standing words mean, for whoever meets them first. */
export const standingMeanings: Readonly<Record<Standing, string>> = {
  overdue: 'Its day has gone and it can still be done.',
  due: 'It is due today, is in its last days, or has no day.',
  'due soon': 'Its day is near.',
  'not yet': 'Its day has not come.',
  'kept in time': 'It was done by its day.',
  'kept late': 'It was done after its day.',
  missed: 'Its day has gone, and it can no longer be done.',
  'not owed': 'It did not have to be done, for the reason given.',
  unknown: 'This record does not say.',
}

function stepsOf(duty: StandingDuty) {
  const counted = duty.working().filter(line => line.why !== '')
  return counted.map(({ day, why }) => ({ what: formatDayWithWeekday(day), result: why }))
}

/** The rule behind a duty, with the days as they were counted. */
const DutyWorking = ({ duty }: { duty: StandingDuty }) => (
  <Working
    summary="The rule, and the count"
    steps={[
      ...stepsOf(duty),
      ...(duty.due ? [{ what: 'Due by', result: formatDay(duty.due) }] : []),
      ...(duty.latest && duty.latest !== duty.due
        ? [{ what: 'In breach after', result: formatDay(duty.latest) }]
        : []),
    ]}
    rule={duty.rule}
    {...(duty.citation === '' ? {} : { citation: `${opening(duty.citation)}.` })}
  />
)

function Story({ duty, isPublic }: { duty: StandingDuty; isPublic: boolean }) {
  const { kept, standing, words, remark } = duty
  const href = kept?.href
  const told = standing === 'kept in time' || standing === 'kept late'
  return (
    <p className="nhsuk-u-margin-bottom-1">
      {href !== undefined && told && !(isPublic && href.startsWith('/work')) ? (
        <a href={href}>{words}</a>
      ) : (
        words
      )}
      {remark ? <span className="gt-person__office"> {opening(remark)}.</span> : null}
    </p>
  )
}

/** Duties in a table: what, by when, whose, and how it stands; each opens its rule. */
export function DutyTable({
  caption,
  duties,
  bodies,
  empty,
  gapHref,
  isPublic = false,
}: {
  caption: string
  duties: readonly StandingDuty[]
  /** Names by id, where the duties are of more than one body. */
  bodies?: ReadonlyMap<string, { readonly name: string }>
  empty: string
  /** Where one says that the record does not hold what kept it; undefined where one cannot. */
  gapHref?: (duty: StandingDuty) => string | undefined
  /** The public is led to no page of the workspace. */
  isPublic?: boolean
}) {
  return (
    <DataTable
      caption={caption}
      rows={duties}
      keyOf={duty => duty.key}
      empty={empty}
      columns={[
        {
          heading: 'What',
          namesRow: true,
          cell: duty => {
            const gap = gapHref?.(duty)
            return (
              <>
                {isOpen(duty.standing) && !isPublic ? (
                  <a href={duty.href}>{duty.what}</a>
                ) : (
                  duty.what
                )}
                {bodies ? (
                  <div className="gt-person__office">{bodies.get(duty.body)?.name}</div>
                ) : null}
                {gap === undefined ? null : (
                  <a className="gt-person__office" href={gap}>
                    Not in this record?
                    <span className="nhsuk-u-visually-hidden"> {duty.what}</span>
                  </a>
                )}
              </>
            )
          },
        },
        {
          heading: 'Due by',
          cell: duty => (duty.due ? <DayText day={duty.due} form="short" /> : 'No day set'),
        },
        { heading: 'Whose', cell: duty => duty.owner.words },
        {
          heading: 'How it stands',
          cell: duty => (
            <>
              <StandingTag standing={duty.standing} />
              <Story duty={duty} isPublic={isPublic} />
              <DutyWorking duty={duty} />
            </>
          ),
        },
      ]}
    />
  )
}

/** Kept, late and missed, by kind. */
export const TallyTable = ({
  caption,
  tallies,
  titleOf,
}: {
  caption: string
  tallies: readonly DutyTally[]
  titleOf: (kind: string) => string
}) => (
  <DataTable
    caption={caption}
    rows={tallies.filter(
      row => row.keptInTime + row.keptLate + row.missed + row.overdue + row.unknown > 0,
    )}
    keyOf={({ kind }) => kind}
    empty="Nothing was due."
    columns={[
      { heading: 'Duty', namesRow: true, cell: ({ kind }) => titleOf(kind) },
      { heading: 'In time', numeric: true, cell: row => row.keptInTime },
      { heading: 'Late', numeric: true, cell: row => row.keptLate },
      { heading: 'Missed', numeric: true, cell: row => row.missed },
      { heading: 'Overdue', numeric: true, cell: row => row.overdue },
      { heading: 'Not known', numeric: true, cell: row => row.unknown },
    ]}
  />
)
