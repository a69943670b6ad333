import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { formatDay, formatPartialDay } from '../../platform/day.rules.ts'
import type { Answer } from './declaration.rules.ts'
import type { Declaration, Register, RegisteredPerson } from './list-register.ts'

/** What a return without an interest says. */
export const answerWords: Readonly<Record<Exclude<Answer, 'yes'>, string>> = {
  nil: 'Nothing to declare',
  blank: 'Return left blank, which is not a nil return',
  unclear: 'Not clear from the printed register whose return it is',
}

type Written = {
  readonly text: string
  readonly day: Declaration['from_day']
  readonly precision: Declaration['from_precision']
}

const written = ({ text, day, precision }: Written) =>
  day !== null && precision !== null ? formatPartialDay({ text, day, precision }) : text

/** 'from April 2013', 'from 2001 to 30 September 2025': to the precision of the source. */
export function heldInWords(entry: Declaration): string {
  const from = written({
    text: entry.from_text,
    day: entry.from_day,
    precision: entry.from_precision,
  })
  const to = written({ text: entry.to_text, day: entry.to_day, precision: entry.to_precision })
  const ended = entry.to_day === null ? '' : ` to ${to}`
  return from === '' ? (ended === '' ? '' : `until ${to}`) : `from ${from}${ended}`
}

function EntryView({ entry }: { entry: Declaration }) {
  const described = entry.description !== ''
  const held = heldInWords(entry)
  const facts = [
    ...entry.types,
    ...(held === '' ? [] : [held]),
    entry.declared_on === null
      ? entry.declared_text === ''
        ? 'undated'
        : `printed with the date ${entry.declared_text}`
      : `declared ${formatDay(entry.declared_on)}`,
  ]
  return (
    <li>
      {described ? entry.description : null}
      {described && entry.answer !== 'yes' ? '. ' : null}
      {entry.answer === 'yes' ? null : answerWords[entry.answer]}
      {entry.sensitive ? (
        <>
          {' '}
          <StatusTag colour="ink">Sensitive: not public</StatusTag>
        </>
      ) : null}
      <span className="gt-tracker__said">
        {facts.join(', ')}
        {entry.handling === '' ? null : <>. {entry.handling}</>}
      </span>
    </li>
  )
}

const freshnessColour = ({ freshness }: RegisteredPerson) =>
  freshness.state === 'undated' ? 'grey' : freshness.colour

const freshnessWords = {
  current: 'Within 6 months',
  'over six months': 'Over 6 months',
  'over twelve months': 'Over 12 months',
  undated: 'Undated',
} as const

/** How many are on the register, and how fresh their declarations are (R-COI-4). */
export function RegisterFigures({ register }: { register: Register }) {
  const within = register.people - register.undated - register.olderThan12Months
  return (
    <KeyFigures
      figures={[
        { label: 'people on the register', figure: register.people },
        { label: 'declared in the last 12 months', figure: within },
        {
          label: 'last declared over 12 months ago',
          figure: register.olderThan12Months,
          note: 'Decision-makers renew at least yearly',
        },
        {
          label: 'with no dated return',
          figure: register.undated,
          note: 'Nobody can tell how old it is',
        },
      ]}
    />
  )
}

/** The register, a row for each person. */
export function RegisterTable({ register }: { register: Register }) {
  return (
    <DataTable
      caption={`Interests declared by ${formatDay(register.on)}`}
      rows={register.persons}
      keyOf={({ person }) => person.id}
      empty="Nobody has a return on this register."
      columns={[
        {
          heading: 'Who',
          namesRow: true,
          cell: ({ person, position }) => (
            <>
              {person.name}
              {position === '' || position === person.name ? null : (
                <span className="gt-tracker__said">{position}</span>
              )}
            </>
          ),
        },
        {
          heading: 'What they declared',
          cell: ({ entries }) => (
            <ul className="nhsuk-list gt-register__entries">
              {entries.map(entry => (
                <EntryView key={entry.id} entry={entry} />
              ))}
            </ul>
          ),
        },
        {
          heading: 'Last declared',
          cell: row => (
            <>
              <StatusTag colour={freshnessColour(row)}>
                {freshnessWords[row.freshness.state]}
              </StatusTag>
              {row.freshness.latest === null ? null : (
                <span className="gt-tracker__said">
                  <DayText day={row.freshness.latest} />
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
