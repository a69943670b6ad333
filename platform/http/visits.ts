import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { NotFound, NotPermitted } from '../outcome.ts'
import type { Acting } from '../record/verb.ts'
import { cookieNamed, credentialsOf, SESSION_COOKIE } from './credentials.ts'
import type { Needs, ReadsAs, Values, Visit } from './page.ts'
import type { ServerParts } from './server-parts.ts'
import { isPlain, valuesFrom } from './values.rules.ts'

export type Visits = ReturnType<typeof visitsOf>

/** How a request becomes a visit, who may go on, and how a page is shown to them. */
export function visitsOf(parts: ServerParts, secure: boolean) {
  const { settings } = parts
  const visitOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
    as: 'the public' | ReadsAs,
  ): Promise<Visit> => {
    const { now, today } = parts.clock()
    const credentials = credentialsOf(request, secure)
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
      params: paramsOf(request),
      query: queryOf(request),
      settings,
      address: request.ip,
      device: request.headers['user-agent'] ?? '',
      note: text => request.log.warn(text),
      cookie: name => request.cookies[cookieNamed(name, secure)],
      setCookie: (name, value) => {
        const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
        if (value === null) {
          reply.clearCookie(cookieNamed(name, secure), options)
          // Whoever uses this browser next finds nothing of what was read in it.
          if (name === SESSION_COOKIE) reply.header('clear-site-data', '"cache", "storage"')
        } else reply.setCookie(cookieNamed(name, secure), value, options)
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
      nonces: reply.cspNonce,
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

  return { visitOf, show, allow }
}

/** The parts of an address. Nothing stands under one that holds what no text of the record may. */
function paramsOf(request: FastifyRequest): Record<string, string> {
  const params = request.params as Record<string, string>
  if (!Object.values(params).every(isPlain)) throw new NotFound('There is no page at this address.')
  return params
}

/** What stands behind the question mark, with what no text may hold left out: nothing is found by it. */
const queryOf = (request: FastifyRequest): Values =>
  valuesFrom({ ...(request.query as Record<string, unknown>) }).values

/** Off to sign in, and back afterwards. */
export const toSignIn = (request: FastifyRequest, reply: FastifyReply) =>
  reply.redirect(
    `/sign-in?then=${encodeURIComponent(request.method === 'GET' ? request.url : '/work')}`,
    303,
  )
