import { isIP } from 'node:net'
import { type Day, isDay } from './day.rules.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** An organisation whose own sign-in is taken, by OpenID Connect. */
export type ProviderSettings = {
  /** Stands in addresses: `/sign-in/with/ID`. */
  readonly id: string
  /** As people know the organisation. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  /** Without one the client is public, and only PKCE ties the code to it. */
  readonly clientSecret?: string
  /** The domains of e-mail for which it may speak; empty: any. */
  readonly domains: readonly string[]
}

const PARTS = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'NAME', 'DOMAINS'] as const

/**
 * The organisations of OIDC_PROVIDERS, in its order.
 *
 * @throws Error with a sentence that names the setting; never what was given as a secret
 */
export function readProviders(env: Environment): readonly ProviderSettings[] {
  const ids = listIn(env.OIDC_PROVIDERS)
  for (const id of ids)
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(id))
      throw new Error(
        `OIDC_PROVIDERS names “${id}”: use small letters, digits and hyphens, such as blmk,council.`,
      )
  if (new Set(ids).size < ids.length) throw new Error('OIDC_PROVIDERS names one provider twice.')
  const known = new Set(ids.flatMap(id => PARTS.map(part => settingOf(id, part))))
  for (const name of Object.keys(env))
    if (name.startsWith('OIDC_') && name !== 'OIDC_PROVIDERS' && !known.has(name))
      throw new Error(`${name} is set, but OIDC_PROVIDERS names no provider to which it belongs.`)
  const providers = ids.map(id => readProvider(env, id))
  if (new Set(providers.map(({ issuer }) => issuer)).size < providers.length)
    throw new Error('Two providers of OIDC_PROVIDERS have the same issuer.')
  for (const { id, domains } of providers)
    if (providers.length > 1 && domains.length === 0)
      throw new Error(
        `${settingOf(id, 'DOMAINS')} is missing. Where there are several providers, say for which domains of e-mail each may speak, or any of them could sign in as anybody.`,
      )
  return providers
}

function readProvider(env: Environment, id: string): ProviderSettings {
  const needed = (part: (typeof PARTS)[number]) => {
    const value = env[settingOf(id, part)]?.trim()
    if (!value)
      throw new Error(
        `${settingOf(id, part)} is missing: OIDC_PROVIDERS names the provider “${id}”.`,
      )
    return value
  }
  const issuer = needed('ISSUER')
  if (!isIssuer(issuer))
    throw new Error(
      `${settingOf(id, 'ISSUER')} is “${issuer}”, which is not an address that begins with https:// and has neither a question mark nor a hash.`,
    )
  const domains = listIn(env[settingOf(id, 'DOMAINS')]).map(domain => domain.toLowerCase())
  for (const domain of domains)
    if (!/^([a-z0-9-]+\.)+[a-z0-9-]+$/.test(domain))
      throw new Error(
        `${settingOf(id, 'DOMAINS')} names “${domain}”, which is not a domain such as example.nhs.uk.`,
      )
  const clientSecret = env[settingOf(id, 'CLIENT_SECRET')]
  return {
    id,
    name: needed('NAME'),
    issuer,
    clientId: needed('CLIENT_ID'),
    ...(clientSecret ? { clientSecret } : {}),
    domains,
  }
}

/**
 * Whose word is taken for where a request comes from (X-Forwarded-For): nobody's; that of
 * proxies on this machine; of so many proxies in a row; or of proxies at these addresses.
 */
export type TrustedProxies = false | number | readonly string[]

/** @throws Error with a sentence, where TRUST_PROXY is none of these */
export function readTrustedProxies(text = 'loopback'): TrustedProxies {
  if (text === 'none') return false
  if (/^\d+$/.test(text)) {
    const hops = Number(text)
    if (hops >= 1 && hops <= 10) return hops
    throw new Error(`TRUST_PROXY is ${text}: between 1 and 10 proxies can stand in a row.`)
  }
  const addresses = listIn(text)
  if (addresses.length === 0)
    throw new Error(
      'TRUST_PROXY is empty. Leave it out, or say none, loopback, addresses or a count.',
    )
  for (const address of addresses)
    if (address !== 'loopback' && !isAddressOrRange(address))
      throw new Error(
        `TRUST_PROXY names “${address}”. Say none, loopback, the addresses of your proxies (10.0.0.5 or 10.0.0.0/24), or how many stand in a row.`,
      )
  return addresses
}

/**
 * From which day staff need a passkey beside their first sign-in; null where they never do.
 *
 * @param url the site's public address: only a secure one with a name can have passkeys
 * @throws Error where the setting is neither a day nor off, or cannot be kept at this address
 */
export function readPasskeysFrom(env: Environment, url: string): Day | null {
  const text = env.STAFF_PASSKEYS_FROM
  if (text === undefined) return ALWAYS
  if (text === 'off') return null
  if (!isDay(text))
    throw new Error(
      `STAFF_PASSKEYS_FROM is “${text}”, which is neither a day written as YYYY-MM-DD nor off.`,
    )
  if (!canHavePasskeys(url))
    throw new Error(
      `STAFF_PASSKEYS_FROM cannot be kept at ${url}: browsers allow passkeys only at an address with https and a name. Set GOLDTHREAD_URL to such a one.`,
    )
  return text
}

const ALWAYS = '1970-01-01' as Day

/** Whether browsers allow passkeys at an address: one that is secure, or this machine's, with a name (WebAuthn 13.4.9). */
export function canHavePasskeys(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  if (hostname === 'localhost') return true
  return protocol === 'https:' && /[a-z]/i.test(hostname) && !hostname.startsWith('[')
}

const settingOf = (id: string, part: (typeof PARTS)[number]) =>
  `OIDC_${id.toUpperCase().replaceAll('-', '_')}_${part}`

const listIn = (text = '') =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')

/** An issuer over plain http is for this machine only: anybody between could be it. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  if (/[?#]/.test(text) || search !== '' || hash !== '' || username !== '') return false
  const onThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && onThisMachine)
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)
}
