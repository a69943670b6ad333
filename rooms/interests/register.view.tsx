import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { RegisterList, Said } from '../../design/tracker.tsx'
import { formatDay, formatPartialDay, readDay } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Answer } from './declaration.rules.ts'
import { describedInWords } from './described.rules.ts'
import type { Declaration, Register, RegisterEntry, RegisteredPerson } from './list-register.ts'

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
  'What it was has left the public register, its time there being over, and is kept by the clerk'

/** One line of a register, in words. */
export function EntryView({ entry, isOver }: { entry: Declaration; isOver: boolean }) {
  const described = entry.description !== ''
  const held = heldInWords(entry)
  const facts = [
    ...entry.types,
    ...(entry.pecuniary_subject === null
      ? []
      : [
          `disclosable pecuniary interest${entry.of_partner ? ' of the partner' : ''} (${entry.pecuniary_subject})`,
        ]),
    ...(held === '' ? [] : [held]),
    entry.declared_on === null
      ? entry.declared_text === ''
        ? 'undated'
        : `printed with the date ${entry.declared_text}`
      : `declared ${formatDay(entry.declared_on)}`,
  ]
  return (
    <>
      {described ? describedInWords(entry) : null}
      {described && entry.answer !== 'yes' ? '. ' : null}
      {entry.answer === 'yes' ? null : answerWords[entry.answer]}
      {isOver ? `${described || entry.answer !== 'yes' ? '. ' : ''}${OVER}` : null}
      {entry.sensitive ? (
        <>
          {' '}
          <StatusTag colour="ink">Sensitive: not public</StatusTag>
        </>
      ) : null}
      {entry.self_declared && entry.agreed_at === null ? (
        <>
          {' '}
          <StatusTag colour="amber">Not agreed yet</StatusTag>
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

/** 'Within 6 months', by the limits of the body. */
const freshnessWords = ({ freshness }: RegisteredPerson, ageing: Register['ageing']) =>
  ({
    current: `Within ${ageing['amber months']} months`,
    'to look at again': `Over ${ageing['amber months']} months`,
    'out of date': `Over ${ageing['red months']} months`,
    undated: 'Undated',
  })[freshness.state]

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

/** The register, by person. */
export function RegisterTable({
  register,
  changePath,
}: {
  register: Register
  /** Where an interest is corrected or ended, for whoever keeps the register. */
  changePath?: (entry: RegisterEntry) => string
}) {
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
                {freshnessWords(row, register.ageing)}
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
              <>
                <EntryView entry={entry} isOver={entry.wordsGone} />
                {changePath === undefined || entry.answer !== 'yes' ? null : (
                  <Said>
                    <a href={`${changePath(entry)}/correct`}>
                      Correct<span className="nhsuk-u-visually-hidden">: {entry.description}</span>
                    </a>
                    {' · '}
                    <a href={`${changePath(entry)}/end`}>
                      It has ended
                      <span className="nhsuk-u-visually-hidden">: {entry.description}</span>
                    </a>
                  </Said>
                )}
              </>
            ),
          })),
        }))}
      />
    </>
  )
}
