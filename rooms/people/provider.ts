import * as oidc from 'openid-client'
import { done, type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import type { ProviderSettings } from '../../platform/sign-in-settings.ts'

/** Signatures by a key pair only: with a shared secret our own side could have signed. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]
const SECONDS_TO_ANSWER = 5
/** By how much the provider's clock may differ from ours. */
const CLOCK_TOLERANCE_SECONDS = 30
const HOUR_MS = 3_600_000

/** What ties one way to the provider to one browser; derived from the secret in its cookie. */
export type Ties = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Who a provider says it is. */
export type Account = {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  /** Whether the provider itself has seen that the address is theirs. */
  readonly emailVerified: boolean
}

export type Provider = ProviderSettings & {
  /** Where its sign-in begins. Refuses while the provider cannot be reached. */
  readonly begin: (returnTo: string, ties: Ties, at: At) => Promise<Outcome<string>>
  /** Who came back to this address. Refuses whatever is not proven, and a person who declined. */
  readonly finish: (address: URL, ties: Ties, at: At) => Promise<Outcome<Account>>
}

export type At = {
  readonly now: Date
  /** Is told what went wrong at the provider, for whoever runs the site; no token is in it. */
  readonly note: (text: string) => void
}

/**
 * An organisation's sign-in by OpenID Connect: authorization code with PKCE (RFC 7636), state
 * and nonce. What it says of itself is asked for when it is first needed, kept for an hour, and
 * kept for longer while it does not answer; a failure is never kept.
 */
export function aProvider(settings: ProviderSettings): Provider {
  let kept: { readonly config: oidc.Configuration; readonly at: number } | undefined

  const configuration = async ({ now, note }: At): Promise<oidc.Configuration> => {
    const age = kept === undefined ? Number.NaN : now.getTime() - kept.at
    if (kept !== undefined && age >= 0 && age < HOUR_MS) return kept.config
    try {
      kept = { config: await discover(settings), at: now.getTime() }
    } catch (fault) {
      if (kept === undefined) throw fault
      note(`${settings.id}: ${inWords(fault)}`)
    }
    return kept.config
  }

  const unreachable = (fault: unknown, { note }: At) => {
    note(`${settings.id}: ${inWords(fault)}`)
    return refused({
      code: 'provider-down',
      message: `The sign-in of ${settings.name} does not answer at present. Try again in a few minutes, or sign in another way.`,
    })
  }

  return {
    ...settings,
    begin: async (returnTo, { state, nonce, verifier }, at) => {
      try {
        const config = await configuration(at)
        return done(
          oidc.buildAuthorizationUrl(config, {
            redirect_uri: returnTo,
            scope: 'openid email',
            response_type: 'code',
            state,
            nonce,
            code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
            code_challenge_method: 'S256',
          }).href,
        )
      } catch (fault) {
        return unreachable(fault, at)
      }
    },
    finish: async (address, { state, nonce, verifier }, at) => {
      try {
        const config = await configuration(at)
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) throw new Error('The provider gave no ID token.')
        const told =
          claims.email === undefined && config.serverMetadata().userinfo_endpoint
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims
        return done({
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof told.email === 'string' ? told.email : '',
          emailVerified: told.email_verified === true,
        })
      } catch (fault) {
        if (fault instanceof oidc.AuthorizationResponseError) {
          at.note(`${settings.id}: ${inWords(fault)}`)
          return refused(declined(settings, fault.error))
        }
        if (!isUnproven(fault)) return unreachable(fault, at)
        at.note(`${settings.id}: ${inWords(fault)}`)
        return refused({
          code: 'provider-unproven',
          message: `What the sign-in of ${settings.name} answered does not prove who you are. Begin again; if this goes on, tell whoever runs this record.`,
        })
      }
    },
  }
}

async function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer)
  const insecure = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const found = await oidc.discovery(issuer, settings.clientId, undefined, undefined, {
    execute: insecure,
    timeout: SECONDS_TO_ANSWER,
  })
  const { supportsPKCE: _, ...server } = found.serverMetadata()
  const algorithms = (server.id_token_signing_alg_values_supported ?? ['RS256']).filter(name =>
    ALGORITHMS.includes(name),
  )
  if (algorithms.length === 0)
    throw new Error('The provider signs with no algorithm that is taken here.')
  const config = new oidc.Configuration(
    { ...server, id_token_signing_alg_values_supported: algorithms },
    settings.clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    authenticationOf(settings, server.token_endpoint_auth_methods_supported),
  )
  config.timeout = SECONDS_TO_ANSWER
  for (const allow of insecure) allow(config)
  // The signature is checked although the token comes straight from the provider: a proxy
  // between may hold the connection's certificate.
  oidc.enableNonRepudiationChecks(config)
  return config
}

/** How we show the provider who we are: as it takes it, by header where it says nothing (OpenID Connect Discovery 3). */
function authenticationOf(
  { clientSecret }: ProviderSettings,
  taken: readonly string[] = ['client_secret_basic'],
): oidc.ClientAuth {
  if (clientSecret === undefined) return oidc.None()
  return taken.includes('client_secret_basic')
    ? oidc.ClientSecretBasic(clientSecret)
    : oidc.ClientSecretPost(clientSecret)
}

function declined({ name }: ProviderSettings, error: string): Refusal {
  return error === 'access_denied'
    ? {
        code: 'provider-declined',
        message: `${name} did not sign you in: it was declined there. Begin again, or sign in another way.`,
      }
    : {
        code: 'provider-refused',
        message: `${name} did not sign you in, and says “${error.replace(/[^\w .-]/g, '').slice(0, 60)}”. Begin again; if this goes on, tell whoever runs this record.`,
      }
}

/** Whether the provider answered, and what it said does not hold; everything else is a provider out of reach. */
function isUnproven(fault: unknown): boolean {
  if (fault instanceof oidc.ResponseBodyError) return fault.status < 500
  if (fault instanceof TypeError)
    return String((fault as NodeJS.ErrnoException).code).startsWith('ERR_')
  if (!(fault instanceof oidc.ClientError)) return false
  return (
    fault.code !== 'OAUTH_TIMEOUT' &&
    fault.code !== 'OAUTH_ABORT' &&
    fault.code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
  )
}

const inWords = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault)
  const { code } = fault as NodeJS.ErrnoException
  const cause = fault.cause instanceof Error ? ` (${fault.cause.message})` : ''
  return `${fault.message}${code ? ` [${code}]` : ''}${cause}`
}
