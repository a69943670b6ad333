import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import { deviceInWords } from './device.rules.ts'
import { ownPath } from './own-path.rules.ts'
import { isRole, roles } from './permissions.rules.ts'
import { mustHavePasskey, stillToCome, wasCopied } from './second-factor.rules.ts'
import { isSessionAlive, isTokenAlive, isUseToNote, sessionEnd } from './session.rules.ts'

const at = (time: string) => new Date(`2025-02-14T${time}:00Z`)
const aSession = (begun: string, used = begun) => ({
  created_at: at(begun),
  used_at: at(used),
  expires_at: sessionEnd(at(begun), false),
})

test('a session ends after two hours alone, and after twelve in any case', () => {
  expect(isSessionAlive(aSession('08:00'), at('09:59'))).toBe(true)
  expect(isSessionAlive(aSession('08:00'), at('10:00'))).toBe(false)
  expect(isSessionAlive(aSession('08:00', '19:00'), at('19:59'))).toBe(true)
  expect(isSessionAlive(aSession('08:00', '19:59'), at('20:00'))).toBe(false)
  expect(sessionEnd(at('08:00'), true)).toEqual(at('08:15'))
})

test('a clock that jumps lengthens no session: what was made in the future holds no longer', () => {
  // The clock was a day ahead and is put right: the session would have lived a day and a half.
  expect(isSessionAlive(aSession('18:00'), at('09:00'))).toBe(false)
  // The clocks of two machines differ by half a minute.
  expect(isSessionAlive(aSession('09:00'), new Date('2025-02-14T08:59:30Z'))).toBe(true)
  expect(isSessionAlive(aSession('09:00'), new Date('2027-01-01'))).toBe(false)
  expect(isUseToNote(at('09:00'), at('09:00'))).toBe(false)
  expect(isUseToNote(at('09:00'), at('09:01'))).toBe(true)
  expect(isUseToNote(at('09:00'), at('08:00'))).toBe(true)
})

test('a program’s token may rest for a month and holds for ninety days', () => {
  const token = (used: string) => ({
    created_at: new Date('2025-01-01'),
    used_at: new Date(used),
    expires_at: new Date('2025-04-01'),
  })
  expect(isTokenAlive(token('2025-02-01'), new Date('2025-03-02'))).toBe(true)
  expect(isTokenAlive(token('2025-02-01'), new Date('2025-03-04'))).toBe(false)
  expect(isTokenAlive(token('2025-03-30'), new Date('2025-04-01'))).toBe(false)
  expect(isTokenAlive(token('2025-01-01'), new Date('2024-12-31'))).toBe(false)
})

test('after signing in one goes on to a page of this site and to no other', () => {
  for (const own of [
    '/work',
    '/work/meetings?year=2024-25&page=2',
    '/meetings/icb-board/2025-03-28',
  ])
    expect(ownPath(own)).toBe(own)
  for (const other of [
    '',
    'work',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/.//evil.example',
    '/work/../\\evil.example',
    '/%0d/..//evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/work\r\nSet-Cookie: a=b',
    '/work\u2028',
    '/sign-out',
    '/sign-in?then=/work',
    `/${'x'.repeat(2_001)}`,
  ])
    expect(ownPath(other), JSON.stringify(other)).toBe('/work')
})

test('every role but a member’s is staff and must have a passkey, from the day that is set', () => {
  const today = day('2025-02-14')
  for (const role of Object.keys(roles).filter(isRole))
    expect(mustHavePasskey([{ role }], day('2025-02-14'), today), role).toBe(role !== 'member')
  const clerk = [{ role: 'member' }, { role: 'clerk' }] as const
  expect(mustHavePasskey(clerk, day('2025-02-14'), today)).toBe(true)
  expect(mustHavePasskey(clerk, day('2025-02-15'), today)).toBe(false)
  expect(mustHavePasskey(clerk, null, today)).toBe(false)
  expect(mustHavePasskey([], day('2025-02-14'), today)).toBe(false)
})

test('who has a passkey is asked for it; staff make one at first; a lost one needs an administrator', () => {
  const step = { method: 'letter', must: true, passkeys: 0, hadPasskey: false } as const
  expect(stillToCome(step)).toBe('new passkey')
  expect(stillToCome({ ...step, must: false })).toBeNull()
  expect(stillToCome({ ...step, must: false, passkeys: 1, hadPasskey: true })).toBe('passkey')
  const lost = { ...step, hadPasskey: true }
  expect(stillToCome(lost)).toBe('help')
  expect(stillToCome({ ...lost, method: 'organisation' })).toBe('help')
  expect(stillToCome({ ...lost, method: 'link' })).toBe('new passkey')
  expect(stillToCome({ ...lost, method: 'link', passkeys: 1 })).toBe('passkey')
  expect(stillToCome({ ...lost, method: 'demonstration' })).toBeNull()
})

test('a passkey whose count does not grow was copied, unless it does not count', () => {
  expect(wasCopied(0, 0)).toBe(false)
  expect(wasCopied(0, 1)).toBe(false)
  expect(wasCopied(7, 8)).toBe(false)
  expect(wasCopied(7, 7)).toBe(true)
  expect(wasCopied(7, 3)).toBe(true)
  expect(wasCopied(7, 0)).toBe(true)
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on an iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome on an Android tablet',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari on a Mac',
  ],
  ['curl/8.0', 'An unknown device'],
  ['<script>', 'An unknown device'],
  ['', 'An unknown device'],
])('%s is told in words', (agent, words) => {
  expect(deviceInWords(agent)).toBe(words)
})
