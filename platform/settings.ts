import { resolve } from 'node:path'
import { type Day, isDay } from './day.rules.ts'
import {
  type ProviderSettings,
  readPasskeysFrom,
  readProviders,
  readTrustedProxies,
  type TrustedProxies,
} from './sign-in-settings.ts'

/** What may be set from outside. Nothing else reads the environment. */
export type Settings = {
  readonly port: number
  readonly host: string
  /** Folder for the embedded database and built files. */
  readonly data: string
  /** Any PostgreSQL 15 or later, instead of the embedded one. */
  readonly databaseUrl?: string
  /** Where the public site reads from; the main database when unset. */
  readonly replicaUrl?: string
  /** The address under which the public knows the site. */
  readonly url: string
  readonly demo: boolean
  /** The day on which the demo record stands; the clock's day outside the demo. */
  readonly demoToday: Day
  readonly logLevel: string
  /** Where letters go out; without it they are written and wait. */
  readonly smtpUrl?: string
  /** The organisations whose own sign-in is taken. */
  readonly providers: readonly ProviderSettings[]
  /** The first day on which staff need a passkey; null where they never do. */
  readonly passkeysFrom: Day | null
  /** Whose word is taken for where a request comes from. */
  readonly trustedProxies: TrustedProxies
  /** What whoever reads the numbers under /metrics must show; unset, only this machine may. */
  readonly metricsToken?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings, or says in a sentence which one is wrong.
 *
 * @param env usually `process.env`
 * @throws Error naming the setting, what was given and what is wanted
 */
export function readSettings(env: Environment): Settings {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is "${env.PORT}", which is not a port between 0 and 65535.`)
  const host = env.HOST ?? '127.0.0.1'
  const today = env.GOLDTHREAD_TODAY ?? '2025-07-01'
  if (!isDay(today))
    throw new Error(`GOLDTHREAD_TODAY is "${today}", which is not a day written as YYYY-MM-DD.`)
  const url = readUrl(env.GOLDTHREAD_URL ?? `http://${host}:${port}`)
  return {
    port,
    host,
    data: resolve(env.GOLDTHREAD_DATA ?? 'var'),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.DATABASE_REPLICA_URL ? { replicaUrl: env.DATABASE_REPLICA_URL } : {}),
    url,
    demo: env.GOLDTHREAD_DEMO !== 'off',
    demoToday: today,
    logLevel: env.LOG_LEVEL ?? 'info',
    ...(env.METRICS_TOKEN ? { metricsToken: readMetricsToken(env.METRICS_TOKEN) } : {}),
    ...(env.SMTP_URL ? { smtpUrl: readSmtpUrl(env.SMTP_URL) } : {}),
    providers: readProviders(env),
    passkeysFrom: readPasskeysFrom(env, url),
    trustedProxies: readTrustedProxies(env.TRUST_PROXY),
  }
}

/** Cookies, links and passkeys depend on it, so that nonsense is not put up with. */
function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return text.replace(/\/+$/, '')
  throw new Error(
    `GOLDTHREAD_URL is “${text}”, which is not an address such as https://record.example.org.`,
  )
}

function readMetricsToken(text: string): string {
  if (/^[\x21-\x7e]{16,}$/.test(text)) return text
  throw new Error('METRICS_TOKEN must be at least 16 letters, digits and signs, without spaces.')
}

function readSmtpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return text
  // What was given is not repeated: it may hold a password.
  throw new Error('SMTP_URL is not an address such as smtp://USER:PASSWORD@mail.example.org:587.')
}
