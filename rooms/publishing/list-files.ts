import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { NamedFile } from '../../platform/files/named-file.ts'

/**
 * Every published pack as one PDF, and every file that stands in one, which is how the
 * public knows it. One query.
 */
export const listFilesOfPacks = async (db: Db): Promise<NamedFile[]> =>
  (
    await sql<{ hash: string; name: string; meeting: string }>`
      select pdf_hash as hash, 'pack, version ' || version || '.pdf' as name, meeting_id as meeting
      from publishing.packs
      union all
      select file ->> 'hash', file ->> 'name', meeting_id
      from publishing.packs,
        jsonb_path_query(content, '$.** ? (@.hash.type() == "string" && @.name.type() == "string")') as file
      order by 3, 2, 1`.execute(db)
  ).rows.map(({ hash, name, meeting }) => ({ hash, name, of: { meeting } }))
