import type { FastifyContextConfig, FastifyInstance } from 'fastify'
import type { Needs } from './page.ts'

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

/** What a route says of who may open it, and how often, where that is limited. */
export const needing = (needs: DeclaredRoute['needs'], limit: FastifyContextConfig = {}) => ({
  config: { ...limit, needs },
})
export const forAnyone = needing('anyone')

/**
 * From here on a route is registered only if it says what must have been granted to open it.
 *
 * @throws Error from the registering of one that does not
 */
export function declareRoutes(app: FastifyInstance) {
  const declaredRoutes: DeclaredRoute[] = []
  app.decorate('declaredRoutes', declaredRoutes)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.needs === undefined)
      throw new Error(`The route ${method} ${url} does not say what must be granted to open it.`)
    for (const each of [method].flat())
      declaredRoutes.push({ method: each, path: url, needs: config.needs })
  })
}
