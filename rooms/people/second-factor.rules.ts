import type { Day } from '../../platform/day.rules.ts'
import type { Role } from './permissions.rules.ts'
import type { Method, Waiting } from './session.rules.ts'

/**
 * The roles that read and reply, and change nothing of anybody else's. All others are staff, a
 * role that is added later among them.
 */
const rolesWithoutPasskey: readonly Role[] = ['member']

/**
 * Whether somebody with these roles must have a passkey on a day. The setting has a first day;
 * null asks it of nobody.
 */
export const mustHavePasskey = (
  held: readonly { readonly role: Role }[],
  from: Day | null,
  today: Day,
): boolean =>
  from !== null && from <= today && held.some(({ role }) => !rolesWithoutPasskey.includes(role))

export type FirstStep = {
  readonly method: Method
  /** By their roles, as `mustHavePasskey` says. */
  readonly must: boolean
  /** How many passkeys they can use now. */
  readonly passkeys: number
  /** Whether they ever had one. */
  readonly hadPasskey: boolean
}

/**
 * What is still to come after the first step of signing in: nothing (null), a passkey, the
 * making of one, or help by an administrator.
 *
 * Whoever has a passkey is asked for it, also where none is demanded. Staff who never had one
 * make it at their first sign-in. Who had one and has none left needs a link that an
 * administrator made: a mailbox or an organisation's account alone is what the passkey is to
 * protect against.
 */
export function stillToCome({
  method,
  must,
  passkeys,
  hadPasskey,
}: FirstStep): Waiting | 'help' | null {
  if (method === 'demonstration' || method === 'set-up') return null
  if (passkeys > 0) return 'passkey'
  if (!must) return null
  return !hadPasskey || method === 'link' ? 'new passkey' : 'help'
}

/** Whether a passkey was copied: its count of uses must grow, unless it does not count at all (WebAuthn 6.1.1). */
export const wasCopied = (before: number, now: number): boolean =>
  (before > 0 || now > 0) && now <= before
