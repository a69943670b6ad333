import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * Notes what each address takes, so that whoever asks for something else of it is told so rather
 * than that there is nothing. Call it before there are routes.
 *
 * @returns whether the address is there for other methods, which it then names in `Allow`
 */
export function noteMethods(app: FastifyInstance) {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? {
      pattern: new RegExp(
        `^${url
          .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
          .replace(/:[A-Za-z]+/g, '[^/]+')
          .replace(/\*$/, '.*')}/?$`,
      ),
      methods: new Set<string>(),
    }
    for (const each of [method].flat()) route.methods.add(each)
    known.set(url, route)
  })
  return (request: FastifyRequest, reply: FastifyReply): boolean => {
    const path = request.url.split('?')[0] ?? ''
    const methods = new Set(
      [...known.values()]
        .filter(({ pattern }) => pattern.test(path))
        .flatMap(route => [...route.methods]),
    )
    if (methods.size === 0 || methods.has(request.method)) return false
    reply.header('allow', [...methods].sort().join(', '))
    return true
  }
}
