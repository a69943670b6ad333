import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Settings } from '../settings.ts'

/**
 * The number under which a request is found in the log: that of the proxy before us, where it
 * sends one that is safe to write down, otherwise one of ours.
 */
export const requestId = (request: Pick<IncomingMessage, 'headers'>): string => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(given)
    ? given
    : randomBytes(6).toString('hex')
}

/** Gives each answer the number under which the log tells of its request. */
export function numberAnswers(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}

/** An address with the values that its query carries left out: some are keys, some are searches for people. */
export const addressInLog = (url: string): string => {
  const [path = '', query] = url.split('?')
  if (query === undefined) return path
  const names = query.split('&').map(pair => pair.split('=')[0] ?? '')
  return `${path}?${names.map(name => `${name}=(left out)`).join('&')}`
}

const SECRET_IN_PATH = /\/:(?:secret|key|token)\b/

const patternOf = (request: FastifyRequest) => request.routeOptions?.url ?? ''

/**
 * What the log says of a request: no header, nothing of its query, and no secret that its path is
 * made of, which stands there under the name of its place.
 */
const requestInLog = (request: FastifyRequest) => ({
  method: request.method,
  url: SECRET_IN_PATH.test(patternOf(request)) ? patternOf(request) : addressInLog(request.url),
  host: request.host,
  remoteAddress: request.ip,
})

type Told = {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly stack: string
  readonly cause?: Told
}

// PostgreSQL puts values of the record between quotation marks and brackets into what it says.
const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * What the log says of a fault: its type, code and message and where it happened. Nothing else that
 * hangs on it, as a fault of the database carries its connection, the statement, its parameters and
 * the row; and of its message, no text of the record and no address.
 */
export function faultInLog(fault: unknown, depth = 0): Told {
  if (!(fault instanceof Error)) return { type: typeof fault, message: '', stack: '' }
  const code = (fault as { code?: unknown }).code
  const ofDatabase = typeof code === 'string' && SQLSTATE.test(code)
  const message = withoutText(fault.message, ofDatabase)
  return {
    type: fault.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    message,
    // The lines of places only: the first of a stack repeats the message.
    stack: (fault.stack ?? '')
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .join('\n'),
    ...(fault.cause instanceof Error && depth < 3
      ? { cause: faultInLog(fault.cause, depth + 1) }
      : {}),
  }
}

/** A message without addresses of people, without keys and, of the database, without values. */
const withoutText = (message: string, ofDatabase: boolean) =>
  (ofDatabase
    ? // «invalid input syntax for type uuid: "…"»: names of tables and columns hold no space or sign.
      message
        .replace(/"(?![a-z_][a-z0-9_.]*")[^"]*"/g, '"(left out)"')
        .replace(/: "[^"]*"$/, ': "(left out)"')
    : message
  )
    .replace(/[^\s@<>"'(]+@[^\s@<>"')]+/g, '(an e-mail address)')
    .replace(/\b[A-Za-z0-9_-]{32,}\b/g, '(a key)')
    .replace(/\b(postgres(?:ql)?|smtps?|https?):\/\/[^\s/@]*:[^\s/@]*@/g, '$1://(left out)@')
    .slice(0, 500)

/** pino writes a fault's own message beside what the serialiser made of it, unless it is given words. */
function inOurWords(this: unknown, words: unknown[], write: (...words: unknown[]) => void) {
  const [first, ...others] = words
  const fault = first instanceof Error ? first : (first as { err?: unknown } | null)?.err
  if (fault instanceof Error && typeof others[0] !== 'string')
    return write.call(this, first instanceof Error ? { err: fault } : first, 'a fault')
  return write.apply(this, first instanceof Error ? [{ err: first }, ...others] : words)
}

/** The log as Fastify takes it; none where the settings silence it. */
export const loggerOf = (
  { logLevel }: Settings,
  stream?: { readonly write: (line: string) => void },
) =>
  logLevel === 'silent'
    ? false
    : {
        level: logLevel,
        serializers: { req: requestInLog, err: (fault: Error) => faultInLog(fault) },
        hooks: { logMethod: inOurWords },
        ...(stream ? { stream } : {}),
      }
