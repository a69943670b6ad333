import type { FastifyInstance } from 'fastify'
import type { ReactElement } from 'react'
import type { Db } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import type { Settings } from '../settings.ts'
import type { Credentials } from './credentials.ts'
import type { Gauge } from './gauge.ts'
import type { Page, Viewer } from './page.ts'
import type { Rates } from './rates.ts'
import type { StreamLimits } from './streams.ts'

/** What surrounds every page: who looks, where, and what their forms must carry. */
export type Frame = {
  readonly path: string
  readonly viewer: Viewer | null
  readonly today: Day
  readonly csrfToken: () => string
  /** What scripts and styles of this answer carry, so that the browser knows them for ours. */
  readonly nonces: { readonly script: string; readonly style: string }
}

export type Fault = {
  readonly status: 403 | 404 | 405 | 410 | 413 | 415 | 422 | 429 | 500 | 503
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
  readonly health: () => Promise<Readonly<Record<string, string>>>
  /** Adds routes of another shape: static files, sign-in. */
  readonly extend?: (app: FastifyInstance) => Promise<void> | void
  readonly maxUploadBytes: number
  /** What the numbers of the house say besides those of the server: the pool, jobs, the journal, mail. */
  readonly gauges?: readonly Gauge[]
  /** How much may be sent within a minute; the usual when left out. */
  readonly rates?: Rates
  /** Where the log goes, other than to standard output. */
  readonly logTo?: { readonly write: (line: string) => void }
  /** Where changes are told: the record itself, never a replica. */
  readonly databaseUrl: string
  readonly streamLimits?: StreamLimits
}
