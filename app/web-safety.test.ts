import { expect, test } from 'vitest'
import { forAnyone } from '../platform/http/declared-routes.ts'
import { faultInLog, requestId } from '../platform/http/log.ts'
import { readSettings } from '../platform/settings.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { openHouse } from './house.ts'
import { aHouse } from './visitor.samples.ts'

const record = await freshRecord()
const house = await aHouse(record, '2025-07-01')
const get = (url: string, headers: Record<string, string> = {}) =>
  house.server.inject({ url, headers })

test('scripts and styles run only with the nonce of their answer, and nothing is inline', async () => {
  const nonces = new Set<string>()
  for (const path of ['/', '/meetings', '/sign-in', '/questions/ask', '/nothing-here']) {
    const { body, headers } = await get(path)
    const policy = String(headers['content-security-policy'])
    const nonce = /script-src 'nonce-([0-9a-f]{32})';/.exec(policy)?.[1] ?? 'none'
    nonces.add(nonce)
    expect(policy).toMatch(/style-src 'nonce-[0-9a-f]{32}';/)
    for (const part of [
      "default-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "script-src-attr 'none'",
    ])
      expect(policy, path).toContain(part)
    expect(policy).not.toMatch(/unsafe|\*|https:/)
    const styleNonce = /style-src 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1]
    for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
    for (const [tag] of body.matchAll(/<link rel="stylesheet"[^>]*>/g))
      expect(tag).toContain(`nonce="${styleNonce}"`)
    expect(body).not.toMatch(/<script\b[^>]*>[^<]|<style\b|\sstyle="|\son[a-z]+="|javascript:/i)
  }
  expect(nonces.size).toBe(5)
})

test('a body that stops in the middle of a file is the sender’s fault, and answered as one', async () => {
  const reply = await house.server.inject({
    method: 'POST',
    url: '/api/v1/questions/ask',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload:
      '--b\r\ncontent-disposition: form-data; name="file"; filename="paper.pdf"\r\n\r\n%PDF-1.7 and no en',
  })
  expect([reply.statusCode, reply.json().detail]).toEqual([422, 'What was sent could not be read.'])
})

test('every answer says how it is to be taken: its kind, no frames, no referrer elsewhere, nothing kept that is private', async () => {
  for (const path of ['/', '/api/v1/bodies', '/healthz', '/nothing-here', '/data']) {
    const { headers } = await get(path)
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': expect.stringMatching(/no-cache|no-store/),
      'permissions-policy': expect.stringContaining('camera=()'),
    })
    expect(headers['strict-transport-security'], path).toBeUndefined()
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})

test('a site with https says so for two years, and its cookies are sent over nothing else, to no script', async () => {
  const secure = await openHouse(
    readSettings({
      LOG_LEVEL: 'silent',
      GOLDTHREAD_URL: 'https://record.test',
    }),
    record.url,
  )
  try {
    const { headers, cookies, body } = await secure.server.inject({ url: '/sign-in' })
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
    expect(cookies).not.toEqual([])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({
        name: expect.stringMatching(/^__Host-/),
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
        path: '/',
      })
    // Whoever signs out on a shared machine leaves nothing there for the next.
    const out = await secure.server.inject({
      method: 'POST',
      url: '/sign-out',
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({
        _csrf: /name="_csrf" value="([^"]*)"/.exec(body)?.[1] ?? '',
      }).toString(),
    })
    expect(out.statusCode).toBe(303)
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
  } finally {
    await secure.close()
  }
})

test('what an address does not take is answered 405 or 415, and what is too large 413', async () => {
  const send = (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    type = 'text/plain',
    payload = 'x',
  ) => house.server.inject({ method, url, headers: { 'content-type': type }, payload })
  expect((await send('POST', '/meetings', 'application/json', '{}')).statusCode).toBe(405)
  expect(await send('DELETE', '/questions/ask', 'application/json', '{}')).toMatchObject({
    statusCode: 405,
    headers: { allow: 'GET, HEAD, POST' },
  })
  expect((await send('POST', '/questions/ask')).statusCode).toBe(415)
  expect((await send('POST', '/api/v1/questions/ask', 'application/xml')).statusCode).toBe(415)
  const large = `{"text":"${'x'.repeat(3_000_000)}"}`
  expect((await send('POST', '/questions/ask', 'application/json', large)).statusCode).toBe(413)
  expect((await send('POST', '/nothing-here', 'application/json', '{}')).statusCode).toBe(404)
})

test('an address made to fool is answered as nothing, and a host made up changes no address', async () => {
  for (const path of [
    '/bodies/x%00y',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../package.json',
    '/bodies/__proto__',
    '/%ff',
  ])
    expect((await get(path)).statusCode, path).toBeLessThan(500)
  expect((await get('/meetings?search=%00&body=%00&page=-1')).statusCode).toBe(200)
  const { body } = await get('/feed.xml', { host: 'evil.test', 'x-forwarded-host': 'evil.test' })
  const home = await get('/', { host: 'evil.test', 'x-forwarded-host': 'evil.test' })
  expect(body + home.body + JSON.stringify(home.headers)).not.toContain('evil.test')
})

test('signing in leads on to a page of this site and to no other', async () => {
  for (const then of ['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
    const { body } = await get(`/sign-in?then=${encodeURIComponent(then)}`)
    expect(body).not.toMatch(/(?:href|action)="(?:https:\/\/evil|\/\/evil|\/\\evil|javascript)/)
  }
})

test('more public writes within a minute than one office sends are stopped with 429', async () => {
  const narrow = await openHouse(readSettings({ LOG_LEVEL: 'silent' }), record.url, {
    rates: { publicWrites: 2, apiWrites: 2 },
  })
  try {
    const answers = []
    for (let time = 0; time < 3; time++)
      answers.push(
        await narrow.server.inject({ method: 'POST', url: '/api/v1/questions/ask', payload: {} }),
      )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422, 429])
    expect(answers[2]?.json()).toMatchObject({ status: 429 })
  } finally {
    await narrow.close()
  }
})

test('a request has a number: the proxy’s where it is safe, else ours; the answer and the fault page name it', async () => {
  expect((await get('/', { 'x-request-id': 'proxy-0123456789' })).headers['x-request-id']).toBe(
    'proxy-0123456789',
  )
  for (const given of [
    'short',
    'a b c d e f g h',
    'x'.repeat(65),
    'line\u0085line12',
    '<script>alert',
  ])
    expect(requestId({ headers: { 'x-request-id': given } })).toMatch(/^[0-9a-f]{12}$/)
})

test('the log tells of a request and a fault without a word of the record, a key, a cookie or an address', async () => {
  const lines: string[] = []
  const told = await openHouse(readSettings({ LOG_LEVEL: 'info' }), record.url, {
    logTo: { write: line => void lines.push(line) },
  })
  try {
    told.server.get('/planted', forAnyone, async () => {
      const fault = new Error('invalid input syntax for type date: "CANARY of the record"')
      throw Object.assign(fault, {
        code: '42883',
        client: { password: 'CANARY' },
        parameters: ['CANARY'],
        detail: 'Key (email)=(CANARY@example.org) exists.',
        cause: new Error('cannot send to CANARY@example.org'),
      })
    })
    const reply = await told.server.inject({
      url: '/planted?key=CANARY&search=CANARY',
      headers: { cookie: 'goldthread=CANARY', authorization: 'Bearer CANARY', referer: '/CANARY' },
    })
    expect(reply.statusCode).toBe(500)
    expect(reply.body).toContain(reply.headers['x-request-id'])
    expect(reply.body).not.toMatch(/CANARY|invalid input/)
    await told.server.inject({
      method: 'POST',
      url: '/questions/ask',
      payload: { text: 'CANARY', email: 'CANARY@example.org' },
    })
  } finally {
    await told.close()
  }
  const log = lines.join('')
  expect(log).toContain('"type":"Error","code":"42883"')
  expect(log).toContain('web-safety.test')
  expect(log).toContain('"msg":"sent without the token of its form"')
  expect(log).not.toContain('CANARY')
  expect(JSON.stringify(faultInLog('text'))).not.toContain('text')
})

test('the numbers for Prometheus are told to this machine or by their token, by route and without an id', async () => {
  await get('/bodies/some-body-that-is-not')
  const { body, statusCode } = await get('/metrics')
  expect(statusCode).toBe(200)
  for (const name of [
    'http_requests_total{method="GET",route="/bodies/:slug",status="4xx"}',
    'http_request_seconds_bucket',
    'streams_open 0',
    'pool_in_use',
    'journal_line',
    'letters_waiting 0',
    'process_resident_memory_bytes',
  ])
    expect(body).toContain(`goldthread_${name}`)
  expect(body).not.toContain('some-body-that-is-not')
  expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(404)
  expect(
    (await house.server.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode,
  ).toBe(404)
  const token = 'a-token-of-the-settings'
  const set = await openHouse(
    readSettings({ LOG_LEVEL: 'silent', METRICS_TOKEN: token }),
    record.url,
  )
  try {
    const asked = async (authorization: string) =>
      (await set.server.inject({ url: '/metrics', headers: { authorization } })).statusCode
    expect([await asked(''), await asked('Bearer wrong'), await asked(`Bearer ${token}`)]).toEqual([
      404, 404, 200,
    ])
  } finally {
    await set.close()
  }
})
