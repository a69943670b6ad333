import type { FastifyReply } from 'fastify'
import type { Outcome, Refusal } from '../outcome.ts'
import { isStale } from '../record/stale-save.rules.ts'
import type { FileAnswer } from './page.ts'

// Styles, because a browser's own viewer of PDF brings some.
const FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Kinds that a browser may show in place; anything else is kept, whoever made it. */
const SHOWN =
  /^(application\/pdf|image\/png|text\/(plain|csv|calendar)|application\/(json|xml|atom\+xml))\b/

/**
 * Sends a file, shown in the browser or kept, under its own name. What somebody uploaded is theirs
 * and not ours: the browser is to run nothing in it, and to take it for nothing but what we say.
 *
 * @param whose 'private' where only those may have it who are signed in
 */
export function sendFile(reply: FastifyReply, file: FileAnswer, whose: 'public' | 'private') {
  const name = file.name.toWellFormed()
  const ascii = name.replace(/[^\w.() -]/g, '_')
  const inline = file.inline && SHOWN.test(file.mediaType)
  return reply
    .header('content-security-policy', FILE_POLICY)
    .header('cache-control', whose === 'private' ? 'private, no-store' : 'no-cache')
    .header(
      'content-disposition',
      `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .header('content-length', file.bytes.byteLength)
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
}

/** The refusals of an act as application/problem+json (RFC 9457); `type` ends in the code. */
export function problem(
  reply: FastifyReply,
  status: number,
  refusals: readonly Refusal[],
  url: string,
) {
  const first = refusals[0]
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `${url}/problems/${first?.code ?? 'refused'}`,
        title: status === 422 || status === 409 ? 'Refused' : (first?.message ?? 'Refused'),
        status,
        detail: refusals.map(refusal => refusal.message).join(' '),
        refusals,
      }),
    )
}

/** The answer to a program that did not say who it is. */
export const unauthorised = (reply: FastifyReply) => {
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

/** The outcome of an act as JSON: where to go on to, or its refusals. */
export const sendOutcome = (reply: FastifyReply, outcome: Outcome<string>, url: string) =>
  outcome.ok
    ? reply.code(200).send({ location: outcome.value })
    : problem(reply, isStale(outcome.refusals) ? 409 : 422, outcome.refusals, url)

/** The answer where too many streams are open already. */
export const noRoom = (reply: FastifyReply) =>
  reply
    .code(503)
    .header('retry-after', '20')
    .type('text/plain; charset=utf-8')
    .send(
      'Too many screens follow the record at present. The page itself works: reload it to see the newest.',
    )
