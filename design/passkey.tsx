import type { ReactNode } from 'react'
import { Form, HiddenField, SubmitButton } from './form.tsx'
import type { FormValues } from './form-context.tsx'
import { given } from './given.ts'
import { useVisit } from './visit-context.tsx'

/**
 * A form that a passkey completes: its button asks the browser, and what the browser answers is
 * sent as `answer`. Browsers have passkeys for scripts only; without them the form is sent
 * empty, and its refusal says so.
 */
export function PasskeyForm({
  asks,
  options,
  button,
  values,
  children,
}: {
  /** Whether a passkey is to be used or made. */
  asks: 'use' | 'make'
  /** What the server asks of the browser, as JSON. */
  options: string
  button: string
  values?: FormValues
  children?: ReactNode
}) {
  const { assets, nonce } = useVisit()
  return (
    <div data-module="goldthread-passkey" data-asks={asks} data-options={options}>
      <Form {...given({ values })}>
        <HiddenField name="answer" value="" />
        {children}
        <p role="alert" data-passkey-said="" className="gt-passkey-said" />
        <SubmitButton>{button}</SubmitButton>
      </Form>
      <noscript>
        <p>Passkeys need a browser that lets this site run its scripts.</p>
      </noscript>
      <script type="module" src={assets.passkey} {...given({ nonce })} />
    </div>
  )
}
