import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { type Db, isDiskFull, isOutOfReach } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import { Moved, NotFound, NotPermitted, type Outcome, type Refusal } from '../outcome.ts'
import type { Acting } from '../record/verb.ts'
import type { Settings } from '../settings.ts'
import { describeApi } from './openapi.ts'
import type {
  FileAnswer,
  Needs,
  Page,
  ReadsAs,
  StreamPage,
  Upload,
  Values,
  Viewer,
  Visit,
} from './page.ts'
import { openStreams, type StreamLimits, type Streams } from './streams.ts'
import { valuesFrom } from './values.rules.ts'

/** What surrounds every page: who looks, where, and what their forms must carry. */
export type Frame = {
  readonly path: string
  readonly viewer: Viewer | null
  readonly today: Day
  readonly csrfToken: () => string
}

export type Fault = {
  readonly status: 403 | 404 | 405 | 422 | 500 | 503
  readonly reference: string
  readonly message: string
  readonly back?: string
}

export type ServerParts = {
  readonly settings: Settings
  readonly db: Db
  readonly publicDb: Db
  /** The record as a person may see it on a day. */
  readonly asPerson: (person: string, day: Day) => Db
  readonly pages: readonly Page[]
  /** Whole documents, in the one look. */
  readonly render: (element: ReactElement, frame: Frame) => string
  /** One region of a page, for a stream: everybody is sent the same, so nobody's token is in it. */
  readonly renderRegion: (element: ReactElement, today: Day) => string
  readonly faultView: (fault: Fault) => ReactElement
  /** Who sent this: by session cookie or bearer token. Null when nobody. */
  readonly identify: (credentials: Credentials, today: Day) => Promise<Viewer | null>
  /** What anyone may do without signing in. */
  readonly visitorMay: (permission: string) => boolean
  readonly clock: () => { now: Date; today: Day }
  /** Throws when the record cannot be reached. */
  readonly health: () => Promise<void>
  /** Adds routes of another shape: static files, sign-in. */
  readonly extend?: (app: FastifyInstance) => Promise<void> | void
  readonly maxUploadBytes: number
  /** Where changes are told: the record itself, never a replica. */
  readonly databaseUrl: string
  readonly streamLimits?: StreamLimits
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What must have been granted to be answered here. A route that does not say is not registered. */
    needs?: Needs | 'a person' | 'anyone'
  }
  interface FastifyInstance {
    /** Every route of the house, as it was declared. */
    declaredRoutes: DeclaredRoute[]
  }
}

export type DeclaredRoute = {
  readonly method: string
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
}

const needing = (needs: DeclaredRoute['needs']) => ({ config: { needs } })
const forAnyone = needing('anyone')

export type Credentials = { readonly session?: string; readonly bearer?: string }

export const SESSION_COOKIE = 'goldthread'

/** What the log says of a request: no header, and no key that an address carries. */
const requestInLog = (request: FastifyRequest) => ({
  method: request.method,
  url: request.url.replace(/([?&]key=)[^&#]*/gi, '$1(left out)'),
  host: request.host,
  remoteAddress: request.ip,
})

const FIELD_BYTES = 1024 * 1024

/** Builds the server with every page of the house; nothing listens yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { settings } = parts
  const secure = settings.url.startsWith('https:')
  const app = Fastify({
    logger:
      settings.logLevel === 'silent'
        ? false
        : { level: settings.logLevel, serializers: { req: requestInLog } },
    genReqId: () => randomBytes(6).toString('hex'),
    trustProxy: true,
    routerOptions: { ignoreTrailingSlash: true },
    bodyLimit: 2 * 1024 * 1024,
  })
  const declaredRoutes: DeclaredRoute[] = []
  app.decorate('declaredRoutes', declaredRoutes)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.needs === undefined)
      throw new Error(`The route ${method} ${url} does not say what must be granted to open it.`)
    for (const each of [method].flat())
      declaredRoutes.push({ method: each, path: url, needs: config.needs })
  })
  await app.register(cookie)
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: 'goldthread-csrf',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure },
    getToken: request => textIn(request.body, '_csrf') ?? textIn(request.query, '_csrf'),
  })
  await app.register(formbody)
  await app.register(multipart, {
    // A file over the limit is cut off there, and refused in a sentence beside its field.
    throwFileSizeLimit: false,
    limits: { fileSize: parts.maxUploadBytes, fieldSize: FIELD_BYTES, files: 10, fields: 500 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    hsts: secure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(underPressure, { maxEventLoopDelay: 0, maxHeapUsedBytes: 0 })

  const visitOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
    as: 'the public' | ReadsAs,
  ): Promise<Visit> => {
    const { now, today } = parts.clock()
    const credentials = credentialsOf(request)
    const viewer =
      credentials.session || credentials.bearer ? await parts.identify(credentials, today) : null
    const acting: Acting = {
      db: parts.db,
      person: viewer?.person ?? null,
      today,
      now,
      may: (permission, scope) => viewer?.may(permission, scope) || parts.visitorMay(permission),
    }
    return {
      db:
        as === 'the installation'
          ? parts.db
          : as === 'whoever asks' && viewer
            ? parts.asPerson(viewer.person, today)
            : parts.publicDb,
      acting,
      viewer,
      today,
      now,
      params: request.params as Record<string, string>,
      query: request.query as Values,
      settings,
      address: request.ip,
      cookie: name => request.cookies[name],
      setCookie: (name, value) => {
        const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
        if (value === null) reply.clearCookie(name, options)
        else reply.setCookie(name, value, options)
      },
    }
  }

  const show = (
    reply: FastifyReply,
    visit: Pick<Visit, 'viewer' | 'today'>,
    element: ReactElement,
    status = 200,
  ) => {
    let token: string | undefined
    const html = parts.render(element, {
      path: reply.request.url,
      viewer: visit.viewer,
      today: visit.today,
      // Asked for by a page that holds a form; only then is the cookie set. Once for all the
      // forms of the page: on a first visit each asking would make a secret of its own.
      csrfToken: () => {
        token ??= reply.generateCsrf()
        return token
      },
    })
    return reply
      .code(status)
      .header('cache-control', visit.viewer ? 'private, no-store' : 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html)
  }

  const allow = async (
    needs: Needs | 'a person' | 'anyone',
    visit: Visit,
  ): Promise<'yes' | 'sign in'> => {
    if (needs === 'anyone') return 'yes'
    if (!visit.viewer) return 'sign in'
    if (needs === 'a person') return 'yes'
    const permitted = needs.scope
      ? // To which body it belongs is looked up also where the person may not see the thing itself.
        visit.viewer.may(needs.permission, await needs.scope({ ...visit, db: parts.db }))
      : visit.viewer.mayAnywhere(needs.permission)
    if (!permitted)
      throw new NotPermitted(`To open this you need the permission “${needs.permission}”.`)
    return 'yes'
  }

  const toSignIn = (request: FastifyRequest, reply: FastifyReply) =>
    reply.redirect(
      `/sign-in?then=${encodeURIComponent(request.method === 'GET' ? request.url : '/work')}`,
      303,
    )

  const receive = async (request: FastifyRequest) => {
    const { values, uploads, tooLarge } = await readBody(request)
    return { values, uploads, tooLarge }
  }

  const streams = openStreams({
    databaseUrl: parts.databaseUrl,
    channels: [
      ...new Set(parts.pages.flatMap(page => (page.kind === 'stream' ? [page.channel] : []))),
    ],
    onFault: fault => app.log.warn(fault),
    ...(parts.streamLimits ? { limits: parts.streamLimits } : {}),
  })
  // Before the server waits for what is under way: a stream would never end by itself.
  app.addHook('preClose', () => streams.close())

  const follow = async (page: StreamPage, request: FastifyRequest, reply: FastifyReply) => {
    // Read once for all who follow, and written for each kind of eyes.
    const visit = await visitOf(
      request,
      reply,
      page.needs === 'anyone' ? 'the public' : 'the installation',
    )
    if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
    const follows = await page.answer(visit)
    const whom = page.needs === 'anyone' ? 'anybody' : 'staff'
    if (!streams.hasRoomFor(whom)) return noRoom(reply)
    startStream(
      reply,
      streams,
      {
        channel: page.channel,
        topic: follows.topic,
        reading: follows.reading,
        read: async () => {
          const { version, state } = await follows.read(parts.clock())
          return { version, value: state }
        },
        writing: follows.writing,
        write: ({ version, value }) =>
          JSON.stringify({
            version: version ?? 0,
            regions: Object.fromEntries(
              Object.entries(follows.regions(value)).map(([name, element]) => [
                name,
                parts.renderRegion(element, parts.clock().today),
              ]),
            ),
          }),
      },
      whom,
      async () => {
        if (whom === 'anybody') return true
        const later = await visitOf(request, reply, 'the installation')
        return (await allow(page.needs, later).catch(() => 'no')) === 'yes'
      },
    )
  }

  for (const page of parts.pages) {
    if (page.kind === 'stream') {
      app.get(page.path, { ...needing(page.needs), exposeHeadRoute: false }, (request, reply) =>
        follow(page, request, reply),
      )
    } else if (page.kind === 'public') {
      app.get(page.path, forAnyone, async (request, reply) => {
        const visit = await visitOf(request, reply, 'the public')
        const { view } = await page.answer(visit)
        return show(reply, visit, view())
      })
      app.get(
        `/api/v1${page.path === '/' ? '' : page.path}`,
        { ...forAnyone, schema: { response: { 200: page.schema } } },
        async (request, reply) => {
          const visit = await visitOf(request, reply, 'the public')
          const { json } = await page.answer(visit)
          reply.header('access-control-allow-origin', '*')
          return json()
        },
      )
    } else if (page.kind === 'public file') {
      app.get(page.path, forAnyone, async (request, reply) =>
        sendFile(reply, await page.answer(await visitOf(request, reply, 'the public'))),
      )
    } else if (page.kind === 'work') {
      app.get(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        if ((await allow(page.needs, visit)) === 'sign in') return toSignIn(request, reply)
        const answer = await page.answer(visit)
        return 'mediaType' in answer ? sendFile(reply, answer) : show(reply, visit, answer)
      })
    } else if (page.kind === 'form') {
      app.get(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        if ((await allow(page.needs, visit)) === 'sign in') return toSignIn(request, reply)
        const { view } = await page.answer(visit, null)
        return show(reply, visit, view(null))
      })
      app.post(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        const inPlace = wantsOutcome(request)
        if ((await allow(page.needs, visit)) === 'sign in')
          return inPlace ? unauthorised(reply) : toSignIn(request, reply)
        const sent = await receive(request)
        await checkCsrf(app, request, reply, sent.values)
        if (sent.tooLarge) {
          const { view } = await page.answer(visit, null)
          return show(reply, visit, view({ values: sent.values, refusals: [sent.tooLarge] }), 422)
        }
        const { outcome, view } = await page.answer(visit, sent)
        if (!outcome) throw new Error('A form that was sent gives an outcome.')
        if (inPlace) return sendOutcome(reply, outcome, settings.url)
        if (outcome.ok) return reply.redirect(outcome.value, 303)
        return show(reply, visit, view({ values: sent.values, refusals: outcome.refusals }), 422)
      })
      if (page.browserOnly) continue
      app.post(`/api/v1${page.path}`, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        if (page.needs !== 'anyone' && !credentialsOf(request).bearer) return unauthorised(reply)
        if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
        const sent = await receive(request)
        if (sent.tooLarge) return problem(reply, 422, [sent.tooLarge], settings.url)
        const { outcome } = await page.answer(visit, sent)
        return sendOutcome(reply, outcome ?? { ok: true, value: '' }, settings.url)
      })
    } else {
      app.post(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, 'whoever asks')
        const inPlace = wantsOutcome(request)
        if ((await allow(page.needs, visit)) === 'sign in')
          return inPlace ? unauthorised(reply) : toSignIn(request, reply)
        const { values } = await receive(request)
        await checkCsrf(app, request, reply, values)
        const outcome = await page.submit(visit, values)
        if (inPlace) return sendOutcome(reply, outcome, settings.url)
        if (outcome.ok) return reply.redirect(outcome.value, 303)
        return show(
          reply,
          visit,
          parts.faultView({
            status: 422,
            reference: request.id,
            message: outcome.refusals.map(refusal => refusal.message).join(' '),
            back: backFrom(request, settings),
          }),
          422,
        )
      })
      app.post(`/api/v1${page.path}`, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, 'whoever asks')
        if (page.needs !== 'anyone' && !credentialsOf(request).bearer) return unauthorised(reply)
        if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
        const { values } = await receive(request)
        return sendOutcome(reply, await page.submit(visit, values), settings.url)
      })
    }
  }

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
    answerFault(request, reply, 404, 'There is no page at this address.'),
  )
  app.setErrorHandler((fault: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (fault instanceof Moved) {
      const to = addressNow(request, fault.parts)
      if (to !== undefined) return reply.redirect(to, request.method === 'GET' ? 301 : 308)
    }
    if (fault instanceof NotFound) return answerFault(request, reply, 404, fault.message)
    if (fault instanceof NotPermitted) return answerFault(request, reply, 403, fault.message)
    if (fault.code?.startsWith('FST_CSRF'))
      return answerFault(
        request,
        reply,
        403,
        'This form had been open too long to be sent safely. Go back, reload the page and send it again.',
      )
    const status = fault.statusCode
    if (status !== undefined && status >= 400 && status < 500)
      return answerFault(request, reply, 422, 'What was sent could not be read.')
    // An id that is none: what was sent, and not the record, is at fault.
    if (fault.code === '22P02')
      return answerFault(request, reply, 422, 'What was sent could not be read.')
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
  return app
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
    422: 'unreadable',
    500: 'fault',
    503: 'unavailable',
  })[status]

const textIn = (body: unknown, name: string): string | undefined => {
  const value =
    body && typeof body === 'object' ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

function credentialsOf(request: FastifyRequest): Credentials {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const session = request.cookies[SESSION_COOKIE]
  return { ...(bearer ? { bearer } : {}), ...(session ? { session } : {}) }
}

/** The csrf plugin reads the body it is given; a multipart body is read by us first. */
async function checkCsrf(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  values: Values,
) {
  request.body = values
  await new Promise<void>((resolve, reject) =>
    app.csrfProtection.call(app, request, reply, (fault?: Error) =>
      fault ? reject(fault) : resolve(),
    ),
  )
}

type Received = { values: Values; uploads: readonly Upload[]; tooLarge?: Refusal }

/** Reads what a form or an API client sent; a file over the limit becomes a refusal beside its field. */
async function readBody(request: FastifyRequest): Promise<Received> {
  if (!request.isMultipart()) return { values: valuesFrom(request.body), uploads: [] }
  const values: Record<string, string | string[]> = {}
  const uploads: Upload[] = []
  let tooLarge: Refusal | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const before = values[part.fieldname]
      const text = String(part.value)
      values[part.fieldname] =
        before === undefined ? text : Array.isArray(before) ? [...before, text] : [before, text]
      continue
    }
    const bytes = await readPart(part.file)
    if (part.file.truncated)
      tooLarge = {
        code: 'file-too-large',
        field: part.fieldname,
        message: `“${part.filename}” is larger than ${Math.round(bytes.byteLength / 1024 / 1024)} MB. Send a smaller file, or split it.`,
      }
    else if (part.filename !== '')
      uploads.push({ field: part.fieldname, name: part.filename, bytes })
  }
  return { values, uploads, ...(tooLarge ? { tooLarge } : {}) }
}

/** Reads to the end even past the limit, so that the fields after it still arrive. */
async function readPart(stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function sendFile(reply: FastifyReply, file: FileAnswer) {
  const ascii = file.name.replace(/[^\w.() -]/g, '_')
  return reply
    .header(
      'content-disposition',
      `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('content-length', file.bytes.byteLength)
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
}

/** The refusals of an act as application/problem+json (RFC 9457); `type` ends in the code. */
function problem(reply: FastifyReply, status: number, refusals: readonly Refusal[], url: string) {
  const first = refusals[0]
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `${url}/problems/${first?.code ?? 'refused'}`,
        title: status === 422 ? 'Refused' : (first?.message ?? 'Refused'),
        status,
        detail: refusals.map(refusal => refusal.message).join(' '),
        refusals,
      }),
    )
}

const unauthorised = (reply: FastifyReply) => {
  reply.header('www-authenticate', 'Bearer')
  return reply
    .code(401)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: 'Sign in first',
        status: 401,
        detail: 'Writing takes a bearer token: npx goldthread token --as PERSON.',
      }),
    )
}

const sendOutcome = (reply: FastifyReply, outcome: Outcome<string>, url: string) =>
  outcome.ok
    ? reply.code(200).send({ location: outcome.value })
    : problem(reply, 422, outcome.refusals, url)

/** Whether a script of ours sent the form and shows its outcome in the page itself. */
const wantsOutcome = (request: FastifyRequest) =>
  request.method === 'POST' && request.headers.accept === 'application/json'

/** Answers with server-sent events, until one side ends them. */
function startStream(
  reply: FastifyReply,
  streams: Streams,
  following: Parameters<Streams['open']>[0],
  whom: 'anybody' | 'staff',
  stillAllowed: () => Promise<boolean>,
) {
  const { request, raw } = reply
  const header = request.headers['last-event-id']
  const asked = (request.query as Values).since
  const since = typeof header === 'string' ? header : typeof asked === 'string' ? asked : ''
  reply.hijack()
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    // Neither kept, nor compressed, nor held back by a proxy until there is enough of it.
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
    // A stream that ends takes its connection with it, so that a server can stop.
    connection: 'close',
  })
  raw.socket?.setNoDelay(true)
  streams.open(following, { response: raw, since, stillAllowed }, whom)
}

const noRoom = (reply: FastifyReply) =>
  reply
    .code(503)
    .header('retry-after', '20')
    .type('text/plain; charset=utf-8')
    .send(
      'Too many screens follow the record at present. The page itself works: reload it to see the newest.',
    )

/** The page on which the button stood, if it is one of ours. */
function backFrom(request: FastifyRequest, settings: Settings): string {
  const referer = request.headers.referer
  if (!referer) return '/work'
  try {
    const from = new URL(referer)
    return from.host === request.headers.host || from.origin === settings.url
      ? from.pathname + from.search
      : '/work'
  } catch {
    return '/work'
  }
}
