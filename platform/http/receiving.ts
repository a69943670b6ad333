import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../settings.ts'
import { cookieNamed } from './credentials.ts'
import type { Upload, Values } from './page.ts'
import { gather, MAX_FIELDS, type Received, valuesFrom } from './values.rules.ts'

const FIELD_BYTES = 1024 * 1024

/** Makes the server read forms, files and the token that a form must carry. */
export async function readForms(
  app: FastifyInstance,
  { secure, maxUploadBytes }: { readonly secure: boolean; readonly maxUploadBytes: number },
) {
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: cookieNamed('goldthread-csrf', secure),
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure },
    getToken: request => textIn(request.body, '_csrf') ?? textIn(request.query, '_csrf'),
  })
  await app.register(formbody)
  // No form is sent as plain text, and no program of ours sends it.
  app.removeContentTypeParser('text/plain')
  await app.register(multipart, {
    // A file over the limit is cut off there, and refused in a sentence beside its field.
    throwFileSizeLimit: false,
    limits: { fileSize: maxUploadBytes, fieldSize: FIELD_BYTES, files: 10, fields: MAX_FIELDS },
  })
}

const textIn = (body: unknown, name: string): string | undefined => {
  const value =
    body && typeof body === 'object' ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** The csrf plugin reads the body it is given; a multipart body is read by us first. */
export async function checkCsrf(
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

/** What a form sent: its texts, its files, and a sentence for each thing that cannot be taken. */
type Sent = Received & { readonly uploads: readonly Upload[] }

/**
 * Reads what a form or an API client sent. What cannot be taken, such as a file over the limit
 * or text that cannot be kept, becomes a refusal beside its field.
 */
export async function readBody(request: FastifyRequest): Promise<Sent> {
  if (!request.isMultipart()) return { ...valuesFrom(request.body), uploads: [] }
  const gathered = gather()
  const uploads: Upload[] = []
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      gathered.add(part.fieldname, String(part.value))
      continue
    }
    const bytes = await readPart(part.file)
    if (part.file.truncated)
      gathered.refuse({
        code: 'file-too-large',
        field: part.fieldname,
        message: `“${part.filename}” is larger than ${Math.round(bytes.byteLength / 1024 / 1024)} MB. Send a smaller file, or split it.`,
      })
    else if (part.filename !== '')
      uploads.push({ field: part.fieldname, name: part.filename, bytes })
  }
  return { ...gathered.received(), uploads }
}

/** The parts of a body; one that stops in its middle, or is none, is the sender's fault and not ours. */
async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts()
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** What Fastify has a status for, as it is. */
const unreadable = (cause: unknown) =>
  (cause as { statusCode?: number }).statusCode === undefined
    ? Object.assign(new Error('A body could not be read.', { cause }), { statusCode: 400 })
    : cause

/** Reads to the end even past the limit, so that the fields after it still arrive. */
async function readPart(stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk)
  } catch (cause) {
    // A body that stops within a file is told of by the file.
    throw unreadable(cause)
  }
  return Buffer.concat(chunks)
}

/** Whether a script of ours sent the form and shows its outcome in the page itself. */
export const wantsOutcome = (request: FastifyRequest) =>
  request.method === 'POST' && request.headers.accept === 'application/json'

/** The page on which the button stood, if it is one of ours. */
export function backFrom(request: FastifyRequest, settings: Settings): string {
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
