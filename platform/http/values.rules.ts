/** Text under each name; several where a name repeats. */
type Texts = Record<string, string | string[]>

const textFrom = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined

/**
 * What a form or a program sent, as texts under names: a number or a truth value becomes
 * its text, a list keeps those of its members that have one, and whatever else JSON can
 * hold is left out, as if it had not been sent.
 */
export function valuesFrom(body: unknown): Texts {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return {}
  const texts: Texts = {}
  for (const [name, value] of Object.entries(body)) {
    const text = textFrom(value)
    if (text !== undefined) texts[name] = text
    else if (Array.isArray(value))
      texts[name] = value.map(textFrom).filter(member => member !== undefined)
  }
  return texts
}
