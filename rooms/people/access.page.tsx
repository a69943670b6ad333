import { ActButton, ButtonLink, Form, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import {
  actPage,
  formPage,
  type Page,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { NotFound, type Outcome, refused } from '../../platform/outcome.ts'
import { organisationOf } from './account.page.tsx'
import { listIdentities, unbindIdentity } from './bind-identity.ts'
import { takePasskeyAway } from './change-passkeys.ts'
import { endSessions, endTokenOf } from './end-sessions.ts'
import { mustHave } from './enter.ts'
import { listPasskeys } from './list-passkeys.ts'
import { readPersonForStaff } from './list-people.ts'
import { listSessions, listTokens } from './list-sessions.ts'
import { makeSignInLink, readSignInLink, signInAddress } from './sign-in-link.ts'
import { IdentitiesTable, PasskeysTable, SessionsTable, TokensTable } from './ways-in-use.view.tsx'

const needs = { permission: 'administer people', scope: async () => null }

const pathOf = (person: string) => `/work/people/${person}/access`
const crumbsTo = (person: { readonly id: string; readonly name: string }) => [
  { text: 'People', href: '/work/people' },
  { text: person.name, href: `/work/people/${person.id}` },
]

/** Carries a link that was just made to the one page that shows it, once. */
const MADE_COOKIE = 'goldthread-made-link'

const accessPage = workPage({
  path: '/work/people/:id/access',
  needs,
  read: async visit => {
    const { db } = visit.acting
    const person = await readPersonForStaff(db, visit.params.id ?? '')
    const now = new Date()
    return {
      person,
      sessions: await listSessions(db, person.id, now),
      tokens: await listTokens(db, person.id, now),
      passkeys: await listPasskeys(db, person.id),
      identities: await listIdentities(db, person.id),
      must: await mustHave(db, visit, person.id),
    }
  },
  view: ({ person, sessions, tokens, passkeys, identities, must }, visit) => {
    const at = pathOf(person.id)
    return (
      <WorkPage title={`How ${person.name} signs in`} breadcrumbs={crumbsTo(person)}>
        <PageHeading caption={person.name} title="How they sign in" />
        <p>Whatever you change here stands in the journal, and they are told by e-mail.</p>
        <h2 className="nhsuk-heading-m">Where they are signed in</h2>
        <SessionsTable
          sessions={sessions}
          endAt={`${at}/sessions/end`}
          empty="They are signed in nowhere."
        />
        {sessions.length > 0 ? (
          <ActButton action={`${at}/sessions/end-all`} small={false}>
            Sign them out everywhere
          </ActButton>
        ) : null}
        <h2 className="nhsuk-heading-m">Their passkeys</h2>
        <p>
          {must
            ? 'Their role needs a passkey. '
            : 'Their role needs no passkey; whoever has one is asked for it. '}
          One that is lost is taken away here; then make a link with which they can make another.
        </p>
        <PasskeysTable
          passkeys={passkeys}
          removeAt={id => `${at}/passkeys/${id}/take-away`}
          empty="They have no passkey."
        />
        <ButtonLink href={`${at}/link`} kind="secondary">
          Make a link for them
        </ButtonLink>
        <h2 className="nhsuk-heading-m">With their organisation</h2>
        <IdentitiesTable
          identities={identities}
          nameOf={organisationOf(visit)}
          removeAt={`${at}/identities/take-away`}
        />
        <h2 className="nhsuk-heading-m">Programs that act for them</h2>
        <TokensTable tokens={tokens} endAt={`${at}/tokens/end`} />
      </WorkPage>
    )
  },
})

/** A button of the page above: the act, then the page again. */
const button = (
  part: string,
  summary: string,
  act: (visit: Visit, person: string, values: Values) => Promise<Outcome<unknown>>,
) =>
  actPage({
    path: `/work/people/:id/access/${part}`,
    needs,
    summary,
    submit: async (visit, values) => {
      const { id } = await readPersonForStaff(visit.acting.db, visit.params.id ?? '')
      const outcome = await act(visit, id, values)
      return outcome.ok ? { ok: true, value: pathOf(id) } : outcome
    },
  })

const takePasskeyPage = formPage({
  path: '/work/people/:id/access/passkeys/:passkey/take-away',
  needs,
  summary: 'Takes away a passkey that a person lost.',
  read: async ({ acting, params }) => {
    const person = await readPersonForStaff(acting.db, params.id ?? '')
    const passkey = (await listPasskeys(acting.db, person.id)).find(
      ({ id }) => id === params.passkey,
    )
    if (!passkey) throw new NotFound('They have no such passkey.')
    return { person, passkey }
  },
  view: ({ person, passkey }, { refusals }) => (
    <WorkPage
      title={`Take a passkey of ${person.name} away`}
      breadcrumbs={[...crumbsTo(person), { text: 'How they sign in', href: pathOf(person.id) }]}
      refusals={refusals}
    >
      <PageHeading caption={`${person.name}: ${passkey.name}`} title="Take this passkey away" />
      <p>
        They are signed out everywhere, and cannot use it again. Make sure that it is they who ask:
        by telephone or in person, not by e-mail.
      </p>
      <Form>
        <SubmitButton kind="warning">Take it away</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, _values, { person, passkey }) => {
    const taken = await takePasskeyAway(visit.acting, { person: person.id, passkey: passkey.id })
    return taken.ok ? { ok: true, value: pathOf(person.id) } : taken
  },
})

const makeLinkPage = formPage({
  path: '/work/people/:id/access/link',
  needs,
  summary: 'Makes a link with which a person signs in, once.',
  browserOnly: true,
  read: async visit => {
    const { acting, now, params } = visit
    const person = await readPersonForStaff(acting.db, params.id ?? '')
    const key = visit.cookie(MADE_COOKIE) ?? ''
    if (key !== '') visit.setCookie(MADE_COOKIE, null)
    const link = key === '' ? null : await readSignInLink(acting.db, key, now)
    return { person, key: link?.ok && link.value.id === person.id ? key : null }
  },
  view: ({ person, key }, { refusals }, { settings }) => (
    <WorkPage
      title={`A link for ${person.name}`}
      breadcrumbs={[...crumbsTo(person), { text: 'How they sign in', href: pathOf(person.id) }]}
      refusals={refusals}
    >
      <PageHeading caption={person.name} title="A link to sign in with" />
      {key === null ? (
        <>
          <p>
            It signs them in once, within fifteen minutes, and lets them make a passkey if theirs
            was taken away. Whoever holds it becomes them: make sure that it is they who ask.
          </p>
          <Form>
            <SubmitButton>Make the link</SubmitButton>
          </Form>
        </>
      ) : (
        <>
          <Warning heading="Shown this once">
            <p>
              Give it to {person.name} yourself, by telephone or in person. Do not send it by
              e-mail: whoever has only their mailbox is not to get in.
            </p>
          </Warning>
          <SummaryList
            rows={[{ key: 'The link', value: <code>{signInAddress(settings.url, key)}</code> }]}
          />
        </>
      )}
    </WorkPage>
  ),
  submit: async (visit, _values, { person }) => {
    // The demonstration signs in by choosing who one is.
    if (visit.settings.demo)
      return refused({
        code: 'demonstration',
        message: 'In the demonstration nobody needs a link: anyone may be anyone.',
      })
    const key = await makeSignInLink(visit.acting, { person: person.id })
    if (!key.ok) return key
    visit.setCookie(MADE_COOKIE, key.value)
    return { ok: true, value: `${pathOf(person.id)}/link` }
  },
})

/** How somebody else signs in, for those who look after people. */
export const accessPages: Page[] = [
  accessPage,
  button('sessions/end', 'Ends a session of a person.', ({ acting }, person, values) =>
    endSessions(acting, { person, session: textOf(values, 'session') }),
  ),
  button('sessions/end-all', 'Ends every session of a person.', ({ acting }, person) =>
    endSessions(acting, { person }),
  ),
  button('tokens/end', 'Ends a token of a person.', ({ acting }, person, values) =>
    endTokenOf(acting, { person, token: textOf(values, 'token') }),
  ),
  button(
    'identities/take-away',
    'Takes a person’s account at an organisation away.',
    ({ acting }, person, values) =>
      unbindIdentity(acting, { person, identity: textOf(values, 'identity') }),
  ),
  takePasskeyPage,
  makeLinkPage,
]
