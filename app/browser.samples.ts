import type { House } from './house.ts'

/** A browser of one's own for the house: it keeps cookies and sends a form's token. */
export function aBrowser({ server }: House, { address = '203.0.113.1', agent = '' } = {}) {
  const jar = new Map<string, string>()
  const ask = async (request: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
    const reply = await server.inject({
      ...request,
      remoteAddress: address,
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': agent,
        ...(request.payload === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const { name, value } of reply.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    return {
      status: reply.statusCode,
      // As a reader has it: React writes some signs as references.
      body: reply.body.replaceAll('&#x27;', '’').replaceAll('&amp;', '&'),
      location: String(reply.headers.location ?? ''),
      cookies: reply.cookies,
    }
  }
  const get = (url: string) => ask({ method: 'GET', url })
  return {
    jar,
    get,
    post: async (url: string, fields: Record<string, string> = {}, opened = url) => {
      const token = /name="_csrf" value="([^"]*)"/.exec((await get(opened)).body)?.[1] ?? ''
      const payload = new URLSearchParams({ _csrf: token, ...fields }).toString()
      return ask({ method: 'POST', url, payload })
    },
    isSignedIn: async () => (await get('/work')).status === 200,
  }
}

export type Browser = ReturnType<typeof aBrowser>
