import { type Refusal, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import type { DraftMinutes } from './draft-minutes.ts'
import { reasonsNotToSave } from './meeting.rules.ts'
import { reasonsNotToNumberMinute } from './minute-number.rules.ts'
import { holdMinutesOf, insertDraft } from './minutes.records.ts'
import { type DraftEntry, entriesThatDiffer } from './minutes.rules.ts'
import { reasonsNotToDraft } from './minutes-state.rules.ts'
import { latestDraft, minuteNumbersOf } from './read-drafts.ts'
import { readMeeting } from './read-meeting.ts'
import { listItemsToMinute, readMinutesFacts } from './read-minutes.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { insertable } from './saved-draft.ts'

export type SavedEntry = {
  readonly item: string
  readonly text: string
  /** Left out, the number stays as it is. */
  readonly minuteNumber?: string | undefined
}

export type SaveInput = {
  readonly meeting: string
  /** The version on which the text was written. */
  readonly basedOn: number
  /** What changed; entries left out stay as they are. */
  readonly entries: readonly SavedEntry[]
}

/** The form fields of an entry. */
export const textField = (item: string) => `text-${item}`
export const numberField = (item: string) => `number-${item}`

/**
 * Saves the text of the minutes as the next version; every version is kept.
 *
 * Refuses text written on a version that somebody has saved over meanwhile, an item
 * of another meeting, a minute number that is used or not of the body's form
 * (R-MEET-6), minutes not yet drafted, and any change once a meeting approved them.
 */
export const saveMinutes = verb<SaveInput, DraftMinutes>({
  name: 'meetings.save-minutes',
  permission: 'keep minutes',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, input, acting) => {
    const meeting = await readMeeting(tx, input.meeting)
    await holdMinutesOf(tx, meeting.body_id)
    const draft = await latestDraft(tx, meeting.id)
    if (!draft)
      return refused({
        code: 'not-drafted',
        message: 'There is no draft of these minutes yet: make it from the record first.',
      })
    const items = await listItemsToMinute(tx, meeting)
    const refusals: Refusal[] = [
      ...reasonsNotToDraft(await readMinutesFacts(tx, meeting), acting.today),
      ...reasonsNotToSave(draft.version, input.basedOn, 'these minutes'),
    ]
    if (input.entries.some(({ item }) => !items.some(({ id }) => id === item)))
      refusals.push({
        code: 'item-of-another-meeting',
        message: 'One of the entries is for an item that is not on this agenda.',
      })
    const typed = new Map(input.entries.map(entry => [entry.item, entry]))
    const before = new Map(draft.entries.map(entry => [entry.item, entry]))
    const entries = items.map(
      ({ id }): DraftEntry => ({
        item: id,
        minuteNumber: typed.get(id)?.minuteNumber?.trim() ?? before.get(id)?.minuteNumber ?? '',
        text: tidyText(typed.get(id)?.text ?? before.get(id)?.text ?? ''),
      }),
    )
    refusals.push(...(await numberRefusals(entries)))
    if (refusals.length > 0) return refused(...refusals)

    const version = draft.version + 1
    await insertDraft(tx, insertable(meeting.id, version, entries, acting))
    const changed = new Set(entriesThatDiffer(draft.entries, entries))
    return recorded({
      value: { meeting: meeting.id, version, entries },
      subject: { kind: 'minutes', id: meeting.id },
      before: {
        version: draft.version,
        entries: draft.entries.filter(({ item }) => changed.has(item)),
      },
      after: { version, entries: entries.filter(({ item }) => changed.has(item)) },
    })

    async function numberRefusals(saved: readonly DraftEntry[]): Promise<Refusal[]> {
      const { termsInForce } = await readQuorumByItem(tx, meeting.id)
      const numbering = termsInForce?.terms.minuteNumbers
      const numbered = saved.filter(({ minuteNumber }) => minuteNumber !== '')
      if (!numbering)
        return numbered.slice(0, 1).map(({ item }) => ({
          code: 'no-minute-numbers',
          field: numberField(item),
          message: 'This body’s terms of reference number no minutes: leave the number empty.',
        }))
      const used = await minuteNumbersOf(tx, meeting.body_id, meeting.id)
      return numbered.flatMap(({ item, minuteNumber }, at) =>
        reasonsNotToNumberMinute(
          minuteNumber,
          [...used, ...numbered.slice(0, at).map(entry => entry.minuteNumber)],
          numbering,
        ).map(refusal => ({ ...refusal, field: numberField(item) })),
      )
    }
  },
})

/** Line ends as browsers send them are made one kind, and blank edges cut off. */
const tidyText = (text: string) => text.replace(/\r\n?/g, '\n').trim()
