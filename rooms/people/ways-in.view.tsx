import { ButtonLink, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { TextField } from '../../design/text-fields.tsx'
import type { ProviderSettings } from '../../platform/sign-in-settings.ts'

/** Where a provider's sign-in begins, and where one goes afterwards. */
export const wayTo = (provider: string, onward: string) =>
  `/sign-in/with/${provider}?${new URLSearchParams([['then', onward]])}`

/** The ways to sign in that this record has. */
export function WaysIn({
  providers,
  byLetter,
  onward,
}: {
  readonly providers: readonly ProviderSettings[]
  /** Whether letters can go out. */
  readonly byLetter: boolean
  readonly onward: string
}) {
  return (
    <>
      <p>
        Only those who work on this record sign in. Everything else on this site can be read
        without.
      </p>
      {providers.length === 0 ? null : (
        <>
          <h2 className="nhsuk-heading-m">With your organisation</h2>
          <p>You go to your organisation’s own sign-in, and come back here.</p>
          {providers.map(({ id, name }) => (
            <p key={id}>
              <ButtonLink href={wayTo(id, onward)}>Sign in with {name}</ButtonLink>
            </p>
          ))}
        </>
      )}
      {byLetter ? (
        <>
          <h2 className="nhsuk-heading-m">By e-mail</h2>
          <Form action="/sign-in/letter">
            <HiddenField name="onward" value={onward} />
            <TextField
              name="email"
              label="Your e-mail address"
              hint="The one that this record has for you. We send it a link that works once."
              type="email"
              autoComplete="email"
              spellCheck={false}
              width={30}
            />
            <SubmitButton kind={providers.length === 0 ? 'primary' : 'secondary'}>
              Send me a link
            </SubmitButton>
          </Form>
        </>
      ) : null}
      {byLetter || providers.length > 0 ? (
        <p>None of these is for you? Ask whoever runs this record for a link.</p>
      ) : (
        <>
          <p>
            You sign in by a link made for you, which holds for fifteen minutes and works once. Ask
            whoever runs this record for one. They make it where it runs, with:
          </p>
          <p>
            <code>npx goldthread sign-in-link --as "your name"</code>
          </p>
        </>
      )}
    </>
  )
}
