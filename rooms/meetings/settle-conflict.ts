import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { NotPermitted, type Outcome, refused } from '../../platform/outcome.ts'
import { type Acting, type Recorded, recorded, verb } from '../../platform/record/verb.ts'
import { listHeldInterests } from '../interests/list-held-interests.ts'
import { readPerson } from '../people/read-person.ts'
import { conflictKey, reasonsNotToSettle, withholds } from './conflict.rules.ts'
import type { Handling } from './declaration.rules.ts'
import { mustSeeItem, readItem } from './read-agenda.ts'
import { type ConflictRow, insertConflict, standingConflicts } from './read-conflicts.ts'
import type { Meeting } from './read-meeting.ts'

type About = {
  readonly item: string
  readonly person: string
  /** The declaration in which it lies; or the organisation for which they sit; or words, by hand. */
  readonly interest?: string | undefined
  readonly organisation?: string | undefined
  readonly words?: string | undefined
}

/** What stood when the form was read, so that nobody's decision is replaced unseen; null for nothing. */
type Made = { readonly replaces?: string | null | undefined }

export type Handled = About &
  Made & {
    readonly handling: Handling
    /** Also withhold the papers, where they leave or stay away. */
    readonly withholdPapers?: boolean | undefined
    /** Who decided it, where somebody else notes it. */
    readonly decidedBy?: string | undefined
    readonly word?: string | undefined
  }

export type Dismissed = About &
  Made & {
    readonly word: string
    readonly decidedBy?: string | undefined
  }

type Settling = Omit<ConflictRow, 'id' | 'place' | 'meeting_id' | 'recorded_at' | 'recorded_by'>

/**
 * Says before a meeting how a conflict is to be handled at an item (R-COI-8). The chair decides;
 * whoever else sets the agenda proposes, or notes what the chair, or for the chair's own interest
 * the deputy, decided. What stood before stays in the record.
 *
 * Refuses a handling of one's own interest, an interest of another person, a proposal over what was
 * decided, what was made on a line that stands no longer, and a meeting held already.
 *
 * @throws NotPermitted for a sensitive interest that nobody proposed yet, to whoever may not see it
 */
export const handleConflict = verb<Handled, string>({
  name: 'meetings.handle-conflict',
  permission: 'set the agenda',
  scope: async (tx, { item }) => (await readItem(tx, item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { meeting } = await readItem(tx, input.item)
    const decidedBy = await whoDecided(tx, acting, meeting, input.decidedBy)
    return settle(tx, acting, input, {
      kind: decidedBy === null ? 'proposed' : 'decided',
      handling: input.handling,
      withhold_papers: withholds(input.handling, input.withholdPapers ?? false),
      word: input.word?.trim() ?? '',
      decided_by: decidedBy,
    })
  },
})

/**
 * Says that something suggested, or entered by hand, is no conflict at an item, with a word why.
 * Refuses without the word, to whoever has the interest, and as {@link handleConflict} does.
 */
export const dismissConflict = verb<Dismissed, string>({
  name: 'meetings.dismiss-conflict',
  permission: 'set the agenda',
  scope: async (tx, { item }) => (await readItem(tx, item)).meeting.body_id,
  act: async (tx, input, acting) => {
    const { meeting } = await readItem(tx, input.item)
    return settle(tx, acting, input, {
      kind: 'dismissed',
      handling: null,
      withhold_papers: false,
      word: input.word.trim(),
      decided_by: await whoDecided(tx, acting, meeting, input.decidedBy),
    })
  },
})

/** The chair, where they act themselves; else whom the clerk names, or nobody yet. @throws NotFound */
async function whoDecided(tx: Tx, acting: Acting, meeting: Meeting, named: string | undefined) {
  const decides = acting.may('approve minutes as chair', meeting.body_id)
  const decidedBy = named ?? (decides ? acting.person : null)
  if (decidedBy !== null) await readPerson(tx, decidedBy)
  return decidedBy
}

async function settle(
  tx: Tx,
  acting: Acting,
  about: About & Made,
  settling: Pick<Settling, 'kind' | 'handling' | 'withhold_papers' | 'word' | 'decided_by'>,
): Promise<Outcome<Recorded<string>>> {
  const placed = await readItem(tx, about.item)
  mustSeeItem(acting.may, placed)
  const { meeting } = placed
  await readPerson(tx, about.person)
  const words = about.words?.trim() ?? ''
  const before = (await standingConflicts(tx, meeting.id)).find(
    row =>
      keyOf(row) ===
      conflictKey({
        item: about.item,
        person: about.person,
        interest: about.interest ?? null,
        organisation: about.organisation ?? null,
      }),
  )
  const refusals = [
    ...reasonsNotToSettle({
      person: about.person,
      handling: settling.handling,
      decidedBy: settling.decided_by,
      word: settling.word,
      acting: acting.person,
      held: meeting.day < acting.today,
      decidedBefore: before !== undefined && before.decided_by !== null,
      stale: about.replaces !== undefined && about.replaces !== (before?.id ?? null),
    }),
    ...(await reasonsAgainstInterest(tx, acting, meeting, about, before)),
  ]
  if (about.interest === undefined && about.organisation === undefined && words === '')
    refusals.push({
      code: 'interest-missing',
      field: 'words',
      message: 'Say what the interest is.',
    })
  if (refusals.length > 0) return refused(...refusals)
  const row = {
    id: randomUUID(),
    meeting_id: meeting.id,
    item_id: about.item,
    person_id: about.person,
    interest_id: about.interest ?? null,
    organisation_id: about.organisation ?? null,
    words,
    ...settling,
    recorded_by: acting.person,
    recorded_at: acting.now,
  }
  await insertConflict(tx, row)
  return recorded({
    value: row.id,
    subject: { kind: 'meeting', id: meeting.id },
    ...(before ? { before } : {}),
    after: row,
  })
}

const keyOf = (row: ConflictRow) =>
  conflictKey({
    item: row.item_id,
    person: row.person_id,
    interest: row.interest_id,
    organisation: row.organisation_id,
  })

async function reasonsAgainstInterest(
  tx: Tx,
  acting: Acting,
  meeting: Meeting,
  { interest, person }: About,
  before: ConflictRow | undefined,
) {
  if (interest === undefined) return []
  const held = (await listHeldInterests(tx, meeting.body_id, meeting.day)).find(
    ({ id }) => id === interest,
  )
  if (held === undefined && before) return []
  if (held?.person !== person)
    return [
      {
        code: 'interest-of-another',
        field: 'answer',
        message: 'That person has not declared this interest.',
      },
    ]
  // Whoever may not see it may decide what was proposed, and learns nothing else of it.
  if (held.sensitive && !before && !acting.may('keep interests', meeting.body_id))
    throw new NotPermitted('Whoever keeps the register of interests proposes how this is handled.')
  return []
}
