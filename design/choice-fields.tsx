import { Checkboxes, Radios } from 'nhsuk-react-components'
import { Fragment, type ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { given } from './given.ts'
import type { FieldProps } from './text-fields.tsx'

export type Choice = {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** Further fields, shown once this is chosen; they are posted all the same. */
  readonly reveal?: ReactNode
}

/**
 * What a choice reveals, hidden by the style sheet while it is not chosen: no
 * script is needed. (nhsuk-frontend's script says aria-expanded of a radio,
 * which ARIA does not allow and axe reports.)
 */
function Reveal({ kind, children }: { kind: 'radios' | 'checkboxes'; children: ReactNode }) {
  return <div className={`nhsuk-${kind}__conditional gt-reveal`}>{children}</div>
}

const idOf = (name: string, at: number) => (at === 0 ? name : `${name}-${at + 1}`)

/** One of a few, all in sight. */
export function RadioField({
  name,
  label,
  hint,
  size,
  options,
  inline = false,
  small = false,
}: FieldProps & {
  options: readonly Choice[]
  inline?: boolean
  /** For a long roll of the same short question. */
  small?: boolean
}) {
  const { value, error } = useField(name)
  return (
    <Radios
      id={`${name}-choices`}
      name={name}
      legend={label}
      legendProps={given({ size })}
      {...given({ hint, error, inline: inline || undefined, small: small || undefined })}
    >
      {options.map((option, at) => (
        <Fragment key={option.value}>
          <Radios.Item
            id={idOf(name, at)}
            value={option.value}
            defaultChecked={value === option.value}
            {...given({ hint: option.hint })}
          >
            {option.text}
          </Radios.Item>
          {option.reveal === undefined ? null : <Reveal kind="radios">{option.reveal}</Reveal>}
        </Fragment>
      ))}
    </Radios>
  )
}

/** Any number of a few. The values ticked are posted under one name. */
export function CheckboxGroup({
  name,
  label,
  hint,
  size,
  options,
  small = false,
}: FieldProps & { options: readonly Choice[]; small?: boolean }) {
  const { values, error } = useField(name)
  return (
    <Checkboxes
      id={`${name}-choices`}
      name={name}
      legend={label}
      legendProps={given({ size })}
      {...given({ hint, error, small: small || undefined })}
    >
      {options.map((option, at) => (
        <Fragment key={option.value}>
          <Checkboxes.Item
            id={idOf(name, at)}
            value={option.value}
            defaultChecked={values.includes(option.value)}
            {...given({ hint: option.hint })}
          >
            {option.text}
          </Checkboxes.Item>
          {option.reveal === undefined ? null : <Reveal kind="checkboxes">{option.reveal}</Reveal>}
        </Fragment>
      ))}
    </Checkboxes>
  )
}

/** One statement to agree with; ticked, it posts `yes`. */
export function CheckboxField({
  name,
  label,
  hint,
  legend,
}: {
  name: string
  label: string
  hint?: string
  /** The question it answers, where the statement alone would not say. */
  legend?: string
}) {
  const { value, error } = useField(name)
  return (
    <Checkboxes id={`${name}-choices`} name={name} {...given({ legend, error })}>
      <Checkboxes.Item
        id={name}
        value="yes"
        defaultChecked={value !== ''}
        {...given({
          hint,
          // Without a fieldset the library leaves the reason unconnected.
          'aria-describedby':
            [hint && `${name}--hint`, error && `${name}-choices--error-message`]
              .filter(Boolean)
              .join(' ') || undefined,
        })}
      >
        {label}
      </Checkboxes.Item>
    </Checkboxes>
  )
}

export type Person = { readonly value: string; readonly text: string; readonly detail?: string }

/**
 * Any number of a long list, usually people by office. As it stands it is a
 * list of checkboxes that scrolls; with scripts it can be narrowed by typing.
 */
export function PeopleField({
  name,
  label,
  hint,
  size,
  people,
  findLabel = 'Type part of an office or organisation to shorten the list',
}: FieldProps & { people: readonly Person[]; findLabel?: string }) {
  const { values, error } = useField(name)
  return (
    <Checkboxes
      id={`${name}-choices`}
      name={name}
      small
      legend={label}
      legendProps={given({ size })}
      formGroupProps={{
        'data-module': 'goldthread-filter',
        'data-find-label': findLabel,
      }}
      {...given({ hint, error })}
    >
      <div className="gt-choices__list">
        {people.map((person, at) => (
          <Checkboxes.Item
            key={person.value}
            id={idOf(name, at)}
            value={person.value}
            defaultChecked={values.includes(person.value)}
          >
            {person.text}
            {person.detail ? <span className="gt-choices__detail">{person.detail}</span> : null}
          </Checkboxes.Item>
        ))}
      </div>
    </Checkboxes>
  )
}
