import { DateInput } from 'nhsuk-react-components'
import { type FormValues, useField } from './form-context.tsx'
import { given } from './given.ts'
import type { FieldProps } from './text-fields.tsx'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const textOf = (values: FormValues, name: string) => {
  const value = values[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** What stands in the three boxes: what was typed, else the day the form was given. */
function boxes(values: FormValues, name: string) {
  const typed = {
    day: textOf(values, `${name}-day`),
    month: textOf(values, `${name}-month`),
    year: textOf(values, `${name}-year`),
  }
  if (typed.day || typed.month || typed.year) return typed
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(textOf(values, name)) ?? []
  return year && month && day
    ? { day: String(Number(day)), month: String(Number(month)), year }
    : typed
}

/**
 * The day of a DateField: its ISO text (`2025-02-14`), the empty string when
 * nothing was typed, or, when it is no day of the calendar, what was typed
 * with strokes between ("31/2/2025"), for the rule to refuse in its own
 * words. Months may be figures or English names.
 */
export function dayFrom(values: FormValues, name: string): string {
  const { day, month, year } = boxes(values, name)
  if (!day && !month && !year) return ''
  const asTyped = `${day}/${month}/${year}`
  const named = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const monthNumber = /^\d{1,2}$/.test(month) ? Number(month) : named
  if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year) || monthNumber < 1) return asTyped
  const iso = `${year}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  // The engine turns 31 February into 3 March: only a day that comes back is one.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : asTyped
}

/**
 * A day in three boxes, posted as NAME-day, NAME-month and NAME-year; read it
 * with `dayFrom`. A form is given its day as ISO text under NAME. Refusals
 * name the field NAME.
 */
export function DateField({ name, label, hint = 'For example, 14 2 2025.', size }: FieldProps) {
  const { all, error } = useField(name)
  const { day, month, year } = boxes(all, name)
  const invalid = given({ 'aria-invalid': error ? (true as const) : undefined })
  return (
    <DateInput
      id={`${name}-boxes`}
      name={name}
      legend={label}
      legendProps={given({ size })}
      hint={hint}
      {...given({ error })}
    >
      {/* The first box bears the field's own id, so that an error summary leads to it. */}
      <DateInput.Day id={name} defaultValue={day} autoComplete="off" {...invalid} />
      <DateInput.Month
        id={`${name}-month`}
        defaultValue={month}
        autoComplete="off"
        // Months may be typed as words.
        inputMode="text"
        {...invalid}
      />
      <DateInput.Year id={`${name}-year`} defaultValue={year} autoComplete="off" {...invalid} />
    </DateInput>
  )
}
