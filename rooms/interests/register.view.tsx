import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { RegisterList, Said } from '../../design/tracker.tsx'
import { type Day, formatDay, formatPartialDay, readDay } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Answer } from './declaration.rules.ts'
import type { Declaration, Register, RegisteredPerson } from './list-register.ts'
import { wordsAreOver } from './register-at.rules.ts'

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

/** In one form where it is only a date; as it was written where it says more ('left role 31/12/24'). */
function written({ text, day, precision }: Written): string {
  if (day === null || precision === null) return text
  const onlyADate = precision !== 'day' || /^[\d/. -]+$/.test(text) || readDay(text).ok
  return onlyADate ? formatPartialDay({ text, day, precision }) : text
}

/** 'from April 2013', 'from 2001 to 30 September 2025': to the precision of the source. */
export function heldInWords(entry: Declaration): string {
  const from = written({
    text: entry.from_text,
    day: entry.from_day,
    precision: entry.from_precision,
  })
  const to = written({ text: entry.to_text, day: entry.to_day, precision: entry.to_precision })
  const ended = entry.to_day === null ? '' : /^\d|^[A-Z]/.test(to) ? ` to ${to}` : `, ${to}`
  if (from === '') return ended === '' ? '' : `until ${to}`
  return `from ${from}${ended}`
}

/** Of an interest that ended so long ago that the public no longer reads what it was (R-COI-7). */
export const OVER =
  'What it was has left the public register, six months after it ended, and is kept by the clerk'

/** One line of a register, in words. */
export function EntryView({ entry, isOver }: { entry: Declaration; isOver: boolean }) {
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
    <>
      {described ? entry.description : null}
      {described && entry.answer !== 'yes' ? '. ' : null}
      {entry.answer === 'yes' ? null : answerWords[entry.answer]}
      {isOver ? `${described || entry.answer !== 'yes' ? '. ' : ''}${OVER}` : null}
      {entry.sensitive ? (
        <>
          {' '}
          <StatusTag colour="ink">Sensitive: not public</StatusTag>
        </>
      ) : null}
      <Said>
        {opening(facts.join(', '))}
        {entry.handling === '' ? null : <>. {entry.handling}</>}
      </Said>
    </>
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

/** The register, by person. `today` where the public reads it, also as at a day that is past. */
export function RegisterTable({ register, today }: { register: Register; today?: Day }) {
  if (register.persons.length === 0)
    return <Empty>Nobody has a return on this register by {formatDay(register.on)}.</Empty>
  return (
    <>
      <h2>Declared by {formatDay(register.on)}</h2>
      <RegisterList
        rows={register.persons.map(row => ({
          id: row.person.id,
          who: row.person.name,
          ...(row.position === '' || row.position === row.person.name
            ? {}
            : { role: row.position }),
          state: (
            <>
              <StatusTag colour={freshnessColour(row)}>
                {freshnessWords[row.freshness.state]}
              </StatusTag>
              {row.freshness.latest === null ? null : (
                <Said>
                  last declared <DayText day={row.freshness.latest} />
                </Said>
              )}
            </>
          ),
          entries: row.entries.map(entry => ({
            id: entry.id,
            content: (
              <EntryView entry={entry} isOver={today !== undefined && wordsAreOver(entry, today)} />
            ),
          })),
        }))}
      />
    </>
  )
}
