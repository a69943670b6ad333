import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Gift } from './declare-gift.ts'
import { inPounds } from './gift.rules.ts'

const outcomeColour = {
  accepted: 'plain',
  'accepted for the organisation': 'plain',
  declined: 'grey',
} as const

/** Gifts and hospitality, latest first, with what goes against the thresholds. */
export function GiftList({
  gifts,
  nameOf,
  withdrawPath,
  level = 3,
}: {
  gifts: readonly Gift[]
  /** To whom; left out where all are the reader's own. */
  nameOf?: (person: string) => string
  /** Where an entry is withdrawn, for whoever may. */
  withdrawPath?: (gift: Gift) => string
  level?: 2 | 3
}) {
  if (gifts.length === 0) return <Empty>No gift or hospitality has been declared.</Empty>
  return (
    <CardList
      level={level}
      items={gifts.map(gift => ({
        id: gift.id,
        aside: <DayText day={gift.offered_on} form="short" />,
        title: opening(gift.description),
        text: (
          <>
            <p>
              {opening(gift.kind)}
              {gift.in_cash ? ' in cash or vouchers' : ''} worth about {inPounds(gift.pence)}, from{' '}
              {gift.giver}
              {gift.giver_is_supplier ? ', a supplier or one that would be' : ''}
              {nameOf === undefined ? '' : `, to ${nameOf(gift.person_id)}`}. {gift.reason}
              {gift.approved_by === '' ? '' : ` Approved by ${gift.approved_by}.`}
            </p>
            {gift.withdrawn_on === null ? (
              gift.standing.against.map(sentence => <p key={sentence}>{sentence}</p>)
            ) : (
              <p>
                Withdrawn on {formatDay(gift.withdrawn_on)}: {gift.withdrawn_because}
              </p>
            )}
            {withdrawPath === undefined || gift.withdrawn_on !== null ? null : (
              <p>
                <a href={withdrawPath(gift)}>
                  Withdraw this entry
                  <span className="nhsuk-u-visually-hidden">: {gift.description}</span>
                </a>
              </p>
            )}
          </>
        ),
        facts: [
          gift.withdrawn_on === null ? (
            <StatusTag key="outcome" colour={outcomeColour[gift.outcome]}>
              {opening(gift.outcome)}
            </StatusTag>
          ) : (
            <StatusTag key="outcome" colour="grey">
              Withdrawn
            </StatusTag>
          ),
          ...(gift.withdrawn_on === null && gift.standing.against.length > 0
            ? [
                <StatusTag key="against" colour="red">
                  Against the thresholds
                </StatusTag>,
              ]
            : []),
          `declared ${formatDay(gift.declared_on)}`,
        ],
      }))}
    />
  )
}
