import { Form, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { formPage, textOf } from '../../platform/http/page.ts'
import { SESSION_COOKIE } from '../../platform/http/server.ts'
import { readSignInLink, signInAddress, signInByLink } from './sign-in-link.ts'

/**
 * Sign-in by a link that was made for one person. Opening it spends nothing, for
 * programs that look through mail open every link: the button does.
 */
export const signInLinkPage = formPage({
  path: '/sign-in',
  needs: 'anyone',
  readsAs: 'the installation',
  summary: 'Signs in by a link that was made for one person.',
  browserOnly: true,
  read: async ({ db, query, now }) => {
    const key = textOf(query, 'key')
    return { key, link: key === '' ? null : await readSignInLink(db, key, now) }
  },
  view: ({ key, link }, { refusals }) => (
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
          <p>
            Only those who work on this record sign in. Everything else on this site can be read
            without.
          </p>
          <p>
            You sign in by a link made for you, which holds for fifteen minutes and works once. Ask
            whoever runs this record for one. They make it where it runs, with:
          </p>
          <p>
            <code>npx goldthread sign-in-link --as "your name"</code>
          </p>
        </>
      )}
    </PublicPage>
  ),
  submit: async (visit, _values, { key }) => {
    const session = await signInByLink(visit.acting.db, key, visit.now)
    if (!session.ok) return session
    visit.setCookie(SESSION_COOKIE, session.value)
    return { ok: true, value: '/work' }
  },
})
