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
  'take part',
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

/**
 * Whether a permission is only to look. No verb may ask for one (the house does not start with
 * one that does), so whoever holds only these can do nothing, whatever verbs are added.
 */
export const isOnlyToSee = (permission: string): boolean => permission.startsWith('see ')

const member = [
  'see the workspace',
  'see drafts',
  'see private papers',
  'take part',
  'declare interests',
  'report on actions',
] as const satisfies readonly Permission[]

/**
 * The roles a person can be granted, and what each may do within its scope.
 *
 * An administrator looks after people and bodies and, being one, sees no
 * private paper (design, sixth idea). An auditor sees, by rule, whatever there is to see and
 * does nothing (decision 23). The database has the same table: change both.
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
    'take part',
    'submit papers',
    'report on actions',
    'declare interests',
  ],
  'risk lead': ['see the workspace', 'see drafts', 'report on actions', 'declare interests'],
  'information officer': [
    'see the workspace',
    'see drafts',
    'handle questions',
    'keep correspondence',
    'declare interests',
  ],
  analyst: ['see the workspace', 'declare interests'],
  auditor: permissions.filter(isOnlyToSee),
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

/** What each role may do within its scope, for whoever grants it. */
export const roleInWords: Readonly<Record<Role, string>> = {
  administrator:
    'Looks after people, their roles and the bodies. Sees no draft and no private paper.',
  clerk:
    'Arranges meetings, keeps the agenda, attendance, decisions and minutes, publishes, and keeps the actions, the register of interests, questions and correspondence. Sees private papers.',
  chair:
    'Sets the agenda, sees who will come, approves minutes as chair and reports on the body. Sees private papers.',
  member:
    'Reads drafts and private papers, takes part, declares interests and reports on own actions.',
  'executive lead':
    'Submits papers, reports on actions, takes part and declares interests. Sees drafts, and no private paper.',
  'risk lead':
    'Reads drafts, reports on actions and declares interests. Keeps the risk registers once this record has them.',
  'information officer':
    'Handles questions, requests and complaints, and keeps the correspondence, private letters with it. Sees drafts, and no private paper.',
  analyst:
    'Sees the workspace and what is due, and declares interests. Keeps the figures once this record has them.',
  auditor:
    'Only looks: sees drafts, private papers, replies and what is due, and can change nothing.',
}

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
