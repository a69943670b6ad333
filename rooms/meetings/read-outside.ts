import { type Selectable, sql } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import { type OnePage, onePage, type PageWanted } from '../../platform/database/one-page.ts'
import { formatDay } from '../../platform/day.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Delegation, readDelegation } from '../bodies/read-delegations.ts'
import { repliesInWords } from './correspondence.rules.ts'
import { decisionVerbs } from './formal-business.rules.ts'
import { listOutsideFiles } from './list-outside.ts'
import type { OutsideTables } from './outside.tables.ts'
import type { OutsideContent, OutsideFile } from './outside-content.ts'
import {
  type Correspondence,
  findCorrespondence,
  readCorrespondence,
} from './read-correspondence.ts'

const outside = (db: Db) => tablesOf<OutsideTables>(db)

export type OfficerDecision = Selectable<OutsideTables['meetings.officer_decisions']>

/** A decision taken outside a meeting, with its origin. */
export type Outside =
  | { readonly origin: 'correspondence'; readonly row: Correspondence }
  | { readonly origin: 'officer'; readonly row: OfficerDecision; readonly delegation: Delegation }

/** @throws NotFound */
export async function readOutside(db: Db, id: string): Promise<Outside> {
  const officer = await outside(db)
    .selectFrom('meetings.officer_decisions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (officer)
    return {
      origin: 'officer',
      row: officer,
      delegation: await readDelegation(db, officer.delegation_id),
    }
  return { origin: 'correspondence', row: await findCorrespondence(db, id) }
}

/** The officer's decision with this id. @throws NotFound */
export async function readOfficerDecision(
  db: Db,
  id: string,
): Promise<Extract<Outside, { origin: 'officer' }>> {
  const found = await readOutside(db, id)
  if (found.origin !== 'officer') throw new NotFound('There is no such decision of an officer.')
  return found
}

/** Officers' decisions under delegations of these bodies, the latest first: one page, and how many there are. */
export const listOfficerDecisions = (
  db: Db,
  bodies: readonly string[],
  page: PageWanted,
): Promise<OnePage<OfficerDecision>> =>
  onePage(
    outside(db)
      .selectFrom('meetings.officer_decisions')
      .selectAll()
      .where(sql<boolean>`body_id = any(${bodies}::uuid[])`)
      .orderBy('decided_on', 'desc')
      .orderBy('recorded_at', 'desc')
      .orderBy('id'),
    page,
  )

const amountOf = (text: string | null) => (text === null ? null : Number(text))

/**
 * What publication would freeze of it. Of a confidential decision it holds the office, the day
 * and the reason, and neither text, reasons, options, sum nor papers (SI 2014/2095, regulation 9).
 */
export async function contentOfOutside(db: Db, found: Outside): Promise<OutsideContent> {
  const files: OutsideFile[] = (await listOutsideFiles(db, found.row.id)).map(file => ({
    name: file.name,
    description: file.description,
    hash: file.hash,
    mediaType: file.media_type,
    size: file.size,
    pages: file.pages,
  }))
  if (found.origin === 'officer') {
    const { row, delegation } = found
    const hidden = row.confidential_because !== ''
    const shown = (text: string) => (hidden ? '' : text)
    return {
      id: row.id,
      verb: 'approve',
      minuted: 'decided',
      text: hidden ? 'What was decided is confidential.' : row.text,
      forBody: '',
      method: 'consensus',
      votes: null,
      castingVote: null,
      outcome: 'carried',
      warnings: [],
      by: delegation.office,
      files: hidden ? [] : files,
      officer: {
        office: delegation.office,
        delegation: {
          scope: delegation.scope,
          limits: delegation.limits,
          most: amountOf(delegation.most),
          from: delegation.from_day,
          source: delegation.source,
        },
        amount: hidden ? null : amountOf(row.amount),
        reasons: shown(row.reasons),
        options: shown(row.options),
        interests: row.interests,
        dispensation: row.dispensation,
        confidentialBecause: row.confidential_because,
      },
    }
  }
  const { correspondence, members } = await readCorrespondence(db, found.row.id)
  const { result } = correspondence
  if (!result) throw new Error('Only a decision that was taken is published.')
  return {
    id: correspondence.id,
    verb: correspondence.verb,
    minuted: decisionVerbs[correspondence.verb].minuted,
    text: correspondence.text,
    forBody: correspondence.for_body,
    method: 'vote',
    votes: result.votes,
    castingVote: null,
    outcome: result.outcome,
    warnings: result.warnings,
    by: correspondence.manner === 'e-mail' ? 'By e-mail' : 'By telephone',
    files,
    correspondence: {
      manner: correspondence.manner,
      urgentBecause: correspondence.urgent_because,
      agreedBy: correspondence.agreed_by,
      agreedOn: correspondence.agreed_on,
      openedOn: correspondence.opened_on,
      asked: result.asked,
      objected: result.objected,
      declared: members
        .filter(({ interest }) => interest !== '')
        .map(({ name, interest }) => ({ who: name, interest })),
      quorum: result.quorum,
      terms: result.terms,
    },
  }
}

/** What the draft minutes say of an item under which a decision was reported, by item. */
export async function reportSentences(
  db: Db,
  items: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (items.length === 0) return new Map()
  const rows = await outside(db)
    .selectFrom('meetings.decision_reports')
    .select(['decision_id', 'item_id'])
    .where('item_id', 'in', [...items])
    .execute()
  const sentences = new Map<string, string>()
  for (const { decision_id, item_id } of rows)
    sentences.set(item_id, reportInWords(await readOutside(db, decision_id)))
  return sentences
}

/** 'It was reported that the following was approved by e-mail on 3 March 2025: …' */
export function reportInWords(found: Outside): string {
  if (found.origin === 'officer') {
    const { row, delegation } = found
    return `It was reported that on ${formatDay(row.decided_on)} the ${delegation.office} decided, under delegation (${delegation.source}): ${row.text}`
  }
  const { row } = found
  const { minuted } = decisionVerbs[row.verb]
  const lost = row.result?.outcome === 'lost' ? 'not ' : ''
  const how = row.manner === 'e-mail' ? 'by e-mail' : 'by telephone'
  const counted = row.result ? ` ${repliesInWords(row.result.votes)}` : ''
  return `It was reported that the following was ${lost}${minuted} ${how} on ${row.closed_on ? formatDay(row.closed_on) : ''}: ${row.text.replace(/[^.!?]$/, last => `${last}.`)}${counted}`
}
