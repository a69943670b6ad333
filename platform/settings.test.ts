import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const two = {
  OIDC_PROVIDERS: 'blmk, central-council',
  OIDC_BLMK_ISSUER: 'https://sign-in.blmk.example/tenant',
  OIDC_BLMK_CLIENT_ID: 'goldthread',
  OIDC_BLMK_CLIENT_SECRET: 'canary',
  OIDC_BLMK_NAME: 'The Integrated Care Board',
  OIDC_BLMK_DOMAINS: 'BLMK.example',
  OIDC_CENTRAL_COUNCIL_ISSUER: 'http://127.0.0.1:4000',
  OIDC_CENTRAL_COUNCIL_CLIENT_ID: 'record',
  OIDC_CENTRAL_COUNCIL_NAME: 'The council',
  OIDC_CENTRAL_COUNCIL_DOMAINS: 'council.example, schools.council.example',
}

test('several organisations are read, each with the domains for which it speaks', () => {
  expect(readSettings({}).providers).toEqual([])
  expect(readSettings(two).providers).toEqual([
    {
      id: 'blmk',
      name: 'The Integrated Care Board',
      issuer: 'https://sign-in.blmk.example/tenant',
      clientId: 'goldthread',
      clientSecret: 'canary',
      domains: ['blmk.example'],
    },
    {
      id: 'central-council',
      name: 'The council',
      issuer: 'http://127.0.0.1:4000',
      clientId: 'record',
      domains: ['council.example', 'schools.council.example'],
    },
  ])
})

test.each([
  [{ OIDC_PROVIDERS: 'The ICB' }, 'OIDC_PROVIDERS names “The ICB”'],
  [{ OIDC_PROVIDERS: 'blmk,blmk' }, 'names one provider twice'],
  [{ OIDC_PROVIDERS: 'blmk' }, 'OIDC_CENTRAL_COUNCIL_ISSUER is set, but'],
  [{ OIDC_BLMK_SCOPE: 'openid' }, 'OIDC_BLMK_SCOPE is set, but'],
  [{ OIDC_BLMK_CLIENT_ID: '' }, 'OIDC_BLMK_CLIENT_ID is missing'],
  [{ OIDC_BLMK_NAME: undefined }, 'OIDC_BLMK_NAME is missing'],
  [{ OIDC_BLMK_ISSUER: 'http://sign-in.blmk.example' }, 'OIDC_BLMK_ISSUER is “http://sign-in'],
  [{ OIDC_BLMK_ISSUER: 'blmk' }, 'which is not an address'],
  [{ OIDC_BLMK_ISSUER: 'https://sign-in.blmk.example?x' }, 'neither a question mark nor a hash'],
  [{ OIDC_BLMK_ISSUER: 'http://127.0.0.1:4000' }, 'have the same issuer'],
  [{ OIDC_BLMK_DOMAINS: 'nhs.uk*' }, 'OIDC_BLMK_DOMAINS names “nhs.uk*”'],
  [{ OIDC_BLMK_DOMAINS: '' }, 'OIDC_BLMK_DOMAINS is missing. Where there are several'],
])(
  'an organisation that is set wrongly (%o) stops the start with a sentence',
  (wrong, sentence) => {
    const read = () => readSettings({ ...two, ...wrong })
    expect(read).toThrow(sentence)
    expect(read).not.toThrow('canary')
  },
)

test('whose word is taken for where a request comes from is set, and by default is this machine’s', () => {
  const read = (text?: string) => readSettings(text === undefined ? {} : { TRUST_PROXY: text })
  expect(read().trustedProxies).toEqual(['loopback'])
  expect(read('none').trustedProxies).toBe(false)
  expect(read('2').trustedProxies).toBe(2)
  expect(read('10.0.0.5, 2001:db8::/32').trustedProxies).toEqual(['10.0.0.5', '2001:db8::/32'])
  for (const nonsense of [
    'true',
    '0',
    '11',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '10.0.0.0/8/8',
    'proxy',
    '',
    '-1',
  ])
    expect(() => read(nonsense), nonsense).toThrow('TRUST_PROXY')
})

test('staff need a passkey from a day on, at an address that can have them', () => {
  const https = { GOLDTHREAD_URL: 'https://record.example.org' }
  expect(readSettings(https).passkeysFrom).toBe('1970-01-01')
  expect(readSettings({ ...https, STAFF_PASSKEYS_FROM: '2026-01-05' }).passkeysFrom).toBe(
    '2026-01-05',
  )
  expect(readSettings({ STAFF_PASSKEYS_FROM: 'off' }).passkeysFrom).toBeNull()
  expect(() => readSettings({ ...https, STAFF_PASSKEYS_FROM: 'yes' })).toThrow(
    'STAFF_PASSKEYS_FROM is “yes”',
  )
  for (const url of ['http://record.example.org', 'https://10.0.0.1', 'https://[::1]'])
    expect(() => readSettings({ GOLDTHREAD_URL: url, STAFF_PASSKEYS_FROM: '2026-01-05' })).toThrow(
      'cannot be kept',
    )
})

test('an address of the site that is none stops the start', () => {
  for (const url of ['record.example.org', 'ftp://record.example.org'])
    expect(() => readSettings({ GOLDTHREAD_URL: url })).toThrow('GOLDTHREAD_URL is')
})
