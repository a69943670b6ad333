import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDiskFull, isOutOfReach } from '../database/database.ts'
import { Gone, Moved, NotFound, NotPermitted } from '../outcome.ts'
import { problem } from './answers.ts'
import type { noteMethods } from './methods.ts'
import { wantsOutcome } from './receiving.ts'
import type { Fault, ServerParts } from './server-parts.ts'
import type { Visits } from './visits.ts'

/** PostgreSQL's word for a text that is no value of its column, such as an empty text for an id. */
const NOT_AS_WRITTEN = '22P02'

/** Says what went wrong where there is no page to show: to people on a page, to programs as a problem. */
export function answerFaults(
  app: FastifyInstance,
  parts: ServerParts,
  { visitOf, show }: Visits,
  isThereForOthers: ReturnType<typeof noteMethods>,
) {
  const { settings } = parts
  const answerFault = async (
    request: FastifyRequest,
    reply: FastifyReply,
    status: Fault['status'],
    message: string,
  ) => {
    if (request.url.startsWith('/api/') || wantsOutcome(request))
      return problem(reply, status, [{ code: codeOf(status), message }], settings.url)
    const { today } = parts.clock()
    const viewer = await visitOf(request, reply, 'the public').then(
      visit => visit.viewer,
      () => null,
    )
    return show(
      reply,
      { viewer, today },
      parts.faultView({ status, reference: request.id, message }),
      status,
    )
  }
  app.setNotFoundHandler((request, reply) =>
    isThereForOthers(request, reply)
      ? answerFault(request, reply, 405, 'This address does not do what was asked of it.')
      : answerFault(request, reply, 404, 'There is no page at this address.'),
  )
  app.setErrorHandler((fault: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (fault instanceof Moved) {
      const to = addressNow(request, fault.parts)
      if (to !== undefined) return reply.redirect(to, request.method === 'GET' ? 301 : 308)
    }
    if (fault instanceof NotFound) return answerFault(request, reply, 404, fault.message)
    if (fault instanceof Gone) return answerFault(request, reply, 410, fault.message)
    if (fault instanceof NotPermitted) {
      request.log.warn('not permitted')
      return answerFault(request, reply, 403, fault.message)
    }
    if (fault.code?.startsWith('FST_CSRF')) {
      request.log.warn('sent without the token of its form')
      return answerFault(
        request,
        reply,
        403,
        'This form had been open too long to be sent safely. Go back, reload the page and send it again.',
      )
    }
    const status = fault.statusCode
    if (status === 413)
      return answerFault(request, reply, 413, 'What was sent is larger than anything taken here.')
    if (status === 415)
      return answerFault(
        request,
        reply,
        415,
        'What was sent is of a kind not taken here. Send a form, or JSON.',
      )
    if (status === 429)
      return answerFault(
        request,
        reply,
        429,
        'Too much was sent from your network within a minute. Wait a minute and send it again.',
      )
    if (status !== undefined && status >= 400 && status < 500)
      return answerFault(request, reply, 422, 'What was sent could not be read.')
    // The name of a thing that is none, such as a field left out: what was sent is at fault.
    if (fault.code === NOT_AS_WRITTEN) {
      request.log.warn(fault)
      return answerFault(
        request,
        reply,
        422,
        'What was sent does not name what it is about. Go back, reload the page and send it again.',
      )
    }
    request.log.error(fault)
    if (isDiskFull(fault))
      return answerFault(
        request,
        reply,
        503,
        'There is no room left for the record. Nothing can be written until whoever runs this site has made some; what is there can be read.',
      )
    if (isOutOfReach(fault)) {
      reply.header('retry-after', '10')
      const reading = request.method === 'GET' || request.method === 'HEAD'
      return answerFault(
        request,
        reply,
        503,
        `The record cannot be reached at present. Try again in a minute${reading ? '' : ', and look first whether what you sent is there'}.`,
      )
    }
    return answerFault(request, reply, 500, 'Something went wrong here. It is not your doing.')
  })
}

/** The address of a request with what has changed in it put right; undefined where nothing has. */
function addressNow(
  request: FastifyRequest,
  parts: Readonly<Record<string, string>>,
): string | undefined {
  const pattern = request.routeOptions.url
  if (pattern === undefined) return undefined
  const params = request.params as Record<string, string>
  const path = pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    const value = params[name] ?? ''
    return encodeURIComponent(parts[value] ?? value)
  })
  const [before, query] = request.url.split('?')
  return path === before ? undefined : query === undefined ? path : `${path}?${query}`
}

const codeOf = (status: Fault['status']) =>
  ({
    403: 'not-permitted',
    404: 'not-found',
    405: 'not-allowed',
    410: 'gone',
    413: 'too-large',
    415: 'kind-not-taken',
    429: 'too-often',
    422: 'unreadable',
    500: 'fault',
    503: 'unavailable',
  })[status]
