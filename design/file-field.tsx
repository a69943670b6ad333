import { FileUpload } from 'nhsuk-react-components'
import { useField } from './form-context.tsx'
import { given } from './given.ts'
import type { FieldProps } from './text-fields.tsx'

/**
 * A file, or several. The form must be `multipart`. A browser never gives a
 * chosen file back, so after a refusal it has to be chosen again: the page says so.
 */
export function FileField({
  name,
  label,
  hint,
  size,
  accept,
  multiple = false,
}: FieldProps & {
  /** What the file picker offers, such as `.pdf,.docx`; the server decides again. */
  accept?: string
  multiple?: boolean
}) {
  const { error } = useField(name)
  return (
    <FileUpload
      id={name}
      name={name}
      label={label}
      labelProps={given({ size })}
      {...given({
        hint,
        error,
        accept,
        multiple: multiple || undefined,
        'aria-invalid': error ? (true as const) : undefined,
      })}
    />
  )
}
