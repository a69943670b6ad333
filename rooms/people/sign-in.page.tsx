import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { TextField } from '../../design/text-fields.tsx'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { formPage, type Page, textOf, type Visit, wayPage } from '../../platform/http/page.ts'
import { networkOf, tries } from '../../platform/http/tries.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import type { ProviderSettings } from '../../platform/sign-in-settings.ts'
import { askForLink } from './ask-for-link.ts'
import { enter, FIRST_PASSKEY, SECOND_STEP } from './enter.ts'
import { readSession } from './list-sessions.ts'
import { ownPath } from './own-path.rules.ts'
import { readSignInLink, signInAddress, spendLink } from './sign-in-link.ts'
import { WaysIn } from './ways-in.view.tsx'

/** A right link always opens; this only stops who goes through wrong ones. */
const wrongLinks = tries({ purpose: 'sign-in links that are not known', most: 30, minutes: 10 })

const tooManyWrong: Refusal = {
  code: 'wrong-links',
  message:
    'Too many links that are not known here were opened from your network. Wait ten minutes before you try another.',
}

async function readLink({ acting, address, now }: Visit, key: string) {
  const link = await readSignInLink(acting.db, key, now)
  if (link.ok || link.refusals[0]?.code !== 'link-unknown') return link
  const network = networkOf(address)
  if (await wrongLinks.isShut(acting.db, network, now))
    return { ok: false, refusals: [tooManyWrong] } as const
  await wrongLinks.count(acting.db, network, now)
  return link
}

/**
 * Sign-in: by an organisation, by a link that comes by e-mail, or by one that was made for one
 * person. Opening a link spends nothing, for programs that look through mail open every link:
 * the button does.
 */
const signInPage = (providers: readonly ProviderSettings[]) =>
  formPage({
    path: '/sign-in',
    needs: 'anyone',
    summary: 'Signs in by a link that was made for one person.',
    browserOnly: true,
    read: async visit => {
      const key = textOf(visit.query, 'key')
      const here = await readSession(visit.acting.db, visit.cookie(SESSION_COOKIE), new Date())
      return {
        key,
        waitsFor: key === '' ? (here?.waitsFor ?? null) : null,
        onward: ownPath(textOf(visit.query, 'then')),
        link: key === '' ? null : await readLink(visit, key),
      }
    },
    view: ({ key, onward, link, waitsFor }, { refusals }, { settings }) => (
      <PublicPage title="Sign in" refusals={refusals}>
        <PageHeading title="Sign in" />
        {link?.ok ? (
          <>
            <p>
              This link was made for <strong>{link.value.name}</strong>. It works once.
            </p>
            <Form action={signInAddress('', key)}>
              <SubmitButton>Sign in as {link.value.name}</SubmitButton>
            </Form>
          </>
        ) : (
          <>
            {link && refusals.length === 0 ? (
              <Warning heading="This link does not sign you in">
                {link.refusals.map(({ code, message }) => (
                  <p key={code}>{message}</p>
                ))}
              </Warning>
            ) : null}
            {waitsFor === null ? null : (
              <Notice>
                <p>
                  You have begun to sign in.{' '}
                  <a href={waitsFor === 'passkey' ? SECOND_STEP : FIRST_PASSKEY}>
                    {waitsFor === 'passkey' ? 'Use your passkey' : 'Make a passkey'}
                  </a>{' '}
                  to finish.
                </p>
              </Notice>
            )}
            <WaysIn
              providers={providers}
              byLetter={settings.smtpUrl !== undefined}
              onward={onward}
            />
          </>
        )}
      </PublicPage>
    ),
    submit: async (visit, _values, { key, link }) => {
      if (link && !link.ok) return link
      return inTransaction(visit.acting.db, async tx => {
        const spent = await spendLink(tx, key, visit.now)
        return spent.ok ? enter(tx, visit, spent.value) : spent
      })
    },
  })

const askPage = (providers: readonly ProviderSettings[]) =>
  formPage({
    path: '/sign-in/letter',
    needs: 'anyone',
    summary: 'Asks for a link to sign in with, by e-mail.',
    browserOnly: true,
    read: async ({ query }) => ({ onward: ownPath(textOf(query, 'then')) }),
    values: ({ onward }) => ({ onward }),
    view: (_model, { values, refusals }, { settings }) => (
      <PublicPage title="Sign in by e-mail" refusals={refusals}>
        <PageHeading title="Sign in by e-mail" />
        <Form values={values}>
          <HiddenField name="onward" value={textOf(values, 'onward')} />
          <TextField
            name="email"
            label="Your e-mail address"
            hint="The one that this record has for you. We send it a link that works once."
            type="email"
            autoComplete="email"
            spellCheck={false}
            width={30}
          />
          <SubmitButton>Send me a link</SubmitButton>
        </Form>
        {providers.length > 0 || settings.smtpUrl === undefined ? (
          <p>
            <a href="/sign-in">Other ways to sign in</a>
          </p>
        ) : null}
      </PublicPage>
    ),
    submit: async (visit, values) => {
      if (visit.settings.smtpUrl === undefined)
        return {
          ok: false,
          refusals: [
            {
              code: 'no-letters',
              field: 'email',
              message: 'This record sends no letters. Ask whoever runs it for a link.',
            },
          ],
        }
      const asked = await askForLink(
        visit.acting.db,
        {
          email: textOf(values, 'email'),
          onward: textOf(values, 'onward'),
          network: networkOf(visit.address),
        },
        visit.now,
      )
      return asked.ok ? { ok: true, value: '/sign-in/sent' } : asked
    },
  })

/** The same for everybody: who is in the record is nobody else's business. */
const sentPage = wayPage({
  path: '/sign-in/sent',
  summary: 'Says that a link is on its way.',
  answer: async () => ({
    status: 200,
    view: (
      <PublicPage title="Look in your mailbox">
        <PageHeading title="Look in your mailbox" />
        <p>
          If the address is known here, a link is on its way to it. It comes within a few minutes,
          holds for fifteen and works once.
        </p>
        <p>
          Nothing there? Look among the unwanted letters. This record may have another address of
          yours: ask whoever looks after people here, usually the governance team.
        </p>
        <p>
          <a href="/sign-in">Back to the ways to sign in</a>
        </p>
      </PublicPage>
    ),
  }),
})

/** The pages of signing in, outside the demonstration. */
export const signInPages = (providers: readonly ProviderSettings[]): Page[] => [
  signInPage(providers),
  askPage(providers),
  sentPage,
]
