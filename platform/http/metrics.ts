import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  Counter,
  collectDefaultMetrics,
  Histogram,
  Gauge as PromGauge,
  Registry,
} from 'prom-client'
import { bearerOf } from './credentials.ts'
import { forAnyone } from './declared-routes.ts'
import type { ServerParts } from './server-parts.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether a request may read the numbers: by the token of the settings; without one, from this machine. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) {
    // The socket's own address: what a proxy says of others does not make them local.
    const address = request.socket.remoteAddress ?? ''
    const forwarded = request.headers['x-forwarded-for'] !== undefined
    return !forwarded && /^(?:127\.|::1$|::ffff:127\.)/.test(address)
  }
  const bearer = bearerOf(request)
  return bearer !== undefined && timingSafeEqual(digest(bearer), digest(token))
}

let ofTheProcess: Registry | undefined

/**
 * Memory, garbage and the event loop: once for a process, however many houses are opened in it. What
 * watches them is never taken away again, and would keep each house that had closed.
 */
function numbersOfTheProcess(): Registry {
  if (!ofTheProcess) {
    ofTheProcess = new Registry()
    collectDefaultMetrics({ register: ofTheProcess, prefix: 'goldthread_' })
  }
  return ofTheProcess
}

/**
 * Counts requests and how long they took, by the pattern of their route and never by an address,
 * so that there are as many rows as there are routes; and tells them under /metrics, with the
 * numbers of the process and of the house, as Prometheus reads them. Call it before there are routes.
 */
export function openMetrics(app: FastifyInstance, parts: Pick<ServerParts, 'settings' | 'gauges'>) {
  const registry = new Registry()
  const registers = [registry]
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({
    name: 'goldthread_http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers,
  })
  const seconds = new Histogram({
    name: 'goldthread_http_request_seconds',
    help: 'How long requests took.',
    labelNames: ['method', 'route'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  for (const { name, help, read } of parts.gauges ?? [])
    new PromGauge({
      name: `goldthread_${name}`,
      help,
      registers,
      async collect() {
        // A database that is away must not take the other numbers with it.
        const value = await Promise.resolve(read()).catch(() => null)
        if (value === null) this.remove()
        else this.set(value)
      },
    })
  const methods = new Set(['GET', 'HEAD', 'POST'])
  app.addHook('onResponse', async (request, reply) => {
    const method = methods.has(request.method) ? request.method : 'other'
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ method, route, status: `${Math.floor(reply.statusCode / 100)}xx` })
    seconds.observe({ method, route }, reply.elapsedTime / 1000)
  })
  return {
    addRoute: () =>
      app.get('/metrics', { ...forAnyone, logLevel: 'warn' }, async (request, reply) => {
        // To others it is not there at all.
        if (!mayRead(request, parts.settings.metricsToken)) return reply.callNotFound()
        const whole = Registry.merge([numbersOfTheProcess(), registry])
        return reply
          .header('cache-control', 'private, no-store')
          .type(whole.contentType)
          .send(await whole.metrics())
      }),
  }
}
