import { CharacterCount, Select, Textarea, TextInput } from 'nhsuk-react-components'
import type { ReactElement } from 'react'
import { useField } from './form-context.tsx'
import { given } from './given.ts'

/** What every field says before it is filled in. Its first control's id is its name. */
export type FieldProps = {
  name: string
  label: string
  hint?: string | ReactElement
  /** How large the label is; `l` and `m` make it a heading of the form. */
  size?: 'l' | 'm' | 's'
}

type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30

export function TextField({
  name,
  label,
  hint,
  size,
  type = 'text',
  width,
  prefix,
  suffix,
  autoComplete = 'off',
  inputMode,
  spellCheck,
  suggestions,
}: FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
  /** In characters; the whole line if absent. */
  width?: Width
  prefix?: string
  suffix?: string
  /** A token of HTML's autocomplete, where it asks about the person who types. */
  autoComplete?: string
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'url'
  spellCheck?: boolean
  /** The id of the `Suggestions` that stand once on the page. Anything may be typed all the same. */
  suggestions?: string
}) {
  const { value, error } = useField(name)
  return (
    <TextInput
      id={name}
      name={name}
      label={label}
      type={type}
      defaultValue={type === 'password' ? '' : value}
      autoComplete={autoComplete}
      labelProps={given({ size })}
      {...given({
        hint,
        error,
        width,
        prefix,
        suffix,
        inputMode,
        spellCheck,
        list: suggestions,
        'aria-invalid': error ? (true as const) : undefined,
      })}
    />
  )
}

/**
 * What a browser offers while somebody types into the text fields that name it: one list for all
 * of them, however many there are, where a list of choices in each would make a page of thousands.
 */
export const Suggestions = ({ id, texts }: { id: string; texts: readonly string[] }) => (
  <datalist id={id}>
    {[...new Set(texts)].map(text => (
      <option key={text} value={text} />
    ))}
  </datalist>
)

/** `maxLength` counts down aloud and on the page; it does not cut what is typed. */
export function TextArea({
  name,
  label,
  hint,
  size,
  rows = 5,
  maxLength,
}: FieldProps & { rows?: number; maxLength?: number }) {
  const { value, error } = useField(name)
  const shared = {
    id: name,
    name,
    label,
    rows,
    defaultValue: value,
    labelProps: given({ size }),
    ...given({ hint, error, 'aria-invalid': error ? (true as const) : undefined }),
  }
  return maxLength === undefined ? (
    <Textarea {...shared} />
  ) : (
    <CharacterCount {...shared} maxLength={maxLength} />
  )
}

/** A time of day on the 24-hour clock, typed as text: `14:30`. */
export function TimeField({
  name,
  label,
  hint = 'On the 24-hour clock, such as 14:30.',
  size,
}: FieldProps) {
  return <TextField name={name} label={label} hint={hint} width={5} {...given({ size })} />
}

export type SelectOption = { readonly value: string; readonly text: string }
export type SelectGroup = { readonly group: string; readonly options: readonly SelectOption[] }

/** One of a list. `empty` is the words of the first, valueless choice; without it the first is chosen. */
export function SelectField({
  name,
  label,
  hint,
  size,
  options,
  empty,
}: FieldProps & { options: readonly (SelectOption | SelectGroup)[]; empty?: string }) {
  const { value, error } = useField(name)
  return (
    <Select
      id={name}
      name={name}
      label={label}
      defaultValue={value}
      labelProps={given({ size })}
      {...given({ hint, error, 'aria-invalid': error ? (true as const) : undefined })}
    >
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map(option =>
        'group' in option ? (
          <optgroup key={option.group} label={option.group}>
            {option.options.map(inner => (
              <option key={inner.value} value={inner.value}>
                {inner.text}
              </option>
            ))}
          </optgroup>
        ) : (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ),
      )}
    </Select>
  )
}
