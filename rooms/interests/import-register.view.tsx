import type { ReactNode } from 'react'
import { type Choice, RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { KeyFigures } from '../../design/key-figures.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { Suggestions, TextField } from '../../design/text-fields.tsx'
import { Said } from '../../design/tracker.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import type { PreviewedImport } from './import-draft.ts'
import type { Declaration } from './list-register.ts'
import { columnFields, columnWords } from './register-columns.rules.ts'
import type { ImportChoice, ImportLine, ImportProblem } from './register-import.rules.ts'
import { calledInFull, type KnownPerson } from './register-people.rules.ts'
import type { PrintedRow } from './register-rows.rules.ts'

/** How far an import has come. */
export function ImportFigures({ preview }: { preview: PreviewedImport }) {
  const { examined, changes, rows } = preview
  return (
    <KeyFigures
      figures={[
        { label: 'rows in the file', figure: rows.length },
        { label: 'must be decided', figure: examined.undecided.length },
        {
          label: 'new to the register',
          figure: changes.new.length,
          ...(changes.changed.length > 0 ? { note: `and ${changes.changed.length} changed` } : {}),
        },
        { label: 'the same already', figure: changes.unchanged.length },
      ]}
    />
  )
}

const rowsOf = ({ row, alsoRows }: ImportProblem) =>
  alsoRows.length === 0
    ? `row ${row}`
    : `rows ${[row, ...alsoRows].slice(0, -1).join(', ')} and ${alsoRows.at(-1)}`

const printedIn = (problem: ImportProblem): ReactNode =>
  problem.printed === '' ? (
    `Cell ${problem.cell} is empty, ${rowsOf(problem)}`
  ) : (
    <>
      Printed in {problem.cell}, {rowsOf(problem)}: “{problem.printed}”
    </>
  )

const PEOPLE = 'people-of-the-record'

/** The people whom a problem's field offers, once for a page: the likeliest stand with each problem. */
export const PeopleOffered = ({ persons }: { persons: readonly KnownPerson[] }) => (
  <Suggestions id={PEOPLE} texts={persons.map(calledInFull)} />
)

const asked = (problem: ImportProblem, choice: ImportChoice): Pick<Choice, 'reveal'> =>
  choice.asks === 'person'
    ? {
        reveal: (
          <TextField
            name={`${problem.key}-text`}
            label="Who it is"
            hint="Begin to type, and choose from those in the record."
            suggestions={PEOPLE}
          />
        ),
      }
    : {}

/**
 * One problem as a question: what was printed, what is suggested, and what may be done. One field is
 * shared by all that a choice may ask for, so it stands below the choices.
 */
export function ProblemField({ problem }: { problem: ImportProblem }) {
  const asks = new Set(problem.choices.map(({ asks: what }) => what))
  const name = `${problem.key}-text`
  const label =
    asks.has('word') && asks.has('day')
      ? 'The other date, or why the row is left out'
      : asks.has('word')
        ? 'If you leave it out: why, in a word'
        : 'If it is another date: which'
  return (
    <>
      <RadioField
        name={problem.key}
        label={`Row ${problem.row}: ${problem.message}`}
        size="s"
        small
        hint={
          <>
            {printedIn(problem)}.
            {problem.suggestion === null ? null : (
              <>
                <br />
                Suggested: {problem.suggestion.words}.
              </>
            )}
          </>
        }
        options={problem.choices.map(choice => ({
          value: choice.value,
          text: choice.text,
          ...(problem.suggestion?.value === choice.value ? { hint: 'Suggested' } : {}),
          ...asked(problem, choice),
        }))}
      />
      {asks.has('word') || asks.has('day') ? (
        asks.has('person') ? (
          <TextField name={`${problem.key}-word`} label={label} width={20} />
        ) : (
          <TextField name={name} label={label} width={20} />
        )
      ) : null}
    </>
  )
}

/** What may be taken as it is printed, by row, each with the way to decide otherwise. */
export function ProblemsTable({
  problems,
  rowPath,
}: {
  problems: readonly ImportProblem[]
  rowPath: (row: number) => string
}) {
  return (
    <DataTable
      caption="May be taken as it is printed"
      columns={[
        {
          heading: 'Row',
          namesRow: true,
          cell: ({ row, code, cell }) => (
            <a href={rowPath(row)}>
              {row}
              <span className="nhsuk-u-visually-hidden">
                , cell {cell}: {code}
              </span>
            </a>
          ),
        },
        { heading: 'Printed', cell: ({ printed, cell }) => `${cell}: ${printed || '(empty)'}` },
        { heading: 'What is odd', cell: ({ message }) => message },
        {
          heading: 'What is done',
          cell: problem => (
            <>
              {chosenIn(problem)}
              {problem.decided === null ? null : (
                <>
                  {' '}
                  <StatusTag colour="green">Decided</StatusTag>
                </>
              )}
              {problem.suggestion === null || problem.decided !== null ? null : (
                <Said>Suggested: {problem.suggestion.words}</Said>
              )}
            </>
          ),
        },
      ]}
      rows={problems}
      keyOf={({ key }) => key}
      empty="Nothing in the file is odd in a way that could be taken as it is."
    />
  )
}

/** What is chosen for a problem, or will be done where nobody chose. */
export const chosenIn = ({ choices, decided }: ImportProblem): string =>
  (choices.find(({ value }) => value === decided) ?? choices[0])?.text ?? ''

/** A row with each cell under the heading for which it is taken. */
export const printedFacts = (row: PrintedRow) =>
  columnFields.flatMap(field => {
    const cell = row.cells[field]
    return cell === undefined || cell.text === ''
      ? []
      : [{ key: columnWords[field], value: `${cell.text} (${cell.at})` }]
  })

const lineWords = (line: ImportLine) =>
  line.description ||
  {
    yes: 'An interest',
    nil: 'Nothing to declare',
    blank: 'Left blank',
    unclear: 'Not clear whose',
  }[line.answer]

/** The lines that are new, with the rows from which they come. */
export const NewLines = ({ preview }: { preview: PreviewedImport }) => (
  <DataTable
    caption="New in the register"
    columns={[
      { heading: 'Row', namesRow: true, cell: ({ row }: ImportLine) => row },
      { heading: 'Who', cell: line => whoOf(line, preview) },
      { heading: 'What', cell: lineWords },
      {
        heading: 'Declared',
        cell: ({ declaredOn, declaredText }) =>
          declaredOn ? formatDay(declaredOn) : declaredText || 'undated',
      },
    ]}
    rows={preview.changes.new}
    keyOf={line => `${line.row} ${line.name}`}
    empty="Nothing in the file is new."
  />
)

const whoOf = (line: ImportLine, { known }: PreviewedImport) => {
  const { person } = line
  return 'id' in person
    ? (known.persons?.find(({ id }) => id === person.id)?.name ?? line.name)
    : `${line.name} (entered as a new person)`
}

/** The lines that the register holds otherwise. */
export const ChangedLines = ({ preview }: { preview: PreviewedImport }) => (
  <DataTable
    caption="Changed"
    columns={[
      {
        heading: 'Row',
        namesRow: true,
        cell: ({ line }: PreviewedImport['changes']['changed'][number]) => line.row,
      },
      { heading: 'Who', cell: ({ line }) => whoOf(line, preview) },
      { heading: 'What', cell: ({ line }) => lineWords(line) },
      { heading: 'What differs', cell: ({ differs }) => differs.join(', ') },
    ]}
    rows={preview.changes.changed}
    keyOf={({ held }) => held.id}
    empty="No line that the register holds is told otherwise in the file."
  />
)

/** A line that the register holds and the file does not, in a sentence. */
export const heldWords = (line: Declaration, persons: readonly KnownPerson[] | null): string => {
  const name = persons?.find(({ id }) => id === line.person_id)?.name ?? 'Somebody'
  return `${name}: ${line.description || 'a return without an interest'}`
}
