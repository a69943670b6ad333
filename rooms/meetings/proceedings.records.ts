import { type Insertable, sql } from 'kysely'
import { type Tx, tablesOf } from '../../platform/database/database.ts'
import type { RoomBoard } from './board.rules.ts'
import type { RoomTables, SittingTables } from './meetings.tables.ts'

const room = (tx: Tx) => tablesOf<RoomTables & SittingTables>(tx)

/** Holds the room of a meeting until the transaction ends: one act at a time. Its version before the act. */
export async function holdRoom(tx: Tx, meetingId: string): Promise<number> {
  // A room that is there is not touched: an act told again writes no line that could tell of it.
  await room(tx)
    .insertInto('meetings.rooms')
    .values({ meeting_id: meetingId, version: 0 })
    .onConflict(conflict => conflict.column('meeting_id').doNothing())
    .execute()
  return (await holdRoomIfAny(tx, meetingId)) ?? 0
}

/** The version of a room, held; undefined where the meeting has no life in the room. */
export const holdRoomIfAny = async (tx: Tx, meetingId: string): Promise<number | undefined> =>
  (
    await room(tx)
      .selectFrom('meetings.rooms')
      .select('version')
      .where('meeting_id', '=', meetingId)
      .forUpdate()
      .executeTakeFirst()
  )?.version

/** Stores a fact; false where its id is taken by another meeting's. */
export const insertFact = async (
  tx: Tx,
  row: Insertable<RoomTables['meetings.proceedings']>,
): Promise<boolean> =>
  (
    await room(tx)
      .insertInto('meetings.proceedings')
      .values(row)
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .execute()
  ).length === 1

/** Raises the version of the room by one, writes its board, and tells the screens that follow. */
export async function raiseRoom(
  tx: Tx,
  meetingId: string,
  board: RoomBoard | null,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    with raised as (
      update meetings.rooms set version = version + 1
        where meeting_id = ${meetingId} returning meeting_id, version
    ), shown as (
      insert into meetings.room_boards (meeting_id, version, content)
        select meeting_id, version, ${board === null ? null : JSON.stringify(board)}::jsonb
          from raised where ${board !== null}::boolean
        on conflict (meeting_id) do update
          set version = excluded.version, content = excluded.content
    ), hidden as (
      delete from meetings.room_boards where meeting_id = ${meetingId} and ${board === null}::boolean
    )
    select version, pg_notify('room', meeting_id::text || ' ' || version) from raised`.execute(tx)
  return rows[0]?.version ?? 0
}

export type DecisionInsert = Insertable<SittingTables['meetings.decisions']>

/** Puts the decisions that votes in the room made in place of those stored. */
export async function replaceVoteDecisions(
  tx: Tx,
  meetingId: string,
  decisions: readonly DecisionInsert[],
): Promise<void> {
  await room(tx)
    .deleteFrom('meetings.decisions')
    .where('meeting_id', '=', meetingId)
    .where('vote_id', 'is not', null)
    .execute()
  if (decisions.length > 0)
    await room(tx)
      .insertInto('meetings.decisions')
      .values([...decisions])
      .execute()
}
