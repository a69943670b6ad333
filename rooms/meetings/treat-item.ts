import { randomUUID } from 'node:crypto'
import { readCalendar } from '../../platform/calendar/read-calendar.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { formatDay } from '../../platform/day.rules.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { type Body, readBody } from '../bodies/read-body.ts'
import { listTerms } from '../bodies/read-terms.ts'
import { insertItem, insertPaper, lockMeeting, writeOrder } from './agenda.records.ts'
import { type Numbered, nextItemNumber, renumbered } from './agenda.rules.ts'
import { noticeDueDay } from './deadline.rules.ts'
import { noticeRuleOf } from './meeting-deadlines.rules.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { listItems, listPapers, mustSeeItem, type PlacedItem, readItem } from './read-agenda.ts'
import { decisionsAt } from './read-attendance.ts'
import { deadlineFacts } from './read-deadlines.ts'
import { statesPublished } from './read-drafts.ts'
import { listNotices, type Meeting } from './read-meeting.ts'
import { findAgendaIssued, listTreatments } from './read-treatments.ts'
import { copyFiles, insertTreatment } from './treatment.records.ts'
import { type LateBusinessFacts, reasonsNotToTreat, type Treatment } from './treatment.rules.ts'

export type ItemToTreat = PlacedItem & {
  /** What stands of it already. */
  readonly standing: readonly Treatment[]
  /** Why nothing of the kind may be recorded of it. */
  readonly against: readonly Refusal[]
}

/** An item with its meeting held, and what speaks against treating it otherwise. @throws NotFound */
export async function readItemToTreat(
  tx: Tx,
  itemId: string,
  { may }: Pick<Acting, 'may'>,
): Promise<ItemToTreat> {
  const { meeting } = await readItem(tx, itemId)
  await lockMeeting(tx, meeting.id)
  const placed = await readItem(tx, itemId)
  mustSeeItem(may, placed)
  const standing = (await listTreatments(tx, meeting.id)).get(itemId) ?? []
  const decisions = (await decisionsAt(tx, meeting.id)).filter(row => row.item_id === itemId)
  return {
    ...placed,
    standing,
    against: [
      ...reasonsNotToChangeTheRecord(await statesPublished(tx, meeting.id)),
      ...reasonsNotToTreat(placed.item, { standing, decisions: decisions.length }),
    ],
  }
}

/** By what an item is found to have come too late for the agenda. Four queries. */
export async function readLateBusiness(
  db: Db,
  { item, meeting }: PlacedItem,
  body?: Pick<Body, 'id' | 'regime'>,
): Promise<LateBusinessFacts> {
  const of = body ?? (await readBody(db, meeting.body_id))
  const notices = await listNotices(db, meeting.id)
  const facts = deadlineFacts(of, meeting, await listTerms(db, of.id), await readCalendar(db))
  const notice = noticeDueDay(
    facts.calendar,
    noticeRuleOf(facts),
    meeting.day,
    facts.convened <= meeting.day ? facts.convened : undefined,
  )
  return {
    regime: of.regime,
    // What was put into the record after the meeting says nothing of its agenda.
    addedOn: item.added_on !== null && item.added_on <= meeting.day ? item.added_on : null,
    noticeLatest: notice.latest,
    summonedOn: notices.findLast(({ kind }) => kind === 'summons')?.given_on ?? null,
  }
}

export type Carrying = {
  readonly reason: string
  readonly by?: string | undefined
  /** Whether copies of its papers go with it. */
  readonly papers: boolean
}

/**
 * Carries an item to another meeting within an act of its own: a new item there, before any
 * other business, with copies of the papers where wanted, and a line that ties the two.
 * The caller holds both meetings.
 */
export async function carryItem(
  tx: Tx,
  { item, meeting }: PlacedItem,
  to: Meeting,
  { reason, by, papers }: Carrying,
  acting: Acting,
) {
  const others = await listItems(tx, to.id, { private: true })
  const issued = await findAgendaIssued(tx, to.id)
  const closing = others.findIndex(({ kind }) => kind === 'other business')
  const at = issued || closing === -1 ? others.length : closing
  const added = {
    id: randomUUID(),
    number: nextItemNumber(others.map(({ number }) => number)),
    position: at + 1,
  }
  const listedThere: Numbered[] = others.map(({ id, number }) => ({ id, number }))
  const order = listedThere.toSpliced(at, 0, added)
  // An agenda that is out keeps its numbers.
  const numbered = issued ? order : renumbered(order)
  const number = numbered[at]?.number ?? added.number
  await writeOrder(tx, numbered, [...others, { ...added, number }])
  const carried = await insertItem(tx, {
    ...added,
    number,
    meeting_id: to.id,
    section: item.section,
    title: item.title,
    kind: item.kind,
    lead_person_id: item.lead_person_id,
    lead: item.lead,
    purposes: item.purposes,
    starts_at: null,
    planned_minutes: item.planned_minutes,
    summary: item.summary,
    audience: item.audience,
    private_reason: item.private_reason,
    added_on: acting.today,
  })
  const treatment = await insertTreatment(
    tx,
    { item: item.id, kind: 'deferred', reason, by, to: carried.id },
    acting,
  )
  const taken = papers ? await listPapers(tx, [item.id]) : []
  for (const paper of taken) {
    const id = randomUUID()
    const papersAreOut = (issued?.papersOn ?? null) !== null
    await insertPaper(tx, {
      id,
      item_id: carried.id,
      position: paper.position,
      title: paper.title,
      kind: paper.kind === 'to follow' ? paper.kind : papersAreOut ? 'supplementary' : 'paper',
      submitted_on: paper.submitted_on,
      permission: papersAreOut
        ? `Carried over from the meeting of ${formatDay(meeting.day)}: ${reason.trim()}`
        : '',
      permitted_on: papersAreOut ? acting.today : null,
      cover: JSON.stringify(paper.cover),
      withdrawn_on: null,
      version: 1,
      carried_from: paper.id,
    })
    await copyFiles(tx, paper.id, id)
  }
  return { item: carried, treatment, papers: taken.length }
}
