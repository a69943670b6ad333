import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createDatabase, startEmbeddedPostgres } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'

export const TEMPLATE = 'goldthread_template'
export const DEBIAN_15 = '/usr/lib/postgresql/15'
export const hasDebian15 = existsSync(join(DEBIAN_15, 'bin/postgres'))

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a database on the server under test, with NAME in its place. */
    databaseUrl: string
  }
}

/** Starts one server for a whole test project, with one migrated template database. */
export const startServerFor = (binaries?: string) => async (project: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-test-'))
  const server = await startEmbeddedPostgres(folder, {
    durable: false,
    ...(binaries ? { binaries } : {}),
  })
  await createDatabase(server.url('postgres'), TEMPLATE)
  await migrate(server.url(TEMPLATE))
  project.provide('databaseUrl', server.url('NAME'))
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
