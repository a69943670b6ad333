import type { FastifyRequest } from 'fastify'

export type Credentials = { readonly session?: string; readonly bearer?: string }

export const SESSION_COOKIE = 'goldthread'

/**
 * A cookie's name as the browser knows it: with the prefix it takes the cookie from this host
 * alone, and only if it came securely.
 */
export const cookieNamed = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name)

export const bearerOf = (request: FastifyRequest) =>
  /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]

/** The session cookie and the bearer token that a request carries, where it does. */
export function credentialsOf(request: FastifyRequest, secure: boolean): Credentials {
  const bearer = bearerOf(request)
  // A browser sends its cookies whoever wrote the page: the API, whose forms carry no token, takes none.
  const session = request.url.startsWith('/api/')
    ? undefined
    : request.cookies[cookieNamed(SESSION_COOKIE, secure)]
  return { ...(bearer ? { bearer } : {}), ...(session ? { session } : {}) }
}
