import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { type Page, textOf, type Visit, wayPage } from '../../platform/http/page.ts'
import { networkOf, tries } from '../../platform/http/tries.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import { personOfAccount } from './bind-identity.ts'
import { enter } from './enter.ts'
import { ownPath } from './own-path.rules.ts'
import type { Provider } from './provider.ts'
import { beginFlow, FLOW_COOKIE, spendFlow, tiesOf } from './sign-in-flow.ts'
import { WaysIn } from './ways-in.view.tsx'

/** A whole organisation may come in one morning from one address of the network. */
const begun = tries({ purpose: 'ways begun from a network', most: 300, minutes: 10 })

/**
 * Signing in with an organisation: there, and back. Both are GET, as a form may post to no
 * other site here; what they change is the way itself, tied to this browser by its cookie.
 */
export const organisationSignInPages = (providers: readonly Provider[]): Page[] => {
  const providerOf = (visit: Visit) => {
    const provider = providers.find(({ id }) => id === visit.params.provider)
    if (!provider) throw new NotFound('Nobody signs in here with an organisation of that name.')
    return provider
  }

  const stopped = (visit: Visit, refusals: readonly Refusal[], onward: string) => ({
    status: refusals.some(({ code }) => code === 'provider-down') ? (503 as const) : (422 as const),
    view: (
      <PublicPage title="You are not signed in">
        <PageHeading title="You are not signed in" />
        <Warning heading="What happened">
          {refusals.map(({ code, message }) => (
            <p key={code}>{message}</p>
          ))}
        </Warning>
        <WaysIn
          providers={providers}
          byLetter={visit.settings.smtpUrl !== undefined}
          onward={onward}
        />
      </PublicPage>
    ),
  })

  const returnTo = (visit: Visit, provider: Provider) =>
    `${visit.settings.url}/sign-in/from/${provider.id}`

  return [
    wayPage({
      path: '/sign-in/with/:provider',
      summary: 'Leads to an organisation’s sign-in.',
      answer: async visit => {
        const provider = providerOf(visit)
        const { acting, now } = visit
        const onward = ownPath(textOf(visit.query, 'then'))
        if (!(await begun.take(acting.db, networkOf(visit.address), now)))
          return stopped(
            visit,
            [
              {
                code: 'network-began-often',
                message:
                  'Too many sign-ins were begun from your network. Try again in ten minutes.',
              },
            ],
            onward,
          )
        const secret = await beginFlow(acting.db, { provider: provider.id, onward }, now)
        const to = await provider.begin(returnTo(visit, provider), tiesOf(secret), visit)
        if (!to.ok) return stopped(visit, to.refusals, onward)
        visit.setCookie(FLOW_COOKIE, secret)
        return { to: to.value }
      },
    }),
    wayPage({
      path: '/sign-in/from/:provider',
      summary: 'Comes back from an organisation’s sign-in.',
      answer: async visit => {
        const provider = providerOf(visit)
        const { acting, now } = visit
        const secret = visit.cookie(FLOW_COOKIE)
        const onward = await spendFlow(
          acting.db,
          { secret, provider: provider.id, state: textOf(visit.query, 'state') },
          now,
        )
        if (!onward.ok) return stopped(visit, onward.refusals, '/work')
        visit.setCookie(FLOW_COOKIE, null)
        const account = await provider.finish(
          addressOf(visit, provider),
          tiesOf(secret ?? ''),
          visit,
        )
        if (!account.ok) return stopped(visit, account.refusals, onward.value)
        const person = await personOfAccount(acting, { account: account.value, provider })
        if (!person.ok) return stopped(visit, person.refusals, onward.value)
        const entered = await enter(acting.db, visit, {
          person: person.value,
          method: 'organisation',
          onward: onward.value,
        })
        return entered.ok ? { to: entered.value } : stopped(visit, entered.refusals, onward.value)
      },
    }),
  ]

  /** The address to which the provider sent the browser back, as the public knows it. */
  function addressOf(visit: Visit, provider: Provider): URL {
    const address = new URL(returnTo(visit, provider))
    for (const [name, value] of Object.entries(visit.query))
      for (const each of typeof value === 'string' ? [value] : (value ?? []))
        address.searchParams.append(name, each)
    return address
  }
}
