import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** An account at a provider, by its subject. */
export type AccountThere = { email?: string; verified?: boolean }

type Claims = Record<string, unknown>

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const partsOf = (token: string) =>
  token
    .split('.')
    .slice(0, 2)
    .map(text => JSON.parse(Buffer.from(text, 'base64url').toString()) as Claims)

const aKey = (algorithm: 'RS256' | 'ES256') =>
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })

/**
 * A real OpenID provider on this machine, which demands PKCE and signs in whom `says` names.
 * What its token endpoint answers can be tampered with on the way.
 *
 * @param redirect the one address to which it sends people back
 */
export async function anIdentityProvider(
  redirect: string,
  { algorithm = 'RS256' as 'RS256' | 'ES256', port = 0 } = {},
) {
  const secret = 'a secret of thirty-two letters or so'
  const key = aKey(algorithm)
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const self = {
    issuer,
    secret,
    accounts: {} as Record<string, AccountThere>,
    /** Who signs in there next; null for somebody who declines. */
    says: null as string | null,
    /** What becomes of an ID token on its way. */
    tamper: null as ((token: string) => string) | null,
    /** Whether it drops every connection. */
    isDown: false,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
    /** The token with other claims, signed by the provider's own key, or by another. */
    resigned: (
      token: string,
      change: (claims: Claims) => Claims,
      by: KeyObject = key.privateKey,
    ) => {
      const [header, claims] = partsOf(token)
      const text = `${part(header)}.${part(change(claims ?? {}))}`
      const signed = sign('sha256', Buffer.from(text), { key: by, dsaEncoding: 'ieee-p1363' })
      return `${text}.${signed.toString('base64url')}`
    },
    /** A key that is not the provider's. */
    anotherKey: () => aKey(algorithm).privateKey,
    unsigned: (token: string) => `${part({ alg: 'none' })}.${part(partsOf(token)[1])}.`,
    /** Signed with the secret that our own side has, too. */
    bySecret: (token: string) => {
      const text = `${part({ alg: 'HS256' })}.${part(partsOf(token)[1])}`
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
    },
  }

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'goldthread',
        client_secret: secret,
        redirect_uris: [redirect],
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: {
      keys: [
        { ...key.privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: algorithm },
      ] as never,
    },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of a test'] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Grant: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: async () => {
        const { email, verified = true } = self.accounts[id] ?? {}
        return { sub: id, ...(email ? { email, email_verified: verified } : {}) }
      },
    }),
  })
  provider.use(async (ctx, next) => {
    await next()
    const body = ctx.body as { id_token?: string } | undefined
    if (ctx.path === '/token' && self.tamper && body?.id_token)
      ctx.body = { ...body, id_token: self.tamper(body.id_token) }
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (self.isDown) return request.socket.destroy()
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (self.says === null)
      return provider.interactionFinished(request, response, { error: 'access_denied' })
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: self.says } })
    const grant = new provider.Grant({
      accountId: session?.accountId ?? '',
      clientId: String(params.client_id),
    })
    grant.addOIDCScope('openid email')
    return provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    })
  })
  return self
}

/** Goes through a provider as a browser does; answers with the address to which it sends one back. */
export async function throughProvider(begin: string): Promise<string> {
  const jar = new Map<string, string>()
  const { origin } = new URL(begin)
  let at = begin
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`${answer.status} at ${at}: ${await answer.text()}`)
    at = new URL(to, at).href
    if (new URL(at).origin !== origin) return at
  }
  throw new Error('The provider leads round and round.')
}
