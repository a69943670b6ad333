import type { Insertable } from 'kysely'
import { type Db, type Tx, tablesOf } from '../../platform/database/database.ts'
import type { InvitationTables } from './invitations.tables.ts'

export const invitations = (db: Db) => tablesOf<InvitationTables>(db)

export const insertRound = (tx: Tx, row: InvitationTables['meetings.invitation_rounds']) =>
  invitations(tx).insertInto('meetings.invitation_rounds').values(row).execute()

export const insertInvitations = (
  tx: Tx,
  rows: readonly InvitationTables['meetings.invitations'][],
) =>
  invitations(tx)
    .insertInto('meetings.invitations')
    .values([...rows])
    .execute()

export const insertLink = (tx: Tx, row: InvitationTables['meetings.invitation_links']) =>
  invitations(tx).insertInto('meetings.invitation_links').values(row).execute()

export const insertReply = (tx: Tx, row: Insertable<InvitationTables['meetings.replies']>) =>
  invitations(tx).insertInto('meetings.replies').values(row).execute()

export const insertForecast = (
  tx: Tx,
  row: Insertable<InvitationTables['meetings.quorum_forecasts']>,
) => invitations(tx).insertInto('meetings.quorum_forecasts').values(row).execute()
