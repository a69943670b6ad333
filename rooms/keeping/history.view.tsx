import { Fold } from '../../design/fold.tsx'
import type { TimelinePoint } from '../../design/timeline.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { londonTime } from '../../platform/london.rules.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { keyOf, type NamedThing } from '../../platform/record/named-thing.ts'
import type { FieldChange } from './history.rules.ts'
import type { HistoryLine } from './read-history.ts'
import { actInWords } from './verb-words.rules.ts'

/** Fewer than this stand open; more are folded, as a list of lines must stay readable. */
const SHOWN_AT_ONCE = 3

/** A text before and after: word by word where that helps, else one and then the other. */
function Words({ change }: { change: FieldChange }) {
  if (change.spans)
    return (
      <>
        {change.spans.map(({ how, text }, place) => {
          // What stands at a place of one difference never changes its place.
          const key = `${place} ${how}`
          if (how === 'same') return <span key={key}>{text}</span>
          return how === 'gone' ? <del key={key}>{text}</del> : <ins key={key}>{text}</ins>
        })}
      </>
    )
  return (
    <>
      {change.was === '' ? null : <del>{change.was}</del>}
      {change.was === '' || change.is === '' ? null : ' '}
      {change.is === '' ? null : <ins>{change.is}</ins>}
    </>
  )
}

const Changes = ({ changes }: { changes: readonly FieldChange[] }) => (
  <dl className="gt-changes">
    {changes.map(change => (
      <div key={change.field}>
        <dt>{change.field}</dt>
        <dd>
          <Words change={change} />
        </dd>
      </div>
    ))}
  </dl>
)

function WhatItSays({ line }: { line: HistoryLine }) {
  if (line.erased)
    return (
      <p>
        What it said was lawfully erased on {formatDay(line.erased.on)}: {line.erased.reason}.
      </p>
    )
  if (line.changes === null)
    return <p className="gt-quiet">What it says is not for you to read here.</p>
  if (line.changes.length === 0) return null
  return line.changes.length <= SHOWN_AT_ONCE ? (
    <Changes changes={line.changes} />
  ) : (
    <Fold summary={`What changed: ${countOf(line.changes.length, 'field')}`}>
      <Changes changes={line.changes} />
    </Fold>
  )
}

const kinds: Readonly<Record<string, string>> = {
  'agenda-item': 'an item of the agenda',
  'plan-item': 'an entry of the forward plan',
}

/** One line of the journal as a point of a timeline. */
export const pointOf = (
  line: HistoryLine,
  names: ReadonlyMap<string, NamedThing>,
  here: string | undefined,
): TimelinePoint => {
  const named = names.get(keyOf(line.subject))
  const who = line.person
    ? [line.person.name, line.person.position]
        .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
        .join(', ')
    : 'The installation'
  return {
    day: line.day,
    title: (
      <>
        {who} {actInWords(line.verb)}
      </>
    ),
    body: (
      <>
        <p className="gt-quiet">
          {keyOf(line.subject) === here ? null : named ? (
            <>
              {opening(named.kind)}: <a href={named.href}>{named.text}</a>.{' '}
            </>
          ) : (
            <>About {kinds[line.subject.kind] ?? line.subject.kind}. </>
          )}
          Line {line.seq}, written {formatDay(line.day)} at {londonTime(line.at)}.
        </p>
        <WhatItSays line={line} />
      </>
    ),
  }
}
