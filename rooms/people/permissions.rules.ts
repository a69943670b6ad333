/**
 * What may be permitted, in a clerk's words. A verb or page names one of these;
 * starting up fails when one names something else.
 */
export const permissions = [
  'administer people',
  'administer bodies',
  'keep the body',
  'see the workspace',
  'see the history',
  'redact',
  'dispose of records',
  'see drafts',
  'see private papers',
  'arrange meetings',
  'set the agenda',
  'submit papers',
  'take attendance',
  'record decisions',
  'keep minutes',
  'approve minutes as chair',
  'publish',
  'raise actions',
  'report on actions',
  'close actions',
  'declare interests',
  'keep interests',
  'handle questions',
  'keep correspondence',
  'report on the body',
  'ask a question',
  'see replies',
  'reply to an invitation',
  'reply to a letter',
  'look after one’s own sign-in',
] as const

export type Permission = (typeof permissions)[number]

const member = [
  'see the workspace',
  'see drafts',
  'see private papers',
  'declare interests',
  'report on actions',
] as const satisfies readonly Permission[]

/**
 * The roles a person can be granted, and what each may do within its scope.
 *
 * An administrator looks after people and bodies and, being one, sees no
 * private paper (design, sixth idea).
 */
export const roles = {
  administrator: [
    'see the workspace',
    'administer people',
    'administer bodies',
    'keep the body',
    // Who did what and when; not what it said (see history.rules.ts).
    'see the history',
  ],
  clerk: [
    ...member,
    'see the history',
    'redact',
    'dispose of records',
    'keep the body',
    'arrange meetings',
    'set the agenda',
    'submit papers',
    'take attendance',
    'record decisions',
    'keep minutes',
    'publish',
    'raise actions',
    'close actions',
    'keep interests',
    'handle questions',
    'see replies',
    'keep correspondence',
    'report on the body',
  ],
  chair: [
    ...member,
    'see the history',
    'set the agenda',
    'approve minutes as chair',
    'see replies',
    'report on the body',
  ],
  member,
  'executive lead': [
    'see the workspace',
    'see drafts',
    'submit papers',
    'report on actions',
    'declare interests',
  ],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)

/**
 * What anyone may do, signed in or not. To reply to an invitation or to a letter one needs the
 * secret of a letter or to be the one who was asked, which the act itself looks at.
 */
export const visitorMay = (permission: string): boolean =>
  permission === 'ask a question' ||
  permission === 'reply to an invitation' ||
  permission === 'reply to a letter'

/** What everybody may do who is signed in, with a role or without: the act looks that it is their own. */
export const everybodyMay = (permission: string): boolean =>
  permission === 'look after one’s own sign-in'

export type Grant = { readonly role: Role; readonly scope: string | null }

const gives = (grant: Grant, permission: string) =>
  (roles[grant.role] as readonly string[]).includes(permission)

/**
 * Whether these grants permit something within a scope. A grant without a scope
 * holds everywhere; a scope of null asks for the installation as a whole.
 */
export const mayDo = (
  grants: readonly Grant[],
  permission: string,
  scope: string | null,
): boolean =>
  grants.some(grant => gives(grant, permission) && (grant.scope === null || grant.scope === scope))

/** The scopes in which these grants permit something. */
export const scopesWhere = (
  grants: readonly Grant[],
  permission: string,
): 'everywhere' | readonly string[] => {
  const giving = grants.filter(grant => gives(grant, permission))
  if (giving.some(grant => grant.scope === null)) return 'everywhere'
  return [...new Set(giving.flatMap(grant => (grant.scope === null ? [] : [grant.scope])))]
}
