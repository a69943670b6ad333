import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { NamedFile } from '../../platform/files/named-file.ts'
import type { AgendaTables, MeetingTables } from './meetings.tables.ts'
import type { OutsideTables } from './outside.tables.ts'

/** Every file of a paper, with those since removed, and of a decision outside a meeting. Two queries. */
export async function listFilesOfMeetings(db: Db): Promise<NamedFile[]> {
  const tables = tablesOf<AgendaTables & MeetingTables & OutsideTables>(db)
  const papers = await tables
    .selectFrom('meetings.paper_files as file')
    .innerJoin('meetings.papers as paper', 'paper.id', 'file.paper_id')
    .innerJoin('meetings.agenda_items as item', 'item.id', 'paper.item_id')
    .select(['file.hash', 'file.name', 'item.meeting_id as meeting'])
    .orderBy('file.id')
    .execute()
  const outside = await tables
    .selectFrom('meetings.outside_files as file')
    .leftJoin('meetings.correspondences as asked', 'asked.id', 'file.decision_id')
    .leftJoin('meetings.officer_decisions as decided', 'decided.id', 'file.decision_id')
    .select(({ fn }) => [
      'file.hash',
      'file.name',
      fn.coalesce('asked.body_id', 'decided.body_id').as('body'),
      fn.coalesce('asked.opened_on', 'decided.decided_on').as('day'),
    ])
    .orderBy('file.id')
    .execute()
  return [
    ...papers.map(({ hash, name, meeting }) => ({ hash, name, of: { meeting } })),
    ...outside.flatMap(({ hash, name, body, day }) =>
      body === null ? [] : [{ hash, name, of: { body, day } }],
    ),
  ]
}
