import { Checkboxes, Radios } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { useField } from './form-context.tsx'
import { given } from './given.ts'
import type { FieldProps } from './text-fields.tsx'

export type Choice = {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** Further fields, shown once this is chosen; without scripts they always show. */
  readonly reveal?: ReactNode
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
}: FieldProps & { options: readonly Choice[]; inline?: boolean }) {
  const { value, error } = useField(name)
  return (
    <Radios
      id={`${name}-choices`}
      name={name}
      legend={label}
      legendProps={given({ size })}
      {...given({ hint, error, inline: inline || undefined })}
    >
      {options.map((option, at) => (
        <Radios.Item
          key={option.value}
          id={idOf(name, at)}
          value={option.value}
          defaultChecked={value === option.value}
          {...given({ hint: option.hint, conditional: option.reveal })}
        >
          {option.text}
        </Radios.Item>
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
        <Checkboxes.Item
          key={option.value}
          id={idOf(name, at)}
          value={option.value}
          defaultChecked={values.includes(option.value)}
          {...given({ hint: option.hint, conditional: option.reveal })}
        >
          {option.text}
        </Checkboxes.Item>
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
