import type { JSONColumnType } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { AgendaLine } from './agenda-changes.rules.ts'
import type { PackChange } from './pack-changes.rules.ts'
import type { PackContent, PackExtent } from './pack-content.ts'

export type PublishingTables = {
  'publishing.packs': {
    id: string
    meeting_id: string
    version: number
    published_on: Day
    published_at: Date
    published_by: string | null
    note: string
    changes: JSONColumnType<readonly PackChange[]>
    content: JSONColumnType<PackContent>
    item_ids: string[]
    paper_ids: string[]
    pdf_hash: string
    pdf_pages: number
    pdf_size: number
    extent: PackExtent
  }
  'publishing.agenda_snapshots': {
    pack_id: string
    items: JSONColumnType<readonly AgendaLine[]>
  }
  'publishing.tellings': {
    id: string
    meeting_id: string
    person_id: string
    version: number
    since_version: number | null
    told_on: Day
    told_at: Date
    told_by: string | null
    letter_key: string
  }
  'publishing.readings': {
    meeting_id: string
    person_id: string
    version: number
    read_on: Day
  }
}
