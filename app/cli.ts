import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { NotABackup, readBackup, takeBackup } from '../platform/backup/backup.ts'
import { NotEmpty, restoreBackup } from '../platform/backup/restore.ts'
import { londonNow } from '../platform/clock.ts'
import { connect, type Db } from '../platform/database/database.ts'
import { NotEmptyFolder } from '../platform/export/export-folder.ts'
import { checkJournal, timesGoingBack } from '../platform/record/check-journal.ts'
import { checkTables, type TableFault } from '../platform/record/check-tables.ts'
import { lineWithDigest } from '../platform/record/checkpoints.ts'
import { readInstallation } from '../platform/record/installation.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { takePasskeyAway } from '../rooms/people/change-passkeys.ts'
import { issueToken } from '../rooms/people/identify.ts'
import { listPasskeys } from '../rooms/people/list-passkeys.ts'
import { listPersons, type Person } from '../rooms/people/read-person.ts'
import { makeSignInLink, signInAddress } from '../rooms/people/sign-in-link.ts'
import { type OpenedDatabase, openDatabase, openDatabaseAsItIs } from './database.ts'
import { chartsOfFile, ratesOfFile } from './figures-of-files.ts'
import { lookThroughRegister } from './look-through-register.ts'

const usage = `Usage: npx goldthread VERB [FILE] [--json]

  token --as PERSON         make a bearer token for the API, for a person named by name or id
  sign-in-link --as PERSON  make a link that signs a person in, once, within fifteen minutes
  take-passkeys-away --as PERSON
                            take every passkey of a person away, when even administrators lost
                            theirs; a sign-in-link then lets them make another
  verify                    walk the journal, hold the tables and files against it, and name what
                            does not agree, the first line first; with --checkpoint DIGEST, also
                            look for the line of a checkpoint that was kept elsewhere
  backup FILE               take the whole record, while it is in use, into one file
  backup --check FILE       read a backup to its end, and tell whether it is whole
  restore FILE              put a backup into an empty database, and verify it
  import interests FILE --dry-run
                            look through a register of interests (XLSX or CSV) and say what is odd
                            in it, by row; needs no database; 1 where something must be decided
  export FOLDER             write the whole record as open files, with what verifies them, into a
                            new folder, or into one file whose name ends in .tar; with --public,
                            only what the public may see
  spc FILE                  work out control charts (XmR) from a CSV of days and values, or from
                            JSON as the reference cases have it; needs no database
  rates FILE                work out rates, standardised rates, life expectancy or the slope index
                            of inequality from JSON {function, input}; needs no database

Exit: 0 done, 1 refused or something found, 2 wrong usage.
`

/** Wrong usage: exit 2, with the usage on stderr. */
class Misused extends Error {}

/** A refusal: exit 1, with the reason on stderr. */
class Refused extends Error {}

type Options = {
  readonly as?: string
  readonly file?: string
  readonly checkpoint?: string
  readonly public?: boolean
}

type Verb = (
  database: OpenedDatabase,
  options: Options,
  settings: Settings,
) => Promise<{ readonly text: string; readonly json: unknown; readonly found?: boolean }>

/** The verbs that need no database: a file in, an answer out. */
const withoutDatabase: Record<string, (file: string) => { text: string; json: unknown }> = {
  spc: chartsOfFile,
  rates: ratesOfFile,
}

/** The verbs that take a file, and the one that needs a database with nothing in it. */
const takingFiles = ['backup', 'restore', 'export']
const intoNothing = 'restore'

const verbs: Record<string, Verb> = {
  backup: async ({ url }, { file = '' }) => {
    const { rows, tables, journal } = await takeBackup(url, file, new Date())
    return {
      text: `${rows} rows of ${tables.length} tables are in ${file}, up to line ${journal.seq} of the journal.`,
      json: { file, rows, tables: tables.length, journal },
    }
  },
  restore: async ({ url }, { file = '' }) => {
    const restored = await restoreBackup(url, file).catch(refuseOf(NotEmpty, NotABackup))
    const rows = restored.tables.reduce((sum, table) => sum + table.rows, 0)
    const verified = await verify(url)
    return {
      text: `${rows} rows were restored. ${verified.text}`,
      json: { restored: rows, ...verified.json },
      found: verified.found,
    }
  },
  export: async ({ url }, { file = '', public: isPublic = false }, settings) => {
    // Loaded only here: it reads every public page.
    const { exportRecord } = await import('./export-record.ts')
    const told = await exportRecord(url, file, settings, { isPublic, now: new Date() }).catch(
      refuseOf(NotEmptyFolder),
    )
    return {
      text: [
        `${told.rows} rows of ${told.tables} tables, ${told.files} files and ${told.pages} pages of the public site are in ${file}.`,
        `To verify them: node verify.mjs, there. Keep elsewhere, to verify against: ${told.sums}`,
      ].join('\n'),
      json: { file, public: isPublic, ...told },
    }
  },
  token: async ({ url }, { as }) => {
    const db = connect({ url, role: 'goldthread_app', size: 1 })
    try {
      const person = await personNamed(db, as)
      const token = await issueToken(db, person.id, new Date())
      return { text: token, json: { token, person: person.id, name: person.name } }
    } finally {
      await db.destroy()
    }
  },
  'sign-in-link': async ({ url }, { as }, settings) => {
    const db = connect({ url, role: 'goldthread_app', size: 1 })
    try {
      // Asked of the record, not of the settings: this command may be run without the server's.
      if ((await readInstallation(db, 'demo')) !== undefined)
        throw new Refused(
          `In the demonstration nobody needs a link: choose a person at ${settings.url}/sign-in.`,
        )
      const person = await personNamed(db, as)
      const { day: today } = londonNow(new Date())
      const acting = { db, person: null, today, now: new Date(), may: () => true }
      const key = await makeSignInLink(acting, { person: person.id })
      if (!key.ok) throw new Refused(key.refusals.map(({ message }) => message).join(' '))
      const link = signInAddress(settings.url, key.value)
      return { text: link, json: { link, person: person.id, name: person.name } }
    } finally {
      await db.destroy()
    }
  },
  'take-passkeys-away': async ({ url }, { as }) => {
    const db = connect({ url, role: 'goldthread_app', size: 1 })
    try {
      const person = await personNamed(db, as)
      const passkeys = await listPasskeys(db, person.id)
      if (passkeys.length === 0) throw new Refused(`${person.name} has no passkey.`)
      const { day: today } = londonNow(new Date())
      const acting = { db, person: null, today, now: new Date(), may: () => true }
      for (const { id } of passkeys) {
        const taken = await takePasskeyAway(acting, { person: person.id, passkey: id })
        if (!taken.ok) throw new Refused(taken.refusals.map(({ message }) => message).join(' '))
      }
      const names = passkeys.map(({ name }) => name)
      return {
        text: `Taken away from ${person.name}: ${names.join(', ')}.`,
        json: { person: person.id, name: person.name, passkeys: names },
      }
    } finally {
      await db.destroy()
    }
  },
  verify: ({ url }, { checkpoint }) => verify(url, checkpoint),
}

/** Reads a backup to its end. @throws Refused where it is none, or not whole, or not of this release */
async function checkBackup(file: string) {
  const { head, end } = await readBackup(file, async () => {}).catch(refuseOf(NotABackup))
  const rows = end.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    text: `${file} is whole: ${rows} rows of ${end.tables.length} tables, taken at ${head.takenAt}, up to line ${end.journal.seq} of the journal.`,
    json: { file, takenAt: head.takenAt, rows, tables: end.tables.length, journal: end.journal },
  }
}

/** Walks the journal, and holds the tables against it. */
async function verify(url: string, checkpoint?: string) {
  if (checkpoint !== undefined && !/^[0-9a-f]{64}$/i.test(checkpoint))
    throw new Misused('The digest of a checkpoint has 64 digits and letters from a to f.')
  const db = connect({ url, role: 'goldthread_app', size: 1 })
  try {
    const { lines, erased, broken } = await checkJournal(db)
    const { rows, faults } = await checkTables(db)
    const back = await timesGoingBack(db)
    const at = checkpoint === undefined ? undefined : await lineWithDigest(db, checkpoint)
    const strange = checkpoint !== undefined && at === undefined
    const found = broken !== null || faults.length > 0 || strange
    return {
      text: found
        ? [
            ...(broken ? [`The journal does not hold at line ${broken.seq}: ${broken.why}`] : []),
            ...faults.map(inWords),
            ...(strange
              ? [
                  `No line has the digest ${checkpoint}: the journal was written anew since that checkpoint, or it is of another record.`,
                ]
              : []),
          ].join('\n')
        : `The journal holds: ${lines} lines.${erased === 0 ? '' : ` The values of ${erased} of them were lawfully erased.`} The tables agree with it: ${rows} rows.${at === undefined ? '' : ` Line ${at} is that of the checkpoint.`}${
            back.lines === 0
              ? ''
              : ` Note: a clock was set back ${back.lines} times, first before line ${back.first}; the order of the acts is that of their lines.`
          }`,
      json: {
        lines,
        erased,
        broken,
        rows,
        faults,
        timesGoingBack: back,
        ...(checkpoint === undefined ? {} : { checkpoint: at ?? null }),
      },
      found,
    }
  } finally {
    await db.destroy()
  }
}

/** Turns faults that are answers to the person who asked into refusals. */
const refuseOf =
  (...kinds: readonly (new (message: string) => Error)[]) =>
  (fault: unknown): never => {
    if (kinds.some(kind => fault instanceof kind)) throw new Refused((fault as Error).message)
    throw fault
  }

const inWords = ({ table, key, seq, why }: TableFault) =>
  `${table}, row ${key}${seq === null ? '' : `, last told of in line ${seq}`}: ${why}`

/** The one person of this name or id. */
async function personNamed(db: Db, as: string | undefined): Promise<Person> {
  if (!as) throw new Misused('Say for whom: --as PERSON.')
  const wanted = as.toLowerCase()
  const matches = (await listPersons(db)).filter(
    person => person.id === as || person.name.toLowerCase() === wanted,
  )
  const [person] = matches
  if (!person) throw new Refused(`There is nobody called “${as}” in the record.`)
  if (matches.length > 1)
    throw new Refused(`Several people are called “${as}”: give the person’s id instead.`)
  return person
}

/** The running installation's embedded server, if one is up, else one of our own. */
async function reachDatabase(settings: Settings, asItIs: boolean): Promise<OpenedDatabase> {
  if (!settings.databaseUrl) {
    const sockets = socketsOfRunningServer(settings.data)
    if (sockets)
      return {
        url: `postgres://goldthread@localhost/goldthread?host=${encodeURIComponent(sockets)}`,
        stop: async () => {},
      }
  }
  return asItIs ? openDatabaseAsItIs(settings) : openDatabase(settings)
}

/** PostgreSQL notes its process and its socket folder in postmaster.pid. */
function socketsOfRunningServer(data: string): string | undefined {
  try {
    const [process_, , , , sockets] = readFileSync(
      join(data, 'postgres', 'postmaster.pid'),
      'utf8',
    ).split('\n')
    process.kill(Number(process_), 0)
    return sockets
  } catch {
    return undefined
  }
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseOrMisuse()
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    const [name = '', ...rest] = positionals
    const tell = Object.hasOwn(withoutDatabase, name) ? withoutDatabase[name] : undefined
    if (tell) {
      const [file, ...more] = rest
      if (file === undefined || more.length > 0) throw new Misused(`Say which file: ${name} FILE.`)
      const told = tell(resolve(file))
      process.stdout.write(values.json ? `${JSON.stringify(told.json)}\n` : `${told.text}\n`)
      return 0
    }
    if (name === 'import') {
      const [what, file, ...more] = rest
      if (what !== 'interests' || file === undefined || more.length > 0 || !values['dry-run'])
        throw new Misused('Say: import interests FILE --dry-run.')
      const looked = await lookThroughRegister(resolve(file))
      process.stdout.write(values.json ? `${JSON.stringify(looked.json)}\n` : `${looked.text}\n`)
      return looked.found ? 1 : 0
    }
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new Misused(name === '' ? 'Say which verb.' : `There is no verb “${name}”.`)
    const takesFile = takingFiles.includes(name)
    const file = takesFile ? rest.shift() : undefined
    if (takesFile && file === undefined) throw new Misused(`Say which file: ${name} FILE.`)
    if (rest.length > 0) throw new Misused(`“${rest.join(' ')}” is not understood.`)
    if (values.public && name !== 'export') throw new Misused('--public goes with export.')
    if (values.check && name !== 'backup') throw new Misused('--check goes with backup.')
    if (values.check && file !== undefined) {
      // It needs no database.
      const answer = await checkBackup(resolve(file))
      process.stdout.write(values.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`)
      return 0
    }
    const settings = readSettings(process.env)
    const database = await reachDatabase(settings, name === intoNothing)
    try {
      const options = {
        ...(values.as === undefined ? {} : { as: values.as }),
        ...(values.checkpoint === undefined ? {} : { checkpoint: values.checkpoint }),
        ...(file === undefined ? {} : { file: resolve(file) }),
        ...(values.public ? { public: true } : {}),
      }
      const answer = await verb(database, options, settings)
      process.stdout.write(values.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`)
      return answer.found ? 1 : 0
    } finally {
      await database.stop()
    }
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    process.stderr.write(`${message}\n`)
    if (fault instanceof Misused) process.stderr.write(`\n${usage}`)
    return fault instanceof Misused ? 2 : 1
  }
}

function parseOrMisuse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        json: { type: 'boolean' },
        checkpoint: { type: 'string' },
        'dry-run': { type: 'boolean' },
        check: { type: 'boolean' },
        public: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (fault) {
    throw new Misused(fault instanceof Error ? fault.message : 'Not understood.')
  }
}

process.exitCode = await main()
