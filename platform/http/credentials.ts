import type { FastifyRequest } from 'fastify'

export type Credentials = { readonly session?: string; readonly bearer?: string }

export const SESSION_COOKIE = 'goldthread'

/** The session cookie and the bearer token that a request carries, where it does. */
export function credentialsOf(request: FastifyRequest): Credentials {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  // A browser sends its cookies whoever wrote the page: the API, whose forms carry no token, takes none.
  const session = request.url.startsWith('/api/') ? undefined : request.cookies[SESSION_COOKIE]
  return { ...(bearer ? { bearer } : {}), ...(session ? { session } : {}) }
}
