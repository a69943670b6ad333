import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import mammoth from 'mammoth'
import pg from 'pg'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Page } from '../platform/http/page.ts'
import type { House } from './house.ts'
import { type Asker, fillIn, type Planted } from './permission.samples.ts'

/** A word of one piece that stands nowhere else: no page breaks it, and it is no bad address. */
export const CANARY = 'zwieselkranichlaut'

/** What finds it in a search, and is not the whole of it, which the page says again. */
const BEGINS = CANARY.slice(0, 9)

export type Audience = 'public' | 'members' | 'private' | 'bare'

/** The audience of every column, as docs/audiences.md has it, by `room.table.column`. */
export function readAudiences(): ReadonlyMap<string, Audience> {
  const text = readFileSync(new URL('../docs/audiences.md', import.meta.url), 'utf8')
  const told = new Map<string, Audience>()
  for (const [, table, list] of text.matchAll(/^\| `([a-z_.]+)` \|(.*)\|$/gm))
    (['public', 'members', 'private', 'bare'] as const).forEach((audience, at) => {
      for (const [, column] of (list?.split('|')[at] ?? '').matchAll(/`([a-z_]+)`/g)) {
        const key = `${table}.${column}`
        if (told.has(key)) throw new Error(`${key} stands twice in docs/audiences.md.`)
        told.set(key, audience)
      }
    })
  return told
}

/**
 * Left as they are, with the reason. They name what public rows are found by, so that nothing would
 * be shown at all, and a canary in them could never be found.
 */
export const leftAlone: Readonly<Record<string, string>> = {
  'platform.journal.verb': 'names the act',
  'platform.journal.subject_kind': 'what changed is found by it',
  'platform.journal.subject_id': 'what changed is found by it',
  'people.role_permissions.role': 'permissions hang on it',
  'people.role_permissions.permission': 'permissions hang on it',
  'people.grants.role': 'permissions hang on it',
  'people.tokens.token_hash': 'a program is known by it',
}

export type Sown = {
  /** How many rows of each column bear it. */
  readonly planted: ReadonlyMap<string, number>
  /** Columns that hold text and bear none, with the reason. */
  readonly left: Readonly<Record<string, string>>
  /** Tables with such a column and no row to plant it in. */
  readonly empty: readonly string[]
}

type Column = { readonly table: string; readonly name: string; readonly type: string }

/**
 * Plants the canary behind the record's back: in every column that docs/audiences.md does not call
 * public, in every row; and in the public columns of each row that the public's role cannot see.
 *
 * @param url of a superuser
 */
export async function sow(url: string): Promise<Sown> {
  const audiences = readAudiences()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const planted = new Map<string, number>()
  const left: Record<string, string> = {}
  const empty = new Set<string>()
  try {
    await client.query(plantInJson)
    const { rows } = await client.query<Column>(`
      select n.nspname || '.' || c.relname as table, a.attname as name, t.typname as type
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
      where c.relkind = 'r' and t.typname in ('text', '_text', 'jsonb')
        and n.nspname not in ('jobs', 'public', 'information_schema') and n.nspname not like 'pg\\_%'
      order by 1, a.attnum`)
    await client.query('set session_replication_role = replica')
    for (const column of rows) {
      const key = `${column.table}.${column.name}`
      const audience = audiences.get(key)
      if (audience === undefined) left[key] = 'has no audience'
      else if (audience === 'bare') continue
      else if (leftAlone[key]) left[key] = leftAlone[key]
      else {
        const answer = await plantIn(client, column, audience)
        if (typeof answer === 'string') left[key] = answer
        else if (answer > 0) planted.set(key, answer)
        else if (audience !== 'public') empty.add(column.table)
      }
    }
  } finally {
    await client.end()
  }
  return {
    planted,
    left,
    empty: [...empty].filter(
      table => ![...planted.keys()].some(key => key.startsWith(`${table}.`)),
    ),
  }
}

/** In every text of a JSON value that is words; what is one word or a number may be a name or an id. */
const plantInJson = `
  create or replace function pg_temp.plant(given jsonb) returns jsonb language sql as $$
    select case jsonb_typeof(given)
      when 'object' then coalesce((select jsonb_object_agg(key, pg_temp.plant(value)) from jsonb_each(given)), '{}')
      when 'array' then coalesce((select jsonb_agg(pg_temp.plant(value) order by at)
        from jsonb_array_elements(given) with ordinality as e (value, at)), '[]')
      when 'string' then case when given #>> '{}' like '% %'
        then to_jsonb((given #>> '{}') || '${CANARY}') else given end
      else given end
  $$`

async function plantIn(
  client: pg.Client,
  { table, name, type }: Column,
  audience: Audience,
): Promise<number | string> {
  const column = pg.escapeIdentifier(name)
  const value =
    type === 'jsonb'
      ? `pg_temp.plant(${column})`
      : type === '_text'
        ? `${column} || '${CANARY}'::text`
        : `${column} || '${CANARY}'`
  await client.query('begin')
  try {
    let hidden = ''
    if (audience === 'public') {
      await client.query('set local role goldthread_public')
      const seen = await client
        .query<{ at: string }>(`select ctid::text as at from ${table}`)
        .catch(() => null)
      if (seen) {
        await client.query('reset role')
        hidden = `and ctid <> all('{${seen.rows.map(({ at }) => `"${at}"`).join(',')}}'::tid[])`
      } else {
        // To the public the table does not exist.
        await client.query('rollback')
        await client.query('begin')
      }
    }
    const { rowCount } = await client.query(
      `update ${table} set ${column} = ${value}
       where ${column} is not null and (${value}) is distinct from ${column} ${hidden}`,
    )
    await client.query('commit')
    return rowCount ?? 0
  } catch (fault) {
    await client.query('rollback')
    const { code, constraint } = fault as { code?: string; constraint?: string }
    // A value out of a list, which no free text can stand in; anything else is a surprise.
    if (code === '23514' || code === '23505') return `constraint ${constraint}`
    throw fault
  }
}

// ---- looking for it -------------------------------------------------------------------------------

/** The words of an answer: of a PDF and a Word document what stands on their pages. */
async function wordsOf(type: string, bytes: Buffer): Promise<string> {
  if (type.startsWith('application/pdf')) {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    return `${(await extractText(pdf, { mergePages: true })).text} ${bytes.toString('latin1')}`
  }
  if (type.includes('wordprocessingml'))
    return (await mammoth.extractRawText({ buffer: bytes })).value
  return bytes.toString('utf8')
}

const linksIn = (text: string) =>
  [...text.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  )

/** What a stream sends first; null where there is none. */
async function firstStateOf(address: string): Promise<string | null> {
  const leaving = new AbortController()
  const answer = await fetch(address, { signal: leaving.signal })
  if (answer.status !== 200 || !answer.body) return null
  let told = ''
  for await (const part of answer.body) {
    told += Buffer.from(part).toString('utf8')
    if (told.includes('event: state') && told.endsWith('\n\n')) break
  }
  leaving.abort()
  return told
}

export type Found = {
  /** Addresses that were read, of which kind. */
  readonly read: Readonly<Record<'pages' | 'api' | 'files' | 'searches' | 'streams', number>>
  /** Where the canary sings, with the words around it. */
  readonly sings: readonly string[]
  /** Addresses that answered with a fault. */
  readonly faults: readonly string[]
}

/** The words around the canary, if it is there, under any of the ways in which it may be written. */
function around(words: string): string | undefined {
  const at = words.toLowerCase().indexOf(CANARY)
  return at < 0 ? undefined : words.slice(Math.max(0, at - 80), at + CANARY.length)
}

/**
 * Reads all that a stranger can come to: from the home page along every link, each page's twin in
 * the API, what it finds when asked for the canary's beginning, every file, feed and calendar, the
 * description of the API, and one state of each stream.
 *
 * @param most how many addresses of one pattern are read
 */
export async function listen(
  house: House,
  pages: readonly Page[],
  most = Number.POSITIVE_INFINITY,
): Promise<Found> {
  const read = { pages: 0, api: 0, files: 0, searches: 0, streams: 0 }
  const sings: string[] = []
  const faults: string[] = []
  const patterns = pages
    .filter(({ kind }) => kind === 'public' || kind === 'public file' || kind === 'stream')
    .map(page => ({
      page,
      pattern: new RegExp(`^${page.path.replace(/[.]/g, '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
    }))
  const opened = new Map<string, number>()
  const ask = async (url: string) => {
    const answer = await house.server.inject({ url })
    if (answer.statusCode >= 500) faults.push(`${url}: ${answer.statusCode}`)
    const type = String(answer.headers['content-type'] ?? '')
    const words = `${JSON.stringify(answer.headers)} ${await wordsOf(type, answer.rawPayload)}`
    const heard = around(words)
    if (heard !== undefined) sings.push(`${url}: ${heard}`)
    return { answer, type }
  }
  const streams: string[] = []
  const found = new Set([
    '/',
    '/sitemap.xml',
    '/robots.txt',
    '/feed.xml',
    '/questions',
    '/questions/ask',
    '/sign-in',
    '/nothing-here',
    '/api/v1/openapi.json',
    '/metrics',
    '/healthz',
  ])
  for (const address of found) {
    const [path = ''] = address.split('?')
    const page = patterns.find(({ pattern }) => pattern.test(path))?.page
    const times = opened.get(page?.path ?? path) ?? 0
    if (times >= most) continue
    opened.set(page?.path ?? path, times + 1)
    const { answer, type } = await ask(address)
    const isPage = type.startsWith('text/html')
    read[isPage ? 'pages' : 'files']++
    if (page?.kind === 'public') {
      await ask(`/api/v1${address === '/' ? '' : address}`)
      read.api++
      if (answer.body.includes('type="search"') && !address.includes('?')) {
        const names = [...answer.body.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) =>
          tag.includes('type="search"') ? [/name="([^"]+)"/.exec(tag)?.[1] ?? ''] : [],
        )
        for (const name of names)
          for (const base of [address, `/api/v1${address}`]) {
            await ask(`${base}?${name}=${BEGINS}`)
            read.searches++
          }
      }
    }
    if (page?.path === '/meetings/:body/:date' && answer.statusCode === 200) {
      found.add(`${path}/room`)
      streams.push(`${path}/room/stream`)
    }
    if (!isPage && !type.includes('xml')) continue
    const links =
      isPage || !type.includes('xml')
        ? linksIn(answer.body)
        : [
            ...linksIn(answer.body),
            ...[...answer.body.matchAll(/<loc>([^<]+)/g)].map(([, to = '']) => to),
          ]
    for (const link of links) {
      if (!URL.canParse(link, `http://here${address}`)) continue
      const url = new URL(link, `http://here${address}`)
      const to = url.pathname
      if (to.startsWith('/work') || to.startsWith('/assets/') || to.startsWith('/sign-')) continue
      if (patterns.some(({ pattern }) => pattern.test(to))) found.add(to + url.search)
    }
  }
  const open = pages.filter(page => page.kind === 'stream' && page.needs === 'anyone')
  if (open.length > 0) {
    if (!house.server.server.listening) await house.server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = house.server.server.address() as AddressInfo
    const site = `http://127.0.0.1:${port}`
    for (const path of new Set(streams)) {
      const state = await firstStateOf(site + path)
      if (state === null) continue
      read.streams++
      const heard = around(state)
      if (heard !== undefined) sings.push(`${path}: ${heard}`)
    }
  }
  return { read, sings, faults }
}

/**
 * Opens every page of the house as somebody who may see what is private, so that the log has
 * something to tell of; how many of them bear the canary.
 */
export async function hearIn(
  house: House,
  pages: readonly Page[],
  planted: Planted,
  asker: Asker,
): Promise<{ readonly asked: number; readonly sang: number }> {
  let asked = 0
  let sang = 0
  for (const page of pages) {
    if (page.kind !== 'work' && page.kind !== 'form') continue
    const { body } = await house.server.inject({
      url: fillIn(page.path, planted, 'private'),
      headers: { authorization: `Bearer ${asker.token}` },
    })
    asked++
    if (around(body) !== undefined) sang++
  }
  return { asked, sang }
}
