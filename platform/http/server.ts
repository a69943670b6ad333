import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Settings } from '../settings.ts'
import { declareRoutes, forAnyone } from './declared-routes.ts'
import { answerFaults } from './faults.ts'
import { loggerOf } from './log.ts'
import { describeApi } from './openapi.ts'
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

/** Builds the server with every page of the house; nothing listens yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { settings } = parts
  const secure = settings.url.startsWith('https:')
  const app = Fastify({
    logger: loggerOf(settings),
    genReqId: () => randomBytes(6).toString('hex'),
    trustProxy: proxiesOf(settings.trustedProxies),
    routerOptions: { ignoreTrailingSlash: true },
    bodyLimit: 2 * 1024 * 1024,
  })
  declareRoutes(app)
  await app.register(cookie)
  await readForms(app, { secure, maxUploadBytes: parts.maxUploadBytes })
  await keepSafe(app, { secure })
  await app.register(underPressure, { maxEventLoopDelay: 0, maxHeapUsedBytes: 0 })

  const visits = visitsOf(parts, secure)
  addPages(app, parts, visits)
  app.get('/api/v1/openapi.json', forAnyone, async (_request, reply) =>
    reply.header('access-control-allow-origin', '*').send(describeApi(parts.pages, settings.url)),
  )
  app.get('/healthz', { ...forAnyone, logLevel: 'warn' }, async (_request, reply) => {
    try {
      await parts.health()
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
  await parts.extend?.(app)

  answerFaults(app, parts, visits)
  return app
}
