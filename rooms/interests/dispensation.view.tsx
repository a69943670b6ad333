import { CardList } from '../../design/card-list.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { allowedInWords } from './dispensation.rules.ts'
import type { Dispensation } from './grant-dispensation.ts'

/** Dispensations, those that end last first. */
export function DispensationList({
  dispensations,
  nameOf,
  today,
}: {
  dispensations: readonly Dispensation[]
  nameOf: (person: string) => string
  today: Day
}) {
  return (
    <CardList
      level={3}
      items={dispensations.map(given => ({
        id: given.id,
        title: `${nameOf(given.person_id)}: ${given.matter}`,
        text: `${allowedInWords[given.allows]}. ${given.reason}`,
        facts: [
          ...(given.until_day < today
            ? [
                <StatusTag key="over" colour="grey">
                  Over
                </StatusTag>,
              ]
            : []),
          `${formatDay(given.from_day)} to ${formatDay(given.until_day)}`,
          `given by ${given.granted_by} on ${formatDay(given.granted_on)}`,
        ],
      }))}
    />
  )
}
