import { Button, Form as NhsForm } from 'nhsuk-react-components'
import { type ReactNode, useContext } from 'react'
import type { Refusal } from '../platform/outcome.ts'
import { Filling, type FormValues, PageRefusals } from './form-context.tsx'
import { given } from './given.ts'
import { StoredMeanwhile } from './saved-meanwhile.tsx'
import { useVisit } from './visit-context.tsx'

/**
 * A form that posts, with its token, and shows again what was typed. Where it changes something
 * (`changes` of its page), its values hold the version on which it was opened, and it says so;
 * after a clash what is stored stands above its fields.
 *
 * `refusals` defaults to those of the page. Where a page has several forms,
 * give each its own, so that a sentence stands beside one field only.
 */
export function Form({
  action,
  values = {},
  refusals,
  multipart = false,
  live = false,
  id,
  children,
}: {
  /** Where it posts; the page's own address if absent. */
  action?: string
  values?: FormValues
  refusals?: readonly Refusal[]
  /** Needed where there is a FileField. */
  multipart?: boolean
  /** Of a live screen, which sends it without leaving the page (`LiveForm`). */
  live?: boolean
  id?: string
  children: ReactNode
}) {
  const { csrfToken, path } = useVisit()
  const ofPage = useContext(PageRefusals)
  return (
    <Filling value={{ values, refusals: refusals ?? ofPage }}>
      <NhsForm
        method="post"
        action={action ?? path}
        {...given({ encType: multipart ? 'multipart/form-data' : undefined, id })}
        {...(live ? { 'data-live-form': '' } : {})}
      >
        {/* First, so that a multipart body gives the token before any file. */}
        <input type="hidden" name="_csrf" value={csrfToken} />
        {typeof values.version === 'string' ? (
          <input type="hidden" name="version" value={values.version} />
        ) : null}
        <StoredMeanwhile refusals={refusals ?? ofPage} values={values} />
        {children}
      </NhsForm>
    </Filling>
  )
}

/** A form that asks (GET): a filter or a search. What it says is in the address. */
export function AskingForm({
  action,
  values = {},
  inARow = false,
  children,
}: {
  action?: string
  values?: FormValues
  /** Several short choices beside each other, where there is room. */
  inARow?: boolean
  children: ReactNode
}) {
  const { path } = useVisit()
  return (
    <Filling value={{ values, refusals: [] }}>
      <NhsForm
        method="get"
        action={action ?? path}
        className={`gt-asking${inARow ? ' gt-asking--row' : ''}`}
      >
        {children}
      </NhsForm>
    </Filling>
  )
}

export function HiddenField({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}

export type ButtonKind = 'primary' | 'secondary' | 'warning'

const kinds = {
  primary: {},
  secondary: { secondary: true },
  warning: { warning: true },
} as const

/** Sends the form; `name` and `value` tell several such buttons apart. Pressed twice, it sends once. */
export function SubmitButton({
  children,
  kind = 'primary',
  small = false,
  name,
  value,
}: {
  children: ReactNode
  kind?: ButtonKind
  small?: boolean
  name?: string
  value?: string
}) {
  return (
    <Button
      type="submit"
      preventDoubleClick
      {...kinds[kind]}
      {...given({ small: small || undefined, name, value })}
    >
      {children}
    </Button>
  )
}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function ButtonLink({
  href,
  children,
  kind = 'primary',
  small = false,
}: {
  href: string
  children: ReactNode
  kind?: ButtonKind
  small?: boolean
}) {
  return (
    <Button href={href} {...kinds[kind]} {...given({ small: small || undefined })}>
      {children}
    </Button>
  )
}

/** Several buttons, or a button and a link, on one line where there is room. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="gt-buttons">{children}</div>
}

/** One button that is a whole form: an act that needs nothing typed. */
export function ActButton({
  action,
  children,
  kind = 'secondary',
  small = true,
  hidden = {},
}: {
  action: string
  children: ReactNode
  kind?: ButtonKind
  small?: boolean
  hidden?: Readonly<Record<string, string>>
}) {
  return (
    <Form action={action} refusals={[]}>
      {Object.entries(hidden).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <SubmitButton kind={kind} small={small}>
        {children}
      </SubmitButton>
    </Form>
  )
}
