import cookie from '@fastify/cookie'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Settings } from '../settings.ts'
import { declareRoutes, forAnyone } from './declared-routes.ts'
import { answerFaults } from './faults.ts'
import { loggerOf, numberAnswers, requestId } from './log.ts'
import { noteMethods } from './methods.ts'
import { openMetrics } from './metrics.ts'
import { describeApi } from './openapi.ts'
import { limitRates } from './rates.ts'
import { readForms } from './receiving.ts'
import { addPages } from './routes.ts'
import { keepSafe } from './safety.ts'
import type { ServerParts } from './server-parts.ts'
import { visitsOf } from './visits.ts'

/** So many proxies in a row are counted from this end: what stands before them anybody may have written. */
const proxiesOf = (trusted: Settings['trustedProxies']) =>
  typeof trusted === 'number'
    ? (_address: string, hop: number) => hop < trusted
    : trusted && [...trusted]
/** More than the screens that may follow at once, and few enough for one process. */
const MAX_CONNECTIONS = 4000

/** Builds the server with every page of the house; nothing listens yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { settings } = parts
  const secure = settings.url.startsWith('https:')
  const app = Fastify({
    logger: loggerOf(settings, parts.logTo) as FastifyServerOptions['logger'] & {},
    genReqId: requestId,
    trustProxy: proxiesOf(settings.trustedProxies),
    routerOptions: { ignoreTrailingSlash: true },
    bodyLimit: 2 * 1024 * 1024,
    // A client that sends slowly holds a connection, not the house.
    requestTimeout: 120_000,
    // Who still came is answered while we close: the connection then ends, and nobody is sent away.
    return503OnClosing: false,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 20_000, maxHeaderSize: 16 * 1024 },
  })
  declareRoutes(app)
  app.server.maxConnections = MAX_CONNECTIONS
  const isThereForOthers = noteMethods(app)
  numberAnswers(app)
  const metrics = openMetrics(app, {
    settings,
    gauges: [
      ...(parts.gauges ?? []),
      { name: 'streams_open', help: 'Screens that follow the record.', read: () => openNow() },
    ],
  })
  let openNow = () => 0
  await app.register(cookie)
  await readForms(app, { secure, maxUploadBytes: parts.maxUploadBytes })
  await keepSafe(app, { secure })
  await app.register(underPressure, { maxEventLoopDelay: 0, maxHeapUsedBytes: 0 })

  const limited = await limitRates(app, parts.rates)
  const visits = visitsOf(parts, secure)
  const { streamsOpen } = addPages(app, parts, visits, limited)
  openNow = streamsOpen
  app.get('/api/v1/openapi.json', forAnyone, async (_request, reply) =>
    reply.header('access-control-allow-origin', '*').send(describeApi(parts.pages, settings.url)),
  )
  app.get('/healthz', { ...forAnyone, logLevel: 'warn' }, async (_request, reply) => {
    try {
      return { status: 'ok', ...(await parts.health()) }
    } catch {
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
  metrics.addRoute()
  await parts.extend?.(app)

  answerFaults(app, parts, visits, isThereForOthers)
  return app
}
