import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import type { Settings } from '../platform/settings.ts'

export type OpenedDatabase = { readonly url: string; readonly stop: () => Promise<void> }

/** The database that the settings name, or the embedded one, as it is. */
export async function openDatabaseAsItIs(settings: Settings): Promise<OpenedDatabase> {
  if (settings.databaseUrl) return { url: settings.databaseUrl, stop: async () => {} }
  const server = await startEmbeddedPostgres(settings.data)
  return { url: server.url(), stop: server.stop }
}

/** The same, brought up to date. */
export async function openDatabase(settings: Settings): Promise<OpenedDatabase> {
  const database = await openDatabaseAsItIs(settings)
  await migrate(database.url)
  return database
}
