#!/usr/bin/env node
// Verifies an export of Goldthread, with nothing but Node: node verify.mjs [FOLDER] [--sums DIGEST]
//
// 1. Every file is there and is as it was written (SHA256SUMS), and there is no other.
// 2. The journal is one chain: each line follows from the one before it.
// 3. The rows are those that the journal tells of, and no others.
// 4. Each file of the record has the bytes that it is named after.
// 5. Each checkpoint is the digest of its line.
//
// Exit: 0 all of it holds, 1 something does not, 2 wrong usage. README.md says what each means.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const faults = []
const fault = (where, why) => faults.push(`${where}: ${why}`)
const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

const words = process.argv.slice(2)
const at = words.indexOf('--sums')
const wanted = at === -1 ? undefined : words.splice(at, 2)[1]
if (words.length > 1 || (at !== -1 && !/^[0-9a-f]{64}$/.test(wanted ?? ''))) {
  process.stderr.write('Usage: node verify.mjs [FOLDER] [--sums DIGEST]\n')
  process.exit(2)
}
const folder = resolve(words[0] ?? fileURLToPath(new URL('.', import.meta.url)))
if (!existsSync(join(folder, 'SHA256SUMS'))) {
  process.stderr.write(`There is no export in ${folder}: SHA256SUMS is missing.\n`)
  process.exit(2)
}

const digestOfFile = async path => {
  const hash = createHash('sha256')
  for await (const part of createReadStream(join(folder, path))) hash.update(part)
  return hash.digest('hex')
}

/** Each line of a file, as it stands there. */
async function* linesOf(path) {
  if (!existsSync(join(folder, path))) return
  // Only a line feed ends a line: texts may hold other separators.
  let rest = ''
  for await (const part of createReadStream(join(folder, path), 'utf8')) {
    const lines = (rest + part).split('\n')
    rest = lines.pop()
    yield* lines
  }
  if (rest !== '') yield rest
}

const parsed = (text, where) => {
  try {
    return JSON.parse(text)
  } catch {
    fault(where, 'this is not JSON')
    return undefined
  }
}

/** Keys sorted, no spaces: one text for one value. */
const canonical = value =>
  JSON.stringify(value ?? null, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )

async function checkSums() {
  const text = readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
  if (wanted !== undefined && sha256(text) !== wanted)
    fault('SHA256SUMS', 'it is not the one whose digest was kept')
  const listed = new Set(['SHA256SUMS'])
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}([^\0]+)$/.exec(line) ?? []
    if (path === undefined) fault('SHA256SUMS', `“${line}” is not a digest and a name`)
    else if (listed.has(path)) fault('SHA256SUMS', `“${path}” is listed twice`)
    else {
      listed.add(path)
      if (!existsSync(join(folder, path))) fault(path, 'it is missing')
      else if ((await digestOfFile(path)) !== digest) fault(path, 'it is not as it was written')
    }
  }
  if (!text.endsWith('\n')) fault('SHA256SUMS', 'it was cut short')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)
    if (!entry.isDirectory() && !listed.has(path)) fault(path, 'it was put in afterwards')
  }
  return listed.size
}

/** The last change that the journal tells of each row: its salt, its digest, its line. */
const last = new Map()

/** What a line chains of the rows that it claims, line by line of the journal. */
async function* claims() {
  let seq
  let texts = []
  for await (const text of linesOf('journal/row-changes.jsonl')) {
    const change = parsed(text, 'journal/row-changes.jsonl')
    if (change === undefined) continue
    if (change.salt !== null && sha256(change.salt) !== change.salt_digest)
      fault(`line ${change.seq} of the journal`, 'a salt of a row that it claims was altered')
    const key = `${change.table} ${change.key}`
    const before = last.get(key)
    if (before === undefined || BigInt(before.id) < BigInt(change.id))
      last.set(key, { id: change.id, salt: change.salt, digest: change.digest, seq: change.seq })
    if (seq !== change.seq && seq !== undefined) {
      yield [seq, sha256(texts.join('\n'))]
      texts = []
    }
    seq = change.seq
    texts.push(
      [change.id, change.table, change.key, change.salt_digest, change.digest ?? 'gone'].join(' '),
    )
  }
  if (seq !== undefined) yield [seq, sha256(texts.join('\n'))]
}

const digests = new Map()

async function checkJournal() {
  let previous = ''
  let lines = 0
  const claiming = claims()
  let claim = (await claiming.next()).value
  for await (const text of linesOf('journal/journal.jsonl')) {
    const line = parsed(text, 'journal/journal.jsonl')
    if (line === undefined) return lines
    lines++
    const where = `line ${lines} of the journal`
    if (line.seq !== lines) {
      fault(where, 'it is missing')
      return lines
    }
    if (line.previous !== previous) fault(where, 'it is not tied to the line before it')
    // The values of a lawful erasure are gone with their salt; their digest stays in the chain.
    if (
      line.salt !== null &&
      sha256(
        Buffer.from(line.salt, 'hex'),
        canonical([line.before ?? null, line.after ?? null]),
      ) !== line.values_digest
    )
      fault(where, 'its values are not those that were written')
    let claimed = null
    if (claim?.[0] === lines) {
      claimed = claim[1]
      claim = (await claiming.next()).value
    }
    if (claimed !== line.rows_digest)
      fault(where, 'the changes of rows that it claims are not those that it claimed')
    const digest = sha256(
      Buffer.from(previous, 'hex'),
      canonical([
        line.seq,
        line.at,
        line.day,
        line.person,
        line.verb,
        line.subject_kind,
        line.subject_id,
        line.values_digest,
        ...(line.rows_digest === null ? [] : [line.rows_digest]),
      ]),
    )
    if (digest !== line.digest) fault(where, 'it has been altered since it was written')
    previous = line.digest
    digests.set(lines, line.digest)
  }
  if (claim !== undefined)
    fault('journal/row-changes.jsonl', 'it tells of a line that is not there')
  const head = parsed(readFileSync(join(folder, 'journal/head.json'), 'utf8'), 'journal/head.json')
  if (head?.seq !== lines || head?.digest !== previous)
    fault('journal/head.json', 'the chain does not end at its recorded head')
  return lines
}

async function checkRows(resources, beside) {
  let rows = 0
  for (const { name, jsonLines, schema } of resources) {
    if (beside.has(name)) continue
    for await (const text of linesOf(jsonLines)) {
      const row = parsed(text, jsonLines)
      if (row === undefined) continue
      rows++
      const names = schema.primaryKey ?? []
      const key =
        names.length === 0
          ? sha256(text)
          : names.flatMap(column => (row[column] === null ? [] : [String(row[column])])).join(' ')
      const told = last.get(`${name} ${key}`)
      const where = `${name}, row ${key}`
      if (told === undefined) fault(where, 'no line of the journal tells of this row')
      else if (told.digest === null) fault(where, 'the journal tells that this row was taken away')
      else if (told.salt !== null && sha256(told.salt + text) !== told.digest)
        fault(where, `it is not as line ${told.seq} of the journal left it`)
      last.delete(`${name} ${key}`)
    }
  }
  for (const [name, { digest, seq }] of last)
    if (digest !== null)
      fault(name.replace(' ', ', row '), `line ${seq} tells of it, and it is missing`)
  return rows
}

async function checkFiles() {
  let files = 0
  for await (const text of linesOf('files/index.jsonl')) {
    const file = parsed(text, 'files/index.jsonl')
    if (file === undefined) continue
    files++
    if (!existsSync(join(folder, file.path))) fault(file.path, 'it is missing')
    else if ((await digestOfFile(file.path)) !== file.hash)
      fault(file.path, 'its bytes are not those that it is named after')
  }
  return files
}

async function checkCheckpoints(whole) {
  for await (const text of linesOf('data/platform.checkpoints.jsonl')) {
    const made = parsed(text, 'data/platform.checkpoints.jsonl')
    if (whole && made && digests.get(Number(made.lines)) !== made.digest)
      fault(`the checkpoint of ${made.day}`, `line ${made.lines} has another digest`)
  }
}

const sums = await checkSums()
const description = parsed(
  readFileSync(join(folder, 'datapackage.json'), 'utf8'),
  'datapackage.json',
)
const whole = existsSync(join(folder, 'journal/journal.jsonl'))
if (!whole && description?.public !== true) fault('journal/journal.jsonl', 'it is missing')
const lines = whole ? await checkJournal() : 0
const rows =
  whole && description
    ? await checkRows(description.resources, new Set(['platform.checkpoints']))
    : 0
const files = await checkFiles()
await checkCheckpoints(whole)

if (faults.length > 0) {
  process.stderr.write(
    `${faults.join('\n')}\nThis export does not hold: ${faults.length} faults.\n`,
  )
  process.exit(1)
}
process.stdout.write(
  whole
    ? `This export holds: ${sums} files as they were written, ${lines} lines of the journal in one chain, ${rows} rows as it tells of them, ${files} files as they are named.\n`
    : `This export holds: ${sums} files as they were written, ${files} files as they are named. It is what the public may see, without the journal.\n`,
)
