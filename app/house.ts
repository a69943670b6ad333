import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { loadAssets } from '../design/assets.ts'
import { type Brand, goldthreadBrand, unnamedBrand } from '../design/brand.ts'
import { renderPage, renderRegion } from '../design/shell.tsx'
import { londonNow } from '../platform/clock.ts'
import {
  connect,
  connectPersons,
  connectReplica,
  type Db,
  poolOf,
} from '../platform/database/database.ts'
import { listen } from '../platform/database/listen.ts'
import type { Day } from '../platform/day.rules.ts'
import type { Rates } from '../platform/http/rates.ts'
import { buildServer } from '../platform/http/server.ts'
import type { StreamLimits } from '../platform/http/streams.ts'
import { INSTALLATION_CHANNEL, readOrganisationName } from '../platform/record/installation.ts'
import { verbs } from '../platform/record/verb.ts'
import type { Settings } from '../platform/settings.ts'
import { identify } from '../rooms/people/identify.ts'
import { isOnlyToSee, permissions, visitorMay } from '../rooms/people/permissions.rules.ts'
import { faultView } from './faults.view.tsx'
import { houseGauges } from './gauges.ts'
import { menusFor } from './menus.ts'
import { housePages } from './pages.ts'

/** Larger than any pack a board has published; a 200 MB file is refused with a sentence. */
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024

export type House = {
  readonly server: FastifyInstance
  readonly db: Db
  readonly publicDb: Db
  /** Answers go on, and each ends its connection; `/healthz` says that others are to be asked. */
  readonly leave: () => void
  readonly close: () => Promise<void>
}

/**
 * Opens the house on a migrated database: connections, pages, looks. Nothing
 * listens yet.
 *
 * @throws Error when a verb or page names a permission that nobody can be granted, or a verb
 *   one that is only to look
 */
export async function openHouse(
  settings: Settings,
  databaseUrl: string,
  options: {
    readonly brand?: Brand
    readonly onQuery?: (sql: string) => void
    readonly streamLimits?: StreamLimits
    readonly rates?: Rates
    /** Where the log goes, other than to standard output. */
    readonly logTo?: { readonly write: (line: string) => void }
    /** For walks, in which days pass. */
    readonly clock?: ReturnType<typeof clockOf>
  } = {},
): Promise<House> {
  const watched = options.onQuery ? { onQuery: options.onQuery } : {}
  const db = connect({ url: databaseUrl, role: 'goldthread_app', ...watched })
  const replica = settings.replicaUrl
    ? connectReplica({
        replica: settings.replicaUrl,
        record: databaseUrl,
        role: 'goldthread_public',
        ...watched,
      })
    : null
  const publicDb =
    replica?.db ?? connect({ url: databaseUrl, role: 'goldthread_public', ...watched })
  const persons = connectPersons({ url: databaseUrl, ...watched })
  // The colours and marks of the house are set from outside; its name is the record's own.
  const looks = options.brand ?? (settings.demo ? goldthreadBrand : unnamedBrand)
  const nameOf = async () => (await readOrganisationName(db)) ?? looks.organisation
  let organisation = await nameOf()
  const readName = async () => {
    organisation = await nameOf()
  }
  const pages = housePages(settings, readName)
  checkPermissions(pages)
  const assets = await loadAssets(looks, join(settings.data, 'built'))
  const clock = options.clock ?? clockOf(settings)

  let leaving = false

  const server = await buildServer({
    settings,
    db,
    publicDb,
    asPerson: persons.as,
    pages,
    clock,
    visitorMay,
    faultView,
    maxUploadBytes: MAX_UPLOAD_BYTES,
    databaseUrl,
    ...(options.streamLimits ? { streamLimits: options.streamLimits } : {}),
    identify: (credentials, today) => identify(db, credentials, today, new Date()),
    gauges: houseGauges(db, () => {
      const [ours, publics] = [poolOf(db), poolOf(publicDb)]
      return { inUse: ours.inUse + publics.inUse, waiting: ours.waiting + publics.waiting }
    }),
    ...(options.rates ? { rates: options.rates } : {}),
    ...(options.logTo ? { logTo: options.logTo } : {}),
    health: async () => {
      if (leaving) throw new Error('This process is about to stop.')
      await sql`select 1`.execute(db)
      await sql`select 1`.execute(publicDb)
      // Without it the public reads from the record: somebody should look, and nobody is sent away.
      return replica ? { replica: (await replica.answers()) ? 'ok' : 'unavailable' } : {}
    },
    render: (element, { path, viewer, csrfToken, nonces, today }) =>
      renderPage(element, {
        brand: { ...looks, organisation },
        assets: assets.addresses,
        menus: menusFor(viewer),
        get csrfToken() {
          return csrfToken()
        },
        nonce: nonces.script,
        styleNonce: nonces.style,
        newId: randomUUID,
        path: path.split('?')[0] ?? path,
        ...(viewer ? { viewer: { name: viewer.name, office: viewer.position } } : {}),
        ...(settings.demo ? { demo: { today } } : {}),
      }),
    renderRegion: (element, today) =>
      renderRegion(element, {
        brand: { ...looks, organisation },
        assets: assets.addresses,
        csrfToken: '',
        path: '',
        ...(settings.demo ? { demo: { today } } : {}),
      }),
    extend: app => {
      // Nobody sends the next request into a connection that is about to be closed.
      app.addHook('onSend', async (_request, reply) => {
        if (leaving) reply.header('connection', 'close')
      })
      app.get('/assets/*', { config: { needs: 'anyone' }, logLevel: 'warn' }, (request, reply) => {
        const asset = assets.find(request.url.split('?')[0] ?? '')
        if (!asset) return reply.callNotFound()
        return reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .type(asset.type)
          .send(asset.body)
      })
    },
  })
  // Another process on the same record may give it its name.
  const tidings = listen({
    url: databaseUrl,
    channels: [INSTALLATION_CHANNEL],
    heard: () => void readName().catch(fault => server.log.warn(fault)),
    ready: () => void readName().catch(fault => server.log.warn(fault)),
    lost: fault => server.log.warn(fault),
  })
  return {
    server,
    db,
    publicDb,
    leave: () => {
      leaving = true
    },
    close: async () => {
      leaving = true
      await tidings.stop()
      await server.close()
      await db.destroy()
      await publicDb.destroy()
      await replica?.close()
      await persons.close()
    },
  }
}

/** Outside the demonstration, London's clock; within it, the demo's day at the clock's time. */
export function clockOf(settings: Settings): () => { now: Date; today: Day } {
  if (!settings.demo)
    return () => {
      const now = new Date()
      return { now, today: londonNow(now).day }
    }
  return () => {
    const time = new Date().toISOString().slice(11)
    return { now: new Date(`${settings.demoToday}T${time}`), today: settings.demoToday }
  }
}

function checkPermissions(pages: ReturnType<typeof housePages>) {
  const known: readonly string[] = permissions
  for (const { name, permission } of verbs) {
    if (!known.includes(permission))
      throw new Error(`The verb ${name} asks for “${permission}”, which no role gives.`)
    if (isOnlyToSee(permission))
      throw new Error(`The verb ${name} asks for “${permission}”, with which one may only look.`)
  }
  for (const page of pages) {
    const needs = 'needs' in page ? page.needs : 'anyone'
    if (typeof needs !== 'string' && !known.includes(needs.permission))
      throw new Error(`The page ${page.path} asks for “${needs.permission}”, which no role gives.`)
  }
}
