import { createContext, type ReactNode, useContext } from 'react'
import type { Refusal } from '../platform/outcome.ts'

/** What was typed, by field name; several ticked boxes of one name make a list. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

type Filled = { readonly values: FormValues; readonly refusals: readonly Refusal[] }

/** What a page was refused, for its title, its summary and its fields. */
export const PageRefusals = createContext<readonly Refusal[]>([])

export const Filling = createContext<Filled>({ values: {}, refusals: [] })

/** Values for fields that stand apart from their form's own: a part that is replaced by itself. */
export function Filled({ values, children }: { values: FormValues; children: ReactNode }) {
  const { values: around, refusals } = useContext(Filling)
  return <Filling value={{ values: { ...values, ...around }, refusals }}>{children}</Filling>
}

/** What one field shows again: the text or texts typed, and why it was refused. */
export function useField(name: string): {
  value: string
  values: readonly string[]
  error: string | undefined
  all: FormValues
} {
  const { values, refusals } = useContext(Filling)
  const given = values[name]
  const list = given === undefined ? [] : typeof given === 'string' ? [given] : given
  const reasons = refusals.filter(refusal => refusal.field === name)
  return {
    value: list[0] ?? '',
    values: list,
    error: reasons.map(refusal => refusal.message).join(' ') || undefined,
    all: values,
  }
}
