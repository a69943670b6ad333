import { DataTable } from '../../design/data-table.tsx'
import { Fold } from '../../design/fold.tsx'
import { placed } from '../../design/given.ts'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import {
  cureInWords,
  type ExpectedQuorum,
  expectationInWords,
  shortagesInWords,
} from './expected-quorum.rules.ts'
import type { Expectation } from './read-expected-quorum.ts'

const tags: Readonly<Record<ExpectedQuorum['state'], readonly [string, TagColour]>> = {
  expected: ['Expected to be quorate', 'green'],
  uncertain: ['Not yet certain', 'amber'],
  impossible: ['Will not be quorate', 'red'],
}

/** How it stands, in three words; before anybody is asked, that. */
export function ExpectationTag({ expectation }: { expectation: Expectation }) {
  const { expected, round } = expectation
  if (!expected) return <StatusTag>No quorum needed</StatusTag>
  if (!round) return <StatusTag>Nobody asked yet</StatusTag>
  const [words, colour] = tags[expected.state]
  return <StatusTag colour={colour}>{words}</StatusTag>
}

/** What is short and who could cure it, in sentences. */
export function ExpectationInSentences({ expectation }: { expectation: Expectation }) {
  const { expected, round, silence, nameOf } = expectation
  if (!expected) return <p>{silence}</p>
  if (!round)
    return (
      <p>
        Nobody has been asked to the meeting as it is now arranged. {opening(neededOf(expected))}.
      </p>
    )
  return (
    <>
      <p>
        <strong>{expectationInWords(expected)}</strong> {shortagesInWords(expected).join(' ')}
      </p>
      {expected.state === 'expected' ? null : <p>{cureInWords(expected, nameOf)}</p>}
    </>
  )
}

const neededOf = ({ limbs }: ExpectedQuorum) =>
  `${limbs[0]?.required ?? 0} members are needed for a quorum`

/** 'Will it be quorate?', for the clerk and the chair: in sentences, limb by limb, with the sum. */
export function ExpectedQuorumBlock({
  expectation,
  href,
}: {
  expectation: Expectation
  /** Where the replies stand, if not on this page. */
  href?: string
}) {
  const { expected, round, hasBegun } = expectation
  if (hasBegun) return null
  return (
    <section aria-labelledby="will-it-be-quorate">
      <h2 className="nhsuk-heading-m" id="will-it-be-quorate">
        Will it be quorate? <ExpectationTag expectation={expectation} />
      </h2>
      <ExpectationInSentences expectation={expectation} />
      {expected && round ? (
        <>
          <DataTable
            caption="Quorum expected from the replies"
            captionHidden
            columns={[
              {
                heading: 'Of',
                namesRow: true,
                cell: limb => (limb.name === 'number' ? 'All members' : opening(limb.name)),
              },
              { heading: 'Needed', numeric: true, cell: limb => limb.required },
              { heading: 'Coming', numeric: true, cell: limb => limb.certain },
              { heading: 'At most', numeric: true, cell: limb => limb.possible },
              { heading: 'Short', numeric: true, cell: limb => limb.short },
            ]}
            rows={expected.limbs}
            keyOf={limb => limb.name}
            empty=""
          />
          <Fold summary="How this is worked out">
            <p>
              As if only those came who said so. “At most” counts everybody who has not replied as
              coming.
            </p>
            <ul className="nhsuk-list nhsuk-list--bullet">
              {placed(expected.certain.working).map(({ place, part }) => (
                <li key={place}>{part}</li>
              ))}
            </ul>
            <p>
              {expected.certain.rule} ({expected.certain.citation})
            </p>
          </Fold>
        </>
      ) : null}
      {expectation.atItems
        .filter(item => item.expected.state !== 'expected' && !item.private)
        .map(item => (
          <p key={item.item}>
            <strong>
              Item {item.number} may lose its quorum, since{' '}
              {countOf(item.out.length, 'member is', 'members are')} to be out of it over an
              interest.
            </strong>{' '}
            {shortagesInWords(item.expected).join(' ')}
          </p>
        ))}
      {href === undefined ? null : (
        <p>
          <a href={href}>Who is invited, and who has replied</a>
        </p>
      )}
    </section>
  )
}
