import { ActButton, ButtonLink, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PasskeyForm } from '../../design/passkey.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { TextField } from '../../design/text-fields.tsx'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import {
  actPage,
  formPage,
  type Page,
  textOf,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { NotFound, NotPermitted, type Refusal, refused } from '../../platform/outcome.ts'
import { canHavePasskeys } from '../../platform/sign-in-settings.ts'
import { listIdentities } from './bind-identity.ts'
import { addPasskey, removeOwnPasskey } from './change-passkeys.ts'
import { endOwnSessions, endOwnToken } from './end-sessions.ts'
import { mustHave } from './enter.ts'
import { listPasskeys } from './list-passkeys.ts'
import { listSessions, listTokens, type OwnSession, readSession } from './list-sessions.ts'
import { askToAdd, checkMade } from './passkeys.ts'
import { IdentitiesTable, PasskeysTable, SessionsTable, TokensTable } from './ways-in-use.view.tsx'

const ACCOUNT = '/work/account'
const crumbs = [{ text: 'Your account', href: ACCOUNT }]

/** So long after signing in may somebody change how they sign in: a screen left open is not enough. */
const FRESH_MS = 60 * 60_000

const notFresh: Refusal = {
  code: 'sign-in-old',
  message:
    'You signed in more than an hour ago. Sign out and in again, so that we know that it is you, then change your passkeys.',
}

/** The session in this browser. A program's token is none: it may not change how its holder signs in. */
async function ownSession(visit: Visit): Promise<OwnSession> {
  const session = await readSession(visit.acting.db, visit.cookie(SESSION_COOKIE), new Date())
  if (!session || session.waitsFor !== null || session.person !== visit.viewer?.person)
    throw new NotPermitted('This is done in a browser in which you are signed in.')
  return session
}

const isFresh = ({ since }: OwnSession) => Date.now() - since.getTime() < FRESH_MS

const asked = (session: OwnSession) => ({
  session: session.id,
  person: session.person,
  now: new Date(),
})

/** Of which organisation an issuer is, as the settings name it now. */
export const organisationOf = (visit: Pick<Visit, 'settings'>) => (issuer: string) =>
  visit.settings.providers.find(provider => provider.issuer === issuer)?.name ?? issuer

const accountPage = workPage({
  path: ACCOUNT,
  needs: 'a person',
  read: async visit => {
    const { db } = visit.acting
    const person = visit.viewer?.person ?? ''
    const now = new Date()
    return {
      sessions: await listSessions(db, person, now, visit.cookie(SESSION_COOKIE)),
      tokens: await listTokens(db, person, now),
      passkeys: await listPasskeys(db, person),
      identities: await listIdentities(db, person),
      must: await mustHave(db, visit, person),
    }
  },
  view: ({ sessions, tokens, passkeys, identities, must }, visit) => (
    <WorkPage title="Your account">
      <PageHeading
        title="Your account"
        lede="Where you are signed in, and with what. End whatever you do not know."
      />
      <h2 className="nhsuk-heading-m">Where you are signed in</h2>
      <p>A session ends by itself after two hours without use, and after twelve in any case.</p>
      <SessionsTable
        sessions={sessions}
        endAt={`${ACCOUNT}/sessions/end`}
        empty="You are signed in nowhere."
      />
      {sessions.some(({ here }) => !here) ? (
        <ActButton action={`${ACCOUNT}/sessions/end-others`} small={false}>
          Sign out everywhere else
        </ActButton>
      ) : null}
      <h2 className="nhsuk-heading-m">Your passkeys</h2>
      {visit.settings.demo ? (
        <Notice>
          <p>In the demonstration nobody is asked for a passkey: anyone may be anyone.</p>
        </Notice>
      ) : null}
      <p>
        {must
          ? 'Your role needs one beside your first sign-in. Have a second one, on another device: with one alone you are shut out when it is lost.'
          : 'Not needed for your role. If you make one, you are asked for it whenever you sign in.'}
      </p>
      <PasskeysTable
        passkeys={passkeys}
        removeAt={id => `${ACCOUNT}/passkeys/${id}/remove`}
        empty="You have no passkey."
      />
      {canHavePasskeys(visit.settings.url) ? (
        <ButtonLink href={`${ACCOUNT}/passkeys/new`} kind="secondary">
          Add a passkey
        </ButtonLink>
      ) : (
        <p>
          Browsers allow passkeys only at an address with https and a name, which this record’s has
          not.
        </p>
      )}
      <h2 className="nhsuk-heading-m">With your organisation</h2>
      <IdentitiesTable identities={identities} nameOf={organisationOf(visit)} />
      <h2 className="nhsuk-heading-m">Programs that act for you</h2>
      <p>Whoever runs this record makes a token for a program. It may do what you may.</p>
      <TokensTable tokens={tokens} endAt={`${ACCOUNT}/tokens/end`} />
    </WorkPage>
  ),
})

const endSessionPage = actPage({
  path: `${ACCOUNT}/sessions/end`,
  needs: 'a person',
  summary: 'Ends one of one’s own sessions.',
  submit: async (visit, values) => {
    const ended = await endOwnSessions(visit.acting, { session: textOf(values, 'session') })
    return ended.ok ? { ok: true, value: ACCOUNT } : ended
  },
})

const endOthersPage = actPage({
  path: `${ACCOUNT}/sessions/end-others`,
  needs: 'a person',
  summary: 'Ends all of one’s own sessions but the one that asks.',
  submit: async visit => {
    const here = await readSession(visit.acting.db, visit.cookie(SESSION_COOKIE), new Date())
    const ended = await endOwnSessions(visit.acting, here ? { except: here.id } : {})
    return ended.ok ? { ok: true, value: ACCOUNT } : ended
  },
})

const endTokenPage = actPage({
  path: `${ACCOUNT}/tokens/end`,
  needs: 'a person',
  summary: 'Ends one of one’s own tokens.',
  submit: async (visit, values) => {
    const ended = await endOwnToken(visit.acting, { token: textOf(values, 'token') })
    return ended.ok ? { ok: true, value: ACCOUNT } : ended
  },
})

const addPasskeyPage = formPage({
  path: `${ACCOUNT}/passkeys/new`,
  needs: 'a person',
  summary: 'Adds a passkey.',
  browserOnly: true,
  read: async visit => {
    const session = await ownSession(visit)
    if (!canHavePasskeys(visit.settings.url))
      throw new NotFound('At this record’s address browsers allow no passkeys.')
    return {
      session,
      options: await askToAdd(visit.acting.db, visit.settings, {
        ...asked(session),
        name: session.name,
      }),
    }
  },
  view: ({ session, options }, { values, refusals }) => (
    <WorkPage title="Add a passkey" breadcrumbs={crumbs} refusals={refusals}>
      <PageHeading title="Add a passkey" />
      {isFresh(session) ? (
        <PasskeyForm asks="make" options={options} button="Make a passkey" values={values}>
          <TextField
            name="name"
            label="A name to know it by"
            hint="Such as “Work laptop”"
            width={20}
          />
        </PasskeyForm>
      ) : (
        <Notice>
          <p>{notFresh.message}</p>
        </Notice>
      )}
    </WorkPage>
  ),
  submit: async (visit, values, { session }) => {
    if (!isFresh(session)) return refused(notFresh)
    const made = await checkMade(
      visit.acting.db,
      visit.settings,
      asked(session),
      textOf(values, 'answer'),
    )
    if (!made.ok) return made
    const added = await addPasskey(visit.acting, {
      name: textOf(values, 'name'),
      made: made.value,
    })
    return added.ok ? { ok: true, value: ACCOUNT } : added
  },
})

const removePasskeyPage = formPage({
  path: `${ACCOUNT}/passkeys/:passkey/remove`,
  needs: 'a person',
  summary: 'Removes a passkey.',
  browserOnly: true,
  read: async visit => {
    const session = await ownSession(visit)
    const passkey = (await listPasskeys(visit.acting.db, session.person)).find(
      ({ id }) => id === visit.params.passkey,
    )
    if (!passkey) throw new NotFound('You have no such passkey.')
    return { session, passkey }
  },
  view: ({ passkey }, { refusals }) => (
    <WorkPage title="Remove a passkey" breadcrumbs={crumbs} refusals={refusals}>
      <PageHeading caption={passkey.name} title="Remove this passkey" />
      <p>You cannot sign in with it any more. Remove it from your device as well.</p>
      <Form>
        <SubmitButton kind="warning">Remove it</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, _values, { session, passkey }) => {
    if (!isFresh(session)) return refused(notFresh)
    const removed = await removeOwnPasskey(visit.acting, {
      passkey: passkey.id,
      must: await mustHave(visit.acting.db, visit, session.person),
    })
    return removed.ok ? { ok: true, value: ACCOUNT } : removed
  },
})

/** What everybody sees and changes of their own signing in. */
export const accountPages: Page[] = [
  accountPage,
  endSessionPage,
  endOthersPage,
  endTokenPage,
  addPasskeyPage,
  removePasskeyPage,
]
