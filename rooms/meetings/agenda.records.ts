import type { Insertable, Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { AgendaTables, MeetingTables, RoomTables, SittingTables } from './meetings.tables.ts'

const agenda = (db: Db) => tablesOf<AgendaTables>(db)

/** Holds the meeting until this act is done, so that two clerks cannot number two items alike. */
export const lockMeeting = (tx: Tx, id: string) =>
  tablesOf<MeetingTables>(tx)
    .selectFrom('meetings.meetings')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .execute()

export const insertItem = (tx: Tx, row: Insertable<AgendaTables['meetings.agenda_items']>) =>
  agenda(tx)
    .insertInto('meetings.agenda_items')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateItem = (
  tx: Tx,
  id: string,
  change: Updateable<AgendaTables['meetings.agenda_items']>,
) =>
  agenda(tx)
    .updateTable('meetings.agenda_items')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const deleteItem = (tx: Tx, id: string) =>
  agenda(tx).deleteFrom('meetings.agenda_items').where('id', '=', id).execute()

/** Writes the order and numbers of an agenda; positions are 1, 2, 3. */
export async function writeOrder(
  tx: Tx,
  ordered: readonly { readonly id: string; readonly number: string }[],
  before: readonly { readonly id: string; readonly number: string; readonly position: number }[],
) {
  const stored = new Map(before.map(item => [item.id, item]))
  for (const [at, { id, number }] of ordered.entries()) {
    const position = at + 1
    const was = stored.get(id)
    if (was?.position === position && was.number === number) continue
    await updateItem(tx, id, { position, number })
  }
}

/** The papers of these items, withdrawn ones among them. */
export const listPaperIdsOf = async (db: Db, itemIds: readonly string[]): Promise<string[]> =>
  itemIds.length === 0
    ? []
    : (
        await agenda(db)
          .selectFrom('meetings.papers')
          .select('id')
          .where('item_id', 'in', itemIds)
          .execute()
      ).map(({ id }) => id)

/** What of this room already rests on an item, in a clerk's words; empty when nothing does. */
export async function whatRestsOnItem(db: Db, id: string): Promise<string[]> {
  const papers = await agenda(db)
    .selectFrom('meetings.papers')
    .select('id')
    .where('item_id', '=', id)
    .limit(1)
    .execute()
  const sitting = tablesOf<SittingTables>(db)
  const declarations = await sitting
    .selectFrom('meetings.declarations')
    .select('id')
    .where('item_id', '=', id)
    .limit(1)
    .execute()
  const decisions = await sitting
    .selectFrom('meetings.decisions')
    .select('id')
    .where('item_id', '=', id)
    .limit(1)
    .execute()
  const exclusions = await sitting
    .selectFrom('meetings.exclusions')
    .select('id')
    .where(where => where(where.val(id), '=', where.fn.any('item_ids')))
    .limit(1)
    .execute()
  const proceedings = await tablesOf<RoomTables>(db)
    .selectFrom('meetings.proceedings')
    .select('id')
    .where('item_id', '=', id)
    .limit(1)
    .execute()
  return [
    ...(papers.length > 0 ? ['papers'] : []),
    ...(declarations.length > 0 ? ['declarations of interest'] : []),
    ...(decisions.length > 0 ? ['decisions'] : []),
    ...(exclusions.length > 0 ? ['a resolution to exclude the public'] : []),
    ...(proceedings.length > 0 ? ['what happened in the room'] : []),
  ]
}

export const insertPaper = (tx: Tx, row: Insertable<AgendaTables['meetings.papers']>) =>
  agenda(tx).insertInto('meetings.papers').values(row).execute()

export const updatePaper = (
  tx: Tx,
  id: string,
  change: Updateable<AgendaTables['meetings.papers']>,
) => agenda(tx).updateTable('meetings.papers').set(change).where('id', '=', id).execute()

/** Reads a paper's version and holds the paper until this act is done. */
export const lockPaper = (tx: Tx, id: string) =>
  agenda(tx).selectFrom('meetings.papers').select('id').where('id', '=', id).forUpdate().execute()

const nextPosition = (last: { position: number | null } | undefined) => (last?.position ?? 0) + 1

/** The place after the last paper of an item. */
export const nextPaperPosition = async (db: Db, itemId: string): Promise<number> =>
  nextPosition(
    await agenda(db)
      .selectFrom('meetings.papers')
      .select(select => select.fn.max('position').as('position'))
      .where('item_id', '=', itemId)
      .executeTakeFirst(),
  )

/** The place after the last file of a paper. */
export const nextFilePosition = async (db: Db, paperId: string): Promise<number> =>
  nextPosition(
    await agenda(db)
      .selectFrom('meetings.paper_files')
      .select(select => select.fn.max('position').as('position'))
      .where('paper_id', '=', paperId)
      .executeTakeFirst(),
  )

export const insertFile = (tx: Tx, row: Insertable<AgendaTables['meetings.paper_files']>) =>
  agenda(tx).insertInto('meetings.paper_files').values(row).execute()

export const updateFile = (
  tx: Tx,
  id: string,
  change: Updateable<AgendaTables['meetings.paper_files']>,
) => agenda(tx).updateTable('meetings.paper_files').set(change).where('id', '=', id).execute()
