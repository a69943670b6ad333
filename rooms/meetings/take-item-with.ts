import { refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { listItems, readItem } from './read-agenda.ts'
import { listTreatments } from './read-treatments.ts'
import { readItemToTreat } from './treat-item.ts'
import { insertTreatment } from './treatment.records.ts'
import { reasonsToGiveReason } from './treatment.rules.ts'

/**
 * Takes an item together with another of the same agenda. Refuses an item that is not there,
 * the item itself, one not taken in its own turn, and what deferring one refuses.
 */
export const takeItemWith = verb<
  { readonly item: string; readonly with: string; readonly reason: string },
  null
>({
  name: 'meetings.take-item-with',
  permission: 'set the agenda',
  scope: async (tx, input) => (await readItem(tx, input.item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { item, meeting, against } = await readItemToTreat(tx, input.item, acting)
    const items = await listItems(tx, meeting.id, { private: true })
    const other = items.find(({ id }) => id === input.with)
    const treatments = await listTreatments(tx, meeting.id)
    const leads = [...treatments.values()].flat().some(({ kind, other: together }) => {
      return kind === 'taken with' && together?.id === item.id
    })
    const refuse = (code: string, message: string) => [{ code, field: 'with', message }]
    const refusals = [
      ...(!other || other.id === item.id
        ? refuse('other-item-missing', 'Choose the other item with which it is taken.')
        : (treatments.get(other.id) ?? []).some(
              ({ kind }) => kind !== 'urgent' && kind !== 'carried over',
            )
          ? refuse(
              'other-item-not-taken',
              `Item ${other.number} is not taken in its own turn: choose another.`,
            )
          : leads
            ? refuse(
                'others-taken-with-it',
                `Another item is taken with item ${item.number}: put that one back first.`,
              )
            : []),
      ...reasonsToGiveReason(input.reason, 'the two are taken together'),
      ...against,
    ]
    if (refusals.length > 0) return refused(...refusals)
    const after = await insertTreatment(
      tx,
      { item: item.id, kind: 'taken with', reason: input.reason, with: input.with },
      acting,
    )
    return recorded({ value: null, subject: { kind: 'agenda-item', id: item.id }, after })
  },
})
