import { placed } from '../../design/given.ts'
import { StatusTag } from '../../design/status-tag.tsx'
import type { MeetingOfBody } from './read-meeting.ts'
import { type Treatment, wordsOfTreatment } from './treatment.rules.ts'

const colours = {
  deferred: 'amber',
  withdrawn: 'grey',
  'taken with': 'blue',
  urgent: 'red',
  'carried over': 'blue',
} as const

/** What became of an item, with the reason, and a way to the other item. */
export const Treatments = ({
  of,
  treatments = [],
}: {
  of: MeetingOfBody
  treatments: readonly Treatment[] | undefined
}) =>
  treatments.length === 0 ? null : (
    <ul className="gt-treatments">
      {placed(treatments).map(({ place, part: treatment }) => {
        const { kind, other, reason } = treatment
        const words = wordsOfTreatment(treatment)
        return (
          <li key={place}>
            <StatusTag colour={colours[kind]}>{shortWords[kind]}</StatusTag>{' '}
            {other === null ? (
              words
            ) : (
              <a
                href={`/work/meetings/${of.body.slug}/${other.meeting.slug}/agenda/items/${other.id}`}
              >
                {words}
              </a>
            )}
            {reason === '' || kind === 'carried over' ? '' : `: ${reason}`}
          </li>
        )
      })}
    </ul>
  )

const shortWords = {
  deferred: 'Deferred',
  withdrawn: 'Withdrawn',
  'taken with': 'Together',
  urgent: 'Urgent',
  'carried over': 'Carried over',
} as const
