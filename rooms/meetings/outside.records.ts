import type { Insertable, Updateable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { OutsideTables } from './outside.tables.ts'

const outside = (db: Db) => tablesOf<OutsideTables>(db)

export const insertCorrespondence = async (
  tx: Tx,
  row: Insertable<OutsideTables['meetings.correspondences']>,
  members: readonly Insertable<OutsideTables['meetings.correspondence_members']>[],
) => {
  await outside(tx).insertInto('meetings.correspondences').values(row).execute()
  await outside(tx)
    .insertInto('meetings.correspondence_members')
    .values([...members])
    .execute()
}

/** Holds it until this act is done, so that a reply and the closing come one after the other. */
export const lockCorrespondence = (tx: Tx, id: string) =>
  outside(tx)
    .selectFrom('meetings.correspondences')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .execute()

export const updateCorrespondence = (
  tx: Tx,
  id: string,
  change: Updateable<OutsideTables['meetings.correspondences']>,
) => outside(tx).updateTable('meetings.correspondences').set(change).where('id', '=', id).execute()

export const updateMember = (
  tx: Tx,
  correspondence: string,
  person: string,
  change: Updateable<OutsideTables['meetings.correspondence_members']>,
) =>
  outside(tx)
    .updateTable('meetings.correspondence_members')
    .set(change)
    .where('correspondence_id', '=', correspondence)
    .where('person_id', '=', person)
    .execute()

export const insertReply = (
  tx: Tx,
  row: Insertable<OutsideTables['meetings.correspondence_replies']>,
) => outside(tx).insertInto('meetings.correspondence_replies').values(row).execute()

export const insertOfficerDecision = (
  tx: Tx,
  row: Insertable<OutsideTables['meetings.officer_decisions']>,
) => outside(tx).insertInto('meetings.officer_decisions').values(row).execute()

export const updateOfficerDecision = (
  tx: Tx,
  id: string,
  change: Updateable<OutsideTables['meetings.officer_decisions']>,
) =>
  outside(tx).updateTable('meetings.officer_decisions').set(change).where('id', '=', id).execute()

export const insertOutsideFile = (
  tx: Tx,
  row: Insertable<OutsideTables['meetings.outside_files']>,
) => outside(tx).insertInto('meetings.outside_files').values(row).execute()

export const insertReport = (tx: Tx, row: Insertable<OutsideTables['meetings.decision_reports']>) =>
  outside(tx).insertInto('meetings.decision_reports').values(row).execute()

export const insertPublishedOutside = (
  tx: Tx,
  row: Insertable<OutsideTables['meetings.published_outside']>,
) => outside(tx).insertInto('meetings.published_outside').values(row).execute()

/** Holds an officer's decision until this act is done. */
export const lockOfficerDecision = (tx: Tx, id: string) =>
  outside(tx)
    .selectFrom('meetings.officer_decisions')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .execute()

/** A report goes with its item to the meeting that takes the place of the one it was to be made to. */
export const moveReport = (
  tx: Tx,
  from: string,
  to: { readonly item: string; readonly meeting: string },
) =>
  outside(tx)
    .updateTable('meetings.decision_reports')
    .set({ item_id: to.item, meeting_id: to.meeting })
    .where('item_id', '=', from)
    .execute()
