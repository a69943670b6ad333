/** However busy, a session ends after so long: a working day. */
export const SESSION_HOURS = 12
/** Left alone for so long, it ends: longer than a long paper takes to read. */
const IDLE_HOURS = 2
/** So long for the second step of a sign-in. */
const SECOND_STEP_MINUTES = 15
/** Clocks of several machines may differ by so much. */
const SKEW_MS = 60_000

export const TOKEN_DAYS = 90
/** A token is a program's: it may rest for a month. */
const TOKEN_IDLE_DAYS = 30

const HOUR_MS = 3_600_000

export type Lived = {
  readonly created_at: Date
  readonly used_at: Date
  readonly expires_at: Date
}

/**
 * Whether something that began at one instant and holds until another holds now. What was
 * made in the future was made by a clock that has since been put right: it holds no longer,
 * or it would outlive its life by as much as the clock was wrong.
 */
export const holdsNow = (madeAt: Date, until: Date, now: Date): boolean =>
  until > now && madeAt.getTime() <= now.getTime() + SKEW_MS

/** Whether a session is alive: within its life, and not left alone for too long. */
export const isSessionAlive = (session: Lived, now: Date): boolean =>
  holdsNow(session.created_at, session.expires_at, now) &&
  now.getTime() - session.used_at.getTime() < IDLE_HOURS * HOUR_MS

/** The same of a bearer token, which may rest for longer; one never used rests since it was made. */
export const isTokenAlive = (token: Lived, now: Date): boolean =>
  holdsNow(token.created_at, token.expires_at, now) &&
  now.getTime() - token.used_at.getTime() < TOKEN_IDLE_DAYS * 24 * HOUR_MS

/** When a session ends at the latest; one that waits for its second step much earlier. */
export const sessionEnd = (begun: Date, waits: boolean): Date =>
  new Date(begun.getTime() + (waits ? SECOND_STEP_MINUTES * 60_000 : SESSION_HOURS * HOUR_MS))

/** Use is noted once a minute, not at each page. */
export const isUseToNote = (usedAt: Date, now: Date): boolean =>
  Math.abs(now.getTime() - usedAt.getTime()) >= 60_000

/** How a session began, in words. */
export const methods = {
  link: 'a link made for you',
  letter: 'a link by e-mail',
  organisation: 'your organisation’s sign-in',
  'set-up': 'setting up the record',
  demonstration: 'the demonstration’s sign-in',
} as const

export type Method = keyof typeof methods

/** What a session waits for before it lets anybody in. */
export type Waiting = 'passkey' | 'new passkey'
