import { placed } from '../../design/given.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { type Treatment, wordsOfTreatment } from './treatment.rules.ts'

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
