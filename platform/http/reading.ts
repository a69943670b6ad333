import { type Day, day, readDay, readTime, type Time, time } from '../day.rules.ts'
import { done, type Outcome, type Refusal, refused } from '../outcome.ts'
import { listOf, textOf, type Values } from './page.ts'

/**
 * Reads the fields of a form one by one, gathering a sentence for each that
 * cannot be read, so that all stand on the page at once. A field that could not
 * be read gives a stand-in; `outcome` never lets it out.
 */
export type Reading = {
  /** Text that must be there; `missing` is the sentence when it is not. */
  readonly text: (name: string, missing: string) => string
  /** Text that may be empty. */
  readonly optionalText: (name: string) => string
  readonly day: (name: string, missing: string) => Day
  readonly optionalDay: (name: string) => Day | undefined
  readonly time: (name: string, missing: string) => Time
  readonly optionalTime: (name: string) => Time | undefined
  /** A whole number within limits, both included. */
  readonly number: (name: string, limits: Limits, missing: string) => number
  readonly optionalNumber: (name: string, limits: Limits) => number | undefined
  readonly choice: <Choice extends string>(
    name: string,
    choices: readonly Choice[],
    missing: string,
  ) => Choice
  readonly optionalChoice: <Choice extends string>(
    name: string,
    choices: readonly Choice[],
  ) => Choice | undefined
  readonly list: (name: string) => readonly string[]
  readonly ticked: (name: string) => boolean
  /** Adds a sentence of one's own. */
  readonly refuse: (refusal: Refusal) => void
  /** The value, unless any field was refused. */
  readonly outcome: <T>(value: T) => Outcome<T>
}

export type Limits = { readonly from: number; readonly to: number; readonly called: string }

export function reading(values: Values): Reading {
  const refusals: Refusal[] = []
  const missed = (field: string, message: string) => {
    refusals.push({ code: 'missing', field, message })
  }
  const take = <T>(outcome: Outcome<T>, standIn: T): T => {
    if (outcome.ok) return outcome.value
    refusals.push(...outcome.refusals)
    return standIn
  }
  const dayText = (name: string) => {
    const whole = textOf(values, name)
    if (whole !== '') return whole
    const parts = ['day', 'month', 'year'].map(part => textOf(values, `${name}-${part}`))
    return parts.every(part => part === '') ? '' : parts.join('/')
  }
  const number = (name: string, { from, to, called }: Limits) => {
    const text = textOf(values, name)
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= from && value <= to) return value
    refusals.push({
      code: 'not-a-number',
      field: name,
      message: `${called} must be a whole number from ${from} to ${to}.`,
    })
    return from
  }
  const self: Reading = {
    text: (name, missing) => {
      const text = textOf(values, name)
      if (text === '') missed(name, missing)
      return text
    },
    optionalText: name => textOf(values, name),
    day: (name, missing) => {
      const found = self.optionalDay(name)
      if (found === undefined && !refusedOn(name)) missed(name, missing)
      return found ?? day('1000-01-01')
    },
    optionalDay: name => {
      const text = dayText(name)
      return text === '' ? undefined : take<Day | undefined>(readDay(text, name), undefined)
    },
    time: (name, missing) => {
      const found = self.optionalTime(name)
      if (found === undefined && !refusedOn(name)) missed(name, missing)
      return found ?? time('00:00')
    },
    optionalTime: name => {
      const text = textOf(values, name)
      return text === '' ? undefined : take<Time | undefined>(readTime(text, name), undefined)
    },
    number: (name, limits, missing) => {
      if (textOf(values, name) !== '') return number(name, limits)
      missed(name, missing)
      return limits.from
    },
    optionalNumber: (name, limits) =>
      textOf(values, name) === '' ? undefined : number(name, limits),
    choice: (name, choices, missing) => {
      const found = choices.find(choice => choice === textOf(values, name))
      if (found === undefined) missed(name, missing)
      return (found ?? choices[0]) as (typeof choices)[number]
    },
    optionalChoice: (name, choices) => choices.find(choice => choice === textOf(values, name)),
    list: name => listOf(values, name).filter(text => text !== ''),
    ticked: name => textOf(values, name) === 'yes',
    refuse: refusal => {
      refusals.push(refusal)
    },
    outcome: value => (refusals.length > 0 ? refused(...refusals) : done(value)),
  }
  const refusedOn = (name: string) => refusals.some(refusal => refusal.field === name)
  return self
}
