import pg from 'pg'
import { createDatabase, startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { DEBIAN_15, hasDebian15 } from '../platform/testing/servers.ts'

/** A PostgreSQL that stands by itself, with a role that may make roles and is no superuser. */
export type TheirPostgres = {
  /** Makes an empty database that the role owns; its address, as that role. */
  readonly emptyDatabase: (name: string) => Promise<string>
  /** The address of one of its databases, as superuser. */
  readonly asSuperuser: (name: string) => string
  readonly stop: () => Promise<void>
}

const KEEPER = 'keeper'

/** Starts Debian's PostgreSQL 15 where it is installed, otherwise the one that comes with the house. */
export async function startTheirPostgres(folder: string): Promise<TheirPostgres> {
  const server = await startEmbeddedPostgres(folder, hasDebian15 ? { binaries: DEBIAN_15 } : {})
  await asSuperuser(server.url('postgres'), `create role ${KEEPER} login createrole`)
  return {
    asSuperuser: server.url,
    emptyDatabase: async name => {
      await createDatabase(server.url('postgres'), name)
      await asSuperuser(server.url('postgres'), `alter database ${name} owner to ${KEEPER}`)
      return server.url(name).replace('//goldthread@', `//${KEEPER}@`)
    },
    stop: server.stop,
  }
}

async function asSuperuser(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
