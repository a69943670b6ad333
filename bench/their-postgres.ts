import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createDatabase, startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { DEBIAN_15, hasDebian15 } from '../platform/testing/servers.ts'

/** A PostgreSQL that stands by itself, with a role that may make roles and is no superuser. */
export type TheirPostgres = {
  /** Makes an empty database that the role owns; its address, as that role. */
  readonly emptyDatabase: (name: string) => Promise<string>
  /** The address of one of its databases, as superuser. */
  readonly asSuperuser: (name: string) => string
  /** Shuts it down under whoever is connected; it is started again at once. */
  readonly restart: () => void
  /** Ends it, and keeps it from being started again until it is brought back. */
  readonly takeAway: () => void
  readonly bringBack: () => void
  readonly stop: () => Promise<void>
}

const KEEPER = 'keeper'
const binaries = hasDebian15 ? { binaries: DEBIAN_15 } : {}

const asKeeper = (url: string) => url.replace('//goldthread@', `//${KEEPER}@`)

/** Starts Debian's PostgreSQL 15 where it is installed, otherwise the one that comes with the house. */
export async function startTheirPostgres(folder: string): Promise<TheirPostgres> {
  const server = await startEmbeddedPostgres(folder, binaries)
  await run(server.url('postgres'), `create role ${KEEPER} login createrole`)
  const cluster = join(folder, 'postgres')
  const kill = (signal: 'SIGINT' | 'SIGKILL') => {
    const [pid] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return () => process.kill(Number(pid), signal)
  }
  return {
    asSuperuser: server.url,
    emptyDatabase: async name => {
      await createDatabase(server.url('postgres'), name)
      await run(server.url('postgres'), `alter database ${name} owner to ${KEEPER}`)
      return asKeeper(server.url(name))
    },
    ...comingAndGoing(cluster, kill),
    stop: server.stop,
  }
}

const comingAndGoing = (cluster: string, kill: (signal: 'SIGINT' | 'SIGKILL') => () => void) => ({
  restart: () => kill('SIGINT')(),
  takeAway: () => {
    const end = kill('SIGKILL')
    renameSync(cluster, `${cluster}-away`)
    end()
  },
  bringBack: () => renameSync(`${cluster}-away`, cluster),
})

/** A streaming replica of it, as PostgreSQL makes one; null where its programs are not installed. */
export async function startReplicaOf(
  primary: TheirPostgres,
  folder: string,
): Promise<
  | (Pick<TheirPostgres, 'takeAway' | 'bringBack' | 'stop'> & {
      readonly url: (name: string) => string
      /** How many of the app's connections read from it. */
      readonly readers: () => Promise<number>
    })
  | null
> {
  if (!hasDebian15) return null
  mkdirSync(folder, { recursive: true })
  const cluster = join(folder, 'postgres')
  execFileSync(
    join(DEBIAN_15, 'bin/pg_basebackup'),
    ['-D', cluster, '-R', '--checkpoint=fast', '-d', primary.asSuperuser('postgres')],
    { cwd: '/' },
  )
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', '65534:65534', cluster])
  const server = await startEmbeddedPostgres(folder, binaries)
  const kill = (signal: 'SIGINT' | 'SIGKILL') => {
    const [pid] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return () => process.kill(Number(pid), signal)
  }
  return {
    url: name => asKeeper(server.url(name)),
    readers: async () =>
      (
        await run(
          server.url('postgres'),
          `select 1 from pg_stat_activity where usename = '${KEEPER}'`,
        )
      ).length,
    ...comingAndGoing(cluster, kill),
    stop: server.stop,
  }
}

async function run(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
